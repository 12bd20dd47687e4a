//! How the columns of a canonical table lie in Parquet and in frames.

use estate::{Column, Kind, Table};
use polars::prelude::{DataType, Field, Schema};

/// The name of the whole hundredths of an amount: `<name>_minor`.
pub fn minor_name(name: &str) -> String {
    format!("{name}_minor")
}

/// The name of the words kept beside a cell that they could not be read as: `<name>_words`.
pub fn words_name(name: &str) -> String {
    format!("{name}_words")
}

/// The columns of a table in Parquet, also for the tables that an audit makes. Any of them may be null: unknown.
///
/// | kind | columns |
/// |---|---|
/// | text, code | `name`: String |
/// | day | `name`: Date |
/// | when | `name`: Date, null where it is not known to the day; `name_words`: String, null where it is |
/// | amount | `name_minor`: Int64, hundredths of the currency |
/// | stated amount | `name_minor`: Int64; `name_words`: String, null where the amount could be read |
/// | integer | `name`: Int64 |
/// | decimal | `name`: Float64 (at most 15 digits, so it comes back exactly) |
/// | flag | `name`: Boolean |
pub fn schema(table: Table) -> Schema {
    table.columns().iter().flat_map(fields).collect()
}

/// The one or two Parquet columns of a canonical column.
pub(crate) fn fields(column: &Column) -> Vec<Field> {
    let field = |name: String, kind: DataType| Field::new(name.into(), kind);
    let name = column.name;
    match column.kind {
        Kind::Text | Kind::Code(_) => vec![field(name.to_owned(), DataType::String)],
        Kind::Day => vec![field(name.to_owned(), DataType::Date)],
        Kind::When => vec![field(name.to_owned(), DataType::Date), field(words_name(name), DataType::String)],
        Kind::Amount => vec![field(minor_name(name), DataType::Int64)],
        Kind::StatedAmount => vec![field(minor_name(name), DataType::Int64), field(words_name(name), DataType::String)],
        Kind::Integer => vec![field(name.to_owned(), DataType::Int64)],
        Kind::Decimal => vec![field(name.to_owned(), DataType::Float64)],
        Kind::Flag => vec![field(name.to_owned(), DataType::Boolean)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_parquet_columns_of_a_table_share_a_name() {
        for table in Table::RECEIVED.iter().chain(Table::MADE) {
            let fields: usize = table.columns().iter().map(|column| fields(column).len()).sum();
            assert_eq!(schema(*table).len(), fields, "{table}");
        }
    }

    #[test]
    fn a_contract_keeps_the_words_of_its_dates_and_price() {
        let schema = schema(Table::Contracts);
        for (name, kind) in [
            ("id", DataType::String),
            ("ends_on", DataType::Date),
            ("ends_on_words", DataType::String),
            ("price_amount_minor", DataType::Int64),
            ("price_amount_words", DataType::String),
            ("price_per", DataType::String),
            ("units", DataType::Float64),
            ("capital", DataType::Boolean),
        ] {
            assert_eq!(schema.get(name), Some(&kind), "{name}");
        }
        assert_eq!(schema.get("price_amount"), None);
    }
}
