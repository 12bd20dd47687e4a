//! From the amount a record states to exact pence in the audit's currency: value added tax first, then the exchange rate.

use crate::rules::Rules;
use estate::tables::{Organisation, Rate};
use estate::{Amount, Currency, Date, Decimal, Exact, Vat};
use num_traits::Zero;
use std::collections::BTreeMap;

/// Exchange rates and tax rates, ready to ask.
pub(crate) struct Exchange {
    currency: Currency,
    rates: BTreeMap<(Currency, Currency), Vec<(Date, Decimal)>>,
    vat_rates: Vec<(Date, Decimal)>,
}

/// An amount on its way to pence.
#[derive(Debug, Clone)]
pub(crate) struct Converted {
    /// Exact pence.
    pub(crate) pence: Exact,
    /// What the record stated, where it was in another currency, and the rate used.
    pub(crate) original: Option<(Amount, Currency, Decimal)>,
}

impl Exchange {
    pub(crate) fn new(rules: &Rules<'_>, rows: Vec<Rate>) -> Exchange {
        let mut rates: BTreeMap<(Currency, Currency), Vec<(Date, Decimal)>> = BTreeMap::new();
        for row in rows {
            if !row.rate.is_zero() && !row.rate.is_negative() {
                rates.entry((row.from, row.to)).or_default().push((row.on, row.rate));
            }
        }
        // Two rates of one day: the smaller, so that the order of rows decides nothing.
        rates.values_mut().for_each(|rates| {
            rates.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.exact().cmp(&a.1.exact())));
        });
        Exchange { currency: rules.currency, rates, vat_rates: rules.vat_rates.clone() }
    }

    /// Hundredths of `currency` on `day`, as exact pence. `None` if no rate is known (rule L18).
    pub(crate) fn convert(&self, amount: Amount, currency: Option<Currency>, day: Date) -> Option<Converted> {
        let currency = currency.unwrap_or(self.currency);
        let minor = Exact::from_integer(amount.0.into());
        if currency == self.currency {
            return Some(Converted { pence: minor, original: None });
        }
        let (rate, decimal) = self.rate(currency, day)?;
        Some(Converted { pence: minor * rate, original: Some((amount, currency, decimal)) })
    }

    /// Units of the audit's currency for one of `currency`: the latest rate on or before the day; the inverse pair only if it is newer.
    pub(crate) fn rate(&self, currency: Currency, day: Date) -> Option<(Exact, Decimal)> {
        let latest = |from, to| {
            let rates = self.rates.get(&(from, to))?;
            rates.get(rates.partition_point(|(on, _)| *on <= day).checked_sub(1)?).copied()
        };
        let (straight, inverse) = (latest(currency, self.currency), latest(self.currency, currency));
        match (straight, inverse) {
            (Some((on, rate)), Some((newer, _))) if newer <= on => Some((rate.exact(), rate)),
            (_, Some((_, rate))) if !rate.is_zero() => Some((rate.exact().recip(), rate)),
            (Some((_, rate)), _) => Some((rate.exact(), rate)),
            _ => None,
        }
    }

    /// The amount without tax that the body recovers (rule L19): only where the record says that tax is in it.
    pub(crate) fn net(&self, pence: Exact, vat: Vat, body: Option<&Organisation>, day: Date) -> Exact {
        let Vat::Gross(stated) = vat else { return pence };
        if body.and_then(|body| body.vat_recovered) != Some(true) {
            return pence;
        }
        let standard = self.vat_rates.iter().rev().find(|(from, _)| *from <= day).map(|(_, rate)| *rate);
        let per_cent = stated.or(standard).map_or_else(Exact::zero, Decimal::exact);
        let hundred = Exact::from_integer(100.into());
        pence * &hundred / (&hundred + per_cent)
    }
}
