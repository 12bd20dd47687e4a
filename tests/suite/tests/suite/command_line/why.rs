//! `why`: amounts under each step add up to it, down to the records.

use crate::binary::{oldiron, ran};
use crate::demo::demo;
use serde_json::Value;
use tempfile::TempDir;

/// The tree of a subject, held to its sums.
fn tree(subject: &str, most: &str) -> Value {
    let inside = TempDir::new().unwrap();
    let mut command = oldiron(inside.path());
    let command = command.args(["why", subject, "--format", "json", "--most", most, "--pack"]).arg(&demo().dir);
    let tree = ran(command).done().json();
    adds_up(&tree, subject);
    tree
}

fn adds_up(node: &Value, subject: &str) {
    let children = node["children"].as_array().map_or(&[][..], Vec::as_slice);
    if node["adds_up"] == true && !children.is_empty() {
        // Steps without an amount, such as what lost to a contract, stand beside the sum.
        let sum: i64 = children.iter().filter_map(|child| child["pence"].as_i64()).sum();
        assert_eq!(node["pence"].as_i64(), Some(sum), "{subject}: {}", node["label"]);
    }
    children.iter().for_each(|child| adds_up(child, subject));
}

fn steps(node: &Value) -> usize {
    1 + node["children"].as_array().into_iter().flatten().map(steps).sum::<usize>()
}

#[test]
fn every_figure_is_traced_to_its_lines() {
    let audit = &demo().pack.audit;
    for figure in &audit.figures {
        let tree = tree(&figure.id, "5");
        assert_eq!(tree["pence"].as_i64(), figure.pence, "{}", figure.id);
        let lines = figure.lines.as_ref().map_or(0, |lines| lines.count);
        assert_eq!(lines > 0, steps(&tree) > 3, "{}", figure.id);
    }
    // With room for all of them, every line is there.
    let whole = serde_json::to_string(&tree("legacy_exposed", "100000")).unwrap();
    let count = audit.figure("legacy_exposed").unwrap().lines.as_ref().unwrap().count;
    assert_eq!(u64::try_from(whole.matches("\"line ").count()).unwrap(), count);
}

#[test]
fn every_kind_of_subject_is_traced() {
    let pack = &demo().pack;
    let pence = |column: &str, id: &str| -> i64 {
        let lines = pack.lines.iter().filter(|line| line[column] == id);
        lines.map(|line| line["amount_pence"].parse::<i64>().unwrap()).sum()
    };
    let line = pack.lines.iter().find(|line| !line["contract"].is_empty() && !line["service"].is_empty()).unwrap();
    for column in ["contract", "supplier", "organisation"] {
        let tree = tree(&line[column], "10");
        assert_eq!(tree["pence"].as_i64(), Some(pence(column, &line[column])), "{column} {}", line[column]);
    }
    assert_eq!(tree(&line["id"], "10")["pence"], line["amount_pence"].parse::<i64>().unwrap());
    for column in ["asset", "service"] {
        let tree = tree(&line[column], "10");
        let sums: Vec<i64> =
            tree["children"].as_array().unwrap().iter().filter_map(|step| step["pence"].as_i64()).collect();
        assert!(sums.contains(&pence(column, &line[column])), "{column}: {sums:?}");
        let judged = tree["notes"].to_string().contains("verdict on its");
        assert_eq!(judged, column == "asset", "{tree}");
    }
    let finding = &pack.audit.findings[0];
    let all = tree(&finding.code, "100000");
    let of_code = pack.audit.findings.iter().filter(|other| other.code == finding.code).count();
    assert_eq!((all["children"].as_array().unwrap().len(), &all["adds_up"]), (of_code, &Value::Bool(false)));
    let one = tree(&format!("{}:{}", finding.code, finding.subject), "10");
    assert_eq!(one["children"][0]["notes"][0], finding.message);
}

#[test]
fn a_payment_that_lost_says_to_what() {
    let checks = &demo().pack.cross_checks;
    let lost = checks.iter().find(|row| row["origin_table"] == "payments" && !row["instead_of"].is_empty()).unwrap();
    let payment = tree(&lost["origin_id"], "10");
    assert_eq!(payment["pence"], 0);
    assert!(payment["notes"].to_string().contains(&format!("lost to {}", lost["instead_of"])), "{payment}");
    let contract = lost["instead_of"].strip_prefix("contracts:").unwrap();
    let winner = tree(contract, "100000").to_string();
    assert!(winner.contains("amounts that lost to it") && winner.contains(&lost["origin_id"]), "{winner}");
}

#[test]
fn what_is_nothing_is_refused_with_the_figures_there_are() {
    let inside = TempDir::new().unwrap();
    let mut command = oldiron(inside.path());
    ran(command.args(["why", "nonsense", "--pack"]).arg(&demo().dir))
        .refused(2, &["`nonsense`", "run_cost", "legacy_cost"]);
}

#[test]
fn the_tree_for_the_eye_begins_with_the_amount() {
    let inside = TempDir::new().unwrap();
    let mut command = oldiron(inside.path());
    let shown = ran(command.args(["why", "run_cost", "--pack"]).arg(&demo().dir)).done().data;
    let first = shown.lines().next().unwrap();
    assert!(first.starts_with("Run cost (run_cost)") && first.contains('£'), "{shown}");
    assert!(shown.contains("├─ verdict ") && shown.contains("└─ verdict "), "{shown}");
}
