//! Folders in flat spelling.

use crate::kept::{Kept, folder, read, read_bytes, refused, write};
use estate::Table;

const CONTRACTS: &str = "id,organisation,supplier,starts_on,ends_on,renewal,price_amount,price_currency,price_per\n";

#[test]
fn received_is_kept_and_set_aside_for_every_source() {
    let kept = read(&[
        (
            "payments.csv",
            "id,organisation,paid_on,amount,currency,source\n\
             P1,county,2026-01-31,12.50,gbp,ledger\n\
             P2,county,31/01/2026,100,GBP,ledger\n\
             P3,county,2026-02-28,,GBP,cards\n\
             P4,county,2026-02-28,-7,,\n",
        ),
        ("organisations.csv", "id,name,source\ncounty,County,hr\n"),
    ]);
    assert_eq!(
        kept.totals(),
        ["hr/organisations 1 1 0", "cards/payments 1 0 1", "flat/payments 1 1 0", "ledger/payments 2 1 1"]
    );
    // The source stands in the row, and the currency has its one spelling.
    assert_eq!(kept.column(Table::Payments, "source"), ["ledger", "flat"]);
    assert_eq!(kept.column(Table::Payments, "currency"), ["GBP", ""]);
}

#[test]
fn a_row_set_aside_says_where_why_and_how_much() {
    let kept = read(&[(
        "payments.csv",
        "id,organisation,paid_on,amount,currency,scope\nP1,county,31/01/2026,1250.5,EUR,\nP2,county,2026-01-31,12 000,,\nP3,county,2026-01-31,1,,perhaps\nP4,,2026-01-31,1,,\n",
    )]);
    let told: Vec<String> = kept
        .aside
        .iter()
        .map(|row| {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            format!(
                "{}:{} {} {} `{}` {:?} {}: {}",
                row.file,
                row.line,
                text(&row.id),
                text(&row.column),
                text(&row.value),
                row.amount_minor,
                text(&row.currency),
                row.reason
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "payments.csv:2 P1 paid_on `31/01/2026` Some(125050) EUR: is not a date. hint: write 2026-03-31, or 2026-03, 2026-Q3 or 2026 where only a part is known",
            "payments.csv:3 P2 amount `12 000` None : is not a plain decimal amount such as 12000.50. hint: write plain digits such as 12000.50",
            "payments.csv:4 P3 scope `perhaps` Some(100) : is not one of ict, not-ict, unclear. hint: correct it in the source",
            "payments.csv:5 P4 organisation `` Some(100) : is empty, and every row needs it. hint: fill it in the source",
        ]
    );
}

#[test]
fn an_optional_cell_that_cannot_be_read_leaves_its_row_in() {
    let kept =
        read(&[("contracts.csv", &format!("{CONTRACTS}C1,county,acme,TBC,2027-03-31,automatic,about 5k,GBP,year\n"))]);
    assert_eq!(kept.totals(), ["flat/contracts 1 1 0"]);
    let told: Vec<_> = kept
        .aside
        .iter()
        .map(|row| (row.column.as_deref(), row.value.as_deref(), row.whole_row, row.amount_minor))
        .collect();
    assert_eq!(
        told,
        [(Some("starts_on"), Some("TBC"), false, None), (Some("price_amount"), Some("about 5k"), false, None)]
    );
    assert_eq!(kept.column(Table::Contracts, "price_amount"), ["about 5k"]);
}

#[test]
fn a_contract_that_contradicts_itself_is_set_aside_with_its_money() {
    let kept =
        read(&[("contracts.csv", &format!("{CONTRACTS}C1,county,acme,2027-04-01,2027-03-31,none,5000,GBP,year\n"))]);
    let row = &kept.aside[0];
    assert_eq!(
        (row.column.as_deref(), row.amount_minor, row.currency.as_deref()),
        (Some("ends_on"), Some(500_000), Some("GBP"))
    );
    assert!(row.reason.starts_with("the contract ends 2027-03-31 before it starts 2027-04-01"), "{}", row.reason);
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    for end in ["\n", "\r\n"] {
        let text = ["id,name", "O1,\"two", "lines\"", "", "O2,Name,extra", "O3,\"A \"\"quoted\"\" name\"", ",Nobody"]
            .join(end);
        for mark in ["", "\u{feff}"] {
            let kept = read(&[("organisations.csv", &format!("{mark}{text}{end}"))]);
            assert_eq!(
                kept.column(Table::Organisations, "name"),
                [format!("two{end}lines"), "A \"quoted\" name".to_owned()]
            );
            let lines: Vec<_> = kept.aside.iter().map(|row| (row.line, row.column.as_deref())).collect();
            assert_eq!(lines, [(5, None), (7, Some("id"))], "{end:?}");
            assert!(kept.aside[0].reason.starts_with("the row has 3 cells and the header has 2"));
            assert_eq!(kept.totals(), ["flat/organisations 4 2 2"]);
        }
    }
}

#[test]
fn of_rows_with_one_id_the_smallest_stays_whatever_their_order() {
    let rows = [
        "C1,county,beta,,,none,,,",
        "C1,county,acme,,,none,,,",
        "C1,county,acme,,,none,,,",
        "C2,county,acme,,,none,,,",
        "C1,county,aaaa,,,perhaps,,,",
    ];
    let orders = [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [1, 0, 4, 2, 3], [3, 2, 0, 4, 1]];
    let mut reasons = vec![];
    for order in orders {
        let text = order.iter().map(|row| rows[*row]).collect::<Vec<_>>().join("\n");
        let kept = read(&[("contracts.csv", &format!("{CONTRACTS}{text}\n"))]);
        let mut suppliers = kept.column(Table::Contracts, "supplier");
        suppliers.sort();
        assert_eq!(suppliers, ["acme", "acme"], "{order:?}");
        assert_eq!(kept.totals(), ["flat/contracts 5 2 3"]);
        // The row that the door refuses is no rival, though it would be the smallest.
        let mut said: Vec<String> = kept.aside.iter().map(|row| row.reason.clone()).collect();
        said.sort();
        reasons.push(said);
        let place =
            2 + order.iter().position(|row| *row == 1).unwrap().min(order.iter().position(|row| *row == 2).unwrap());
        let places: Vec<&str> =
            kept.aside.iter().filter_map(|row| row.value.as_deref()).filter(|value| value.starts_with("C1")).collect();
        assert_eq!(places, vec![format!("C1 (kept: contracts.csv, line {place})"); 2]);
    }
    assert!(reasons.iter().all(|said| *said == reasons[0]), "a reason does not depend on the order: {reasons:?}");
    assert!(reasons[0][0].starts_with("an equal row") && reasons[0][1].starts_with("another row"), "{:?}", reasons[0]);
}

#[test]
fn a_file_without_rows_never_reads_as_success() {
    for (text, found) in [
        ("", "it is empty"),
        ("\n\n", "it is empty"),
        ("\u{feff}", "it is empty"),
        ("id,name\n", "a header and no row"),
        ("id,name\r\n\r\n", "a header and no row"),
    ] {
        let error = refused(&[
            ("organisations.csv", text.as_bytes()),
            ("assets.csv", b"id,organisation,kind,name\nA,O,server,a\n"),
        ]);
        assert!(error.contains("organisations.csv reads as zero rows") && error.contains(found), "{error}");
    }
}

#[test]
fn a_header_that_does_not_fit_is_an_error_with_a_hint() {
    for (name, header, words) in [
        (
            "contracts.csv",
            "id,organisation,supplier,end_on",
            "contracts has no column `end_on`. hint: did you mean ends_on?",
        ),
        (
            "contracts.csv",
            "id,organisation,supplier,Expiry Date",
            "no column `Expiry Date`. hint: did you mean ends_on?",
        ),
        ("contracts.csv", "id,supplier", "the column `organisation` is missing, and every row of contracts needs it"),
        ("organisations.csv", "id,name,name", "the column `name` is there twice"),
        ("organisations.csv", "id,name,", "column 3 has no name"),
        ("organisations.csv", "id;name", "parted by ';'"),
    ] {
        let row = header.replace(|letter: char| letter != ',' && letter != ';', "x");
        let error = refused(&[(name, format!("{header}\n{row}\n").as_bytes())]);
        assert!(error.starts_with(&format!("{name}, header: ")) && error.contains(words), "{error}");
    }
}

#[test]
fn a_folder_without_tables_lists_the_names_it_looked_for() {
    let error = refused(&[("notes.txt", b"x"), ("cost_lines.csv", b"id\n1\n")]);
    assert!(error.contains("contracts.csv, prices.csv, cover.csv, payments.csv"), "{error}");
    let missing = register::read_folder("/nowhere/at/all".as_ref(), &mut Kept::default()).unwrap_err().to_string();
    assert!(missing.starts_with("/nowhere/at/all cannot be read: "), "{missing}");
}

#[test]
fn a_stray_file_is_a_warning_and_stops_nothing() {
    let dir = folder(&[
        ("organisations.csv", b"id,name\nO1,One\n"),
        ("contract.csv", b"x"),
        ("findings.csv", b"x"),
        (".hidden", b"x"),
        ("oldiron.toml", b""),
    ]);
    write(dir.path(), "more/suppliers.csv", b"x");
    let warnings = register::read_folder(dir.path(), &mut Kept::default()).unwrap();
    let told: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "contract.csv: its name is no table's, and it is not read; did you mean contracts?",
            "findings.csv: an audit makes this table, and it is not read",
        ]
    );
}

