//! The nouns of an ICT estate as plain types: one file a table, each table's columns declared once.
//!
//! From one declaration come the record struct, the flat spelling, the Parquet schema, the column names and the data
//! dictionary. Nothing here reads a file, a clock or the environment.

mod amount;
mod codes;
mod column;
mod date;
mod decimal;
mod door;
mod exact;
mod field;
mod length;
mod receipt;
mod table;
pub mod tables;
mod vat;

pub use amount::{Amount, Currency, Stated};
pub use codes::*;
pub use column::{Column, Kind, Value};
pub use date::{
    Date, DateError, FinancialYear, Span, When, add_months, day_since_1970, days_between, parse_day, parse_when,
};
pub use decimal::Decimal;
pub use door::{Admitted, Unreadable, admit, stated_money};
pub use exact::{Exact, round_half_away, split};
pub use field::Field;
pub use length::{Length, Term};
pub use receipt::{Receipt, SetAside};
pub use table::{Record, Refused, Table};
pub use vat::Vat;
