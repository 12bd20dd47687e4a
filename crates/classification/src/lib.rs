//! What kind of spending is this line? Rules are data.
//!
//! A line of a register or a ledger is judged by the words of its category and its text, with the supplier's name as a weak witness
//! that never decides alone. The answer is ICT, not ICT or unclear, and always names the rule; rules that contradict each other give
//! *unclear*, never a guess. Nothing here reads a file or a clock: the caller passes the texts of `config/spending/*.toml`.
//!
//! ```
//! use classification::{Line, Rules};
//! let file = r#"
//!     source = "this example"
//!     [[rule]]
//!     id = "software"
//!     scope = "ict"
//!     says = ["software"]
//! "#;
//! let rules = Rules::from_toml(&[("software.toml", file)])?;
//! let decision = rules.decide(&Line { category: None, text: Some("Housing software"), supplier: None });
//! assert_eq!((decision.scope, decision.rule.as_str()), (estate::Scope::Ict, "software"));
//! # Ok::<(), classification::Error>(())
//! ```

mod decide;
mod ledger;
mod nature;
mod phrases;
mod rules;

pub use decide::Decision;
pub use ledger::{Judged, Split, Sums, sums};
pub use nature::Nature;
pub use rules::{Error, Rules};

/// What is known of a line of spending.
#[derive(Debug, Clone, Copy, Default)]
pub struct Line<'a> {
    /// The source's own category: a ledger's expense type, a register's kind of contract.
    pub category: Option<&'a str>,
    /// What it is for: a payment's description, a contract's title.
    pub text: Option<&'a str>,
    /// Who is paid, by name.
    pub supplier: Option<&'a str>,
}
