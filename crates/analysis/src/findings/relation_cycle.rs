//! A circle of assets that use each other. If nothing else uses any of them, their money cannot be carried to a service.

use super::{Context, Found, Kind, counted};
use crate::shares::End;
use estate::NoServiceReason;
use std::collections::BTreeMap;

pub(super) const KIND: Kind = Kind {
    code: "relation-cycle",
    reader: "it",
    amount_means: "cost of the period that cannot be carried to a service",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut stuck: BTreeMap<usize, i64> = BTreeMap::new();
    for line in &context.ledger.lines {
        if let Some(asset) = line.asset.filter(|_| line.end == End::Nowhere(NoServiceReason::Unallocatable)) {
            *stuck.entry(asset).or_insert(0) += line.pence;
        }
    }
    for (assets, solved) in &context.shares.circles {
        let Some(first) = assets.first().map(|asset| &context.model.assets[*asset].record) else { continue };
        let pence = assets.iter().filter_map(|asset| stuck.get(asset)).sum();
        let message = if *solved {
            format!("{} use each other in a circle; their cost is shared out exactly.", counted(assets.len(), "asset"))
        } else {
            format!("{} use only each other; their cost reaches no service.", counted(assets.len(), "asset"))
        };
        found.push(Found {
            subject: first.id.clone(),
            organisation: Some(first.organisation.clone()),
            owner: first.owner.clone(),
            pence: Some(if *solved { 0 } else { pence }),
            message,
            evidence: assets.iter().map(|asset| format!("assets:{}", context.model.assets[*asset].record.id)).collect(),
            ..Found::default()
        });
    }
    found
}
