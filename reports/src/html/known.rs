//! What is known, where every pound and row received went, and what was taken as given.

use super::markup::clean;
use super::table::{Column, Table, Value};
use crate::pages::method::BUCKETS;
use crate::words;
use audit::Audit;

/// How much could be judged, and what could not be used.
pub(super) fn completeness(audit: &Audit) -> Vec<Table> {
    [reasons(audit), measures(audit), unjudged(audit), set_aside(audit)].into_iter().flatten().collect()
}

/// Where every pound and row went.
pub(super) fn receipts(audit: &Audit) -> Vec<Table> {
    [money(audit), rows(audit)].into_iter().flatten().collect()
}

fn reasons(audit: &Audit) -> Option<Table> {
    let all = audit::total(&audit.by_verdict);
    let columns =
        vec![Column::new("Because"), Column::amount("Unknown", &audit.currency), Column::number("Of run cost")];
    let cells = |label: String, pence: i128| vec![label.into(), Value::pence(pence), Value::share(pence, all.pence)];
    let mut reasons: Vec<_> = audit.completeness.unknown_pence.iter().filter(|(_, pence)| **pence != 0).collect();
    reasons.sort_by_key(|(reason, pence)| (std::cmp::Reverse(**pence), *reason));
    let rows = reasons
        .into_iter()
        .map(|(reason, pence)| cells(words::sentence(words::unknown_reason(reason)), (*pence).into()));
    let mut table = Table::new("unknown", "Run cost whose support is not known", columns).filled(rows)?;
    table.total = Some(cells("All unknown".to_owned(), all.unknown_pence));
    Some(table)
}

fn measures(audit: &Audit) -> Option<Table> {
    let known = &audit.completeness;
    let columns =
        vec![Column::new("What"), Column::number("Number"), Column::number("In all"), Column::number("Share")];
    let cells = |what: String, number: u64, all: u64| {
        vec![what.into(), Value::count(number), Value::count(all), Value::share(number, all)]
    };
    let fixed = [
        ("Assets whose support is known", known.assets_judged, known.assets),
        ("Contracts without a day to act", known.contracts_without_date, known.contracts),
        ("Contracts without a price", known.contracts_without_price, known.contracts),
    ];
    let fixed =
        fixed.into_iter().filter(|(.., all)| *all > 0).map(|(what, number, all)| cells(what.to_owned(), number, all));
    let ledgers = known.ledger_days.iter().map(|(source, days)| {
        cells(format!("Days of the period that {source} covers"), (*days).into(), known.period_days.into())
    });
    Table::new("measures", "How complete the records are", columns).filled(fixed.chain(ledgers))
}

fn unjudged(audit: &Audit) -> Option<Table> {
    let columns = vec![Column::new("Finding"), Column::number("Not judged"), Column::new("Their records lack")];
    let rows = audit
        .completeness
        .unjudged
        .iter()
        .map(|row| vec![words::code(&row.code).into(), Value::count(row.subjects), Value::from(&row.lacks)]);
    Table::new("unjudged", "What findings could not judge", columns).filled(rows)
}

fn set_aside(audit: &Audit) -> Option<Table> {
    let columns = vec![
        Column::new("Source").choice(),
        Column::new("Table").choice(),
        Column::new("Column"),
        Column::new("What is wrong"),
        Column::number("Rows"),
        Column::number("Cells"),
    ];
    let rows = audit.set_aside.iter().map(|row| {
        vec![
            Value::from(&row.source),
            Value::from(&row.table),
            Value::maybe(row.column.as_deref()),
            Value::from(&row.reason),
            Value::count(row.rows),
            Value::count(row.cells),
        ]
    });
    Table::new("set-aside", "What could not be used", columns)
        .noted("Each of them, with its file and line, is in tables/set-aside.csv.")
        .filled(rows)
}

fn money(audit: &Audit) -> Option<Table> {
    let exact = |pence: i128| Value::number(words::amount_exact(pence), pence);
    let columns = [Column::new("Source"), Column::new("Table")].into_iter();
    let amounts = ["Received"].into_iter().chain(BUCKETS.iter().map(|(label, _)| *label));
    let columns = columns.chain(amounts.map(|label| Column::amount(label, &audit.currency))).collect();
    let rows = audit.money_receipt.iter().map(|row| {
        let mut cells = vec![Value::from(&row.source), Value::from(&row.table), exact(row.received_pence.into())];
        cells.extend(BUCKETS.iter().map(|(_, part)| exact(part(row).into())));
        cells
    });
    let mut table = Table::new("money-receipt", "Money receipt: where every amount received went", columns)
        .noted("Received is the sum of all columns to its right.")
        .filled(rows)?;
    let all = |part: fn(&audit::MoneyReceipt) -> i64| exact(audit::receipts_total(&audit.money_receipt, part));
    let mut total = vec!["All".into(), "".into(), all(|row| row.received_pence)];
    total.extend(BUCKETS.iter().map(|(_, part)| all(*part)));
    table.total = Some(total);
    let wrong = audit.money_receipt.iter().filter(|row| !row.adds_up());
    table
        .notes
        .extend(wrong.map(|row| clean(&format!("{}: {} does not add up. Please report it.", row.source, row.table))));
    Some(table)
}

fn rows(audit: &Audit) -> Option<Table> {
    let columns = vec![
        Column::new("Source"),
        Column::new("Table"),
        Column::number("Declared"),
        Column::number("Received"),
        Column::number("Kept"),
        Column::number("Set aside"),
    ];
    let rows = audit.receipts.iter().map(|row| {
        vec![
            Value::from(&row.source),
            Value::from(&row.table),
            row.declared.map_or_else(|| Value::unknown("not said"), Value::count),
            Value::count(row.received),
            Value::count(row.kept),
            Value::count(row.set_aside),
        ]
    });
    let mut table = Table::new("receipts", "Receipts: where every row received went", columns).filled(rows)?;
    let all = audit::rows(&audit.receipts);
    let counts = [all.received, all.kept, all.set_aside].map(Value::count);
    table.total = Some(["All".into(), "".into(), "".into()].into_iter().chain(counts).collect());
    Some(table)
}

/// What was taken as given.
pub(super) fn assumptions(audit: &Audit) -> Option<Table> {
    let columns = vec![
        Column::new("Assumption"),
        Column::new("What holds"),
        Column::new("What it means for the figures"),
        Column::new("Source"),
    ];
    let rows = audit.assumptions.iter().map(|row| {
        vec![
            Value::from(&row.id),
            Value::from(&row.value),
            Value::from(&row.meaning),
            Value::maybe(row.source.as_deref()),
        ]
    });
    Table::new("assumptions", "Assumptions", columns).filled(rows)
}
