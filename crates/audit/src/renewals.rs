//! Decision dates of a contract (rule R34).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The column of a contract's stated end, as sentences of [`Renewal::why`] name it.
pub const ENDS_ON: &str = estate::tables::Contract::ends_on;

/// The column of a contract's start, as they name it.
pub const STARTS_ON: &str = estate::tables::Contract::starts_on;

/// An interval that a field lies in, where it is not known exactly.
pub type Between = (String, String);

/// When a contract ends and when one must act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Renewal {
    /// The contract, by the id the source gave it.
    pub contract: String,
    /// Who pays.
    pub organisation: String,
    /// Who is paid.
    pub supplier: String,
    /// Their name, where the records list it.
    pub supplier_name: Option<String>,
    /// What it is about.
    pub title: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Is there a decision to take on it? None on what is not clearly ICT, on a ceiling that others call off from, on the total of other
    /// contracts and on a purchase made once.
    pub has_decision: bool,
    /// in-force, rolled, expired, open-ended, not-yet-started, stopped or unknown.
    pub state: String,
    /// automatic, express, none or unknown.
    pub renewal: String,
    /// End of the term in force.
    pub current_end: Option<String>,
    /// Day by which notice must be given.
    pub notice_on: Option<String>,
    /// Day by which to decide: notice less lead time.
    pub decide_by: Option<String>,
    /// Last working day on which one can act on that.
    pub act_on: Option<String>,
    /// Day to start buying a replacement.
    pub start_procuring_by: Option<String>,
    /// How often it has rolled.
    pub rolls: Option<u32>,
    /// End of the next term, where notice is too late.
    pub committed_to: Option<String>,
    /// The first end that can still be reached.
    pub next_exit: Option<String>,
    /// Price of the next term, locked in if notice is missed; 0 if nothing rolls.
    pub locked_in_pence: Option<i64>,
    /// A year of it, in pence, where the price is known.
    pub annual_pence: Option<i64>,
    /// Columns that a null needs.
    pub unknown: Vec<String>,
    /// Field → interval, where a fact is known only in part.
    pub between: BTreeMap<String, Between>,
    /// One line a date: how it was worked out.
    pub why: Vec<String>,
}
