//! Lengths of time as contracts state them: `36 months`, `90 days`, `10 working days`, `open-ended`.

use std::fmt;

/// A stated length (rule R29). Weeks are days, years are months; working days are counted on a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Length {
    /// Calendar days.
    Days(u32),
    /// Calendar months.
    Months(u32),
    /// Days that are neither weekend nor holiday.
    WorkingDays(u32),
}

impl Length {
    /// Reads a whole number and `day(s)`, `week(s)`, `month(s)`, `year(s)` or `working day(s)`, in any case.
    pub fn parse(text: &str) -> Option<Length> {
        let text = text.trim().to_ascii_lowercase();
        let split = text.find(|c: char| !c.is_ascii_digit())?;
        let number: u32 = text[..split].parse().ok()?;
        let unit = text[split..].split_whitespace().collect::<Vec<_>>().join(" ");
        match unit.as_str() {
            "day" | "days" | "calendar day" | "calendar days" => Some(Length::Days(number)),
            "week" | "weeks" => Some(Length::Days(number.checked_mul(7)?)),
            "month" | "months" => Some(Length::Months(number)),
            "year" | "years" => Some(Length::Months(number.checked_mul(12)?)),
            "working day" | "working days" => Some(Length::WorkingDays(number)),
            _ => None,
        }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, unit) = match self {
            Length::Days(n) => (*n, "day"),
            Length::Months(n) => (*n, "month"),
            Length::WorkingDays(n) => (*n, "working day"),
        };
        write!(out, "{number} {unit}{}", if number == 1 { "" } else { "s" })
    }
}

/// A term of a contract: a length, or no end at all (rules R2, R29).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Term {
    /// So long.
    Of(Length),
    /// `open-ended`, `evergreen`, `indefinite`.
    OpenEnded,
}

impl Term {
    /// Reads a term. A term of 0, or in working days, is unreadable (rule R29).
    pub fn parse(text: &str) -> Option<Term> {
        if matches!(text.trim().to_ascii_lowercase().as_str(), "open-ended" | "open ended" | "evergreen" | "indefinite")
        {
            return Some(Term::OpenEnded);
        }
        match Length::parse(text)? {
            Length::WorkingDays(_) | Length::Days(0) | Length::Months(0) => None,
            length => Some(Term::Of(length)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_a_whole_number_and_a_unit() {
        for (text, length) in [
            ("36 months", Some(Length::Months(36))),
            ("1 Year", Some(Length::Months(12))),
            ("2 weeks", Some(Length::Days(14))),
            ("10 working days", Some(Length::WorkingDays(10))),
            ("0 days", Some(Length::Days(0))),
            ("90", None),
            ("three months", None),
            ("1.5 years", None),
            ("-3 months", None),
            ("", None),
        ] {
            assert_eq!(Length::parse(text), length, "{text}");
        }
    }

    #[test]
    fn a_term_of_nothing_or_in_working_days_is_unreadable() {
        assert_eq!(Term::parse("0 months"), None);
        assert_eq!(Term::parse("10 working days"), None);
        assert_eq!(Term::parse("Evergreen"), Some(Term::OpenEnded));
    }
}
