//! R14 to R22: what is locked in.

use crate::LeadTimes;
use crate::sample::{contract, expect, expect_of, price};

const ROLLS: &str = "ends_on=2026-12-31; renewal=automatic; renewal_term=12 months; notice=1 month; ";
const POUNDS: &str = "price_amount=1200; price_currency=GBP; ";

#[test]
fn r14_the_price_of_the_one_next_term_before_and_after_notice_and_nothing_if_nothing_rolls() {
    let words = format!("{ROLLS}{POUNDS}price_per=year");
    expect(&words, "2026-01-15", "locked_in=120000; unknown=-");
    expect(&words, "2026-12-15", "locked_in=120000; committed_to=2027-12-31; unknown=-");
    expect(&words, "2027-06-15", "locked_in=120000; rolls=1");
    for (words, as_of) in [
        (format!("{words}; max_extent_on=2026-12-31"), "2026-01-15"),
        (format!("{words}; max_extent_on=2026-12-31"), "2027-01-15"),
        (words.replace("automatic", "express"), "2026-01-15"),
        (words.replace("automatic", "none"), "2026-01-15"),
        (words.replace("automatic", "none"), "2027-01-15"),
    ] {
        expect(&words, as_of, "locked_in=0; unknown=-");
    }
    expect(&format!("{words}; starts_on=2026-01-01"), "2025-01-15", "state=not-yet-started; locked_in=120000");
}

#[test]
fn r15_a_price_a_year_is_shared_by_twelfths_and_by_365_days() {
    for (per, term, pence) in [
        ("price_per=year", "12 months", "120000"),
        ("price_per=year", "18 months", "180000"),
        ("price_per=year", "1 month", "10000"),
        ("price_per=year", "365 days", "120000"),
        ("price_per=year", "30 days", "9863"),
        ("price_per=year", "2 weeks", "4603"),
        ("price_per=month", "12 months", "1440000"),
        ("price_per=month", "30 days", "118356"),
        ("price_per=quarter", "6 months", "240000"),
        ("price_per=unit-year; units=2.5", "12 months", "300000"),
        ("price_per=unit-year; units=0", "12 months", "0"),
    ] {
        let words =
            format!("ends_on=2026-12-31; renewal=automatic; renewal_term={term}; notice=1 month; {POUNDS}{per}");
        expect(&words, "2026-01-15", &format!("locked_in={pence}; unknown=-"));
    }
}

#[test]
fn r16_a_price_for_the_term_goes_by_stated_lengths_else_by_days() {
    let rolls = "renewal=automatic; notice=1 month; price_amount=3650; price_currency=GBP; price_per=term; ";
    for (words, locked_in) in [
        // Both in months: 12 of 36.
        (
            "starts_on=2024-01-01; ends_on=2026-12-31; initial_term=36 months; renewal_term=12 months",
            "121667; unknown=-",
        ),
        // Both in days: 30 of 90.
        ("starts_on=2026-10-03; ends_on=2026-12-31; initial_term=90 days; renewal_term=30 days", "121667; unknown=-"),
        // Only the renewal in months: 31 days of January over 365.
        ("starts_on=2026-01-01; ends_on=2026-12-31; renewal_term=1 month", "31000; unknown=-"),
        // One in days, one in months.
        ("starts_on=2026-01-01; ends_on=2026-12-31; initial_term=365 days; renewal_term=1 month", "31000; unknown=-"),
        // A computed end: the first term has 365 days all the same, the next 366 in a leap year.
        ("starts_on=2027-01-01; initial_term=12 months; renewal_term=366 days", "366000; unknown=-"),
        // The stated lengths need no start.
        ("ends_on=2026-12-31; initial_term=36 months; renewal_term=12 months", "121667; unknown=-"),
        ("ends_on=2026-12-31; initial_term=365 days; renewal_term=12 months", "-; unknown=starts_on"),
        ("ends_on=2026-12-31; renewal_term=12 months", "-; unknown=starts_on+initial_term"),
    ] {
        expect(&format!("{rolls}{words}"), "2026-01-15", &format!("locked_in={locked_in}"));
    }
}

