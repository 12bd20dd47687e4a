//! Every dirty twin reads to the same records, and no broken file ends the program. A slice of what `cargo run --release -p register
//! --example dirty -- 1 100000` does by hand.

use crate::kept::Kept;
use crate::twins::{Dice, MAPPING, broken, put, twin};
use crate::workbook::Cell::{Day, Number, Words};
use crate::workbook::{archive, ods, xlsx};
use estate::Table;
use register::{Mapping, check_mapped, propose, read_mapped};

fn records(dir: &std::path::Path) -> (Vec<String>, Vec<String>) {
    let mapping = Mapping::from_toml(MAPPING, "twin").unwrap();
    let mut kept = Kept::default();
    let warnings = match read_mapped(&mapping, dir, &mut kept) {
        Ok(warnings) => warnings.iter().map(ToString::to_string).collect(),
        Err(error) => vec![error.to_string()],
    };
    let columns = ["id", "paid_on", "supplier", "amount", "description"].map(|name| kept.column(Table::Payments, name));
    let mut rows: Vec<String> = (0..columns[0].len())
        .map(|row| columns.iter().map(|column| column[row].as_str()).collect::<Vec<_>>().join("|"))
        .collect();
    rows.sort();
    (rows, warnings)
}

#[test]
fn every_twin_reads_to_the_same_records() {
    let dir = tempfile::tempdir().unwrap();
    let mut first: Option<Vec<String>> = None;
    for seed in 1..=400 {
        let (bytes, told) = twin(&mut Dice::new(seed));
        put(dir.path(), "twin.csv", &bytes).unwrap();
        let (rows, warnings) = records(dir.path());
        assert!(warnings.is_empty(), "{seed}: {warnings:?}\n{told}");
        assert_eq!(rows.len(), 9, "{seed}: {told}");
        match &first {
            Some(first) => assert_eq!(&rows, first, "{seed}: {told}"),
            None => first = Some(rows),
        }
    }
    let first = first.unwrap();
    for row in [
        "2026-03-31|Café Müller & Söhne|1234.50|hosting, two \"years\"",
        "2026-04-01|Acme; Ltd|-7.00|credit",
        "2024-02-29|Beta\tGroup|100000.00|tab",
        "2026-11-12|Gamma|0.00|free",
    ] {
        assert!(first.iter().any(|read| read.ends_with(row)), "{row}\n{first:#?}");
    }
}

#[test]
fn a_broken_file_is_read_or_refused() {
    let dir = tempfile::tempdir().unwrap();
    let mapping = Mapping::from_toml(MAPPING, "twin").unwrap();
    let header = ["Payment Date", "Supplier Name", "Net Amount", "What for"].map(Words).to_vec();
    let book = xlsx(&[("One", vec![header, vec![Day(46_112), Words("A"), Number("1.5"), Words("x")]], &["A2:A3"])]);
    let sheet = ods(
        "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>Payment Date</text:p></table:table-cell></table:table-row>",
    );
    let json = br#"[{"Payment Date": "2026-03-31", "Net Amount": 1.5, "Supplier Name": "A", "What for": ["x"]}]"#;
    let xml = b"<a><b><Payment_Date>2026-03-31</Payment_Date><x y='1'/>&amp;</b><b/></a>";
    let zip = archive(&[("a.csv", b"a,b\n1,2\n"), ("b.json", json)]);
    let whole: [(&str, &[u8]); 5] =
        [("a.xlsx", &book), ("a.ods", &sheet), ("a.json", json), ("a.xml", xml), ("a.zip", &zip)];
    for seed in 1..=240 {
        let dice = &mut Dice::new(seed);
        let (name, bytes) = match dice.roll(whole.len() + 3) {
            kind if kind < whole.len() => (whole[kind].0, whole[kind].1.to_vec()),
            _ => ("a.csv", twin(dice).0),
        };
        put(dir.path(), name, &broken(dice, bytes)).unwrap();
        // Whatever is found is told in words; counts add up, which the keeper asserts.
        check_mapped(&mapping, dir.path());
        records(dir.path());
        propose(&dir.path().join("in")).unwrap();
    }
}
