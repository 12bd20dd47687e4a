//! What a column holds, and a cell on its way between a file and a record.

use crate::{Amount, Date, Decimal, When, parse_day, parse_when};

/// The type of a column, in every format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A word of a closed list.
    Code(&'static [&'static str]),
    /// A day, known to the day.
    Day,
    /// A day that may be known in part or be unreadable. In Parquet a second column, `<name>_words`, holds the source's own
    /// words wherever it is not a day.
    When,
    /// Money: a plain decimal in files; whole hundredths in Parquet, where the column is `<name>_minor`.
    Amount,
    /// Money that may be unreadable: like `Amount`, with `<name>_words` beside it.
    StatedAmount,
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal,
    /// `yes` or `no`.
    Flag,
}

/// One column of a canonical table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in every format.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Must every row have it?
    pub required: bool,
    /// What it means, for the data dictionary.
    pub meaning: &'static str,
}

/// One cell, typed.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Empty: unknown.
    Missing,
    /// Words, and codes by their word.
    Text(String),
    /// A day.
    Day(Date),
    /// Money.
    Amount(Amount),
    /// A whole number.
    Integer(i64),
    /// A decimal number.
    Decimal(Decimal),
    /// `yes` or `no`.
    Flag(bool),
    /// Words in a column that keeps what it cannot read: a date known in part, an amount that is no number.
    Words(String),
}

impl Column {
    /// Reads a cell of a flat file. The error says what the cell should hold.
    pub fn read(&self, cell: &str) -> Result<Value, String> {
        let cell = cell.trim();
        if cell.is_empty() {
            return Ok(Value::Missing);
        }
        let refuse = |what: &str| Err(format!("`{cell}` is not {what}"));
        match self.kind {
            Kind::Text => Ok(Value::Text(cell.to_owned())),
            Kind::Code(words) => match words.iter().find(|word| word.eq_ignore_ascii_case(cell)) {
                Some(word) => Ok(Value::Text((*word).to_owned())),
                None if words == crate::Vat::WORDS && crate::Vat::parse(cell).is_some() => {
                    Ok(Value::Text(cell.to_owned()))
                }
                None => refuse(&format!("one of {}", words.join(", "))),
            },
            Kind::Day => parse_day(cell).map(Value::Day).map_err(|error| error.to_string()),
            Kind::When => Ok(match parse_when(cell) {
                When::Day(day) => Value::Day(day),
                _ => Value::Words(cell.to_owned()),
            }),
            Kind::Amount => match Amount::parse(cell) {
                Some(amount) => Ok(Value::Amount(amount)),
                None => refuse("a plain decimal amount such as 12000.50"),
            },
            Kind::StatedAmount => Ok(match Amount::parse(cell) {
                Some(amount) => Value::Amount(amount),
                None => Value::Words(cell.to_owned()),
            }),
            Kind::Integer => cell.parse().map(Value::Integer).or_else(|_| refuse("a whole number")),
            Kind::Decimal => match Decimal::parse(cell) {
                Some(decimal) => Ok(Value::Decimal(decimal)),
                None => refuse("a plain decimal number of at most 15 digits"),
            },
            Kind::Flag => match cell.to_ascii_lowercase().as_str() {
                "yes" | "true" | "y" | "1" => Ok(Value::Flag(true)),
                "no" | "false" | "n" | "0" => Ok(Value::Flag(false)),
                _ => refuse("yes or no"),
            },
        }
    }

    /// Is the cell one that was kept although it cannot be read? (A date known in part can be.)
    pub fn unreadable<'v>(&self, value: &'v Value) -> Option<&'v str> {
        match (self.kind, value) {
            (Kind::When, Value::Words(words)) if matches!(parse_when(words), When::Unreadable(_)) => Some(words),
            (Kind::StatedAmount, Value::Words(words)) => Some(words),
            _ => None,
        }
    }
}

impl Value {
    /// The cell as a flat file spells it.
    pub fn spell(&self) -> String {
        match self {
            Value::Missing => String::new(),
            Value::Text(text) | Value::Words(text) => text.clone(),
            Value::Day(day) => day.to_string(),
            Value::Amount(amount) => amount.to_string(),
            Value::Integer(number) => number.to_string(),
            Value::Decimal(decimal) => decimal.to_string(),
            Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        }
    }
}
