//! The estate with its ids resolved: records of one thing joined, everything sorted by id, so that a place in a list is an id and its
//! order is the order of ids.

use crate::Error;
use crate::period::Period;
use crate::read;
use crate::rules::Rules;
use estate::tables::{Asset, Contract, Entitlement, Organisation, Price, Source, Supplier};
use estate::{AssetStatus, Date, PricePer, Record, SourceRole, Stated, Table, When};
use identity::{AssetRecord, ContractRecord, Suppliers};
use polars::prelude::DataFrame;
use std::collections::{BTreeMap, HashMap};

/// The name of a source where a record gives none.
pub(crate) const FLAT: &str = "flat";

/// The frames of a snapshot.
pub type Frames = BTreeMap<Table, DataFrame>;

/// An asset, with the records it was joined from.
pub(crate) struct Held {
    pub(crate) record: Asset,
    /// The record whose own cost is used, and its source.
    pub(crate) own_by: String,
    pub(crate) own_source: String,
    /// Records that were joined into this one and whose own cost lost.
    pub(crate) others: Vec<Asset>,
    service: bool,
    application: bool,
}

impl Held {
    fn new(record: Asset, giver: &Asset, others: Vec<Asset>) -> Held {
        let is = |word: &str| record.kind.trim().eq_ignore_ascii_case(word);
        let (service, application) = (is("service"), is("application"));
        let own_source = giver.source.clone().unwrap_or_else(|| FLAT.to_owned());
        Held { own_by: giver.id.clone(), own_source, record, others, service, application }
    }

    pub(crate) fn is_service(&self) -> bool {
        self.service
    }

    pub(crate) fn is_application(&self) -> bool {
        self.application
    }

    /// Is it neither retired, nor missing, nor in a store on this day?
    pub(crate) fn in_use(&self, day: Date) -> bool {
        !self.retired(day) && self.record.status != Some(AssetStatus::Stock)
    }

    /// Is it retired or missing on this day? The day after `retired_on` is the first; without that day the status decides (rule L26).
    pub(crate) fn retired(&self, day: Date) -> bool {
        match &self.record.retired_on {
            When::Day(last) => day > *last,
            _ => matches!(self.record.status, Some(AssetStatus::Retired | AssetStatus::Missing)),
        }
    }
}

/// A contract, with the records of it in other sources.
pub(crate) struct HeldContract {
    pub(crate) record: Contract,
    /// The record whose price counts, and its source.
    pub(crate) priced_by: String,
    pub(crate) source: String,
    /// Records of it in other sources, whose prices are cross-checks.
    pub(crate) others: Vec<Contract>,
    /// The id of its supplier.
    pub(crate) supplier: String,
    /// What all spellings of that supplier have in common.
    pub(crate) identity: String,
    /// Does another contract name it as its parent?
    pub(crate) is_parent: bool,
    /// Is its supplier one of the bodies?
    pub(crate) recharge: bool,
}

/// The sources, in the order of trust.
pub(crate) struct Sources {
    order: Vec<String>,
    cross_check: Vec<String>,
}

impl Sources {
    fn new(rules: &Rules<'_>, listed: Vec<Source>) -> Sources {
        let mut sources = Sources { order: Vec::new(), cross_check: Vec::new() };
        for rule in &rules.sources {
            sources.order.push(rule.name.clone());
            if rule.cross_check {
                sources.cross_check.push(rule.name.clone());
            }
        }
        let mut listed = listed;
        listed.sort_by(|a, b| (a.order.unwrap_or(i64::MAX), &a.source).cmp(&(b.order.unwrap_or(i64::MAX), &b.source)));
        for source in listed {
            if source.role == Some(SourceRole::CrossCheck) {
                sources.cross_check.push(source.source.clone());
            }
            if !sources.order.contains(&source.source) {
                sources.order.push(source.source);
            }
        }
        sources
    }

    /// A source's place. Sources that no list names come after those it does, in the order in which `met` has them.
    fn place(&self, source: &str, met: &[String]) -> usize {
        let known = self.order.iter().position(|name| name == source);
        known.unwrap_or_else(|| self.order.len() + met.iter().position(|name| name == source).unwrap_or(met.len()))
    }

    pub(crate) fn is_cross_check(&self, source: &str) -> bool {
        self.cross_check.iter().any(|name| name == source)
    }
}

/// The estate with its ids resolved.
pub(crate) struct Model {
    pub(crate) period: Period,
    pub(crate) organisations: BTreeMap<String, Organisation>,
    pub(crate) suppliers: Suppliers,
    pub(crate) supplier_rows: Vec<Supplier>,
    pub(crate) sources: Sources,
    pub(crate) assets: Vec<Held>,
    pub(crate) contracts: Vec<HeldContract>,
    /// Price rows by the id of the record they belong to.
    pub(crate) prices: BTreeMap<String, Vec<Price>>,
    /// Rights bought, in order.
    pub(crate) entitlements: Vec<Entitlement>,
    asset_at: HashMap<String, usize>,
    contract_at: HashMap<String, usize>,
}

