//! The ledger under construction: contracts first, then payments against them, then labour, then what assets' own figures add.

use crate::Error;
use crate::exchange::Exchange;
use crate::landing::{Cause, CoverRow, Covered, land};
use crate::leaves::{Line, Origin, lines};
use crate::model::{FLAT, HeldContract, Model};
use crate::period::Days;
use crate::price::{Force, NoValue, Pricing, Valued, is_framework};
use crate::receipt::{Book, Bucket};
use crate::rules::Rules;
use crate::shares::Shares;
use crate::spending::Spending;
use estate::tables::{Contract, Cover, CrossCheck};
use estate::{
    Accounting, Class, Date, Evidence, FinancialYear, Flow, MoneyKind, PricePer, Scope, SetAside, Table, add_months,
    round_half_away,
};
use std::collections::{BTreeMap, BTreeSet};

/// What was decided about a contract, for its payments and for findings.
pub(crate) struct ContractFacts {
    pub(crate) scope: Scope,
    pub(crate) class: Class,
    pub(crate) flow: Flow,
    pub(crate) money: MoneyKind,
    pub(crate) force: Force,
    pub(crate) framework: bool,
    pub(crate) one_off: bool,
    /// Is its price known?
    pub(crate) priced: bool,
    /// Its value in the period in pence, where it counts.
    pub(crate) counted: i64,
    /// Days in force without a known price.
    pub(crate) incomplete: Vec<Days>,
    pub(crate) cover: Vec<CoverRow>,
}

/// An amount that was left outside the sums, for want of an exchange rate.
pub(crate) struct NoRate {
    pub(crate) table: Table,
    pub(crate) id: String,
    pub(crate) organisation: String,
    pub(crate) words: String,
}

/// A record that names one which no table holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Dangling {
    pub(crate) table: Table,
    pub(crate) id: String,
    pub(crate) organisation: String,
    /// The id that leads nowhere.
    pub(crate) names: String,
}

impl Dangling {
    pub(crate) fn new(table: Table, id: &str, organisation: &str, names: Option<&str>) -> Dangling {
        let names = names.unwrap_or_default().to_owned();
        Dangling { table, id: id.to_owned(), organisation: organisation.to_owned(), names }
    }
}

/// The rule by which money from capital counts as depreciation and not as paid.
pub(crate) const CAPITAL_UNDER_ACCRUAL: &str = "accrual.depreciation-counts";

/// An amount that lost, with the rule that decided.
pub(crate) struct Lost<'a> {
    pub(crate) table: Table,
    pub(crate) id: &'a str,
    pub(crate) source: &'a str,
    pub(crate) pence: i64,
    pub(crate) why: &'a str,
}

/// The ledger under construction.
pub(crate) struct Ledger<'a> {
    pub(crate) model: &'a Model,
    pub(crate) rules: &'a Rules<'a>,
    pub(crate) exchange: &'a Exchange,
    pub(crate) shares: &'a Shares,
    pub(crate) book: Book,
    pub(crate) spending: Spending,
    pub(crate) origins: Vec<Origin>,
    pub(crate) lines: Vec<Line>,
    pub(crate) cross_checks: Vec<CrossCheck>,
    pub(crate) contracts: Vec<ContractFacts>,
    pub(crate) no_rate: Vec<NoRate>,
    pub(crate) dangling: Vec<Dangling>,
    /// Assets with a purchase price that cannot be depreciated, for want of a day or a life.
    pub(crate) undepreciated: u64,
}

