//! What would stop being spent if something were retired.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stated set of assets to retire, and what that would stop. Figures of two sets overlap and are never added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Avoidable {
    /// The assets of the set.
    pub retired: Vec<String>,
    /// Assets that only those use, and that would go with them.
    pub goes_with_them: Vec<String>,
    /// Run cost that would stop, in a year of the period's money.
    pub pence: i64,
    /// Run cost that lands on the set, or is carried through it.
    pub carried_pence: i64,
    /// The rest of that: shared with others, and still to be paid.
    pub stranded_pence: i64,
    /// When it would stop: at once, then by the day on which each contract can be left.
    pub falls: Vec<Falls>,
    /// Its part under contracts whose day to leave is not known.
    pub undated_pence: i64,
}

/// A part of an avoidable cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Falls {
    /// The first day on which the contracts can be left; null where none binds.
    pub on: Option<String>,
    /// What would stop then, a year.
    pub pence: i64,
}
