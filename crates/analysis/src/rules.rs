//! What an audit is told besides the records: switches, rules and figures from `config/`, each read and checked at the door.

use crate::Procurement;
use estate::{Accounting, Allocation, Capacity, Currency, Date, Decimal, Depreciation};
use std::collections::BTreeMap;

/// Which way cost flows along a kind of relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carries {
    /// From the asset at `to` to the one at `from`: runs-on, depends-on.
    ToToFrom,
    /// From the asset at `from` to the one at `to`: part-of.
    FromToTo,
    /// No cost flows: backs-up, connects-to.
    Nothing,
}

/// A source of records, in the order of trust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRule {
    /// Its name.
    pub name: String,
    /// Does its money only check another source's?
    pub cross_check: bool,
}

/// How costs are worked out, where there is a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Costing {
    /// Cash, or accrual.
    pub accounting: Accounting,
    /// How worth falls, under accrual.
    pub depreciation: Depreciation,
    /// How assets that use each other are shared out.
    pub allocation: Allocation,
    /// Over which units a measured asset is shared out.
    pub capacity: Capacity,
    /// Ids of assets whose retirement is asked about.
    pub retire: Vec<String>,
}

impl Default for Costing {
    fn default() -> Costing {
        Costing {
            accounting: Accounting::Cash,
            depreciation: Depreciation::StraightLine,
            allocation: Allocation::Reciprocal,
            capacity: Capacity::AllUnits,
            retire: Vec::new(),
        }
    }
}

/// Everything an audit is told besides the records.
pub struct Rules<'a> {
    /// The currency of every amount.
    pub currency: Currency,
    /// Which way cost flows, by kind of relation, lower case with hyphens.
    pub relations: BTreeMap<String, Carries>,
    /// Standard rates of value added tax in per cent, each from its first day, in order.
    pub vat_rates: Vec<(Date, Decimal)>,
    /// Sources in the order of trust; those not named come after, in the order in which they appear.
    pub sources: Vec<SourceRule>,
    /// How scores of risk are proposed.
    pub risk: crate::RiskRules,
    /// Which verdicts count as legacy, and when support is about to end.
    pub legacy: lifecycle::LegacyRules,
    /// What is known about products.
    pub catalogue: &'a lifecycle::Catalogue,
    /// What is ICT and what kind of spending a line is.
    pub spending: &'a classification::Rules,
    /// Working days.
    pub calendar: &'a renewals::Calendar,
    /// How long decisions take.
    pub lead_times: &'a renewals::LeadTimes,
    /// What procurement law and policy say.
    pub procurement: Procurement,
    /// How costs are worked out, where there is a choice.
    pub costing: Costing,
    /// How prices may move, and what support past its end costs.
    pub support_prices: crate::SupportPrices,
    /// Digest of all of this, for the report.
    pub digest: String,
    /// What of it a reader should know.
    pub assumptions: Vec<audit::Assumption>,
}
