//! The rows of a sheet of a workbook: XLSX, ODS, and the older XLS and XLSB.

use super::held::{Held, MOST_COLUMNS};
use super::{SourceFile, bytes};
use crate::Error;
use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Ods, Range, Reader, Sheets, Xlsx, open_workbook_auto_from_rs,
};
use csv::ByteRecord;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

type Book = Sheets<Cursor<Vec<u8>>>;

/// The parts of a workbook unpack to at most so many bytes.
const MOST_UNPACKED: u64 = 2 << 30;
/// An ODS file may say of a cell or row that it is repeated. It comes to at most so many.
const MOST_REPEATED: u64 = 20_000_000;

/// The names of its sheets, in order.
pub(super) fn names(file: &SourceFile) -> Result<Vec<String>, Error> {
    Ok(open(file)?.sheet_names())
}

fn open(file: &SourceFile) -> Result<Book, Error> {
    let held = bytes::held(file)?;
    if held.starts_with(b"PK\x03\x04") {
        bounded(file, &held)?;
    }
    open_workbook_auto_from_rs(Cursor::new(held)).map_err(|error| broken(file, &error))
}

fn broken(file: &SourceFile, error: &dyn std::fmt::Display) -> Error {
    file.unreadable(std::io::Error::other(format!("it is no workbook that can be read ({error})")))
}

/// What a workbook says of its sizes may be a lie, so its parts are unpacked once and counted.
fn bounded(file: &SourceFile, held: &[u8]) -> Result<(), Error> {
    let mut archive = ZipArchive::new(Cursor::new(held)).map_err(|error| broken(file, &error))?;
    let mut unpacked = 0;
    for number in 0..archive.len() {
        let part = archive.by_index(number).map_err(|error| broken(file, &error))?;
        let is_ods = part.name().is_ok_and(|name| name == "content.xml");
        let mut part = part.take(MOST_UNPACKED - unpacked + 1);
        if is_ods {
            let mut content = vec![];
            part.read_to_end(&mut content).map_err(|error| broken(file, &error))?;
            unpacked += u64::try_from(content.len()).unwrap_or(u64::MAX);
            repeats(file, &content)?;
        } else {
            unpacked += std::io::copy(&mut part, &mut std::io::sink()).map_err(|error| broken(file, &error))?;
        }
        if unpacked > MOST_UNPACKED {
            return Err(file.too_large(format!("it unpacks to more than {} MiB", MOST_UNPACKED >> 20)));
        }
    }
    Ok(())
}

