//! Support that was bought beyond the regular end, and ends within the months that the settings ask for.

use super::support::in_use;
use super::{Context, Found, Kind};
use lifecycle::Remark;

pub(super) const KIND: Kind = Kind {
    code: "cover-ends",
    reader: "procurement",
    amount_means: "run cost of the period that lands on what it covers",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let ends = in_use(context, |read| {
        read.judged.remarks.iter().find_map(|remark| match remark {
            Remark::CoverEnds(day) => Some(Some(*day)),
            _ => None,
        })
    });
    let found = ends.iter().map(|alike| {
        let day = alike.day.map_or("soon".to_owned(), |day| format!("on {day}"));
        let message =
            format!("{} on {}: the extended support that is bought ends {day}.", alike.counted(context), alike.release);
        alike.found(context, message)
    });
    found.collect()
}