impl<'a> Ledger<'a> {
    pub(crate) fn new(
        model: &'a Model,
        rules: &'a Rules<'a>,
        exchange: &'a Exchange,
        shares: &'a Shares,
        set_aside: &[SetAside],
    ) -> Ledger<'a> {
        let mut ledger = Ledger {
            model,
            rules,
            exchange,
            shares,
            book: Book::default(),
            spending: Spending::default(),
            origins: Vec::new(),
            lines: Vec::new(),
            cross_checks: Vec::new(),
            contracts: Vec::new(),
            no_rate: Vec::new(),
            dangling: Vec::new(),
            undepreciated: 0,
        };
        set_aside.iter().for_each(|row| ledger.set_aside(row));
        ledger
    }

    /// The money that a row set aside at the door states.
    fn set_aside(&mut self, row: &SetAside) {
        let (Some(table), Some(minor), true) = (Table::named(&row.table), row.amount_minor, row.whole_row) else {
            return;
        };
        let currency = match &row.currency {
            None => None,
            Some(words) => match estate::Currency::parse(words) {
                Some(currency) => Some(currency),
                None => return,
            },
        };
        let day = self.model.period.exchange_day();
        match self.exchange.convert(estate::Amount(minor), currency, day).and_then(|c| round_half_away(&c.pence)) {
            Some(pence) => {
                self.book.add(&row.source, table, Bucket::SetAside, pence);
                if table == Table::Payments {
                    self.spending.set_aside(&row.source, pence);
                }
            }
            None => self.no_rate.push(NoRate {
                table,
                id: row.id.clone().unwrap_or_else(|| format!("{}:{}", row.file, row.line)),
                organisation: String::new(),
                words: format!("{} {}", row.currency.as_deref().unwrap_or_default(), estate::Amount(minor)),
            }),
        }
    }

    /// Where money falls once it is of this period and has not lost to better. Under accrual, depreciation counts for what capital bought.
    pub(crate) fn bucket(&self, scope: Scope, money: MoneyKind, flow: Flow) -> Bucket {
        let accrual = self.rules.costing.accounting == Accounting::Accrual;
        match (scope, money, flow) {
            (Scope::NotIct, _, _) => Bucket::NotIct,
            (Scope::Unclear, _, _) => Bucket::Unclear,
            (Scope::Ict, MoneyKind::Capital, _) if accrual => Bucket::CrossCheck,
            (Scope::Ict, MoneyKind::Capital, _) => Bucket::Capital,
            (Scope::Ict, MoneyKind::Resource, Flow::Change) => Bucket::Change,
            (Scope::Ict, MoneyKind::Resource, Flow::Run) => Bucket::Counted,
        }
    }

    /// Books an amount that lost to a better one, or to nothing.
    pub(crate) fn cross_check(&mut self, lost: &Lost<'_>, organisation: &str, instead_of: Option<String>) {
        self.book.add(lost.source, lost.table, Bucket::CrossCheck, lost.pence);
        self.cross_checks.push(CrossCheck {
            origin_table: lost.table.name().to_owned(),
            origin_id: lost.id.to_owned(),
            source: lost.source.to_owned(),
            organisation: organisation.to_owned(),
            instead_of,
            amount_pence: lost.pence,
            difference_pence: None,
            rule: lost.why.to_owned(),
        });
    }

    /// Adds an origin whose money counts, and its lines.
    pub(crate) fn count(&mut self, origin: Origin) {
        let place = self.origins.len();
        self.lines.extend(lines(place, &origin, self.shares));
        self.origins.push(origin);
    }

    /// Adds an origin that is run and change: its pennies are dealt once, and what is change becomes an origin of its own. Gives the pence
    /// of change.
    pub(crate) fn count_parted(&mut self, origin: &Origin) -> i64 {
        let dealt = lines(self.origins.len(), origin, self.shares);
        let mut changed = 0;
        for (flow, change) in [(Flow::Run, false), (Flow::Change, true)] {
            let place = self.origins.len();
            let part = dealt.iter().filter(|line| line.change == change);
            let part: Vec<Line> = part.map(|line| Line { origin: place, ..line.clone() }).collect();
            if part.is_empty() {
                continue;
            }
            let pence = part.iter().map(|line| line.pence).sum();
            let pieces = origin.pieces.iter().filter(|piece| piece.change == change).cloned().collect();
            self.lines.extend(part);
            self.origins.push(Origin { flow, pence, pieces, ..origin.clone() });
            if change {
                changed = pence;
            }
        }
        changed
    }

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
        pieces: Vec<crate::landing::Piece>,
        original: Option<(estate::Amount, estate::Currency, estate::Decimal)>,
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
            Some(Err(_)) => self.no_rate.push(NoRate {
                table: Table::Contracts,
                id: record.id.clone(),
                organisation: record.organisation.clone(),
                words: format!(
                    "{} {}",
                    record.price_currency.map(|currency| currency.to_string()).unwrap_or_default(),
                    record.price_amount.known().unwrap_or_default()
                ),
            }),
        }
        Ok(())
    }
}

/// Run cost of the period that lands on each asset, by the asset's place.
pub(crate) fn run_pence_by_asset(ledger: &Ledger<'_>) -> Vec<i64> {
    let mut pence = vec![0; ledger.model.assets.len()];
    for line in ledger.lines.iter().filter(|line| ledger.origins[line.origin].is_run_cost()) {
        if let Some(asset) = line.asset {
            pence[asset] += line.pence;
        }
    }
    pence
}

pub(crate) fn too_large(id: &str) -> Error {
    Error::TooLarge { id: id.to_owned() }
}

/// 92 days of arrears after a day (and as many in advance before it).
pub(crate) fn arrears(day: Date, days: i32) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}
