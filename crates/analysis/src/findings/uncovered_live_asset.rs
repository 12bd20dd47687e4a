//! A machine in use that no contract for maintenance, support, hosting or lease in force covers, and whose warranty is over.

use super::{Context, Found, Kind};
use estate::{AssetStatus, Class, When};
use std::collections::BTreeSet;

pub(super) const KIND: Kind =
    Kind { code: "uncovered-live-asset", reader: "it", amount_means: "no amount: nothing is paid for its cover" };

/// Kinds of machine that break and are repaired under a contract.
const MACHINES: &[&str] = &["server", "storage", "midrange", "mainframe", "network"];

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let day = context.model.period.as_of;
    let mut covered = BTreeSet::new();
    for facts in &context.ledger.contracts {
        let repairs = matches!(facts.class, Class::Maintenance | Class::Hosting | Class::Ownership | Class::Other);
        if repairs && facts.force.on(day) {
            let live = facts.cover.iter().filter(|row| row.days.from <= day && day <= row.days.to);
            covered.extend(live.filter_map(|row| row.asset));
        }
    }
    let mut found = Vec::new();
    for (asset, held) in context.model.assets.iter().enumerate() {
        let record = &held.record;
        let live = record.status == Some(AssetStatus::Live) && !held.retired(day);
        let machine = MACHINES.contains(&record.kind.as_str());
        // A warranty that is not known to be over is not called over.
        let warranty_over = matches!(record.warranty_ends, When::Day(last) if last < day);
        if live && machine && warranty_over && !covered.contains(&asset) {
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
