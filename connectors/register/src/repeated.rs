//! Rows that share an id. One stays: the smallest by its cells as text, so that the order of rows decides nothing. The others are
//! set aside and name it.

use crate::mapping_check::{ID, SOURCE};
use crate::reasons;
use estate::{SetAside, Table, Value};
use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

/// The column that tells rows of a table apart, where it has one.
pub(crate) fn key_column(table: Table) -> Option<usize> {
    table.columns().iter().position(|column| column.name == key_name(table))
}

fn key_name(table: Table) -> &'static str {
    if table == Table::Sources { SOURCE } else { ID }
}

/// A row that may be kept.
#[derive(Debug)]
pub(crate) struct Row {
    /// Its cells as the door saw them.
    pub(crate) cells: Vec<String>,
    pub(crate) values: Vec<Value>,
    /// Cells of it that cannot be read.
    pub(crate) told: Vec<SetAside>,
    /// Where it stands, and what would be set aside with it.
    pub(crate) aside: SetAside,
}

/// Marks are hashes already, and are not hashed again.
type Marks = HashSet<u64, BuildHasherDefault<AsItIs>>;

#[derive(Debug, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, mark: u64) {
        self.0 = mark;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The ids of a table, and the rows of those that repeat. Memory is eight bytes an id, and the rows of repeated ids.
#[derive(Debug, Default)]
pub(crate) struct Repeated {
    seen: Marks,
    /// Marks of ids that stand twice or more. Two ids may share a mark: then a row is held without need, and still kept.
    twice: Marks,
    held: BTreeMap<String, Held>,
}

#[derive(Debug)]
struct Held {
    smallest: Row,
    others: Vec<(Vec<String>, SetAside)>,
}

impl Repeated {
    /// Takes note of an id.
    pub(crate) fn see(&mut self, id: &str) {
        let mark = mark(id);
        if !id.is_empty() && !self.seen.insert(mark) {
            self.twice.insert(mark);
        }
    }

    /// Has the id been seen twice?
    pub(crate) fn holds(&self, id: &str) -> bool {
        // Most tables have none.
        !self.twice.is_empty() && self.twice.contains(&mark(id))
    }

    /// Takes a row whose id has been seen twice.
    pub(crate) fn hold(&mut self, id: String, row: Row) {
        let Some(held) = self.held.get_mut(&id) else {
            self.held.insert(id, Held { smallest: row, others: vec![] });
            return;
        };
        let larger = if row.cells < held.smallest.cells { std::mem::replace(&mut held.smallest, row) } else { row };
        held.others.push((larger.cells, larger.aside));
    }

    /// The row to keep of each id, in order of ids, and those to set aside.
    pub(crate) fn settled(self) -> impl Iterator<Item = (Row, Vec<SetAside>)> {
        self.held.into_values().map(|Held { smallest, others }| {
            let (file, line) = (&smallest.aside.file, smallest.aside.line);
            let mut aside: Vec<SetAside> = others
                .into_iter()
                .map(|(cells, mut row)| {
                    row.column = Table::named(&row.table).map(|table| key_name(table).to_owned());
                    row.value = row.id.as_ref().map(|id| format!("{id} (kept: {file}, line {line})"));
                    row.reason = if cells == smallest.cells { reasons::equal_row() } else { reasons::same_id() };
                    row
                })
                .collect();
            aside.sort();
            (smallest, aside)
        })
    }
}

fn mark(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.trim().hash(&mut hasher);
    hasher.finish()
}
