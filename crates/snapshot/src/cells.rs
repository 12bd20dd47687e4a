//! Cells into columns of a frame, and back.

use crate::columns::{fields, schema};
use estate::{Amount, Column, Date, Decimal, Kind, Table, Value, days_between};
use polars::prelude::{
    BooleanChunked, BooleanChunkedBuilder, ChunkedBuilder, DataFrame, Float64Chunked, Float64Type, Int32Chunked,
    Int32Type, Int64Chunked, Int64Type, IntoColumn, PlSmallStr, PolarsError, PolarsResult, PrimitiveChunkedBuilder,
    StringChunked, StringChunkedBuilder,
};

/// Day 0 of a date column.
const EPOCH: Date = Date::constant(1970, 1, 1);

/// Rows of one table, gathered by columns.
pub(crate) struct Cells {
    table: Table,
    rows: usize,
    text_bytes: usize,
    columns: Vec<Builder>,
}

/// The column or columns that one canonical column is gathered in.
enum Builder {
    Text(StringChunkedBuilder),
    Day(PrimitiveChunkedBuilder<Int32Type>),
    When(PrimitiveChunkedBuilder<Int32Type>, StringChunkedBuilder),
    Amount(PrimitiveChunkedBuilder<Int64Type>),
    Stated(PrimitiveChunkedBuilder<Int64Type>, StringChunkedBuilder),
    Integer(PrimitiveChunkedBuilder<Int64Type>),
    Decimal(PrimitiveChunkedBuilder<Float64Type>),
    Flag(BooleanChunkedBuilder),
}

impl Cells {
    pub(crate) fn new(table: Table) -> Cells {
        let columns = table.columns().iter().map(Builder::new).collect();
        Cells { table, rows: 0, text_bytes: 0, columns }
    }

    /// Rows gathered so far.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// Bytes of text gathered so far: what decides how much memory the rows take.
    pub(crate) fn text_bytes(&self) -> usize {
        self.text_bytes
    }

    /// Adds a row that [`check`] let pass.
    pub(crate) fn push(&mut self, values: &[Value]) {
        for (index, builder) in self.columns.iter_mut().enumerate() {
            let value = values.get(index).unwrap_or(&Value::Missing);
            if let Value::Text(text) | Value::Words(text) = value {
                self.text_bytes += text.len();
            }
            builder.push(value);
        }
        self.rows += 1;
    }

    /// The rows as a frame of [`schema`]; none are left.
    pub(crate) fn take(&mut self) -> PolarsResult<DataFrame> {
        let rows = self.rows;
        let gathered = std::mem::replace(self, Cells::new(self.table));
        let columns = gathered.columns.into_iter().flat_map(Builder::finish).collect();
        DataFrame::new(rows, columns)
    }
}

/// Does a row fit its table: one cell a column, each missing or of the column's kind, none missing that every row needs?
pub(crate) fn check(table: Table, values: &[Value]) -> Result<(), String> {
    let columns = table.columns();
    if values.len() != columns.len() {
        return Err(format!("it has {} cells, and the table {} columns", values.len(), columns.len()));
    }
    for (column, value) in columns.iter().zip(values) {
        if *value == Value::Missing {
            if column.required {
                return Err(format!("column {} is empty, and every row needs it", column.name));
            }
        } else if !fits(column.kind, value) {
            return Err(format!("column {} cannot hold {value:?}", column.name));
        }
    }
    Ok(())
}

fn fits(kind: Kind, value: &Value) -> bool {
    match kind {
        Kind::Text | Kind::Code(_) => matches!(value, Value::Text(_)),
        Kind::Day => matches!(value, Value::Day(_)),
        Kind::When => matches!(value, Value::Day(_) | Value::Words(_)),
        Kind::Amount => matches!(value, Value::Amount(_)),
        Kind::StatedAmount => matches!(value, Value::Amount(_) | Value::Words(_)),
        Kind::Integer => matches!(value, Value::Integer(_)),
        Kind::Decimal => matches!(value, Value::Decimal(_)),
        Kind::Flag => matches!(value, Value::Flag(_)),
    }
}

