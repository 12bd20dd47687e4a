//! Reading a snapshot.

use crate::cells::{Rows, conform, empty};
use crate::columns::fields;
use crate::digest::Digest;
use crate::error::Error;
use crate::hashed_file::hash_file;
use crate::manifest::{Manifest, TableFile};
use crate::set_aside;
use crate::table_file::GROUP_ROWS;
use crate::verify::{Fault, verify};
use estate::{Column, SetAside, Table, Value};
use polars::prelude::DataFrame;
use polars_io::prelude::{ParquetReader, SerReader};
use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A finished snapshot. Each file is hashed before it is first read, so what is read is what was written; damage is an error.
#[derive(Debug, Clone)]
pub struct Snapshot {
    dir: PathBuf,
    manifest: Manifest,
    /// Files whose hash was found right.
    sound: Arc<Mutex<BTreeSet<String>>>,
}

impl Snapshot {
    /// Opens the snapshot in `dir`. Reads the manifest alone: [`Snapshot::verify`] reads the rest.
    pub fn open(dir: &Path) -> Result<Snapshot, Error> {
        Ok(Snapshot::of(dir.to_owned(), Manifest::read(dir)?))
    }

    pub(crate) fn of(dir: PathBuf, manifest: Manifest) -> Snapshot {
        Snapshot { dir, manifest, sound: Arc::default() }
    }

    /// Its folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// What it holds.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// A table whole, in the columns of [`schema`](crate::schema); without rows where the snapshot has none.
    pub fn frame(&self, table: Table) -> Result<DataFrame, Error> {
        self.read(table, &|_| true)
    }

    /// Some columns of a table, by their canonical names, read without the others. A column with two in Parquet gives both;
    /// they stand in declared order. A name that the table does not have is an error.
    pub fn columns(&self, table: Table, names: &[&str]) -> Result<DataFrame, Error> {
        if let Some(name) = names.iter().find(|name| table.column(name).is_none()) {
            return Err(Error::UnknownColumn { table, name: (*name).to_owned() });
        }
        self.read(table, &|column| names.contains(&column.name))
    }

    /// Gives every row of a table, one cell a column of [`Table::columns`], in the order in which they were kept. Holds one
    /// row group in memory. An error of `each` ends it.
    pub fn rows<E: From<Error>>(
        &self,
        table: Table,
        mut each: impl FnMut(Vec<Value>) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some(file) = self.manifest.table(table) else { return Ok(()) };
        let path = self.sound(&file.file, file.sha256)?;
        let mut from = 0;
        loop {
            let frame = read_file(&path, table, &|_| true, Some((from, GROUP_ROWS)))?;
            let rows = Rows::new(table, &frame).map_err(Error::damaged(&path))?;
            for row in 0..rows.len() {
                each(rows.get(row).map_err(Error::damaged(&path))?)?;
            }
            if rows.len() < GROUP_ROWS {
                return Ok(());
            }
            from += rows.len();
        }
    }

    /// Everything that could not be used, sorted.
    pub fn set_asides(&self) -> Result<Vec<SetAside>, Error> {
        set_aside::read(&self.sound(&self.manifest.set_aside.file, self.manifest.set_aside.sha256)?)
    }

    /// Reads every byte and names whatever is not as it was written; nothing, if all is.
    pub fn verify(&self) -> Result<Vec<Fault>, Error> {
        verify(&self.dir)
    }

    fn read(&self, table: Table, wanted: &dyn Fn(&Column) -> bool) -> Result<DataFrame, Error> {
        let Some(TableFile { file, rows, sha256, .. }) = self.manifest.table(table) else {
            return conform(table, &empty(table), wanted).map_err(Error::damaged(&self.dir));
        };
        let path = self.sound(file, *sha256)?;
        let frame = read_file(&path, table, wanted, None)?;
        if u64::try_from(frame.height()) != Ok(*rows) {
            let problem = format!("it has {} rows, and the manifest says {rows}", frame.height());
            return Err(Error::Damaged { path, problem });
        }
        Ok(frame)
    }

    /// The path of a file whose bytes are those that were written. The Parquet reader trusts what it reads: changed bytes may
    /// end the process, so they must not reach it.
    fn sound(&self, file: &str, written: Digest) -> Result<PathBuf, Error> {
        let path = self.dir.join(file);
        let mut sound = self.sound.lock().unwrap_or_else(PoisonError::into_inner);
        if !sound.contains(file) {
            if hash_file(&path)?.sha256 != written {
                return Err(Error::Damaged { path, problem: "it was changed after it was written".to_owned() });
            }
            sound.insert(file.to_owned());
        }
        Ok(path)
    }
}

/// Reads the wanted columns of a table's file: all rows, or those of a slice (first row, how many).
fn read_file(
    path: &Path,
    table: Table,
    wanted: &dyn Fn(&Column) -> bool,
    slice: Option<(usize, usize)>,
) -> Result<DataFrame, Error> {
    let file = File::open(path).map_err(Error::io("read", path))?;
    let mut reader = ParquetReader::new(file).with_slice(slice);
    let present = reader.schema().map_err(Error::damaged(path))?;
    let names = table.columns().iter().filter(|column| wanted(column)).flat_map(fields).map(|field| field.name);
    let names: Vec<String> = names.filter(|name| present.contains(name)).map(|name| name.to_string()).collect();
    let frame = reader.with_columns(Some(names)).finish().map_err(Error::damaged(path))?;
    conform(table, &frame, wanted).map_err(Error::damaged(path))
}
