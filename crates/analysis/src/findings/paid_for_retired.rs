//! Money that lands on an asset that is retired or missing.

use super::{Context, Found, Kind};
use estate::Waste;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const KIND: Kind = Kind {
    code: "paid-for-retired",
    reader: "cio",
    amount_means: "cost of the period that lands on it after it was retired",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let mut by_asset: BTreeMap<usize, (i64, BTreeSet<String>)> = BTreeMap::new();
    for line in context.ledger.lines.iter().filter(|line| line.waste == Some(Waste::OnRetiredOrMissing)) {
        let Some(asset) = line.asset else { continue };
        let origin = &context.ledger.origins[line.origin];
        let (pence, evidence) = by_asset.entry(asset).or_default();
        *pence += line.pence;
        evidence.insert(format!("{}:{}", origin.table, origin.id));
    }
    by_asset
        .into_iter()
        .map(|(asset, (pence, evidence))| {
            let record = &context.model.assets[asset].record;
            Found {
                subject: record.id.clone(),
                organisation: Some(record.organisation.clone()),
                owner: record.owner.clone(),
                pence: Some(pence),
                message: format!("{} is no longer in use and still costs money.", record.name),
                evidence: std::iter::once(format!("assets:{}", record.id)).chain(evidence).collect(),
                ..Found::default()
            }
        })
        .collect()
}
