//! Why a catalogue could not be read. Whoever keeps the file named can put it right.

/// Why the catalogue, its words or the legacy rules could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The file is not TOML, or a key in it is unknown, missing or of another type. The message names the key.
    #[error("{file}, line {line}: {message}. hint: compare it with another file of config/catalogue")]
    Unreadable {
        /// The file.
        file: String,
        /// The line, counted from 1; 0 where it is not known.
        line: usize,
        /// What is wrong, with the key.
        message: String,
    },
    /// The file is not the JSON that it should be. The message names the key.
    #[error(
        "{file}, line {line}: {message}. hint: fetch it again; endoflife.date's API version 1 and OpenEoX statements can be read"
    )]
    NotJson {
        /// The file.
        file: String,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong, with the key.
        message: String,
    },
    /// A key can be read and makes no sense.
    #[error("{file}, key `{key}`: {what}. hint: {hint}")]
    Wrong {
        /// The file.
        file: String,
        /// The key.
        key: String,
        /// What is wrong.
        what: String,
        /// What to write instead.
        hint: &'static str,
    },
    /// Two files claim the same id or the same alias.
    #[error("{file} and {other} both claim {what}. hint: {hint}")]
    Twice {
        /// One file.
        file: String,
        /// The other file.
        other: String,
        /// What both claim.
        what: String,
        /// What to do about it.
        hint: &'static str,
    },
    /// The words of the catalogue do not fit one automaton.
    #[error(
        "the words of the catalogue cannot be searched for together: {0}. hint: the catalogue is too large; report it"
    )]
    Words(String),
}

impl Error {
    /// From what the TOML reader says about `text`.
    pub(crate) fn toml(file: &str, text: &str, error: &toml::de::Error) -> Error {
        let line =
            error.span().and_then(|span| text.get(..span.start)).map_or(0, |before| before.matches('\n').count() + 1);
        Error::Unreadable { file: file.to_owned(), line, message: error.message().replace('\n', "; ") }
    }

    /// From what the JSON reader says.
    pub(crate) fn json(file: &str, error: &serde_json::Error) -> Error {
        Error::NotJson { file: file.to_owned(), line: error.line(), message: error.to_string() }
    }

    pub(crate) fn wrong(file: &str, key: impl Into<String>, what: impl Into<String>, hint: &'static str) -> Error {
        Error::Wrong { file: file.to_owned(), key: key.into(), what: what.into(), hint }
    }
}
