//! A contract that renews itself and covers assets that are retired or missing.

use super::{Context, Found, Kind, counted};
use estate::Renewal;

pub(super) const KIND: Kind = Kind {
    code: "renews-on-retired",
    reader: "procurement",
    amount_means: "its cost that lands on retired assets in the period",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (held, dated) in context.going_on().filter(|(held, _)| held.record.renewal == Some(Renewal::Automatic)) {
        let (pence, assets) = context.landed(dated.contract, |asset| context.model.retired_on_audit_date(asset));
        if assets.is_empty() {
            continue;
        }
        let mut evidence = vec![format!("contracts:{}", held.record.id)];
        evidence.extend(assets.iter().map(|asset| format!("assets:{}", context.model.assets[*asset].record.id)));
        found.push(Found {
            pence: Some(pence),
            due: dated.timeline.act_on.or(dated.timeline.decide_by),
            message: format!(
                "{} renews itself and covers {} no longer in use.",
                context.named(held),
                counted(assets.len(), "asset")
            ),
            evidence,
            ..Found::about(held)
        });
    }
    found
}
