//! What the parts of one date may mean, taken by itself.

use super::{Order, SERIAL_ZERO};
use estate::Date;

/// What a text may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Possible {
    /// One day, whatever stands in the other cells.
    Day(Date),
    /// Another day by each order.
    Orders(Orders),
    /// A month, by its first day.
    Month(Date),
    Year(i16),
    /// A number that a spreadsheet would call this day.
    Serial(Date),
}

/// The day by each order, where it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Orders {
    days: [Option<Date>; 3],
    /// The first and the last of the three numbers, of which one may be a year of two digits.
    pub(super) ends: Option<(u8, u8)>,
}

impl Orders {
    pub(crate) fn of(self, order: Order) -> Option<Date> {
        match order {
            Order::DayMonthYear => self.days[0],
            Order::MonthDayYear => self.days[1],
            Order::YearMonthDay => self.days[2],
        }
    }

    /// `31.03.2026`, which is no amount.
    pub(super) fn looks_pointed(cell: &str) -> bool {
        let parts: Vec<&str> = cell.trim().split('.').collect();
        parts.len() == 3 && matches!(parts[2].len(), 4) && Possible::of(cell, super::PIVOT).is_some()
    }
}

/// A piece of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// A number, and how many digits it has.
    Number(i64, usize),
    Month(i8),
}

/// At most three pieces.
struct Pieces {
    all: [Piece; 3],
    length: usize,
}

impl Pieces {
    /// `None`, where there are three already.
    fn push(&mut self, piece: Piece) -> Option<()> {
        *self.all.get_mut(self.length)? = piece;
        self.length += 1;
        Some(())
    }
}

impl Possible {
    /// Reads a text. `None`, where it is no date.
    pub(crate) fn of(text: &str, pivot: i16) -> Option<Possible> {
        let text = text.trim();
        if text.len() > 60 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        if let Some(serial) = serial(text) {
            return Some(serial);
        }
        let pieces = pieces(text)?;
        match &pieces.all[..pieces.length] {
            [Piece::Number(number, digits)] => alone(*number, *digits),
            [Piece::Number(year, 4), Piece::Number(month, 1 | 2)]
            | [Piece::Number(month, 1 | 2), Piece::Number(year, 4)] => first_of(*year, *month),
            [Piece::Month(month), Piece::Number(year, 4)] | [Piece::Number(year, 4), Piece::Month(month)] => {
                first_of(*year, i64::from(*month))
            }
            [Piece::Month(month), Piece::Number(year, 2)] => first_of(full_year(*year, pivot)?, i64::from(*month)),
            [Piece::Number(year, 4), Piece::Number(month, 1 | 2), Piece::Number(date, 1 | 2)] => {
                day(*year, *month, *date).map(Possible::Day)
            }
            [Piece::Number(year, 4), Piece::Month(month), Piece::Number(date, 1 | 2)] => {
                day(*year, i64::from(*month), *date).map(Possible::Day)
            }
            [Piece::Number(date, 1 | 2), Piece::Month(month), Piece::Number(year, digits @ (2 | 4))]
            | [Piece::Month(month), Piece::Number(date, 1 | 2), Piece::Number(year, digits @ (2 | 4))] => {
                let year = if *digits == 2 { full_year(*year, pivot)? } else { *year };
                day(year, i64::from(*month), *date).map(Possible::Day)
            }
            [Piece::Number(one, 1 | 2), Piece::Number(two, 1 | 2), Piece::Number(year, 4)] => {
                orders([day(*year, *two, *one), day(*year, *one, *two), None], None)
            }
            [Piece::Number(one, digits @ (1 | 2)), Piece::Number(two, 1 | 2), Piece::Number(three, 2)] => {
                let last = full_year(*three, pivot)?;
                let first = if *digits == 2 { full_year(*one, pivot) } else { None };
                let year_first = first.and_then(|year| day(year, *two, *three));
                let ends = u8::try_from(*one).ok().zip(u8::try_from(*three).ok());
                orders([day(last, *two, *one), day(last, *one, *two), year_first], ends)
            }
            _ => None,
        }
    }
}

fn orders(days: [Option<Date>; 3], ends: Option<(u8, u8)>) -> Option<Possible> {
    days.iter().any(Option::is_some).then_some(Possible::Orders(Orders { days, ends }))
}

fn day(year: i64, month: i64, date: i64) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(date).ok()?).ok()
}

fn first_of(year: i64, month: i64) -> Option<Possible> {
    if (1900..=9999).contains(&year) { day(year, month, 1).map(Possible::Month) } else { None }
}

/// A year of two digits among the hundred from the pivot on.
fn full_year(year: i64, pivot: i16) -> Option<i64> {
    let pivot = i64::from(pivot);
    (0..100).contains(&year).then(|| pivot + (year - pivot).rem_euclid(100))
}

