//! What the estate runs, release by release.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Assets that run one release, of one verdict and one end of support. An asset stands in one row, by the worst of what is judged of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Release {
    /// The product of the catalogue; null where none was recognised.
    pub product: Option<String>,
    /// What a reader calls it: `PostgreSQL 14`; as the records name it, where no product was recognised.
    pub name: String,
    /// The verdict.
    pub verdict: String,
    /// The day its support ended or ends, where it is known to the day.
    pub ends_on: Option<String>,
    /// How many assets.
    pub assets: u64,
    /// Run cost of the period that landed on them.
    pub pence: i64,
}
