//! One audit, from frames to the result.

use crate::avoidable::by_system;
use crate::completeness::{completeness, set_aside_counts};
use crate::entitled::rights;
use crate::exchange::Exchange;
use crate::figures::{Known, figures, legacy_verdicts, run_filter};
use crate::findings::{Context, contract_lines, findings, unjudged};
use crate::frame::LineFrame;
use crate::graph::{Graph, graph};
use crate::joint::joint;
use crate::labour::Pools;
use crate::ledger::{Ledger, run_pence_by_asset, too_large};
use crate::lists::lists;
use crate::made;
use crate::matching::Index;
use crate::model::{Frames, Model};
use crate::past_support::past_support;
use crate::payments::PaymentFacts;
use crate::period::{Period, Wanted};
use crate::prospects::{Prospects, prospects};
use crate::releases::{releases, what_runs};
use crate::risk::{Incidents, scores};
use crate::rules::Rules;
use crate::shares::{Shares, shares};
use crate::splits::splits;
use crate::suppliers::sheets;
use crate::system_sheets::system_sheets;
use crate::systems::{Systems, systems};
use crate::timelines::{timelines, to_audit};
use crate::verdicts;
use crate::waivers;
use crate::worklist::worklist;
use crate::{Error, read};
use audit::{Audit, SnapshotId, TableReceipt};
use estate::tables::{AssetVerdict, CostLine, CrossCheck, FindingRow, Measure, Payment, SpendingRow, Ticket};
use estate::{Date, FinancialYear, Flow, Receipt, SetAside, Table};
use std::collections::{BTreeMap, BTreeSet};

/// What is judged: the tables of a snapshot and what its door set aside.
pub struct Input<'a> {
    /// A frame a table; a missing one is empty.
    pub frames: &'a Frames,
    /// Rows and cells that could not be used.
    pub set_aside: &'a [SetAside],
    /// Control totals of what was read.
    pub receipts: &'a [Receipt],
    /// Digest of all rows, whatever their order.
    pub digest: String,
}

/// What an audit leaves.
#[derive(Debug)]
pub struct Outcome {
    /// The result.
    pub audit: Audit,
    /// Every amount, once, in order of origin, asset and service.
    pub cost_lines: Vec<CostLine>,
    /// Amounts that lost to better ones.
    pub cross_checks: Vec<CrossCheck>,
    /// What ledgers say they were spent on.
    pub spending: Vec<SpendingRow>,
    /// What a reader should act on.
    pub findings: Vec<FindingRow>,
    /// The judgement on every asset, a row a facet.
    pub verdicts: Vec<AssetVerdict>,
}

/// Everything about the estate that does not depend on the period.
pub(crate) struct Ground {
    pub(crate) model: Model,
    pub(crate) exchange: Exchange,
    pub(crate) graph: Graph,
    pub(crate) measures: Vec<Measure>,
    pub(crate) shares: Shares,
}

