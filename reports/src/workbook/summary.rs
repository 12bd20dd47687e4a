//! The first sheets: every figure with its definition, and how much could be judged.

use super::Cell;
use super::sheet::{self, Column, Kind, Styles};
use crate::pages::names;
use crate::words;
use audit::{Audit, Figure, Value};
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::collections::BTreeSet;

/// The row of the header of the figures; lines about the audit stand above it.
const HEADER: u32 = 8;

pub(super) fn fill(audit: &Audit, page: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    page.write_string_with_format(0, 0, "Legacy ICT cost audit", &styles.title)?;
    page.write_string(1, 0, sheet::writable(&crate::pages::headline(audit)))?;
    let lines = [
        ("Bodies", Cell::Text(names::bodies(audit, 12))),
        ("As of", Cell::Day(audit.as_of.clone())),
        ("Period", Cell::Text(audit.period.label.clone())),
        ("Currency", Cell::Text(audit.currency.clone())),
        ("Rows", Cell::Text(audit.snapshot.digest.clone())),
    ];
    for (row, (label, cell)) in (2..).zip(&lines) {
        page.write_string_with_format(row, 0, *label, &styles.text)?;
        sheet::put(page, styles, row, 1, cell, false)?;
    }
    let columns = [
        Column::new("Name", 24),
        Column::new("Figure", 24),
        Column::new("Value", 20),
        Column::new("In", 12),
        Column::wide("Definition", 80),
        Column::wide("Note", 40),
        Column::new("Cost lines", 12),
        Column::wide("Rests on", 40),
    ];
    let rows = audit.figures.iter().map(|figure| row(audit, figure));
    sheet::fill(page, styles, HEADER, &columns, rows)?;
    Ok(())
}

fn row(audit: &Audit, figure: &Figure) -> Vec<Cell> {
    let evidence: Vec<String> = figure
        .evidence
        .iter()
        .map(|(kind, pence)| format!("{kind} {}", words::money_exact(*pence, &audit.currency)))
        .collect();
    let (value, unit) = match figure.value {
        Value::Pence => (figure.pence.map(|pence| Cell::Pence(pence.into())), words::symbol(&audit.currency)),
        Value::Ratio => (figure.ratio.map(Cell::Share), "share"),
        Value::Count => (figure.count.map(Cell::Count), "number"),
    };
    vec![
        figure.id.as_str().into(),
        figure.label.as_str().into(),
        value.unwrap_or_else(|| "not estimable".into()),
        unit.into(),
        figure.definition.as_str().into(),
        figure.note.as_deref().into(),
        figure.lines.as_ref().map_or(Cell::Empty, |lines| Cell::Count(lines.count)),
        if evidence.is_empty() { Cell::Empty } else { Cell::Text(evidence.join("; ")) },
    ]
}

/// Every figure by its id, and the cell it stands in. An id that is no name for a cell has none.
pub(super) fn named_ranges(audit: &Audit) -> Vec<(String, String)> {
    let mut seen = BTreeSet::new();
    let plain = |id: &str| {
        id.starts_with(|first: char| first.is_ascii_lowercase())
            && id.contains('_')
            && id.len() < 100
            && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    (HEADER + 2..)
        .zip(&audit.figures)
        .filter(|(_, figure)| plain(&figure.id) && seen.insert(figure.id.as_str()))
        .map(|(row, figure)| (figure.id.clone(), format!("=Summary!$C${row}")))
        .collect()
}

pub(super) fn completeness(audit: &Audit, page: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    let known = &audit.completeness;
    let amount = format!("Amount ({})", words::symbol(&audit.currency));
    let columns = [
        Column::wide("What", 70),
        Column { heading: amount, width: 17, kind: Kind::Plain },
        Column::new("Number", 12),
        Column::new("In all", 12),
    ];
    let count =
        |what: &str, number: u64, all: u64| vec![what.into(), Cell::Empty, Cell::Count(number), Cell::Count(all)];
    let mut rows = vec![vec!["Run cost whose support is known".into(), Cell::Pence(known.judged_pence.into())]];
    rows.extend(known.unknown_pence.iter().map(|(reason, pence)| {
        let what = format!("Run cost whose support is not known: {}", words::unknown_reason(reason));
        vec![Cell::Text(what), Cell::Pence((*pence).into())]
    }));
    rows.push(count("Assets whose support is known", known.assets_judged, known.assets));
    rows.push(count("Contracts without a day to act", known.contracts_without_date, known.contracts));
    rows.push(count("Contracts without a price", known.contracts_without_price, known.contracts));
    rows.extend(known.ledger_days.iter().map(|(source, days)| {
        count(&format!("Days of the period that ledger {source} covers"), (*days).into(), known.period_days.into())
    }));
    sheet::fill(page, styles, 0, &columns, rows)?;
    Ok(())
}
