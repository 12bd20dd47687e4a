//! What legacy costs above supported systems of the same kind, by this estate's own data (method: legacy premium).
//!
//! Published curves of cost by age are not used: they are vendors'. A system is compared with supported ones of its tower and unit of
//! measure, by what maintenance, support and labour cost a unit; with fewer than five of them nothing is estimated.

use crate::figures::legacy_verdicts;
use crate::ledger::{Ledger, too_large};
use crate::made;
use crate::shares::End;
use crate::{Error, Rules};
use audit::{Premium, SystemView};
use estate::tables::Measure;
use estate::{Class, Exact, Verdict, round_half_away};
use num_traits::{Signed, Zero};
use std::collections::BTreeMap;

/// The fewest supported peers that make a median worth printing.
const LEAST_PEERS: usize = 5;

/// A system that is measured.
struct Measured<'a> {
    view: &'a SystemView,
    units: Exact,
    /// Exact pence a unit.
    cost: Exact,
}

/// Every legacy system that has peers, dearest premium first; and how many legacy systems there are.
///
/// # Errors
/// If an amount does not fit in pence.
pub(crate) fn premiums(
    ledger: &Ledger<'_>,
    views: &[SystemView],
    measures: &[Measure],
    rules: &Rules<'_>,
) -> Result<(Vec<Premium>, usize), Error> {
    let legacy: Vec<&str> = legacy_verdicts(rules).into_iter().map(Verdict::word).collect();
    let is_legacy = |view: &SystemView| legacy.contains(&view.weakest.as_str());
    let supported = [Verdict::Supported.word(), Verdict::Ending.word()];
    let is_peer = |view: &SystemView| supported.contains(&view.weakest.as_str()) && view.unknown_assets == 0;
    let mut found: BTreeMap<&str, Premium> = BTreeMap::new();
    for ((tower, unit), systems) in groups(ledger, views, measures) {
        let mut peers: Vec<&Exact> = systems.iter().filter(|it| is_peer(it.view)).map(|it| &it.cost).collect();
        if peers.len() < LEAST_PEERS {
            continue;
        }
        peers.sort();
        let (low, median, high) = median(&peers);
        for it in systems.iter().filter(|it| is_legacy(it.view)) {
            let pence = |exact: &Exact| round_half_away(exact).ok_or_else(|| too_large(&it.view.system));
            let premium = Premium {
                system: it.view.system.clone(),
                tower: tower.to_owned(),
                unit: unit.to_owned(),
                units: it.units.to_string(),
                unit_pence: pence(&it.cost)?,
                median_pence: pence(&median)?,
                peers: u64::try_from(peers.len()).unwrap_or(u64::MAX),
                pence: pence(&((&it.cost - &median) * &it.units))?,
                low_pence: pence(&((&it.cost - &high) * &it.units))?,
                high_pence: pence(&((&it.cost - &low) * &it.units))?,
            };
            // Measured in several units: where most can be compared.
            let known = found.get(it.view.system.as_str()).map_or(0, |known| known.peers);
            if premium.peers > known {
                found.insert(&it.view.system, premium);
            }
        }
    }
    let mut premiums: Vec<Premium> = found.into_values().collect();
    premiums.sort_by(|a, b| b.pence.cmp(&a.pence).then_with(|| a.system.cmp(&b.system)));
    Ok((premiums, views.iter().filter(|view| is_legacy(view)).count()))
}

type Groups<'a> = BTreeMap<(&'static str, &'a str), Vec<Measured<'a>>>;

/// Systems by tower and unit of measure: a measure of the system itself, as a whole; of several periods the latest.
fn groups<'a>(ledger: &Ledger<'_>, views: &'a [SystemView], measures: &'a [Measure]) -> Groups<'a> {
    let mut sizes: BTreeMap<usize, BTreeMap<&str, (Option<&str>, Exact)>> = BTreeMap::new();
    for measure in measures.iter().filter(|measure| measure.consumer.is_none()) {
        let Some(asset) = ledger.model.asset(&measure.asset) else { continue };
        let size = sizes.entry(asset).or_default().entry(&measure.name).or_insert((None, Exact::zero()));
        *size = size.clone().max((measure.period.as_deref(), measure.value.exact()));
    }
    let mut costs: BTreeMap<usize, i64> = BTreeMap::new();
    for line in &ledger.lines {
        let origin = &ledger.origins[line.origin];
        if let End::System(system) = line.end
            && origin.is_run_cost()
            && matches!(origin.class, Class::Maintenance | Class::Labour)
        {
            *costs.entry(system).or_insert(0) += line.pence;
        }
    }
    let mut groups: Groups<'a> = BTreeMap::new();
    for view in views {
        let Some(asset) = ledger.model.asset(&view.system) else { continue };
        let tower = made::tower_of(&ledger.model.assets[asset].record.kind);
        let pence = Exact::from_integer(costs.get(&asset).copied().unwrap_or(0).into());
        for (unit, (_, units)) in sizes.remove(&asset).into_iter().flatten().filter(|(_, (_, size))| size.is_positive())
        {
            let measured = Measured { view, cost: &pence / &units, units };
            groups.entry((tower, unit)).or_default().push(measured);
        }
    }
    groups
}

/// The median of sorted values, between the two values that hold it with at least nine chances in ten, whatever the distribution: the
/// order statistics k and n + 1 − k with the largest k for which fewer than k of n fair coins fall heads in at most one case of twenty.
fn median(sorted: &[&Exact]) -> (Exact, Exact, Exact) {
    let n = sorted.len();
    let two = Exact::from_integer(2.into());
    let middle = (sorted[(n - 1) / 2] + sorted[n / 2]) / two;
    let mut chance = 0.5_f64.powi(i32::try_from(n).unwrap_or(i32::MAX));
    let (mut tail, mut k) = (chance, 0);
    while tail <= 0.05 && k < n / 2 {
        k += 1;
        let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        chance *= count(n - k + 1) / count(k);
        tail += chance;
    }
    let k = k.max(1);
    (sorted[k - 1].clone(), middle, sorted[n - k].clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(values: &[i64]) -> [i64; 3] {
        let values: Vec<Exact> = values.iter().map(|value| Exact::from_integer((*value).into())).collect();
        let (low, middle, high) = median(&values.iter().collect::<Vec<_>>());
        [low, middle, high].map(|exact| round_half_away(&exact).unwrap())
    }

    #[test]
    fn the_interval_of_a_median_widens_as_peers_get_few() {
        // Chances from a table of the binomial distribution: 1/32, 1/32, 7/128 and 11/1024, 37/256.
        assert_eq!(interval(&[1, 2, 3, 4, 5]), [1, 3, 5]);
        assert_eq!(interval(&[1, 2, 3, 4, 5, 6, 7]), [1, 4, 7]);
        assert_eq!(interval(&[1, 2, 3, 4, 5, 6, 7, 8]), [2, 5, 7]);
        assert_eq!(interval(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), [2, 6, 9]);
    }
}
