//! Why settings are of no use, and where to put it right.

use std::io;

/// Why settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file that is named and not there, or may not be read.
    #[error("{file} cannot be read: {problem}. hint: check the path, or write settings with `oldiron init`")]
    Unreadable {
        /// The file.
        file: String,
        /// What the system says.
        problem: io::Error,
    },
    /// A setting in a file.
    #[error("{file}, line {line}, {key}: {problem}")]
    Setting {
        /// The file.
        file: String,
        /// The line of the key.
        line: usize,
        /// The key, from the top of the file and in quotes: `source[0].name`; `the file` where it is no TOML.
        key: String,
        /// What is wrong with it, and a hint.
        problem: String,
    },
    /// A setting in the environment.
    #[error("{variable} in the environment: {problem}")]
    Environment {
        /// The variable.
        variable: String,
        /// What is wrong with it, and a hint.
        problem: String,
    },
    /// Rules or figures that ship with the program, or that a setting names.
    #[error("{0}")]
    Rules(String),
}
