//! The rows of one table on their way through the door: kept, held because an id repeats, or set aside with the place and the
//! reason. received = kept + set aside, for every source.

use crate::added::{Added, Record};
use crate::apart::Apart;
use crate::keep::Keep;
use crate::layout::{Filled, Layout};
use crate::mapping_check::{ID, SOURCE};
use crate::overlap::Overlap;
use crate::reading::is_numeric;
use crate::repeated::{Repeated, Row, key_column};
use crate::rows::{Input, decoded};
use crate::survey::Surveyed;
use crate::tally::Tally;
use crate::{Error, mark, reasons};
use csv::ByteRecord;
use estate::{Admitted, Kind, Receipt, SetAside, Table, Value, admit, stated_money};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// Counts, admits and sets aside.
pub(crate) struct Desk<'k> {
    table: Table,
    /// The column that tells rows apart.
    key: Option<usize>,
    receipts: Vec<(String, Receipt)>,
    /// Control totals of each file.
    tallies: Vec<(String, Tally)>,
    repeated: Repeated,
    /// What of the file that is read stands in an earlier one.
    overlap: Overlap,
    /// The records of the file that is read, where its rows are added up.
    added: Added,
    /// How often each made id has been given.
    made: HashMap<u64, u64>,
    keep: &'k mut dyn Keep,
}

/// Where a row stands, and what is known of it so far.
#[derive(Clone, Copy)]
struct Place<'p> {
    input: &'p Input<'p>,
    layout: &'p Layout<'p>,
    line: u64,
    source: &'p str,
    id: Option<&'p str>,
    record: &'p [&'p str],
}

impl Place<'_> {
    fn whole(&self, column: Option<String>, value: Option<String>, reason: String) -> SetAside {
        SetAside {
            source: self.source.to_owned(),
            table: self.input.table.name().to_owned(),
            id: self.id.map(str::to_owned),
            file: self.input.file.shown.clone(),
            line: self.line,
            column,
            value: value.filter(|value| !value.is_empty()),
            reason,
            whole_row: true,
            amount_minor: None,
            currency: None,
        }
    }

    /// The row for a fault in one of the table's columns, under the file's own name for it and with the file's own words.
    fn for_column(&self, column: usize, reason: String) -> SetAside {
        let words = self.layout.words(column, self.record).into_owned();
        self.whole(Some(self.layout.name_in_file(column)), Some(words), reason)
    }

    fn ragged(&self, cells: usize) -> SetAside {
        self.whole(None, None, reasons::ragged(self.layout.header.len(), cells))
    }

    fn is_mapped(&self) -> bool {
        self.input.mapped.is_some()
    }
}

