//! What several bodies buy from one supplier, or of one product of the catalogue: windows side by side, and a day to end together.

use crate::entitled;
use crate::ledger::Ledger;
use crate::timelines::{Dated, context, to_audit};
use crate::verdicts::Judged;
use audit::{Joint, JointContract, Volume};
use estate::{Exact, Scope, add_months};
use lifecycle::Found;
use renewals::{Leaving, State};
use std::collections::{BTreeMap, BTreeSet};

/// Kind of a row: one supplier.
pub(crate) const SUPPLIER: &str = "supplier";
/// Kind of a row: one product of the catalogue.
pub(crate) const PRODUCT: &str = "product";

/// How far ahead a day to end together is looked for.
const MONTHS_AHEAD: i64 = 60;

/// Contracts of one thing, and how much of it they buy.
#[derive(Default)]
struct Group<'a> {
    contracts: BTreeMap<usize, &'a Dated>,
    assets: BTreeSet<usize>,
    /// What of each contract lands on these assets, where that is a part of it.
    landed: Option<BTreeMap<usize, i64>>,
    rights: BTreeMap<String, Exact>,
    entitling: BTreeSet<usize>,
}

impl Group<'_> {
    /// A year of a contract, or of the part of it that is for this.
    fn annual(&self, dated: &Dated) -> Option<i64> {
        let annual = dated.timeline.annual_pence?;
        let landed = self.landed.as_ref().and_then(|landed| landed.get(&dated.contract).copied());
        Some(landed.unwrap_or(annual))
    }
}

/// Everything that two or more bodies buy under contracts that go on: suppliers first, then products, each dearest first.
pub(crate) fn joint(ledger: &Ledger<'_>, dated: &[Dated], judged: &Judged, lines: &[Vec<usize>]) -> Vec<Joint> {
    let going_on: Vec<&Dated> = dated.iter().filter(|dated| has_decision(ledger, dated)).collect();
    let mut suppliers: BTreeMap<String, Group<'_>> = BTreeMap::new();
    for dated in &going_on {
        let held = &ledger.model.contracts[dated.contract];
        suppliers.entry(held.identity.clone()).or_default().contracts.insert(dated.contract, dated);
    }
    let mut rows = in_several_bodies(ledger, SUPPLIER, suppliers);
    let mut products = products(ledger, &going_on, judged);
    land(ledger, &mut products, lines);
    rows.extend(in_several_bodies(ledger, PRODUCT, products));
    rows
}

/// Works out what of each contract lands on the assets of a product: the whole of a contract that covers much else is none of it. Rights
/// land on no asset, so a contract that gives them counts whole.
fn land(ledger: &Ledger<'_>, products: &mut BTreeMap<String, Group<'_>>, lines: &[Vec<usize>]) {
    for group in products.values_mut() {
        let mut landed = BTreeMap::new();
        for contract in group.contracts.keys().copied().filter(|contract| !group.entitling.contains(contract)) {
            let of = lines[contract].iter().map(|line| &ledger.lines[*line]);
            let here = of.filter(|line| line.asset.is_some_and(|asset| group.assets.contains(&asset)));
            landed.insert(contract, here.map(|line| line.pence).sum());
        }
        group.landed = Some(landed);
    }
}

/// Has it a decision to take, and is it not over?
pub(crate) fn has_decision(ledger: &Ledger<'_>, dated: &Dated) -> bool {
    let facts = &ledger.contracts[dated.contract];
    let held = &ledger.model.contracts[dated.contract];
    let over = matches!(dated.timeline.state, State::Stopped | State::Expired);
    facts.scope == Scope::Ict && !facts.framework && !facts.one_off && !held.is_parent && !held.recharge && !over
}

