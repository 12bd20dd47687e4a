//! What a look at one table shows: its header, its first rows, and what the values of each column are.

use crate::detected::Detected;
use crate::header_words::{TABLES, meaning};
use crate::mapping_check::{SOURCE, required_columns};
use crate::nearest::plain;
use crate::opening::{Form, Kind as FileKind, SourceFile, Wanted};
use crate::rows::decoded;
use crate::{Error, amounts, dates};
use csv::ByteRecord;
use estate::{Column, Kind, Table};
use std::collections::BTreeMap;

/// So many rows are looked at.
const ROWS_SEEN: usize = 5000;

/// What a look at one table shows.
pub(super) struct Look {
    pub(super) file: SourceFile,
    /// The name of its file in the folder.
    pub(super) name: String,
    pub(super) form: Form,
    pub(super) told: Vec<Detected>,
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

/// How many of the values of a column are what it should hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fit {
    pub(super) good: usize,
    pub(super) all: usize,
}

impl Look {
    pub(super) fn at(file: SourceFile, name: &str, records: Option<&str>) -> Result<Look, Error> {
        let (form, told) = file.detect(&Wanted::default())?;
        let (header, mut lines) = file.open_behind_header(form, records)?;
        let mut rows = vec![];
        let mut record = ByteRecord::new();
        while rows.len() < ROWS_SEEN && lines.next(&mut record)?.is_some() {
            let cells = decoded(&record, form.encoding).unwrap_or_default();
            rows.push(cells.iter().map(|cell| cell.trim().to_owned()).collect());
        }
        Ok(Look { file, name: name.to_owned(), form, told, header, rows })
    }

    /// Is it a file in flat spelling?
    pub(super) fn is_flat(&self) -> bool {
        let stem = self.name.to_lowercase();
        let table = stem.strip_suffix(".csv").and_then(Table::named);
        self.file.kind == FileKind::Text
            && table.is_some_and(|table| self.header.iter().all(|name| table.column(name).is_some()))
    }

    /// The values of one of the file's columns, empty ones left out.
    pub(super) fn values(&self, place: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().filter_map(move |row| row.get(place)).map(String::as_str);
        cells.filter(|value| !value.is_empty())
    }

    /// How many values of one of the file's columns a column of a table could hold. Rows that are none may stand among them.
    pub(super) fn fit(&self, place: usize, column: &Column) -> Fit {
        let good = |value: &&str| match column.kind {
            Kind::Day | Kind::When => dates::could_be(value),
            Kind::Amount | Kind::StatedAmount | Kind::Integer | Kind::Decimal => amounts::looks_like(value),
            _ => true,
        };
        let values = || self.values(place).filter(|value| !amounts::is_empty_word(value));
        Fit { good: values().filter(good).count(), all: values().count() }
    }

    /// The table whose columns the header names best, and how well: what every row needs counts twice, the file's own name thrice.
    pub(super) fn table(&self) -> (Table, usize) {
        let name = plain(&self.name);
        let score = |(table, named): &(Table, &[&str])| {
            let columns = self.columns(*table);
            let needed = required_columns(*table).filter(|column| columns.contains_key(column.name)).count();
            let is_named = name
                .split(' ')
                .any(|word| named.iter().any(|known| word == *known || word.strip_suffix('s') == Some(known)));
            (*table, columns.len() + needed + if is_named { 3 } else { 0 })
        };
        let mut best = (Table::Contracts, 0);
        for (table, score) in TABLES.iter().map(score) {
            if score > best.1 {
                best = (table, score);
            }
        }
        best
    }

    /// The file's column for each of the table's: the one with the best word, among those whose values it could hold.
    pub(super) fn columns(&self, table: Table) -> BTreeMap<&'static str, usize> {
        let mut best: BTreeMap<&'static str, (usize, usize)> = BTreeMap::new();
        for (place, name) in self.header.iter().enumerate() {
            // A column called source may be anything, and in ours it decides which receipt a row is counted in: it is asked for.
            let Some((column, rank)) = meaning(table, name).filter(|(column, _)| *column != SOURCE) else { continue };
            let fits = table.column(column).is_some_and(|column| self.fit(place, column).is_most());
            if fits {
                let known = best.entry(column).or_insert((rank, place));
                *known = (*known).min((rank, place));
            }
        }
        best.into_iter().map(|(column, (_, place))| (column, place)).collect()
    }
}

impl Fit {
    /// Are most of them good? Of no value nothing can be said against it.
    pub(super) fn is_most(self) -> bool {
        self.good * 2 >= self.all
    }
}
