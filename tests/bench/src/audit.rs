//! The audit of a snapshot, without pages, under the rules that ship.

use analysis::{Carries, Frames, Input, Procurement, Rules, Wanted};
use anyhow::{Context, Result};
use estate::{Currency, Date, Table};
use lifecycle::{Catalogue, LegacyRules};
use renewals::{Calendar, LeadTimes};
use settings::embedded;
use snapshot::Snapshot;
use std::collections::BTreeMap;

/// Reads every table whole, and how many rows that is.
pub(crate) fn frames(snapshot: &Snapshot) -> Result<(Frames, u64)> {
    let mut frames = Frames::new();
    let mut rows = 0;
    for table in Table::RECEIVED {
        if let Some(file) = snapshot.manifest().table(*table) {
            rows += file.rows;
            frames.insert(*table, snapshot.frame(*table)?);
        }
    }
    Ok((frames, rows))
}

/// Judges the tables; the rows are those of what it leaves.
pub(crate) fn judge(snapshot: &Snapshot, frames: &Frames, as_of: Date) -> Result<((), u64)> {
    let top = embedded("");
    let text = |name: &str| {
        let found = top.iter().find(|(file, _)| *file == name).map(|(_, text)| *text);
        found.with_context(|| format!("config/{name} does not ship"))
    };
    let catalogue = Catalogue::from_toml(&embedded("catalogue"))?;
    let spending = classification::Rules::from_toml(&embedded("spending"))?;
    let calendar = Calendar::from_toml(&embedded("holidays"), "england-and-wales")?;
    let lead_times = LeadTimes::from_toml("lead-times.toml", text("lead-times.toml")?)?;
    let rules = Rules {
        risk: analysis::RiskRules::default(),
        currency: Currency::GBP,
        relations: relations(),
        vat_rates: Vec::new(),
        sources: Vec::new(),
        legacy: LegacyRules::from_toml("legacy.toml", text("legacy.toml")?)?,
        catalogue: &catalogue,
        spending: &spending,
        calendar: &calendar,
        lead_times: &lead_times,
        procurement: Procurement::default(),
        costing: analysis::Costing::default(),
        support_prices: analysis::SupportPrices::default(),
        digest: String::new(),
        assumptions: Vec::new(),
    };
    let manifest = snapshot.manifest();
    let input = Input {
        frames,
        set_aside: &snapshot.set_asides()?,
        receipts: &manifest.receipts,
        digest: manifest.digest.to_string(),
    };
    let outcome = analysis::audit(&input, &rules, as_of, Wanted::Rate)?;
    let rows = [outcome.cost_lines.len(), outcome.cross_checks.len(), outcome.findings.len(), outcome.verdicts.len()];
    Ok(((), u64::try_from(rows.iter().sum::<usize>())?))
}

/// The kinds that a fictional estate has, and which way cost flows along them (config/relations.toml).
fn relations() -> BTreeMap<String, Carries> {
    let kinds = [
        ("runs-on", Carries::ToToFrom),
        ("depends-on", Carries::ToToFrom),
        ("part-of", Carries::FromToTo),
        ("backs-up", Carries::Nothing),
        ("connects-to", Carries::Nothing),
    ];
    kinds.into_iter().map(|(kind, carries)| (kind.to_owned(), carries)).collect()
}
