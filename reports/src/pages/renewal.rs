//! How is the decision on one contract said: by when, on what, and what happens if nobody acts?

use super::names::Names;
use super::table;
use crate::words;
use audit::{Finding, Renewal, Standing};
use std::collections::{BTreeMap, BTreeSet};

/// The title of a contract, or its id where it has none that can be read.
pub(crate) fn title(renewal: &Renewal, most: usize) -> String {
    table::name(renewal.title.as_deref().into_iter().chain([renewal.contract.as_str()]), most)
}

/// Its id, supplier and, where there are several, body, on one line.
pub(crate) fn parties(renewal: &Renewal, names: &Names<'_>) -> String {
    let mut parts = vec![names.supplier(&renewal.supplier)];
    if names.several_bodies() {
        parts.push(names.body(&renewal.organisation));
    }
    if renewal.title.is_some() {
        parts.insert(0, table::name([renewal.contract.as_str()], 40));
    }
    parts.join(" · ")
}

/// The day it turns on: `30 Jun 2026`, or `1 Jul to 30 Sep 2026` where it is known in part.
pub(crate) fn day(standing: &Standing) -> String {
    match standing {
        Standing::Due { on, latest: Some(latest) } if latest != on => {
            format!("{} to {}", words::day_short(on), words::day_short(latest))
        }
        _ => standing.day().map_or_else(|| "no day".to_owned(), words::day_short),
    }
}

/// What happens if nobody acts: `renews after 30 Sep 2026`.
pub(crate) fn otherwise(renewal: &Renewal) -> String {
    if renewal.state == "open-ended" {
        return "goes on: it has no end".to_owned();
    }
    let end = renewal.current_end.as_deref();
    let on = |word: &str| end.map_or_else(String::new, |end| format!(" {word} {}", words::day_short(end)));
    match renewal.renewal.as_str() {
        "automatic" => match &renewal.committed_to {
            Some(to) => format!("is committed to {}", words::day_short(to)),
            None => format!("renews by itself{}", on("after")),
        },
        "express" => format!("ends{} unless renewed", on("on")),
        "none" => format!("ends{}", on("on")),
        _ => format!("may renew{}: the records do not say", on("after")),
    }
}

/// What is locked in if nobody acts: `£240,000`, `nothing`, `not known`.
pub(crate) fn locked_in(renewal: &Renewal, currency: &str) -> String {
    match renewal.locked_in_pence {
        Some(0) => "nothing".to_owned(),
        Some(pence) => words::money_whole(pence, currency),
        None => "not known".to_owned(),
    }
}

/// Findings that say again what the tables of decisions say.
pub(crate) const SAID: [&str; 4] = ["auto-renews", "decision-due", "notice-missed", "no-computable-date"];

/// What findings say about a contract beside its dates, as words: `renews on legacy`.
pub(crate) fn flags(findings: &[Finding]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut flags: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| !SAID.contains(&finding.code.as_str())) {
        flags.entry(&finding.subject).or_default().insert(&finding.code);
    }
    flags
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn what_happens_if_nobody_acts_follows_the_kind_of_renewal() {
        let mut contract = sample::renewal("C1", "Wexmoor", "Ostrand", "Support", "2026-09-30", 10);
        assert_eq!(otherwise(&contract), "renews by itself after 30 Sep 2026");
        contract.committed_to = Some("2027-09-30".to_owned());
        assert_eq!(otherwise(&contract), "is committed to 30 Sep 2027");
        for (renewal, says) in [
            ("express", "ends on 30 Sep 2026 unless renewed"),
            ("none", "ends on 30 Sep 2026"),
            ("unknown", "may renew after 30 Sep 2026: the records do not say"),
        ] {
            contract.renewal = renewal.to_owned();
            assert_eq!(otherwise(&contract), says);
        }
        contract.current_end = None;
        assert_eq!(otherwise(&contract), "may renew: the records do not say");
        contract.state = "open-ended".to_owned();
        assert_eq!(otherwise(&contract), "goes on: it has no end");
    }

    #[test]
    fn an_unknown_amount_is_not_nothing() {
        let mut contract = sample::renewal("C1", "Wexmoor", "Ostrand", "Support", "2026-09-30", 10);
        assert_eq!(locked_in(&contract, "GBP"), "£10");
        contract.locked_in_pence = Some(0);
        assert_eq!(locked_in(&contract, "GBP"), "nothing");
        contract.locked_in_pence = None;
        assert_eq!(locked_in(&contract, "GBP"), "not known");
    }
}
