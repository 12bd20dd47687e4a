//! What a public notice (Open Contracting Data Standard) says about a contract's end (rule R33).

mod merged;
mod releases;

pub use releases::{AUTOMATIC_RENEWAL, NoticeRow, releases};

use crate::days::{add_days, day_before};
use estate::{Date, Length, add_months, parse_day};

/// The Europe/London calendar date of an OCDS date-time: `2026-03-31T00:00:00+01:00` is 31 March, although it is still the 30th
/// in UTC. A date alone, or a time without an offset, is taken as it stands: it is London's already. `None` if it cannot be read.
///
/// Summer time is one hour from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October, as it has been
/// since 1996 (Directive 94/21/EC, kept by the Summer Time Order 2002, SI 2002/262).
pub fn london_day(text: &str) -> Option<Date> {
    let text = text.trim();
    let day = parse_day(text.get(..10)?).ok()?;
    let rest = &text[10..];
    let Some(rest) = rest.strip_prefix(['T', 't', ' ']) else { return rest.is_empty().then_some(day) };
    let at = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
    let (clock, offset) = rest.split_at(at);
    let minutes = minutes_of(clock)?;
    if offset.is_empty() {
        return Some(day);
    }
    let offset = match offset.split_at(1) {
        ("Z" | "z", "") => 0,
        ("+", of) => minutes_of(of)?,
        ("-", of) => -minutes_of(of)?,
        _ => return None,
    };
    let (utc_day, utc_minutes) = carried(day, minutes - offset);
    let summer = is_summer(utc_day, utc_minutes);
    Some(carried(utc_day, utc_minutes + if summer { 60 } else { 0 }).0)
}

/// Minutes of `hh:mm`, `hhmm` or `hh:mm:ss` with or without a fraction.
fn minutes_of(clock: &str) -> Option<i64> {
    let (hours, rest) = clock.split_at_checked(2)?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let (minutes, seconds) = rest.split_at_checked(2)?;
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<i64>().ok())?;
    let seconds_read = seconds.is_empty() || seconds.starts_with(':') && seconds.len() >= 3;
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (seconds_read && hours <= 24 && minutes < 60).then_some(hours * 60 + minutes)
}

fn carried(day: Date, minutes: i64) -> (Date, i64) {
    let a_day = 24 * 60;
    (add_days(day, minutes.div_euclid(a_day)), minutes.rem_euclid(a_day))
}

fn is_summer(utc_day: Date, utc_minutes: i64) -> bool {
    let changes = |month: i8| last_sunday(Date::constant(utc_day.year(), month, 31));
    let (spring, autumn) = (changes(3), changes(10));
    let since_change = |change: Date| utc_day > change || utc_day == change && utc_minutes >= 60;
    since_change(spring) && !since_change(autumn)
}

fn last_sunday(last_of_month: Date) -> Date {
    let mut day = last_of_month;
    while day.weekday().to_monday_zero_offset() != 6 {
        day = day_before(day);
    }
    day
}

/// What a notice says about how often a contract may be extended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extensions {
    /// Nothing.
    Unstated,
    /// `maximumRenewals` times, each so long.
    UpTo {
        /// How often.
        times: u32,
        /// How long each is.
        length: Length,
    },
    /// Without limit.
    Endless,
}

/// The last day that a notice's contract may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LatestEnd {
    /// The day; `None` if there is no limit.
    pub on: Option<Date>,
    /// Does the notice leave open whether it may be extended?
    pub extension_unknown: bool,
}

/// `maxExtentDate`, else `endDate` and all extensions, else `endDate` with the extension unknown.
pub fn latest_end(max_extent: Option<Date>, end: Date, extensions: Extensions) -> LatestEnd {
    let known = |on| LatestEnd { on, extension_unknown: false };
    match (max_extent, extensions) {
        (Some(day), _) => known(Some(day)),
        (None, Extensions::Endless) => known(None),
        (None, Extensions::Unstated) => LatestEnd { on: Some(end), extension_unknown: true },
        (None, Extensions::UpTo { times, length }) => known(Some(match length {
            Length::Months(months) => add_months(end, i64::from(times) * i64::from(months)),
            Length::Days(days) | Length::WorkingDays(days) => add_days(end, i64::from(times) * i64::from(days)),
        })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::day;

    #[test]
    fn a_date_time_is_the_day_it_is_in_london() {
        for (text, london) in [
            ("2026-03-31", "2026-03-31"),
            ("2026-03-31T00:00:00", "2026-03-31"),
            ("2026-03-31T00:00:00+01:00", "2026-03-31"),
            ("2026-03-30T23:00:00Z", "2026-03-31"),
            ("2026-03-30T22:59:59Z", "2026-03-30"),
            ("2026-01-31T23:30:00Z", "2026-01-31"),
            ("2026-01-31T23:59:59.999Z", "2026-01-31"),
            ("2026-06-30T23:59:59Z", "2026-07-01"),
            // The last Sundays: 29 March and 25 October 2026, both at 01:00 UTC.
            ("2026-03-28T23:30:00Z", "2026-03-28"),
            ("2026-03-29T23:30:00Z", "2026-03-30"),
            ("2026-10-24T23:30:00Z", "2026-10-25"),
            ("2026-10-25T23:30:00Z", "2026-10-25"),
            ("2026-12-31T22:00:00-05:00", "2027-01-01"),
            ("2026-12-31T23:00:00+0000", "2026-12-31"),
        ] {
            assert_eq!(london_day(text), Some(day(london)), "{text}");
        }
        for text in ["", "31/03/2026", "2026-03-31x", "2026-03-31T", "2026-03-31T25:00:00Z", "2026-03-31T10:00:00+1"] {
            assert_eq!(london_day(text), None, "{text}");
        }
    }

    #[test]
    fn g12_d_two_renewals_of_365_days_reach_10_december_2023() {
        let end = day("2021-12-10");
        let twice = Extensions::UpTo { times: 2, length: Length::Days(365) };
        let known = |on: Option<&str>| LatestEnd { on: on.map(day), extension_unknown: false };
        assert_eq!(latest_end(None, end, twice), known(Some("2023-12-10")));
        assert_eq!(latest_end(Some(day("2022-01-01")), end, twice), known(Some("2022-01-01")));
        assert_eq!(latest_end(None, end, Extensions::Endless), known(None));
        assert_eq!(latest_end(None, end, Extensions::Unstated), LatestEnd { on: Some(end), extension_unknown: true });
    }
}
