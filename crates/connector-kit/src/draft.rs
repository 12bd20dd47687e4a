//! A record on its way through the door: cells by the names of their columns, in the spelling of flat files.

use crate::connector::Record;
use estate::{Kind, Refused, SetAside, Table, admit, stated_money};

/// The cells of one record to be.
#[derive(Debug, Clone)]
pub struct Draft {
    table: Table,
    cells: Vec<String>,
    /// The system's own key, where the table has no id.
    key: Option<String>,
    told: Vec<Told>,
    refused: Option<Told>,
}

/// A cell that is not used, and why.
#[derive(Debug, Clone)]
struct Told {
    column: String,
    value: String,
    reason: String,
}

/// Where a row came from.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'o> {
    /// The source's name.
    pub source: &'o str,
    /// The system's own name of the table.
    pub file: &'o str,
    /// The how-manieth row of it.
    pub line: u64,
}

impl Draft {
    /// An empty one.
    pub fn new(table: Table) -> Draft {
        Draft { table, cells: vec![String::new(); table.columns().len()], key: None, told: vec![], refused: None }
    }

    /// Its table.
    pub fn table(&self) -> Table {
        self.table
    }

    /// Sets a cell, by the constant of its column. What no column is called changes nothing.
    pub fn set(&mut self, column: &str, cell: impl Into<String>) -> &mut Draft {
        if let Some(place) = self.place(column) {
            self.cells[place] = cell.into();
        }
        self
    }

    /// A cell; empty, where none was set.
    pub fn get(&self, column: &str) -> &str {
        self.place(column).map_or("", |place| &self.cells[place])
    }

    /// The system's own key of the row, for what is said about it.
    pub fn key(&mut self, key: impl Into<String>) -> &mut Draft {
        self.key = Some(key.into());
        self
    }

    /// Says that a cell of the system's is not used. The row stays.
    pub fn tell(&mut self, column: &str, value: impl Into<String>, reason: impl Into<String>) {
        self.told.push(Told { column: column.to_owned(), value: value.into(), reason: reason.into() });
    }

    /// Says that the row cannot be used, whatever the door would say. The first reason stands.
    pub fn refuse(&mut self, column: &str, value: impl Into<String>, reason: impl Into<String>) {
        let told = Told { column: column.to_owned(), value: value.into(), reason: reason.into() };
        self.refused.get_or_insert(told);
    }

    fn place(&self, column: &str) -> Option<usize> {
        self.table.columns().iter().position(|known| known.name == column)
    }

    /// Through the door: a row and the cells of it that are not used, or the whole row set aside.
    pub fn finish(self, origin: Origin<'_>) -> Vec<Record> {
        let texts: Vec<&str> = self.cells.iter().map(String::as_str).collect();
        let id = self.place("id").map(|place| self.cells[place].clone()).filter(|id| !id.is_empty());
        let blank = SetAside {
            source: origin.source.to_owned(),
            table: self.table.name().to_owned(),
            id: id.or_else(|| self.key.clone()),
            file: origin.file.to_owned(),
            line: origin.line,
            column: None,
            value: None,
            reason: String::new(),
            whole_row: true,
            amount_minor: None,
            currency: None,
        };
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let aside = |told: &Told| SetAside {
            column: some(&told.column),
            value: some(&told.value),
            reason: told.reason.clone(),
            ..blank.clone()
        };
        let whole = |told: &Told| {
            let (amount_minor, currency) = stated_money(self.table, &texts);
            vec![Record::SetAside(SetAside { amount_minor, currency, ..aside(told) })]
        };
        if let Some(told) = &self.refused {
            return whole(told);
        }
        match admit(self.table, &texts) {
            Ok(admitted) => {
                let mut records = vec![Record::Row { table: self.table, values: admitted.values }];
                let unreadable = admitted.unreadable.into_iter().map(|cell| {
                    let kind = self.table.column(cell.column).map(|column| column.kind);
                    let what = if kind == Some(Kind::When) { "a date" } else { "an amount" };
                    let reason = format!("is not {what}, and counts as empty. hint: correct it in the source");
                    Told { column: cell.column.to_owned(), value: cell.words, reason }
                });
                let cells = self.told.iter().cloned().chain(unreadable);
                records.extend(cells.map(|told| Record::SetAside(SetAside { whole_row: false, ..aside(&told) })));
                records
            }
            Err(Refused { column, problem }) => {
                let value = self.place(column).map_or("", |place| texts[place]);
                let problem = problem.strip_prefix(&format!("`{}` ", value.trim())).unwrap_or(&problem);
                let hint = if problem.contains("hint: ") {
                    ""
                } else {
                    ". hint: correct it in the source, or map another column"
                };
                whole(&Told { column: column.to_owned(), value: value.to_owned(), reason: format!("{problem}{hint}") })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use estate::tables::{Asset, Contract, Payment};

    const ORIGIN: Origin<'_> = Origin { source: "cmdb", file: "cmdb_ci", line: 7 };

    fn asides(records: &[Record]) -> Vec<&SetAside> {
        records.iter().filter_map(|record| if let Record::SetAside(row) = record { Some(row) } else { None }).collect()
    }

    #[test]
    fn a_whole_record_passes_and_says_which_cells_were_not_used() {
        let mut draft = Draft::new(Table::Assets);
        draft.set(Asset::id, "cmdb:1").set(Asset::organisation, "o").set(Asset::kind, "server").set(Asset::name, "n");
        draft.set(Asset::warranty_ends, "soon").set("nonsense", "x");
        draft.tell("cost", "1 USD", "not believed");
        let records = draft.finish(ORIGIN);
        assert!(matches!(&records[0], Record::Row { table: Table::Assets, .. }));
        let told: Vec<_> =
            asides(&records).into_iter().map(|row| (row.column.as_deref(), row.whole_row, row.line)).collect();
        assert_eq!(told, [(Some("cost"), false, 7), (Some("warranty_ends"), false, 7)]);
    }

    #[test]
    fn a_row_that_is_refused_keeps_its_money_and_its_words() {
        let mut draft = Draft::new(Table::Payments);
        draft.set(Payment::id, "cmdb:P1").set(Payment::organisation, "o").set(Payment::amount, "12.50");
        let records = draft.finish(ORIGIN);
        let row = asides(&records)[0];
        assert_eq!((records.len(), row.amount_minor, row.column.as_deref()), (1, Some(1250), Some("paid_on")));
        assert!(row.whole_row && row.reason.contains("hint: "), "{row:?}");

        let mut draft = Draft::new(Table::Contracts);
        draft.set(Contract::id, "c");
        draft.refuse("state", "draft", "is no agreement yet");
        draft.refuse("vendor", "", "second");
        assert_eq!(asides(&draft.finish(ORIGIN))[0].reason, "is no agreement yet");
    }
}
