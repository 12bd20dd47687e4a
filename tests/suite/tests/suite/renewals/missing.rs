//! What a record does not say is asked for by name, and never filled in.

use super::Place;
use serde_json::json;

#[test]
fn v12_a_price_whose_time_is_not_stated_is_no_price() {
    let place = Place::with(&[]);
    let header = "id,organisation,supplier,owner,scope,ends_on,renewal,renewal_term,notice,price_amount,price_currency,price_per";
    let rows = "A,TC,Acme,it@tc.example,ict,2026-12-31,automatic,12 months,1 month,1200.00,GBP,\n\
                B,TC,Acme,it@tc.example,ict,2026-12-31,automatic,12 months,1 month,1200.00,GBP,year\n\
                C,TC,Acme,it@tc.example,ict,2026-12-31,automatic,12 months,1 month,1200.00,GBP,month\n";
    place.write("files/contracts.csv", &format!("{header}\n{rows}"));
    let shown = place.renewals("2026-04-01", &["--format", "json"]).done().json();
    let row =
        |row: usize| (shown["renewals"][row]["locked_in_pence"].clone(), shown["renewals"][row]["unknown"].clone());
    // Under a monthly default the first would be counted twelvefold.
    assert_eq!(row(0), (json!(null), json!(["price_per"])));
    assert_eq!(row(1), (json!(120_000), json!([])));
    assert_eq!(row(2), (json!(1_440_000), json!([])));
    let table = place.renewals("2026-04-01", &[]).done().data;
    assert!(table.contains("price_per (ask it@tc.example)"), "{table}");
    assert!(
        table.contains("3 to decide in the next 12 months, £15,600.00 at stake; 1 without a known price"),
        "{table}"
    );
}
