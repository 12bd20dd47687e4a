//! The files of one table: gone through once to see whether they can be read at all and how, and a second time to read them.

use crate::desk::Desk;
use crate::keep::{Keep, Warning};
use crate::mapping::MappedFile;
use crate::opening::{Encoding, SourceFile};
use crate::repeated::Repeated;
use crate::survey::{self, Surveyed};
use crate::{Error, overlap};
use csv::ByteRecord;
use estate::{Scope, Table};
use std::borrow::Cow;

/// One file of a table.
#[derive(Debug)]
pub(crate) struct Input<'m> {
    pub(crate) file: SourceFile,
    pub(crate) table: Table,
    /// The source of rows that name none.
    pub(crate) source: String,
    pub(crate) scope: Option<Scope>,
    /// How its columns become the table's; flat spelling, where there is none.
    pub(crate) mapped: Option<&'m MappedFile>,
}

impl Input<'_> {
    /// The path to the records of a document, where the mapping says it.
    pub(crate) fn records(&self) -> Option<&str> {
        self.mapped.and_then(|file| file.records.as_deref())
    }
}

/// Reads the files of one table. Nothing is kept before all of them have been gone through once, so an error leaves nothing half
/// done.
pub(crate) fn read_table(table: Table, inputs: &[Input<'_>], keep: &mut dyn Keep) -> Result<Vec<Warning>, Error> {
    let mut repeated = Repeated::default();
    let mut files = vec![];
    for input in inputs {
        files.push(survey::survey(input, &mut repeated).map_err(|mut errors| errors.swap_remove(0))?);
    }
    if let Some((_, error)) = survey::decide(&mut files).into_iter().next() {
        return Err(error);
    }
    let (overlaps, mut warnings) = overlap::find(&files)?;
    warnings.extend(files.iter().filter_map(unused));
    let mut desk = Desk::new(table, repeated, keep);
    for (file, overlap) in files.iter().zip(overlaps) {
        desk.begin(file, overlap);
        take(file, &mut desk)?;
    }
    for (file, tally) in desk.finish()? {
        warnings.extend(tally.warnings(&file));
    }
    Ok(warnings)
}

/// So many columns are named in one message.
const NAMED: usize = 40;

/// The columns that no mapping takes.
pub(crate) fn unused(file: &Surveyed<'_, '_>) -> Option<Warning> {
    let unused = file.layout.unused();
    let more = if unused.len() > NAMED { format!(" and {} more", unused.len() - NAMED) } else { String::new() };
    let message = format!("columns that no mapping takes: {}{more}", unused[..unused.len().min(NAMED)].join(", "));
    (!unused.is_empty()).then(|| Warning { file: file.input.file.shown.clone(), message })
}

/// Reads a file that has been gone through.
pub(crate) fn take(file: &Surveyed<'_, '_>, desk: &mut Desk<'_>) -> Result<(), Error> {
    let (_, mut records) = file.input.file.open_behind_header(file.form, file.input.records())?;
    let mut record = ByteRecord::new();
    while let Some(line) = records.next(&mut record)? {
        desk.record(file, line, &record)?;
    }
    desk.end(file)
}

/// The cells of a record as text, or the number of the first that is in another encoding.
pub(crate) fn decoded(record: &ByteRecord, encoding: Encoding) -> Result<Vec<Cow<'_, str>>, usize> {
    let read = |(number, cell)| encoding.cell(cell).ok_or(number);
    record.iter().enumerate().map(read).collect()
}
