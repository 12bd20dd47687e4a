//! The shape of a product's file, and the checks that make a [`Product`] of it. An unknown key is an error.

use crate::milestone::{Backing, Milestone, parse_end};
use crate::product::{Build, Category, Example, Extended, Life, Monotone, Parser, Product, Release, numbers};
use crate::reading::{Same, spell};
use crate::{End, Error};
use estate::{Date, parse_day};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProductFile {
    id: String,
    name: String,
    category: Category,
    vendor: String,
    /// Those who sold it before.
    #[serde(default)]
    pub(crate) earlier_vendors: Vec<String>,
    /// Names that mean this product wherever they stand alone.
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    /// Everyday words that mean it only beside its vendor or one of its versions.
    #[serde(default)]
    pub(crate) everyday: Vec<String>,
    /// Words that mean it only beside its vendor: `database`.
    #[serde(default)]
    pub(crate) with_vendor: Vec<String>,
    /// Names that hold their version: `w2k8`.
    #[serde(default)]
    pub(crate) aliases_with_version: Vec<String>,
    /// Parts, clients and the like that carry its name.
    #[serde(default)]
    pub(crate) deny: Vec<String>,
    /// Other products that carry its name.
    #[serde(default)]
    pub(crate) not_this: Vec<String>,
    /// Words for parts that do not deny this product.
    #[serde(default)]
    keeps: Vec<String>,
    /// Kinds of asset that are this product where the words leave a choice.
    #[serde(default)]
    kinds: Vec<String>,
    parsers: Vec<Parser>,
    /// Does it announce itself in a banner, where the version follows the word `version` after other words?
    #[serde(default)]
    banner: bool,
    #[serde(default)]
    extended: Extended,
    extended_name: Option<String>,
    #[serde(default)]
    monotone: Monotone,
    monotone_to: Option<String>,
    #[serde(default)]
    complete: bool,
    #[serde(default)]
    backported: bool,
    life_years: Option<u32>,
    life_source: Option<String>,
    /// Source, backing and day of every date that does not state its own.
    source: String,
    proof: Backing,
    read_on: String,
    #[serde(default)]
    edition: Vec<EditionRow>,
    #[serde(default)]
    build: Vec<BuildRow>,
    #[serde(default)]
    release: Vec<ReleaseRow>,
    #[serde(default)]
    example: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EditionRow {
    /// What releases call it; none for an edition that makes no difference.
    code: Option<String>,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BuildRow {
    from: Option<String>,
    is: Option<String>,
    cycle: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReleaseRow {
    cycle: String,
    released: Option<String>,
    eoas: Option<MilestoneCell>,
    eol: Option<MilestoneCell>,
    eoes: Option<MilestoneCell>,
    discontinued: Option<MilestoneCell>,
    source: Option<String>,
    proof: Option<Backing>,
    read_on: Option<String>,
    /// Its numbers, where its id does not say them.
    version: Option<String>,
    #[serde(default)]
    names: Vec<String>,
    sp: Option<u32>,
    #[serde(default)]
    features: Vec<String>,
    editions: Option<Vec<String>>,
    #[serde(default)]
    stated_only: bool,
}

/// A milestone as written: words, `true`, `false`, or a table with a source of its own.
#[derive(Debug)]
enum MilestoneCell {
    Flag(bool),
    Words(String),
    Table(MilestoneTable),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MilestoneTable {
    on: String,
    source: Option<String>,
    proof: Option<Backing>,
    read_on: Option<String>,
}

impl<'de> Deserialize<'de> for MilestoneCell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Cell;
        impl<'de> Visitor<'de> for Cell {
            type Value = MilestoneCell;
            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("a date in quotes, true, false, or { on, source, proof, read_on }")
            }
            fn visit_bool<E>(self, flag: bool) -> Result<MilestoneCell, E> {
                Ok(MilestoneCell::Flag(flag))
            }
            fn visit_str<E>(self, words: &str) -> Result<MilestoneCell, E> {
                Ok(MilestoneCell::Words(words.to_owned()))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<MilestoneCell, A::Error> {
                MilestoneTable::deserialize(MapAccessDeserializer::new(map)).map(MilestoneCell::Table)
            }
        }
        deserializer.deserialize_any(Cell)
    }
}

impl ProductFile {
    pub(crate) fn read(file: &str, text: &str) -> Result<ProductFile, Error> {
        toml::from_str(text).map_err(|error| Error::toml(file, text, &error))
    }

    /// Checks what the shape alone cannot. `same` spells words as the text reader does.
    pub(crate) fn check(&self, file: &str, same: &Same) -> Result<Product, Error> {
        let id_like = |text: &str| {
            !text.is_empty()
                && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-+_".contains(&b))
        };
        if !id_like(&self.id) {
            return Err(Error::wrong(file, "id", format!("`{}` is no id", self.id), "lower case, a-z 0-9 . - + _"));
        }
        let hardware = self.category == Category::Hardware;
        let life = match (self.life_years, &self.life_source) {
            (Some(years), Some(source)) if hardware && years > 0 => Some(Life { years, source: source.clone() }),
            (None, None) => None,
            _ => {
                return Err(Error::wrong(
                    file,
                    "life_years",
                    "a life is for hardware and needs its source",
                    "give life_years and life_source together, in a hardware file",
                ));
            }
        };
        let releases =
            self.release.iter().map(|row| self.release_of(file, row, same)).collect::<Result<Vec<Release>, Error>>()?;
        let mut cycles = BTreeSet::new();
        for release in &releases {
            if !id_like(&release.cycle) || !cycles.insert(&release.cycle) {
                let what = format!("`{}` is no id or stands twice", release.cycle);
                return Err(Error::wrong(
                    file,
                    "release.cycle",
                    what,
                    "each release once; lower case, a-z 0-9 . - + _",
                ));
            }
        }
        let product = Product {
            id: self.id.clone(),
            name: self.name.clone(),
            category: self.category,
            vendor: self.vendor.clone(),
            extended: self.extended,
            extended_name: self.extended_name.clone(),
            monotone: self.monotone,
            complete: self.complete,
            backported: self.backported,
            life,
            monotone_to: self.monotone_to.as_deref().map(numbers),
            parsers: self.parsers.clone(),
            kinds: self.kinds.iter().map(|kind| kind.to_ascii_lowercase()).collect(),
            banner: self.banner,
            keeps: self.keeps.iter().map(|word| spell(word, same)).collect(),
            builds: self.builds(file, &releases)?,
            names: self.names(same),
            editions: self.editions(same),
            examples: self.example.clone(),
            file: file.to_owned(),
            releases,
        };
        falls(file, &product)?;
        Ok(product)
    }

    fn release_of(&self, file: &str, row: &ReleaseRow, same: &Same) -> Result<Release, Error> {
        let at = |key: &str| format!("release {}: {key}", row.cycle);
        let read_day = |key: &str, text: &str| -> Result<Date, Error> {
            parse_day(text).map_err(|error| Error::wrong(file, at(key), error.to_string(), "write 2020-01-14"))
        };
        let released = row.released.as_deref().map(|text| read_day("released", text)).transpose()?;
        let milestone = |key: &str, cell: &Option<MilestoneCell>| -> Result<Option<Milestone>, Error> {
            let Some(cell) = cell else { return Ok(None) };
            let words_end = |words: &str| {
                parse_end(words).ok_or_else(|| {
                    let what = format!("`{words}` is no date");
                    Error::wrong(
                        file,
                        at(key),
                        what,
                        "write 2020-01-14, 2018-09, 2016-Q3, 2015, >= 2030, A/B, true or false",
                    )
                })
            };
            let (end, own) = match cell {
                MilestoneCell::Flag(true) => (End::Passed, None),
                MilestoneCell::Flag(false) => (End::NotAnnounced, None),
                MilestoneCell::Words(words) => (words_end(words)?, None),
                MilestoneCell::Table(table) => (words_end(&table.on)?, Some(table)),
            };
            if let (End::Day(day), Some(released)) = (&end, released)
                && *day < released
            {
                let what = format!("{day} is before the release itself, {released}");
                return Err(Error::wrong(file, at(key), what, "check day and month against the source"));
            }
            let source = own.and_then(|table| table.source.as_ref()).or(row.source.as_ref()).unwrap_or(&self.source);
            if source.trim().is_empty() {
                return Err(Error::wrong(file, at(key), "the date names no source", "give `source`"));
            }
            let read_on =
                own.and_then(|table| table.read_on.as_ref()).or(row.read_on.as_ref()).unwrap_or(&self.read_on);
            Ok(Some(Milestone {
                end,
                source: source.clone(),
                backing: own.and_then(|table| table.proof).or(row.proof).unwrap_or(self.proof),
                read_on: read_day("read_on", read_on)?,
            }))
        };
        Ok(Release {
            cycle: row.cycle.clone(),
            released,
            eoas: milestone("eoas", &row.eoas)?,
            eol: milestone("eol", &row.eol)?,
            eoes: milestone("eoes", &row.eoes)?,
            discontinued: milestone("discontinued", &row.discontinued)?,
            version: numbers(row.version.as_deref().unwrap_or(&row.cycle)),
            sp: row.sp,
            features: row.features.iter().map(|word| spell(word, same)).collect(),
            editions: row.editions.clone(),
            stated_only: row.stated_only,
        })
    }

    fn builds(&self, file: &str, releases: &[Release]) -> Result<Vec<Build>, Error> {
        let row = |row: &BuildRow| {
            let (text, exact) = match (&row.from, &row.is) {
                (Some(text), None) => (text, false),
                (None, Some(text)) => (text, true),
                _ => return Err(Error::wrong(file, "build", "a row has `from` or `is`", "one of the two")),
            };
            let release = releases.iter().position(|release| release.cycle == row.cycle).ok_or_else(|| {
                let what = format!("`{}` is no release of this file", row.cycle);
                Error::wrong(file, "build.cycle", what, "name a cycle of a release")
            })?;
            Ok(Build { numbers: numbers(text), exact, release })
        };
        self.build.iter().map(row).collect()
    }

    /// Every name of a release, with all releases it may mean. A hardware model's id is a name of its own.
    fn names(&self, same: &Same) -> Vec<(String, Vec<usize>)> {
        let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, row) in self.release.iter().enumerate() {
            let own = self.parsers.contains(&Parser::Model).then_some(&row.cycle);
            for name in row.names.iter().chain(own) {
                let releases = names.entry(spell(name, same)).or_default();
                if !releases.contains(&index) {
                    releases.push(index);
                }
            }
        }
        longest_first(names)
    }

    fn editions(&self, same: &Same) -> Vec<(String, Option<String>)> {
        let mut editions = BTreeMap::new();
        for row in &self.edition {
            for word in &row.words {
                editions.insert(spell(word, same), row.code.clone());
            }
        }
        longest_first(editions)
    }

    /// Hardware models: each is a name that needs its vendor.
    pub(crate) fn models(&self) -> impl Iterator<Item = &String> {
        let models = self.parsers.contains(&Parser::Model);
        self.release.iter().filter(move |_| models).flat_map(|row| std::iter::once(&row.cycle).chain(&row.names))
    }
}

fn longest_first<T>(words: BTreeMap<String, T>) -> Vec<(String, T)> {
    let mut words: Vec<(String, T)> = words.into_iter().collect();
    words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    words
}

/// A file that calls itself monotone must be: an error names the first release whose end falls.
fn falls(file: &str, product: &Product) -> Result<(), Error> {
    if product.monotone == Monotone::No {
        return Ok(());
    }
    for release in product.releases.iter().filter(|release| !release.version.is_empty()) {
        let Some(end) = release.regular_end(product.extended).and_then(Milestone::latest) else { continue };
        let Some(bound) = product.bound_above(&release.version, release.sp) else { continue };
        let above =
            bound.regular_end(product.extended).filter(|end| end.end != End::Passed).and_then(Milestone::latest);
        let dated = release.regular_end(product.extended).is_some_and(|end| end.end != End::Passed);
        if dated && above.is_some_and(|above| above < end) {
            let what = format!("{} ends after {}, so ends fall as versions rise", release.cycle, bound.cycle);
            return Err(Error::wrong(file, "monotone", what, "take the key away, or set monotone_to below the fall"));
        }
    }
    Ok(())
}
