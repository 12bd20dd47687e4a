//! Assets without a verdict, by how they are named and who can put that right, dearest first.

use crate::findings::Context;
use crate::model::Model;
use crate::rules::Rules;
use crate::verdicts::{Judged, Read};
use audit::WorklistRow;
use estate::{UnknownReason, Verdict};
use lifecycle::{Outcome, Unsettled};
use std::collections::{BTreeMap, BTreeSet};

/// What makes assets one row.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Alike<'a> {
    organisation: &'a str,
    owner: Option<&'a str>,
    reason: UnknownReason,
    vendor: Option<&'a str>,
    /// The product, else the model.
    name: &'a str,
    is_model: bool,
}

#[derive(Default)]
struct Group<'a> {
    assets: Vec<usize>,
    versions: BTreeSet<&'a str>,
    pence: i64,
}

/// Every asset without a verdict, in one row each.
pub(crate) fn worklist(context: &Context<'_>) -> Vec<WorklistRow> {
    let (model, judged, rules) = (context.model, context.judged, context.rules);
    let mut groups: BTreeMap<Alike<'_>, Group<'_>> = BTreeMap::new();
    for (asset, held) in model.assets.iter().enumerate() {
        let (Verdict::Unknown, reason) = judged.of_asset(asset) else { continue };
        let record = &held.record;
        let (name, is_model) = match (given(record.product.as_ref()), given(record.model.as_ref())) {
            (Some(product), _) => (product, false),
            (None, Some(model)) => (model, true),
            (None, None) => ("", false),
        };
        let alike = Alike {
            organisation: &record.organisation,
            owner: record.owner.as_deref(),
            reason: reason.unwrap_or(UnknownReason::NoProduct),
            vendor: record.vendor.as_deref().filter(|_| !name.is_empty()),
            name,
            is_model,
        };
        let group = groups.entry(alike).or_default();
        group.assets.push(asset);
        group.pence += context.asset_pence[asset];
        group.versions.extend(given(record.version.as_ref()).filter(|_| !is_model));
    }
    let mut rows: Vec<WorklistRow> =
        groups.into_iter().map(|(alike, group)| row(model, judged, rules, &alike, group)).collect();
    rows.sort_by(|a, b| {
        let key = |row: &WorklistRow| (-i128::from(row.pence), -i128::from(row.assets));
        key(a)
            .cmp(&key(b))
            .then_with(|| (&a.words, &a.organisation, &a.owner).cmp(&(&b.words, &b.organisation, &b.owner)))
    });
    rows
}

fn given(words: Option<&String>) -> Option<&str> {
    words.map(|words| words.trim()).filter(|words| !words.is_empty())
}

fn row(model: &Model, judged: &Judged, rules: &Rules<'_>, alike: &Alike<'_>, group: Group<'_>) -> WorklistRow {
    let first = group.assets[0];
    let read = judged.read(first).first();
    let versions: Vec<String> = group.versions.into_iter().map(str::to_owned).collect();
    let unsettled = Unsettled { name: alike.name, versions: &versions, is_model: alike.is_model };
    let (fix, toml) = fix(rules, alike, read, &unsettled);
    WorklistRow {
        words: alike.vendor.into_iter().chain([alike.name]).collect::<Vec<_>>().join(" ").trim().to_owned(),
        organisation: alike.organisation.to_owned(),
        owner: alike.owner.map(str::to_owned),
        reason: alike.reason.word().to_owned(),
        product: read.and_then(|read| read.matched.product.clone()),
        assets: u64::try_from(group.assets.len()).unwrap_or(u64::MAX),
        example: model.assets[first].record.id.clone(),
        pence: group.pence,
        versions,
        fix,
        toml,
    }
}

/// Who can put it right, and how.
fn fix(
    rules: &Rules<'_>,
    alike: &Alike<'_>,
    read: Option<&Read>,
    unsettled: &Unsettled<'_>,
) -> (String, Option<String>) {
    let Some(read) = read.filter(|_| !alike.name.is_empty()) else {
        return ("The record names no product and no model: name one.".to_owned(), None);
    };
    let product = read.matched.product.as_deref().and_then(|id| rules.catalogue.product(id));
    match (read.matched.outcome, product) {
        (Outcome::NotFound, _) => (
            "No product of the catalogue goes by this name: describe it in your own layer.".to_owned(),
            lifecycle::new_product(unsettled),
        ),
        (Outcome::Denied, _) => {
            ("The record names a part, a client or a patch: name the product itself.".to_owned(), None)
        }
        (Outcome::VendorOnly, _) => ("The record names a maker and no product: name the product.".to_owned(), None),
        (Outcome::Ambiguous, _) => {
            ("The record names two products, or its fields contradict each other: name one.".to_owned(), None)
        }
        (Outcome::ProductOnly, Some(product)) if unsettled.versions.is_empty() => {
            (format!("Which release of {} it is decides: state the version in the record.", product.name), None)
        }
        (Outcome::ProductOnly, Some(product)) => (
            format!(
                "The version fits several releases of {} that differ: state edition and service pack, or list the release in your own layer.",
                product.name
            ),
            Some(lifecycle::more_releases(product, unsettled)),
        ),
        (_, Some(product)) => (
            format!(
                "Nobody says when support for this release of {} ends: put the date into your own layer.",
                product.name
            ),
            Some(lifecycle::more_releases(product, unsettled)),
        ),
        (_, None) => ("What it is cannot be told: name the product.".to_owned(), None),
    }
}
