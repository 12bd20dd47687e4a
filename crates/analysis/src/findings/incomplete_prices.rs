//! Days in force on which no price is known: the contract's cost is short by them.

use super::{Context, Found, Kind};

pub(super) const KIND: Kind =
    Kind { code: "incomplete-prices", reader: "procurement", amount_means: "no amount: the missing price is unknown" };

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let contracts = context.model.contracts.iter().zip(&context.ledger.contracts);
    contracts
        .filter(|(_, facts)| !facts.incomplete.is_empty())
        .map(|(held, facts)| {
            let days = facts.incomplete.iter().map(|days| match days.count() {
                1 => days.from.to_string(),
                _ => format!("{} to {}", days.from, days.to),
            });
            let missing = days.collect::<Vec<_>>().join(", ");
            Found {
                message: format!("The prices of {} are incomplete: {missing} missing.", context.named(held)),
                ..Found::about(held)
            }
        })
        .collect()
}
