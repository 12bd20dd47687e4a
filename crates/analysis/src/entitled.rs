//! Rights bought beside what is deployed, and what one of them costs.
//!
//! Rights of one body to one product by one metric are one pool, whatever contracts they come from. A metric that counts things is
//! counted by the body's assets in use whose words are those of the right; any other by rows of `measures`, and then by all of these
//! assets or not at all. Where no asset has the product's words nothing is known, not even that none is deployed.

use crate::findings::{Context, Found};
use crate::ledger::Ledger;
use crate::model::Model;
use crate::timelines::Dated;
use estate::tables::{Entitlement, Measure};
use estate::{AssetStatus, Date, Exact, Vat, round_half_away};
use num_traits::{Signed, Zero};
use std::collections::{BTreeMap, BTreeSet};

/// Rights of one body to one product by one metric.
pub(crate) struct Right {
    pub(crate) organisation: String,
    /// As the first row spells it.
    pub(crate) product: String,
    pub(crate) metric: String,
    pub(crate) bought: Exact,
    /// How many are in use; none where that is not known.
    pub(crate) deployed: Option<Deployed>,
    /// Places of the contracts, in order.
    contracts: Vec<usize>,
    assets: Vec<usize>,
    /// What one costs a year in pence, where each contract is for this alone.
    unit_pence: Option<Exact>,
}

/// How many rights are in use: at least those of assets known to be live, at most those of every asset not known to be gone.
pub(crate) struct Deployed {
    pub(crate) least: Exact,
    pub(crate) most: Exact,
}

impl Right {
    /// A finding about it, worth so many of these rights.
    pub(crate) fn found(&self, context: &Context<'_>, rights: &Exact) -> Found {
        let first = self.contracts.first().map(|place| &context.model.contracts[*place]);
        let contracts =
            self.contracts.iter().map(|place| format!("contracts:{}", context.model.contracts[*place].record.id));
        let assets = self.assets.iter().map(|place| format!("assets:{}", context.model.assets[*place].record.id));
        Found {
            subject: first.map(|held| held.record.id.clone()).unwrap_or_default(),
            organisation: Some(self.organisation.clone()),
            owner: first.and_then(|held| held.record.owner.clone()),
            pence: self.unit_pence.as_ref().and_then(|unit| round_half_away(&(unit * rights))),
            due: self.contracts.iter().filter_map(|place| context.act_by(*place)).min(),
            evidence: contracts.chain(assets).collect(),
            ..Found::default()
        }
    }
}

/// Body, words of the product and metric.
type Pool = (String, String, String);

/// All rights in force on the audit date, by body, product and metric.
pub(crate) fn rights(ledger: &Ledger<'_>, dated: &[Dated], measures: &[Measure]) -> Vec<Right> {
    let (model, day) = (ledger.model, ledger.model.period.as_of);
    let mut pools: BTreeMap<Pool, Vec<(usize, &Entitlement)>> = BTreeMap::new();
    for (contract, row) in in_force(ledger, day) {
        let organisation = model.contracts[contract].record.organisation.clone();
        pools.entry((organisation, words(&[&row.product]), metric(row))).or_default().push((contract, row));
    }
    if pools.is_empty() {
        return Vec::new();
    }
    let found = assets_by_words(model);
    let measured = by_asset(model, measures);
    let unit = units(ledger, dated);
    let counts_assets =
        ledger.rules.procurement.entitlements.as_ref().map(|rule| rule.assets.as_slice()).unwrap_or_default();
    let mut rights = Vec::new();
    for ((organisation, product, metric), rows) in pools {
        let assets = found.get(&(organisation.clone(), product)).cloned().unwrap_or_default();
        let deployed = deployed(model, &assets, |asset| {
            if counts_assets.contains(&metric) {
                Some(Exact::from_integer(1.into()))
            } else {
                measured.get(&(asset, metric.clone())).cloned()
            }
        });
        let contracts: BTreeSet<usize> = rows.iter().map(|(contract, _)| *contract).collect();
        let bought: Exact = rows.iter().map(|(_, row)| row.quantity.exact()).sum();
        let prices: Option<Vec<&UnitPrice>> = contracts.iter().map(|contract| unit.get(contract)).collect();
        let annual = prices.map(|prices| prices.iter().map(|price| &price.pence * &price.quantity).sum::<Exact>());
        rights.push(Right {
            organisation,
            product: rows.first().map(|(_, row)| row.product.clone()).unwrap_or_default(),
            metric,
            deployed,
            unit_pence: annual.filter(|_| bought.is_positive()).map(|annual| annual / &bought),
            bought,
            contracts: contracts.into_iter().collect(),
            assets,
        });
    }
    rights
}

/// What one of them costs a year.
pub(crate) struct UnitPrice {
    pub(crate) contract: usize,
    pub(crate) product: String,
    pub(crate) metric: String,
    pub(crate) quantity: Exact,
    pub(crate) pence: Exact,
}

/// Prices a unit that can be compared: those of one product by one metric, with the same said of tax.
pub(crate) fn unit_prices(context: &Context<'_>) -> BTreeMap<(String, String, String), Vec<UnitPrice>> {
    let mut alike: BTreeMap<(String, String, String), Vec<UnitPrice>> = BTreeMap::new();
    for (contract, price) in units(context.ledger, context.dated) {
        let tax = match context.model.contracts[contract].record.price_vat {
            Vat::Unknown => "unknown".to_owned(),
            Vat::Net | Vat::Exempt => "net".to_owned(),
            Vat::Gross(rate) => format!("gross {}", rate.map(|rate| rate.to_string()).unwrap_or_default()),
        };
        alike.entry((words(&[&price.product]), price.metric.clone(), tax)).or_default().push(price);
    }
    alike
}

