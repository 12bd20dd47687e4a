//! `init`: a proposal for odd files that works once its questions are answered.

use crate::binary::{oldiron, ran, read_pack};
use std::fs;
use tempfile::TempDir;

#[test]
fn a_proposal_is_accepted_once_its_questions_are_answered() {
    let inside = TempDir::new().unwrap();
    for folder in ["exports", "etc"] {
        fs::create_dir(inside.path().join(folder)).unwrap();
    }
    let export = |name: &str, text: &str| fs::write(inside.path().join("exports").join(name), text).unwrap();
    export("organisations.csv", "id,name\nTC,Town Council\n");
    export(
        "contract register.csv",
        "Contract Number;Directorate;Supplier Name;Title;Start Date;Expiry Date;Annual Value;Colour\n\
         7;TC;Acme;Helpdesk;25/03/2024;31/03/2029;\"£1,250.00\";red\n\
         8;TC;Bolt;Backup;26/03/2024;30/03/2029;\"£750.50\";blue\n",
    );
    let run = |arguments: &[&str]| ran(oldiron(inside.path()).args(arguments));
    let proposal = run(&["init", "exports", "--to", "etc/oldiron.toml"]).done();
    assert!(proposal.data.is_empty() && proposal.said.contains("oldiron check --config etc/oldiron.toml"));
    let settings = inside.path().join("etc/oldiron.toml");
    let text = fs::read_to_string(&settings).unwrap();
    assert!(text.contains("path = \"../exports/contract register.csv\""), "{text}");
    // Never over what stands there.
    run(&["init", "exports", "--to", "etc/oldiron.toml"]).refused(2, &["etc/oldiron.toml"]);
    assert_eq!(fs::read_to_string(&settings).unwrap(), text);

    let mut answered = String::new();
    for line in text.lines() {
        let answer = [
            ("# scope = ", "scope = \"ict\""),
            ("# price_per = ", "price_per = \"year\""),
            ("# price_currency = ", "price_currency = \"GBP\""),
        ];
        let answer = answer.iter().find(|(question, _)| line.starts_with(question)).map(|(_, answer)| *answer);
        answered.push_str(answer.unwrap_or(line));
        answered.push('\n');
    }
    fs::write(&settings, &answered).unwrap();
    run(&["check", "--config", "etc/oldiron.toml"]).done();
    run(&["audit", "--config", "etc/oldiron.toml", "--as-of", "2026-04-01", "--no-pages", "--out", "pack"]).done();
    let pack = read_pack(&inside.path().join("pack")).unwrap();
    assert_eq!(pack.audit.pence("run_cost"), Some(200_050), "{answered}");
    assert_eq!(pack.audit.renewals[0].current_end.as_deref(), Some("2029-03-31"));
}

#[test]
fn without_a_place_to_write_the_proposal_is_data() {
    let inside = TempDir::new().unwrap();
    fs::write(inside.path().join("servers.csv"), "Name,Class,Status\nsrv-1,Server,Operational\n").unwrap();
    let proposal = ran(oldiron(inside.path()).arg("init")).done();
    assert!(proposal.data.parse::<toml::Table>().is_ok(), "{}", proposal.data);
    assert!(proposal.data.contains("# \"Operational\" = \"…\""), "{}", proposal.data);
    ran(oldiron(inside.path()).args(["init", "gone"])).refused(2, &["gone"]);
    ran(oldiron(inside.path()).args(["init", ".", "--to", "gone/oldiron.toml"])).refused(2, &["gone"]);
}
