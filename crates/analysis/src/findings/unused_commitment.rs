//! Commitments of cloud bills that were paid for and not used, by FOCUS's own mark.

use super::{Context, Found, Kind};

pub(super) const KIND: Kind = Kind {
    code: "unused-commitment",
    reader: "cio",
    amount_means: "what was paid for and not used, over all lines that were read",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let unused = context.paid.bills.iter().filter(|(_, bill)| bill.unused > 0);
    unused
        .map(|((organisation, commitment), bill)| {
            let whole = bill.used + bill.unused;
            let tenths = if whole > 0 {
                (i128::from(bill.unused) * 1_000 + i128::from(whole) / 2) / i128::from(whole)
            } else {
                0
            };
            Found {
                subject: commitment.clone(),
                organisation: Some(organisation.clone()),
                pence: Some(bill.unused),
                message: format!(
                    "Of the commitment {commitment}, {} were paid for and not used ({}.{} % of it).",
                    context.money(bill.unused),
                    tenths / 10,
                    tenths % 10
                ),
                evidence: bill.payments.iter().map(|id| format!("payments:{id}")).collect(),
                ..Found::default()
            }
        })
        .collect()
}
