//! A row as the API writes it, for one user's eyes.

use super::instance::Access;
use super::money::{Money, Rates};
use super::query::{resolve, walk};
use super::schema::{Column, Kind};
use super::store::{Row, Store};
use crate::civil;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::HashMap;

/// How values are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Display {
    /// As they are kept.
    Values,
    /// As a person sees them.
    Words,
    /// Both.
    All,
}

/// Who looks, and when.
#[derive(Debug)]
pub(crate) struct Eyes<'i> {
    /// The currency of the user's locale.
    pub(crate) currency: &'i str,
    /// By how many minutes the user's clock is ahead of UTC.
    pub(crate) offset: i64,
    pub(crate) rates: &'i Rates,
    /// Days since the server started.
    pub(crate) day: i64,
}

impl Eyes<'_> {
    /// An amount in the reference currency, as filters and sums see it.
    pub(crate) fn reference(&self, cell: &str) -> String {
        Money::read(cell)
            .map_or_else(String::new, |money| self.rates.exchanged(&money, &self.rates.reference, self.day).amount())
    }

    fn money(&self, cell: &str, kind: &Kind) -> Option<Money> {
        let money = Money::read(cell)?;
        // A price stays in the currency that it was entered in.
        Some(if *kind == Kind::Price { money } else { self.rates.exchanged(&money, self.currency, self.day) })
    }
}

/// What of a row is asked for, and how.
#[derive(Debug)]
pub(crate) struct Look {
    /// Columns by their paths, with the names asked for; those that exist and may be read.
    pub(crate) fields: Vec<(String, Vec<String>, Column)>,
    pub(crate) display: Display,
    pub(crate) links: bool,
    pub(crate) origin: String,
    /// Cells of this page as they were written, by the column's place.
    pub(crate) made: RefCell<HashMap<usize, HashMap<String, Vec<u8>>>>,
}

impl Look {
    /// The fields that were asked for, without those that the table lacks and those that the user may not read.
    pub(crate) fn fields(
        store: &Store,
        table: &str,
        fields: Option<&str>,
        access: &Access,
    ) -> Vec<(String, Vec<String>, Column)> {
        let names: Vec<String> = match fields {
            Some(fields) => fields.split(',').map(|name| name.trim().to_owned()).collect(),
            None => store.schema.columns(table).iter().map(|column| column.name.clone()).collect(),
        };
        let mut found: Vec<(String, Vec<String>, Column)> = Vec::new();
        for name in names {
            let path: Vec<String> = name.split('.').map(str::to_owned).collect();
            let may = path.first().is_some_and(|first| !access.hides_column(store, table, first));
            if let (Some(column), true) = (resolve(store, table, &path), may)
                && found.iter().all(|(known, _, _)| *known != name)
            {
                found.push((name, path, column));
            }
        }
        found
    }

