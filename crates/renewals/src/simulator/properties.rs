//! What must hold of every timeline, whatever the contract: held on random ones.

use super::almanac::Almanac;
use super::cases::{Dice, draw};
use crate::sample::{contract, day, unchecked, work_out};
use crate::{LeadTimes, State, Timeline};
use estate::{Date, add_months};

/// Timelines of 1,500 random contracts, each on days further and further on, a week to about two years apart.
fn each_history(mut holds: impl FnMut(&str, &[Timeline])) {
    let (almanac, none) = (Almanac::new(), LeadTimes::default());
    for seed in 0..1_500 {
        let case = draw(&almanac, &mut Dice::new(900_000 + seed));
        let prices: Vec<_> = case.prices.iter().map(|words| crate::sample::price(words)).collect();
        let contract = unchecked(&case.words);
        let from = day(&almanac.spell(case.paper.as_of));
        let days = [0, 7, 40, 150, 365, 366, 800].map(|days| crate::days::add_days(from, days));
        let history: Vec<_> =
            days.iter().map(|as_of| work_out(&contract, &prices, &none, &as_of.to_string())).collect();
        holds(&case.words, &history);
    }
}

fn never_earlier(words: &str, what: &str, history: &[Timeline], of: impl Fn(&Timeline) -> Option<Date>) {
    let known: Vec<Date> = history.iter().filter_map(of).collect();
    assert!(known.is_sorted(), "{what} came back: {known:?} of {words}");
}

#[test]
fn a_later_audit_date_never_brings_a_date_back() {
    let mut moved = 0;
    each_history(|words, history| {
        never_earlier(words, "current_end", history, |each| each.current_end);
        never_earlier(words, "notice_on", history, |each| each.notice_on);
        never_earlier(words, "decide_by", history, |each| each.decide_by);
        never_earlier(words, "act_on", history, |each| each.act_on);
        never_earlier(words, "next_exit", history, |each| each.next_exit);
        moved += usize::from(history.first().map(|each| each.decide_by) != history.last().map(|each| each.decide_by));
    });
    assert!(moved > 200, "only {moved} moved at all");
}

#[test]
fn dates_of_a_timeline_stand_in_order() {
    let in_order = |words: &str, what: &str, first: Option<Date>, second: Option<Date>| {
        let ordered = first.zip(second).is_none_or(|(first, second)| first <= second);
        assert!(ordered, "{what}: {first:?} and {second:?} of {words}");
    };
    each_history(|words, history| {
        for each in history {
            in_order(words, "act_on, decide_by", each.act_on, each.decide_by);
            in_order(words, "decide_by, notice_on", each.decide_by, each.notice_on);
            in_order(words, "notice_on, current_end", each.notice_on, each.current_end);
            in_order(words, "current_end, next_exit", each.current_end, each.next_exit);
            in_order(words, "current_end, committed_to", each.current_end, each.committed_to);
            in_order(words, "committed_to, next_exit", each.committed_to, each.next_exit);
            for (field, (earliest, latest)) in &each.between {
                in_order(words, field, Some(*earliest), Some(*latest));
            }
            let over = matches!(each.state, State::Expired | State::Stopped);
            assert!(!over || each.next_exit.is_none() && each.locked_in_pence == Some(0), "{words}: {each:#?}");
        }
    });
}

/// Where the contract's present term ends on a day.
fn end_on(first: &str, term: u32, as_of: Date) -> Option<Date> {
    let words = format!("ends_on={first}; renewal=automatic; renewal_term={term} months");
    work_out(&contract(&words), &[], &LeadTimes::default(), &as_of.to_string()).current_end
}

#[test]
fn rolling_twice_is_rolling_once_by_two_terms_on_leap_days_and_31sts_too() {
    for first in ["2024-02-29", "2026-01-31", "2026-08-31", "2023-02-28", "2026-04-30", "2026-12-15"] {
        for term in [1, 3, 6, 12, 24] {
            for twice in 1..8 {
                let end = add_months(day(first), i64::from(2 * twice * term));
                assert_eq!(end_on(first, term, end), Some(end), "{first} + {twice} times twice {term}");
                assert_eq!(end_on(first, 2 * term, end), Some(end), "{first} + {twice} times {}", 2 * term);
            }
        }
    }
}
