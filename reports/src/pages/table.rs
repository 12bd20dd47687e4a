//! A table as the templates draw it: rows of text, with a total that the rows add up to.

use crate::paint::line::Line;
use crate::words;
use audit::Sum;
use serde::Serialize;

/// One table. Its columns are laid out by the template that draws it; here is only what stands in them.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Table {
    /// Words above the columns.
    pub(crate) header: Vec<String>,
    /// Rows, each as long as the header.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// What the rows add up to, where that says something.
    pub(crate) total: Option<Vec<Cell>>,
    /// Sentences below it.
    pub(crate) notes: Vec<String>,
}

/// What stands in one place of a table.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub(crate) enum Cell {
    /// Text.
    Plain(String),
    /// Text with a smaller line below it.
    Noted {
        /// The text.
        text: String,
        /// The smaller line.
        note: String,
    },
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Cell {
        Cell::Plain(text.into())
    }
}

impl Cell {
    /// Text, and a smaller line below it where there is one.
    pub(crate) fn noted(text: String, note: String) -> Cell {
        match (text.is_empty(), note.is_empty()) {
            (_, true) => Cell::Plain(text),
            (true, false) => Cell::Plain(note),
            (false, false) => Cell::Noted { text, note },
        }
    }
}

impl Table {
    /// A table with this header and nothing in it yet.
    pub(crate) fn new(header: &[&str]) -> Table {
        Table { header: header.iter().map(|&heading| heading.to_owned()).collect(), ..Table::default() }
    }

    /// With a row more.
    pub(crate) fn row<const N: usize>(&mut self, row: [Cell; N]) {
        self.rows.push(row.into());
    }

    /// Says how many rows there was no room for, and which sheet has them all.
    pub(crate) fn left_out(&mut self, how_many: usize, what: [&str; 2], sheet: &str) {
        let [one, many] = what;
        match how_many {
            0 => {}
            1 => self.notes.push(format!("1 more {one} is in the workbook, sheet {sheet}.")),
            _ => {
                self.notes.push(format!("{} more {many} are in the workbook, sheet {sheet}.", words::number(how_many)));
            }
        }
    }
}

/// The amounts of a sum in the order of every table of run cost: legacy, unknown, not legacy, all.
pub(crate) fn amounts(sum: &Sum) -> [i128; 4] {
    [sum.legacy_pence, sum.unknown_pence, sum.other_pence(), sum.pence]
}

/// Headings of [`amounts`].
pub(crate) const AMOUNTS: [&str; 4] = ["Legacy", "Unknown", "Not legacy", "Run cost"];

/// Says so where amounts printed in whole units do not add up to the total printed below them.
pub(crate) fn rounding_note<const N: usize>(rows: &[[i128; N]], total: [i128; N], currency: &str) -> Option<String> {
    let whole = |pence: i128| (pence.abs() + 50) / 100 * pence.signum();
    let adds_up = (0..N).all(|column| {
        let printed: i128 = rows.iter().map(|row| whole(row[column])).sum();
        printed == whole(total[column])
    });
    let unit = words::unit(currency);
    let many = if unit == currency { format!("units of {unit}") } else { format!("{unit}s") };
    (!adds_up).then(|| {
        format!("Printed in whole {many}: rounded amounts may differ from their rounded total. The workbook has the pennies.")
    })
}

/// A name for a table cell: what the fonts can draw of the first legible of these, at most so long.
pub(crate) fn name<'a>(texts: impl IntoIterator<Item = &'a str>, most: usize) -> String {
    let line = Line::first_legible(texts).shorten(most);
    if line.text().is_empty() { "(no name)".to_owned() } else { line.text().to_owned() }
}

/// Free text at most so long, cut in the middle.
pub(crate) fn text(text: &str, most: usize) -> String {
    Line::of(text).shorten(most).text().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_stands_only_below_rows_whose_rounded_amounts_do_not_add_up() {
        assert_eq!(
            rounding_note(&[[150], [250]], [400], "GBP").as_deref().map(|note| &note[..24]),
            Some("Printed in whole pounds:")
        );
        assert_eq!(rounding_note(&[[100], [250]], [350], "GBP"), None);
        assert_eq!(rounding_note(&[[-150], [150]], [0], "GBP"), None);
        assert_eq!(rounding_note(&[], [0], "GBP"), None);
    }
}
