//! One reading of a contract: every date a day, the renewal a plain yes or no. What follows from it (rules R1 to R24).

use crate::Context;
use crate::columns::Columns;
use crate::days::{days_in, is_never};
use crate::ends::{End, First, Next, Place, Terms, first_end};
use crate::facts::Facts;
use crate::notice::before;
use crate::price::{NextTerm, Priced, next_term};
use crate::timeline::State;
use estate::{Date, Length};

/// What a contract's cells may mean: one choice for each fact that they leave open.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    pub(crate) starts: Option<Date>,
    pub(crate) ends: Option<Date>,
    pub(crate) furthest: Option<Date>,
    pub(crate) automatic: bool,
    pub(crate) lead: Length,
}

/// Dates of a timeline, in the order in which they are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Dates {
    pub(crate) current_end: Option<Date>,
    pub(crate) notice_on: Option<Date>,
    pub(crate) decide_by: Option<Date>,
    pub(crate) act_on: Option<Date>,
    pub(crate) start_procuring_by: Option<Date>,
    pub(crate) committed_to: Option<Date>,
    pub(crate) next_exit: Option<Date>,
}

impl Dates {
    pub(crate) const NAMES: [&'static str; 7] =
        ["current_end", "notice_on", "decide_by", "act_on", "start_procuring_by", "committed_to", "next_exit"];

    /// The dates, in the order of their names.
    pub(crate) fn list(&self) -> [Option<Date>; 7] {
        [
            self.current_end,
            self.notice_on,
            self.decide_by,
            self.act_on,
            self.start_procuring_by,
            self.committed_to,
            self.next_exit,
        ]
    }
}

/// What follows from a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) state: State,
    pub(crate) dates: Dates,
    /// Where the current end lies, if only that is known (rule R24).
    pub(crate) end_between: Option<(Date, Date)>,
    pub(crate) rolls: Option<u32>,
    pub(crate) locked_in: Option<i64>,
    /// It never ends and needs no renewal to go on.
    pub(crate) endless: bool,
    pub(crate) unknown: Columns,
}

impl Outcome {
    fn new(state: State, rolls: Option<u32>) -> Outcome {
        let dates = Dates::default();
        Outcome { state, dates, end_between: None, rolls, locked_in: Some(0), endless: false, unknown: Columns::NONE }
    }

    fn price(&mut self, priced: Priced) {
        self.locked_in = priced.pence;
        self.unknown.add(priced.unknown);
    }
}

impl Reading {
    /// Where the first term ends.
    pub(crate) fn first(&self, facts: &Facts<'_>) -> First {
        first_end(self.starts, self.ends, facts.initial_term.known())
    }

    /// Does the contract start no later than its last day, and end no later than its furthest day (rule R3)?
    fn agrees(&self, first: First) -> bool {
        let last = if let First::At(end) = first { Some(end.last_day()) } else { None };
        let in_order = |a: Option<Date>, b: Option<Date>| a.zip(b).is_none_or(|(a, b)| a <= b);
        in_order(self.starts, last) && in_order(last, self.furthest) && in_order(self.starts, self.furthest)
    }

    /// The timeline of this reading. `None` if its dates contradict each other: then no contract can mean it.
    pub(crate) fn work_out(&self, facts: &Facts<'_>, context: &Context<'_>) -> Option<Outcome> {
        let first = self.first(facts);
        if !self.agrees(first) {
            return None;
        }
        let not_started = self.starts.is_some_and(|starts| starts > context.as_of);
        let furthest = self.furthest.filter(|day| !is_never(*day));
        let mut outcome = match (first, furthest) {
            (First::Unknown, _) => self.without_end(facts, context),
            (First::Endless, None) => Outcome { endless: true, ..Outcome::new(State::OpenEnded, Some(0)) },
            // A furthest day is the end of a contract that has no other, whatever its renewal (rule R2).
            (First::Endless, Some(day)) => {
                self.with_end(facts, context, &Terms::of(End { day, stated: true }, Next::Nothing, None))
            }
            (First::At(end), _) => {
                let next = if self.automatic { facts.next() } else { Next::Nothing };
                self.with_end(facts, context, &Terms::of(end, next, furthest))
            }
        };
        if not_started {
            outcome.state = State::NotYetStarted;
            outcome.rolls = Some(0);
        }
        outcome.unknown.add(facts.unreadable_ends());
        let looked_at = self.automatic || first == First::Endless;
        outcome.unknown.add_if(looked_at && facts.furthest_unreadable(), Columns::MAX_EXTENT_ON);
        Some(outcome)
    }

    /// No end can be worked out, so there is no date either. What rolls from there has no known price: the term after an end
    /// that nobody knows may not even come.
    fn without_end(&self, facts: &Facts<'_>, context: &Context<'_>) -> Outcome {
        let mut outcome = Outcome::new(State::Unknown, None);
        outcome.unknown.add(Columns::ENDS_ON);
        outcome.unknown.add_if(self.starts.is_none(), Columns::STARTS_ON);
        outcome.unknown.add_if(facts.initial_term.known().is_none(), Columns::INITIAL_TERM);
        if self.automatic {
            outcome.unknown.add_if(facts.notice.known().is_none(), Columns::NOTICE);
            outcome.price(next_term(facts, context, NextTerm::Unknown { first_day: None }));
        }
        outcome
    }

