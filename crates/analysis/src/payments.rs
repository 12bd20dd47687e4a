//! Payments: which period they are of, and whether they count beside the contract they belong to (rules L3–L6, L16, L21).

use crate::Error;
use crate::landing::{CoverRow, Covered, land};
use crate::leaves::Origin;
use crate::ledger::{CAPITAL_UNDER_ACCRUAL, ContractFacts, Dangling, Ledger, Lost, NoRate, arrears, too_large};
use crate::matching::{How, Index, Match};
use crate::model::FLAT;
use crate::period::{Days, Wanted};
use crate::price::Run;
use crate::receipt::Bucket;
use crate::spending::nature_of;
use estate::tables::Payment;
use estate::{
    Amount, ChargeKind, Class, CommitmentStatus, Currency, Decimal, Evidence, Exact, Flow, MoneyKind, Scope, Table,
    Waste, round_half_away,
};
use std::collections::{BTreeMap, BTreeSet};

/// What payments said about contracts, for findings. Pence are of the period.
#[derive(Debug, Default)]
pub(crate) struct PaymentFacts {
    /// Contract → paid later than 92 days after its end, and the payments.
    pub(crate) lapsed: BTreeMap<usize, (i64, Vec<String>)>,
    /// Contract → paid after its end, within 92 days.
    pub(crate) after_end: BTreeMap<usize, (i64, Vec<String>)>,
    /// Payments beside several contracts that fit: (organisation, supplier) → pence, payments.
    pub(crate) beside: BTreeMap<(String, String), (i64, Vec<String>)>,
    /// Contract → what was paid under it, whatever the period: the days of the service, else the day it was paid, and pence.
    pub(crate) paid: BTreeMap<usize, Vec<(Days, i64)>>,
    /// Commitments of cloud bills: (organisation, commitment) → what their lines add up to, whatever the period.
    pub(crate) bills: BTreeMap<(String, String), Bill>,
    /// Cross-checks of contracts that are not in force on the audit date (rule L5).
    pub(crate) ended: i128,
    /// Source → the first and last day paid.
    pub(crate) days: BTreeMap<String, Days>,
    /// Financial years that hold money, for the error that names them.
    pub(crate) years: BTreeSet<estate::FinancialYear>,
}

/// What the lines of one commitment of a cloud bill add up to, in pence.
#[derive(Debug, Default)]
pub(crate) struct Bill {
    /// Purchases: as invoiced.
    pub(crate) bought: i64,
    /// Purchases: as spread over their use. FOCUS wants nothing here, since the use carries it.
    pub(crate) spread_on_purchase: i64,
    /// Use that carries the commitment, as spread.
    pub(crate) used: i64,
    /// What nobody used, as spread.
    pub(crate) unused: i64,
    /// First and last day of what was bought.
    pub(crate) bought_for: Option<Days>,
    /// First and last day of what the lines of use are about.
    pub(crate) used_on: Option<Days>,
    pub(crate) payments: Vec<String>,
}

impl Bill {
    fn add(&mut self, payment: &Payment, spread: i64, billed: Option<i64>) {
        let from = payment.period_from.unwrap_or(payment.paid_on);
        let days = Days::new(from, payment.period_to.unwrap_or(from)).unwrap_or(Days { from, to: from });
        let wider = |known: Option<Days>| {
            Some(known.map_or(days, |known| Days { from: known.from.min(days.from), to: known.to.max(days.to) }))
        };
        if payment.charge_kind == Some(ChargeKind::Purchase) {
            self.bought += billed.unwrap_or(0);
            self.spread_on_purchase += spread;
            self.bought_for = wider(self.bought_for);
        } else {
            let unused = payment.commitment_status == Some(CommitmentStatus::Unused);
            *(if unused { &mut self.unused } else { &mut self.used }) += spread;
            self.used_on = wider(self.used_on);
        }
        self.payments.push(payment.id.clone());
    }
}

impl ContractFacts {
    /// Is its price known, and are scope, class, flow and money of the payment its own? (Rule L3.)
    fn agrees(&self, payment: &Decided) -> bool {
        self.priced
            && self.scope == payment.scope
            && self.class == payment.class
            && self.flow == payment.flow
            && self.money == payment.money
    }
}

