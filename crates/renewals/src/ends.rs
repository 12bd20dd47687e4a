//! Where terms end: the first end, the further ones, and which term holds a day (rules R1 to R6, R24).

use crate::days::{add_days, day_after, day_before, is_never};
use estate::{Date, Length, Term, add_months, days_between};

/// The end of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct End {
    /// The printed end.
    pub(crate) day: Date,
    /// Stated: the last day in force. Computed: the first day not in the term.
    pub(crate) stated: bool,
}

impl End {
    pub(crate) fn last_day(self) -> Date {
        if self.stated { self.day } else { day_before(self.day) }
    }

    pub(crate) fn first_day_after(self) -> Date {
        if self.stated { day_after(self.day) } else { self.day }
    }
}

/// Where the first term ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum First {
    At(End),
    /// No end at all, and said so (rule R2).
    Endless,
    /// No end can be worked out.
    Unknown,
}

/// The end of the first term: `ends`, where it can be read, else `starts` and `initial_term` (rules R1, R2, R5).
pub(crate) fn first_end(starts: Option<Date>, ends: Option<Date>, initial_term: Option<Term>) -> First {
    if let Some(day) = ends {
        return if is_never(day) { First::Endless } else { First::At(End { day, stated: true }) };
    }
    match (initial_term, starts) {
        (Some(Term::OpenEnded), _) => First::Endless,
        (Some(Term::Of(length)), Some(starts)) => {
            let day = after(starts, length, 1);
            if is_never(day) { First::Endless } else { First::At(End { day, stated: false }) }
        }
        _ => First::Unknown,
    }
}

/// `times` terms of `length` after `day`, counted from `day` in one step, so that month ends do not stick.
fn after(day: Date, length: Length, times: u32) -> Date {
    match length {
        Length::Months(months) => add_months(day, i64::from(times) * i64::from(months)),
        // A term in working days is unreadable (rule R29), so none arrives here.
        Length::Days(days) | Length::WorkingDays(days) => add_days(day, i64::from(times).saturating_mul(days.into())),
    }
}

/// What follows the first term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// It ends.
    Nothing,
    /// Term after term of this length.
    Every(Length),
    /// One term without an end.
    Endless,
    /// It rolls, and nobody says for how long.
    Unstated,
}

/// The terms of a contract whose first end is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Terms {
    pub(crate) first: End,
    pub(crate) next: Next,
    /// The furthest day, where it matters.
    furthest: Option<Date>,
    /// Index of the last term, where there is one.
    last: Option<u32>,
}

/// Where a day lies among the terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the term of this index, or before the first.
    In(u32),
    /// After the last term, which is this.
    Over(u32),
    /// After this furthest day; how many terms there were is not known.
    OverAt(Date),
    /// In a term without end.
    Endless,
    /// In some further term of unknown length.
    Somewhere,
}

impl Terms {
    /// `furthest` is `max_extent_on`; only what rolls looks at it (rule R6).
    pub(crate) fn of(first: End, next: Next, furthest: Option<Date>) -> Terms {
        let mut terms = Terms { first, next, furthest, last: None };
        terms.last = match (next, furthest) {
            (Next::Nothing, _) => Some(0),
            (_, Some(furthest)) if furthest <= first.day => Some(0),
            (Next::Every(length), Some(furthest)) => Some(terms.first_reaching(length, furthest)),
            (Next::Endless, Some(_)) => Some(1),
            (Next::Every(_) | Next::Endless, None) | (Next::Unstated, _) => None,
        };
        terms
    }

    /// The furthest day, if it is what ends the contract.
    pub(crate) fn furthest(&self) -> Option<Date> {
        self.furthest
    }

    /// Index of the last term, where there is one.
    pub(crate) fn last(&self) -> Option<u32> {
        self.last
    }

    /// Does another term follow the one of this index, by itself?
    pub(crate) fn rolls_after(&self, index: u32) -> bool {
        self.last.is_none_or(|last| index < last)
    }

    /// The end of a term if no furthest day cut it. `None` if it has none or none is known.
    pub(crate) fn full_end(&self, index: u32) -> Option<End> {
        match self.next {
            _ if index == 0 => Some(self.first),
            Next::Every(length) => Some(End { day: after(self.first.day, length, index), ..self.first }),
            _ => None,
        }
    }

    /// The end of a term. The last one is cut if its last day in force would pass the furthest day, which then is a stated end
    /// (rule R6). A computed 1 April does not pass a furthest day of 31 March (rule R3), so it stays.
    pub(crate) fn end(&self, index: u32) -> Option<End> {
        let full = self.full_end(index);
        match self.furthest {
            Some(day) if index > 0 && self.last == Some(index) => match full {
                Some(full) if full.last_day() <= day => Some(full),
                _ => Some(End { day, stated: true }),
            },
            _ => full,
        }
    }

    /// Where `day` lies.
    pub(crate) fn place(&self, day: Date) -> Place {
        if day <= self.first.last_day() {
            return Place::In(0);
        }
        if self.last == Some(0) {
            return Place::Over(0);
        }
        match (self.next, self.furthest) {
            (Next::Nothing, _) => Place::Over(0),
            (Next::Every(length), _) => {
                let reach = if self.first.stated { day } else { day_after(day) };
                let index = self.first_reaching(length, reach);
                match self.last.and_then(|last| Some((last, self.end(last)?))) {
                    Some((last, end)) if index > last || end.last_day() < day => Place::Over(last),
                    _ => Place::In(index),
                }
            }
            (Next::Endless, None) => Place::Endless,
            (Next::Endless, Some(furthest)) if day <= furthest => Place::In(1),
            (Next::Endless, Some(_)) => Place::Over(1),
            (Next::Unstated, Some(furthest)) if day > furthest => Place::OverAt(furthest),
            (Next::Unstated, _) => Place::Somewhere,
        }
    }

