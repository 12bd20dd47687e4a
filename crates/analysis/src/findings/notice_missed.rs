//! A contract that renews itself and whose last day for notice has passed: the next term is entered into.

use super::{Context, Found, Kind};
use estate::Renewal;

pub(super) const KIND: Kind = Kind {
    code: "notice-missed",
    reader: "procurement",
    amount_means: "price of the term that can no longer be stopped",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let as_of = context.model.period.as_of;
    let mut found = Vec::new();
    for (held, dated) in context.going_on().filter(|(held, _)| held.record.renewal == Some(Renewal::Automatic)) {
        let timeline = &dated.timeline;
        let (Some(notice), Some(committed)) = (timeline.notice_on, timeline.committed_to) else { continue };
        if timeline.current_end.is_none_or(|end| end < as_of) {
            continue;
        }
        found.push(Found {
            pence: timeline.locked_in_pence,
            message: format!(
                "Notice on {} had to be given by {notice}; the contract is committed to {committed}.",
                context.named(held)
            ),
            ..Found::about(held)
        });
    }
    found
}
