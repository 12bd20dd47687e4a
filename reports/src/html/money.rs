//! Where the money sits: run cost shared out in every way that the audit does.

use super::links::Links;
use super::table::{Column, Table, Value};
use crate::pages::table::{AMOUNTS, amounts, rounding_note};
use crate::words;
use audit::{Audit, Part, Sum, largest, total};

/// The lists, those that are empty left out.
pub(super) fn tables(audit: &Audit, links: &Links<'_>) -> Vec<Table> {
    let named = |text: &str| Value::from(words::sentence(text));
    let lists = [
        list(audit, "class", "Run cost by kind of spending", Column::new("Kind"), &audit.by_class, |class| {
            class.map_or_else(|| named("of no kind"), |class| words::class(class).into())
        }),
        list(audit, "age", "Run cost by age", Column::new("Age"), &audit.by_age, |age| {
            age.map_or_else(|| named("not known"), |age| words::age(age).into())
        }),
        waste(audit),
        list(audit, "service", "Run cost by service", Column::of("Service", "system"), &audit.by_service, |service| {
            service.map_or_else(|| named("reaches no service"), |id| links.system(id))
        }),
        list(audit, "supplier", "Run cost by supplier", Column::of("Supplier", "supplier"), &audit.by_supplier, |id| {
            id.map_or_else(|| named("paid to no supplier"), |id| links.supplier(id))
        }),
        list(
            audit,
            "organisation",
            "Run cost by organisation",
            Column::of("Body", "body"),
            &audit.by_organisation,
            |id| id.map_or_else(|| named("names no body"), |id| links.body(id)),
        ),
    ];
    [verdicts(audit)].into_iter().chain(lists).flatten().collect()
}

fn verdicts(audit: &Audit) -> Option<Table> {
    let all = total(&audit.by_verdict);
    let label = |code: &str| words::verdict(code).to_owned();
    let mut columns = vec![Column::new("Verdict"), Column::number("Assets")];
    columns.extend(columns_of_amounts(&audit.currency));
    let cells = |label: String, assets: u64, sum: &Sum| {
        let mut cells = vec![label.into(), Value::count(assets)];
        cells.extend(cells_of(sum));
        cells
    };
    let rows = audit.by_verdict.iter().map(|row| cells(label(&row.verdict), row.assets, &row.sum()));
    let mut table = Table::new("verdict", "Run cost by verdict", columns).filled(rows)?;
    table.total = Some(cells("All run cost".to_owned(), audit.completeness.assets, &all));
    table.notes.extend(rounding(audit, &audit.by_verdict));
    Some(table)
}

/// A list, most legacy first, as the board pack has it; what has no key last.
fn list<T: Part>(
    audit: &Audit,
    id: &str,
    caption: &str,
    first: Column,
    rows: &[T],
    name: impl Fn(Option<&str>) -> Value,
) -> Option<Table> {
    let mut columns = vec![first];
    columns.extend(columns_of_amounts(&audit.currency));
    let cut = largest(rows, usize::MAX, |sum| (sum.legacy_pence, sum.pence));
    let cells = |name: Value, sum: &Sum| {
        let mut cells = vec![name];
        cells.extend(cells_of(sum));
        cells
    };
    let lines = cut.shown.iter().chain(&cut.nowhere).map(|row| cells(name(row.key()), &row.sum()));
    let mut table = Table::new(id, caption, columns).filled(lines)?;
    table.total = Some(cells("All run cost".into(), &total(rows)));
    table.notes.extend(rounding(audit, rows));
    Some(table)
}

fn rounding<T: Part>(audit: &Audit, rows: &[T]) -> Option<String> {
    let printed: Vec<[i128; 4]> = rows.iter().map(|row| amounts(&row.sum())).collect();
    rounding_note(&printed, amounts(&total(rows)), &audit.currency)
}

fn columns_of_amounts(currency: &str) -> Vec<Column> {
    let amounts = AMOUNTS.iter().map(|heading| Column::amount(heading, currency));
    amounts
        .chain([Column::number("Legacy share"), Column::amount("Waste", currency), Column::number("Cost lines")])
        .collect()
}

fn cells_of(sum: &Sum) -> Vec<Value> {
    let amounts = amounts(sum).map(Value::pence);
    amounts
        .into_iter()
        .chain([Value::share(sum.legacy_pence, sum.pence), Value::pence(sum.waste_pence), Value::count(sum.lines)])
        .collect()
}

fn waste(audit: &Audit) -> Option<Table> {
    let columns = vec![
        Column::new("Spent on"),
        Column::amount("Waste", &audit.currency),
        Column::amount("Legacy", &audit.currency),
        Column::number("Cost lines"),
    ];
    let rows = audit.by_waste.iter().map(|row| {
        vec![
            words::sentence(&words::waste(&row.waste)).into(),
            Value::pence(row.pence),
            Value::pence(row.legacy_pence),
            Value::count(row.lines),
        ]
    });
    Table::new("waste", "Run cost that buys nothing", columns)
        .noted("A pound counts as one kind of waste alone.")
        .filled(rows)
}
