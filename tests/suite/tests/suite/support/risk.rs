//! Risk of systems from people's answers and from records, and what was accepted until a day.

use super::{AS_OF, judged};
use audit::RiskScore;

const ANSWERS: &str = "asset,l1,l2,l3,l4,l5,l6,l7,c1,c2,c3,c4,c5,c6,assessor,assessed_on,has_plan,plan_funded,target_on,cost_change_percent\n";

fn risk(files: &[(&str, &str)], system: &str) -> RiskScore {
    let pack = judged(AS_OF, files, &[]);
    pack.audit.risk.iter().find(|score| score.system == system).unwrap().clone()
}

fn overall(score: &RiskScore) -> Option<(&str, &str)> {
    score.overall.as_ref().map(|ratio| (ratio.exact.as_str(), ratio.printed.as_str()))
}

/// The framework's worked example and the three traps beside it.
#[test]
fn answers_are_scored_exactly_and_what_is_missing_stays_unscored() {
    for (answers, exact, status) in [
        (
            "SVC,5,5,5,5,6,6,6,5,5,2,5,5,4,A. Assessor,2026-10-01,true,false,2027-03-31,-12.5\n",
            Some(("80/3", "26.67")),
            "red-rated",
        ),
        ("SVC,1,1,1,1,3,6,6,1,1,1,1,5,5,,,,,,\n", Some(("671/42", "15.98")), "legacy"),
        ("SVC,1,1,1,1,1,3,5,1,5,5,5,5,5,,,,,,\n", Some(("16", "16.00")), "red-rated"),
        ("SVC,2,2,2,2,2,2,2,5,5,5,5,5,5,,,,,,\n", Some(("10", "10.00")), "not-legacy"),
        ("SVC,5,5,,5,6,6,6,5,5,2,5,5,4,,,,,,\n", None, "unscored"),
    ] {
        let score = risk(&[("litraf.csv", &format!("{ANSWERS}{answers}"))], "SVC");
        assert_eq!((overall(&score), score.status.as_str()), (exact, status), "{answers}");
        if status == "unscored" {
            assert_eq!(score.is_legacy, Some(true), "one likelihood is high enough to know");
        } else {
            assert_eq!(score.unconfirmed, 0);
        }
    }
}

#[test]
fn records_propose_five_scores_with_their_evidence_and_people_the_rest() {
    let measures =
        "asset,name,value,period\nA-OLD,known-vulnerabilities,4,2026-10\nA-OLD,known-vulnerabilities,0,2026-09\n";
    let score = risk(&[("measures.csv", measures)], "SVC");
    let said: Vec<(&str, Option<i64>, &str)> = score
        .scores
        .iter()
        .filter(|criterion| criterion.proposed.is_some())
        .map(|criterion| (criterion.id.as_str(), criterion.proposed, criterion.evidence.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            ("L1", Some(6), "srv-old on windows-server 2012-r2 is unsupported; 2 assets without a verdict"),
            ("L2", Some(5), "srv-old: Server maintenance (Acme) ends 2026-12-31"),
            ("L6", Some(6), "4 known vulnerabilities; 1 asset of 3 scanned"),
            // The critical incident is a day older than twelve months, the open request is no incident.
            ("L7", Some(4), "1 in 12 months, the most urgent of priority 2"),
            ("C6", Some(2), "1 other system use the same applications"),
        ]
    );
    assert_eq!((score.status.as_str(), score.unconfirmed), ("unscored", 5));
    assert!(
        score.scores.iter().filter(|criterion| criterion.proposed.is_none()).all(|criterion| criterion.by == "none")
    );
    // A person's answer stands above a proposal, which stays beside it.
    let answered = risk(&[("litraf.csv", "asset,l1\nSVC,2\n")], "SVC");
    let first = &answered.scores[0];
    assert_eq!((first.score, first.by.as_str(), first.proposed), (Some(2), "assessor", Some(6)));
}

#[test]
fn a_score_out_of_range_is_set_aside_with_its_column() {
    let pack = judged(AS_OF, &[("litraf.csv", "asset,l1,c1\nSVC,7,\nSVC-2,,6\nAPP,6,5\n")], &[]);
    let reasons: Vec<&str> = pack
        .audit
        .set_aside
        .iter()
        .filter(|row| row.table == "litraf")
        .map(|row| row.column.as_deref().unwrap_or_default())
        .collect();
    assert_eq!(reasons, ["c1", "l1"]);
}

#[test]
fn what_was_accepted_is_told_until_its_day_and_moves_no_pound() {
    let waivers = "asset,code,reason,approved_by,granted_on,until\n\
                   A-OLD,,moves to the new platform in spring,Head of ICT,2026-01-01,2026-11-23\n\
                   A-RHEL5,unsupported-in-use,isolated network,Head of ICT,,2026-11-22\n\
                   A-RHEL6,ending-soon,another matter,Head of ICT,,2027-01-01\n\
                   A-BARE,,granted tomorrow,Head of ICT,2026-11-24,2027-01-01\n";
    let without = judged(AS_OF, &[], &[]);
    let with = judged(AS_OF, &[("waivers.csv", waivers)], &[]);
    assert_eq!(without.audit.figures, with.audit.figures);
    assert_eq!(without.audit.by_verdict, with.audit.by_verdict);
    let told: Vec<(String, bool)> = with
        .audit
        .findings
        .iter()
        .filter(|finding| finding.code == "unsupported-in-use")
        .flat_map(|finding| finding.waived.iter().map(|waived| (waived.asset.clone(), waived.expired)))
        .collect();
    assert_eq!(told, [("A-OLD".to_owned(), false), ("A-RHEL5".to_owned(), true)]);
    let message = |subject: &str| {
        let mut all = with.audit.findings.iter();
        all.find(|finding| finding.code == "unsupported-in-use" && finding.subject == subject).unwrap().message.clone()
    };
    assert!(
        message("windows-server 2012-r2")
            .contains("Accepted for A-OLD: moves to the new platform in spring, by Head of ICT until 2026-11-23.")
    );
    assert!(
        message("rhel 5")
            .contains("No longer accepted for A-RHEL5: isolated network, by Head of ICT until 2026-11-22.")
    );
}
