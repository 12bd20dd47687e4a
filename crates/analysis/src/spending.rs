//! What ledgers say they were spent on: every pound received of payments, by body, source, year, scope and nature.

use classification::Nature;
use estate::tables::{Payment, SpendingRow};
use estate::{ContractKind, FinancialYear, Scope};
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    organisation: String,
    source: String,
    period: String,
    scope: &'static str,
    nature: &'static str,
}

/// Sums of payments received, in pence, with how many lines they are of.
#[derive(Debug, Default)]
pub(crate) struct Spending {
    sums: BTreeMap<Key, (i128, i64)>,
}

impl Spending {
    /// A payment, whatever becomes of it.
    pub(crate) fn add(&mut self, payment: &Payment, source: &str, scope: Scope, nature: Option<Nature>, pence: i64) {
        self.put(
            Key {
                organisation: payment.organisation.clone(),
                source: source.to_owned(),
                period: FinancialYear::of(payment.period_from.unwrap_or(payment.paid_on)).to_string(),
                scope: scope.word(),
                nature: nature.filter(|_| scope == Scope::Ict).map_or("", Nature::word),
            },
            pence,
        );
    }

    /// A row that could not be used, and says what it was about.
    pub(crate) fn set_aside(&mut self, source: &str, pence: i64) {
        let (organisation, period) = (String::new(), String::new());
        self.put(Key { organisation, source: source.to_owned(), period, scope: "set-aside", nature: "" }, pence);
    }

    fn put(&mut self, key: Key, pence: i64) {
        let (sum, lines) = self.sums.entry(key).or_default();
        *sum += i128::from(pence);
        *lines += 1;
    }

    /// The rows, in order. `None` if a sum does not fit.
    pub(crate) fn rows(self) -> Option<Vec<SpendingRow>> {
        let row = |(key, (pence, lines)): (Key, (i128, i64))| {
            Some(SpendingRow {
                organisation: key.organisation,
                source: key.source,
                period: key.period,
                scope: key.scope.to_owned(),
                nature: key.nature.to_owned(),
                pence: i64::try_from(pence).ok()?,
                lines,
            })
        };
        self.sums.into_iter().map(row).collect()
    }
}

/// What a contract of this kind buys, for payments whose own words do not say.
pub(crate) fn nature_of(kind: ContractKind) -> Option<Nature> {
    match kind {
        ContractKind::Maintenance | ContractKind::Support | ContractKind::ManagedService => Some(Nature::Maintenance),
        ContractKind::Licence | ContractKind::Subscription => Some(Nature::Licence),
        ContractKind::Hosting => Some(Nature::Hosting),
        ContractKind::Telecoms => Some(Nature::Telecoms),
        ContractKind::Lease => Some(Nature::Purchase),
        ContractKind::Other => None,
    }
}
