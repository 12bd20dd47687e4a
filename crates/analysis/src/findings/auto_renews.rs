//! A contract that renews itself. UK public bodies may not let IT contracts do so: no automatic extension since the 2014 red lines
//! for IT contracts, repeated in the Cabinet Office's spend controls, version 6 (February 2024).

use super::{Context, Found, Kind};
use estate::Renewal;

pub(super) const KIND: Kind = Kind {
    code: "auto-renews",
    reader: "procurement",
    amount_means: "price of the next term, entered unless notice is given",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let automatic = context.going_on().filter(|(held, _)| held.record.renewal == Some(Renewal::Automatic));
    // Once notice is too late it is told as missed.
    let automatic = automatic.filter(|(_, dated)| dated.timeline.committed_to.is_none());
    automatic
        .map(|(held, dated)| Found {
            pence: dated.timeline.locked_in_pence,
            due: dated.timeline.act_on.or(dated.timeline.decide_by),
            message: format!("{} renews itself unless notice is given.", context.named(held)),
            ..Found::about(held)
        })
        .collect()
}
