//! Which contract a payment belongs to, and what a contract costs a year: plainly, over the rows.

use super::{Tables, terms};
use estate::tables::{Contract, Payment};
use estate::{Date, PricePer, Scope, add_months};
use std::collections::{BTreeMap, BTreeSet};

/// Contracts by what a payment may say of them.
pub(crate) struct Matcher<'t> {
    pub(crate) ids: BTreeMap<&'t str, &'t Contract>,
    references: BTreeMap<(&'t str, &'t str), Vec<&'t Contract>>,
    /// Priced ICT contracts in force, by payer and supplier; ceilings, totals and those paid once left out.
    suppliers: BTreeMap<(&'t str, &'t str), Vec<&'t Contract>>,
}

impl<'t> Matcher<'t> {
    pub(crate) fn new(tables: &'t Tables, as_of: Date) -> Self {
        let ids = tables.contracts.iter().map(|contract| (contract.id.as_str(), contract)).collect();
        let parents: BTreeSet<&str> =
            tables.contracts.iter().filter_map(|contract| contract.parent.as_deref()).collect();
        let mut matcher = Matcher { ids, references: BTreeMap::new(), suppliers: BTreeMap::new() };
        for contract in &tables.contracts {
            let payer = contract.organisation.as_str();
            let reference = contract.reference.as_deref().unwrap();
            matcher.references.entry((payer, reference)).or_default().push(contract);
            let sums_up = contract.regime.as_deref() == Some("framework") || parents.contains(contract.id.as_str());
            let priced = contract.scope == Some(Scope::Ict) && year(contract).is_some();
            if priced && !sums_up && terms::in_force(contract, as_of) {
                matcher.suppliers.entry((payer, &contract.supplier)).or_default().push(contract);
            }
        }
        matcher
    }

    /// The contract that a payment is matched to, or how many it may belong to.
    pub(crate) fn of(&self, payment: &Payment) -> Result<&'t Contract, usize> {
        if let Some(contract) = payment.contract.as_deref().and_then(|id| self.ids.get(id)) {
            return Ok(contract);
        }
        let payer = payment.organisation.as_str();
        let text = payment.description.as_deref().unwrap_or_default();
        let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        let quoted: Vec<_> = words.iter().filter_map(|word| self.references.get(&(payer, word))).flatten().collect();
        if let [one] = quoted[..] {
            return Ok(one);
        }
        let candidates = self.suppliers.get(&(payer, payment.supplier.as_deref().unwrap_or_default()));
        match candidates.map(Vec::as_slice) {
            Some([one]) => Ok(one),
            several => Err(quoted.len().max(several.map_or(0, <[_]>::len))),
        }
    }
}

/// Hundredths a year, where the price is known and not paid once.
pub(crate) fn year(contract: &Contract) -> Option<i64> {
    let price = contract.price_amount.known()?.0;
    match contract.price_per? {
        PricePer::Year => Some(price),
        PricePer::Month => Some(price * 12),
        PricePer::Quarter => Some(price * 4),
        PricePer::UnitYear => Some(price * contract.units?.to_string().parse::<i64>().unwrap()),
        PricePer::Term => {
            let starts = contract.starts_on.day()?;
            let after = match contract.ends_on.day() {
                Some(last) => last.tomorrow().unwrap(),
                None => add_months(starts, contract.initial_term.as_deref()?.strip_suffix(" months")?.parse().unwrap()),
            };
            let months = (1..200).find(|months| add_months(starts, *months) == after).expect("whole months");
            Some(price * 12 / months)
        }
        PricePer::OneOff | PricePer::Unknown => None,
    }
}
