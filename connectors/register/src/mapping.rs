//! What a settings file says about files that are not in flat spelling: which columns become which, and how to read their cells.
//! Everything that is taken is named; a column that is not named is left alone.

use crate::dates::Edge;
use crate::mapping_check;
use estate::{Scope, Table};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;

/// One source's files. In a settings file, the keys of a `[[source]]` whose connector is `register`.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// A folder of files in flat spelling.
    pub folder: Option<String>,
    /// Files of any other shape.
    #[serde(default)]
    pub file: Vec<MappedFile>,
    /// Declares every contract and payment of this source, where the file itself says nothing.
    #[serde(default, deserialize_with = "scope")]
    pub scope: Option<Scope>,
    /// The source's name: it stands in every row that names no other. Given by [`Mapping::named`].
    #[serde(skip)]
    pub source: String,
}

/// One file, or several of one shape.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappedFile {
    /// Where it is, from the folder of the settings file. `*` and `?` may stand in its name for several files.
    pub path: String,
    /// The canonical table that its rows belong to.
    #[serde(deserialize_with = "table")]
    pub table: Table,
    /// Canonical column = the file's column, or a list of its columns to join.
    #[serde(default)]
    pub columns: BTreeMap<String, Columns>,
    /// What stands between joined columns.
    #[serde(default = "one_space")]
    pub join: String,
    /// Canonical columns whose column some of the files do not have. Without this, a file without it is an error.
    #[serde(default)]
    pub may_lack: Vec<String>,
    /// Canonical column = the same value in every row.
    #[serde(default)]
    pub fixed: BTreeMap<String, String>,
    /// Canonical column = the value where the file's own cell is empty.
    #[serde(default)]
    pub otherwise: BTreeMap<String, String>,
    /// Canonical column = the file's words for our words: `codes.status."Operational" = "live"`. Case does not matter.
    #[serde(default)]
    pub codes: BTreeMap<String, BTreeMap<String, String>>,
    /// Canonical column = what to put before every value, so that ids of two sources differ: `id = "crm:"`.
    #[serde(default)]
    pub prefix: BTreeMap<String, String>,
    /// Makes an id of what a row says, for a file that has none. Equal rows are told apart by `-2`, `-3`.
    #[serde(default)]
    pub make_id: bool,
    /// Are rows that agree in every column but the amounts one record, whose amounts are their exact sums? For bills whose rows are
    /// fractions of a penny: the records of a file are rounded together, so that they add up to what the file does.
    #[serde(default)]
    pub add_up: bool,
    /// How dates are written: `%d/%m/%Y`, or a list of such. Plain ISO dates are read without. Left out, each column decides.
    #[serde(default)]
    pub date_format: Formats,
    /// Canonical column = how its own dates are written, where they differ.
    #[serde(default)]
    pub date_format_of: BTreeMap<String, Formats>,
    /// The first of the hundred years that a year of two digits may mean; 1969, where it is left out.
    pub two_digit_years_from: Option<i16>,
    /// The day that a month stands for in a column that needs one: `first-day` or `last-day`.
    pub month_means: Option<Edge>,
    /// Canonical columns of dates that only the file's name tells.
    #[serde(default)]
    pub from_name: Vec<String>,
    /// What stands before the pennies: `.` or `,`. Where neither it nor `thousands` is given, each column decides.
    #[serde(default, deserialize_with = "perhaps_one_character")]
    pub decimal: Option<char>,
    /// What stands between groups of three digits, if anything. A space stands for any kind of space.
    #[serde(default, deserialize_with = "perhaps_one_character")]
    pub thousands: Option<char>,
    /// What stands before or after an amount: `£`, `AUD`. Left out, any sign that the currency may have.
    pub currency_sign: Option<String>,
    /// Is `(12.50)` a credit? It is, where this is left out.
    pub brackets_are_negative: Option<bool>,
    /// Words that mean an empty cell: `N/A`, `-`. In dates and amounts the usual ones do anyway.
    #[serde(default)]
    pub empty_words: Vec<String>,
    /// Declares every row of this file.
    #[serde(default, deserialize_with = "scope")]
    pub scope: Option<Scope>,
    /// The encoding, as the web calls it: `utf-8`, `windows-1252`, `utf-16le`. Detected, where it is left out, as are the next three.
    pub encoding: Option<String>,
    /// What stands between cells.
    #[serde(default, deserialize_with = "perhaps_one_character")]
    pub delimiter: Option<char>,
    /// What stands around cells; empty, where nothing does.
    pub quote: Option<String>,
    /// The sheets of a workbook to read; left out, those that have the columns of the mapping.
    #[serde(default)]
    pub sheet: Columns,
    /// The list in a JSON or XML document whose members are rows: `releases[].contracts[]`.
    pub records: Option<String>,
    /// The line that the header begins on.
    pub header_line: Option<u64>,
    /// The file's column = what it is called in other files of the same mapping.
    #[serde(default)]
    pub also_called: BTreeMap<String, Columns>,
}

