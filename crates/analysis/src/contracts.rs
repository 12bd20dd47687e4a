//! Contracts: what was decided about each, what it comes to in the period, and in which bucket that falls (rules L1, L7–L10, L27).

use crate::Error;
use crate::landing::{Cause, CoverRow, Covered, Piece, land};
use crate::leaves::Origin;
use crate::ledger::{CAPITAL_UNDER_ACCRUAL, ContractFacts, Dangling, Ledger, Lost, NoRate, too_large};
use crate::model::{FLAT, HeldContract};
use crate::period::Days;
use crate::price::{Force, NoValue, Pricing, Valued, is_framework};
use crate::receipt::Bucket;
use estate::tables::{Contract, Cover};
use estate::{
    Amount, Class, Currency, Date, Decimal, Evidence, FinancialYear, Flow, MoneyKind, PricePer, Scope, Table,
    add_months, round_half_away,
};
use std::collections::{BTreeMap, BTreeSet};

impl Ledger<'_> {
    /// All contracts, in order of id.
    pub(crate) fn add_contracts(&mut self, cover: &[Cover]) -> Result<(), Error> {
        let mut rows: Vec<Vec<CoverRow>> = self.model.contracts.iter().map(|_| Vec::new()).collect();
        for row in cover {
            let contract = self.model.contract(&row.contract);
            match contract.map(|contract| &self.model.contracts[contract].record) {
                None => self.dangling.push(Dangling::new(Table::Cover, &row.asset, "", Some(&row.contract))),
                Some(record) if self.model.asset(&row.asset).is_none() => {
                    let names = Some(row.asset.as_str());
                    self.dangling.push(Dangling::new(Table::Contracts, &record.id, &record.organisation, names));
                }
                Some(_) => {}
            }
            if let Some((contract, row)) = contract.zip(CoverRow::new(self.model, row)) {
                rows[contract].push(row);
            }
        }
        let mut values: Vec<Result<Valued, NoValue>> = Vec::new();
        for (place, cover) in rows.into_iter().enumerate() {
            let held = &self.model.contracts[place];
            let value = self.pricing(held).value();
            self.contracts.push(self.decide(held, cover, &value));
            values.push(value);
        }
        let (ranks, covered) = self.duplicates();
        for (place, value) in values.into_iter().enumerate() {
            self.add_contract(place, value, ranks.get(&place).copied(), &covered)?;
        }
        Ok(())
    }

    /// Financial years in which a contract with a known price was in force, up to the audit date's own.
    pub(crate) fn contract_years(&self) -> BTreeSet<FinancialYear> {
        let mut years = BTreeSet::new();
        for facts in self.contracts.iter().filter(|facts| facts.priced && !facts.force.never && !facts.framework) {
            let (from, to) = (facts.force.from, facts.force.to.min(self.model.period.as_of.max(facts.force.from)));
            // A contract without a first day says nothing of when it began.
            let mut day = if from == Date::MIN { to } else { from };
            while day <= to && years.len() < 200 {
                years.insert(FinancialYear::of(day));
                day = add_months(day, 12);
            }
            years.insert(FinancialYear::of(to));
        }
        years
    }

    /// The price of a contract: of the record that gives it, where records of two sources are one.
    pub(crate) fn pricing<'b>(&'b self, held: &'b HeldContract) -> Pricing<'b> {
        self.pricing_of(&held.record, &held.priced_by)
    }

    fn pricing_of<'b>(&'b self, contract: &'b Contract, id: &str) -> Pricing<'b> {
        Pricing {
            period: self.model.period,
            exchange: self.exchange,
            body: self.model.organisations.get(&contract.organisation),
            contract,
            prices: self.model.prices.get(id).map_or(&[], Vec::as_slice),
        }
    }

    fn decide(&self, held: &HeldContract, cover: Vec<CoverRow>, value: &Result<Valued, NoValue>) -> ContractFacts {
        let record = &held.record;
        let one_off = record.price_per == Some(PricePer::OneOff);
        let decided = self.rules.spending.decide(&classification::Line {
            category: record.kind.map(estate::ContractKind::word),
            text: record.title.as_deref(),
            supplier: self.model.suppliers.name(&held.supplier),
        });
        let covers_asset = cover.iter().any(|row| row.asset.is_some());
        let scope = match record.scope {
            Some(scope) => scope,
            None if covers_asset => Scope::Ict,
            None => decided.scope,
        };
        let default_flow = if one_off { Flow::Change } else { Flow::Run };
        ContractFacts {
            scope,
            class: record.class.or(record.kind.map(estate::ContractKind::class)).unwrap_or(Class::Other),
            flow: record.flow.unwrap_or(default_flow),
            money: if record.capital == Some(true) { MoneyKind::Capital } else { MoneyKind::Resource },
            force: Force::of(record),
            framework: is_framework(held),
            one_off,
            priced: value.as_ref().is_ok_and(|value| !value.runs.is_empty() || value.incomplete.is_empty()),
            counted: 0,
            incomplete: value.as_ref().map(|value| value.incomplete.clone()).unwrap_or_default(),
            cover,
        }
    }

    /// Contracts for maintenance and support that count, ranked by first day and id, and which of them cover which asset. Licences and the
    /// like are not compared: two of them on one server are usually two products.
    fn duplicates(&self) -> (BTreeMap<usize, usize>, Covered) {
        let counts = |place: &usize| {
            let (held, facts) = (&self.model.contracts[*place], &self.contracts[*place]);
            let counts = facts.priced && !facts.framework && !facts.one_off && !held.is_parent && !held.recharge;
            counts && facts.class == Class::Maintenance && facts.scope == Scope::Ict && facts.flow == Flow::Run
        };
        let mut order: Vec<usize> = (0..self.contracts.len()).filter(counts).collect();
        order.sort_by_key(|place| (self.contracts[*place].force.from, *place));
        let mut covered: Covered = BTreeMap::new();
        let ranks = order.iter().enumerate().map(|(rank, place)| (*place, rank)).collect();
        for (rank, place) in order.into_iter().enumerate() {
            let facts = &self.contracts[place];
            let Some(force) = Days::new(facts.force.from, facts.force.to).filter(|_| !facts.force.never) else {
                continue;
            };
            for row in &facts.cover {
                if let Some((asset, days)) = row.asset.zip(row.days.within(force)) {
                    covered.entry(asset).or_default().push(Cause { rank, days });
                }
            }
        }
        covered
            .retain(|_, causes| causes.iter().any(|cause| Some(cause.rank) != causes.first().map(|first| first.rank)));
        (ranks, covered)
    }

    fn add_contract(
        &mut self,
        place: usize,
        value: Result<Valued, NoValue>,
        rank: Option<usize>,
        covered: &Covered,
    ) -> Result<(), Error> {
        let held = &self.model.contracts[place];
        self.book.open(&held.source, Table::Contracts);
        for other in &held.others {
            self.add_other_record(place, other)?;
        }
        let Ok(value) = value else { return self.without_value(&held.record, &held.source) };
        let pence = round_half_away(&value.pence()).ok_or_else(|| too_large(&held.record.id))?;
        let facts = &self.contracts[place];
        let bucket = if held.is_parent {
            Bucket::RollUp
        } else if held.recharge {
            Bucket::Recharge
        } else if value.other_period {
            Bucket::OtherPeriod
        } else if facts.framework {
            Bucket::CrossCheck
        } else {
            self.bucket(facts.scope, facts.money, facts.flow)
        };
        if bucket == Bucket::CrossCheck {
            let why = if facts.framework { "L8.framework-is-a-ceiling" } else { CAPITAL_UNDER_ACCRUAL };
            let lost = Lost { table: Table::Contracts, id: &held.priced_by, source: &held.source, pence, why };
            self.cross_check(&lost, &held.record.organisation, None);
            return Ok(());
        }
        self.book.add(&held.source, Table::Contracts, bucket, pence);
        if !matches!(bucket, Bucket::Counted | Bucket::Change | Bucket::Capital) || pence == 0 {
            return Ok(());
        }
        let pieces = land(self.model, &facts.cover, &value.runs, rank, covered);
        let origin = self.contract_origin(place, pence, pieces, value.original);
        self.contracts[place].counted = pence;
        self.count(origin);
        Ok(())
    }

    fn contract_origin(
        &self,
        place: usize,
        pence: i64,
        pieces: Vec<Piece>,
        original: Option<(Amount, Currency, Decimal)>,
    ) -> Origin {
        let (held, facts) = (&self.model.contracts[place], &self.contracts[place]);
        let record = &held.record;
        let how = match self.model.period.wanted {
            crate::Wanted::Rate => "L12",
            crate::Wanted::Year(_) => "L13",
        };
        let per = record.price_per.map_or("price", PricePer::word);
        Origin {
            table: Table::Contracts,
            id: held.priced_by.clone(),
            source: held.source.clone(),
            organisation: record.organisation.clone(),
            supplier: Some(held.supplier.clone()),
            contract: Some(record.id.clone()),
            class: facts.class,
            nature: record.kind.map_or("contract", estate::ContractKind::word).to_owned(),
            flow: facts.flow,
            money: facts.money,
            evidence: Evidence::Contracted,
            cost_centre: record.cost_centre.clone(),
            original,
            vat: record.price_vat.to_string(),
            rule: format!("{how}.{per}"),
            words: record.title.clone(),
            pence,
            pieces,
        }
    }

    /// The same contract in a source that is trusted less (rule L7).
    fn add_other_record(&mut self, place: usize, other: &Contract) -> Result<(), Error> {
        let source = other.source.as_deref().unwrap_or(FLAT);
        let held = &self.model.contracts[place];
        let Ok(value) = self.pricing_of(other, &other.id).value() else { return self.without_value(other, source) };
        let pence = round_half_away(&value.pence()).ok_or_else(|| too_large(&other.id))?;
        let bucket = if held.is_parent {
            Bucket::RollUp
        } else if held.recharge {
            Bucket::Recharge
        } else if value.other_period {
            Bucket::OtherPeriod
        } else {
            Bucket::CrossCheck
        };
        if bucket == Bucket::CrossCheck {
            let why = "L7.same-contract-in-two-sources";
            let lost = Lost { table: Table::Contracts, id: &other.id, source, pence, why };
            self.cross_check(&lost, &other.organisation, Some(format!("contracts:{}", held.record.id)));
        } else {
            self.book.add(source, Table::Contracts, bucket, pence);
        }
        Ok(())
    }

    /// A price that cannot be used: the stated amount is set aside (rule L9), or listed in its currency (rule L18).
    fn without_value(&mut self, record: &Contract, source: &str) -> Result<(), Error> {
        let stated = self.pricing_of(record, &record.id).stated();
        match stated {
            None => {}
            Some(Ok(stated)) => {
                let pence = round_half_away(&stated.pence).ok_or_else(|| too_large(&record.id))?;
                self.book.add(source, Table::Contracts, Bucket::SetAside, pence);
            }
            Some(Err(_)) => {
                let amount = record.price_amount.known().unwrap_or_default();
                let (id, organisation) = (&record.id, &record.organisation);
                self.no_rate.push(NoRate::of(Table::Contracts, id, organisation, amount, record.price_currency));
            }
        }
        Ok(())
    }
}
