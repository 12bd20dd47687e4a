//! Control totals of what was read. Nothing vanishes: received = kept + set aside.

use crate::Table;
use serde::{Deserialize, Serialize};

/// What one source gave for one table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The source's name.
    pub source: String,
    /// The table's name.
    pub table: String,
    /// Rows that the source said it has, where it says so.
    pub declared: Option<u64>,
    /// Rows that arrived.
    pub received: u64,
    /// Rows that became records.
    pub kept: u64,
    /// Rows that could not be used. Each is listed as a [`SetAside`].
    pub set_aside: u64,
    /// Why the source was not read to its end; nothing, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incomplete: Option<String>,
}

impl Receipt {
    /// An empty receipt.
    pub fn new(source: &str, table: Table) -> Receipt {
        Receipt {
            source: source.to_owned(),
            table: table.name().to_owned(),
            declared: None,
            received: 0,
            kept: 0,
            set_aside: 0,
            incomplete: None,
        }
    }

    /// Did everything arrive that the source said it has, as far as it says so?
    pub fn is_whole(&self) -> bool {
        self.incomplete.is_none() && self.declared.is_none_or(|declared| declared == self.received)
    }

    /// Do its numbers add up?
    pub fn adds_up(&self) -> bool {
        self.received == self.kept + self.set_aside
    }
}

/// A row that cannot be used, or a cell of a kept row that cannot be read, for the owner of the data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SetAside {
    /// The source's name.
    pub source: String,
    /// The table's name.
    pub table: String,
    /// The record's id, where it has one.
    pub id: Option<String>,
    /// The file it stood in.
    pub file: String,
    /// The line it began on; the header is line 1.
    pub line: u64,
    /// The column at fault, where it is one.
    pub column: Option<String>,
    /// The cell's own words.
    pub value: Option<String>,
    /// What is wrong, and what would put it right.
    pub reason: String,
    /// Was the whole row set aside, or was it kept without this cell?
    pub whole_row: bool,
    /// The money that the row states, in hundredths of its currency, where that much can be read.
    pub amount_minor: Option<i64>,
    /// The currency it states.
    pub currency: Option<String>,
}
