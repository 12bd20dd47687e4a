//! Rows that are held in memory, because their kind of file is read as a whole: as few bytes as possible, and bounded.

use super::SourceFile;
use crate::Error;
use csv::ByteRecord;

/// Rows, each with the line it stands on.
#[derive(Debug, Default)]
pub(crate) struct Held {
    pub(super) rows: Vec<(u64, ByteRecord)>,
    cells: usize,
    bytes: usize,
}

/// So many cells and bytes are held at most.
const MOST_CELLS: usize = 50_000_000;
const MOST_BYTES: usize = 1 << 30;
/// As many columns as a sheet has.
pub(super) const MOST_COLUMNS: usize = 16_384;

impl Held {
    pub(super) fn push(&mut self, file: &SourceFile, line: u64, row: ByteRecord) -> Result<(), Error> {
        self.cells += row.len();
        self.bytes += row.as_slice().len();
        if row.len() > MOST_COLUMNS {
            return Err(Error::TooLarge {
                file: file.shown.clone(),
                line,
                problem: format!("a row has more than {MOST_COLUMNS} cells"),
            });
        }
        if self.cells > MOST_CELLS || self.bytes > MOST_BYTES {
            return Err(Error::TooLarge {
                file: file.shown.clone(),
                line,
                problem: format!("more than {MOST_CELLS} cells or {} MiB", MOST_BYTES >> 20),
            });
        }
        self.rows.push((line, row));
        Ok(())
    }

    /// The first rows as text.
    pub(super) fn head(&self, most: usize) -> Vec<(u64, Vec<String>)> {
        let text = |row: &ByteRecord| row.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
        self.rows.iter().take(most).map(|(line, row)| (*line, text(row))).collect()
    }
}
