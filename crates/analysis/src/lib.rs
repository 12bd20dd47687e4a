//! The ledger: tables and decisions in, cost lines, findings and figures out. Pure and synchronous: same tables, same rules, same date,
//! same bytes, whatever the order of rows or the number of threads.
//!
//! In reading order: [`audit()`] loads the `model`, builds the `graph` and its terminal `shares`, keeps the `ledger` (contracts, then
//! `payments`, `labour`, `own_cost`), judges `verdicts`, and groups the cost lines into `figures` and `lists`.

mod avoidable;
mod completeness;
mod contracts;
mod definitions;
mod depreciation;
mod do_nothing;
mod entitled;
mod exchange;
mod extended_cover;
mod figures;
mod findings;
mod frame;
mod graph;
mod joint;
mod labour;
mod landing;
mod leaves;
mod ledger;
mod lists;
mod made;
mod matching;
mod methods;
mod model;
mod outcome;
mod own_cost;
mod past_support;
mod payments;
mod period;
mod premium;
mod price;
mod procurement;
mod prospects;
mod read;
mod receipt;
mod register;
mod releases;
mod risk;
mod rules;
mod shares;
mod spending;
mod splits;
mod suppliers;
mod system_sheets;
mod systems;
mod timelines;
mod verdicts;
mod waivers;
mod worklist;

pub use do_nothing::{ExtendedPrice, SupportPrices};
pub use model::Frames;
pub use outcome::{Input, Outcome, audit};
pub use period::Wanted;
pub use procurement::{
    AutomaticExtension, Consent, Direction, Entitlements, Modification, Peers, Procurement, TermCap,
};
pub use register::{Registered, register};
pub use risk::RiskRules;
pub use rules::{Carries, Costing, Rules, SourceRule};

/// What stops an audit.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The snapshot holds something its schema does not allow.
    #[error(
        "snapshot table {table}, row {row}, column {column}: {problem}. hint: run `oldiron snapshot verify`; a snapshot made by another version must be pulled again"
    )]
    Snapshot {
        /// The table.
        table: &'static str,
        /// The row, from 0.
        row: usize,
        /// The column.
        column: &'static str,
        /// What is wrong.
        problem: String,
    },
    /// A frame has not the columns of its table.
    #[error(
        "a snapshot table cannot be read: {0}. hint: run `oldiron snapshot verify`; a snapshot made by another version must be pulled again"
    )]
    Frame(#[from] polars::error::PolarsError),
    /// An amount does not fit in 64 bits of pence.
    #[error("the amount of {id} is too large to hold in pence. hint: check its amount, units and price period")]
    TooLarge {
        /// Whose amount.
        id: String,
    },
    /// An asset to retire is in no table.
    #[error("no asset `{id}` to retire. hint: ids are those of the assets table; `oldiron why` shows them")]
    NoSuchAsset {
        /// The id that leads nowhere.
        id: String,
    },
    /// The period holds no money, and others do (rule L30).
    #[error("{period} holds no money, but these financial years do: {}. hint: choose one with --financial-year, or another day with --as-of", years.join(", "))]
    EmptyPeriod {
        /// The period asked for.
        period: String,
        /// Financial years that hold money.
        years: Vec<String>,
    },
}
