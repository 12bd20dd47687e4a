//! A first mapping for the files of a folder, from the words of their headers and a look at their first rows. What cannot be told
//! is asked in a comment, never assumed.

use crate::detected::{Detected, sentence};
use crate::header_words::{TABLES, meaning};
use crate::mapping_check::{ID, SOURCE, required_columns};
use crate::nearest::plain;
use crate::opening::{Form, SourceFile, Wanted};
use crate::rows::decoded;
use crate::{Error, files};
use csv::ByteRecord;
use estate::tables::{Contract, Payment};
use estate::{Date, Kind, Table};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// So many rows are looked at for the spelling of dates, amounts and words.
const ROWS_SEEN: usize = 1000;
/// So many words of a closed list are written out.
const WORDS_SHOWN: usize = 20;

/// What a proposal asks for wherever a table has it and its file does not.
const NEVER_ASSUMED: &[&str] =
    &[Contract::price_per, Contract::price_currency, Contract::price_vat, Payment::currency, Payment::vat];

/// Proposes the `[[source]]` sections of a settings file for the CSV files of a folder, as TOML with comments. Paths in it start at
/// that folder. Every line is to be checked: a question stands where the files do not say.
pub fn propose(dir: &Path) -> Result<String, Error> {
    propose_from(dir, dir)
}

/// The same for a settings file that stands in another folder: paths start there.
pub fn propose_from(dir: &Path, settings_folder: &Path) -> Result<String, Error> {
    let place = files::way(settings_folder, dir)?;
    let mut text = String::from(
        "# Proposed from the headers and the first rows of the files. Check every line; what could not be told is asked in a comment.\n",
    );
    let mut flat = vec![];
    let mut sections = String::new();
    for name in files::names(dir)? {
        let shown = name.to_string_lossy().into_owned();
        let path = dir.join(&name);
        if shown.starts_with('.') || !shown.to_lowercase().ends_with(".csv") || path.is_dir() {
            continue;
        }
        let looked = Look::at(&path, &shown);
        match looked {
            Ok(look) if look.is_flat() => flat.push(shown),
            Ok(look) => sections.push_str(&look.section(&place)),
            Err(error) => line(&mut sections, &format!("\n# {}", error.to_string().replace('\n', " "))),
        }
    }
    if !flat.is_empty() {
        line(&mut text, &format!("\n# In flat spelling already: {}", flat.join(", ")));
        let folder = if place.is_empty() { "." } else { place.trim_end_matches('/') };
        line(&mut text, &format!("[[source]]\nname = \"flat\"\nconnector = \"register\"\nfolder = {}", quoted(folder)));
    }
    if flat.is_empty() && sections.is_empty() {
        text.push_str("# There is no CSV file here.\n");
    }
    text.push_str(&sections);
    Ok(text)
}

fn line(text: &mut String, words: &str) {
    text.push_str(words);
    text.push('\n');
}

/// A text or a key as TOML spells it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// What a look at one file shows.
struct Look {
    shown: String,
    form: Form,
    told: Vec<Detected>,
    header: Vec<String>,
    table: Table,
    /// Is the table sure enough to be proposed?
    sure: bool,
    /// Canonical column → number of the file's column.
    columns: BTreeMap<&'static str, usize>,
    rows: Vec<Vec<String>>,
}

impl Look {
    fn at(path: &Path, shown: &str) -> Result<Look, Error> {
        let file = SourceFile::new(path, shown.to_owned());
        let (form, told) = file.detect(&Wanted::default())?;
        let (header, mut records) = file.open_behind_header(form, None)?;
        let mut rows = vec![];
        let mut record = ByteRecord::new();
        while rows.len() < ROWS_SEEN && records.next(&mut record)?.is_some() {
            let cells = decoded(&record, form.encoding).unwrap_or_default();
            rows.push(cells.iter().map(|cell| cell.trim().to_owned()).collect());
        }
        let (table, score) = guess_table(shown, &header);
        let columns = guess_columns(table, &header);
        Ok(Look { shown: shown.to_owned(), form, told, header, table, sure: score > 2, columns, rows })
    }

