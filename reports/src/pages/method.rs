//! How the figures are made: definitions, assumptions, and where every row and pound received went.

use super::Picture;
use super::table::{self, Cell, Table};
use crate::words;
use audit::{Audit, Figure, MoneyReceipt, Value};
use serde::Serialize;

/// What the pages show. What is empty is left out.
#[derive(Debug, Serialize)]
pub(crate) struct Method {
    headline: String,
    period: String,
    figures: Table,
    assumptions: Option<Table>,
    chart: Option<Picture>,
    money_receipts: Vec<Table>,
    receipts: Option<Table>,
    snapshot: Vec<String>,
}

/// Sources side by side in one money receipt.
const ABREAST: usize = 3;
const MOST_MONEY_RECEIPTS: usize = 24;
const MOST_RECEIPTS: usize = 60;
const MOST_ASSUMPTIONS: usize = 60;

/// Builds the pages.
pub(crate) fn page(audit: &Audit, chart: Option<Picture>) -> Method {
    let rows = audit::rows(&audit.receipts);
    let wrong = audit.money_receipt.iter().filter(|receipt| !receipt.adds_up()).count();
    let headline = match (rows.received, wrong) {
        (_, 1..) => format!("The money receipt does not add up for {}", words::counted(wrong, "table", "tables")),
        (0, 0) => "Every figure is a sum of cost lines, and every cost line names its record".to_owned(),
        (received, 0) => format!(
            "Every {} received is accounted for; {} of {} could be used",
            words::unit(&audit.currency),
            words::number(rows.kept),
            words::counted(received, "row", "rows")
        ),
    };
    Method {
        headline,
        period: period(audit),
        figures: figures(audit),
        assumptions: assumptions(audit),
        chart,
        money_receipts: money_receipts(audit),
        receipts: receipts(audit),
        snapshot: snapshot(audit),
    }
}

pub(crate) fn period(audit: &Audit) -> String {
    let days = format!("{} to {}", words::day(&audit.period.from), words::day(&audit.period.to));
    match audit.period.kind.as_str() {
        "rate" => format!(
            "The money is that of a year at the rate of {}: contracts in force on that day at what a year of them costs, and payments, \
             labour and other flows of {days}.",
            words::day(&audit.as_of)
        ),
        _ => format!("The money is that of {}, {days}, day by day.", table::text(&audit.period.label, 80)),
    }
}

fn figures(audit: &Audit) -> Table {
    let mut table = Table::new(&["Figure", "What it includes", "Value"]);
    for figure in &audit.figures {
        let mut note = Vec::new();
        note.extend(figure.lines.as_ref().map(|lines| words::counted(lines.count, "cost line", "cost lines")));
        let evidence: Vec<String> = figure
            .evidence
            .iter()
            .map(|(kind, pence)| format!("{} {}", table::text(kind, 30), words::money_exact(*pence, &audit.currency)))
            .collect();
        if !evidence.is_empty() {
            note.push(words::list(&evidence));
        }
        note.extend(figure.note.as_deref().map(|note| table::text(note, 240)));
        table.row([
            Cell::noted(table::text(&figure.label, 60), table::text(&figure.id, 60)),
            Cell::noted(table::text(&figure.definition, 500), note.join(" · ")),
            value(figure, &audit.currency).into(),
        ]);
    }
    table
}

/// A figure in full: to the penny, or a tenth of a percent.
pub(crate) fn value(figure: &Figure, currency: &str) -> String {
    match figure.value {
        Value::Pence => figure.pence.map(|pence| words::money_exact(pence, currency)),
        Value::Ratio => figure.ratio.map(words::share_exact),
        Value::Count => figure.count.map(words::number),
    }
    .unwrap_or_else(|| "not estimable".to_owned())
}

fn assumptions(audit: &Audit) -> Option<Table> {
    if audit.assumptions.is_empty() {
        return None;
    }
    let mut table = Table::new(&["Assumption", "What holds", "What it means for the figures"]);
    for assumption in audit.assumptions.iter().take(MOST_ASSUMPTIONS) {
        let source = assumption
            .source
            .as_deref()
            .filter(|source| !source.is_empty())
            .map_or_else(String::new, |source| format!("Source: {}", table::text(source, 400)));
        table.row([
            table::name([assumption.id.as_str()], 60).into(),
            table::text(&assumption.value, 120).into(),
            Cell::noted(table::text(&assumption.meaning, 300), source),
        ]);
    }
    table.left_out(
        audit.assumptions.len().saturating_sub(MOST_ASSUMPTIONS),
        ["assumption", "assumptions"],
        "Assumptions",
    );
    Some(table)
}

