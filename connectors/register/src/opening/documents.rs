//! The records of JSON and XML documents as rows: one column a path, `buyer.name`. A list of words becomes `a; b`; of a list of
//! objects each path gives such a list, unless the mapping makes its members rows.

use super::held::{Held, MOST_COLUMNS};
use super::{Kind, SourceFile, bytes};
use crate::Error;
use csv::ByteRecord;
use quick_xml::events::Event;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::io::{BufRead, BufReader};

/// Columns and rows of documents.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) header: Vec<String>,
    places: HashMap<String, usize>,
    pub(super) held: Held,
}

/// What stands between the members of a list.
const BETWEEN: &str = "; ";
/// Objects inside objects are followed so deep.
const DEEPEST: usize = 32;

/// A JSON document: a list of records, an object that holds one, or one record. `path` names the list: `releases[].contracts[]`.
pub(super) fn json(file: &SourceFile, path: Option<&str>) -> Result<Table, Error> {
    let held = bytes::held(file)?;
    let held = held.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&held);
    let document: Value = serde_json::from_slice(held).map_err(|error| broken(file, "JSON", &error))?;
    let mut table = Table::default();
    table.take(file, &document, path, 1)?;
    Ok(table)
}

/// JSON documents, one a line.
pub(super) fn json_lines(file: &SourceFile, path: Option<&str>) -> Result<Table, Error> {
    let mut table = Table::default();
    let mut lines = BufReader::new(bytes::open(file)?);
    let mut line = vec![];
    for number in 1.. {
        line.clear();
        let read = std::io::Read::take(&mut lines, bytes::MOST_HELD).read_until(b'\n', &mut line);
        if read.map_err(|problem| file.unreadable(problem))? == 0 {
            break;
        }
        let text = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line).trim_ascii();
        if !text.is_empty() {
            let document: Value = serde_json::from_slice(text)
                .map_err(|error| broken(file, &format!("JSON in line {number}"), &error))?;
            table.take(file, &document, path, number)?;
        }
    }
    Ok(table)
}

/// An XML document: tags are names in small letters, what repeats is a list.
pub(super) fn xml(file: &SourceFile, path: Option<&str>) -> Result<Table, Error> {
    let held = bytes::held(file)?;
    let mut reader = quick_xml::Reader::from_reader(held.as_slice());
    let mut open: Vec<(String, Map<String, Value>, String)> = vec![(String::new(), Map::new(), String::new())];
    loop {
        let event = reader.read_event().map_err(|error| broken(file, "XML", &error))?;
        match event {
            Event::Start(tag) => open.push((name(tag.name().as_ref()), Map::new(), String::new())),
            Event::Empty(tag) => close(&mut open, (name(tag.name().as_ref()), Map::new(), String::new())),
            Event::Text(text) => {
                if let Some((_, _, words)) = open.last_mut() {
                    words.push_str(&text);
                }
            }
            Event::CData(text) => {
                if let Some((_, _, words)) = open.last_mut() {
                    words.push_str(&text);
                }
            }
            Event::GeneralRef(entity) => {
                if let Some((_, _, words)) = open.last_mut() {
                    words.push_str(&resolved(&entity));
                }
            }
            Event::End(_) if open.len() > 1 => {
                let last = open.pop().unwrap_or_default();
                close(&mut open, last);
            }
            Event::Eof => break,
            _ => {}
        }
        if open.len() > DEEPEST * 4 {
            return Err(file.too_large("its tags lie too deep in one another".to_owned()));
        }
    }
    let (_, root, _) = open.swap_remove(0);
    let document = root.into_iter().next().map_or(Value::Null, |(_, inner)| inner);
    let mut table = Table::default();
    table.take(file, &document, path, 1)?;
    Ok(table)
}

fn name(tag: &str) -> String {
    tag.to_lowercase()
}

/// `amp`, `#163`; what is not known stays as it stands.
fn resolved(entity: &str) -> String {
    let number = entity.strip_prefix('#').and_then(|number| match number.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    let known = match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => number.and_then(char::from_u32),
    };
    known.map_or_else(|| format!("&{entity};"), String::from)
}

fn close(
    open: &mut [(String, Map<String, Value>, String)],
    (name, inner, words): (String, Map<String, Value>, String),
) {
    let Some((_, outer, _)) = open.last_mut() else { return };
    let value = if inner.is_empty() { Value::String(words.trim().to_owned()) } else { Value::Object(inner) };
    match outer.get_mut(&name) {
        Some(Value::Array(list)) => list.push(value),
        Some(known) => {
            let first = std::mem::take(known);
            *known = Value::Array(vec![first, value]);
        }
        None => {
            outer.insert(name, value);
        }
    }
}

