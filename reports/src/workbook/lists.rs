//! Run cost shared out: by verdict, body, service and supplier, and the systems.

use super::Cell;
use super::sheet::{self, Column, Styles};
use crate::words;
use audit::{Audit, Part, Sum};
use rust_xlsxwriter::{Worksheet, XlsxError};

pub(super) fn by_verdict(audit: &Audit, page: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    let columns =
        columns(audit, [Column::new("Verdict", 16), Column::new("In words", 34)], &[Column::summed("Assets")]);
    let rows = audit.by_verdict.iter().map(|row| {
        let mut cells = vec![row.verdict.as_str().into(), words::verdict(&row.verdict).into()];
        cells.extend(amounts(&row.sum()));
        cells.push(Cell::Count(row.assets));
        cells
    });
    sheet::fill(page, styles, 0, &columns, rows)?;
    Ok(())
}

pub(super) fn by_organisation(audit: &Audit, page: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    list(audit, page, styles, &audit.by_organisation, ["Body", "names no body"])
}

pub(super) fn by_service(audit: &Audit, page: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    list(audit, page, styles, &audit.by_service, ["Service", "reaches no service"])
}

pub(super) fn by_supplier(audit: &Audit, page: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    list(audit, page, styles, &audit.by_supplier, ["Supplier", "paid to no supplier"])
}

/// A list, most legacy first, as the board pack has it.
fn list<T: Part>(
    audit: &Audit,
    page: &mut Worksheet,
    styles: &Styles,
    rows: &[T],
    [what, nowhere]: [&str; 2],
) -> Result<(), XlsxError> {
    let id = format!("{what} id");
    let columns = columns(audit, [Column::new(what, 44), Column::new(id, 24)], &[]);
    let all = audit::largest(rows, usize::MAX, |sum| (sum.legacy_pence, sum.pence));
    let rows = all.shown.into_iter().chain(all.nowhere).map(|row| {
        let name = match (row.name(), row.key()) {
            (Some(name), _) => name,
            (None, _) => nowhere,
        };
        let mut cells = vec![name.into(), row.key().into()];
        cells.extend(amounts(&row.sum()));
        cells
    });
    sheet::fill(page, styles, 0, &columns, rows)?;
    Ok(())
}

fn columns(audit: &Audit, names: [Column; 2], more: &[Column]) -> Vec<Column> {
    let amounts = ["Run cost", "Legacy", "Unknown", "Not legacy", "Waste"];
    let amounts = amounts.map(|heading| Column::total(heading, &audit.currency));
    names.into_iter().chain(amounts).chain([Column::summed("Cost lines")]).chain(more.iter().cloned()).collect()
}

fn amounts(sum: &Sum) -> [Cell; 6] {
    [
        Cell::Pence(sum.pence),
        Cell::Pence(sum.legacy_pence),
        Cell::Pence(sum.unknown_pence),
        Cell::Pence(sum.other_pence()),
        Cell::Pence(sum.waste_pence),
        Cell::Count(sum.lines),
    ]
}

pub(super) fn systems(audit: &Audit, page: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    let columns = [
        Column::new("System", 44),
        Column::new("System id", 24),
        Column::new("Body", 24),
        Column::amount("Run cost", &audit.currency),
        Column::amount("Legacy", &audit.currency),
        Column::amount("Unknown", &audit.currency),
        Column::new("Weakest part", 16),
        Column::new("Weakest asset", 24),
        Column::new("Assets", 10),
        Column::new("Unknown assets", 10),
    ];
    let mut systems: Vec<_> = audit.systems.iter().collect();
    systems.sort_by(|a, b| b.pence.cmp(&a.pence).then_with(|| a.system.cmp(&b.system)));
    let rows = systems.into_iter().map(|system| {
        vec![
            system.name.as_str().into(),
            system.system.as_str().into(),
            system.organisation.as_str().into(),
            Cell::Pence(system.pence.into()),
            Cell::Pence(system.legacy_pence.into()),
            Cell::Pence(system.unknown_pence.into()),
            system.weakest.as_str().into(),
            system.weakest_asset.as_deref().into(),
            Cell::Count(system.assets),
            Cell::Count(system.unknown_assets),
        ]
    });
    let filled = sheet::fill(page, styles, 0, &columns, rows)?;
    sheet::note(page, styles, filled, "Systems share what they rest on: they overlap and are never added up.")
}
