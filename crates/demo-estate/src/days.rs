//! Days counted from the audit date.

use estate::{Date, add_months};
use std::time::Duration;

/// `days` later, or earlier if negative. Stops at the ends of the calendar.
pub(crate) fn plus_days(day: Date, days: i64) -> Date {
    let length = Duration::from_secs(days.unsigned_abs().saturating_mul(86_400));
    if days < 0 { day.saturating_sub(length) } else { day.saturating_add(length) }
}

/// The first day of the month that starts `months` after the one that holds `day`.
pub(crate) fn month_start(day: Date, months: i64) -> Date {
    add_months(day.first_of_month(), months)
}

/// The first day of the `months` whole months that end with `day`.
pub(crate) fn months_to(day: Date, months: i64) -> Date {
    add_months(plus_days(day, 1), -months)
}

/// Calendar months from the month of `from` to that of `to`.
pub(crate) fn months_apart(from: Date, to: Date) -> i64 {
    i64::from(to.year() - from.year()) * 12 + i64::from(to.month()) - i64::from(from.month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use estate::parse_day;

    #[test]
    fn days_and_months_are_counted_on_the_calendar() {
        let day = |text: &str| parse_day(text).unwrap();
        assert_eq!(plus_days(day("2026-04-01"), -1), day("2026-03-31"));
        assert_eq!(plus_days(day("2024-02-28"), 2), day("2024-03-01"));
        assert_eq!(months_to(day("2026-04-01"), 12), day("2025-04-02"));
        assert_eq!(month_start(day("2026-04-17"), -4), day("2025-12-01"));
        assert_eq!(months_apart(day("2024-11-30"), day("2026-04-01")), 17);
        assert_eq!(plus_days(Date::MAX, 5), Date::MAX);
    }
}
