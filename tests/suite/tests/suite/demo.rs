//! The audit of the demo finds what is planted in it, accuses no near miss, and keeps every pound.

use crate::binary::{Pack, Row, audit, oldiron, read_pack, rows};
use demo_estate::{EXACT, Estate, Size, Truth};
use estate::Date;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The day at which every estate here is judged.
pub(crate) const AS_OF: &str = "2026-04-01";
const DAY: Date = Date::constant(2026, 4, 1);

/// The demo's pack without pages, made once for all tests.
pub(crate) struct Demo {
    pub(crate) dir: PathBuf,
    pub(crate) pack: Pack,
    /// Keeps a second run of the tests from replacing it.
    _lock: File,
}

pub(crate) fn demo() -> &'static Demo {
    static DEMO: OnceLock<Demo> = OnceLock::new();
    DEMO.get_or_init(|| {
        let inside = Path::new(env!("CARGO_TARGET_TMPDIR"));
        fs::create_dir_all(inside).unwrap();
        let lock = File::create(inside.join("demo.lock")).unwrap();
        lock.lock().unwrap();
        oldiron(inside)
            .args(["demo", "--no-pages", "--data-dir", "demo-data", "--out", "demo-pack"])
            .assert()
            .success();
        let dir = inside.join("demo-pack");
        Demo { pack: read_pack(&dir).unwrap(), dir, _lock: lock }
    })
}

/// What an audit names under a code: subjects of findings, or ids of what was set aside.
fn named(pack: &Pack, set_aside: &[Row], code: &str) -> BTreeSet<String> {
    let aside = |what: &str| {
        let rows = set_aside.iter().filter(|row| row["set_aside"] == what);
        rows.map(|row| row["id"].clone()).collect()
    };
    match code {
        "set-aside" => aside("row"),
        "unreadable-cell" => aside("cell"),
        code => pack.audit.findings.iter().filter(|row| row.code == code).map(|row| row.subject.clone()).collect(),
    }
}

/// What the audit of an estate misses, or says of what must stay silent. Over a past financial year other payments are compared, so
/// codes about payments are then left to the rate.
fn wrong(truths: &[Truth], pack: &Pack, set_aside: &[Row], at_the_rate: bool) -> Vec<String> {
    let depends_on_period =
        ["expired-still-paid", "unmatched-beside-contract", "paid-for-retired", "joint-supplier", "duplicate-cover"];
    let judged = |code: &str| at_the_rate || !depends_on_period.contains(&code);
    let mut wrong = Vec::new();
    for truth in truths.iter().filter(|truth| judged(truth.code)) {
        let named = named(pack, set_aside, truth.code);
        if !named.contains(&truth.subject) {
            wrong.push(format!("{} does not name {}: {}", truth.code, truth.subject, truth.why));
        }
        if let Some(twin) = truth.twin.as_ref().filter(|twin| named.contains(*twin)) {
            wrong.push(format!("{} names the twin {twin}: {}", truth.code, truth.why));
        }
    }
    for code in EXACT.iter().filter(|code| judged(code)) {
        let planted = truths.iter().filter(|truth| truth.code == *code).map(|truth| truth.subject.clone()).collect();
        let named = named(pack, set_aside, code);
        let more: Vec<&String> = named.difference(&planted).collect();
        if !more.is_empty() {
            wrong.push(format!("{code} names more than is planted: {more:?}"));
        }
    }
    wrong
}

#[test]
fn pulled_from_an_emulated_system_the_demo_has_the_same_figures() {
    let folder = tempfile::tempdir().unwrap();
    let asked = ["demo", "--from-servicenow", "--no-pages", "--data-dir", "data", "--out", "pack"];
    oldiron(folder.path()).args(asked).assert().success();
    let pulled = read_pack(&folder.path().join("pack")).unwrap().audit;
    let files = &demo().pack.audit;
    for (pulled, files) in pulled.figures.iter().zip(&files.figures) {
        assert_eq!((&pulled.id, pulled.pence), (&files.id, files.pence));
    }
    let codes = |audit: &audit::Audit| {
        let mut codes: Vec<String> = audit.findings.iter().map(|finding| finding.code.clone()).collect();
        codes.sort();
        codes
    };
    assert_eq!(codes(&pulled), codes(files));
}

