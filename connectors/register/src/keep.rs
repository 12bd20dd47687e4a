//! Where rows go.

use estate::{Receipt, SetAside, Table, Value};
use std::fmt;

/// Takes what a reader has read. Each refusal ends the reading, with its words in the error.
pub trait Keep {
    /// A row that passed the door: one cell a column of the table, in order.
    fn keep(&mut self, table: Table, values: Vec<Value>) -> Result<(), String>;
    /// A row that cannot be used, or a cell of a kept row that cannot be read.
    fn set_aside(&mut self, row: SetAside) -> Result<(), String>;
    /// The control total of one source and table. It comes after the rows it counts.
    fn receipt(&mut self, receipt: Receipt) -> Result<(), String>;
}

/// Something that an operator should know and that stopped nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warning {
    /// The file, as it is named in receipts.
    pub file: String,
    /// What was found, and what to do about it.
    pub message: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.file, self.message)
    }
}