    /// The first index whose uncut end is `day` or later.
    fn first_reaching(&self, length: Length, day: Date) -> u32 {
        let from = self.first.day;
        if day <= from {
            return 0;
        }
        let guess = match length {
            Length::Months(months) => months_between(from, day) / i64::from(months.max(1)),
            Length::Days(days) | Length::WorkingDays(days) => {
                let (away, days) = (days_between(from, day), i64::from(days.max(1)));
                (away + days - 1) / days
            }
        };
        // Every end before the guess lies in an earlier month than `day`; from it on, a step or two of months may be missing.
        let mut index = u32::try_from(guess).unwrap_or(0);
        while after(from, length, index) < day {
            index += 1;
        }
        index
    }

    /// The first index from `from` on that `holds`, which must hold for all later ones once it does for one. `None` if it holds
    /// for none before the end of the calendar.
    pub(crate) fn first_index(&self, from: u32, holds: impl Fn(u32) -> bool) -> Option<u32> {
        let past = self.last.unwrap_or_else(|| match self.next {
            Next::Every(length) => self.first_reaching(length, Date::MAX),
            _ => from,
        });
        let (mut low, mut high, mut step) = (from, from, 1);
        while !holds(high) {
            if high >= past {
                return None;
            }
            low = high + 1;
            high = high.saturating_add(step).min(past);
            step *= 2;
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if holds(middle) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Some(low)
    }
}

/// Calendar months from the month of `from` to the month of `to`.
fn months_between(from: Date, to: Date) -> i64 {
    let month = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month());
    month(to) - month(from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::day;

    fn stated(text: &str) -> End {
        End { day: day(text), stated: true }
    }

    fn computed(text: &str) -> End {
        End { day: day(text), stated: false }
    }

    #[test]
    fn the_term_of_a_day_is_the_first_that_has_not_ended() {
        let monthly = Next::Every(Length::Months(1));
        let daily = Next::Every(Length::Days(30));
        for (first, next, furthest, on, place) in [
            (stated("2026-01-31"), monthly, None, "2026-01-31", Place::In(0)),
            (stated("2026-01-31"), monthly, None, "2026-02-01", Place::In(1)),
            (stated("2026-01-31"), monthly, None, "2026-02-28", Place::In(1)),
            (stated("2026-01-31"), monthly, None, "2026-03-01", Place::In(2)),
            (stated("2026-01-31"), monthly, None, "2026-03-31", Place::In(2)),
            (computed("2026-01-31"), monthly, None, "2026-01-30", Place::In(0)),
            (computed("2026-01-31"), monthly, None, "2026-01-31", Place::In(1)),
            (computed("2026-01-31"), monthly, None, "2026-02-28", Place::In(2)),
            (stated("2026-01-31"), daily, None, "2026-03-02", Place::In(1)),
            (stated("2026-01-31"), daily, None, "2026-03-03", Place::In(2)),
            (stated("2026-01-31"), monthly, Some("2026-02-10"), "2026-02-10", Place::In(1)),
            (stated("2026-01-31"), monthly, Some("2026-02-10"), "2026-02-11", Place::Over(1)),
            (stated("2026-01-31"), monthly, Some("2026-01-31"), "2026-02-01", Place::Over(0)),
            (stated("2026-01-31"), Next::Nothing, None, "2026-02-01", Place::Over(0)),
            (stated("2026-01-31"), Next::Endless, None, "2026-02-01", Place::Endless),
            (stated("2026-01-31"), Next::Endless, Some("2026-06-30"), "2026-06-30", Place::In(1)),
            (stated("2026-01-31"), Next::Endless, Some("2026-06-30"), "2026-07-01", Place::Over(1)),
            (stated("2026-01-31"), Next::Unstated, None, "2026-02-01", Place::Somewhere),
            (stated("2026-01-31"), Next::Unstated, Some("2026-06-30"), "2026-07-01", Place::OverAt(day("2026-06-30"))),
        ] {
            let terms = Terms::of(first, next, furthest.map(day));
            assert_eq!(terms.place(day(on)), place, "{first:?} {next:?} {furthest:?} on {on}");
        }
    }

    #[test]
    fn a_search_over_terms_finds_the_first_that_holds() {
        let terms = Terms::of(stated("2026-01-31"), Next::Every(Length::Days(1)), None);
        for wanted in [0, 1, 2, 3, 7, 1000, 900_000] {
            assert_eq!(terms.first_index(0, |index| index >= wanted), Some(wanted));
        }
        assert_eq!(terms.first_index(5, |index| index >= 3), Some(5));
        assert_eq!(terms.first_index(0, |_| false), None, "the calendar ends");
        let capped = Terms::of(stated("2026-01-31"), Next::Every(Length::Days(1)), Some(day("2026-02-05")));
        assert_eq!(capped.last(), Some(5));
        assert_eq!(capped.first_index(0, |index| index > 5), None);
    }
}
