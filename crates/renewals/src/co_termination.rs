//! On which day do several contracts best end together? So that one purchase can follow all of them.
//!
//! Each contract has days on which it can be left: its ends, the ends of further terms up to its furthest day, its breaks. Ending
//! with the others on a day T costs, for the best of them, its fee, what the contract still costs after T, and what bridges the
//! time from an earlier exit to T:
//!
//! ```text
//! align_cost(T) = sum of min over exits e of fee(e) + rate * max(0, e - T) + bridge * max(0, T - e)
//! ```
//!
//! That is piecewise linear in T with its corners on exits, so the best T is one of them.

use crate::ends::{End, First, Next, Terms, first_end};
use crate::facts::{Facts, Word};
use crate::{Context, breaks};
use estate::tables::Contract;
use estate::{Date, Exact, Renewal, Term, days_between, round_half_away};

/// A day on which a contract can be left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exit {
    /// The day.
    pub on: Date,
    /// What leaving then costs besides the price, in pence.
    pub fee_pence: i64,
}

/// A contract that may end together with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    /// The days on which it can be left; at least one.
    pub exits: Vec<Exit>,
    /// What it costs a year, in pence.
    pub annual_pence: i64,
    /// What a year of the time between an early exit and the common day costs, in pence: an extension, a stop-gap.
    pub bridge_annual_pence: i64,
}

/// The best day to end together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alignment {
    /// The day; the earliest of those that cost the least.
    pub on: Date,
    /// What it costs over ending each contract on its own cheapest terms, in pence: fees, time paid after the day, time bridged up
    /// to it.
    pub cost_pence: i64,
}

/// The day on which these contracts best end together, and what that costs. `None` without contracts, if one of them has no exit,
/// and if the cost does not fit in pence. Years have 365 days; the sum is rounded once.
pub fn co_terminate(contracts: &[Leaving]) -> Option<Alignment> {
    if contracts.iter().any(|contract| contract.exits.is_empty()) {
        return None;
    }
    let mut days: Vec<Date> = contracts.iter().flat_map(|contract| &contract.exits).map(|exit| exit.on).collect();
    days.sort_unstable();
    days.dedup();
    let best = days.into_iter().map(|day| (cost_on(contracts, day), day)).min()?;
    let cost_pence = round_half_away(&Exact::new(best.0.into(), 365.into()))?;
    Some(Alignment { on: best.1, cost_pence })
}

/// What ending together on `day` costs, in pence times 365.
fn cost_on(contracts: &[Leaving], day: Date) -> i128 {
    let of_one = |contract: &Leaving| {
        let of_exit = |exit: &Exit| {
            let after = i128::from(days_between(day, exit.on));
            let (paid, bridged) = (after.max(0), (-after).max(0));
            i128::from(exit.fee_pence) * 365
                + i128::from(contract.annual_pence) * paid
                + i128::from(contract.bridge_annual_pence) * bridged
        };
        contract.exits.iter().map(of_exit).min().unwrap_or(0)
    };
    contracts.iter().map(of_one).sum()
}

/// Days from the as-of day to `until` on which a contract can be left: its end, the ends of further terms up to its furthest day,
/// and breaks whose notice can still be given. A break whose notice is not known is none to plan on; one without a stated fee costs
/// nothing that is known. Fees are taken to be in the audit's currency. Empty where an end is not known to the day.
pub fn exits(contract: &Contract, context: &Context<'_>, until: Date) -> Vec<Exit> {
    if matches!(Word::of(contract), Word::Terminated | Word::Cancelled) {
        return Vec::new();
    }
    let facts = Facts::of(contract);
    let mut exits = ends(&facts, until);
    let given = |notice_on: Option<Date>| notice_on.is_some_and(|day| day >= context.as_of);
    let open = breaks(contract, context.calendar).into_iter().filter(|each| given(each.notice_on));
    exits.extend(open.filter_map(|each| Some(Exit { on: each.on?, fee_pence: each.fee.unwrap_or(0) })));
    exits.retain(|exit| (context.as_of..=until).contains(&exit.on));
    exits.sort_unstable();
    exits.dedup_by_key(|exit| exit.on);
    exits
}

