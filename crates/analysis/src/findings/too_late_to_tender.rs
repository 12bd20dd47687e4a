//! A contract whose term ends sooner than a replacement can be bought by its own route: what is left is to extend it, to award directly
//! or to go without.

use super::{Context, Found, Kind};
use renewals::State;

pub(super) const KIND: Kind = Kind {
    code: "too-late-to-tender",
    reader: "procurement",
    amount_means: "a year of the contract, which can no longer be competed in time",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let as_of = context.model.period.as_of;
    let mut found = Vec::new();
    for (held, dated) in context.deciding() {
        let timeline = &dated.timeline;
        let in_force = matches!(timeline.state, State::InForce | State::Rolled);
        // Where notice was missed too, the end is no longer one; that is told as such.
        let (true, None) = (in_force, timeline.committed_to) else { continue };
        let (Some(start), Some(end)) = (timeline.start_procuring_by, timeline.current_end) else { continue };
        if start >= as_of {
            continue;
        }
        let route = held.record.route.as_deref().unwrap_or_default();
        found.push(Found {
            pence: timeline.annual_pence,
            due: Some(end),
            message: format!(
                "{}: its term ends on {end}; to have a replacement by then, buying ({route}) had to begin by {start}.",
                context.named(held)
            ),
            ..Found::about(held)
        });
    }
    found
}

/// Contracts with an end, of which nobody says how long their route takes.
pub(super) fn lacking(context: &Context<'_>) -> Vec<&'static str> {
    let undated = context.deciding().filter(|(_, dated)| {
        let timeline = &dated.timeline;
        matches!(timeline.state, State::InForce | State::Rolled)
            && timeline.current_end.is_some()
            && timeline.start_procuring_by.is_none()
    });
    undated.map(|_| "a route, and in the lead times how long it takes").collect()
}