impl<'k> Desk<'k> {
    pub(crate) fn new(table: Table, repeated: Repeated, keep: &'k mut dyn Keep) -> Desk<'k> {
        let key = key_column(table);
        Desk {
            table,
            key,
            receipts: vec![],
            tallies: vec![],
            repeated,
            overlap: Overlap::default(),
            added: Added::default(),
            made: HashMap::new(),
            keep,
        }
    }

    /// From here on the rows are those of a file of which so much stands in an earlier one.
    pub(crate) fn begin(&mut self, file: &Surveyed<'_, '_>, overlap: Overlap) {
        self.overlap = overlap;
        self.added = Added::new(file.layout.amounts().collect(), file.layout.currencies().collect());
    }

    /// The file has been read to its end: rows that were added up become records.
    pub(crate) fn end(&mut self, file: &Surveyed<'_, '_>) -> Result<(), Error> {
        if !file.layout.adds_up() {
            return Ok(());
        }
        let shown = &file.input.file.shown;
        let name = |column: usize| self.table.columns()[column].name;
        let (records, told) = std::mem::take(&mut self.added).settled(name).ok_or_else(|| {
            let problem = "its amounts add up to more than any amount can be".to_owned();
            Error::TooLarge { file: shown.clone(), line: 1, problem }
        })?;
        counted(&mut self.tallies, shown, Tally::default).made(told);
        for (key, record) in records {
            let Record { mut values, told, source, line, .. } = record;
            let place = Place { input: file.input, layout: &file.layout, line, source: &source, id: None, record: &[] };
            let id = if file.layout.makes_id() {
                let id = self.make_id(place, mark::of(&key));
                if let Some(column) = self.key {
                    values[column] = Value::Text(id.clone());
                }
                Some(id)
            } else {
                self.key.map(|column| key[column].clone())
            };
            let cells: Vec<String> = values.iter().map(Value::spell).collect();
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            self.tell_apart(Place { id: id.as_deref(), ..place }, &cells, values, told)?;
        }
        Ok(())
    }

    /// One record of a file.
    pub(crate) fn record(&mut self, file: &Surveyed<'_, '_>, line: u64, record: &ByteRecord) -> Result<(), Error> {
        let (input, layout) = (file.input, &file.layout);
        // Cells of a ragged or foreign row may not stand where the header says, so neither its source nor its id is believed.
        let nowhere = Place { input, layout, line, source: &input.source, id: None, record: &[] };
        let cells = match decoded(record, file.form.encoding) {
            Ok(cells) => cells,
            Err(_) if record.len() != layout.header.len() => {
                return self.set_aside(nowhere.ragged(record.len()));
            }
            Err(number) => {
                let value = String::from_utf8_lossy(record.get(number).unwrap_or_default()).into_owned();
                let column = layout.header[number].clone();
                return self.set_aside(nowhere.whole(Some(column), Some(value), reasons::not_utf8()));
            }
        };
        let mut cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
        if layout.is_mapped() {
            if let Some(apart) = Apart::of(layout, &cells) {
                return self.apart(Place { record: &cells, ..nowhere }, apart);
            }
            fit(layout, &mut cells);
        }
        if cells.len() != layout.header.len() {
            return self.set_aside(nowhere.ragged(cells.len()));
        }
        let source = layout.source_of(&cells).unwrap_or(&input.source);
        self.row(Place { source, record: &cells, ..nowhere })
    }

    /// A row that is none of the table. Its money is no payment; where it is a total, it checks those that are.
    fn apart(&mut self, place: Place<'_>, apart: Apart) -> Result<(), Error> {
        let layout = place.layout;
        let tally = counted(&mut self.tallies, &place.input.file.shown, Tally::default);
        let label = place.record.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty()).unwrap_or_default();
        let value = Some(label.to_owned());
        match apart {
            Apart::Blank => {
                tally.blank += 1;
                Ok(())
            }
            Apart::Header => self.set_aside(place.whole(None, value, reasons::header_again())),
            Apart::Text => self.set_aside(place.whole(None, value, reasons::text())),
            Apart::Total => {
                let column = layout.main_amount();
                if let Some(column) = column {
                    tally.total(place.line, &layout.cell(column, place.record));
                }
                let stated = column.map(|column| layout.words(column, place.record).into_owned());
                let column = column.map(|column| layout.name_in_file(column));
                self.set_aside(place.whole(column, stated, reasons::total()))
            }
        }
    }

    /// A record whose cells stand where they should.
    fn row(&mut self, place: Place<'_>) -> Result<(), Error> {
        let layout = place.layout;
        let filled = layout.fill(place.record);
        let id = if layout.makes_id() {
            let cells = match &filled {
                Ok(filled) => filled.cells.clone(),
                Err(_) => (0..self.table.columns().len()).map(|column| layout.words(column, place.record)).collect(),
            };
            let mark = mark::of(&cells);
            if let Some(file) = self.overlap.take(mark) {
                let reason = reasons::in_another_file();
                let value = Some(format!("(kept: {file})"));
                return self.set_aside(place.whole(None, value, reason));
            }
            // The id of a record is made of what its rows agree in.
            (!layout.adds_up()).then(|| self.make_id(place, mark))
        } else {
            self.key.map(|key| layout.cell(key, place.record).into_owned()).filter(|id| !id.is_empty())
        };
        let place = Place { id: id.as_deref(), ..place };
        let mut filled = match filled {
            Ok(filled) => filled,
            Err(fault) => {
                let column = &self.table.columns()[fault.column];
                let reason = reasons::unreadable(column, &fault.problem, place.is_mapped());
                let cells: Vec<_> =
                    (0..self.table.columns().len()).map(|column| layout.cell(column, place.record)).collect();
                let (amount_minor, currency) = stated_money(self.table, &texts(&cells));
                return self.set_aside(SetAside { amount_minor, currency, ..place.for_column(fault.column, reason) });
            }
        };
        if let (true, Some(key)) = (layout.makes_id(), self.key) {
            // A row that is added up has none of its own; the door wants one.
            filled.cells[key] = place.id.map_or(Cow::Borrowed("added up"), |id| id.to_owned().into());
        }
        self.count(place, &filled);
        let texts = texts(&filled.cells);
        match admit(self.table, &texts) {
            Ok(admitted) => self.admitted(place, &filled, admitted),
            Err(refused) => {
                let column = self.place_of(refused.column);
                let reason =
                    reasons::refused(&self.table.columns()[column], &refused, texts[column], place.is_mapped());
                let (amount_minor, currency) = stated_money(self.table, &texts);
                self.set_aside(SetAside { amount_minor, currency, ..place.for_column(column, reason) })
            }
        }
    }

