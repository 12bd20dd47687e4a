//! A product as the catalogue knows it: what it is, its releases, and when their support ends.

use crate::Layer;
use crate::milestone::Milestone;
use crate::reading::Spellings;
use estate::{Date, Facet};
use serde::Deserialize;

/// What of an asset a product is. Only hardware is ever `aged`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// A machine.
    Hardware,
    /// An operating system or hypervisor.
    OperatingSystem,
    /// Anything that runs on one.
    Product,
}

impl Category {
    /// The facet of an asset that it judges.
    pub fn facet(self) -> Facet {
        match self {
            Category::Hardware => Facet::Hardware,
            Category::OperatingSystem => Facet::OperatingSystem,
            Category::Product => Facet::Product,
        }
    }
}

/// What the milestone `eoes` means for a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extended {
    /// The vendor sells cover until then.
    #[default]
    Paid,
    /// Fixes are free until then, so that it is the regular end.
    Free,
    /// Somebody else sells cover until then.
    ThirdParty,
}

/// Who keeps a product patched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fixes {
    /// Its makers, to the dates listed.
    #[default]
    Makers,
    /// After those dates the distribution it came with.
    Distribution,
    /// The makers of what it runs on: it is a component, and its own dates say nothing.
    Host,
}

/// Where a product's names come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordsFrom {
    /// A file of ours.
    Us,
    /// They were made from a fetched list.
    List,
}

/// Where the ends of releases never fall as versions rise, so that a newer release bounds an older one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Monotone {
    /// Nowhere that is known.
    #[default]
    No,
    /// Inside a line: releases whose versions differ in the last number alone.
    Line,
    /// Everywhere, up to `monotone_to` where that is given.
    Product,
}

/// A way of reading a release out of words. A product names those that fit it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Parser {
    /// Numbers with dots; the longest release whose numbers begin the version.
    Dotted,
    /// The first number alone.
    Major,
    /// A year or name, perhaps with R2 and a service pack.
    YearSp,
    /// The vendor's internal build, by a map.
    InternalBuild,
    /// A Cisco train: `12.4(24)T`.
    Train,
    /// Version, release and technology level: `6.1 TL9`, `6100-09`.
    Tl,
    /// `V7R3M0`.
    Vrm,
    /// A hardware model.
    Model,
    /// A release's own name.
    Codename,
}

impl Parser {
    /// The word it is spelled with in rule ids.
    pub fn word(self) -> &'static str {
        match self {
            Parser::Dotted => "dotted",
            Parser::Major => "major",
            Parser::YearSp => "year-sp",
            Parser::InternalBuild => "internal-build",
            Parser::Train => "train",
            Parser::Tl => "tl",
            Parser::Vrm => "vrm",
            Parser::Model => "model",
            Parser::Codename => "codename",
        }
    }
}

/// For how long hardware is meant to last, where no support date is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life {
    /// Years from purchase, else installation.
    pub years: u32,
    /// Who says so.
    pub source: String,
}

/// A release of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Its id, unique in the product.
    pub cycle: String,
    /// Day it came out.
    pub released: Option<Date>,
    /// End of active or mainstream support. Never a support end.
    pub eoas: Option<Milestone>,
    /// End of regular support.
    pub eol: Option<Milestone>,
    /// End of what [`Extended`] says.
    pub eoes: Option<Milestone>,
    /// End of sale. Never a support end.
    pub discontinued: Option<Milestone>,
    /// What other sources say of these milestones, and is not used.
    pub disputed: Vec<Disputed>,
    /// Its numbers, for comparing; empty where it has none.
    pub(crate) version: Vec<u32>,
    pub(crate) sp: Option<u32>,
    pub(crate) features: Vec<String>,
    pub(crate) editions: Option<Vec<String>>,
    pub(crate) stated_only: bool,
    pub(crate) assumed: bool,
}

