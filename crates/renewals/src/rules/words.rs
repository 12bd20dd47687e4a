//! R29, R34 and what the ledger asks: lengths, words, terms, days in force.

use crate::sample::{contract, day, expect, unchecked, work_out};
use crate::{InForce, LastDay, LeadTimes, State, TermDays, in_force, initial_length, term_on};
use estate::Length;

#[test]
fn r29_a_length_is_a_whole_number_and_a_unit() {
    for (notice, notice_on) in [
        ("1 day", "2027-03-30"),
        ("10 DAYS", "2027-03-21"),
        ("1 week", "2027-03-24"),
        ("2 months", "2027-01-31"),
        ("1 year", "2026-03-31"),
        ("3 working days", "2027-03-24"),
    ] {
        expect(
            &format!("ends_on=2027-03-31; renewal=none; notice={notice}"),
            "2026-01-15",
            &format!("notice_on={notice_on}; unknown=-"),
        );
    }
    for notice in ["90", "1.5 months", "-1 month", "three months", "1 fortnight"] {
        expect(
            &format!("ends_on=2027-03-31; renewal=none; notice={notice}"),
            "2026-01-15",
            "notice_on=-; unknown=notice",
        );
    }
}

#[test]
fn r34_states_are_seven_words_and_every_date_has_a_sentence() {
    let words: Vec<_> = State::ALL.iter().map(ToString::to_string).collect();
    assert_eq!(words, ["in-force", "rolled", "expired", "open-ended", "not-yet-started", "stopped", "unknown"]);
    let rolling = "starts_on=2020-08-01; initial_term=36 months; renewal=automatic; renewal_term=12 months; notice=3 months; lead_time=2 weeks";
    let timeline = work_out(&contract(rolling), &[], &LeadTimes::default(), "2024-06-01");
    assert_eq!(
        timeline.why,
        [
            "current_end 2024-08-01: from starts_on 2020-08-01 and an initial term of 36 months, rolled 1 time by 12 months.",
            "notice_on 2024-05-01: 3 months before current_end; give it before that day.",
            "decide_by 2024-04-17: a lead time of 14 days before notice_on.",
            "act_on 2024-04-17: the last working day up to decide_by (england-and-wales).",
            "committed_to 2025-08-01: the time for notice has passed, so the next term is bound.",
            "next_exit 2025-08-01: the first end that can still be reached.",
        ]
    );
}

#[test]
fn the_same_record_gives_the_same_timeline() {
    let words = "ends_on=2026-Q3; renewal=unknown; renewal_term=1 month; notice=10 working days; price_amount=1";
    let once = work_out(&contract(words), &[], &LeadTimes::default(), "2026-08-10");
    assert_eq!(once, work_out(&contract(words), &[], &LeadTimes::default(), "2026-08-10"));
    assert!(!once.between.is_empty());
}

#[test]
fn l1_only_automatic_carries_on_past_its_end() {
    let on = |text: &str| LastDay::On(day(text));
    for (words, to) in [
        ("ends_on=2026-03-31; renewal=automatic; renewal_term=12 months", LastDay::Open),
        ("ends_on=2026-03-31; renewal=automatic", LastDay::Open),
        ("ends_on=2026-03-31; renewal=automatic; max_extent_on=2028-06-30", on("2028-06-30")),
        ("ends_on=2026-03-31; renewal=automatic; renewal_term=12 months; max_extent_on=2028-06-30", on("2028-06-30")),
        ("ends_on=2026-03-31; renewal=automatic; renewal_term=12 months; max_extent_on=2026-03-31", on("2026-03-31")),
        // A computed end that is the furthest day does not roll on it.
        (
            "starts_on=2025-04-01; initial_term=12 months; renewal=automatic; renewal_term=1 year; max_extent_on=2027-04-01",
            on("2027-03-31"),
        ),
        (
            "starts_on=2025-04-01; initial_term=12 months; renewal=automatic; renewal_term=1 year; max_extent_on=2027-04-02",
            on("2027-04-02"),
        ),
        ("ends_on=2026-03-31; renewal=express; max_extent_on=2028-06-30", on("2026-03-31")),
        ("ends_on=2026-03-31; renewal=none", on("2026-03-31")),
        ("ends_on=2026-03-31; renewal=unknown", on("2026-03-31")),
        ("ends_on=2026-03-31", on("2026-03-31")),
        ("starts_on=2025-04-01; initial_term=12 months; renewal=none", on("2026-03-31")),
        ("ends_on=9999-12-31; renewal=none", LastDay::Open),
        ("initial_term=open-ended; max_extent_on=2027-03-31; renewal=none", on("2027-03-31")),
        ("renewal=none; starts_on=2020-01-01", LastDay::Unknown),
        ("renewal=automatic; starts_on=2020-01-01", LastDay::Open),
        ("renewal=automatic; max_extent_on=2027-03-31", on("2027-03-31")),
        ("ends_on=2026-03-31; renewal=automatic; renewal_term=1 year; state=terminated", on("2026-03-31")),
        ("initial_term=open-ended; state=terminated", LastDay::Unknown),
        ("ends_on=2026-03-31; state=draft", LastDay::Never),
        ("ends_on=2026-03-31; state=Cancelled", LastDay::Never),
        ("ends_on=2026-Q1; renewal=none", on("2026-03-31")),
    ] {
        assert_eq!(in_force(&contract(words)).to, to, "{words}");
    }
    let bounded = unchecked("ends_on=2026-Q1; renewal=none; max_extent_on=2026-02-15");
    assert_eq!(in_force(&bounded).to, on("2026-02-15"), "it may end in no part of the quarter after its furthest day");
}

