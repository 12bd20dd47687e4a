//! One supplier that several bodies know under different spellings: what they buy could be bought together.

use super::{Context, Found, Kind};
use estate::Scope;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const KIND: Kind = Kind {
    code: "joint-supplier",
    reader: "procurement",
    amount_means: "run cost of all bodies with this supplier in the period",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let suppliers = &context.model.suppliers;
    let mut known: BTreeMap<String, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
    let contracts = context.model.contracts.iter().zip(&context.ledger.contracts);
    for (held, _) in contracts.filter(|(_, facts)| facts.scope == Scope::Ict) {
        let by_body = known.entry(held.identity.clone()).or_default();
        by_body.entry(&held.record.organisation).or_default().insert(&held.record.supplier);
    }
    let mut pence: BTreeMap<String, i64> = BTreeMap::new();
    for line in &context.ledger.lines {
        let origin = &context.ledger.origins[line.origin];
        if let Some(supplier) = origin.supplier.as_deref().filter(|_| origin.is_run_cost()) {
            *pence.entry(suppliers.identity(supplier)).or_insert(0) += line.pence;
        }
    }
    let mut found = Vec::new();
    for (identity, by_body) in known {
        let spellings: BTreeSet<&str> = by_body.values().flatten().copied().collect();
        if by_body.len() < 2 || spellings.len() < 2 {
            continue;
        }
        let ids: BTreeSet<&str> = spellings.iter().map(|spelling| suppliers.id(spelling)).collect();
        let Some(subject) = ids.first() else { continue };
        let names: Vec<&str> = spellings.iter().map(|spelling| suppliers.name(spelling).unwrap_or(spelling)).collect();
        found.push(Found {
            subject: (*subject).to_owned(),
            pence: pence.get(&identity).copied(),
            message: format!(
                "{} bodies buy from one supplier under {} names: {}.",
                by_body.len(),
                names.len(),
                names.join("; ")
            ),
            evidence: ids.iter().map(|id| format!("suppliers:{id}")).collect(),
            ..Found::default()
        });
    }
    found
}