/// The same day of the year that its last two digits mean from the pivot on.
pub(super) fn from_pivot(date: Date, pivot: i16) -> Option<Date> {
    day(full_year(i64::from(date.year() % 100), pivot)?, i64::from(date.month()), i64::from(date.day()))
}

/// A number by itself: a year, or a day without marks.
fn alone(number: i64, digits: usize) -> Option<Possible> {
    match digits {
        4 => (1950..=2100).contains(&number).then(|| i16::try_from(number).ok().map(Possible::Year)).flatten(),
        8 => {
            let (a, b, c) = (number / 10_000, number / 100 % 100, number % 100);
            if let Some(day) = day(a, b, c).filter(|day| (1950..=2100).contains(&day.year())) {
                return Some(Possible::Day(day));
            }
            let (a, b, c) = (number / 1_000_000, number / 10_000 % 100, number % 10_000);
            orders([day(c, b, a), day(c, a, b), None], None)
        }
        _ => None,
    }
}

/// Five digits, perhaps with a part of a day behind a full stop, are days that a spreadsheet counts: 1954 to 2119.
fn serial(text: &str) -> Option<Possible> {
    let (days, part) = text.split_once('.').unwrap_or((text, "0"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if days.len() != 5 || !are_digits(days) || !are_digits(part) {
        return None;
    }
    let days: i64 = days.parse().ok().filter(|days| (20_000..=80_000).contains(days))?;
    let day = estate::day_since_1970(days + estate::days_between(Date::constant(1970, 1, 1), SERIAL_ZERO))?;
    Some(Possible::Serial(day))
}

/// The numbers and months of a text without its time of day and the name of its weekday. `None`, where another word stands in it.
fn pieces(text: &str) -> Option<Pieces> {
    let mut pieces = Pieces { all: [Piece::Month(0); 3], length: 0 };
    for word in without_time(text)
        .split(|letter: char| letter.is_whitespace() || matches!(letter, '/' | '-' | '.' | ',' | '\u{2013}' | '_'))
    {
        let word = word.trim_matches(|letter: char| matches!(letter, '\'' | '(' | ')'));
        if word.is_empty() {
            continue;
        }
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let (number, letters) = word.split_at(digits);
        if digits > 0 {
            pieces.push(Piece::Number(number.parse().ok()?, digits))?;
        }
        if letters.is_empty() {
            continue;
        }
        let letters = letters.to_lowercase();
        if !is_filler(&letters, digits > 0) {
            pieces.push(Piece::Month(month(&letters)?))?;
        }
    }
    Some(pieces)
}

/// Everything before a time of day: behind a `T` between digits, or a space before what has a colon.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else { return text.split_once("T00").map_or(text, |(date, _)| date) };
    let before = &text[..colon];
    let digits = before.trim_end_matches(|letter: char| letter.is_ascii_digit());
    digits.strip_suffix(['T', 't']).unwrap_or(digits).trim_end()
}

/// Does a word of a date say nothing: an ending of a number, an article, a weekday?
fn is_filler(word: &str, behind_number: bool) -> bool {
    matches!(word, "" | "de" | "of" | "den" | "le")
        || (behind_number && matches!(word, "st" | "nd" | "rd" | "th" | "er" | "º"))
        || (!behind_number && is_weekday(word))
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(word))
}

/// Names of months in languages of the field, and how they begin when they are cut.
const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "janvier", "enero", "gennaio", "januari", "janeiro", "jän", "ene", "gen"],
    &["february", "februar", "février", "fevrier", "febrero", "febbraio", "februari", "fevereiro"],
    &["march", "märz", "mars", "marzo", "maart", "março", "mrz", "maa", "mrt"],
    &["april", "avril", "abril", "aprile", "avr", "abr"],
    &["may", "mai", "mayo", "maggio", "mei", "maio", "mag"],
    &["june", "juni", "juin", "junio", "giugno", "junho", "giu"],
    &["july", "juli", "juillet", "julio", "luglio", "julho", "lug", "juil"],
    &["august", "août", "aout", "agosto", "augustus", "ago"],
    &["september", "septembre", "septiembre", "settembre", "setembro", "sept", "set"],
    &["october", "oktober", "octobre", "octubre", "ottobre", "outubro", "okt", "ott", "out"],
    &["november", "novembre", "noviembre", "novembro"],
    &["december", "dezember", "décembre", "decembre", "diciembre", "dicembre", "dezembro", "dez", "dic", "déc"],
];

/// The month of that name, whole or cut to three letters or more.
fn month(word: &str) -> Option<i8> {
    let fits = |names: &&[&str]| {
        names.iter().any(|name| *name == word || (word.chars().count() >= 3 && name.starts_with(word)))
    };
    let mut found = MONTHS.iter().zip(1_i8..).filter(|(names, _)| fits(names)).map(|(_, number)| number);
    // `jui` may be June or July.
    found.next().filter(|_| found.next().is_none())
}

