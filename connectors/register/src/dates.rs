//! Dates as files of the field spell them, to `2026-03-31`, or `2026-03` where only a part is known. Which number is the day is
//! decided for a column as a whole, from all of its values, and refused where they do not tell.

mod decide;
mod parts;

pub(crate) use decide::Seen;
pub(crate) use parts::in_name;

use crate::mapping::MappedFile;
use estate::Date;
use parts::{Orders, Possible};

/// Which of three numbers is the year, the month, the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Order {
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

impl Order {
    pub(crate) const ALL: [Order; 3] = [Order::DayMonthYear, Order::MonthDayYear, Order::YearMonthDay];

    /// As a `date_format` says it.
    pub(crate) fn format(self) -> &'static str {
        match self {
            Order::DayMonthYear => "%d/%m/%Y",
            Order::MonthDayYear => "%m/%d/%Y",
            Order::YearMonthDay => "%y/%m/%d",
        }
    }
}

/// How the dates of one column are spelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spelling {
    /// Formats that the mapping declares; nothing else but `2026-03-31` is read then.
    formats: Vec<String>,
    /// The order of three numbers, where the column has decided it.
    order: Option<Order>,
    /// The first of the hundred years that a year of two digits may mean.
    pivot: i16,
    /// What a month stands for in a column that needs a day.
    month_means: Option<Edge>,
}

/// The first or the last day of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edge {
    /// Its first day.
    FirstDay,
    /// Its last day.
    LastDay,
}

/// A year of two digits means one from here on for a hundred years, unless the mapping says otherwise.
pub(crate) const PIVOT: i16 = 1969;
/// A date before this year, or from `SENTINEL` on, was made up by a program or a person who had none. The year 9999 is a way to write
/// that there is no end, and is kept.
const EARLIEST: i16 = 1950;
const SENTINEL: i16 = 2100;
/// Spreadsheets count days from here, and call 1900-03-01 day 61.
const SERIAL_ZERO: Date = Date::constant(1899, 12, 30);

impl Spelling {
    /// What a mapping declares for a column.
    pub(crate) fn of(file: &MappedFile, column: &str) -> Spelling {
        let own = file.date_format_of.get(column).map_or(&file.date_format, |formats| formats);
        Spelling {
            formats: own.0.clone(),
            order: None,
            pivot: file.two_digit_years_from.unwrap_or(PIVOT),
            month_means: file.month_means,
        }
    }

    /// The first of the hundred years that a year of two digits may mean.
    pub(crate) fn pivot(&self) -> i16 {
        self.pivot
    }

    /// As it is told to an operator.
    pub(crate) fn shown(&self) -> String {
        self.order.map_or_else(|| "as days".to_owned(), |order| format!("as {}", order.format()))
    }

    /// Does the mapping declare formats?
    pub(crate) fn is_declared(&self) -> bool {
        !self.formats.is_empty()
    }

    /// Reads a date. `None` where it cannot be read. `whole` says that only a day will do.
    pub(crate) fn read(&self, text: &str, whole: bool) -> Option<String> {
        let possible = if self.is_declared() { self.by_format(text)? } else { Possible::of(text, self.pivot)? };
        self.spell(possible, whole)
    }

    /// Spells what a text may be, where the column knows which it is.
    pub(crate) fn spell(&self, possible: Possible, whole: bool) -> Option<String> {
        match possible {
            Possible::Day(day) | Possible::Serial(day) => Some(spelled(day)),
            Possible::Orders(orders) => orders.of(self.order?).map(spelled),
            Possible::Month(first) => match self.month_means.filter(|_| whole) {
                Some(Edge::FirstDay) => Some(first.to_string()),
                Some(Edge::LastDay) => Some(first.last_of_month().to_string()),
                None => Some(format!("{:04}-{:02}", first.year(), first.month())),
            },
            Possible::Year(year) => Some(format!("{year:04}")),
        }
    }

    /// The first declared format that fits.
    fn by_format(&self, text: &str) -> Option<Possible> {
        self.formats.iter().find_map(|format| {
            if format == SERIAL {
                return match Possible::of(text, self.pivot) {
                    Some(Possible::Serial(day)) => Some(Possible::Serial(day)),
                    _ => None,
                };
            }
            // A year of two digits under `%Y` is a wrong format, not the first century.
            let day = Date::strptime(format, text).ok().filter(|day| day.year() >= 1900)?;
            let two_digits = format.contains("%y");
            Some(Possible::Day(if two_digits { parts::from_pivot(day, self.pivot)? } else { day }))
        })
    }
}

/// A day as `2026-03-31`, without the machinery of formats, which takes longer than all else that is done to a date.
fn spelled(day: Date) -> String {
    let Ok(year) = u32::try_from(day.year()) else { return day.to_string() };
    let (month, date) = (u32::from(day.month().unsigned_abs()), u32::from(day.day().unsigned_abs()));
    let digit = |number: u32| char::from_digit(number % 10, 10).unwrap_or('0');
    let mut text = String::with_capacity(10);
    text.extend([year / 1000, year / 100, year / 10, year].map(digit));
    for number in [month, date] {
        text.push('-');
        text.extend([number / 10, number].map(digit));
    }
    text
}

/// Among formats, the days that a spreadsheet counts.
pub(crate) const SERIAL: &str = "serial";

/// Is a day that was read one that stands for having none?
pub(crate) fn is_placeholder(spelled: &str) -> bool {
    let year = spelled.get(..4).and_then(|year| year.parse::<i16>().ok());
    spelled == "1970-01-01" || year.is_some_and(|year| year < EARLIEST || (year >= SENTINEL && year != 9999))
}

