//! The point on one page: the range, five figures, one chart, three decisions, and what is not known.

use super::names::Names;
use super::{Picture, headline, known, renewal, table};
use crate::words;
use audit::{Audit, Decisions, Figure, Renewal, Standing, Value};
use serde::Serialize;

/// What the page shows.
#[derive(Debug, Serialize)]
pub(crate) struct Point {
    pub(crate) headline: String,
    pub(crate) lead: Vec<String>,
    pub(crate) figures: Vec<KeyFigure>,
    chart: Option<Picture>,
    /// Sentence above the decisions.
    pub(crate) decisions_say: String,
    pub(crate) decisions: Vec<Decision>,
    pub(crate) unknowns: Vec<String>,
}

/// A figure with what it includes.
#[derive(Debug, Serialize)]
pub(crate) struct KeyFigure {
    #[serde(skip)]
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) value: String,
    /// Its range or share, where it has one.
    pub(crate) beside: String,
    pub(crate) definition: String,
}

/// A decision to take.
#[derive(Debug, Serialize)]
pub(crate) struct Decision {
    pub(crate) on: String,
    pub(crate) what: String,
    pub(crate) parties: String,
    pub(crate) locked_in: String,
    pub(crate) otherwise: String,
}

/// Figures in the order in which they are worth a place on the first page.
const KEY_FIGURES: [&str; 10] = [
    "run_cost",
    "legacy_cost",
    "unknown_cost",
    "legacy_exposed",
    "waste_cost",
    "unclear_cost",
    "change_cost",
    "run_share",
    "capital_cost",
    "ended_cost",
];

/// Builds the page.
pub(crate) fn page(audit: &Audit, chart: Option<Picture>) -> Point {
    let names = Names::of(audit);
    let all = audit.decisions();
    Point {
        headline: headline(audit),
        lead: headline::why_a_range(audit).into_iter().collect(),
        figures: key_figures(audit),
        chart,
        decisions_say: decisions_say(audit, &all),
        decisions: weightiest(&all)
            .into_iter()
            .map(|(renewal, standing)| decision(audit, &names, renewal, &standing))
            .collect(),
        unknowns: unknowns(audit, &all),
    }
}

/// The first five that the audit has. Where it holds no cost at all, an amount of nothing says nothing.
fn key_figures(audit: &Audit) -> Vec<KeyFigure> {
    let cost = audit::total(&audit.by_verdict).lines > 0;
    let figures = KEY_FIGURES.iter().filter_map(|id| audit.figure(id));
    figures
        .filter(|figure| cost || figure.pence.is_some_and(|pence| pence != 0))
        .take(5)
        .map(|figure| key_figure(audit, figure))
        .collect()
}

fn key_figure(audit: &Audit, figure: &Figure) -> KeyFigure {
    let run = audit.pence("run_cost").unwrap_or_default();
    let of_run = |ratio: String| format!("{ratio} of run cost");
    let mut shown = value(figure, &audit.currency);
    let beside = match (figure.id.as_str(), figure.pence, audit.legacy_high_pence()) {
        ("legacy_cost", Some(low), Some(high)) if high != i128::from(low) => {
            shown = words::money_range(low, high, &audit.currency);
            let shares = words::ratio(low, run).zip(words::ratio(high, run));
            shares.map(|(low, high)| of_run(words::share_range(low, high))).unwrap_or_default()
        }
        ("legacy_cost" | "unknown_cost" | "waste_cost", Some(part), _) => {
            words::share_of(part, run).map(of_run).unwrap_or_default()
        }
        ("run_cost", Some(_), _) => {
            let unclear = audit.pence("unclear_cost").filter(|pence| *pence > 0);
            unclear
                .map_or_else(String::new, |pence| format!("{} more may be ICT", words::money(pence, &audit.currency)))
        }
        // Such as `12 of 60 systems`.
        ("legacy_exposed", Some(_), _) => figure.note.as_deref().map_or_else(String::new, |note| table::text(note, 30)),
        _ => String::new(),
    };
    let note = figure.note.as_deref().filter(|_| is_null(figure)).map_or_else(String::new, |note| format!(" {note}"));
    KeyFigure {
        id: figure.id.clone(),
        label: table::text(&figure.label, 70),
        value: shown,
        beside,
        definition: table::text(&format!("{}{note}", figure.definition), 190),
    }
}

fn is_null(figure: &Figure) -> bool {
    match figure.value {
        Value::Pence => figure.pence.is_none(),
        Value::Ratio => figure.ratio.is_none(),
        Value::Count => figure.count.is_none(),
    }
}

/// A figure in short: `£12.9m`, `31%`, `412`.
fn value(figure: &Figure, currency: &str) -> String {
    match figure.value {
        Value::Pence => figure.pence.map(|pence| words::money(pence, currency)),
        Value::Ratio => figure.ratio.map(words::share),
        Value::Count => figure.count.map(words::number),
    }
    .unwrap_or_else(|| "not estimable".to_owned())
}

/// The three decisions, due or late, that lock in the most; known amounts first, then unknown ones, then what locks in nothing.
fn weightiest<'a>(all: &Decisions<'a>) -> Vec<(&'a Renewal, Standing)> {
    let mut open: Vec<(&Renewal, Standing)> = all.late.iter().chain(&all.due).cloned().collect();
    let rank = |renewal: &Renewal| match renewal.locked_in_pence {
        Some(pence) if pence > 0 => (0, -i128::from(pence)),
        None => (1, 0),
        Some(_) => (2, -i128::from(renewal.annual_pence.unwrap_or(0))),
    };
    open.sort_by(|(a, on), (b, at)| {
        rank(a).cmp(&rank(b)).then_with(|| on.day().cmp(&at.day())).then_with(|| a.contract.cmp(&b.contract))
    });
    open.truncate(3);
    open
}

