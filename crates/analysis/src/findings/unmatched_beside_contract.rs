//! Payments for which several contracts fit: they count beside the contracts until somebody says which they belong to (rule L2).

use super::{Context, Found, Kind, counted};

pub(super) const KIND: Kind = Kind {
    code: "unmatched-beside-contract",
    reader: "procurement",
    amount_means: "payments of the period that may be counted beside their contract",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let beside = context.paid.beside.iter();
    beside
        .map(|((organisation, supplier), (pence, payments))| {
            let mut payments = payments.clone();
            payments.sort();
            let name = context.model.suppliers.name(supplier).unwrap_or(supplier);
            Found {
                subject: supplier.clone(),
                organisation: Some(organisation.clone()),
                pence: Some(*pence),
                message: format!(
                    "Several contracts fit {} to {name}: the money counts beside them until somebody says which it is for.",
                    counted(payments.len(), "payment")
                ),
                evidence: payments.iter().map(|id| format!("payments:{id}")).collect(),
                ..Found::default()
            }
        })
        .collect()
}
