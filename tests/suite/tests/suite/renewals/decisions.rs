//! What was decided, read beside the estate and from files that are named.

use super::{Place, THREE};
use serde_json::json;

#[test]
fn decisions_beside_the_estate_are_read_and_a_later_file_overrules_them() {
    let place = Place::with(&THREE);
    place.write("files/decisions.csv", "contract,decision,who,until,note\nC1,renew,Board,2026-03-31,\n");
    place.write("new.csv", "note,decision,contract\nx,leave,C2\n");
    let shown = place.renewals("2026-04-01", &["--format", "json", "--decisions", "new.csv"]).done().json();
    let decision = |row: usize, field: &str| shown["renewals"][row]["decision"][field].clone();
    assert_eq!((decision(0, "decision"), decision(0, "expired")), (json!("renew"), json!(true)));
    assert_eq!((decision(1, "decision"), decision(1, "until")), (json!("leave"), json!(null)));
    assert_eq!(shown["renewals"][2]["decision"], json!(null));
    let table = place.renewals("2026-04-01", &[]).done();
    assert!(table.data.contains("renew (expired 2026-03-31)"), "{}", table.data);
    assert!(!table.said.contains("decisions.csv: its name is no table's"), "{}", table.said);
}

#[test]
fn rows_about_nothing_are_refused_with_file_row_and_column() {
    let place = Place::with(&THREE);
    place.write("d.csv", "contract,decision,until\nC1,renew,\nC9,renew,\nC2,maybe,\nC3,leave,tomorrow\n");
    place.renewals("2026-04-01", &["--decisions", "d.csv"]).refused(
        2,
        &[
            "d.csv, row 3, column contract: `C9` is no contract of this register",
            "d.csv, row 4, column decision: `maybe` is no decision",
            "d.csv, row 5, column until: `tomorrow` is not a day",
        ],
    );
    place.write("d.csv", "contract;decision\nC1;renew\n");
    place.renewals("2026-04-01", &["--decisions", "d.csv"]).refused(2, &["d.csv: it has no column `contract`"]);
    place.renewals("2026-04-01", &["--decisions", "none.csv"]).refused(2, &["none.csv"]);
}
