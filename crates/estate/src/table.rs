//! The canonical tables, and the declaration that makes a record out of a list of columns.

use crate::{Column, Value};
use std::fmt;

/// A canonical table, by the name of its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is the table of its name; its record says what a row is")]
pub enum Table {
    Sources,
    Organisations,
    Suppliers,
    Assets,
    Relations,
    Contracts,
    Prices,
    Cover,
    Payments,
    Tickets,
    TeamCosts,
    Measures,
    Entitlements,
    Budgets,
    Rates,
    Verdicts,
    Litraf,
    Waivers,
    CostLines,
    CrossChecks,
    Findings,
    Spending,
}

impl Table {
    /// The tables that a source may fill, in the order in which they are read.
    pub const RECEIVED: &'static [Table] = &[
        Table::Sources,
        Table::Organisations,
        Table::Suppliers,
        Table::Assets,
        Table::Relations,
        Table::Contracts,
        Table::Prices,
        Table::Cover,
        Table::Payments,
        Table::Tickets,
        Table::TeamCosts,
        Table::Measures,
        Table::Entitlements,
        Table::Budgets,
        Table::Rates,
        Table::Verdicts,
        Table::Litraf,
        Table::Waivers,
    ];

    /// The tables that an audit makes.
    pub const MADE: &'static [Table] = &[Table::CostLines, Table::CrossChecks, Table::Findings, Table::Spending];

    /// The name of its files, without an ending.
    pub fn name(self) -> &'static str {
        match self {
            Table::Sources => "sources",
            Table::Organisations => "organisations",
            Table::Suppliers => "suppliers",
            Table::Assets => "assets",
            Table::Relations => "relations",
            Table::Contracts => "contracts",
            Table::Prices => "prices",
            Table::Cover => "cover",
            Table::Payments => "payments",
            Table::Tickets => "tickets",
            Table::TeamCosts => "team_costs",
            Table::Measures => "measures",
            Table::Entitlements => "entitlements",
            Table::Budgets => "budgets",
            Table::Rates => "rates",
            Table::Verdicts => "verdicts",
            Table::Litraf => "litraf",
            Table::Waivers => "waivers",
            Table::CostLines => "cost_lines",
            Table::CrossChecks => "cross_checks",
            Table::Findings => "findings",
            Table::Spending => "spending",
        }
    }

    /// The table whose files have this name.
    pub fn named(name: &str) -> Option<Table> {
        Table::RECEIVED.iter().chain(Table::MADE).copied().find(|table| table.name() == name)
    }

    /// Its columns, in order.
    pub fn columns(self) -> &'static [Column] {
        use crate::tables::{
            Asset, AssetVerdict, Budget, Contract, CostLine, Cover, CrossCheck, Entitlement, FindingRow, Litraf,
            Measure, Organisation, Payment, Price, Rate, Relation, Source, SpendingRow, Supplier, TeamCost, Ticket,
            Waiver,
        };
        match self {
            Table::Sources => Source::COLUMNS,
            Table::Organisations => Organisation::COLUMNS,
            Table::Suppliers => Supplier::COLUMNS,
            Table::Assets => Asset::COLUMNS,
            Table::Relations => Relation::COLUMNS,
            Table::Contracts => Contract::COLUMNS,
            Table::Prices => Price::COLUMNS,
            Table::Cover => Cover::COLUMNS,
            Table::Payments => Payment::COLUMNS,
            Table::Tickets => Ticket::COLUMNS,
            Table::TeamCosts => TeamCost::COLUMNS,
            Table::Measures => Measure::COLUMNS,
            Table::Entitlements => Entitlement::COLUMNS,
            Table::Budgets => Budget::COLUMNS,
            Table::Rates => Rate::COLUMNS,
            Table::Verdicts => AssetVerdict::COLUMNS,
            Table::Litraf => Litraf::COLUMNS,
            Table::Waivers => Waiver::COLUMNS,
            Table::CostLines => CostLine::COLUMNS,
            Table::CrossChecks => CrossCheck::COLUMNS,
            Table::Findings => FindingRow::COLUMNS,
            Table::Spending => SpendingRow::COLUMNS,
        }
    }

    /// The column of this name.
    pub fn column(self, name: &str) -> Option<&'static Column> {
        self.columns().iter().find(|column| column.name == name)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// Why cells do not make a record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("column {column}: {problem}")]
pub struct Refused {
    /// The column at fault.
    pub column: &'static str,
    /// What is wrong with it.
    pub problem: String,
}

/// One row of a canonical table.
pub trait Record: Sized {
    /// The table it is a row of.
    const TABLE: Table;
    /// Its columns, in order.
    const COLUMNS: &'static [Column];
    /// From one cell a column, in order.
    fn from_values(values: Vec<Value>) -> Result<Self, Refused>;
    /// One cell a column, in order.
    fn to_values(&self) -> Vec<Value>;
}

/// Declares a record: a struct whose fields are columns, with the doc comment of each as its meaning.
macro_rules! record {
    ($(#[doc = $doc:literal])* $name:ident in $table:ident { $($(#[doc = $meaning:literal])+ $field:ident: $type:ty,)+ }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name { $($(#[doc = $meaning])+ pub $field: $type,)+ }

        #[allow(non_upper_case_globals, reason = "the name of a column is spelled as the field is, once, here")]
        impl $name {
            $(
                #[doc = concat!("The name of the column `", stringify!($field), "`.")]
                pub const $field: &'static str = stringify!($field);
            )+
        }

        impl $crate::Record for $name {
            const TABLE: $crate::Table = $crate::Table::$table;
            const COLUMNS: &'static [$crate::Column] = &[$($crate::Column {
                name: stringify!($field),
                kind: <$type as $crate::Field>::KIND,
                required: <$type as $crate::Field>::REQUIRED,
                meaning: concat!($($meaning),+),
            },)+];

            fn from_values(values: Vec<$crate::Value>) -> Result<Self, $crate::Refused> {
                let mut values = values.into_iter();
                Ok($name { $($field: {
                    let value = values.next().unwrap_or($crate::Value::Missing);
                    <$type as $crate::Field>::from_value(value).map_err(|value| $crate::Refused {
                        column: stringify!($field),
                        problem: match value {
                            $crate::Value::Missing => "is empty, and every row needs it".to_owned(),
                            value => format!("`{}` cannot be read", value.spell()),
                        },
                    })?
                },)+ })
            }

            fn to_values(&self) -> Vec<$crate::Value> {
                vec![$($crate::Field::to_value(&self.$field)),+]
            }
        }
    };
}
pub(crate) use record;
