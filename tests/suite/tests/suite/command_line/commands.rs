//! What every command says of itself, keeps quiet about, and writes to a reader that has gone away.

use crate::binary::{binary, oldiron, ran};
use crate::demo::demo;
use std::fs;
use std::process::Stdio;
use tempfile::TempDir;

#[test]
fn help_says_what_each_command_does() {
    let inside = TempDir::new().unwrap();
    for (command, words) in [
        (vec![], "Works out what an organisation spends on keeping archaic systems alive"),
        (vec!["demo"], "fictional estate"),
        (vec!["init"], "Propose settings and a mapping"),
        (vec!["check"], "before an audit"),
        (vec!["audit"], "write the pack"),
        (vec!["renewals"], "the last day on which each contract can still be stopped"),
        (vec!["why"], "back to the records behind it"),
        (vec!["catalogue"], "known about products"),
        (vec!["catalogue", "match"], "standard input"),
        (vec!["catalogue", "show"], "dates, sources and layers"),
        (vec!["catalogue", "refresh"], "newer list of support dates"),
        (vec!["catalogue", "completeness"], "would settle most of the rest"),
        (vec!["suppliers"], "one supplier"),
        (vec!["suppliers", "match"], "one a line or one JSON object a line"),
        (vec!["snapshot"], "kept unchanged"),
        (vec!["snapshot", "verify"], "Recompute every hash"),
        (vec!["schema"], "JSON Schema of audit.json"),
    ] {
        let help = ran(oldiron(inside.path()).args(&command).arg("--help")).done();
        let text = help.data.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(words), "{command:?}: {text}");
        assert_eq!(help.said, "");
    }
    assert_eq!(ran(oldiron(inside.path()).arg("frobnicate")).code, 2);
    assert_eq!(ran(&mut oldiron(inside.path())).code, 2);
}

#[test]
fn the_schema_is_json_and_names_every_key_of_an_audit() {
    let inside = TempDir::new().unwrap();
    let schema = ran(oldiron(inside.path()).arg("schema")).done().json();
    let audit = serde_json::to_value(&demo().pack.audit).unwrap();
    let known = schema["properties"].as_object().unwrap();
    for key in audit.as_object().unwrap().keys() {
        assert!(known.contains_key(key), "{key}");
    }
}

#[test]
fn quiet_says_nothing_but_errors() {
    let inside = TempDir::new().unwrap();
    let quiet = |arguments: &[&str]| ran(oldiron(inside.path()).arg("--quiet").args(arguments));
    let silent = |arguments: &[&str]| {
        let ran = quiet(arguments).done();
        assert_eq!(ran.said, "", "{arguments:?}");
    };
    silent(&["demo", "--assets", "30", "--files", "files"]);
    fs::create_dir(inside.path().join("clean")).unwrap();
    fs::write(inside.path().join("clean/organisations.csv"), "id,name\nTC,Town Council\n").unwrap();
    silent(&["check", "--from", "clean"]);
    silent(&["audit", "--from", "files", "--as-of", "2026-04-01", "--no-pages", "--out", "pack"]);
    silent(&["renewals", "--from", "files", "--as-of", "2026-04-01"]);
    let snapshots = fs::read_dir(inside.path().join("oldiron-data/snapshots")).unwrap();
    let snapshot = snapshots.map(|entry| entry.unwrap().path()).next().unwrap();
    silent(&["snapshot", "verify", snapshot.to_str().unwrap()]);
    silent(&["init", "files", "--to", "oldiron.toml"]);
    let refused = quiet(&["audit", "--from", "gone"]);
    assert!(refused.said.starts_with("error: gone"), "{}", refused.said);
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let inside = TempDir::new().unwrap();
    let pack = demo().dir.to_str().unwrap();
    for arguments in [vec!["schema"], vec!["--help"], vec!["why", "run_cost", "--most", "100000", "--pack", pack]] {
        let mut command = std::process::Command::new(binary());
        command.current_dir(inside.path()).args(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.is_empty(), "{arguments:?}: {said}");
    }
}

#[test]
fn check_names_the_place_of_a_fault() {
    let inside = TempDir::new().unwrap();
    let files = inside.path().join("files");
    fs::create_dir(&files).unwrap();
    fs::write(files.join("organisations.csv"), "id,name\nTC,Town Council\n").unwrap();
    let contracts =
        |renewal: &str| format!("id,organisation,supplier,renewal\nC1,TC,Acme,none\nC2,TC,Acme,{renewal}\n");
    fs::write(files.join("contracts.csv"), contracts("perhaps")).unwrap();
    let check = ran(oldiron(inside.path()).args(["check", "--from", "files"]));
    assert_eq!(check.code, 2, "{}", check.said);
    assert!(check.data.starts_with("contracts.csv, line 3, column renewal, `perhaps`"), "{}", check.data);
    assert!(check.said.contains("1 problem;"), "{}", check.said);
    fs::write(files.join("contracts.csv"), contracts("automatic")).unwrap();
    assert_eq!(ran(oldiron(inside.path()).args(["check", "--from", "files"])).done().data, "");
    // It keeps nothing.
    assert_eq!(fs::read_dir(inside.path()).unwrap().count(), 1);
}
