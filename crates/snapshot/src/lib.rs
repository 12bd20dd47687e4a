//! One pull of all sources on disk, immutable: canonical tables as Parquet beside a manifest with hashes.
//!
//! A snapshot is one folder that other tools read as it stands:
//!
//! | file | what it holds |
//! |---|---|
//! | `<table>.parquet` | the rows of one canonical table, if it has any; columns as [`schema`] says |
//! | `set-aside.csv` | every row and cell that could not be used, with its reason |
//! | `manifest.json` | format, tool, tables with rows and digests, receipts: a [`Manifest`] |
//! | `SHA256SUMS` | a hash a file, for [`verify`] and for `sha256sum -c SHA256SUMS` |
//!
//! A [`Writer`] works in a hidden folder beside the final place and renames it whole, so a killed run leaves no half snapshot.
//! Nothing vanishes: a snapshot whose receipts do not add up to its rows is not finished.

mod cells;
mod columns;
mod digest;
mod error;
mod hashed_file;
mod manifest;
mod part;
#[cfg(test)]
mod sample;
mod set_aside;
mod snapshot;
mod sums;
mod table_file;
mod verify;
mod writer;

pub use columns::{minor_name, schema, words_name};
pub use digest::Digest;
pub use error::Error;
pub use manifest::{About, FORMAT, Manifest, SetAsideFile, TableFile};
pub use snapshot::Snapshot;
pub use table_file::write_table;
pub use verify::{Fault, verify};
pub use writer::Writer;