/// Counts the cells that an ODS file comes to. Empty ones at the end of rows, and empty rows, are not made.
fn repeats(file: &SourceFile, content: &[u8]) -> Result<(), Error> {
    let mut reader = quick_xml::Reader::from_reader(content);
    let (mut all, mut row, mut gap, mut times) = (0_u64, 0_u64, 0_u64, 1_u64);
    loop {
        let event = reader.read_event().map_err(|error| broken(file, &error))?;
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let number = |name: &str| {
                    let value = tag.try_get_attribute(name).ok().flatten().map(|found| found.value.into_owned());
                    value.and_then(|value| value.parse::<u64>().ok())
                };
                match tag.name().as_ref() {
                    "table:table-row" => {
                        (row, gap) = (0, 0);
                        times = number("table:number-rows-repeated").unwrap_or(1);
                    }
                    "table:table-cell" | "table:covered-table-cell" => {
                        let repeated = number("table:number-columns-repeated").unwrap_or(1);
                        let is_filled = matches!(event, Event::Start(_))
                            || tag.attributes().flatten().any(|found| found.key.as_ref().starts_with("office:"));
                        if is_filled {
                            row = row.saturating_add(gap).saturating_add(repeated);
                            gap = 0;
                        } else {
                            gap = gap.saturating_add(repeated);
                        }
                    }
                    _ => {}
                }
            }
            Event::End(tag) if tag.name().as_ref() == "table:table-row" => {
                all = all.saturating_add(row.saturating_mul(times));
                if all > MOST_REPEATED {
                    return Err(file.too_large(format!("its repeated cells come to more than {MOST_REPEATED}")));
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The rows of a sheet; the line of a row is its number in the sheet.
pub(super) fn rows(file: &SourceFile, name: &str) -> Result<Held, Error> {
    match open(file)? {
        Sheets::Xlsx(mut book) => xlsx(file, &mut book, name),
        Sheets::Ods(mut book) => ods(file, &mut book, name),
        mut other => {
            let range = other.worksheet_range(name).map_err(|error| broken(file, &error))?;
            of_range(file, &range)
        }
    }
}

fn ods(file: &SourceFile, book: &mut Ods<Cursor<Vec<u8>>>, name: &str) -> Result<Held, Error> {
    let range = book.worksheet_range(name).map_err(|error| broken(file, &error))?;
    of_range(file, &range)
}

fn of_range(file: &SourceFile, range: &Range<Data>) -> Result<Held, Error> {
    let mut held = Held::default();
    let first = range.start().map_or(0, |(row, _)| u64::from(row));
    for (cells, line) in range.rows().zip(first + 1..) {
        let mut row = ByteRecord::new();
        cells.iter().for_each(|cell| row.push_field(spelled(cell).as_bytes()));
        held.push(file, line, trimmed(row))?;
    }
    Ok(held)
}

/// The cells of a sheet come one by one, so that a cell in its last corner does not fill the memory with empty ones.
fn xlsx(file: &SourceFile, book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Result<Held, Error> {
    let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    let mut merged = Merged::new(&merged);
    let mut cells = book.worksheet_cells_reader(name).map_err(|error| broken(file, &error))?;
    let mut held = Held::default();
    let mut row: BTreeMap<usize, String> = BTreeMap::new();
    let mut line = 0;
    while let Some(cell) = cells.next_cell().map_err(|error| broken(file, &error))? {
        let (at, column) = cell.get_position();
        if at != line {
            flush(file, &mut held, line, &mut row, &mut merged)?;
            line = at;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= MOST_COLUMNS {
            let problem = format!("a row has more than {MOST_COLUMNS} cells");
            return Err(Error::TooLarge { file: file.shown.clone(), line: u64::from(at) + 1, problem });
        }
        let value = cell.get_value();
        let text = spelled_ref(value);
        if !text.is_empty() {
            if matches!(
                value,
                DataRef::String(_) | DataRef::SharedString(_) | DataRef::DateTime(_) | DataRef::DateTimeIso(_)
            ) {
                merged.see(at, column, &text);
            }
            row.insert(column, text);
        }
    }
    flush(file, &mut held, line, &mut row, &mut merged)?;
    Ok(held)
}

fn flush(
    file: &SourceFile,
    held: &mut Held,
    line: u32,
    row: &mut BTreeMap<usize, String>,
    merged: &mut Merged,
) -> Result<(), Error> {
    if row.is_empty() {
        return Ok(());
    }
    merged.fill(line, row);
    let width = row.last_key_value().map_or(0, |(last, _)| last + 1);
    let mut record = ByteRecord::new();
    (0..width).for_each(|column| record.push_field(row.get(&column).map_or(&b""[..], |cell| cell.as_bytes())));
    row.clear();
    held.push(file, u64::from(line) + 1, record)
}

/// Merged cells: the words or the date of the first stand for all. A number does not, so that no amount counts twice.
struct Merged {
    regions: Vec<(Dimensions, Option<String>)>,
}

impl Merged {
    fn new(regions: &[Dimensions]) -> Merged {
        Merged { regions: regions.iter().map(|region| (*region, None)).collect() }
    }

    fn see(&mut self, row: u32, column: usize, text: &str) {
        let first = |region: &Dimensions| region.start.0 == row && usize::try_from(region.start.1).ok() == Some(column);
        if let Some((_, words)) = self.regions.iter_mut().find(|(region, _)| first(region)) {
            *words = Some(text.to_owned());
        }
    }

    /// Fills a row of which another cell is filled. Only downwards: a title across columns is one title.
    fn fill(&self, line: u32, row: &mut BTreeMap<usize, String>) {
        for (region, words) in &self.regions {
            let column = usize::try_from(region.start.1).unwrap_or(usize::MAX);
            if let Some(words) = words
                && region.start.0 < line
                && line <= region.end.0
            {
                row.entry(column).or_insert_with(|| words.clone());
            }
        }
    }
}

fn trimmed(row: ByteRecord) -> ByteRecord {
    let filled = row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    if filled == row.len() { row } else { row.iter().take(filled).collect() }
}

fn spelled(cell: &Data) -> String {
    match cell {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::String(text) => text.trim().to_owned(),
        Data::Bool(flag) => flag.to_string(),
        Data::DateTime(when) => day(when),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

fn spelled_ref(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::SharedString(text) => text.trim().to_owned(),
        other => spelled(&Data::from(other.clone())),
    }
}

fn day(when: &ExcelDateTime) -> String {
    if when.is_duration() {
        return when.as_f64().to_string();
    }
    let (year, month, day, ..) = when.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}
