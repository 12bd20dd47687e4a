//! A contract for maintenance or support of an asset that an earlier one already covers.

use super::{Context, Found, Kind, counted};
use estate::{Table, Waste};
use std::collections::BTreeMap;

pub(super) const KIND: Kind = Kind {
    code: "duplicate-cover",
    reader: "procurement",
    amount_means: "cost of the later contract that lands on assets already covered",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let mut by_contract: BTreeMap<usize, (i64, Vec<usize>)> = BTreeMap::new();
    for line in context.ledger.lines.iter().filter(|line| line.waste == Some(Waste::DuplicateCover)) {
        let origin = &context.ledger.origins[line.origin];
        let contract = context.model.contract(&origin.id).filter(|_| origin.table == Table::Contracts);
        let Some((contract, asset)) = contract.zip(line.asset) else { continue };
        let (pence, assets) = by_contract.entry(contract).or_default();
        *pence += line.pence;
        if !assets.contains(&asset) {
            assets.push(asset);
        }
    }
    by_contract
        .into_iter()
        .map(|(contract, (pence, mut assets))| {
            let held = &context.model.contracts[contract];
            assets.sort_unstable();
            let mut evidence = vec![format!("contracts:{}", held.record.id)];
            evidence.extend(assets.iter().map(|asset| format!("assets:{}", context.model.assets[*asset].record.id)));
            Found {
                pence: Some(pence),
                message: format!(
                    "{} covers {} that an earlier contract for maintenance or support covers too.",
                    context.named(held),
                    counted(assets.len(), "asset")
                ),
                evidence,
                ..Found::about(held)
            }
        })
        .collect()
}
