//! A year of days as a line to draw on.

use crate::words;

/// A day as a number, counted from any fixed day, so that days can be subtracted.
///
/// Howard Hinnant's `days_from_civil`, <https://howardhinnant.github.io/date_algorithms.html>, for years from 0000 on.
pub(crate) fn day_number(day: &str) -> Option<i64> {
    let mut parts =
        day.splitn(3, '-').map(|part| part.parse::<i64>().ok().filter(|_| part.bytes().all(|b| b.is_ascii_digit())));
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || year > 9999 {
        return None;
    }
    let (year, month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    Some(year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + day)
}

/// A stretch of days laid out between two places.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window {
    first: i64,
    days: i64,
    left: f64,
    right: f64,
}

/// The first day of a month inside a window.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Month {
    pub(crate) x: f64,
    /// `Apr`.
    pub(crate) name: String,
    pub(crate) year: String,
}

impl Window {
    /// From one day to another, both included. None if either is no day or they are the wrong way round.
    pub(crate) fn new(first: &str, last: &str, left: f64, right: f64) -> Option<Window> {
        let (first, last) = (day_number(first)?, day_number(last)?);
        (last > first).then_some(Window { first, days: last - first, left, right })
    }

    /// Where a day stands; a day outside stands at the nearer edge.
    pub(crate) fn x(&self, day: &str) -> Option<f64> {
        let since = (day_number(day)? - self.first).clamp(0, self.days);
        Some(self.left + (self.right - self.left) * audit::share(since, self.days).unwrap_or(0.0))
    }

    /// The first day of every month inside, beginning with the month after the one that `first` lies in.
    pub(crate) fn months(&self, first: &str) -> Vec<Month> {
        let Some((year, month)) = first.get(..7).and_then(|text| text.split_once('-')) else { return Vec::new() };
        let (Ok(year), Ok(month)) = (year.parse::<u32>(), month.parse::<u32>()) else { return Vec::new() };
        let first_of = |ahead: u32| {
            let months = year * 12 + month - 1 + ahead;
            format!("{:04}-{:02}-01", months / 12, months % 12 + 1)
        };
        let inside =
            |day: &String| day_number(day).is_some_and(|day| day >= self.first && day < self.first + self.days);
        (0..40)
            .map(first_of)
            .filter(inside)
            .filter_map(|day| {
                let said = words::day_short(&day);
                let mut said = said.split(' ').skip(1);
                Some(Month { x: self.x(&day)?, name: said.next()?.to_owned(), year: said.next()?.to_owned() })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_leap_days_and_centuries() {
        for (from, to, days) in [
            ("2026-04-01", "2027-04-01", 365),
            ("2028-02-28", "2028-03-01", 2),
            ("2026-02-28", "2026-03-01", 1),
            ("2100-02-28", "2100-03-01", 1),
            ("2000-02-28", "2000-03-01", 2),
            ("1999-12-31", "2000-01-01", 1),
            ("2026-12-31", "2026-01-01", -364),
        ] {
            assert_eq!(day_number(to).unwrap() - day_number(from).unwrap(), days, "{from} {to}");
        }
        for other in ["", "2026", "2026-13-01", "2026-01-32", "soon", "2026-+1-01", "-026-01-01"] {
            assert_eq!(day_number(other), None, "{other}");
        }
    }

    #[test]
    fn a_day_stands_in_proportion_and_outside_at_the_edge() {
        let window = Window::new("2026-04-01", "2027-04-01", 100.0, 465.0).unwrap();
        for (day, x) in [
            ("2026-04-01", 100.0),
            ("2026-04-11", 110.0),
            ("2027-04-01", 465.0),
            ("2030-01-01", 465.0),
            ("2020-01-01", 100.0),
        ] {
            assert!((window.x(day).unwrap() - x).abs() < 0.01, "{day}");
        }
        assert!(Window::new("2026-04-01", "2026-04-01", 0.0, 1.0).is_none());
    }

    #[test]
    fn months_begin_inside_the_window() {
        let window = Window::new("2026-11-15", "2027-11-14", 0.0, 364.0).unwrap();
        let months = window.months("2026-11-15");
        assert_eq!(months.len(), 12);
        assert_eq!((months[0].name.as_str(), months[0].year.as_str()), ("Dec", "2026"));
        assert_eq!((months[11].name.as_str(), months[11].year.as_str()), ("Nov", "2027"));
        let whole = Window::new("2026-04-01", "2027-03-31", 0.0, 364.0).unwrap();
        assert_eq!(whole.months("2026-04-01")[0].name, "Apr");
    }
}
