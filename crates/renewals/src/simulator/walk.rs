//! One reading, worked out as a person would: from the first end to the as-of day, one day at a time.

use super::almanac::{Almanac, Day, Length};
use super::money::{NextTerm, lock};
use super::paper::{Cell, Choice, Paper, Per, Result, Term};

/// A contract whose first end is known.
struct Walk<'a> {
    paper: &'a Paper,
    almanac: &'a Almanac,
    furthest: Option<Day>,
    may_roll: bool,
    first: End,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct End {
    day: Day,
    stated: bool,
}

impl End {
    fn last_day(self) -> Day {
        if self.stated { self.day } else { self.day - 1 }
    }
}

/// What follows a term.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Next {
    Over,
    At(End),
    Never,
    Nobody,
}

enum First {
    At(End),
    Never,
    Nobody,
}

pub(super) fn read(paper: &Paper, almanac: &Almanac, choice: Choice) -> Option<Result> {
    let first = first_end(paper, almanac, choice);
    let last = if let First::At(end) = first { Some(end.last_day()) } else { None };
    let out_of_order = |a: Option<Day>, b: Option<Day>| a.is_some() && b.is_some() && a > b;
    if out_of_order(choice.starts, last)
        || out_of_order(last, choice.furthest)
        || out_of_order(choice.starts, choice.furthest)
    {
        return None;
    }
    let mut result = Result { locked_in: Some(0), ..Result::default() };
    garbled(paper, choice, matches!(first, First::Never), &mut result);
    let furthest = choice.furthest;
    match (first, furthest) {
        (First::Never, None) => (result.state, result.rolls, result.endless) = ("open-ended", Some(0), true),
        (First::Never, Some(day)) => {
            let first = End { day, stated: true };
            Walk { paper, almanac, furthest, may_roll: false, first }.walk(choice, &mut result);
        }
        (First::At(first), _) => {
            Walk { paper, almanac, furthest, may_roll: choice.automatic, first }.walk(choice, &mut result);
        }
        (First::Nobody, _) => nobody_knows(paper, choice, &mut result),
    }
    if choice.starts.is_some_and(|starts| starts > paper.as_of) {
        (result.state, result.rolls) = ("not-yet-started", Some(0));
    }
    Some(result)
}

fn first_end(paper: &Paper, almanac: &Almanac, choice: Choice) -> First {
    if paper.never {
        return First::Never;
    }
    if let Some(day) = choice.ends {
        return First::At(End { day, stated: true });
    }
    match (paper.initial.said(), choice.starts) {
        (Some(Term::Endless), _) => First::Never,
        (Some(Term::Of(length)), Some(starts)) => {
            First::At(End { day: almanac.after(starts, length, 1), stated: false })
        }
        _ => First::Nobody,
    }
}

fn garbled(paper: &Paper, choice: Choice, never: bool, result: &mut Result) {
    let no_end_stated = choice.ends.is_none() && !paper.never;
    for (garbled, column) in [
        (paper.starts == Cell::Garbled, "starts_on"),
        (paper.ends == Cell::Garbled, "ends_on"),
        (paper.initial == Cell::Garbled && no_end_stated, "initial_term"),
        (paper.furthest == Cell::Garbled && (choice.automatic || never), "max_extent_on"),
    ] {
        if garbled {
            result.unknown.insert(column);
        }
    }
}

fn nobody_knows(paper: &Paper, choice: Choice, result: &mut Result) {
    result.state = "unknown";
    for (missing, column) in [
        (true, "ends_on"),
        (choice.starts.is_none(), "starts_on"),
        (paper.initial.said().is_none(), "initial_term"),
        (choice.automatic && paper.notice.said().is_none(), "notice"),
    ] {
        if missing {
            result.unknown.insert(column);
        }
    }
    if choice.automatic {
        lock(paper, result, None, None);
    }
}