#[test]
fn l1_an_empty_start_is_always_and_no_last_day_is_open() {
    let from = |words: &str| in_force(&contract(words));
    assert_eq!(from("ends_on=2026-03-31").from, None);
    assert_eq!(from("starts_on=2025-02; ends_on=2026-03-31").from, Some(day("2025-02-01")));
    let one_day = InForce { from: Some(day("2026-03-31")), to: LastDay::On(day("2026-03-31")) };
    let on = |force: InForce| ["2026-03-30", "2026-03-31", "2026-04-01"].map(|text| force.on(day(text)));
    assert_eq!(on(one_day), [false, true, false]);
    assert_eq!(on(InForce { from: None, to: LastDay::Unknown }), [true; 3]);
    assert_eq!(on(InForce { from: None, to: LastDay::Open }), [true; 3]);
    assert_eq!(on(InForce { from: None, to: LastDay::Never }), [false; 3]);
}

#[test]
fn l13_a_day_lies_in_the_first_term_or_a_rolled_one() {
    let term =
        |from: Option<&str>, to: Option<&str>, index| Some(TermDays { from: from.map(day), to: to.map(day), index });
    let rolling = "ends_on=2026-03-31; renewal=automatic; renewal_term=12 months; ";
    let computed = "starts_on=2025-04-01; initial_term=12 months; renewal=automatic; renewal_term=1 month; ";
    for (words, on, expected) in [
        (rolling, "2020-01-01", term(None, Some("2026-03-31"), 0)),
        (rolling, "2026-03-31", term(None, Some("2026-03-31"), 0)),
        (rolling, "2026-04-01", term(Some("2026-04-01"), Some("2027-03-31"), 1)),
        (computed, "2025-03-31", None),
        (computed, "2025-04-01", term(Some("2025-04-01"), Some("2026-03-31"), 0)),
        (computed, "2026-04-01", term(Some("2026-04-01"), Some("2026-04-30"), 1)),
        (
            "ends_on=2026-03-31; renewal=automatic; renewal_term=1 year; max_extent_on=2026-09-30",
            "2026-05-01",
            term(Some("2026-04-01"), Some("2026-09-30"), 1),
        ),
        ("ends_on=2026-03-31; renewal=automatic; renewal_term=1 year; max_extent_on=2026-09-30", "2026-10-01", None),
        (
            "ends_on=2026-03-31; renewal=automatic; renewal_term=open-ended",
            "2026-10-01",
            term(Some("2026-04-01"), None, 1),
        ),
        ("starts_on=2020-01-01; initial_term=open-ended", "2026-10-01", term(Some("2020-01-01"), None, 0)),
        ("initial_term=open-ended; max_extent_on=2026-12-31", "2026-10-01", term(None, Some("2026-12-31"), 0)),
        ("ends_on=2026-03-31; renewal=automatic", "2026-10-01", None),
        ("ends_on=2026-03-31; renewal=express; renewal_term=1 year", "2026-10-01", None),
        ("ends_on=2026-03; renewal=none", "2025-10-01", None),
        ("ends_on=2026-03-31; state=draft", "2025-10-01", None),
        ("ends_on=2026-03-31; renewal=automatic; renewal_term=1 year; state=terminated", "2026-10-01", None),
        ("renewal=automatic", "2026-10-01", None),
    ] {
        assert_eq!(term_on(&contract(words), day(on)), expected, "{words} on {on}");
    }
    assert_eq!(term(Some("2026-04-01"), Some("2026-04-30"), 1).unwrap().days(), Some(30));
}

#[test]
fn l12_the_first_term_is_whole_months_where_it_is_and_days_otherwise() {
    for (words, length) in [
        ("initial_term=36 months", Some(Length::Months(36))),
        ("initial_term=90 days; starts_on=2026-01-01; ends_on=2026-12-31", Some(Length::Days(90))),
        ("starts_on=2026-01-01; ends_on=2026-12-31", Some(Length::Months(12))),
        ("starts_on=2026-01-15; ends_on=2026-02-14", Some(Length::Months(1))),
        ("starts_on=2026-01-31; ends_on=2026-02-27", Some(Length::Months(1))),
        ("starts_on=2026-01-31; ends_on=2026-02-28", Some(Length::Days(29))),
        ("starts_on=2024-02-29; ends_on=2025-02-27", Some(Length::Months(12))),
        ("starts_on=2026-01-01; ends_on=2026-01-01", Some(Length::Days(1))),
        ("starts_on=2026-01-01; ends_on=2026-12-30", Some(Length::Days(364))),
        ("initial_term=open-ended; starts_on=2026-01-01; ends_on=2026-12-31", Some(Length::Months(12))),
        ("initial_term=open-ended", None),
        ("starts_on=2026-01-01; ends_on=9999-12-31", None),
        ("starts_on=2026-01; ends_on=2026-12-31", None),
        ("starts_on=2026-01-01", None),
    ] {
        assert_eq!(initial_length(&contract(words)), length, "{words}");
    }
}
