//! Why reading cannot go on. Each says which file, and what would put it right.

use crate::mapping::MappingError;
use std::io;

/// Why a folder or its files cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The operating system refuses.
    #[error("{file} cannot be read: {problem}. hint: check that it is there and that this account may read it")]
    Unreadable {
        /// The file or folder.
        file: String,
        /// What the system says.
        problem: io::Error,
    },
    /// A folder without any table.
    #[error(
        "{folder} holds none of the files looked for: {looked_for}. hint: name a file after its table, or map your files in a settings file (`oldiron init`)"
    )]
    NoTables {
        /// The folder.
        folder: String,
        /// The names, separated by commas.
        looked_for: String,
    },
    /// Two files of one table in a folder, where names differ in case.
    #[error("{folder} holds {first} and {second}, and both are {table}. hint: keep one, or put the rows of both in it")]
    TwoFiles {
        /// The folder.
        folder: String,
        /// One file.
        first: String,
        /// The other.
        second: String,
        /// The table of both.
        table: String,
    },
    /// A pattern of a mapping that finds no file.
    #[error("no file matches {pattern} in {folder}. hint: paths start at the folder of the settings file")]
    NoMatch {
        /// The pattern.
        pattern: String,
        /// Where it was looked for.
        folder: String,
    },
    /// A file without rows never reads as success.
    #[error(
        "{file} reads as zero rows: {found}. hint: export it again, or take it away if there is nothing of its kind"
    )]
    ZeroRows {
        /// The file.
        file: String,
        /// What it holds instead.
        found: &'static str,
    },
    /// Not UTF-8.
    #[error("{file} is not UTF-8: {found}. hint: save it as CSV UTF-8")]
    Encoding {
        /// The file.
        file: String,
        /// What gives it away.
        found: String,
    },
    /// A quote that opens and never closes swallows every row after it.
    #[error(
        "{file}, line {line}: a quote opens here and never closes, so every later row would be one cell. hint: close it, or double a quote that is part of the text"
    )]
    OpenQuote {
        /// The file.
        file: String,
        /// The line of the opening quote.
        line: u64,
    },
    /// What a file does not tell and its mapping does not say.
    #[error("{file}{}: {problem}. hint: {hint}", if column.is_empty() { String::new() } else { format!(", column {column}") })]
    Undecided {
        /// The file.
        file: String,
        /// The column by the file's own name; empty, where it is about the whole file.
        column: String,
        /// What it does not tell.
        problem: String,
        /// The setting that decides.
        hint: String,
    },
    /// More than is ever held in memory.
    #[error("{file}, line {line}: {problem}. hint: no table is so large; export it again")]
    TooLarge {
        /// The file.
        file: String,
        /// The line that it begins on.
        line: u64,
        /// What is too large.
        problem: String,
    },
    /// A header that does not fit.
    #[error("{file}, header: {problem}. hint: {hint}")]
    Header {
        /// The file.
        file: String,
        /// The column at fault.
        column: String,
        /// What is wrong with it.
        problem: String,
        /// What would put it right.
        hint: String,
    },
    /// A mapping that contradicts the tables.
    #[error(transparent)]
    Mapping(#[from] MappingError),
    /// The receiver of the rows refuses.
    #[error("a row cannot be kept: {0}")]
    Keep(String),
}

impl Error {
    /// The file or folder at fault, where there is one.
    pub fn file(&self) -> Option<&str> {
        match self {
            Error::Unreadable { file, .. }
            | Error::ZeroRows { file, .. }
            | Error::Encoding { file, .. }
            | Error::OpenQuote { file, .. }
            | Error::Undecided { file, .. }
            | Error::TooLarge { file, .. }
            | Error::Header { file, .. } => Some(file),
            Error::NoTables { folder, .. } | Error::TwoFiles { folder, .. } | Error::NoMatch { folder, .. } => {
                Some(folder)
            }
            Error::Mapping(_) | Error::Keep(_) => None,
        }
    }
}
