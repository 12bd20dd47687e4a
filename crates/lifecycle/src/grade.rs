//! How sure a reading or a date is.

use serde::Serialize;
use std::fmt;

/// How sure. The worse of two is the greater.
///
/// A reading: A several fields agree; B one unambiguous reading; C inferred (a line, a bound, fields that differ); D guessed.
/// A date: A known to the day from the vendor or the open catalogue; B a statement without a day, or an independent source that
/// quotes the vendor; C a bound, a month or a year, or stale; D proposed or weak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Grade {
    /// Certain.
    A,
    /// Sure.
    B,
    /// Probable.
    C,
    /// Guessed: never a verdict.
    D,
}

impl fmt::Display for Grade {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Grade::A => "A",
            Grade::B => "B",
            Grade::C => "C",
            Grade::D => "D",
        })
    }
}
