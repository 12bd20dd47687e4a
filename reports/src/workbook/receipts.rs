//! Where every pound and row received went, and what was taken as given.

use super::Cell;
use super::sheet::{self, Column, Styles};
use crate::pages::method::BUCKETS;
use audit::{Audit, MoneyReceipt};
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

pub(super) fn money(audit: &Audit, page: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    let mut columns =
        vec![Column::new("Source", 24), Column::new("Table", 14), Column::total("Received", &audit.currency)];
    columns.extend(BUCKETS.iter().map(|(label, _)| Column::total(label, &audit.currency)));
    let rows = audit.money_receipt.iter().map(|receipt| {
        let names =
            [receipt.source.as_str().into(), receipt.table.as_str().into(), Cell::Pence(receipt.received_pence.into())];
        names.into_iter().chain(BUCKETS.iter().map(|(_, part)| Cell::Pence(part(receipt).into()))).collect()
    });
    let filled = sheet::fill(page, styles, 0, &columns, rows)?;
    // A column of differences, all nothing, that the spreadsheet works out for itself.
    page.write_string_with_format(0, 13, "Received less all others", &styles.header)?;
    page.set_column_width(13, 17)?;
    for (row, receipt) in (1..).zip(&audit.money_receipt) {
        let formula = format!("=ROUND(C{0}-SUM(D{0}:M{0}),2)", row + 1);
        let formula = Formula::new(formula).set_result(sheet::major(difference(receipt)));
        page.write_formula_with_format(row, 13, formula, &styles.pence)?;
    }
    sheet::note(
        page,
        styles,
        filled,
        "Received is the sum of all columns to its right. What is counted is in the cost lines.",
    )
}

/// What the check beside a receipt comes to: nothing, if it adds up.
fn difference(receipt: &MoneyReceipt) -> i128 {
    i128::from(receipt.received_pence) - BUCKETS.iter().map(|(_, part)| i128::from(part(receipt))).sum::<i128>()
}

pub(super) fn rows(audit: &Audit, page: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    let columns = [
        Column::new("Source", 28),
        Column::new("Table", 18),
        Column::new("Declared", 12),
        Column::summed("Received"),
        Column::summed("Kept"),
        Column::summed("Set aside"),
    ];
    let rows = audit.receipts.iter().map(|receipt| {
        vec![
            receipt.source.as_str().into(),
            receipt.table.as_str().into(),
            receipt.declared.map_or_else(|| "not said".into(), Cell::Count),
            Cell::Count(receipt.received),
            Cell::Count(receipt.kept),
            Cell::Count(receipt.set_aside),
        ]
    });
    sheet::fill(page, styles, 0, &columns, rows)?;
    Ok(())
}

pub(super) fn set_aside(audit: &Audit, page: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    let columns = [
        Column::new("Source", 28),
        Column::new("Table", 18),
        Column::new("Column", 24),
        Column::wide("What is wrong", 60),
        Column::summed("Rows"),
        Column::summed("Cells"),
    ];
    let rows = audit.set_aside.iter().map(|count| {
        vec![
            count.source.as_str().into(),
            count.table.as_str().into(),
            count.column.as_deref().into(),
            count.reason.as_str().into(),
            Cell::Count(count.rows),
            Cell::Count(count.cells),
        ]
    });
    sheet::fill(page, styles, 0, &columns, rows)?;
    Ok(())
}

pub(super) fn assumptions(audit: &Audit, page: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    let columns = [
        Column::new("Assumption", 32),
        Column::wide("What holds", 40),
        Column::wide("What it means for the figures", 70),
        Column::wide("Source", 50),
    ];
    let rows = audit.assumptions.iter().map(|assumption| {
        vec![
            assumption.id.as_str().into(),
            assumption.value.as_str().into(),
            assumption.meaning.as_str().into(),
            assumption.source.as_deref().into(),
        ]
    });
    sheet::fill(page, styles, 0, &columns, rows)?;
    Ok(())
}
