//! A kind of relation that no rule knows: it carries no cost until one says which way.

use super::{Context, Found, Kind};

pub(super) const KIND: Kind =
    Kind { code: "unknown-relation", reader: "it", amount_means: "no amount: what it would carry is unknown" };

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let kinds = context.graph.unknown_kinds.iter();
    kinds
        .map(|(kind, count)| Found {
            subject: kind.clone(),
            message: format!("{count} relations of kind `{kind}` carry no cost: no rule says which way it flows."),
            ..Found::default()
        })
        .collect()
}
