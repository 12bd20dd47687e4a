//! Which days are working days? Holiday tables, and counting on them (rules R8, R12, R32).

use crate::Error;
use crate::days::day_after;
use crate::error::{unreadable, wrong};
use estate::{Date, days_between, parse_day};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The working days of one division: neither Saturday, Sunday nor a listed holiday. Outside the years of its tables every
/// answer is `None`: weekends alone never make a working day (rule R32).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    division: String,
    first: Date,
    last: Date,
    /// Every working day, in order.
    working: Vec<Date>,
    /// For each day from `first`, and the one after `last`: working days before it.
    before: Vec<usize>,
}

/// A holiday table as a file spells it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    division: String,
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "evidence")]
    _evidence: Option<String>,
    #[serde(rename = "read_on")]
    _read_on: String,
    first_year: i16,
    last_year: i16,
    /// Date → name.
    holidays: BTreeMap<String, String>,
}

impl Calendar {
    /// Reads the tables of one division, such as `england-and-wales`, out of `(file name, text)` pairs; files of other
    /// divisions are checked and left aside. Several files may hold one division (a body's own closing days, a further year):
    /// their years and days are joined.
    pub fn from_toml(files: &[(&str, &str)], division: &str) -> Result<Calendar, Error> {
        let mut known = BTreeSet::new();
        let mut years = BTreeSet::new();
        let mut holidays = BTreeSet::new();
        for (name, text) in files {
            let file: File = toml::from_str(text).map_err(|error| unreadable(name, text, &error))?;
            let days = file.days(name, text)?;
            if file.division == division {
                years.extend(file.first_year..=file.last_year);
                holidays.extend(days);
            }
            known.insert(file.division);
        }
        let (Some(first), Some(last)) = (years.first().copied(), years.last().copied()) else {
            let known = known.into_iter().collect::<Vec<_>>().join(", ");
            return Err(Error::NoDivision { division: division.to_owned(), known });
        };
        if let Some(year) = (first..=last).find(|year| !years.contains(year)) {
            return Err(Error::YearMissing { division: division.to_owned(), year });
        }
        Ok(Calendar::counted(division, first, last, &holidays))
    }

    fn counted(division: &str, first_year: i16, last_year: i16, holidays: &BTreeSet<Date>) -> Calendar {
        let (first, last) = (Date::constant(first_year, 1, 1), Date::constant(last_year, 12, 31));
        let (mut working, mut before) = (Vec::new(), Vec::new());
        let mut day = first;
        while day <= last {
            before.push(working.len());
            let weekend = day.weekday().to_monday_zero_offset() >= 5;
            if !weekend && !holidays.contains(&day) {
                working.push(day);
            }
            day = day_after(day);
        }
        before.push(working.len());
        Calendar { division: division.to_owned(), first, last, working, before }
    }

    /// The division, as its files name it.
    pub fn division(&self) -> &str {
        &self.division
    }

    /// First and last day of the tables.
    pub fn reach(&self) -> (Date, Date) {
        (self.first, self.last)
    }

    /// The last working day up to `day`, itself included. `None` outside the tables.
    pub fn working_day_up_to(&self, day: Date) -> Option<Date> {
        let after = self.index(day)? + 1;
        let count = *self.before.get(after)?;
        self.working.get(count.checked_sub(1)?).copied()
    }

    /// The `n`-th working day met when stepping back from `day`, which is not counted itself and may be the first day past the
    /// tables; `day` itself for 0. `None` if a day outside the tables would have to be judged, weekend or not.
    pub fn working_days_before(&self, day: Date, n: u32) -> Option<Date> {
        if n == 0 {
            return Some(day);
        }
        let count = *self.before.get(self.index(day)?)?;
        self.working.get(count.checked_sub(usize::try_from(n).ok()?)?).copied()
    }

    fn index(&self, day: Date) -> Option<usize> {
        usize::try_from(days_between(self.first, day)).ok()
    }
}

