//! The calendar: one file that updates.

use super::{Place, THREE};

/// What a file says of an event: its day, sequence and status. Empty if it has none of this id.
fn event(file: &str, uid: &str) -> String {
    let file = file.replace("\r\n ", "");
    let events = file.split("BEGIN:VEVENT");
    let event = events.filter(|event| event.contains(&format!("UID:{uid}\r\n"))).collect::<String>();
    let value = |name: &str| {
        let line = event.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.rsplit(':').next().unwrap_or_default().to_owned()
    };
    [value("DTSTART"), value("SEQUENCE"), value("STATUS")].join(" ").trim().to_owned()
}

#[test]
fn events_keep_their_ids_and_the_sequence_rises_when_a_day_moves() {
    let place = Place::with(&THREE);
    let run = |as_of: &str| {
        place.renewals(as_of, &["--out", "r.ics"]).done();
        place.read("r.ics")
    };
    let first = run("2026-04-01");
    assert_eq!(event(&first, "decide.C1@renewals.oldiron"), "20260529 0 CONFIRMED");
    assert_eq!(event(&first, "notice.C1@renewals.oldiron"), "20260530 0 CONFIRMED");
    // The next term begins on 1 July, at a price that follows an index.
    assert_eq!(event(&first, "price.C1@renewals.oldiron"), "20260701 0 CONFIRMED");
    assert!(first.contains("TRIGGER:-P29DT15H") && !first.contains("METHOD"));
    assert!(first.replace("\r\n ", "").contains("C3 (it@tc.example): notice"), "no day, and not silent: {first}");
    assert_eq!(run("2026-04-01"), first, "again, the same bytes");

    place.contracts(&["C1|Case system||2023-07-01|2026-07-31|automatic|1 month|1.00", THREE[1]]);
    let moved = run("2026-04-01");
    assert_eq!(event(&moved, "notice.C1@renewals.oldiron"), "20260630 1 CONFIRMED");
    assert_eq!(event(&moved, "decide.C2@renewals.oldiron"), "20260930 0 CONFIRMED");

    place.contracts(&[THREE[1]]);
    let gone = run("2026-04-02");
    assert_eq!(event(&gone, "notice.C1@renewals.oldiron"), "20260630 2 CANCELLED");
}

#[test]
fn what_is_decided_rings_no_more() {
    let place = Place::with(&THREE);
    place.write("files/decisions.csv", "contract,decision\nC1,renew\n");
    place.renewals("2026-04-01", &["--out", "r.ics"]).done();
    let file = place.read("r.ics");
    let event = file.split("BEGIN:VEVENT").find(|event| event.contains("UID:decide.C1@")).unwrap();
    assert!(!event.contains("VALARM") && event.contains("Decided: renew"), "{event}");
}