impl Model {
    /// `spellings` are the supplier texts of payments.
    pub(crate) fn load<'a>(
        frames: &Frames,
        rules: &Rules<'_>,
        period: Period,
        spellings: impl Iterator<Item = &'a str>,
    ) -> Result<Model, Error> {
        let sources = Sources::new(rules, read::all(frames.get(&Table::Sources))?);
        let mut organisations: Vec<Organisation> = read::all(frames.get(&Table::Organisations))?;
        organisations.sort_by(|a, b| a.id.cmp(&b.id));
        let mut supplier_rows: Vec<Supplier> = read::all(frames.get(&Table::Suppliers))?;
        supplier_rows.sort_by(|a, b| a.id.cmp(&b.id));
        let contracts: Vec<Contract> = read::all(frames.get(&Table::Contracts))?;
        let spellings: Vec<&str> = spellings.collect();
        let stated = contracts.iter().map(|contract| contract.supplier.as_str());
        let suppliers = Suppliers::new(&supplier_rows, &organisations, spellings.iter().copied().chain(stated));
        let (assets, asset_at) = join_assets(read::all(frames.get(&Table::Assets))?, &sources);
        let mut prices: BTreeMap<String, Vec<Price>> = BTreeMap::new();
        for price in read::all::<Price>(frames.get(&Table::Prices))? {
            prices.entry(price.contract.clone()).or_default().push(price);
        }
        let mut entitlements: Vec<Entitlement> = read::all(frames.get(&Table::Entitlements))?;
        let key = |row: &Entitlement| (row.contract.clone(), row.product.clone(), row.metric.clone(), row.from, row.to);
        entitlements.sort_by_cached_key(key);
        let (contracts, contract_at) = join_contracts(contracts, &sources, &suppliers, &supplier_rows, &prices);
        let organisations = organisations.into_iter().map(|row| (row.id.clone(), row)).collect();
        Ok(Model {
            period,
            organisations,
            suppliers,
            supplier_rows,
            sources,
            assets,
            contracts,
            prices,
            entitlements,
            asset_at,
            contract_at,
        })
    }

    /// The place of the asset of this id.
    pub(crate) fn asset(&self, id: &str) -> Option<usize> {
        self.asset_at.get(id).copied()
    }

    /// The place of the contract of this id.
    pub(crate) fn contract(&self, id: &str) -> Option<usize> {
        self.contract_at.get(id).copied()
    }

    pub(crate) fn retired_on_audit_date(&self, asset: usize) -> bool {
        self.assets[asset].retired(self.period.as_of)
    }
}

/// Sources in the order in which their first record stands.
fn met<'a>(names: impl Iterator<Item = &'a Option<String>>) -> Vec<String> {
    let mut met: Vec<String> = Vec::new();
    for name in names {
        let name = name.as_deref().unwrap_or(FLAT);
        if !met.iter().any(|known| known == name) {
            met.push(name.to_owned());
        }
    }
    met
}

type JoinedAssets = (Vec<Held>, HashMap<String, usize>);

fn join_assets(mut records: Vec<Asset>, sources: &Sources) -> JoinedAssets {
    let met = met(records.iter().map(|record| &record.source));
    records.sort_by(|a, b| a.id.cmp(&b.id));
    let keys: Vec<AssetRecord<'_>> = records
        .iter()
        .map(|record| AssetRecord {
            id: &record.id,
            source: sources.place(record.source.as_deref().unwrap_or(FLAT), &met),
            organisation: &record.organisation,
            kind: &record.kind,
            name: &record.name,
            serial: record.serial.as_deref(),
            asset_tag: record.asset_tag.as_deref(),
        })
        .collect();
    let groups = identity::same_assets(&keys);
    let mut into: Vec<usize> = (0..records.len()).collect();
    for same in &groups {
        same.records.iter().for_each(|place| into[*place] = same.records[0]);
    }
    let mut others: BTreeMap<usize, Vec<Asset>> = BTreeMap::new();
    for same in &groups {
        others.insert(same.records[0], same.records[1..].iter().map(|place| records[*place].clone()).collect());
    }
    let mut assets: Vec<Held> = Vec::new();
    let mut place_of: Vec<usize> = vec![0; records.len()];
    let ids: Vec<String> = records.iter().map(|record| record.id.clone()).collect();
    for (place, record) in records.into_iter().enumerate() {
        if into[place] == place {
            place_of[place] = assets.len();
            assets.push(joined_asset(record, others.remove(&place).unwrap_or_default()));
        }
    }
    let asset_at = ids.into_iter().enumerate().map(|(place, id)| (id, place_of[into[place]])).collect();
    (assets, asset_at)
}