/// Judges the tables at a date.
///
/// # Errors
/// If a frame is not of its table's schema, an amount does not fit in pence, or the period holds no money while others do.
pub fn audit(input: &Input<'_>, rules: &Rules<'_>, as_of: Date, wanted: Wanted) -> Result<Outcome, Error> {
    let ground = ground(input, rules, Period::new(wanted, as_of))?;
    let mut incidents = Incidents::before(as_of, rules.risk.recent_months);
    let (ledger, paid) = keep(input, rules, &ground, &mut incidents)?;
    let period = &ground.model.period;
    refuse_empty(&ledger, &paid)?;
    let judged = judge(input, &ground, &ledger, rules, as_of)?;
    let lines = LineFrame::new(&ground.model, &ledger.origins, &ledger.lines, &judged)?;
    let Systems { views: systems, rest_on } = systems(&lines, &ground, &by_system(&ledger), &judged, rules)?;
    let run_rate = (wanted != Wanted::Rate).then(|| run_rate(input, rules, as_of)).transpose()?;
    let dated = timelines(&ledger, false);
    let prospects = prospects(&ground, &ledger, &dated, &judged, &systems, rules)?;
    let contract_lines = contract_lines(&ledger);
    let may_have_ended = judged.may_have_ended(&ground.model);
    let past_support = past_support(&ledger, &dated, &judged, &contract_lines);
    let known = Known {
        period,
        rules,
        book: &ledger.book,
        systems: &systems,
        ended: paid.ended,
        run_rate,
        knows_change: knows_change(&ledger),
        past_support: &past_support,
        may_have_ended: &may_have_ended,
        prospects: &prospects,
        ledger: &ledger,
    };
    let lists = lists(&lines, &ground.model, &judged, rules)?;
    let figures = figures(&lines, &known)?;
    let rights = rights(&ledger, &dated, &ground.measures);
    let joint = joint(&ledger, &dated, &judged, &contract_lines);
    let suppliers = sheets(&ledger, &dated, &judged, &legacy_verdicts(rules));
    let split = splits(&ledger, &judged, &legacy_verdicts(rules));
    let (asset_pence, runs) = (run_pence_by_asset(&ledger), what_runs(&ground.model, &judged, rules));
    let system_sheets = system_sheets(&ledger, &systems, &rest_on, &runs);
    let vulnerabilities = vulnerabilities(&ground.model, &ground.measures, rules);
    let context = Context {
        model: &ground.model,
        rules,
        ledger: &ledger,
        paid: &paid,
        judged: &judged,
        dated: &dated,
        graph: &ground.graph,
        shares: &ground.shares,
        vulnerabilities: &vulnerabilities,
        past_support: &past_support,
        rights: &rights,
        joint: &joint,
        asset_pence: &asset_pence,
        contract_lines: &contract_lines,
    };
    let mut findings = findings(&context);
    waivers::tell(&mut findings, read::all(input.frames.get(&Table::Waivers))?, as_of);
    let risk = scores(&context, &systems, rest_on, &incidents, read::all(input.frames.get(&Table::Litraf))?);
    let renewals: Vec<_> = dated.iter().map(|dated| to_audit(&ledger, dated)).collect();
    let unjudged = unjudged(&context).into_iter().chain(unpriced(&ledger, &prospects)).collect();
    let completeness = completeness(&ground.model, &paid, &judged, &lines, &renewals, as_of)?;
    let completeness = ::audit::Completeness { unjudged, ..completeness };
    let money_receipt = ledger.book.rows().ok_or_else(|| too_large("the money receipt"))?;
    let audit = Audit {
        schema: ::audit::SCHEMA.to_owned(),
        as_of: as_of.to_string(),
        period: printed(period, wanted),
        currency: rules.currency.to_string(),
        snapshot: SnapshotId { digest: input.digest.clone(), rows: rows(input.frames), rules: rules.digest.clone() },
        completeness,
        money_receipt,
        figures,
        by_verdict: lists.verdicts,
        by_organisation: lists.organisations,
        by_service: lists.services,
        by_supplier: lists.suppliers,
        by_class: split.classes,
        by_age: split.ages,
        by_waste: split.waste,
        splits: split.inside,
        releases: releases(&runs, &asset_pence),
        systems,
        risk,
        system_sheets,
        renewals,
        findings: findings.clone(),
        joint: joint.clone(),
        suppliers,
        worklist: worklist(&context),
        avoidable: prospects.retired.map(|retired| retired.told),
        do_nothing: prospects.do_nothing.unwrap_or_default(),
        premiums: prospects.premiums,
        scenarios: Vec::new(),
        receipts: receipts(input.receipts),
        set_aside: set_aside_counts(input.set_aside),
        assumptions: assumptions(&ground, rules),
    };
    let cost_lines = made::cost_lines(&ground.model, &ledger, &judged);
    let spending = ledger.spending.rows().ok_or_else(|| too_large("what ledgers spent"))?;
    let mut cross_checks = ledger.cross_checks;
    cross_checks.sort_by_cached_key(|row| (row.origin_table.clone(), row.origin_id.clone(), row.rule.clone()));
    let findings = findings.iter().map(made::finding_row).collect();
    Ok(Outcome { audit, cost_lines, cross_checks, spending, findings, verdicts: judged.rows })
}

