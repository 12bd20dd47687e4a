//! Documents of releases, and what several releases together say of a contract.

use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Every contract of a document, by process and id. `None` if it is no document of releases.
pub(super) fn notices(text: &str) -> Option<Vec<Notice>> {
    let mut found = Vec::new();
    match serde_json::from_str::<Value>(text) {
        Ok(value) => collect(value, &mut found)?,
        // One document a line.
        Err(_) => {
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                collect(serde_json::from_str(line).ok()?, &mut found)?;
            }
        }
    }
    Some(joined(found))
}

/// Adds the releases of a document. `None` if it is no document of releases.
fn collect(value: Value, found: &mut Vec<Value>) -> Option<()> {
    match value {
        Value::Array(list) => list.into_iter().try_for_each(|each| collect(each, found)),
        Value::Object(mut object) => {
            if let Some(Value::Array(releases)) = object.remove("releases") {
                return releases.into_iter().try_for_each(|release| collect(release, found));
            }
            if let Some(Value::Array(records)) = object.remove("records") {
                return records.into_iter().try_for_each(|record| collect(record, found));
            }
            if let Some(compiled) = object.remove("compiledRelease") {
                return collect(compiled, found);
            }
            object.contains_key("ocid").then(|| found.push(Value::Object(object)))
        }
        _ => None,
    }
}

/// A contract with the release that it stands in.
pub(super) struct Notice {
    pub(super) ocid: String,
    pub(super) id: String,
    pub(super) contract: Map<String, Value>,
    pub(super) release: Map<String, Value>,
}

/// Contracts by process and id, with what the later releases say laid over what the earlier ones said.
fn joined(mut releases: Vec<Value>) -> Vec<Notice> {
    let date = |release: &Value| text(&release["date"]);
    // Of equal dates, the order of ids decides, not that in the file.
    releases.sort_by_cached_key(|release| (date(release), text(&release["id"])));
    let mut whole: BTreeMap<String, Value> = BTreeMap::new();
    for release in releases {
        let ocid = text(&release["ocid"]);
        match whole.get_mut(&ocid) {
            Some(earlier) => lay_over(earlier, release),
            None => drop(whole.insert(ocid, release)),
        }
    }
    let mut notices = Vec::new();
    for (ocid, release) in whole {
        let Value::Object(release) = release else { continue };
        let contracts = release.get("contracts").and_then(Value::as_array).cloned().unwrap_or_default();
        for contract in contracts {
            if let Value::Object(contract) = contract {
                let id = contract.get("id").map(text).filter(|id| !id.is_empty()).unwrap_or_else(|| ocid.clone());
                notices.push(Notice { ocid: ocid.clone(), id, contract, release: release.clone() });
            }
        }
    }
    notices.sort_by(|a, b| (&a.ocid, &a.id).cmp(&(&b.ocid, &b.id)));
    notices
}

/// Lays a later value over an earlier one: objects field by field, lists of things with ids by id, all else whole. What the later one
/// leaves out stays; a null takes away (OCDS 1.1, merging).
fn lay_over(earlier: &mut Value, later: Value) {
    match (earlier, later) {
        (Value::Object(earlier), Value::Object(later)) => {
            for (key, value) in later {
                match earlier.get_mut(&key) {
                    _ if value.is_null() => drop(earlier.remove(&key)),
                    Some(known) => lay_over(known, value),
                    None => drop(earlier.insert(key, value)),
                }
            }
        }
        (Value::Array(earlier), Value::Array(later)) if later.iter().all(|each| each.get("id").is_some()) => {
            for value in later {
                match earlier.iter_mut().find(|known| known.get("id") == value.get("id")) {
                    Some(known) => lay_over(known, value),
                    None => earlier.push(value),
                }
            }
        }
        (earlier, later) => *earlier = later,
    }
}

/// A value as a cell: words as they are, numbers as plain decimals.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(words) => words.trim().to_owned(),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => whole.to_string(),
            // Never with an exponent.
            (None, Some(decimal)) => decimal.to_string(),
            (None, None) => number.to_string(),
        },
        _ => String::new(),
    }
}
