//! R1 to R6: where terms end.

use crate::LeadTimes;
use crate::sample::{expect, unchecked, work_out};

#[test]
fn r1_a_readable_end_wins_and_an_unreadable_one_counts_as_empty_and_is_named() {
    let start = "starts_on=2020-04-01; initial_term=24 months; renewal=none; ";
    for (end, expected) in [
        ("ends_on=2021-06-30", "current_end=2021-06-30; unknown=-"),
        ("", "current_end=2022-04-01; unknown=-"),
        ("ends_on=to be agreed", "current_end=2022-04-01; unknown=ends_on"),
    ] {
        expect(&format!("{start}{end}"), "2021-01-01", expected);
    }
    // A cell that nothing looks at is not named, readable or not.
    expect("ends_on=2021-06-30; initial_term=long; renewal=none", "2021-01-01", "current_end=2021-06-30; unknown=-");
    expect(
        "starts_on=soon; ends_on=2021-06-30; renewal=none",
        "2021-01-01",
        "current_end=2021-06-30; unknown=starts_on",
    );
}

#[test]
fn r2_no_end_at_all_has_no_dates_and_nothing_is_unknown() {
    let none = "current_end=-; notice_on=-; decide_by=-; act_on=-; next_exit=-; locked_in=0; rolls=0; unknown=-";
    for words in [
        "starts_on=2020-04-01; initial_term=open-ended",
        "starts_on=2020-04-01; initial_term=Evergreen; renewal=automatic; notice=3 months",
        "initial_term=indefinite; renewal=express",
        "starts_on=2020-04-01; ends_on=9999-12-31; renewal=automatic",
    ] {
        expect(words, "2026-01-15", &format!("state=open-ended; {none}"));
        expect(words, "1999-01-15", none);
    }
}

#[test]
fn r2_a_furthest_day_caps_what_has_no_end_whatever_its_renewal() {
    for renewal in ["automatic", "express", "none"] {
        let words = format!("initial_term=open-ended; max_extent_on=2027-03-31; notice=1 month; renewal={renewal}");
        expect(
            &words,
            "2026-01-15",
            "state=in-force; current_end=2027-03-31; notice_on=2027-02-28; locked_in=0; unknown=-",
        );
        expect(&words, "2027-04-01", "state=expired; current_end=2027-03-31; next_exit=-");
    }
}

#[test]
fn r2_an_open_ended_renewal_term_takes_the_end_away_once_the_first_term_is_over() {
    let words = "ends_on=2026-03-31; renewal=automatic; renewal_term=open-ended; notice=1 month; \
        price_amount=100; price_currency=GBP; price_per=year";
    // In the first term the end is real; the term after it has no price, and no fact is missing.
    expect(words, "2026-01-15", "state=in-force; current_end=2026-03-31; next_exit=2026-03-31; locked_in=-; unknown=-");
    expect(words, "2026-03-15", "current_end=2026-03-31; committed_to=-; next_exit=-; unknown=-");
    expect(words, "2026-04-01", "state=open-ended; current_end=-; notice_on=-; rolls=1; locked_in=0; unknown=-");
    // Capped, it is one more term, counted in days: 275 of them at 100 pounds a year of 365.
    let capped = format!("{words}; max_extent_on=2026-12-31");
    expect(&capped, "2026-03-15", "committed_to=2026-12-31; next_exit=2026-12-31; locked_in=7534");
    expect(&capped, "2026-04-01", "state=rolled; current_end=2026-12-31; rolls=1; locked_in=0");
    expect(&capped, "2027-01-01", "state=expired; rolls=1");
}

#[test]
fn r3_a_row_that_contradicts_itself_has_no_dates() {
    for words in [
        "starts_on=2020-01-02; ends_on=2020-01-01; renewal=none",
        "ends_on=2027-01-01; max_extent_on=2026-12-31; renewal=express",
        "starts_on=2025-04-01; initial_term=12 months; max_extent_on=2026-03-30; renewal=automatic",
    ] {
        let timeline = work_out(&unchecked(words), &[], &LeadTimes::default(), "2026-01-15");
        assert_eq!((timeline.state.word(), timeline.current_end), ("unknown", None), "{words}");
        assert!(timeline.why[0].contains("contradict"), "{:?}", timeline.why);
    }
    // A computed 1 April ends on 31 March, which a furthest day of 31 March allows; one day is a contract.
    let computed = "starts_on=2025-04-01; initial_term=12 months; max_extent_on=2026-03-31; renewal=automatic";
    expect(computed, "2026-01-15", "state=in-force; current_end=2026-04-01");
    expect(
        "starts_on=2026-01-15; ends_on=2026-01-15; renewal=none",
        "2026-01-15",
        "state=in-force; current_end=2026-01-15",
    );
}

