//! Who is bought from: suppliers with how their prices moved, and what several bodies buy alike.

use super::Cell;
use super::sheet::{self, Column, Styles};
use crate::pages::names::Names;
use audit::Audit;
use rust_xlsxwriter::{Worksheet, XlsxError};

pub(super) fn together(audit: &Audit, page: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    let columns = [
        Column::new("Of one", 10),
        Column::new("Which", 34),
        Column::new("Contract", 22),
        Column::new("Body", 28),
        Column::new("Act by", 13),
        Column::new("Current end", 13),
        Column::new("Next exit", 13),
        Column::amount("A year of it", &audit.currency),
        Column::new("End together on", 14),
        Column::amount("Cost of that", &audit.currency),
        Column::new("Volume", 30),
    ];
    let names = Names::of(audit);
    let day = |day: &Option<String>| day.clone().map_or(Cell::Empty, Cell::Day);
    let pence = |pence: Option<i64>| pence.map_or(Cell::Empty, |pence| Cell::Pence(pence.into()));
    let rows = audit.joint.iter().flat_map(|joint| {
        let volume: Vec<String> = joint.volume.iter().map(|of| format!("{} {}", of.quantity, of.metric)).collect();
        let names = &names;
        joint.contracts.iter().map(move |row| {
            vec![
                joint.kind.as_str().into(),
                joint.name.as_deref().unwrap_or(&joint.key).into(),
                row.contract.as_str().into(),
                names.whole_body(&row.organisation).into(),
                day(&row.act_on),
                day(&row.current_end),
                day(&row.next_exit),
                pence(row.annual_pence),
                day(&joint.end_together_on),
                pence(joint.end_together_pence),
                Cell::Text(volume.join(", ")),
            ]
        })
    });
    let filled = sheet::fill(page, styles, 0, &columns, rows)?;
    sheet::note(
        page,
        styles,
        filled,
        "A contract stands once for its supplier and once for every product: never add these rows up.",
    )
}

pub(super) fn suppliers(audit: &Audit, page: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    let columns = [
        Column::new("Supplier", 40),
        Column::new("Place", 8),
        Column::amount("Run cost", &audit.currency),
        Column::new("Share of run cost", 12),
        Column::amount("Legacy", &audit.currency),
        Column::new("Bodies", 8),
        Column::new("Contracts", 10),
        Column::amount("A year of them", &audit.currency),
        Column::wide("How its prices moved", 70),
        Column::wide("How they are set to move", 50),
    ];
    let count = |many: usize| Cell::Count(u64::try_from(many).unwrap_or(u64::MAX));
    let rows = audit.suppliers.iter().map(|sheet| {
        let moved = sheet.uplifts.iter().map(|uplift| {
            format!("{} from {}: {} to {} a {}", uplift.contract, uplift.on, uplift.from, uplift.to, uplift.per)
        });
        let indexed = sheet.indexed.iter().map(|indexed| format!("{}: {}", indexed.contract, indexed.words));
        vec![
            sheet.name.as_deref().unwrap_or(&sheet.supplier).into(),
            Cell::Count(sheet.place),
            Cell::Pence(sheet.run_pence.into()),
            sheet.run_share.map_or(Cell::Empty, Cell::Share),
            Cell::Pence(sheet.legacy_pence.into()),
            count(sheet.bodies.len()),
            count(sheet.contracts.len()),
            Cell::Pence(sheet.annual_pence.into()),
            Cell::Text(moved.collect::<Vec<_>>().join("; ")),
            Cell::Text(indexed.collect::<Vec<_>>().join("; ")),
        ]
    });
    sheet::fill(page, styles, 0, &columns, rows)?;
    Ok(())
}
