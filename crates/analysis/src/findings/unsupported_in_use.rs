//! Something in use whose makers no longer support it, and for which no cover is bought.

use super::support::{ended, in_use};
use super::{Context, Found, Kind};
use estate::Verdict;

pub(super) const KIND: Kind =
    Kind { code: "unsupported-in-use", reader: "cio", amount_means: "run cost of the period that lands on it" };

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let unsupported = in_use(context, |read| (read.judged.verdict == Verdict::Unsupported).then_some(None));
    let found = unsupported.iter().map(|alike| {
        let message = format!("{} on {}: support {}.", alike.counted(context), alike.release, ended(alike.judged));
        alike.found(context, message)
    });
    found.collect()
}