impl Builder {
    fn new(column: &Column) -> Builder {
        let mut names = fields(column).into_iter().map(|field| field.name);
        let mut name = || names.next().unwrap_or_default();
        match column.kind {
            Kind::Text | Kind::Code(_) => Builder::Text(StringChunkedBuilder::new(name(), 0)),
            Kind::Day => Builder::Day(PrimitiveChunkedBuilder::new(name(), 0)),
            Kind::When => Builder::When(PrimitiveChunkedBuilder::new(name(), 0), StringChunkedBuilder::new(name(), 0)),
            Kind::Amount => Builder::Amount(PrimitiveChunkedBuilder::new(name(), 0)),
            Kind::StatedAmount => {
                Builder::Stated(PrimitiveChunkedBuilder::new(name(), 0), StringChunkedBuilder::new(name(), 0))
            }
            Kind::Integer => Builder::Integer(PrimitiveChunkedBuilder::new(name(), 0)),
            Kind::Decimal => Builder::Decimal(PrimitiveChunkedBuilder::new(name(), 0)),
            Kind::Flag => Builder::Flag(BooleanChunkedBuilder::new(name(), 0)),
        }
    }

    fn push(&mut self, value: &Value) {
        match self {
            Builder::Text(words) => words.append_option(words_of(value)),
            Builder::Day(days) => days.append_option(day_number(value)),
            Builder::When(days, words) => {
                days.append_option(day_number(value));
                words.append_option(words_of(value));
            }
            Builder::Amount(amounts) => amounts.append_option(minor_units(value)),
            Builder::Stated(amounts, words) => {
                amounts.append_option(minor_units(value));
                words.append_option(words_of(value));
            }
            Builder::Integer(numbers) => {
                numbers.append_option(if let Value::Integer(number) = value { Some(*number) } else { None });
            }
            Builder::Decimal(numbers) => {
                numbers.append_option(if let Value::Decimal(number) = value { Some(number.to_f64()) } else { None });
            }
            Builder::Flag(flags) => flags.append_option(if let Value::Flag(flag) = value { Some(*flag) } else { None }),
        }
    }

    fn finish(self) -> Vec<polars::prelude::Column> {
        let day = |days: PrimitiveChunkedBuilder<Int32Type>| days.finish().into_date().into_column();
        match self {
            Builder::Text(words) => vec![words.finish().into_column()],
            Builder::Day(days) => vec![day(days)],
            Builder::When(days, words) => vec![day(days), words.finish().into_column()],
            Builder::Amount(numbers) | Builder::Integer(numbers) => vec![numbers.finish().into_column()],
            Builder::Stated(amounts, words) => vec![amounts.finish().into_column(), words.finish().into_column()],
            Builder::Decimal(numbers) => vec![numbers.finish().into_column()],
            Builder::Flag(flags) => vec![flags.finish().into_column()],
        }
    }
}

fn words_of(value: &Value) -> Option<&str> {
    if let Value::Text(text) | Value::Words(text) = value { Some(text) } else { None }
}

fn minor_units(value: &Value) -> Option<i64> {
    if let Value::Amount(amount) = value { Some(amount.0) } else { None }
}

fn day_number(value: &Value) -> Option<i32> {
    // Every day of the calendar is within three million of 1970, so the number always fits.
    if let Value::Day(day) = value { i32::try_from(days_between(EPOCH, *day)).ok() } else { None }
}

/// The columns of a frame, ready to give back cells.
pub(crate) struct Rows {
    rows: usize,
    columns: Vec<Reader>,
}

/// The column or columns that one canonical column is read from.
enum Reader {
    Text(StringChunked),
    Day(Int32Chunked),
    When(Int32Chunked, StringChunked),
    Amount(Int64Chunked),
    Stated(Int64Chunked, StringChunked),
    Integer(Int64Chunked),
    Decimal(Float64Chunked),
    Flag(BooleanChunked),
}

impl Rows {
    /// Takes a frame of [`schema`]. Fails if a column is missing or of another type.
    pub(crate) fn new(table: Table, frame: &DataFrame) -> PolarsResult<Rows> {
        let columns = table.columns().iter().map(|column| Reader::new(column, frame)).collect::<PolarsResult<_>>()?;
        Ok(Rows { rows: frame.height(), columns })
    }

