//! More rights bought than are deployed: what stands unused could be dropped before the next signature. How many may stand unused is
//! data: `config/procurement.toml`.

use super::{Context, Found, Kind};
use estate::Exact;

pub(super) const KIND: Kind = Kind {
    code: "over-entitled",
    reader: "procurement",
    amount_means: "a year of the rights that stand unused, at the contracts' own price a unit",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let Some(rule) = &context.rules.procurement.entitlements else { return Vec::new() };
    let allowed = Exact::new(rule.spare_per_cent.into(), 100.into());
    let mut found = Vec::new();
    for right in context.rights {
        let Some(deployed) = &right.deployed else { continue };
        let spare = &right.bought - &deployed.most;
        if spare <= &right.bought * &allowed {
            continue;
        }
        found.push(Found {
            message: format!(
                "{}: {} {} of {} bought, {} deployed; {} stand unused.",
                context.body(&right.organisation),
                crate::entitled::number(&right.bought),
                right.metric,
                right.product,
                crate::entitled::number(&deployed.most),
                crate::entitled::number(&spare)
            ),
            ..right.found(context, &spare)
        });
    }
    found
}

/// Rights whose deployment nobody counts.
pub(super) fn lacking(context: &Context<'_>) -> Vec<&'static str> {
    let uncounted = context.rights.iter().filter(|right| right.deployed.is_none());
    uncounted.map(|_| "assets of the product, or measures of its metric on each of them").collect()
}
