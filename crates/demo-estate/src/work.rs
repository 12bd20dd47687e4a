//! Tickets, and what the teams that close them cost.

use crate::Plan;
use crate::assets::{self, facts, in_use};
use crate::blocks::{BLOCK, Kind};
use crate::bodies::{Body, Team};
use crate::days::{month_start, plus_days};
use crate::draw::{Draw, Topic};
use crate::planted::assets::{FIRST, is_planted};
use crate::products::Standing;
use crate::row;
use estate::tables::{TeamCost, Ticket};
use estate::{Amount, Date, Flow, add_months};

/// Tickets that are planted.
pub(crate) const BAD_DATE: u64 = 0;
pub(crate) const NO_DATE: u64 = 1;
pub(crate) const NO_SUCH_ASSET: u64 = 2;

/// An asset that no table holds. One ticket names it.
pub(crate) const NO_ASSET: &str = "cmdb:DECOMMISSIONED-2";

/// Quarters of team costs, latest first; the latest is the last that is over by the audit date.
const QUARTERS: i64 = 8;

/// Its id.
pub(crate) fn id(index: u64) -> String {
    format!("desk:T{index:08}")
}

/// The ticket of this index.
pub(crate) fn ticket(plan: &Plan, index: u64) -> Ticket {
    let mut draw = Draw::new(plan.seed, Topic::Ticket, index);
    let about = if plan.size.assets == 0 { None } else { Some(about(plan, &mut draw)) };
    let (asset, service) = match (index, draw.below(100)) {
        (NO_SUCH_ASSET, _) => (Some(NO_ASSET.to_owned()), None),
        (_, 0..93) => about.map_or((None, None), |about| named(plan, about)),
        (_, 93..96) => (None, about.map(|about| assets::id(service_of(about)))),
        _ => (None, None),
    };
    let body = about.map_or(Body::of_turn(draw.below(10)), |about| facts(plan, about).place.body);
    let opened_on = plus_days(plan.as_of, -draw.between(1, 2 * 365 - 20));
    let took = draw.skewed(0, 45);
    let closed_on = plus_days(opened_on, took);
    let (kind, change) = match draw.below(100) {
        0..52 => ("incident", false),
        52..84 => ("request", false),
        84..88 => ("problem", false),
        _ => ("change", draw.chance(50)),
    };
    let teams = body.teams();
    let timed = draw.chance(75);
    Ticket {
        id: id(index),
        source: Some("desk".to_owned()),
        organisation: body.id().to_owned(),
        kind: Some(kind.to_owned()),
        opened_on: (index != NO_DATE).then_some(opened_on),
        closed_on: (index == NO_DATE || closed_on <= plan.as_of).then_some(closed_on.min(plan.as_of)),
        asset,
        service,
        category: draw.word(&["Hardware", "Software", "Access", "Network", "software - other", ""]),
        group: Some(draw.pick(teams).name.to_owned()),
        priority: draw.word(&["1", "2", "3", "3", "4", "P2 - High", ""]),
        effort_seconds: timed.then(|| draw.skewed(300, 28_800)),
        effort_from: timed.then(|| (*draw.pick(&["work log", "timer", "estimate"])).to_owned()),
        flow: change.then_some(Flow::Change),
    }
}

/// What a ticket is about: something in use, and old things break more often.
fn about(plan: &Plan, draw: &mut Draw) -> u64 {
    let mut about = draw.below(plan.size.assets);
    for _ in 0..3 {
        let facts = facts(plan, about);
        let breaks = match facts.standing {
            Standing::Archaic | Standing::Ending => 100,
            Standing::Current => 60,
            Standing::Unclear => 25,
        };
        if in_use(&facts) && draw.chance(breaks) {
            break;
        }
        about = draw.below(plan.size.assets);
    }
    about
}

/// Under asset, or under service where it is one; what is not in use has no tickets of its own.
fn named(plan: &Plan, about: u64) -> (Option<String>, Option<String>) {
    let facts = facts(plan, about);
    match facts.place.part.kind {
        Kind::Service => (None, Some(assets::id(about))),
        _ if in_use(&facts) => (Some(assets::id(about)), None),
        _ => (None, Some(assets::id(service_of(about)))),
    }
}

/// The service whose block it stands in.
fn service_of(about: u64) -> u64 {
    if is_planted(about) { FIRST } else { about - about % BLOCK }
}

/// Every team's cost, a row a quarter that is over.
pub(crate) fn team_costs(plan: &Plan, keep: &mut dyn FnMut(&TeamCost)) {
    let tomorrow = plus_days(plan.as_of, 1);
    let into_quarter = i64::from((tomorrow.month() - 1) % 3);
    for body in Body::ALL {
        for team in body.teams() {
            for back in (1..=QUARTERS).rev() {
                keep(&team_cost(plan, body, team, month_start(tomorrow, -into_quarter - 3 * back), back));
            }
        }
    }
}

fn team_cost(plan: &Plan, body: Body, team: &Team, from: Date, back: i64) -> TeamCost {
    // Pay rises by four in a thousand a quarter.
    let pence = in_proportion(plan, team.quarter * 100) * (1000 - 4 * (back - 1)) / 1000;
    TeamCost {
        organisation: body.id().to_owned(),
        team: team.name.to_owned(),
        period_from: from,
        period_to: plus_days(add_months(from, 3), -1),
        amount: Amount(pence),
        currency: None,
        source: Some("finance".to_owned()),
    }
}

/// An amount of the default estate, in proportion to the assets of this one.
pub(crate) fn in_proportion(plan: &Plan, amount: i64) -> i64 {
    let assets = i128::from(plan.size.assets.max(1));
    let usual = i128::from(crate::Size::default().assets);
    i64::try_from(i128::from(amount) * assets / usual).unwrap_or(i64::MAX)
}

/// Breaks the cell of the row that must be set aside.
pub(crate) fn spoil(index: u64, ticket: &Ticket, cells: &mut [String]) {
    if let (BAD_DATE, Some(opened_on)) = (index, ticket.opened_on) {
        row::replace(cells, &opened_on.to_string(), "yesterday");
    }
}
