//! Pieces of the sentences that charts are titled with, and of their notes.

use crate::paint::line::Line;
use crate::words;
use audit::Audit;

/// A name inside a sentence: what the fonts can draw of it, short enough that the sentence still reads.
pub(crate) fn name<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let line = Line::first_legible(texts).shorten(48);
    if line.text().is_empty() { "what has no name".to_owned() } else { line.text().to_owned() }
}

/// A share in brackets after an amount, ` (43%)`; nothing where a share says nothing, as with amounts below zero.
pub(crate) fn bracketed_share(part: i128, whole: i128) -> String {
    share(part, whole).map_or_else(String::new, |share| format!(" ({share})"))
}

/// A share: `43%`. None where it says nothing: the whole is not above zero, or the part is not within it.
pub(crate) fn share(part: i128, whole: i128) -> Option<String> {
    if part < 0 || part > whole { None } else { words::share_of(part, whole) }
}

/// A day inside a sentence, which no line break parts.
pub(crate) fn day(day: &str) -> String {
    words::day(day).replace(' ', "\u{a0}")
}

/// Which money and which date: the last note of every chart.
pub(crate) fn judged(audit: &Audit) -> String {
    let as_of = words::day(&audit.as_of);
    match audit.period.kind.as_str() {
        "rate" => format!("oldiron, as of {as_of}. Money: a year at the rate of that day."),
        _ => format!("oldiron, as of {as_of}. Money: {}.", audit.period.label),
    }
}

/// The note under amounts that are printed rounded.
pub(crate) const ROUNDED: &str = "Amounts are rounded, so printed parts may not add up to the printed whole.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_rounds_nothing_to_none_or_all_and_says_nothing_of_credits() {
        for (part, whole, said) in [
            (0, 10, Some("0%")),
            (1, 100_000_000_000, Some("<1%")),
            (99_999_999_999, 100_000_000_000, Some(">99%")),
            (10, 10, Some("100%")),
            (425, 1_000, Some("43%")),
            (11, 10, None),
            (-1, 10, None),
            (0, 0, None),
            (1, -5, None),
        ] {
            assert_eq!(share(part, whole).as_deref(), said, "{part} of {whole}");
        }
    }

    #[test]
    fn a_name_in_a_sentence_is_short_and_never_empty() {
        assert_eq!(name(["Payroll"]), "Payroll");
        assert_eq!(name(["", " "]), "what has no name");
        assert_eq!(name(["x".repeat(500).as_str()]).chars().count(), 48);
    }
}
