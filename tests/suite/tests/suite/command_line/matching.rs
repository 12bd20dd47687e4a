//! `catalogue match`: one JSON object a line, in the order and number of the lines read.

use crate::binary::{oldiron, ran};
use serde_json::Value;
use tempfile::TempDir;

#[test]
fn every_line_is_answered_in_its_order_with_all_seven_keys() {
    let lines: [&[u8]; 8] = [
        b"MS SQL Svr 2008 R2 SP2 Std",
        b"SQL Server 2008 R2 Native Client",
        b"\xff\xfe not text",
        b"{\"product\":\"SQL Server\",\"version\":\"10.50.4000\",\"last_seen\":\"2026-03-31\"}",
        b"{not json",
        b"",
        b"Registrars 4 of an invented maker\r",
        "Windows Server 2003 R2 \u{202e}😀".as_bytes(),
    ];
    let inside = TempDir::new().unwrap();
    // The last line may end without a line end.
    let answered = ran(oldiron(inside.path()).args(["catalogue", "match"]).write_stdin(lines.join(&b'\n'))).done();
    let found: Vec<Value> = answered.data.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(found.len(), lines.len());
    for (line, answer) in lines.iter().zip(&found) {
        let keys: Vec<&String> = answer.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["cycle", "evidence", "grade", "outcome", "product", "raw", "rule"], "{answer}");
        let line = String::from_utf8_lossy(line);
        assert_eq!(answer["raw"], line.trim_end_matches('\r'), "the line as it was read");
    }
    let of = |line: usize| ["outcome", "product", "cycle"].map(|key| found[line][key].as_str());
    assert_eq!(of(0), [Some("matched"), Some("mssqlserver"), Some("10.50-sp2")]);
    assert_eq!(of(1), [Some("denied"), None, None]);
    assert_eq!(of(3), [Some("matched"), Some("mssqlserver"), Some("10.50-sp2")]);
    for unreadable in [2, 4] {
        assert_eq!(of(unreadable), [Some("not-found"), None, None]);
        assert_eq!(found[unreadable]["rule"], "input.unreadable");
    }
    for nothing in [5, 6] {
        assert_eq!(of(nothing), [Some("not-found"), None, None]);
    }
    let span = found[0]["evidence"][0]["span"].as_array().unwrap();
    assert_eq!(span.iter().map(|at| at.as_u64().unwrap()).collect::<Vec<_>>(), [0, 10]);
    assert_eq!(answered.said, "");
}

#[test]
fn nothing_read_is_nothing_written() {
    let inside = TempDir::new().unwrap();
    assert_eq!(ran(oldiron(inside.path()).args(["catalogue", "match"]).write_stdin("")).done().data, "");
}
