//! Every story runs through the real binary and ends as it was worked out by hand. `expected.json` states what must hold, one entry a
//! run; only what it states is compared, but a list that it states is complete.

mod prospects;

use crate::binary::{Outcome, Pack, Row, audit_with, estates};
use audit::{Audit, Figure};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

/// One test a story, named after its folder, and one that no folder is forgotten.
macro_rules! stories {
    ($($name:ident,)+) => {
        $(#[test]
        fn $name() {
            holds(&stringify!($name).replace('_', "-"));
        })+

        #[test]
        fn every_folder_is_a_story_that_runs() {
            let named: Vec<String> = [$(stringify!($name)),+].iter().map(|name| name.replace('_', "-")).collect();
            let mut found: Vec<String> = fs::read_dir(estates())
                .unwrap()
                .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
                .filter(|name| estates().join(name).is_dir())
                .collect();
            found.sort();
            assert_eq!(found, named);
            for name in found {
                for file in ["story.md", "expected.json"] {
                    assert!(estates().join(&name).join(file).is_file(), "{name} has no {file}");
                }
            }
        }
    };
}

stories! {
    a_commitment_not_used,
    a_year_at_the_rate,
    asset_in_two_systems,
    bodies_that_bill_each_other,
    circle_with_an_exit,
    closed_circle,
    decision_dates,
    extension_and_shared_contract,
    five_years_of_nothing,
    frameworks_and_parents,
    g8_reciprocal,
    g8_step_down,
    g9_by_driver,
    g9_even_split,
    ledger_of_2015,
    locked_in_days,
    machines_that_wear_out,
    matched_late_lapsed,
    no_money_at_all,
    one_contract_in_two_registers,
    one_of_three_retired,
    own_cost_above_the_rest,
    paid_in_advance,
    payments_only,
    people_by_their_tickets,
    prices_nobody_knows,
    prices_with_a_hole,
    shares_of_cover,
    sixty_contracts,
    tax_and_exchange,
    three_classes_one_asset,
    two_teams_swap,
    unused_capacity,
    what_legacy_costs_more,
    which_contract_is_it,
    which_way_cost_flows,
    worst_known_verdict,
}

/// Runs of a story without settings of its own that leave a pack: folder name, audit date, financial year.
pub(crate) fn packs() -> Vec<(String, String, Option<String>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(estates()).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        if estates().join(&name).is_dir() {
            let plain = |run: &Value| run["settings"].is_null() && run["retire"].is_null();
            let left = runs(&name).into_iter().filter(|run| code(run) == 0 && plain(run));
            found.extend(left.map(|run| (name.clone(), text(&run["as_of"]), year(&run))));
        }
    }
    found.sort();
    found
}

fn runs(story: &str) -> Vec<Value> {
    let file = estates().join(story).join("expected.json");
    let read = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let expected: Value = serde_json::from_str(&read).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    expected["runs"].as_array().unwrap_or_else(|| panic!("{}: no runs", file.display())).clone()
}

fn holds(story: &str) {
    let mut differences = Vec::new();
    for run in runs(story) {
        let (as_of, year) = (text(&run["as_of"]), year(&run));
        let settings: Vec<(String, String)> =
            run["settings"].as_object().into_iter().flatten().map(|(key, value)| (key.clone(), text(value))).collect();
        let retire: Vec<String> = list(&run, "retire").map(text).collect();
        let outcome = audit_with(&estates().join(story), &as_of, year.as_deref(), &settings, &retire);
        let label = format!("{as_of} {} {settings:?} {retire:?}", year.as_deref().unwrap_or("rate"));
        differences.extend(compare(&run, &outcome).into_iter().map(|difference| format!("{label}: {difference}")));
    }
    assert!(differences.is_empty(), "{story} does not end as worked out in story.md:\n  {}", differences.join("\n  "));
}

fn compare(run: &Value, outcome: &Outcome) -> Vec<String> {
    let mut found = Vec::new();
    if outcome.code != code(run) {
        found.push(format!(
            "exit code: {} expected, {} found. It said: {}",
            code(run),
            outcome.code,
            outcome.said.trim()
        ));
        return found;
    }
    for word in list(run, "error") {
        if !outcome.said.contains(word.as_str().unwrap()) {
            found.push(format!("the error does not name {word}. It said: {}", outcome.said.trim()));
        }
    }
    if code(run) != 0 {
        return found;
    }
    let Some(pack) = &outcome.pack else {
        found.push(format!("no audit.json in the pack. It said: {}", outcome.said.trim()));
        return found;
    };
    figures(run, &pack.audit, &mut found);
    prospects::avoidable(run, &pack.audit, &mut found);
    prospects::do_nothing(run, &pack.audit, &mut found);
    by_verdict(run, &pack.audit, &mut found);
    by_lists(run, &pack.audit, &mut found);
    money_receipt(run, &pack.audit, &mut found);
    lines(run, pack, &mut found);
    cross_checks(run, pack, &mut found);
    spending(pack, &mut found);
    findings(run, &pack.audit, &mut found);
    renewals(run, &pack.audit, &mut found);
    for word in list(run, "mentions") {
        if !pack.words.contains(word.as_str().unwrap()) && !outcome.said.contains(word.as_str().unwrap()) {
            found.push(format!("nothing in the pack names {word}"));
        }
    }
    found
}

