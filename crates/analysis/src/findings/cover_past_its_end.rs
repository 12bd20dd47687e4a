//! Extended support that is paid for although its maker no longer gives it.

use super::support::in_use;
use super::{Context, Found, Kind};
use lifecycle::Remark;

pub(super) const KIND: Kind = Kind {
    code: "cover-past-its-end",
    reader: "procurement",
    amount_means: "run cost of the period that lands on what it no longer covers",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let past = in_use(context, |read| {
        read.judged.remarks.iter().find_map(|remark| match remark {
            Remark::CoverPastItsEnd(day) => Some(*day),
            _ => None,
        })
    });
    let found = past.iter().map(|alike| {
        let since = alike.day.map(|day| format!(" since {day}")).unwrap_or_default();
        let message = format!(
            "{} on {}: extended support is bought, and there has been none to buy{since}.",
            alike.counted(context),
            alike.release
        );
        // The day lies behind: there is nothing to do by then.
        Found { due: None, ..alike.found(context, message) }
    });
    found.collect()
}
