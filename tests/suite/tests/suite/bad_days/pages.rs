//! Estates with hardly anything to draw, and names that would break a page: the whole pack is drawn all the same.

use super::{BODY, CONTRACT, Place, SERVER};
use crate::binary::{Pack, rows};
use std::fs;

/// Audits with pages, and sees that every part of the pack is what its name says.
fn drawn(files: &[(&str, &str)]) -> (Place, Pack) {
    let place = Place::new(files);
    let pack = place.pack(place.run(["audit", "--from", "files", "--out", "pack", "--as-of", "2026-04-01"]));
    assert!(fs::read(place.path("pack/board-pack.pdf")).unwrap().starts_with(b"%PDF-"));
    assert!(fs::read(place.path("pack/workbook.xlsx")).unwrap().starts_with(b"PK"));
    assert!(fs::read_to_string(place.path("pack/report.html")).unwrap().trim_end().ends_with("</html>"));
    let charts: Vec<_> = fs::read_dir(place.path("pack/charts")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let (svg, png): (Vec<_>, Vec<_>) =
        charts.iter().partition(|path| path.extension().is_some_and(|kind| kind == "svg"));
    assert_eq!(svg.len(), png.len(), "{charts:?}");
    for path in svg {
        let text = fs::read_to_string(path).unwrap();
        assert!(text.trim_start().starts_with("<svg") && text.trim_end().ends_with("</svg>"), "{}", path.display());
        assert!(!text.contains("<script"), "{}", path.display());
    }
    for path in png {
        assert!(fs::read(path).unwrap().starts_with(b"\x89PNG"), "{}", path.display());
    }
    (place, pack)
}

#[test]
fn one_asset_and_no_cost_make_a_pack() {
    let (_, pack) = drawn(&[BODY, SERVER]);
    assert_eq!((pack.audit.completeness.assets, pack.audit.pence("run_cost")), (1, Some(0)));
    assert_eq!(pack.audit.figure("legacy_share_low").unwrap().ratio, None);
    assert_eq!(pack.audit.by_verdict.len(), 6);
}

#[test]
fn no_asset_at_all_makes_a_pack() {
    let (_, pack) = drawn(&[BODY]);
    assert_eq!((pack.audit.completeness.assets, pack.audit.findings.len()), (0, 0));
}

#[test]
fn only_unknowns_make_a_pack() {
    let cover = ("cover.csv", "contract,asset\nC1,A1\n");
    let (_, pack) = drawn(&[BODY, SERVER, CONTRACT, cover]);
    assert_eq!(pack.audit.pence("run_cost"), Some(120_000));
    assert_eq!(pack.audit.pence("unknown_cost"), Some(120_000));
    assert_eq!(pack.audit.pence("legacy_cost"), Some(0));
}

#[test]
fn hostile_names_stay_names() {
    let long = "x".repeat(500);
    let names = [
        "*bold* _it_ #panic() $x^2$ @ref <label> \\ [ ] { } ` ~ // /* */ = head",
        "<script>alert(1)</script> & <b>x</b> ]]> --> &#0; &amp;",
        "=1+1",
        "@SUM(A1:A9)",
        "-2+3",
        "😀👩‍👩‍👧‍👦 server",
        "خادم العتيق שרת \u{202e}reversed",
        "\u{1}\u{1b}[2J bell\u{7}",
        "line\nbreak",
        "zero\u{200b}width \u{feff}mark",
        long.as_str(),
    ];
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let (mut assets, mut contracts) = (SERVER.1.to_owned(), CONTRACT.1.to_owned());
    let mut cover = "contract,asset\n".to_owned();
    let mut suppliers = "id,name\n".to_owned();
    for (row, name) in (10..).zip(names) {
        let name = quoted(name);
        assets.push_str(&format!("{name},TC,application,{name}\n"));
        suppliers.push_str(&format!("S{row},{name}\n"));
        contracts.push_str(&format!("{name},TC,S{row},ict,support,2024-01-01,2027-12-31,automatic,100,GBP,year\n"));
        cover.push_str(&format!("{name},{name}\n"));
    }
    let body = ("organisations.csv", "id,name\nTC,<i>Council</i> #1\n");
    let (place, pack) = drawn(&[
        body,
        ("assets.csv", &assets),
        ("contracts.csv", &contracts),
        ("cover.csv", &cover),
        ("suppliers.csv", &suppliers),
    ]);
    assert_eq!(pack.audit.pence("run_cost"), Some(120_000 + 10_000 * i64::try_from(names.len()).unwrap()));
    // No spreadsheet runs a cell of a table.
    for table in ["assets", "contracts", "cost_lines", "findings", "suppliers"] {
        for row in rows(&place.path("pack/tables").join(format!("{table}.csv"))) {
            let numeric = |column: &str| ["amount", "_pence", "days_past"].iter().any(|word| column.ends_with(word));
            let runs = row.iter().find(|(column, cell)| !numeric(column) && cell.starts_with(['=', '+', '-', '@']));
            assert_eq!(runs, None, "{table}");
        }
    }
    // Nor does a terminal, and a hostile name is an id like any other.
    for name in ["=1+1", "@SUM(A1:A9)", names[1]] {
        let why = place.run(["why", "--pack", "pack", "--", name]).done();
        assert!(why.data.contains("£100.00"), "{}", why.data);
    }
    for command in
        [vec!["renewals", "--from", "files", "--as-of", "2026-04-01"], vec!["why", "run_cost", "--pack", "pack"]]
    {
        let shown = place.run(command).done();
        assert!(!shown.data.contains(['\u{1b}', '\u{1}', '\u{7}']), "{}", shown.data);
    }
}
