//! The estate as typed records, and the rows that are no records.

pub(crate) mod matching;
pub(crate) mod terms;

use demo_estate::{Estate, Size};
use estate::tables::{
    Asset, Budget, Contract, Cover, Measure, Organisation, Payment, Price, Rate, Relation, Supplier, TeamCost, Ticket,
};
use estate::{Date, Record, Table, admit};
use std::sync::LazyLock;

pub(crate) const AS_OF: Date = Date::constant(2026, 4, 1);

#[derive(Default)]
pub(crate) struct Tables {
    pub(crate) organisations: Vec<Organisation>,
    pub(crate) suppliers: Vec<Supplier>,
    pub(crate) assets: Vec<Asset>,
    pub(crate) relations: Vec<Relation>,
    pub(crate) contracts: Vec<Contract>,
    pub(crate) prices: Vec<Price>,
    pub(crate) cover: Vec<Cover>,
    pub(crate) payments: Vec<Payment>,
    pub(crate) tickets: Vec<Ticket>,
    pub(crate) team_costs: Vec<TeamCost>,
    pub(crate) measures: Vec<Measure>,
    pub(crate) budgets: Vec<Budget>,
    pub(crate) rates: Vec<Rate>,
    /// First cell of each row that was refused.
    pub(crate) refused: Vec<String>,
    /// First cell of each row that was kept without one of its cells.
    pub(crate) unread: Vec<String>,
    /// Table of each row, in the order in which they came.
    pub(crate) order: Vec<Table>,
}

/// The default estate, made once for all tests.
pub(crate) fn default_estate() -> &'static Tables {
    static TABLES: LazyLock<Tables> = LazyLock::new(|| tables(&Estate::new(1, Size::default(), AS_OF)));
    &TABLES
}

pub(crate) fn tables(estate: &Estate) -> Tables {
    let mut tables = Tables::default();
    estate.rows(&mut |table, cells| {
        tables.order.push(table);
        assert_eq!(cells.len(), table.columns().len(), "{table}: one text a column");
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let Ok(admitted) = admit(table, &cells) else {
            tables.refused.push(cells[0].to_owned());
            return;
        };
        if !admitted.unreadable.is_empty() {
            tables.unread.push(cells[0].to_owned());
        }
        let values = admitted.values;
        match table {
            Table::Organisations => tables.organisations.push(record(values)),
            Table::Suppliers => tables.suppliers.push(record(values)),
            Table::Assets => tables.assets.push(record(values)),
            Table::Relations => tables.relations.push(record(values)),
            Table::Contracts => tables.contracts.push(record(values)),
            Table::Prices => tables.prices.push(record(values)),
            Table::Cover => tables.cover.push(record(values)),
            Table::Payments => tables.payments.push(record(values)),
            Table::Tickets => tables.tickets.push(record(values)),
            Table::TeamCosts => tables.team_costs.push(record(values)),
            Table::Measures => tables.measures.push(record(values)),
            Table::Budgets => tables.budgets.push(record(values)),
            Table::Rates => tables.rates.push(record(values)),
            other => panic!("{other}"),
        }
    });
    tables
}

fn record<R: Record>(values: Vec<estate::Value>) -> R {
    R::from_values(values).unwrap()
}
