//! Cloud bills that break FOCUS's own rules: a purchase ahead of its use carries no effective cost, and over its term the effective cost
//! of a commitment is what was billed for it (FOCUS 1.2, `EffectiveCost`). Otherwise run cost would count it twice, or not at all.

use super::{Context, Found, Kind};
use crate::payments::Bill;

pub(super) const KIND: Kind = Kind {
    code: "bill-does-not-add-up",
    reader: "it",
    amount_means: "how far the amounts spread over use are from what was billed for the commitment",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for ((organisation, commitment), bill) in &context.paid.bills {
        let Some((pence, why)) = wrong(context, bill) else { continue };
        found.push(Found {
            subject: commitment.clone(),
            organisation: Some(organisation.clone()),
            pence: Some(pence),
            message: format!("The bill of the commitment {commitment} does not add up: {why}."),
            evidence: bill.payments.iter().map(|id| format!("payments:{id}")).collect(),
            ..Found::default()
        });
    }
    found
}

/// What is wrong, if the lines let us say: use and purchase are compared only where the lines of use reach over the whole term bought,
/// and a penny a line may have been lost to rounding.
fn wrong(context: &Context<'_>, bill: &Bill) -> Option<(i64, String)> {
    let carried = bill.used + bill.unused;
    if bill.spread_on_purchase != 0 && carried != 0 {
        let why =
            format!("its purchase counts {} which its use carries as well", context.money(bill.spread_on_purchase));
        return Some((bill.spread_on_purchase, why));
    }
    let (bought, used) = bill.bought_for.zip(bill.used_on)?;
    let off = carried - bill.bought;
    let slack = i64::try_from(bill.payments.len()).unwrap_or(i64::MAX);
    if used.from > bought.from || used.to < bought.to || off.abs() <= slack {
        return None;
    }
    let why = format!("{} was billed, and its use carries {}", context.money(bill.bought), context.money(carried));
    Some((off, why))
}
