//! A county's council, fire service and hospitals.

use super::{Money, finding, money, renewal, with};
use audit::{Audit, Finding, Renewal};
use std::collections::BTreeMap;

const COUNCIL: &str = "Wexmoor County Council";
const FIRE: &str = "Wexmoor Fire and Rescue";
const TRUST: &str = "Wexmoor Vale Hospitals Trust";

/// Every page and chart has something to say about it.
pub(crate) fn county() -> Audit {
    with(&lines(), renewals(), findings())
}

fn lines() -> Vec<Money> {
    let mut lines = vec![
        money(COUNCIL, "Social care case management", "Brackenfold Systems", "unsupported", 2_140_000),
        money(COUNCIL, "Revenues and benefits", "Brackenfold Systems", "extended-paid", 1_480_000),
        money(COUNCIL, "Payroll and pensions", "Ostrand Data", "extended-paid", 960_000),
        money(COUNCIL, "Planning and building control", "Tamsel & Pyke", "unsupported", 410_000),
        money(COUNCIL, "Library catalogue", "Tamsel & Pyke", "supported", 230_000),
        money(COUNCIL, "Finance ledger", "Ostrand Data", "supported", 1_720_000),
        money(COUNCIL, "Customer contact", "Kestrel Voice", "ending", 640_000),
        money(COUNCIL, "Highways asset register", "Greave Mapping", "unknown:release-uncertain", 520_000),
        money(COUNCIL, "", "Northquay Hosting", "unknown:no-asset", 880_000),
        money(COUNCIL, "Office productivity", "Larkwell Licensing", "supported", 1_930_000),
        money(FIRE, "Mobilising and control room", "Kestrel Voice", "unsupported", 1_260_000),
        money(FIRE, "Station end equipment", "Kestrel Voice", "aged", 310_000),
        money(FIRE, "Crew rostering", "Tamsel & Pyke", "supported", 190_000),
        money(FIRE, "", "", "unknown:no-asset", 240_000),
        money(TRUST, "Patient administration", "Hallam Reach Health", "extended-paid", 2_870_000),
        money(TRUST, "Pathology", "Hallam Reach Health", "unsupported", 990_000),
        money(TRUST, "Radiology archive", "Imageworth", "unknown:not-in-catalogue", 760_000),
        money(TRUST, "Theatre scheduling", "Imageworth", "unknown:no-product", 280_000),
        money(TRUST, "Electronic prescribing", "Hallam Reach Health", "supported", 1_340_000),
        money(TRUST, "Ward devices", "Northquay Hosting", "aged", 450_000),
        money(TRUST, "Network and telephony", "Kestrel Voice", "supported", 1_180_000),
        money(TRUST, "Office productivity (trust)", "Larkwell Licensing", "supported", 1_610_000),
        money(TRUST, "", "Ostrand Data", "unknown:no-date", 150_000),
    ];
    lines[3].waste = true;
    lines[7].pence += 33;
    lines[14].pence += 49;
    lines
}

fn renewals() -> Vec<Renewal> {
    let contracts = [
        ("CON-0114", COUNCIL, "Brackenfold Systems", "Case management support", "2026-06-30", 2_140_000),
        ("CON-0131", COUNCIL, "Brackenfold Systems", "Revenues application maintenance", "2026-09-30", 1_480_000),
        ("CON-0150", COUNCIL, "Kestrel Voice", "Contact centre seats", "2026-12-31", 640_000),
        ("CON-0162", COUNCIL, "Tamsel & Pyke", "Planning system licence", "2027-02-28", 410_000),
        ("CON-0170", COUNCIL, "Larkwell Licensing", "Productivity licences, 6,200 users", "2026-10-31", 1_930_000),
        ("FIR-011", FIRE, "Kestrel Voice", "Mobilising system support", "2026-07-15", 1_260_000),
        ("FIR-014", FIRE, "Tamsel & Pyke", "Rostering subscription", "2027-03-31", 190_000),
        ("TR-2201", TRUST, "Hallam Reach Health", "Patient administration, extended support", "2026-08-31", 2_870_000),
        ("TR-2207", TRUST, "Imageworth", "Radiology archive", "2027-06-30", 760_000),
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
        ..renewal("TR-2215", TRUST, "Northquay Hosting", "Ward device maintenance", "2026-12-31", 450_000)
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
        ..renewal("CON-0188", COUNCIL, "Greave Mapping", "Highways mapping", "2026-12-31", 520_000)
    });
    renewals
}

fn findings() -> Vec<Finding> {
    vec![
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
    ]
}
