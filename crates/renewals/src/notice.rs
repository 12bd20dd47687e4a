//! Lengths taken away from a day: notice, lead time, time to procure (rules R7, R8, R10).

use crate::Calendar;
use crate::days::add_days;
use estate::{Date, Length, add_months};

/// `length` before `day`: days by count; months by the same day number, or the month's last day if it is too short; working
/// days by stepping back from `day`, which is not counted itself. `None` where working days are unknown, and before year 1: a
/// day that no calendar of ours has is no date to act on.
pub(crate) fn before(day: Date, length: Length, calendar: &Calendar) -> Option<Date> {
    let earlier = match length {
        Length::Days(days) => add_days(day, -i64::from(days)),
        Length::Months(months) => add_months(day, -i64::from(months)),
        Length::WorkingDays(days) => calendar.working_days_before(day, days)?,
    };
    (earlier.year() >= 1).then_some(earlier)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{calendar, day};

    #[test]
    fn a_length_is_taken_away_by_its_own_unit() {
        for (from, length, earlier) in [
            ("2027-03-31", "90 days", "2026-12-31"),
            ("2027-06-30", "60 days", "2027-05-01"),
            ("2027-05-31", "3 months", "2027-02-28"),
            ("2027-02-28", "3 months", "2026-11-28"),
            ("2024-05-31", "3 months", "2024-02-29"),
            ("2027-03-31", "2 weeks", "2027-03-17"),
            ("2027-03-31", "1 year", "2026-03-31"),
            ("2027-03-31", "0 days", "2027-03-31"),
            ("2027-03-31", "0 working days", "2027-03-31"),
            // Good Friday 26 and Easter Monday 29 March 2027 are stepped over.
            ("2027-03-31", "1 working day", "2027-03-30"),
            ("2027-03-31", "2 working days", "2027-03-25"),
        ] {
            let length = Length::parse(length).unwrap();
            assert_eq!(before(day(from), length, calendar()), Some(day(earlier)), "{from} less {length}");
        }
    }

    #[test]
    fn a_day_before_the_calendar_is_no_day() {
        assert_eq!(before(day("2027-03-31"), Length::Months(1_000_000), calendar()), None);
        assert_eq!(before(day("2027-03-31"), Length::Days(u32::MAX), calendar()), None);
        assert_eq!(before(day("2027-03-31"), Length::WorkingDays(u32::MAX), calendar()), None);
    }
}
