//! Made-up audits to draw. Nobody in them exists. Their lists are added up from lines of money, as real ones are.

use audit::{
    Assumption, Audit, ByOrganisation, ByService, BySupplier, ByVerdict, Completeness, Figure, Finding, Lines,
    MoneyReceipt, Period, Renewal, SCHEMA, SetAsideCount, SnapshotId, SystemView, TableReceipt, Value, share,
};
use std::collections::{BTreeMap, BTreeSet};

/// The day all samples are judged at.
pub(crate) const AS_OF: &str = "2026-04-01";
const VERDICTS: [&str; 6] = ["supported", "ending", "extended-paid", "unsupported", "aged", "unknown"];

/// A line of run cost.
#[derive(Debug, Clone, Default)]
pub(crate) struct Money {
    /// Who pays.
    pub(crate) organisation: Option<String>,
    /// What it ends in.
    pub(crate) service: Option<String>,
    /// Who is paid.
    pub(crate) supplier: Option<String>,
    /// The verdict.
    pub(crate) verdict: &'static str,
    /// Why it is unknown.
    pub(crate) reason: Option<&'static str>,
    /// Does it buy nothing?
    pub(crate) waste: bool,
    /// How much.
    pub(crate) pence: i64,
}

impl Money {
    fn legacy(&self) -> i64 {
        if matches!(self.verdict, "unsupported" | "extended-paid" | "aged") { self.pence } else { 0 }
    }

    fn unknown(&self) -> i64 {
        if self.verdict == "unknown" { self.pence } else { 0 }
    }

    fn wasted(&self) -> i64 {
        if self.waste { self.pence } else { 0 }
    }
}

/// A line between a body, a service and a supplier; `unknown:no-asset` gives a reason.
pub(crate) fn money(organisation: &str, service: &str, supplier: &str, verdict: &'static str, pounds: i64) -> Money {
    let named = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let (verdict, reason) =
        verdict.split_once(':').map_or((verdict, None), |(verdict, reason)| (verdict, Some(reason)));
    Money {
        organisation: named(organisation),
        service: named(service),
        supplier: named(supplier),
        verdict,
        reason,
        waste: false,
        pence: pounds * 100,
    }
}

