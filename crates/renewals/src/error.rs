//! What can be wrong with the text of a holiday table or of lead times.

/// A settings file that cannot be used. Whoever keeps the file can put it right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// One place of one file.
    #[error("{file}, line {line}: {problem}. hint: {hint}")]
    File {
        /// The file, as the caller named it.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong there, with its key.
        problem: String,
        /// What would put it right.
        hint: String,
    },
    /// No file holds the holidays asked for.
    #[error(
        "no holiday table for `{division}`. hint: use one of {known}, or add a file with `division = \"{division}\"`"
    )]
    NoDivision {
        /// What was asked for.
        division: String,
        /// The divisions that the files hold.
        known: String,
    },
    /// Working days between two years cannot be counted through a year that no file lists.
    #[error(
        "the holiday tables for `{division}` leave out {year}. hint: add that year, or take the years beyond it away"
    )]
    YearMissing {
        /// The division.
        division: String,
        /// The year.
        year: i16,
    },
}

/// What the TOML reader says, with its line.
pub(crate) fn unreadable(file: &str, text: &str, error: &toml::de::Error) -> Error {
    let line = error.span().map_or(1, |span| text.get(..span.start).map_or(1, line_after));
    Error::File {
        file: file.to_owned(),
        line,
        problem: error.message().trim().replace('\n', " "),
        hint: "compare it with the file of the same name that ships with the program".to_owned(),
    }
}

/// A value that reads as TOML and means nothing here. `words` are looked up to name the line they stand on.
pub(crate) fn wrong(file: &str, text: &str, words: &str, problem: String, hint: &str) -> Error {
    let line = text.find(words).and_then(|at| text.get(..at)).map_or(1, line_after);
    Error::File { file: file.to_owned(), line, problem, hint: hint.to_owned() }
}

fn line_after(before: &str) -> usize {
    before.matches('\n').count() + 1
}
