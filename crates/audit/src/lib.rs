//! The result of an audit as plain types: `audit.json`, schema `oldiron/audit/1`.
//!
//! Pages, charts, workbooks and history read only this. Money is whole pence in the audit's currency, dates are `2026-03-31`,
//! unknown is null. Every list that shares out a total adds up to it, to the penny.
//!
//! Version policy: a field may be added within a version; renaming, removing or redefining one makes a new version.

mod ahead;
mod avoidable;
mod do_nothing;
mod figure;
mod findings;
mod joint;
mod lists;
mod litraf;
mod parts;
mod premium;
mod receipts;
mod releases;
mod renewals;
mod schema;
mod standing;
mod suppliers;
mod system_sheets;
mod worklist;

pub use ahead::{Ahead, MONTHS_AHEAD, Month, months_total};
pub use avoidable::{Avoidable, Falls};
pub use do_nothing::{DoNothing, Range, StepAhead, SystemPath, YEARS_AHEAD, YearAhead};
pub use figure::{Figure, Lines, Value};
pub use findings::{Finding, Waived};
pub use joint::{Joint, JointContract, Volume};
pub use lists::{ByAge, ByClass, ByOrganisation, ByService, BySupplier, ByVerdict, ByWaste, Split, SystemView};
pub use litraf::{Criterion, Proximity, Ratio, RiskScore};
pub use parts::{Largest, Part, Sum, largest, share, total};
pub use premium::Premium;
pub use receipts::{MoneyReceipt, Rows, SetAsideCount, TableReceipt, receipts_total, rows};
pub use releases::Release;
pub use renewals::{Between, ENDS_ON, Renewal, STARTS_ON};
pub use schema::json_schema;
pub use standing::{Decisions, Standing};
pub use suppliers::{Indexed, SupplierSheet, Uplift};
pub use system_sheets::{ClassPence, ContractPence, RestsOn, SupplierPence, SystemSheet};
pub use worklist::{WorklistRow, rows_that_settle};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The name and version of the shape of [`Audit`].
pub const SCHEMA: &str = "oldiron/audit/1";

/// One judgement of one snapshot at one date under one set of settings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Audit {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The date everything is judged at.
    pub as_of: String,
    /// The period that the money is of.
    pub period: Period,
    /// ISO 4217 code of every amount.
    pub currency: String,
    /// What was judged.
    pub snapshot: SnapshotId,
    /// How much of the estate, and of the money, the data let us judge.
    pub completeness: Completeness,
    /// Where every pound received went, a row a source and table.
    pub money_receipt: Vec<MoneyReceipt>,
    /// The numbers, each with its definition.
    pub figures: Vec<Figure>,
    /// Run cost by verdict; always six rows.
    pub by_verdict: Vec<ByVerdict>,
    /// Run cost by who pays.
    pub by_organisation: Vec<ByOrganisation>,
    /// Run cost by the service that uses it in the end.
    pub by_service: Vec<ByService>,
    /// Run cost by who is paid.
    pub by_supplier: Vec<BySupplier>,
    /// Run cost by class of spending.
    #[serde(default)]
    pub by_class: Vec<ByClass>,
    /// Run cost by the age of what it landed on.
    #[serde(default)]
    pub by_age: Vec<ByAge>,
    /// Run cost that buys nothing, by kind, dearest first; it adds up to `waste_cost`.
    #[serde(default)]
    pub by_waste: Vec<ByWaste>,
    /// Verdicts inside the rows of the lists by body, by supplier and by class.
    #[serde(default)]
    pub splits: Vec<Split>,
    /// What the estate runs, release by release, with the run cost that landed on it, dearest first.
    #[serde(default)]
    pub releases: Vec<Release>,
    /// Loaded cost of systems: overlapping views, not a partition.
    pub systems: Vec<SystemView>,
    /// Their risk, in the same order, in the terms of the Legacy IT Risk Assessment Framework.
    #[serde(default)]
    pub risk: Vec<RiskScore>,
    /// What each of them costs and rests on, in the same order.
    #[serde(default)]
    pub system_sheets: Vec<SystemSheet>,
    /// Decision dates, a row a contract.
    pub renewals: Vec<Renewal>,
    /// What a reader should act on. Amounts overlap and are never added up.
    pub findings: Vec<Finding>,
    /// What several bodies buy from one supplier or of one product, side by side.
    #[serde(default)]
    pub joint: Vec<Joint>,
    /// What to know of each supplier before signing with it again, dearest first.
    #[serde(default)]
    pub suppliers: Vec<SupplierSheet>,
    /// Assets without a verdict, by how they are named and who can put that right, dearest first.
    #[serde(default)]
    pub worklist: Vec<WorklistRow>,
    /// What retiring a stated set would stop; null where no set is stated.
    #[serde(default)]
    pub avoidable: Option<Avoidable>,
    /// What the next five years cost if nothing is done.
    #[serde(default)]
    pub do_nothing: DoNothing,
    /// What legacy systems cost above supported ones of the same kind, dearest premium first; only those that can be compared.
    #[serde(default)]
    pub premiums: Vec<Premium>,
    /// What a cut would take; empty until scenarios are asked for.
    pub scenarios: Vec<Scenario>,
    /// Rows received, kept and set aside, a row a source and table.
    pub receipts: Vec<TableReceipt>,
    /// Rows and cells that could not be used, counted by reason.
    pub set_aside: Vec<SetAsideCount>,
    /// What was taken as given: switches, defaults, rules, data vintages.
    pub assumptions: Vec<Assumption>,
}

