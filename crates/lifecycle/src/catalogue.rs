//! What is known about products, read from one file each.

use crate::draft::Draft;
use crate::endoflife::{self, Meanings};
use crate::product::Example;
use crate::product_file::ProductFile;
use crate::reading::{Phrases, Same};
use crate::words::{self, Words};
use crate::{
    Backing, Conflict, Disputed, Dropped, Error, Found, Layer, LayerFile, LayerSummary, Match, Milestone, Outcome,
    Product, Release, Unused, openeox,
};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};

/// What is known about products: releases and support dates, each with its source, and how strings are read.
#[derive(Debug)]
pub struct Catalogue {
    pub(crate) products: Vec<Product>,
    pub(crate) phrases: Phrases,
    layers: Vec<LayerSummary>,
    unused: Vec<Unused>,
    files: Vec<(String, String)>,
}

/// An example of a product's file that is not read as it says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, example {number}: `{text}` is read as {got}, not as {expected}. hint: mend the words or the example")]
pub struct FailedExample {
    /// The file.
    pub file: String,
    /// Which example, counted from 1.
    pub number: usize,
    /// Its words.
    pub text: String,
    /// How they are read.
    pub got: String,
    /// How they should be.
    pub expected: String,
}

impl Catalogue {
    /// Reads the files that ship: one a product, as (name, text), in any order. The file `words.toml` holds the words that no
    /// single product owns.
    pub fn from_toml(files: &[(&str, &str)]) -> Result<Catalogue, Error> {
        let files: Vec<LayerFile<'_>> =
            files.iter().map(|(name, text)| LayerFile { layer: Layer::BuiltIn, name, text }).collect();
        Catalogue::of_layers(&files)
    }