fn figures(run: &Value, audit: &Audit, found: &mut Vec<String>) {
    for (id, expected) in run["figures"].as_object().into_iter().flatten() {
        let Some(figure) = audit.figure(id) else {
            found.push(format!("figure {id}: {expected} expected, there is no such figure"));
            continue;
        };
        if !equals(figure, expected) {
            let shown = figure.pence.map(|pence| pence.to_string()).or(figure.ratio.map(|ratio| ratio.to_string()));
            found.push(format!("figure {id}: {expected} expected, {} found", shown.unwrap_or_else(|| "null".into())));
        }
    }
}

fn equals(figure: &Figure, expected: &Value) -> bool {
    match (expected.as_i64(), expected.as_f64()) {
        (Some(pence), _) => figure.pence == Some(pence),
        (None, Some(ratio)) => figure.ratio.is_some_and(|found| (found - ratio).abs() < 1e-9),
        (None, None) => figure.pence.is_none() && figure.ratio.is_none(),
    }
}

fn by_verdict(run: &Value, audit: &Audit, found: &mut Vec<String>) {
    for (verdict, pence) in run["by_verdict"].as_object().into_iter().flatten() {
        let row = audit.by_verdict.iter().find(|row| row.verdict == *verdict);
        if row.map(|row| row.pence) != pence.as_i64() {
            found.push(format!("by_verdict {verdict}: {pence} expected, {:?} found", row.map(|row| row.pence)));
        }
    }
}

/// Key → pence, legacy, unknown. The null key is the empty one.
type List = BTreeMap<String, [i64; 3]>;

fn by_lists(run: &Value, audit: &Audit, found: &mut Vec<String>) {
    let key = |key: &Option<String>| key.clone().unwrap_or_default();
    let amounts = |pence, legacy, unknown| [pence, legacy, unknown];
    let bodies: List = audit
        .by_organisation
        .iter()
        .map(|row| (key(&row.organisation), amounts(row.pence, row.legacy_pence, row.unknown_pence)))
        .collect();
    let services: List = audit
        .by_service
        .iter()
        .map(|row| (key(&row.service), amounts(row.pence, row.legacy_pence, row.unknown_pence)))
        .collect();
    let suppliers: List = audit
        .by_supplier
        .iter()
        .map(|row| (key(&row.supplier), amounts(row.pence, row.legacy_pence, row.unknown_pence)))
        .collect();
    for (name, actual) in [("by_organisation", bodies), ("by_service", services), ("by_supplier", suppliers)] {
        if run[name].is_null() {
            continue;
        }
        let expected: List = list(run, name)
            .map(|row| (text(&row[0]), [1, 2, 3].map(|at| row[at].as_i64().unwrap_or_default())))
            .collect();
        both(name, &expected, &actual, &|amounts| *amounts == [0; 3], found);
    }
}

/// Compares two maps by key. A found entry that nobody expects may be nothing at all.
fn both<T: PartialEq + std::fmt::Debug>(
    what: &str,
    expected: &BTreeMap<String, T>,
    actual: &BTreeMap<String, T>,
    nothing: &dyn Fn(&T) -> bool,
    found: &mut Vec<String>,
) {
    for (key, value) in expected {
        if actual.get(key) != Some(value) {
            found.push(format!("{what} `{key}`: {value:?} expected, {:?} found", actual.get(key)));
        }
    }
    for (key, value) in actual.iter().filter(|(key, value)| !expected.contains_key(*key) && !nothing(value)) {
        found.push(format!("{what} `{key}`: not expected, {value:?} found"));
    }
}

/// The buckets of the money receipt, as `expected.json` and `audit.json` name them (the latter with `_pence`).
pub(crate) const BUCKETS: [&str; 11] = [
    "received",
    "set_aside",
    "roll_up",
    "recharge",
    "other_period",
    "cross_check",
    "not_ict",
    "unclear",
    "capital",
    "change",
    "counted",
];

/// The rows of a money receipt that hold anything: `source/table` → bucket → pence, without empty buckets.
pub(crate) fn receipt_rows(audit: &Audit) -> BTreeMap<String, BTreeMap<&'static str, i64>> {
    let rows = audit.money_receipt.iter().map(|row| {
        let value = serde_json::to_value(row).unwrap();
        let amounts = BUCKETS.map(|bucket| (bucket, value[format!("{bucket}_pence")].as_i64().unwrap()));
        (format!("{}/{}", row.source, row.table), amounts.into_iter().filter(|(_, pence)| *pence != 0).collect())
    });
    rows.filter(|(_, amounts): &(_, BTreeMap<_, _>)| !amounts.is_empty()).collect()
}

