//! Opening a file: what it is written in, and where its table begins. A file in flat spelling is taken as its convention says; of a
//! mapped file, what the mapping does not say is detected, told with how sure, and refused where it cannot be told.

mod bytes;
mod delimiter;
mod encoding;
pub(crate) mod header;
mod scan;
mod text;
mod watch;

pub(crate) use encoding::{Encoding, named as encoding_named};
pub(crate) use text::Records;

use crate::Error;
use crate::detected::{Detected, Sure};
use std::path::{Path, PathBuf};

/// A file to read, and how it is named in messages and receipts.
#[derive(Debug, Clone)]
pub(crate) struct SourceFile {
    pub(crate) path: PathBuf,
    pub(crate) shown: String,
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
        SourceFile { path: path.to_owned(), shown }
    }

    /// Finds out how the file is written. What was found is told in a fixed order: encoding, line ends, delimiter, header.
    pub(crate) fn detect(&self, wanted: &Wanted<'_>) -> Result<(Form, Vec<Detected>), Error> {
        let mut told = vec![];
        let encoding = encoding::of(self, wanted.encoding, &mut told)?;
        let form = Form { encoding, strict: false, ..Form::FLAT };
        let head = text::head(self, form)?;
        let form = delimiter::of(self, form, wanted, &head, &mut told)?;
        let form = header::of(self, form, wanted, &head, &mut told)?;
        Ok((form, told))
    }

    /// Opens it and reads its header: the names of its columns, without spaces around them.
    pub(crate) fn open_behind_header(&self, form: Form) -> Result<(Vec<String>, Records), Error> {
        text::open_behind_header(self, form)
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