    /// Adds the amounts and days of a row of a mapped file to the control totals of the file.
    fn count(&mut self, place: Place<'_>, filled: &Filled<'_>) {
        if !place.is_mapped() {
            return;
        }
        let tally = counted(&mut self.tallies, &place.input.file.shown, Tally::default);
        let main = place.layout.main_amount();
        for (index, column) in self.table.columns().iter().enumerate() {
            let cell = &filled.cells[index];
            if cell.is_empty() || !place.layout.is_from_file(index) {
                continue;
            }
            tally.filled(index);
            match column.kind {
                Kind::Day | Kind::When => tally.day(column.name, cell),
                _ if is_numeric(column) => tally.amount(column.name, cell, main == Some(index)),
                _ => {}
            }
        }
    }

    /// A row that passed the door.
    fn admitted(&mut self, place: Place<'_>, filled: &Filled<'_>, admitted: Admitted) -> Result<(), Error> {
        let mut values = admitted.values;
        let mut unreadable: Vec<usize> = admitted.unreadable.iter().map(|cell| self.place_of(cell.column)).collect();
        for told in &filled.told {
            // Whoever needs a stated amount can say what stands there instead.
            if self.table.columns()[told.column].kind == Kind::StatedAmount {
                values[told.column] = Value::Words(told.words.clone());
            }
            unreadable.push(told.column);
        }
        unreadable.sort_unstable();
        // The row's own money is kept with the row: a cell that is told carries none.
        let told = unreadable.into_iter().map(|index| {
            let column = &self.table.columns()[index];
            let problem = filled.told.iter().find(|told| told.column == index).map(|told| told.problem.as_str());
            let reason = reasons::unreadable_cell(column, problem, place.is_mapped());
            SetAside { whole_row: false, ..place.for_column(index, reason) }
        });
        let told: Vec<SetAside> = told.collect();
        // The source stands in the row itself, so that nobody has to remember where it came from.
        if self.table != Table::Sources
            && let Some(column) = self.table.columns().iter().position(|column| column.name == SOURCE)
        {
            values[column] = Value::Text(place.source.to_owned());
        }
        let texts = texts(&filled.cells);
        if place.layout.adds_up() {
            if let Some(line) = self.added.take(&texts, (place.source, place.line), values, told) {
                let value = Some(format!("(record: line {line})"));
                return self.set_aside(place.whole(None, value, reasons::added_up()));
            }
            self.arrived(place);
            return Ok(());
        }
        self.arrived(place);
        self.tell_apart(place, &texts, values, told)
    }

    /// Counts a row that is kept, or held until it is known which of its id stays.
    fn arrived(&mut self, place: Place<'_>) {
        self.receipt(place.source).received += 1;
        counted(&mut self.tallies, &place.input.file.shown, Tally::default).received += 1;
    }

