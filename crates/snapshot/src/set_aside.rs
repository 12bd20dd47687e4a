//! `set-aside.csv`: what could not be used, for the owner of the data to open in a spreadsheet.
//!
//! A cell that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, a tab or a carriage return first) begins with an
//! apostrophe; so does one that begins with an apostrophe itself, and one that is empty but known. Taking one apostrophe away
//! therefore gives every cell back exactly. Numbers are plain.

use crate::error::Error;
use crate::hashed_file::{HashedFile, Written};
use estate::SetAside;
use std::collections::BTreeMap;
use std::path::Path;

const COLUMNS: [&str; 11] =
    ["source", "table", "id", "file", "line", "column", "value", "reason", "whole_row", "amount_minor", "currency"];

/// The list while it is being written.
pub(crate) struct SetAsideWriter {
    csv: csv::Writer<HashedFile>,
    file: HashedFile,
    /// Whole rows by source and table.
    rows: BTreeMap<(String, String), u64>,
    cells: u64,
}

impl SetAsideWriter {
    pub(crate) fn new(file: HashedFile) -> Result<SetAsideWriter, Error> {
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(file.clone());
        csv.write_record(COLUMNS).map_err(Error::unwritable(file.path()))?;
        Ok(SetAsideWriter { csv, file, rows: BTreeMap::new(), cells: 0 })
    }

    pub(crate) fn push(&mut self, row: &SetAside) -> Result<(), Error> {
        let optional = |text: &Option<String>| text.as_deref().map(optional_text).unwrap_or_default();
        let record = [
            guarded(&row.source),
            guarded(&row.table),
            optional(&row.id),
            guarded(&row.file),
            row.line.to_string(),
            optional(&row.column),
            optional(&row.value),
            guarded(&row.reason),
            if row.whole_row { "yes" } else { "no" }.to_owned(),
            row.amount_minor.map(|minor| minor.to_string()).unwrap_or_default(),
            optional(&row.currency),
        ];
        self.csv.write_record(record).map_err(Error::unwritable(self.file.path()))?;
        if row.whole_row {
            *self.rows.entry((row.source.clone(), row.table.clone())).or_default() += 1;
        } else {
            self.cells += 1;
        }
        Ok(())
    }

    /// Whole rows set aside of one source and table.
    pub(crate) fn rows_of(&self, source: &str, table: &str) -> u64 {
        self.rows.get(&(source.to_owned(), table.to_owned())).copied().unwrap_or(0)
    }

    /// Sources and tables of which whole rows were set aside.
    pub(crate) fn set_aside_of(&self) -> impl Iterator<Item = &(String, String)> {
        self.rows.keys()
    }

    pub(crate) fn rows(&self) -> u64 {
        self.rows.values().sum()
    }

    pub(crate) fn cells(&self) -> u64 {
        self.cells
    }

    /// Writes the rest through to the disk.
    pub(crate) fn finish(&mut self) -> Result<Written, Error> {
        self.csv.flush().map_err(Error::io("write", self.file.path()))?;
        self.file.sync()
    }
}

/// Reads the list, sorted.
pub(crate) fn read(path: &Path) -> Result<Vec<SetAside>, Error> {
    let damaged = |problem: String| Error::Damaged { path: path.to_owned(), problem };
    let mut csv = csv::ReaderBuilder::new().from_path(path).map_err(Error::damaged(path))?;
    if csv.headers().map_err(Error::damaged(path))? != COLUMNS[..] {
        return Err(damaged(format!("the header should be {}", COLUMNS.join(","))));
    }
    let mut rows = Vec::new();
    for (index, record) in csv.records().enumerate() {
        let record = record.map_err(Error::damaged(path))?;
        rows.push(row(&record).map_err(|problem| damaged(format!("row {} below the header: {problem}", index + 1)))?);
    }
    rows.sort();
    Ok(rows)
}

fn row(record: &csv::StringRecord) -> Result<SetAside, String> {
    let cell = |index: usize| record.get(index).unwrap_or_default();
    let text = |index: usize| unguarded(cell(index)).to_owned();
    let optional = |index: usize| (!cell(index).is_empty()).then(|| text(index));
    let refuse = |index: usize, what: &str| format!("column {}: `{}` is not {what}", COLUMNS[index], cell(index));
    Ok(SetAside {
        source: text(0),
        table: text(1),
        id: optional(2),
        file: text(3),
        line: cell(4).parse().map_err(|_| refuse(4, "a whole number"))?,
        column: optional(5),
        value: optional(6),
        reason: text(7),
        whole_row: match cell(8) {
            "yes" => true,
            "no" => false,
            _ => return Err(refuse(8, "yes or no")),
        },
        amount_minor: match cell(9) {
            "" => None,
            number => Some(number.parse().map_err(|_| refuse(9, "a whole number"))?),
        },
        currency: optional(10),
    })
}

fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) { format!("'{text}") } else { text.to_owned() }
}

/// Known and empty is spelled `'`, so that it is not read back as unknown.
fn optional_text(text: &str) -> String {
    if text.is_empty() { "'".to_owned() } else { guarded(text) }
}

fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn row(value: Option<&str>, reason: &str) -> SetAside {
        SetAside {
            source: "finance".into(),
            table: "payments".into(),
            id: Some("finance:P9".into()),
            file: "payments.csv".into(),
            line: 7,
            column: Some("paid_on".into()),
            value: value.map(str::to_owned),
            reason: reason.into(),
            whole_row: true,
            amount_minor: Some(-1250),
            currency: None,
        }
    }

    #[test]
    fn any_text_is_read_back_exactly_and_none_runs_as_a_formula() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("set-aside.csv");
        let mut rows = vec![row(None, "is empty"), row(Some(""), ""), SetAside { whole_row: false, ..row(None, "x") }];
        for text in [
            "=HYPERLINK(\"http://x\")",
            "+44",
            "-1",
            "@a",
            "\tx",
            "\rx",
            "'",
            "''=1",
            "'quoted'",
            " = 1",
            "a,b;c",
            "a\r\nb",
            "a\nb\rc",
            "\"",
            "£ é 漢",
        ] {
            rows.push(row(Some(text), text));
        }
        let mut writer = SetAsideWriter::new(HashedFile::create_new(&path).unwrap()).unwrap();
        for row in &rows {
            writer.push(row).unwrap();
        }
        assert_eq!((writer.rows(), writer.cells()), (17, 1));
        assert_eq!((writer.rows_of("finance", "payments"), writer.rows_of("finance", "assets")), (17, 0));
        let written = writer.finish().unwrap();
        assert_eq!(written, crate::hashed_file::hash_file(&path).unwrap());

        rows.sort();
        assert_eq!(read(&path).unwrap(), rows);
        for record in csv::Reader::from_path(&path).unwrap().records() {
            for cell in &record.unwrap() {
                let number = cell.parse::<i64>().is_ok();
                assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
            }
        }
    }

    #[test]
    fn a_list_that_was_changed_is_refused_with_its_row() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("set-aside.csv");
        for (text, said) in [
            ("source,table\r\n".to_owned(), "the header should be source,table,id"),
            (format!("{}\r\na,b,,f,x,,,r,yes,,\r\n", COLUMNS.join(",")), "row 1 below the header: column line: `x`"),
            (format!("{}\r\na,b,,f,2,,,r,perhaps,,\r\n", COLUMNS.join(",")), "column whole_row"),
        ] {
            fs::write(&path, text).unwrap();
            let message = read(&path).unwrap_err().to_string();
            assert!(message.contains(said), "{message}");
        }
    }
}
