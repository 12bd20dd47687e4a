//! Text as a stream of records, each with the line it begins on.

use super::bytes::{self, Bytes};
use super::watch::Watch;
use super::{Form, SourceFile};
use crate::Error;
use csv::ByteRecord;
use std::io::{Cursor, Read};

/// An open file. Blank lines are no records.
pub(crate) struct Lines {
    shown: String,
    reader: csv::Reader<Watch<Bytes>>,
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// So many bytes show whether a file is text at all.
const HEAD: u64 = 4096;
/// So many bytes of text show how it is written.
const LOOK: u64 = 1 << 18;

/// Opens it at its first record, behind a byte order mark.
fn open(file: &SourceFile, form: Form) -> Result<Lines, Error> {
    let mut bytes = form.encoding.stream(bytes::open(file)?);
    let mut head = vec![];
    bytes.by_ref().take(HEAD).read_to_end(&mut head).map_err(|problem| file.unreadable(problem))?;
    is_text(file, form, &head)?;
    if head.starts_with(BYTE_ORDER_MARK) {
        head.drain(..BYTE_ORDER_MARK.len());
    }
    Ok(records(file, form, Box::new(Cursor::new(head).chain(bytes))))
}

fn is_text(file: &SourceFile, form: Form, head: &[u8]) -> Result<(), Error> {
    let encoding = |found: &str| Err(Error::Encoding { file: file.shown.clone(), found: found.to_owned() });
    if form.strict && (head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff")) {
        return encoding("it begins with the mark of UTF-16");
    }
    if head.starts_with(b"PK\x03\x04") {
        return encoding("it is a workbook or an archive");
    }
    if head.contains(&0) {
        return encoding(if form.strict {
            "it holds bytes that are 0, as UTF-16 does"
        } else {
            "it holds bytes that are 0"
        });
    }
    Ok(())
}

fn records(file: &SourceFile, form: Form, bytes: Bytes) -> Lines {
    let mut builder = csv::ReaderBuilder::new();
    builder.delimiter(form.delimiter).has_headers(false).flexible(true).buffer_capacity(1 << 16);
    match form.quote {
        Some(quote) => builder.quote(quote),
        None => builder.quoting(false),
    };
    if form.backslash {
        builder.escape(Some(b'\\')).double_quote(false);
    }
    Lines { shown: file.shown.clone(), reader: builder.from_reader(Watch::new(bytes, form)) }
}

/// The beginning of a file as text of whole lines, as far as it can be decoded.
pub(super) fn head(file: &SourceFile, form: Form) -> Result<Vec<u8>, Error> {
    let mut head = vec![];
    let bytes = form.encoding.stream(bytes::open(file)?);
    bytes.take(LOOK).read_to_end(&mut head).map_err(|problem| file.unreadable(problem))?;
    is_text(file, form, &head)?;
    if head.starts_with(BYTE_ORDER_MARK) {
        head.drain(..BYTE_ORDER_MARK.len());
    }
    if u64::try_from(head.len()).is_ok_and(|length| length + 3 >= LOOK) {
        let whole = head.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(head.len(), |last| last + 1);
        head.truncate(whole);
    }
    Ok(head)
}

/// At most `most` records of a beginning: cells as text, and the line each begins on. An open quote ends them.
pub(super) fn records_of(file: &SourceFile, form: Form, head: &[u8], most: usize) -> Vec<(u64, Vec<String>)> {
    let mut records = records(file, form, Box::new(Cursor::new(head.to_vec())));
    let mut record = ByteRecord::new();
    let mut found = vec![];
    while found.len() < most
        && let Ok(Some(line)) = records.next(&mut record)
    {
        let text =
            |cell: &[u8]| form.encoding.cell(cell).unwrap_or_else(|| String::from_utf8_lossy(cell)).trim().to_owned();
        found.push((line, record.iter().map(text).collect()));
    }
    found
}

/// Opens a file and reads its header.
pub(super) fn open_behind_header(file: &SourceFile, form: Form) -> Result<(Vec<String>, Lines), Error> {
    let mut records = open(file, form)?;
    let mut record = ByteRecord::new();
    for _ in 0..=form.before_header {
        if records.next(&mut record)?.is_none() {
            return Err(Error::ZeroRows { file: file.shown.clone(), found: "it is empty" });
        }
    }
    let name = |cell: &[u8]| {
        let found = "its header holds other bytes".to_owned();
        let name = form.encoding.cell(cell).ok_or_else(|| Error::Encoding { file: file.shown.clone(), found })?;
        Ok(name.trim().to_owned())
    };
    let header = record.iter().map(name).collect::<Result<Vec<String>, Error>>()?;
    Ok((header, records))
}

impl Lines {
    /// Reads the next record and says on which line it begins; `None` at the end of the file.
    pub(crate) fn next(&mut self, record: &mut ByteRecord) -> Result<Option<u64>, Error> {
        let more = self.reader.read_byte_record(record).map_err(|error| self.unreadable(error))?;
        if !more {
            return match self.reader.get_ref().open_quote() {
                Some(line) => Err(Error::OpenQuote { file: self.shown.clone(), line }),
                None => Ok(None),
            };
        }
        Ok(Some(self.reader.get_mut().next_record_line()))
    }

    fn unreadable(&self, error: csv::Error) -> Error {
        let file = self.shown.clone();
        if let Some((line, problem)) = self.reader.get_ref().too_large() {
            return Error::TooLarge { file, line, problem };
        }
        let words = error.to_string();
        let problem = match error.into_kind() {
            csv::ErrorKind::Io(problem) => problem,
            _ => std::io::Error::other(words),
        };
        Error::Unreadable { file, problem }
    }
}
