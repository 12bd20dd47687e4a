//! The workbook and the report, with the tables that stand under the figures.

use crate::failure::Failure;
use analysis::Outcome;
use estate::tables::{CostLine, CrossCheck};
use estate::{Column, Record, Value};
use reports::{Cell, Chart, Sheet, Theme};

/// The bytes of `workbook.xlsx`.
pub(crate) fn workbook(outcome: &Outcome) -> Result<Vec<u8>, Failure> {
    let mut cost_lines = outcome.cost_lines.iter().map(row);
    let mut cross_checks = outcome.cross_checks.iter().map(row);
    let (line_header, check_header) = (header::<CostLine>(), header::<CrossCheck>());
    let mut sheets = [
        Sheet { name: CostLine::TABLE.name(), header: &line_header, rows: &mut cost_lines },
        Sheet { name: CrossCheck::TABLE.name(), header: &check_header, rows: &mut cross_checks },
    ];
    Ok(reports::workbook(&outcome.audit, &mut sheets)?)
}

/// The bytes of `report.html`: with all cost lines, to which its figures lead.
pub(crate) fn report(outcome: &Outcome, charts: &[Chart], theme: &Theme) -> Result<Vec<u8>, Failure> {
    let mut cost_lines = outcome.cost_lines.iter().map(row);
    let header = header::<CostLine>();
    let mut sheets = [Sheet { name: CostLine::TABLE.name(), header: &header, rows: &mut cost_lines }];
    Ok(reports::report(&outcome.audit, charts, theme, &mut sheets)?)
}

/// Column names; a column of pence is shown in whole units, and its name does not say otherwise.
fn header<T: Record>() -> Vec<&'static str> {
    T::COLUMNS.iter().map(|column| column.name.strip_suffix(PENCE).unwrap_or(column.name)).collect()
}

/// How the names of columns of pence end.
const PENCE: &str = "_pence";

fn row<T: Record>(record: &T) -> Vec<Cell> {
    T::COLUMNS.iter().zip(record.to_values()).map(|(column, value)| cell(column, value)).collect()
}

/// Pence are shown as pounds; other numbers, days and words are what they are.
fn cell(column: &Column, value: Value) -> Cell {
    match value {
        Value::Missing => Cell::Empty,
        Value::Text(text) | Value::Words(text) => Cell::Text(text),
        Value::Day(day) => Cell::Day(day.to_string()),
        Value::Amount(amount) => Cell::Pence(i128::from(amount.0)),
        Value::Integer(number) if column.name.ends_with(PENCE) => Cell::Pence(i128::from(number)),
        Value::Integer(number) => u64::try_from(number).map_or_else(|_| Cell::Text(number.to_string()), Cell::Count),
        Value::Decimal(number) => Cell::Number(number.to_f64()),
        Value::Flag(flag) => Cell::Flag(flag),
    }
}