fn money_receipt(run: &Value, audit: &Audit, found: &mut Vec<String>) {
    if run["money_receipt"].is_null() {
        return;
    }
    let expected = list(run, "money_receipt")
        .map(|row| {
            let amounts = BUCKETS.map(|bucket| (bucket, row[bucket].as_i64().unwrap_or_default()));
            let key = format!("{}/{}", text(&row["source"]), text(&row["table"]));
            (key, amounts.into_iter().filter(|(_, pence)| *pence != 0).collect())
        })
        .collect();
    both("money_receipt", &expected, &receipt_rows(audit), &|_| false, found);
}

fn lines(run: &Value, pack: &Pack, found: &mut Vec<String>) {
    if run["cost_lines"].is_null() {
        return;
    }
    let mut left: Vec<&Row> = pack.lines.iter().collect();
    for expected in list(run, "cost_lines") {
        let stated = expected.as_object().unwrap();
        match left.iter().position(|line| stated.iter().all(|(column, value)| cell(line, column) == text(value))) {
            Some(at) => drop(left.remove(at)),
            None => found.push(format!("no cost line {expected}")),
        }
    }
    let shown = ["origin_id", "asset", "service", "amount_pence", "verdict", "waste", "flow", "money", "forecast"];
    for line in left {
        let cells: Vec<String> = shown.iter().map(|column| format!("{column}={}", cell(line, column))).collect();
        found.push(format!("a cost line that is not expected: {}", cells.join(" ")));
    }
}

/// What a ledger was spent on adds up to what was received of it.
fn spending(pack: &Pack, found: &mut Vec<String>) {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for row in &pack.spending {
        *sums.entry(cell(row, "source")).or_insert(0) += cell(row, "pence").parse::<i64>().unwrap();
    }
    for row in pack.audit.money_receipt.iter().filter(|row| row.table == "payments") {
        let spent = sums.get(row.source.as_str()).copied().unwrap_or(0);
        if spent != row.received_pence {
            found.push(format!("spending of {}: {spent} adds up, {} received", row.source, row.received_pence));
        }
    }
}

fn cross_checks(run: &Value, pack: &Pack, found: &mut Vec<String>) {
    if run["cross_checks"].is_null() {
        return;
    }
    let expected = list(run, "cross_checks")
        .map(|row| (format!("{}:{}", text(&row[0]), text(&row[1])), row[2].as_i64().unwrap()))
        .collect();
    let mut actual = BTreeMap::new();
    for row in &pack.cross_checks {
        let key = format!("{}:{}", cell(row, "origin_table"), cell(row, "origin_id"));
        *actual.entry(key).or_insert(0) += cell(row, "amount_pence").parse::<i64>().unwrap();
    }
    both("cross-check", &expected, &actual, &|pence| *pence == 0, found);
}

fn findings(run: &Value, audit: &Audit, found: &mut Vec<String>) {
    for expected in list(run, "findings") {
        let (code, id) = (text(&expected[0]), text(&expected[1]));
        let named = audit.findings.iter().filter(|finding| finding.code == code).any(|finding| {
            finding.subject == id || finding.evidence.iter().any(|record| record.ends_with(&format!(":{id}")))
        });
        if !named {
            let others = audit.findings.iter().map(|finding| format!("{} {}", finding.code, finding.subject));
            found.push(format!("no finding {code} names {id}; there are: {}", others.collect::<Vec<_>>().join(", ")));
        }
    }
    for expected in list(run, "silent") {
        let (code, id) = (text(&expected[0]), text(&expected[1]));
        let accused = audit.findings.iter().find(|finding| finding.code == code && finding.subject == id);
        if let Some(finding) = accused {
            found.push(format!("{code} accuses {id}, which must stay silent: {}", finding.message));
        }
    }
}

fn renewals(run: &Value, audit: &Audit, found: &mut Vec<String>) {
    for expected in list(run, "renewals") {
        let contract = text(&expected["contract"]);
        let Some(row) = audit.renewals.iter().find(|row| row.contract == contract) else {
            found.push(format!("renewals: no row for {contract}"));
            continue;
        };
        let row = serde_json::to_value(row).unwrap();
        for (field, value) in expected.as_object().unwrap() {
            if row.get(field) != Some(value) {
                found.push(format!("renewals {contract} {field}: {value} expected, {:?} found", row.get(field)));
            }
        }
    }
}

fn cell<'row>(row: &'row Row, column: &str) -> &'row str {
    row.get(column).unwrap_or_else(|| panic!("the table has no column {column}"))
}

/// As a flat file spells it.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        other => other.to_string(),
    }
}

fn list<'run>(run: &'run Value, name: &str) -> impl Iterator<Item = &'run Value> {
    run[name].as_array().into_iter().flatten()
}

fn code(run: &Value) -> i32 {
    run["exit"].as_i64().map_or(0, |code| i32::try_from(code).unwrap())
}

fn year(run: &Value) -> Option<String> {
    run["financial_year"].as_str().map(str::to_owned)
}