/// A part of what was received: its label, and its pence.
type Bucket = (&'static str, fn(&MoneyReceipt) -> i64);

/// Where a receipt's pounds went, in the order of the rules.
pub(crate) const BUCKETS: [Bucket; 10] = [
    ("Could not be used", |row| row.set_aside_pence),
    ("Total of other records", |row| row.roll_up_pence),
    ("Paid between these bodies", |row| row.recharge_pence),
    ("Of another period", |row| row.other_period_pence),
    ("Counted by a better record", |row| row.cross_check_pence),
    ("Not ICT", |row| row.not_ict_pence),
    ("Not clear whether ICT", |row| row.unclear_pence),
    ("Capital", |row| row.capital_pence),
    ("Change", |row| row.change_pence),
    ("Counted as run cost", |row| row.counted_pence),
];

/// The money receipts turned, so that the parts of each source stand below each other and add up to what was received.
fn money_receipts(audit: &Audit) -> Vec<Table> {
    let shown = &audit.money_receipt[..audit.money_receipt.len().min(MOST_MONEY_RECEIPTS)];
    let mut tables: Vec<Table> = shown.chunks(ABREAST).map(|some| money_receipt(some, &audit.currency)).collect();
    if let Some(last) = tables.last_mut() {
        let left = audit.money_receipt.len() - shown.len();
        last.left_out(left, ["table", "tables"], "Money receipt");
    }
    tables
}

fn money_receipt(rows: &[MoneyReceipt], currency: &str) -> Table {
    let first = format!("Where it went ({})", words::symbol(currency));
    let header: Vec<String> = [first]
        .into_iter()
        .chain(rows.iter().map(|row| {
            format!("{}: {}", table::name([row.source.as_str()], 36), table::name([row.table.as_str()], 24))
        }))
        .collect();
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let mut table = Table::new(&header);
    for (label, part) in BUCKETS {
        // A bucket that is empty for every source here says nothing; what is counted always stands.
        if label == BUCKETS[9].0 || rows.iter().any(|row| part(row) != 0) {
            table.rows.push(
                [Cell::from(label)]
                    .into_iter()
                    .chain(rows.iter().map(|row| words::amount_exact(part(row)).into()))
                    .collect(),
            );
        }
    }
    table.total = Some(
        [Cell::from("Received")]
            .into_iter()
            .chain(rows.iter().map(|row| words::amount_exact(row.received_pence).into()))
            .collect(),
    );
    for row in rows.iter().filter(|row| !row.adds_up()) {
        table.notes.push(format!(
            "{}: {} does not add up. Please report it.",
            table::name([row.source.as_str()], 36),
            row.table
        ));
    }
    table
}

fn receipts(audit: &Audit) -> Option<Table> {
    if audit.receipts.is_empty() {
        return None;
    }
    let header = ["Source and table", "Declared", "Received", "Kept", "Set aside"];
    let mut table = Table::new(&header);
    for receipt in audit.receipts.iter().take(MOST_RECEIPTS) {
        let label =
            format!("{}: {}", table::name([receipt.source.as_str()], 60), table::name([receipt.table.as_str()], 30));
        table.row([
            label.into(),
            receipt.declared.map_or_else(|| "not said".to_owned(), words::number).into(),
            words::number(receipt.received).into(),
            words::number(receipt.kept).into(),
            words::number(receipt.set_aside).into(),
        ]);
    }
    table.left_out(audit.receipts.len().saturating_sub(MOST_RECEIPTS), ["table", "tables"], "Receipts");
    if audit.receipts.iter().any(|receipt| receipt.declared.is_some_and(|declared| declared != receipt.received)) {
        table.notes.push("A source that declared another number of rows than arrived was not read in full.".to_owned());
    }
    Some(table)
}

pub(crate) fn snapshot(audit: &Audit) -> Vec<String> {
    let rows: Vec<String> = audit
        .snapshot
        .rows
        .iter()
        .map(|(table, rows)| format!("{} {}", words::number(*rows), table::name([table.as_str()], 30)))
        .collect();
    let mut says = Vec::new();
    if !rows.is_empty() {
        says.push(format!("Rows judged: {}.", words::list(&rows)));
    }
    says.push(format!("Digest of the rows: {}", table::text(&audit.snapshot.digest, 128)));
    says.push(format!("Digest of the catalogue and rules: {}", table::text(&audit.snapshot.rules, 128)));
    says
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn text(cell: &Cell) -> &str {
        match cell {
            Cell::Plain(text) | Cell::Noted { text, .. } => text,
        }
    }

    #[test]
    fn printed_parts_of_a_money_receipt_add_up_to_what_was_received() {
        let county = sample::county();
        let page = page(&county, None);
        assert_eq!(page.money_receipts.len(), 1);
        let pence = |cell: &Cell| text(cell).replace([',', '.'], "").replace('−', "-").parse::<i64>().unwrap();
        for column in [1, 2] {
            let sum: i64 = page.money_receipts[0].rows.iter().map(|row| pence(&row[column])).sum();
            assert_eq!(sum, pence(&page.money_receipts[0].total.as_ref().unwrap()[column]));
        }
    }

    #[test]
    fn a_receipt_that_does_not_add_up_is_the_headline() {
        let mut county = sample::county();
        county.money_receipt[0].counted_pence += 1;
        let page = page(&county, None);
        assert_eq!(page.headline, "The money receipt does not add up for 1 table");
        assert_eq!(page.money_receipts[0].notes, ["register: contracts does not add up. Please report it."]);
    }

    #[test]
    fn every_figure_is_defined() {
        let county = sample::county();
        assert_eq!(page(&county, None).figures.rows.len(), county.figures.len());
    }
}
