//! What would stop being spent if a stated set of assets were retired: their own cost, and that of everything that only they use.
//!
//! Allocated cost is not avoidable cost. A server that three applications share costs the same until the last of them goes, and a contract
//! at a flat price costs the same until the last asset it covers does. What is allocated to the set and would stay is *stranded*.

use crate::Error;
use crate::graph::Graph;
use crate::leaves::{Line, Origin};
use crate::ledger::{Ledger, run_pence_by_asset, too_large};
use crate::shares::{End, shares_up_to};
use crate::timelines::{self, Dated};
use audit::{Avoidable, Falls};
use estate::{Exact, PricePer, Table, round_half_away};
use num_traits::Zero;
use std::collections::{BTreeMap, BTreeSet};

/// A stated set, what goes with it, and the cost lines that would stop.
pub(crate) struct Retired {
    pub(crate) told: Avoidable,
    /// Places of lines in the ledger.
    pub(crate) lines: Vec<usize>,
}

/// What retiring these assets would stop.
///
/// # Errors
/// If the sum does not fit in pence.
pub(crate) fn retire(
    ledger: &Ledger<'_>,
    graph: &Graph,
    dated: &[Dated],
    set: &BTreeSet<usize>,
) -> Result<Retired, Error> {
    let model = ledger.model;
    let goes = closure(graph, set);
    let whole: Vec<bool> = ledger.origins.iter().map(|origin| goes_whole(ledger, origin, &goes)).collect();
    let stops = |line: &Line| {
        let origin = &ledger.origins[line.origin];
        let lands_there = line.asset.is_some_and(|asset| goes[asset]);
        origin.is_run_cost() && (whole[line.origin] || lands_there && falls_by_unit(ledger, origin))
    };
    let lines: Vec<usize> = (0..ledger.lines.len()).filter(|place| stops(&ledger.lines[*place])).collect();
    let mut steps: BTreeMap<Option<String>, i128> = BTreeMap::new();
    let mut undated = 0;
    for place in &lines {
        let line = &ledger.lines[*place];
        match exit(ledger, dated, &ledger.origins[line.origin]) {
            Exit::Now => *steps.entry(None).or_insert(0) += i128::from(line.pence),
            Exit::On(day) => *steps.entry(Some(day)).or_insert(0) += i128::from(line.pence),
            Exit::Unknown => undated += i128::from(line.pence),
        }
    }
    let pence = |sum: i128| i64::try_from(sum).map_err(|_| too_large("avoidable_cost"));
    let avoidable = pence(steps.values().sum::<i128>() + undated)?;
    let carried = carried(ledger, graph, set).ok_or_else(|| too_large("avoidable_cost"))?;
    let ids = |places: &mut dyn Iterator<Item = usize>| places.map(|at| model.assets[at].record.id.clone()).collect();
    let falls = steps.into_iter().map(|(on, sum)| Ok(Falls { on, pence: pence(sum)? }));
    Ok(Retired {
        told: Avoidable {
            retired: ids(&mut set.iter().copied()),
            goes_with_them: ids(&mut (0..goes.len()).filter(|asset| goes[*asset] && !set.contains(asset))),
            pence: avoidable,
            carried_pence: carried,
            stranded_pence: carried - avoidable,
            falls: falls.collect::<Result<_, Error>>()?,
            undated_pence: pence(undated)?,
        },
        lines,
    })
}

/// What retiring each system alone would stop, by its place: one pass, since what goes with one system serves no other.
pub(crate) fn by_system(ledger: &Ledger<'_>) -> BTreeMap<usize, i64> {
    let mut pence = BTreeMap::new();
    let sole: Vec<Option<usize>> = ledger.origins.iter().map(|origin| sole(ledger, origin)).collect();
    for line in &ledger.lines {
        let origin = &ledger.origins[line.origin];
        let by_unit = || line.asset.filter(|_| falls_by_unit(ledger, origin)).and_then(|at| ledger.shares.sole(at));
        if let Some(system) = sole[line.origin].or_else(by_unit).filter(|_| origin.is_run_cost()) {
            *pence.entry(system).or_insert(0) += line.pence;
        }
    }
    pence
}

