//! Files of one mapping that cover the same days: rows that stand in both are counted once. Rows without an id of their own are the
//! same where all they say is; two files cover the same days together where most rows of those days stand in both.

use crate::Error;
use crate::apart::Apart;
use crate::keep::Warning;
use crate::mark;
use crate::rows::decoded;
use crate::survey::Surveyed;
use csv::ByteRecord;
use estate::Kind;
use std::collections::HashMap;

/// What of a file stands in an earlier one.
#[derive(Debug, Default)]
pub(crate) struct Overlap {
    /// How many rows of each mark, and in which file they stand.
    rows: HashMap<u64, (u64, usize)>,
    /// The files before it.
    names: Vec<String>,
}

impl Overlap {
    /// The earlier file in which a row of this mark stands, once for each time that it does.
    pub(crate) fn take(&mut self, mark: u64) -> Option<&str> {
        let (left, file) = self.rows.get_mut(&mark)?;
        *left = left.checked_sub(1)?;
        self.names.get(*file).map(String::as_str)
    }
}

/// Fewer rows that stand in two files are chance.
const FEWEST: u64 = 3;

/// The rows of a file by day, as days are spelled.
#[derive(Debug)]
struct Days {
    rows: Vec<(String, u64)>,
    first: String,
    last: String,
}

/// Finds what stands twice in files of one mapping, for each file, and says so.
pub(crate) fn find(files: &[Surveyed<'_, '_>]) -> Result<(Vec<Overlap>, Vec<Warning>), Error> {
    let mut overlaps: Vec<Overlap> = files.iter().map(|_| Overlap::default()).collect();
    let mut warnings = vec![];
    let mut known: Vec<(usize, Days)> = vec![];
    for (number, file) in files.iter().enumerate() {
        let (Some(mapped), Some(date)) = (file.input.mapped, date_column(file)) else { continue };
        let is_same = |other: &Surveyed<'_, '_>| other.input.mapped.is_some_and(|known| std::ptr::eq(known, mapped));
        if !file.layout.makes_id() || files.iter().filter(|other| is_same(other)).count() < 2 {
            continue;
        }
        let days = days(file, date)?;
        for (earlier, other) in known.iter().filter(|(earlier, _)| is_same(&files[*earlier])) {
            let (from, to) = (days.first.as_str().max(&other.first), days.last.as_str().min(&other.last));
            if from > to {
                continue;
            }
            let both = shared(&other.within(from, to), &days.within(from, to));
            if both.rows == 0 {
                continue;
            }
            let name = files[*earlier].input.file.shown.clone();
            let is_overlap = both.rows >= FEWEST && both.rows * 2 >= both.fewer;
            let what = if is_overlap { "are counted once" } else { "are few, and count twice" };
            let message = format!("{} rows from {from} to {to} stand in {name} as well and {what}", both.rows);
            warnings.push(Warning { file: file.input.file.shown.clone(), message });
            if is_overlap {
                let overlap = &mut overlaps[number];
                overlap.names.push(name);
                let place = overlap.names.len() - 1;
                for (mark, times) in both.marks {
                    let entry = overlap.rows.entry(mark).or_insert((times, place));
                    if entry.0 < times {
                        *entry = (times, place);
                    }
                }
            }
        }
        known.push((number, days));
    }
    Ok((overlaps, warnings))
}

/// The column of days that every row has.
fn date_column(file: &Surveyed<'_, '_>) -> Option<usize> {
    let columns = file.input.table.columns().iter().enumerate();
    let mut days = columns
        .filter(|(index, column)| column.required && column.kind == Kind::Day && file.layout.is_from_file(*index));
    days.next().map(|(index, _)| index)
}

fn days(file: &Surveyed<'_, '_>, date: usize) -> Result<Days, Error> {
    let (_, mut records) = file.input.file.open_behind_header(file.form, file.input.records())?;
    let mut record = ByteRecord::new();
    let mut rows = vec![];
    while records.next(&mut record)?.is_some() {
        let Ok(cells) = decoded(&record, file.form.encoding) else { continue };
        let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
        if Apart::of(&file.layout, &cells).is_some() {
            continue;
        }
        if let Ok(filled) = file.layout.fill(&cells)
            && filled.cells[date].len() == 10
        {
            rows.push((filled.cells[date].to_string(), mark::of(&filled.cells)));
        }
    }
    rows.sort_unstable();
    let end = |row: Option<&(String, u64)>| row.map_or_else(String::new, |(day, _)| day.clone());
    let (first, last) = (end(rows.first()), end(rows.last()));
    Ok(Days { rows, first, last })
}

impl Days {
    /// How often each mark stands between two days.
    fn within(&self, from: &str, to: &str) -> HashMap<u64, u64> {
        let mut marks = HashMap::new();
        for (_, mark) in self.rows.iter().filter(|(day, _)| (from..=to).contains(&day.as_str())) {
            *marks.entry(*mark).or_default() += 1;
        }
        marks
    }
}

struct Shared {
    /// Rows that stand in both.
    rows: u64,
    /// Rows of the file that has fewer.
    fewer: u64,
    marks: Vec<(u64, u64)>,
}

fn shared(one: &HashMap<u64, u64>, other: &HashMap<u64, u64>) -> Shared {
    let marks: Vec<(u64, u64)> =
        other.iter().filter_map(|(mark, times)| Some((*mark, *one.get(mark)?.min(times)))).collect();
    let rows = marks.iter().map(|(_, times)| times).sum();
    Shared { rows, fewer: one.values().sum::<u64>().min(other.values().sum()), marks }
}
