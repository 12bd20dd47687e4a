//! Pages and totals.

use super::case;
use crate::Pages;
use crate::conformance::expect::{accounts, at_most_more, differences, never_silent, same_rows, told, whole};
use crate::conformance::ground::Ground;
use crate::conformance::report::{Case, Failed};
use crate::conformance::{Mishap, Strikes, Wish};

pub(super) const CASES: &[Case] = &[
    case(
        "nothing-wrong",
        "Nothing wrong: every row arrives once, and the same rows in the same order twice.",
        |ground| {
            let again = ground.pull(&ground.stand.raise(&Wish::default()), &Pages::none());
            whole(ground, &again)?;
            if again.rows != ground.undisturbed.rows {
                return Err(Failed::Broke("rows come in another order the second time".to_owned()));
            }
            Ok(())
        },
    ),
    case("short-page", "A short page ends nothing: limits are applied before access rules.", |ground| {
        Ok(whole(ground, &ground.with(Mishap::ShortPage, Strikes::once(2))?)?)
    }),
    case("short-first-page", "A short first page ends nothing either.", |ground| {
        Ok(whole(ground, &ground.with(Mishap::ShortPage, Strikes::once(1))?)?)
    }),
    case("short-pages-throughout", "Short pages throughout lose nothing.", |ground| {
        let outcome = ground.with(Mishap::ShortPage, Strikes { page: None, times: 4 })?;
        Ok(whole(ground, &outcome)?)
    }),
    case("hidden-page", "A page hidden whole is stepped over, and what follows is read; the gap is told.", |ground| {
        let outcome = ground.with(Mishap::HiddenPage, Strikes::once(3))?;
        told(ground, &outcome)?;
        let (lost, _) = differences(ground, &outcome);
        // One page is hidden: what lies behind it is not.
        if outcome.rows.len() * 2 < ground.undisturbed.rows.len() {
            return Err(Failed::Broke(format!("{lost} rows are lost: those behind the hidden page too")));
        }
        Ok(())
    }),
    case(
        "rows-hidden-here-and-there",
        "Rows that access rules hide are counted as hidden, and only they are missing.",
        |ground| hidden(ground, &[(3, 4), (7, 9), (20, 21)]),
    ),
    case("hidden-beginning", "A beginning that is hidden is stepped over.", |ground| hidden(ground, &[(0, 25)])),
    case("hidden-middle", "A middle that is hidden, longer than a page, is stepped over.", |ground| {
        hidden(ground, &[(15, 47)])
    }),
    case("hidden-end", "An end that is hidden is told.", |ground| {
        let rows = rows(ground);
        hidden(ground, &[(rows - 12, rows)])
    }),
    case("all-hidden", "A table that is hidden whole is not one without rows.", |ground| {
        let rows = rows(ground);
        hidden(ground, &[(0, rows)])
    }),
    case("cursor-ignored", "A server that ignores the cursor is noticed: no loop, no row twice, and told.", |ground| {
        let outcome = ground.with(Mishap::CursorIgnored, Strikes::ALWAYS)?;
        told(ground, &outcome)?;
        Ok(at_most_more(ground, &outcome, 10)?)
    }),
    case(
        "cursor-ignored-once",
        "The first page again in the middle of a walk brings no row twice, and loses none in silence.",
        |ground| Ok(never_silent(ground, &ground.with(Mishap::CursorIgnored, Strikes::once(3))?)?),
    ),
    case("order-ignored", "Rows in another order are no rows lost in silence.", |ground| {
        Ok(never_silent(ground, &ground.with(Mishap::OrderIgnored, Strikes::once(2))?)?)
    }),
    case("filter-ignored", "Rows that were not asked for show that the filter was dropped: told.", |ground| {
        let outcome = ground.with(Mishap::FilterIgnored, Strikes::ALWAYS)?;
        Ok(told(ground, &outcome)?)
    }),
    case("repeated-row", "A row that comes again is counted once, or told.", |ground| {
        Ok(never_silent(ground, &ground.with(Mishap::RepeatedRow, Strikes::once(3))?)?)
    }),
    case("row-gone", "A row that is deleted behind the cursor takes no other with it.", |ground| {
        let outcome = ground.with(Mishap::RowGone, Strikes::once(4))?;
        accounts(&outcome)?;
        match differences(ground, &outcome) {
            // It was read before it went.
            (0, 0) => Ok(()),
            (lost, extra) => Err(Failed::Broke(format!("{lost} rows lost, {extra} too many"))),
        }
    }),
    case("row-inserted", "A row that is put in behind the cursor brings no other twice.", |ground| {
        let outcome = ground.with(Mishap::RowInserted, Strikes::once(4))?;
        accounts(&outcome)?;
        match differences(ground, &outcome) {
            // It may be met, where pages are not read by key.
            (0, 0 | 1) => Ok(()),
            (lost, extra) => Err(Failed::Broke(format!("{lost} rows lost, {extra} too many"))),
        }
    }),
    case("tail-lost", "Rows that are declared and never come are told.", |ground| {
        let outcome = ground.with(Mishap::TailLost, Strikes::from(4))?;
        told(ground, &outcome)?;
        Ok(at_most_more(ground, &outcome, 30)?)
    }),
    case("total-missing", "Without a total everything is read all the same.", |ground| {
        Ok(same_rows(ground, &ground.with(Mishap::TotalMissing, Strikes::ALWAYS)?)?)
    }),
    case("total-too-large", "A total that is too large does not make a walk endless, nor rows disappear.", |ground| {
        let outcome = ground.with(Mishap::TotalTooLarge, Strikes::ALWAYS)?;
        accounts(&outcome)?;
        same_rows(ground, &outcome)?;
        Ok(at_most_more(ground, &outcome, 10)?)
    }),
    case("total-too-small", "A total that is too small ends nothing in silence.", |ground| {
        Ok(never_silent(ground, &ground.with(Mishap::TotalTooSmall, Strikes::ALWAYS)?)?)
    }),
    case("total-too-small-once", "A total that is too small once, in the middle, ends nothing in silence.", |ground| {
        Ok(never_silent(ground, &ground.with(Mishap::TotalTooSmall, Strikes::once(3))?)?)
    }),
    case("total-not-a-number", "A total that is no number is none.", |ground| {
        Ok(never_silent(ground, &ground.with(Mishap::TotalNotANumber, Strikes::ALWAYS)?)?)
    }),
    case("paging-header-missing", "The paging header may be missing, as it is on a single page.", |ground| {
        Ok(never_silent(ground, &ground.with(Mishap::PagingHeaderMissing, Strikes::ALWAYS)?)?)
    }),
    case("count-too-large", "More rows counted than read is told, and what was read is kept.", |ground| {
        let outcome = ground.with(Mishap::CountTooLarge, Strikes::ALWAYS)?;
        told(ground, &outcome)?;
        Ok(same_rows(ground, &outcome)?)
    }),
    case("count-refused", "A count that is refused stops no reading.", |ground| {
        Ok(same_rows(ground, &ground.with(Mishap::CountRefused, Strikes::ALWAYS)?)?)
    }),
    case(
        "count-of-another-shape",
        "A count in another shape is no count, and stops no reading in silence.",
        |ground| Ok(never_silent(ground, &ground.with(Mishap::CountOfAnotherShape, Strikes::ALWAYS)?)?),
    ),
];