/// The price a unit of every contract that is for rights of one kind alone.
fn units(ledger: &Ledger<'_>, dated: &[Dated]) -> BTreeMap<usize, UnitPrice> {
    let mut rows: BTreeMap<usize, Vec<&Entitlement>> = BTreeMap::new();
    in_force(ledger, ledger.model.period.as_of).for_each(|(contract, row)| rows.entry(contract).or_default().push(row));
    let mut prices = BTreeMap::new();
    for (contract, rows) in rows {
        let [row] = rows.as_slice() else { continue };
        let annual = crate::timelines::of(dated, contract).and_then(|timeline| timeline.annual_pence);
        let quantity = row.quantity.exact();
        let Some(annual) = annual.filter(|annual| *annual > 0 && quantity.is_positive()) else { continue };
        let pence = Exact::from_integer(annual.into()) / &quantity;
        let (product, metric) = (row.product.clone(), metric(row));
        prices.insert(contract, UnitPrice { contract, product, metric, quantity, pence });
    }
    prices
}

/// Rows that hold on the day, of contracts in force on it.
pub(crate) fn in_force<'a>(ledger: &'a Ledger<'_>, day: Date) -> impl Iterator<Item = (usize, &'a Entitlement)> {
    ledger.model.entitlements.iter().filter_map(move |row| {
        let contract = ledger.model.contract(&row.contract)?;
        let facts = &ledger.contracts[contract];
        let holds = row.from.is_none_or(|from| from <= day) && row.to.is_none_or(|to| to >= day);
        (holds && facts.force.on(day) && facts.scope == estate::Scope::Ict).then_some((contract, row))
    })
}

fn metric(row: &Entitlement) -> String {
    row.metric.as_deref().unwrap_or_default().trim().to_lowercase()
}

/// The words of some texts, lower case, one space apart.
fn words(texts: &[&str]) -> String {
    let lower = texts.join(" ").to_lowercase();
    lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Assets of each body by what they may be called: product, with or without its maker and version.
fn assets_by_words(model: &Model) -> BTreeMap<(String, String), Vec<usize>> {
    let mut found: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (place, held) in model.assets.iter().enumerate() {
        let record = &held.record;
        let Some(product) = record.product.as_deref() else { continue };
        let (vendor, version) =
            (record.vendor.as_deref().unwrap_or_default(), record.version.as_deref().unwrap_or_default());
        let names: BTreeSet<String> = [
            words(&[product]),
            words(&[vendor, product]),
            words(&[product, version]),
            words(&[vendor, product, version]),
        ]
        .into();
        for name in names {
            found.entry((record.organisation.clone(), name)).or_default().push(place);
        }
    }
    found
}

/// What is measured on each asset, by metric: the latest period alone; the whole where a row gives it, else its consumers together.
fn by_asset(model: &Model, measures: &[Measure]) -> BTreeMap<(usize, String), Exact> {
    let mut latest: BTreeMap<(usize, String), Option<&str>> = BTreeMap::new();
    let key = |row: &Measure| Some((model.asset(&row.asset)?, row.name.trim().to_lowercase()));
    for row in measures {
        if let Some(key) = key(row) {
            let period = latest.entry(key).or_default();
            *period = (*period).max(row.period.as_deref());
        }
    }
    let mut sums: BTreeMap<(usize, String), (Option<Exact>, Exact)> = BTreeMap::new();
    for row in measures {
        let Some(key) = key(row) else { continue };
        if latest.get(&key).copied().flatten() != row.period.as_deref() {
            continue;
        }
        let (whole, parts) = sums.entry(key).or_insert_with(|| (None, Exact::zero()));
        let value = row.value.exact();
        match row.consumer {
            None => *whole = Some(whole.take().map_or(value.clone(), |known| known.max(value))),
            Some(_) => *parts += value,
        }
    }
    sums.into_iter().map(|(key, (whole, parts))| (key, whole.unwrap_or(parts))).collect()
}

fn deployed(model: &Model, assets: &[usize], value: impl Fn(usize) -> Option<Exact>) -> Option<Deployed> {
    let (mut least, mut most) = (Exact::zero(), Exact::zero());
    if assets.is_empty() {
        return None;
    }
    for asset in assets.iter().copied().filter(|asset| !model.retired_on_audit_date(*asset)) {
        let status = model.assets[asset].record.status;
        if status == Some(AssetStatus::Stock) {
            continue;
        }
        let value = value(asset)?;
        most += &value;
        if status == Some(AssetStatus::Live) {
            least += value;
        }
    }
    Some(Deployed { least, most })
}

/// A count for a sentence: `12`, `2.5`.
pub(crate) fn number(count: &Exact) -> String {
    if count.is_integer() {
        return count.to_integer().to_string();
    }
    let hundredths = round_half_away(&(count * Exact::from_integer(100.into()))).unwrap_or(0);
    estate::Amount(hundredths).to_string().trim_end_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_marks_and_case() {
        assert_eq!(words(&["Ostrand", "SQL-Server (Std)"]), "ostrand sql server std");
    }

    #[test]
    fn counts_read_as_people_write_them() {
        for (numer, denom, said) in [(12, 1, "12"), (5, 2, "2.5"), (1, 3, "0.33")] {
            assert_eq!(number(&Exact::new(numer.into(), denom.into())), said);
        }
    }
}
