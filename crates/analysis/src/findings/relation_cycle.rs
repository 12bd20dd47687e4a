//! A circle of assets that use each other. If nothing else uses any of them, their money cannot be carried to a service.

use super::{Context, Found, Kind, counted};
use crate::shares::End;
use estate::NoServiceReason;

pub(super) const KIND: Kind = Kind {
    code: "relation-cycle",
    reader: "it",
    amount_means: "cost of the period that cannot be carried to a service",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (assets, solved) in &context.shares.circles {
        let Some(first) = assets.first().map(|asset| &context.model.assets[*asset].record) else { continue };
        let stuck = End::Nowhere(NoServiceReason::Unallocatable);
        let lines = context.ledger.lines.iter().filter(|line| line.end == stuck);
        let pence =
            lines.filter(|line| line.asset.is_some_and(|asset| assets.contains(&asset))).map(|line| line.pence).sum();
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