fn rows(ground: &Ground<'_>) -> usize {
    usize::try_from(ground.stand.large().rows).unwrap_or(0)
}

/// Exactly the hidden rows, from one place up to another, are missing, and that is told.
fn hidden(ground: &Ground<'_>, hidden: &[(usize, usize)]) -> Result<(), Failed> {
    let wish = Wish { hidden: hidden.iter().map(|(from, to)| *from..*to).collect(), ..Wish::default() };
    let outcome = ground.pull(&ground.stand.raise(&wish), &Pages::none());
    told(ground, &outcome)?;
    let many: usize = hidden.iter().map(|(from, to)| to - from).sum();
    let there = outcome.rows.len() + usize::try_from(outcome.aside).unwrap_or(0);
    let all = ground.undisturbed.rows.len() + usize::try_from(ground.undisturbed.aside).unwrap_or(0);
    if all - there != many {
        return Err(Failed::Broke(format!("{} rows are missing where {many} are hidden", all - there)));
    }
    let Ok(pulled) = &outcome.pulled else { return Ok(()) };
    let said: u64 = pulled.walks.iter().map(crate::Walked::hidden).sum();
    if said < u64::try_from(many).unwrap_or(u64::MAX) {
        return Err(Failed::Broke(format!("{said} rows are told as hidden where {many} are")));
    }
    Ok(())
}
