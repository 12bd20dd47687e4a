//! What was found out about a file, and how sure that is.

use std::fmt;

/// How sure something is that was detected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sure {
    /// The mapping says so.
    Declared,
    /// Nothing else fits what the file holds.
    Certain,
    /// Something else would fit, and much worse.
    Likely,
    /// Nothing speaks against it, and not much for it.
    Unsure,
}

impl Sure {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Sure::Declared => "declared",
            Sure::Certain => "certain",
            Sure::Likely => "likely",
            Sure::Unsure => "unsure",
        }
    }
}

/// One thing that was found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Detected {
    /// What it is about: `encoding`.
    pub(crate) what: &'static str,
    /// What was found: `UTF-8`.
    pub(crate) found: String,
    pub(crate) sure: Sure,
    /// What speaks for it; empty, where that goes without saying.
    pub(crate) why: String,
}

impl fmt::Display for Detected {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {} ({}", self.what, self.found, self.sure.word())?;
        if !self.why.is_empty() {
            write!(out, ": {}", self.why)?;
        }
        out.write_str(")")
    }
}

/// All that was found out about a file, as one sentence.
pub(crate) fn sentence(told: &[Detected]) -> String {
    let told: Vec<String> = told.iter().map(ToString::to_string).collect();
    format!("detected: {}", told.join("; "))
}