#[test]
fn two_files_of_one_table_are_an_error() {
    let error = refused(&[("Assets.csv", b"x"), ("assets.CSV", b"x")]);
    assert!(error.contains("holds Assets.csv and assets.CSV, and both are assets"), "{error}");
}

#[test]
fn a_quote_that_never_closes_is_an_error_and_swallows_nothing() {
    let error = refused(&[("organisations.csv", b"id,name\nO1,One\nO2,\"Two\nO3,Three\n")]);
    assert!(error.starts_with("organisations.csv, line 3: a quote opens here and never closes"), "{error}");
    // Inside a cell a quote is a quote.
    assert_eq!(read(&[("organisations.csv", "id,name\nO1,5\" disk\nO2,Two\n")]).rows.len(), 2);
}

#[test]
fn a_foreign_byte_sets_its_row_aside_and_a_foreign_file_is_an_error() {
    let kept = read_bytes(&[("organisations.csv", b"id,name\nO1,Caf\xe9\nO2,Two\n")]);
    assert_eq!(kept.totals(), ["flat/organisations 2 1 1"]);
    let row = &kept.aside[0];
    assert_eq!((row.line, row.column.as_deref(), row.value.as_deref()), (2, Some("name"), Some("Caf\u{fffd}")));
    assert!(row.reason.contains("save the file as CSV UTF-8"), "{}", row.reason);

    let mut all = b"id,name\n".to_vec();
    for number in 0..20 {
        all.extend_from_slice(format!("O{number},").as_bytes());
        all.extend_from_slice(b"Caf\xe9\n");
    }
    assert!(refused(&[("organisations.csv", &all)]).contains("20 of its 20 rows hold other bytes"));
    assert!(refused(&[("organisations.csv", b"id,n\xe4me\nO1,One\n")]).contains("its header holds other bytes"));
    let utf16: Vec<u8> = "\u{feff}id,name\nO1,One\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(refused(&[("organisations.csv", &utf16)]).contains("the mark of UTF-16"));
    assert!(refused(&[("organisations.csv", &utf16[2..])]).contains("bytes that are 0"));
    assert!(refused(&[("organisations.csv", b"PK\x03\x04rest")]).contains("a workbook or an archive"));
}

