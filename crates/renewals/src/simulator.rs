//! A second opinion: the same rules worked out day by day on a list of days, with no code of the engine. It knows the rules as
//! text and nothing else, and 5,000 random contracts must come out the same.

mod almanac;
mod cases;
mod money;
mod paper;
mod properties;
mod walk;

use crate::sample::{day, field, unchecked, work_out};
use crate::{LastDay, LeadTimes, State, Timeline, in_force, term_on};
use cases::{Dice, draw};
use estate::tables::Contract;
use estate::{Date, When};

const FIELDS: [&str; 12] = [
    "state",
    "current_end",
    "notice_on",
    "decide_by",
    "act_on",
    "start_procuring_by",
    "rolls",
    "committed_to",
    "next_exit",
    "locked_in",
    "unknown",
    "why",
];

#[test]
fn five_thousand_random_contracts_come_out_the_same_day_by_day() {
    compare(1, 5_000);
}

/// Draws `count` contracts from `seed` on and compares every field.
fn compare(seed: u64, count: u64) {
    let almanac = almanac::Almanac::new();
    let none = LeadTimes::default();
    let mut seen = std::collections::BTreeMap::new();
    let mut intervals = 0;
    for number in seed..seed + count {
        let case = draw(&almanac, &mut Dice::new(number));
        let prices: Vec<_> = case.prices.iter().map(|words| crate::sample::price(words)).collect();
        let contract = unchecked(&case.words);
        let timeline = work_out(&contract, &prices, &none, &almanac.spell(case.paper.as_of));
        let expected = case.paper.timeline(&almanac);
        for name in FIELDS.iter().filter(|name| **name != "why") {
            let (engine, paper) = (field(&timeline, name), &expected[name]);
            assert_eq!(
                &engine,
                paper,
                "contract {number}: {name} on {}\n{}\n{:?}\n{timeline:#?}",
                almanac.spell(case.paper.as_of),
                case.words,
                case.prices
            );
        }
        explained(&timeline);
        ledger_agrees(&contract, &timeline, day(&almanac.spell(case.paper.as_of)));
        *seen.entry(field(&timeline, "state")).or_insert(0) += 1;
        intervals += u64::from(!timeline.between.is_empty());
    }
    // A draw that never reaches a state would agree about nothing.
    assert_eq!(seen.len(), 7, "{seen:?}");
    assert!(intervals * 50 > count, "{intervals} of {count}");
}

/// Every date that is printed has its sentence.
fn explained(timeline: &Timeline) {
    for name in &FIELDS[1..9] {
        let printed = !["-", ""].contains(&field(timeline, name).as_str());
        let said = timeline.why.iter().any(|why| why.starts_with(name));
        assert!(!printed || said || *name == "rolls", "{name} has no sentence: {timeline:#?}");
    }
}

/// The ledger's questions have the same answers: a contract is in force where its state says so, in the term that it says.
fn ledger_agrees(contract: &Contract, timeline: &Timeline, as_of: Date) {
    if contract.state.as_deref() == Some("draft") {
        assert_eq!((in_force(contract).to, term_on(contract, as_of)), (LastDay::Never, None));
        return;
    }
    let runs = match timeline.state {
        State::InForce | State::Rolled | State::OpenEnded => true,
        State::Expired | State::NotYetStarted => false,
        State::Stopped | State::Unknown => return,
    };
    assert_eq!(in_force(contract).on(as_of), runs, "{contract:?} on {as_of}");
    let part = [&contract.starts_on, &contract.ends_on, &contract.max_extent_on];
    let part = part.iter().any(|when| matches!(when, When::Part(..)));
    let known = runs && !part && timeline.rolls.is_some();
    let Some(term) = term_on(contract, as_of) else {
        assert!(!known, "no term of {contract:?} on {as_of}");
        return;
    };
    assert!(known && timeline.rolls == Some(term.index), "{term:?} of {contract:?} on {as_of}");
    assert!(term.from.is_none_or(|from| from <= as_of) && term.to.is_none_or(|to| as_of <= to), "{term:?}");
    let last_or_next = |end: Date| term.to == Some(end) || term.to == end.yesterday().ok();
    assert!(timeline.current_end.map_or(term.to.is_none(), last_or_next), "{term:?} of {contract:?} on {as_of}");
}