fn decision(audit: &Audit, names: &Names<'_>, renewal: &Renewal, standing: &Standing) -> Decision {
    let on = match standing {
        Standing::Late { until, .. } => format!("Now; {} at the latest", words::day_short(until)),
        _ => renewal::day(standing),
    };
    Decision {
        on,
        what: renewal::title(renewal, 70),
        parties: renewal::parties(renewal, names),
        locked_in: match renewal.locked_in_pence {
            Some(pence) if pence != 0 => words::money(pence, &audit.currency),
            _ => renewal::locked_in(renewal, &audit.currency),
        },
        otherwise: renewal::otherwise(renewal),
    }
}

fn decisions_say(audit: &Audit, all: &Decisions<'_>) -> String {
    let open = all.due.len() + all.late.len();
    let until = audit
        .next_12_months_end()
        .map_or_else(|| "in the next 12 months".to_owned(), |day| format!("by {}", words::day(&day)));
    if audit.renewals.is_empty() {
        return "No contract is on record, so no decision can be dated".to_owned();
    }
    if open == 0 && all.undated.is_empty() {
        return format!("No contract needs a decision {until}");
    }
    if open == 0 {
        let undated = words::counted(all.undated.len(), "contract has", "contracts have");
        return format!("No contract is known to need a decision {until}; {undated} no date that can be worked out");
    }
    let need =
        if open == 1 { "1 contract needs".to_owned() } else { format!("{} contracts need", words::number(open)) };
    let locked = match (all.locked_in_pence, all.locked_in_unknown) {
        (0, _) => String::new(),
        (pence, 0) => format!("; {} is locked in if nobody acts", words::money(pence, &audit.currency)),
        (pence, _) => format!("; at least {} is locked in if nobody acts", words::money(pence, &audit.currency)),
    };
    format!("{need} a decision {until}{locked}")
}

/// What the reader should know is missing, most money first, at most four.
fn unknowns(audit: &Audit, all: &Decisions<'_>) -> Vec<String> {
    let known = &audit.completeness;
    let money = |pence: i64| words::money(pence, &audit.currency);
    let mut says = Vec::new();
    match audit.pence("unknown_cost") {
        // Why it is not known stands above; here, what it would take.
        Some(pence) if pence != 0 => {
            says.push(format!("Whether {} of run cost is legacy. {}.", money(pence), known::says(audit)));
        }
        _ => {}
    }
    if let Some(pence) = audit.pence("unclear_cost").filter(|pence| *pence != 0) {
        says.push(format!("Whether {} on record is for ICT at all; it is outside run cost.", money(pence)));
    }
    if !all.undated.is_empty() {
        says.push(format!(
            "When to act on {}: their records lack an end, a notice or a kind of renewal.",
            words::counted(all.undated.len(), "contract", "contracts")
        ));
    }
    if known.contracts_without_price > 0 {
        says.push(format!(
            "The price of {} of {}.",
            words::number(known.contracts_without_price),
            words::counted(known.contracts, "contract", "contracts")
        ));
    }
    let mut short: Vec<_> = known.ledger_days.iter().filter(|(_, days)| **days < known.period_days).collect();
    short.sort_by_key(|(source, days)| (**days, *source));
    for (source, days) in short.into_iter().take(1) {
        says.push(format!(
            "What was paid outside the {} of {} days that {} covers.",
            words::number(*days),
            words::number(known.period_days),
            table::name([source.as_str()], 40)
        ));
    }
    if known.assets > known.assets_judged {
        says.push(format!(
            "The support of {} of {}.",
            words::number(known.assets - known.assets_judged),
            words::counted(known.assets, "asset", "assets")
        ));
    }
    let rows = audit::rows(&audit.receipts).set_aside;
    if rows > 0 {
        says.push(format!("What {} say that could not be used.", words::counted(rows, "row", "rows")));
    }
    says.truncate(4);
    says
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_three_weightiest_decisions_come_first() {
        let county = sample::county();
        let point = page(&county, None);
        let what: Vec<_> = point
            .decisions
            .iter()
            .map(|decision| (decision.what.as_str(), decision.on.as_str(), decision.locked_in.as_str()))
            .collect();
        assert_eq!(
            what,
            [
                ("Patient administration, extended support", "28 Apr 2026", "£2.9m"),
                ("Case management support", "Now; 17 Apr 2026 at the latest", "£2.1m"),
                ("Revenues application maintenance", "28 May 2026", "£1.5m"),
            ]
        );
    }

    #[test]
    fn the_sentence_above_the_decisions_is_true_without_any() {
        for (audit, says) in [
            (sample::empty(), "No contract is on record, so no decision can be dated"),
            (sample::one_asset(), "1 contract needs a decision by 31 March 2027; £120k is locked in if nobody acts"),
        ] {
            assert_eq!(page(&audit, None).decisions_say, says);
        }
        let mut over = sample::one_asset();
        over.renewals[0].state = "expired".to_owned();
        assert_eq!(page(&over, None).decisions_say, "No contract needs a decision by 31 March 2027");
    }

    #[test]
    fn the_legacy_figure_carries_its_range() {
        let point = page(&sample::county(), None);
        assert_eq!(point.figures[1].value, "£10.9m–£13.7m");
        assert_eq!(point.figures[1].beside, "48–61% of run cost");
        let known = page(&sample::one_asset(), None);
        assert_eq!(known.figures[1].beside, "100% of run cost");
    }
}
