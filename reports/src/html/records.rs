//! The records under the figures: tables of somebody else's rows, such as all cost lines.

use super::links::Links;
use super::table::{Column, Table, Value};
use crate::words;
use crate::workbook::{Cell, Sheet};
use std::cmp::Reverse;

/// Rows that one page holds; it would grow too heavy to be sent or opened.
const MOST_ROWS: usize = 50_000;

/// The rows of a sheet, the largest amounts if there are too many.
pub(super) fn table(sheet: &mut Sheet<'_>, links: &Links<'_>, currency: &str) -> Option<Table> {
    let (mut rows, mut all) = (Vec::new(), 0_usize);
    for row in &mut *sheet.rows {
        rows.push((all, row));
        all += 1;
        if rows.len() >= 2 * MOST_ROWS {
            largest(&mut rows);
        }
    }
    if rows.len() > MOST_ROWS {
        largest(&mut rows);
    }
    rows.sort_by_key(|(place, row)| (Reverse(size(row)), *place));
    let is_pence = |column: usize| rows.iter().any(|(_, row)| matches!(row.get(column), Some(Cell::Pence(_))));
    let columns =
        sheet.header.iter().enumerate().map(|(place, name)| column(name, is_pence(place), currency)).collect();
    let caption = words::code(sheet.name);
    let table = Table::new(&sheet.name.replace('_', "-"), &caption, columns);
    let kept = rows.len();
    let values = rows
        .into_iter()
        .map(|(_, row)| row.into_iter().zip(sheet.header).map(|(cell, name)| value(cell, name, links)).collect());
    let mut table = table.filled(values)?;
    if all > kept {
        table.notes.push(format!(
            "Only the {} largest of {} rows are on this page; all of them are in tables/{}.csv.",
            words::number(kept),
            words::number(all),
            sheet.name
        ));
    }
    Some(table)
}

type Row = (usize, Vec<Cell>);

/// Keeps the rows with the largest amounts, the first of equal ones.
fn largest(rows: &mut Vec<Row>) {
    rows.select_nth_unstable_by_key(MOST_ROWS - 1, |(place, row)| (Reverse(size(row)), *place));
    rows.truncate(MOST_ROWS);
}

fn size(row: &[Cell]) -> u128 {
    row.iter()
        .find_map(|cell| if let Cell::Pence(pence) = cell { Some(pence.unsigned_abs()) } else { None })
        .unwrap_or(0)
}

/// Columns that a reader needs at first sight; the others stand where one record is looked at.
const FIRST: [&str; 10] =
    ["amount", "organisation", "supplier", "contract", "asset", "service", "verdict", "class", "flow", "evidence"];

fn column(name: &str, is_pence: bool, currency: &str) -> Column {
    let heading = words::code(name);
    let column = match (is_pence, name) {
        (true, _) => Column::amount(&heading, currency),
        (_, "organisation") => Column::of("Body", "body"),
        (_, "supplier") => Column::of(heading, "supplier"),
        (_, "contract") => Column::of(heading, "contract"),
        (_, "asset") => Column::of(heading, "asset"),
        (_, "service") => Column::of(heading, "system"),
        (_, "verdict" | "class" | "flow" | "evidence" | "money" | "source") => Column::new(heading).choice(),
        _ => Column::new(heading),
    };
    column.named(name, !FIRST.contains(&name))
}

fn value(cell: Cell, column: &str, links: &Links<'_>) -> Value {
    match (cell, column) {
        (Cell::Empty, _) => Value::unknown(""),
        (Cell::Text(id), "organisation") => links.body(&id),
        (Cell::Text(id), "supplier") => links.supplier(&id),
        (Cell::Text(id), "service") => links.system(&id),
        (Cell::Text(id), "contract" | "asset") => Links::record(&id),
        (Cell::Text(text), "verdict") => Value::keyed(words::verdict(&text), &text),
        (Cell::Text(text), _) => text.into(),
        (Cell::Day(day), _) => Value::day(Some(&day)),
        (Cell::Pence(pence), _) => Value::number(words::amount_exact(pence), pence),
        (Cell::Count(count), _) => Value::count(count),
        (Cell::Number(number), _) => number.to_string().into(),
        (Cell::Share(share), _) => words::share_exact(share).into(),
        (Cell::Flag(flag), _) => (if flag { "yes" } else { "no" }).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn of_too_many_rows_the_largest_stay_and_the_rest_is_counted() {
        let many = 2 * MOST_ROWS + 10;
        let mut rows =
            (0..many).map(|row| vec![Cell::Text(format!("l{row}")), Cell::Pence(i128::try_from(row).unwrap())]);
        let mut sheet = Sheet { name: "cost_lines", header: &["id", "amount"], rows: &mut rows };
        let audit = sample::empty();
        let table = table(&mut sheet, &Links::of(&audit), "GBP").unwrap();
        assert_eq!(table.rows.len(), MOST_ROWS);
        assert_eq!(table.rows[0][0], Value::from(format!("l{}", many - 1)));
        assert_eq!(table.rows[MOST_ROWS - 1][0], Value::from(format!("l{}", many - MOST_ROWS)));
        assert!(table.notes[0].starts_with("Only the 50,000 largest of 100,010 rows"), "{:?}", table.notes);
    }
}
