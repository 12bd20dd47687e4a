//! A tree of amounts: each step adds up to the one above it, unless it says otherwise.

use crate::show::{money, shown};
use estate::tables::CostLine;
use estate::{Table, Value};
use serde::Serialize;
use std::collections::BTreeMap;

/// A step, with the steps it is made of.
#[derive(Debug, Serialize)]
pub(super) struct Node {
    pub(super) label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pence: Option<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) notes: Vec<String>,
    /// Do the steps below add up to this one?
    pub(super) adds_up: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) children: Vec<Node>,
}

impl Node {
    pub(super) fn new(label: String, pence: Option<i64>) -> Node {
        Node { label, pence, notes: Vec::new(), adds_up: true, children: Vec::new() }
    }

    pub(super) fn note(&mut self, note: String) {
        self.notes.push(note);
    }

    /// The record itself: the cells that it has.
    pub(super) fn record(&mut self, table: Table, values: &[Value]) {
        let cells = table.columns().iter().zip(values).filter(|(_, value)| **value != Value::Missing);
        let cells: Vec<String> = cells.map(|(column, value)| format!("{} = {}", column.name, value.spell())).collect();
        self.note(format!("record: {}", cells.join(", ")));
    }

    /// Keeps the largest `most` steps under each and puts the rest in one, so that sums still add up.
    pub(super) fn cut(mut self, most: usize) -> Node {
        self.children.sort_by(|a, b| {
            let size = |node: &Node| node.pence.map_or(0, i64::unsigned_abs);
            size(b).cmp(&size(a)).then_with(|| a.label.cmp(&b.label))
        });
        if self.children.len() > most {
            let rest = self.children.split_off(most);
            let sum = rest.iter().filter_map(|node| node.pence).sum();
            self.children.push(Node::new(format!("{} more", rest.len()), Some(sum)));
        }
        self.children = self.children.into_iter().map(|child| child.cut(most)).collect();
        self
    }

    /// For the eye, with amounts in this currency.
    pub(super) fn text(&self, currency: &str) -> String {
        let mut out = String::new();
        self.write(&mut out, "", "", currency);
        out
    }

    fn write(&self, out: &mut String, before: &str, branch: &str, currency: &str) {
        let amount = self.pence.map(|pence| money(currency, pence));
        let amount = amount.map_or(String::new(), |amount| format!("  {amount}"));
        out.extend([before, branch, &shown(&self.label), &amount, "\n"]);
        let below = match branch {
            "" => before.to_owned(),
            "├─ " => format!("{before}│  "),
            _ => format!("{before}   "),
        };
        for note in &self.notes {
            let bar = if self.children.is_empty() { "   " } else { "│  " };
            out.extend([&below, bar, &shown(note), "\n"]);
        }
        for (place, child) in self.children.iter().enumerate() {
            let last = place + 1 == self.children.len();
            child.write(out, &below, if last { "└─ " } else { "├─ " }, currency);
        }
    }
}

/// Lines by a key, in order of key.
pub(super) fn grouped<'a>(
    lines: &[&'a CostLine],
    key: impl Fn(&CostLine) -> String,
) -> BTreeMap<String, Vec<&'a CostLine>> {
    let mut groups: BTreeMap<String, Vec<&CostLine>> = BTreeMap::new();
    for line in lines {
        groups.entry(key(line)).or_default().push(line);
    }
    groups
}
