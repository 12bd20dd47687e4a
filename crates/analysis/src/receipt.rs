//! The money receipt: where every pound received went (rule L29).

use audit::MoneyReceipt;
use std::collections::BTreeMap;

/// The bucket a pound falls into: the first that fits, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bucket {
    SetAside,
    RollUp,
    Recharge,
    OtherPeriod,
    CrossCheck,
    NotIct,
    Unclear,
    Capital,
    Change,
    Counted,
}

/// Sums by source, table and bucket, in pence.
#[derive(Debug, Default)]
pub(crate) struct Book {
    sums: BTreeMap<(String, &'static str), BTreeMap<Bucket, i128>>,
}

impl Book {
    pub(crate) fn add(&mut self, source: &str, table: estate::Table, bucket: Bucket, pence: i64) {
        let row = self.sums.entry((source.to_owned(), table.name())).or_default();
        *row.entry(bucket).or_insert(0) += i128::from(pence);
    }

    /// Opens a row, so that a source without money is seen to have none.
    pub(crate) fn open(&mut self, source: &str, table: estate::Table) {
        self.sums.entry((source.to_owned(), table.name())).or_default();
    }

    /// The sum of a bucket over the estate.
    pub(crate) fn total(&self, bucket: Bucket) -> i128 {
        self.sums.values().filter_map(|row| row.get(&bucket)).sum()
    }

    /// Did no record state an amount?
    pub(crate) fn is_empty(&self) -> bool {
        self.sums.values().flatten().all(|(_, pence)| *pence == 0)
    }

    /// Is there an amount in any bucket but other period and set aside? (Rule L30.)
    pub(crate) fn holds_money(&self) -> bool {
        let elsewhere = |bucket: &Bucket| matches!(bucket, Bucket::OtherPeriod | Bucket::SetAside);
        self.sums.values().flatten().any(|(bucket, pence)| *pence != 0 && !elsewhere(bucket))
    }

    /// The rows, by source and table. `None` if a sum does not fit.
    pub(crate) fn rows(&self) -> Option<Vec<MoneyReceipt>> {
        self.sums
            .iter()
            .map(|((source, table), row)| {
                let sum = |bucket| i64::try_from(row.get(&bucket).copied().unwrap_or(0)).ok();
                Some(MoneyReceipt {
                    source: source.clone(),
                    table: (*table).to_owned(),
                    received_pence: i64::try_from(row.values().sum::<i128>()).ok()?,
                    set_aside_pence: sum(Bucket::SetAside)?,
                    roll_up_pence: sum(Bucket::RollUp)?,
                    recharge_pence: sum(Bucket::Recharge)?,
                    other_period_pence: sum(Bucket::OtherPeriod)?,
                    cross_check_pence: sum(Bucket::CrossCheck)?,
                    not_ict_pence: sum(Bucket::NotIct)?,
                    unclear_pence: sum(Bucket::Unclear)?,
                    capital_pence: sum(Bucket::Capital)?,
                    change_pence: sum(Bucket::Change)?,
                    counted_pence: sum(Bucket::Counted)?,
                })
            })
            .collect()
    }
}
