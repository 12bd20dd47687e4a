//! The files of one table: gone through once to see whether they can be read at all, and a second time to read them.

use crate::Error;
use crate::csv_file::{CsvFile, Records};
use crate::desk::Desk;
use crate::keep::{Keep, Warning};
use crate::layout::Layout;
use crate::mapping::MappedFile;
use crate::repeated::{Repeated, key_column};
use csv::ByteRecord;
use estate::{Scope, Table};

/// One file of a table.
#[derive(Debug)]
pub(crate) struct Input<'m> {
    pub(crate) file: CsvFile,
    pub(crate) table: Table,
    /// The source of rows that name none.
    pub(crate) source: String,
    pub(crate) scope: Option<Scope>,
    /// How its columns become the table's; flat spelling, where there is none.
    pub(crate) mapped: Option<&'m MappedFile>,
}

impl<'m> Input<'m> {
    /// Opens the file behind its header and lays it out. All that is wrong with the header is told.
    pub(crate) fn lay_out(&self) -> Result<(Layout<'m>, Records), Vec<Error>> {
        let (header, records) = self.file.open_behind_header().map_err(|error| vec![error])?;
        let shown = &self.file.shown;
        let layout = match self.mapped {
            Some(mapped) => Layout::mapped(shown, mapped, self.scope, header)?,
            None => Layout::flat(shown, self.table, self.scope, header)?,
        };
        Ok((layout, records))
    }
}

/// Reads the files of one table. Nothing is kept before all of them have been gone through once, so an error leaves nothing half
/// done. At most `limit` rows of each file are read.
pub(crate) fn read_table(
    table: Table,
    inputs: &[Input<'_>],
    limit: u64,
    keep: &mut dyn Keep,
) -> Result<Vec<Warning>, Error> {
    let mut repeated = Repeated::default();
    let mut warnings = vec![];
    for input in inputs {
        let (layout, records) = input.lay_out().map_err(first)?;
        survey(input, &layout, records, limit, &mut repeated)?;
        let unused = layout.unused();
        if !unused.is_empty() {
            let message = format!("columns that no mapping takes: {}", unused.join(", "));
            warnings.push(Warning { file: input.file.shown.clone(), message });
        }
    }
    let mut desk = Desk::new(table, repeated, keep);
    for input in inputs {
        let (layout, mut records) = input.lay_out().map_err(first)?;
        let mut record = ByteRecord::new();
        let mut rows = 0;
        while rows < limit
            && let Some(line) = records.next(&mut record)?
        {
            rows += 1;
            desk.record(input, &layout, line, &record)?;
        }
    }
    desk.finish()?;
    Ok(warnings)
}

fn first(mut errors: Vec<Error>) -> Error {
    errors.swap_remove(0)
}

/// So many rows in another encoding are a file in another encoding.
const FOREIGN_ROWS: u64 = 10;

/// Goes through a file once: is there a row, is it UTF-8, does every quote close, which ids repeat?
fn survey(
    input: &Input<'_>,
    layout: &Layout<'_>,
    mut records: Records,
    limit: u64,
    repeated: &mut Repeated,
) -> Result<(), Error> {
    let key = key_column(input.table).filter(|_| !layout.makes_id());
    let mut record = ByteRecord::new();
    let (mut rows, mut foreign) = (0_u64, 0_u64);
    while rows < limit && records.next(&mut record)?.is_some() {
        rows += 1;
        match cells(&record) {
            Ok(cells) => {
                if let Some(key) = key {
                    repeated.see(&layout.cell(key, &cells));
                }
            }
            Err(_) => foreign += 1,
        }
    }
    let file = input.file.shown.clone();
    if rows == 0 {
        return Err(Error::ZeroRows { file, found: "it has a header and no row" });
    }
    if foreign > FOREIGN_ROWS && foreign > rows / 2 {
        return Err(Error::Encoding { file, found: format!("{foreign} of its {rows} rows hold other bytes") });
    }
    Ok(())
}

/// The cells of a record as text, or the number of the first that is not UTF-8.
pub(crate) fn cells(record: &ByteRecord) -> Result<Vec<&str>, usize> {
    let read = |(number, cell)| std::str::from_utf8(cell).map_err(|_| number);
    record.iter().enumerate().map(read).collect()
}
