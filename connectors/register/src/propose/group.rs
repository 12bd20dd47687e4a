//! Files of one shape, which one mapping reads: their path, their columns with all names these have, and what their values show.

use super::look::{Fit, Look};
use super::profiles::{self, Profile};
use super::{comment, line};
use crate::files::fits;
use crate::mapping::MappedFile;
use crate::mapping_check::{ID, SOURCE, required_columns};
use crate::opening::Kind as FileKind;
use crate::opening::header::key;
use crate::{amounts, dates};
use estate::{Column, Kind, Table};
use std::collections::{BTreeMap, BTreeSet};

/// Files of one shape.
pub(super) struct Group {
    pub(super) name: String,
    /// A file's name, or a pattern that all of them fit and no other file of the folder.
    pub(super) path: String,
    pub(super) looks: Vec<Look>,
    pub(super) table: Table,
    /// Is the table sure enough to be proposed?
    pub(super) sure: bool,
    /// Canonical column → the names that it has, each once.
    pub(super) columns: BTreeMap<&'static str, Vec<String>>,
    pub(super) profile: Option<Profile>,
}

/// What a table is taken for.
struct Taken {
    table: Table,
    score: usize,
    profile: Option<Profile>,
}

/// Groups tables by the shape of their names and by what they are taken for. `names` are those of all files in the folder.
pub(super) fn of(looks: Vec<Look>, names: &[String]) -> Vec<Group> {
    let mut groups: Vec<(String, Taken, Vec<Look>)> = vec![];
    for look in looks {
        let profile = profiles::of(&look.header);
        let by_profile = profile.as_ref().and_then(|profile| Table::named(&profile.table));
        let (table, score) = by_profile.map_or_else(|| look.table(), |table| (table, usize::MAX));
        let about = profile.as_ref().map(|profile| profile.about.clone());
        let shape = shape(&look.name);
        let known = groups.iter_mut().find(|(known, taken, _)| {
            *known == shape
                && taken.table == table
                && taken.profile.as_ref().map(|profile| profile.about.clone()) == about
        });
        match known {
            Some((_, _, looks)) => looks.push(look),
            None => groups.push((shape, Taken { table, score, profile }, vec![look])),
        }
    }
    // A sheet of notes beside one with a table is no table.
    let best = |name: &str, groups: &[(String, Taken, Vec<Look>)]| {
        let same = groups.iter().filter(|(_, _, looks)| looks.iter().any(|look| look.name == name));
        same.map(|(_, taken, _)| taken.score).max().unwrap_or(0)
    };
    let is_note: Vec<bool> = groups
        .iter()
        .map(|(_, taken, looks)| {
            let is_sheet = looks.iter().all(|look| matches!(look.file.kind, FileKind::Sheet(_)));
            is_sheet && taken.score <= 2 && best(&looks[0].name, &groups) > 2
        })
        .collect();
    let kept = groups.into_iter().zip(is_note).filter(|(_, is_note)| !is_note);
    kept.flat_map(|((_, taken, looks), _)| parted(&taken, looks, names)).collect()
}

/// A group, or one for each file where no pattern tells its files from others.
fn parted(taken: &Taken, looks: Vec<Look>, names: &[String]) -> Vec<Group> {
    let own: BTreeSet<&str> = looks.iter().map(|look| look.name.as_str()).collect();
    let own: Vec<String> = own.into_iter().map(str::to_owned).collect();
    if let Some(path) = pattern(&own, names) {
        return vec![Group::new(taken, looks, path)];
    }
    let mut groups: Vec<(String, Vec<Look>)> = vec![];
    for look in looks {
        match groups.iter_mut().find(|(name, _)| *name == look.name) {
            Some((_, looks)) => looks.push(look),
            None => groups.push((look.name.clone(), vec![look])),
        }
    }
    groups.into_iter().map(|(name, looks)| Group::new(taken, looks, name)).collect()
}

