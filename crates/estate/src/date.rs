//! Days, days known only in part, months added to days, financial years.

pub use jiff::civil::Date;
use std::fmt;

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date. hint: write 2026-03-31, or 2026-03, 2026-Q3 or 2026 where only a part is known")]
pub struct DateError(pub String);

/// Every day that a date known in part may be, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The earliest day it may be.
    pub earliest: Date,
    /// The latest day it may be.
    pub latest: Date,
}

/// A date cell as a record holds it: unknown is a value, and words that say less than a day are kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum When {
    /// The cell was empty.
    #[default]
    Unknown,
    /// Known to the day.
    Day(Date),
    /// Known in part: `2026-Q3`. The words are the source's own.
    Part(Span, String),
    /// Words that are no date. Counts as empty; the column is named wherever the date is needed.
    Unreadable(String),
}

impl When {
    /// The day, where it is known to the day.
    pub fn day(&self) -> Option<Date> {
        match self {
            When::Day(day) => Some(*day),
            _ => None,
        }
    }

    /// The days it may be: one day, a part of a year, or nothing where it is unknown.
    pub fn span(&self) -> Option<Span> {
        match self {
            When::Day(day) => Some(Span { earliest: *day, latest: *day }),
            When::Part(span, _) => Some(*span),
            When::Unknown | When::Unreadable(_) => None,
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Unknown => Ok(()),
            When::Day(day) => write!(out, "{day}"),
            When::Part(_, words) | When::Unreadable(words) => out.write_str(words),
        }
    }
}

/// Reads `2026-03-31`, and nothing else.
pub fn parse_day(text: &str) -> Result<Date, DateError> {
    let refuse = || DateError(text.to_owned());
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return Err(refuse());
    }
    let number = |from: usize, to: usize| -> Option<i16> {
        let part = &text.get(from..to)?;
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok())?
    };
    let (year, month, day) =
        (number(0, 4).ok_or_else(refuse)?, number(5, 7).ok_or_else(refuse)?, number(8, 10).ok_or_else(refuse)?);
    let small = |n: i16| i8::try_from(n).map_err(|_| refuse());
    Date::new(year, small(month)?, small(day)?).map_err(|_| refuse())
}

/// Reads a day, a month (`2026-03`), a quarter (`2026-Q3`, `Q3 2026`), a season but winter, or a year (`2026`). Other words are kept as
/// unreadable.
pub fn parse_when(text: &str) -> When {
    let text = text.trim();
    if text.is_empty() {
        return When::Unknown;
    }
    if let Ok(day) = parse_day(text) {
        return When::Day(day);
    }
    let span = part_of_year(text).or_else(|| quarter_and_year(text));
    span.map_or_else(|| When::Unreadable(text.to_owned()), |span| When::Part(span, text.to_owned()))
}

/// `Q3 2016`; and `Spring 2016`, which makers who give seasons mean for the second quarter, and so on. Winter lies at both ends of a year
/// and stays words.
fn quarter_and_year(text: &str) -> Option<Span> {
    let (part, year) = text.split_once(' ')?;
    let quarter = match part.to_ascii_lowercase().as_str() {
        "q1" => 1,
        "q2" | "spring" => 2,
        "q3" | "summer" => 3,
        "q4" | "autumn" | "fall" => 4,
        _ => return None,
    };
    part_of_year(&format!("{year}-Q{quarter}"))
}

