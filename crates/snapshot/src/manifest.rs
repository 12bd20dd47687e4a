//! `manifest.json`: what a snapshot holds, and where every row received went.

use crate::digest::Digest;
use crate::error::Error;
use estate::{Date, Receipt, Table};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fs;
use std::path::Path;

/// The name and version of the shape of a snapshot. A field or a column may be added within a version; renaming, removing or
/// redefining one makes a new version.
pub const FORMAT: &str = "oldiron/snapshot/1";

/// The name of the manifest's file.
pub(crate) const MANIFEST: &str = "manifest.json";
/// The name of the list of hashes.
pub(crate) const SUMS: &str = "SHA256SUMS";
/// The name of the list of what could not be used.
pub(crate) const SET_ASIDE: &str = "set-aside.csv";

/// What whoever pulls says about the pull.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The tool and its version: `oldiron 0.1.0`.
    pub tool: String,
    /// The day of the pull, from whoever knows today's date.
    pub pulled_on: Date,
    /// Anything worth keeping with it.
    pub note: Option<String>,
}

/// What a snapshot holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always [`FORMAT`].
    pub format: String,
    /// The tool that wrote it, with its version.
    pub tool: String,
    /// The day of the pull.
    #[serde(serialize_with = "spell_day", deserialize_with = "read_day")]
    pub pulled_on: Date,
    /// Anything worth keeping with it.
    #[serde(default)]
    pub note: Option<String>,
    /// Over the tables' names and rows digests: the same for the same rows in any order, whatever the day, tool or file.
    pub digest: Digest,
    /// The tables that have rows, by name.
    pub tables: Vec<TableFile>,
    /// The rows and cells that could not be used.
    pub set_aside: SetAsideFile,
    /// Rows received, kept and set aside, a row a source and table, in that order.
    pub receipts: Vec<Receipt>,
}

/// The Parquet file of one table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableFile {
    /// The table's name.
    pub table: String,
    /// Its file, in the snapshot's folder.
    pub file: String,
    /// Its rows.
    pub rows: u64,
    /// The size of the file.
    pub bytes: u64,
    /// The hash of the file.
    pub sha256: Digest,
    /// The digest of its rows, whatever their order.
    pub rows_digest: Digest,
}

/// The list of what could not be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAsideFile {
    /// The file, in the snapshot's folder.
    pub file: String,
    /// Whole rows that were set aside.
    pub rows: u64,
    /// Cells that were set aside while their row was kept.
    pub cells: u64,
    /// The size of the file.
    pub bytes: u64,
    /// The hash of the file.
    pub sha256: Digest,
}

impl Manifest {
    /// The file of a table; none where it has no rows.
    pub fn table(&self, table: Table) -> Option<&TableFile> {
        self.tables.iter().find(|file| file.table == table.name())
    }

    /// Reads the manifest of the snapshot in `dir`.
    pub(crate) fn read(dir: &Path) -> Result<Manifest, Error> {
        /// Read first and alone, so that another version is named as such whatever else it holds.
        #[derive(Deserialize)]
        struct Format {
            format: String,
        }
        let refuse = |problem: String| Error::NotASnapshot { path: dir.to_owned(), problem };
        let text = fs::read_to_string(dir.join(MANIFEST)).map_err(|error| refuse(format!("{MANIFEST}: {error}")))?;
        let Format { format } =
            serde_json::from_str(&text).map_err(|error| refuse(format!("{MANIFEST} states no format: {error}")))?;
        if format != FORMAT {
            return Err(Error::OtherFormat { path: dir.to_owned(), format });
        }
        let manifest: Manifest =
            serde_json::from_str(&text).map_err(|error| refuse(format!("{MANIFEST} is no manifest: {error}")))?;
        // File names lead nowhere but into the folder.
        let mut files = manifest.tables.iter().map(|file| &file.file).chain([&manifest.set_aside.file]);
        if let Some(file) = files.find(|file| !is_plain(file)) {
            return Err(refuse(format!("{MANIFEST} names the file `{file}`, which is outside the folder")));
        }
        drop(files);
        Ok(manifest)
    }

    /// As its file holds it.
    pub(crate) fn spell(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut text = serde_json::to_vec_pretty(self)?;
        text.push(b'\n');
        Ok(text)
    }
}

/// The digest of a whole snapshot.
pub(crate) fn overall_digest(tables: &[TableFile]) -> Digest {
    let mut spelled = format!("{FORMAT}\n");
    let mut tables: Vec<_> = tables.iter().collect();
    tables.sort_by(|a, b| a.table.cmp(&b.table));
    for table in tables {
        spelled.extend([table.table.as_str(), " ", &table.rows_digest.to_string(), "\n"]);
    }
    Digest::of(spelled.as_bytes())
}

