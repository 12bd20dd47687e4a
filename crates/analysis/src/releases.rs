//! What the estate runs, release by release, and what of run cost landed on it.

use crate::model::{Held, Model};
use crate::rules::Rules;
use crate::verdicts::{Judged, rank};
use audit::Release;
use estate::tables::AssetVerdict;
use estate::{Date, Verdict};
use std::collections::BTreeMap;

/// What an asset runs, by the worst of what is judged of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Runs {
    /// [`rank`] of its verdict.
    pub(crate) rank: u8,
    /// The day its support ended or ends; those without one last.
    pub(crate) undated: bool,
    pub(crate) ends_on: Option<Date>,
    pub(crate) name: String,
    pub(crate) product: Option<String>,
    pub(crate) verdict: &'static str,
}

/// What each asset runs, by its place.
pub(crate) fn what_runs(model: &Model, judged: &Judged, rules: &Rules<'_>) -> Vec<Runs> {
    let mut worst: BTreeMap<usize, &AssetVerdict> = BTreeMap::new();
    for row in &judged.rows {
        let Some(asset) = model.asset(&row.asset) else { continue };
        let key = |row: &AssetVerdict| (rank(row.verdict), row.ended_on.is_none(), row.ended_on);
        worst.entry(asset).and_modify(|known| *known = if key(row) < key(known) { row } else { known }).or_insert(row);
    }
    let held = model.assets.iter().enumerate();
    held.map(|(place, held)| runs(held, judged.of_asset(place).0, worst.get(&place).copied(), rules)).collect()
}

fn runs(held: &Held, verdict: Verdict, row: Option<&AssetVerdict>, rules: &Rules<'_>) -> Runs {
    let release = row.and_then(|row| row.release.as_deref());
    let (product, cycle) = release
        .map_or((None, ""), |release| release.split_once(' ').map_or((Some(release), ""), |(p, c)| (Some(p), c)));
    let known = product.and_then(|id| rules.catalogue.product(id));
    let name = match (product, known) {
        (_, Some(product)) => format!("{} {}", product.name, cycle.replace('-', " ")),
        (Some(id), None) => format!("{id} {cycle}"),
        (None, _) => as_recorded(held),
    };
    let ends_on = row.and_then(|row| row.ended_on);
    Runs {
        rank: rank(verdict),
        undated: ends_on.is_none(),
        ends_on,
        name: name.trim().to_owned(),
        product: product.map(str::to_owned),
        verdict: verdict.word(),
    }
}

/// How the record names what no product was recognised in: its product and version, its model, or what kind of thing it is.
fn as_recorded(held: &Held) -> String {
    let given =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let record = &held.record;
    match (given(&record.product), given(&record.version), given(&record.model)) {
        (Some(product), Some(version), _) => format!("{product} {version}"),
        (Some(product), None, _) => product,
        (None, _, Some(model)) => model,
        (None, _, None) => format!("{}, no product named", record.kind.trim()),
    }
}

/// Every release that is run, dearest first.
pub(crate) fn releases(runs: &[Runs], asset_pence: &[i64]) -> Vec<Release> {
    let mut groups: BTreeMap<&Runs, (u64, i64)> = BTreeMap::new();
    for (runs, pence) in runs.iter().zip(asset_pence) {
        let group = groups.entry(runs).or_default();
        *group = (group.0 + 1, group.1 + pence);
    }
    let mut rows: Vec<(&Runs, (u64, i64))> = groups.into_iter().collect();
    rows.sort_by(|(a, (_, less)), (b, (_, more))| more.cmp(less).then_with(|| a.cmp(b)));
    let row = |(runs, (assets, pence)): (&Runs, (u64, i64))| Release {
        product: runs.product.clone(),
        name: runs.name.clone(),
        verdict: runs.verdict.to_owned(),
        ends_on: runs.ends_on.map(|day| day.to_string()),
        assets,
        pence,
    };
    rows.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(name: &str, rank: u8) -> Runs {
        Runs { rank, undated: true, ends_on: None, name: name.to_owned(), product: None, verdict: "unknown" }
    }

    #[test]
    fn assets_that_run_the_same_are_one_row_and_every_penny_is_in_one() {
        let all = [runs("a", 5), runs("b", 5), runs("a", 5), runs("a", 0)];
        let rows = releases(&all, &[10, 25, 20, 7]);
        let said: Vec<_> = rows.iter().map(|row| (row.name.as_str(), row.assets, row.pence)).collect();
        assert_eq!(said, [("a", 2, 30), ("b", 1, 25), ("a", 1, 7)]);
    }
}