/// The set, and everything whose users all lie in it. What can still reach somebody outside is needed, as is what nobody in the set uses.
fn closure(graph: &Graph, set: &BTreeSet<usize>) -> Vec<bool> {
    let providers = graph.providers();
    let spread = |mut seen: Vec<bool>, mut work: Vec<usize>, into: &dyn Fn(usize) -> bool| {
        while let Some(next) = work.pop() {
            for provider in providers[next].iter().copied().filter(|provider| into(*provider)) {
                if !std::mem::replace(&mut seen[provider], true) {
                    work.push(provider);
                }
            }
        }
        seen
    };
    let within = |asset: usize| set.contains(&asset);
    let serves = spread((0..graph.nodes.len()).map(within).collect(), set.iter().copied().collect(), &|_| true);
    let others: Vec<usize> = (0..graph.nodes.len()).filter(|asset| !serves[*asset]).collect();
    let needed = spread(serves.iter().map(|serves| !serves).collect(), others, &|provider| !within(provider));
    needed.into_iter().map(|needed| !needed).collect()
}

/// Assets in use that the origin lands on; none if a part of it lands on nothing that is known.
fn consumers(ledger: &Ledger<'_>, origin: &Origin) -> Option<Vec<usize>> {
    let landed: Option<Vec<usize>> =
        origin.pieces.iter().filter(|piece| !piece.weight.is_zero()).map(|piece| piece.asset).collect();
    let in_use = landed?.into_iter().filter(|asset| !ledger.model.retired_on_audit_date(*asset)).collect();
    Some(in_use)
}

/// Does every asset in use that it is paid for go?
fn goes_whole(ledger: &Ledger<'_>, origin: &Origin, goes: &[bool]) -> bool {
    consumers(ledger, origin).is_some_and(|assets| !assets.is_empty() && assets.iter().all(|asset| goes[*asset]))
}

/// The one system that all it is paid for serve.
fn sole(ledger: &Ledger<'_>, origin: &Origin) -> Option<usize> {
    let assets = consumers(ledger, origin)?;
    let mut systems = assets.into_iter().map(|asset| ledger.shares.sole(asset));
    let first = systems.next()??;
    systems.all(|other| other == Some(first)).then_some(first)
}

/// Is it paid by the unit, so that a part of it goes with a part of what it covers?
fn falls_by_unit(ledger: &Ledger<'_>, origin: &Origin) -> bool {
    let contract = origin.contract.as_ref().filter(|_| origin.table == Table::Contracts);
    let contract = contract.and_then(|id| ledger.model.contract(id));
    contract.is_some_and(|at| ledger.model.contracts[at].record.price_per == Some(PricePer::UnitYear))
}

enum Exit {
    /// No contract binds.
    Now,
    /// The first end that can still be reached.
    On(String),
    Unknown,
}

fn exit(ledger: &Ledger<'_>, dated: &[Dated], origin: &Origin) -> Exit {
    let Some(contract) = origin.contract.as_ref().and_then(|id| ledger.model.contract(id)) else { return Exit::Now };
    match timelines::of(dated, contract).and_then(|timeline| timeline.next_exit) {
        Some(day) if day <= ledger.model.period.as_of => Exit::Now,
        Some(day) => Exit::On(day.to_string()),
        None => Exit::Unknown,
    }
}

/// Run cost that passes through the set on its way, or lands in it, each pound once.
fn carried(ledger: &Ledger<'_>, graph: &Graph, set: &BTreeSet<usize>) -> Option<i64> {
    let mut cut = graph.clone();
    for asset in set {
        cut.nodes[*asset].links.clear();
    }
    let shares = shares_up_to(ledger.model, &cut, set);
    let mut sum = Exact::zero();
    for (asset, pence) in run_pence_by_asset(ledger).into_iter().enumerate().filter(|(_, pence)| *pence != 0) {
        let ends = shares.of(asset).iter();
        let part: Exact = ends
            .filter(|(end, _)| matches!(end, End::System(system) if set.contains(system)))
            .map(|(_, part)| part)
            .sum();
        sum += part * Exact::from_integer(pence.into());
    }
    round_half_away(&sum)
}
