//! What an organisation sets, checked once.

use crate::document::Section;
use crate::environment::{told, variable};
use crate::{Error, Theme, embedded, embedded_file};
use config::Map;
use estate::{Accounting, Allocation, Capacity, Currency, Date, Depreciation, SourceRole, parse_day};
use lifecycle::LegacyRules;
use renewals::{Calendar, LeadTimes};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The settings file that is read where none is named.
pub const FILE: &str = "oldiron.toml";

/// Settings that have been checked.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder that paths in the file start at: the file's own, else this one.
    pub base: PathBuf,
    /// Where snapshots and history live.
    pub data_dir: PathBuf,
    /// Files and folders of the organisation's own layer of the catalogue.
    pub own_catalogue: Vec<PathBuf>,
    /// The currency of every amount of an audit.
    pub currency: Currency,
    /// Cash, or accrual.
    pub accounting: Accounting,
    /// How worth falls, under accrual.
    pub depreciation: Depreciation,
    /// How the cost of assets that use each other is shared out.
    pub allocation: Allocation,
    /// Over which units a measured asset is shared out.
    pub capacity: Capacity,
    /// Are vendors' list prices of support past its end used where nothing is bought?
    pub support_prices: bool,
    /// Assets whose retirement is asked about, by id.
    pub retire: Vec<String>,
    /// What counts as legacy. A switch that the organisation sets itself names no public source.
    pub legacy: LegacyRules,
    /// The working days of the division that was chosen.
    pub calendar: Calendar,
    /// How long decisions and procurements take.
    pub lead_times: LeadTimes,
    /// What the organisation puts on its pages.
    pub theme: Theme,
    /// Directions that make a body ask for consent before it signs.
    pub directions: Vec<Direction>,
    /// Where records come from, most trusted first.
    pub sources: Vec<Source>,
    /// What stopped nothing and an operator should know.
    pub warnings: Vec<String>,
}

/// A direction under section 24 of the Local Government and Public Involvement in Health Act 2007.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Direction {
    /// The body that is to be dissolved, by its id.
    pub organisation: String,
    /// With effect from this day.
    pub from: Date,
    /// The day past which a contract may not run without consent.
    pub past: Date,
}

/// A system of record, or files.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its name, in receipts and in the records' own column.
    pub name: String,
    /// The connector that reads it.
    pub connector: String,
    /// Does its money count, or does it only check other sources?
    pub role: SourceRole,
    /// Its other keys, for the connector.
    pub section: Section,
}

/// The keys of the file, besides its sources. Every key can be a variable as well, but for lists.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Words {
    data_dir: Option<String>,
    currency: Option<String>,
    accounting: Option<String>,
    depreciation: Option<String>,
    allocation: Option<String>,
    capacity: Option<String>,
    support_prices: Option<bool>,
    #[serde(default)]
    retire: Vec<String>,
    vat_unknown: Option<String>,
    extended_support_is_legacy: Option<bool>,
    aged_is_legacy: Option<bool>,
    ending_months: Option<u32>,
    accept_old_catalogue: Option<bool>,
    #[serde(default)]
    lives: BTreeMap<String, u32>,
    holidays: Option<String>,
    #[serde(default)]
    holiday_files: Vec<PathBuf>,
    lead_times: Option<PathBuf>,
    theme: Option<PathBuf>,
    #[serde(default)]
    catalogue: Vec<PathBuf>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DirectionWords {
    organisation: String,
    from: String,
    past: String,
}

#[derive(Deserialize)]
struct SourceWords {
    name: String,
    connector: String,
    #[serde(default)]
    role: Option<String>,
}

impl Settings {
    /// Reads the file named, else `oldiron.toml` in this folder where there is one, else nothing; then the environment, which wins.
    pub fn load(file: Option<&Path>) -> Result<Settings, Error> {
        let here = Path::new(FILE);
        let file = file.or_else(|| here.is_file().then_some(here));
        let Some(file) = file else { return Settings::read(FILE, "", Path::new("."), None) };
        let shown = file.to_string_lossy();
        let text = read(file, &shown)?;
        let base = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        Settings::read(&shown, &text, base, None)
    }

    /// Checks the text of a file, with paths from `base` and the variables given instead of the process's own.
    pub fn from_text(file: &str, text: &str, base: &Path, variables: &[(&str, &str)]) -> Result<Settings, Error> {
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Settings::read(file, text, base, Some(variables))
    }