    fn with_end(&self, facts: &Facts<'_>, context: &Context<'_>, terms: &Terms) -> Outcome {
        let place = terms.place(context.as_of);
        let (mut outcome, end) = match place {
            Place::In(0) => (Outcome::new(State::InForce, Some(0)), terms.end(0)),
            Place::In(index) => (Outcome::new(State::Rolled, Some(index)), terms.end(index)),
            Place::Over(index) => (Outcome::new(State::Expired, Some(index)), terms.end(index)),
            Place::OverAt(day) => (Outcome::new(State::Expired, None), Some(End { day, stated: true })),
            Place::Somewhere => (Outcome::new(State::Rolled, None), None),
            Place::Endless => return Outcome::new(State::OpenEnded, Some(1)),
        };
        outcome.unknown.add_if(outcome.rolls.is_none(), Columns::RENEWAL_TERM);
        self.decide(facts, context, end, &mut outcome);
        match place {
            Place::In(index) if terms.rolls_after(index) => {
                self.roll(facts, context, terms, index, &mut outcome);
            }
            Place::In(_) => outcome.dates.next_exit = outcome.dates.current_end,
            Place::Somewhere => {
                outcome.end_between = terms.furthest().map(|furthest| (context.as_of, furthest));
                outcome.price(next_term(facts, context, NextTerm::Unknown { first_day: None }));
            }
            Place::Over(_) | Place::OverAt(_) | Place::Endless => {}
        }
        outcome
    }

    /// Notice, decision and procurement, counted back from the printed end (rules R7 to R12). An automatic contract in its last
    /// term is no exception: without a stated notice it has no date to decide by, because rule R10 makes none.
    fn decide(&self, facts: &Facts<'_>, context: &Context<'_>, end: Option<End>, outcome: &mut Outcome) {
        let calendar = context.calendar;
        outcome.unknown.add_if(facts.notice.is_unreadable(), Columns::NOTICE);
        outcome.unknown.add_if(facts.lead_time.is_unreadable(), Columns::LEAD_TIME);
        let notice = facts.notice.known();
        outcome.unknown.add_if(self.automatic && notice.is_none(), Columns::NOTICE);
        let Some(end) = end else { return };
        let dates = &mut outcome.dates;
        dates.current_end = Some(end.day);
        dates.notice_on = notice.and_then(|notice| before(end.day, notice, calendar));
        let from = match notice {
            Some(_) => dates.notice_on,
            None if self.automatic => None,
            None => Some(end.day),
        };
        dates.decide_by = from.and_then(|day| before(day, self.lead, calendar));
        dates.act_on = dates.decide_by.and_then(|day| calendar.working_day_up_to(day));
        let route = context.lead_times.route(facts.contract.route.as_deref());
        let to_procure = route.and_then(|route| route.time_to_procure);
        dates.start_procuring_by = to_procure.and_then(|time| before(end.day, time, calendar));
    }

    /// What rolls by itself: what it is bound to, how to leave, and what the next term costs (rules R9, R14, R31).
    fn roll(&self, facts: &Facts<'_>, context: &Context<'_>, terms: &Terms, index: u32, outcome: &mut Outcome) {
        outcome.price(next_term(facts, context, self.next_term(terms, index)));
        let Some(notice) = facts.notice.known() else { return };
        let still_time = |index: u32| -> Option<bool> {
            let end = terms.end(index)?;
            let notice_on = before(end.day, notice, context.calendar)?;
            Some(if end.stated { context.as_of <= notice_on } else { context.as_of < notice_on })
        };
        match still_time(index) {
            Some(true) => outcome.dates.next_exit = outcome.dates.current_end,
            Some(false) => {
                outcome.dates.committed_to = terms.end(index + 1).map(|end| end.day);
                outcome.unknown.add_if(terms.next == Next::Unstated, Columns::RENEWAL_TERM);
                // The last term ends whether or not notice is given.
                let is_last = |index: u32| terms.last() == Some(index);
                let leaves = |index: u32| is_last(index) || still_time(index) != Some(false);
                let exit = terms.first_index(index + 1, leaves);
                let exit = exit.filter(|index| is_last(*index) || still_time(*index) == Some(true));
                outcome.dates.next_exit = exit.and_then(|index| terms.end(index)).map(|end| end.day);
            }
            None => {}
        }
    }

    fn next_term(&self, terms: &Terms, index: u32) -> NextTerm {
        let next = index + 1;
        let Some(first_day) = terms.end(index).map(End::first_day_after) else {
            return NextTerm::Unknown { first_day: None };
        };
        let first_term_days = self.starts.map(|starts| days_in(starts, terms.first.last_day()));
        let term = |length, whole_days, days| NextTerm::Known { first_day, length, whole_days, days, first_term_days };
        match (terms.next, terms.full_end(next), terms.end(next)) {
            (Next::Every(length), Some(whole), Some(cut)) => {
                let whole_days = days_in(first_day, whole.last_day());
                term(Some(length), whole_days, whole_days.min(days_in(first_day, cut.last_day())))
            }
            (Next::Endless, _, Some(end)) => {
                let days = days_in(first_day, end.last_day());
                term(None, days, days)
            }
            (Next::Endless, _, None) => NextTerm::Endless,
            _ => NextTerm::Unknown { first_day: Some(first_day) },
        }
    }
}
