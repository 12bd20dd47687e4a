//! Which cell of a record goes into which column of its table, and how it is read on the way.

use crate::mapping::MappedFile;
use crate::mapping_check::{SCOPE, SOURCE, required_columns};
use crate::nearest::did_you_mean;
use crate::opening::header::{Place, place};
use crate::reading::{Reading, is_money, is_numeric};
use crate::{Error, dates, header_words, translate};
use estate::{Column, Kind, Scope, Table};
use std::borrow::Cow;

/// How the records of one file fill a table.
#[derive(Debug)]
pub(crate) struct Layout<'m> {
    pub(crate) table: Table,
    /// The file's own header.
    pub(crate) header: Vec<String>,
    /// Where each column of the table comes from, in order.
    filling: Vec<Filling<'m>>,
    /// The file's column that names the source of a row.
    source: Vec<usize>,
    /// What the source declares of contracts and payments that say nothing themselves.
    scope: Option<Scope>,
    mapped: Option<&'m MappedFile>,
    /// How the cells of each column of the table are read.
    pub(crate) readings: Vec<Reading>,
}

#[derive(Debug)]
enum Filling<'m> {
    /// Nothing fills it.
    Empty,
    /// The same in every row.
    Fixed(Cow<'m, str>),
    /// Cells of the file, joined.
    From(Vec<usize>),
}

/// A record as cells of its table.
#[derive(Debug, Default)]
pub(crate) struct Filled<'r> {
    /// One text a column, ready for the door.
    pub(crate) cells: Vec<Cow<'r, str>>,
    /// Cells of columns that may be empty and that the mapping cannot read. The door sees them empty, since it might read in them
    /// something else than they mean.
    pub(crate) told: Vec<Told>,
}

/// A cell that counts as empty.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) column: usize,
    /// The file's words.
    pub(crate) words: String,
    pub(crate) problem: String,
}

/// A cell that makes its row useless.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) column: usize,
    pub(crate) problem: String,
}

impl<'m> Layout<'m> {
    /// Of a file in flat spelling: every column of the header is one of the table's. All that is wrong with it is told.
    pub(crate) fn flat(
        file: &str,
        table: Table,
        scope: Option<Scope>,
        header: Vec<String>,
    ) -> Result<Layout<'m>, Vec<Error>> {
        let mut faults = repeated(file, &header);
        let names = || table.columns().iter().map(|column| column.name).chain([SOURCE]);
        for (number, name) in header.iter().enumerate().filter(|(_, name)| !names().any(|known| known == *name)) {
            let hint = if let [only] = header.as_slice()
                && let Some(mark) = [';', '\t', '|'].into_iter().find(|mark| only.contains(*mark))
            {
                format!(
                    "its cells seem to be parted by {mark:?}, and flat files by a comma. Map it with `delimiter = {mark:?}`"
                )
            } else {
                let near = header_words::column_of(table, name).map(|near| format!("did you mean {near}?"));
                let near = near.unwrap_or_else(|| did_you_mean(name, names()));
                format!("{near} Other columns need a mapping (`oldiron init`)")
            };
            let problem = if name.is_empty() {
                format!("column {} has no name", number + 1)
            } else {
                format!("{table} has no column `{name}`")
            };
            faults.push(Error::Header { file: file.to_owned(), column: name.clone(), problem, hint });
        }
        for column in required_columns(table).filter(|column| !header.iter().any(|name| name == column.name)) {
            faults.push(Error::Header {
                file: file.to_owned(),
                column: column.name.to_owned(),
                problem: format!("the column `{}` is missing, and every row of {table} needs it", column.name),
                hint: format!("add it: {}", column.meaning.trim()),
            });
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let place = |name: &str| header.iter().position(|known| known == name);
        let filling = |column: &Column| place(column.name).map_or(Filling::Empty, |place| Filling::From(vec![place]));
        Ok(Layout {
            table,
            filling: table.columns().iter().map(filling).collect(),
            // The rows of `sources` are about sources and are from none of them.
            source: place(SOURCE).filter(|_| table != Table::Sources).into_iter().collect(),
            scope,
            mapped: None,
            readings: vec![Reading::Words; table.columns().len()],
            header,
        })
    }