    fn read(file: &str, text: &str, base: &Path, variables: Option<Map<String, String>>) -> Result<Settings, Error> {
        let whole = Section::of_file(file, text);
        let sources = sources(&whole)?;
        let directions = directions(&whole)?;
        let whole = whole.without(&["source", "direction"]);
        let words: Words = whole.read()?;
        let mut told = Told { file: &whole, variables: told(variables)? };

        let data_dir = match told.variables.remove("data_dir") {
            // A path in the environment starts where the program runs.
            Some(folder) => PathBuf::from(folder),
            None => base.join(words.data_dir.as_deref().unwrap_or("oldiron-data")),
        };
        let own_catalogue = words.catalogue.iter().map(|path| base.join(path)).collect();
        let currency = told.word("currency", words.currency.as_deref(), Currency::GBP, |word| {
            Currency::parse(word)
                .ok_or_else(|| "is no currency. hint: write its code of three letters, such as GBP".to_owned())
        })?;
        let accounting = told.word("accounting", words.accounting.as_deref(), Accounting::Cash, |word| {
            one_of(Accounting::parse(word), Accounting::WORDS)
        })?;
        let depreciation =
            told.word("depreciation", words.depreciation.as_deref(), Depreciation::StraightLine, |word| {
                one_of(Depreciation::parse(word), Depreciation::WORDS)
            })?;
        let allocation = told.word("allocation", words.allocation.as_deref(), Allocation::Reciprocal, |word| {
            one_of(Allocation::parse(word), Allocation::WORDS)
        })?;
        let capacity = told.word("capacity", words.capacity.as_deref(), Capacity::AllUnits, |word| {
            one_of(Capacity::parse(word), Capacity::WORDS)
        })?;
        told.word("vat_unknown", words.vat_unknown.as_deref(), (), |word| only(word, "as-recorded"))?;
        let in_file = words.support_prices.map(|flag| flag.to_string());
        let support_prices = told.word("support_prices", in_file.as_deref(), false, flag)?;
        let legacy = legacy(&words, &mut told)?;
        let division = told
            .word("holidays", words.holidays.as_deref(), "england-and-wales".to_owned(), |word| Ok(word.to_owned()))?;
        let calendar = calendar(&words, &told, base, &division)?;
        let lead_times = match &words.lead_times {
            None => LeadTimes::from_toml("lead-times.toml", embedded_file("lead-times.toml").unwrap_or_default()),
            Some(path) => {
                let shown = path.to_string_lossy();
                let text =
                    read(&base.join(path), &shown).map_err(|error| whole.fault("lead_times", error.to_string()))?;
                LeadTimes::from_toml(&shown, &text)
            }
        };
        let lead_times = lead_times.map_err(|error| Error::Rules(error.to_string()))?;
        let theme = theme(&words, &whole, base)?;
        let mut unknown: Vec<String> = told.variables.into_keys().map(|key| variable(&key)).collect();
        unknown.sort();
        let warnings = unknown
            .into_iter()
            .map(|name| format!("{name} in the environment is no setting, and is not read"))
            .collect();
        Ok(Settings {
            base: base.to_owned(),
            data_dir,
            own_catalogue,
            currency,
            accounting,
            depreciation,
            allocation,
            capacity,
            support_prices,
            retire: words.retire,
            legacy,
            calendar,
            lead_times,
            theme,
            directions,
            sources,
            warnings,
        })
    }
}

/// What the environment says, and the file that it stands above.
struct Told<'f> {
    file: &'f Section,
    variables: Map<String, String>,
}

impl Told<'_> {
    /// A setting of one word: the variable, else the file's, else what is set where neither says anything.
    fn word<T>(
        &mut self,
        key: &str,
        in_file: Option<&str>,
        otherwise: T,
        check: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, Error> {
        if let Some(word) = self.variables.remove(key) {
            let refuse =
                |problem| Error::Environment { variable: variable(key), problem: format!("`{word}` {problem}") };
            return check(&word).map_err(refuse);
        }
        match in_file {
            Some(word) => check(word).map_err(|problem| self.file.fault(key, format!("`{word}` {problem}"))),
            None => Ok(otherwise),
        }
    }
}

/// A setting whose other values this version does not work out: refusing is better than ignoring.
fn only(word: &str, known: &str) -> Result<(), String> {
    if word == known { Ok(()) } else { Err(format!("is not worked out by this version. hint: `{known}` is")) }
}

fn flag(word: &str) -> Result<bool, String> {
    word.to_lowercase().parse::<bool>().map_err(|_| "is neither true nor false".to_owned())
}

fn one_of<T>(word: Option<T>, words: &[&str]) -> Result<T, String> {
    word.ok_or_else(|| format!("is not one of {}", words.join(", ")))
}

