//! R7 to R13, R27, R31, R32: notice, decision, exit.

use crate::LeadTimes;
use crate::sample::{contract, expect, expect_of};

const FIXED: &str = "ends_on=2027-05-31; renewal=none; ";

#[test]
fn r7_notice_is_counted_back_from_the_printed_end_whatever_the_renewal() {
    for renewal in ["none", "express", "automatic"] {
        for (end, notice, notice_on) in [
            ("2027-05-31", "3 months", "2027-02-28"),
            ("2027-02-28", "3 months", "2026-11-28"),
            ("2027-03-31", "90 days", "2026-12-31"),
            ("2027-03-31", "2 weeks", "2027-03-17"),
            ("2027-03-31", "0 days", "2027-03-31"),
            // A Sunday and a bank holiday stay: notice never moves to a working day.
            ("2027-03-31", "10 days", "2027-03-21"),
            ("2027-03-31", "2 days", "2027-03-29"),
        ] {
            let words = format!("ends_on={end}; notice={notice}; renewal={renewal}; renewal_term=12 months");
            expect(&words, "2026-01-15", &format!("notice_on={notice_on}; decide_by={notice_on}"));
        }
    }
}

#[test]
fn r8_working_days_step_back_from_an_end_that_is_not_counted() {
    for (end, notice, notice_on) in [
        // Wednesday 31 March 2027; Easter Monday is the 29th, Good Friday the 26th.
        ("2027-03-31", "1 working day", "2027-03-30"),
        ("2027-03-31", "2 working days", "2027-03-25"),
        ("2027-03-31", "20 working days", "2027-03-01"),
        // Sunday 28 March: the Friday before is a holiday.
        ("2027-03-28", "1 working day", "2027-03-25"),
        ("2027-03-31", "0 working days", "2027-03-31"),
    ] {
        expect(
            &format!("ends_on={end}; renewal=none; notice={notice}"),
            "2026-01-15",
            &format!("notice_on={notice_on}"),
        );
    }
}

#[test]
fn r9_on_the_day_of_notice_there_is_still_time_if_the_end_is_stated() {
    let words = "ends_on=2026-12-31; renewal=automatic; renewal_term=12 months; notice=3 months";
    expect(words, "2026-09-30", "notice_on=2026-09-30; committed_to=-; next_exit=2026-12-31");
    expect(words, "2026-10-01", "current_end=2026-12-31; notice_on=2026-09-30; rolls=0; state=in-force");
    expect(words, "2026-10-01", "committed_to=2027-12-31; next_exit=2027-12-31");
}

#[test]
fn r9_if_the_end_is_computed_notice_must_be_given_before_the_day() {
    let words =
        "starts_on=2026-01-01; initial_term=12 months; renewal=automatic; renewal_term=12 months; notice=3 months";
    expect(words, "2026-09-30", "notice_on=2026-10-01; committed_to=-; next_exit=2027-01-01");
    expect(words, "2026-10-01", "notice_on=2026-10-01; committed_to=2028-01-01; next_exit=2028-01-01; rolls=0");
    // The last term, cut at the furthest day, has a stated end, and it ends without notice.
    let capped = format!("{words}; max_extent_on=2027-06-30");
    expect(&capped, "2026-10-01", "committed_to=2027-06-30; next_exit=2027-06-30");
    expect(&capped, "2027-05-01", "notice_on=2027-03-30; committed_to=-; next_exit=2027-06-30; locked_in=0");
}

#[test]
fn r10_decide_by_is_a_lead_time_before_notice_or_before_an_end_that_does_not_roll() {
    for (words, expected) in [
        ("renewal=none; notice=1 month; lead_time=21 days", "notice_on=2027-04-30; decide_by=2027-04-09; unknown=-"),
        ("renewal=none; lead_time=1 month", "notice_on=-; decide_by=2027-04-30; unknown=-"),
        ("renewal=express", "notice_on=-; decide_by=2027-05-31; unknown=-"),
        ("renewal=express; notice=three months", "notice_on=-; decide_by=2027-05-31; unknown=notice"),
        ("renewal=none; lead_time=a while", "decide_by=2027-05-31; unknown=lead_time"),
        (
            "renewal=automatic; renewal_term=12 months; price_amount=1; price_currency=GBP; price_per=year",
            "current_end=2027-05-31; notice_on=-; decide_by=-; act_on=-; next_exit=-; locked_in=100; unknown=notice",
        ),
        // In its last term it needs no notice to end, but the rule makes no exception.
        (
            "renewal=automatic; max_extent_on=2027-05-31",
            "notice_on=-; decide_by=-; next_exit=2027-05-31; unknown=notice",
        ),
        ("renewal=none; notice=1 month; lead_time=10 working days", "decide_by=2027-04-16"),
    ] {
        expect(&format!("ends_on=2027-05-31; {words}"), "2026-01-15", expected);
    }
}

