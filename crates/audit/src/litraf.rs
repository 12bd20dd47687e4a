//! Risk of systems in the terms of the Legacy IT Risk Assessment Framework (LITRAF), beside their pounds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The risk of one system. Scores come from people; five of the thirteen are proposed from records until somebody answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RiskScore {
    /// The system: a service, or the application at the top.
    pub system: String,
    /// Its name.
    pub name: String,
    /// Who runs it.
    pub organisation: String,
    /// L1 to L7, then C1 to C6.
    pub scores: Vec<Criterion>,
    /// (mean + highest) / 2 of L1 to L7; null while one is missing.
    pub likelihood: Option<Ratio>,
    /// (mean + highest) / 2 of C1 to C6; null while one is missing.
    pub impact: Option<Ratio>,
    /// Likelihood × impact, at most 30; null while a score is missing.
    pub overall: Option<Ratio>,
    /// unscored, red-rated (16 or more), legacy (a likelihood of 3 or more), not-legacy.
    pub status: String,
    /// Is a likelihood 3 or more? Null where none is and one is missing.
    pub is_legacy: Option<bool>,
    /// Scores that rest on records and that nobody has confirmed.
    pub unconfirmed: u64,
    /// Who answered.
    pub assessor: Option<String>,
    /// Day of the answer.
    pub assessed_on: Option<String>,
    /// Is there a plan to remedy it?
    pub has_plan: Option<bool>,
    /// Is that plan paid for?
    pub plan_funded: Option<bool>,
    /// Day by which it is to be remedied.
    pub target_on: Option<String>,
    /// By how much its cost is expected to change, in per cent.
    pub cost_change_percent: Option<String>,
    /// Notes.
    pub notes: Option<String>,
    /// How near the next end of support is, over everything it rests on.
    pub proximity: Proximity,
}

/// One of the thirteen scores.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Criterion {
    /// L1 … L7, C1 … C6.
    pub id: String,
    /// What it asks.
    pub asks: String,
    /// 1 to 6, or 1 to 5; null where neither a person nor the records say.
    pub score: Option<i64>,
    /// assessor, proposed or none.
    pub by: String,
    /// What the records propose, even where a person answered.
    pub proposed: Option<i64>,
    /// Why they propose it, or what would be needed.
    pub evidence: String,
}

/// A fraction, exact and as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ratio {
    /// `671/42`.
    pub exact: String,
    /// Two decimals, halves away from zero: `15.98`. Never compare this.
    pub printed: String,
}

/// How near the next milestone of what a system rests on is: base by days times 2, 3 or 4. Highest and counts are shown, not the
/// sum, which grows with the estate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Proximity {
    /// The highest score of anything whose next milestone is known, 0 to 80.
    pub highest: Option<u32>,
    /// Things with a score above 0.
    pub near: u64,
    /// Things of which every milestone has passed.
    pub all_passed: u64,
    /// Things of which no milestone is known.
    pub no_data: u64,
}
