//! A machine in use that no contract for maintenance, support, hosting or lease in force covers, and whose warranty is over.

use super::{Context, Found, Kind};
use crate::model::Held;
use estate::tables::Asset;
use estate::{AssetStatus, Class, When};
use std::collections::BTreeSet;

pub(super) const KIND: Kind =
    Kind { code: "uncovered-live-asset", reader: "it", amount_means: "no amount: nothing is paid for its cover" };

/// Kinds of machine that break and are repaired under a contract.
const MACHINES: &[&str] = &["server", "storage", "midrange", "mainframe", "network"];

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let day = context.model.period.as_of;
    let mut found = Vec::new();
    for record in uncovered(context) {
        // A warranty that is not known to be over is not called over.
        if matches!(record.warranty_ends, When::Day(last) if last < day) {
            found.push(Found {
                subject: record.id.clone(),
                organisation: Some(record.organisation.clone()),
                owner: record.owner.clone(),
                message: format!(
                    "{} is in use, its warranty is over, and no contract in force covers its repair.",
                    record.name
                ),
                evidence: vec![format!("assets:{}", record.id)],
                ..Found::default()
            });
        }
    }
    found
}

/// Machines in use that no contract in force repairs.
fn uncovered<'a>(context: &'a Context<'_>) -> Vec<&'a Asset> {
    let day = context.model.period.as_of;
    let mut covered = BTreeSet::new();
    for facts in &context.ledger.contracts {
        let repairs = matches!(facts.class, Class::Maintenance | Class::Hosting | Class::Ownership | Class::Other);
        if repairs && facts.force.on(day) {
            let live = facts.cover.iter().filter(|row| row.days.from <= day && day <= row.days.to);
            covered.extend(live.filter_map(|row| row.asset));
        }
    }
    let in_use = |held: &Held| {
        let machine = MACHINES.contains(&held.record.kind.as_str());
        machine && held.record.status == Some(AssetStatus::Live) && !held.retired(day)
    };
    let assets = context.model.assets.iter().enumerate();
    assets.filter(|(place, held)| in_use(held) && !covered.contains(place)).map(|(_, held)| &held.record).collect()
}

/// Such machines whose warranty is not known to the day.
pub(super) fn lacking(context: &Context<'_>) -> Vec<&'static str> {
    let unknown = uncovered(context).into_iter().filter(|record| record.warranty_ends.day().is_none());
    unknown.map(|_| "the day its warranty ends").collect()
}