    pub(crate) fn len(&self) -> usize {
        self.rows
    }

    /// One cell a column of the table, in order. Fails on a number that no cell could have been.
    pub(crate) fn get(&self, row: usize) -> PolarsResult<Vec<Value>> {
        self.columns.iter().map(|column| column.get(row)).collect()
    }
}

impl Reader {
    fn new(column: &Column, frame: &DataFrame) -> PolarsResult<Reader> {
        let fields = fields(column);
        let name = |index: usize| fields.get(index).map_or(PlSmallStr::EMPTY, |field| field.name.clone());
        let days = || Ok::<_, PolarsError>(frame.column(&name(0))?.date()?.physical().clone());
        let whole = || Ok::<_, PolarsError>(frame.column(&name(0))?.i64()?.clone());
        let text = |index| Ok::<_, PolarsError>(frame.column(&name(index))?.str()?.clone());
        Ok(match column.kind {
            Kind::Text | Kind::Code(_) => Reader::Text(text(0)?),
            Kind::Day => Reader::Day(days()?),
            Kind::When => Reader::When(days()?, text(1)?),
            Kind::Amount => Reader::Amount(whole()?),
            Kind::StatedAmount => Reader::Stated(whole()?, text(1)?),
            Kind::Integer => Reader::Integer(whole()?),
            Kind::Decimal => Reader::Decimal(frame.column(&name(0))?.f64()?.clone()),
            Kind::Flag => Reader::Flag(frame.column(&name(0))?.bool()?.clone()),
        })
    }

    fn get(&self, row: usize) -> PolarsResult<Value> {
        let day = |days: &Int32Chunked| days.get(row).map(day_of).transpose();
        let text = |words: &StringChunked| words.get(row).map(str::to_owned);
        let value = match self {
            Reader::Text(words) => text(words).map(Value::Text),
            Reader::Day(days) => day(days)?.map(Value::Day),
            Reader::When(days, words) => day(days)?.map(Value::Day).or_else(|| text(words).map(Value::Words)),
            Reader::Amount(amounts) => amounts.get(row).map(|minor| Value::Amount(Amount(minor))),
            Reader::Stated(amounts, words) => {
                amounts.get(row).map(|minor| Value::Amount(Amount(minor))).or_else(|| text(words).map(Value::Words))
            }
            Reader::Integer(numbers) => numbers.get(row).map(Value::Integer),
            Reader::Decimal(numbers) => numbers.get(row).map(decimal_of).transpose()?.map(Value::Decimal),
            Reader::Flag(flags) => flags.get(row).map(Value::Flag),
        };
        Ok(value.unwrap_or(Value::Missing))
    }
}

fn day_of(number: i32) -> PolarsResult<Date> {
    let day = jiff::Span::new().try_days(number).and_then(|days| EPOCH.checked_add(days));
    day.map_err(|_| PolarsError::ComputeError(format!("day {number} is on no calendar").into()))
}

fn decimal_of(number: f64) -> PolarsResult<Decimal> {
    Decimal::from_f64(number)
        .ok_or_else(|| PolarsError::ComputeError(format!("{number} has more than 15 digits or is none").into()))
}

/// Makes a frame have exactly the columns of `table` whose canonical names are asked for, in declared order. A column that the
/// file lacks, because it was declared after the file was written, is null throughout; one of another type is refused.
pub(crate) fn conform(table: Table, frame: &DataFrame, wanted: &dyn Fn(&Column) -> bool) -> PolarsResult<DataFrame> {
    let rows = frame.height();
    let wanted = table.columns().iter().filter(|column| wanted(column)).flat_map(fields);
    let columns = wanted
        .map(|field| match frame.column(&field.name) {
            Ok(column) if *column.dtype() == field.dtype => Ok(column.clone()),
            Ok(column) => {
                let message = format!("column {} is {} and should be {}", field.name, column.dtype(), field.dtype);
                Err(PolarsError::SchemaMismatch(message.into()))
            }
            Err(_) => Ok(polars::prelude::Column::full_null(field.name, rows, &field.dtype)),
        })
        .collect::<PolarsResult<_>>()?;
    DataFrame::new(rows, columns)
}