/// A name without digits and months: what stays the same from one export to the next.
fn shape(name: &str) -> String {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = name.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    let kept = words.filter(|word| !MONTHS.iter().any(|month| word.starts_with(month) && word.len() <= 9));
    kept.collect::<Vec<_>>().join(" ")
}

/// The pattern that these names fit and no other.
fn pattern(own: &[String], all: &[String]) -> Option<String> {
    let [first, rest @ ..] = own else { return None };
    if rest.is_empty() {
        return (!first.contains(['*', '?'])).then(|| first.clone());
    }
    let letters: Vec<Vec<char>> = own.iter().map(|name| name.chars().collect()).collect();
    let shortest = letters.iter().map(Vec::len).min()?;
    let same = |at: &dyn Fn(&Vec<char>) -> char| letters.iter().all(|name| at(name) == at(&letters[0]));
    let before = (0..shortest).take_while(|place| same(&|name| name[*place])).count();
    let behind = (0..shortest - before).take_while(|place| same(&|name| name[name.len() - 1 - place])).count();
    let begin: String = letters[0][..before].iter().collect();
    let end: String = letters[0][letters[0].len() - behind..].iter().collect();
    let pattern = format!("{begin}*{end}");
    let is_own = |name: &&String| own.contains(name);
    (all.iter().filter(|name| fits(&pattern, name)).all(|name| is_own(&name))).then_some(pattern)
}

impl Group {
    fn new(taken: &Taken, looks: Vec<Look>, path: String) -> Group {
        let table = taken.table;
        let mut columns: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        for look in &looks {
            let found = match &taken.profile {
                Some(profile) => of_profile(profile, table, look),
                None => look.columns(table),
            };
            for (column, place) in found {
                let name = name_of(&look.header, place);
                let names = columns.entry(column).or_default();
                if !names.iter().any(|known| key(known) == key(&name)) {
                    names.push(name);
                }
            }
        }
        let stem = path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem);
        let name = stem.replace('*', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        let name = name.trim_matches(|letter: char| matches!(letter, '-' | '_' | ' ')).to_owned();
        let name = if name.is_empty() { "files".to_owned() } else { name };
        Group { name, path, looks, table, sure: taken.score > 2, columns, profile: taken.profile.clone() }
    }

    /// The delimiter, where all files have the same and it is no comma.
    pub(super) fn delimiter(&self) -> Option<u8> {
        let first = self.looks[0].form.delimiter;
        (first != b',' && self.looks.iter().all(|look| look.form.delimiter == first)).then_some(first)
    }