/// A county's council, fire service and hospitals: every page and chart has something to say.
pub(crate) fn county() -> Audit {
    let (council, fire, trust) = ("Wexmoor County Council", "Wexmoor Fire and Rescue", "Wexmoor Vale Hospitals Trust");
    let mut lines = vec![
        money(council, "Social care case management", "Brackenfold Systems", "unsupported", 2_140_000),
        money(council, "Revenues and benefits", "Brackenfold Systems", "extended-paid", 1_480_000),
        money(council, "Payroll and pensions", "Ostrand Data", "extended-paid", 960_000),
        money(council, "Planning and building control", "Tamsel & Pyke", "unsupported", 410_000),
        money(council, "Library catalogue", "Tamsel & Pyke", "supported", 230_000),
        money(council, "Finance ledger", "Ostrand Data", "supported", 1_720_000),
        money(council, "Customer contact", "Kestrel Voice", "ending", 640_000),
        money(council, "Highways asset register", "Greave Mapping", "unknown:release-uncertain", 520_000),
        money(council, "", "Northquay Hosting", "unknown:no-asset", 880_000),
        money(council, "Office productivity", "Larkwell Licensing", "supported", 1_930_000),
        money(fire, "Mobilising and control room", "Kestrel Voice", "unsupported", 1_260_000),
        money(fire, "Station end equipment", "Kestrel Voice", "aged", 310_000),
        money(fire, "Crew rostering", "Tamsel & Pyke", "supported", 190_000),
        money(fire, "", "", "unknown:no-asset", 240_000),
        money(trust, "Patient administration", "Hallam Reach Health", "extended-paid", 2_870_000),
        money(trust, "Pathology", "Hallam Reach Health", "unsupported", 990_000),
        money(trust, "Radiology archive", "Imageworth", "unknown:not-in-catalogue", 760_000),
        money(trust, "Theatre scheduling", "Imageworth", "unknown:no-product", 280_000),
        money(trust, "Electronic prescribing", "Hallam Reach Health", "supported", 1_340_000),
        money(trust, "Ward devices", "Northquay Hosting", "aged", 450_000),
        money(trust, "Network and telephony", "Kestrel Voice", "supported", 1_180_000),
        money(trust, "Office productivity (trust)", "Larkwell Licensing", "supported", 1_610_000),
        money(trust, "", "Ostrand Data", "unknown:no-date", 150_000),
    ];
    lines[3].waste = true;
    lines[7].pence += 33;
    lines[14].pence += 49;
    let contracts = [
        ("CON-0114", council, "Brackenfold Systems", "Case management support", "2026-06-30", 2_140_000),
        ("CON-0131", council, "Brackenfold Systems", "Revenues application maintenance", "2026-09-30", 1_480_000),
        ("CON-0150", council, "Kestrel Voice", "Contact centre seats", "2026-12-31", 640_000),
        ("CON-0162", council, "Tamsel & Pyke", "Planning system licence", "2027-02-28", 410_000),
        ("CON-0170", council, "Larkwell Licensing", "Productivity licences, 6,200 users", "2026-10-31", 1_930_000),
        ("FIR-011", fire, "Kestrel Voice", "Mobilising system support", "2026-07-15", 1_260_000),
        ("FIR-014", fire, "Tamsel & Pyke", "Rostering subscription", "2027-03-31", 190_000),
        ("TR-2201", trust, "Hallam Reach Health", "Patient administration, extended support", "2026-08-31", 2_870_000),
        ("TR-2207", trust, "Imageworth", "Radiology archive", "2027-06-30", 760_000),
    ];
    let mut renewals: Vec<Renewal> = contracts
        .into_iter()
        .map(|(id, body, supplier, title, end, pounds)| renewal(id, body, supplier, title, end, pounds))
        .collect();
    // One whose day to act has passed, one too late, one known in part, one without any date, one that nothing rolls.
    renewals[0].act_on = Some("2026-03-20".to_owned());
    renewals[0].decide_by = Some("2026-03-20".to_owned());
    renewals[0].notice_on = Some("2026-04-17".to_owned());
    renewals[5].act_on = Some("2026-01-15".to_owned());
    renewals[5].notice_on = Some("2026-03-15".to_owned());
    renewals[5].committed_to = Some("2027-07-15".to_owned());
    renewals[5].next_exit = Some("2027-07-15".to_owned());
    renewals[4].renewal = "none".to_owned();
    renewals[4].locked_in_pence = Some(0);
    renewals.push(Renewal {
        current_end: None,
        notice_on: None,
        decide_by: None,
        act_on: None,
        unknown: vec!["ends_on".to_owned()],
        between: BTreeMap::from([("act_on".to_owned(), ("2026-07-01".to_owned(), "2026-09-30".to_owned()))]),
        ..renewal("TR-2215", trust, "Northquay Hosting", "Ward device maintenance", "2026-12-31", 450_000)
    });
    renewals.push(Renewal {
        current_end: None,
        notice_on: None,
        decide_by: None,
        act_on: None,
        locked_in_pence: None,
        state: "unknown".to_owned(),
        renewal: "unknown".to_owned(),
        unknown: vec!["ends_on".to_owned(), "starts_on".to_owned(), "renewal".to_owned()],
        ..renewal("CON-0188", council, "Greave Mapping", "Highways mapping", "2026-12-31", 520_000)
    });
    let findings = vec![
        finding(
            "renews-on-legacy",
            "procurement",
            "CON-0114",
            Some(214_000_000),
            Some("2026-03-20"),
            "Case management support renews on 1 July 2026 for a system that has been out of support since 14 January 2020.",
        ),
        finding(
            "renews-on-legacy",
            "procurement",
            "TR-2201",
            Some(287_000_000),
            Some("2026-05-04"),
            "Patient administration, extended support renews on 1 September 2026 for a database on paid extended support.",
        ),
        finding(
            "notice-missed",
            "procurement",
            "FIR-011",
            Some(126_000_000),
            None,
            "Notice for Mobilising system support was due on 15 March 2026; it now runs to 15 July 2027.",
        ),
        finding(
            "no-computable-date",
            "procurement",
            "CON-0188",
            Some(52_000_000),
            None,
            "Highways mapping has no end, start or kind of renewal, so no day to act can be worked out.",
        ),
        finding(
            "paid-for-retired",
            "cio",
            "CON-0162",
            Some(41_000_000),
            None,
            "Planning system licence is paid for servers that were retired on 30 June 2025.",
        ),
        finding(
            "unknown-product",
            "it",
            "ward-pc-model",
            Some(28_000_000),
            None,
            "284 assets say only `Thin client gen 2`; one catalogue entry would settle their support.",
        ),
        finding(
            "unknown-product",
            "it",
            "archive",
            Some(76_000_000),
            None,
            "Radiology archive names a product that no catalogue entry covers.",
        ),
        finding("uncovered-live-asset", "it", "SRV-0098", None, None, "SRV-0098 is live and no contract covers it."),
    ];
    with(&lines, renewals, findings)
}

