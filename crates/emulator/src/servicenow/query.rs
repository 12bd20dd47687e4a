//! Encoded queries: parts joined by `^`, alternatives by `^OR`, whole further queries by `^NQ`, and an order. A part that names no
//! column, or cannot be read, is dropped without a word, as the product does.

use super::schema::{Column, Kind};
use super::store::{Row, Store};
use super::wire::Eyes;
use crate::civil;
use std::cmp::Ordering;

/// A query that was read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query {
    /// Alternatives of everything; of each all parts must hold, and of a part one condition.
    halves: Vec<Vec<Vec<Condition>>>,
    /// Columns to order by, and whether downwards.
    pub(crate) order: Vec<(Vec<String>, bool)>,
    /// Was a part dropped?
    pub(crate) dropped: bool,
}

#[derive(Debug, Clone)]
struct Condition {
    path: Vec<String>,
    column: Column,
    test: Test,
}

#[derive(Debug, Clone)]
enum Test {
    Is(Ordering, bool, String),
    In(Vec<String>, bool),
    Like(String, bool),
    Starts(String),
    Ends(String),
    Empty(bool),
    Between(String, String),
}

impl Query {
    /// Reads a query on a table. Literals of moments are on the user's clock.
    pub(crate) fn read(store: &Store, table: &str, text: &str, eyes: &Eyes<'_>) -> Query {
        let mut query = Query::default();
        for half in text.split("^NQ") {
            let mut parts: Vec<Vec<Condition>> = Vec::new();
            for piece in half.split('^').filter(|piece| !piece.is_empty()) {
                if piece == "EQ" {
                    continue;
                }
                if let Some((path, down)) = order(piece) {
                    match resolve(store, table, &path) {
                        Some(_) => query.order.push((path, down)),
                        None => query.dropped = true,
                    }
                    continue;
                }
                // `^OR` has lost its caret here. A column may begin with these letters too: then it is one.
                let (piece, or) = match piece.strip_prefix("OR") {
                    Some(rest) if condition(store, table, piece, eyes).is_none() => (rest, true),
                    _ => (piece, false),
                };
                match (condition(store, table, piece, eyes), parts.last_mut()) {
                    (Some(condition), Some(part)) if or => part.push(condition),
                    (Some(condition), _) => parts.push(vec![condition]),
                    (None, _) => query.dropped = true,
                }
            }
            query.halves.push(parts);
        }
        query
    }

    /// The id after which rows are asked for, where that is a part of the whole query.
    pub(crate) fn after(&self) -> Option<&str> {
        let [half] = self.halves.as_slice() else { return None };
        half.iter().find_map(|part| match part.as_slice() {
            [condition] => condition.id(Ordering::Greater).filter(|(_, included)| !included).map(|(id, _)| id),
            _ => None,
        })
    }

    /// The places that a store's list may match at, from one up to another, where ids bound them; and whether that is all the query asks.
    pub(crate) fn places(&self, store: &Store, table: &str) -> (usize, usize, bool) {
        let (mut from, mut to, mut all) = (0, store.len(table), self.halves.len() < 2);
        let parts = if let [half] = self.halves.as_slice() { half.as_slice() } else { &[] };
        for part in parts {
            let bound = if let [condition] = part.as_slice() { Some(condition) } else { None };
            let lower = bound.and_then(|condition| condition.id(Ordering::Greater));
            let upper = bound.and_then(|condition| condition.id(Ordering::Less));
            match (lower, upper) {
                (Some((id, included)), _) => from = from.max(store.place(table, id, !included)),
                (_, Some((id, included))) => to = to.min(store.place(table, id, included)),
                _ => all = false,
            }
        }
        (from, to.max(from), all)
    }

    /// The query without the id to come after: what a server asks that ignores the cursor.
    pub(crate) fn forget_cursor(&mut self) {
        for half in &mut self.halves {
            half.retain(|part| !matches!(part.as_slice(), [Condition { path, .. }] if path.as_slice() == ["sys_id"]));
        }
    }

    /// The query without anything but the cursor: what a server asks that ignores the filter.
    pub(crate) fn forget_filter(&mut self) {
        for half in &mut self.halves {
            half.retain(|part| matches!(part.as_slice(), [Condition { path, .. }] if path.as_slice() == ["sys_id"]));
        }
    }

    /// Does the row match?
    pub(crate) fn holds(&self, store: &Store, row: &Row, eyes: &Eyes<'_>) -> bool {
        let all =
            |half: &Vec<Vec<Condition>>| half.iter().all(|part| part.iter().any(|one| one.holds(store, row, eyes)));
        self.halves.is_empty() || self.halves.iter().any(all)
    }

    /// Orders rows; those that are alike stay as they lie.
    pub(crate) fn sort(&self, store: &Store, rows: &mut [&Row], table: &str, eyes: &Eyes<'_>) {
        rows.sort_by(|a, b| {
            let by = self.order.iter().map(|(path, down)| {
                let Some(column) = resolve(store, table, path) else { return Ordering::Equal };
                let order =
                    compare(&column, &value(store, a, path, &column, eyes), &value(store, b, path, &column, eyes));
                if *down { order.reverse() } else { order }
            });
            by.fold(Ordering::Equal, Ordering::then)
        });
    }
}

impl Condition {
    /// The id that this compares with, in this direction, and whether it is included.
    fn id(&self, direction: Ordering) -> Option<(&str, bool)> {
        match &self.test {
            Test::Is(order, included, id) if *order == direction && self.path.as_slice() == ["sys_id"] => {
                Some((id, *included))
            }
            _ => None,
        }
    }