#[test]
fn the_demo_says_what_is_planted_and_nothing_of_its_near_misses() {
    let demo = demo();
    let truths = Estate::new(1, Size::default(), DAY).truths();
    let codes: BTreeSet<&str> = truths.iter().map(|truth| truth.code).collect();
    assert!(codes.len() >= 18, "{codes:?}");
    let set_aside = rows(&demo.dir.join("tables/set-aside.csv"));
    let wrong = wrong(&truths, &demo.pack, &set_aside, true);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn so_does_an_estate_of_another_seed_and_size_and_another_year() {
    let inside = tempfile::TempDir::new().unwrap();
    let size = ["demo", "--seed", "5", "--assets", "600", "--as-of", AS_OF];
    let truths = Estate::new(5, Size::of(600, 6, 8), DAY).truths();
    for (out, year) in [("rate", None), ("year", Some("2025-26"))] {
        let mut command = oldiron(inside.path());
        command.args(size).args(["--no-pages", "--out", out]);
        command.args(year.iter().flat_map(|year| ["--financial-year", *year])).assert().success();
        let dir = inside.path().join(out);
        let set_aside = rows(&dir.join("tables/set-aside.csv"));
        let wrong = wrong(&truths, &read_pack(&dir).unwrap(), &set_aside, year.is_none());
        assert!(wrong.is_empty(), "{out}:\n{}", wrong.join("\n"));
    }
}

#[test]
fn every_list_of_the_demo_adds_up_to_its_figures() {
    let audit = &demo().pack.audit;
    let figures = ["run_cost", "legacy_cost", "unknown_cost"].map(|id| audit.pence(id).unwrap());
    assert!(figures.iter().all(|pence| *pence > 100_000_000), "{figures:?}");
    let lists = [
        audit::total(&audit.by_verdict),
        audit::total(&audit.by_organisation),
        audit::total(&audit.by_service),
        audit::total(&audit.by_supplier),
        audit::total(&audit.by_class),
        audit::total(&audit.by_age),
    ];
    for sum in lists {
        assert_eq!([sum.pence, sum.legacy_pence, sum.unknown_pence], figures.map(i128::from));
    }
    let wasted: i64 = audit.by_waste.iter().map(|row| row.pence).sum();
    assert_eq!(Some(wasted), audit.pence("waste_cost"));
    for of in ["class", "organisation", "supplier"] {
        for verdict in &audit.by_verdict {
            let inside = audit.splits.iter().filter(|split| split.of == of && split.verdict == verdict.verdict);
            assert_eq!(inside.map(|split| split.pence).sum::<i64>(), verdict.pence, "{} by {of}", verdict.verdict);
        }
    }
    assert_eq!(audit.releases.iter().map(|row| row.assets).sum::<u64>(), audit.completeness.assets);
    for (system, sheet) in audit.systems.iter().zip(&audit.system_sheets) {
        assert_eq!((&system.system, system.assets), (&sheet.system, sheet.rests_on.iter().map(|row| row.assets).sum()));
        let sums = [
            sheet.by_class.iter().map(|row| row.pence).sum::<i64>(),
            sheet.by_supplier.iter().map(|row| row.pence).sum(),
            sheet.by_contract.iter().map(|row| row.pence).sum(),
        ];
        assert_eq!(sums, [system.pence; 3], "{}", system.name);
    }
    assert!(audit.money_receipt.iter().all(audit::MoneyReceipt::adds_up));
    let rows = audit::rows(&audit.receipts);
    assert_eq!((rows.received, rows.set_aside), (rows.kept + rows.set_aside, 7));
}

#[test]
fn the_demo_is_what_an_audit_of_its_files_is() {
    let inside = tempfile::TempDir::new().unwrap();
    let files = inside.path().join("files");
    oldiron(inside.path()).args(["demo", "--files"]).arg(&files).assert().success();
    let again = audit(&files, AS_OF, None).pack.unwrap();
    assert_eq!(again.words, demo().pack.words);
}
