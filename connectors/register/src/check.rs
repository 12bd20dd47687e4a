//! Looks at files without keeping anything: how they are written, headers, words of closed lists, dates, amounts and control totals.

use crate::desk::Desk;
use crate::keep::{Keep, Warning};
use crate::mapping::Mapping;
use crate::repeated::Repeated;
use crate::rows::{Input, take, unused};
use crate::survey::{Surveyed, decide, survey};
use crate::{Error, FLAT, detected, files, overlap, reasons};
use estate::{Receipt, SetAside, Table, Value};
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// So many cells and rows with one reason are listed of a file and column; how many more there are is said.
const LISTED: u64 = 20;

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
    let (mut files, mut repeats) = (vec![], vec![]);
    for input in inputs {
        // Each file by itself: what is wrong with one must not hide the next. That ids repeat between files is left to the reading.
        let mut repeated = Repeated::default();
        match survey(input, &mut repeated) {
            Err(errors) => found.problems.extend(errors.iter().map(stops)),
            Ok(file) => {
                files.push(file);
                repeats.push(repeated);
            }
        }
    }
    let faults = decide(&mut files);
    found.problems.extend(faults.iter().map(|(_, error)| stops(error)));
    let mut overlaps = vec![];
    // Of files that cannot be read yet nothing can be compared.
    if faults.is_empty() {
        match overlap::find(&files) {
            Ok((found_overlaps, said)) => {
                overlaps = found_overlaps;
                found.notes(said);
            }
            Err(error) => found.problems.push(stops(&error)),
        }
    }
    overlaps.resize_with(files.len(), overlap::Overlap::default);
    for (number, ((file, repeated), overlap)) in files.iter().zip(repeats).zip(overlaps).enumerate() {
        found.notes(unused(file).into_iter().collect());
        if file.input.mapped.is_some() {
            found.note(&file.input.file.shown, detected::sentence(&file.told));
        }
        if faults.iter().all(|(at_fault, _)| *at_fault != number)
            && let Err(error) = found.read(file, repeated, overlap)
        {
            found.problems.push(stops(&error));
        }
    }
    found.say_how_many_more();
    found.problems.sort();
    found.problems
}

#[derive(Default)]
struct Found {
    problems: Vec<Problem>,
    /// How often each reason was given, by file and column.
    times: BTreeMap<(String, Option<String>, String), (u64, bool)>,
}

impl Found {
    /// Goes through a file as a reading does, and tells its control totals.
    fn read(&mut self, file: &Surveyed<'_, '_>, repeated: Repeated, overlap: overlap::Overlap) -> Result<(), Error> {
        let mut desk = Desk::new(file.input.table, repeated, self);
        desk.begin(file, overlap);
        take(file, &mut desk)?;
        for (shown, tally) in desk.finish()? {
            self.notes(tally.warnings(&shown).collect());
            if file.input.mapped.is_some() {
                let columns = 0..file.input.table.columns().len();
                for index in columns.filter(|index| file.layout.is_from_file(*index) && !tally.is_filled(*index)) {
                    let (own, ours) = (file.layout.name_in_file(index), file.input.table.columns()[index].name);
                    self.note(
                        &shown,
                        format!("no row that can be read gives `{ours}`: the column `{own}` is empty in all of them"),
                    );
                }
                self.note(&shown, format!("control totals: {}", tally.sentences().join("; ")));
            }
        }
        Ok(())
    }

    fn note(&mut self, file: &str, message: String) {
        self.notes(vec![Warning { file: file.to_owned(), message }]);
    }

    fn say_how_many_more(&mut self) {
        for ((file, column, reason), (times, whole_row)) in std::mem::take(&mut self.times) {
            if times > LISTED {
                let message = format!("and {} more: {reason}", times - LISTED);
                let weight = weight(&reason, whole_row);
                self.problems.push(Problem { weight, file, line: None, column, value: None, message });
            }
        }
    }

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
        let key = (row.file.clone(), row.column.clone(), row.reason.clone());
        let (times, _) = self.times.entry(key).or_insert((0, row.whole_row));
        *times += 1;
        if *times > LISTED {
            return Ok(());
        }
        self.problems.push(Problem {
            weight: weight(&row.reason, row.whole_row),
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

fn weight(reason: &str, whole_row: bool) -> Weight {
    match whole_row {
        true if reasons::is_apart(reason) => Weight::Note,
        true => Weight::SetsRowAside,
        false => Weight::SetsCellAside,
    }
}

fn stops(error: &Error) -> Problem {
    Problem {
        weight: Weight::Stops,
        file: error.file().unwrap_or_default().to_owned(),
        line: match error {
            Error::OpenQuote { line, .. } | Error::TooLarge { line, .. } => Some(*line),
            _ => None,
        },
        column: match error {
            Error::Header { column, .. } => Some(column.clone()),
            Error::Undecided { column, .. } if !column.is_empty() => Some(column.clone()),
            _ => None,
        },
        value: None,
        message: error.to_string(),
    }
}
