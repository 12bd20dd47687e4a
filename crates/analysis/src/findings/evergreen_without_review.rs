//! A contract without an end, and without a break on which anybody must look at it again.

use super::{Context, Found, Kind};
use renewals::State;

pub(super) const KIND: Kind = Kind {
    code: "evergreen-without-review",
    reader: "procurement",
    amount_means: "a year of the contract, which nothing ever puts to a decision",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let as_of = context.model.period.as_of;
    let open = context.deciding().filter(|(_, dated)| dated.timeline.state == State::OpenEnded);
    // A break whose words say no day may be one; it is not called missing.
    let reviewed = |held: &crate::model::HeldContract| {
        let breaks = renewals::breaks(&held.record, context.rules.calendar);
        breaks.iter().any(|each| each.on.is_none_or(|day| day >= as_of))
    };
    open.filter(|(held, _)| !reviewed(held))
        .map(|(held, dated)| Found {
            pence: dated.timeline.annual_pence,
            message: format!(
                "{} has no end and no break still to come: it goes on until somebody thinks of it.",
                context.named(held)
            ),
            ..Found::about(held)
        })
        .collect()
}
