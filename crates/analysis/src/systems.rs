//! Systems seen whole: what each carries and the weakest thing it rests on. They share what they rest on, so they overlap.

use crate::figures::legacy_verdicts;
use crate::frame::{LineFrame, Sum};
use crate::outcome::Ground;
use crate::rules::Rules;
use crate::shares::End;
use crate::verdicts::Judged;
use crate::{Error, figures};
use audit::SystemView;
use estate::tables::CostLine;
use estate::{NoServiceReason, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// Systems, and what each rests on.
pub(crate) struct Systems {
    pub(crate) views: Vec<SystemView>,
    /// Places of the assets that each rests on, itself included, in the order of the views.
    pub(crate) rest_on: Vec<BTreeSet<usize>>,
}

/// Every service and top application, dearest first.
pub(crate) fn systems(
    lines: &LineFrame,
    ground: &Ground,
    avoidable: &BTreeMap<usize, i64>,
    judged: &Judged,
    rules: &Rules<'_>,
) -> Result<Systems, Error> {
    let (model, graph, shares) = (&ground.model, &ground.graph, &ground.shares);
    let run = figures::run_filter();
    let legacy_words: Vec<&'static str> = legacy_verdicts(rules).into_iter().map(Verdict::word).collect();
    let all = lines.by(CostLine::service, &run)?;
    let legacy = lines.by(CostLine::service, &figures::with(run.clone(), CostLine::verdict, legacy_words))?;
    let unknown = lines.by(CostLine::service, &figures::with(run, CostLine::verdict, [Verdict::Unknown.word()]))?;
    let providers = graph.providers();
    let mut systems = Vec::new();
    for (asset, held) in model.assets.iter().enumerate() {
        let top = matches!(&shares.of(asset)[..], [(End::System(end), _)] if *end == asset);
        let in_circle = matches!(&shares.of(asset)[..], [(End::Nowhere(NoServiceReason::Unallocatable), _)]);
        if !(top && (held.is_service() || held.is_application()) || in_circle && held.is_service()) {
            continue;
        }
        let rests_on = rests_on(&providers, asset);
        let weakest = rests_on
            .iter()
            .map(|asset| (judged.of_asset(*asset).0, *asset))
            .filter(|(verdict, _)| *verdict != Verdict::Unknown)
            .min_by_key(|(verdict, asset)| (crate::verdicts::rank(*verdict), *asset));
        let unknown_assets = rests_on.iter().filter(|asset| judged.of_asset(**asset).0 == Verdict::Unknown).count();
        let record = &held.record;
        let of = |list: &BTreeMap<Option<String>, Sum>| list.get(&Some(record.id.clone())).map_or(0, |sum| sum.pence);
        let view = SystemView {
            system: record.id.clone(),
            name: record.name.clone(),
            organisation: record.organisation.clone(),
            pence: of(&all),
            legacy_pence: of(&legacy),
            unknown_pence: of(&unknown),
            avoidable_pence: avoidable.get(&asset).copied().unwrap_or(0),
            weakest: weakest.map_or(Verdict::Unknown, |(verdict, _)| verdict).word().to_owned(),
            weakest_asset: weakest.map(|(_, asset)| model.assets[asset].record.id.clone()),
            assets: u64::try_from(rests_on.len()).unwrap_or(u64::MAX),
            unknown_assets: u64::try_from(unknown_assets).unwrap_or(u64::MAX),
        };
        systems.push((view, rests_on));
    }
    systems.sort_by(|(a, _), (b, _)| b.pence.cmp(&a.pence).then_with(|| a.system.cmp(&b.system)));
    let (views, rest_on) = systems.into_iter().unzip();
    Ok(Systems { views, rest_on })
}

/// Everything an asset rests on, itself included. Retired assets are left out: nothing rests on what is gone.
fn rests_on(providers: &[Vec<usize>], asset: usize) -> BTreeSet<usize> {
    let mut seen = BTreeSet::from([asset]);
    let mut work = vec![asset];
    while let Some(next) = work.pop() {
        for provider in &providers[next] {
            if seen.insert(*provider) {
                work.push(*provider);
            }
        }
    }
    seen
}
