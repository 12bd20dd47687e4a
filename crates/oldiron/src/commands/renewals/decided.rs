//! What was decided: files beside the estate, files named, and the workbook of the last run.

use crate::arguments::{Format, Renewals};
use crate::failure::{Failure, on};
use crate::talk::Progress;
use analysis::Registered;
use calamine::{Data, Reader, Xlsx, open_workbook};
use renewals::{DECISION_COLUMNS, Decisions, Fault};
use reports::{DECISION_HEADINGS, RENEWALS_SHEET};
use std::collections::BTreeSet;
use std::path::Path;

/// The file of decisions that stands beside the tables of an estate.
const BESIDE: &str = "decisions.csv";

/// Reads the workbook that will be written anew, then `decisions.csv` beside the tables, then the files named. Where a later one
/// says something else of a contract than the workbook, that is told, because the workbook will then say it too.
pub(super) fn read(
    renewals: &Renewals,
    format: Format,
    registered: &[Registered],
    progress: &Progress,
) -> Result<Decisions, Failure> {
    let mut decisions = Decisions::default();
    let known: BTreeSet<&str> = registered.iter().map(|of| of.renewal.contract.as_str()).collect();
    let last = renewals.out.clone().filter(|out| format == Format::Xlsx && out.is_file());
    let beside = renewals.from.from.as_ref().map(|dir| dir.join(BESIDE)).filter(|file| file.is_file());
    for file in last.iter().chain(&beside).chain(&renewals.decisions) {
        let before = decisions.clone();
        one(&mut decisions, file, &known)?;
        overruled(&before, &decisions, progress);
    }
    Ok(decisions)
}

/// Says where a later file overrules an earlier one.
fn overruled(before: &Decisions, after: &Decisions, progress: &Progress) {
    for earlier in before.all().filter(|earlier| earlier.word.decides()) {
        let Some(later) = after.of(&earlier.contract) else { continue };
        if (later.word, later.until) != (earlier.word, earlier.until) {
            progress.note(&format!(
                "{}: {}, row {} ({}) overrules {}, row {} ({})",
                earlier.contract, later.file, later.row, later.word, earlier.file, earlier.row, earlier.word
            ));
        }
    }
}

fn one(decisions: &mut Decisions, file: &Path, known: &BTreeSet<&str>) -> Result<(), Failure> {
    let is_workbook = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    let (headings, rows) = if is_workbook { workbook(file)? } else { (DECISION_COLUMNS, flat(file)?) };
    let shown = file.display().to_string();
    let cells = rows.iter().map(|(row, cells)| (*row, cells.each_ref().map(String::as_str)));
    decisions.read(&shown, &headings, cells, &|contract| known.contains(contract)).map_err(|faults| {
        let said: Vec<String> = faults.iter().map(Fault::to_string).collect();
        Failure::usage(said.join("\n"))
    })
}

/// Rows with their numbers and the cells of the five columns.
type Cells = Vec<(u64, [String; 5])>;

/// The rows of a flat file. Columns may stand in any order, and others beside them.
fn flat(file: &Path) -> Result<Cells, Failure> {
    let refuse = |problem: String, hint: &str| Failure::usage(format!("{}: {problem}. hint: {hint}", file.display()));
    let utf8 = "save it as CSV UTF-8, with commas between cells";
    let text = std::fs::read(file).map_err(on(file))?;
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text);
    let header = reader.headers().map_err(|error| refuse(error.to_string(), utf8))?.clone();
    let place = |name: &str| header.iter().position(|heading| heading.trim().eq_ignore_ascii_case(name));
    let places = DECISION_COLUMNS.map(place);
    if let Some(missing) = [0, 1].into_iter().find(|column| places[*column].is_none()) {
        let name = DECISION_COLUMNS[missing];
        let hint = format!("the header is {}", DECISION_COLUMNS.join(","));
        return Err(refuse(format!("it has no column `{name}`"), &hint));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| refuse(error.to_string(), utf8))?;
        let row = record.position().map_or(0, csv::Position::line);
        let cell = |place: Option<usize>| place.and_then(|place| record.get(place)).unwrap_or_default().to_owned();
        rows.push((row, places.map(cell)));
    }
    Ok(rows)
}

/// The buyer's columns of a workbook that this command made.
fn workbook(file: &Path) -> Result<([&'static str; 5], Cells), Failure> {
    let refuse = |problem: String| {
        let hint = "name a workbook that `oldiron renewals` made, or move this file away";
        Failure::usage(format!("{}: {problem}. hint: {hint}", file.display()))
    };
    let mut book: Xlsx<_> = open_workbook(file).map_err(|error: calamine::XlsxError| refuse(error.to_string()))?;
    let sheet = book
        .worksheet_range(RENEWALS_SHEET)
        .map_err(|error| refuse(format!("it has no sheet `{RENEWALS_SHEET}` that can be read ({error})")))?;
    let first = sheet.start().map_or(0, |(row, _)| u64::from(row));
    let mut rows = sheet.rows();
    let header: Vec<String> = rows.next().unwrap_or_default().iter().map(ToString::to_string).collect();
    let mut places = [0; 5];
    for (place, heading) in places.iter_mut().zip(DECISION_HEADINGS) {
        let found = header.iter().position(|cell| cell == heading);
        *place = found.ok_or_else(|| refuse(format!("its sheet `{RENEWALS_SHEET}` has no column `{heading}`")))?;
    }
    let cells = (first + 2..)
        .zip(rows)
        .map(|(row, cells)| (row, places.map(|place| cells.get(place).map_or_else(String::new, words))));
    // Below the contracts a sheet may hold a total or somebody's jottings; a row without an id is none of ours.
    Ok((DECISION_HEADINGS, cells.filter(|(_, cells)| !cells[0].trim().is_empty()).collect()))
}

/// A cell in words; a day as `2026-03-31`.
fn words(cell: &Data) -> String {
    match cell {
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(text) => text.get(..10).unwrap_or(text).to_owned(),
        other => other.to_string(),
    }
}