/// The file's columns that make one canonical column.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(from = "OneOrMore")]
pub struct Columns(pub Vec<String>);

/// Ways of writing a date.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(from = "OneOrMore")]
pub struct Formats(pub Vec<String>);

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a text, or a list of texts")]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl From<OneOrMore> for Columns {
    fn from(columns: OneOrMore) -> Columns {
        Columns(columns.list())
    }
}

impl From<OneOrMore> for Formats {
    fn from(formats: OneOrMore) -> Formats {
        Formats(formats.list())
    }
}

impl OneOrMore {
    fn list(self) -> Vec<String> {
        match self {
            OneOrMore::One(text) => vec![text],
            OneOrMore::More(list) => list,
        }
    }
}

/// Why a mapping is of no use. The author of the settings file can put it right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {problem}")]
pub struct MappingError {
    /// The key at fault, from the source's section: `file[0].columns.ends_on`; empty where the whole is of another shape.
    pub key: String,
    /// What is wrong with it, and a hint.
    pub problem: String,
}

impl Mapping {
    /// The same under the name of its source.
    #[must_use]
    pub fn named(mut self, source: &str) -> Mapping {
        source.clone_into(&mut self.source);
        self
    }

    /// Reads the keys of one source from TOML text and checks them. A settings file holds them in a `[[source]]`.
    pub fn from_toml(text: &str, source: &str) -> Result<Mapping, MappingError> {
        let mapping: Mapping = toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            MappingError { key: format!("line {line}"), problem: error.message().to_owned() }
        })?;
        let mapping = mapping.named(source);
        mapping.check()?;
        Ok(mapping)
    }

    /// Does it fit the canonical tables? Says so before any file is opened.
    pub fn check(&self) -> Result<(), MappingError> {
        if self.folder.is_none() && self.file.is_empty() {
            let problem =
                "the source has neither a folder nor a file. hint: give it `folder = \"…\"` or a `[[source.file]]`";
            return Err(MappingError { key: String::new(), problem: problem.to_owned() });
        }
        self.file.iter().enumerate().try_for_each(|(number, file)| {
            mapping_check::file(file)
                .map_err(|(key, problem)| MappingError { key: format!("file[{number}].{key}"), problem })
        })
    }
}

fn table<'de, D: Deserializer<'de>>(from: D) -> Result<Table, D::Error> {
    let name = String::deserialize(from)?;
    let names = Table::RECEIVED.iter().map(|table| table.name());
    match Table::named(&name) {
        Some(table) if Table::RECEIVED.contains(&table) => Ok(table),
        Some(_) => Err(D::Error::custom(format!("`{name}` is what an audit makes, and no source fills it"))),
        None => Err(D::Error::custom(format!(
            "no table is called `{name}`. hint: {}",
            crate::nearest::did_you_mean(&name, names)
        ))),
    }
}

fn scope<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Scope>, D::Error> {
    let word = String::deserialize(from)?;
    let refuse = || D::Error::custom(format!("`{word}` is not one of {}", Scope::WORDS.join(", ")));
    Scope::parse(&word).map(Some).ok_or_else(refuse)
}

fn one_character<'de, D: Deserializer<'de>>(from: D) -> Result<char, D::Error> {
    let text = String::deserialize(from)?;
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => Ok(letter),
        _ => Err(D::Error::custom(format!("`{text}` is not one character"))),
    }
}

fn perhaps_one_character<'de, D: Deserializer<'de>>(from: D) -> Result<Option<char>, D::Error> {
    one_character(from).map(Some)
}

fn one_space() -> String {
    " ".to_owned()
}
