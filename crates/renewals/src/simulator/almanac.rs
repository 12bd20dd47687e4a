//! A list of days from 1990 to 2120, made one by one.

use std::collections::{BTreeSet, HashMap};

/// A day is its place in the list.
pub(super) type Day = usize;

/// A length as a clause states it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Length {
    Days(u32),
    Months(u32),
    Working(u32),
}

pub(super) struct Almanac {
    days: Vec<(i32, u32, u32)>,
    places: HashMap<(i32, u32, u32), Day>,
    holidays: BTreeSet<Day>,
    /// First and last day for which holidays are listed.
    listed: (Day, Day),
}

impl Almanac {
    pub(super) fn new() -> Almanac {
        let mut days = Vec::new();
        for year in 1990..=2120 {
            for month in 1..=12 {
                let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
                let length = match month {
                    2 if leap => 29,
                    2 => 28,
                    4 | 6 | 9 | 11 => 30,
                    _ => 31,
                };
                days.extend((1..=length).map(|day| (year, month, day)));
            }
        }
        let places: HashMap<_, _> = days.iter().enumerate().map(|(place, day)| (*day, place)).collect();
        let text = include_str!("../../../../config/holidays/england-and-wales.toml");
        let dated = text.lines().filter_map(|line| line.strip_prefix('"')?.split_once('"'));
        let parts = |text: &str| text.split('-').map(|part| part.parse::<u32>().unwrap()).collect::<Vec<_>>();
        let holidays =
            dated.map(|(day, _)| parts(day)).map(|d| places[&(i32::try_from(d[0]).unwrap(), d[1], d[2])]).collect();
        let listed = (places[&(2015, 1, 1)], places[&(2028, 12, 31)]);
        Almanac { days, places, holidays, listed }
    }

    pub(super) fn day(&self, year: i32, month: u32, day: u32) -> Option<Day> {
        self.places.get(&(year, month, day)).copied()
    }

    pub(super) fn parts(&self, day: Day) -> (i32, u32, u32) {
        self.days[day]
    }

    pub(super) fn spell(&self, day: Day) -> String {
        let (year, month, day) = self.days[day];
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// Month by month; then the same day number, or the nearest before it that the month has.
    pub(super) fn months(&self, from: Day, months: i64) -> Day {
        let (mut year, mut month, mut day) = self.days[from];
        for _ in 0..months.abs() {
            if months > 0 {
                month += 1;
            } else {
                month -= 1;
            }
            if month == 13 {
                (year, month) = (year + 1, 1);
            }
            if month == 0 {
                (year, month) = (year - 1, 12);
            }
        }
        loop {
            match self.day(year, month, day) {
                Some(found) => return found,
                None => day -= 1,
            }
        }
    }

    /// `None` if nobody has listed the holidays around that day.
    pub(super) fn is_working(&self, day: Day) -> Option<bool> {
        let listed = self.listed.0 <= day && day <= self.listed.1;
        // 1 January 1990 was a Monday.
        listed.then(|| day % 7 < 5 && !self.holidays.contains(&day))
    }

    pub(super) fn last_working(&self, mut day: Day) -> Option<Day> {
        while !self.is_working(day)? {
            day -= 1;
        }
        Some(day)
    }

    pub(super) fn before(&self, mut day: Day, length: Length) -> Option<Day> {
        match length {
            Length::Months(months) => day = self.months(day, -i64::from(months)),
            Length::Days(days) => {
                for _ in 0..days {
                    day -= 1;
                }
            }
            Length::Working(days) => {
                let mut met = 0;
                while met < days {
                    day -= 1;
                    if self.is_working(day)? {
                        met += 1;
                    }
                }
            }
        }
        Some(day)
    }

    pub(super) fn after(&self, mut day: Day, length: Length, times: u32) -> Day {
        match length {
            Length::Months(months) => return self.months(day, i64::from(months) * i64::from(times)),
            Length::Days(days) | Length::Working(days) => {
                for _ in 0..days * times {
                    day += 1;
                }
            }
        }
        day
    }
}
