//! One CSV file as a stream of records, each with the line it begins on.

use crate::Error;
use crate::watch::Watch;
use csv::ByteRecord;
use std::fs::File;
use std::io::{Chain, Cursor, Read};
use std::path::{Path, PathBuf};

/// A file to read, and how it is named in messages and receipts.
#[derive(Debug, Clone)]
pub(crate) struct CsvFile {
    pub(crate) path: PathBuf,
    pub(crate) shown: String,
    pub(crate) delimiter: u8,
}

/// An open file. Blank lines are no records.
pub(crate) struct Records {
    shown: String,
    reader: csv::Reader<Watch<Chain<Cursor<Vec<u8>>, File>>>,
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// So many bytes show whether a file is text at all.
const HEAD: u64 = 4096;

impl CsvFile {
    pub(crate) fn new(path: &Path, shown: String, delimiter: u8) -> CsvFile {
        CsvFile { path: path.to_owned(), shown, delimiter }
    }

    /// Opens it at its first record, behind a byte order mark.
    pub(crate) fn open(&self) -> Result<Records, Error> {
        let unreadable = |problem| Error::Unreadable { file: self.shown.clone(), problem };
        let encoding = |found: &str| Error::Encoding { file: self.shown.clone(), found: found.to_owned() };
        let mut file = File::open(&self.path).map_err(unreadable)?;
        let mut head = vec![];
        Read::by_ref(&mut file).take(HEAD).read_to_end(&mut head).map_err(unreadable)?;
        if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
            return Err(encoding("it begins with the mark of UTF-16"));
        }
        if head.starts_with(b"PK\x03\x04") {
            return Err(encoding("it is a workbook or an archive"));
        }
        if head.contains(&0) {
            return Err(encoding("it holds bytes that are 0, as UTF-16 does"));
        }
        if head.starts_with(BYTE_ORDER_MARK) {
            head.drain(..BYTE_ORDER_MARK.len());
        }
        let reader = csv::ReaderBuilder::new()
            .delimiter(self.delimiter)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_reader(Watch::new(Cursor::new(head).chain(file), self.delimiter));
        Ok(Records { shown: self.shown.clone(), reader })
    }

    /// Opens it and reads its header: the names of its columns, without spaces around them.
    pub(crate) fn open_behind_header(&self) -> Result<(Vec<String>, Records), Error> {
        let mut records = self.open()?;
        let mut record = ByteRecord::new();
        if records.next(&mut record)?.is_none() {
            return Err(Error::ZeroRows { file: self.shown.clone(), found: "it is empty" });
        }
        let name = |cell: &[u8]| {
            let found = "its header holds other bytes".to_owned();
            let name = std::str::from_utf8(cell).map_err(|_| Error::Encoding { file: self.shown.clone(), found })?;
            Ok(name.trim().to_owned())
        };
        let header = record.iter().map(name).collect::<Result<Vec<String>, Error>>()?;
        Ok((header, records))
    }
}

impl Records {
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
        let words = error.to_string();
        let problem = match error.into_kind() {
            csv::ErrorKind::Io(problem) => problem,
            _ => std::io::Error::other(words),
        };
        Error::Unreadable { file: self.shown.clone(), problem }
    }
}
