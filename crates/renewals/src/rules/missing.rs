//! R23 to R26, R28: what is not known.

use crate::sample::expect;

const PRICE: &str = "price_amount=1200; price_currency=GBP; price_per=year; ";

#[test]
fn r23_an_unknown_renewal_prints_what_both_readings_agree_on() {
    for renewal in ["renewal=unknown; ", ""] {
        let words = format!("ends_on=2026-12-31; {renewal}renewal_term=12 months; notice=3 months; {PRICE}");
        // Before the end they agree but for the money.
        expect(
            &words,
            "2026-01-15",
            "state=in-force; current_end=2026-12-31; notice_on=2026-09-30; decide_by=2026-09-30",
        );
        expect(&words, "2026-01-15", "rolls=0; next_exit=2026-12-31; committed_to=-; locked_in=-; unknown=renewal");
        // Once notice is too late, the exit is one of two.
        expect(
            &words,
            "2026-11-15",
            "current_end=2026-12-31; next_exit=2026-12-31..2027-12-31; committed_to=-; unknown=renewal",
        );
        // After the end it is over, or rolled.
        expect(
            &words,
            "2027-02-15",
            "state=unknown; current_end=2026-12-31..2027-12-31; rolls=-; locked_in=-; unknown=renewal",
        );
        expect(
            &words,
            "2027-02-15",
            "notice_on=2026-09-30..2027-09-30; decide_by=2026-09-30..2027-09-30; act_on=2026-09-30..2027-09-30",
        );
    }
}

#[test]
fn r23_what_an_automatic_renewal_would_need_is_unknown_too() {
    let words = "ends_on=2026-12-31; renewal=unknown; ";
    // Without notice, one reading decides at the end and the other cannot.
    let needs = "unknown=renewal+renewal_term+notice+price_amount+price_currency+price_per";
    expect(words, "2026-01-15", &format!("current_end=2026-12-31; decide_by=-; notice_on=-; locked_in=-; {needs}"));
    // A one-off costs nothing more in either reading.
    let one_off = format!("{words}notice=1 month; renewal_term=1 year; price_per=one-off");
    expect(&one_off, "2026-01-15", "locked_in=0; unknown=renewal");
    // Rolled for an unknown length, up to the furthest day.
    let capped = format!("{words}notice=1 month; max_extent_on=2028-06-30; {PRICE}");
    expect(&capped, "2027-02-15", "current_end=2026-12-31..2028-06-30; rolls=-; unknown=renewal+renewal_term");
    // An end that never comes does not renew, so nothing is unknown about it.
    expect("initial_term=open-ended; renewal=unknown", "2026-01-15", "state=open-ended; unknown=-");
}

#[test]
fn r24_an_automatic_renewal_without_a_term_has_rolled_to_nobody_knows_where() {
    let words = format!("ends_on=2026-03-31; renewal=automatic; notice=1 month; {PRICE}");
    expect(
        &words,
        "2026-02-28",
        "state=in-force; current_end=2026-03-31; next_exit=2026-03-31; locked_in=-; unknown=renewal_term",
    );
    expect(&words, "2026-03-15", "committed_to=-; next_exit=-; unknown=renewal_term");
    expect(
        &words,
        "2026-04-01",
        "state=rolled; current_end=-; notice_on=-; rolls=-; locked_in=-; unknown=renewal_term",
    );
    let capped = format!("{words}max_extent_on=2028-03-31");
    expect(&capped, "2026-04-01", "state=rolled; current_end=2026-04-01..2028-03-31; rolls=-; unknown=renewal_term");
    // Past the furthest day it has ended there, however often it rolled.
    expect(&capped, "2028-04-01", "state=expired; current_end=2028-03-31; rolls=-; locked_in=0; unknown=renewal_term");
    // What cannot roll needs no term.
    expect(&format!("{words}max_extent_on=2026-03-31"), "2026-04-01", "state=expired; rolls=0; unknown=-");
    // A term of nothing, or in working days, is no term (R29).
    for term in ["0 months", "10 working days", "yearly"] {
        expect(&format!("{words}renewal_term={term}"), "2026-04-01", "current_end=-; unknown=renewal_term");
    }
}

#[test]
fn r25_a_date_known_in_part_is_every_day_it_may_be() {
    let fixed = "renewal=none; notice=1 month; ends_on=";
    expect(
        &format!("{fixed}2016-Q3"),
        "2016-01-15",
        "state=in-force; current_end=2016-07-01..2016-09-30; notice_on=2016-06-01..2016-08-30; \
         decide_by=2016-06-01..2016-08-30; act_on=2016-06-01..2016-08-30; next_exit=2016-07-01..2016-09-30; unknown=ends_on",
    );
    // A state on which the days differ is unknown.
    expect(&format!("{fixed}2026-03"), "2026-03-15", "state=unknown; next_exit=-; unknown=ends_on");
    expect(&format!("{fixed}2026-03"), "2026-04-01", "state=expired; unknown=ends_on");
    // A later first end can mean fewer rolls and an earlier current end.
    let rolls = "renewal=automatic; renewal_term=12 months; notice=1 month; price_per=one-off; ends_on=2026-02";
    expect(rolls, "2026-02-10", "current_end=2026-02-10..2027-02-09; rolls=-; unknown=ends_on");
    expect(rolls, "2026-03-01", "state=rolled; current_end=2027-02-01..2027-02-28; rolls=1");
}

