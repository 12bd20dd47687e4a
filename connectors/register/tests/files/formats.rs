//! Tables that are no lines of text, or are packed.

use crate::dirty::{LEDGER, payments, read_as, refused};
use crate::workbook::Cell::{Day, Error, Nothing, Number, Words};
use crate::workbook::{Cell, archive, ods, xlsx};
use estate::Table;
use std::io::Write;

fn any(settings: &str) -> String {
    settings.replace("*.csv", "in/*")
}

fn header() -> Vec<Cell> {
    ["Date", "Supplier", "Amount", "What for"].map(Words).to_vec()
}

#[test]
fn sheets_are_read_whose_headers_drift() {
    let april = vec![
        vec![Words("Payments over 500")],
        vec![],
        header(),
        vec![Day(46_112), Words("Acme"), Number("1234.5"), Words("x")],
        vec![Nothing, Nothing, Number("-0.3"), Words("y")],
        vec![Day(46_111), Words("Beta"), Words("1,000.00"), Error("#REF!")],
        vec![Nothing, Words("Total"), Number("2234.2")],
    ];
    let may = vec![
        vec![Words("supplier"), Words("AMOUNT"), Words("What For"), Words("date"), Words("Note")],
        vec![Words("Gamma"), Number("7"), Nothing, Number("46113"), Words("z")],
    ];
    let notes = vec![vec![Words("Date")], vec![Words("Prepared by finance")]];
    let book = xlsx(&[("April", april, &["A4:A5", "B4:B5", "C4:C5"]), ("May", may, &[]), ("Notes", notes, &[])]);
    let (kept, warnings) = read_as(&any(LEDGER), &[("in/ledger.xlsx", &book)]);
    // The merged date and supplier stand for both rows. A merged amount would count twice, and does not.
    assert_eq!(
        payments(&kept),
        ["2026-03-31 1234.50 Acme", "2026-03-31 -0.30 Acme", "2026-03-30 1000.00 Beta", "2026-04-01 7.00 Gamma"]
    );
    let places: Vec<String> = kept.aside.iter().map(|row| format!("{}:{}", row.file, row.line)).collect();
    assert_eq!(places, ["in/ledger.xlsx [April]:6", "in/ledger.xlsx [April]:7"]);
    assert_eq!(
        warnings,
        [
            "in/ledger.xlsx [May]: columns that no mapping takes: Note",
            "in/ledger.xlsx [Notes]: the sheet has 1 of the 4 columns of the mapping, and is not read"
        ]
    );
    let named = any(LEDGER).replace("make_id", "sheet = \"May\"\n    make_id");
    assert_eq!(payments(&read_as(&named, &[("in/ledger.xlsx", &book)]).0), ["2026-04-01 7.00 Gamma"]);
    let lost = named.replace("\"May\"", "\"Mai\"");
    assert!(refused(&lost, &[("in/ledger.xlsx", &book)]).contains("there is no sheet `Mai`. hint: did you mean May?"));
}

#[test]
fn an_ods_file_is_read_and_one_that_multiplies_itself_is_refused() {
    let words = |text: &str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let header: String = ["Date", "Supplier", "Amount", "What for"].map(words).concat();
    let cells = format!(
        r#"<table:table-cell office:value-type="date" office:date-value="2026-03-31"><text:p>31/03/26</text:p></table:table-cell>{}<table:table-cell office:value-type="float" office:value="12.5"><text:p>12,50</text:p></table:table-cell>{}"#,
        words("Acme"),
        words("x")
    );
    let empty = r#"<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let book = ods(&format!("{}{}{empty}", row(&header), row(&cells)));
    assert_eq!(payments(&read_as(&any(LEDGER), &[("in/a.ods", &book)]).0), ["2026-03-31 12.50 Acme"]);
    let many = r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16000"/></table:table-row>"#;
    let book = ods(&format!("{}{many}", row(&header)));
    assert!(refused(&any(LEDGER), &[("in/a.ods", &book)]).contains("its repeated cells come to more than"));
}

