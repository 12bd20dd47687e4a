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
        .map(|(held, dated)| {
            let timeline = &dated.timeline;
            // Acting by the earliest day it may be is safe.
            let between = ["act_on", "decide_by", "notice_on"].iter().find_map(|field| timeline.between.get(field));
            let lies = between.map_or_else(String::new, |(from, to)| format!("; it lies between {from} and {to}"));
            Found {
                pence: timeline.annual_pence,
                due: between.map(|(from, _)| *from),
                message: format!(
                    "The last day to act on {} cannot be worked out: {} unknown{lies}.",
                    context.named(held),
                    timeline.unknown.join(", ")
                ),
                ..Found::about(held)
            }
        })
        .collect()
}
