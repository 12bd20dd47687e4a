//! Findings about contracts, each beside its near miss: one day, one pound or one per cent away, and silent.

mod cases;

use self::cases::{BODIES, CASES, Case, ROLLING};
use crate::binary::{oldiron, ran, read_pack};
use audit::Audit;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const AS_OF: &str = "2026-03-31";

/// The audit of a folder.
fn audit(case: &Case) -> Audit {
    let place = TempDir::new().unwrap();
    let path = |name: &str| place.path().join(name);
    fs::create_dir(path("files")).unwrap();
    for (name, text) in case.files {
        // What is no table lies beside the settings.
        let folder = if Path::new(name).extension().is_some_and(|ending| ending == "csv") {
            path("files")
        } else {
            place.path().to_owned()
        };
        fs::write(folder.join(name), text).unwrap();
    }
    fs::write(path("oldiron.toml"), case.settings).unwrap();
    let mut audit = oldiron(place.path());
    audit.args(["audit", "--from", "files", "--data-dir", "data", "--out", "pack", "--no-pages", "--as-of", AS_OF]);
    ran(&mut audit).done();
    read_pack(&path("pack")).unwrap().audit
}

fn case(code: &str) -> &'static Case {
    CASES.iter().find(|case| case.code == code).unwrap()
}

#[test]
fn a_finding_about_a_contract_names_its_subject_and_nothing_beside_it() {
    for case in CASES {
        for subject in case.named.iter().chain(case.silent) {
            let stands = case.files.iter().any(|(_, text)| text.split([',', '\n']).any(|cell| cell == *subject));
            assert!(stands, "{}: {subject} is nowhere in the folder", case.code);
        }
        let found = audit(case).findings.into_iter().filter(|finding| finding.code == case.code);
        let mut subjects: Vec<String> = found.map(|finding| finding.subject).collect();
        subjects.sort();
        assert_eq!(subjects, case.named, "{}", case.code);
    }
}

/// Amount, day and evidence of one finding.
fn said(audit: &Audit, code: &str, subject: &str) -> (Option<i64>, Option<String>, Vec<String>, String) {
    let found = audit.findings.iter().find(|finding| finding.code == code && finding.subject == subject).unwrap();
    (found.amount_pence, found.due_on.clone(), found.evidence.clone(), found.message.clone())
}

#[test]
fn amounts_are_what_they_are_said_to_mean_and_rest_on_records() {
    let over = audit(case("over-entitled"));
    // 11 users of 100 at £1,000 a year; 1 device of 3 at £300.
    let (pence, due, evidence, message) = said(&over, "over-entitled", "C-CASE");
    assert_eq!((pence, due.as_deref()), (Some(11_000), Some("2026-12-31")));
    assert_eq!(evidence, ["contracts:C-CASE", "assets:A-CASE"]);
    assert_eq!(message, "Town Council: 100 users of Case Desk bought, 89 deployed; 11 stand unused.");
    assert_eq!(said(&over, "over-entitled", "C-DRAW").0, Some(10_000));

    let peers = audit(case("price-above-peers"));
    // £1.11 beside £1.00, for 100 users.
    let (pence, _, evidence, _) = said(&peers, "price-above-peers", "C-DEAR");
    assert_eq!(
        (pence, evidence.as_slice()),
        (Some(1_100), ["C-DEAR", "C-1", "C-2"].map(|id| format!("contracts:{id}")).as_slice())
    );

    let consent = audit(case("consent-needed"));
    let (pence, _, evidence, message) = said(&consent, "consent-needed", "C");
    assert_eq!((pence, evidence), (Some(6_000_000), vec!["contracts:C".to_owned(), "contracts:C0".to_owned()]));
    assert!(message.contains("£110000.00 with others of this supplier"), "{message}");
    // £50,000 a year over 25 months.
    assert_eq!(said(&consent, "consent-needed", "Y1").0, Some(10_416_667));

    let cap = audit(case("extension-beyond-term-cap"));
    // One day past the cap at £1,200 a year.
    let (pence, due, _, message) = said(&cap, "extension-beyond-term-cap", "C-OVER");
    assert_eq!((pence, due.as_deref()), (Some(329), Some("2027-03-31")));
    assert!(message.contains("36 months, and one extension of 12"), "{message}");

    let legacy = audit(case("renews-on-legacy"));
    // A third of £1,200 lands on each; the next term ends on 31 December 2027, the day on which the support of one of them does too.
    let (pence, _, evidence, message) = said(&legacy, "renews-on-legacy", "C-OLD");
    assert_eq!(
        (pence, evidence.as_slice()),
        (Some(40_000), ["contracts:C-OLD", "assets:OLD", "assets:SOON"].map(str::to_owned).as_slice())
    );
    assert!(message.ends_with("Before its next term ends on 2027-12-31, 1 more loses support."), "{message}");
    // OLD and SOON under C-OLD, NEW whole under C-NEW.
    assert_eq!(legacy.pence("renewing_past_support"), Some(80_000 + 120_000));

    let undated = audit(case("no-computable-date"));
    // 31 December less 3 months is 30 September; of a quarter the earliest day counts.
    let (pence, due, _, message) = said(&undated, "no-computable-date", "C-QUARTER");
    assert_eq!((pence, due.as_deref()), (Some(120_000), Some("2026-07-01")));
    assert!(message.ends_with("it lies between 2026-07-01 and 2026-09-30."), "{message}");

    let late = audit(case("too-late-to-tender"));
    let (pence, due, _, message) = said(&late, "too-late-to-tender", "C-LATE");
    assert_eq!((pence, due.as_deref()), (Some(120_000), Some("2026-12-30")));
    assert!(message.contains("had to begin by 2026-03-30"), "{message}");
}