impl Audit {
    /// The figure of this id.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.id == id)
    }

    /// The pence of the figure of this id, where it has them and they are known.
    pub fn pence(&self, id: &str) -> Option<i64> {
        self.figure(id)?.pence
    }
}

/// Which money: never two periods mixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Period {
    /// `rate` (the year at today's rate) or `financial-year`.
    pub kind: String,
    /// For the reader: `year at the rate of 2026-04-01`, `financial year 2025-26`.
    pub label: String,
    /// First day of flows.
    pub from: String,
    /// Last day of flows.
    pub to: String,
}

/// What was judged. Both are the same for the same rows in any order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SnapshotId {
    /// Digest of all rows, whatever their order.
    pub digest: String,
    /// Rows by table.
    pub rows: BTreeMap<String, u64>,
    /// Digest of the catalogue and rules that judged.
    pub rules: String,
}

/// How much of the estate, and of the money, the data let us judge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Completeness {
    /// Assets in all.
    pub assets: u64,
    /// Assets with a known verdict.
    pub assets_judged: u64,
    /// Run cost whose verdict is known, in pence.
    pub judged_pence: i64,
    /// Run cost in pence by why its verdict is unknown.
    pub unknown_pence: BTreeMap<String, i64>,
    /// Contracts that are not over and on which there is a decision to take.
    pub contracts: u64,
    /// Those of them whose day to act cannot be worked out.
    pub contracts_without_date: u64,
    /// Those of them whose yearly price is not known.
    pub contracts_without_price: u64,
    /// Days of the period that each payment source covers, from its first line to its last: `source → days`.
    pub ledger_days: BTreeMap<String, u32>,
    /// Days of the period.
    pub period_days: u32,
    /// What findings could not judge, for want of a fact: a silent finding is no clean one.
    #[serde(default)]
    pub unjudged: Vec<Unjudged>,
}

/// What one finding could not judge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unjudged {
    /// The finding.
    pub code: String,
    /// How many contracts, assets or rights it could not judge.
    pub subjects: u64,
    /// What their records lack.
    pub lacks: String,
}

/// Something taken as given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Assumption {
    /// Its name in settings, or the rule's id.
    pub id: String,
    /// What holds.
    pub value: String,
    /// What it means for the figures.
    pub meaning: String,
    /// Who says so.
    pub source: Option<String>,
}

/// What a cut would take. The shape is settled with the savings room.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Scenario {
    /// Its id.
    pub id: String,
}