#[test]
fn r25_a_part_that_changes_no_result_is_not_unknown() {
    let words = format!("ends_on=2026-12-31; renewal=automatic; renewal_term=12 months; notice=1 month; {PRICE}");
    expect(&format!("{words}starts_on=2020"), "2026-01-15", "state=in-force; locked_in=120000; unknown=-");
    expect(&format!("{words}max_extent_on=2035"), "2026-01-15", "locked_in=120000; unknown=-");
    // It may not have begun; it may not roll a whole year.
    expect(
        &format!("{words}starts_on=2026-01"),
        "2026-01-15",
        "state=unknown; current_end=2026-12-31; unknown=starts_on",
    );
    expect(
        &format!("{words}max_extent_on=2027-06"),
        "2026-01-15",
        "current_end=2026-12-31; locked_in=-; unknown=max_extent_on",
    );
    // Days on which the row would contradict itself are none that it may be.
    expect(&format!("{words}max_extent_on=2026"), "2026-01-15", "locked_in=0; unknown=-");
    expect("renewal=none; starts_on=2026-03; ends_on=2026-03-01", "2026-02-15", "state=not-yet-started; unknown=-");
}

#[test]
fn r25_each_of_two_dates_known_in_part_is_named_if_it_alone_can_change_a_result() {
    // At the outermost furthest days every first end gives three rolls or four; in between they differ.
    let words = "ends_on=2020-02; renewal=automatic; renewal_term=3 months; notice=60 days; max_extent_on=2020-11";
    expect(
        words,
        "2021-12-02",
        "state=expired; current_end=2020-11-01..2020-11-30; rolls=-; unknown=ends_on+max_extent_on",
    );
    // One first end allows a furthest day that another contradicts: the same day must be compared with itself.
    let words = "starts_on=2020-05; initial_term=1 month; renewal=automatic; renewal_term=90 days; notice=90 days; \
        max_extent_on=2020-Q2; price_per=one-off";
    expect(words, "2020-06-19", "current_end=2020-06-01..2020-06-30; rolls=-; unknown=starts_on+max_extent_on");
    // Without an end of its own only the furthest day matters, although it bounds the start; April is before any start.
    let words = "starts_on=2016-05; initial_term=open-ended; renewal=none; max_extent_on=2016-Q2";
    expect(words, "2017-01-15", "state=expired; current_end=2016-05-01..2016-06-30; unknown=max_extent_on");
}

#[test]
fn r25_a_start_known_in_part_moves_a_computed_end() {
    let words = "starts_on=2025-03; initial_term=12 months; renewal=none; notice=3 months";
    expect(
        words,
        "2026-01-15",
        "state=in-force; current_end=2026-03-01..2026-03-31; notice_on=2025-12-01..2025-12-31; unknown=starts_on",
    );
    // 29 to 31 August all end on 28 February.
    let clamped = "starts_on=2025-08; initial_term=6 months; renewal=none";
    expect(clamped, "2025-12-15", "current_end=2026-02-01..2026-02-28; unknown=starts_on");
}

#[test]
fn r26_only_terminated_and_cancelled_stop_the_clock() {
    let words = format!("ends_on=2026-12-31; renewal=automatic; renewal_term=12 months; notice=1 month; {PRICE}state=");
    for state in ["terminated", "Cancelled"] {
        let none =
            "current_end=-; notice_on=-; decide_by=-; act_on=-; committed_to=-; next_exit=-; locked_in=0; unknown=-";
        expect(&format!("{words}{state}"), "2026-01-15", &format!("state=stopped; {none}"));
    }
    for state in ["draft", "expired", "active", "under notice", "cancelled?"] {
        expect(&format!("{words}{state}"), "2026-01-15", "state=in-force; current_end=2026-12-31; locked_in=120000");
    }
}

#[test]
fn r28_unknown_holds_only_what_a_null_needs_in_table_order() {
    for (words, unknown) in [
        ("renewal=express", "starts_on+ends_on+initial_term"),
        ("renewal=express; starts_on=2026-01-01", "ends_on+initial_term"),
        ("renewal=express; initial_term=12 months", "starts_on+ends_on"),
        ("renewal=none; starts_on=2026-01-01; initial_term=a year or so", "ends_on+initial_term"),
        (
            "renewal=automatic; starts_on=2026-01-01; renewal_term=1 year; notice=1 month; price_per=one-off",
            "ends_on+initial_term",
        ),
        ("renewal=automatic; starts_on=2026-01-01; price_per=one-off", "ends_on+initial_term+notice"),
        ("starts_on=2026-01-01; price_per=one-off; notice=1 month", "ends_on+initial_term+renewal"),
    ] {
        expect(words, "2026-06-15", &format!("state=unknown; current_end=-; rolls=-; unknown={unknown}"));
    }
    expect("ends_on=2026-12-31; renewal=express", "2026-06-15", "locked_in=0; annual=-; notice_on=-; unknown=-");
    // It has not begun, whenever it may end.
    expect(
        "renewal=none; starts_on=2027-01-01",
        "2026-06-15",
        "state=not-yet-started; rolls=0; unknown=ends_on+initial_term",
    );
    // A furthest day that cannot be read matters only to what looks at it.
    let rolls =
        format!("ends_on=2026-12-31; renewal_term=12 months; notice=1 month; max_extent_on=some day; {PRICE}renewal=");
    expect(&format!("{rolls}automatic"), "2026-06-15", "locked_in=120000; unknown=max_extent_on");
    expect(&format!("{rolls}express"), "2026-06-15", "locked_in=0; unknown=-");
}