impl Walk<'_> {
    fn full_end(&self, k: u32, length: Length) -> End {
        End { day: self.almanac.after(self.first.day, length, k), ..self.first }
    }

    fn next(&self, k: u32, end: End) -> Next {
        if !self.may_roll || self.furthest.is_some_and(|furthest| furthest <= end.day) {
            return Next::Over;
        }
        let furthest = self.furthest.map(|day| End { day, stated: true });
        match self.paper.renewal_term.said() {
            None => Next::Nobody,
            Some(Term::Endless) => furthest.map_or(Next::Never, Next::At),
            Some(Term::Of(length)) => {
                let full = self.full_end(k + 1, length);
                Next::At(furthest.filter(|furthest| full.last_day() > furthest.day).unwrap_or(full))
            }
        }
    }

    fn walk(&self, choice: Choice, result: &mut Result) {
        let as_of = self.paper.as_of;
        let (mut k, mut end, mut state) = (0, self.first, "in-force");
        let mut day = self.first.last_day();
        while day < as_of && state != "expired" {
            day += 1;
            if day <= end.last_day() {
                continue;
            }
            match self.next(k, end) {
                Next::Over => state = "expired",
                Next::Never => {
                    (result.state, result.rolls) = ("open-ended", Some(1));
                    return;
                }
                Next::Nobody => {
                    self.lost(choice, result);
                    return;
                }
                Next::At(next) => (k, end, state) = (k + 1, next, "rolled"),
            }
        }
        (result.state, result.rolls) = (state, Some(k));
        self.count_back(choice, Some(end.day), result);
        if state != "expired" {
            self.look_ahead(choice, k, end, result);
        }
    }

    /// It rolled, for nobody knows how long.
    fn lost(&self, choice: Choice, result: &mut Result) {
        result.unknown.insert("renewal_term");
        if let Some(furthest) = self.furthest.filter(|furthest| self.paper.as_of > *furthest) {
            result.state = "expired";
            self.count_back(choice, Some(furthest), result);
        } else {
            result.state = "rolled";
            result.end_between = self.furthest.map(|furthest| (self.paper.as_of, furthest));
            self.count_back(choice, None, result);
            lock(self.paper, result, None, None);
        }
    }

    fn count_back(&self, choice: Choice, end: Option<Day>, result: &mut Result) {
        let (paper, almanac) = (self.paper, self.almanac);
        if paper.notice == Cell::Garbled || choice.automatic && paper.notice == Cell::Empty {
            result.unknown.insert("notice");
        }
        if paper.lead == Cell::Garbled {
            result.unknown.insert("lead_time");
        }
        let Some(end) = end else { return };
        result.dates.insert("current_end", end);
        let from = match paper.notice.said() {
            Some(notice) => {
                let day = almanac.before(end, notice);
                day.map(|day| result.dates.insert("notice_on", day));
                day
            }
            None if choice.automatic => None,
            None => Some(end),
        };
        let lead = paper.lead.said().unwrap_or(Length::Days(0));
        let Some(decide_by) = from.and_then(|from| almanac.before(from, lead)) else { return };
        result.dates.insert("decide_by", decide_by);
        if let Some(act_on) = almanac.last_working(decide_by) {
            result.dates.insert("act_on", act_on);
        }
    }

    /// The next term's money, and the way out.
    fn look_ahead(&self, choice: Choice, k: u32, end: End, result: &mut Result) {
        let next = self.next(k, end);
        let first_day = end.last_day() + 1;
        match next {
            Next::Over => {
                result.dates.insert("next_exit", end.day);
                return;
            }
            // A term without an end has no price, and no fact is missing for it.
            Next::Never => result.locked_in = (self.paper.per == Some(Per::OneOff)).then_some(0),
            Next::Nobody => lock(self.paper, result, Some(first_day), None),
            Next::At(next) => {
                let days = next.last_day() - first_day + 1;
                let length = self.paper.renewal_term.said();
                let length = length.and_then(|term| if let Term::Of(length) = term { Some(length) } else { None });
                let full_days = length.map_or(days, |length| self.full_end(k + 1, length).last_day() - first_day + 1);
                let first_term = choice.starts.map(|starts| self.first.last_day() - starts + 1);
                lock(self.paper, result, Some(first_day), Some(NextTerm { length, full_days, days, first_term }));
            }
        }
        match (self.in_time(end), next) {
            (Some(true), _) => {
                result.dates.insert("next_exit", end.day);
            }
            (Some(false), Next::At(next)) => {
                result.dates.insert("committed_to", next.day);
                self.way_out(k, end, result);
            }
            (Some(false), Next::Nobody) => {
                result.unknown.insert("renewal_term");
            }
            (Some(false), Next::Over | Next::Never) | (None, _) => {}
        }
    }

    /// Can notice for this end still be given? `None` if nobody knows.
    fn in_time(&self, end: End) -> Option<bool> {
        let notice_on = self.almanac.before(end.day, self.paper.notice.said()?)?;
        Some(if end.stated { self.paper.as_of <= notice_on } else { self.paper.as_of < notice_on })
    }

    fn way_out(&self, mut k: u32, mut end: End, result: &mut Result) {
        while let Next::At(next) = self.next(k, end) {
            (k, end) = (k + 1, next);
            let last = self.next(k, end) == Next::Over;
            let in_time = self.in_time(end);
            if last || in_time == Some(true) {
                result.dates.insert("next_exit", end.day);
                return;
            }
            if in_time.is_none() {
                return;
            }
        }
    }
}
