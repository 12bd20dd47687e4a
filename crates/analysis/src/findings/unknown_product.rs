//! A product that the catalogue does not know, with the run cost that waits for it: the worklist.

use super::{Context, Found, Kind, counted};
use estate::{UnknownReason, Verdict};
use std::collections::BTreeMap;

pub(super) const KIND: Kind =
    Kind { code: "unknown-product", reader: "it", amount_means: "run cost of the period whose verdict waits for it" };

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let unread =
        |asset: usize| context.judged.of_asset(asset) == (Verdict::Unknown, Some(UnknownReason::NotInCatalogue));
    let mut products: BTreeMap<String, (i64, Vec<usize>)> = BTreeMap::new();
    for (asset, held) in context.model.assets.iter().enumerate().filter(|(asset, _)| unread(*asset)) {
        let record = &held.record;
        let words = [&record.vendor, &record.product, &record.version];
        let words: Vec<&str> = words.into_iter().flatten().map(String::as_str).collect();
        let words = if record.product.is_some() { words.join(" ") } else { record.model.clone().unwrap_or_default() };
        let (sum, assets) = products.entry(words).or_default();
        *sum += context.asset_pence[asset];
        assets.push(asset);
    }
    products
        .into_iter()
        .map(|(words, (pence, assets))| Found {
            message: format!(
                "`{words}` is not in the catalogue; {} wait{} for it.",
                counted(assets.len(), "asset"),
                if assets.len() == 1 { "s" } else { "" }
            ),
            subject: words,
            pence: Some(pence),
            evidence: assets.iter().map(|asset| format!("assets:{}", context.model.assets[*asset].record.id)).collect(),
            ..Found::default()
        })
        .collect()
}
