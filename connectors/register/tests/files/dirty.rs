//! Files as they come: what a mapping does not say is found out, or asked.

use crate::kept::{Kept, folder};
use estate::Table;
use register::{Mapping, Weight, check_mapped, read_mapped};

/// A ledger of one body; what its file is written in is left to the reader.
pub(crate) const LEDGER: &str = r#"
    [[file]]
    path = "*.csv"
    table = "payments"
    make_id = true
    columns = { paid_on = "Date", amount = "Amount", supplier = "Supplier", description = "What for" }
    fixed = { organisation = "county" }
"#;

pub(crate) fn read_as(settings: &str, files: &[(&str, &[u8])]) -> (Kept, Vec<String>) {
    let mut kept = Kept::default();
    let mapping = Mapping::from_toml(settings, "ledger").unwrap();
    let warnings = read_mapped(&mapping, folder(files).path(), &mut kept).unwrap();
    kept.totals();
    (kept, warnings.iter().map(ToString::to_string).collect())
}

fn read(bytes: &[u8]) -> (Kept, Vec<String>) {
    read_as(LEDGER, &[("ledger.csv", bytes)])
}

pub(crate) fn refused(settings: &str, files: &[(&str, &[u8])]) -> String {
    let mut kept = Kept::default();
    let mapping = Mapping::from_toml(settings, "ledger").unwrap();
    let error = read_mapped(&mapping, folder(files).path(), &mut kept).unwrap_err();
    assert!(kept.rows.is_empty() && kept.receipts.is_empty(), "an error leaves nothing half done");
    error.to_string()
}

pub(crate) fn payments(kept: &Kept) -> Vec<String> {
    let [dates, amounts, suppliers] = ["paid_on", "amount", "supplier"].map(|name| kept.column(Table::Payments, name));
    let rows = dates.iter().zip(&amounts).zip(&suppliers);
    rows.map(|((date, amount), supplier)| format!("{date} {amount} {supplier}")).collect()
}

const CLEAN: [&str; 2] = ["2026-03-31 1234.50 Café £ Ltd", "2026-04-01 -7.00 Beta"];

#[test]
fn encodings_line_ends_and_delimiters_are_found_out() {
    let text = "Date,Supplier,Amount,What for\n31/03/2026,Café £ Ltd,\"£1,234.50\",x\n01/04/2026,Beta,-7,y\n";
    let wide = |text: &str, big: bool| -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let narrow: Vec<u8> = text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    for (bytes, told) in [
        (text.as_bytes().to_vec(), "encoding UTF-8 (certain"),
        (format!("\u{feff}{text}").into_bytes(), "encoding UTF-8 (certain: it begins with its mark)"),
        (wide(&format!("\u{feff}{text}"), false), "encoding UTF-16LE (certain"),
        (wide(&format!("\u{feff}{text}"), true), "encoding UTF-16BE (certain"),
        (wide(text, false), "encoding UTF-16LE (likely"),
        (narrow, "encoding windows-1252 (likely"),
        (text.replace('\n', "\r\n").into_bytes(), "line end CR LF (certain)"),
        (text.replace('\n', "\r").into_bytes(), "line end CR (certain)"),
        (text.replacen('\n', "\r\n", 1).into_bytes(), "line end mixed, mostly LF (certain: 2 LF, 1 CR LF)"),
        (text.replace(',', ";").replace("1;234", "1,234").into_bytes(), "delimiter `;` (certain"),
        (text.replace(',', "\t").replace("1\t234", "1,234").into_bytes(), "delimiter tab (certain"),
        (text.replace(',', "|").replace("1|234", "1,234").into_bytes(), "delimiter `|` (certain"),
        (text.replace('"', "'").into_bytes(), "quote `'` (likely"),
    ] {
        let bytes = if told.starts_with("quote") {
            // One quoted cell is not enough to tell.
            String::from_utf8(bytes).unwrap().replace("Beta", "'Beta'").into_bytes()
        } else {
            bytes
        };
        assert_eq!(payments(&read(&bytes).0), CLEAN, "{told}");
        let mapping = Mapping::from_toml(LEDGER, "ledger").unwrap();
        let problems = check_mapped(&mapping, folder(&[("ledger.csv", &bytes)]).path());
        assert!(problems.iter().all(|problem| problem.weight == Weight::Note), "{problems:?}");
        assert!(problems.iter().any(|problem| problem.message.contains(told)), "{told}\n{problems:#?}");
    }
}

#[test]
fn two_encodings_in_one_file_are_read_cell_by_cell() {
    let mut bytes = "Date,Supplier,Amount,What for\n31/03/2026,Café £ Ltd,1234.50,x\n".as_bytes().to_vec();
    bytes.extend_from_slice(b"30/03/2026,Caf\xe9 \xa3 Ltd,1,x\n");
    assert_eq!(payments(&read(&bytes).0), [CLEAN[0], "2026-03-30 1.00 Café £ Ltd"]);
}

