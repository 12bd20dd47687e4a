//! What to act on: every contract's decision, and every finding.

use super::Cell;
use super::sheet::{self, Column, Styles};
use crate::pages::names::Names;
use audit::{Audit, Renewal, Standing};
use rust_xlsxwriter::{Worksheet, XlsxError};

pub(super) fn renewals(audit: &Audit, page: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    let columns = [
        Column::new("Contract", 22),
        Column::new("Standing", 12),
        Column::new("Act by", 13),
        Column::new("Title", 40),
        Column::new("Body", 28),
        Column::new("Supplier", 28),
        Column::new("Owner", 22),
        Column::amount("Locked in", &audit.currency),
        Column::amount("A year of it", &audit.currency),
        Column::new("State", 13),
        Column::new("Renewal", 12),
        Column::new("Current end", 13),
        Column::new("Notice on", 13),
        Column::new("Decide by", 13),
        Column::new("Start procuring by", 13),
        Column::new("Rolls", 8),
        Column::new("Committed to", 13),
        Column::new("Next exit", 13),
        Column::new("Unknown", 30),
        Column::new("Known in part", 40),
        Column::wide("How it was worked out", 80),
    ];
    let names = Names::of(audit);
    let all = audit.decisions();
    let lists = [all.late, all.due, all.missed, all.undated, all.later, all.open, all.over];
    let rows = lists.iter().flatten().map(|(contract, standing)| renewal(&names, contract, standing));
    sheet::fill(page, styles, 0, &columns, rows)?;
    Ok(())
}

fn renewal(names: &Names<'_>, contract: &Renewal, standing: &Standing) -> Vec<Cell> {
    let day = |day: &Option<String>| day.clone().map_or(Cell::Empty, Cell::Day);
    let pence = |pence: Option<i64>| pence.map_or(Cell::Empty, |pence| Cell::Pence(pence.into()));
    let between: Vec<String> =
        contract.between.iter().map(|(field, (from, to))| format!("{field}: {from} to {to}")).collect();
    vec![
        contract.contract.as_str().into(),
        said(standing).into(),
        day(&contract.act_on),
        contract.title.as_deref().into(),
        names.whole_body(&contract.organisation).into(),
        names.whole_supplier(&contract.supplier).into(),
        contract.owner.as_deref().into(),
        pence(contract.locked_in_pence),
        pence(contract.annual_pence),
        contract.state.as_str().into(),
        contract.renewal.as_str().into(),
        day(&contract.current_end),
        day(&contract.notice_on),
        day(&contract.decide_by),
        day(&contract.start_procuring_by),
        contract.rolls.map_or(Cell::Empty, |rolls| Cell::Count(rolls.into())),
        day(&contract.committed_to),
        day(&contract.next_exit),
        Cell::Text(contract.unknown.join(", ")),
        Cell::Text(between.join("; ")),
        Cell::Text(contract.why.join(" ")),
    ]
}

pub(crate) fn said(standing: &Standing) -> &'static str {
    match standing {
        Standing::Due { .. } => "due",
        Standing::Late { .. } => "late",
        Standing::Missed { .. } => "missed",
        Standing::Later { .. } => "later",
        Standing::Undated => "no day",
        Standing::Open => "no end",
        Standing::Over => "over",
    }
}

pub(super) fn findings(audit: &Audit, page: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    let columns = [
        Column::new("Finding", 26),
        Column::new("For", 13),
        Column::new("Subject", 26),
        Column::new("Body", 28),
        Column::new("Owner", 22),
        Column::amount("Amount", &audit.currency),
        Column::new("Due on", 13),
        Column::wide("What it says", 80),
        Column::wide("What the amount is", 40),
        Column::wide("Rests on", 50),
    ];
    let names = Names::of(audit);
    let mut all: Vec<_> = audit.findings.iter().collect();
    all.sort_by(|a, b| {
        (&a.code, std::cmp::Reverse(a.amount_pence), &a.subject, &a.message).cmp(&(
            &b.code,
            std::cmp::Reverse(b.amount_pence),
            &b.subject,
            &b.message,
        ))
    });
    let rows = all.into_iter().map(|finding| {
        vec![
            finding.code.as_str().into(),
            finding.reader.as_str().into(),
            finding.subject.as_str().into(),
            finding.organisation.as_deref().map(|body| names.whole_body(body)).into(),
            finding.owner.as_deref().into(),
            finding.amount_pence.map_or(Cell::Empty, |pence| Cell::Pence(pence.into())),
            finding.due_on.clone().map_or(Cell::Empty, Cell::Day),
            finding.message.as_str().into(),
            finding.amount_means.as_str().into(),
            Cell::Text(finding.evidence.join(", ")),
        ]
    });
    let filled = sheet::fill(page, styles, 0, &columns, rows)?;
    sheet::note(page, styles, filled, "Amounts of findings overlap and are never added up.")
}
