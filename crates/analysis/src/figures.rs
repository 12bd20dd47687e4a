//! The figures: each a filter on cost lines with its definition beside it, or a number that says what else it is made of.

use crate::frame::{Filter, LineFrame};
use crate::ledger::Ledger;
use crate::past_support::PastSupport;
use crate::period::{Period, Wanted};
use crate::prospects::Prospects;
use crate::receipt::{Book, Bucket};
use crate::rules::Rules;
use crate::{Error, definitions, made};
use audit::{Figure, Lines, Premium, SystemView, Value};
use estate::tables::CostLine;
use estate::{Evidence, Flow, MoneyKind, Verdict, Waste};
use std::collections::{BTreeMap, BTreeSet};

/// What figures need besides the cost lines.
pub(crate) struct Known<'a> {
    pub(crate) period: &'a Period,
    pub(crate) rules: &'a Rules<'a>,
    pub(crate) book: &'a Book,
    pub(crate) systems: &'a [SystemView],
    /// Cross-checks of contracts not in force on the audit date (rule L5).
    pub(crate) ended: i128,
    /// Run cost at today's rate, where the period is a financial year.
    pub(crate) run_rate: Option<i64>,
    /// Does any record say what is change?
    pub(crate) knows_change: bool,
    /// Contracts that renew themselves past the end of support of what they cover.
    pub(crate) past_support: &'a [PastSupport],
    /// Assets whose support may have ended, by a date that is known in part.
    pub(crate) may_have_ended: &'a [usize],
    pub(crate) prospects: &'a Prospects,
    pub(crate) ledger: &'a Ledger<'a>,
}

/// Run cost that counts: what every list shares out.
pub(crate) fn run_filter() -> Filter {
    Filter::from([
        (CostLine::flow.to_owned(), vec![Flow::Run.word().to_owned()]),
        (CostLine::money.to_owned(), vec![MoneyKind::Resource.word().to_owned()]),
    ])
}

/// Verdicts that count as legacy, by the switches.
pub(crate) fn legacy_verdicts(rules: &Rules<'_>) -> Vec<Verdict> {
    Verdict::ALL.iter().copied().filter(|verdict| rules.legacy.is_legacy(*verdict)).collect()
}

pub(crate) fn with(mut filter: Filter, column: &str, values: impl IntoIterator<Item = &'static str>) -> Filter {
    filter.insert(column.to_owned(), values.into_iter().map(str::to_owned).collect());
    filter
}

/// All figures, in the order in which a reader meets them.
pub(crate) fn figures(lines: &LineFrame, known: &Known<'_>) -> Result<Vec<Figure>, Error> {
    let mut figures = Vec::new();
    for (id, filter) in filters(known.rules) {
        figures.push(pence(lines, id, filter)?);
    }
    figures.push(exposed(lines, known)?);
    figures.push(may_have_ended(known.ledger, known.may_have_ended));
    figures.extend(shares(&figures, known));
    figures.extend(beside(known)?);
    figures.push(premium(known)?);
    figures.extend(do_nothing(known));
    figures.push(avoidable(known));
    if known.book.is_empty() {
        let run = figures.iter_mut().filter(|figure| figure.id == "run_cost");
        run.for_each(|figure| figure.note = Some("no record states a cost".to_owned()));
    }
    figures.sort_by_key(|figure| definitions::place(&figure.id));
    Ok(figures)
}

/// The figures that are sums of cost lines, with what chooses the lines.
fn filters(rules: &Rules<'_>) -> Vec<(&'static str, Filter)> {
    let verdicts = |verdicts: &[Verdict]| with(run_filter(), CostLine::verdict, verdicts.iter().map(|v| v.word()));
    let legacy = legacy_verdicts(rules);
    let or_unknown: Vec<Verdict> = legacy.iter().copied().chain([Verdict::Unknown]).collect();
    let resource = with(Filter::new(), CostLine::money, [MoneyKind::Resource.word()]);
    vec![
        ("run_cost", run_filter()),
        ("legacy_cost", verdicts(&legacy)),
        ("legacy_cost_high", verdicts(&or_unknown)),
        ("unknown_cost", verdicts(&[Verdict::Unknown])),
        ("extended_paid_cost", verdicts(&[Verdict::ExtendedPaid])),
        ("aged_cost", verdicts(&[Verdict::Aged])),
        ("ending_cost", verdicts(&[Verdict::Ending])),
        ("waste_cost", with(run_filter(), CostLine::waste, Waste::WORDS.iter().copied())),
        ("forecast_cost", with(run_filter(), CostLine::forecast, ["yes"])),
        ("change_cost", with(resource, CostLine::flow, [Flow::Change.word()])),
        ("capital_cost", with(Filter::new(), CostLine::money, [MoneyKind::Capital.word()])),
    ]
}

