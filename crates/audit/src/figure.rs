//! A number with an id, a definition and the cost lines it is made of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A number that a page may print. Exactly one of `pence`, `ratio` and `count` is its kind; it is null where the number cannot be
/// estimated, and then `note` says why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// Words with underscores: `run_cost`.
    pub id: String,
    /// For the reader: `Run cost`.
    pub label: String,
    /// What it includes and what it does not.
    pub definition: String,
    /// Which of the three numbers it is.
    pub value: Value,
    /// Whole pence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pence: Option<i64>,
    /// The least it may be, where it is an estimate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low_pence: Option<i64>,
    /// The most it may be, where it is an estimate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high_pence: Option<i64>,
    /// Between 0 and 1, six decimals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ratio: Option<f64>,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Why it cannot be estimated, or what to know before quoting it.
    pub note: Option<String>,
    /// Its pence by what they rest on.
    pub evidence: BTreeMap<String, i64>,
    /// The cost lines it is made of; null for a number that is not a sum of cost lines.
    pub lines: Option<Lines>,
}

/// What kind of number a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// Whole pence.
    Pence,
    /// A share between 0 and 1.
    Ratio,
    /// A number of things.
    Count,
}

/// Cost lines, by the columns that choose them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Lines {
    /// A line belongs if, for every column here, it holds one of the values.
    #[serde(rename = "where")]
    pub filter: BTreeMap<String, Vec<String>>,
    /// How many lines that is.
    pub count: u64,
}
