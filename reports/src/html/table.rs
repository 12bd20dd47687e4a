//! A table of the report: its first rows as markup, all of them as data for the script that sorts, filters and follows links.

use super::markup::{clean, text};
use crate::words;
use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Rows that stand in the page for a reader without scripts.
const FIRST_ROWS: usize = 12;

/// What stands in one place: as it is printed, and what it is sorted by or leads to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Value {
    shown: String,
    by: By,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    /// Sorted as it is shown.
    Shown,
    /// Sorted by a number.
    Number(i64),
    /// Sorted by, or leading to, another text: a day written year first, an id.
    Key(String),
    /// Not known: after all that is.
    Nothing,
}

impl<T: AsRef<str>> From<T> for Value {
    fn from(text: T) -> Value {
        Value { shown: clean(text.as_ref()), by: By::Shown }
    }
}

impl Value {
    /// What is not known, in words.
    pub(super) fn unknown(shown: &str) -> Value {
        Value { shown: shown.to_owned(), by: By::Nothing }
    }

    /// A text that leads to, or is sorted by, another.
    pub(super) fn keyed(shown: &str, key: &str) -> Value {
        Value { shown: clean(shown), by: By::Key(clean(key)) }
    }

    /// A number as it is printed. What is too large to be a number of a script sorts with the largest.
    pub(super) fn number(shown: String, number: impl Into<i128>) -> Value {
        let number = number.into();
        let most = if number < 0 { i64::MIN } else { i64::MAX };
        Value { shown, by: By::Number(i64::try_from(number).unwrap_or(most)) }
    }

    /// Pence under a heading that names the currency, in whole units.
    pub(super) fn pence(pence: impl Into<i128>) -> Value {
        let pence = pence.into();
        Value::number(words::amount(pence), pence)
    }

    /// The same, where it may not be known.
    pub(super) fn maybe_pence(pence: Option<i64>) -> Value {
        pence.map_or_else(|| Value::unknown("not known"), Value::pence)
    }

    /// How many.
    pub(super) fn count(count: impl TryInto<u64>) -> Value {
        let count = count.try_into().unwrap_or(u64::MAX);
        Value::number(words::number(count), count)
    }

    /// A part of a whole.
    pub(super) fn share(part: impl Into<i128>, whole: impl Into<i128>) -> Value {
        let (part, whole) = (part.into(), whole.into());
        match (words::share_of(part, whole), part.checked_mul(1_000_000)) {
            (Some(shown), Some(millions)) => Value::number(shown, millions / whole),
            _ => Value::unknown("–"),
        }
    }

    /// A day, `2026-03-31`, where it is known.
    pub(super) fn day(day: Option<&str>) -> Value {
        day.map_or_else(|| Value::unknown("–"), |day| Value::keyed(&words::day_short(day), day))
    }

    /// Text that may not be there.
    pub(super) fn maybe(text: Option<&str>) -> Value {
        text.filter(|text| !text.is_empty()).map_or_else(|| Value::unknown("–"), Value::from)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.by == By::Shown {
            return to.serialize_str(&self.shown);
        }
        let mut pair = to.serialize_seq(Some(2))?;
        pair.serialize_element(&self.shown)?;
        match &self.by {
            By::Number(number) => pair.serialize_element(number)?,
            By::Key(key) => pair.serialize_element(key)?,
            By::Shown | By::Nothing => pair.serialize_element(&())?,
        }
        pair.end()
    }
}

/// A column.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Column {
    heading: String,
    /// What a filter of cost lines calls it, where one may.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// Is it set to the right?
    number: bool,
    /// The kind of record that its values lead to: body, supplier, contract, system, asset.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<&'static str>,
    /// Has it so few values that a reader may choose one?
    choose: bool,
    /// Is it shown only where one record is looked at?
    detail: bool,
}

impl Column {
    pub(super) fn new(heading: impl Into<String>) -> Column {
        Column { heading: clean(&heading.into()), name: None, number: false, of: None, choose: false, detail: false }
    }

    /// Numbers.
    pub(super) fn number(heading: impl Into<String>) -> Column {
        Column { number: true, ..Column::new(heading) }
    }

    /// Amounts of a currency.
    pub(super) fn amount(heading: &str, currency: &str) -> Column {
        Column::number(format!("{heading} ({})", words::symbol(currency)))
    }

    /// Leads to records of this kind.
    pub(super) fn of(heading: impl Into<String>, kind: &'static str) -> Column {
        Column { of: Some(kind), ..Column::new(heading) }
    }

    /// With a choice of its values.
    pub(super) fn choice(self) -> Column {
        Column { choose: true, ..self }
    }

    /// Under the name of the record's own column, in the first sight of a table or not.
    pub(super) fn named(self, name: &str, detail: bool) -> Column {
        Column { name: Some(name.to_owned()), detail, ..self }
    }

    /// Not at the first sight of a table.
    pub(super) fn hidden(self) -> Column {
        Column { detail: true, ..self }
    }

    /// Only where one record is looked at.
    pub(super) fn detail(heading: impl Into<String>) -> Column {
        Column { detail: true, ..Column::new(heading) }
    }
}

/// A table.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) id: String,
    pub(super) caption: String,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Value>>,
    /// What the rows add up to, where that says something.
    pub(super) total: Option<Vec<Value>>,
    pub(super) notes: Vec<String>,
}