/// What was taken as given, with the order that step-down took.
fn assumptions(ground: &Ground, rules: &Rules<'_>) -> Vec<::audit::Assumption> {
    let mut told = rules.assumptions.clone();
    let ids = |order: &Vec<usize>| {
        order.iter().map(|asset| ground.model.assets[*asset].record.id.as_str()).collect::<Vec<_>>().join(", ")
    };
    for order in &ground.graph.orders {
        told.push(::audit::Assumption {
            id: "step_down_order".to_owned(),
            value: ids(order),
            meaning: "The order in which these assets, which use each other, pass their cost on.".to_owned(),
            source: None,
        });
    }
    told
}

/// The verdicts, of assets and of lines without one.
fn judge(
    input: &Input<'_>,
    ground: &Ground,
    ledger: &Ledger<'_>,
    rules: &Rules<'_>,
    as_of: Date,
) -> Result<verdicts::Judged, Error> {
    let given = read::all(input.frames.get(&Table::Verdicts))?;
    let mut judged = verdicts::assets(&ground.model, &ground.graph, given, &ledger.contracts, rules);
    judged.read_words(&ledger.origins, &ledger.lines, rules, as_of);
    Ok(judged)
}

/// A period without money while others hold some is a wrong question (rule L30).
fn refuse_empty(ledger: &Ledger<'_>, paid: &PaymentFacts) -> Result<(), Error> {
    let years: BTreeSet<FinancialYear> = paid.years.iter().copied().chain(ledger.contract_years()).collect();
    if ledger.book.holds_money() || years.is_empty() {
        return Ok(());
    }
    let years = years.iter().map(ToString::to_string).collect();
    Err(Error::EmptyPeriod { period: format!("the {}", ledger.model.period.label()), years })
}

/// What could not be priced, and for want of what.
fn unpriced(ledger: &Ledger<'_>, prospects: &Prospects) -> impl Iterator<Item = ::audit::Unjudged> {
    let rows = [
        ("depreciation", ledger.undepreciated, "purchased_on, or useful_life and a life of their kind"),
        ("do-nothing", prospects.without_rate, "an exchange rate for the price of support past its end"),
    ];
    rows.into_iter().filter(|(_, subjects, _)| *subjects > 0).map(|(code, subjects, lacks)| ::audit::Unjudged {
        code: code.to_owned(),
        subjects,
        lacks: lacks.to_owned(),
    })
}

/// The period as pages print it.
fn printed(period: &Period, wanted: Wanted) -> ::audit::Period {
    ::audit::Period {
        kind: if wanted == Wanted::Rate { "rate" } else { "financial-year" }.to_owned(),
        label: period.label(),
        from: period.from.to_string(),
        to: period.to.to_string(),
    }
}

/// Known vulnerabilities by asset, from measures of that name; of several the one of the latest period.
fn vulnerabilities(model: &Model, measures: &[Measure], rules: &Rules<'_>) -> BTreeMap<usize, u64> {
    let mut latest: BTreeMap<usize, (Option<&str>, u64)> = BTreeMap::new();
    for measure in measures.iter().filter(|measure| measure.name.eq_ignore_ascii_case(&rules.risk.vulnerabilities)) {
        let count = estate::round_half_away(&measure.value.exact()).and_then(|count| u64::try_from(count).ok());
        let (Some(asset), Some(count)) = (model.asset(&measure.asset), count) else { continue };
        let known = latest.entry(asset).or_insert((None, 0));
        *known = (*known).max((measure.period.as_deref(), count));
    }
    latest.into_iter().map(|(asset, (_, count))| (asset, count)).collect()
}

