//! A contract that renews itself: for a UK public body a breach of policy. No automatic extension since the Cabinet Office's red lines
//! for IT contracts (24 January 2014), repeated in its spend controls, version 6 (February 2024); the words and their source stand in
//! `config/procurement.toml`.

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
            message: format!(
                "{} renews itself unless notice is given{}.",
                context.named(held),
                policy(context, &held.record.organisation)
            ),
            ..Found::about(held)
        })
        .collect()
}

/// What policy says of it, for this body.
fn policy(context: &Context<'_>, organisation: &str) -> String {
    let Some(rule) = &context.rules.procurement.automatic_extension else { return String::new() };
    let kind = context.model.organisations.get(organisation).and_then(|body| body.kind.as_deref());
    let bound = kind.is_some_and(|kind| rule.binds.contains(&kind.trim().to_lowercase()));
    if bound { format!(", in breach of policy: {}", rule.says) } else { format!("; {}", rule.says) }
}