/// Parts of run cost, and run cost as a part of run and change.
fn shares(figures: &[Figure], known: &Known<'_>) -> [Figure; 3] {
    let of = |id: &str| figures.iter().find(|figure| figure.id == id).and_then(|figure| figure.pence).unwrap_or(0);
    let run = of("run_cost");
    let part = |id: &str, part: &str| ratio(id, of(part), run, "there is no run cost to take a share of");
    let run_share = if known.knows_change {
        ratio("run_share", run, run.saturating_add(of("change_cost")), "there is no spending to take a share of")
    } else {
        ratio("run_share", 0, 0, "not estimable: no record says what is change")
    };
    [part("legacy_share_low", "legacy_cost"), part("legacy_share_high", "legacy_cost_high"), run_share]
}

/// Numbers that are no sum of this period's cost lines: money that is received and is not run cost, and run cost of another period.
fn beside(known: &Known<'_>) -> Result<Vec<Figure>, Error> {
    let of = |bucket| whole(known.book.total(bucket));
    let mut figures = vec![
        outside("unclear_cost", of(Bucket::Unclear)?),
        outside("not_ict", of(Bucket::NotIct)?),
        outside("set_aside_cost", of(Bucket::SetAside)?),
    ];
    if known.period.wanted == Wanted::Rate {
        figures.push(outside("ended_cost", whole(known.ended)?));
    }
    figures.extend(known.run_rate.map(|rate| outside("run_rate", rate)));
    let contracts = known.past_support;
    let pence = contracts.iter().map(|contract| i128::from(contract.pence)).sum();
    let note = format!("{} contract{}", contracts.len(), if contracts.len() == 1 { "" } else { "s" });
    figures.push(Figure { note: Some(note), ..outside("renewing_past_support", whole(pence)?) });
    Ok(figures)
}

fn whole(sum: i128) -> Result<i64, Error> {
    i64::try_from(sum).map_err(|_| Error::TooLarge { id: "the sum of received money".to_owned() })
}

/// A figure that is a sum of cost lines.
fn pence(lines: &LineFrame, id: &str, filter: Filter) -> Result<Figure, Error> {
    let sum = lines.sum(&filter)?;
    let evidence = lines.by(CostLine::evidence, &filter)?;
    let evidence = evidence.into_iter().filter_map(|(kind, sum)| Some((kind?, sum.pence))).collect();
    let lines = Some(Lines { filter, count: sum.lines });
    Ok(Figure { pence: Some(sum.pence), evidence, lines, ..blank(id, Value::Pence) })
}

/// A sum of money outside the cost lines.
fn outside(id: &str, pence: i64) -> Figure {
    Figure { pence: Some(pence), ..blank(id, Value::Pence) }
}

fn unestimated(id: &str, note: &str) -> Figure {
    Figure { note: Some(note.to_owned()), ..blank(id, Value::Pence) }
}

/// A share, six decimals; null with the reason where there is nothing to divide by.
fn ratio(id: &str, part: i64, whole: i64, else_note: &str) -> Figure {
    let share = audit::share(part, whole);
    let note = share.is_none().then(|| else_note.to_owned());
    Figure { ratio: share, note, ..blank(id, Value::Ratio) }
}

/// Run cost of systems whose weakest known part is legacy.
fn exposed(lines: &LineFrame, known: &Known<'_>) -> Result<Figure, Error> {
    let legacy = legacy_verdicts(known.rules);
    let weak = |system: &&SystemView| legacy.iter().any(|verdict| verdict.word() == system.weakest);
    let ids: Vec<String> = known.systems.iter().filter(weak).map(|system| system.system.clone()).collect();
    let note = format!("{} of {} systems", ids.len(), known.systems.len());
    let mut filter = run_filter();
    // Summed by service and then chosen: choosing each line among thousands of services would grow with the square of the estate.
    let weak: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    let (mut sum, mut count, mut evidence) = (0, 0, BTreeMap::new());
    for kind in Evidence::ALL {
        let of_kind = with(run_filter(), CostLine::evidence, [kind.word()]);
        for (service, part) in lines.by(CostLine::service, &of_kind)? {
            if service.is_some_and(|service| weak.contains(service.as_str())) {
                sum += part.pence;
                count += part.lines;
                *evidence.entry(kind.word().to_owned()).or_insert(0) += part.pence;
            }
        }
    }
    filter.insert(CostLine::service.to_owned(), ids);
    let lines = Some(Lines { filter, count });
    Ok(Figure { pence: Some(sum), evidence, lines, note: Some(note), ..blank("legacy_exposed", Value::Pence) })
}