fn legacy(words: &Words, told: &mut Told<'_>) -> Result<LegacyRules, Error> {
    let text = embedded_file("legacy.toml").unwrap_or_default();
    let mut legacy = LegacyRules::from_toml("legacy.toml", text).map_err(|error| Error::Rules(error.to_string()))?;
    let spelled = |flag: Option<bool>| flag.map(|flag| flag.to_string());
    let mut set = BTreeSet::new();
    for (key, in_file, rule) in [
        (
            "extended_support_is_legacy",
            spelled(words.extended_support_is_legacy),
            &mut legacy.extended_support_is_legacy,
        ),
        ("aged_is_legacy", spelled(words.aged_is_legacy), &mut legacy.aged_is_legacy),
    ] {
        if let Some(value) = told.word(key, in_file.as_deref(), None, |word| flag(word).map(Some))? {
            *rule = value;
            set.insert(key);
        }
    }
    let months = |word: &str| {
        let months = word.parse().ok().filter(|months| (1..=120).contains(months));
        months.map(Some).ok_or_else(|| "is not a number of months from 1 to 120".to_owned())
    };
    let in_file = words.ending_months.map(|months| months.to_string());
    if let Some(value) = told.word("ending_months", in_file.as_deref(), None, months)? {
        legacy.ending_months = value;
        set.insert("ending_months");
    }
    let in_file = spelled(words.accept_old_catalogue);
    if told.word("accept_old_catalogue", in_file.as_deref(), false, flag)? {
        legacy.undated_days = None;
        set.insert("undated_days");
    }
    for (kind, years) in &words.lives {
        if !(1..=50).contains(years) {
            return Err(told.file.fault("lives", format!("{kind} = {years} is not a number of years from 1 to 50")));
        }
        legacy.lives.insert(kind.to_lowercase(), *years);
    }
    // Whoever sets a switch is its source.
    legacy.sources.retain(|source| !set.contains(source.rule.as_str()));
    Ok(legacy)
}

fn theme(words: &Words, whole: &Section, base: &Path) -> Result<Theme, Error> {
    let Some(path) = &words.theme else { return Ok(Theme::default()) };
    let shown = path.to_string_lossy();
    let file = base.join(path);
    let text = read(&file, &shown).map_err(|error| whole.fault("theme", error.to_string()))?;
    Theme::read(&shown, &text, file.parent().unwrap_or(base))
}

fn calendar(words: &Words, told: &Told<'_>, base: &Path, division: &str) -> Result<Calendar, Error> {
    let mut own = vec![];
    for path in &words.holiday_files {
        let shown = path.to_string_lossy().into_owned();
        let text =
            read(&base.join(path), &shown).map_err(|error| told.file.fault("holiday_files", error.to_string()))?;
        own.push((shown, text));
    }
    let own = own.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let files: Vec<(&str, &str)> = embedded("holidays").into_iter().chain(own).collect();
    Calendar::from_toml(&files, division).map_err(|error| told.file.fault("holidays", error.to_string()))
}

fn sources(whole: &Section) -> Result<Vec<Source>, Error> {
    let mut sources: Vec<Source> = vec![];
    for section in whole.list("source")? {
        let words: SourceWords = section.read()?;
        if words.name.trim().is_empty() {
            return Err(section.fault("name", "is empty. hint: receipts and records need a name to go by"));
        }
        if sources.iter().any(|other| other.name == words.name) {
            return Err(section.fault("name", format!("two sources are called `{}`. hint: rename one", words.name)));
        }
        let role = match words.role.as_deref() {
            None => SourceRole::Counts,
            Some(word) => SourceRole::parse(word).ok_or_else(|| {
                section.fault("role", format!("`{word}` is not one of {}", SourceRole::WORDS.join(", ")))
            })?,
        };
        let section = section.without(&["name", "connector", "role"]);
        sources.push(Source { name: words.name, connector: words.connector, role, section });
    }
    Ok(sources)
}

fn directions(whole: &Section) -> Result<Vec<Direction>, Error> {
    let mut directions = vec![];
    for section in whole.list("direction")? {
        let words: DirectionWords = section.read()?;
        let day = |key: &str, text: &str| {
            parse_day(text).map_err(|_| section.fault(key, format!("`{text}` is no day. hint: write it as 2027-04-01")))
        };
        let (from, past) = (day("from", &words.from)?, day("past", &words.past)?);
        directions.push(Direction { organisation: words.organisation, from, past });
    }
    Ok(directions)
}

fn read(path: &Path, shown: &str) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|problem| Error::Unreadable { file: shown.to_owned(), problem })
}

#[cfg(test)]
mod tests;