    /// Writes the row as an object.
    pub(crate) fn write(&self, store: &Store, row: &Row, eyes: &Eyes<'_>, out: &mut Vec<u8>) {
        out.push(b'{');
        for (at, (name, path, column)) in self.fields.iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            text(out, name);
            out.push(b':');
            let walked;
            let cell = if let [one] = path.as_slice() {
                store.cell(row, one)
            } else {
                walked = walk(store, row, path);
                &walked
            };
            if self.is_plain(&column.kind) {
                text(out, cell);
                continue;
            }
            // Cells repeat down a page: a label or a rate is looked up once.
            let mut made = self.made.borrow_mut();
            let of_column = made.entry(at).or_default();
            if let Some(bytes) = of_column.get(cell) {
                out.extend_from_slice(bytes);
                continue;
            }
            let mut bytes = Vec::new();
            write(&mut bytes, &self.value(store, cell, column, eyes));
            out.extend_from_slice(&bytes);
            of_column.insert(cell.to_owned(), bytes);
        }
        out.push(b'}');
    }

    /// Is a cell of this kind written as it is kept?
    fn is_plain(&self, kind: &Kind) -> bool {
        self.display == Display::Values
            && match kind {
                Kind::Currency | Kind::Price => false,
                Kind::Reference(..) => !self.links,
                _ => true,
            }
    }

    fn value(&self, store: &Store, cell: &str, column: &Column, eyes: &Eyes<'_>) -> Value {
        match self.display {
            Display::Values => self.plain(cell, column, eyes),
            Display::Words => match &column.kind {
                Kind::Reference(to, by_name) if !cell.is_empty() => {
                    let mut object = json!({ "display_value": shown_reference(store, to, *by_name, cell) });
                    self.link(&mut object, to, cell);
                    object
                }
                _ => shown(store, cell, column, eyes),
            },
            Display::All => {
                let mut object =
                    json!({ "display_value": shown(store, cell, column, eyes), "value": value(cell, column, eyes) });
                match &column.kind {
                    Kind::Currency | Kind::Price => {
                        let money = eyes.money(cell, &column.kind);
                        let both =
                            money.map_or_else(String::new, |money| format!("{};{}", money.currency, money.amount()));
                        object["currency_display_value"] = Value::String(both);
                    }
                    Kind::Reference(to, _) if !cell.is_empty() => self.link(&mut object, to, cell),
                    _ => {}
                }
                object
            }
        }
    }

    fn plain(&self, cell: &str, column: &Column, eyes: &Eyes<'_>) -> Value {
        match &column.kind {
            Kind::Reference(to, _) if self.links && !cell.is_empty() => {
                let mut object = json!({ "value": cell });
                self.link(&mut object, to, cell);
                object
            }
            _ => Value::String(value(cell, column, eyes)),
        }
    }

    fn link(&self, object: &mut Value, to: &str, cell: &str) {
        if self.links {
            object["link"] = Value::String(format!("{}/api/now/table/{to}/{cell}", self.origin));
        }
    }
}

/// Writes text as JSON.
fn text(out: &mut Vec<u8>, text: &str) {
    let _ = serde_json::to_writer(out, text);
}

/// Writes JSON. Writing to memory does not fail.
pub(crate) fn write(out: &mut Vec<u8>, value: &Value) {
    let _ = serde_json::to_writer(out, value);
}

fn value(cell: &str, column: &Column, eyes: &Eyes<'_>) -> String {
    match column.kind {
        Kind::Currency | Kind::Price => eyes.money(cell, &column.kind).map_or_else(String::new, |money| money.amount()),
        _ => cell.to_owned(),
    }
}

/// As a person sees it: an empty choice is null, a moment is on the user's clock.
fn shown(store: &Store, cell: &str, column: &Column, eyes: &Eyes<'_>) -> Value {
    Value::String(match &column.kind {
        Kind::Choice if cell.is_empty() => return Value::Null,
        Kind::Choice => label(store, &column.name, cell),
        Kind::Moment => civil::shifted(cell, eyes.offset),
        Kind::Currency | Kind::Price => eyes.money(cell, &column.kind).map_or_else(String::new, |money| money.shown()),
        Kind::Reference(to, by_name) => shown_reference(store, to, *by_name, cell),
        Kind::Duration if !cell.is_empty() => {
            let seconds = civil::seconds(cell).unwrap_or(0);
            let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
            format!("{days} Days {hours} Hours {minutes} Minutes")
        }
        _ => cell.to_owned(),
    })
}

fn shown_reference(store: &Store, to: &str, by_name: bool, cell: &str) -> String {
    if by_name { cell.to_owned() } else { store.display(to, cell).to_owned() }
}

/// The label of a code, where one is known.
fn label(store: &Store, element: &str, code: &str) -> String {
    let mut choices = store.rows_from("sys_choice", 0);
    let found = choices.find(|row| store.cell(row, "element") == element && store.cell(row, "value") == code);
    found.map_or_else(|| code.to_owned(), |row| store.cell(row, "label").to_owned())
}
