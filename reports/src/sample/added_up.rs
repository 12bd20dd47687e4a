//! An audit added up from lines of money.

use super::{AS_OF, Money, bought, placed};
use audit::{
    Assumption, Audit, ByOrganisation, ByService, BySupplier, ByVerdict, Completeness, Figure, Finding, Lines,
    MoneyReceipt, Period, Renewal, SCHEMA, SetAsideCount, SnapshotId, SystemView, TableReceipt, Unjudged, Value, share,
};
use std::collections::{BTreeMap, BTreeSet};

const VERDICTS: [&str; 6] = ["supported", "ending", "extended-paid", "unsupported", "aged", "unknown"];

/// An audit of these lines: lists, figures, completeness and receipts added up from them.
pub(crate) fn with(lines: &[Money], renewals: Vec<Renewal>, findings: Vec<Finding>) -> Audit {
    let sum = |part: fn(&Money) -> i64| lines.iter().map(part).sum::<i64>();
    let (run, legacy, unknown) = (sum(|line| line.pence), sum(Money::legacy), sum(Money::unknown));
    let suppliers = bought::suppliers(lines, &renewals);
    let mut audit = Audit {
        schema: SCHEMA.to_owned(),
        as_of: AS_OF.to_owned(),
        period: Period {
            kind: "rate".to_owned(),
            label: "year at the rate of 2026-04-01".to_owned(),
            from: "2025-04-02".to_owned(),
            to: AS_OF.to_owned(),
        },
        currency: "GBP".to_owned(),
        snapshot: SnapshotId {
            digest: "5d0c8c1b7e6f4a39".repeat(4),
            rows: BTreeMap::from([
                ("assets".to_owned(), 412),
                ("contracts".to_owned(), 38),
                ("payments".to_owned(), 2_906),
            ]),
            rules: "9a41f0b2c7d35e68".repeat(4),
        },
        completeness: completeness(lines, run - unknown),
        money_receipt: money_receipt(run),
        figures: figures(lines, run, legacy, unknown),
        by_verdict: by_verdict(lines),
        by_organisation: by(
            lines,
            |line| line.organisation.clone(),
            |organisation, name, of| ByOrganisation {
                organisation,
                name,
                pence: of.pence,
                legacy_pence: of.legacy,
                unknown_pence: of.unknown,
                waste_pence: of.waste,
                lines: of.lines,
            },
        ),
        by_service: by(
            lines,
            |line| line.service.clone(),
            |service, name, of| ByService {
                service,
                name,
                pence: of.pence,
                legacy_pence: of.legacy,
                unknown_pence: of.unknown,
                waste_pence: of.waste,
                lines: of.lines,
            },
        ),
        by_supplier: by(
            lines,
            |line| line.supplier.clone(),
            |supplier, name, of| BySupplier {
                supplier,
                name,
                pence: of.pence,
                legacy_pence: of.legacy,
                unknown_pence: of.unknown,
                waste_pence: of.waste,
                lines: of.lines,
            },
        ),
        systems: systems(lines),
        joint: bought::joint(&suppliers, &renewals),
        suppliers,
        renewals,
        findings,
        by_class: Vec::new(),
        by_age: Vec::new(),
        by_waste: Vec::new(),
        splits: Vec::new(),
        releases: Vec::new(),
        risk: Vec::new(),
        system_sheets: Vec::new(),
        worklist: Vec::new(),
        avoidable: None,
        do_nothing: super::ahead::do_nothing(lines),
        premiums: Vec::new(),
        scenarios: Vec::new(),
        receipts: receipts(),
        set_aside: vec![
            set_aside("contracts", Some("ends_on"), "ends before it starts", 2, 0),
            set_aside("payments", Some("amount"), "is not an amount", 3, 0),
            set_aside("assets", Some("purchased_on"), "is not a date", 0, 17),
        ],
        assumptions: assumptions(),
    };
    placed::place(&mut audit, lines);
    audit
}

fn completeness(lines: &[Money], judged_pence: i64) -> Completeness {
    let mut unknown_pence = BTreeMap::new();
    for line in lines.iter().filter(|line| line.verdict == "unknown") {
        *unknown_pence.entry(line.reason.unwrap_or("no-asset").to_owned()).or_default() += line.pence;
    }
    Completeness {
        assets: 412,
        assets_judged: 331,
        judged_pence,
        unknown_pence,
        contracts: 38,
        contracts_without_date: 3,
        contracts_without_price: 2,
        ledger_days: BTreeMap::from([("council-payments".to_owned(), 364), ("trust-payments".to_owned(), 181)]),
        period_days: 365,
        unjudged: vec![Unjudged {
            code: "too-late-to-tender".to_owned(),
            subjects: 12,
            lacks: "a route, and in the lead times how long it takes".to_owned(),
        }],
    }
}

