//! Everything a contract may mean, worked out and joined: a renewal nobody knows, dates known in part, a value band nobody can
//! choose (rules R11, R23, R25).
//!
//! The one date that decides where the first term ends is tried day by day, because a later end can mean fewer rolls and so an
//! earlier current end. The two others are tried at their outermost days only: with the first end fixed, every result moves in
//! one direction with `max_extent_on`, and so it does with `starts_on` beside a stated end. Their outermost days are therefore
//! equal exactly if all days are, and they bound whatever lies between. Every pair of days is tried where that is not enough: the
//! start and the furthest day of a contract without an end, which bound each other; and the first end and the furthest day of one
//! that may roll, if the outermost days alone do not show that the first end matters.

use crate::Context;
use crate::columns::Columns;
use crate::days::{day_after, is_never};
use crate::ends::{First, first_end};
use crate::facts::Facts;
use crate::reading::{Dates, Outcome, Reading};
use crate::timeline::State;
use estate::{Date, Length, Renewal, Span, When};

/// A result and where its dates may lie.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Joined {
    pub(crate) outcome: Outcome,
    /// For each date, the interval it lies in; `None` where a reading gives it no bound.
    pub(crate) between: [Option<(Date, Date)>; 7],
    /// For each date: do the readings differ?
    differs: [bool; 7],
}

impl Joined {
    fn new(outcome: Outcome) -> Joined {
        Joined { outcome, between: bounds(&outcome), differs: [false; 7] }
    }

    fn add(&mut self, other: &Outcome) {
        let (ours, theirs, bounds) = (self.outcome.dates.list(), other.dates.list(), bounds(other));
        for field in 0..7 {
            self.differs[field] |= ours[field] != theirs[field];
            self.between[field] = self.between[field]
                .zip(bounds[field])
                .map(|(ours, theirs)| (ours.0.min(theirs.0), ours.1.max(theirs.1)));
        }
        let outcome = &mut self.outcome;
        if outcome.state != other.state {
            outcome.state = State::Unknown;
        }
        if outcome.rolls != other.rolls {
            outcome.rolls = None;
        }
        if outcome.locked_in != other.locked_in {
            outcome.locked_in = None;
        }
        outcome.endless &= other.endless;
        outcome.unknown.add(other.unknown);
    }

    /// The dates on which all readings agree.
    pub(crate) fn dates(&self) -> [Option<Date>; 7] {
        let mut dates = self.outcome.dates.list();
        for (date, differs) in dates.iter_mut().zip(self.differs) {
            *date = date.filter(|_| !differs);
        }
        dates
    }

    /// Intervals of the dates on which they do not, by name.
    pub(crate) fn intervals(&self) -> impl Iterator<Item = (&'static str, (Date, Date))> {
        let open = self.dates().map(|date| date.is_none());
        let named = Dates::NAMES.into_iter().zip(self.between).zip(open);
        named.filter(|(_, open)| *open).filter_map(|((name, between), _)| Some((name, between?)))
    }
}

fn bounds(outcome: &Outcome) -> [Option<(Date, Date)>; 7] {
    let mut bounds = outcome.dates.list().map(|date| date.map(|day| (day, day)));
    bounds[0] = bounds[0].or(outcome.end_between);
    bounds
}

