//! A contract that renews itself and covers assets that are out of support, on bought extended support or aged.

use super::{Context, Found, Kind, counted};
use crate::figures::legacy_verdicts;

pub(super) const KIND: Kind = Kind {
    code: "renews-on-legacy",
    reader: "procurement",
    amount_means: "its cost that lands on legacy assets in the period",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let legacy = legacy_verdicts(context.rules);
    context.renewing_over(
        |asset| legacy.contains(&context.judged.of_asset(asset).0) && !context.model.retired_on_audit_date(asset),
        |contract, assets| format!("{contract} renews itself and covers {}.", counted(assets, "legacy asset")),
    )
}

/// Contracts that renew themselves and name nothing that they cover.
pub(super) fn lacking(context: &Context<'_>) -> Vec<&'static str> {
    let automatic = context.deciding().filter(|(held, _)| held.record.renewal == Some(estate::Renewal::Automatic));
    let bare = automatic.filter(|(_, dated)| context.ledger.contracts[dated.contract].cover.is_empty());
    bare.map(|_| "rows of cover: which assets it pays for").collect()
}