pub(crate) fn ground(input: &Input<'_>, rules: &Rules<'_>, period: Period) -> Result<Ground, Error> {
    let frames = input.frames;
    let payments = frames.get(&Table::Payments);
    let spellings = payments.map(|frame| frame.column(Payment::supplier)?.str().cloned()).transpose()?;
    let spellings = spellings.iter().flat_map(|column| column.iter().flatten());
    let model = Model::load(frames, rules, period, spellings)?;
    let exchange = Exchange::new(rules, read::all(frames.get(&Table::Rates))?);
    let relations: Vec<_> = read::all(frames.get(&Table::Relations))?;
    let measures: Vec<Measure> = read::all(frames.get(&Table::Measures))?;
    let graph = graph(&model, &relations, &measures, rules);
    let shares = shares(&model, &graph);
    Ok(Ground { model, exchange, graph, measures, shares })
}

/// Keeps the ledger: contracts, payments, labour, own figures, in that order, because each is measured against those before it.
fn keep<'a>(
    input: &Input<'_>,
    rules: &'a Rules<'a>,
    ground: &'a Ground,
    incidents: &mut Incidents,
) -> Result<(Ledger<'a>, PaymentFacts), Error> {
    let frames = input.frames;
    let mut ledger = Ledger::new(&ground.model, rules, &ground.exchange, &ground.shares, input.set_aside);
    ledger.add_contracts(&read::all(frames.get(&Table::Cover))?)?;
    let mut paid = PaymentFacts::default();
    let index = Index::new(&ledger);
    if let Some(frame) = frames.get(&Table::Payments) {
        let mut outcome = Ok(());
        read::each(frame, |_, payment: Payment| {
            if outcome.is_ok() {
                outcome = ledger.add_payment(&index, &mut paid, payment);
            }
        })?;
        outcome?;
    }
    let mut pools = Pools::new(&mut ledger, read::all(frames.get(&Table::TeamCosts))?)?;
    if let Some(frame) = frames.get(&Table::Tickets) {
        read::each(frame, |_, ticket: Ticket| {
            incidents.add(&ground.model, &ticket);
            pools.add_ticket(&ledger, ticket);
        })?;
    }
    pools.share_out(&mut ledger);
    ledger.add_depreciation()?;
    ledger.add_own_costs()?;
    Ok((ledger, paid))
}

/// Run cost at today's rate, for an audit of a financial year.
fn run_rate(input: &Input<'_>, rules: &Rules<'_>, as_of: Date) -> Result<i64, Error> {
    let ground = ground(input, rules, Period::new(Wanted::Rate, as_of))?;
    let (ledger, _) = keep(input, rules, &ground, &mut Incidents::default())?;
    let judged = verdicts::assets(&ground.model, &ground.graph, Vec::new(), &ledger.contracts, rules);
    Ok(LineFrame::new(&ground.model, &ledger.origins, &ledger.lines, &judged)?.sum(&run_filter())?.pence)
}

/// Does any record say what is change? Without one a run share of 100 % would be a claim that nobody made.
fn knows_change(ledger: &Ledger<'_>) -> bool {
    ledger.origins.iter().any(|origin| origin.flow == Flow::Change)
        || ledger.model.contracts.iter().any(|held| held.record.flow.is_some())
}

fn rows(frames: &Frames) -> BTreeMap<String, u64> {
    let rows = |frame: &polars::prelude::DataFrame| u64::try_from(frame.height()).unwrap_or(u64::MAX);
    frames.iter().map(|(table, frame)| (table.name().to_owned(), rows(frame))).filter(|(_, rows)| *rows > 0).collect()
}

fn receipts(receipts: &[Receipt]) -> Vec<TableReceipt> {
    let mut rows: Vec<TableReceipt> = receipts
        .iter()
        .map(|receipt| TableReceipt {
            source: receipt.source.clone(),
            table: receipt.table.clone(),
            declared: receipt.declared,
            received: receipt.received,
            kept: receipt.kept,
            set_aside: receipt.set_aside,
        })
        .collect();
    rows.sort_by(|a, b| (&a.source, &a.table).cmp(&(&b.source, &b.table)));
    rows
}