/// What every reading says together. `leads` holds the lead times that may apply, at least one; `for_lead` the columns that would
/// tell which. `None` if every reading contradicts itself: the row is one to set aside (rule R3).
pub(crate) fn join(facts: &Facts<'_>, context: &Context<'_>, leads: &[Length], for_lead: Columns) -> Option<Joined> {
    let contract = facts.contract;
    let renewals: &[bool] = match contract.renewal {
        Some(Renewal::Automatic) => &[true],
        Some(Renewal::Express | Renewal::None) => &[false],
        Some(Renewal::Unknown) | None => &[false, true],
    };
    let days = [&contract.starts_on, &contract.ends_on, &contract.max_extent_on];
    let mut joined = Join::default();
    match leads {
        [lead] if !days.iter().any(|when| matches!(when, When::Part(..))) => {
            let [starts, ends, furthest] = days.map(When::day);
            for automatic in renewals {
                let reading = Reading { starts, ends, furthest, automatic: *automatic, lead: *lead };
                joined.add(reading.work_out(facts, context));
            }
        }
        _ => Grid { facts, context, renewals, leads, for_lead }.join(&mut joined),
    }
    let mut joined = joined.0?;
    // An end that never comes needs no renewal, so nothing is unknown about it (rule R2).
    joined.outcome.unknown.add_if(facts.renewal_unknown() && !joined.outcome.endless, Columns::RENEWAL);
    Some(joined)
}

/// Readings joined so far.
#[derive(Default)]
struct Join(Option<Joined>);

impl Join {
    fn add(&mut self, outcome: Option<Outcome>) {
        match (&mut self.0, outcome) {
            (_, None) => {}
            (None, Some(outcome)) => self.0 = Some(Joined::new(outcome)),
            (Some(joined), Some(outcome)) => joined.add(&outcome),
        }
    }
}

/// Every choice that a contract's cells leave open.
struct Grid<'a> {
    facts: &'a Facts<'a>,
    context: &'a Context<'a>,
    renewals: &'a [bool],
    leads: &'a [Length],
    for_lead: Columns,
}

