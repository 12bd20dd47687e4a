//! A price a unit well above what other contracts pay for the same product by the same metric. How far above, and beside how many, is
//! data: `config/procurement.toml`. Prices with and without tax are not compared.

use super::{Context, Found, Kind};
use crate::entitled::{UnitPrice, number, unit_prices};
use estate::ContractKind::{Licence, Subscription};
use estate::{Exact, round_half_away};
use std::collections::BTreeSet;

pub(super) const KIND: Kind = Kind {
    code: "price-above-peers",
    reader: "procurement",
    amount_means: "a year of what it costs above the median of the others, for its own quantity",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let Some(rule) = context.rules.procurement.peers else { return Vec::new() };
    let limit = Exact::new((100 + rule.above_per_cent).into(), 100.into());
    let mut found = Vec::new();
    for alike in unit_prices(context).into_values() {
        for price in &alike {
            let others: Vec<&UnitPrice> = alike.iter().filter(|other| other.contract != price.contract).collect();
            let Some(median) = median(&others).filter(|_| others.len() >= rule.least) else { continue };
            if price.pence <= &median * &limit {
                continue;
            }
            let held = &context.model.contracts[price.contract];
            let mut about = Found::about(held);
            let ids = others.iter().map(|other| &context.model.contracts[other.contract].record.id);
            about.evidence.extend(ids.map(|id| format!("contracts:{id}")));
            about.pence = round_half_away(&((&price.pence - &median) * &price.quantity));
            about.due = context.act_by(price.contract);
            let money = |pence: &Exact| round_half_away(pence).map_or_else(String::new, |pence| context.money(pence));
            about.message = format!(
                "{} pays {} a year for each of {} {} of {}; {} other contracts pay {} in the middle.",
                context.named(held),
                money(&price.pence),
                number(&price.quantity),
                price.metric,
                price.product,
                others.len(),
                money(&median)
            );
            found.push(about);
        }
    }
    found
}

fn median(prices: &[&UnitPrice]) -> Option<Exact> {
    let mut sorted: Vec<&Exact> = prices.iter().map(|price| &price.pence).collect();
    sorted.sort();
    let (lower, upper) = (sorted.get(sorted.len().saturating_sub(1) / 2)?, sorted.get(sorted.len() / 2)?);
    Some((*lower + *upper) / Exact::from_integer(2.into()))
}

/// Contracts for licences and subscriptions without a row that says how many of what they are for.
pub(super) fn lacking(context: &Context<'_>) -> Vec<&'static str> {
    let counted: BTreeSet<usize> =
        context.model.entitlements.iter().filter_map(|row| context.model.contract(&row.contract)).collect();
    let licences = context.deciding().filter(|(held, _)| matches!(held.record.kind, Some(Licence | Subscription)));
    licences
        .filter(|(_, dated)| !counted.contains(&dated.contract))
        .map(|_| "entitlements: how many of which product")
        .collect()
}
