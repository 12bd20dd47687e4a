//! The open catalogue's own format: endoflife.date, API version 1, one product or all of them in full.
//!
//! Flags such as `isEol` were true on the day the list was made; they are used only where their date is missing. A date that
//! cannot be is left out and told.

use crate::draft::{Draft, DraftRelease, Stated, id_like};
use crate::layer::Unused;
use crate::product::{Category, Extended, Parser};
use crate::product_file::{ProductFile, ReleaseRow};
use crate::{Backing, End, Error, Layer, Milestone};
use estate::{Date, parse_day};
use serde::Deserialize;

#[derive(Deserialize)]
struct Answer {
    generated_at: Option<String>,
    last_modified: Option<String>,
    result: Products,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Products {
    All(Vec<Product>),
    One(Box<Product>),
}

#[derive(Deserialize)]
struct Product {
    name: String,
    label: Option<String>,
    category: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    identifiers: Vec<Identifier>,
    releases: Option<Vec<Release>>,
}

#[derive(Deserialize)]
struct Identifier {
    #[serde(rename = "type")]
    kind: String,
    id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Release {
    name: String,
    label: Option<String>,
    codename: Option<String>,
    #[serde(rename = "releaseDate")]
    released: Option<String>,
    is_eoas: Option<bool>,
    eoas_from: Option<String>,
    is_eol: Option<bool>,
    eol_from: Option<String>,
    is_eoes: Option<bool>,
    eoes_from: Option<String>,
    is_discontinued: Option<bool>,
    discontinued_from: Option<String>,
}

/// What extended support means for products that only the list knows, by product.
pub(crate) struct Meanings<'a> {
    pub(crate) free: &'a [String],
    pub(crate) third_party: &'a [String],
}

/// Reads a file of that format.
pub(crate) fn read(
    layer: Layer,
    file: &str,
    text: &str,
    meanings: &Meanings<'_>,
    unused: &mut Vec<Unused>,
) -> Result<Vec<Draft>, Error> {
    let answer: Answer = serde_json::from_str(text).map_err(|error| Error::json(file, &error))?;
    let made = answer.generated_at.or(answer.last_modified);
    let read_on = made.as_deref().and_then(day_of).ok_or_else(|| {
        let hint = "fetch the list again from https://endoflife.date/api/v1/products/full";
        Error::wrong(file, "generated_at", "nothing says when the list was made", hint)
    })?;
    let products = match answer.result {
        Products::All(products) => products,
        Products::One(product) => vec![*product],
    };
    if products.is_empty() {
        return Err(Error::wrong(file, "result", "it lists no product", "fetch the list again"));
    }
    let mut reader = Reader { layer, file, read_on, meanings, unused };
    products.into_iter().map(|product| reader.product(product)).collect()
}

struct Reader<'a> {
    layer: Layer,
    file: &'a str,
    read_on: Date,
    meanings: &'a Meanings<'a>,
    unused: &'a mut Vec<Unused>,
}