fn part_of_year(text: &str) -> Option<Span> {
    let year: i16 = text.get(0..4).filter(|y| y.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    let rest = &text[4..];
    let (first, months) = if rest.is_empty() {
        (1, 12)
    } else if let Some(quarter) = rest.strip_prefix("-Q").filter(|q| q.len() == 1) {
        let quarter: i8 = quarter.parse().ok().filter(|q| (1..=4).contains(q))?;
        (quarter * 3 - 2, 3)
    } else {
        let month = rest.strip_prefix('-').filter(|m| m.len() == 2 && m.bytes().all(|b| b.is_ascii_digit()))?;
        (month.parse().ok().filter(|m| (1..=12).contains(m))?, 1)
    };
    let earliest = Date::new(year, first, 1).ok()?;
    let last_month = Date::new(year, first + months - 1, 1).ok()?;
    Some(Span { earliest, latest: last_month.last_of_month() })
}

/// The same day number `months` later (earlier, if negative), or that month's last day if it is shorter (rule L15).
/// Saturates at the ends of the calendar (years -9999 to 9999).
pub fn add_months(day: Date, months: i64) -> Date {
    day.saturating_add(jiff::Span::new().try_months(months).unwrap_or_else(|_| {
        // A number of months past the calendar: saturate in its direction.
        jiff::Span::new().years(if months < 0 { -19_998 } else { 19_998 })
    }))
}

/// The day that is so many days after 1970-01-01, as columns and clocks count; `None` past the calendar.
pub fn day_since_1970(days: i64) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// Days from `from` to `to`; 0 for the same day, negative if `to` is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    i64::from(from.until(to).map_or(0, |span| span.get_days()))
}

/// A UK financial year, 1 April to 31 March, named `2025-26`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FinancialYear {
    starts_in: i16,
}

impl FinancialYear {
    /// The year that holds `day`.
    pub fn of(day: Date) -> Self {
        let before_april = day.month() < 4;
        FinancialYear { starts_in: day.year() - i16::from(before_april) }
    }

    /// Reads `2025-26`.
    pub fn parse(text: &str) -> Option<Self> {
        let (first, second) = text.split_once('-')?;
        let starts_in: i16 = first.parse().ok().filter(|y| first.len() == 4 && (1900..=9998).contains(y))?;
        let ends_in: i16 = second.parse().ok().filter(|_| second.len() == 2)?;
        ((starts_in + 1) % 100 == ends_in).then_some(FinancialYear { starts_in })
    }

    /// First day, 1 April.
    pub fn first_day(self) -> Date {
        Date::constant(self.starts_in, 4, 1)
    }

    /// Last day, 31 March.
    pub fn last_day(self) -> Date {
        Date::constant(self.starts_in + 1, 3, 31)
    }
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.starts_in, (self.starts_in + 1) % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_part_of_a_year_is_every_day_it_may_be() {
        for (words, earliest, latest) in [
            ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
            ("2016-Q3", date(2016, 7, 1), date(2016, 9, 30)),
            ("2024", date(2024, 1, 1), date(2024, 12, 31)),
            ("Q3 2016", date(2016, 7, 1), date(2016, 9, 30)),
            ("Spring 2016", date(2016, 4, 1), date(2016, 6, 30)),
        ] {
            assert_eq!(parse_when(words), When::Part(Span { earliest, latest }, words.into()), "{words}");
        }
    }

    #[test]
    fn words_that_are_no_date_stay_words() {
        for words in [
            "2026-02-30",
            "TBC",
            "2026-Q5",
            "Q5 2026",
            "Winter 2026",
            "Q3 26",
            "2026-13",
            "31/03/2026",
            "20260331",
            "2026-3-31",
            "é026-01-01",
        ] {
            assert_eq!(parse_when(words), When::Unreadable(words.into()), "{words}");
        }
        assert_eq!(parse_when("  "), When::Unknown);
    }

    #[test]
    fn months_keep_the_day_number_or_take_the_last_day() {
        for (from, months, to) in [
            (date(2026, 1, 31), 1, date(2026, 2, 28)),
            (date(2026, 5, 31), -3, date(2026, 2, 28)),
            (date(2024, 2, 29), 12, date(2025, 2, 28)),
            (date(2026, 6, 30), 1, date(2026, 7, 30)),
        ] {
            assert_eq!(add_months(from, months), to, "{from} {months:+}");
        }
        assert_eq!(add_months(date(2026, 1, 1), i64::MAX), Date::MAX);
    }

    #[test]
    fn a_financial_year_starts_in_april() {
        assert_eq!(FinancialYear::of(date(2026, 3, 31)).to_string(), "2025-26");
        assert_eq!(FinancialYear::of(date(2026, 4, 1)).to_string(), "2026-27");
        assert_eq!(FinancialYear::parse("1999-00").map(FinancialYear::last_day), Some(date(2000, 3, 31)));
        assert_eq!(FinancialYear::parse("2025-27"), None);
    }
}