#[test]
fn json_json_lines_and_xml_are_read_by_their_paths() {
    let settings = "[[file]]\npath = \"in\"\ntable = \"payments\"\nmake_id = true\ncolumns = { paid_on = \"date\", amount = \"value.amount\", currency = \"value.currency\", supplier = \"paid.name\", description = \"tags\" }\nfixed = { organisation = \"county\" }\n";
    let records = r#"{"date": "2026-03-31", "value": {"amount": 12.50, "currency": "GBP"}, "paid": [{"name": "A &amp; B"}, {"name": "C"}], "tags": ["x", "y"]},
        {"date": "2026-03-30", "value": {"amount": -7}, "paid": null, "other": true}"#;
    let lines = records.replace("},\n", "}\n");
    let xml = "<payments><payment><date>2026-03-31</date><value><amount>12.5</amount><currency>gbp</currency></value><paid><name>A &amp; B</name></paid><paid><name>C</name></paid><tags>x</tags><tags>y</tags></payment><payment><Date>2026-03-30</Date><value><amount>-7</amount></value></payment></payments>";
    let list = format!("[{records}]");
    let result = format!("\u{feff}{{\"count\": 2, \"results\": [{records}]}}");
    for (name, text, under, supplier) in [
        ("in/a.json", list.as_str(), "", "A &amp; B; C"),
        ("in/a.json", &result, "results.", "A &amp; B; C"),
        ("in/a.jsonl", &lines, "", "A &amp; B; C"),
        ("in/a.xml", xml, "payment.", "A & B; C"),
    ] {
        let mut settings = settings.to_owned();
        for path in ["date", "value.", "paid.", "tags"] {
            settings = settings.replace(&format!("= \"{path}"), &format!("= \"{under}{path}"));
        }
        let (kept, _) = read_as(&settings, &[(name, text.as_bytes())]);
        assert_eq!(payments(&kept), [format!("2026-03-31 12.50 {supplier}"), "2026-03-30 -7.00 ".to_owned()], "{name}");
        assert_eq!(kept.column(Table::Payments, "description"), ["x; y", ""]);
    }
    let nested = r#"{"releases": [{"id": 1, "buyer": {"name": "B"}, "contracts": [{"id": "c1", "v": 1}, {"id": "c2", "v": 2}], "date": "2026-03-31"}]}"#;
    let settings = "[[file]]\npath = \"in\"\ntable = \"payments\"\nrecords = \"releases[].contracts[]\"\ncolumns = { id = \"releases.contracts.id\", paid_on = \"releases.date\", amount = \"releases.contracts.v\", organisation = \"releases.buyer.name\" }\n";
    let (kept, _) = read_as(settings, &[("in/a.json", nested.as_bytes())]);
    assert_eq!(payments(&kept), ["2026-03-31 1.00 ", "2026-03-31 2.00 "]);
    assert_eq!(kept.column(Table::Payments, "id"), ["c1", "c2"]);
    let broken = refused(settings, &[("in/a.json", b"{\"releases\": [")]);
    assert!(broken.contains("it is no JSON"), "{broken}");
    let deep = format!("{{\"a\": {}1{}}}", "[".repeat(500), "]".repeat(500));
    assert!(refused(settings, &[("in/a.json", deep.as_bytes())]).contains("it is no JSON"));
}

#[test]
fn packed_files_are_unpacked_as_they_go_by() {
    let text = b"Date,Supplier,Amount,What for\n31/03/2026,Acme,1,x\n";
    let other = b"Date;Supplier;Amount;What for\n30/03/2026;Beta;2;x\n";
    let mut gzip = flate2::write::GzEncoder::new(vec![], flate2::Compression::default());
    gzip.write_all(text).unwrap();
    let gzip = gzip.finish().unwrap();
    let book = xlsx(&[("Only", vec![header(), vec![Day(46_110), Words("Gamma"), Number("3"), Nothing]], &[])]);
    let zip = archive(&[
        ("b/two.csv", other),
        ("a/one.csv", text),
        ("c/three.xlsx", &book),
        ("readme.md", b"x"),
        ("__MACOSX/one.csv", b"x"),
    ]);
    assert_eq!(payments(&read_as(&any(LEDGER), &[("in/a.csv.gz", &gzip)]).0), ["2026-03-31 1.00 Acme"]);
    let (kept, _) = read_as(&any(LEDGER), &[("in/a.zip", &zip)]);
    assert_eq!(payments(&kept), ["2026-03-31 1.00 Acme", "2026-03-30 2.00 Beta", "2026-03-29 3.00 Gamma"]);
    let cut = &gzip[..gzip.len() - 6];
    assert!(refused(&any(LEDGER), &[("in/a.csv.gz", cut)]).contains("cannot be read"));
    let empty = archive(&[("readme.md", b"x")]);
    assert!(refused(&any(LEDGER), &[("in/a.zip", &empty)]).contains("no file of tables is in it"));
    // A cell that unpacks without end is not held.
    let bomb = archive(&[("a.csv", &[&b"Date,Supplier,Amount,What for\n\""[..], &vec![b'x'; 40 << 20]].concat())]);
    assert!(bomb.len() < 1 << 20);
    assert!(refused(&any(LEDGER), &[("in/a.zip", &bomb)]).contains("longer than 16 MiB"));
}

#[test]
fn folders_and_patterns_of_folders_are_paths() {
    let row = |day: &str| format!("Date,Supplier,Amount,What for\n{day}/03/2026,Acme,1,x\n").into_bytes();
    let (one, two, three) = (row("29"), row("30"), row("31"));
    let files: [(&str, &[u8]); 4] =
        [("2025/pay.csv", &one), ("2026/pay.csv", &two), ("2026/more.csv", &three), ("2026/readme.md", b"x")];
    for (path, days) in [("2026", &["31", "30"][..]), ("20*/pay.csv", &["29", "30"]), ("*/*.csv", &["29", "31", "30"])]
    {
        let (kept, _) = read_as(&LEDGER.replace("*.csv", path), &files);
        let read: Vec<String> = kept.column(Table::Payments, "paid_on").iter().map(|day| day[8..].to_owned()).collect();
        assert_eq!(read, days, "{path}");
    }
    assert!(refused(&LEDGER.replace("*.csv", "2027/*.csv"), &files).contains("cannot be read"));
}