/// What another source says of a milestone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disputed {
    /// The milestone's key.
    pub key: &'static str,
    /// What it says.
    pub other: Milestone,
    /// Why it is not used, where a file of ours says so.
    pub pinned: Option<String>,
}

impl Release {
    /// Every milestone it has, by the name of its key.
    pub fn milestones(&self) -> impl Iterator<Item = (&'static str, &Milestone)> {
        [("eoas", &self.eoas), ("eol", &self.eol), ("eoes", &self.eoes), ("discontinued", &self.discontinued)]
            .into_iter()
            .filter_map(|(key, milestone)| milestone.as_ref().map(|milestone| (key, milestone)))
    }
}

/// A product of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Its id: lower case, `a-z 0-9 . - + _`.
    pub id: String,
    /// Its name, for the reader.
    pub name: String,
    /// What it is.
    pub category: Category,
    /// The id of its vendor in the word list; none for a product that only a fetched list knows.
    pub vendor: Option<String>,
    /// What extended support means for it.
    pub extended: Extended,
    /// What that support is called, where it has a name.
    pub extended_name: Option<String>,
    /// Where newer releases bound older ones.
    pub monotone: Monotone,
    /// Is every release listed that is as new as the oldest one listed?
    pub complete: bool,
    /// Who keeps it patched.
    pub fixes: Fixes,
    /// Does it come with packages of others that it goes on patching?
    pub distributes: bool,
    /// How long it is meant to last; hardware alone.
    pub life: Option<Life>,
    /// Its releases, in the order of its file.
    pub releases: Vec<Release>,
    /// The layers that say something about it, earliest first.
    pub layers: Vec<Layer>,
    /// The file it comes from.
    pub file: String,
    pub(crate) words: WordsFrom,
    pub(crate) monotone_to: Option<Vec<u32>>,
    pub(crate) parsers: Vec<Parser>,
    pub(crate) kinds: Vec<String>,
    pub(crate) keeps: Vec<String>,
    pub(crate) banner: bool,
    pub(crate) builds: Vec<Build>,
    /// Spoken names of releases, each with the releases it may mean. Words as the text reader spells them.
    pub(crate) names: Spellings<Vec<usize>>,
    /// Marks of releases inside a line.
    pub(crate) features: Spellings<()>,
    /// Words of editions, with the code each stands for.
    pub(crate) editions: Spellings<Option<String>>,
    pub(crate) examples: Vec<Example>,
}

impl Product {
    /// The release of this id.
    pub fn release(&self, cycle: &str) -> Option<&Release> {
        self.releases.iter().find(|release| release.cycle == cycle)
    }

    /// How many examples its file has.
    pub fn examples(&self) -> usize {
        self.examples.len()
    }

    /// The release that is meant where nothing tells these, which are all of one version, apart.
    pub(crate) fn assumed(&self, releases: &[usize]) -> Option<usize> {
        let one = releases.iter().copied().find(|release| self.releases[*release].assumed)?;
        let version = &self.releases[one].version;
        releases.iter().all(|release| self.releases[*release].version == *version).then_some(one)
    }

    /// The newer release that bounds the end of `version`, by [`Monotone`]: of those whose verified end has a latest day the one
    /// that ended first, which is the next newer one where days are known. `None` where nothing bounds it.
    pub(crate) fn bound_above(&self, version: &[u32], service_pack: Option<u32>) -> Option<&Release> {
        let line = |version: &[u32]| version.split_last().map(|(_, line)| line.to_vec());
        let covered = |release: &Release| match self.monotone {
            Monotone::No => false,
            Monotone::Line => line(&release.version) == line(version),
            Monotone::Product => self.monotone_to.as_ref().is_none_or(|to| release.version <= *to),
        };
        self.releases
            .iter()
            .filter(|release| !release.version.is_empty() && covered(release))
            .filter(|release| (release.version.as_slice(), release.sp) > (version, service_pack))
            .filter_map(|release| Some((release.regular_end(self.extended)?.latest()?, release)))
            .min_by_key(|(latest, release)| (*latest, &release.version, release.sp, &release.cycle))
            .map(|(_, release)| release)
    }
}