/// Run cost of assets whose support ends on a day that is known in part and may lie behind the audit date: the difference between
/// the best and the worst that such dates can mean.
fn may_have_ended(ledger: &Ledger<'_>, assets: &[usize]) -> Figure {
    let (mut sum, mut count, mut evidence) = (0, 0, BTreeMap::new());
    for line in &ledger.lines {
        let origin = &ledger.origins[line.origin];
        if origin.is_run_cost() && line.asset.is_some_and(|asset| assets.binary_search(&asset).is_ok()) {
            sum += line.pence;
            count += 1;
            *evidence.entry(origin.evidence.word().to_owned()).or_insert(0) += line.pence;
        }
    }
    let note = counted(assets.len());
    let mut filter = run_filter();
    let ids = assets.iter().map(|asset| ledger.model.assets[*asset].record.id.clone()).collect();
    filter.insert(CostLine::asset.to_owned(), ids);
    let lines = Some(Lines { filter, count });
    Figure { pence: Some(sum), evidence, lines, note: Some(note), ..blank("may_have_ended_cost", Value::Pence) }
}

/// What legacy systems cost above supported ones, as far as they can be compared.
fn premium(known: &Known<'_>) -> Result<Figure, Error> {
    if known.prospects.premiums.is_empty() {
        return Ok(unestimated(
            "legacy_premium",
            "not estimable: fewer than five supported systems of one tower and unit of measure can be compared",
        ));
    }
    let sum = |of: fn(&Premium) -> i64| whole(known.prospects.premiums.iter().map(|row| i128::from(of(row))).sum());
    let (pence, low, high) = (sum(|row| row.pence)?, sum(|row| row.low_pence)?, sum(|row| row.high_pence)?);
    let note = format!(
        "{} of {} legacy systems can be compared",
        known.prospects.premiums.len(),
        known.prospects.legacy_systems
    );
    Ok(Figure { low_pence: Some(low), high_pence: Some(high), note: Some(note), ..outside("legacy_premium", pence) })
}

/// Five years of doing nothing, at least and at most.
fn do_nothing(known: &Known<'_>) -> [Figure; 2] {
    let sum = |id: &str, of: fn(&audit::Range) -> i64| {
        let too_large = || unestimated(id, "not estimable: amounts grow too large to hold in pence");
        let Some(paths) = &known.prospects.do_nothing else { return too_large() };
        let sum = whole(paths.whole.iter().map(|row| i128::from(of(row))).sum());
        sum.map_or_else(|_| too_large(), |pence| outside(id, pence))
    };
    [sum("do_nothing_low", |range| range.low), sum("do_nothing_high", |range| range.high)]
}

/// What retiring the stated set would stop, line by line.
fn avoidable(known: &Known<'_>) -> Figure {
    let Some(retired) = &known.prospects.retired else {
        return unestimated("avoidable_cost", "no set of systems to retire was stated");
    };
    let (ledger, told) = (known.ledger, &retired.told);
    let mut evidence = BTreeMap::new();
    let mut ids = Vec::new();
    for line in retired.lines.iter().map(|place| &ledger.lines[*place]) {
        *evidence.entry(ledger.origins[line.origin].evidence.word().to_owned()).or_insert(0) += line.pence;
        ids.push(made::line_id(ledger.model, &ledger.origins[line.origin], line));
    }
    let note = format!(
        "if {} were retired, with {} that only they use",
        counted(told.retired.len()),
        counted(told.goes_with_them.len())
    );
    let count = u64::try_from(ids.len()).unwrap_or(u64::MAX);
    let lines = Some(Lines { count, filter: Filter::from([(CostLine::id.to_owned(), ids)]) });
    Figure { pence: Some(told.pence), evidence, lines, note: Some(note), ..blank("avoidable_cost", Value::Pence) }
}

fn counted(assets: usize) -> String {
    format!("{assets} asset{}", if assets == 1 { "" } else { "s" })
}

fn blank(id: &str, value: Value) -> Figure {
    let (label, definition) = definitions::of(id);
    Figure {
        id: id.to_owned(),
        label: label.to_owned(),
        definition: definition.to_owned(),
        value,
        pence: None,
        low_pence: None,
        high_pence: None,
        ratio: None,
        count: None,
        note: None,
        evidence: BTreeMap::new(),
        lines: None,
    }
}
