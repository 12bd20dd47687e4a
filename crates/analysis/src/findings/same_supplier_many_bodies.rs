//! One supplier from which several bodies buy under contracts that go on: their terms could end together, and their volume be bought
//! once.

use super::{Context, Found, Kind, counted};

pub(super) const KIND: Kind = Kind {
    code: "same-supplier-many-bodies",
    reader: "procurement",
    amount_means: "a year of all these contracts, those without a known price left out",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let together = context.joint.iter().filter(|joint| joint.kind == crate::joint::SUPPLIER);
    together
        .map(|joint| {
            let days = joint.contracts.iter().filter_map(|row| row.act_on.as_deref());
            let first = days.filter(|day| **day >= *context.model.period.as_of.to_string()).min();
            let end = joint
                .end_together_on
                .as_ref()
                .map_or_else(String::new, |day| format!(" They could end together on {day}."));
            Found {
                subject: joint.key.clone(),
                pence: Some(joint.annual_pence),
                due: first.and_then(|day| estate::parse_day(day).ok()),
                message: format!(
                    "{} buy from {} under {}.{end}",
                    bodies(joint.bodies.len()),
                    joint.name.as_deref().unwrap_or(&joint.key),
                    counted(joint.contracts.len(), "contract"),
                ),
                evidence: joint.contracts.iter().map(|row| format!("contracts:{}", row.contract)).collect(),
                ..Found::default()
            }
        })
        .collect()
}

fn bodies(count: usize) -> String {
    if count == 1 { "1 body".to_owned() } else { format!("{count} bodies") }
}
