//! The figures: each a filter on cost lines with its definition beside it, or a number that says what else it is made of.

use crate::Error;
use crate::frame::{Filter, LineFrame};
use crate::period::{Period, Wanted};
use crate::receipt::{Book, Bucket};
use crate::rules::Rules;
use audit::{Figure, Lines, SystemView, Value};
use estate::tables::CostLine;
use estate::{Flow, MoneyKind, Verdict, Waste};
use std::collections::BTreeMap;

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
    let legacy = legacy_verdicts(known.rules);
    let legacy_words = || legacy.iter().map(|verdict| verdict.word());
    let verdict = |verdicts: &[Verdict]| with(run_filter(), CostLine::verdict, verdicts.iter().map(|v| v.word()));
    let by_lines =
        |id: &str, label: &str, definition: &str, filter: Filter| pence(lines, id, label, definition, filter);
    let run = by_lines(
        "run_cost",
        "Run cost",
        "ICT spending that keeps things as they are: all run, resource cost lines. Capital, change and whatever is not clearly ICT are outside.",
        run_filter(),
    )?;
    let change_filter =
        with(with(Filter::new(), CostLine::flow, [Flow::Change.word()]), CostLine::money, [MoneyKind::Resource.word()]);
    let change = by_lines(
        "change_cost",
        "Change cost",
        "Spending on ICT that adds or changes capability: all cost lines that are change and resource.",
        change_filter,
    )?;
    let capital = by_lines(
        "capital_cost",
        "Capital cost",
        "Spending on ICT from capital budgets, run or change.",
        with(Filter::new(), CostLine::money, [MoneyKind::Capital.word()]),
    )?;
    let legacy_cost = by_lines(
        "legacy_cost",
        "Legacy cost",
        "Run cost that landed on assets out of regular support, with or without bought cover, or past the life set for their kind. Support that is still to end is not legacy.",
        with(run_filter(), CostLine::verdict, legacy_words()),
    )?;
    let unknown = by_lines(
        "unknown_cost",
        "Cost without a verdict",
        "Run cost that reaches no asset, or an asset whose product, release or support date is not known.",
        verdict(&[Verdict::Unknown]),
    )?;
    let high_words: Vec<&'static str> = legacy_words().chain([Verdict::Unknown.word()]).collect();
    let high = by_lines(
        "legacy_cost_high",
        "Legacy cost, if all that is unknown were legacy",
        "Legacy cost plus cost without a verdict: the most that legacy can cost by these records.",
        with(run_filter(), CostLine::verdict, high_words),
    )?;
    let run_pence = run.pence.unwrap_or(0);
    let share = |id: &str, label: &str, definition: &str, part: &Figure| {
        ratio(id, label, definition, part.pence.unwrap_or(0), run_pence, "there is no run cost to take a share of")
    };
    let low_share =
        share("legacy_share_low", "Legacy share, at least", "Legacy cost divided by run cost.", &legacy_cost);
    let high_share = share(
        "legacy_share_high",
        "Legacy share, at most",
        "Legacy cost and cost without a verdict, divided by run cost.",
        &high,
    );
    let run_share = if known.knows_change {
        let whole = run_pence.saturating_add(change.pence.unwrap_or(0));
        ratio("run_share", "Run share", RUN_SHARE, run_pence, whole, "there is no spending to take a share of")
    } else {
        ratio("run_share", "Run share", RUN_SHARE, 0, 0, "not estimable: no record says what is change")
    };
    let mut figures = vec![run];
    if let Some(rate) = known.run_rate {
        let definition = "Run cost of a year at the rate of the audit date: contracts in force that day at what a year of them costs, and flows of the 12 months up to it.";
        figures.push(outside("run_rate", "Run cost at today's rate", definition, rate));
    }
    figures.extend([legacy_cost, low_share, high_share, high, unknown]);
    figures.push(by_lines("extended_paid_cost", "On bought extended support", "Run cost on assets out of regular support whose cover is bought. Part of legacy cost where the switch says so.", verdict(&[Verdict::ExtendedPaid]))?);
    figures.push(by_lines("aged_cost", "Old by age alone", "Run cost on assets without a known support date that are older than the life set for their kind. Part of legacy cost where the switch says so.", verdict(&[Verdict::Aged]))?);
    figures.push(by_lines(
        "ending_cost",
        "Support ends within 12 months",
        "Run cost on assets whose regular support ends within 12 months. Never part of legacy cost.",
        verdict(&[Verdict::Ending]),
    )?);
    figures.push(exposed(lines, known.systems, &legacy)?);
    figures.push(by_lines("waste_cost", "Spending that buys nothing", "Run cost on retired or missing assets, on cover bought twice, on ended contracts and on capacity that nobody uses. One kind a pound.", with(run_filter(), CostLine::waste, Waste::WORDS.iter().copied()))?);
    figures.push(by_lines(
        "forecast_cost",
        "Locked in after the audit date",
        "The part of run cost that falls on days after the audit date in terms already entered. Included in run cost.",
        with(run_filter(), CostLine::forecast, ["yes"]),
    )?);
    figures.extend([change, run_share, capital]);
    figures.extend(beside(known)?);
    figures.push(unestimated(
        "legacy_premium",
        "Legacy premium",
        "What legacy costs above supported systems of the same kind, by this estate's own data.",
        "not estimable: fewer than five supported systems of one tower and unit of measure can be compared",
    ));
    figures.push(unestimated(
        "avoidable_cost",
        "Avoidable cost",
        "What would stop being spent if a stated set of systems were retired, after the exit dates of their contracts.",
        "no set of systems to retire was stated",
    ));
    Ok(figures)
}