/// The end of every term up to `until`.
fn ends(facts: &Facts<'_>, until: Date) -> Vec<Exit> {
    let contract = facts.contract;
    let first = first_end(contract.starts_on.day(), contract.ends_on.day(), facts.initial_term.known());
    let First::At(first) = first else { return Vec::new() };
    let furthest = contract.max_extent_on.day();
    // What must be signed to go on can be signed as often as its furthest day allows.
    let next = match (contract.renewal, facts.renewal_term.known(), furthest) {
        (Some(Renewal::Automatic), ..) => facts.next(),
        (Some(Renewal::Express), Some(Term::Of(length)), Some(_)) => Next::Every(length),
        _ => Next::Nothing,
    };
    let terms = Terms::of(first, next, furthest);
    let end = |index: u32| terms.end(index).map(|End { day, .. }| Exit { on: day, fee_pence: 0 });
    let last = terms.last();
    (0..)
        .take_while(|index| last.is_none_or(|last| *index <= last))
        .map_while(end)
        .take_while(|exit| exit.on <= until)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LeadTimes;
    use crate::sample::{calendar, contract, day};
    use estate::Currency;

    fn leaving(exits: &[(&str, i64)], annual_pence: i64, bridge_annual_pence: i64) -> Leaving {
        let exits = exits.iter().map(|(on, fee_pence)| Exit { on: day(on), fee_pence: *fee_pence }).collect();
        Leaving { exits, annual_pence, bridge_annual_pence }
    }

    #[test]
    fn the_best_day_weighs_time_paid_after_it_against_time_bridged_up_to_it() {
        // 100 days apart. Ending both on the first day wastes 100 days of B at 10 a day; on the second, bridges 100 of A at 3.
        let a = leaving(&[("2027-01-01", 0)], 3650, 3 * 365);
        let b = leaving(&[("2027-04-11", 0)], 3650, 3650);
        let both = co_terminate(&[a.clone(), b.clone()]);
        assert_eq!(both, Some(Alignment { on: day("2027-04-11"), cost_pence: 300 }));
        // A break of B for less than that is better.
        let broken = leaving(&[("2027-04-11", 0), ("2027-01-01", 299)], 3650, 3650);
        assert_eq!(co_terminate(&[a.clone(), broken]), Some(Alignment { on: day("2027-01-01"), cost_pence: 299 }));
        // Of equals the earliest.
        let dear = leaving(&[("2027-04-11", 0), ("2027-01-01", 300)], 3650, 3650);
        assert_eq!(co_terminate(&[a, dear]), Some(Alignment { on: day("2027-01-01"), cost_pence: 300 }));
        assert_eq!(co_terminate(&[]), None);
        assert_eq!(co_terminate(&[b, leaving(&[], 1, 1)]), None);
    }

    #[test]
    fn no_day_between_exits_is_better_than_an_exit() {
        let contracts = [
            leaving(&[("2027-01-01", 0), ("2028-01-01", 500)], 7_300, 1_000),
            leaving(&[("2027-06-17", 0)], 9_999, 20_000),
            leaving(&[("2027-03-03", 4_000), ("2027-12-31", 0)], 5_000, 3_333),
        ];
        let found = co_terminate(&contracts).unwrap();
        let least =
            (0..800).map(|days| cost_on(&contracts, crate::days::add_days(day("2026-12-01"), days))).min().unwrap();
        assert_eq!(cost_on(&contracts, found.on), least);
    }

    #[test]
    fn a_contract_can_be_left_at_its_ends_and_at_breaks_whose_notice_is_to_come() {
        let none = LeadTimes::default();
        let context = Context {
            as_of: day("2026-06-30"),
            calendar: calendar(),
            lead_times: &none,
            prices: &[],
            currency: Currency::GBP,
            rates: &|_, _| None,
        };
        for (words, expected) in [
            (
                "ends_on=2025-12-31; renewal=automatic; renewal_term=12 months; max_extent_on=2028-06-30",
                "2026-12-31 2027-12-31 2028-06-30",
            ),
            (
                "ends_on=2026-12-31; renewal=express; renewal_term=1 year; max_extent_on=2028-12-31",
                "2026-12-31 2027-12-31 2028-12-31",
            ),
            ("ends_on=2026-12-31; renewal=none; max_extent_on=2028-12-31", "2026-12-31"),
            (
                "ends_on=2027-12-31; renewal=none; break_dates=2026-12-31 notice 6 months|2026-12-29 notice 6 months|2027-03-31",
                "2026-12-31 2027-12-31",
            ),
            ("ends_on=2026; renewal=none", ""),
            ("ends_on=2027-12-31; renewal=none; state=terminated", ""),
            ("initial_term=open-ended; break_dates=2027-01-31 notice 1 month", "2027-01-31"),
        ] {
            let found = exits(&contract(words), &context, day("2029-06-30"));
            let found: Vec<_> = found.iter().map(|exit| exit.on.to_string()).collect();
            assert_eq!(found.join(" "), expected, "{words}");
        }
    }
}
