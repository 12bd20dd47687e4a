//! Worked cases of the method: G12, V1 to V6, V13.

use crate::sample::{contract, day, expect, work_out};
use crate::{LeadTimes, Timeline};

fn plain(words: &str, as_of: &str) -> Timeline {
    work_out(&contract(words), &[], &LeadTimes::default(), as_of)
}

#[test]
fn g12_c_decide_by_is_90_and_60_days_before_the_end() {
    expect("ends_on=2027-03-31; renewal=none; notice=90 days", "2026-01-15", "decide_by=2026-12-31");
    expect("ends_on=2027-06-30; renewal=none; notice=60 days", "2026-01-15", "decide_by=2027-05-01");
}

#[test]
fn v1_a_computed_end_keeps_its_day_number_and_the_first_alert_is_before_the_notice() {
    let words = "starts_on=2018-09-27; initial_term=36 months; renewal=automatic; renewal_term=12 months; notice=3 months; lead_time=21 days";
    expect(
        words,
        "2019-01-01",
        "current_end=2021-09-27; notice_on=2021-06-27; decide_by=2021-06-06; act_on=2021-06-04",
    );
}

#[test]
fn v2_notice_is_counted_from_the_current_end_not_from_the_first() {
    let words = "ends_on=2025-08-28; renewal=automatic; renewal_term=12 months; notice=2 months";
    expect(words, "2026-02-11", "state=rolled; current_end=2026-08-28; notice_on=2026-06-28; rolls=1");
}

#[test]
fn v3_the_first_end_does_not_jump_by_the_first_term() {
    let words =
        "starts_on=2020-08-01; initial_term=36 months; renewal=automatic; renewal_term=12 months; notice=3 months";
    expect(words, "2023-07-31", "current_end=2023-08-01; rolls=0");
    expect(words, "2023-10-31", "current_end=2024-08-01; notice_on=2024-05-01; rolls=1");
}

#[test]
fn v4_sixty_months_and_one_renewal_of_twelve_are_seventy_two() {
    let words =
        "starts_on=2015-01-01; initial_term=60 months; renewal=automatic; renewal_term=12 months; notice=1 month";
    let timeline = plain(words, "2020-06-15");
    assert_eq!(timeline.current_end, Some(estate::add_months(day("2015-01-01"), 72)));
    assert_eq!(timeline.rolls, Some(1));
}

#[test]
fn v5_what_must_be_signed_expires_and_does_not_roll() {
    let words = "ends_on=2025-08-28; renewal=express; renewal_term=12 months; notice=2 months";
    expect(words, "2026-02-11", "state=expired; current_end=2025-08-28; rolls=0; locked_in=0");
}

#[test]
fn v6_one_must_decide_before_notice_not_before_the_end() {
    let words = "ends_on=2026-12-31; renewal=automatic; renewal_term=12 months; notice=90 days; lead_time=60 days";
    let timeline = plain(words, "2026-01-15");
    let before_end = |date: Option<estate::Date>| estate::days_between(date.unwrap(), timeline.current_end.unwrap());
    assert_eq!(before_end(timeline.notice_on), 90);
    assert_eq!(before_end(timeline.decide_by), 150);
    assert!(timeline.act_on <= timeline.decide_by);
}

#[test]
fn v13_a_quarter_is_an_interval_whose_words_are_kept() {
    let contract = contract("ends_on=2016-Q3; renewal=none");
    let timeline = work_out(&contract, &[], &LeadTimes::default(), "2016-01-15");
    assert_eq!(timeline.between["current_end"], (day("2016-07-01"), day("2016-09-30")));
    assert_eq!(contract.ends_on.to_string(), "2016-Q3");
    assert!(timeline.why.iter().any(|why| why.contains("2016-Q3")), "{:?}", timeline.why);
}
