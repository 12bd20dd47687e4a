//! The first going through of a file: can it be read at all, which ids repeat, and what do its columns hold?

use crate::apart::Apart;
use crate::detected::{Detected, Sure};
use crate::layout::Layout;
use crate::opening::{Encoding, Form, Records, Wanted};
use crate::reading::Reading;
use crate::repeated::{Repeated, key_column};
use crate::rows::{Input, decoded};
use crate::{Error, amounts, dates};
use csv::ByteRecord;

/// A file that has been gone through once.
#[derive(Debug)]
pub(crate) struct Surveyed<'i, 'm> {
    pub(crate) input: &'i Input<'m>,
    pub(crate) form: Form,
    pub(crate) layout: Layout<'m>,
    /// What was found out about it.
    pub(crate) told: Vec<Detected>,
    seen: Vec<Seen>,
}

/// What the values of a column show.
#[derive(Debug, Clone, PartialEq)]
enum Seen {
    Nothing,
    Dates(dates::Seen),
    Amounts(amounts::Seen),
}

/// So many rows in another encoding are a file in another encoding.
const FOREIGN_ROWS: u64 = 10;

/// Lays a file out and goes through it. All that is wrong with its header is told.
pub(crate) fn survey<'i, 'm>(input: &'i Input<'m>, repeated: &mut Repeated) -> Result<Surveyed<'i, 'm>, Vec<Error>> {
    let one = |error| vec![error];
    let (form, told) = match input.mapped {
        Some(mapped) => {
            let byte = |letter: char| u8::try_from(letter).ok();
            let wanted = Wanted {
                encoding: mapped.encoding.as_deref(),
                delimiter: mapped.delimiter.and_then(byte),
                quote: mapped.quote.as_deref(),
                header_line: mapped.header_line,
                columns: Layout::wanted(mapped),
            };
            input.file.detect(&wanted).map_err(one)?
        }
        None => (Form::FLAT, vec![]),
    };
    let (header, records) = input.file.open_behind_header(form, input.records()).map_err(one)?;
    let shown = &input.file.shown;
    let layout = match input.mapped {
        Some(mapped) => Layout::mapped(shown, mapped, input.scope, header, input.file.is_document())?,
        None => Layout::flat(shown, input.table, input.scope, header)?,
    };
    let seen =
        layout.readings.iter().enumerate().map(|(index, reading)| Seen::of(&layout, index, reading, input)).collect();
    let mut surveyed = Surveyed { input, form, layout, told, seen };
    surveyed.go_through(records, repeated).map_err(one)?;
    Ok(surveyed)
}

impl Surveyed<'_, '_> {
    fn go_through(&mut self, mut records: Records, repeated: &mut Repeated) -> Result<(), Error> {
        let key = key_column(self.input.table).filter(|_| !self.layout.makes_id());
        let mut record = ByteRecord::new();
        let (mut rows, mut foreign) = (0_u64, 0_u64);
        while records.next(&mut record)?.is_some() {
            let Ok(cells) = decoded(&record, self.form.encoding) else {
                rows += 1;
                foreign += 1;
                continue;
            };
            let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
            if self.layout.is_mapped() && Apart::of(&self.layout, &cells).is_some() {
                continue;
            }
            rows += 1;
            if let Some(key) = key {
                repeated.see(&self.layout.cell(key, &cells));
            }
            for (index, seen) in self.seen.iter_mut().enumerate().filter(|(_, seen)| **seen != Seen::Nothing) {
                let words = self.layout.words(index, &cells);
                if !self.layout.is_empty(index, &words) {
                    seen.see(&words, &self.layout.readings[index]);
                }
            }
        }
        let file = self.input.file.shown.clone();
        if rows == 0 {
            return Err(Error::ZeroRows { file, found: "it has a header and no row" });
        }
        if self.form.encoding == Encoding::Utf8 && foreign > FOREIGN_ROWS && foreign > rows / 2 {
            return Err(Error::Encoding { file, found: format!("{foreign} of its {rows} rows hold other bytes") });
        }
        Ok(())
    }
}

