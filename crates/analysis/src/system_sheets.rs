//! What each system costs and why: its run cost by class, supplier and contract, and what it rests on.

use crate::ledger::Ledger;
use crate::releases::Runs;
use crate::shares::End;
use crate::splits::age_months;
use audit::{ClassPence, ContractPence, RestsOn, SupplierPence, SystemSheet, SystemView};
use std::collections::{BTreeMap, BTreeSet};

/// Run cost that ends in one system, in the making.
#[derive(Debug, Default)]
struct Costs<'a> {
    classes: BTreeMap<&'a str, i64>,
    suppliers: BTreeMap<Option<&'a str>, i64>,
    contracts: BTreeMap<Option<&'a str>, i64>,
    landed: BTreeMap<usize, i64>,
    /// Pence × months, and the pence that have months.
    aged: (i128, i64),
}

/// A sheet a system, in the order of the views.
pub(crate) fn system_sheets(
    ledger: &Ledger<'_>,
    views: &[SystemView],
    rest_on: &[BTreeSet<usize>],
    runs: &[Runs],
) -> Vec<SystemSheet> {
    let model = ledger.model;
    let mut all: BTreeMap<usize, Costs<'_>> = BTreeMap::new();
    for line in &ledger.lines {
        let origin = &ledger.origins[line.origin];
        let End::System(system) = line.end else { continue };
        if !origin.is_run_cost() {
            continue;
        }
        let costs = all.entry(system).or_default();
        *costs.classes.entry(origin.class.word()).or_default() += line.pence;
        *costs.suppliers.entry(origin.supplier.as_deref()).or_default() += line.pence;
        *costs.contracts.entry(origin.contract.as_deref()).or_default() += line.pence;
        let Some(asset) = line.asset else { continue };
        *costs.landed.entry(asset).or_default() += line.pence;
        if let Some(months) = age_months(model, asset) {
            costs.aged.0 += i128::from(line.pence) * i128::from(months);
            costs.aged.1 += line.pence;
        }
    }
    let sheet = |(view, rest_on): (&SystemView, &BTreeSet<usize>)| {
        let place = model.asset(&view.system)?;
        let costs = all.remove(&place).unwrap_or_default();
        let record = &model.assets[place].record;
        Some(SystemSheet {
            system: view.system.clone(),
            owner: record.owner.clone(),
            criticality: record.criticality.clone(),
            rests_on: rests_on(rest_on, runs, &costs.landed),
            by_class: dearest(costs.classes, |class, pence| ClassPence { class: class.to_owned(), pence }),
            by_supplier: dearest(costs.suppliers, |supplier, pence| SupplierPence {
                supplier: supplier.map(str::to_owned),
                pence,
            }),
            by_contract: dearest(costs.contracts, |contract, pence| ContractPence {
                contract: contract.map(str::to_owned),
                pence,
            }),
            mean_age_months: mean(costs.aged.0, costs.aged.1),
            dated_pence: costs.aged.1,
        })
    };
    views.iter().zip(rest_on).filter_map(sheet).collect()
}

/// Dearest first, equal ones by key.
fn dearest<Key: Ord, Row>(sums: BTreeMap<Key, i64>, row: impl Fn(Key, i64) -> Row) -> Vec<Row> {
    let mut rows: Vec<(Key, i64)> = sums.into_iter().filter(|(_, pence)| *pence != 0).collect();
    rows.sort_by_key(|(_, pence)| std::cmp::Reverse(*pence));
    rows.into_iter().map(|(key, pence)| row(key, pence)).collect()
}

/// The mean of what pence were multiplied with, halves up; none where credits leave no pence above zero to weigh with.
fn mean(weighted: i128, pence: i64) -> Option<u64> {
    let pence = i128::from(pence);
    (pence > 0 && weighted >= 0).then(|| u64::try_from((2 * weighted + pence) / (2 * pence)).ok())?
}

/// Assets by what they run, worst verdict first.
fn rests_on(assets: &BTreeSet<usize>, runs: &[Runs], landed: &BTreeMap<usize, i64>) -> Vec<RestsOn> {
    let mut groups: BTreeMap<&Runs, (u64, i64)> = BTreeMap::new();
    for asset in assets {
        let group = groups.entry(&runs[*asset]).or_default();
        *group = (group.0 + 1, group.1 + landed.get(asset).copied().unwrap_or(0));
    }
    let row = |(runs, (assets, pence)): (&Runs, (u64, i64))| RestsOn {
        name: runs.name.clone(),
        verdict: runs.verdict.to_owned(),
        ends_on: runs.ends_on.map(|day| day.to_string()),
        assets,
        pence,
    };
    groups.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_is_weighted_by_pence_and_needs_some() {
        assert_eq!(mean(10 * 120 + 30 * 40, 40), Some(60));
        assert_eq!(mean(3, 2), Some(2), "halves go up");
        assert_eq!(mean(0, 0), None);
        assert_eq!(mean(-5, 10), None);
    }

    #[test]
    fn the_dearest_stands_first_and_nothing_is_left_out() {
        let rows = dearest(BTreeMap::from([("a", 5), ("b", 9), ("c", 5), ("d", 0)]), |key, pence| (key, pence));
        assert_eq!(rows, [("b", 9), ("a", 5), ("c", 5)]);
    }
}
