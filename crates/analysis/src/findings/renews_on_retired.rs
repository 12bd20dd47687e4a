//! A contract that renews itself and covers assets that are retired or missing.

use super::{Context, Found, Kind, counted};

pub(super) const KIND: Kind = Kind {
    code: "renews-on-retired",
    reader: "procurement",
    amount_means: "its cost that lands on retired assets in the period",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    context.renewing_over(
        |asset| context.model.retired_on_audit_date(asset),
        |contract, assets| {
            format!("{contract} renews itself and covers {} no longer in use.", counted(assets, "asset"))
        },
    )
}
