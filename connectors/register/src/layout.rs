//! Which cell of a record goes into which column of its table, and how it is read on the way.

use crate::mapping::MappedFile;
use crate::mapping_check::{SCOPE, SOURCE, required_columns};
use crate::nearest::did_you_mean;
use crate::{Error, header_words, spelling};
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
}

#[derive(Debug)]
enum Filling<'m> {
    /// Nothing fills it.
    Empty,
    /// The same in every row.
    Fixed(&'m str),
    /// Cells of the file, joined.
    From(Vec<usize>),
}

/// A record as cells of its table.
#[derive(Debug, Default)]
pub(crate) struct Filled<'r> {
    /// One text a column, ready for the door.
    pub(crate) cells: Vec<Cow<'r, str>>,
    /// Stated amounts that the mapping cannot read: column and the file's words. The door sees them empty, since it might read in
    /// them another number than they mean.
    pub(crate) unreadable: Vec<(usize, String)>,
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
            header,
        })
    }

    /// Of a file with a mapping: every column that the mapping names is in the header.
    pub(crate) fn mapped(
        file: &str,
        mapped: &'m MappedFile,
        scope: Option<Scope>,
        header: Vec<String>,
    ) -> Result<Layout<'m>, Vec<Error>> {
        let mut faults = vec![];
        let mut places = |name: &str| {
            let columns = mapped.columns.get(name)?;
            let place = |wanted: &String| {
                let mut found = header.iter().enumerate().filter(|(_, known)| *known == wanted.trim());
                let problem = match (found.next(), found.next()) {
                    (Some((place, _)), None) => return Some(place),
                    (Some(_), Some(_)) => format!("the column `{wanted}` is there twice, and `{name}` comes from it"),
                    (None, _) => format!("there is no column `{wanted}`, and `{name}` comes from it"),
                };
                let hint = did_you_mean(wanted, header.iter().map(String::as_str));
                faults.push(Error::Header { file: file.to_owned(), column: wanted.clone(), problem, hint });
                None
            };
            Some(columns.0.iter().filter_map(place).collect::<Vec<usize>>())
        };
        let table = mapped.table;
        let mut filling = vec![];
        for column in table.columns() {
            filling.push(match (places(column.name), mapped.fixed.get(column.name)) {
                (Some(places), _) => Filling::From(places),
                (None, Some(fixed)) => Filling::Fixed(fixed),
                (None, None) => Filling::Empty,
            });
        }
        let source = if table == Table::Sources { vec![] } else { places(SOURCE).unwrap_or_default() };
        if faults.is_empty() {
            Ok(Layout { table, header, filling, source, scope, mapped: Some(mapped) })
        } else {
            Err(faults)
        }
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
            Filling::Fixed(fixed) => Cow::Owned((*fixed).to_owned()),
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
        let mut filled = Filled { cells: Vec::with_capacity(self.filling.len()), unreadable: vec![] };
        for (index, column) in self.table.columns().iter().enumerate() {
            let words = self.words(index, record);
            let read = match (self.mapped, &self.filling[index]) {
                (Some(file), Filling::From(_)) => translate(file, column, words),
                _ => Ok(words),
            };
            let cell = match read {
                Ok(cell) if cell.is_empty() && column.name == SCOPE => {
                    self.scope.map_or(cell, |scope| scope.word().into())
                }
                Ok(cell) => cell,
                Err((words, _)) if column.kind == Kind::StatedAmount => {
                    filled.unreadable.push((index, words.into_owned()));
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
                translate(file, &self.table.columns()[index], words).unwrap_or_else(|(words, _)| words)
            }
            _ => words,
        }
    }
}

/// From the file's words to ours. What cannot be read comes back with the problem.
fn translate<'r>(
    file: &MappedFile,
    column: &Column,
    words: Cow<'r, str>,
) -> Result<Cow<'r, str>, (Cow<'r, str>, String)> {
    if words.is_empty() || file.empty_words.iter().any(|empty| plain_eq(empty, &words)) {
        return Ok(file.otherwise.get(column.name).map_or(Cow::Borrowed(""), |value| Cow::Owned(value.clone())));
    }
    let codes = file.codes.get(column.name);
    let exactly = codes.and_then(|codes| codes.get(words.as_ref()));
    let nearly = || codes?.iter().find(|(theirs, _)| plain_eq(theirs, &words)).map(|(_, ours)| ours);
    let mut cell = match exactly.or_else(nearly) {
        Some(ours) => Cow::Owned(ours.clone()),
        None => match column.kind {
            Kind::Day | Kind::When => match spelling::date(&file.date_format.0, &words) {
                Some(day) => Cow::Owned(day),
                // The door reads what is spelled as ISO does, which can mean one day only, and keeps or refuses the rest.
                None => words,
            },
            Kind::Amount | Kind::StatedAmount | Kind::Integer | Kind::Decimal => match spelling::number(file, &words) {
                Ok(number) => Cow::Owned(number),
                Err(problem) => return Err((words, problem)),
            },
            Kind::Text | Kind::Code(_) | Kind::Flag => words,
        },
    };
    if let Some(prefix) = file.prefix.get(column.name) {
        cell.to_mut().insert_str(0, prefix);
    }
    Ok(cell)
}

/// The same word, whatever its case and the spaces around it.
fn plain_eq(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim(), b.trim());
    a.eq_ignore_ascii_case(b) || (!a.is_ascii() && a.to_lowercase() == b.to_lowercase())
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
