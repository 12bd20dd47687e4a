//! Risks that somebody has accepted until a day, told beside the findings they are about. They move no verdict and no pound.

use audit::{Finding, Waived};
use estate::Date;
use estate::tables::Waiver;
use std::collections::{BTreeMap, BTreeSet};

/// Findings that a waiver without a code is about.
const ABOUT_SUPPORT: [&str; 6] = [
    "unsupported-in-use",
    "ending-soon",
    "cover-ends",
    "cover-past-its-end",
    "extended-support-unpaid",
    "distribution-package",
];

/// Writes into each finding what was accepted of it.
pub(crate) fn tell(findings: &mut [Finding], waivers: Vec<Waiver>, as_of: Date) {
    let mut by_asset: BTreeMap<String, Vec<Waiver>> = BTreeMap::new();
    for waiver in waivers {
        // What is granted later is not known yet.
        if waiver.granted_on.is_none_or(|granted| granted <= as_of) {
            by_asset.entry(waiver.asset.clone()).or_default().push(waiver);
        }
    }
    if by_asset.is_empty() {
        return;
    }
    for rows in by_asset.values_mut() {
        rows.sort_by(|a, b| {
            (b.until, &a.code, &a.approved_by, &a.reason).cmp(&(a.until, &b.code, &b.approved_by, &b.reason))
        });
    }
    for finding in findings {
        let assets: BTreeSet<&str> = finding
            .evidence
            .iter()
            .filter_map(|record| record.strip_prefix("assets:"))
            .chain([finding.subject.as_str()])
            .collect();
        let about = |waiver: &&Waiver| match &waiver.code {
            Some(code) => *code == finding.code,
            None => ABOUT_SUPPORT.contains(&finding.code.as_str()),
        };
        // Of several about one asset the one that holds longest counts.
        let waived: Vec<Waived> = assets
            .iter()
            .filter_map(|asset| by_asset.get(*asset)?.iter().find(about))
            .map(|waiver| Waived {
                asset: waiver.asset.clone(),
                approved_by: waiver.approved_by.clone(),
                reason: waiver.reason.clone(),
                until: waiver.until.to_string(),
                expired: waiver.until < as_of,
            })
            .collect();
        let (over, holds): (Vec<&Waived>, Vec<&Waived>) = waived.iter().partition(|waived| waived.expired);
        for (words, some) in [("Accepted", holds), ("No longer accepted", over)] {
            if let Some(first) = some.first() {
                let others = if some.len() > 1 { format!(" and {} more", some.len() - 1) } else { String::new() };
                finding.message.push_str(&format!(
                    " {words} for {}{others}: {}, by {} until {}.",
                    first.asset, first.reason, first.approved_by, first.until
                ));
            }
        }
        finding.waived = waived;
    }
}
