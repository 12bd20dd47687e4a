//! Ledger lines. The first few are planted; then every contract in turn has a group of lines: those paid under it,
//! and as many as half again that no contract stands behind.

use crate::Plan;
use crate::bodies::Body;
use crate::contracts;
use crate::contracts::agreement::{Agreement, Due, LINES, Quotes};
use crate::draw::{Draw, Topic};
use crate::planted;
use crate::spending;
use estate::tables::Payment;
use estate::{Amount, ContractKind, Currency, Vat};

/// Lines in a group.
const GROUP: u64 = 54;

/// Its id.
pub(crate) fn id(body: Body, index: u64) -> String {
    format!("{}:P{index:08}", body.ledger())
}

/// Index of the line at this place, latest first, of those paid under a contract.
pub(crate) fn line_of(contract: u64, place: u64) -> u64 {
    planted::payments::COUNT + contract * GROUP + place
}

/// Does the ledger hold all lines that are paid under this contract? If not, it holds none.
pub(crate) fn holds_all_of(plan: &Plan, contract: u64) -> bool {
    contract < plan.size.contracts && line_of(contract, LINES) <= plan.size.payments
}

/// Every payment, as its ledger gives it.
pub(crate) fn each(plan: &Plan, keep: &mut dyn FnMut(&Payment, u64)) {
    let mut present: Option<Agreement> = None;
    for index in 0..plan.size.payments {
        if let Some(payment) = planted::payments::payment(plan, index) {
            keep(&payment, index);
            continue;
        }
        let after = index.saturating_sub(planted::payments::COUNT);
        let (contract, place) = (after / GROUP, after % GROUP);
        let under = index >= planted::payments::COUNT && place < LINES && holds_all_of(plan, contract);
        if under && present.as_ref().is_none_or(|agreement| agreement.index != contract) {
            present = Some(contracts::agreement(plan, contract));
        }
        let due =
            present.as_ref().filter(|_| under).and_then(|agreement| Some((agreement, agreement.due(plan, place)?)));
        match due {
            Some((agreement, due)) => keep(&line(plan, index, agreement, &due), index),
            None => keep(&spending::payment(plan, index), index),
        }
    }
}

/// A line paid under a contract.
fn line(plan: &Plan, index: u64, agreement: &Agreement, due: &Due) -> Payment {
    let mut draw = Draw::new(plan.seed, Topic::Line, index);
    let (contract, body) = (&agreement.contract, agreement.body);
    let quotes = agreement.paying.as_ref().map_or(Quotes::Id, |paying| paying.quotes);
    let title = contract.title.as_deref().unwrap_or_default();
    let words = match quotes {
        Quotes::Reference => {
            let reference = contract.reference.as_deref().unwrap_or_default();
            match draw.below(3) {
                0 => format!("{title} - ref {reference}"),
                1 => format!("{reference} {}", title.to_uppercase()),
                _ => format!("Inv {} / {reference}", 20_000 + draw.below(70_000)),
            }
        }
        Quotes::Id | Quotes::SupplierAlone => match draw.below(3) {
            0 => title.to_uppercase(),
            1 => format!("Inv {} {title}", 20_000 + draw.below(70_000)),
            _ => title.to_owned(),
        },
    };
    Payment {
        period_from: due.service.map(|(from, _)| from),
        period_to: due.service.map(|(_, to)| to),
        supplier: Some(contract.supplier.clone()),
        currency: contract.price_currency.filter(|currency| *currency != Currency::GBP || draw.chance(50)),
        vat: agreement.paying.as_ref().map_or(Vat::Unknown, |paying| paying.vat),
        category: contract.kind.map(|kind| category(kind).to_owned()),
        description: Some(words),
        cost_centre: Some(format!("{}-{}", body.id(), 4100 + draw.below(12) * 10)),
        contract: (quotes == Quotes::Id).then(|| contract.id.clone()),
        commitment: draw.chance(25).then(|| format!("PO{:06}", 310_000 + index % 90_000)),
        ..spending::bare(index, body, due.paid_on, Amount(due.amount))
    }
}

fn category(kind: ContractKind) -> &'static str {
    match kind {
        ContractKind::Maintenance | ContractKind::Support => "ICT maintenance and support",
        ContractKind::Licence | ContractKind::Subscription => "Software licences",
        ContractKind::Hosting => "ICT hosting",
        ContractKind::Lease => "ICT equipment leases",
        ContractKind::Telecoms => "Telephony and data lines",
        ContractKind::ManagedService => "ICT managed services",
        ContractKind::Other => "Contracted services",
    }
}