impl Reader<'_> {
    fn product(&mut self, product: Product) -> Result<Draft, Error> {
        let id = product.name;
        if !id_like(&id) {
            return Err(Error::wrong(self.file, "name", format!("`{id}` is no id"), "fetch the list again"));
        }
        let Some(releases) = product.releases else {
            let what = format!("`{id}` has no releases: this is the short list");
            let hint = "fetch https://endoflife.date/api/v1/products/full";
            return Err(Error::wrong(self.file, "releases", what, hint));
        };
        let label = product.label.unwrap_or_else(|| id.clone());
        let category = match product.category.as_deref() {
            Some("os") => Category::OperatingSystem,
            Some("device") => Category::Hardware,
            _ => Category::Product,
        };
        let extended = [(self.meanings.free, Extended::Free), (self.meanings.third_party, Extended::ThirdParty)]
            .into_iter()
            .find_map(|(ids, meaning)| ids.contains(&id).then_some(meaning));
        let mut names = vec![label.clone(), id.replace(['-', '_'], " ")];
        names.extend(product.aliases.iter().map(|alias| alias.replace(['-', '_'], " ")));
        // A name of one word may be anybody's; one of several is its own.
        let (aliases, everyday) = names.into_iter().partition(|name: &String| name.split_whitespace().count() > 1);
        let pairs = |kind: &'static str, read: fn(&str) -> Option<String>| {
            let mut pairs: Vec<String> =
                product.identifiers.iter().filter(|own| own.kind == kind).filter_map(|own| read(&own.id)).collect();
            pairs.sort();
            pairs.dedup();
            pairs
        };
        let words = ProductFile {
            cpe: pairs("cpe", crate::identifiers::cpe_pair),
            purl: pairs("purl", crate::identifiers::purl_name),
            name: Some(label),
            category: Some(category),
            aliases,
            everyday,
            parsers: vec![Parser::Codename, Parser::Dotted],
            extended,
            id,
            ..ProductFile::default()
        };
        let releases = releases.into_iter().map(|release| self.release(&words.id, release)).collect();
        Ok(Draft {
            file: self.file.to_owned(),
            layer: self.layer,
            derived: true,
            words,
            releases,
            layers: vec![self.layer],
        })
    }

    fn release(&mut self, product: &str, release: Release) -> DraftRelease {
        let cycle = release.name.to_lowercase();
        let place = format!("{product} {cycle}");
        let released = self.day(&place, "releaseDate", release.released.as_deref());
        let mut milestone = |key: &str, flag: Option<bool>, from: Option<&str>| {
            let day = self.day(&place, key, from);
            // A day that cannot be is no leave to take the flag beside it at its word.
            if day.is_none() && from.is_some() {
                return None;
            }
            if let (Some(day), Some(released)) = (day, released)
                && day < released
            {
                self.tell(&place, format!("{key} {day} is before the release itself, {released}"));
                return None;
            }
            let end = match (day, flag) {
                (Some(day), _) => End::Day(day),
                (None, Some(true)) => End::Passed,
                (None, Some(false)) => End::NotAnnounced,
                (None, None) => return None,
            };
            let milestone = Milestone {
                end,
                source: format!("https://endoflife.date/{product}"),
                backing: Backing::Import,
                read_on: self.read_on,
                layer: self.layer,
            };
            Some(Stated { milestone, pinned: None, others: Vec::new() })
        };
        let milestones = [
            milestone("eoasFrom", release.is_eoas, release.eoas_from.as_deref()),
            milestone("eolFrom", release.is_eol, release.eol_from.as_deref()),
            milestone("eoesFrom", release.is_eoes, release.eoes_from.as_deref()),
            milestone("discontinuedFrom", release.is_discontinued, release.discontinued_from.as_deref()),
        ];
        let numeric = cycle.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let mut names = Vec::new();
        if !numeric {
            names.push(cycle.clone());
            names.extend(release.label.filter(|label| label.to_lowercase() != cycle));
        }
        names.extend(release.codename.filter(|name| name.chars().any(char::is_alphabetic)));
        let row = ReleaseRow { cycle, names, ..ReleaseRow::default() };
        DraftRelease { row, released, milestones }
    }

    /// A date; one that nobody can mean is left out. Years far away stand for "unknown" in many lists.
    fn day(&mut self, place: &str, key: &str, text: Option<&str>) -> Option<Date> {
        let text = text?;
        let day = parse_day(text).ok().filter(|day| (1960..=2100).contains(&day.year()));
        if day.is_none() {
            self.tell(place, format!("{key} `{text}` is no date"));
        }
        day
    }

    fn tell(&mut self, place: &str, what: String) {
        self.unused.push(Unused { file: self.file.to_owned(), place: place.to_owned(), what });
    }
}

/// The day of a point in time, as written: a time zone never moves it.
pub(crate) fn day_of(text: &str) -> Option<Date> {
    parse_day(text.get(..10)?).ok()
}