#[test]
fn r4_a_stated_end_is_in_force_and_a_computed_one_is_not() {
    let stated = "ends_on=2026-03-31; renewal=automatic; renewal_term=12 months";
    expect(stated, "2026-03-31", "state=in-force; current_end=2026-03-31; rolls=0");
    expect(stated, "2026-04-01", "state=rolled; current_end=2027-03-31; rolls=1");
    let computed = "starts_on=2025-03-31; initial_term=12 months; renewal=automatic; renewal_term=12 months";
    expect(computed, "2026-03-30", "state=in-force; current_end=2026-03-31; rolls=0");
    expect(computed, "2026-03-31", "state=rolled; current_end=2027-03-31; rolls=1");
    expect("ends_on=2026-03-31; renewal=none", "2026-04-01", "state=expired; current_end=2026-03-31; rolls=0");
    let fixed = "starts_on=2025-03-31; initial_term=12 months; renewal=none";
    expect(fixed, "2026-03-30", "state=in-force");
    expect(fixed, "2026-03-31", "state=expired; current_end=2026-03-31");
}

#[test]
fn r5_month_ends_do_not_stick_and_no_day_is_lost() {
    for (words, as_of, end) in [
        ("ends_on=2026-01-31; renewal_term=1 month", "2026-02-10", "2026-02-28"),
        ("ends_on=2026-01-31; renewal_term=1 month", "2026-03-10", "2026-03-31"),
        ("ends_on=2026-06-30; renewal_term=1 month", "2026-07-10", "2026-07-30"),
        ("ends_on=2027-02-28; renewal_term=12 months", "2027-06-01", "2028-02-28"),
        ("ends_on=2024-02-29; renewal_term=1 year", "2027-06-01", "2028-02-29"),
        ("ends_on=2024-02-29; renewal_term=1 year", "2024-06-01", "2025-02-28"),
        // 31 August + 6 months is clamped to 28 February, and that is the anchor from then on.
        ("starts_on=2025-08-31; initial_term=6 months; renewal_term=1 month", "2026-03-10", "2026-03-28"),
        ("starts_on=2025-08-31; initial_term=6 months; renewal_term=6 months", "2026-03-10", "2026-08-28"),
        ("ends_on=2026-01-31; renewal_term=90 days", "2026-06-01", "2026-07-30"),
        ("ends_on=2026-01-31; renewal_term=4 weeks", "2026-02-01", "2026-02-28"),
    ] {
        expect(&format!("{words}; renewal=automatic"), as_of, &format!("current_end={end}"));
    }
}

#[test]
fn r6_an_automatic_renewal_rolls_only_up_to_the_furthest_day() {
    let words = "ends_on=2026-03-31; renewal=automatic; renewal_term=12 months; notice=3 months; max_extent_on=";
    for (furthest, as_of, expected) in [
        ("2026-03-31", "2026-01-15", "current_end=2026-03-31; locked_in=0; next_exit=2026-03-31"),
        ("2026-03-31", "2026-04-01", "state=expired; rolls=0"),
        (
            "2026-09-30",
            "2026-04-01",
            "state=rolled; current_end=2026-09-30; notice_on=2026-06-30; rolls=1; locked_in=0",
        ),
        ("2026-09-30", "2026-10-01", "state=expired; current_end=2026-09-30; rolls=1"),
        ("2027-03-31", "2027-03-31", "state=rolled; current_end=2027-03-31; rolls=1"),
        ("2027-06-30", "2027-04-01", "state=rolled; current_end=2027-06-30; rolls=2"),
    ] {
        expect(&format!("{words}{furthest}"), as_of, expected);
    }
}

#[test]
fn r6_a_cut_end_is_a_stated_end_and_one_that_does_not_pass_the_furthest_day_is_not_cut() {
    let words =
        "starts_on=2024-04-01; initial_term=12 months; renewal=automatic; renewal_term=12 months; max_extent_on=";
    // Cut: 30 September is still in force.
    expect(&format!("{words}2025-09-30"), "2025-09-30", "state=rolled; current_end=2025-09-30");
    expect(&format!("{words}2025-09-30"), "2025-10-01", "state=expired; current_end=2025-09-30");
    // The term to 1 April 2026 ends on 31 March, so a furthest day of 31 March leaves it whole.
    expect(&format!("{words}2026-03-31"), "2026-03-31", "state=rolled; current_end=2026-04-01; rolls=1");
    expect(&format!("{words}2026-03-31"), "2026-04-01", "state=expired; current_end=2026-04-01; rolls=1");
    // A furthest day that is the printed end itself allows no further roll.
    expect(&format!("{words}2026-04-01"), "2026-04-01", "state=expired; current_end=2026-04-01; rolls=1");
}

#[test]
fn r6_a_furthest_day_lengthens_no_express_or_fixed_contract() {
    for renewal in ["express", "none"] {
        let words = format!("ends_on=2026-03-31; renewal_term=12 months; max_extent_on=2030-03-31; renewal={renewal}");
        expect(&words, "2026-04-01", "state=expired; current_end=2026-03-31; rolls=0; locked_in=0; unknown=-");
    }
}