    /// Reads the files of every layer, in any order. Later layers win, release by release and date by date; see [`Conflict`].
    pub fn of_layers(files: &[LayerFile<'_>]) -> Result<Catalogue, Error> {
        let mut files: Vec<LayerFile<'_>> = files.to_vec();
        files.sort_by_key(|file| (file.layer, file.name, file.text));
        let is_words = |file: &LayerFile<'_>| file.name.rsplit(['/', '\\']).next() == Some(words::FILE);
        let mut words = Words::default();
        for file in files.iter().filter(|file| is_words(file)) {
            words.overlay(Words::read(file.text)?);
        }
        let same = words.same()?;
        let meanings = Meanings { free: &words.extended_free, third_party: &words.extended_third_party };
        let mut unused = Vec::new();
        let mut drafts: Vec<Draft> = Vec::new();
        let mut statements: Vec<&LayerFile<'_>> = Vec::new();
        for file in files.iter().filter(|file| !is_words(file)) {
            match Format::of(file)? {
                Format::Toml => drafts.push(ProductFile::read(file.layer, file.name, file.text)?),
                Format::EndOfLife => {
                    drafts.extend(endoflife::read(file.layer, file.name, file.text, &meanings, &mut unused)?);
                }
                Format::OpenEox => statements.push(file),
            }
        }
        if !statements.is_empty() {
            // What a maker calls a product is read by what is known without it.
            let known = Catalogue::assemble(&words, &same, drafts.clone())?;
            for file in statements {
                drafts.extend(openeox::read(file.layer, file.name, file.text, &known, &mut unused)?);
            }
        }
        let layers = summaries(&files, &drafts);
        let mut catalogue = Catalogue::assemble(&words, &same, drafts)?;
        catalogue.layers = layers;
        catalogue.unused = unused;
        catalogue.files =
            files.iter().map(|file| (format!("{}/{}", file.layer, file.name), file.text.to_owned())).collect();
        Ok(catalogue)
    }

    fn assemble(words: &Words, same: &Same, mut drafts: Vec<Draft>) -> Result<Catalogue, Error> {
        drafts.sort_by_key(|draft| draft.layer);
        let mut products: BTreeMap<String, Draft> = BTreeMap::new();
        for draft in drafts {
            match products.entry(draft.words.id.clone()) {
                Entry::Vacant(entry) => {
                    entry.insert(draft);
                }
                Entry::Occupied(entry) if entry.get().layer == draft.layer && !draft.derived => {
                    return Err(Error::Twice {
                        file: entry.get().file.clone(),
                        other: draft.file,
                        what: format!("the id `{}`", draft.words.id),
                        hint: "give one of them another id, or join the files",
                    });
                }
                Entry::Occupied(mut entry) => entry.get_mut().overlay(draft),
            }
        }
        let products = products
            .into_values()
            .map(|draft| draft.finish(same).map(|product| (draft, product)))
            .collect::<Result<Vec<(Draft, Product)>, Error>>()?;
        let phrases = Phrases::new(words, same.clone(), &products)?;
        let products = products.into_iter().map(|(_, product)| product).collect();
        Ok(Catalogue { products, phrases, layers: Vec::new(), unused: Vec::new(), files: Vec::new() })
    }

    /// What each layer holds, earliest first.
    pub fn layers(&self) -> &[LayerSummary] {
        &self.layers
    }

    /// What in fetched files cannot be used, and is not.
    pub fn unused(&self) -> &[Unused] {
        &self.unused
    }

    /// The milestones that `before` takes from this layer and this catalogue does not.
    pub fn dropped_since(&self, before: &Catalogue, layer: Layer) -> Vec<Dropped> {
        let of = |milestone: &&(&'static str, &Milestone)| milestone.1.layer == layer;
        let mut dropped = Vec::new();
        for product in &before.products {
            for release in &product.releases {
                let now = self.product(&product.id).and_then(|product| product.release(&release.cycle));
                let still = |key: &str| now.is_some_and(|now| now.says(key, layer));
                dropped.extend(release.milestones().filter(|one| of(&one)).filter(|(key, _)| !still(key)).map(
                    |(milestone, said)| Dropped {
                        product: product.id.clone(),
                        cycle: release.cycle.clone(),
                        milestone,
                        said: said.to_string(),
                    },
                ));
            }
        }
        dropped
    }

    /// Every milestone that two sources date differently, by product and release.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let of = |product: &Product, release: &Release| -> Vec<Conflict> {
            let used = |key: &str| release.milestones().find(|(own, _)| *own == key).map(|(_, used)| used.clone());
            let conflict = |disputed: &Disputed| {
                Some(Conflict {
                    product: product.id.clone(),
                    cycle: release.cycle.clone(),
                    milestone: disputed.key,
                    used: used(disputed.key)?,
                    other: disputed.other.clone(),
                    pinned: disputed.pinned.clone(),
                })
            };
            release.disputed.iter().filter_map(conflict).collect()
        };
        self.products
            .iter()
            .flat_map(|product| product.releases.iter().flat_map(|release| of(product, release)))
            .collect()
    }

    /// Every byte that the catalogue was read from, in one order: what a digest of it is made over.
    pub fn digest_input(&self) -> String {
        let mut input = String::new();
        for (name, text) in &self.files {
            input.extend([name.as_str(), "\0", &text.len().to_string(), "\0", text.as_str()]);
        }
        input
    }

    /// The products, by id.
    pub fn products(&self) -> &[Product] {
        &self.products
    }

    /// The product of this id.
    pub fn product(&self, id: &str) -> Option<&Product> {
        self.products.binary_search_by(|product| product.id.as_str().cmp(id)).ok().map(|at| &self.products[at])
    }

    /// The examples of all files that are not read as they say: none, in a sound catalogue.
    pub fn failed_examples(&self) -> Vec<FailedExample> {
        let mut failed = Vec::new();
        for product in &self.products {
            for (number, example) in product.examples.iter().enumerate() {
                let found = example.found();
                let matched = self.match_found(&found);
                let (got, expected) = (example.read_as(&matched), example.expected(&product.id));
                if got != expected {
                    let text = example.text.clone().unwrap_or_else(|| format!("{found:?}"));
                    failed.push(FailedExample { file: product.file.clone(), number: number + 1, text, got, expected });
                }
            }
        }
        failed
    }
}

