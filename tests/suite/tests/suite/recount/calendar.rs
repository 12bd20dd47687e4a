//! Days as plain numbers, so that the recount shares no calendar with what it checks.

/// Days since 1 March of the year 0.
pub(super) type Day = i64;

/// Reads `2026-03-31`.
pub(super) fn day(text: &str) -> Option<Day> {
    let mut parts = text.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, number) = (parts.next()??, parts.next()??, parts.next()??);
    (text.len() == 10 && (1..=12).contains(&month)).then(|| of(year, month, number))
}

/// The number of a day. The year begins in March here, so that a leap day is its last.
pub(super) fn of(year: i64, month: i64, number: i64) -> Day {
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + number - 1
}

/// Year, month and day number.
pub(super) fn civil(day: Day) -> (i64, i64, i64) {
    let mut year = day / 365;
    while of(year, 3, 1) > day {
        year -= 1;
    }
    let mut month = 3;
    while month < 14 && first_of(year, month + 1) <= day {
        month += 1;
    }
    let number = day - first_of(year, month) + 1;
    if month > 12 { (year + 1, month - 12, number) } else { (year, month, number) }
}

/// First day of a month; month 13 is January of the next year.
fn first_of(year: i64, month: i64) -> Day {
    of(year + (month - 1).div_euclid(12), (month - 1).rem_euclid(12) + 1, 1)
}

/// The same day number so many months on, or that month's last day if it is shorter.
pub(super) fn add_months(day: Day, months: i64) -> Day {
    let (year, month, number) = civil(day);
    let (first, next) = (first_of(year, month + months), first_of(year, month + months + 1));
    first + number.min(next - first) - 1
}

/// Days of the calendar month, or quarter, that holds the day.
pub(super) fn length_around(day: Day, months: i64) -> i64 {
    let (year, month, _) = civil(day);
    let begins = (month - 1) / months * months + 1;
    first_of(year, begins + months) - first_of(year, begins)
}

/// The days that a figure is of, and the day it is judged on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    /// First day.
    pub(super) first: Day,
    /// Last day.
    pub(super) last: Day,
    /// The audit date.
    pub(super) as_of: Day,
    /// The year at the rate, or a financial year?
    pub(super) rate: bool,
}

impl Window {
    /// The twelve months up to the audit date, or a financial year such as `2025-26`.
    pub(super) fn new(as_of: &str, financial_year: Option<&str>) -> Window {
        let as_of = day(as_of).unwrap();
        match financial_year {
            None => Window { first: add_months(as_of + 1, -12), last: as_of, as_of, rate: true },
            Some(year) => {
                let year: i64 = year[..4].parse().unwrap();
                Window { first: of(year, 4, 1), last: of(year + 1, 3, 31), as_of, rate: false }
            }
        }
    }

    /// Days in it.
    pub(super) fn length(&self) -> i64 {
        self.last - self.first + 1
    }

    /// Days of `from` to `to` that lie in it.
    pub(super) fn overlap(&self, from: Day, to: Day) -> i64 {
        (self.last.min(to) - self.first.max(from) + 1).max(0)
    }
}

#[test]
fn days_are_numbered_one_after_another_and_read_back() {
    assert_eq!(day("2024-03-01").unwrap() - day("2024-02-29").unwrap(), 1);
    assert_eq!(day("2026-04-01").unwrap() - day("2025-04-01").unwrap(), 365);
    for text in ["2000-02-29", "2025-12-31", "2026-01-01", "2026-03-01", "1999-02-28"] {
        let (year, month, number) = civil(day(text).unwrap());
        assert_eq!(format!("{year:04}-{month:02}-{number:02}"), text);
    }
    assert_eq!(add_months(day("2026-01-31").unwrap(), 1), day("2026-02-28").unwrap());
    assert_eq!(add_months(day("2026-04-01").unwrap(), -12), day("2025-04-01").unwrap());
    assert_eq!(length_around(day("2016-02-10").unwrap(), 1), 29);
    assert_eq!(length_around(day("2015-08-10").unwrap(), 3), 92);
}
