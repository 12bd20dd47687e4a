//! What is known about products, read from one file each.

use crate::product::Example;
use crate::product_file::ProductFile;
use crate::reading::Phrases;
use crate::words::{self, Words};
use crate::{Error, Found, Match, Outcome, Product};

/// What is known about products: releases and support dates, each with its source, and how strings are read.
#[derive(Debug)]
pub struct Catalogue {
    pub(crate) products: Vec<Product>,
    pub(crate) phrases: Phrases,
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
    /// Reads a catalogue: one file a product, as (name, text), in any order. The file `words.toml` holds the words that no single
    /// product owns.
    pub fn from_toml(files: &[(&str, &str)]) -> Result<Catalogue, Error> {
        let mut files: Vec<(String, String)> =
            files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        files.sort();
        let is_words = |name: &str| name.rsplit(['/', '\\']).next() == Some(words::FILE);
        let words = match files.iter().find(|(name, _)| is_words(name)) {
            Some((_, text)) => Words::read(text)?,
            None => Words::default(),
        };
        let same = words.same()?;
        let mut products: Vec<(ProductFile, Product)> = Vec::new();
        for (name, text) in files.iter().filter(|(name, _)| !is_words(name)) {
            let file = ProductFile::read(name, text)?;
            let product = file.check(name, &same)?;
            products.push((file, product));
        }
        products.sort_by(|(_, a), (_, b)| a.id.cmp(&b.id));
        for pair in products.windows(2) {
            if let [(_, one), (_, other)] = pair
                && one.id == other.id
            {
                return Err(Error::Twice {
                    file: one.file.clone(),
                    other: other.file.clone(),
                    what: format!("the id `{}`", one.id),
                    hint: "give one of them another id, or join the files",
                });
            }
        }
        let phrases = Phrases::new(&words, same, &products)?;
        let products = products.into_iter().map(|(_, product)| product).collect();
        Ok(Catalogue { products, phrases, files })
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
