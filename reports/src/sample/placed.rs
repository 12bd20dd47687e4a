//! What lines of money are placed on, made up: classes, ages, waste, releases, sheets of systems and scores of their risk.

use super::Money;
use audit::{
    Audit, ByAge, ByClass, ByWaste, ClassPence, ContractPence, Criterion, Proximity, Ratio, Release, RestsOn,
    RiskScore, Split, SupplierPence, SystemSheet, SystemView,
};
use std::collections::BTreeMap;

const CLASSES: [&str; 5] = ["maintenance", "labour", "licence", "hosting", "energy"];
const AGES: [Option<&str>; 6] =
    [Some("under-3"), Some("3-to-5"), Some("6-to-9"), Some("10-to-14"), Some("15-or-more"), None];
const ENDS: [Option<&str>; 6] =
    [Some("2014-04-08"), Some("2023-10-10"), Some("2026-10-13"), Some("2029-01-09"), Some("2041-05-31"), None];

/// Fills the lists of an audit that say what lines are placed on. Which line has which class, age and release is made up from its place.
pub(crate) fn place(audit: &mut Audit, lines: &[Money]) {
    audit.by_class = by(lines, |place, _| CLASSES[place % CLASSES.len()]).into_iter().map(class).collect();
    let mut ages = by(lines, |place, line| if line.verdict == "unknown" { 5 } else { place % 5 });
    ages.entry(5).or_default();
    audit.by_age = ages.into_iter().map(|(band, of)| age(AGES[band], &of)).collect();
    let wasted = lines.iter().filter(|line| line.waste).cloned().collect::<Vec<_>>();
    audit.by_waste = by(&wasted, |place, _| ["idle-or-unused", "duplicate-cover"][place % 2])
        .into_iter()
        .map(|(waste, of)| ByWaste {
            waste: waste.to_owned(),
            pence: of.pence,
            legacy_pence: of.legacy,
            lines: of.lines,
        })
        .collect();
    let mut splits: BTreeMap<(&str, Option<String>, &str), Of> = BTreeMap::new();
    for (place, line) in lines.iter().enumerate() {
        let keys = [
            ("class", Some(CLASSES[place % CLASSES.len()].to_owned())),
            ("organisation", line.organisation.clone()),
            ("supplier", line.supplier.clone()),
        ];
        keys.into_iter().for_each(|(of, key)| splits.entry((of, key, line.verdict)).or_default().add(line));
    }
    audit.splits = splits.into_iter().map(split).collect();
    audit.releases = lines
        .iter()
        .enumerate()
        .map(|(place, line)| Release {
            product: None,
            name: format!("Server platform {}", place % 9 + 1),
            verdict: line.verdict.to_owned(),
            ends_on: ENDS[place % 6].filter(|_| line.verdict != "unknown").map(str::to_owned),
            assets: 4,
            pence: line.pence,
        })
        .collect();
    audit.releases.sort_by(|a, b| b.pence.cmp(&a.pence).then_with(|| a.name.cmp(&b.name)));
    audit.systems.sort_by(|a, b| b.pence.cmp(&a.pence).then_with(|| a.system.cmp(&b.system)));
    audit.system_sheets = audit.systems.iter().enumerate().map(|(place, view)| sheet(audit, place, view)).collect();
    audit.risk = audit.systems.iter().enumerate().map(|(place, view)| risk(place, view)).collect();
}

#[derive(Debug, Default)]
struct Of {
    pence: i64,
    legacy: i64,
    unknown: i64,
    waste: i64,
    lines: u64,
}

impl Of {
    fn add(&mut self, line: &Money) {
        self.pence += line.pence;
        self.legacy += line.legacy();
        self.unknown += line.unknown();
        self.waste += line.wasted();
        self.lines += 1;
    }
}

fn by<Key: Ord>(lines: &[Money], key: impl Fn(usize, &Money) -> Key) -> BTreeMap<Key, Of> {
    let mut sums: BTreeMap<Key, Of> = BTreeMap::new();
    lines.iter().enumerate().for_each(|(place, line)| sums.entry(key(place, line)).or_default().add(line));
    sums
}

fn class((class, of): (&str, Of)) -> ByClass {
    ByClass {
        class: Some(class.to_owned()),
        name: None,
        pence: of.pence,
        legacy_pence: of.legacy,
        unknown_pence: of.unknown,
        waste_pence: of.waste,
        lines: of.lines,
    }
}

