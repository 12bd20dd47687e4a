//! A contract that renews itself and covers assets that are out of support, on bought extended support or aged.

use super::{Context, Found, Kind, counted};
use crate::figures::legacy_verdicts;
use estate::Renewal;

pub(super) const KIND: Kind = Kind {
    code: "renews-on-legacy",
    reader: "procurement",
    amount_means: "its cost that lands on legacy assets in the period",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let legacy = legacy_verdicts(context.rules);
    let mut found = Vec::new();
    for (held, dated) in context.going_on().filter(|(held, _)| held.record.renewal == Some(Renewal::Automatic)) {
        let is_legacy = |asset: usize| {
            legacy.contains(&context.judged.of_asset(asset).0) && !context.model.retired_on_audit_date(asset)
        };
        let (pence, assets) = context.landed(dated.contract, is_legacy);
        if assets.is_empty() {
            continue;
        }
        let mut evidence = vec![format!("contracts:{}", held.record.id)];
        evidence.extend(assets.iter().map(|asset| format!("assets:{}", context.model.assets[*asset].record.id)));
        found.push(Found {
            pence: Some(pence),
            due: dated.timeline.act_on.or(dated.timeline.decide_by),
            message: format!(
                "{} renews itself and covers {}.",
                context.named(held),
                counted(assets.len(), "legacy asset")
            ),
            evidence,
            ..Found::about(held)
        });
    }
    found
}
