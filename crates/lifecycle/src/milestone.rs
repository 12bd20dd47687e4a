//! A day in the life of a release: when its support ends, who says so, and how far that is to be trusted.

use crate::{Grade, Layer};
use estate::{Date, When, add_months, parse_day, parse_when};
use serde::Deserialize;
use std::fmt;

/// How a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Backing {
    /// A page or data of the vendor was read.
    Vendor,
    /// The open catalogue endoflife.date.
    Import,
    /// An independent source that quotes the vendor was read.
    Independent,
    /// Proposed to the open catalogue and not accepted.
    Proposed,
    /// One weak, imprecise or disputed source.
    Weak,
}

impl Backing {
    /// May the date alone decide? Proposed and weak dates never make anything unsupported.
    pub fn verified(self) -> bool {
        !matches!(self, Backing::Proposed | Backing::Weak)
    }

    /// The word it is spelled with.
    pub fn word(self) -> &'static str {
        match self {
            Backing::Vendor => "vendor",
            Backing::Import => "import",
            Backing::Independent => "independent",
            Backing::Proposed => "proposed",
            Backing::Weak => "weak",
        }
    }
}

/// When something ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// On this day; on the day itself it still holds.
    Day(Date),
    /// On some day between two, both included. An open side is not known.
    Between {
        /// The earliest day.
        earliest: Option<Date>,
        /// The latest day.
        latest: Option<Date>,
        /// The source's own words.
        words: String,
    },
    /// It has ended, nobody says when. True from the day on which that was read.
    Passed,
    /// It has not ended, and no end is announced. True on the day on which that was read.
    NotAnnounced,
}

/// A milestone of a release, with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// When.
    pub end: End,
    /// The page or document that says so.
    pub source: String,
    /// How it is known.
    pub backing: Backing,
    /// The day on which it was read.
    pub read_on: Date,
    /// The layer of the catalogue that says so.
    pub layer: Layer,
}

/// Where a milestone lies, seen from a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Before that day for certain.
    Passed,
    /// Not passed, and perhaps within the months asked for.
    Near,
    /// Further off for certain.
    Far,
    /// Cannot be told.
    Unclear,
}

impl Milestone {
    /// Where it lies, seen from `as_of`, with `months` of warning.
    pub(crate) fn standing(&self, as_of: Date, months: u32) -> Standing {
        let horizon = add_months(as_of, i64::from(months));
        let place = |earliest: Option<Date>, latest: Option<Date>| match (earliest, latest) {
            (_, Some(latest)) if latest < as_of => Standing::Passed,
            // Nothing says that it had not ended long ago.
            (None, _) => Standing::Unclear,
            (Some(earliest), _) if earliest <= horizon => Standing::Near,
            _ => Standing::Far,
        };
        match &self.end {
            End::Day(day) => place(Some(*day), Some(*day)),
            End::Between { earliest, latest, .. } => place(*earliest, *latest),
            End::Passed if self.read_on <= as_of => Standing::Passed,
            End::Passed => Standing::Unclear,
            End::NotAnnounced => Standing::Far,
        }
    }

    /// The day, where it is known to the day.
    pub fn day(&self) -> Option<Date> {
        match self.end {
            End::Day(day) => Some(day),
            _ => None,
        }
    }

    /// The last day on which it may be, where there is one. What is known to have passed did so by the day it was read.
    pub fn latest(&self) -> Option<Date> {
        match &self.end {
            End::Day(day) => Some(*day),
            End::Between { latest, .. } => *latest,
            End::Passed => Some(self.read_on),
            End::NotAnnounced => None,
        }
    }

    /// How sure it is on `as_of`. A statement without a day goes stale 90 days after it was read; a day does not.
    pub(crate) fn grade(&self, as_of: Date) -> Grade {
        let by_form = match self.end {
            End::Day(_) => Grade::A,
            End::Between { .. } => Grade::C,
            End::NotAnnounced if estate::days_between(self.read_on, as_of) > 90 => Grade::C,
            End::Passed | End::NotAnnounced => Grade::B,
        };
        let by_source = match self.backing {
            Backing::Vendor | Backing::Import => Grade::A,
            Backing::Independent => Grade::B,
            Backing::Proposed | Backing::Weak => Grade::D,
        };
        by_form.max(by_source)
    }
}

