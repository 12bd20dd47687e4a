//! Looks at files without keeping anything: headers, words of closed lists, dates and amounts of the first rows.

use crate::files;
use crate::keep::{Keep, Warning};
use crate::mapping::Mapping;
use crate::rows::{Input, read_table};
use crate::{Error, FLAT};
use estate::{Receipt, SetAside, Table, Value};
use std::fmt;
use std::path::Path;

/// So many rows of each file are looked at.
pub const ROWS_CHECKED: u64 = 20_000;

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Nothing can be read before it is put right.
    Stops,
    /// A row would be set aside.
    SetsRowAside,
    /// A cell would count as empty.
    SetsCellAside,
    /// Nothing is lost.
    Note,
}

/// Something that a look at the files found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// How much it weighs.
    pub weight: Weight,
    /// The file or folder.
    pub file: String,
    /// The line; the header is line 1.
    pub line: Option<u64>,
    /// The column, by the file's own name.
    pub column: Option<String>,
    /// The cell's own words.
    pub value: Option<String>,
    /// What is wrong, and what would put it right.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.weight == Weight::Stops {
            // An error already says where.
            return out.write_str(&self.message);
        }
        out.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(out, ", line {line}")?;
        }
        if let Some(column) = &self.column {
            write!(out, ", column {column}")?;
        }
        if let Some(value) = &self.value {
            write!(out, ", `{value}`")?;
        }
        write!(out, ": {}", self.message)
    }
}

/// Looks at a folder of flat files. Empty is as it should be.
pub fn check_folder(dir: &Path) -> Vec<Problem> {
    match files::of_folder(dir, FLAT, None) {
        Ok((inputs, warnings)) => check(&inputs, warnings),
        Err(error) => vec![stops(&error)],
    }
}

/// Looks at the files of a mapping, whose paths start at `base`. Empty is as it should be.
pub fn check_mapped(mapping: &Mapping, base: &Path) -> Vec<Problem> {
    match files::of_mapping(mapping, base) {
        Ok((inputs, warnings)) => check(&inputs, warnings),
        Err(error) => vec![stops(&error)],
    }
}

fn check(inputs: &[Input<'_>], warnings: Vec<Warning>) -> Vec<Problem> {
    let mut found = Found::default();
    found.notes(warnings);
    for input in inputs {
        match input.lay_out() {
            Err(errors) => found.problems.extend(errors.iter().map(stops)),
            Ok(_) => {
                // Each file by itself: what is wrong with one must not hide the next. That ids repeat between files is left
                // to the reading.
                match read_table(input.table, std::slice::from_ref(input), ROWS_CHECKED, &mut found) {
                    Ok(warnings) => found.notes(warnings),
                    Err(error) => found.problems.push(stops(&error)),
                }
            }
        }
    }
    found.problems.sort();
    found.problems
}

#[derive(Default)]
struct Found {
    problems: Vec<Problem>,
}

impl Found {
    fn notes(&mut self, warnings: Vec<Warning>) {
        self.problems.extend(warnings.into_iter().map(|warning| Problem {
            weight: Weight::Note,
            file: warning.file,
            line: None,
            column: None,
            value: None,
            message: warning.message,
        }));
    }
}

impl Keep for Found {
    fn keep(&mut self, _: Table, _: Vec<Value>) -> Result<(), String> {
        Ok(())
    }

    fn set_aside(&mut self, row: SetAside) -> Result<(), String> {
        self.problems.push(Problem {
            weight: if row.whole_row { Weight::SetsRowAside } else { Weight::SetsCellAside },
            file: row.file,
            line: Some(row.line),
            column: row.column,
            value: row.value,
            message: row.reason,
        });
        Ok(())
    }

    fn receipt(&mut self, _: Receipt) -> Result<(), String> {
        Ok(())
    }
}

fn stops(error: &Error) -> Problem {
    Problem {
        weight: Weight::Stops,
        file: error.file().unwrap_or_default().to_owned(),
        line: if let Error::OpenQuote { line, .. } = error { Some(*line) } else { None },
        column: if let Error::Header { column, .. } = error { Some(column.clone()) } else { None },
        value: None,
        message: error.to_string(),
    }
}
