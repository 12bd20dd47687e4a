//! One asset in two sources that give it different costs of its own.

use super::{Context, Found, Kind};

pub(super) const KIND: Kind = Kind {
    code: "own-costs-disagree",
    reader: "it",
    amount_means: "the figure that was not used, as its record states it",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for held in &context.model.assets {
        let used = (&held.record.own_cost, held.record.own_cost_per.as_deref(), held.record.currency);
        for other in &held.others {
            if (&other.own_cost, other.own_cost_per.as_deref(), other.currency) == used {
                continue;
            }
            found.push(Found {
                subject: held.record.id.clone(),
                organisation: Some(held.record.organisation.clone()),
                owner: held.record.owner.clone(),
                pence: other.own_cost.known().map(|amount| amount.0),
                message: format!(
                    "{} has one cost by {} and another by {}.",
                    held.record.name, held.record.id, other.id
                ),
                evidence: vec![format!("assets:{}", held.record.id), format!("assets:{}", other.id)],
                ..Found::default()
            });
        }
    }
    found
}