/// Where receipts, rows and set-asides disagree, a sentence each. `listed` says how many whole rows were set aside for a source
/// and table.
pub(crate) fn disagreements(
    tables: &[TableFile],
    receipts: &[Receipt],
    listed: &dyn Fn(&str, &str) -> u64,
) -> Vec<String> {
    let mut problems = Vec::new();
    for receipt in receipts {
        let Receipt { source, table, received, kept, set_aside, .. } = receipt;
        if !receipt.adds_up() {
            problems
                .push(format!("{source} {table}: {received} rows received, and {kept} kept and {set_aside} set aside"));
        }
        let listed = listed(source, table);
        if listed != *set_aside {
            problems.push(format!("{source} {table}: {set_aside} rows set aside, and {listed} listed in {SET_ASIDE}"));
        }
    }
    let mut names: Vec<&str> = tables.iter().map(|file| file.table.as_str()).collect();
    names.extend(receipts.iter().map(|receipt| receipt.table.as_str()));
    names.sort_unstable();
    names.dedup();
    for name in names {
        let rows: u64 = tables.iter().filter(|file| file.table == name).map(|file| file.rows).sum();
        let kept: u64 = receipts.iter().filter(|receipt| receipt.table == name).map(|receipt| receipt.kept).sum();
        if rows != kept {
            problems.push(format!("{name}: {kept} rows kept by the receipts, and {rows} in the table"));
        }
    }
    problems
}

/// Is it the name of one file, and no path?
pub(crate) fn is_plain(name: &str) -> bool {
    let first = name.bytes().next();
    first.is_some_and(|b| b.is_ascii_alphanumeric())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn spell_day<S: Serializer>(day: &Date, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(day)
}

fn read_day<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    let text = String::deserialize(from)?;
    estate::parse_day(&text).map_err(de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(name: &str, rows: u64) -> TableFile {
        TableFile {
            table: name.to_owned(),
            file: format!("{name}.parquet"),
            rows,
            bytes: 1,
            sha256: Digest::of(b""),
            rows_digest: Digest::of(name.as_bytes()),
        }
    }

    fn receipt(table: Table, received: u64, kept: u64, set_aside: u64) -> Receipt {
        Receipt { received, kept, set_aside, ..Receipt::new("finance", table) }
    }

    #[test]
    fn every_row_received_is_kept_or_set_aside_and_listed() {
        let none = |_: &str, _: &str| 0;
        let tables = [table("payments", 3)];
        let check = |receipts: &[Receipt], listed: &dyn Fn(&str, &str) -> u64| disagreements(&tables, receipts, listed);
        assert_eq!(check(&[receipt(Table::Payments, 3, 3, 0)], &none), Vec::<String>::new());
        assert_eq!(
            check(&[receipt(Table::Payments, 4, 3, 0)], &none),
            ["finance payments: 4 rows received, and 3 kept and 0 set aside"]
        );
        assert_eq!(
            check(&[receipt(Table::Payments, 4, 3, 1)], &none),
            ["finance payments: 1 rows set aside, and 0 listed in set-aside.csv"]
        );
        assert_eq!(check(&[], &none), ["payments: 0 rows kept by the receipts, and 3 in the table"]);
        assert_eq!(
            check(&[receipt(Table::Payments, 3, 3, 0), receipt(Table::Assets, 1, 1, 0)], &none),
            ["assets: 1 rows kept by the receipts, and 0 in the table"]
        );
    }

    #[test]
    fn the_overall_digest_stands_on_names_and_rows_alone() {
        let [assets, cover] = [table("assets", 1), table("cover", 2)];
        let digest = overall_digest(&[assets.clone(), cover.clone()]);
        assert_eq!(overall_digest(&[cover.clone(), assets.clone()]), digest);
        let file_changed = TableFile { sha256: Digest::of(b"other"), bytes: 9, ..assets.clone() };
        assert_eq!(overall_digest(&[file_changed, cover.clone()]), digest);
        let rows_changed = TableFile { rows_digest: Digest::of(b"other"), ..assets };
        assert_ne!(overall_digest(&[rows_changed, cover]), digest);
    }

    #[test]
    fn a_plain_name_is_one_file() {
        for (name, plain) in
            [("2026-04-01", true), ("a.parquet", true), ("", false), ("..", false), ("a/b", false), (".a", false)]
        {
            assert_eq!(is_plain(name), plain, "{name}");
        }
    }
}
