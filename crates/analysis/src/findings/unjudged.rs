//! What findings could not judge, for want of a fact: counted, so that a silent finding is not taken for a clean one.

use super::{Context, Kind};
use super::{
    consent_needed, extension_beyond_term_cap, modification_over_10_percent, over_entitled, price_above_peers,
    renews_on_legacy, too_late_to_tender, uncovered_live_asset, under_entitled,
};
use audit::Unjudged;
use std::collections::BTreeMap;

/// What one finding lacks, a word of it for every subject that it could not judge.
type Lacks = fn(&Context<'_>) -> Vec<&'static str>;

/// Findings that need more than every record has.
const LACKS: &[(&Kind, Lacks)] = &[
    (&consent_needed::KIND, consent_needed::lacking),
    (&extension_beyond_term_cap::KIND, extension_beyond_term_cap::lacking),
    (&modification_over_10_percent::KIND, modification_over_10_percent::lacking),
    (&over_entitled::KIND, over_entitled::lacking),
    (&price_above_peers::KIND, price_above_peers::lacking),
    (&renews_on_legacy::KIND, renews_on_legacy::lacking),
    (&too_late_to_tender::KIND, too_late_to_tender::lacking),
    (&uncovered_live_asset::KIND, uncovered_live_asset::lacking),
    (&under_entitled::KIND, over_entitled::lacking),
];

/// How many subjects each finding could not judge, and what of them is missing.
pub(crate) fn unjudged(context: &Context<'_>) -> Vec<Unjudged> {
    let mut rows = Vec::new();
    for (kind, lacks) in LACKS {
        let mut counts: BTreeMap<&'static str, u64> = BTreeMap::new();
        lacks(context).into_iter().for_each(|lack| *counts.entry(lack).or_insert(0) += 1);
        rows.extend(counts.into_iter().map(|(lacks, subjects)| Unjudged {
            code: kind.code.to_owned(),
            subjects,
            lacks: lacks.to_owned(),
        }));
    }
    rows
}