impl Grid<'_> {
    /// Works out all choices. A column is unknown if some result changes where it alone does.
    fn join(&self, joined: &mut Join) {
        let (tried, column) = self.decides();
        let mut unknown = self.sweep(tried, column, false, joined);
        let may_roll = self.renewals.contains(&true);
        let pairs = may_roll && is_part(tried) && is_part(self.facts.contract.max_extent_on.span());
        if pairs && !unknown.holds(column) {
            unknown.add(self.sweep(tried, column, true, joined));
        }
        if let Some(joined) = &mut joined.0 {
            joined.outcome.unknown.add(unknown);
        }
    }

    /// The days and the column that decide where the first term ends.
    fn decides(&self) -> (Option<Span>, Columns) {
        let contract = self.facts.contract;
        let computed = self.facts.initial_term.known().is_some();
        match (contract.ends_on.span(), contract.starts_on.span()) {
            // A year that never comes is not tried day by day.
            (Some(span), _) if is_never(span.latest) => {
                (Some(Span { earliest: span.latest, ..span }), Columns::ENDS_ON)
            }
            (Some(span), _) => (Some(span), Columns::ENDS_ON),
            (None, Some(span)) if computed => (Some(span), Columns::STARTS_ON),
            _ => (None, Columns::NONE),
        }
    }

    /// Works out one row a day that the first term may end by, and names the columns that matter. `every_day`: try all furthest
    /// days, not the outermost.
    fn sweep(&self, tried: Option<Span>, column: Columns, every_day: bool, joined: &mut Join) -> Columns {
        let mut unknown = Columns::NONE;
        let mut earlier: Vec<Option<Outcome>> = Vec::new();
        let mut day = tried.map(|span| span.earliest);
        loop {
            let row = match day.filter(|_| column == Columns::STARTS_ON) {
                Some(starts) => self.row(&[Some(starts)], None, every_day, &mut unknown),
                None => self.row(&self.starts_beside(day), day, every_day, &mut unknown),
            };
            earlier.resize(row.len(), None);
            // Outermost days may differ from row to row, but only where spans overlap, and there the first end matters anyway.
            for (outcome, earlier) in row.iter().zip(&mut earlier) {
                joined.add(*outcome);
                unknown.add_if(results_differ(*earlier, *outcome), column);
                *earlier = earlier.or(*outcome);
            }
            match (day, tried) {
                (Some(today), Some(span)) if today < span.latest => day = Some(day_after(today)),
                _ => return unknown,
            }
        }
    }

    /// Works out one row: all starts, furthest days, renewals and lead times beside one stated end.
    fn row(
        &self,
        starts: &[Option<Date>],
        ends: Option<Date>,
        every_day: bool,
        unknown: &mut Columns,
    ) -> Vec<Option<Outcome>> {
        let mut row = Vec::new();
        let mut furthest_tried = 1;
        for starts in starts {
            let first = first_end(*starts, ends, self.facts.initial_term.known());
            let furthest = if every_day { self.furthest_days() } else { self.furthest_beside(first) };
            furthest_tried = furthest.len();
            for furthest in furthest {
                for automatic in self.renewals {
                    for lead in self.leads {
                        let (starts, automatic, lead) = (*starts, *automatic, *lead);
                        let reading = Reading { starts, ends, furthest, automatic, lead };
                        row.push(reading.work_out(self.facts, self.context));
                    }
                }
            }
        }
        let leads = self.leads.len();
        let renewals = leads * self.renewals.len();
        unknown.add_if(differ_along(&row, 1, leads), self.for_lead);
        unknown.add_if(differ_along(&row, renewals, furthest_tried), Columns::MAX_EXTENT_ON);
        unknown.add_if(differ_along(&row, renewals * furthest_tried, starts.len()), Columns::STARTS_ON);
        row
    }

    /// Days that `starts_on` may be beside this end: the outermost ones, or all where the furthest day is what bounds them.
    fn starts_beside(&self, ends: Option<Date>) -> Vec<Option<Date>> {
        let Some(span) = self.facts.contract.starts_on.span() else { return vec![None] };
        match first_end(None, ends, self.facts.initial_term.known()) {
            First::At(end) => {
                outermost(Span { latest: span.latest.min(end.last_day()).max(span.earliest), ..span }, span)
            }
            First::Endless | First::Unknown => all_days(span),
        }
    }

    /// Days that `max_extent_on` may be beside this first end: the outermost ones, or all where the start is what bounds them.
    fn furthest_beside(&self, first: First) -> Vec<Option<Date>> {
        let Some(span) = self.facts.contract.max_extent_on.span() else { return vec![None] };
        match first {
            First::At(end) => {
                outermost(Span { earliest: span.earliest.max(end.last_day()).min(span.latest), ..span }, span)
            }
            First::Endless | First::Unknown => all_days(span),
        }
    }

    /// Every day that `max_extent_on` may be.
    fn furthest_days(&self) -> Vec<Option<Date>> {
        self.facts.contract.max_extent_on.span().map_or(vec![None], all_days)
    }
}

fn is_part(span: Option<Span>) -> bool {
    span.is_some_and(|span| span.earliest < span.latest)
}

/// The ends of `within`, a part of `span`. A span of several days keeps two places even where they fall together, so that rows of
/// different first ends can be laid side by side.
fn outermost(within: Span, span: Span) -> Vec<Option<Date>> {
    if span.earliest == span.latest {
        vec![Some(span.latest)]
    } else {
        vec![Some(within.earliest), Some(within.latest)]
    }
}

fn all_days(span: Span) -> Vec<Option<Date>> {
    let next = |day: &Date| (*day < span.latest).then(|| day_after(*day));
    std::iter::successors(Some(span.earliest), next).map(Some).collect()
}

/// Do two neighbours differ along one dimension of a row: `count` values, `stride` apart?
fn differ_along(row: &[Option<Outcome>], stride: usize, count: usize) -> bool {
    (0..row.len()).any(|index| {
        let first = (index / stride).is_multiple_of(count);
        !first && results_differ(row[index - stride], row[index])
    })
}

/// Two readings that both make sense and print something different.
fn results_differ(one: Option<Outcome>, other: Option<Outcome>) -> bool {
    let results = |outcome: Outcome| Outcome { unknown: Columns::NONE, ..outcome };
    one.zip(other).is_some_and(|(one, other)| results(one) != results(other))
}
