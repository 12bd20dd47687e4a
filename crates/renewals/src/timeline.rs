//! When a contract ends and when one must act: everything of rule R34.

use crate::columns::Columns;
use crate::facts::{Facts, Word};
use crate::price::{annual, to_pay};
use crate::{Calendar, LeadTimes, readings, why};
use estate::tables::{Contract, Price};
use estate::{Currency, Date, Exact};
use std::collections::BTreeMap;
use std::fmt;

/// What a timeline is judged by.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Today, as far as the audit knows.
    pub as_of: Date,
    /// Working days.
    pub calendar: &'a Calendar,
    /// How long decisions and procurements take.
    pub lead_times: &'a LeadTimes,
    /// The contract's own rows of `prices`, in any order.
    pub prices: &'a [&'a Price],
    /// The audit's currency.
    pub currency: Currency,
    /// What one unit of another currency was worth on a day, in the audit's currency; `None` where no rate is known.
    pub rates: &'a dyn Fn(Currency, Date) -> Option<Exact>,
}

/// Where a contract stands on the as-of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// In its first term.
    InForce,
    /// In a further term, by rolling.
    Rolled,
    /// Past its last day.
    Expired,
    /// In force without an end.
    OpenEnded,
    /// Before its first day.
    NotYetStarted,
    /// Terminated or cancelled: no date runs on.
    Stopped,
    /// The record does not say, or contradicts itself.
    Unknown,
}

impl State {
    /// Every state.
    pub const ALL: &'static [State] = &[
        State::InForce,
        State::Rolled,
        State::Expired,
        State::OpenEnded,
        State::NotYetStarted,
        State::Stopped,
        State::Unknown,
    ];

    /// The word it is spelled with.
    pub const fn word(self) -> &'static str {
        match self {
            State::InForce => "in-force",
            State::Rolled => "rolled",
            State::Expired => "expired",
            State::OpenEnded => "open-ended",
            State::NotYetStarted => "not-yet-started",
            State::Stopped => "stopped",
            State::Unknown => "unknown",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.word())
    }
}

/// When a contract ends and when one must act. A date is `None` where there is none and where it is not known; `unknown` and
/// `why` say which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// Where it stands.
    pub state: State,
    /// End of the term in force; the first term's before it starts, the last term's once it is over.
    pub current_end: Option<Date>,
    /// Day by which notice must be given: on it there is still time if the end is stated, before it if the end is computed.
    pub notice_on: Option<Date>,
    /// Day by which to decide: the notice, or the end where nothing rolls and no notice is stated, less the lead time.
    pub decide_by: Option<Date>,
    /// Last working day up to `decide_by`.
    pub act_on: Option<Date>,
    /// Day to start buying a replacement.
    pub start_procuring_by: Option<Date>,
    /// How often it has rolled.
    pub rolls: Option<u32>,
    /// End of the next term, once notice is too late for the current one.
    pub committed_to: Option<Date>,
    /// The first end that can still be reached.
    pub next_exit: Option<Date>,
    /// Price of the one term after the current end, in pence of the audit's currency; 0 if nothing rolls.
    pub locked_in_pence: Option<i64>,
    /// What a year costs at the price in force on the as-of day, in pence of the audit's currency; 0 for a one-off price.
    pub annual_pence: Option<i64>,
    /// What is still to be paid up to `next_exit` at the price in force on the as-of day, in pence of the audit's currency: what
    /// leaving as soon as possible costs, before any fee. `None` where there is no such day or the price is not known.
    pub to_exit_pence: Option<i64>,
    /// Columns of the contract, in table order: those that a null waits for, unreadable cells that were looked at, and
    /// `indexation` beside a `locked_in_pence` that leaves out an uplift nobody can know.
    pub unknown: Vec<&'static str>,
    /// Where a date lies that is known only in part: its name → earliest and latest day. Act on the earliest.
    pub between: BTreeMap<&'static str, (Date, Date)>,
    /// One plain sentence a date.
    pub why: Vec<String>,
}

/// Everything of rule R34 about one contract.
///
/// A row whose dates contradict each other (rule R3) has no dates and the state `unknown`; it should have been set aside. A
/// terminated or cancelled contract has no dates either, nothing unknown and 0 pounds (rule R26).
///
/// Where the value of a contract is unknown and value bands are set, every lead time that a value could bring is tried: the rule
/// on lead times does not say what to do, and the default would quietly be taken for a known one.
pub fn timeline(contract: &Contract, context: &Context<'_>) -> Timeline {
    if matches!(Word::of(contract), Word::Terminated | Word::Cancelled) {
        let mut stopped = Timeline::without_dates(State::Stopped, Some(0));
        (stopped.locked_in_pence, stopped.annual_pence) = (Some(0), Some(0));
        stopped.why.push(why::stopped(contract));
        return stopped;
    }
    let facts = Facts::of(contract);
    let annual = annual(&facts, context);
    let lead_times = context.lead_times;
    let of_route = lead_times.route(contract.route.as_deref()).and_then(|route| route.lead);
    let lead = facts.lead_time.known().or(of_route).or_else(|| lead_times.by_value(annual.pence));
    let joined = match lead {
        Some(lead) => readings::join(&facts, context, &[lead], Columns::NONE),
        None => readings::join(&facts, context, &lead_times.of_any_value(), annual.unknown),
    };
    let Some(joined) = joined else {
        let mut refused = Timeline::without_dates(State::Unknown, None);
        refused.annual_pence = annual.pence;
        refused.why.push(why::contradicts(contract));
        return refused;
    };
    let [current_end, notice_on, decide_by, act_on, start_procuring_by, committed_to, next_exit] = joined.dates();
    let mut timeline = Timeline {
        state: joined.outcome.state,
        current_end,
        notice_on,
        decide_by,
        act_on,
        start_procuring_by,
        rolls: joined.outcome.rolls,
        committed_to,
        next_exit,
        locked_in_pence: joined.outcome.locked_in,
        annual_pence: annual.pence,
        to_exit_pence: next_exit.and_then(|exit| to_pay(&facts, context, exit)),
        unknown: joined.outcome.unknown.names(),
        between: joined.intervals().collect(),
        why: Vec::new(),
    };
    timeline.why = why::explain(&facts, context, &timeline, lead);
    timeline
}

impl Timeline {
    fn without_dates(state: State, pence: Option<i64>) -> Timeline {
        Timeline {
            state,
            current_end: None,
            notice_on: None,
            decide_by: None,
            act_on: None,
            start_procuring_by: None,
            rolls: None,
            committed_to: None,
            next_exit: None,
            locked_in_pence: pence,
            annual_pence: pence,
            to_exit_pence: pence,
            unknown: Vec::new(),
            between: BTreeMap::new(),
            why: Vec::new(),
        }
    }
}
