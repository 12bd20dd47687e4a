//! Days and years that hold little or nothing.

use super::{BODY, CONTRACT, Place, SERVER};

#[test]
fn a_day_long_past_and_one_far_off_are_judged_like_any() {
    let place = Place::new(&[BODY, CONTRACT, ("assets.csv", OWNED)]);
    for day in ["1900-01-01", "2015-06-01", "2999-12-31"] {
        let pack = place.pack(place.audit_as_of(day, &[]));
        // The owner's own figure knows no dates; the contract is not in force.
        assert_eq!(pack.audit.pence("run_cost"), Some(40_000), "{day}");
        assert_eq!(pack.audit.as_of, day);
        place.run(["renewals", "--from", "files", "--as-of", day]).done();
    }
}

const OWNED: &str = "id,organisation,kind,name,own_cost,own_cost_per,currency\nA1,TC,application,Rates,400,year,GBP\n";

#[test]
fn a_day_that_is_none_is_refused() {
    let place = Place::new(&[BODY]);
    for day in ["tomorrow", "2026-02-30", "01/04/2026", "2026-4-1", ""] {
        place.audit_as_of(day, &[]).refused(2, &["is not a day", "2026-03-31"]);
    }
    for day in ["0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31"] {
        place.audit_as_of(day, &[]).refused(2, &["1900-01-01", "2999-12-31"]);
    }
    for year in ["nonsense", "2025", "2025-27", "2025-2026", "25-26"] {
        let refused = place.audit_as_of("2026-04-01", &["--financial-year", year]);
        refused.refused(2, &["is not a financial year", "2025-26"]);
    }
    place.left_no_pack();
}

#[test]
fn money_of_another_year_is_named_by_its_years() {
    let ledger = "id,organisation,paid_on,supplier,amount,currency,scope,flow\n\
                  P1,TC,2016-05-01,Acme,100.50,GBP,ict,run\nP2,TC,2018-05-01,Acme,7,GBP,ict,run\n";
    let place = Place::new(&[BODY, ("payments.csv", ledger)]);
    place.audit().refused(2, &["2016-17, 2018-19", "--financial-year"]);
    place.left_no_pack();
    place.audit_as_of("2026-04-01", &["--financial-year", "2017-18"]).refused(2, &["2016-17, 2018-19"]);
    let pack = place.pack(place.audit_as_of("2026-04-01", &["--financial-year", "2016-17"]));
    assert_eq!(pack.audit.pence("run_cost"), Some(10_050));
    assert_eq!(pack.audit.period.label, "financial year 2016-17");
}

#[test]
fn terms_at_the_ends_of_the_calendar_are_no_fault() {
    let header = "id,organisation,supplier,scope,starts_on,ends_on,max_extent_on,initial_term,renewal,renewal_term,notice,price_amount,price_currency,price_per";
    let terms = [
        "2018-09-27,9999-12-30,,,automatic,12 months,3 months,1200,GBP,year",
        "2018-09-27,9999-06-30,,,automatic,9999 years,3 months,1200,GBP,year",
        "2018-09-27,,,36 months,automatic,99999999999999999999 years,9999999 years,1200,GBP,year",
        "2018-09-27,2030-01-01,9999-12-31,,automatic,1 day,1 day,92000000000000000,GBP,year",
        "0001-01-01,0001-12-31,,,automatic,1 day,5000 years,1,GBP,month",
        "2018-09-27,9999-01-30,9999-06-30,,automatic,9999 years,3 months,1200,GBP,term",
        "2018-09-27,,,999999 years,automatic,12 months,3 months,1200,GBP,year",
        "9999-12-31,9999-12-31,,,automatic,12 months,3 months,1200,GBP,term",
    ];
    let rows: String = terms.iter().zip(1..).map(|(terms, row)| format!("C{row},TC,Acme,ict,{terms}\n")).collect();
    let place = Place::new(&[BODY, SERVER, ("contracts.csv", &format!("{header}\n{rows}"))]);
    for day in ["1900-01-01", "2026-04-01", "2999-12-31"] {
        let pack = place.pack(place.audit_as_of(day, &[]));
        assert_eq!(pack.audit.renewals.len(), terms.len());
    }
}

#[test]
fn amounts_too_large_to_add_up_are_an_error_that_names_one() {
    let ledger = "id,organisation,paid_on,amount,currency,scope,flow\n\
                  P1,TC,2026-03-01,92000000000000000,GBP,ict,run\nP2,TC,2026-03-01,92000000000000000,GBP,ict,run\n";
    let place = Place::new(&[BODY, ("payments.csv", ledger)]);
    place.audit().refused(2, &["too large"]);
    place.left_no_pack();
}
