//! On which days is a contract in force, and in which term does a day lie? What the ledger asks (rules L1, L12, L13).

use crate::days::{day_after, days_in, is_never};
use crate::ends::{End, First, Next, Place, Terms, first_end};
use crate::facts::{Cell, Facts, Word};
use estate::tables::Contract;
use estate::{Date, Length, Renewal, Term, When, add_months};

/// First and last day in force (rule L1), or why the end is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForce {
    /// First day; `None` where the record gives none, which counts as always.
    pub from: Option<Date>,
    /// Last day.
    pub to: LastDay,
}

/// The last day in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastDay {
    /// This one.
    On(Date),
    /// There is none: it is open-ended, or rolls without a furthest day.
    Open,
    /// None can be worked out. The ledger counts such a contract as open (rule L1) and says so.
    Unknown,
    /// Draft or cancelled: never in force.
    Never,
}

impl InForce {
    /// Is the contract in force on `day`? Where its end is not known, yes (rule L1: no last day is an open one).
    pub fn on(&self, day: Date) -> bool {
        let ended = match self.to {
            LastDay::On(last) => last < day,
            LastDay::Open | LastDay::Unknown => false,
            LastDay::Never => true,
        };
        !ended && self.from.is_none_or(|from| from <= day)
    }
}

/// On which days a contract is in force. Only `automatic` carries on past its end, to `max_extent_on` if that is stated;
/// express, none, unknown and empty do not. A terminated contract ends with its first term, and one without an end at a day
/// nobody knows.
///
/// Of dates known in part, the earliest start and the latest end are taken: the ledger needs one answer, and money that may be
/// owed is better shown than dropped.
pub fn in_force(contract: &Contract) -> InForce {
    let from = contract.starts_on.span().map(|span| span.earliest);
    InForce { from, to: last_day(contract) }
}

fn last_day(contract: &Contract) -> LastDay {
    let word = Word::of(contract);
    if matches!(word, Word::Draft | Word::Cancelled) {
        return LastDay::Never;
    }
    let latest = |when: &When| when.span().map(|span| span.latest);
    let furthest = latest(&contract.max_extent_on).filter(|day| !is_never(*day));
    let to_furthest = furthest.map_or(LastDay::Open, LastDay::On);
    let initial_term = Cell::read(contract.initial_term.as_deref(), Term::parse).known();
    let first = first_end(latest(&contract.starts_on), latest(&contract.ends_on), initial_term);
    // No term ends after the furthest day (rule R3), so of an end known in part the days after it are none that it may be.
    let within = |end: End| LastDay::On(furthest.map_or(end.last_day(), |furthest| end.last_day().min(furthest)));
    match first {
        First::At(end) if word == Word::Terminated => within(end),
        First::Endless | First::Unknown if word == Word::Terminated => LastDay::Unknown,
        First::Endless => to_furthest,
        First::Unknown if contract.renewal == Some(Renewal::Automatic) => to_furthest,
        First::Unknown => LastDay::Unknown,
        First::At(end) if contract.renewal != Some(Renewal::Automatic) => within(end),
        First::At(end) => {
            let Some(furthest) = furthest else { return LastDay::Open };
            let terms = Terms::of(end, Facts::of(contract).next(), Some(furthest));
            terms.last().and_then(|last| terms.end(last)).map_or(LastDay::On(furthest), within)
        }
    }
}

/// A term of a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermDays {
    /// First day; `None` for a first term whose start is not known.
    pub from: Option<Date>,
    /// Last day; `None` for a term without an end.
    pub to: Option<Date>,
    /// 0 for the first term, 1 for the one after it.
    pub index: u32,
}

impl TermDays {
    /// How many days it has, where both ends are known.
    pub fn days(&self) -> Option<i64> {
        self.from.zip(self.to).map(|(from, to)| days_in(from, to))
    }
}

/// The term that holds `day`. `None` if the contract is not in force on it, if a date it needs is known only in part, or if it has
/// rolled for a length nobody states.
pub fn term_on(contract: &Contract, day: Date) -> Option<TermDays> {
    let word = Word::of(contract);
    let part = |when: &When| matches!(when, When::Part(..));
    if matches!(word, Word::Draft | Word::Cancelled)
        || part(&contract.starts_on)
        || part(&contract.ends_on)
        || part(&contract.max_extent_on)
    {
        return None;
    }
    let facts = Facts::of(contract);
    let from = contract.starts_on.day();
    if from.is_some_and(|from| day < from) {
        return None;
    }
    let furthest = contract.max_extent_on.day().filter(|day| !is_never(*day));
    let rolls = contract.renewal == Some(Renewal::Automatic) && word != Word::Terminated;
    let terms = match (first_end(from, contract.ends_on.day(), facts.initial_term.known()), furthest) {
        (First::At(end), _) if rolls => Terms::of(end, facts.next(), furthest),
        (First::At(end), _) => Terms::of(end, Next::Nothing, None),
        (First::Endless, _) if word == Word::Terminated => return None,
        (First::Endless, Some(day)) => Terms::of(End { day, stated: true }, Next::Nothing, None),
        (First::Endless, None) => return Some(TermDays { from, to: None, index: 0 }),
        (First::Unknown, _) => return None,
    };
    let after = |index: u32| terms.end(index).map(End::first_day_after);
    match terms.place(day) {
        Place::In(index) => {
            let from = index.checked_sub(1).map_or(from, after);
            Some(TermDays { from, to: terms.end(index).map(End::last_day), index })
        }
        Place::Endless => Some(TermDays { from: after(0), to: None, index: 1 }),
        Place::Over(_) | Place::OverAt(_) | Place::Somewhere => None,
    }
}

/// How long the first term is, for prices a term: `initial_term` as stated, else counted from `starts_on` to `ends_on`: whole
/// months if the end is the day before as many months from the start, else days, both ends counted. `None` for an open-ended
/// term and where a day is not known.
pub fn initial_length(contract: &Contract) -> Option<Length> {
    match Cell::read(contract.initial_term.as_deref(), Term::parse) {
        Cell::Known(Term::Of(length)) => return Some(length),
        Cell::Known(Term::OpenEnded) if contract.ends_on.day().is_none() => return None,
        Cell::Known(Term::OpenEnded) | Cell::Empty | Cell::Unreadable => {}
    }
    let (starts, ends) = (contract.starts_on.day()?, contract.ends_on.day()?);
    if ends < starts || is_never(ends) {
        return None;
    }
    let first_day_after = day_after(ends);
    let months =
        i64::from(first_day_after.year() - starts.year()) * 12 + i64::from(first_day_after.month() - starts.month());
    if months > 0 && add_months(starts, months) == first_day_after {
        return u32::try_from(months).ok().map(Length::Months);
    }
    u32::try_from(days_in(starts, ends)).ok().map(Length::Days)
}
