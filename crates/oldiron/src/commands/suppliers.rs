//! `oldiron suppliers`: which names are one supplier. All names given are read first, since what is rare among them tells.

use crate::arguments::Suppliers;
use crate::failure::{DONE, Failure};
use crate::talk;
use identity::{Clusters, Evidence, Ruling};
use serde::{Deserialize, Serialize};
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

/// A line that is a JSON object: a name, or two to compare.
#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Asked {
    Name { name: String },
    Pair { a: String, b: String },
}

/// A row of an aliases file.
#[derive(Deserialize)]
struct Alias {
    name: String,
    other: String,
    decision: Decision,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Decision {
    Same,
    NotSame,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Answer<'a> {
    Name { raw: &'a str, supplier: Option<&'a str>, key: Option<&'a str>, rule: &'a str, grade: Option<char> },
    Pair { a: &'a str, b: &'a str, same: bool, rule: &'a str, grade: Option<char> },
}

pub(super) fn run(suppliers: &Suppliers) -> Result<ExitCode, Failure> {
    let Suppliers::Match { aliases } = suppliers;
    let mut input = vec![];
    std::io::stdin().lock().read_to_end(&mut input).map_err(|error| {
        Failure::usage(format!("standard input: {error}. hint: pipe lines of text into this command"))
    })?;
    let input = String::from_utf8_lossy(&input);
    let lines: Vec<(&str, Option<Asked>)> = input.lines().map(|line| (line, asked(line))).collect();
    let names = lines.iter().flat_map(|(_, asked)| match asked {
        Some(Asked::Name { name }) => vec![name.as_str()],
        Some(Asked::Pair { a, b }) => vec![a.as_str(), b.as_str()],
        None => vec![],
    });
    let rulings = aliases.as_deref().map(rulings).transpose()?.unwrap_or_default();
    let clusters = Clusters::ruled(names, &rulings, 'C');
    let mut answers = String::new();
    for (line, asked) in &lines {
        let answer = answer(&clusters, line, asked.as_ref());
        answers.push_str(&serde_json::to_string(&answer).map_err(Failure::bug)?);
        answers.push('\n');
    }
    talk::data(&answers);
    Ok(DONE)
}

/// What a line asks; nothing where it is an object of another shape, or blank.
fn asked(line: &str) -> Option<Asked> {
    if line.trim().is_empty() {
        return None;
    }
    if !line.starts_with('{') {
        return Some(Asked::Name { name: line.to_owned() });
    }
    serde_json::from_str(line).ok()
}

fn answer<'a>(clusters: &'a Clusters, line: &'a str, asked: Option<&'a Asked>) -> Answer<'a> {
    match asked {
        None => Answer::Name { raw: line, supplier: None, key: None, rule: "supplier.unreadable", grade: None },
        Some(Asked::Name { name }) => {
            let place = clusters.place(name);
            Answer::Name {
                raw: line,
                supplier: place.as_ref().map(|place| place.supplier),
                key: place.as_ref().map(|place| place.key),
                rule: place.as_ref().map_or("supplier.unreadable", |place| place.evidence.rule),
                grade: place.as_ref().map(|place| place.evidence.grade),
            }
        }
        Some(Asked::Pair { a, b }) => {
            let evidence: Option<Evidence> = clusters.same(a, b);
            let rule = evidence.map_or("supplier.no-evidence", |evidence| evidence.rule);
            Answer::Pair { a, b, same: evidence.is_some(), rule, grade: evidence.map(|evidence| evidence.grade) }
        }
    }
}

fn rulings(file: &Path) -> Result<Vec<Ruling>, Failure> {
    let refuse = |error: csv::Error| {
        let hint =
            "hint: an aliases file has the columns name, other and decision, and a decision is `same` or `not-same`";
        Failure::usage(format!("{}: {error}. {hint}", file.display()))
    };
    let mut reader = csv::Reader::from_path(file).map_err(refuse)?;
    let row =
        |alias: Alias| Ruling { one: alias.name, other: alias.other, same: matches!(alias.decision, Decision::Same) };
    reader.deserialize().map(|alias| alias.map(row).map_err(refuse)).collect()
}