#[cfg(unix)]
#[test]
fn a_file_name_that_is_not_utf8_is_a_warning() {
    use std::os::unix::ffi::OsStrExt as _;
    let dir = folder(&[("organisations.csv", b"id,name\nO1,One\n")]);
    std::fs::write(dir.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9.csv")), b"x").unwrap();
    let warnings = register::read_folder(dir.path(), &mut Kept::default()).unwrap();
    assert_eq!(warnings.len(), 1);
    assert_eq!(warnings[0].file, "caf\u{fffd}.csv");
}

#[test]
fn a_keeper_that_refuses_ends_the_reading_with_its_words() {
    struct Full;
    impl register::Keep for Full {
        fn keep(&mut self, _: Table, _: Vec<estate::Value>) -> Result<(), String> {
            Err("no space left on the device".to_owned())
        }
        fn set_aside(&mut self, _: estate::SetAside) -> Result<(), String> {
            Ok(())
        }
        fn receipt(&mut self, _: estate::Receipt) -> Result<(), String> {
            Ok(())
        }
    }
    let dir = folder(&[("organisations.csv", b"id,name\nO1,One\n")]);
    let error = register::read_folder(dir.path(), &mut Full).unwrap_err().to_string();
    assert_eq!(error, "a row cannot be kept: no space left on the device");
}

#[test]
fn sources_are_read_and_no_source_is_their_source() {
    let kept = read(&[("sources.csv", "source,role,order\nledger,cross-check,2\nregister,,1\nledger,cross-check,2\n")]);
    assert_eq!(kept.totals(), ["flat/sources 3 2 1"]);
    assert_eq!(kept.aside[0].column.as_deref(), Some("source"));
}
