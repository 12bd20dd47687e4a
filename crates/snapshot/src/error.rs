//! What can stop a snapshot from being written or read, and who can put it right.

use crate::manifest::FORMAT;
use estate::Table;
use std::io;
use std::path::{Path, PathBuf};

/// Why a snapshot cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file system refused. For whoever runs the machine.
    #[error("cannot {doing} {}: {source}. hint: check that the folder exists, may be written and has room", path.display())]
    Io {
        /// What was tried.
        doing: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A finished snapshot, or something else, is already there. For the operator.
    #[error("{} is already there. hint: a snapshot is never overwritten; choose another name, or remove it first", path.display())]
    Exists {
        /// The place that is taken.
        path: PathBuf,
    },
    /// Another run is writing the same snapshot. For the operator.
    #[error(
        "another run is writing this snapshot in {}. hint: wait for it to end; if none is running, remove that folder",
        path.display()
    )]
    Busy {
        /// The other run's unfinished folder.
        path: PathBuf,
    },
    /// The name would not be one plain folder. For the operator.
    #[error(
        "`{name}` cannot name a snapshot. hint: use letters, digits, `-`, `_` and `.`, and begin with a letter or digit"
    )]
    Name {
        /// The name that was asked for.
        name: String,
    },
    /// A row does not fit its table: a fault of the connector that made it.
    #[error(
        "a row for {table} does not fit: {problem}. hint: this is a fault in the connector that gave it; please report it"
    )]
    Row {
        /// The table.
        table: Table,
        /// What does not fit.
        problem: String,
    },
    /// Receipts and rows disagree: a fault of the connector that gave them. Nothing was written.
    #[error(
        "the receipts do not add up, so nothing was kept: {}. hint: this is a fault in the connector that gave them; \
         please report it",
        problems.join("; ")
    )]
    DoesNotAddUp {
        /// Each disagreement, with source, table and numbers.
        problems: Vec<String>,
    },
    /// The folder is no snapshot, or a damaged one. For the operator.
    #[error(
        "{} is not a readable snapshot: {problem}. hint: give the folder that holds manifest.json; if it was changed after \
         the pull, read the sources again",
        path.display()
    )]
    NotASnapshot {
        /// The folder.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// A later oldiron wrote it. For the operator.
    #[error("{} has the format `{format}`, and this oldiron reads `{FORMAT}`. hint: read it with a later oldiron", path.display())]
    OtherFormat {
        /// The folder.
        path: PathBuf,
        /// Its format.
        format: String,
    },
    /// A table or list inside a snapshot cannot be read. For the operator.
    #[error("{} cannot be read: {problem}. hint: `oldiron snapshot verify` says what was changed; then read the sources again with `oldiron audit`", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// A column was asked for that the table does not have: a fault in oldiron.
    #[error("{table} has no column `{name}`. hint: this is a fault in oldiron; please report it")]
    UnknownColumn {
        /// The table.
        table: Table,
        /// The name that was asked for.
        name: String,
    },
}

impl Error {
    /// For `map_err`: the file system refused `doing` to `path`.
    pub(crate) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
        move |source| Error::Io { doing, path: path.to_owned(), source }
    }

    /// For `map_err`: the Parquet writer could not write `path`.
    pub(crate) fn unwritable<E: Into<io::Error>>(path: &Path) -> impl FnOnce(E) -> Error {
        move |source| Error::Io { doing: "write", path: path.to_owned(), source: source.into() }
    }

    /// For `map_err`: `path` cannot be read.
    pub(crate) fn damaged<E: std::fmt::Display>(path: &Path) -> impl FnOnce(E) -> Error {
        move |problem| Error::Damaged { path: path.to_owned(), problem: problem.to_string() }
    }
}
