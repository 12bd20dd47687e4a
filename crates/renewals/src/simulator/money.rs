//! What the next term costs, in plain fractions.

use super::almanac::{Day, Length};
use super::paper::{Paper, Per, Result, Row, Term, Uplift};
use std::collections::BTreeSet;

/// The next term, in days.
#[derive(Debug, Clone, Copy)]
pub(super) struct NextTerm {
    pub(super) length: Option<Length>,
    /// Uncut.
    pub(super) full_days: usize,
    /// Up to the furthest day.
    pub(super) days: usize,
    /// Days of the first term, where its start is known.
    pub(super) first_term: Option<usize>,
}

pub(super) fn lock(paper: &Paper, result: &mut Result, first_day: Option<Day>, next: Option<NextTerm>) {
    if paper.per == Some(Per::OneOff) {
        return;
    }
    result.locked_in = None;
    let covers = |row: &&Row| {
        first_day.is_some_and(|day| row.from.is_none_or(|from| from <= day) && row.to.is_none_or(|to| day <= to))
    };
    let row = paper.rows.iter().find(covers);
    let pence = row.map(|row| row.pence).or(paper.pence.said());
    let mut missing = BTreeSet::new();
    for (gone, column) in [
        (pence.is_none(), "price_amount"),
        (paper.pounds != Some(true), "price_currency"),
        (matches!(paper.per, None | Some(Per::Unknown)), "price_per"),
        (paper.per == Some(Per::UnitYear) && paper.units.is_none(), "units"),
        (next.is_none() && paper.renewal_term.said().is_none(), "renewal_term"),
    ] {
        if gone {
            missing.insert(column);
        }
    }
    let share = next.and_then(|next| share(paper, next, &mut missing));
    if let (true, Some((numer, denom)), Some(pence)) = (missing.is_empty(), share, pence) {
        let times = match paper.per {
            Some(Per::Month) => 12,
            Some(Per::Quarter) => 4,
            Some(Per::UnitYear) => paper.units.unwrap(),
            _ => 1,
        };
        let percent = match paper.uplift {
            Uplift::Percent(percent) if row.is_none() => 100 + percent,
            _ => 100,
        };
        let (numer, denom) = (pence * times * numer * percent, denom * 100);
        result.locked_in = Some((2 * numer + denom).div_euclid(2 * denom));
        if paper.uplift == Uplift::Index && row.is_none() {
            missing.insert("indexation");
        }
    }
    result.unknown.extend(missing);
}

/// The next term's part of the year, or of the first term.
fn share(paper: &Paper, next: NextTerm, missing: &mut BTreeSet<&'static str>) -> Option<(i128, i128)> {
    let whole = |number: usize| i128::try_from(number).unwrap();
    let (numer, denom) = match (paper.per?, paper.initial.said(), next.length) {
        (Per::Term, Some(Term::Of(Length::Months(m))), Some(Length::Months(n)))
        | (Per::Term, Some(Term::Of(Length::Days(m))), Some(Length::Days(n))) => (i128::from(n), i128::from(m)),
        (Per::Term, initial, _) => {
            if next.first_term.is_none() {
                missing.insert("starts_on");
                if initial.is_none() {
                    missing.insert("initial_term");
                }
            }
            (whole(next.full_days), whole(next.first_term?))
        }
        (_, _, Some(Length::Months(n))) => (i128::from(n), 12),
        _ => (whole(next.full_days), 365),
    };
    Some((numer * whole(next.days), denom * whole(next.full_days)))
}
