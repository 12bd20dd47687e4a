//! An independent recount of the money receipt: the source files are added up again in plain integer loops that share no code with
//! what they check. And what a pack must keep whatever the estate: every pound once, in every list.

mod calendar;
mod contracts;
mod flat;
mod fraction;
mod own_costs;
mod payments;

use crate::binary::{Pack, Row, audit, estates, oldiron};
use crate::stories::{BUCKETS, packs, receipt_rows};
use calendar::Window;
use flat::Flat;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The receipt as recounted: `source/table` → bucket → pence.
#[derive(Default)]
struct Counted(BTreeMap<String, BTreeMap<&'static str, i64>>);

impl Counted {
    fn book(&mut self, source: &str, table: &str, bucket: &'static str, pence: i64) {
        let row = self.0.entry(format!("{source}/{table}")).or_default();
        *row.entry("received").or_default() += pence;
        *row.entry(bucket).or_default() += pence;
    }

    /// Rows and buckets that hold anything.
    fn filled(mut self) -> BTreeMap<String, BTreeMap<&'static str, i64>> {
        self.0.values_mut().for_each(|row| row.retain(|_, pence| *pence != 0));
        self.0.retain(|_, row| !row.is_empty());
        self.0
    }
}

fn recount(folder: &Path, as_of: &str, financial_year: Option<&str>, pack: &Pack) -> Counted {
    let (flat, window) = (Flat::read(folder), Window::new(as_of, financial_year));
    let mut counted = Counted::default();
    for ((source, table), pence) in &flat.refused {
        counted.book(source, table, "set_aside", *pence);
    }
    let agreements = contracts::agreements(&flat, &window);
    for agreement in &agreements {
        agreement.count(&window, &mut counted);
    }
    for row in flat.table("payments") {
        payments::count(&flat, &agreements, row, &window, &mut counted);
    }
    for row in flat.table("team_costs") {
        payments::count_team(&flat, row, &pack.lines, &window, &mut counted);
    }
    own_costs::count(&flat, &pack.lines, &window, &mut counted);
    counted
}

/// What the recount and the audit's own receipt differ in, a line a bucket.
fn differences(label: &str, folder: &Path, as_of: &str, financial_year: Option<&str>, pack: &Pack) -> Vec<String> {
    let counted = recount(folder, as_of, financial_year, pack).filled();
    let printed = receipt_rows(&pack.audit);
    let keys: BTreeSet<&String> = counted.keys().chain(printed.keys()).collect();
    let mut found = Vec::new();
    for key in keys {
        for bucket in BUCKETS {
            let of = |rows: &BTreeMap<String, BTreeMap<&str, i64>>| {
                rows.get(key).and_then(|row| row.get(bucket)).copied().unwrap_or(0)
            };
            if of(&counted) != of(&printed) {
                let (counted, printed) = (of(&counted), of(&printed));
                found.push(format!("{label}: {key} {bucket}: {counted} recounted, {printed} printed"));
            }
        }
    }
    found
}

#[test]
fn the_receipt_of_every_story_is_recounted_from_its_files() {
    let mut found = Vec::new();
    for (story, as_of, year) in packs() {
        let folder = estates().join(&story);
        let pack = audit(&folder, &as_of, year.as_deref()).pack.unwrap_or_else(|| panic!("{story} leaves no pack"));
        let label = format!("{story} {as_of} {}", year.as_deref().unwrap_or("rate"));
        found.extend(differences(&label, &folder, &as_of, year.as_deref(), &pack));
        keeps_every_pound(&pack, &label);
    }
    assert!(found.is_empty(), "money receipts differ from their files:\n  {}", found.join("\n  "));
}

#[test]
fn the_receipt_of_the_demo_is_recounted_from_its_files() {
    let inside = tempfile::TempDir::new().unwrap();
    let files = inside.path().join("files");
    oldiron(inside.path()).args(["demo", "--as-of", "2026-04-01", "--files"]).arg(&files).assert().success();
    let mut found = Vec::new();
    for year in [None, Some("2025-26")] {
        let outcome = audit(&files, "2026-04-01", year);
        let pack = outcome.pack.unwrap_or_else(|| panic!("the demo leaves no pack: {}", outcome.said));
        let label = format!("demo {}", year.unwrap_or("rate"));
        found.extend(differences(&label, &files, "2026-04-01", year, &pack));
        keeps_every_pound(&pack, &label);
    }
    assert!(found.is_empty(), "the money receipt differs from the files:\n  {}", found.join("\n  "));
}

/// A row of a list: its key, empty where that is null, and its pence, legacy and unknown.
type Shared = (String, [i64; 3]);

