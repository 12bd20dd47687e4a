//! A contract on which somebody must act soon by a clause that nobody can point at: no file and page of it on record, or nobody who
//! checked it.

use super::{Context, Found, Kind};
use crate::timelines::to_audit;
use audit::Standing;
use estate::parse_day;

pub(super) const KIND: Kind = Kind {
    code: "clause-unverified",
    reader: "procurement",
    amount_means: "price of the next term, or a year of it where nothing is locked in, that rests on an unchecked clause",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let as_of = context.model.period.as_of.to_string();
    let mut found = Vec::new();
    for (held, dated) in context.deciding() {
        let record = &held.record;
        let said = |words: &Option<String>| words.as_deref().is_some_and(|words| !words.trim().is_empty());
        let missing = match (record.document.as_deref().is_some_and(names_a_place), said(&record.checked_by)) {
            (true, true) => continue,
            (false, true) => "no file and page of its clause is on record",
            (true, false) => "nobody is on record as having checked its clause",
            (false, false) => "no file and page of its clause is on record, nor who checked it",
        };
        let standing = to_audit(context.ledger, dated).standing(&as_of);
        if !matches!(standing, Standing::Due { .. } | Standing::Late { .. }) {
            continue;
        }
        let day = standing.day().and_then(|day| parse_day(day).ok());
        let timeline = &dated.timeline;
        found.push(Found {
            pence: timeline.locked_in_pence.filter(|pence| *pence != 0).or(timeline.annual_pence),
            due: day,
            message: format!(
                "{}: {missing}; check it before {}.",
                context.named(held),
                day.map_or_else(|| "acting".to_owned(), |day| day.to_string())
            ),
            ..Found::about(held)
        });
    }
    found
}

/// Does the cell name a place in the file: a page, clause, section or schedule with its number?
fn names_a_place(cell: &str) -> bool {
    const PLACES: [&str; 12] =
        ["p", "pp", "page", "pages", "pg", "clause", "cl", "section", "s", "schedule", "para", "paragraph"];
    let lower = cell.to_lowercase();
    if lower.contains('§') {
        return true;
    }
    let words: Vec<&str> =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &str| word.bytes().all(|letter| letter.is_ascii_digit());
    let apart =
        words.windows(2).any(|pair| PLACES.contains(&pair[0]) && pair[1].starts_with(|c: char| c.is_ascii_digit()));
    // `p12`, `pp3`.
    let joined = words.iter().any(|word| {
        let number = word.trim_start_matches(|letter: char| letter.is_alphabetic());
        PLACES.contains(&&word[..word.len() - number.len()]) && !number.is_empty() && is_number(number)
    });
    apart || joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_page_or_clause_with_its_number() {
        for (cell, place) in [
            ("C000012.pdf, page 7", true),
            ("order form.pdf p.12", true),
            ("order.pdf#page=4", true),
            ("terms.docx, clause 14.2", true),
            ("terms.docx § 14", true),
            ("scan.pdf pp3", true),
            ("order form 2024.pdf", false),
            ("page to be found.pdf", false),
            ("s.pdf", false),
            ("", false),
        ] {
            assert_eq!(names_a_place(cell), place, "{cell}");
        }
    }
}