fn age(age: Option<&str>, of: &Of) -> ByAge {
    ByAge {
        age: age.map(str::to_owned),
        name: None,
        pence: of.pence,
        legacy_pence: of.legacy,
        unknown_pence: of.unknown,
        waste_pence: of.waste,
        lines: of.lines,
    }
}

fn split(((of, key, verdict), sum): ((&str, Option<String>, &str), Of)) -> Split {
    Split { of: of.to_owned(), key, verdict: verdict.to_owned(), pence: sum.pence, lines: sum.lines }
}

fn sheet(audit: &Audit, place: usize, view: &SystemView) -> SystemSheet {
    let supplier = audit.by_supplier.get(place % audit.by_supplier.len().max(1)).and_then(|row| row.supplier.clone());
    let part = view.pence / 3;
    let rests = |name: &str, verdict: &str, ends_on: Option<&str>, pence: i64| RestsOn {
        name: name.to_owned(),
        verdict: verdict.to_owned(),
        ends_on: ends_on.map(str::to_owned),
        assets: 3,
        pence,
    };
    SystemSheet {
        system: view.system.clone(),
        owner: Some("Head of systems".to_owned()),
        criticality: Some("high".to_owned()),
        by_class: [("maintenance", view.pence - part), ("labour", part)]
            .map(|(class, pence)| ClassPence { class: class.to_owned(), pence })
            .to_vec(),
        by_supplier: [(supplier, view.pence - part), (None, part)]
            .map(|(supplier, pence)| SupplierPence { supplier, pence })
            .to_vec(),
        by_contract: by_contract(audit, place, view.pence),
        rests_on: vec![
            rests(&view.name, &view.weakest, Some("2023-10-10"), part),
            rests("Server platform 1", "unsupported", Some("2023-10-10"), 0),
            rests("Server platform 2 with every option that was sold", "unsupported", Some("2023-10-10"), 0),
            rests("Database 9", "extended-paid", Some("2024-10-10"), 0),
            rests("Middleware 4", "aged", None, 0),
            rests("Server platform 3", "supported", Some("2029-01-09"), view.pence - part),
            rests("Thin client gen 2", "unknown", None, 0),
        ],
        mean_age_months: (place % 7 != 6).then(|| 20 + u64::try_from(place).unwrap() * 37 % 150),
        dated_pence: part,
    }
}

/// Half of it under five contracts, the rest under none.
fn by_contract(audit: &Audit, place: usize, pence: i64) -> Vec<ContractPence> {
    let known = audit.renewals.iter().cycle().skip(place).take(audit.renewals.len().min(5));
    let mut rows: Vec<ContractPence> =
        known.map(|renewal| ContractPence { contract: Some(renewal.contract.clone()), pence: pence / 10 }).collect();
    let rest = pence - rows.iter().map(|row| row.pence).sum::<i64>();
    rows.push(ContractPence { contract: None, pence: rest });
    rows
}

fn risk(place: usize, view: &SystemView) -> RiskScore {
    let ids = ["L1", "L2", "L3", "L4", "L5", "L6", "L7", "C1", "C2", "C3", "C4", "C5", "C6"];
    let scored = place.is_multiple_of(3);
    let score = |(column, id): (usize, &str)| {
        let score = (scored || column % 3 == 0).then(|| i64::try_from((place + column) % 5 + 1).unwrap());
        Criterion {
            id: id.to_owned(),
            asks: "end of life or support".to_owned(),
            score,
            by: if scored {
                "assessor"
            } else if score.is_some() {
                "proposed"
            } else {
                "none"
            }
            .to_owned(),
            proposed: score,
            evidence: "needs a person".to_owned(),
        }
    };
    let ratio = || Some(Ratio { exact: "671/42".to_owned(), printed: "15.98".to_owned() }).filter(|_| scored);
    RiskScore {
        system: view.system.clone(),
        name: view.name.clone(),
        organisation: view.organisation.clone(),
        scores: ids.into_iter().enumerate().map(score).collect(),
        likelihood: ratio(),
        impact: ratio(),
        overall: ratio(),
        status: if scored { "legacy" } else { "unscored" }.to_owned(),
        is_legacy: Some(true),
        unconfirmed: 4,
        assessor: scored.then(|| "Head of systems".to_owned()),
        assessed_on: scored.then(|| "2026-01-15".to_owned()),
        has_plan: scored.then_some(true),
        plan_funded: scored.then_some(false),
        target_on: scored.then(|| "2028-03-31".to_owned()),
        cost_change_percent: None,
        notes: scored.then(|| "A replacement is being bought with two other bodies.".to_owned()),
        proximity: Proximity { highest: Some(80), near: 2, all_passed: 3, no_data: 1 },
    }
}