fn assumptions() -> Vec<Assumption> {
    vec![
        assumption(
            "extended_support_is_legacy",
            "yes",
            "Paid extended support counts as legacy.",
            Some("https://www.gov.uk/"),
        ),
        assumption("accounting", "cash", "Depreciation is left out; capital payments are shown apart.", None),
        assumption(
            "vat",
            "as recorded",
            "Amounts that do not say whether they include VAT are taken as they are.",
            None,
        ),
    ]
}

#[derive(Default)]
struct Of {
    pence: i64,
    legacy: i64,
    unknown: i64,
    waste: i64,
    lines: u64,
}

fn by<Row>(
    lines: &[Money],
    key: impl Fn(&Money) -> Option<String>,
    row: impl Fn(Option<String>, Option<String>, Of) -> Row,
) -> Vec<Row> {
    let mut groups: BTreeMap<Option<String>, Of> = BTreeMap::from([(None, Of::default())]);
    for line in lines {
        let of = groups.entry(key(line)).or_default();
        of.pence += line.pence;
        of.legacy += line.legacy();
        of.unknown += line.unknown();
        of.waste += line.wasted();
        of.lines += 1;
    }
    let keys: BTreeSet<_> = groups.keys().cloned().collect();
    let number = |name: &Option<String>| keys.iter().position(|key| key == name).unwrap();
    groups
        .into_iter()
        .map(|(name, of)| row(name.as_ref().map(|_| format!("id-{:04}", number(&name))), name, of))
        .collect()
}

fn by_verdict(lines: &[Money]) -> Vec<ByVerdict> {
    // Assets without cost are supported, so that all of them add up to those of the completeness.
    let costly = lines.iter().filter(|line| line.verdict != "unknown" && line.verdict != "supported").count();
    let row = |verdict: &str| {
        let of: Vec<&Money> = lines.iter().filter(|line| line.verdict == verdict).collect();
        ByVerdict {
            verdict: verdict.to_owned(),
            pence: of.iter().map(|line| line.pence).sum(),
            legacy_pence: of.iter().map(|line| line.legacy()).sum(),
            unknown_pence: of.iter().map(|line| line.unknown()).sum(),
            waste_pence: of.iter().map(|line| line.wasted()).sum(),
            assets: match verdict {
                "unknown" => 81,
                "supported" => 331_usize.saturating_sub(costly).try_into().unwrap(),
                _ => of.len().try_into().unwrap(),
            },
            lines: of.len().try_into().unwrap(),
        }
    };
    VERDICTS.map(row).to_vec()
}

fn systems(lines: &[Money]) -> Vec<SystemView> {
    lines
        .iter()
        .filter_map(|line| {
            let name = line.service.clone()?;
            Some(SystemView {
                system: name.clone(),
                name,
                organisation: line.organisation.clone().unwrap_or_default(),
                pence: line.pence,
                legacy_pence: line.legacy(),
                unknown_pence: line.unknown(),
                avoidable_pence: line.pence / 3,
                weakest: line.verdict.to_owned(),
                weakest_asset: Some("SRV-0041".to_owned()),
                assets: 14,
                unknown_assets: 2,
            })
        })
        .collect()
}