    /// Of a file with a mapping: every column that the mapping names is in the header.
    pub(crate) fn mapped(
        file: &str,
        mapped: &'m MappedFile,
        scope: Option<Scope>,
        header: Vec<String>,
        is_document: bool,
    ) -> Result<Layout<'m>, Vec<Error>> {
        let mut faults = vec![];
        let may_lack = |name: &str| mapped.may_lack.iter().any(|known| known == name);
        let mut places = |name: &str| {
            let columns = mapped.columns.get(name)?;
            let place = |wanted: &String| {
                let others = mapped.also_called.get(wanted).map(|names| names.0.as_slice()).unwrap_or_default();
                let found = std::iter::once(wanted).chain(others).map(|known| place(&header, known));
                let (problem, hint) = match found.clone().find(|found| *found != Place::None) {
                    Some(Place::One(place)) => return Some(place),
                    Some(Place::Several(times)) => {
                        let times = if times == 2 { "twice".to_owned() } else { format!("{times} times") };
                        let hint = format!("say which: `{wanted} [1]` is the first of them");
                        (format!("the column `{wanted}` is there {times}, and `{name}` comes from it"), hint)
                    }
                    // Documents leave out what is empty, so only what every row needs is missed.
                    Some(Place::None) | None if !is_required(mapped.table, name) && (is_document || may_lack(name)) => {
                        return None;
                    }
                    Some(Place::None) | None => {
                        let hint = did_you_mean(wanted, header.iter().map(String::as_str));
                        (format!("there is no column `{wanted}`, and `{name}` comes from it"), hint)
                    }
                };
                faults.push(Error::Header { file: file.to_owned(), column: wanted.clone(), problem, hint });
                None
            };
            Some(columns.0.iter().filter_map(place).collect::<Vec<usize>>())
        };
        let table = mapped.table;
        let mut filling = vec![];
        for column in table.columns() {
            filling.push(match (places(column.name), mapped.fixed.get(column.name)) {
                (Some(places), _) if places.is_empty() => Filling::Empty,
                (Some(places), _) => Filling::From(places),
                (None, Some(fixed)) => Filling::Fixed(Cow::Borrowed(fixed)),
                (None, None) => Filling::Empty,
            });
        }
        let readings = table.columns().iter().map(|column| Reading::of(mapped, column)).collect();
        let source = if table == Table::Sources { vec![] } else { places(SOURCE).unwrap_or_default() };
        if faults.is_empty() {
            let mut layout = Layout { table, header, filling, source, scope, mapped: Some(mapped), readings };
            layout.read_name(file, mapped).map_err(|error| vec![error])?;
            Ok(layout)
        } else {
            Err(faults)
        }
    }

    /// Dates that only the file's name tells.
    fn read_name(&mut self, file: &str, mapped: &MappedFile) -> Result<(), Error> {
        for name in &mapped.from_name {
            let Some(index) = self.table.columns().iter().position(|column| column.name == name) else { continue };
            let whole = self.table.columns()[index].kind == Kind::Day;
            let read = dates::in_name(file).ok_or("its name tells no day and no month").and_then(|told| {
                let day = dates::Spelling::of(mapped, name).spell(told, whole).unwrap_or_default();
                let is_whole = !whole || day.len() == 10;
                if is_whole { Ok(day) } else { Err("its name tells a month and no day") }
            });
            match read {
                Ok(day) => self.filling[index] = Filling::Fixed(Cow::Owned(day)),
                Err(problem) => {
                    let hint =
                        "`month_means = \"last-day\"` makes a day of a month; else give each file a date".to_owned();
                    let (file, problem) = (file.to_owned(), format!("{problem}, and `{name}` comes from it"));
                    return Err(Error::Undecided { file, column: name.clone(), problem, hint });
                }
            }
        }
        Ok(())
    }

    /// Does a cell of the file fill the column?
    pub(crate) fn is_from_file(&self, index: usize) -> bool {
        matches!(self.filling[index], Filling::From(_))
    }

    /// Is the column one of those that every row needs and that hold words or dates from the file?
    fn needs_words(&self, index: usize) -> bool {
        let column = &self.table.columns()[index];
        column.required && self.is_from_file(index) && !is_numeric(column)
    }

    /// Is some word or date empty that every row needs? The cell at `label` counts as empty.
    pub(crate) fn lacks_words(&self, record: &[&str], label: Option<usize>) -> bool {
        (0..self.filling.len()).filter(|index| self.needs_words(*index)).any(|index| {
            let Filling::From(places) = &self.filling[index] else { return false };
            let empty =
                |place: &usize| Some(*place) == label || record.get(*place).is_none_or(|cell| cell.trim().is_empty());
            places.iter().all(empty)
        })
    }

    /// Do rows need more than one cell of the file?
    pub(crate) fn takes_more_than_one(&self) -> bool {
        let needed = self
            .table
            .columns()
            .iter()
            .enumerate()
            .filter(|(index, column)| column.required && self.is_from_file(*index));
        needed.count() > 1
    }

    /// Can a row be used whose cells end there?
    pub(crate) fn may_end_at(&self, cells: usize) -> bool {
        let needed = self.table.columns().iter().zip(&self.filling).filter(|(column, _)| column.required);
        needed
            .clone()
            .all(|(_, filling)| !matches!(filling, Filling::From(places) if places.iter().any(|place| *place >= cells)))
    }

    /// The columns of the file that the amount of a row comes from.
    pub(crate) fn amount_places(&self) -> &[usize] {
        match self.main_amount().map(|index| &self.filling[index]) {
            Some(Filling::From(places)) => places,
            _ => &[],
        }
    }

    /// The column of the table that says how much a row is about.
    pub(crate) fn main_amount(&self) -> Option<usize> {
        self.amounts().next()
    }

    /// The columns of the table that hold money from the file.
    pub(crate) fn amounts(&self) -> impl Iterator<Item = usize> {
        (0..self.filling.len()).filter(|index| self.is_from_file(*index) && is_money(&self.table.columns()[*index]))
    }

    /// The columns of the table that say the currency of a row.
    pub(crate) fn currencies(&self) -> impl Iterator<Item = usize> {
        let columns = self.table.columns().iter().enumerate();
        columns.filter(|(_, column)| column.name.ends_with("currency")).map(|(index, _)| index)
    }

    /// Are rows that agree in all but their amounts one record?
    pub(crate) fn adds_up(&self) -> bool {
        self.mapped.is_some_and(|file| file.add_up)
    }

    /// Names of the file's columns that the mapping wants, each with its others.
    pub(crate) fn wanted(mapped: &MappedFile) -> Vec<Vec<&str>> {
        let names = mapped.columns.values().flat_map(|columns| &columns.0);
        let others = |name: &String| mapped.also_called.get(name).map(|names| names.0.as_slice()).unwrap_or_default();
        let mut wanted: Vec<Vec<&str>> =
            names.map(|name| std::iter::once(name).chain(others(name)).map(String::as_str).collect()).collect();
        wanted.sort();
        wanted.dedup();
        wanted
    }

    /// The columns of the file that nothing takes.
    pub(crate) fn unused(&self) -> Vec<&str> {
        let used = |place: usize| {
            self.source.contains(&place)
                || self
                    .filling
                    .iter()
                    .any(|filling| matches!(filling, Filling::From(places) if places.contains(&place)))
        };
        self.header.iter().enumerate().filter(|(place, _)| !used(*place)).map(|(_, name)| name.as_str()).collect()
    }

    /// Is the id made of the row?
    pub(crate) fn makes_id(&self) -> bool {
        self.mapped.is_some_and(|file| file.make_id)
    }

    /// The name of the source of a row, where the row itself says it.
    pub(crate) fn source_of<'r>(&self, record: &[&'r str]) -> Option<&'r str> {
        let place = *self.source.first()?;
        record.get(place).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    /// What the file itself calls a column of the table.
    pub(crate) fn name_in_file(&self, column: usize) -> String {
        match &self.filling[column] {
            Filling::From(places) => {
                places.iter().map(|place| self.header[*place].as_str()).collect::<Vec<_>>().join(" + ")
            }
            Filling::Empty | Filling::Fixed(_) => self.table.columns()[column].name.to_owned(),
        }
    }

    /// What the file itself says in a column of the table.
    pub(crate) fn words<'r>(&self, column: usize, record: &[&'r str]) -> Cow<'r, str> {
        match &self.filling[column] {
            Filling::Empty => Cow::Borrowed(""),
            Filling::Fixed(fixed) => Cow::Owned(fixed.clone().into_owned()),
            Filling::From(places) => match places.as_slice() {
                [place] => Cow::Borrowed(record.get(*place).copied().unwrap_or_default().trim()),
                places => {
                    let join = self.mapped.map_or(" ", |file| file.join.as_str());
                    let cells = places.iter().filter_map(|place| record.get(*place)).map(|cell| cell.trim());
                    Cow::Owned(cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(join))
                }
            },
        }
    }

    /// The cells of a record for the door.
    pub(crate) fn fill<'r>(&self, record: &[&'r str]) -> Result<Filled<'r>, Fault> {
        let mut filled = Filled { cells: Vec::with_capacity(self.filling.len()), told: vec![] };
        for (index, column) in self.table.columns().iter().enumerate() {
            let words = self.words(index, record);
            let read = match (self.mapped, &self.filling[index]) {
                (Some(file), Filling::From(_)) => translate::cell(file, &self.readings[index], column, words),
                _ => Ok(words),
            };
            let cell = match read {
                Ok(cell) if cell.is_empty() && column.name == SCOPE => {
                    self.scope.map_or(cell, |scope| scope.word().into())
                }
                Ok(cell) => cell,
                Err((words, problem)) if !column.required => {
                    filled.told.push(Told { column: index, words: words.into_owned(), problem });
                    Cow::Borrowed("")
                }
                Err((_, problem)) => return Err(Fault { column: index, problem }),
            };
            filled.cells.push(cell);
        }
        Ok(filled)
    }

    /// One column of the table, as the door would see it: to tell rows apart before they are read.
    pub(crate) fn cell<'r>(&self, index: usize, record: &[&'r str]) -> Cow<'r, str> {
        let words = self.words(index, record);
        match (self.mapped, &self.filling[index]) {
            (Some(file), Filling::From(_)) => {
                let column = &self.table.columns()[index];
                translate::cell(file, &self.readings[index], column, words).unwrap_or_else(|(words, _)| words)
            }
            _ => words,
        }
    }

    /// Does a mapping say how the file fills its table?
    pub(crate) fn is_mapped(&self) -> bool {
        self.mapped.is_some()
    }

    /// Do the file's words in a column count as empty?
    pub(crate) fn is_empty(&self, index: usize, words: &str) -> bool {
        self.mapped.is_some_and(|file| translate::is_empty(file, &self.readings[index], words))
    }
}

fn is_required(table: Table, name: &str) -> bool {
    table.column(name).is_some_and(|column| column.required)
}

fn repeated(file: &str, header: &[String]) -> Vec<Error> {
    let again = header.iter().enumerate().filter(|(number, name)| !name.is_empty() && header[..*number].contains(name));
    again
        .map(|(_, name)| Error::Header {
            file: file.to_owned(),
            column: name.clone(),
            problem: format!("the column `{name}` is there twice"),
            hint: "keep the one that holds the values".to_owned(),
        })
        .collect()
}
