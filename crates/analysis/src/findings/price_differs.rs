//! What was paid under a contract differs from its price (rule L32): judged by days over the part of the 12 months inside its present
//! term. A payment counts with the days of its service that lie there, else whole if it was paid there; counting a bill in advance by its
//! first day alone would accuse every bill that straddles an end of that part.

use super::{Context, Found, Kind};
use crate::period::Days;
use estate::{Amount, Currency, Exact, PricePer, add_months, round_half_away};
use num_traits::{Signed, ToPrimitive};

pub(super) const KIND: Kind = Kind {
    code: "price-differs",
    reader: "procurement",
    amount_means: "paid less the contract's price, over the days that can be compared",
};

/// Rates of value added tax in per cent that a ratio of paid to priced is compared with: the UK's standard rates since 1991.
const TAX: &[i64] = &[20, 15];

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let as_of = context.model.period.as_of;
    let mut found = Vec::new();
    for (contract, payments) in &context.paid.paid {
        let held = &context.model.contracts[*contract];
        let facts = &context.ledger.contracts[*contract];
        let term = renewals::term_on(&held.record, as_of);
        let from = term.and_then(|term| term.from).unwrap_or(facts.force.from);
        let year = Days::new(add_months(as_of, -12).tomorrow().unwrap_or(as_of), as_of);
        let part = Days::new(from.max(facts.force.from), as_of.min(facts.force.to)).zip(year);
        let Some(part) = part.and_then(|(part, year)| part.within(year)) else { continue };
        let pricing = context.ledger.pricing(held);
        let Some(priced) = pricing.over(part).and_then(|pence| round_half_away(&pence)) else { continue };
        let (mut paid, mut count) = (Exact::from_integer(0.into()), 0);
        for (days, pence) in payments {
            let Some(inside) = days.within(part) else { continue };
            count += 1;
            paid += Exact::from_integer((*pence).into()) * Exact::new(inside.count().into(), days.count().into());
        }
        let Some(paid) = round_half_away(&paid) else { continue };
        let difference = paid - priced;
        // A year or a term paid at once is compared with its whole price, not with the days of it so far.
        let whole = matches!(held.record.price_per, Some(PricePer::Year | PricePer::Term)) && count == 1;
        let whole_price = held.record.price_amount.known().map_or(0, |amount| amount.0);
        if count == 0 || within(difference, priced) || whole && within(paid - whole_price, whole_price) {
            continue;
        }
        let tax = TAX.iter().find(|rate| is_ratio(paid, priced, **rate));
        let currency = context.rules.currency;
        let unit = if currency == Currency::GBP { "£".to_owned() } else { format!("{currency} ") };
        let why = tax.map_or(String::new(), |rate| format!(" The ratio is that of value added tax at {rate} %."));
        found.push(Found {
            pence: Some(difference),
            message: format!(
                "{}: {unit}{} was paid from {} to {} where its price comes to {unit}{}.{why}",
                context.named(held),
                Amount(paid),
                part.from,
                part.to,
                Amount(priced)
            ),
            ..Found::about(held)
        });
    }
    found
}

/// No further apart than £1 or 5 %.
fn within(difference: i64, price: i64) -> bool {
    let allowed = Exact::new((price.abs()).into(), 20.into()).max(Exact::from_integer(100.into()));
    Exact::from_integer(difference.into()).abs() <= allowed
}

/// Is `paid` the price with this tax on top, to half a per cent?
fn is_ratio(paid: i64, priced: i64, per_cent: i64) -> bool {
    let ratio = (priced != 0).then(|| Exact::new((i128::from(paid) * 1000).into(), priced.into()));
    ratio
        .and_then(|ratio| ratio.round().to_integer().to_i64())
        .is_some_and(|ratio| (ratio - 1000 - per_cent * 10).abs() <= 5)
}