    fn holds(&self, store: &Store, row: &Row, eyes: &Eyes<'_>) -> bool {
        let value = value(store, row, &self.path, &self.column, eyes);
        let against = |other: &str| compare(&self.column, &value, other);
        match &self.test {
            Test::Is(Ordering::Equal, not, other) => (value == *other) != *not,
            // Nothing is neither before nor after anything.
            Test::Is(wanted, or_equal, other) => {
                let order = against(other);
                !value.is_empty() && (order == *wanted || (*or_equal && order == Ordering::Equal))
            }
            Test::In(list, not) => list.contains(&value) != *not,
            Test::Like(words, not) => value.contains(words.as_str()) != *not,
            Test::Starts(words) => value.starts_with(words.as_str()),
            Test::Ends(words) => value.ends_with(words.as_str()),
            Test::Empty(empty) => value.is_empty() == *empty,
            Test::Between(low, high) => {
                !value.is_empty() && against(low) != Ordering::Less && against(high) != Ordering::Greater
            }
        }
    }
}

/// What the API compares: amounts in the reference currency, everything else as it is kept.
fn value(store: &Store, row: &Row, path: &[String], column: &Column, eyes: &Eyes<'_>) -> String {
    let cell = walk(store, row, path);
    match column.kind {
        Kind::Currency | Kind::Price => eyes.reference(&cell),
        _ => cell,
    }
}

/// The cell at the end of a path of references, as it is kept.
pub(crate) fn walk(store: &Store, row: &Row, path: &[String]) -> String {
    let Some((first, rest)) = path.split_first() else { return String::new() };
    let cell = store.cell(row, first);
    if rest.is_empty() {
        return cell.to_owned();
    }
    let Some(Kind::Reference(to, _)) = store.column(store.class(row), first).map(|column| &column.kind) else {
        return String::new();
    };
    store.row(to, cell).map_or_else(String::new, |row| walk(store, row, rest))
}

/// The column at the end of a path of references; `None` where a step is no column.
pub(crate) fn resolve(store: &Store, table: &str, path: &[String]) -> Option<Column> {
    let (first, rest) = path.split_first()?;
    let column = store.column(table, first)?;
    match (&column.kind, rest) {
        (_, []) => Some(column.clone()),
        (Kind::Reference(to, _), rest) => resolve(store, to, rest),
        _ => None,
    }
}

fn compare(column: &Column, a: &str, b: &str) -> Ordering {
    match column.kind {
        Kind::Number | Kind::Currency | Kind::Price => match (a.parse::<f64>(), b.parse::<f64>()) {
            (Ok(a), Ok(b)) => a.total_cmp(&b),
            _ => a.cmp(b),
        },
        _ => a.cmp(b),
    }
}

fn order(piece: &str) -> Option<(Vec<String>, bool)> {
    let (path, down) = match piece.strip_prefix("ORDERBYDESC") {
        Some(path) => (path, true),
        None => (piece.strip_prefix("ORDERBY")?, false),
    };
    Some((steps(path), down))
}

fn steps(path: &str) -> Vec<String> {
    path.split('.').map(str::to_owned).collect()
}

fn condition(store: &Store, table: &str, piece: &str, eyes: &Eyes<'_>) -> Option<Condition> {
    let end = piece.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '.'))?;
    let (path, rest) = (steps(&piece[..end]), &piece[end..]);
    let column = resolve(store, table, &path)?;
    // Moments are kept in UTC and asked for on the user's clock.
    let literal = |text: &str| match column.kind {
        Kind::Moment if !text.is_empty() => {
            let full = if text.contains(' ') { text.to_owned() } else { format!("{text} 00:00:00") };
            civil::shifted(&full, -eyes.offset)
        }
        _ => text.to_owned(),
    };
    let is = |order, flag, text: &str| Test::Is(order, flag, literal(text));
    let list = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
    let test = if let Some(text) = rest.strip_prefix("!=") {
        is(Ordering::Equal, true, text)
    } else if let Some(text) = rest.strip_prefix(">=") {
        is(Ordering::Greater, true, text)
    } else if let Some(text) = rest.strip_prefix("<=") {
        is(Ordering::Less, true, text)
    } else if let Some(text) = rest.strip_prefix('=') {
        is(Ordering::Equal, false, text)
    } else if let Some(text) = rest.strip_prefix('>') {
        is(Ordering::Greater, false, text)
    } else if let Some(text) = rest.strip_prefix('<') {
        is(Ordering::Less, false, text)
    } else if rest == "ISEMPTY" {
        Test::Empty(true)
    } else if rest == "ISNOTEMPTY" {
        Test::Empty(false)
    } else if let Some(text) = rest.strip_prefix("NOT IN") {
        Test::In(list(text), true)
    } else if let Some(text) = rest.strip_prefix("NOT LIKE") {
        Test::Like(text.to_owned(), true)
    } else if let Some(text) = rest.strip_prefix("IN") {
        Test::In(list(text), false)
    } else if let Some(text) = rest.strip_prefix("LIKE") {
        Test::Like(text.to_owned(), false)
    } else if let Some(text) = rest.strip_prefix("STARTSWITH") {
        Test::Starts(text.to_owned())
    } else if let Some(text) = rest.strip_prefix("ENDSWITH") {
        Test::Ends(text.to_owned())
    } else {
        let (low, high) = rest.strip_prefix("BETWEEN")?.split_once('@')?;
        Test::Between(literal(low), literal(high))
    };
    Some(Condition { path, column, test })
}
