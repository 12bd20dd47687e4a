//! Files that are empty, torn or half right.

use super::{BODY, Place};
use crate::binary::rows;
use std::collections::BTreeSet;

#[test]
fn a_file_that_reads_as_nothing_stops_the_audit_and_is_named() {
    for (text, said) in [
        ("", vec!["contracts.csv reads as zero rows", "it is empty"]),
        ("\n\n", vec!["contracts.csv"]),
        ("id,organisation,supplier\n", vec!["contracts.csv reads as zero rows", "a header and no row"]),
        ("id,organisation,suplier\nC1,TC,Acme\n", vec!["contracts.csv, header", "`suplier`", "did you mean supplier?"]),
        ("id,supplier\nC1,Acme\n", vec!["contracts.csv, header", "organisation"]),
        ("id,id,organisation,supplier\nC1,C1,TC,Acme\n", vec!["contracts.csv, header", "id"]),
        ("id,organisation,supplier\nC1,TC,\"Acme\nC2,TC,Bolt\n", vec!["contracts.csv, line 2", "quote"]),
        ("PK\u{3}\u{4}\u{0}\u{0}xl/workbook.xml", vec!["contracts.csv"]),
    ] {
        let place = Place::new(&[BODY, ("contracts.csv", text)]);
        place.audit().refused(2, &said);
        place.left_no_pack();
        let check = place.run(["check", "--from", "files"]);
        assert_eq!(check.code, 2, "{text:?}: {}", check.said);
        assert!(said.iter().all(|word| check.data.contains(word)), "{text:?}: {}", check.data);
    }
}

#[test]
fn every_row_is_kept_or_set_aside_with_its_place_and_its_reason() {
    let contracts = "id,organisation,supplier,scope,renewal,starts_on,ends_on,price_amount\n\
                     C1,TC,Acme,ict,perhaps,,,1\n\
                     C2,TC,Acme,ict,none,2026-13-45,TBC,POA\n\
                     C3,TC\n\
                     C4,TC,Acme,ict,none,2026-12-31,2026-01-01,5\n\
                     C5,TC,Acme,ict,none,2026-01-01,2026-12-31,5\n";
    let payments = "id,organisation,paid_on,amount,currency,scope,flow\n\
                    P1,TC,2026-13-01,5,GBP,ict,run\n\
                    P2,TC,2026-01-01,,GBP,ict,run\n\
                    P3,TC,2026-01-01,10,GBP,ict,run\n\
                    P4,TC,2026-01-01,10,GBP,ict,run,,,\n\
                    P5,TC,2026-01-01,twelve,GBP,ict,run\n\
                    P6,TC,2026-01-01,0,GBP,ict,upkeep\n\
                    P3,TC,2026-01-02,11,GBP,ict,run\n\
                    P8,TC,2026-01-01,0,GBP,ict,run\n";
    let place = Place::new(&[BODY, ("contracts.csv", contracts), ("payments.csv", payments)]);
    let pack = place.pack(place.audit());
    let receipt = |table: &str| {
        let row = pack.audit.receipts.iter().find(|row| row.table == table).unwrap();
        (row.received, row.kept, row.set_aside)
    };
    assert_eq!(receipt("contracts"), (5, 2, 3));
    assert_eq!(receipt("payments"), (8, 2, 6));
    assert!(pack.audit.receipts.iter().all(|row| row.received == row.kept + row.set_aside));
    assert_eq!(pack.audit.pence("run_cost"), Some(1_000));

    let list = rows(&place.path("pack/tables/set-aside.csv"));
    let found: BTreeSet<[&str; 4]> =
        list.iter().map(|row| ["file", "line", "column", "set_aside"].map(|column| row[column].as_str())).collect();
    let expected = BTreeSet::from([
        ["contracts.csv", "2", "renewal", "row"],
        ["contracts.csv", "3", "starts_on", "cell"],
        ["contracts.csv", "3", "ends_on", "cell"],
        ["contracts.csv", "3", "price_amount", "cell"],
        ["contracts.csv", "4", "", "row"],
        ["contracts.csv", "5", "ends_on", "row"],
        ["payments.csv", "2", "paid_on", "row"],
        ["payments.csv", "3", "amount", "row"],
        ["payments.csv", "5", "", "row"],
        ["payments.csv", "6", "amount", "row"],
        ["payments.csv", "7", "flow", "row"],
        ["payments.csv", "8", "id", "row"],
    ]);
    assert_eq!(found, expected);
    assert!(list.iter().all(|row| row["reason"].contains("hint: ")), "{list:?}");
    let counted: u64 = pack.audit.set_aside.iter().map(|row| row.rows).sum();
    assert_eq!(counted, 9);
}

#[test]
fn bytes_that_are_no_text_are_set_aside_or_stop_the_file() {
    let place = Place::new(&[BODY]);
    let mut latin = b"id,organisation,kind,name\nA1,TC,server,caf\xe9\n".to_vec();
    for row in 2..9 {
        latin.extend(format!("A{row},TC,server,srv-{row}\n").bytes());
    }
    std::fs::write(place.path("files/assets.csv"), latin).unwrap();
    let pack = place.pack(place.audit());
    let receipt = pack.audit.receipts.iter().find(|row| row.table == "assets").unwrap();
    assert_eq!((receipt.received, receipt.kept, receipt.set_aside), (8, 7, 1));
    let wide: Vec<u8> =
        "id,organisation,kind,name\nA1,TC,server,s\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(place.path("files/assets.csv"), [b"\xff\xfe".to_vec(), wide].concat()).unwrap();
    place.audit().refused(2, &["assets.csv is not UTF-8", "CSV UTF-8"]);
}
