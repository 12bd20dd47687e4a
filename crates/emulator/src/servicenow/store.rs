//! The rows of the instance. A row of a class is a row of every table above it, under one id.

use super::schema::{Column, Schema};
use std::collections::{BTreeMap, HashMap};

/// A row. Cells that are empty are not kept.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) id: Box<str>,
    /// The place of its class's name in the store's list.
    class: u16,
    /// The place of a column's name in the store's list, and the cell.
    cells: Vec<(u16, Box<str>)>,
}

/// Rows of one hierarchy, by id.
#[derive(Debug, Default)]
struct Shelf {
    rows: Vec<Row>,
    /// For each table of the hierarchy, the places of its rows, by id.
    lists: BTreeMap<String, Vec<u32>>,
}

/// Every row.
#[derive(Debug)]
pub(crate) struct Store {
    pub(crate) schema: Schema,
    names: Vec<String>,
    numbers: HashMap<String, u16>,
    shelves: BTreeMap<String, Shelf>,
}

impl Store {
    /// A store without rows.
    pub(crate) fn new(schema: Schema) -> Store {
        Store { schema, names: Vec::new(), numbers: HashMap::new(), shelves: BTreeMap::new() }
    }

    fn number(&mut self, name: &str) -> u16 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u16::try_from(self.names.len()).unwrap_or(u16::MAX);
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }

    /// Puts a row in. Until [`Store::settle`] it is not found. A column that the table lacks is left out.
    pub(crate) fn put<'c>(&mut self, table: &str, id: &str, cells: impl IntoIterator<Item = (&'c str, String)>) {
        let class = self.number(table);
        let mut kept = Vec::new();
        for (name, cell) in cells {
            if !cell.is_empty() && self.schema.column(table, name).is_some() {
                kept.push((self.number(name), cell.into_boxed_str()));
            }
        }
        let root = self.schema.root(table).to_owned();
        self.shelves.entry(root).or_default().rows.push(Row { id: id.into(), class, cells: kept });
    }

    /// Orders the rows and lists them by table. Of two rows with one id the later stands.
    pub(crate) fn settle(&mut self) {
        for (root, shelf) in &mut self.shelves {
            let mut rows = std::mem::take(&mut shelf.rows);
            rows.reverse();
            rows.sort_by(|a, b| a.id.cmp(&b.id));
            rows.dedup_by(|a, b| a.id == b.id);
            shelf.rows = rows;
            shelf.lists.clear();
            shelf.lists.insert(root.clone(), Vec::new());
            for (at, row) in shelf.rows.iter().enumerate() {
                let class = &self.names[usize::from(row.class)];
                for table in self.schema.line_of(class) {
                    shelf.lists.entry(table.name.clone()).or_default().push(u32::try_from(at).unwrap_or(u32::MAX));
                }
            }
        }
    }

    /// How many rows a table has, its classes included.
    pub(crate) fn len(&self, table: &str) -> usize {
        self.list(table).map_or(0, |(_, list)| list.len())
    }

    fn list(&self, table: &str) -> Option<(&Shelf, &[u32])> {
        let shelf = self.shelves.get(self.schema.root(table))?;
        shelf.lists.get(table).map(|list| (shelf, list.as_slice()))
    }

    /// The rows of a table by id, from the one at this place on.
    pub(crate) fn rows_from(&self, table: &str, place: usize) -> impl Iterator<Item = &Row> {
        let found = self
            .list(table)
            .map(|(shelf, list)| list[place.min(list.len())..].iter().map(|at| &shelf.rows[index(*at)]));
        found.into_iter().flatten()
    }

    /// Takes a row out.
    pub(crate) fn take(&mut self, table: &str, id: &str) {
        let root = self.schema.root(table).to_owned();
        if let Some(shelf) = self.shelves.get_mut(&root) {
            shelf.rows.retain(|row| &*row.id != id);
        }
        self.settle();
    }

    /// Puts a copy of a row in, under another id.
    pub(crate) fn copy(&mut self, table: &str, id: &str, other: &str) {
        let root = self.schema.root(table).to_owned();
        if let Some(mut row) = self.row(table, id).cloned()
            && let Some(shelf) = self.shelves.get_mut(&root)
        {
            row.id = other.into();
            shelf.rows.push(row);
        }
        self.settle();
    }

    /// The place of the first row whose id comes after this one, or is it where that is not to be passed.
    pub(crate) fn place(&self, table: &str, id: &str, passed: bool) -> usize {
        let before = |row: &Row| &*row.id < id || (passed && &*row.id == id);
        self.list(table).map_or(0, |(shelf, list)| list.partition_point(|at| before(&shelf.rows[index(*at)])))
    }

    /// The row of this id.
    pub(crate) fn row(&self, table: &str, id: &str) -> Option<&Row> {
        let (shelf, _) = self.list(table)?;
        let at = shelf.rows.binary_search_by(|row| (*row.id).cmp(id)).ok()?;
        Some(&shelf.rows[at])
    }

    /// The row's class.
    pub(crate) fn class<'s>(&'s self, row: &Row) -> &'s str {
        &self.names[usize::from(row.class)]
    }

    /// The cell of a column, as it is kept; empty where there is none.
    pub(crate) fn cell<'r>(&'r self, row: &'r Row, column: &str) -> &'r str {
        match column {
            "sys_id" => &row.id,
            "sys_class_name" => self.class(row),
            _ => self
                .numbers
                .get(column)
                .and_then(|number| row.cells.iter().find(|(of, _)| of == number))
                .map_or("", |(_, cell)| cell),
        }
    }

    /// What stands for a row of this table where others refer to it.
    pub(crate) fn display<'r>(&'r self, table: &str, id: &'r str) -> &'r str {
        let Some(row) = self.row(table, id) else { return "" };
        self.schema.table(self.class(row)).map_or("", |table| self.cell(row, &table.display))
    }

    /// The column of a row's class.
    pub(crate) fn column(&self, table: &str, name: &str) -> Option<&Column> {
        self.schema.column(table, name)
    }
}

fn index(at: u32) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_found_in_its_class_and_in_every_table_above_it() {
        let mut store = Store::new(Schema::read());
        for (table, id) in [("cmdb_ci_win_server", "b"), ("cmdb_ci_netgear", "a"), ("cmdb_ci_win_server", "c")] {
            store.put(table, id, [("name", id.to_uppercase()), ("no_such_column", "x".to_owned())]);
        }
        store.settle();
        assert_eq!((store.len("cmdb_ci"), store.len("cmdb_ci_server"), store.len("cmdb_ci_linux_server")), (3, 2, 0));
        let ids: Vec<&str> =
            store.rows_from("cmdb_ci", store.place("cmdb_ci", "a", true)).map(|row| &*row.id).collect();
        assert_eq!(ids, ["b", "c"]);
        let row = store.row("cmdb_ci", "b").unwrap();
        assert_eq!((store.cell(row, "name"), store.cell(row, "sys_class_name")), ("B", "cmdb_ci_win_server"));
        assert_eq!(store.display("cmdb_ci", "a"), "A");
    }
}
