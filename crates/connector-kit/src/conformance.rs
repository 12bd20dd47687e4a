//! What every connector must withstand, as a library: one line runs all cases against a connector and the emulator of its system.
//!
//! ```ignore
//! conformance::run(&ServiceNowStand).demand_all();
//! ```
//!
//! A case puts one thing wrong, pulls, and compares with an undisturbed pull. The rule behind all of them: what is lost is told.
//! Either every row arrives, or the receipt says that some did not; never a smaller number in silence. Besides, whatever a pull
//! leaves behind, on disk or in words, is searched for secrets and for names of people.
//!
//! That the cases have teeth is shown by connectors with a seeded fault each: every one of them fails.

mod cases;
mod expect;
mod ground;
mod mishap;
mod report;

pub use mishap::{Mishap, Strikes};
pub use report::{Case, LEAST, Report, Verdict};

use crate::{Clock, Connector};
use estate::Table;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// A connector and the emulator of its system.
pub trait Stand: Sync {
    /// Its name, for reports.
    fn name(&self) -> &str;
    /// The table on which things go wrong.
    fn large(&self) -> Large;
    /// A system that holds the same rows every time, and a connector that reads it by a made clock.
    fn raise(&self, wish: &Wish) -> Raised;
    /// A new, empty folder.
    fn folder(&self) -> PathBuf;
    /// Words that nothing left behind may hold: every secret of the account, and names of people that the system knows.
    fn private(&self) -> Vec<String>;
}

/// The table on which things go wrong: at least six pages of it are there.
#[derive(Debug, Clone, Copy)]
pub struct Large {
    /// The canonical table that is pulled.
    pub table: Table,
    /// The system's own table, whose pages go wrong.
    pub system_table: &'static str,
    /// Its rows.
    pub rows: u64,
}

/// What a system should be like.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// How the connector signs in.
    pub sign_in: By,
    /// Does it have the wrong secret?
    pub wrong_secret: bool,
    /// Rows of the large table that access rules hide, by their places in the order of the key.
    pub hidden: Vec<Range<usize>>,
    /// Is the large table closed to the account?
    pub closed: bool,
}

/// How a connector signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// By whatever is usual with the system.
    #[default]
    Usual,
    /// By a token that is asked for and expires.
    Token,
}

/// A system that listens, and a connector that reads it.
pub struct Raised {
    /// The connector.
    pub connector: Arc<dyn Connector>,
    /// The system.
    pub system: Box<dyn System>,
    /// The connector's clock.
    pub clock: Clock,
}

/// The emulated system, as far as the suite needs it.
pub trait System: Send + Sync {
    /// Puts something wrong. `false` where this system cannot have it.
    fn arm(&self, mishap: Mishap, strikes: Strikes) -> bool;
    /// What it was asked so far.
    fn asked(&self) -> Vec<Asked>;
    /// Requests that reached the host to which redirects lead.
    fn visited_elsewhere(&self) -> u64;
}

/// One request, as the system saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its method.
    pub method: String,
    /// What it was for.
    pub what: What,
    /// Was it about the large table?
    pub large: bool,
    /// Rows in the answer.
    pub rows: u64,
    /// Did something go wrong with it?
    pub struck: bool,
    /// Its path and parameters, in one spelling.
    pub spelled: String,
}

/// What a request was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Rows.
    Rows,
    /// A number of rows.
    Count,
    /// A token.
    SignIn,
    /// Anything else.
    Other,
}

/// Runs every case.
pub fn run(stand: &dyn Stand) -> Report {
    report::run(stand, cases::ALL)
}

/// Runs these cases alone.
pub fn run_named(stand: &dyn Stand, names: &[&str]) -> Report {
    let mut report = Report { stand: stand.name().to_owned(), cases: Vec::new() };
    let chosen: Vec<Case> =
        cases::ALL.iter().flat_map(|room| *room).filter(|case| names.contains(&case.name)).copied().collect();
    report.cases.extend(report::run(stand, &[&chosen]).cases);
    report
}

/// Names of all cases with their rules, in order.
pub fn names() -> Vec<(&'static str, &'static str)> {
    cases::ALL.iter().flat_map(|room| *room).map(|case| (case.name, case.rule)).collect()
}