    /// Keeps a row, or holds it where its id repeats.
    fn tell_apart(
        &mut self,
        place: Place<'_>,
        cells: &[&str],
        values: Vec<Value>,
        told: Vec<SetAside>,
    ) -> Result<(), Error> {
        let Some(id) = place.id.filter(|id| self.repeated.holds(id)) else {
            return self.keep(place.source, &place.input.file.shown, values, told);
        };
        let (amount_minor, currency) = stated_money(self.table, cells);
        let aside = SetAside { amount_minor, currency, ..place.whole(None, None, String::new()) };
        let cells = cells.iter().map(|cell| (*cell).to_owned()).collect();
        self.repeated.hold(id.to_owned(), Row { cells, values, told, aside });
        Ok(())
    }

    /// Keeps one row of each repeated id, sets the others aside and hands in the receipts. Gives the control totals of each file.
    pub(crate) fn finish(mut self) -> Result<BTreeMap<String, Tally>, Error> {
        for (kept, others) in std::mem::take(&mut self.repeated).settled() {
            for row in others {
                self.receipt(&row.source).set_aside += 1;
                counted(&mut self.tallies, &row.file, Tally::default).set_aside += 1;
                self.keep.set_aside(row).map_err(Error::Keep)?;
            }
            self.keep(&kept.aside.source, &kept.aside.file, kept.values, kept.told)?;
        }
        let keep = self.keep;
        let receipts: BTreeMap<String, Receipt> = self.receipts.into_iter().collect();
        receipts.into_values().try_for_each(|receipt| keep.receipt(receipt).map_err(Error::Keep))?;
        Ok(self.tallies.into_iter().collect())
    }

    fn keep(&mut self, source: &str, file: &str, values: Vec<Value>, told: Vec<SetAside>) -> Result<(), Error> {
        self.receipt(source).kept += 1;
        counted(&mut self.tallies, file, Tally::default).kept += 1;
        self.keep.keep(self.table, values).map_err(Error::Keep)?;
        told.into_iter().try_for_each(|cell| self.keep.set_aside(cell).map_err(Error::Keep))
    }

    /// A row that has not been counted yet.
    fn set_aside(&mut self, row: SetAside) -> Result<(), Error> {
        let receipt = self.receipt(&row.source);
        receipt.received += 1;
        receipt.set_aside += 1;
        let tally = counted(&mut self.tallies, &row.file, Tally::default);
        tally.received += 1;
        tally.set_aside += 1;
        self.keep.set_aside(row).map_err(Error::Keep)
    }

    fn receipt(&mut self, source: &str) -> &mut Receipt {
        let table = self.table;
        counted(&mut self.receipts, source, || Receipt::new(source, table))
    }

    /// An id from what the row says: the same row has the same id wherever it stands in its file, and however the file spells it.
    fn make_id(&mut self, place: Place<'_>, mark: u64) -> String {
        let times = self.made.entry(mark).or_insert(0);
        *times += 1;
        let prefix = place.input.mapped.and_then(|file| file.prefix.get(ID)).map_or("", String::as_str);
        if *times == 1 { format!("{prefix}{mark:016x}") } else { format!("{prefix}{mark:016x}-{times}") }
    }

    fn place_of(&self, column: &str) -> usize {
        self.table.columns().iter().position(|known| known.name == column).unwrap_or(0)
    }
}

/// What is counted under a name. The last one named is found first, and no name is copied twice.
fn counted<'c, T>(all: &'c mut Vec<(String, T)>, name: &str, new: impl FnOnce() -> T) -> &'c mut T {
    let place = all.iter().rposition(|(known, _)| known == name).unwrap_or_else(|| {
        all.push((name.to_owned(), new()));
        all.len() - 1
    });
    &mut all[place].1
}

/// Programs leave out empty cells at the end of a row, or add some.
fn fit(layout: &Layout<'_>, cells: &mut Vec<&str>) {
    let width = layout.header.len();
    if cells.len() > width && cells[width..].iter().all(|cell| cell.trim().is_empty()) {
        cells.truncate(width);
    }
    if cells.len() < width && layout.may_end_at(cells.len()) {
        cells.resize(width, "");
    }
}

fn texts<'t>(cells: &'t [Cow<'_, str>]) -> Vec<&'t str> {
    cells.iter().map(AsRef::as_ref).collect()
}
