//! More deployed than rights were bought for: a supplier's audit would bill what is missing.

use super::{Context, Found, Kind};
use num_traits::Signed;

pub(super) const KIND: Kind = Kind {
    code: "under-entitled",
    reader: "procurement",
    amount_means: "a year of the rights that are missing, at the contracts' own price a unit",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    if context.rules.procurement.entitlements.is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for right in context.rights {
        let Some(deployed) = &right.deployed else { continue };
        let missing = &deployed.least - &right.bought;
        if !missing.is_positive() {
            continue;
        }
        found.push(Found {
            message: format!(
                "{}: {} {} of {} bought, {} deployed; {} without a right.",
                context.body(&right.organisation),
                crate::entitled::number(&right.bought),
                right.metric,
                right.product,
                crate::entitled::number(&deployed.least),
                crate::entitled::number(&missing)
            ),
            ..right.found(context, &missing)
        });
    }
    found
}