const RUN_SHARE: &str = "Run cost divided by run and change cost, weighted by money.";

/// Money that is received and is not run cost, with where it went.
fn beside(known: &Known<'_>) -> Result<Vec<Figure>, Error> {
    let of = |bucket| whole(known.book.total(bucket));
    let mut figures = vec![
        outside(
            "unclear_cost",
            "Perhaps ICT",
            "Money whose records do not say whether it is ICT. Outside run cost.",
            of(Bucket::Unclear)?,
        ),
        outside("not_ict", "Not ICT", "Money that is not spent on ICT. Outside run cost.", of(Bucket::NotIct)?),
        outside(
            "set_aside_cost",
            "Set aside",
            "Money in records that cannot be used, as far as they state it. Outside run cost.",
            of(Bucket::SetAside)?,
        ),
    ];
    if known.period.wanted == Wanted::Rate {
        figures.push(outside("ended_cost", "Paid under contracts not in force", "Payments of the 12 months under contracts that are not in force on the audit date: what the past 12 months held and a year at today's rate does not.", whole(known.ended)?));
    }
    Ok(figures)
}

fn whole(sum: i128) -> Result<i64, Error> {
    i64::try_from(sum).map_err(|_| Error::TooLarge { id: "the sum of received money".to_owned() })
}

/// A figure that is a sum of cost lines.
fn pence(lines: &LineFrame, id: &str, label: &str, definition: &str, filter: Filter) -> Result<Figure, Error> {
    let sum = lines.sum(&filter)?;
    let evidence = lines.by(CostLine::evidence, &filter)?;
    let evidence = evidence.into_iter().filter_map(|(kind, sum)| Some((kind?, sum.pence))).collect();
    Ok(Figure {
        value: Value::Pence,
        pence: Some(sum.pence),
        evidence,
        lines: Some(Lines { filter, count: sum.lines }),
        ..blank(id, label, definition)
    })
}

/// A sum of money outside the cost lines.
fn outside(id: &str, label: &str, definition: &str, pence: i64) -> Figure {
    Figure { value: Value::Pence, pence: Some(pence), ..blank(id, label, definition) }
}

fn unestimated(id: &str, label: &str, definition: &str, note: &str) -> Figure {
    Figure { value: Value::Pence, note: Some(note.to_owned()), ..blank(id, label, definition) }
}

/// A share, six decimals; null with the reason where there is nothing to divide by.
fn ratio(id: &str, label: &str, definition: &str, part: i64, whole: i64, else_note: &str) -> Figure {
    let share = share(part, whole);
    let note = share.is_none().then(|| else_note.to_owned());
    Figure { value: Value::Ratio, ratio: share, note, ..blank(id, label, definition) }
}

/// Parts per million, rounded half away from zero, as a decimal fraction.
pub(crate) fn share(part: i64, whole: i64) -> Option<f64> {
    if whole <= 0 {
        return None;
    }
    let millionths = estate::Exact::new((i128::from(part) * 1_000_000).into(), whole.into());
    let millionths = i32::try_from(estate::round_half_away(&millionths)?).ok()?;
    Some(f64::from(millionths) / 1_000_000.0)
}

/// Run cost of systems whose weakest known part is legacy.
fn exposed(lines: &LineFrame, systems: &[SystemView], legacy: &[Verdict]) -> Result<Figure, Error> {
    let weak = |system: &&SystemView| legacy.iter().any(|verdict| verdict.word() == system.weakest);
    let ids: Vec<String> = systems.iter().filter(weak).map(|system| system.system.clone()).collect();
    let count = ids.len();
    let mut filter = run_filter();
    filter.insert(CostLine::service.to_owned(), ids);
    let definition = "Run cost of services, and of applications at the top, that rest on at least one legacy asset. It stands beside legacy cost and is never added to it.";
    let note = format!("{count} of {} systems", systems.len());
    let figure = pence(lines, "legacy_exposed", "Run cost of systems that rest on legacy", definition, filter)?;
    Ok(Figure { note: Some(note), ..figure })
}

fn blank(id: &str, label: &str, definition: &str) -> Figure {
    Figure {
        id: id.to_owned(),
        label: label.to_owned(),
        definition: definition.to_owned(),
        value: Value::Pence,
        pence: None,
        ratio: None,
        count: None,
        note: None,
        evidence: BTreeMap::new(),
        lines: None,
    }
}
