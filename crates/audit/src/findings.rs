//! Something a reader should act on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A fact about the estate that somebody should act on. Amounts of findings overlap and are never added up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Which finding: `renews-on-legacy`.
    pub code: String,
    /// For whom: cio, procurement, it.
    pub reader: String,
    /// The asset, contract, payment or supplier it is about, by id.
    pub subject: String,
    /// The body.
    pub organisation: Option<String>,
    /// Who answers for the subject.
    pub owner: Option<String>,
    /// What `amount_means` says.
    pub amount_pence: Option<i64>,
    /// What the amount is.
    pub amount_means: String,
    /// The last day to act.
    pub due_on: Option<String>,
    /// What it says, in one sentence.
    pub message: String,
    /// The records it rests on, `table:id`.
    pub evidence: Vec<String>,
    /// What of it somebody has accepted, and until when. It moves no verdict and no pound.
    #[serde(default)]
    pub waived: Vec<Waived>,
}

/// A risk that somebody has accepted until a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Waived {
    /// The asset.
    pub asset: String,
    /// Who accepted it.
    pub approved_by: String,
    /// Why.
    pub reason: String,
    /// Last day on which it holds.
    pub until: String,
    /// Is that day over?
    pub expired: bool,
}