#[test]
fn what_stands_around_the_table_is_set_apart_and_checked() {
    let text = "County Council\n\nPayments over £500,,,\nDate,Supplier,Amount,What for\n31/03/2026,Acme,\"1,000.00\",x\n\
                ,,Sub total,\n,Sub total,1000.00,\nDATE,SUPPLIER,AMOUNT,WHAT FOR\n30/03/2026,Total Gas Ltd,20.50,x\n,,,\n\
                31/03/2026,Beta\n31/03/2026,Beta,1.00,x,,\n31/03/2026,Beta,1.00,x,y\n,,20.51,\n,Grand Total,\"1,021.50\",\nPrinted by the finance team\n";
    let (kept, warnings) = read(text.as_bytes());
    assert_eq!(payments(&kept), ["2026-03-31 1000.00 Acme", "2026-03-30 20.50 Total Gas Ltd", "2026-03-31 1.00 Beta"]);
    let told: Vec<String> = kept.aside.iter().map(|row| format!("{} {}", row.line, row.reason)).collect();
    let expected = [
        "6 no row of the table: a line of text",
        "7 no row of the table: a total",
        "8 no row of the table: the header again",
        "11 the row has 2 cells and the header has 4",
        "13 the row has 5 cells and the header has 4",
        "14 no row of the table: a total",
        "15 no row of the table: a total",
        "16 no row of the table: a line of text",
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told}\n{expected}");
    }
    assert!(kept.aside.iter().all(|row| row.amount_minor.is_none()), "a total is no money of its own");
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(warnings[0].starts_with("ledger.csv: the total on line 14 says 20.51, and the rows above it add up to 21.50 since the total before, and 1021.50 in all"), "{warnings:?}");
}

#[test]
fn columns_that_drift_are_one_column() {
    let settings = format!("{LEDGER}    [file.also_called]\n    \"Supplier\" = [\"Vendor\", \"Payee Name\"]\n");
    let files: [(&str, &[u8]); 3] = [
        ("a.csv", b"Date,Supplier,Amount,What for\n31/03/2026,A,1,x\n"),
        ("b.csv", b"What For ;AMOUNT;date;payee_name\nx;2;30/03/2026;B\n"),
        ("c.csv", b"Amount,What for,Date,Vendor,Amount Gross\n3,x,29/03/2026,C,4\n"),
    ];
    let (kept, warnings) = read_as(&settings, &files);
    assert_eq!(payments(&kept), ["2026-03-31 1.00 A", "2026-03-30 2.00 B", "2026-03-29 3.00 C"]);
    assert_eq!(warnings, ["c.csv: columns that no mapping takes: Amount Gross"]);

    let twice: [(&str, &[u8]); 1] = [("a.csv", b"Date,Supplier,Amount,Amount,What for\n31/03/2026,A,1,2,x\n")];
    let error = refused(LEDGER, &twice);
    assert!(error.contains("`Amount` is there twice") && error.contains("`Amount [1]` is the first"), "{error}");
    let second = LEDGER.replace("\"Amount\"", "\"Amount [2]\"");
    assert_eq!(payments(&read_as(&second, &twice).0), ["2026-03-31 2.00 A"]);
    let third = LEDGER.replace("\"What for\"", "\"[4]\"");
    let (kept, _) = read_as(&third, &[("a.csv", b"Date,Supplier,Amount,,\n31/03/2026,A,1,rent,2\n")]);
    assert_eq!(kept.column(Table::Payments, "description"), ["rent"]);
}

#[test]
fn a_column_decides_how_its_dates_and_amounts_are_read() {
    let rows = |rows: &str| format!("Date;Supplier;Amount;What for\n{rows}").into_bytes();
    let (kept, _) = read(&rows(
        "3/4/26;A;1.234,50 €;x\n31/3/26;B;(2.000,00) €;x\nTBC;C;3,00;x\n1/1/1900;D;4,00;x\n5/4/26;E;#REF!;x\n",
    ));
    assert_eq!(payments(&kept), ["2026-04-03 1234.50 A", "2026-03-31 -2000.00 B"]);
    let told: Vec<String> =
        kept.aside.iter().map(|row| format!("{} {:?} {}", row.line, row.amount_minor, row.reason)).collect();
    for (told, expected) in told.iter().zip([
        "4 Some(300) is empty, and every row needs it",
        "5 Some(400) is a date that stands for having none",
        "6 None is an error of a spreadsheet, and no amount",
    ]) {
        assert!(told.starts_with(expected), "{told}");
    }
    assert_eq!(payments(&read(&rows("46112;A;1;x\n2026-03-30;B;2;x\n")).0), ["2026-03-31 1.00 A", "2026-03-30 2.00 B"]);
}

