//! The layers of the catalogue, and what a later one changes in an earlier one.

use crate::Milestone;
use estate::Date;
use serde::Serialize;
use std::fmt;

/// Where a statement of the catalogue comes from. A later layer wins over an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layer {
    /// What ships with the product.
    BuiltIn,
    /// What was fetched since: the open catalogue, statements of makers.
    Refreshed,
    /// What the organisation says itself.
    Own,
}

impl Layer {
    /// The word it is spelled with.
    pub fn word(self) -> &'static str {
        match self {
            Layer::BuiltIn => "built-in",
            Layer::Refreshed => "refreshed",
            Layer::Own => "own",
        }
    }
}

impl fmt::Display for Layer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.word())
    }
}

/// A file of a layer: a product's TOML, the open catalogue's JSON, or OpenEoX statements. Which of them is told from its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LayerFile<'a> {
    /// Its layer.
    pub layer: Layer,
    /// Its name, for messages.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// What a layer holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerSummary {
    /// Which.
    pub layer: Layer,
    /// Its files.
    pub files: usize,
    /// Products that it says something about.
    pub products: usize,
    /// Releases that it says something about.
    pub releases: usize,
    /// The newest day on which something in it was read; none where it dates nothing.
    pub read_on: Option<Date>,
    /// The day on which the open catalogue was made that it takes dates from; none where it takes none.
    pub list_made_on: Option<Date>,
}

/// Two sources date one milestone differently: the one is used, the other is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The product.
    pub product: String,
    /// The release.
    pub cycle: String,
    /// The milestone's key: `eol`.
    pub milestone: &'static str,
    /// What is used.
    pub used: Milestone,
    /// What is not.
    pub other: Milestone,
    /// Why an earlier layer was kept against a later one, where it was.
    pub pinned: Option<String>,
}

/// What a list said and a newer one of the same layer no longer says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dropped {
    /// The product.
    pub product: String,
    /// The release.
    pub cycle: String,
    /// The milestone's key.
    pub milestone: &'static str,
    /// What was said of it.
    pub said: String,
}

/// Something in a fetched file that cannot be used, and is not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unused {
    /// The file.
    pub file: String,
    /// Where in it: product, release, key.
    pub place: String,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for Unused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}, {}: {}", self.file, self.place, self.what)
    }
}
