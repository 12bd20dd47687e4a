//! How much of the estate, and of the money, the data let us judge.

use crate::Error;
use crate::figures::{run_filter, with};
use crate::frame::LineFrame;
use crate::model::Model;
use crate::payments::PaymentFacts;
use crate::period::Days;
use crate::verdicts::Judged;
use audit::{Completeness, Renewal, SetAsideCount, Standing};
use estate::tables::CostLine;
use estate::{Date, SetAside, Verdict};
use std::collections::BTreeMap;

pub(crate) fn completeness(
    model: &Model,
    paid: &PaymentFacts,
    judged: &Judged,
    lines: &LineFrame,
    renewals: &[Renewal],
    as_of: Date,
) -> Result<Completeness, Error> {
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let known: Vec<&'static str> =
        Verdict::WORDS.iter().copied().filter(|word| *word != Verdict::Unknown.word()).collect();
    let judged_pence = lines.sum(&with(run_filter(), CostLine::verdict, known))?.pence;
    let unknown =
        lines.by(CostLine::unknown_reason, &with(run_filter(), CostLine::verdict, [Verdict::Unknown.word()]))?;
    let assets_judged = (0..model.assets.len()).filter(|asset| judged.of_asset(*asset).0 != Verdict::Unknown).count();
    let window = Days::new(model.period.from, model.period.to);
    let ledger_days = paid.days.iter().map(|(source, days)| {
        let inside = window.and_then(|window| days.within(window)).map_or(0, Days::count);
        (source.clone(), u32::try_from(inside).unwrap_or(0))
    });
    // One population: contracts on which there is a decision to take, and that are not over.
    let as_of = as_of.to_string();
    let going_on = || renewals.iter().filter(|row| row.has_decision && row.standing(&as_of) != Standing::Over);
    Ok(Completeness {
        assets: count(model.assets.len()),
        assets_judged: count(assets_judged),
        judged_pence,
        unknown_pence: unknown.into_iter().filter_map(|(reason, sum)| Some((reason?, sum.pence))).collect(),
        contracts: count(going_on().count()),
        contracts_without_date: count(going_on().filter(|row| row.standing(&as_of) == Standing::Undated).count()),
        contracts_without_price: count(going_on().filter(|row| row.annual_pence.is_none()).count()),
        ledger_days: ledger_days.collect(),
        period_days: u32::try_from(model.period.days()).unwrap_or(0),
        unjudged: Vec::new(),
    })
}

/// What was set aside, counted by what was wrong. The words of a cell are left out, so that one cause is one row.
pub(crate) fn set_aside_counts(rows: &[SetAside]) -> Vec<SetAsideCount> {
    let mut counts: BTreeMap<Cause<'_>, (u64, u64)> = BTreeMap::new();
    for row in rows {
        let reason = match &row.value {
            Some(value) => row.reason.replace(&format!("`{value}`"), "the cell"),
            None => row.reason.clone(),
        };
        let cause = Cause { source: &row.source, table: &row.table, column: row.column.as_deref(), reason };
        let (whole, cells) = counts.entry(cause).or_insert((0, 0));
        *(if row.whole_row { whole } else { cells }) += 1;
    }
    let counted = counts.into_iter().map(|(cause, (rows, cells))| SetAsideCount {
        source: cause.source.to_owned(),
        table: cause.table.to_owned(),
        column: cause.column.map(str::to_owned),
        reason: cause.reason,
        rows,
        cells,
    });
    counted.collect()
}

/// What is counted together.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Cause<'a> {
    source: &'a str,
    table: &'a str,
    column: Option<&'a str>,
    reason: String,
}