impl Release {
    /// The verified end of regular support: `eol`, or `eoes` where fixes stay free until then. Never `eoas`.
    pub fn regular_end(&self, extended: Extended) -> Option<&Milestone> {
        let free = if extended == Extended::Free { self.eoes.as_ref() } else { None };
        free.filter(|end| end.backing.verified()).or_else(|| self.eol.as_ref().filter(|end| end.backing.verified()))
    }

    /// The verified end of the cover that is sold after that.
    pub fn cover_end(&self, extended: Extended) -> Option<&Milestone> {
        self.eoes.as_ref().filter(|end| extended != Extended::Free && end.backing.verified())
    }

    /// Does this layer say something of a milestone?
    pub(crate) fn says(&self, key: &str, layer: Layer) -> bool {
        let used = self.milestones().any(|(own, milestone)| own == key && milestone.layer == layer);
        used || self.disputed.iter().any(|disputed| disputed.key == key && disputed.other.layer == layer)
    }

    /// As it would be if this other source were right.
    pub(crate) fn with(&self, disputed: &Disputed) -> Release {
        let mut release = self.clone();
        release.disputed.clear();
        let milestone = match disputed.key {
            "eoas" => &mut release.eoas,
            "eol" => &mut release.eol,
            "eoes" => &mut release.eoes,
            _ => &mut release.discontinued,
        };
        *milestone = Some(disputed.other.clone());
        release
    }

    /// Its end of regular support as stated, where only an unverified source says so.
    pub fn unverified_end(&self) -> Option<&Milestone> {
        self.eol.as_ref().filter(|end| !end.backing.verified())
    }
}

/// A row of a build map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Build {
    pub(crate) numbers: Vec<u32>,
    /// This build alone, or this one and those after it up to the next row.
    pub(crate) exact: bool,
    pub(crate) release: usize,
}

/// What a text of a product's file must be read as: the product's own test.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// A single string, as found.
    pub text: Option<String>,
    /// Or its parts, as fields.
    pub vendor: Option<String>,
    /// The product field.
    pub name: Option<String>,
    /// The version field.
    pub version: Option<String>,
    /// The edition field.
    pub edition: Option<String>,
    /// The operating system field.
    pub os: Option<String>,
    /// The model field.
    pub model: Option<String>,
    /// A common platform enumeration name.
    pub cpe: Option<String>,
    /// A package URL.
    pub purl: Option<String>,
    /// The kind of the asset.
    pub kind: Option<String>,
    /// The product expected; this file's, where not given, and none where the outcome has none.
    pub product: Option<String>,
    /// The release expected.
    pub cycle: Option<String>,
    /// The outcome expected; `matched`, where not given.
    pub outcome: Option<String>,
    /// The grade expected; any, where not given.
    pub grade: Option<String>,
}

/// Numbers of a version: `9.00` is 9 and 0, `10.50-sp2` is 10 and 50, `2008-r2` is 2008. Leading letters are skipped.
pub(crate) fn numbers(text: &str) -> Vec<u32> {
    let start = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let end = text[start..].find(|c: char| !c.is_ascii_digit() && c != '.').map_or(text.len(), |at| start + at);
    text[start..end].split('.').filter(|part| !part.is_empty()).map_while(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cycle_has_numbers_whatever_surrounds_them() {
        for (text, expected) in [
            ("11.2", vec![11, 2]),
            ("9.00-sp2", vec![9, 0]),
            ("2008-r2-sp1", vec![2008]),
            ("12.4t", vec![12, 4]),
            ("r710", vec![710]),
            ("vista", vec![]),
            ("99999999999.1", vec![]),
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
    }
}
