//! What teams cost, shared out by the time of their tickets (rule L20).

use crate::Error;
use crate::landing::Piece;
use crate::leaves::Origin;
use crate::ledger::{Dangling, Ledger, NoRate, too_large};
use crate::model::FLAT;
use crate::period::Days;
use crate::receipt::Bucket;
use estate::tables::{TeamCost, Ticket};
use estate::{Class, Evidence, Exact, Flow, MoneyKind, Table, Waste, round_half_away};
use std::collections::{BTreeMap, HashMap};

/// What lands together: the asset, whether it is change, whether it is waste, and whether it is of a day after the audit date.
type Landing = (Option<usize>, bool, Option<Waste>, bool);

/// One team's cost over some days of the period, and the tickets it paid for.
struct Pool {
    row: TeamCost,
    days: Days,
    pence: i64,
    effort: BTreeMap<Landing, i128>,
    tickets: BTreeMap<Landing, i128>,
}

/// Every pool of the period, by body and team.
pub(crate) struct Pools {
    all: Vec<Pool>,
    by_team: HashMap<(String, String), Vec<usize>>,
    /// Tickets about what no table holds.
    dangling: Vec<Dangling>,
}

impl Pools {
    /// Reads the pools, books what belongs to another period, and waits for tickets.
    pub(crate) fn new(ledger: &mut Ledger<'_>, mut rows: Vec<TeamCost>) -> Result<Pools, Error> {
        rows.sort_by_key(|row| (row.key(), row.period_to, row.amount));
        let mut found = Pools { all: Vec::new(), by_team: HashMap::new(), dangling: Vec::new() };
        // A pool that reaches past the audit date is paid for like a prepaid service: it counts to the end of the period.
        let window = Days::new(ledger.model.period.from, ledger.model.period.to);
        for row in rows {
            let source = row.source.clone().unwrap_or_else(|| FLAT.to_owned());
            ledger.book.open(&source, Table::TeamCosts);
            let Some(converted) = ledger.exchange.convert(row.amount, row.currency, row.period_to) else {
                let (table, body) = (Table::TeamCosts, &row.organisation);
                ledger.no_rate.push(NoRate::of(table, &row.key(), body, row.amount, row.currency));
                continue;
            };
            let whole = round_half_away(&converted.pence).ok_or_else(|| too_large(&row.key()))?;
            let days = Days::new(row.period_from, row.period_to);
            let Some((inside, all)) = days.and_then(|days| Some((days.within(window?)?, days))) else {
                ledger.book.add(&source, Table::TeamCosts, Bucket::OtherPeriod, whole);
                continue;
            };
            let part = converted.pence * Exact::new(inside.count().into(), all.count().into());
            let pence = round_half_away(&part).ok_or_else(|| too_large(&row.key()))?;
            ledger.book.add(&source, Table::TeamCosts, Bucket::OtherPeriod, whole - pence);
            let team = (row.organisation.clone(), row.team.clone());
            found.by_team.entry(team).or_default().push(found.all.len());
            let (effort, tickets) = (BTreeMap::new(), BTreeMap::new());
            found.all.push(Pool { row, days: inside, pence, effort, tickets });
        }
        Ok(found)
    }

    /// A ticket of one of the teams, closed (else opened) in the days of one of its pools.
    pub(crate) fn add_ticket(&mut self, ledger: &Ledger<'_>, ticket: Ticket) {
        for id in [&ticket.asset, &ticket.service].into_iter().flatten() {
            if ledger.model.asset(id).is_none() {
                self.dangling.push(Dangling::new(Table::Tickets, &ticket.id, &ticket.organisation, Some(id)));
            }
        }
        let (Some(day), Some(group)) = (ticket.closed_on.or(ticket.opened_on), ticket.group) else { return };
        let Some(pools) = self.by_team.get(&(ticket.organisation, group)) else { return };
        let model = ledger.model;
        let on = |id: Option<&String>| id.and_then(|id| model.asset(id));
        let asset = on(ticket.asset.as_ref()).or_else(|| on(ticket.service.as_ref()));
        let retired = asset.is_some_and(|asset| model.assets[asset].retired(day));
        let waste = retired.then_some(Waste::OnRetiredOrMissing);
        let landing = (asset, ticket.flow == Some(Flow::Change), waste, day > model.period.as_of);
        for pool in pools {
            let pool = &mut self.all[*pool];
            if pool.days.from <= day && day <= pool.days.to {
                *pool.effort.entry(landing).or_insert(0) += i128::from(ticket.effort_seconds.unwrap_or(0).max(0));
                *pool.tickets.entry(landing).or_insert(0) += 1;
            }
        }
    }

    /// Shares out every pool: by effort, evenly by ticket if none has any; whole, without an asset, if there are no tickets.
    pub(crate) fn share_out(self, ledger: &mut Ledger<'_>) {
        ledger.dangling.extend(self.dangling);
        for pool in self.all {
            let measured = pool.effort.values().any(|seconds| *seconds > 0);
            let weights = if measured { &pool.effort } else { &pool.tickets };
            let rule = match (weights.is_empty(), measured) {
                (true, _) => "L20.no-tickets",
                (false, true) => "L20.by-effort",
                (false, false) => "L20.by-ticket",
            };
            let source = pool.row.source.clone().unwrap_or_else(|| FLAT.to_owned());
            let pieces = weights.iter().filter(|(_, weight)| **weight > 0);
            let pieces = pieces.map(|((asset, change, waste, forecast), weight)| Piece {
                asset: *asset,
                weight: Exact::from_integer((*weight).into()),
                waste: *waste,
                change: *change,
                forecast: *forecast,
            });
            let origin = Origin {
                table: Table::TeamCosts,
                id: pool.row.key(),
                source: source.clone(),
                organisation: pool.row.organisation.clone(),
                supplier: None,
                contract: None,
                class: Class::Labour,
                nature: format!("team {}", pool.row.team),
                flow: Flow::Run,
                money: MoneyKind::Resource,
                evidence: Evidence::Allocated,
                cost_centre: None,
                original: None,
                vat: String::new(),
                rule: rule.to_owned(),
                words: None,
                pence: pool.pence,
                pieces: pieces.collect(),
            };
            let changed = ledger.count_parted(&origin);
            ledger.book.add(&source, Table::TeamCosts, Bucket::Change, changed);
            ledger.book.add(&source, Table::TeamCosts, Bucket::Counted, pool.pence - changed);
        }
    }
}
