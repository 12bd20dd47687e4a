//! What the next years cost if nothing is done.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How many years are looked ahead.
pub const YEARS_AHEAD: usize = 5;

/// The cost of doing nothing over the next years, a path a system. The paths of all systems and of what reaches none add up to the whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DoNothing {
    /// The years, each from the day after the audit date or its anniversary.
    pub years: Vec<YearAhead>,
    /// The whole, a range a year.
    pub whole: Vec<Range>,
    /// A path a system, dearest in the last year first; null is what reaches none.
    pub systems: Vec<SystemPath>,
    /// The steps by rule, over all systems.
    pub steps: Vec<StepAhead>,
}

/// A year ahead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct YearAhead {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

/// Between the least and the most, in pence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Range {
    /// The least.
    pub low: i64,
    /// The most.
    pub high: i64,
}

/// One system's path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SystemPath {
    /// The service, or the application at the top; null for what reaches none.
    pub system: Option<String>,
    /// A range a year.
    pub years: Vec<Range>,
    /// What they are made of, by rule; the steps add up to the years.
    pub steps: Vec<StepAhead>,
}

/// A part of a path that one rule makes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StepAhead {
    /// The rule, in words.
    pub rule: String,
    /// Run cost of this period that it starts from.
    pub base_pence: i64,
    /// A range a year.
    pub years: Vec<Range>,
}
