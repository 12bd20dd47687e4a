//! A release that two sources date so differently that the verdict depends on which of them is right.

use super::support::in_use;
use super::{Context, Found, Kind};
use lifecycle::Remark;

pub(super) const KIND: Kind = Kind {
    code: "dates-disagree",
    reader: "it",
    amount_means: "run cost of the period whose verdict depends on which source is right",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let disputed = in_use(context, |read| read.judged.remarks.contains(&Remark::DatesDisagree).then_some(None));
    let found = disputed.iter().map(|alike| {
        let message = format!(
            "{} on {}: sources disagree. {}. Pin the date that is right in your own layer of the catalogue.",
            alike.counted(context),
            alike.release,
            alike.judged.evidence
        );
        alike.found(context, message)
    });
    found.collect()
}
