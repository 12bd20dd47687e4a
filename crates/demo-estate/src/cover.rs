//! Which contract covers which asset, asset by asset.
//!
//! Everything live falls to one ordinary contract that keeps it in repair, of its body and its kind, and to at most
//! one in every other class of money. So nothing ordinary is covered twice in one class, and nothing live is without.

use crate::Plan;
use crate::assets::{Facts, in_use};
use crate::blocks::{Kind, Purpose};
use crate::contracts;
use crate::contracts::ordinary::{Role, contract_for};
use crate::contracts::special::EXTENDED_SUPPORT;
use crate::days::plus_days;
use crate::draw::{Draw, Topic};
use crate::planted;
use crate::planted::assets::{Covered, LINKED_TO_NOTHING};
use crate::planted::contracts::COVER_IN_PART;
use crate::relations::NO_ASSET;
use estate::tables::Cover;
use estate::{Date, Decimal};

/// Every row of the asset of this index.
pub(crate) fn of(plan: &Plan, index: u64, facts: &Facts) -> Vec<Cover> {
    let mut rows = of_asset(plan, index, facts);
    if index == LINKED_TO_NOTHING && COVER_IN_PART < plan.size.contracts {
        rows.push(Cover { asset: NO_ASSET.to_owned(), ..row(index, COVER_IN_PART, None, None) });
    }
    rows
}

fn of_asset(plan: &Plan, index: u64, facts: &Facts) -> Vec<Cover> {
    let planted = planted::assets::is_planted(index).then(|| planted::assets::planted(index).covered);
    match planted {
        Some(Covered::By(list)) => {
            // In a small estate some of the planted contracts may be missing; then it is covered as usual.
            let present = list.iter().all(|(contract, _)| *contract < plan.size.contracts);
            let list = if present { list } else { &[] };
            let last_day = |to: Option<i64>| to.map(|days| plus_days(plan.as_of, days));
            let mut rows: Vec<Cover> =
                list.iter().map(|(contract, to)| row(index, *contract, None, last_day(*to))).collect();
            // Extended support is bought beside the usual.
            if in_use(facts) && list.iter().all(|(contract, _)| *contract == EXTENDED_SUPPORT) {
                rows.extend(ordinary(plan, index, facts));
            }
            rows
        }
        Some(Covered::AsUsual) | None if in_use(facts) => ordinary(plan, index, facts),
        Some(Covered::AsUsual | Covered::Not) | None => Vec::new(),
    }
}

fn ordinary(plan: &Plan, index: u64, facts: &Facts) -> Vec<Cover> {
    let Some(role) = keeper(facts.place.part.kind) else { return Vec::new() };
    let mut draw = Draw::new(plan.seed, Topic::Cover, index);
    // Things of one block mostly fall to one lot, as things of one site do.
    let lot = if draw.chance(80) { facts.place.block } else { draw.below(1000) };
    let others = [
        (draw.chance(50), rights(facts)),
        (draw.chance(30), hosted(facts)),
        (true, lines(facts)),
        (draw.chance(40), leased(facts)),
    ];
    let others = others.into_iter().filter_map(|(has, role)| role.filter(|_| has));
    // Where there is no contract of its role yet, the first contract of all covers it.
    let keeper = contract_for(plan, role, facts.place.body, lot).or((plan.size.contracts > 0).then_some(0));
    let others = others.filter_map(|role| contract_for(plan, role, facts.place.body, lot));
    keeper.into_iter().chain(others).map(|contract| row(index, contract, weight(contract, facts), None)).collect()
}

/// Who keeps it in repair. A service is nothing that breaks by itself.
fn keeper(kind: Kind) -> Option<Role> {
    match kind {
        Kind::Service => None,
        Kind::Server | Kind::Host | Kind::Midrange | Kind::Mainframe => Some(Role::Machines),
        Kind::Database => Some(Role::Databases),
        Kind::Network | Kind::Storage => Some(Role::Networks),
        Kind::Application => Some(Role::Applications),
        Kind::VirtualMachine | Kind::Device => Some(Role::Workplaces),
    }
}

fn rights(facts: &Facts) -> Option<Role> {
    match facts.place.part.kind {
        Kind::Database => Some(Role::DatabaseRights),
        Kind::VirtualMachine | Kind::Host | Kind::Mainframe => Some(Role::SoftwareRights),
        _ => None,
    }
}

fn hosted(facts: &Facts) -> Option<Role> {
    let hosted = matches!(facts.place.part.kind, Kind::VirtualMachine | Kind::Database);
    (hosted && facts.place.purpose == Purpose::Business).then_some(Role::Hosting)
}

fn lines(facts: &Facts) -> Option<Role> {
    (facts.place.part.kind == Kind::Network).then_some(Role::Lines)
}

fn leased(facts: &Facts) -> Option<Role> {
    (facts.place.part.kind == Kind::Device).then_some(Role::Lease)
}

/// Some contracts share by what a thing is worth, others evenly: all rows of a contract have a weight, or none.
fn weight(contract: u64, facts: &Facts) -> Option<Decimal> {
    let worth = match facts.place.part.kind {
        Kind::Mainframe => 20,
        Kind::Midrange => 12,
        Kind::Host | Kind::Storage => 6,
        Kind::Server | Kind::Database => 3,
        _ => 1,
    };
    contract.is_multiple_of(3).then(|| Decimal::whole(worth))
}

pub(crate) fn row(asset: u64, contract: u64, weight: Option<Decimal>, to: Option<Date>) -> Cover {
    Cover {
        contract: contracts::id(contract),
        asset: crate::assets::id(asset),
        weight,
        from: None,
        to,
        source: Some("contracts".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::facts;
    use crate::contracts::agreement;
    use crate::products::Standing;
    use std::collections::BTreeMap;

    /// Shares of the money that contracts land on things, in per cent: archaic, unclear.
    fn shares(plan: &Plan) -> (i64, i64) {
        let mut landed: BTreeMap<String, Vec<Standing>> = BTreeMap::new();
        for index in 0..plan.size.assets {
            let facts = facts(plan, index);
            for row in of(plan, index, &facts) {
                landed.entry(row.contract).or_default().push(facts.standing);
            }
        }
        let (mut all, mut archaic, mut unclear) = (0, 0, 0);
        for contract in 0..plan.size.contracts {
            let agreement = agreement(plan, contract);
            let year = agreement.paying.map_or(0, |paying| paying.line * 12);
            let Some(standings) = landed.get(&agreement.contract.id) else { continue };
            let each = year / i64::try_from(standings.len()).unwrap();
            for standing in standings {
                all += each;
                archaic += if *standing == Standing::Archaic { each } else { 0 };
                unclear += if *standing == Standing::Unclear { each } else { 0 };
            }
        }
        assert!((800_000_000..3_000_000_000).contains(&all), "tens of millions of pounds: {all} pence");
        (archaic * 100 / all, unclear * 100 / all)
    }

    #[test]
    fn the_default_estate_makes_a_good_story_whatever_the_seed() {
        for seed in 1..6 {
            let (archaic, unclear) = shares(&Plan { seed, ..Plan::default() });
            assert!((25..46).contains(&archaic), "seed {seed}: {archaic} % archaic");
            assert!((3..16).contains(&unclear), "seed {seed}: {unclear} % unclear");
        }
    }
}