impl File {
    fn days(&self, name: &str, text: &str) -> Result<Vec<Date>, Error> {
        if !(1900..=9998).contains(&self.first_year) || !(self.first_year..=9998).contains(&self.last_year) {
            let problem = format!("years {} to {} are no years of holidays", self.first_year, self.last_year);
            return Err(wrong(name, text, "first_year", problem, "first_year comes no later than last_year"));
        }
        let read = |words: &String| {
            let refuse = |problem: String, hint: &str| Err(wrong(name, text, words, problem, hint));
            match parse_day(words) {
                Err(error) => refuse(format!("holidays: `{words}` is not a date"), &error.to_string()),
                Ok(day) if !(self.first_year..=self.last_year).contains(&day.year()) => {
                    let problem = format!("holidays: {day} is outside {} to {}", self.first_year, self.last_year);
                    refuse(problem, "list whole years only, and say so in first_year and last_year")
                }
                Ok(day) => Ok(day),
            }
        };
        self.holidays.keys().map(read).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::day;

    const TABLES: [(&str, &str); 3] = [
        ("england-and-wales.toml", include_str!("../../../config/holidays/england-and-wales.toml")),
        ("northern-ireland.toml", include_str!("../../../config/holidays/northern-ireland.toml")),
        ("scotland.toml", include_str!("../../../config/holidays/scotland.toml")),
    ];

    fn table(years: (i16, i16), holidays: &str) -> String {
        let (first, last) = years;
        format!(
            "division = \"x\"\nsource = \"s\"\nread_on = \"2026-01-01\"\nfirst_year = {first}\nlast_year = {last}\n\n[holidays]\n{holidays}"
        )
    }

    #[test]
    fn the_shipped_tables_know_substitute_and_one_off_days() {
        for (division, holiday, up_to) in [
            // Christmas Day 2022 was a Sunday: Monday 26th is Boxing Day, Tuesday 27th the substitute.
            ("england-and-wales", "2022-12-27", "2022-12-23"),
            ("england-and-wales", "2020-05-08", "2020-05-07"),
            ("england-and-wales", "2022-06-03", "2022-06-01"),
            ("england-and-wales", "2022-09-19", "2022-09-16"),
            ("england-and-wales", "2023-05-08", "2023-05-05"),
            ("scotland", "2026-06-15", "2026-06-12"),
            ("scotland", "2024-12-02", "2024-11-29"),
            ("scotland", "2022-01-04", "2021-12-31"),
            ("northern-ireland", "2027-07-12", "2027-07-09"),
            ("northern-ireland", "2024-03-18", "2024-03-15"),
        ] {
            let calendar = Calendar::from_toml(&TABLES, division).unwrap();
            assert_eq!(calendar.working_day_up_to(day(holiday)), Some(day(up_to)), "{division} {holiday}");
        }
        // What is a holiday in one division is a working day in another.
        let scotland = Calendar::from_toml(&TABLES, "scotland").unwrap();
        assert_eq!(scotland.working_day_up_to(day("2026-04-06")), Some(day("2026-04-06")), "Easter Monday");
    }

    #[test]
    fn every_listed_holiday_of_the_shipped_tables_is_a_weekday() {
        for (name, text) in TABLES {
            let file: File = toml::from_str(text).unwrap();
            for holiday in file.days(name, text).unwrap() {
                assert!(holiday.weekday().to_monday_zero_offset() < 5, "{name} {holiday}");
            }
        }
    }

    #[test]
    fn eight_holidays_a_year_in_england_and_wales_but_for_jubilee_funeral_and_coronation() {
        let calendar = Calendar::from_toml(&TABLES, "england-and-wales").unwrap();
        for year in 2015..=2028 {
            let weekdays = (0..=366)
                .map(|n| crate::days::add_days(Date::constant(year, 1, 1), n))
                .filter(|day| day.year() == year && day.weekday().to_monday_zero_offset() < 5)
                .count();
            let working = calendar.working.iter().filter(|day| day.year() == year).count();
            let extra = match year {
                2022 => 2,
                2023 => 1,
                _ => 0,
            };
            assert_eq!(weekdays - working, 8 + extra, "{year}");
        }
    }

    #[test]
    fn outside_the_tables_nothing_is_a_working_day_nor_a_weekend() {
        let text = table((2026, 2026), "\"2026-01-01\" = \"New Year\"");
        let calendar = Calendar::from_toml(&[("x.toml", &text)], "x").unwrap();
        for outside in ["2025-12-31", "2027-01-01", "2027-01-02"] {
            assert_eq!(calendar.working_day_up_to(day(outside)), None, "{outside}");
        }
        // 1 January is a holiday, and what came before it is not known.
        assert_eq!(calendar.working_day_up_to(day("2026-01-01")), None);
        assert_eq!(calendar.working_days_before(day("2026-01-05"), 1), Some(day("2026-01-02")));
        assert_eq!(calendar.working_days_before(day("2026-01-05"), 2), None);
        // The end itself is not counted, so it may be the first day past the table, and no further.
        assert_eq!(calendar.working_days_before(day("2027-01-01"), 1), Some(day("2026-12-31")));
        assert_eq!(calendar.working_days_before(day("2027-01-02"), 1), None);
        assert_eq!(calendar.working_days_before(day("2030-01-02"), 0), Some(day("2030-01-02")));
    }

    #[test]
    fn a_second_file_of_a_division_adds_its_years_and_days() {
        let (one, two) = (table((2026, 2026), ""), table((2027, 2027), "\"2027-01-04\" = \"closed\""));
        let calendar = Calendar::from_toml(&[("1.toml", &one), ("2.toml", &two)], "x").unwrap();
        assert_eq!(calendar.working_day_up_to(day("2027-01-04")), Some(day("2027-01-01")));
    }

    #[test]
    fn a_faulty_table_is_refused_with_file_line_and_hint() {
        let far = table((2029, 2029), "");
        let near = table((2026, 2026), "");
        for (files, message) in [
            (
                vec![table((2026, 2026), "\"2026-02-30\" = \"no\"")],
                "f0.toml, line 8: holidays: `2026-02-30` is not a date",
            ),
            (
                vec![table((2026, 2026), "\"2027-01-01\" = \"no\"")],
                "f0.toml, line 8: holidays: 2027-01-01 is outside 2026 to 2026",
            ),
            (vec![table((2027, 2026), "")], "f0.toml, line 4: years 2027 to 2026"),
            (vec!["holidays = 3".to_owned()], "f0.toml, line 1: "),
            (vec![near.replace("read_on", "read")], "f0.toml, line 3: unknown field `read`"),
            (vec![near.replace("\"x\"", "\"y\"")], "no holiday table for `x`. hint: use one of y,"),
            (vec![near, far], "the holiday tables for `x` leave out 2027"),
        ] {
            let names: Vec<_> = (0..files.len()).map(|n| format!("f{n}.toml")).collect();
            let files: Vec<_> = names.iter().map(String::as_str).zip(files.iter().map(String::as_str)).collect();
            let error = Calendar::from_toml(&files, "x").unwrap_err().to_string();
            assert!(error.starts_with(message), "{error}");
            assert!(error.contains("hint: "), "{error}");
        }
    }
}