impl fmt::Display for Milestone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.end {
            End::Day(day) => write!(out, "{day}"),
            End::Between { words, .. } => out.write_str(words),
            End::Passed => out.write_str("on a day not known"),
            End::NotAnnounced => out.write_str("on a day not announced"),
        }
    }
}

/// Reads `2020-01-14`, `2018-09`, `2016-Q3`, `2015`, `>= 2030`, `<= 2014-01-30`, and two days with a slash between them.
pub(crate) fn parse_end(text: &str) -> Option<End> {
    let part = |words: &str| match parse_when(words) {
        When::Day(day) => Some((day, day)),
        When::Part(span, _) => Some((span.earliest, span.latest)),
        When::Unknown | When::Unreadable(_) => None,
    };
    let between = |earliest, latest| End::Between { earliest, latest, words: text.to_owned() };
    if let Ok(day) = parse_day(text) {
        return Some(End::Day(day));
    }
    if let Some(rest) = text.strip_prefix(">=") {
        return part(rest).map(|(earliest, _)| between(Some(earliest), None));
    }
    if let Some(rest) = text.strip_prefix("<=") {
        return part(rest).map(|(_, latest)| between(None, Some(latest)));
    }
    let (earliest, latest) = match text.split_once('/') {
        Some((from, to)) => (part(from)?.0, part(to)?.1),
        None => part(text)?,
    };
    (earliest <= latest).then(|| between(Some(earliest), Some(latest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        parse_day(text).unwrap()
    }

    fn milestone(end: &str) -> Milestone {
        let end = match end {
            "true" => End::Passed,
            "false" => End::NotAnnounced,
            text => parse_end(text).unwrap(),
        };
        Milestone {
            end,
            source: "a page".into(),
            backing: Backing::Vendor,
            read_on: day("2026-08-22"),
            layer: Layer::BuiltIn,
        }
    }

    #[test]
    fn a_day_is_covered_to_its_end_and_a_part_is_every_day_it_may_be() {
        for (end, as_of, standing) in [
            ("2026-11-12", "2026-11-12", Standing::Near),
            ("2026-11-12", "2026-11-13", Standing::Passed),
            ("2026-11-12", "2025-11-12", Standing::Near),
            ("2026-11-12", "2025-11-11", Standing::Far),
            ("2016-Q3", "2016-09-30", Standing::Near),
            ("2016-Q3", "2016-10-01", Standing::Passed),
            ("2016-Q3", "2015-06-30", Standing::Far),
            (">= 2030", "2031-01-01", Standing::Near),
            (">= 2030", "2026-01-01", Standing::Far),
            ("<= 2014-01-30", "2014-01-30", Standing::Unclear),
            ("<= 2014-01-30", "2014-01-31", Standing::Passed),
            ("2003-12-31/2004-12-31", "2004-06-01", Standing::Near),
            ("true", "2026-08-22", Standing::Passed),
            ("true", "2026-08-21", Standing::Unclear),
            ("false", "2040-01-01", Standing::Far),
        ] {
            assert_eq!(milestone(end).standing(day(as_of), 12), standing, "{end} seen from {as_of}");
        }
    }

    #[test]
    fn words_that_are_no_end_are_refused() {
        for text in ["soon", "2020-13", "2004/2003", ">= soon", "", "2020-1-1"] {
            assert_eq!(parse_end(text), None, "{text}");
        }
    }

    #[test]
    fn a_statement_without_a_day_goes_stale_and_a_day_does_not() {
        assert_eq!(milestone("false").grade(day("2026-11-20")), Grade::B);
        assert_eq!(milestone("false").grade(day("2026-11-21")), Grade::C);
        assert_eq!(milestone("2020-01-14").grade(day("2036-01-01")), Grade::A);
        assert_eq!(milestone("2020-01").grade(day("2021-01-01")), Grade::C);
    }
}
