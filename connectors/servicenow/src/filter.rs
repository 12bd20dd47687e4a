//! Encoded queries that narrow a table, and whether a row answers to one.
//!
//! The instance drops parts of a query that it does not understand, without a word, and gives rows that the rest matches. So each
//! row is held against the filter here as well. What cannot be decided here counts as answered.

use crate::wire;
use connector_kit::Row;

/// A filter that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filter {
    text: String,
    /// All of these hold; of each, one.
    all: Vec<Vec<Part>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    column: String,
    operator: &'static str,
    value: String,
}

/// Longer ones first, so that `!=` is not read as `=`. Words stand in capitals between a column in small letters and its value.
const OPERATORS: &[&str] = &[
    "ISNOTEMPTY",
    "ISEMPTY",
    "STARTSWITH",
    "ENDSWITH",
    "NOT LIKE",
    "NOT IN",
    "NOTLIKE",
    "BETWEEN",
    "LIKE",
    "IN",
    "!=",
    ">=",
    "<=",
    "=",
    ">",
    "<",
];

impl Filter {
    /// Reads a filter. Halves joined by `^NQ`, an order, and a dangling `^` are refused: the walk adds its own conditions at the end.
    pub(crate) fn parse(text: &str) -> Result<Filter, String> {
        if text.contains("^NQ") {
            return Err(
                "holds ^NQ, which joins two queries by or. hint: write one query, or use ^OR inside it".to_owned()
            );
        }
        if text.contains("ORDERBY") || text.contains("GROUPBY") {
            return Err("holds an order. hint: leave it out; rows are read in the order of their key".to_owned());
        }
        let mut all: Vec<Vec<Part>> = vec![];
        for clause in text.split('^') {
            let (joins, clause) = match clause.strip_prefix("OR") {
                Some(rest) if !all.is_empty() => (true, rest),
                _ => (false, clause),
            };
            let part = part(clause).ok_or_else(|| {
                format!("`{clause}` is no condition. hint: write column, operator and value, such as install_status!=7")
            })?;
            match all.last_mut().filter(|_| joins) {
                Some(any) => any.push(part),
                None => all.push(vec![part]),
            }
        }
        Ok(Filter { text: text.to_owned(), all })
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The columns that it is about.
    pub(crate) fn columns(&self) -> Vec<String> {
        let mut columns: Vec<String> = self.all.iter().flatten().map(|part| part.column.clone()).collect();
        columns.sort();
        columns.dedup();
        columns
    }

    /// Does a row answer to it? One that does not have a column of the filter does not: the column is no column.
    pub(crate) fn answers(&self, row: &Row) -> bool {
        self.all.iter().all(|any| any.iter().any(|part| part.holds(row)))
    }
}

fn part(clause: &str) -> Option<Part> {
    let end = clause.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '.'))?;
    let (column, rest) = clause.split_at(end);
    let operator = OPERATORS.iter().find(|operator| rest.starts_with(**operator))?;
    (!column.is_empty()).then(|| Part { column: column.to_owned(), operator, value: rest[operator.len()..].to_owned() })
}

impl Part {
    fn holds(&self, row: &Row) -> bool {
        if !row.contains_key(&self.column) {
            return false;
        }
        let found = wire::text(row, &self.column);
        let (lower, value) = (found.to_lowercase(), self.value.to_lowercase());
        // A script or a word for a day is worked out by the instance.
        if value.starts_with("javascript:") {
            return true;
        }
        match self.operator {
            "=" => lower == value,
            "!=" => lower != value,
            "ISEMPTY" => found.is_empty(),
            "ISNOTEMPTY" => !found.is_empty(),
            "STARTSWITH" => lower.starts_with(&value),
            "ENDSWITH" => lower.ends_with(&value),
            "LIKE" => lower.contains(&value),
            "IN" => value.split(',').any(|one| one.trim() == lower),
            // A day against a moment: its date decides, but for the account's time zone, so a day's grace on either side.
            ">" | ">=" | "<" | "<=" => compares(&found, self.operator, &self.value),
            _ => true,
        }
    }
}

fn compares(found: &str, operator: &str, value: &str) -> bool {
    let days = (estate::parse_day(&wire::day_of(found)), estate::parse_day(&wire::day_of(value)));
    if let (Ok(found), Ok(value)) = days {
        let apart = estate::days_between(value, found);
        return if operator.starts_with('>') { apart >= -1 } else { apart <= 1 };
    }
    match (estate::Decimal::parse(found), estate::Decimal::parse(value)) {
        (Some(found), Some(value)) => {
            let (found, value) = (found.to_f64(), value.to_f64());
            if operator.starts_with('>') { found >= value } else { found <= value }
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_held_against_the_filter() {
        let row: Row = serde_json::from_str(
            r#"{"state": "active", "class": {"value": "cmdb_ci_server"}, "empty": "", "cost": "12.5", "opened": "2025-03-31 23:30:00"}"#,
        )
        .unwrap();
        for (filter, holds) in [
            ("state=active", true),
            ("state=Active", true),
            ("state!=active", false),
            ("state=draft^ORstate=active", true),
            ("state=active^class=cmdb_ci_server", true),
            ("state=active^class=other", false),
            ("classINcmdb_ci_server,cmdb_ci_computer", true),
            ("classINa,b", false),
            ("classSTARTSWITHcmdb", true),
            ("classLIKEserver", true),
            ("classENDSWITHx", false),
            ("emptyISEMPTY", true),
            ("stateISEMPTY", false),
            ("stateISNOTEMPTY", true),
            ("cost>10", true),
            ("cost>=13", false),
            ("cost<10", false),
            ("opened>=2025-04-01", true),
            ("opened>=2025-04-02 00:00:00", false),
            ("opened<2025-04-01", true),
            ("opened>=javascript:gs.beginningOfThisYear()", true),
            // The column does not exist, so the instance dropped the condition and gave everything.
            ("statte=active", false),
            ("stateNOT INa,b", true),
        ] {
            assert_eq!(Filter::parse(filter).unwrap().answers(&row), holds, "{filter}");
        }
    }

    #[test]
    fn what_cannot_be_added_to_is_refused() {
        for bad in ["a=1^NQb=2", "a=1^ORDERBYb", "a=1^", "", "Active", "=1"] {
            assert!(Filter::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(Filter::parse("b=1^a=2^ORb=3").unwrap().columns(), ["a", "b"]);
    }
}
