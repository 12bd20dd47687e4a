//! The workbook: real days and numbers, notes, and the buyer's columns, which survive the next run.

use super::{Place, THREE};
use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};

type Rows = Vec<BTreeMap<String, Data>>;

fn rows(place: &Place, file: &str, sheet: &str) -> Rows {
    let mut book: Xlsx<BufReader<File>> = open_workbook(place.path(file)).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let mut rows = range.rows();
    let header: Vec<String> = rows.next().unwrap().iter().map(ToString::to_string).collect();
    rows.map(|cells| header.iter().cloned().zip(cells.iter().cloned()).collect()).collect()
}

fn rows_of(place: &Place) -> Rows {
    rows(place, "r.xlsx", "Renewals")
}

fn day(cell: &Data) -> String {
    let Data::DateTime(day) = cell else { panic!("{cell:?} is no day") };
    let (year, month, day, ..) = day.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}

#[test]
fn days_are_days_amounts_are_numbers_and_those_without_a_day_have_a_sheet() {
    let place = Place::with(&THREE);
    place.renewals("2026-04-01", &["--out", "r.xlsx"]).done();
    let all = rows(&place, "r.xlsx", "Renewals");
    let ids: Vec<String> = all.iter().map(|row| row["Contract"].to_string()).collect();
    assert_eq!(ids, ["C1", "C2", "C3"], "by the day to act, none last");
    // 30 May is a Saturday.
    assert_eq!((day(&all[0]["Act by"]), day(&all[0]["Notice on"])), ("2026-05-29".into(), "2026-05-30".into()));
    assert_eq!(all[0]["Locked in if missed (£)"], Data::Float(60_000.0));
    assert_eq!((&all[0]["Owner"], &all[2]["Act by"]), (&Data::String("head@tc.example".into()), &Data::Empty));
    let undated = rows(&place, "r.xlsx", "No day");
    assert_eq!(undated[0]["Contract"], Data::String("C3".into()));
    assert_eq!(undated[0]["What is missing"], Data::String("notice, indexation".into()));
}

#[test]
fn what_was_bought_once_is_listed_and_asks_for_no_decision() {
    let place = Place::with(&[]);
    let header = "id,organisation,supplier,scope,ends_on,renewal,price_amount,price_currency,price_per";
    let rows = "A,TC,Acme,ict,2026-12-31,none,1200.00,GBP,one-off\nB,TC,Acme,ict,2027-12-31,none,1200.00,GBP,year\n";
    place.write("files/contracts.csv", &format!("{header}\n{rows}"));
    place.renewals("2026-04-01", &["--out", "r.xlsx"]).done();
    let all = rows_of(&place);
    let shown: Vec<_> = all.iter().map(|row| (row["Contract"].to_string(), row["Standing"].to_string())).collect();
    assert_eq!(shown, [("B".to_owned(), "later".to_owned()), ("A".to_owned(), "nothing".to_owned())]);
}

#[test]
fn the_file_has_filters_a_frozen_header_notes_choices_and_print_titles() {
    let place = Place::with(&THREE);
    place.renewals("2026-04-01", &["--out", "r.xlsx"]).done();
    let mut zip = zip::ZipArchive::new(File::open(place.path("r.xlsx")).unwrap()).unwrap();
    let mut text = |name: &str| {
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let sheet = text("xl/worksheets/sheet1.xml");
    for part in [
        "<autoFilter",
        "state=\"frozen\"",
        "orientation=\"landscape\"",
        "<dataValidation type=\"list\"",
        "type=\"date\"",
    ] {
        assert!(sheet.contains(part), "{part}");
    }
    assert!(sheet.contains("renew,renegotiate,replace,leave,acknowledge,snooze"));
    assert!(text("xl/comments1.xml").contains("notice_on 30 May 2026: 1 month before current_end."));
    assert!(text("xl/workbook.xml").contains("_xlnm.Print_Titles"));
}

#[test]
fn decisions_in_the_workbook_survive_the_next_run_and_expire() {
    let place = Place::with(&THREE);
    place.write(
        "board.csv",
        "contract,decision,who,until,note\nC1,renew,Board,2026-06-30,\"minute 7, agreed\"\nC2,leave,,,\n",
    );
    place.renewals("2026-04-01", &["--out", "r.xlsx", "--decisions", "board.csv"]).done();
    // The file of decisions is gone; the workbook remembers, twice over.
    for _ in 0..2 {
        place.renewals("2026-04-02", &["--out", "r.xlsx"]).done();
    }
    let all = rows(&place, "r.xlsx", "Renewals");
    assert_eq!((all[0]["Decision"].to_string(), day(&all[0]["Holds until"])), ("renew".into(), "2026-06-30".into()));
    assert_eq!(
        (all[0]["Note"].to_string(), all[0]["Decided by"].to_string()),
        ("minute 7, agreed".into(), "Board".into())
    );
    assert_eq!(
        (all[1]["Decision"].to_string(), all[1]["Decision stands"].to_string()),
        ("leave".into(), "holds".into())
    );
    let later = place.renewals("2026-07-01", &["--format", "json", "--decisions", "r.xlsx"]).done().json();
    assert_eq!(later["renewals"][0]["decision"]["expired"], json!(true));
    assert_eq!(later["renewals"][1]["decision"]["expired"], json!(false));
}

#[test]
fn another_workbook_is_refused_and_left_alone() {
    let place = Place::with(&THREE);
    place.write("r.xlsx", "not a workbook");
    place.renewals("2026-04-01", &["--out", "r.xlsx"]).refused(2, &["r.xlsx"]);
    assert_eq!(place.read("r.xlsx"), "not a workbook");
}

#[test]
fn the_same_contracts_give_the_same_bytes() {
    let place = Place::with(&THREE);
    place.renewals("2026-04-01", &["--out", "a.xlsx"]).done();
    place.contracts(&[THREE[2], THREE[0], THREE[1]]);
    place.renewals("2026-04-01", &["--out", "b.xlsx"]).done();
    assert!(std::fs::read(place.path("a.xlsx")).unwrap() == std::fs::read(place.path("b.xlsx")).unwrap());
}
