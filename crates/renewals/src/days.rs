//! Whole days added, taken away and counted.

use estate::Date;
use std::time::Duration;

const SECONDS_A_DAY: u64 = 86_400;

/// `days` later, or earlier if negative. Saturates at the ends of the calendar.
pub(crate) fn add_days(day: Date, days: i64) -> Date {
    let size = Duration::from_secs(days.unsigned_abs().saturating_mul(SECONDS_A_DAY));
    if days < 0 { day.saturating_sub(size) } else { day.saturating_add(size) }
}

/// Days from `first` to `last`, both counted.
pub(crate) fn days_in(first: Date, last: Date) -> i64 {
    estate::days_between(first, last) + 1
}

/// The day after; the last day of the calendar stays.
pub(crate) fn day_after(day: Date) -> Date {
    day.tomorrow().unwrap_or(day)
}

/// The day before; the first day of the calendar stays.
pub(crate) fn day_before(day: Date) -> Date {
    day.yesterday().unwrap_or(day)
}

/// `9999-12-31` is how an end that never comes is spelled, so a day of that year is no day.
pub(crate) fn is_never(day: Date) -> bool {
    day.year() == 9999
}