/// The first record that knows a value gives it; own cost and its `per` come together from the first that has a cost.
fn joined_asset(record: Asset, others: Vec<Asset>) -> Held {
    let mut values = record.to_values();
    for other in &others {
        for (value, theirs) in values.iter_mut().zip(other.to_values()) {
            if *value == estate::Value::Missing {
                *value = theirs;
            }
        }
    }
    let mut whole = Asset::from_values(values).unwrap_or_else(|_| record.clone());
    let mut group: Vec<Asset> = std::iter::once(record).chain(others).collect();
    let giver = group.remove(group.iter().position(|row| row.own_cost != Stated::Missing).unwrap_or(0));
    whole.own_cost = giver.own_cost.clone();
    whole.own_cost_per.clone_from(&giver.own_cost_per);
    whole.currency = giver.currency;
    group.retain(|row| row.own_cost != Stated::Missing);
    Held::new(whole, &giver, group)
}

type JoinedContracts = (Vec<HeldContract>, HashMap<String, usize>);

fn join_contracts(
    mut records: Vec<Contract>,
    sources: &Sources,
    suppliers: &Suppliers,
    supplier_rows: &[Supplier],
    prices: &BTreeMap<String, Vec<Price>>,
) -> JoinedContracts {
    let rows: BTreeMap<&str, &Supplier> = supplier_rows.iter().map(|row| (row.id.as_str(), row)).collect();
    let met = met(records.iter().map(|record| &record.source));
    records.sort_by(|a, b| a.id.cmp(&b.id));
    let identities: Vec<String> = records.iter().map(|record| suppliers.identity(&record.supplier)).collect();
    let keys: Vec<ContractRecord<'_>> = records
        .iter()
        .zip(&identities)
        .map(|(record, identity)| ContractRecord {
            source: sources.place(record.source.as_deref().unwrap_or(FLAT), &met),
            organisation: &record.organisation,
            supplier: identity,
            reference: record.reference.as_deref(),
        })
        .collect();
    let mut into: Vec<usize> = (0..records.len()).collect();
    let mut others: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for group in identity::same_contracts(&keys) {
        group.iter().for_each(|place| into[*place] = group[0]);
        others.insert(group[0], group[1..].to_vec());
    }
    let mut contracts: Vec<HeldContract> = Vec::new();
    let mut place_of = vec![0; records.len()];
    for (place, record) in records.iter().enumerate() {
        if into[place] != place {
            continue;
        }
        place_of[place] = contracts.len();
        let group = std::iter::once(place).chain(others.get(&place).into_iter().flatten().copied());
        let mut group: Vec<Contract> = group.map(|place| records[place].clone()).collect();
        let giver = group.iter().position(|record| has_price(record, prices)).unwrap_or(0);
        let whole = joined_contract(&group, giver);
        let giver = group.remove(giver);
        let recharge = suppliers.body(&record.supplier, &rows).is_some();
        contracts.push(HeldContract {
            record: whole,
            priced_by: giver.id,
            source: giver.source.unwrap_or_else(|| FLAT.to_owned()),
            others: group,
            supplier: suppliers.id(&record.supplier).to_owned(),
            identity: identities[place].clone(),
            is_parent: false,
            recharge,
        });
    }
    let contract_at: HashMap<String, usize> =
        records.iter().enumerate().map(|(place, record)| (record.id.clone(), place_of[into[place]])).collect();
    for record in &records {
        let parent = record.parent.as_ref().and_then(|parent| contract_at.get(parent)).copied();
        if let Some(parent) = parent.filter(|parent| contract_at.get(&record.id) != Some(parent)) {
            contracts[parent].is_parent = true;
        }
    }
    (contracts, contract_at)
}

/// Does the record state a price and what it is for?
fn has_price(record: &Contract, prices: &BTreeMap<String, Vec<Price>>) -> bool {
    prices.contains_key(&record.id)
        || record.price_amount.known().is_some() && record.price_per.is_some_and(|per| per != PricePer::Unknown)
}

/// The first source that knows a value gives it; the price comes whole from `giver`, the first that states one.
fn joined_contract(group: &[Contract], giver: usize) -> Contract {
    let mut values = group[0].to_values();
    for other in &group[1..] {
        for (value, theirs) in values.iter_mut().zip(other.to_values()) {
            if *value == estate::Value::Missing {
                *value = theirs;
            }
        }
    }
    let mut whole = Contract::from_values(values).unwrap_or_else(|_| group[0].clone());
    let giver = &group[giver];
    whole.price_amount = giver.price_amount.clone();
    whole.price_currency = giver.price_currency;
    whole.price_per = giver.price_per;
    whole.price_vat = giver.price_vat;
    whole.units = giver.units;
    whole
}
