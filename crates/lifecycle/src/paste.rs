//! A file of the organisation's own layer for something that has no verdict: what is known is filled in, what is not is left to fill.

use crate::draft::id_like;
use crate::product::{Category, Product};
use toml::Value;

/// What records say of a product without a verdict.
#[derive(Debug, Clone, Copy)]
pub struct Unsettled<'a> {
    /// Its name, as found.
    pub name: &'a str,
    /// The versions, as found.
    pub versions: &'a [String],
    /// Is the name that of a hardware model?
    pub is_model: bool,
}

/// A new product. Reads as it stands; its support stays unknown until a date is filled in.
pub fn new_product(unsettled: &Unsettled<'_>) -> Option<String> {
    // A name that holds its version is parted from it: an alias must not swallow what tells releases apart.
    let parted = if unsettled.versions.is_empty() && !unsettled.is_model { part(unsettled.name) } else { None };
    if let Some((name, version)) = parted {
        let versions = [version.to_owned()];
        return new_product(&Unsettled { name, versions: &versions, ..*unsettled });
    }
    let id = slug(unsettled.name)?;
    let category = if unsettled.is_model { "hardware" } else { "product" };
    let mut text =
        format!("# Save as {id}.toml in the folder that the setting `catalogue` names, and fill in what is missing.\n");
    let mut line = |key: &str, value: Value| text.push_str(&format!("{key} = {value}\n"));
    line("id", Value::from(id.as_str()));
    line("name", Value::from(unsettled.name));
    line("category", Value::from(category));
    line("aliases", Value::Array(vec![Value::from(unsettled.name)]));
    line("parsers", Value::Array(vec![Value::from("dotted"), Value::from("codename")]));
    text.push_str(TO_FILL_IN);
    text.push_str(&releases(unsettled));
    Some(text)
}

/// Name and version of `Zorblatt Manager 3.2`.
fn part(name: &str) -> Option<(&str, &str)> {
    let (name, version) = name.rsplit_once(' ')?;
    let number = version.strip_prefix(['v', 'V', 'r', 'R']).unwrap_or(version);
    let is_version = number.starts_with(|c: char| c.is_ascii_digit());
    (is_version && name.chars().any(char::is_alphabetic)).then_some((name.trim_end(), version))
}

/// Releases of a product that is known, without which there is no verdict.
pub fn more_releases(product: &Product, unsettled: &Unsettled<'_>) -> String {
    let id = &product.id;
    let mut text =
        format!("# Save as {id}.toml in the folder that the setting `catalogue` names, and fill in what is missing.\n");
    text.push_str(&format!("id = {}\n", Value::from(id.as_str())));
    if product.category == Category::Hardware {
        text.push_str("# life_years = 7\n# life_source = \"who says how long it is meant to last\"\n");
    }
    text.push_str(TO_FILL_IN);
    text.push_str(&releases(unsettled));
    text
}

const TO_FILL_IN: &str =
    "# source = \"the page or letter that says when support ends\"\n# proof = \"vendor\"\n# read_on = \"2026-03-31\"\n";

fn releases(unsettled: &Unsettled<'_>) -> String {
    let mut text = String::from("release = [\n");
    let mut seen = Vec::new();
    for version in unsettled.versions {
        let Some(cycle) = slug(version).filter(|cycle| !seen.contains(cycle)) else { continue };
        let names = if cycle.eq_ignore_ascii_case(version) {
            String::new()
        } else {
            format!(", names = [{}]", Value::from(version.as_str()))
        };
        text.push_str(&format!("  {{ cycle = {}{names} }}, # eol = \"2026-03-31\"\n", Value::from(cycle.as_str())));
        seen.push(cycle);
    }
    text.push_str("]\n");
    text
}

/// An id of somebody's words.
pub(crate) fn slug(words: &str) -> Option<String> {
    let spelled: String =
        words.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
    let id = spelled.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    id_like(&id).then_some(id)
}