/// Run resource lines by a column: cell → pence, legacy, unknown.
fn by(lines: &[&Row], column: &str, legacy: &BTreeSet<&str>) -> BTreeMap<String, [i64; 3]> {
    let mut sums: BTreeMap<String, [i64; 3]> = BTreeMap::new();
    for line in lines {
        let pence = pence(line);
        let row = sums.entry(line[column].clone()).or_default();
        row[0] += pence;
        row[1] += if legacy.contains(line["verdict"].as_str()) { pence } else { 0 };
        row[2] += if line["verdict"] == "unknown" { pence } else { 0 };
    }
    sums
}

fn pence(line: &Row) -> i64 {
    line["amount_pence"].parse().unwrap()
}

/// Lists are group-bys of the lines, each with exactly one null row; figures are sums of them; the receipt adds up and counts what the
/// lines hold; no line is nought, and none is there twice.
fn keeps_every_pound(pack: &Pack, label: &str) {
    let audit = &pack.audit;
    let legacy = BTreeSet::from(["unsupported", "extended-paid", "aged"]);
    let run: Vec<&Row> =
        pack.lines.iter().filter(|line| line["flow"] == "run" && line["money"] == "resource").collect();
    let sum = |lines: &[&Row]| lines.iter().map(|line| pence(line)).sum::<i64>();
    let total = sum(&run);
    let figure = |id: &str| audit.pence(id).unwrap_or_else(|| panic!("{label}: no pence in {id}"));
    assert_eq!(figure("run_cost"), total, "{label}: run_cost");
    let legacy_lines: Vec<&Row> =
        run.iter().copied().filter(|line| legacy.contains(line["verdict"].as_str())).collect();
    assert_eq!(figure("legacy_cost"), sum(&legacy_lines), "{label}: legacy_cost");
    let unknown: Vec<&Row> = run.iter().copied().filter(|line| line["verdict"] == "unknown").collect();
    assert_eq!(figure("unknown_cost"), sum(&unknown), "{label}: unknown_cost");

    let key = |key: &Option<String>| key.clone().unwrap_or_default();
    let lists: [(&str, Vec<Shared>); 4] = [
        (
            "verdict",
            audit.by_verdict.iter().map(|r| (r.verdict.clone(), [r.pence, r.legacy_pence, r.unknown_pence])).collect(),
        ),
        (
            "organisation",
            audit
                .by_organisation
                .iter()
                .map(|r| (key(&r.organisation), [r.pence, r.legacy_pence, r.unknown_pence]))
                .collect(),
        ),
        (
            "service",
            audit.by_service.iter().map(|r| (key(&r.service), [r.pence, r.legacy_pence, r.unknown_pence])).collect(),
        ),
        (
            "supplier",
            audit.by_supplier.iter().map(|r| (key(&r.supplier), [r.pence, r.legacy_pence, r.unknown_pence])).collect(),
        ),
    ];
    for (column, rows) in lists {
        let keys: BTreeSet<&String> = rows.iter().map(|(key, _)| key).collect();
        assert_eq!(keys.len(), rows.len(), "{label}: by_{column} has a key twice");
        let nulls = rows.iter().filter(|(key, _)| key.is_empty()).count();
        assert_eq!(nulls, usize::from(column != "verdict"), "{label}: null rows of by_{column}");
        if column == "verdict" {
            assert_eq!(rows.len(), 6, "{label}: by_verdict");
        }
        let filled = rows.into_iter().filter(|(_, amounts)| *amounts != [0; 3]).collect::<BTreeMap<_, _>>();
        let mut expected = by(&run, column, &legacy);
        expected.retain(|_, amounts| *amounts != [0; 3]);
        assert_eq!(filled, expected, "{label}: by_{column}");
    }

    let bucket = |amount: fn(&audit::MoneyReceipt) -> i64| audit.money_receipt.iter().map(amount).sum::<i64>();
    for row in &audit.money_receipt {
        assert!(row.adds_up(), "{label}: {row:?} does not add up");
    }
    assert_eq!(bucket(|row| row.counted_pence), total, "{label}: counted in the money receipt");
    let of = |flow: &str, money: &str| {
        let lines: Vec<&Row> =
            pack.lines.iter().filter(|line| line["flow"] == flow && line["money"] == money).collect();
        sum(&lines)
    };
    assert_eq!(bucket(|row| row.change_pence), of("change", "resource"), "{label}: change");
    assert_eq!(figure("change_cost"), of("change", "resource"), "{label}: change_cost");
    assert_eq!(bucket(|row| row.capital_pence), of("run", "capital") + of("change", "capital"), "{label}: capital");
    assert_eq!(bucket(|row| row.unclear_pence), figure("unclear_cost"), "{label}: unclear_cost");
    let checked: i64 = pack.cross_checks.iter().map(pence).sum();
    assert_eq!(bucket(|row| row.cross_check_pence), checked, "{label}: cross-checks");

    assert!(pack.lines.iter().all(|line| pence(line) != 0), "{label}: a line of nothing");
    let ids: BTreeSet<&String> = pack.lines.iter().map(|line| &line["id"]).collect();
    assert_eq!(ids.len(), pack.lines.len(), "{label}: two lines of one id");
}
