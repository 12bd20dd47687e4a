//! From a frame to records: the columns of a canonical table, typed as in its declaration.

use crate::Error;
use estate::{Amount, Date, Decimal, Kind, Record, Value, day_since_1970};
use polars::prelude::*;

/// One column of a frame, ready to give a cell a row.
enum Cells {
    Text(StringChunked),
    Day(Int32Chunked),
    When(Int32Chunked, StringChunked),
    Amount(Int64Chunked),
    Stated(Int64Chunked, StringChunked),
    Integer(Int64Chunked),
    Decimal(Float64Chunked),
    Flag(BooleanChunked),
}

impl Cells {
    fn at(&self, row: usize) -> Value {
        let found = match self {
            Cells::Text(text) => text.get(row).map(|text| Value::Text(text.to_owned())),
            Cells::Day(days) => days.get(row).and_then(day).map(Value::Day),
            Cells::When(days, words) => days
                .get(row)
                .and_then(day)
                .map(Value::Day)
                .or_else(|| words.get(row).map(|words| Value::Words(words.to_owned()))),
            Cells::Amount(minor) => minor.get(row).map(|minor| Value::Amount(Amount(minor))),
            Cells::Stated(minor, words) => minor
                .get(row)
                .map(|minor| Value::Amount(Amount(minor)))
                .or_else(|| words.get(row).map(|words| Value::Words(words.to_owned()))),
            Cells::Integer(numbers) => numbers.get(row).map(Value::Integer),
            Cells::Decimal(numbers) => numbers.get(row).and_then(Decimal::from_f64).map(Value::Decimal),
            Cells::Flag(flags) => flags.get(row).map(Value::Flag),
        };
        found.unwrap_or(Value::Missing)
    }
}

/// As frames hold dates.
fn day(since_1970: i32) -> Option<Date> {
    day_since_1970(i64::from(since_1970))
}

/// Gives every row of the frame as a record, with its row number, in order.
pub(crate) fn each<T: Record>(frame: &DataFrame, mut give: impl FnMut(usize, T)) -> Result<(), Error> {
    let cells: Vec<Cells> = T::COLUMNS.iter().map(|column| cells(frame, column)).collect::<PolarsResult<_>>()?;
    for row in 0..frame.height() {
        let values = cells.iter().map(|cells| cells.at(row)).collect();
        let record = T::from_values(values).map_err(|refused| Error::Snapshot {
            table: T::TABLE.name(),
            row,
            column: refused.column,
            problem: refused.problem,
        })?;
        give(row, record);
    }
    Ok(())
}

/// Every row of the frame.
pub(crate) fn all<T: Record>(frame: Option<&DataFrame>) -> Result<Vec<T>, Error> {
    let Some(frame) = frame else { return Ok(Vec::new()) };
    let mut records = Vec::with_capacity(frame.height());
    each(frame, |_, record| records.push(record))?;
    Ok(records)
}

fn cells(frame: &DataFrame, column: &estate::Column) -> PolarsResult<Cells> {
    let days =
        |name: &str| Ok::<_, PolarsError>(frame.column(name)?.cast(&DataType::Int32)?.i32()?.rechunk().into_owned());
    let text = |name: &str| Ok::<_, PolarsError>(frame.column(name)?.str()?.rechunk().into_owned());
    let whole = |name: &str| Ok::<_, PolarsError>(frame.column(name)?.i64()?.rechunk().into_owned());
    let (minor, words) = (format!("{}_minor", column.name), format!("{}_words", column.name));
    Ok(match column.kind {
        Kind::Text | Kind::Code(_) => Cells::Text(text(column.name)?),
        Kind::Day => Cells::Day(days(column.name)?),
        Kind::When => Cells::When(days(column.name)?, text(&words)?),
        Kind::Amount => Cells::Amount(whole(&minor)?),
        Kind::StatedAmount => Cells::Stated(whole(&minor)?, text(&words)?),
        Kind::Integer => Cells::Integer(whole(column.name)?),
        Kind::Decimal => Cells::Decimal(frame.column(column.name)?.f64()?.rechunk().into_owned()),
        Kind::Flag => Cells::Flag(frame.column(column.name)?.bool()?.rechunk().into_owned()),
    })
}
