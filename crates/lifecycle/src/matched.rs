//! How a record's words were read: outcome, release, and the words that prove it.

use crate::Grade;
use estate::Facet;
use serde::Serialize;
use std::fmt;

/// How the words were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// One product, one listed release.
    Matched,
    /// One product, and a version older than what is listed of its line.
    OlderThanOldest,
    /// One product, and a version newer than everything listed.
    NewerThanNewest,
    /// One product; its version is absent, unusable or fits several releases.
    ProductOnly,
    /// A maker and nothing more.
    VendorOnly,
    /// Two or more products, or fields that contradict each other.
    Ambiguous,
    /// A part of a product, a patch for it, a service about it.
    Denied,
    /// Nothing known.
    NotFound,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Outcome; 8] = [
        Outcome::Matched,
        Outcome::OlderThanOldest,
        Outcome::NewerThanNewest,
        Outcome::ProductOnly,
        Outcome::VendorOnly,
        Outcome::Ambiguous,
        Outcome::Denied,
        Outcome::NotFound,
    ];

    /// The word it is spelled with.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Matched => "matched",
            Outcome::OlderThanOldest => "older-than-oldest",
            Outcome::NewerThanNewest => "newer-than-newest",
            Outcome::ProductOnly => "product-only",
            Outcome::VendorOnly => "vendor-only",
            Outcome::Ambiguous => "ambiguous",
            Outcome::Denied => "denied",
            Outcome::NotFound => "not-found",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.word())
    }
}

/// Words of the record, and what they proved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The field they stand in; `raw` for a single string.
    pub field: String,
    /// Their bytes in that field, the last excluded.
    pub span: [usize; 2],
    /// The words.
    pub text: String,
    /// `product`, `cycle`, `candidate windows 10-22h2`, `part of mssqlserver` …
    pub proves: String,
}

/// Releases of a product that the words may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The product.
    pub product: String,
    /// Its releases that remain possible.
    pub cycles: Vec<String>,
    /// Did something in the words narrow them? Where not, these are all releases listed.
    pub by_version: bool,
}

/// How a record's words were read. As JSON: `raw`, `outcome`, `product`, `cycle`, `grade`, `rule`, `evidence`, always all seven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Match {
    /// The words, as given.
    pub raw: String,
    /// How they were read.
    pub outcome: Outcome,
    /// The product.
    pub product: Option<String>,
    /// The release.
    pub cycle: Option<String>,
    /// How sure; none where nothing was recognised.
    pub grade: Option<Grade>,
    /// Which rule read them: `mssqlserver.year-sp`. Ids are stable.
    pub rule: String,
    /// The words that prove it.
    pub evidence: Vec<Proof>,
    /// What of an asset they are about.
    #[serde(skip)]
    pub facet: Facet,
    /// What they may mean, where that is not one release.
    #[serde(skip)]
    pub candidates: Vec<Candidate>,
    /// The release that bounds the end of an older one.
    #[serde(skip)]
    pub bound: Option<String>,
}

impl Match {
    /// What is said of a line that cannot be read as text or JSON.
    pub fn unreadable(raw: &str) -> Match {
        Match::of(raw, Outcome::NotFound, "input.unreadable", Facet::Product)
    }

    pub(crate) fn of(raw: &str, outcome: Outcome, rule: impl Into<String>, facet: Facet) -> Match {
        Match {
            raw: raw.to_owned(),
            outcome,
            product: None,
            cycle: None,
            grade: None,
            rule: rule.into(),
            evidence: Vec::new(),
            facet,
            candidates: Vec::new(),
            bound: None,
        }
    }
}