    fn is_flat(&self) -> bool {
        let stem = self.shown.to_lowercase();
        let table = stem.strip_suffix(".csv").and_then(Table::named);
        table.is_some_and(|table| self.header.iter().all(|name| table.column(name).is_some()))
    }

    /// The values of one of the file's columns, empty ones left out.
    fn values(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(move |row| row.get(column)).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// `place` is the way to the file's folder, with its last `/`.
    fn section(&self, place: &str) -> String {
        let mut text = String::new();
        let stem = self.shown.rsplit_once('.').map_or(self.shown.as_str(), |(stem, _)| stem);
        line(&mut text, &format!("\n[[source]]\nname = {}\nconnector = \"register\"", quoted(stem)));
        line(&mut text, "# scope = \"ict\"  # if every contract and payment of this source is ICT");
        line(&mut text, &format!("[[source.file]]\npath = {}", quoted(&format!("{place}{}", self.shown))));
        line(&mut text, &format!("# {}", sentence(&self.told)));
        if !self.sure {
            line(&mut text, "# Which table is it? The headers do not say for sure.");
        }
        line(&mut text, &format!("table = \"{}\"", self.table));
        if self.form.delimiter != b',' {
            line(&mut text, &format!("delimiter = {}", quoted(&char::from(self.form.delimiter).to_string())));
        }
        if !self.columns.contains_key(ID) && self.table.column(ID).is_some() {
            line(&mut text, "# No column looks like an id: one is made of what each row says.\nmake_id = true");
        }
        text.push_str(&self.dates());
        text.push_str(&self.amounts());
        line(&mut text, "[source.file.columns]");
        for (column, place) in &self.columns {
            line(&mut text, &format!("{column} = {}", quoted(&self.header[*place])));
        }
        for name in self.header.iter().filter(|name| plain(name) == SOURCE) {
            line(
                &mut text,
                &format!("# {SOURCE} = {}  # does it say which system of record a row is from?", quoted(name)),
            );
        }
        let unused: Vec<String> = (0..self.header.len())
            .filter(|place| !self.columns.values().any(|used| used == place))
            .map(|place| quoted(&self.header[place]))
            .collect();
        if !unused.is_empty() {
            line(&mut text, &format!("# Not taken: {}", unused.join(", ")));
        }
        text.push_str(&self.fixed());
        text.push_str(&self.codes());
        text
    }

    /// What every row needs and no column gives.
    fn fixed(&self) -> String {
        let mut text = String::from("[source.file.fixed]\n");
        for column in required_columns(self.table).filter(|column| column.name != ID) {
            if !self.columns.contains_key(column.name) {
                line(
                    &mut text,
                    &format!("# {} = \"…\"  # needed in every row: {}", column.name, column.meaning.trim()),
                );
            }
        }
        for name in NEVER_ASSUMED.iter().copied() {
            if let Some(column) = self.table.column(name).filter(|_| !self.columns.contains_key(name)) {
                let words = if let Kind::Code(words) = column.kind {
                    format!(" ({})", words.join(", "))
                } else {
                    String::new()
                };
                line(&mut text, &format!("# {name} = \"…\"  # {}{words}", column.meaning.trim()));
            }
        }
        text
    }

    /// Words of closed lists that are not ours.
    fn codes(&self) -> String {
        let mut text = String::new();
        for (name, place) in &self.columns {
            let Some(column) = self.table.column(name) else { continue };
            let Kind::Code(ours) = column.kind else { continue };
            let strange: BTreeSet<&str> = self.values(*place).filter(|value| column.read(value).is_err()).collect();
            if strange.is_empty() {
                continue;
            }
            line(&mut text, &format!("# Translate these words to one of {}:", ours.join(", ")));
            line(&mut text, &format!("[source.file.codes.{name}]"));
            for word in strange.iter().take(WORDS_SHOWN) {
                line(&mut text, &format!("# {} = \"…\"", quoted(word)));
            }
            if strange.len() > WORDS_SHOWN {
                line(&mut text, &format!("# and {} more", strange.len() - WORDS_SHOWN));
            }
        }
        text
    }

    /// The format that reads all dates of all date columns, or the question.
    fn dates(&self) -> String {
        let mut formats = BTreeSet::new();
        let mut text = String::new();
        for (name, place) in &self.columns {
            let Some(column) = self.table.column(name) else { continue };
            let is_iso = |value: &str| column.read(value).is_ok_and(|read| column.unreadable(&read).is_none());
            let values: Vec<&str> = self.values(*place).filter(|value| !is_iso(value)).collect();
            if !matches!(column.kind, Kind::Day | Kind::When) || values.is_empty() {
                continue;
            }
            let reads_all = |format: &&str| {
                values.iter().all(|value| Date::strptime(format, value).is_ok_and(|day| day.year() >= 1900))
            };
            let fitting: Vec<&str> = FORMATS.iter().copied().filter(|format| reads_all(format)).collect();
            let header = quoted(&self.header[*place]);
            match fitting.as_slice() {
                [format] => {
                    formats.insert(*format);
                }
                [] => {
                    line(&mut text, &format!("# How are the dates in {header} written? Such as {}", quoted(values[0])));
                }
                several => {
                    let several: Vec<String> = several.iter().map(|format| quoted(format)).collect();
                    line(&mut text, &format!("# Which is it for {header}: {}?", several.join(" or ")));
                }
            }
        }
        let formats: Vec<String> = formats.into_iter().map(quoted).collect();
        match formats.as_slice() {
            [] => {}
            [only] => line(&mut text, &format!("date_format = {only}")),
            several => line(&mut text, &format!("date_format = [{}]", several.join(", "))),
        }
        text
    }

    /// Signs and marks in amounts.
    fn amounts(&self) -> String {
        let mut text = String::new();
        let amounts = self.columns.iter().filter(|(name, _)| {
            self.table.column(name).is_some_and(|column| matches!(column.kind, Kind::Amount | Kind::StatedAmount))
        });
        let values: Vec<&str> = amounts.flat_map(|(_, place)| self.values(*place)).collect();
        for sign in ['£', '$', '€'] {
            if values.iter().any(|value| value.contains(sign)) {
                line(&mut text, &format!("currency_sign = \"{sign}\""));
                break;
            }
        }
        // A comma with three digits behind it, and nothing that looks like pennies behind a comma.
        let after_comma = |value: &&str| {
            value.rsplit_once(',').map(|(_, after)| after.chars().take_while(char::is_ascii_digit).count())
        };
        let counts: Vec<usize> = values.iter().filter_map(after_comma).collect();
        if !counts.is_empty() && counts.iter().all(|count| *count == 3) {
            line(&mut text, "thousands = \",\"");
        } else if !counts.is_empty() {
            line(
                &mut text,
                "# decimal = \",\"  # is the comma before the pennies? Then say so, and what stands between `thousands`",
            );
        }
        if values.iter().any(|value| value.starts_with('(')) {
            line(&mut text, "brackets_are_negative = true");
        }
        text
    }
}

/// Spellings of dates in the field. Where two read every value, the question is asked.
const FORMATS: &[&str] = &[
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%d.%m.%Y",
    "%Y/%m/%d",
    "%Y%m%d",
    "%d %B %Y",
    "%d %b %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%d/%m/%y",
    "%m/%d/%y",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y %H:%M:%S",
];

/// The table whose columns the header names best, and how well: what every row needs counts twice, the file's own name thrice.
fn guess_table(shown: &str, header: &[String]) -> (Table, usize) {
    let name = plain(shown);
    let score = |(table, named): &(Table, &[&str])| {
        let columns = guess_columns(*table, header);
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

/// The file's column for each of the table's: the one with the best word.
fn guess_columns(table: Table, header: &[String]) -> BTreeMap<&'static str, usize> {
    let mut best: BTreeMap<&'static str, (usize, usize)> = BTreeMap::new();
    for (place, name) in header.iter().enumerate() {
        // A column called source may be anything, and in ours it decides which receipt a row is counted in: it is asked for.
        if let Some((column, rank)) = meaning(table, name).filter(|(column, _)| *column != SOURCE) {
            let known = best.entry(column).or_insert((rank, place));
            *known = (*known).min((rank, place));
        }
    }
    best.into_iter().map(|(column, (_, place))| (column, place)).collect()
}
