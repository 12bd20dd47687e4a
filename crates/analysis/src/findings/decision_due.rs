//! A contract whose last day to decide falls within the next 12 months.

use super::{Context, Found, Kind};
use crate::timelines::to_audit;
use audit::Standing;
use estate::parse_day;

pub(super) const KIND: Kind = Kind {
    code: "decision-due",
    reader: "procurement",
    amount_means: "price of the next term, entered if nobody decides",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let as_of = context.model.period.as_of.to_string();
    let mut found = Vec::new();
    for (held, dated) in context.going_on() {
        // One rule for who has a decision to make: pages, charts and this list count the same contracts.
        let renewal = to_audit(context.ledger, dated);
        let (Standing::Due { .. }, true) = (renewal.standing(&as_of), renewal.has_decision) else { continue };
        let day = renewal.standing(&as_of).day().and_then(|day| parse_day(day).ok());
        let ends = dated.timeline.current_end.map_or("an unknown day".to_owned(), |day| day.to_string());
        let decide_by = dated.timeline.decide_by.or(day).map_or("an unknown day".to_owned(), |day| day.to_string());
        found.push(Found {
            pence: dated.timeline.locked_in_pence,
            due: day,
            message: format!("{}: its term ends on {ends}; decide by {decide_by}.", context.named(held)),
            ..Found::about(held)
        });
    }
    found
}
