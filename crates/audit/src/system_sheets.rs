//! What one system costs, and why, and what it rests on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One system. Its classes, its suppliers and its contracts each share out the run cost that ends in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SystemSheet {
    /// The service, or the application at the top.
    pub system: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// How much depends on it, in the record's words.
    pub criticality: Option<String>,
    /// Run cost that ends in it, by class, dearest first.
    pub by_class: Vec<ClassPence>,
    /// The same by who is paid, dearest first.
    pub by_supplier: Vec<SupplierPence>,
    /// The same by contract, dearest first; null for what no contract is known for.
    pub by_contract: Vec<ContractPence>,
    /// What it rests on, itself included, worst verdict and earliest end of support first.
    pub rests_on: Vec<RestsOn>,
    /// Whole months since what its cost landed on was put to use: the mean, weighted by pence. Null where no such date is known.
    pub mean_age_months: Option<u64>,
    /// Run cost whose asset has such a date.
    pub dated_pence: i64,
}

/// Run cost of one class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClassPence {
    /// The class.
    pub class: String,
    /// Run cost.
    pub pence: i64,
}

/// Run cost paid to one supplier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SupplierPence {
    /// Its id; null for what is paid to none.
    pub supplier: Option<String>,
    /// Run cost.
    pub pence: i64,
}

/// Run cost under one contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ContractPence {
    /// Its id; null for what is paid without one that is known.
    pub contract: Option<String>,
    /// Run cost.
    pub pence: i64,
}

/// Assets of one release that a system rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RestsOn {
    /// What a reader calls it, as [`Release::name`](crate::Release::name).
    pub name: String,
    /// The verdict.
    pub verdict: String,
    /// The day its support ended or ends, where it is known to the day.
    pub ends_on: Option<String>,
    /// How many assets.
    pub assets: u64,
    /// Run cost that landed on them and ends in this system.
    pub pence: i64,
}
