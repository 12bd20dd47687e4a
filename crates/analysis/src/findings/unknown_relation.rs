//! A kind of relation that no rule knows: it carries no cost until one says which way.

use super::{Context, Found, Kind, counted};

pub(super) const KIND: Kind =
    Kind { code: "unknown-relation", reader: "it", amount_means: "no amount: what it would carry is unknown" };

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let kinds = context.graph.unknown_kinds.iter();
    kinds
        .map(|(kind, count)| Found {
            subject: kind.clone(),
            message: format!(
                "{} of kind `{kind}` carr{} no cost: no rule says which way it flows.",
                counted(usize::try_from(*count).unwrap_or(usize::MAX), "relation"),
                if *count == 1 { "ies" } else { "y" }
            ),
            ..Found::default()
        })
        .collect()
}
