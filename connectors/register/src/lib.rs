//! Files with a mapping: CSV in flat spelling; or lines of cells, workbooks and documents of any shape with their columns named. The door for whoever has no connector.
//!
//! Flat files are read by their convention. Of mapped files encoding, line ends, delimiter, header, dates and amounts are found out
//! from the whole file, told with how sure, and refused where the file does not tell. Rows go one by one to a [`Keep`]; received =
//! kept + set aside, for every source and table. What cannot be read is set aside with its place and a hint.
//!
//! ```no_run
//! # struct Snapshot;
//! # impl register::Keep for Snapshot {
//! #     fn keep(&mut self, _: estate::Table, _: Vec<estate::Value>) -> Result<(), String> { Ok(()) }
//! #     fn set_aside(&mut self, _: estate::SetAside) -> Result<(), String> { Ok(()) }
//! #     fn receipt(&mut self, _: estate::Receipt) -> Result<(), String> { Ok(()) }
//! # }
//! # let mut snapshot = Snapshot;
//! let warnings = register::read_folder("exports".as_ref(), &mut snapshot)?;
//! # Ok::<(), register::Error>(())
//! ```

mod added;
mod amounts;
mod apart;
mod check;
mod dates;
mod desk;
mod detected;
mod error;
mod files;
mod header_words;
mod keep;
mod layout;
mod mapping;
mod mapping_check;
mod mark;
mod nearest;
mod opening;
mod overlap;
mod propose;
mod reading;
mod reasons;
mod repeated;
mod rows;
mod survey;
mod tally;
mod translate;

pub use check::{Problem, Weight, check_folder, check_mapped};
pub use dates::Edge;
pub use error::Error;
pub use keep::{Keep, Warning};
pub use mapping::{Columns, Formats, MappedFile, Mapping, MappingError};
pub use propose::{propose, propose_from};

use estate::Table;
use rows::Input;
use std::path::Path;

/// The source of rows in a flat folder that name none.
pub const FLAT: &str = "flat";

/// Reads a folder of flat files named after the canonical tables: `contracts.csv`, `payments.csv` … A table without a file is
/// fine; a folder without any table, a file without rows or with a column that its table lacks is an error. What was found besides
/// and stopped nothing is returned.
pub fn read_folder(dir: &Path, keep: &mut dyn Keep) -> Result<Vec<Warning>, Error> {
    let (inputs, warnings) = files::of_folder(dir, FLAT, None)?;
    read(inputs, warnings, keep)
}

/// Reads the files of one mapping. Paths in it start at `base`, the folder of the settings file.
pub fn read_mapped(mapping: &Mapping, base: &Path, keep: &mut dyn Keep) -> Result<Vec<Warning>, Error> {
    read_all(std::slice::from_ref(mapping), base, keep)
}

/// Reads the files of several sources as one estate: an id that two of them give to the same table is seen.
pub fn read_all(mappings: &[Mapping], base: &Path, keep: &mut dyn Keep) -> Result<Vec<Warning>, Error> {
    let (mut inputs, mut warnings) = (vec![], vec![]);
    for mapping in mappings {
        let (of_one, said) = files::of_mapping(mapping, base)?;
        inputs.extend(of_one);
        warnings.extend(said);
    }
    read(inputs, warnings, keep)
}

/// Table by table, in the order in which they lean on each other.
fn read(mut inputs: Vec<Input<'_>>, mut warnings: Vec<Warning>, keep: &mut dyn Keep) -> Result<Vec<Warning>, Error> {
    for table in Table::RECEIVED {
        let (of_table, rest): (Vec<_>, Vec<_>) = inputs.into_iter().partition(|input| input.table == *table);
        inputs = rest;
        if !of_table.is_empty() {
            warnings.extend(rows::read_table(*table, &of_table, keep)?);
        }
    }
    warnings.sort();
    Ok(warnings)
}