#[test]
fn what_a_column_does_not_tell_is_asked() {
    let rows = |rows: &str| format!("Date;Supplier;Amount;What for\n{rows}").into_bytes();
    for (text, words) in [
        (
            "3/4/2026;A;1;x\n5/6/2026;B;2;x\n",
            "column Date: its dates, such as `3/4/2026`, may begin with the day or with the month. hint: say `date_format_of = { paid_on = \"%d/%m/%Y\" }` or",
        ),
        ("31/3/2026;A;1.234;x\n", "column Amount: the full stop in `1.234` may stand before the pennies"),
        ("31/3/2026;A;£1;x\n30/3/2026;B;€2;x\n", "stand beside its amounts"),
    ] {
        let files: [(&str, &[u8]); 1] = [("ledger.csv", &rows(text))];
        let error = refused(LEDGER, &files);
        assert!(error.contains(words), "{error}");
        let problems = check_mapped(&Mapping::from_toml(LEDGER, "ledger").unwrap(), folder(&files).path());
        assert!(
            problems.iter().any(|problem| problem.weight == Weight::Stops && problem.message == error),
            "{problems:#?}"
        );
    }
    // What another file of the same mapping tells holds for this one.
    let files: [(&str, &[u8]); 2] = [("a.csv", &rows("3/4/2026;A;1;x\n")), ("b.csv", &rows("31/3/2026;B;2;x\n"))];
    assert_eq!(payments(&read_as(LEDGER, &files).0), ["2026-04-03 1.00 A", "2026-03-31 2.00 B"]);
    let said = LEDGER.replace("make_id", "date_format = \"%m/%d/%Y\"\n    make_id");
    assert_eq!(payments(&read_as(&said, &files[..1]).0), ["2026-03-04 1.00 A"]);
}

#[test]
fn a_file_name_tells_the_month() {
    let settings = "[[file]]\npath = \"*.csv\"\ntable = \"payments\"\nmake_id = true\nfrom_name = [\"paid_on\"]\ncolumns = { amount = \"Amount\", supplier = \"Supplier\" }\nfixed = { organisation = \"county\" }\n";
    let files: [(&str, &[u8]); 1] = [("Spend over 500 - February 2024.csv", b"Supplier,Amount\nA,1\n")];
    assert!(refused(settings, &files).contains("its name tells a month and no day, and `paid_on` comes from it"));
    let said = settings.replace("make_id", "month_means = \"last-day\"\nmake_id");
    assert_eq!(payments(&read_as(&said, &files).0), ["2024-02-29 1.00 A"]);
    assert!(refused(&said, &[("spend.csv", b"Supplier,Amount\nA,1\n")]).contains("its name tells no day and no month"));
}

#[test]
fn a_row_past_all_bounds_ends_the_reading() {
    let mut huge = b"Date,Supplier,Amount,What for\n31/03/2026,\"".to_vec();
    huge.resize(20 << 20, b'x');
    assert!(refused(LEDGER, &[("ledger.csv", &huge)]).contains("ledger.csv, line 2: a row is longer than 16 MiB"));
    let mut wide = b"Date,Supplier,Amount,What for\n".to_vec();
    wide.resize(1 << 20, b',');
    assert!(refused(LEDGER, &[("ledger.csv", &wide)]).contains("more than 16384 cells"));
}

#[test]
fn rows_of_two_files_that_cover_the_same_days_count_once() {
    let rows = |days: std::ops::Range<u32>, comma: bool| {
        let text: String = days.map(|day| format!("{day:02}/03/2026,Acme,{day}.50,x\n")).collect();
        let text = if comma {
            text.replace(".50", ",5")
                .replace("x\n", "x\r\n")
                .replace("Acme,", "Acme;")
                .replace("2026,", "2026;")
                .replace(",x", ";x")
        } else {
            text
        };
        let header = if comma { "Date;Supplier;Amount;What for\n" } else { "Date,Supplier,Amount,What for\n" };
        format!("{header}{text}")
    };
    // The fifteenth was paid twice, and the second file spells its amounts otherwise.
    let first = format!("{}15/03/2026,Acme,15.50,x\n", rows(10..20, false));
    let second = rows(15..25, true);
    let (kept, warnings) = read_as(LEDGER, &[("a.csv", first.as_bytes()), ("b.csv", second.as_bytes())]);
    assert_eq!(kept.rows.len(), 11 + 10 - 5);
    assert_eq!(kept.aside.len(), 5);
    assert!(
        kept.aside
            .iter()
            .all(|row| row.file == "b.csv" && row.amount_minor.is_none() && row.reason.starts_with("counted once: "))
    );
    assert_eq!(warnings, ["b.csv: 5 rows from 2026-03-15 to 2026-03-19 stand in a.csv as well and are counted once"]);
    // Two departments that paid the same once are no overlap.
    let other = "Date,Supplier,Amount,What for\n15/03/2026,Acme,15.50,x\n16/03/2026,Beta,1,x\n17/03/2026,Beta,1,x\n";
    let (kept, warnings) = read_as(LEDGER, &[("a.csv", first.as_bytes()), ("b.csv", other.as_bytes())]);
    assert_eq!(kept.rows.len(), 14);
    assert_eq!(
        warnings,
        ["b.csv: 1 rows from 2026-03-15 to 2026-03-17 stand in a.csv as well and are few, and count twice"]
    );
}