    fn places<'g>(&'g self, column: &'g str) -> impl Iterator<Item = (&'g Look, usize)> {
        let names = self.columns.get(column).map(Vec::as_slice).unwrap_or_default();
        self.looks.iter().filter_map(move |look| {
            let found = names.iter().find_map(|name| profiles::first(&look.header, name))?;
            Some((look, found))
        })
    }

    /// The values of a column in all files.
    pub(super) fn values<'g>(&'g self, column: &'g str) -> Vec<&'g str> {
        self.places(column).flat_map(|(look, place)| look.values(place)).collect()
    }

    /// What the values of a column say for it.
    pub(super) fn evidence(&self, name: &str) -> Option<String> {
        let column = self.table.column(name)?;
        let what = match column.kind {
            Kind::Day | Kind::When => "dates",
            Kind::Amount | Kind::StatedAmount => "amounts",
            Kind::Integer | Kind::Decimal => "numbers",
            _ => return None,
        };
        let Fit { good, all } = self
            .places(name)
            .map(|(look, place)| look.fit(place, column))
            .fold(Fit { good: 0, all: 0 }, |sum, fit| Fit { good: sum.good + fit.good, all: sum.all + fit.all });
        Some(format!("{good} of {all} values are {what}"))
    }

    /// Columns of the first file whose values are what every row needs and no header names.
    pub(super) fn candidates(&self) -> Vec<(&'static str, String, String)> {
        let look = &self.looks[0];
        let missing = required_columns(self.table).filter(|column| !self.columns.contains_key(column.name));
        let candidates = missing.flat_map(|column| {
            let free = self.free(look).into_iter().filter(move |place| is_candidate(look, *place, column));
            free.map(move |place| {
                let Fit { good, all } = look.fit(place, column);
                (column.name, name_of(&look.header, place), format!("{good} of {all} values would do"))
            })
        });
        candidates.collect()
    }

    fn free(&self, look: &Look) -> Vec<usize> {
        let taken: BTreeSet<usize> =
            self.columns.values().flatten().filter_map(|name| profiles::first(&look.header, name)).collect();
        (0..look.header.len()).filter(|place| !taken.contains(place)).collect()
    }

    /// Names that no column takes, in any file.
    pub(super) fn unused(&self) -> Vec<&str> {
        let names =
            self.looks.iter().flat_map(|look| self.free(look).into_iter().map(|place| look.header[place].as_str()));
        let mut seen = BTreeSet::new();
        names.filter(|name| !name.is_empty() && seen.insert(*name)).take(60).collect()
    }

    /// How dates and amounts are spelled, and the questions where the values do not tell.
    pub(super) fn spelling(&self) -> String {
        let mut text = String::new();
        // Nothing is declared yet, so a mapping without settings decides as the reading will.
        let Ok(bare) = toml::from_str::<MappedFile>(&format!("path = \"\"\ntable = \"{}\"", self.table)) else {
            return text;
        };
        let has_currency = self.columns.keys().any(|name| name.ends_with("currency"));
        for name in self.columns.keys() {
            let Some(column) = self.table.column(name) else { continue };
            for (look, place) in self.places(name) {
                let own = name_of(&look.header, place);
                let told = match column.kind {
                    Kind::Day | Kind::When => told_dates(&bare, look, place, name),
                    Kind::Amount | Kind::StatedAmount => Some(told_amounts(&bare, look, place, has_currency)),
                    _ => continue,
                };
                if let Some(told) = told {
                    line(&mut text, &comment(&format!("{}, {own}: {told}", look.file.shown)));
                }
            }
        }
        let lacking: Vec<&str> = self.columns.keys().filter(|name| self.is_missing_somewhere(name)).copied().collect();
        if !lacking.is_empty() {
            let names: Vec<String> = lacking.iter().map(|name| format!("\"{name}\"")).collect();
            line(&mut text, "# Some of the files do not have these columns.");
            line(&mut text, &format!("may_lack = [{}]", names.join(", ")));
        }
        text
    }

    fn is_missing_somewhere(&self, name: &str) -> bool {
        let is_needed = self.table.column(name).is_some_and(|column| column.required);
        !is_needed && !self.looks[0].file.is_document() && self.places(name).count() < self.looks.len()
    }

    /// The date that every row needs and only the names of the files tell.
    pub(super) fn date_of_names(&self) -> Option<&'static str> {
        let mut days = required_columns(self.table).filter(|column| column.kind == Kind::Day);
        let column = days.next().filter(|column| !self.columns.contains_key(column.name))?;
        let told = self.looks.iter().all(|look| dates::in_name(&look.file.shown).is_some());
        (told && self.candidates().iter().all(|(name, _, _)| *name != column.name)).then_some(column.name)
    }

    pub(super) fn dates_in_names(&self) -> String {
        let Some(name) = self.date_of_names() else { return String::new() };
        format!(
            "# No column holds a date of every row; the names of the files do. A month counts as its last day.\nfrom_name = [\"{name}\"]\nmonth_means = \"last-day\"\n"
        )
    }

    /// The currency that signs beside the amounts mean, and the evidence.
    pub(super) fn currency(&self) -> Option<(&'static str, String)> {
        let money = self.columns.keys().filter(|name| {
            self.table.column(name).is_some_and(|column| matches!(column.kind, Kind::Amount | Kind::StatedAmount))
        });
        let values: Vec<&str> = money.flat_map(|name| self.values(name)).collect();
        let signs: Vec<&'static str> = values.iter().filter_map(|value| amounts::sign_of(value)).collect();
        let sign = *signs.first()?;
        let currency = amounts::currency_of(sign).filter(|_| signs.iter().all(|other| *other == sign))?;
        Some((currency, format!("{sign} stands beside {} of {} amounts", signs.len(), values.len())))
    }
}

