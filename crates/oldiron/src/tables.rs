//! Canonical tables as flat files.

use crate::failure::{Failure, on};
use estate::{Column, Kind, Record, Table, Value};
use std::borrow::Cow;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

/// Writes records as `<table>.csv`, header first, in the order given.
pub(crate) fn write<T: Record>(dir: &Path, rows: impl IntoIterator<Item = T>) -> Result<(), Failure> {
    let mut file = Flat::create(dir, T::TABLE)?;
    for row in rows {
        file.row(T::COLUMNS.iter().zip(row.to_values()).map(|(column, value)| spelled(column, &value)))?;
    }
    file.finish()
}

/// A table as CSV. Numbers and dates are what they are; words of data come through [`words`].
pub(crate) fn csv_text(
    header: &[&str],
    rows: impl IntoIterator<Item = impl IntoIterator<Item = String>>,
) -> Result<String, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).map_err(Failure::bug)?;
    for row in rows {
        writer.write_record(row).map_err(Failure::bug)?;
    }
    String::from_utf8(writer.into_inner().map_err(Failure::bug)?).map_err(Failure::bug)
}

/// A flat file being written.
pub(crate) struct Flat {
    path: std::path::PathBuf,
    writer: csv::Writer<BufWriter<File>>,
}

impl Flat {
    pub(crate) fn create(dir: &Path, table: Table) -> Result<Flat, Failure> {
        let path = dir.join(format!("{table}.csv"));
        let file = File::create(&path).map_err(on(&path))?;
        let mut flat = Flat { writer: csv::Writer::from_writer(BufWriter::new(file)), path };
        flat.row(table.columns().iter().map(|column| column.name.to_owned()))?;
        Ok(flat)
    }

    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) -> Result<(), Failure> {
        let written = self.writer.write_record(cells);
        written.map_err(|error| Failure::usage(format!("{}: {error}", self.path.display())))
    }

    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.writer.flush().map_err(on(&self.path))
    }
}

/// A cell as the file spells it. Words from data that a spreadsheet would run as a formula get an apostrophe in front; numbers and
/// dates are what they are.
pub(crate) fn spelled(column: &Column, value: &Value) -> String {
    let text = value.spell();
    match (column.kind, value) {
        (Kind::Text, _) | (_, Value::Words(_)) => harmless(&text).into_owned(),
        _ => text,
    }
}

/// Words of data as a cell of [`csv_text`].
pub(crate) fn words(text: &str) -> String {
    harmless(text).into_owned()
}

/// Words that no spreadsheet runs. What already looks like them gets an apostrophe too, so that [`as_it_was`] can take it away.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    if would_run(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The words before they were made harmless.
fn as_it_was(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| would_run(rest)).unwrap_or(text)
}

/// Would a spreadsheet run it, once apostrophes are taken away?
fn would_run(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Reads a flat file that a pack holds.
pub(crate) fn read<T: Record>(dir: &Path) -> Result<Vec<T>, Failure> {
    let path = dir.join(format!("{}.csv", T::TABLE));
    let unreadable = |line: u64, problem: String| {
        Failure::usage(format!(
            "{}, line {line}: {problem}. hint: make the pack again with `oldiron audit`",
            path.display()
        ))
    };
    let mut reader = csv::Reader::from_path(&path).map_err(|error| unreadable(1, error.to_string()))?;
    let mut rows = Vec::new();
    for (line, record) in (2..).zip(reader.records()) {
        let record = record.map_err(|error| unreadable(line, error.to_string()))?;
        let cells = T::COLUMNS.iter().zip(record.iter().chain(std::iter::repeat("")));
        let values = cells.map(|(column, cell)| read_back(column, cell)).collect::<Result<Vec<_>, _>>();
        let values = values.map_err(|problem| unreadable(line, problem))?;
        rows.push(T::from_values(values).map_err(|refused| unreadable(line, refused.to_string()))?);
    }
    Ok(rows)
}

/// A cell of a pack as it was before [`spelled`].
fn read_back(column: &Column, cell: &str) -> Result<Value, String> {
    match column.kind {
        // A text that an audit made may be empty; that every row needs it is for the door of what is received.
        Kind::Text if cell.is_empty() && !column.required => Ok(Value::Missing),
        Kind::Text => Ok(Value::Text(as_it_was(cell).to_owned())),
        _ => column.read(as_it_was(cell)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_from_a_pack_as_they_went_in() {
        for (words, written) in
            [("=1+1", "'=1+1"), ("'=1", "''=1"), ("'quoted'", "'quoted'"), ("-", "'-"), ("'", "'"), ("", "")]
        {
            assert_eq!(harmless(words), written);
            assert_eq!(as_it_was(written), words);
        }
    }
}