#[test]
fn r11_the_contracts_own_lead_wins_over_its_route_that_over_its_band_that_over_the_default() {
    let lead_times = LeadTimes::from_toml(
        "lead-times.toml",
        "default = \"1 day\"\n[routes.Open]\nlead = \"3 days\"\ntime_to_procure = \"6 months\"\n[routes.spot]\ntime_to_procure = \"5 working days\"\n\
         [[bands]]\nfrom = 100\nlead = \"2 days\"\n",
    )
    .unwrap();
    let dear = "price_amount=100; price_currency=GBP; price_per=year; ";
    let cheap = "price_amount=99.99; price_currency=GBP; price_per=year; ";
    for (words, expected) in [
        (format!("{dear}route=open; lead_time=4 days"), "decide_by=2027-05-27; start_procuring_by=2026-11-30"),
        (format!("{dear}route=OPEN"), "decide_by=2027-05-28; start_procuring_by=2026-11-30"),
        (format!("{dear}route=spot"), "decide_by=2027-05-29; start_procuring_by=2027-05-24"),
        (format!("{dear}route=auction"), "decide_by=2027-05-29; start_procuring_by=-"),
        (cheap.to_owned(), "decide_by=2027-05-30; start_procuring_by=-; unknown=-"),
        // The value is unknown, so either may apply: never quietly the default.
        (String::new(), "decide_by=2027-05-29..2027-05-30; unknown=price_amount+price_currency+price_per"),
        ("route=open".to_owned(), "decide_by=2027-05-28; unknown=-"),
    ] {
        expect_of(&contract(&format!("{FIXED}{words}")), &[], &lead_times, "2026-01-15", expected);
    }
}

#[test]
fn r12_act_on_is_the_last_working_day_up_to_decide_by_itself_included() {
    for (end, act_on) in [
        ("2027-03-31", "2027-03-31"),
        ("2027-03-29", "2027-03-25"),
        ("2027-03-28", "2027-03-25"),
        ("2027-05-30", "2027-05-28"),
        ("2027-01-01", "2026-12-31"),
    ] {
        expect(&format!("ends_on={end}; renewal=none"), "2026-01-15", &format!("decide_by={end}; act_on={act_on}"));
    }
}

#[test]
fn r13_expired_contracts_keep_their_dates_and_those_to_come_have_their_first_ones() {
    let past = "ends_on=2025-03-31; renewal=express; notice=1 month";
    expect(
        past,
        "2026-01-15",
        "state=expired; current_end=2025-03-31; notice_on=2025-02-28; decide_by=2025-02-28; act_on=2025-02-28",
    );
    expect(past, "2026-01-15", "committed_to=-; next_exit=-; locked_in=0; rolls=0; unknown=-");
    let to_come = "starts_on=2026-04-01; ends_on=2027-03-31; renewal=automatic; renewal_term=1 month; notice=1 month";
    expect(to_come, "2026-03-31", "state=not-yet-started; current_end=2027-03-31; notice_on=2027-02-28; rolls=0");
    expect(to_come, "2026-04-01", "state=in-force");
}

#[test]
fn r31_with_a_notice_longer_than_the_term_the_next_exit_is_the_first_end_in_reach() {
    let monthly = "ends_on=2026-01-31; renewal=automatic; renewal_term=1 month; notice=3 months";
    expect(
        monthly,
        "2026-01-15",
        "current_end=2026-01-31; notice_on=2025-10-31; committed_to=2026-02-28; next_exit=2026-04-30",
    );
    expect(
        monthly,
        "2026-05-10",
        "current_end=2026-05-31; notice_on=2026-02-28; committed_to=2026-06-30; next_exit=2026-08-31",
    );
    // 30 November less 3 months is 30 August, which 31 August has missed: December is next.
    expect(monthly, "2026-08-30", "current_end=2026-08-31; next_exit=2026-11-30");
    expect(monthly, "2026-08-31", "current_end=2026-08-31; next_exit=2026-12-31");
    // The furthest day comes before any end in reach, and ends it without notice.
    let capped = format!("{monthly}; max_extent_on=2026-03-15");
    expect(&capped, "2026-01-15", "committed_to=2026-02-28; next_exit=2026-03-15");
    // Not yet begun, and already bound to the next term.
    let to_come = "starts_on=2026-04-01; ends_on=2026-04-30; renewal=automatic; renewal_term=1 month; notice=60 days";
    expect(
        to_come,
        "2026-03-15",
        "state=not-yet-started; notice_on=2026-03-01; committed_to=2026-05-30; next_exit=2026-05-30",
    );
}

#[test]
fn r32_outside_the_holiday_table_working_days_are_unknown() {
    let words = "ends_on=2035-03-30; renewal=none; ";
    expect(words, "2026-01-15", "current_end=2035-03-30; decide_by=2035-03-30; act_on=-; unknown=-");
    expect(&format!("{words}notice=5 working days"), "2026-01-15", "notice_on=-; decide_by=-; act_on=-; unknown=-");
    expect(&format!("{words}notice=8 years"), "2026-01-15", "notice_on=2027-03-30; act_on=2027-03-30");
    expect("ends_on=2010-03-31; renewal=none", "2009-01-15", "decide_by=2010-03-31; act_on=-");
    // Whether notice can still be given is then not known either.
    let rolls = format!("{words}renewal_term=1 year; notice=5 working days").replace("none", "automatic");
    expect(&rolls, "2026-01-15", "current_end=2035-03-30; committed_to=-; next_exit=-");
}
