//! What a policy and an alert ladder look at: a contract, and where the decision on it stands.

use estate::{ContractKind, Date, Renewal};

/// Where the decision on a contract stands on the as-of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// To be taken by this day; of an interval its earliest day, since acting early is safe.
    Due(Date),
    /// This day has passed, and something can still be done.
    Late(Date),
    /// Notice had to be given by this day: the next term is locked in.
    Missed(Date),
    /// No day can be worked out.
    Undated,
    /// There is nothing to decide: it is over, or has no end.
    Nothing,
}

impl Turn {
    /// The day it turns on.
    pub fn day(self) -> Option<Date> {
        match self {
            Turn::Due(day) | Turn::Late(day) | Turn::Missed(day) => Some(day),
            Turn::Undated | Turn::Nothing => None,
        }
    }

    /// The word that policies use.
    pub const fn word(self) -> &'static str {
        match self {
            Turn::Due(_) => "due",
            Turn::Late(_) => "late",
            Turn::Missed(_) => "missed",
            Turn::Undated => "undated",
            Turn::Nothing => "nothing",
        }
    }
}

/// A contract that is watched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// Its id.
    pub contract: String,
    /// What it is for.
    pub kind: Option<ContractKind>,
    /// What happens at the end of a term.
    pub renewal: Renewal,
    /// Where the decision stands.
    pub turn: Turn,
    /// Price of the next term, in pence; `None` if unknown.
    pub locked_in_pence: Option<i64>,
    /// Price of a year, in pence; `None` if unknown.
    pub annual_pence: Option<i64>,
    /// Days between the day to decide and the day by which notice must be given, or the end where there is none.
    pub lead_days: Option<i64>,
    /// Codes of findings about it.
    pub findings: Vec<String>,
}