fn told_dates(bare: &MappedFile, look: &Look, place: usize, name: &str) -> Option<String> {
    let mut seen = dates::Seen::default();
    look.values(place).for_each(|value| seen.see(value, dates::PIVOT));
    match seen.decide(dates::Spelling::of(bare, name), name, None) {
        Ok((spelling, sure, why)) => {
            seen.needs_order().then(|| format!("{} ({}: {why})", spelling.shown(), sure.word()))
        }
        Err((problem, hint)) => Some(format!("{problem}. {hint}")),
    }
}

fn told_amounts(bare: &MappedFile, look: &Look, place: usize, has_currency: bool) -> String {
    let mut seen = amounts::Seen::default();
    look.values(place).for_each(|value| seen.see(value));
    match seen.decide(amounts::Spelling::of(bare), has_currency) {
        Ok((spelling, sure, why)) => {
            format!("`{}` before the pennies ({}: {why})", spelling.decimal, sure.word())
        }
        Err((problem, hint)) => format!("{problem}. {hint}"),
    }
}

fn is_candidate(look: &Look, place: usize, column: &Column) -> bool {
    let Fit { good, all } = look.fit(place, column);
    let are_most = all > 0 && good * 10 >= all * 9;
    match column.kind {
        Kind::Day => are_most && look.values(place).all(dates::looks_like),
        Kind::Amount => are_most && look.values(place).any(|value| value.contains(['.', ',', '£', '€', '$'])),
        _ => false,
    }
}

/// The columns of a known shape that are there.
fn of_profile(profile: &Profile, table: Table, look: &Look) -> BTreeMap<&'static str, usize> {
    let found = profile
        .columns
        .iter()
        .filter_map(|(name, names)| Some((table.column(name)?.name, profiles::first(&look.header, names)?)));
    let mut found: BTreeMap<&'static str, usize> = found.collect();
    // An id that repeats is none: rows would be lost.
    let repeats = |place: usize| {
        let mut seen = BTreeSet::new();
        look.rows.iter().filter_map(|row| row.get(place)).any(|id| id.is_empty() || !seen.insert(id.as_str()))
    };
    if found.get(ID).is_some_and(|place| repeats(*place)) {
        found.remove(ID);
    }
    found.remove(SOURCE);
    found
}

/// A name by which a mapping finds the column again, also where it stands twice or is empty.
fn name_of(header: &[String], place: usize) -> String {
    let name = &header[place];
    if name.is_empty() {
        return format!("[{}]", place + 1);
    }
    let same: Vec<usize> = (0..header.len()).filter(|other| header[*other] == *name).collect();
    match same.iter().position(|other| *other == place) {
        Some(number) if same.len() > 1 => format!("{name} [{}]", number + 1),
        _ => name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_by_a_date_have_one_shape_and_one_pattern() {
        assert_eq!(shape("Spend-March-2026.csv"), shape("spend-april-2026.csv"));
        assert_ne!(shape("spend-2026.csv"), shape("cards-2026.csv"));
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>();
        let all = names(&["spend-01.csv", "spend-02.csv", "spend-x.csv"]);
        assert_eq!(pattern(&all[..2], &all).as_deref(), Some("spend-0*.csv"));
        assert_eq!(pattern(&names(&["spend-01.csv", "spend-x.csv"]), &all), None);
        assert_eq!(pattern(&names(&["a*.csv"]), &all), None);
    }
}
