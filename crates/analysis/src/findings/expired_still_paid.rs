//! Payments under a contract more than 92 days after its last day.

use super::{Context, Found, Kind, counted};

pub(super) const KIND: Kind = Kind {
    code: "expired-still-paid",
    reader: "procurement",
    amount_means: "paid in the period, later than 92 days after the contract's end",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let lapsed = context.paid.lapsed.iter();
    lapsed
        .map(|(contract, (pence, payments))| {
            let held = &context.model.contracts[*contract];
            let mut payments = payments.clone();
            payments.sort();
            let mut evidence = vec![format!("contracts:{}", held.record.id)];
            evidence.extend(payments.iter().map(|id| format!("payments:{id}")));
            let ended = context.ledger.contracts[*contract].force.to;
            Found {
                pence: Some(*pence),
                message: format!(
                    "{} ended on {ended} and was paid later still ({}).",
                    context.named(held),
                    counted(payments.len(), "payment")
                ),
                evidence,
                ..Found::about(held)
            }
        })
        .collect()
}
