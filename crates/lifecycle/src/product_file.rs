//! The shape of a product's file, and the draft it becomes. An unknown key is an error.
//!
//! A file of a later layer may leave out what an earlier one says: it then names the product and what it changes.

use crate::draft::{Draft, DraftRelease, Stated};
use crate::milestone::{Backing, Milestone, parse_end};
use crate::product::{Category, Example, Extended, Monotone, Parser};
use crate::{End, Error, Layer};
use estate::{Date, parse_day};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};

/// What a product's file says. Lists of words add to those of an earlier layer; everything else replaces it where it is given.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProductFile {
    pub(crate) id: String,
    pub(crate) name: Option<String>,
    pub(crate) category: Option<Category>,
    pub(crate) vendor: Option<String>,
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
    /// What only the thing itself prints: it means this product wherever it stands.
    #[serde(default)]
    pub(crate) banner_names: Vec<String>,
    /// Parts, clients and the like that carry its name.
    #[serde(default)]
    pub(crate) deny: Vec<String>,
    /// Other products that carry its name.
    #[serde(default)]
    pub(crate) not_this: Vec<String>,
    /// Words for parts that do not deny this product.
    #[serde(default)]
    pub(crate) keeps: Vec<String>,
    /// Kinds of asset that are this product where the words leave a choice.
    #[serde(default)]
    pub(crate) kinds: Vec<String>,
    /// `vendor:product` of its common platform enumeration names.
    #[serde(default)]
    pub(crate) cpe: Vec<String>,
    /// `type/name` or `type/namespace/name` of its package URLs.
    #[serde(default)]
    pub(crate) purl: Vec<String>,
    #[serde(default)]
    pub(crate) parsers: Vec<Parser>,
    /// Does it announce itself in a banner, where the version follows the word `version` after other words?
    pub(crate) banner: Option<bool>,
    /// Those of its names that `uname -a` prints, with the machine's own name between them and the version.
    #[serde(default)]
    pub(crate) host_named: Vec<String>,
    pub(crate) extended: Option<Extended>,
    pub(crate) extended_name: Option<String>,
    pub(crate) monotone: Option<Monotone>,
    pub(crate) monotone_to: Option<String>,
    pub(crate) complete: Option<bool>,
    pub(crate) backported: Option<bool>,
    /// Does it come with packages of others that it goes on patching?
    pub(crate) distributes: Option<bool>,
    /// Does it end with what it runs on?
    pub(crate) ends_with_host: Option<bool>,
    pub(crate) life_years: Option<u32>,
    pub(crate) life_source: Option<String>,
    /// Source, backing and day of every date that does not state its own.
    pub(crate) source: Option<String>,
    pub(crate) proof: Option<Backing>,
    pub(crate) read_on: Option<String>,
    #[serde(default)]
    pub(crate) edition: Vec<EditionRow>,
    #[serde(default)]
    pub(crate) build: Vec<BuildRow>,
    #[serde(default)]
    pub(crate) release: Vec<ReleaseRow>,
    #[serde(default)]
    pub(crate) example: Vec<Example>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EditionRow {
    /// What releases call it; none for an edition that makes no difference.
    pub(crate) code: Option<String>,
    pub(crate) words: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BuildRow {
    pub(crate) from: Option<String>,
    pub(crate) is: Option<String>,
    pub(crate) cycle: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReleaseRow {
    pub(crate) cycle: String,
    pub(crate) released: Option<String>,
    pub(crate) eoas: Option<MilestoneCell>,
    pub(crate) eol: Option<MilestoneCell>,
    pub(crate) eoes: Option<MilestoneCell>,
    pub(crate) discontinued: Option<MilestoneCell>,
    pub(crate) source: Option<String>,
    pub(crate) proof: Option<Backing>,
    pub(crate) read_on: Option<String>,
    /// Its numbers, where its id does not say them.
    pub(crate) version: Option<String>,
    #[serde(default)]
    pub(crate) names: Vec<String>,
    pub(crate) sp: Option<u32>,
    #[serde(default)]
    pub(crate) features: Vec<String>,
    pub(crate) editions: Option<Vec<String>>,
    pub(crate) stated_only: Option<bool>,
    /// Is it meant where its name is given and nothing tells it from later packs of the same name?
    pub(crate) assumed: Option<bool>,
}

/// A milestone as written: words, `true`, `false`, or a table with a source of its own.
#[derive(Debug, Clone)]
pub(crate) enum MilestoneCell {
    Flag(bool),
    Words(String),
    Table(Box<MilestoneTable>),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MilestoneTable {
    on: OnCell,
    pub(crate) source: Option<String>,
    pub(crate) proof: Option<Backing>,
    pub(crate) read_on: Option<String>,
    /// Why a later layer must not change it.
    pinned: Option<String>,
    /// What other sources say.
    #[serde(default)]
    others: Vec<OtherTable>,
}

/// What another source says of the same milestone.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct OtherTable {
    on: OnCell,
    source: String,
    proof: Backing,
    pub(crate) read_on: Option<String>,
}

/// A day or part of one in words, `true` or `false`.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum OnCell {
    Flag(bool),
    Words(String),
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
                MilestoneTable::deserialize(MapAccessDeserializer::new(map))
                    .map(|table| MilestoneCell::Table(Box::new(table)))
            }
        }
        deserializer.deserialize_any(Cell)
    }
}