/// Nothing at all.
pub(crate) fn empty() -> Audit {
    let mut nothing = with(&[], Vec::new(), Vec::new());
    nothing.by_verdict.iter_mut().for_each(|row| row.assets = 0);
    Audit {
        receipts: Vec::new(),
        money_receipt: Vec::new(),
        set_aside: Vec::new(),
        completeness: Completeness {
            assets: 0,
            assets_judged: 0,
            contracts: 0,
            contracts_without_date: 0,
            contracts_without_price: 0,
            ledger_days: BTreeMap::new(),
            ..nothing.completeness
        },
        ..nothing
    }
}

/// Assets, and not one pound.
pub(crate) fn without_cost() -> Audit {
    let nothing = with(&[], Vec::new(), Vec::new());
    let mut audit = Audit {
        money_receipt: Vec::new(),
        completeness: Completeness {
            assets: 74,
            assets_judged: 31,
            contracts: 0,
            contracts_without_date: 0,
            contracts_without_price: 0,
            ledger_days: BTreeMap::new(),
            ..nothing.completeness
        },
        ..nothing
    };
    for (row, assets) in audit.by_verdict.iter_mut().zip([20, 4, 0, 7, 0, 43]) {
        row.assets = assets;
    }
    audit
}

/// Every pound unknown.
pub(crate) fn only_unknown() -> Audit {
    let body = "Wexmoor County Council";
    let lines = [
        money(body, "Payroll", "Ostrand Data", "unknown:no-product", 300_000),
        money(body, "", "Tamsel & Pyke", "unknown:no-asset", 700_000),
    ];
    with(&lines, Vec::new(), Vec::new())
}

/// One asset, one contract, all of it legacy.
pub(crate) fn one_asset() -> Audit {
    let body = "Wexmoor Fire and Rescue";
    let lines = [money(body, "Control room", "Kestrel Voice", "unsupported", 120_000)];
    let contract = renewal("FIR-1", body, "Kestrel Voice", "Control room support", "2026-09-30", 120_000);
    let mut audit = with(&lines, vec![contract], Vec::new());
    audit.by_verdict.iter_mut().for_each(|row| row.assets = row.lines);
    audit.completeness = Completeness {
        assets: 1,
        assets_judged: 1,
        contracts: 1,
        contracts_without_date: 0,
        contracts_without_price: 0,
        ledger_days: BTreeMap::new(),
        ..audit.completeness
    };
    audit
}

