//! What is known and unknown: how much of the money and of the estate could be judged, and what would settle the rest.

use super::table::{self, Cell, Table};
use super::{Picture, headline};
use crate::words;
use audit::{Audit, total};
use serde::Serialize;

/// What the pages show. What is empty is left out.
#[derive(Debug, Serialize)]
pub(crate) struct Known {
    headline: String,
    chart: Option<Picture>,
    reasons: Option<Table>,
    measures: Option<Table>,
    worklist: Option<Table>,
    ledgers: Option<Table>,
    set_aside: Option<Table>,
}

const MOST_GAPS: usize = 8;
const MOST_SET_ASIDE: usize = 10;
const MOST_LEDGERS: usize = 25;

/// Builds the pages; none if there is nothing to show.
pub(crate) fn page(audit: &Audit, chart: Option<Picture>) -> Option<Known> {
    let known = Known {
        headline: says(audit),
        // The chart prints the same counts.
        measures: if chart.is_some() { None } else { measures(audit) },
        ledgers: if chart.is_some() { None } else { ledgers(audit) },
        chart,
        reasons: reasons(audit),
        worklist: worklist(audit),
        set_aside: set_aside(audit),
    };
    let tables = [&known.reasons, &known.measures, &known.worklist, &known.ledgers, &known.set_aside];
    (known.chart.is_some() || tables.into_iter().any(Option::is_some)).then_some(known)
}

/// What would settle the most of what cannot be judged, in one sentence.
pub(crate) fn says(audit: &Audit) -> String {
    let all = total(&audit.by_verdict);
    let known = &audit.completeness;
    if all.lines == 0 {
        return match known.assets {
            0 => "There is neither cost nor asset to judge".to_owned(),
            assets => format!(
                "The support of {} of {} is known; there is no cost to judge",
                words::number(known.assets_judged),
                words::counted(assets, "asset", "assets")
            ),
        };
    }
    if all.unknown_pence == 0 {
        return format!("The support behind every {} of run cost is known", words::unit(&audit.currency));
    }
    let money = |pence: i128| words::money(pence, &audit.currency);
    let reasons = by_size(audit);
    let doing = |reason: &str, pence: i64| (pence > 0).then(|| gap(reason)).flatten().map(|gap| gap.doing);
    match reasons.as_slice() {
        [(reason, pence)] if doing(reason, *pence).is_some() => {
            let doing = doing(reason, *pence).unwrap_or_default();
            format!("{doing} could settle all of the {} that cannot be judged", money(all.unknown_pence))
        }
        [(reason, pence), (_, next), ..] if pence > next && doing(reason, *pence).is_some() => {
            let doing = doing(reason, *pence).unwrap_or_default();
            format!(
                "{doing} could settle {} of the {} that cannot be judged",
                money((*pence).into()),
                money(all.unknown_pence)
            )
        }
        _ => {
            let share =
                words::share_of(all.unknown_pence, all.pence).map_or_else(String::new, |share| format!(" ({share})"));
            format!(
                "The support behind {}{share} of run cost is not known{}",
                money(all.unknown_pence),
                headline::because(audit)
            )
        }
    }
}

/// Reasons why run cost is unknown, largest first.
fn by_size(audit: &Audit) -> Vec<(&str, i64)> {
    let mut reasons: Vec<(&str, i64)> =
        audit.completeness.unknown_pence.iter().map(|(reason, pence)| (reason.as_str(), *pence)).collect();
    reasons.retain(|(_, pence)| *pence != 0);
    reasons.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    reasons
}

/// What would close a gap: as a task, and as the start of a sentence.
struct Gap {
    task: &'static str,
    doing: &'static str,
}

fn gap(reason: &str) -> Option<Gap> {
    let (task, doing) = match reason {
        "no-asset" => (
            "Say in the contract or payment which assets it pays for.",
            "Naming the assets that contracts and payments pay for",
        ),
        "no-product" => ("Record vendor, product and version of the asset.", "Recording which product each asset is"),
        "not-in-catalogue" => (
            "Add the product to the catalogue, with the source of its dates.",
            "Adding missing products to the catalogue",
        ),
        "release-uncertain" => ("Record the full version of the product.", "Recording full product versions"),
        "no-date" => (
            "Ask the vendor until when it supports the product, and add the date to the catalogue.",
            "Asking vendors until when they support their products",
        ),
        _ => return None,
    };
    Some(Gap { task, doing })
}

fn reasons(audit: &Audit) -> Option<Table> {
    let all = total(&audit.by_verdict);
    let rows = by_size(audit);
    if rows.is_empty() {
        return None;
    }
    let unit = words::symbol(&audit.currency);
    let amount = format!("Unknown ({unit})");
    let mut table = Table::new(&["Because", "What would settle it", &amount, "Of run cost"]);
    let share = |pence: i128| words::share_of(pence, all.pence).unwrap_or_default();
    for (reason, pence) in &rows {
        table.row([
            words::sentence(words::unknown_reason(reason)).into(),
            gap(reason).map_or("", |gap| gap.task).into(),
            words::amount(*pence).into(),
            share((*pence).into()).into(),
        ]);
    }
    table.total = Some(vec![
        "All unknown".into(),
        "".into(),
        words::amount(all.unknown_pence).into(),
        share(all.unknown_pence).into(),
    ]);
    let amounts: Vec<[i128; 1]> = rows.iter().map(|(_, pence)| [i128::from(*pence)]).collect();
    table.notes.extend(table::rounding_note(&amounts, [all.unknown_pence], &audit.currency));
    Some(table)
}