/// The month or the day that a file's name tells: `spend-over-500-march-2026.csv`, `2026_03`, `0326` does not.
pub(crate) fn in_name(name: &str) -> Option<Possible> {
    let stem = name.rsplit_once('/').map_or(name, |(_, stem)| stem);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let words: Vec<&str> =
        stem.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // `March2026` is two words.
    let words: Vec<&str> = words.into_iter().flat_map(parted).collect();
    let mut found: Vec<Possible> = vec![];
    let mut at = 0;
    while at < words.len() {
        let run = (1..=3).rev().filter(|length| at + length <= words.len()).find_map(|length| {
            match Possible::of(&words[at..at + length].join(" "), super::PIVOT)? {
                Possible::Year(_) | Possible::Serial(_) | Possible::Orders(_) => None,
                told => Some((length, told)),
            }
        });
        match run {
            Some((length, told)) => {
                found.push(told);
                at += length;
            }
            None => at += 1,
        }
    }
    // Two dates in a name are a period, or say nothing.
    found.dedup();
    if let [only] = found.as_slice() { Some(*only) } else { None }
}

fn parted(word: &str) -> Vec<&str> {
    let digits = word.find(|letter: char| letter.is_ascii_digit()).unwrap_or(word.len());
    let letters = word.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(word.len());
    let (one, two) = word.split_at(digits.max(letters));
    [one, two].into_iter().filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(text: &str) -> String {
        match Possible::of(text, 1969) {
            None => String::new(),
            Some(Possible::Day(day)) => day.to_string(),
            Some(Possible::Serial(day)) => format!("serial {day}"),
            Some(Possible::Month(first)) => format!("month {first}"),
            Some(Possible::Year(year)) => format!("year {year}"),
            Some(Possible::Orders(orders)) => {
                let days = orders.days.iter().map(|day| day.map_or("-".to_owned(), |day| day.to_string()));
                days.collect::<Vec<_>>().join(" ")
            }
        }
    }

    #[test]
    fn a_text_is_every_day_it_may_be() {
        for (text, means) in [
            ("31/03/2026", "2026-03-31 - -"),
            ("03/04/2026", "2026-04-03 2026-03-04 -"),
            ("03/04/26", "2026-04-03 2026-03-04 2003-04-26"),
            ("2026-03-31", "2026-03-31"),
            ("2026-03-31T23:59:59.000Z", "2026-03-31"),
            ("2026-03-31 00:00:00 UTC", "2026-03-31"),
            ("2026-03-31T00", "2026-03-31"),
            ("31/03/2026 12:30 PM", "2026-03-31 - -"),
            ("31 March 2026", "2026-03-31"),
            ("31st of Mar. 2026", "2026-03-31"),
            ("Tue, 31 Mar 2026", "2026-03-31"),
            ("March 31, 2026", "2026-03-31"),
            ("31-Mar-26", "2026-03-31"),
            ("31. März 2026", "2026-03-31"),
            ("31 de marzo de 2026", "2026-03-31"),
            ("1er juillet 2026", "2026-07-01"),
            ("20260331", "2026-03-31"),
            ("31032026", "2026-03-31 - -"),
            ("Mar-26", "month 2026-03-01"),
            ("03/2026", "month 2026-03-01"),
            ("2026-03", "month 2026-03-01"),
            ("March 2026", "month 2026-03-01"),
            ("2026", "year 2026"),
            ("46112", "serial 2026-03-31"),
            ("46112.75", "serial 2026-03-31"),
            ("2025/26", ""),
            ("31/02/2026", ""),
            ("99/99/9999", ""),
            ("TBC", ""),
            ("Q3 2026", ""),
            ("before 31 March 2026", ""),
            ("12.50", ""),
            ("26-Mar", ""),
            ("jui 2026", ""),
            ("1/2/3/2026", ""),
        ] {
            assert_eq!(spelled(text), means, "{text}");
        }
    }

    #[test]
    fn a_file_name_tells_one_month_or_day() {
        let month = |year, month| Some(Possible::Month(Date::constant(year, month, 1)));
        for (name, told) in [
            ("spend/Payments-over-500-March-2026.csv", month(2026, 3)),
            ("spend_2026_03.csv", month(2026, 3)),
            ("Spend March2026.xlsx", month(2026, 3)),
            ("20260331-spend.csv", Some(Possible::Day(Date::constant(2026, 3, 31)))),
            ("spend April 2025 to March 2026.csv", None),
            ("spend 2026.csv", None),
            ("spend.csv", None),
        ] {
            assert_eq!(in_name(name), told, "{name}");
        }
    }
}
