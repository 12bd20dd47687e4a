//! What several bodies buy from one supplier, or of one product: their windows side by side, and what buying once would take.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Contracts of two or more bodies for the same thing. Rows of suppliers and of products overlap and are never added up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Joint {
    /// `supplier` or `product`.
    pub kind: String,
    /// The supplier, by the first of its ids, or the product of the catalogue.
    pub key: String,
    /// Its name, where the records or the catalogue give one.
    pub name: Option<String>,
    /// The bodies, by id.
    pub bodies: Vec<String>,
    /// Their contracts, by the day to act, those without one last.
    pub contracts: Vec<JointContract>,
    /// A year of those contracts whose price is known; for a product, of the part of them that lands on it in the period.
    pub annual_pence: i64,
    /// Contracts whose yearly price is not known.
    pub annual_unknown: u64,
    /// How much of it they buy together, by what is counted.
    pub volume: Vec<Volume>,
    /// The day on which they best end together, at the least cost of time paid after it or bridged up to it.
    pub end_together_on: Option<String>,
    /// That cost, every day bridged at the contract's own price.
    pub end_together_pence: Option<i64>,
    /// Contracts left out of that day, since they have no price, or no end that can still be reached within five years.
    pub end_together_without: u64,
}

/// One contract beside those of other bodies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct JointContract {
    /// The contract.
    pub contract: String,
    /// Who pays.
    pub organisation: String,
    /// The day to act, or the earliest day it may be.
    pub act_on: Option<String>,
    /// End of the term in force.
    pub current_end: Option<String>,
    /// The first end that can still be reached.
    pub next_exit: Option<String>,
    /// A year of it; for a product, what of it lands there in the period.
    pub annual_pence: Option<i64>,
}

/// How much is bought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Volume {
    /// What is counted: `assets` that the contracts cover, or the metric of rights bought.
    pub metric: String,
    /// How many, as a plain decimal.
    pub quantity: String,
}
