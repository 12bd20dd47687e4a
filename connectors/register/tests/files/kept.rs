//! A folder to write files in, and a keeper that remembers.

use estate::{Receipt, SetAside, Table, Value};
use register::Keep;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// What a reader has handed over.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    pub(crate) rows: Vec<(Table, Vec<Value>)>,
    pub(crate) aside: Vec<SetAside>,
    pub(crate) receipts: Vec<Receipt>,
}

impl Keep for Kept {
    fn keep(&mut self, table: Table, values: Vec<Value>) -> Result<(), String> {
        self.rows.push((table, values));
        Ok(())
    }

    fn set_aside(&mut self, row: SetAside) -> Result<(), String> {
        self.aside.push(row);
        Ok(())
    }

    fn receipt(&mut self, receipt: Receipt) -> Result<(), String> {
        self.receipts.push(receipt);
        Ok(())
    }
}

impl Kept {
    /// One column of the rows of a table, as flat files spell it.
    pub(crate) fn column(&self, table: Table, column: &str) -> Vec<String> {
        let place = table.columns().iter().position(|known| known.name == column).unwrap();
        self.rows.iter().filter(|(of, _)| *of == table).map(|(_, values)| values[place].spell()).collect()
    }

    /// `source/table received kept set-aside`, and that they add up.
    pub(crate) fn totals(&self) -> Vec<String> {
        let told = |receipt: &Receipt| {
            assert!(receipt.adds_up(), "{receipt:?}");
            let Receipt { source, table, received, kept, set_aside, .. } = receipt;
            format!("{source}/{table} {received} {kept} {set_aside}")
        };
        let totals = self.receipts.iter().map(told).collect();
        let counted = |of: fn(&Receipt) -> u64| usize::try_from(self.receipts.iter().map(of).sum::<u64>()).unwrap();
        assert_eq!(counted(|receipt| receipt.kept), self.rows.len());
        assert_eq!(counted(|receipt| receipt.set_aside), self.aside.iter().filter(|row| row.whole_row).count());
        totals
    }
}

/// A folder with these files.
pub(crate) fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        write(dir.path(), name, bytes);
    }
    dir
}

pub(crate) fn write(dir: &Path, name: &str, bytes: &[u8]) {
    fs::create_dir_all(dir.join(name).parent().unwrap()).unwrap();
    fs::write(dir.join(name), bytes).unwrap();
}

/// Reads a flat folder with these files.
pub(crate) fn read(files: &[(&str, &str)]) -> Kept {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    read_bytes(&files)
}

pub(crate) fn read_bytes(files: &[(&str, &[u8])]) -> Kept {
    let mut kept = Kept::default();
    register::read_folder(folder(files).path(), &mut kept).unwrap();
    kept
}

/// The error of a flat folder with these files; nothing may have been kept.
pub(crate) fn refused(files: &[(&str, &[u8])]) -> String {
    let mut kept = Kept::default();
    let error = register::read_folder(folder(files).path(), &mut kept).unwrap_err();
    assert!(kept.receipts.is_empty() && kept.rows.is_empty(), "an error leaves nothing half done");
    error.to_string()
}