/// A frame of `table` without rows.
pub(crate) fn empty(table: Table) -> DataFrame {
    DataFrame::empty_with_schema(&schema(table))
}

#[cfg(test)]
mod tests {
    use super::*;
    use polars::prelude::DataType;

    /// A row with a cell in every column, `seed` deciding which of the forms that its kind has.
    fn row(table: Table, seed: i32) -> Vec<Value> {
        let cell = |(index, column): (usize, &Column)| {
            let turn = seed + i32::try_from(index).unwrap();
            if turn % 3 == 0 && !column.required {
                return Value::Missing;
            }
            let odd = turn % 2 == 1;
            match column.kind {
                Kind::Text | Kind::Code(_) => Value::Text(format!("£ é {turn}\n\"{seed}\"")),
                Kind::Day => Value::Day(day_of(turn * 9_999 - 700_000).unwrap()),
                Kind::When if odd => Value::Words("2026-Q3".into()),
                Kind::When => Value::Day(Date::constant(9999, 12, 31)),
                Kind::StatedAmount if odd => Value::Words("12 000 € /an".into()),
                Kind::Amount | Kind::StatedAmount => Value::Amount(Amount(i64::from(turn) - i64::MAX)),
                Kind::Integer => Value::Integer(i64::MIN + i64::from(turn)),
                Kind::Decimal => Value::Decimal(Decimal::parse("-0.000000000000123").unwrap()),
                Kind::Flag => Value::Flag(odd),
            }
        };
        table.columns().iter().enumerate().map(cell).collect()
    }

    #[test]
    fn every_cell_of_every_table_comes_back_as_it_went_in() {
        for table in Table::RECEIVED.iter().chain(Table::MADE).copied() {
            let rows: Vec<_> = (0..12).map(|seed| row(table, seed)).collect();
            let mut cells = Cells::new(table);
            for row in &rows {
                check(table, row).unwrap();
                cells.push(row);
            }
            let frame = cells.take().unwrap();
            assert_eq!(**frame.schema(), schema(table), "{table}");
            let back = Rows::new(table, &frame).unwrap();
            for (index, row) in rows.iter().enumerate() {
                assert_eq!(back.get(index).unwrap(), *row, "{table} row {index}");
            }
            assert_eq!(cells.take().unwrap().height(), 0, "nothing is left");
        }
    }

    #[test]
    fn a_row_that_does_not_fit_is_refused_with_its_column() {
        let good = row(Table::Payments, 1);
        let place = |name| Table::Payments.columns().iter().position(|column| column.name == name).unwrap();
        for (name, value, said) in [
            ("paid_on", Value::Missing, "column paid_on is empty"),
            ("paid_on", Value::Words("TBC".into()), "column paid_on cannot hold"),
            ("amount", Value::Integer(0), "column amount cannot hold"),
            ("supplier", Value::Flag(true), "column supplier cannot hold"),
        ] {
            let mut values = good.clone();
            values[place(name)] = value;
            let problem = check(Table::Payments, &values).unwrap_err();
            assert!(problem.contains(said), "{problem}");
        }
        assert!(check(Table::Payments, &good[1..]).is_err());
        assert!(check(Table::Payments, &good).is_ok());
    }

    #[test]
    fn a_column_declared_after_the_file_was_written_is_unknown_and_one_of_another_type_is_refused() {
        let mut cells = Cells::new(Table::Suppliers);
        cells.push(&row(Table::Suppliers, 1));
        let whole = cells.take().unwrap();
        let older = whole.drop("company_number").unwrap();
        let frame = conform(Table::Suppliers, &older, &|_| true).unwrap();
        assert_eq!(**frame.schema(), schema(Table::Suppliers));
        assert_eq!(frame.column("company_number").unwrap().null_count(), 1);

        let name = frame.column("name").unwrap().cast(&DataType::Binary).unwrap();
        let mut other = frame.clone();
        other.replace("name", name).unwrap();
        assert!(conform(Table::Suppliers, &other, &|_| true).unwrap_err().to_string().contains("column name is"));
    }
}