/// What was decided about a payment.
struct Decided {
    scope: Scope,
    class: Class,
    flow: Flow,
    money: MoneyKind,
    /// What of ICT it buys.
    bought: Option<classification::Nature>,
    rule: String,
}

impl Ledger<'_> {
    /// Adds one payment.
    pub(crate) fn add_payment(
        &mut self,
        index: &Index<'_>,
        facts: &mut PaymentFacts,
        payment: Payment,
    ) -> Result<(), Error> {
        let source = payment.source.clone().unwrap_or_else(|| FLAT.to_owned());
        self.book.open(&source, Table::Payments);
        facts
            .days
            .entry(source.clone())
            .and_modify(|days| {
                days.from = days.from.min(payment.paid_on);
                days.to = days.to.max(payment.paid_on);
            })
            .or_insert(Days { from: payment.paid_on, to: payment.paid_on });
        let named = [
            (&payment.contract, payment.contract.as_deref().map(|id| self.model.contract(id).is_some())),
            (&payment.asset, payment.asset.as_deref().map(|id| self.model.asset(id).is_some())),
        ];
        for (id, _) in named.into_iter().filter(|(_, known)| *known == Some(false)) {
            self.dangling.push(Dangling::new(Table::Payments, &payment.id, &payment.organisation, id.as_deref()));
        }
        facts.years.insert(estate::FinancialYear::of(payment.period_from.unwrap_or(payment.paid_on)));
        let Some(converted) = self.exchange.convert(payment.amount, payment.currency, payment.paid_on) else {
            let (id, organisation) = (&payment.id, &payment.organisation);
            self.no_rate.push(NoRate::of(Table::Payments, id, organisation, payment.amount, payment.currency));
            return Ok(());
        };
        let body = self.model.organisations.get(&payment.organisation);
        let net = self.exchange.net(converted.pence, payment.vat, body, payment.paid_on);
        let whole = round_half_away(&net).ok_or_else(|| too_large(&payment.id))?;
        self.add_bill(facts, &payment, whole);
        let paid = payment.supplier.as_deref().map(|spelling| index.paid(self, spelling));
        let supplier = paid.as_ref().map(|paid| paid.id.clone());
        let service = payment.period_from.zip(payment.period_to).and_then(|(from, to)| Days::new(from, to));
        let matched = self.matched(index, &payment);
        let decided = self.decided(&payment, &matched, supplier.as_deref());
        self.spending.add(&payment, &source, decided.scope, decided.bought, whole);
        if payment.roll_up == Some(true) {
            self.book.add(&source, Table::Payments, Bucket::RollUp, whole);
            return Ok(());
        }
        if paid.is_some_and(|paid| paid.is_body) {
            self.book.add(&source, Table::Payments, Bucket::Recharge, whole);
            return Ok(());
        }
        if let Match::One(place, _) = matched
            && self.contracts[place].agrees(&decided)
        {
            let day = Days { from: payment.paid_on, to: payment.paid_on };
            facts.paid.entry(place).or_default().push((service.unwrap_or(day), whole));
        }
        let Some((inside, pence)) = self.in_period(&payment, service, &net) else {
            self.book.add(&source, Table::Payments, Bucket::OtherPeriod, whole);
            return Ok(());
        };
        self.book.add(&source, Table::Payments, Bucket::OtherPeriod, whole - pence);
        if let Match::Several = matched {
            let key = (payment.organisation.clone(), supplier.clone().unwrap_or_default());
            let (sum, ids) = facts.beside.entry(key).or_default();
            *sum += pence;
            ids.push(payment.id.clone());
        }
        let bucket = self.bucket(decided.scope, decided.money, decided.flow);
        let beside = match self.against_contract(&payment, &source, &matched, &decided, pence, facts) {
            Beside::Counts(_) if bucket == Bucket::CrossCheck => Beside::Loses(None, CAPITAL_UNDER_ACCRUAL),
            beside => beside,
        };
        let unused = payment.commitment_status == Some(CommitmentStatus::Unused);
        let waste = match beside {
            Beside::Counts(waste) => waste.or(unused.then_some(Waste::IdleOrUnused)),
            Beside::Loses(instead_of, why) => {
                let lost = Lost { table: Table::Payments, id: &payment.id, source: &source, pence, why };
                self.cross_check(&lost, &payment.organisation, instead_of);
                return Ok(());
            }
        };
        self.book.add(&source, Table::Payments, bucket, pence);
        if decided.scope != Scope::Ict || pence == 0 {
            return Ok(());
        }
        let mut pieces = self.payment_pieces(&payment, &matched, inside);
        pieces.iter_mut().for_each(|piece| piece.waste = piece.waste.or(waste));
        if pieces.is_empty() && (waste.is_some() || inside.to > self.model.period.as_of) {
            let one = Run { days: inside, pence: Exact::from_integer(1.into()) };
            pieces = land(self.model, &[], &[one], None, &Covered::new());
            pieces.iter_mut().for_each(|piece| piece.waste = waste);
        }
        let contract = match matched {
            Match::One(place, _) => Some(self.model.contracts[place].record.id.clone()),
            Match::Several | Match::None => None,
        };
        self.count(payment_origin(payment, source, supplier, contract, &decided, converted.original, pence, pieces));
        Ok(())
    }

    /// A line of a cloud bill that is of a commitment.
    fn add_bill(&self, facts: &mut PaymentFacts, payment: &Payment, spread: i64) {
        let (Some(commitment), Some(_)) = (&payment.commitment, payment.charge_kind) else { return };
        let body = self.model.organisations.get(&payment.organisation);
        let billed = payment.billed_amount.and_then(|billed| {
            let converted = self.exchange.convert(billed, payment.currency, payment.paid_on)?;
            round_half_away(&self.exchange.net(converted.pence, payment.vat, body, payment.paid_on))
        });
        let key = (payment.organisation.clone(), commitment.clone());
        facts.bills.entry(key).or_default().add(payment, spread, billed);
    }

    /// The days of the payment that lie in the period, and the pence of them (rule L16); `None` if none do.
    fn in_period(&self, payment: &Payment, service: Option<Days>, net: &Exact) -> Option<(Days, i64)> {
        let period = &self.model.period;
        let Some(service) = service else {
            let last = if period.wanted == Wanted::Rate { period.to } else { period.to.min(period.as_of) };
            let day = Days::new(payment.paid_on, payment.paid_on)?;
            return Some((day.within(Days::new(period.from, last)?)?, round_half_away(net)?));
        };
        let inside = service.within(Days::new(period.from, period.to)?)?;
        let part = Exact::new(inside.count().into(), service.count().into());
        Some((inside, round_half_away(&(part * net))?))
    }

    /// Scope, class, flow and money: the payment's own, else its contract's, else what its words say (rule L3).
    fn decided(&self, payment: &Payment, matched: &Match, supplier: Option<&str>) -> Decided {
        let contract = match matched {
            Match::One(place, _) => Some(&self.contracts[*place]),
            Match::Several | Match::None => None,
        };
        let line = classification::Line {
            category: payment.category.as_deref(),
            text: payment.description.as_deref(),
            supplier: supplier.and_then(|id| self.model.suppliers.name(id)).or(supplier),
        };
        let words = contract.is_none().then(|| self.rules.spending.decide(&line));
        let names_asset = payment.asset.as_deref().is_some_and(|id| self.model.asset(id).is_some());
        let (scope, rule) = match (payment.scope, contract, &words) {
            (Some(scope), _, _) => (scope, "scope.stated".to_owned()),
            (None, Some(contract), _) => (contract.scope, "L3.scope-of-contract".to_owned()),
            (None, None, _) if names_asset => (Scope::Ict, "scope.names-an-asset".to_owned()),
            (None, None, Some(words)) => (words.scope, words.rule.clone()),
            (None, None, None) => (Scope::Unclear, "scope.no-words".to_owned()),
        };
        let money = match (payment.capital, contract) {
            (Some(true), _) => MoneyKind::Capital,
            (None, Some(contract)) => contract.money,
            (Some(false) | None, _) => MoneyKind::Resource,
        };
        let bought = match &words {
            _ if scope != Scope::Ict => None,
            Some(words) if words.scope == Scope::Ict => words.nature,
            _ => self.rules.spending.nature_of_ict(&line).or_else(|| match matched {
                Match::One(place, _) => self.model.contracts[*place].record.kind.and_then(nature_of),
                Match::Several | Match::None => None,
            }),
        };
        let contract_class = contract.map(|contract| contract.class);
        let contract_flow = contract.map(|contract| contract.flow);
        Decided {
            scope,
            class: payment.class.or(contract_class).or(words.as_ref().and_then(|w| w.class)).unwrap_or(Class::Other),
            flow: payment.flow.or(contract_flow).or(words.as_ref().and_then(|w| w.flow)).unwrap_or(Flow::Run),
            money,
            bought,
            rule,
        }
    }

    /// Does it lose to its contract? (Rules L3–L5, L8, L9; a source that only checks: L7.)
    #[allow(clippy::too_many_arguments, reason = "one payment and everything decided about it so far")]
    fn against_contract(
        &self,
        payment: &Payment,
        source: &str,
        matched: &Match,
        decided: &Decided,
        pence: i64,
        facts: &mut PaymentFacts,
    ) -> Beside {
        if self.model.sources.is_cross_check(source) {
            return Beside::Loses(None, "L7.source-only-checks");
        }
        let Match::One(place, how) = *matched else { return Beside::Counts(None) };
        let (held, contract) = (&self.model.contracts[place], &self.contracts[place]);
        if contract.force.never || contract.framework || held.is_parent || !contract.agrees(decided) {
            return Beside::Counts(None);
        }
        if contract.force.ends && payment.paid_on > arrears(contract.force.to, 92) {
            let (sum, ids) = facts.lapsed.entry(place).or_default();
            *sum += pence;
            ids.push(payment.id.clone());
            return Beside::Counts(Some(Waste::LapsedStillPaid));
        }
        let of_year = matches!(self.model.period.wanted, Wanted::Year(_));
        if of_year && payment.paid_on < arrears(contract.force.from, -92) {
            return Beside::Counts(None);
        }
        let instead_of = Some(format!("contracts:{}", held.record.id));
        if !of_year && !contract.force.on(self.model.period.as_of) {
            facts.ended += i128::from(pence);
            if contract.force.ends && payment.paid_on > contract.force.to {
                let (sum, ids) = facts.after_end.entry(place).or_default();
                *sum += pence;
                ids.push(payment.id.clone());
            }
            return Beside::Loses(instead_of, "L5.contract-not-in-force");
        }
        match how {
            How::Id => Beside::Loses(instead_of, "L2.contract-id"),
            How::Reference => Beside::Loses(instead_of, "L2.reference"),
            How::Supplier => Beside::Loses(instead_of, "L2.payer-and-supplier"),
        }
    }

    /// Its own asset; else, matched by id or reference, the contract's cover; by supplier alone, none (rule L21).
    fn payment_pieces(&self, payment: &Payment, matched: &Match, inside: Days) -> Vec<crate::landing::Piece> {
        let one = [Run { days: inside, pence: Exact::from_integer(1.into()) }];
        if let Some(id) = &payment.asset {
            let own = estate::tables::Cover {
                contract: String::new(),
                asset: id.clone(),
                weight: None,
                from: None,
                to: None,
                source: None,
            };
            let rows: Vec<CoverRow> = CoverRow::new(self.model, &own).into_iter().collect();
            return land(self.model, &rows, &one, None, &Covered::new());
        }
        match matched {
            Match::One(place, How::Id | How::Reference) => {
                land(self.model, &self.contracts[*place].cover, &one, None, &Covered::new())
            }
            _ => Vec::new(),
        }
    }
}

/// Whether a payment counts beside its contract, and as what waste.
enum Beside {
    /// To what, and by which rule.
    Loses(Option<String>, &'static str),
    Counts(Option<Waste>),
}

#[allow(clippy::too_many_arguments, reason = "one payment and everything decided about it")]
fn payment_origin(
    payment: Payment,
    source: String,
    supplier: Option<String>,
    contract: Option<String>,
    decided: &Decided,
    original: Option<(Amount, Currency, Decimal)>,
    pence: i64,
    pieces: Vec<crate::landing::Piece>,
) -> Origin {
    Origin {
        table: Table::Payments,
        id: payment.id,
        source,
        organisation: payment.organisation,
        supplier,
        contract,
        class: decided.class,
        nature: payment.category.unwrap_or_else(|| decided.class.word().to_owned()),
        flow: decided.flow,
        money: decided.money,
        evidence: Evidence::Invoiced,
        cost_centre: payment.cost_centre,
        original,
        vat: payment.vat.to_string(),
        rule: format!("L16 {}", decided.rule),
        words: payment.description,
        pence,
        pieces,
    }
}