/// As many services, suppliers, contracts and findings as asked for.
pub(crate) fn large(how_many: usize) -> Audit {
    let verdicts = ["unsupported", "supported", "unknown:no-product", "extended-paid", "supported"];
    let (mut lines, mut renewals, mut findings) = (Vec::new(), Vec::new(), Vec::new());
    for index in 0..how_many {
        let pounds = 400_000 / (i64::try_from(index).unwrap() + 3) + 7;
        let (service, supplier) =
            (format!("Service {index:05}"), format!("Supplier {:04}", index % (how_many / 3 + 1)));
        lines.push(money("Wexmoor County Council", &service, &supplier, verdicts[index % 5], pounds));
        let end = format!("2026-{:02}-{:02}", 5 + index % 8, 1 + index % 28);
        let id = format!("C{index:05}");
        renewals.push(renewal(
            &id,
            "Wexmoor County Council",
            &supplier,
            &format!("Support of {service}"),
            &end,
            pounds,
        ));
        findings.push(finding(
            "auto-renews",
            "procurement",
            &id,
            Some(pounds * 100),
            Some(&end),
            "It renews by itself.",
        ));
    }
    with(&lines, renewals, findings)
}

/// Names that try to break out of every format they are written in.
pub(crate) const HOSTILE: [&str; 12] = [
    "#panic(\"x\") *bold* $ x $ @ref <label> `raw` [content] \\",
    "<script>alert(1)</script>&amp;<svg/onload=x>",
    "=1+1",
    "+HYPERLINK(\"http://example.invalid\",\"pay\")",
    "@SUM(A1:A9)",
    "https://example.invalid/../../etc/passwd",
    "نظام إدارة المرضى",
    "מערכת שכר \u{202e}txt.exe\u{202c} v2",
    "Ward 👩🏽\u{200d}⚕️ tablets 🚑",
    "Zo\u{308}e\u{301}\u{323}\u{302}\u{300} 医院 system",
    "a\0b\u{1}c\u{b}d\u{fffe}\te\r\nf",
    "",
];

/// The county again, with a hostile or very long name wherever a name may stand.
pub(crate) fn hostile() -> Audit {
    let long = format!("Start {} end", "Integrated records and document management platform ".repeat(10));
    let unbroken = format!("{}Z", "W".repeat(499));
    let names: Vec<&str> = HOSTILE.into_iter().chain([long.as_str(), unbroken.as_str()]).collect();
    let (mut lines, mut renewals, mut findings) = (Vec::new(), Vec::new(), Vec::new());
    let verdicts = ["unsupported", "supported", "unknown:no-product", "ending"];
    for (index, name) in names.iter().enumerate() {
        let pounds = 900_000 - 61_000 * i64::try_from(index).unwrap();
        lines.push(money(name, name, name, verdicts[index % 4], pounds));
        let mut contract = renewal(name, name, name, name, "2026-09-30", pounds);
        contract.owner = Some((*name).to_owned());
        contract.unknown = vec![(*name).to_owned()];
        if index % 3 == 0 {
            (contract.act_on, contract.decide_by, contract.notice_on) = (None, None, None);
        }
        renewals.push(contract);
        findings.push(Finding {
            owner: Some((*name).to_owned()),
            organisation: Some((*name).to_owned()),
            ..finding(name, "it", name, Some(pounds * 100), Some("2026-09-30"), name)
        });
    }
    let mut audit = with(&lines, renewals, findings);
    for name in names {
        audit.assumptions.push(Assumption {
            id: name.to_owned(),
            value: name.to_owned(),
            meaning: name.to_owned(),
            source: Some(name.to_owned()),
        });
        audit.set_aside.push(SetAsideCount {
            source: name.to_owned(),
            table: "contracts".to_owned(),
            column: Some(name.to_owned()),
            reason: name.to_owned(),
            rows: 1,
            cells: 0,
        });
        audit.receipts.push(TableReceipt {
            source: name.to_owned(),
            table: "contracts".to_owned(),
            declared: Some(2),
            received: 2,
            kept: 1,
            set_aside: 1,
        });
        audit.money_receipt.push(MoneyReceipt {
            source: name.to_owned(),
            table: "contracts".to_owned(),
            received_pence: 100,
            counted_pence: 100,
            ..MoneyReceipt::default()
        });
        audit.completeness.ledger_days.insert(name.to_owned(), 30);
    }
    audit
}

