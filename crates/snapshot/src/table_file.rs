//! One table as a Parquet file, written in row groups so that memory does not grow with the rows.

use crate::cells::{Cells, check};
use crate::columns::schema;
use crate::digest::{Digest, RowsDigest};
use crate::error::Error;
use crate::hashed_file::{HashedFile, Written};
use estate::{Table, Value};
use polars_io::parquet::write::{
    BatchedWriter, KeyValueMetadata, ParquetCompression, ParquetWriter, StatisticsOptions,
};
use std::fs;
use std::path::Path;

/// Rows in a row group: the most that is held in memory a table.
pub(crate) const GROUP_ROWS: usize = 64 * 1024;
/// Text in a row group, in bytes: a source that puts documents into cells makes smaller groups, not a larger process.
const GROUP_TEXT: usize = 64 * 1024 * 1024;

/// The version of a table's columns in the file's metadata, as in `oldiron.table = contracts/1`.
const TABLE_VERSION: u32 = 1;

/// A table that is being written.
pub(crate) struct TableWriter {
    table: Table,
    cells: Cells,
    rows: u64,
    digest: RowsDigest,
    file: HashedFile,
    parquet: BatchedWriter<HashedFile>,
}

/// A table that was written.
pub(crate) struct WrittenTable {
    pub(crate) rows: u64,
    pub(crate) rows_digest: Digest,
    pub(crate) file: Written,
}

impl TableWriter {
    pub(crate) fn new(table: Table, file: HashedFile) -> Result<TableWriter, Error> {
        let metadata = vec![("oldiron.table".to_owned(), format!("{table}/{TABLE_VERSION}"))];
        let parquet = ParquetWriter::new(file.clone())
            .with_compression(ParquetCompression::Zstd(None))
            .with_statistics(StatisticsOptions::full())
            .with_key_value_metadata(Some(KeyValueMetadata::from_static(metadata)))
            .batched(&schema(table))
            .map_err(Error::unwritable(file.path()))?;
        Ok(TableWriter { table, cells: Cells::new(table), rows: 0, digest: RowsDigest::new(table), file, parquet })
    }

    /// Adds a row. One that does not fit leaves no trace.
    pub(crate) fn push(&mut self, values: &[Value]) -> Result<(), Error> {
        check(self.table, values).map_err(|problem| Error::Row { table: self.table, problem })?;
        self.digest.add(values);
        self.cells.push(values);
        self.rows += 1;
        if self.cells.rows() >= GROUP_ROWS || self.cells.text_bytes() >= GROUP_TEXT {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Error> {
        if self.cells.rows() == 0 {
            return Ok(());
        }
        let group = self.cells.take().map_err(Error::unwritable(self.file.path()))?;
        self.parquet.write_batch(&group).map_err(Error::unwritable(self.file.path()))
    }

    /// Writes the rest through to the disk.
    pub(crate) fn finish(mut self) -> Result<WrittenTable, Error> {
        self.flush()?;
        self.parquet.finish().map_err(Error::unwritable(self.file.path()))?;
        Ok(WrittenTable { rows: self.rows, rows_digest: self.digest.digest(), file: self.file.sync()? })
    }
}

/// Writes rows of any canonical table as Parquet, one cell a column of [`Table::columns`]; returns how many. A file that is there
/// is replaced; on failure none is left.
pub fn write_table(path: &Path, table: Table, rows: impl Iterator<Item = Vec<Value>>) -> Result<u64, Error> {
    let write = || {
        let mut writer = TableWriter::new(table, HashedFile::create(path)?)?;
        for row in rows {
            writer.push(&row)?;
        }
        Ok(writer.finish()?.rows)
    };
    write().inspect_err(|_: &Error| {
        // Half a table is worse than none; the first error is the one to report.
        let _ = fs::remove_file(path);
    })
}
