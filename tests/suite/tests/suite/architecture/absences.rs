//! What a room must not know, by reading its text.

use super::none_of;
use super::rooms::rooms;
use super::rust_text::{RustText, rust_texts};
use estate::{Kind, Table};

/// Rooms of plain functions: no file, network, environment, clock, process or waiting.
const PURE: &[&str] =
    &["estate", "lifecycle", "classification", "identity", "renewals", "analysis", "audit", "demo-estate"];

/// Words that reach outside.
const REACH: &[&str] = &["SystemTime", "Instant", "Zoned::now", "Timestamp::now", "async fn", ".await", "tokio"];

/// Modules of the standard library that reach outside.
const REACHING_MODULES: &[&str] = &["fs", "net", "env", "process"];

/// Rooms that may print. The benches are commands of their own.
const PRINTING: &[&str] = &["oldiron", "bench", "bench-pull"];

/// Rooms that may read the environment: settings for its values, the commands for arguments and folders.
const ENVIRONMENT: &[&str] = &["settings", "oldiron", "bench", "bench-pull"];

fn reaches_outside(text: &RustText) -> Vec<String> {
    let words =
        REACH.iter().flat_map(|word| text.lines_with(word).into_iter().map(move |line| (line, (*word).to_owned())));
    let modules = standard_modules(text).into_iter().filter(|(_, module)| REACHING_MODULES.contains(&module.as_str()));
    let modules = modules.map(|(line, module)| (line, format!("std::{module}")));
    words.chain(modules).map(|(line, what)| format!("{}:{line} knows {what}", text.path)).collect()
}

/// The modules of the standard library that a text names, alone or in a group: `std::fs`, `std::{fmt, fs::File}`.
fn standard_modules(text: &RustText) -> Vec<(usize, String)> {
    let mut modules = Vec::new();
    for (at, _) in text.code.match_indices("std::") {
        let rest = &text.code[at + "std::".len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(group) => outermost(group),
            None => vec![rest],
        };
        for name in names {
            let name = name.trim_start();
            let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
            modules.push((text.line(at), name[..end].to_owned()));
        }
    }
    modules
}

/// What stands between the commas of a group, inner groups left whole.
fn outermost(group: &str) -> Vec<&str> {
    let (mut depth, mut from, mut parts) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&group[from..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts
}

fn prints(text: &RustText) -> Vec<String> {
    let words = ["println!", "print!", "eprintln!", "eprint!", "dbg!", "process::exit", "io::stdout", "io::stderr"];
    let found = words.iter().flat_map(|word| text.lines_with(word).into_iter().map(move |line| (line, word)));
    found.map(|(line, word)| format!("{}:{line} has {word}", text.path)).collect()
}

/// Strings that are a column's name of several words, as files or frames spell it. A name of one word, such as `kind`, may be
/// any word and proves nothing.
fn spells_columns(text: &RustText) -> Vec<String> {
    let is_column = |word: &str| {
        let mut columns = Table::RECEIVED.iter().chain(Table::MADE).flat_map(|table| table.columns());
        columns.any(|column| {
            let two = matches!(column.kind, Kind::When | Kind::StatedAmount);
            let money = matches!(column.kind, Kind::Amount | Kind::StatedAmount);
            let ends_as_one = |rest: &str| rest.is_empty() || (money && rest == "_minor") || (two && rest == "_words");
            column.name.contains('_') && word.strip_prefix(column.name).is_some_and(ends_as_one)
        })
    };
    let found = text.strings.iter().filter(|(_, string)| is_column(string));
    found.map(|(line, string)| format!("{}:{line} spells \"{string}\"", text.path)).collect()
}

/// What a rule finds in every shipped file of the rooms it is for.
fn found_in(rule: fn(&RustText) -> Vec<String>, holds_for: impl Fn(&str) -> bool) -> Vec<String> {
    let rooms = rooms().iter().filter(|room| holds_for(&room.name));
    rooms.flat_map(rust_texts).flat_map(|text| rule(&text)).collect()
}

#[test]
fn the_middle_is_plain_functions() {
    let faults = found_in(reaches_outside, |room| PURE.contains(&room));
    none_of(
        &faults,
        "Waiting and failing happen at the edges: these rooms know no file, network, environment, process or clock.",
    );
}

#[test]
fn only_the_command_line_prints_and_exits() {
    let faults = found_in(prints, |room| !PRINTING.contains(&room));
    none_of(&faults, "Only the command line prints and picks exit codes: return what is to be said.");
}

#[test]
fn only_settings_read_the_environment() {
    fn reads(text: &RustText) -> Vec<String> {
        let modules = standard_modules(text).into_iter().filter(|(_, module)| module == "env");
        modules.map(|(line, _)| format!("{}:{line} knows std::env", text.path)).collect()
    }
    let faults = found_in(reads, |room| !ENVIRONMENT.contains(&room));
    none_of(&faults, "Only settings read the environment: take the value as an argument.");
}

#[test]
fn columns_are_spelled_in_estate_alone() {
    let faults = found_in(spells_columns, |room| room != "estate");
    none_of(
        &faults,
        "A column's name is spelled where its table is declared: use the constant of the record, such as Contract::ends_on.",
    );
}

#[test]
fn what_reaches_outside_prints_or_spells_a_column_is_named() {
    let text = |code: &str| RustText::new("a.rs", code);
    for code in [
        "use std::fs;",
        "use std::{collections::{BTreeMap, BTreeSet}, fs::File};",
        "use std::process::Command;",
        "Instant::now()",
        "pub async fn pull() {}",
        "let today = jiff::Zoned::now();",
    ] {
        assert_eq!(reaches_outside(&text(code)).len(), 1, "{code}");
    }
    assert_eq!(reaches_outside(&text("use std::{collections::BTreeMap, fmt}; // std::fs")), Vec::<String>::new());
    assert_eq!(prints(&text("fn a() { println!(\"x\"); }")).len(), 1);
    assert_eq!(prints(&text("fn a() { writeln!(out, \"print! x\"); }")), Vec::<String>::new());
    for word in ["price_amount", "ends_on", "ends_on_words", "price_amount_minor", "warranty_ends_words"] {
        assert_eq!(spells_columns(&text(&format!("let a = \"{word}\";"))).len(), 1, "{word}");
    }
    for word in ["kind", "run_cost", "the price_amount", "amount_minor", "ends_on_minor"] {
        assert_eq!(spells_columns(&text(&format!("let a = \"{word}\";"))), Vec::<String>::new(), "{word}");
    }
}