/// Contracts by the products of the catalogue that they cover today or give rights to.
fn products<'a>(ledger: &Ledger<'_>, going_on: &[&'a Dated], judged: &Judged) -> BTreeMap<String, Group<'a>> {
    let (model, day) = (ledger.model, ledger.model.period.as_of);
    let mut of_asset: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for row in &judged.rows {
        let product = row.release.as_deref().and_then(|release| release.split_whitespace().next());
        if let Some((asset, product)) = model.asset(&row.asset).zip(product) {
            of_asset.entry(asset).or_default().insert(product);
        }
    }
    let by_place: BTreeMap<usize, &Dated> = going_on.iter().map(|dated| (dated.contract, *dated)).collect();
    let mut groups: BTreeMap<String, Group<'a>> = BTreeMap::new();
    for dated in going_on {
        let cover = ledger.contracts[dated.contract].cover.iter();
        for asset in cover.filter(|row| row.days.from <= day && day <= row.days.to).filter_map(|row| row.asset) {
            for product in of_asset.get(&asset).into_iter().flatten() {
                let group = groups.entry((*product).to_owned()).or_default();
                group.contracts.insert(dated.contract, dated);
                group.assets.insert(asset);
            }
        }
    }
    let mut read: BTreeMap<&str, Option<String>> = BTreeMap::new();
    for (contract, row) in entitled::in_force(ledger, day) {
        let Some(dated) = by_place.get(&contract) else { continue };
        let named = || ledger.rules.catalogue.match_found(&Found::text(&row.product)).product;
        let Some(product) = read.entry(&row.product).or_insert_with(named).clone() else { continue };
        let group = groups.entry(product).or_default();
        group.contracts.insert(contract, dated);
        group.entitling.insert(contract);
        let metric = row.metric.as_deref().unwrap_or("rights").trim().to_lowercase();
        *group.rights.entry(metric).or_insert_with(|| Exact::from_integer(0.into())) += row.quantity.exact();
    }
    groups
}

fn in_several_bodies(ledger: &Ledger<'_>, kind: &str, groups: BTreeMap<String, Group<'_>>) -> Vec<Joint> {
    let mut rows: Vec<Joint> = groups.into_iter().filter_map(|(key, group)| row(ledger, kind, key, &group)).collect();
    rows.sort_by(|a, b| b.annual_pence.cmp(&a.annual_pence).then_with(|| a.key.cmp(&b.key)));
    rows
}

fn row(ledger: &Ledger<'_>, kind: &str, key: String, group: &Group<'_>) -> Option<Joint> {
    let model = ledger.model;
    let held = |place: &usize| &model.contracts[*place];
    let bodies: BTreeSet<&str> = group.contracts.keys().map(|place| held(place).record.organisation.as_str()).collect();
    if bodies.len() < 2 {
        return None;
    }
    let (key, name) = if kind == SUPPLIER {
        let ids: BTreeSet<&str> = group.contracts.keys().map(|place| held(place).supplier.as_str()).collect();
        let id = ids.first().map_or(key.as_str(), |id| *id).to_owned();
        let name = model.suppliers.name(&id).map(str::to_owned);
        (id, name)
    } else {
        let name = ledger.rules.catalogue.product(&key).map(|product| product.name.clone());
        (key, name)
    };
    let mut contracts: Vec<JointContract> =
        group.contracts.values().map(|dated| beside(ledger, dated, group.annual(dated))).collect();
    contracts.sort_by(|a, b| {
        let day = |row: &JointContract| (row.act_on.is_none(), row.act_on.clone());
        day(a).cmp(&day(b)).then_with(|| a.contract.cmp(&b.contract))
    });
    let known = contracts.iter().filter_map(|row| row.annual_pence);
    let annual: i128 = known.clone().map(i128::from).sum();
    let priced = known.count();
    let leaving: Vec<Leaving> =
        group.contracts.values().filter_map(|dated| leaving(ledger, dated, group.annual(dated)?)).collect();
    let together =
        Some(&leaving).filter(|leaving| leaving.len() > 1).and_then(|leaving| renewals::co_terminate(leaving));
    let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let assets = Some(group.assets.len()).filter(|assets| *assets > 0);
    let assets = assets.map(|assets| Volume { metric: "assets".to_owned(), quantity: assets.to_string() });
    let rights = group
        .rights
        .iter()
        .map(|(metric, quantity)| Volume { metric: metric.clone(), quantity: entitled::number(quantity) });
    Some(Joint {
        kind: kind.to_owned(),
        key,
        name,
        bodies: bodies.into_iter().map(str::to_owned).collect(),
        annual_pence: i64::try_from(annual).unwrap_or(i64::MAX),
        annual_unknown: count(contracts.len() - priced),
        volume: assets.into_iter().chain(rights).collect(),
        end_together_on: together.map(|day| day.on.to_string()),
        end_together_pence: together.map(|day| day.cost_pence),
        end_together_without: count(contracts.len() - leaving.len()),
        contracts,
    })
}

fn beside(ledger: &Ledger<'_>, dated: &Dated, annual_pence: Option<i64>) -> JointContract {
    let renewal = to_audit(ledger, dated);
    let act_on = renewal.standing(&ledger.model.period.as_of.to_string()).day().map(str::to_owned);
    JointContract {
        contract: renewal.contract,
        organisation: renewal.organisation,
        act_on,
        current_end: renewal.current_end,
        next_exit: renewal.next_exit,
        annual_pence,
    }
}

/// Where it can be left. None without an end that can still be reached.
fn leaving(ledger: &Ledger<'_>, dated: &Dated, annual_pence: i64) -> Option<Leaving> {
    let held = &ledger.model.contracts[dated.contract];
    let until = add_months(ledger.model.period.as_of, MONTHS_AHEAD);
    let mut exits = context(ledger, held, |context| renewals::exits(&held.record, context, until));
    // An end whose notice was missed is none.
    if dated.timeline.committed_to.is_some() {
        exits.retain(|exit| Some(exit.on) != dated.timeline.current_end);
    }
    (!exits.is_empty()).then_some(Leaving { exits, annual_pence, bridge_annual_pence: annual_pence })
}