fn measures(audit: &Audit) -> Option<Table> {
    let known = &audit.completeness;
    let mut table = Table::new(&["What", "Known", "In all", "Share"]);
    let share = |part: u64, whole: u64| words::share_of(part, whole).unwrap_or_default();
    if known.assets > 0 {
        table.row([
            "Assets whose support is known".into(),
            words::number(known.assets_judged).into(),
            words::number(known.assets).into(),
            share(known.assets_judged, known.assets).into(),
        ]);
    }
    for (label, lacking) in [
        ("Contracts with a day to act, or without an end", known.contracts_without_date),
        ("Contracts with a price", known.contracts_without_price),
    ] {
        if known.contracts > 0 {
            let having = known.contracts.saturating_sub(lacking);
            table.row([
                label.into(),
                words::number(having).into(),
                words::number(known.contracts).into(),
                share(having, known.contracts).into(),
            ]);
        }
    }
    (!table.rows.is_empty()).then_some(table)
}

/// Gaps that the IT team can close, those with the most money behind them first.
fn worklist(audit: &Audit) -> Option<Table> {
    let mut gaps: Vec<_> = audit.findings.iter().filter(|finding| finding.reader == "it").collect();
    if gaps.is_empty() {
        return None;
    }
    gaps.sort_by(|a, b| {
        b.amount_pence.cmp(&a.amount_pence).then_with(|| a.code.cmp(&b.code)).then_with(|| a.subject.cmp(&b.subject))
    });
    let amount = format!("At stake ({})", words::symbol(&audit.currency));
    let mut table = Table::new(&["Gap", "Owner", &amount]);
    for gap in gaps.iter().take(MOST_GAPS) {
        let kind = format!(
            "{} · {}",
            table::name([words::code(&gap.code).as_str()], 60),
            table::name([gap.subject.as_str()], 50)
        );
        table.row([
            Cell::noted(table::text(&words::with_days(&gap.message), 240), kind),
            gap.owner.as_deref().map_or_else(|| "none named".to_owned(), |owner| table::name([owner], 40)).into(),
            gap.amount_pence.map_or_else(|| "not known".to_owned(), words::amount).into(),
        ]);
    }
    table.left_out(gaps.len().saturating_sub(MOST_GAPS), ["gap", "gaps"], "Findings");
    table.notes.push("Amounts may overlap and are not added up.".to_owned());
    Some(table)
}

fn ledgers(audit: &Audit) -> Option<Table> {
    let known = &audit.completeness;
    if known.ledger_days.is_empty() {
        return None;
    }
    let mut table = Table::new(&["Ledger", "Days covered", "Days of the period"]);
    for (source, days) in known.ledger_days.iter().take(MOST_LEDGERS) {
        table.row([
            table::name([source.as_str()], 70).into(),
            words::number(*days).into(),
            words::number(known.period_days).into(),
        ]);
    }
    table.left_out(known.ledger_days.len().saturating_sub(MOST_LEDGERS), ["ledger", "ledgers"], "Completeness");
    table.notes.push("Payments are never scaled up: what a ledger does not cover is missing from run cost.".to_owned());
    Some(table)
}

fn set_aside(audit: &Audit) -> Option<Table> {
    let mut counts: Vec<_> = audit.set_aside.iter().filter(|count| count.rows + count.cells > 0).collect();
    if counts.is_empty() {
        return None;
    }
    counts.sort_by(|a, b| {
        (b.rows, b.cells)
            .cmp(&(a.rows, a.cells))
            .then_with(|| (&a.source, &a.table, &a.column).cmp(&(&b.source, &b.table, &b.column)))
    });
    let mut table = Table::new(&["Source and table", "Column", "What is wrong", "Rows", "Cells"]);
    for count in counts.iter().take(MOST_SET_ASIDE) {
        table.row([
            Cell::noted(table::name([count.source.as_str()], 50), table::name([count.table.as_str()], 30)),
            count.column.as_deref().map_or_else(|| "–".to_owned(), |column| table::name([column], 40)).into(),
            table::text(&count.reason, 160).into(),
            words::number(count.rows).into(),
            words::number(count.cells).into(),
        ]);
    }
    table.left_out(counts.len().saturating_sub(MOST_SET_ASIDE), ["reason", "reasons"], "Set aside");
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_sentence_is_true_where_all_nothing_or_no_cost_is_known() {
        for (audit, says) in [
            (
                sample::county(),
                "Naming the assets that contracts and payments pay for could settle £1.1m of the £2.8m that cannot be judged",
            ),
            (sample::one_asset(), "The support behind every pound of run cost is known"),
            (
                sample::only_unknown(),
                "Naming the assets that contracts and payments pay for could settle £700k of the £1.0m that cannot be judged",
            ),
            (sample::without_cost(), "The support of 31 of 74 assets is known; there is no cost to judge"),
        ] {
            assert_eq!(page(&audit, None).unwrap().headline, says);
        }
    }

    #[test]
    fn what_is_empty_is_left_out() {
        assert!(page(&sample::empty(), None).is_none());
        let one = page(&sample::one_asset(), None).unwrap();
        assert!(one.reasons.is_none() && one.worklist.is_none() && one.measures.is_some());
    }
}
