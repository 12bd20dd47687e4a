//! A contract that renews itself and covers assets that are out of support, on bought extended support or aged.

use super::{Context, Found, Kind, counted};
use crate::figures::legacy_verdicts;
use crate::past_support::PastSupport;
use std::collections::BTreeMap;

pub(super) const KIND: Kind = Kind {
    code: "renews-on-legacy",
    reader: "procurement",
    amount_means: "its cost that lands on legacy assets in the period",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let legacy = legacy_verdicts(context.rules);
    let mut found = context.renewing_over(
        |asset| legacy.contains(&context.judged.of_asset(asset).0) && !context.model.retired_on_audit_date(asset),
        |contract, assets| format!("{contract} renews itself and covers {}.", counted(assets, "legacy asset")),
    );
    let past = context.past_support.iter();
    let past: BTreeMap<&str, &PastSupport> =
        past.map(|past| (context.model.contracts[past.contract].record.id.as_str(), past)).collect();
    for about in &mut found {
        let Some(past) = past.get(about.subject.as_str()).filter(|past| !past.ending.is_empty()) else { continue };
        // Assets that are legacy already are named; these join them before the term that would be entered is over.
        let joining: Vec<usize> = past
            .ending
            .iter()
            .map(|(_, asset)| *asset)
            .filter(|asset| !legacy.contains(&context.judged.of_asset(*asset).0))
            .collect();
        if joining.is_empty() {
            continue;
        }
        about.message = format!(
            "{} Before its next term ends on {}, {} more lose{} support.",
            about.message,
            past.next_ends,
            joining.len(),
            if joining.len() == 1 { "s" } else { "" }
        );
        about.evidence.extend(joining.iter().map(|asset| format!("assets:{}", context.model.assets[*asset].record.id)));
    }
    found
}

/// Contracts that renew themselves and name nothing that they cover.
pub(super) fn lacking(context: &Context<'_>) -> Vec<&'static str> {
    let automatic = context.deciding().filter(|(held, _)| held.record.renewal == Some(estate::Renewal::Automatic));
    let bare = automatic.filter(|(_, dated)| context.ledger.contracts[dated.contract].cover.is_empty());
    bare.map(|_| "rows of cover: which assets it pays for").collect()
}