impl ProductFile {
    /// Reads a file into a draft, every date with its own source.
    pub(crate) fn read(layer: Layer, file: &str, text: &str) -> Result<Draft, Error> {
        let mut words: ProductFile = toml::from_str(text).map_err(|error| Error::toml(file, text, &error))?;
        let rows = std::mem::take(&mut words.release);
        let reader = Reader { layer, file, words: &words };
        let releases = rows.into_iter().map(|row| reader.release(row)).collect::<Result<Vec<DraftRelease>, Error>>()?;
        Ok(Draft { file: file.to_owned(), layer, derived: false, words, releases, layers: vec![layer] })
    }

    /// Hardware models: each is a name that needs its vendor.
    pub(crate) fn is_by_model(&self) -> bool {
        self.parsers.contains(&Parser::Model)
    }
}

struct Reader<'a> {
    layer: Layer,
    file: &'a str,
    words: &'a ProductFile,
}

/// Source, backing and day of reading, as a row or a table states them.
type Said<'a> = (Option<&'a String>, Option<Backing>, Option<&'a String>);

impl Reader<'_> {
    fn release(&self, mut row: ReleaseRow) -> Result<DraftRelease, Error> {
        let at = |key: &str| format!("release {}: {key}", row.cycle);
        let released = row.released.as_deref().map(|text| self.day(at("released"), text)).transpose()?;
        let stated = |key: &str, cell: Option<&MilestoneCell>| -> Result<Option<Stated>, Error> {
            cell.map(|cell| self.stated(&row, &at(key), cell, released)).transpose()
        };
        let milestones = [
            stated("eoas", row.eoas.as_ref())?,
            stated("eol", row.eol.as_ref())?,
            stated("eoes", row.eoes.as_ref())?,
            stated("discontinued", row.discontinued.as_ref())?,
        ];
        [row.eoas, row.eol, row.eoes, row.discontinued] = [None, None, None, None];
        Ok(DraftRelease { row, released, milestones })
    }

    fn stated(
        &self,
        row: &ReleaseRow,
        at: &str,
        cell: &MilestoneCell,
        released: Option<Date>,
    ) -> Result<Stated, Error> {
        let of_row: Said<'_> = (row.source.as_ref(), row.proof, row.read_on.as_ref());
        match cell {
            MilestoneCell::Flag(flag) => {
                let milestone = self.milestone(at, &OnCell::Flag(*flag), of_row, released)?;
                Ok(Stated { milestone, pinned: None, others: Vec::new() })
            }
            MilestoneCell::Words(words) => {
                let milestone = self.milestone(at, &OnCell::Words(words.clone()), of_row, released)?;
                Ok(Stated { milestone, pinned: None, others: Vec::new() })
            }
            MilestoneCell::Table(table) => {
                let said =
                    (table.source.as_ref().or(of_row.0), table.proof.or(of_row.1), table.read_on.as_ref().or(of_row.2));
                let milestone = self.milestone(at, &table.on, said, released)?;
                let other = |other: &OtherTable| {
                    let said = (Some(&other.source), Some(other.proof), other.read_on.as_ref().or(said.2));
                    self.milestone(at, &other.on, said, released)
                };
                let others = table.others.iter().map(other).collect::<Result<Vec<Milestone>, Error>>()?;
                Ok(Stated { milestone, pinned: table.pinned.clone(), others })
            }
        }
    }

    fn milestone(&self, at: &str, on: &OnCell, said: Said<'_>, released: Option<Date>) -> Result<Milestone, Error> {
        let end = match on {
            OnCell::Flag(true) => End::Passed,
            OnCell::Flag(false) => End::NotAnnounced,
            OnCell::Words(words) => parse_end(words).ok_or_else(|| {
                let hint = "write 2020-01-14, 2018-09, 2016-Q3, 2015, >= 2030, A/B, true or false";
                Error::wrong(self.file, at, format!("`{words}` is no date"), hint)
            })?,
        };
        if let (End::Day(day), Some(released)) = (&end, released)
            && *day < released
        {
            let what = format!("{day} is before the release itself, {released}");
            return Err(Error::wrong(self.file, at, what, "check day and month against the source"));
        }
        let source = said.0.or(self.words.source.as_ref()).filter(|source| !source.trim().is_empty());
        let (Some(source), Some(backing), Some(read_on)) =
            (source, said.1.or(self.words.proof), said.2.or(self.words.read_on.as_ref()))
        else {
            let what = "the date names no source, proof or day on which it was read";
            return Err(Error::wrong(
                self.file,
                at,
                what,
                "give `source`, `proof` and `read_on`, here or for the file",
            ));
        };
        let read_on = self.day(format!("{at}, read_on"), read_on)?;
        Ok(Milestone { end, source: source.clone(), backing, read_on, layer: self.layer })
    }

    fn day(&self, at: String, text: &str) -> Result<Date, Error> {
        parse_day(text).map_err(|error| Error::wrong(self.file, at, error.to_string(), "write 2020-01-14"))
    }
}
