//! How the cells of a column are read: as words, as dates, as amounts.

use crate::mapping::MappedFile;
use crate::{amounts, dates};
use estate::{Column, Kind};

/// How the cells of one column are read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Reading {
    /// As they stand.
    Words,
    /// As dates.
    Date(dates::Spelling),
    /// As amounts or numbers.
    Amount(amounts::Spelling),
}

impl Reading {
    /// How a mapping alone would have a column read.
    pub(crate) fn of(file: &MappedFile, column: &Column) -> Reading {
        match column.kind {
            Kind::Day | Kind::When => Reading::Date(dates::Spelling::of(file, column.name)),
            _ if is_numeric(column) => {
                Reading::Amount(amounts::Spelling::declared(file).unwrap_or_else(|| amounts::Spelling::of(file)))
            }
            _ => Reading::Words,
        }
    }
}

/// Does it hold money?
pub(crate) fn is_money(column: &Column) -> bool {
    matches!(column.kind, Kind::Amount | Kind::StatedAmount)
}

/// Does it hold amounts or numbers?
pub(crate) fn is_numeric(column: &Column) -> bool {
    matches!(column.kind, Kind::Amount | Kind::StatedAmount | Kind::Integer | Kind::Decimal)
}
