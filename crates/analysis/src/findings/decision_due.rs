//! A contract whose last day to decide falls within the next 12 months.

use super::{Context, Found, Kind};
use estate::add_months;

pub(super) const KIND: Kind = Kind {
    code: "decision-due",
    reader: "procurement",
    amount_means: "price of the next term, entered if nobody decides",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let (from, to) = (context.model.period.as_of, add_months(context.model.period.as_of, 12));
    let mut found = Vec::new();
    for (held, dated) in context.going_on() {
        let Some(decide_by) = dated.timeline.decide_by.filter(|day| from <= *day && *day <= to) else { continue };
        let ends = dated.timeline.current_end.map_or("an unknown day".to_owned(), |day| day.to_string());
        found.push(Found {
            pence: dated.timeline.locked_in_pence,
            due: dated.timeline.act_on.or(Some(decide_by)),
            message: format!("{} ends on {ends}; decide by {decide_by}.", context.named(held)),
            ..Found::about(held)
        });
    }
    found
}
