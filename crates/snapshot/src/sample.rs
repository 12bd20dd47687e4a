//! A small snapshot for tests: a contract with words for dates, two payments, a row and a cell set aside.

use crate::{About, Snapshot, Writer};
use estate::{Amount, Date, Receipt, SetAside, Table, Value};
use std::fs;
use std::path::Path;

pub(crate) fn about() -> About {
    About { tool: "oldiron 0.1.0".into(), pulled_on: Date::constant(2026, 4, 1), note: None }
}

pub(crate) fn payment(id: &str, pence: i64) -> Vec<Value> {
    let text = |text: &str| Value::Text(text.to_owned());
    let cell = |name: &str| match name {
        "id" => text(id),
        "organisation" => text("wold-council"),
        "paid_on" => Value::Day(Date::constant(2026, 3, 31)),
        "amount" => Value::Amount(Amount(pence)),
        "description" => text("Beacon support, £"),
        "capital" => Value::Flag(false),
        _ => Value::Missing,
    };
    Table::Payments.columns().iter().map(|column| cell(column.name)).collect()
}

pub(crate) fn contract() -> Vec<Value> {
    let cell = |name: &str| match name {
        "id" | "organisation" | "supplier" => Value::Text(format!("an {name}")),
        "starts_on" => Value::Day(Date::constant(2020, 1, 1)),
        "ends_on" => Value::Words("2026-Q3".into()),
        "price_amount" => Value::Words("12 000 € /an".into()),
        _ => Value::Missing,
    };
    Table::Contracts.columns().iter().map(|column| cell(column.name)).collect()
}

/// What the sample sets aside, sorted.
pub(crate) fn set_asides() -> Vec<SetAside> {
    let cell = SetAside {
        source: "finance".into(),
        table: "contracts".into(),
        id: Some("an id".into()),
        file: "contracts.csv".into(),
        line: 2,
        column: Some("price_amount".into()),
        value: Some("12 000 € /an".into()),
        reason: "is no plain decimal amount. hint: write 12000.50".into(),
        whole_row: false,
        amount_minor: None,
        currency: None,
    };
    let row = SetAside {
        table: "payments".into(),
        id: None,
        column: Some("paid_on".into()),
        value: Some("=TODAY()".into()),
        whole_row: true,
        amount_minor: Some(-500),
        currency: Some("GBP".into()),
        ..cell.clone()
    };
    vec![cell, row]
}

pub(crate) fn written(parent: &Path, name: &str) -> Snapshot {
    written_with(parent, name, 1250)
}

/// The sample, its first payment of `pence`.
pub(crate) fn written_with(parent: &Path, name: &str, pence: i64) -> Snapshot {
    let mut writer = Writer::create(parent, name).unwrap();
    writer.keep(Table::Payments, payment("finance:P1", pence)).unwrap();
    writer.keep(Table::Contracts, contract()).unwrap();
    writer.keep(Table::Payments, payment("finance:P2", -1)).unwrap();
    for row in set_asides().into_iter().rev() {
        writer.set_aside(row).unwrap();
    }
    let receipt = Receipt::new("finance", Table::Payments);
    writer.receipt(Receipt { declared: Some(3), received: 3, kept: 2, set_aside: 1, ..receipt });
    writer.receipt(Receipt { received: 1, kept: 1, ..Receipt::new("finance", Table::Contracts) });
    writer.finish(about()).unwrap()
}

/// What stands in a folder, sorted.
pub(crate) fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Lets a test change a file of a finished snapshot.
pub(crate) fn make_writable(path: &Path) {
    let mut permissions = fs::metadata(path).unwrap().permissions();
    #[allow(clippy::permissions_set_readonly_false, reason = "the file lives for one test")]
    permissions.set_readonly(false);
    fs::set_permissions(path, permissions).unwrap();
}