#[test]
fn a_policy_is_cited_and_is_a_breach_for_the_bodies_it_binds() {
    let rolling = ROLLING
        .1
        .replace("C-EXPRESS,TC", "C-EXPRESS,DEP")
        .replace("express", "automatic")
        .replace("92 days", "91 days");
    let place: &'static str = Box::leak(rolling.into_boxed_str());
    let files: &'static [(&str, &str)] = Box::leak(Box::new([BODIES, ("contracts.csv", place)]));
    let found = audit(&Case { code: "auto-renews", settings: "", files, named: &[], silent: &[] });
    let of_council = said(&found, "auto-renews", "C-TODAY").3;
    assert!(of_council.contains("Cabinet Office red lines, 2014") && !of_council.contains("breach"), "{of_council}");
    assert!(said(&found, "auto-renews", "C-EXPRESS").3.contains("in breach of policy"));
}

#[test]
fn what_could_not_be_judged_is_counted() {
    let late = audit(case("too-late-to-tender"));
    let lacking: Vec<_> = late.completeness.unjudged.iter().filter(|row| row.code == "too-late-to-tender").collect();
    assert_eq!(lacking.len(), 1);
    assert_eq!(
        (lacking[0].subjects, lacking[0].lacks.as_str()),
        (1, "a route, and in the lead times how long it takes")
    );
    let over = audit(case("over-entitled"));
    let uncounted: Vec<_> = over.completeness.unjudged.iter().filter(|row| row.code == "over-entitled").collect();
    assert_eq!(uncounted.iter().map(|row| row.subjects).sum::<u64>(), 1, "no asset has the words of C-NOWHERE");
}

#[test]
fn what_several_bodies_buy_stands_side_by_side() {
    let shared = audit(case("same-supplier-many-bodies"));
    assert_eq!(shared.joint.len(), 1);
    let joint = &shared.joint[0];
    assert_eq!((joint.kind.as_str(), joint.key.as_str(), joint.annual_pence), ("supplier", "ACME", 200_000));
    assert_eq!(joint.bodies, ["FRS", "TC"]);
    // On 2026-12-31 A-2's 181 days at £800 a year would be left; on 2027-06-30 A-1 is bridged for as long at £1,200.
    assert_eq!(joint.end_together_on.as_deref(), Some("2026-12-31"));
    assert_eq!(joint.end_together_pence, Some(39_671));
    let acme = shared.suppliers.iter().find(|sheet| sheet.supplier == "ACME").unwrap();
    assert_eq!((acme.bodies.len(), acme.contracts.len(), acme.run_pence), (2, 2, 200_000));
}