#[test]
fn r17_a_price_for_the_next_term_wins_and_a_fixed_percentage_is_added_once() {
    let own = format!("{ROLLS}{POUNDS}price_per=year; ");
    for (indexation, locked_in) in [
        ("", "120000; unknown=-"),
        ("none", "120000; unknown=-"),
        ("8%", "129600; unknown=-"),
        ("8% a year", "129600; unknown=-"),
        ("2.5 % per annum", "123000; unknown=-"),
        ("-10%", "108000; unknown=-"),
        ("CPI", "120000; unknown=indexation"),
        ("CPI + 2%", "120000; unknown=indexation"),
        ("8% a month", "120000; unknown=indexation"),
    ] {
        expect(&format!("{own}indexation={indexation}"), "2026-01-15", &format!("locked_in={locked_in}"));
    }
    // Once, whatever the length.
    let long = own.replace("12 months", "24 months");
    expect(&format!("{long}indexation=8%"), "2026-01-15", "locked_in=259200");
    // A stated price for the first day of the next term: neither the own price nor an uplift.
    let next = price("from=2027-01-01; to=2027-12-31; amount=1500");
    let now = price("from=2026-01-01; to=2026-12-31; amount=900; per=month");
    let none = LeadTimes::default();
    for (rows, indexation, expected) in [
        (vec![next.clone()], "8%", "locked_in=150000; annual=120000; unknown=-"),
        (vec![next.clone()], "CPI", "locked_in=150000; unknown=-"),
        (vec![now.clone()], "8%", "locked_in=129600; annual=1080000; unknown=-"),
        (vec![now, next], "", "locked_in=150000; annual=1080000"),
    ] {
        expect_of(&contract(&format!("{own}indexation={indexation}")), &rows, &none, "2026-01-15", expected);
    }
}

#[test]
fn l14_of_overlapping_prices_the_latest_start_wins_in_any_order_of_rows() {
    let own = contract(&format!("{ROLLS}{POUNDS}price_per=year"));
    let mut rows = vec![
        price("amount=9"),
        price("from=2027-01-01; amount=7"),
        price("from=2027-01-01; to=2027-06-30; amount=4"),
        price("from=2026-06-01; amount=8"),
        price("from=2027-01-02; amount=5"),
    ];
    for _ in 0..rows.len() {
        expect_of(&own, &rows, &LeadTimes::default(), "2026-01-15", "locked_in=400");
        rows.rotate_left(1);
    }
}

#[test]
fn r18_a_last_term_that_is_cut_costs_its_days() {
    let words = format!("{ROLLS}{POUNDS}price_per=year; ");
    // 181 of 365 days; 1 of 365; all of them.
    expect(&format!("{words}max_extent_on=2027-06-30"), "2026-01-15", "locked_in=59507");
    expect(&format!("{words}max_extent_on=2027-01-01"), "2026-01-15", "locked_in=329");
    expect(&format!("{words}max_extent_on=2027-12-31"), "2026-01-15", "locked_in=120000");
    // A computed end: the next term is all of 2027, and a furthest day of 31 December leaves it whole.
    let computed = words.replace("ends_on=2026-12-31", "starts_on=2026-01-01; initial_term=12 months");
    expect(&format!("{computed}max_extent_on=2027-12-31"), "2026-01-15", "locked_in=120000");
    expect(&format!("{computed}max_extent_on=2027-12-30"), "2026-01-15", "locked_in=119671");
    // In a leap year the full term has 366 days: 60 of them to 29 February 2028.
    expect(&format!("{words}max_extent_on=2028-02-29"), "2027-01-15", "locked_in=19672");
}

#[test]
fn r19_one_rounding_at_the_end_half_up() {
    // 0.01 a year for 6 months is half a penny; 8% of 2.50 pence more is 2.70.
    for (amount, term, indexation, pence) in [
        ("0.01", "6 months", "", "1"),
        ("0.01", "5 months", "", "0"),
        ("0.05", "6 months", "8%", "3"),
        ("0.03", "10 months", "", "3"),
        ("1000000000000", "12 months", "12.345678%", "112345678000000"),
    ] {
        let words = format!(
            "ends_on=2026-12-31; renewal=automatic; renewal_term={term}; notice=1 month; price_amount={amount}; \
             price_currency=GBP; price_per=year; indexation={indexation}"
        );
        expect(&words, "2026-01-15", &format!("locked_in={pence}"));
    }
}

#[test]
fn r20_another_currency_is_converted_at_the_rate_in_force_on_the_as_of_day() {
    let words = format!("{ROLLS}price_amount=1000; price_per=year; ");
    expect(&format!("{words}price_currency=EUR"), "2026-01-15", "locked_in=86000; annual=86000; unknown=-");
    expect(&format!("{words}price_currency=EUR"), "2025-12-31", "locked_in=-; annual=-; unknown=price_currency");
    expect(&format!("{words}price_currency=USD"), "2026-01-15", "locked_in=-; unknown=price_currency");
    expect(&words, "2026-01-15", "locked_in=-; unknown=price_currency");
    // A row of prices may state the currency that the contract does not.
    let row = price("amount=500; currency=GBP");
    expect_of(&contract(&words), &[row], &LeadTimes::default(), "2026-01-15", "locked_in=50000; unknown=-");
}