/// The formats of a layer's files.
enum Format {
    Toml,
    EndOfLife,
    OpenEox,
}

/// What tells the two JSON formats apart.
#[derive(Deserialize)]
struct Peek {
    result: Option<IgnoredAny>,
    statements: Option<IgnoredAny>,
}

impl Format {
    fn of(file: &LayerFile<'_>) -> Result<Format, Error> {
        if !file.text.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
            return Ok(Format::Toml);
        }
        let peek: Peek = serde_json::from_str(file.text).map_err(|error| Error::json(file.name, &error))?;
        match (peek.result, peek.statements) {
            (Some(_), _) => Ok(Format::EndOfLife),
            (None, Some(_)) => Ok(Format::OpenEox),
            (None, None) => Err(Error::wrong(
                file.name,
                "result",
                "it is neither the open catalogue nor OpenEoX statements",
                "give the answer of endoflife.date's API version 1 (/products/full), OpenEoX statements, or TOML",
            )),
        }
    }
}

fn summaries(files: &[LayerFile<'_>], drafts: &[Draft]) -> Vec<LayerSummary> {
    [Layer::BuiltIn, Layer::Refreshed, Layer::Own]
        .into_iter()
        .filter_map(|layer| {
            let of_layer = || drafts.iter().filter(|draft| draft.layer == layer);
            let products: BTreeSet<&str> = of_layer().map(|draft| draft.words.id.as_str()).collect();
            let releases: BTreeSet<(&str, &str)> = of_layer()
                .flat_map(|draft| {
                    draft.releases.iter().map(|release| (draft.words.id.as_str(), release.row.cycle.as_str()))
                })
                .collect();
            let stated = of_layer().flat_map(|draft| &draft.releases).flat_map(|release| &release.milestones).flatten();
            let stated: Vec<&Milestone> = stated.map(|stated| &stated.milestone).collect();
            let files = files.iter().filter(|file| file.layer == layer).count();
            (files > 0).then(|| LayerSummary {
                layer,
                files,
                products: products.len(),
                releases: releases.len(),
                read_on: stated.iter().map(|milestone| milestone.read_on).max(),
                list_made_on: stated
                    .iter()
                    .filter(|milestone| milestone.backing == Backing::Import)
                    .map(|milestone| milestone.read_on)
                    .max(),
            })
        })
        .collect()
}

impl Example {
    fn found(&self) -> Found<'_> {
        Found {
            raw: self.text.as_deref().unwrap_or_default(),
            vendor: self.vendor.as_deref(),
            product: self.name.as_deref(),
            version: self.version.as_deref(),
            edition: self.edition.as_deref(),
            os: self.os.as_deref(),
            cpe: self.cpe.as_deref(),
            purl: self.purl.as_deref(),
            model: self.model.as_deref(),
            kind: self.kind.as_deref(),
            last_seen: None,
        }
    }

    fn expected(&self, id: &str) -> String {
        let outcome = self.outcome.as_deref().unwrap_or(Outcome::Matched.word());
        let none = ["denied", "not-found", "vendor-only", "ambiguous"].contains(&outcome);
        let own = if none { None } else { Some(id) };
        let product = self.product.as_deref().or(own).unwrap_or("nothing");
        line(outcome, product, self.cycle.as_deref(), self.grade.as_deref())
    }

    fn read_as(&self, matched: &Match) -> String {
        let grade = matched.grade.filter(|_| self.grade.is_some()).map(|grade| grade.to_string());
        let product = matched.product.as_deref().unwrap_or("nothing");
        line(matched.outcome.word(), product, matched.cycle.as_deref(), grade.as_deref())
    }
}

fn line(outcome: &str, product: &str, cycle: Option<&str>, grade: Option<&str>) -> String {
    let grade = grade.map(|grade| format!(", grade {grade}")).unwrap_or_default();
    format!("{outcome}: {product} {}{grade}", cycle.unwrap_or("-"))
}
