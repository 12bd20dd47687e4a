//! A contract whose last day to act cannot be worked out, with the columns that are missing.

use super::{Context, Found, Kind};

pub(super) const KIND: Kind =
    Kind { code: "no-computable-date", reader: "procurement", amount_means: "a year of the contract" };

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let dateless = context.going_on().filter(|(_, dated)| {
        let timeline = &dated.timeline;
        timeline.decide_by.is_none() && timeline.state != renewals::State::OpenEnded && !timeline.unknown.is_empty()
    });
    dateless
        .map(|(held, dated)| Found {
            pence: dated.timeline.annual_pence,
            message: format!(
                "The last day to act on {} cannot be worked out: {} unknown.",
                context.named(held),
                dated.timeline.unknown.join(", ")
            ),
            ..Found::about(held)
        })
        .collect()
}