/// A table as the script reads it: column by column, each value once.
#[derive(Debug, Serialize)]
pub(super) struct Data<'a> {
    id: &'a str,
    caption: &'a str,
    columns: &'a [Column],
    values: Vec<Vec<&'a Value>>,
    at: Vec<Vec<usize>>,
    rows: usize,
    total: Option<&'a [Value]>,
    notes: &'a [String],
}

impl Table {
    pub(super) fn new(id: &str, caption: &str, columns: Vec<Column>) -> Table {
        Table {
            id: id.to_owned(),
            caption: caption.to_owned(),
            columns,
            rows: Vec::new(),
            total: None,
            notes: Vec::new(),
        }
    }

    /// With these rows, and none at all if there are none.
    pub(super) fn filled(mut self, rows: impl IntoIterator<Item = Vec<Value>>) -> Option<Table> {
        self.rows.extend(rows);
        (!self.rows.is_empty()).then_some(self)
    }

    /// With a sentence below it.
    pub(super) fn noted(mut self, note: impl Into<String>) -> Table {
        self.notes.push(note.into());
        self
    }

    pub(super) fn data(&self) -> Data<'_> {
        let (mut values, mut at) = (Vec::new(), Vec::new());
        for column in 0..self.columns.len() {
            let mut places: BTreeMap<&Value, usize> = BTreeMap::new();
            let mut distinct = Vec::new();
            let places = self.rows.iter().map(|row| {
                *places.entry(&row[column]).or_insert_with(|| {
                    distinct.push(&row[column]);
                    distinct.len() - 1
                })
            });
            at.push(places.collect());
            values.push(distinct);
        }
        Data {
            id: &self.id,
            caption: &self.caption,
            columns: &self.columns,
            values,
            at,
            rows: self.rows.len(),
            total: self.total.as_deref(),
            notes: &self.notes,
        }
    }

    /// The first rows, for a reader without scripts; with one, the script puts its own table here.
    pub(super) fn markup(&self) -> String {
        let shown: Vec<(usize, &Column)> =
            self.columns.iter().enumerate().filter(|(_, column)| !column.detail).collect();
        let class = |column: &Column| if column.number { " class=\"number\"" } else { "" };
        let (id, caption) = (text(&self.id), text(&self.caption));
        let mut out = format!(
            "<div class=\"table\" id=\"table-{id}\" data-table=\"{id}\">\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" \
             aria-label=\"{caption}\"><table>\n<caption>{caption}</caption>\n<thead><tr>"
        );
        // Writing to a string cannot fail.
        for (_, column) in &shown {
            let _ = write!(out, "<th scope=\"col\"{}>{}</th>", class(column), text(&column.heading));
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        let cells = |row: &[Value]| {
            let mut cells = String::new();
            for (place, column) in &shown {
                let _ = write!(cells, "<td dir=\"auto\"{}>{}</td>", class(column), text(&row[*place].shown));
            }
            cells
        };
        for row in self.rows.iter().take(FIRST_ROWS) {
            let _ = writeln!(out, "<tr>{}</tr>", cells(row));
        }
        out.push_str("</tbody>\n");
        if let Some(total) = &self.total {
            let _ = writeln!(out, "<tfoot><tr>{}</tr></tfoot>", cells(total));
        }
        out.push_str("</table></div>\n");
        if self.rows.len() > FIRST_ROWS {
            let _ = writeln!(
                out,
                "<p class=\"note\">The first {FIRST_ROWS} of {} rows. All of them are here with scripts allowed, and in the workbook.</p>",
                words::number(self.rows.len())
            );
        }
        for note in &self.notes {
            let _ = writeln!(out, "<p class=\"note\">{}</p>", text(note));
        }
        out.push_str("</div>\n");
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_says_each_value_once_and_keeps_what_it_is_sorted_by() {
        let columns = vec![Column::of("Supplier", "supplier"), Column::amount("Run cost", "GBP")];
        let rows = [("Ostrand", 150), ("Tamsel", -49), ("Ostrand", 150)];
        let rows = rows.map(|(name, pence)| vec![Value::keyed(name, &name.to_lowercase()), Value::pence(pence)]);
        let table = Table::new("t", "Paid", columns).filled(rows).unwrap();
        let data = serde_json::to_value(table.data()).unwrap();
        assert_eq!(data["values"][0], serde_json::json!([["Ostrand", "ostrand"], ["Tamsel", "tamsel"]]));
        assert_eq!(data["values"][1], serde_json::json!([["2", 150], ["−0.49", -49]]));
        assert_eq!(data["at"], serde_json::json!([[0, 1, 0], [0, 1, 0]]));
        assert!(table.markup().contains("<th scope=\"col\" class=\"number\">Run cost (£)</th>"));
    }

    #[test]
    fn rows_left_to_the_script_are_counted() {
        let table = Table::new("t", "Many", vec![Column::new("x")]).filled((0..30).map(|_| vec!["a".into()])).unwrap();
        let markup = table.markup();
        assert_eq!(markup.matches("<tr>").count(), 13);
        assert!(markup.contains("The first 12 of 30 rows."));
        assert!(Table::new("t", "None", vec![Column::new("x")]).filled([]).is_none());
    }

    #[test]
    fn a_share_of_nothing_and_a_number_beyond_all_are_values() {
        assert_eq!(Value::share(1, 0), Value::unknown("–"));
        assert_eq!(Value::share(1, 4), Value::number("25%".to_owned(), 250_000));
        assert_eq!(Value::number(String::new(), i128::MAX), Value::number(String::new(), i64::MAX));
    }
}
