//! What may come: what retiring a set would stop, what legacy costs more than its peers, what doing nothing costs.

use crate::Error;
use crate::avoidable::{Retired, retire};
use crate::do_nothing::do_nothing;
use crate::ledger::Ledger;
use crate::model::Model;
use crate::outcome::Ground;
use crate::premium::premiums;
use crate::rules::Rules;
use crate::timelines::Dated;
use crate::verdicts::Judged;
use audit::{DoNothing, Premium, SystemView};
use std::collections::BTreeSet;

/// What may come.
pub(crate) struct Prospects {
    /// What retiring the stated set would stop; none where no set is stated.
    pub(crate) retired: Option<Retired>,
    /// Legacy systems that can be compared with supported ones.
    pub(crate) premiums: Vec<Premium>,
    /// How many legacy systems there are.
    pub(crate) legacy_systems: usize,
    /// None where its amounts grow too large to hold.
    pub(crate) do_nothing: Option<DoNothing>,
    /// Assets whose price of support past its end cannot be converted.
    pub(crate) without_rate: u64,
}

/// Works it out.
///
/// # Errors
/// If an asset to retire is in no table, or an amount does not fit in pence.
pub(crate) fn prospects(
    ground: &Ground,
    ledger: &Ledger<'_>,
    dated: &[Dated],
    judged: &Judged,
    systems: &[SystemView],
    rules: &Rules<'_>,
) -> Result<Prospects, Error> {
    let set = to_retire(&ground.model, rules)?;
    let retired = if set.is_empty() { None } else { Some(retire(ledger, &ground.graph, dated, &set)?) };
    let (premiums, legacy_systems) = premiums(ledger, systems, &ground.measures, rules)?;
    let (do_nothing, without_rate) = do_nothing(ledger, dated, judged, rules);
    Ok(Prospects { retired, premiums, legacy_systems, do_nothing, without_rate })
}

/// The assets whose retirement is asked about.
fn to_retire(model: &Model, rules: &Rules<'_>) -> Result<BTreeSet<usize>, Error> {
    let place = |id: &String| model.asset(id).ok_or_else(|| Error::NoSuchAsset { id: id.clone() });
    rules.costing.retire.iter().map(place).collect()
}
