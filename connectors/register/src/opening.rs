//! Opening a file: what it is written in, and where its table begins. A file in flat spelling is taken as its convention says; of a
//! mapped file, what the mapping does not say is detected, told with how sure, and refused where it cannot be told.

mod bytes;
mod delimiter;
mod documents;
mod encoding;
pub(crate) mod header;
mod held;
mod kind;
mod scan;
mod sheets;
mod text;
mod watch;

pub(crate) use encoding::{Encoding, named as encoding_named};
pub(crate) use kind::{Kind, has_tables, tables};

use crate::Error;
use crate::detected::{Detected, Sure};
use csv::ByteRecord;
use std::path::{Path, PathBuf};

/// A file to read, and how it is named in messages and receipts.
#[derive(Debug, Clone)]
pub(crate) struct SourceFile {
    pub(crate) path: PathBuf,
    pub(crate) shown: String,
    /// The member of an archive, by its name in it.
    pub(crate) member: Option<String>,
    pub(crate) kind: Kind,
}

/// An open table behind its header.
pub(crate) enum Records {
    /// Lines that go by once.
    Lines(Box<text::Lines>),
    /// Rows of a kind of file that is read as a whole.
    Held(std::vec::IntoIter<(u64, ByteRecord)>),
}

/// How a file is taken apart.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    pub(crate) encoding: Encoding,
    pub(crate) delimiter: u8,
    /// What stands around cells; none, where no cell is quoted.
    pub(crate) quote: Option<u8>,
    /// Does a backslash, not a second quote, say that a quote is part of the text?
    pub(crate) backslash: bool,
    /// So many records stand before the header.
    pub(crate) before_header: usize,
    /// Does the file follow the convention of flat files, down to its bytes?
    pub(crate) strict: bool,
}

impl Form {
    /// The convention of flat files.
    pub(crate) const FLAT: Form = Form {
        encoding: Encoding::Utf8,
        delimiter: b',',
        quote: Some(b'"'),
        backslash: false,
        before_header: 0,
        strict: true,
    };
}

/// What is known of a file before it is looked at.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted<'w> {
    pub(crate) encoding: Option<&'w str>,
    pub(crate) delimiter: Option<u8>,
    /// What stands around cells; empty, where nothing does.
    pub(crate) quote: Option<&'w str>,
    /// The line that the header begins on.
    pub(crate) header_line: Option<u64>,
    /// Names of columns, each with the others it goes by.
    pub(crate) columns: Vec<Vec<&'w str>>,
}

impl SourceFile {
    pub(crate) fn new(path: &Path, shown: String) -> SourceFile {
        SourceFile { path: path.to_owned(), shown, member: None, kind: Kind::Text }
    }

    /// Finds out how the file is written. What was found is told in a fixed order: encoding, line ends, delimiter, header.
    pub(crate) fn detect(&self, wanted: &Wanted<'_>) -> Result<(Form, Vec<Detected>), Error> {
        let mut told = vec![];
        match &self.kind {
            Kind::Text => {
                let encoding = encoding::of(self, wanted.encoding, &mut told)?;
                let form = Form { encoding, strict: false, ..Form::FLAT };
                let head = text::head(self, form)?;
                let form = delimiter::of(self, form, wanted, &head, &mut told)?;
                let form = header::of(self, form, wanted, &head, &mut told)?;
                Ok((form, told))
            }
            Kind::Sheet(name) => {
                let rows = sheets::rows(self, name)?;
                let (before_header, detected) = header::in_records(&rows.head(header::RECORDS), wanted)
                    .map_err(|(problem, hint)| self.undecided("", problem, hint))?;
                told.push(Detected {
                    what: "sheet",
                    found: format!("`{name}`"),
                    sure: Sure::Certain,
                    why: String::new(),
                });
                told.push(detected);
                Ok((Form { before_header, strict: false, ..Form::FLAT }, told))
            }
            Kind::Json | Kind::JsonLines | Kind::Xml => {
                let kind = match self.kind {
                    Kind::Json => "JSON",
                    Kind::JsonLines => "JSON lines",
                    _ => "XML",
                };
                told.push(Detected { what: "format", found: kind.to_owned(), sure: Sure::Certain, why: String::new() });
                Ok((Form { strict: false, ..Form::FLAT }, told))
            }
        }
    }

    /// Opens it and reads its header: the names of its columns, without spaces around them. `path` leads to the records of a document.
    pub(crate) fn open_behind_header(&self, form: Form, path: Option<&str>) -> Result<(Vec<String>, Records), Error> {
        let (header, rows) = match &self.kind {
            Kind::Text => {
                let (header, lines) = text::open_behind_header(self, form)?;
                return Ok((header, Records::Lines(Box::new(lines))));
            }
            Kind::Sheet(name) => {
                let mut rows = sheets::rows(self, name)?.rows.into_iter();
                let header = rows.nth(form.before_header);
                let (_, header) =
                    header.ok_or_else(|| Error::ZeroRows { file: self.shown.clone(), found: "it is empty" })?;
                let names = header.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
                return Ok((names, Records::Held(rows)));
            }
            Kind::Json => documents::json(self, path).map(|table| (table.header, table.held.rows))?,
            Kind::JsonLines => documents::json_lines(self, path).map(|table| (table.header, table.held.rows))?,
            Kind::Xml => documents::xml(self, path).map(|table| (table.header, table.held.rows))?,
        };
        if rows.is_empty() {
            return Err(Error::ZeroRows { file: self.shown.clone(), found: "no record is in it" });
        }
        Ok((header, Records::Held(rows.into_iter())))
    }

    /// How many of the wanted columns one row of a sheet names.
    pub(crate) fn names(&self, wanted: &[Vec<&str>], sheet: &str) -> Result<usize, Error> {
        let head = sheets::rows(self, sheet)?.head(header::RECORDS);
        Ok(head.iter().map(|(_, row)| header::named(row, wanted)).max().unwrap_or(0))
    }

    /// Is it made of records that leave out what is empty?
    pub(crate) fn is_document(&self) -> bool {
        matches!(self.kind, Kind::Json | Kind::JsonLines | Kind::Xml)
    }

    fn too_large(&self, problem: String) -> Error {
        Error::TooLarge { file: self.shown.clone(), line: 1, problem }
    }

    fn unreadable(&self, problem: std::io::Error) -> Error {
        Error::Unreadable { file: self.shown.clone(), problem }
    }

    fn undecided(&self, what: &str, problem: String, hint: String) -> Error {
        Error::Undecided { file: self.shown.clone(), column: what.to_owned(), problem, hint }
    }
}

/// What a mapping declares is not detected.
fn declared(what: &'static str, found: String) -> Detected {
    Detected { what, found, sure: Sure::Declared, why: String::new() }
}

impl Records {
    /// Reads the next record and says on which line it begins; `None` at the end of the file.
    pub(crate) fn next(&mut self, record: &mut ByteRecord) -> Result<Option<u64>, Error> {
        match self {
            Records::Lines(lines) => lines.next(record),
            Records::Held(rows) => Ok(rows.next().map(|(line, row)| {
                *record = row;
                line
            })),
        }
    }
}
