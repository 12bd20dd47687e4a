//! What legacy costs above supported systems of the same kind.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A legacy system beside supported ones of its tower and unit of measure. Amounts a unit are rounded for the eye; the premium is not made
/// from them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Premium {
    /// The system.
    pub system: String,
    /// TBM tower that it was compared in.
    pub tower: String,
    /// What is counted: users, seats.
    pub unit: String,
    /// How many of it.
    pub units: String,
    /// Maintenance, support and labour of this system a unit, in pence.
    pub unit_pence: i64,
    /// The median of its peers, in pence.
    pub median_pence: i64,
    /// Supported systems it was compared with: five at least.
    pub peers: u64,
    /// (Its cost a unit − the median) × its units.
    pub pence: i64,
    /// The same against the upper end of the interval of the median.
    pub low_pence: i64,
    /// The same against its lower end.
    pub high_pence: i64,
}
