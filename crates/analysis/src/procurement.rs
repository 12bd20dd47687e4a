//! What procurement law and policy say, read and checked at the door from `config/procurement.toml`, `config/term-caps.toml` and the
//! settings. A part that is missing keeps its finding silent.

use estate::Date;

/// Everything that findings about contracts are judged by. The default holds nothing, so that nothing is found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Procurement {
    /// The rule on contracts that extend themselves.
    pub automatic_extension: Option<AutomaticExtension>,
    /// How long a call-off from a framework may last.
    pub term_caps: Vec<TermCap>,
    /// Changes to a contract under way.
    pub modification: Option<Modification>,
    /// Contracts of bodies that are to be dissolved.
    pub consent: Option<Consent>,
    /// Directions in force, as the settings state them.
    pub directions: Vec<Direction>,
    /// A price a unit beside what others pay.
    pub peers: Option<Peers>,
    /// Rights bought beside what is deployed.
    pub entitlements: Option<Entitlements>,
}

/// The rule on contracts that extend themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AutomaticExtension {
    /// What it says and who says so, as part of a sentence.
    pub says: String,
    /// Kinds of body that it binds, lower case.
    pub binds: Vec<String>,
}

/// How long a call-off from one framework may last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermCap {
    /// What it is called.
    pub name: String,
    /// Other words for it.
    pub also: Vec<String>,
    /// Months, extensions included.
    pub most_months: u32,
    /// How these are made up, as part of a sentence.
    pub says: String,
}

/// Changes that law allows without a new procurement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modification {
    /// Words of `regime` under which the rule holds, lower case.
    pub regimes: Vec<String>,
    /// Per cent of the longest term provided for on award.
    pub term_per_cent: u32,
    /// Per cent of the value.
    pub value_per_cent: u32,
}

/// Limits above which a body to be dissolved needs consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consent {
    /// For a capital contract, in pence of the audit's currency.
    pub capital_above: i64,
    /// For any other contract that passes the day named.
    pub other_above: i64,
    /// Other contracts with the same supplier count if they were entered after this day.
    pub with_those_after: Date,
}

/// A direction that makes a body ask for consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Direction {
    /// The body.
    pub organisation: String,
    /// With effect from this day.
    pub from: Date,
    /// The day that it names, past which a contract may not run.
    pub past: Date,
}

/// When a price a unit stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peers {
    /// How many other prices there must be.
    pub least: usize,
    /// Per cent above their median.
    pub above_per_cent: u32,
}

/// When rights bought and what is deployed are apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entitlements {
    /// Per cent of what was bought that may stand unused.
    pub spare_per_cent: u32,
    /// Metrics that are counted by the assets in use, lower case.
    pub assets: Vec<String>,
}
