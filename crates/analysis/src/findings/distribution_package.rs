//! A package whose makers have left it, kept patched by the distribution that it came with.

use super::support::in_use;
use super::{Context, Found, Kind};
use lifecycle::Remark;

pub(super) const KIND: Kind =
    Kind { code: "distribution-package", reader: "it", amount_means: "run cost of the period that lands on it" };

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let packages = in_use(context, |read| read.judged.remarks.contains(&Remark::DistributionPackage).then_some(None));
    let found = packages.iter().map(|alike| {
        let message = format!(
            "{} on {}: its makers no longer support it, its distribution does; check that it is the distribution's own package.",
            alike.counted(context),
            alike.release
        );
        alike.found(context, message)
    });
    found.collect()
}