fn figures(lines: &[Money], run: i64, legacy: i64, unknown: i64) -> Vec<Figure> {
    let count = u64::try_from(lines.len()).unwrap();
    let pence = |id: &str, label: &str, definition: &str, pence: Option<i64>| Figure {
        id: id.to_owned(),
        label: label.to_owned(),
        definition: definition.to_owned(),
        value: Value::Pence,
        pence,
        low_pence: None,
        high_pence: None,
        ratio: None,
        count: None,
        note: pence.is_none().then(|| "No source can carry it.".to_owned()),
        evidence: pence.map(|pence| BTreeMap::from([("contracted".to_owned(), pence)])).unwrap_or_default(),
        lines: Some(Lines { filter: BTreeMap::from([("flow".to_owned(), vec!["run".to_owned()])]), count }),
    };
    let ratio = |id: &str, label: &str, definition: &str, ratio: Option<f64>| Figure {
        value: Value::Ratio,
        pence: None,
        ratio,
        lines: None,
        evidence: BTreeMap::new(),
        note: ratio.is_none().then(|| "Not estimable: no source can carry change.".to_owned()),
        ..pence(id, label, definition, None)
    };
    vec![
        pence(
            "run_cost",
            "Run cost",
            "What a year of keeping ICT running costs at the audit date: contracts in force, payments without a contract, labour. Projects and capital are not in it.",
            Some(run),
        ),
        pence(
            "legacy_cost",
            "Legacy cost",
            "The part of run cost that pays for what is out of support, on paid extended support, or older than its expected life.",
            Some(legacy),
        ),
        pence(
            "unknown_cost",
            "Unknown cost",
            "The part of run cost whose support the records do not let us judge. It may or may not be legacy.",
            Some(unknown),
        ),
        pence(
            "legacy_exposed",
            "Legacy exposed",
            "Run cost of all systems whose weakest part is legacy. Systems overlap, so this is no part of run cost.",
            Some(legacy + legacy / 3),
        ),
        pence(
            "waste_cost",
            "Waste",
            "The part of run cost that buys nothing, such as support of what was retired.",
            Some(lines.iter().map(Money::wasted).sum()),
        ),
        pence(
            "unclear_cost",
            "Unclear cost",
            "Money received that the records do not let us call ICT or not. It is not in run cost.",
            Some(73_410_055),
        ),
        pence("change_cost", "Change cost", "What changes ICT, charged to resource.", Some(0)),
        ratio(
            "legacy_share_low",
            "Legacy share, low",
            "Legacy cost over run cost: what is unknown counts as not legacy.",
            share(legacy, run),
        ),
        ratio(
            "legacy_share_high",
            "Legacy share, high",
            "Legacy and unknown cost over run cost: what is unknown counts as legacy.",
            share(legacy + unknown, run),
        ),
        ratio("run_share", "Run share", "Run cost over run and change cost.", None),
    ]
}

fn money_receipt(run: i64) -> Vec<MoneyReceipt> {
    let (contracts, payments) = (run - run / 5, run / 5);
    vec![
        MoneyReceipt {
            source: "register".to_owned(),
            table: "contracts".to_owned(),
            received_pence: contracts + 12_000_050,
            set_aside_pence: 2_000_000,
            roll_up_pence: 10_000_050,
            counted_pence: contracts,
            ..MoneyReceipt::default()
        },
        MoneyReceipt {
            source: "council-payments".to_owned(),
            table: "payments".to_owned(),
            received_pence: payments + 900_000_000 + 73_410_055 - 500,
            cross_check_pence: 700_000_000,
            not_ict_pence: 200_000_000,
            unclear_pence: 73_410_055,
            change_pence: -500,
            counted_pence: payments,
            ..MoneyReceipt::default()
        },
    ]
}

fn receipts() -> Vec<TableReceipt> {
    let receipt = |source: &str, table: &str, declared, received, set_aside| TableReceipt {
        source: source.to_owned(),
        table: table.to_owned(),
        declared,
        received,
        kept: received - set_aside,
        set_aside,
    };
    vec![
        receipt("cmdb", "assets", Some(412), 412, 0),
        receipt("register", "contracts", None, 40, 2),
        receipt("council-payments", "payments", Some(2_909), 2_909, 3),
    ]
}

fn set_aside(table: &str, column: Option<&str>, reason: &str, rows: u64, cells: u64) -> SetAsideCount {
    SetAsideCount {
        source: "register".to_owned(),
        table: table.to_owned(),
        column: column.map(str::to_owned),
        reason: reason.to_owned(),
        rows,
        cells,
    }
}

fn assumption(id: &str, value: &str, meaning: &str, source: Option<&str>) -> Assumption {
    Assumption {
        id: id.to_owned(),
        value: value.to_owned(),
        meaning: meaning.to_owned(),
        source: source.map(str::to_owned),
    }
}

#[test]
fn lists_of_a_sample_add_up() {
    use super::{county, empty, hostile, large};
    for audit in [county(), large(50), hostile(), empty()] {
        let run = i128::from(audit.pence("run_cost").unwrap());
        for sum in [
            audit::total(&audit.by_verdict),
            audit::total(&audit.by_organisation),
            audit::total(&audit.by_service),
            audit::total(&audit.by_supplier),
        ] {
            assert_eq!(sum.pence, run);
        }
        assert!(audit.money_receipt.iter().all(MoneyReceipt::adds_up));
    }
}
