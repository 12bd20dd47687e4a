//! `suppliers match`: one JSON object a line, in the order and number of the lines read.

use crate::binary::{oldiron, ran};
use serde_json::{Value, json};
use std::fs;
use tempfile::TempDir;

#[test]
fn every_line_is_answered_in_its_order_and_rulings_are_kept() {
    let lines = [
        "Quorlebank Systems Ltd",
        "QUORLEBANK SYSTEMS LIMITED",
        "{\"name\":\"Quorlebank Systems (UK) Ltd\"}",
        "{\"a\":\"Quorlebank Systems Ltd\",\"b\":\"Quorlebank Systems plc\"}",
        "{\"a\":\"Quorlebank Systems Ltd\",\"b\":\"Tarnside Ltd\"}",
        "{\"a\":\"Ashgrove\",\"b\":\"ASHGROVE LTD\"}",
        "",
        "{\"c\":1}",
    ];
    let inside = TempDir::new().unwrap();
    fs::write(inside.path().join("aliases.csv"), "name,other,decision\nAshgrove,Ashgrove Ltd,not-same\n").unwrap();
    let answered = ran(oldiron(inside.path()).args(["suppliers", "match"]).write_stdin(lines.join("\n"))).done();
    let found: Vec<Value> = answered.data.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(found.len(), lines.len());
    for (line, answer) in [0, 1, 2].map(|line| (lines[line], &found[line])) {
        assert_eq!((&answer["raw"], &answer["supplier"]), (&json!(line), &json!("QUORLEBANK SYSTEMS LIMITED")));
        assert_eq!(answer["key"], "quorlebank system");
    }
    assert_eq!((&found[0]["rule"], &found[0]["grade"]), (&json!("supplier.legal-form"), &json!("A")));
    assert_eq!((&found[3]["same"], &found[3]["rule"]), (&json!(true), &json!("supplier.legal-form")));
    assert_eq!((&found[4]["same"], &found[4]["grade"]), (&json!(false), &Value::Null));
    assert_eq!(found[5]["same"], true);
    for unreadable in [6, 7] {
        assert_eq!(found[unreadable]["rule"], "supplier.unreadable");
    }
    let ruled = ["suppliers", "match", "--aliases", "aliases.csv"];
    let answered = ran(oldiron(inside.path()).args(ruled).write_stdin(lines[5])).done();
    assert_eq!(answered.json()["same"], false);
    fs::write(inside.path().join("aliases.csv"), "name,other,decision\nA,B,perhaps\n").unwrap();
    let refused = ran(oldiron(inside.path()).args(ruled).write_stdin(""));
    assert_eq!(refused.code, 2);
    assert!(refused.said.contains("aliases.csv") && refused.said.contains("not-same"), "{}", refused.said);
}
