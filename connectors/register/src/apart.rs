//! Rows of a file that are none of its table: the header again, totals, lines of text, rows without a cell.

use crate::layout::Layout;
use crate::nearest::plain;
use crate::opening::header::is_same;
use crate::{amounts, dates};

/// What a row is that is no row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Apart {
    /// No cell is filled.
    Blank,
    /// The header, once more.
    Header,
    /// A total of rows above.
    Total,
    /// A title, a note, a footer.
    Text,
}

impl Apart {
    /// Is it one? A row that has all that every row needs is none, whatever its words.
    pub(crate) fn of(layout: &Layout<'_>, record: &[&str]) -> Option<Apart> {
        let filled: Vec<(usize, &str)> =
            record.iter().map(|cell| cell.trim()).enumerate().filter(|(_, cell)| !cell.is_empty()).collect();
        if filled.is_empty() {
            return Some(Apart::Blank);
        }
        if is_header(&layout.header, &filled) {
            return Some(Apart::Header);
        }
        let label = filled.iter().find(|(_, cell)| is_total(cell)).map(|(place, _)| *place);
        let amount = layout.amount_places();
        let states_amount = filled.iter().any(|(place, _)| amount.contains(place) && Some(*place) != label);
        let lacks = layout.lacks_words(record, label);
        if label.is_some() && states_amount && (lacks || is_alone(layout, &filled, label)) {
            return Some(Apart::Total);
        }
        let numbers = |(_, cell): &(usize, &str)| amounts::looks_like(cell) && !dates::looks_like(cell);
        if lacks && states_amount && filled.iter().all(numbers) {
            return Some(Apart::Total);
        }
        // An id alone is a row that lacks the rest; several words alone are a title or a note.
        let is_text = |cell: &str| cell.contains(' ') && !dates::looks_like(cell) && !amounts::looks_like(cell);
        (filled.len() == 1 && !states_amount && is_text(filled[0].1) && layout.takes_more_than_one())
            .then_some(Apart::Text)
    }
}

fn is_header(header: &[String], filled: &[(usize, &str)]) -> bool {
    filled.len() > 1.min(header.len() - 1)
        && filled
            .iter()
            .all(|(place, cell)| header.get(*place).is_some_and(|name| !name.is_empty() && is_same(name, cell)))
}

/// Do only a label and amounts stand in the row?
fn is_alone(layout: &Layout<'_>, filled: &[(usize, &str)], label: Option<usize>) -> bool {
    let exactly = label.is_some_and(|label| {
        filled.iter().any(|(place, cell)| *place == label && TOTALS.contains(&plain(cell).as_str()))
    });
    let others = filled.iter().filter(|(place, _)| Some(*place) != label);
    exactly && others.clone().all(|(place, cell)| layout.amount_places().contains(place) || amounts::looks_like(cell))
}

/// What people write beside a total, in plain form.
const TOTALS: &[&str] = &[
    "total",
    "totals",
    "grand total",
    "grand totals",
    "sub total",
    "sub totals",
    "subtotal",
    "subtotals",
    "overall total",
    "page total",
    "report total",
    "net total",
    "gross total",
    "sum",
    "sum total",
    "carried forward",
    "brought forward",
    "balance carried forward",
    "balance brought forward",
    "c f",
    "b f",
    "gesamt",
    "gesamtsumme",
    "zwischensumme",
    "summe",
    "somme",
    "total général",
    "totale",
    "totaal",
    "suma",
];

/// Do three letters stand in it that every word for a total has? Hardly any cell has them, and the rest need no second look.
fn may_be_total(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    let has =
        |three: &[u8]| [b"tot", b"sum", b"som", b"ges", b"for"].iter().any(|some| some.eq_ignore_ascii_case(three));
    // `c/f`
    let is_short = || bytes.len() <= 12 && bytes.iter().any(|byte| matches!(byte, b'f' | b'F'));
    bytes.windows(3).any(|three| matches!(three[0] | 0x20, b't' | b's' | b'g' | b'f') && has(three)) || is_short()
}

/// Is it what stands beside a total: `Grand total:`, `Total for May`, `Acme Ltd Total`? So may a supplier's name be: `Total Gas`.
fn is_total(cell: &str) -> bool {
    if cell.len() > 120 || !may_be_total(cell) {
        return false;
    }
    let plain = plain(cell);
    let begins = |word: &str| plain.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '));
    let ends = |word: &str| plain.strip_suffix(word).is_some_and(|rest| rest.ends_with(' '));
    TOTALS.contains(&plain.as_str())
        || ["total", "totals", "grand total", "sub total", "subtotal", "sum of"].iter().any(|word| begins(word))
        || ["total", "totals", "subtotal"].iter().any(|word| ends(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beside_a_total_are_known() {
        for (cell, is_one) in [
            ("Total", true),
            ("GRAND TOTAL:", true),
            ("Sub-total", true),
            ("Total for May 2026", true),
            ("Acme Ltd Total", true),
            ("Zwischensumme", true),
            ("c/f", true),
            ("Totally Local Ltd", false),
            ("Acme", false),
            ("", false),
        ] {
            assert_eq!(is_total(cell), is_one, "{cell}");
        }
        for word in TOTALS {
            assert!(is_total(word) && is_total(&word.to_uppercase()), "{word}");
        }
    }
}
