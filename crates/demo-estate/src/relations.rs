//! What rests on what, asset by asset; and what was measured of things that several others use.

use crate::Plan;
use crate::assets::{facts, id};
use crate::blocks::{BLOCK, Link, Purpose, SHARED_APPLICATION, SHARED_DATABASE, SHARED_HOST, purpose};
use crate::draw::{Draw, Topic};
use crate::planted::assets::{LINKED_TO_NOTHING, UNKNOWN_CODE};
use estate::tables::{Measure, Relation};
use estate::{AssetStatus, Decimal, WeightFrom};

/// An asset that no table holds. One link and one cover row lead there.
pub(crate) const NO_ASSET: &str = "cmdb:DECOMMISSIONED-1";

/// Every link that starts at the asset of this index.
pub(crate) fn of(plan: &Plan, index: u64) -> Vec<Relation> {
    if index == UNKNOWN_CODE {
        return Vec::new();
    }
    let place = facts(plan, index).place;
    let mut relations = Vec::new();
    for (link, offset) in place.part.links {
        let to = place.beside(*offset);
        if to >= plan.size.assets {
            continue;
        }
        let mut relation = relation(index, id(to), *link);
        if place.purpose == Purpose::Business && *offset == SHARED_DATABASE && weighed(place.block) {
            // The core application does most of the work of the database that it shares.
            relation.weight = Some(Decimal::whole(if place.offset == 1 { 3 } else { 1 }));
            relation.weight_from = Some(WeightFrom::Units);
        }
        relations.push(relation);
    }
    relations.extend(to_earlier_block(plan, index).map(|to| relation(index, id(to), Link::DependsOn)));
    if index == LINKED_TO_NOTHING {
        relations.push(relation(index, NO_ASSET.to_owned(), Link::DependsOn));
    }
    relations
}

fn relation(from: u64, to: String, link: Link) -> Relation {
    let kind = link.word().to_owned();
    Relation { from: id(from), to, kind, weight: None, weight_from: None, source: Some("cmdb".to_owned()) }
}

fn weighed(block: u64) -> bool {
    block.is_multiple_of(4)
}

/// Some core applications depend on an application ten blocks earlier, and some services on an earlier network.
fn to_earlier_block(plan: &Plan, index: u64) -> Option<u64> {
    let (block, offset) = (index / BLOCK, index % BLOCK);
    let mut draw = Draw::new(plan.seed, Topic::Link, index);
    if purpose(block) != Purpose::Business || !draw.chance(20) {
        return None;
    }
    let earlier = block.checked_sub(10)?;
    match offset {
        1 if purpose(earlier) == Purpose::Business => Some(earlier * BLOCK + SHARED_APPLICATION),
        0 => Some((earlier - earlier % 10 + 6) * BLOCK).filter(|network| *network < index),
        _ => None,
    }
}

/// Every measure of the asset of this index: of every third host, whose capacity is known, and of every third shared
/// database.
pub(crate) fn measures(plan: &Plan, index: u64) -> Vec<Measure> {
    let place = facts(plan, index).place;
    if place.purpose != Purpose::Business || !place.block.is_multiple_of(3) {
        return Vec::new();
    }
    let (name, capacity) = match place.offset {
        SHARED_HOST => ("cpu-hours", Some(9_000)),
        SHARED_DATABASE => ("gigabytes", None),
        _ => return Vec::new(),
    };
    let row = |consumer: Option<u64>, value: i32| Measure {
        asset: id(index),
        consumer: consumer.map(id),
        name: name.to_owned(),
        value: Decimal::whole(value),
        period: Some("12 months".to_owned()),
        source: Some("cmdb".to_owned()),
    };
    let uses = |consumer: &u64| {
        let facts = facts(plan, *consumer);
        let linked = facts.place.part.links.iter();
        facts.status != Some(AssetStatus::Retired)
            && linked.copied().any(|(link, to)| to == place.offset && matches!(link, Link::RunsOn | Link::DependsOn))
    };
    let first = place.block * BLOCK;
    let mut consumers: Vec<u64> = (first..(first + BLOCK).min(plan.size.assets)).filter(uses).collect();
    consumers.truncate(5);
    let mut draw = Draw::new(plan.seed, Topic::Link, index);
    let used = consumers.into_iter().map(|consumer| {
        let value = i32::try_from(draw.between(200, 1_600)).unwrap_or(200);
        row(Some(consumer), value)
    });
    let rows: Vec<Measure> = used.collect();
    rows.into_iter().chain(capacity.map(|capacity| row(None, capacity))).collect()
}