/// Could a cell be a date in a column of dates, by any spelling?
pub(crate) fn could_be(cell: &str) -> bool {
    Possible::of(cell, PIVOT).is_some()
}

/// Does a cell look like a date, whatever column it stands in? A number alone does not.
pub(crate) fn looks_like(cell: &str) -> bool {
    matches!(Possible::of(cell, PIVOT), Some(Possible::Day(_) | Possible::Orders(_) | Possible::Month(_)))
        && cell.bytes().any(|byte| !byte.is_ascii_digit() && byte != b'.')
        || Orders::looks_pointed(cell)
}

/// The parts a date format may have; more would need a time zone or a calendar to be a day.
const DIRECTIVES: &str = "deYymbBHMSTfapIR%";

pub(crate) fn check_format(format: &str) -> Result<(), String> {
    let has = |found: &str, any: &str| found.chars().any(|directive| any.contains(directive));
    let found = directives(format)?;
    if format == SERIAL || (has(&found, "de") && has(&found, "mbB") && has(&found, "Yy")) {
        return Ok(());
    }
    Err(format!(
        "`{format}` does not name a day, a month and a year. hint: such as %d/%m/%Y, or `{SERIAL}` for days that a spreadsheet counts"
    ))
}

fn directives(format: &str) -> Result<String, String> {
    let mut found = String::new();
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        if letter == '%' {
            let directive = letters.next().filter(|directive| DIRECTIVES.contains(*directive));
            found.push(directive.ok_or_else(|| {
                format!("`{format}` has a part that is not known here. hint: %d day, %m month, %b or %B its name, %Y year, %y year of two digits, %H:%M:%S time")
            })?);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(settings: &str) -> MappedFile {
        toml::from_str(&format!("path = \"p.csv\"\ntable = \"payments\"\n{settings}")).unwrap()
    }

    #[test]
    fn a_date_is_read_by_the_first_declared_format_that_fits() {
        let formats = "date_format = [\"%d/%m/%Y\", \"%d %b %Y\", \"%d/%m/%Y %H:%M:%S\"]";
        let spelling = Spelling::of(&file(formats), "paid_on");
        for (text, day) in [
            ("31/03/2026", Some("2026-03-31")),
            ("1/3/2026", Some("2026-03-01")),
            ("31 Mar 2026", Some("2026-03-31")),
            ("31/03/2026 00:00:00", Some("2026-03-31")),
            ("03/31/2026", None),
            ("31/02/2026", None),
            ("31/03/26", None),
            ("31/03/2026 x", None),
            ("2026-03-31", None),
            ("46112", None),
            ("", None),
        ] {
            assert_eq!(spelling.read(text, true).as_deref(), day, "{text}");
        }
        let short = Spelling::of(&file("date_format = \"%d-%b-%y\"\ntwo_digit_years_from = 1930"), "paid_on");
        assert_eq!(short.read("31-Mar-26", true).as_deref(), Some("2026-03-31"));
        assert_eq!(short.read("31-Mar-30", true).as_deref(), Some("1930-03-31"));
        let serial = Spelling::of(&file("date_format_of = { paid_on = \"serial\" }"), "paid_on");
        assert_eq!(serial.read("46112", true).as_deref(), Some("2026-03-31"));
    }

    #[test]
    fn a_format_names_a_day_a_month_and_a_year() {
        for format in ["%d/%m/%Y", "%e %B %Y", "%Y%m%d", "%d-%b-%y", "%d/%m/%Y %H:%M", "serial"] {
            assert!(check_format(format).is_ok(), "{format}");
        }
        for format in ["%d/%m", "dd/mm/yyyy", "%x", "%d/%m/%Y %Q", "%"] {
            assert!(check_format(format).is_err(), "{format}");
        }
    }

    #[test]
    fn a_day_is_spelled_as_its_type_spells_it() {
        for day in [Date::constant(1, 1, 1), Date::constant(2026, 3, 31), Date::constant(9999, 12, 10)] {
            assert_eq!(spelled(day), day.to_string());
        }
    }

    #[test]
    fn placeholders_follow_a_rule() {
        for (day, is_one) in [
            ("1900-01-01", true),
            ("0001-01-01", true),
            ("1970-01-01", true),
            ("1970-01-02", false),
            ("2099-12-31", false),
            ("2999-12-31", true),
            ("9999-12-31", false),
            ("2026-03", false),
        ] {
            assert_eq!(is_placeholder(day), is_one, "{day}");
        }
    }

    #[test]
    fn a_month_is_a_day_only_where_the_mapping_says_which() {
        let bare = Spelling::of(&file(""), "paid_on");
        assert_eq!(bare.read("Mar-26", true).as_deref(), Some("2026-03"));
        let last = Spelling::of(&file("month_means = \"last-day\""), "paid_on");
        assert_eq!(last.read("February 2024", true).as_deref(), Some("2024-02-29"));
        assert_eq!(last.read("February 2024", false).as_deref(), Some("2024-02"));
    }

    #[test]
    fn what_looks_like_a_date_and_what_does_not() {
        for (cell, is_one) in [
            ("31/03/2026", true),
            ("31.03.2026", true),
            ("31 March 2026", true),
            ("2026-03-31T00:00:00Z", true),
            ("46112", false),
            ("12.50", false),
            ("2026", false),
            ("Acme 2026", false),
            ("1.2.3", false),
        ] {
            assert_eq!(looks_like(cell), is_one, "{cell}");
        }
    }
}
