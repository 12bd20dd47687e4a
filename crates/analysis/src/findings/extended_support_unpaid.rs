//! Something out of regular support for which cover could be bought, and is not.

use super::support::{ended, in_use};
use super::{Context, Found, Kind};
use lifecycle::Remark;

pub(super) const KIND: Kind =
    Kind { code: "extended-support-unpaid", reader: "cio", amount_means: "run cost of the period that lands on it" };

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let unpaid = in_use(context, |read| {
        read.judged.remarks.iter().find_map(|remark| match remark {
            Remark::CoverSoldUntil(day) => Some(Some(*day)),
            _ => None,
        })
    });
    let found = unpaid.iter().map(|alike| {
        let until = alike.day.map(|day| format!(" until {day}")).unwrap_or_default();
        let message = format!(
            "{} on {}: support {}; cover is sold{until} and none is bought.",
            alike.counted(context),
            alike.release,
            ended(alike.judged)
        );
        alike.found(context, message)
    });
    found.collect()
}
