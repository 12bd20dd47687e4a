//! An amount in a currency for which no rate is known on its day: it stands outside every sum.

use super::{Context, Found, Kind};

pub(super) const KIND: Kind =
    Kind { code: "no-exchange-rate", reader: "it", amount_means: "no amount: it is in another currency" };

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let found = context.ledger.no_rate.iter();
    found
        .map(|amount| Found {
            subject: amount.id.clone(),
            organisation: Some(amount.organisation.clone()).filter(|id| !id.is_empty()),
            message: format!("{} is outside every sum: no exchange rate is known on or before its day.", amount.words),
            evidence: vec![format!("{}:{}", amount.table, amount.id)],
            ..Found::default()
        })
        .collect()
}
