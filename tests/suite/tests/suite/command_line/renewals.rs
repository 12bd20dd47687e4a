//! `renewals`: the vectors of contract dates that other tools got wrong, from flat files, and the three ways to print.

use crate::binary::{Ran, oldiron, ran};
use serde_json::{Value, json};
use std::fs;
use tempfile::TempDir;

const HEADER: &str = "id,organisation,supplier,scope,starts_on,ends_on,initial_term,renewal,renewal_term,notice,lead_time,price_amount,price_currency,price_per";

/// Decision dates of contracts given by the columns from `starts_on` to `lead_time`, ids C1 and on.
fn printed(terms: &[&str], price: &str, as_of: &str, format: &str) -> Ran {
    let inside = TempDir::new().unwrap();
    let files = inside.path().join("files");
    fs::create_dir(&files).unwrap();
    fs::write(files.join("organisations.csv"), "id,name\nTC,Town Council\n").unwrap();
    let rows: String =
        terms.iter().zip(1..).map(|(terms, row)| format!("C{row},TC,Acme,ict,{terms},{price},GBP,year\n")).collect();
    fs::write(files.join("contracts.csv"), format!("{HEADER}\n{rows}")).unwrap();
    ran(oldiron(inside.path()).args(["renewals", "--from", "files", "--as-of", as_of, "--format", format])).done()
}

/// One contract's row.
fn renewal(terms: &str, as_of: &str) -> Value {
    let printed = printed(&[terms], "1200", as_of, "json").json();
    assert_eq!(printed["as_of"], as_of);
    printed["renewals"][0].clone()
}

fn holds(row: &Value, expected: &[(&str, Value)]) {
    for (field, value) in expected {
        assert_eq!(&row[field], value, "{field} of {row}");
    }
}

#[test]
fn v1_a_lead_time_comes_before_the_notice() {
    let row = renewal("2018-09-27,,36 months,automatic,12 months,3 months,21 days", "2020-01-01");
    holds(
        &row,
        &[
            ("current_end", json!("2021-09-27")),
            ("notice_on", json!("2021-06-27")),
            ("decide_by", json!("2021-06-06")),
            ("act_on", json!("2021-06-04")),
        ],
    );
}

#[test]
fn v2_notice_is_of_the_term_in_force() {
    let row = renewal(",2025-08-28,,automatic,12 months,2 months,", "2026-02-11");
    holds(
        &row,
        &[("current_end", json!("2026-08-28")), ("notice_on", json!("2026-06-28")), ("state", json!("rolled"))],
    );
}

#[test]
fn v3_later_terms_have_their_own_length() {
    let row = renewal("2020-08-01,,36 months,automatic,12 months,3 months,", "2023-10-31");
    holds(&row, &[("current_end", json!("2024-08-01")), ("notice_on", json!("2024-05-01")), ("rolls", json!(1))]);
}

#[test]
fn v4_one_renewal_of_a_year_makes_seventy_two_months() {
    let row = renewal("2015-01-01,,60 months,automatic,12 months,3 months,", "2020-06-01");
    holds(&row, &[("current_end", json!("2021-01-01")), ("rolls", json!(1))]);
}

#[test]
fn v5_what_must_be_signed_does_not_roll() {
    let row = renewal("2019-01-01,2021-12-31,,express,12 months,3 months,", "2026-02-11");
    holds(
        &row,
        &[
            ("state", json!("expired")),
            ("current_end", json!("2021-12-31")),
            ("rolls", json!(0)),
            ("locked_in_pence", json!(0)),
        ],
    );
}

#[test]
fn v6_one_decides_before_a_long_notice() {
    let row = renewal("2025-01-01,2026-12-31,,automatic,12 months,90 days,60 days", "2026-02-11");
    holds(&row, &[("notice_on", json!("2026-10-02")), ("decide_by", json!("2026-08-03"))]);
}

#[test]
fn v13_a_part_of_a_year_is_an_interval() {
    for (words, earliest, latest) in [
        ("2016-Q3", "2016-07-01", "2016-09-30"),
        ("Q3 2016", "2016-07-01", "2016-09-30"),
        ("Spring 2016", "2016-04-01", "2016-06-30"),
    ] {
        let row = renewal(&format!("2013-01-01,{words},,none,,,"), "2015-02-11");
        holds(&row, &[("current_end", Value::Null), ("decide_by", Value::Null), ("act_on", Value::Null)]);
        for field in ["current_end", "decide_by", "act_on"] {
            assert_eq!(row["between"][field], json!([earliest, latest]), "{field} of {row}");
        }
        assert!(row["why"].to_string().contains(words), "the words are kept: {row}");
        assert!(row["unknown"].as_array().unwrap().contains(&json!("ends_on")), "{row}");
    }
}

#[test]
fn v14_a_price_in_words_is_unknown_and_never_nothing() {
    let terms = ["2025-01-01,2026-12-31,,automatic,12 months,2 months,"];
    let printed = printed(&terms, "12 000 € /an", "2026-02-11", "json");
    let row = &printed.json()["renewals"][0];
    holds(
        row,
        &[("locked_in_pence", Value::Null), ("annual_pence", Value::Null), ("unknown", json!(["price_amount"]))],
    );
    assert!(printed.said.contains("set aside 1 row or cell"), "{}", printed.said);
}

#[test]
fn every_row_has_every_key() {
    let terms =
        ["2018-09-27,,36 months,automatic,12 months,3 months,21 days", ",,,,,,", "2020-01-01,9999-12-31,,none,,,"];
    let printed = printed(&terms, "", "2026-02-11", "json").json();
    assert_eq!(printed["renewals"].as_array().unwrap().len(), terms.len());
    for row in printed["renewals"].as_array().unwrap() {
        for key in [
            "contract",
            "organisation",
            "supplier",
            "state",
            "current_end",
            "notice_on",
            "decide_by",
            "act_on",
            "start_procuring_by",
            "rolls",
            "committed_to",
            "next_exit",
            "locked_in_pence",
            "unknown",
            "between",
            "why",
        ] {
            assert!(row.as_object().unwrap().contains_key(key), "{key} of {row}");
        }
    }
}

#[test]
fn tables_for_the_eye_and_for_spreadsheets_hold_the_same_days() {
    let terms = [",,,,,,", "2018-09-27,,36 months,automatic,12 months,3 months,21 days"];
    let csv = printed(&terms, "1200", "2020-01-01", "csv").data;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: usize, name: &str| {
        let place = header.iter().position(|column| column == name).unwrap();
        rows[row][place].to_owned()
    };
    assert_eq!(rows.len(), 2);
    assert_eq!((cell(0, "decide_by"), cell(1, "decide_by")), (String::new(), "2021-06-06".to_owned()));
    assert_eq!(cell(1, "locked_in_pence"), "120000");
    let table = printed(&terms, "1200", "2020-01-01", "table").data;
    let lines: Vec<&str> = table.lines().collect();
    // The contract with a day comes first; without one it comes last, with what is missing.
    assert!(lines[0].starts_with("act on") && lines[1].starts_with("2021-06-04"), "{table}");
    assert!(lines[1].contains("£1,200.00") && lines[2].contains("ends_on"), "{table}");
}