fn broken(file: &SourceFile, what: &str, error: &dyn std::fmt::Display) -> Error {
    file.unreadable(std::io::Error::other(format!("it is no {what} ({error})")))
}

impl Table {
    fn take(&mut self, file: &SourceFile, document: &Value, path: Option<&str>, line: u64) -> Result<(), Error> {
        let steps: Vec<&str> = match path {
            Some(path) => {
                path.split('.').map(|step| step.trim_end_matches("[]")).filter(|step| !step.is_empty()).collect()
            }
            // A line is a record.
            None if file.kind == Kind::JsonLines => vec![],
            None => only_list(document).into_iter().collect(),
        };
        let mut row = vec![];
        let mut number = line;
        self.walk(file, document, &steps, "", &mut row, &mut number)
    }

    /// Follows the steps to the list whose members are rows, with what stands beside it on the way.
    fn walk(
        &mut self,
        file: &SourceFile,
        value: &Value,
        steps: &[&str],
        at: &str,
        row: &mut Vec<(usize, String)>,
        line: &mut u64,
    ) -> Result<(), Error> {
        if let Value::Array(list) = value {
            for member in list {
                self.walk(file, member, steps, at, row, line)?;
            }
            return Ok(());
        }
        let before = row.len();
        let Some((step, rest)) = steps.split_first() else {
            self.flatten(file, value, at, 0, row)?;
            self.push(file, row, *line)?;
            *line += 1;
            row.truncate(before);
            return Ok(());
        };
        let Value::Object(object) = value else { return Ok(()) };
        for (name, inner) in object.iter().filter(|(name, _)| name != step) {
            self.flatten(file, inner, &joined(at, name), 0, row)?;
        }
        if let Some(inner) = object.get(*step) {
            self.walk(file, inner, rest, &joined(at, step), row, line)?;
        }
        row.truncate(before);
        Ok(())
    }

    fn flatten(
        &mut self,
        file: &SourceFile,
        value: &Value,
        at: &str,
        depth: usize,
        row: &mut Vec<(usize, String)>,
    ) -> Result<(), Error> {
        if depth > DEEPEST {
            return Err(file.too_large("its objects lie too deep in one another".to_owned()));
        }
        match value {
            Value::Null => Ok(()),
            Value::Object(object) => {
                object.iter().try_for_each(|(name, inner)| self.flatten(file, inner, &joined(at, name), depth + 1, row))
            }
            Value::Array(list) => list.iter().try_for_each(|member| self.flatten(file, member, at, depth + 1, row)),
            Value::String(text) => self.cell(file, at, text.trim(), row),
            other => self.cell(file, at, &other.to_string(), row),
        }
    }

    fn cell(&mut self, file: &SourceFile, at: &str, text: &str, row: &mut Vec<(usize, String)>) -> Result<(), Error> {
        let at = if at.is_empty() { "value" } else { at };
        let place = if let Some(place) = self.places.get(at) {
            *place
        } else {
            if self.header.len() == MOST_COLUMNS {
                return Err(file.too_large(format!("its records have more than {MOST_COLUMNS} columns")));
            }
            self.places.insert(at.to_owned(), self.header.len());
            self.header.push(at.to_owned());
            self.header.len() - 1
        };
        match row.iter_mut().find(|(known, _)| *known == place) {
            Some((_, known)) if !text.is_empty() => {
                known.push_str(BETWEEN);
                known.push_str(text);
            }
            Some(_) => {}
            None => row.push((place, text.to_owned())),
        }
        Ok(())
    }

    fn push(&mut self, file: &SourceFile, row: &[(usize, String)], line: u64) -> Result<(), Error> {
        let width = row.iter().map(|(place, _)| place + 1).max().unwrap_or(0);
        let mut cells = vec![""; width];
        row.iter().for_each(|(place, text)| cells[*place] = text);
        self.held.push(file, line, ByteRecord::from(cells))
    }
}

fn joined(at: &str, name: &str) -> String {
    if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") }
}

/// Names by which interfaces wrap the list of their records.
const WRAPPERS: &[&str] =
    &["result", "results", "data", "records", "rows", "items", "value", "entries", "releases", "features"];

/// The list of records in an object that is no record itself: it holds nothing else, or its name says so. A list of another name beside
/// other values is part of a record, and to make rows of its members would count the record's amounts more than once.
fn only_list(document: &Value) -> Option<&str> {
    let Value::Object(object) = document else { return None };
    let is_list = |value: &Value| matches!(value, Value::Array(list) if list.iter().any(Value::is_object));
    let mut lists = object
        .iter()
        .filter(|(name, value)| is_list(value) && (object.len() == 1 || WRAPPERS.contains(&name.as_str())));
    let (name, _) = lists.next()?;
    lists.next().is_none().then_some(name.as_str())
}