impl Seen {
    /// Nothing is collected of a column whose spelling is declared.
    fn of(layout: &Layout<'_>, index: usize, reading: &Reading, input: &Input<'_>) -> Seen {
        let declared = |file| amounts::Spelling::declared(file).is_some();
        match reading {
            _ if !layout.is_from_file(index) => Seen::Nothing,
            Reading::Date(spelling) if layout.is_mapped() && !spelling.is_declared() => {
                Seen::Dates(dates::Seen::default())
            }
            Reading::Amount(_) if input.mapped.is_some_and(|file| !declared(file)) => {
                Seen::Amounts(amounts::Seen::default())
            }
            _ => Seen::Nothing,
        }
    }

    fn see(&mut self, words: &str, reading: &Reading) {
        match (self, reading) {
            (Seen::Dates(seen), Reading::Date(spelling)) => seen.see(words, spelling.pivot()),
            (Seen::Amounts(seen), _) => seen.see(words),
            _ => {}
        }
    }
}

/// Decides how each column of each file is read. What the values do not tell and the mapping does not say comes back, by the number of
/// its file.
pub(crate) fn decide(files: &mut [Surveyed<'_, '_>]) -> Vec<(usize, Error)> {
    let mut faults = vec![];
    for number in 0..files.len() {
        for index in 0..files[number].seen.len() {
            let siblings = siblings(files, number, index);
            let file = &mut files[number];
            if let Err(error) = file.decide(index, siblings) {
                faults.push((number, error));
            }
        }
    }
    faults
}

/// The order of day and month that the other files of the same mapping have, where each of them tells one and they agree.
fn siblings(files: &[Surveyed<'_, '_>], number: usize, index: usize) -> Option<dates::Order> {
    let mapped = files[number].input.mapped?;
    let others = files
        .iter()
        .enumerate()
        .filter(|(other, file)| *other != number && file.input.mapped.is_some_and(|known| std::ptr::eq(known, mapped)));
    let mut found = None;
    for (_, file) in others {
        let Seen::Dates(seen) = &file.seen[index] else { continue };
        match seen.order() {
            Ok((order, _, _)) if seen.needs_order() => match found {
                Some(known) if known != order => return None,
                _ => found = Some(order),
            },
            _ => {}
        }
    }
    found
}

impl Surveyed<'_, '_> {
    fn decide(&mut self, index: usize, siblings: Option<dates::Order>) -> Result<(), Error> {
        let column = &self.input.table.columns()[index];
        let own = self.layout.name_in_file(index);
        let decided = match (&self.seen[index], &self.layout.readings[index]) {
            (Seen::Dates(seen), Reading::Date(spelling)) => seen
                .decide(spelling.clone(), column.name, siblings)
                .map(|(spelling, sure, why)| (spelling.shown(), Reading::Date(spelling), sure, why)),
            (Seen::Amounts(seen), Reading::Amount(spelling)) => {
                let own_currency = self.has_currency();
                seen.decide(spelling.clone(), own_currency).map(|(spelling, sure, why)| {
                    (format!("with `{}` before the pennies", spelling.decimal), Reading::Amount(spelling), sure, why)
                })
            }
            _ => return Ok(()),
        };
        let (found, reading, sure, why) = decided.map_err(|(problem, hint)| {
            let file = self.input.file.shown.clone();
            Error::Undecided { file, column: own.clone(), problem, hint }
        })?;
        self.layout.readings[index] = reading;
        // What goes without saying is not said.
        if sure != Sure::Certain || !why.starts_with("each value") && !why.starts_with("no value") {
            self.told.push(Detected { what: "column", found: format!("{own} {found}"), sure, why });
        }
        Ok(())
    }

    /// Does a column of the file say the currency of each row?
    fn has_currency(&self) -> bool {
        self.layout.currencies().any(|index| self.layout.is_from_file(index))
    }
}