#[test]
fn r21_tax_is_left_as_stated() {
    for vat in ["net", "gross", "gross 20%", "unknown"] {
        expect(&format!("{ROLLS}{POUNDS}price_per=year; price_vat={vat}"), "2026-01-15", "locked_in=120000");
    }
}

#[test]
fn r22_a_one_off_locks_nothing_in_and_what_cannot_be_read_is_null_not_nothing() {
    for (words, expected) in [
        (
            "price_amount=1200; price_currency=GBP; price_per=one-off; indexation=CPI",
            "locked_in=0; annual=0; unknown=-",
        ),
        ("price_per=one-off", "locked_in=0; unknown=-"),
        ("price_amount=1200; price_currency=GBP; price_per=unknown", "locked_in=-; unknown=price_per"),
        ("price_amount=1200; price_currency=GBP", "locked_in=-; unknown=price_per"),
        (
            "price_amount=12 000 € /an; price_currency=GBP; price_per=year",
            "locked_in=-; annual=-; unknown=price_amount",
        ),
        ("price_amount=0; price_currency=GBP; price_per=year", "locked_in=0; unknown=-"),
        ("price_amount=5; price_currency=GBP; price_per=unit-year", "locked_in=-; unknown=units"),
        ("", "locked_in=-; unknown=price_amount+price_currency+price_per"),
    ] {
        expect(&format!("{ROLLS}{words}"), "2026-01-15", expected);
    }
}

#[test]
fn l12_a_year_of_a_contract_is_its_rate_and_a_short_job_is_not_made_a_year_of() {
    for (words, annual) in [
        ("renewal=none; starts_on=2024-01-01; ends_on=2026-12-31; price_per=term", "40000"),
        ("renewal=none; starts_on=2026-01-01; ends_on=2026-03-31; price_per=term", "120000"),
        ("renewal=none; starts_on=2026-01-01; ends_on=2026-03-31; price_per=month", "360000"),
        ("renewal=none; starts_on=2026-01-01; ends_on=2026-04-10; price_per=year", "32877"),
        ("renewal=automatic; starts_on=2026-01-01; ends_on=2026-03-31; price_per=term", "480000"),
        ("renewal=none; starts_on=2026-01-01; ends_on=2027-01-05; price_per=term", "118378"),
        ("renewal=none; starts_on=2026-01-01; initial_term=18 months; price_per=term", "80000"),
        ("renewal=none; starts_on=2026-01-01; ends_on=2026-12-31; price_per=quarter", "480000"),
        ("renewal=none; ends_on=2026-12-31; price_per=term", "-"),
        ("renewal=none; initial_term=open-ended; price_per=month", "1440000"),
        ("renewal=none; starts_on=2026-01; ends_on=2026-12-31; price_per=term", "-"),
    ] {
        expect(&format!("{POUNDS}{words}"), "2026-02-15", &format!("annual={annual}"));
    }
}

#[test]
fn what_is_still_to_be_paid_up_to_the_next_exit_goes_by_days() {
    let rolls = "ends_on=2026-12-31; renewal=automatic; renewal_term=12 months; notice=1 month; ";
    for (words, as_of, to_exit) in [
        // 365 days are left, then 30; once notice is too late a whole year more.
        (format!("{rolls}{POUNDS}price_per=year"), "2025-12-31", "120000"),
        (format!("{rolls}{POUNDS}price_per=year"), "2026-11-30", "10192"),
        (format!("{rolls}{POUNDS}price_per=year"), "2026-12-01", "129863"),
        // Half a year for 1200: 90 of its days, at twice that a year.
        (
            format!("starts_on=2026-01-01; initial_term=6 months; renewal=none; {POUNDS}price_per=term"),
            "2026-04-02",
            "59178",
        ),
        (
            format!("starts_on=2026-01-01; ends_on=2026-12-31; renewal=none; {POUNDS}price_per=year"),
            "2025-06-01",
            "120000",
        ),
        (format!("ends_on=2026-12-31; renewal=none; {POUNDS}price_per=one-off"), "2026-06-01", "0"),
        (format!("ends_on=2026-12-31; renewal=none; {POUNDS}price_per=unknown"), "2026-06-01", "-"),
        (format!("initial_term=open-ended; renewal=none; {POUNDS}price_per=year"), "2026-06-01", "-"),
        (format!("ends_on=2025-12-31; renewal=none; {POUNDS}price_per=year"), "2026-06-01", "-"),
    ] {
        expect(&words, as_of, &format!("to_exit={to_exit}"));
    }
}
