//! A catalogue that nobody has refreshed for a quarter: what it says was not announced may have been since.

use super::{Context, Found, Kind};
use estate::days_between;

pub(super) const KIND: Kind = Kind {
    code: "stale-catalogue",
    reader: "it",
    amount_means: "run cost of the period on what counts as supported because no end was announced",
};

/// Statements without a date go stale after so many days.
const STALE_DAYS: i64 = 90;

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let as_of = context.model.period.as_of;
    let read = context.rules.catalogue.layers().iter().filter_map(|layer| layer.list_made_on).max();
    let Some(read) = read.filter(|read| days_between(*read, as_of) > STALE_DAYS) else { return Vec::new() };
    let undated =
        super::support::in_use(context, |read| (read.judged.rule == "verdict.no-end-announced").then_some(None));
    let assets: usize = undated.iter().map(|alike| alike.assets.len()).sum();
    vec![Found {
        subject: "catalogue".to_owned(),
        pence: Some(undated.iter().map(|alike| alike.pence).sum()),
        message: format!(
            "The list of support dates is of {read}, {} days before the audit date; {} rest on an end that was not announced then. Refresh with `oldiron catalogue refresh`.",
            days_between(read, as_of),
            super::counted(assets, "asset")
        ),
        ..Found::default()
    }]
}
