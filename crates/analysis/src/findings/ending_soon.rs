//! Something in use whose regular support ends within the months that the settings ask for.

use super::support::in_use;
use super::{Context, Found, Kind};
use estate::Verdict;

pub(super) const KIND: Kind =
    Kind { code: "ending-soon", reader: "cio", amount_means: "run cost of the period that lands on it" };

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let ending = in_use(context, |read| {
        let judged = &read.judged;
        let day = judged.ended_on.or_else(|| judged.between.map(|between| between.earliest));
        (judged.verdict == Verdict::Ending).then_some(day)
    });
    let found = ending.iter().map(|alike| {
        let when = match (alike.judged.ended_on, alike.judged.between) {
            (Some(day), _) => format!("on {day}"),
            (None, Some(between)) => format!("between {} and {}", between.earliest, between.latest),
            (None, None) => "soon".to_owned(),
        };
        alike.found(context, format!("{} on {}: support ends {when}.", alike.counted(context), alike.release))
    });
    found.collect()
}
