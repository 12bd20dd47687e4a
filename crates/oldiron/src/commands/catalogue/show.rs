//! `oldiron catalogue show`: a product's releases, dates, sources and layers, or the list of all products.

use crate::arguments::Listing;
use crate::failure::{DONE, Failure};
use crate::show::{Cell, shown, table};
use crate::tables::{csv_text, words};
use crate::talk;
use lifecycle::{Catalogue, Extended, Found, Milestone, Product, Release};
use serde_json::{Value, json};
use std::process::ExitCode;

pub(super) fn run(catalogue: &Catalogue, product: Option<&str>, format: Listing) -> Result<ExitCode, Failure> {
    let text = match product {
        None => all(catalogue, format)?,
        Some(words) => one(catalogue, find(catalogue, words)?, format)?,
    };
    talk::data(&text);
    Ok(DONE)
}

/// The product of this id, or that these words name.
fn find<'a>(catalogue: &'a Catalogue, words: &str) -> Result<&'a Product, Failure> {
    let named = || catalogue.match_found(&Found::text(words)).product;
    if let Some(product) = catalogue.product(words).or_else(|| catalogue.product(&named()?)) {
        return Ok(product);
    }
    let asked = words.to_lowercase();
    let near: Vec<&str> = catalogue
        .products()
        .iter()
        .filter(|product| asked.split(['-', ' ']).any(|word| word.len() > 2 && product.id.contains(word)))
        .map(|product| product.id.as_str())
        .take(12)
        .collect();
    let hint = if near.is_empty() {
        "list all with `oldiron catalogue show`; add it to your own layer, or fetch a newer list with `oldiron catalogue refresh`"
            .to_owned()
    } else {
        format!("did you mean {}?", near.join(", "))
    };
    Err(Failure::usage(format!("`{}` names no product of the catalogue. hint: {hint}", shown(words))))
}

const LISTED: [&str; 6] = ["id", "name", "kind", "releases", "newest date read", "layers"];

fn all(catalogue: &Catalogue, format: Listing) -> Result<String, Failure> {
    let row = |product: &Product| -> Vec<String> {
        let read = product.releases.iter().flat_map(Release::milestones).map(|(_, milestone)| milestone.read_on).max();
        vec![
            product.id.clone(),
            product.name.clone(),
            product.category.facet().word().to_owned(),
            product.releases.len().to_string(),
            read.map(|day| day.to_string()).unwrap_or_default(),
            layers(product),
        ]
    };
    let rows: Vec<Vec<String>> = catalogue.products().iter().map(row).collect();
    match format {
        Listing::Table => {
            let cells = rows.into_iter().map(|row| row.into_iter().map(Cell::Left).collect());
            let of = |layer: &lifecycle::LayerSummary| {
                let read = layer.read_on.map(|day| format!(", newest read {day}")).unwrap_or_default();
                format!("{}: {} products, {} releases{read}\n", layer.layer, layer.products, layer.releases)
            };
            let layers: String = catalogue.layers().iter().map(of).collect();
            Ok(format!("{layers}\n{}", table(&LISTED, cells)))
        }
        Listing::Csv => csv_text(&LISTED, rows.iter().map(|row| row.iter().map(|cell| words(cell)))),
        Listing::Json => {
            let rows: Vec<Value> = catalogue.products().iter().map(summary).collect();
            pretty(&json!({ "products": rows }))
        }
    }
}

fn layers(product: &Product) -> String {
    product.layers.iter().map(|layer| layer.word()).collect::<Vec<_>>().join(", ")
}

fn summary(product: &Product) -> Value {
    json!({
        "id": product.id, "name": product.name, "kind": product.category.facet().word(), "vendor": product.vendor,
        "releases": product.releases.len(), "layers": product.layers.iter().map(|layer| layer.word()).collect::<Vec<_>>(),
    })
}

const DATED: [&str; 8] = ["release", "released", "milestone", "when", "proof", "layer", "read", "source"];

fn one(catalogue: &Catalogue, product: &Product, format: Listing) -> Result<String, Failure> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for release in &product.releases {
        let released = release.released.map(|day| day.to_string()).unwrap_or_default();
        let row = |key: &str, milestone: &Milestone| {
            vec![
                release.cycle.clone(),
                released.clone(),
                key.to_owned(),
                milestone.to_string(),
                milestone.backing.word().to_owned(),
                milestone.layer.word().to_owned(),
                milestone.read_on.to_string(),
                milestone.source.clone(),
            ]
        };
        let before = rows.len();
        rows.extend(release.milestones().map(|(key, milestone)| row(means(product, key), milestone)));
        let disputed = release.disputed.iter();
        rows.extend(disputed.map(|other| row(&format!("{}, not used", means(product, other.key)), &other.other)));
        if rows.len() == before {
            let mut none = vec![release.cycle.clone(), released, "no date known".to_owned()];
            none.resize(DATED.len(), String::new());
            rows.push(none);
        }
    }
    match format {
        Listing::Table => {
            let cells = rows.into_iter().map(|row| row.into_iter().map(Cell::Left).collect());
            let mut head = format!("{} ({}), {}\n", product.name, product.id, product.category.facet().word());
            if let Some(name) = &product.extended_name {
                head.push_str(&format!("extended support: {name}\n"));
            }
            if let Some(life) = &product.life {
                head.push_str(&format!(
                    "where no date is known, it is aged after {} years ({})\n",
                    life.years, life.source
                ));
            }
            Ok(format!("{head}\n{}", table(&DATED, cells)))
        }
        Listing::Csv => csv_text(&DATED, rows.iter().map(|row| row.iter().map(|cell| words(cell)))),
        Listing::Json => {
            let conflicts = catalogue.conflicts().into_iter().filter(|conflict| conflict.product == product.id).count();
            let mut value = summary(product);
            value["disagreements"] = json!(conflicts);
            value["dates"] = rows
                .iter()
                .map(|row| DATED.iter().zip(row).map(|(key, cell)| ((*key).to_owned(), json!(cell))).collect::<Value>())
                .collect();
            pretty(&value)
        }
    }
}

/// What a milestone's key means for this product.
fn means(product: &Product, key: &str) -> &'static str {
    match (key, product.extended) {
        ("eoas", _) => "end of active support",
        ("eol", _) => "end of regular support",
        ("discontinued", _) => "end of sale",
        (_, Extended::Paid) => "end of extended support (bought)",
        (_, Extended::Free) => "end of extended support (free)",
        (_, Extended::ThirdParty) => "end of extended support (sold by others)",
    }
}

fn pretty(value: &Value) -> Result<String, Failure> {
    Ok(format!("{}\n", serde_json::to_string_pretty(value).map_err(Failure::bug)?))
}
