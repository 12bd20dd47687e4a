//! What to know of one supplier before signing with it again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One supplier, under all its ids and spellings. Its contracts are those that go on and have a decision to take.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SupplierSheet {
    /// The first of its ids.
    pub supplier: String,
    /// Its name, where the records give one.
    pub name: Option<String>,
    /// All its ids, as `by_supplier` and the contracts have them.
    pub ids: Vec<String>,
    /// Run cost paid to it in the period.
    pub run_pence: i64,
    /// Its part that counts as legacy.
    pub legacy_pence: i64,
    /// That part of all run cost, six decimals; null where there is none.
    pub run_share: Option<f64>,
    /// Its place among suppliers by run cost, from 1.
    pub place: u64,
    /// The bodies that buy from it, by id.
    pub bodies: Vec<String>,
    /// Its contracts, by the day to act, those without one last.
    pub contracts: Vec<String>,
    /// A year of those whose price is known.
    pub annual_pence: i64,
    /// Contracts whose yearly price is not known.
    pub annual_unknown: u64,
    /// Changes of its prices, latest first.
    pub uplifts: Vec<Uplift>,
    /// Contracts whose price is set to rise, with the words of the record.
    pub indexed: Vec<Indexed>,
}

/// A change of a contract's price.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Uplift {
    /// The contract.
    pub contract: String,
    /// The first day of the new price.
    pub on: String,
    /// The price before, as stated.
    pub from: String,
    /// The price since, as stated.
    pub to: String,
    /// The currency of both, where the record states one.
    pub currency: Option<String>,
    /// What both are for: `year`, `month`.
    pub per: String,
    /// The change as a part of the price before, six decimals; below zero where it fell.
    pub change: Option<f64>,
}

/// How a contract's price is to rise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Indexed {
    /// The contract.
    pub contract: String,
    /// The record's words: `8% a year`, `CPI`.
    pub words: String,
}