/// An automatic renewal with three months' notice and all dates known; dates are not worked out, only plausible.
pub(crate) fn renewal(id: &str, body: &str, supplier: &str, title: &str, end: &str, pounds: i64) -> Renewal {
    let months_before = |months: u32| {
        let (year, month): (u32, u32) = (end[..4].parse().unwrap(), end[5..7].parse().unwrap());
        let day: u32 = end[8..].parse().unwrap();
        let at = year * 12 + month - 1 - months;
        format!("{}-{:02}-{:02}", at / 12, at % 12 + 1, day.min(28))
    };
    let (notice, decide) = (months_before(3), months_before(4));
    Renewal {
        contract: id.to_owned(),
        organisation: body.to_owned(),
        supplier: supplier.to_owned(),
        title: Some(title.to_owned()),
        owner: Some("Head of contracts".to_owned()),
        state: "in-force".to_owned(),
        renewal: "automatic".to_owned(),
        current_end: Some(end.to_owned()),
        notice_on: Some(notice.clone()),
        decide_by: Some(decide.clone()),
        act_on: Some(decide.clone()),
        start_procuring_by: Some(months_before(9)),
        rolls: Some(1),
        committed_to: None,
        next_exit: Some(end.to_owned()),
        locked_in_pence: Some(pounds * 100),
        annual_pence: Some(pounds * 100),
        unknown: Vec::new(),
        between: BTreeMap::new(),
        why: vec![
            format!("notice_on: {end} less 3 months is {notice}"),
            format!("decide_by: one month earlier, {decide}"),
        ],
    }
}

/// Something to act on.
pub(crate) fn finding(
    code: &str,
    reader: &str,
    subject: &str,
    amount_pence: Option<i64>,
    due_on: Option<&str>,
    message: &str,
) -> Finding {
    Finding {
        code: code.to_owned(),
        reader: reader.to_owned(),
        subject: subject.to_owned(),
        organisation: None,
        owner: None,
        amount_pence,
        amount_means: "a year of what it is about".to_owned(),
        due_on: due_on.map(str::to_owned),
        message: message.to_owned(),
        evidence: vec![format!("contracts:{subject}")],
    }
}

/// An audit of these lines: lists, figures, completeness and receipts added up from them.
pub(crate) fn with(lines: &[Money], renewals: Vec<Renewal>, findings: Vec<Finding>) -> Audit {
    let sum = |part: fn(&Money) -> i64| lines.iter().map(part).sum::<i64>();
    let (run, legacy, unknown) = (sum(|line| line.pence), sum(Money::legacy), sum(Money::unknown));
    let mut unknown_pence = BTreeMap::new();
    for line in lines.iter().filter(|line| line.verdict == "unknown") {
        *unknown_pence.entry(line.reason.unwrap_or("no-asset").to_owned()).or_default() += line.pence;
    }
    Audit {
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
        completeness: Completeness {
            assets: 412,
            assets_judged: 331,
            judged_pence: run - unknown,
            unknown_pence,
            contracts: 38,
            contracts_without_date: 3,
            contracts_without_price: 2,
            ledger_days: BTreeMap::from([("council-payments".to_owned(), 364), ("trust-payments".to_owned(), 181)]),
            period_days: 365,
        },
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
        renewals,
        findings,
        scenarios: Vec::new(),
        receipts: receipts(),
        set_aside: vec![
            set_aside("contracts", Some("ends_on"), "ends before it starts", 2, 0),
            set_aside("payments", Some("amount"), "is not an amount", 3, 0),
            set_aside("assets", Some("purchased_on"), "is not a date", 0, 17),
        ],
        assumptions: vec![
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
        ],
    }
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
