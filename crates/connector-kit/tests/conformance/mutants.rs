//! Each mutant, and the rule that it breaks.

use crate::defect::Defect;
use crate::stand::PlainStand;
use connector_kit::conformance::{self, Verdict};

/// Which case each mutant has to fail.
const KILLED_BY: &[(Defect, &str)] = &[
    (Defect::StopsAtShortPage, "short-page"),
    (Defect::StopsAtEmptyPage, "hidden-page"),
    (Defect::StopsAtEmptyPage, "hidden-beginning"),
    (Defect::DropsLastPage, "nothing-wrong"),
    (Defect::PagesByTheFirstTotal, "total-too-small"),
    (Defect::PagesByNumber, "row-gone"),
    (Defect::StopsAtTheTotal, "total-too-small"),
    (Defect::KeepsRepeats, "repeated-row"),
    (Defect::LoopsOnRepeats, "cursor-ignored"),
    (Defect::TrustsTheFilter, "filter-ignored"),
    (Defect::NeedsTheTotal, "total-missing"),
    (Defect::ErrorIsAnEmptyPage, "error-inside-success"),
    (Defect::ErrorIsAnEmptyPage, "rows-null"),
    (Defect::TroubleIsTheEnd, "truncated-json"),
    (Defect::TroubleIsTheEnd, "asleep"),
    (Defect::TroubleIsTheEnd, "broken-from-the-start"),
    (Defect::AsksAgainWhatIsRefused, "forbidden"),
    (Defect::AsksAgainWhatIsRefused, "not-found"),
    (Defect::AsksAgainAtOnce, "too-many-seconds"),
    (Defect::AsksAgainAtOnce, "too-many-no-hint"),
    (Defect::NeverAsksAgain, "bad-gateway"),
    (Defect::AsksAgainForEver, "error-for-ever"),
    (Defect::DeclaresWhatArrived, "rows-hidden-here-and-there"),
    (Defect::DeclaresWhatArrived, "count-too-large"),
    (Defect::MiscountsKept, "nothing-wrong"),
    (Defect::DropsWhatItCannotUse, "row-without-id"),
    (Defect::ForgetsAbsentColumns, "field-missing"),
    (Defect::MixesTheOrder, "replay"),
    (Defect::LeavesAMark, "only-reads"),
    (Defect::RepeatsThePost, "token-refused"),
    (Defect::FollowsRedirects, "redirect-elsewhere"),
    (Defect::TellsThePassword, "nothing-wrong"),
    (Defect::RepeatsTheAnswer, "echoed-secrets"),
    (Defect::ReadsPeople, "nothing-wrong"),
    (Defect::ForgetsPages, "finished-pages-are-good"),
    (Defect::LosesFinishedPages, "stopped-in-the-middle"),
    (Defect::ReplaysOverTheNetwork, "replay"),
    (Defect::CheckReadsEverything, "check"),
    (Defect::CheckSaysAllIsWell, "check-of-a-closed-table"),
];

#[test]
fn a_plain_connector_keeps_every_rule() {
    let report = conformance::run(&PlainStand::new(None));
    report.demand_all();
    let impossible: Vec<_> = report.cases.iter().filter(|(_, _, verdict)| *verdict == Verdict::CannotBe).collect();
    assert!(impossible.is_empty(), "{report}");
}

#[test]
fn each_mutant_breaks_the_rule_that_it_was_made_to_break() {
    let mut survivors = Vec::new();
    for (defect, case) in KILLED_BY {
        let report = conformance::run_named(&PlainStand::new(Some(*defect)), &[case]);
        if report.broken().is_empty() {
            survivors.push(format!("{defect:?} survives {case}: {report}"));
        }
    }
    assert!(survivors.is_empty(), "{}", survivors.join("\n"));
}

#[test]
fn cases_have_names_of_their_own_and_there_are_enough() {
    let names: std::collections::BTreeSet<_> = conformance::names().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), conformance::names().len());
    assert!(names.len() >= 80, "{}", names.len());
    for (_, case) in KILLED_BY {
        assert!(names.contains(case), "no case is called {case}");
    }
}
