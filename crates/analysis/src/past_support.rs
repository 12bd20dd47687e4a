//! Contracts that renew themselves for a term which runs past the end of support of what they cover.

use crate::ledger::Ledger;
use crate::timelines::Dated;
use crate::verdicts::Judged;
use estate::{Date, Renewal};
use std::collections::{BTreeMap, BTreeSet};

/// A contract with what of it will be out of support before its next term ends.
pub(crate) struct PastSupport {
    pub(crate) contract: usize,
    /// Last day of the term after the present one.
    pub(crate) next_ends: Date,
    /// Assets in use whose support ends after the audit date and before that day, by the day it ends.
    pub(crate) ending: Vec<(Date, usize)>,
    /// Cost of the period that lands on these, and on those whose support has ended already.
    pub(crate) pence: i64,
}

/// Every such contract, in order.
pub(crate) fn past_support(
    ledger: &Ledger<'_>,
    dated: &[Dated],
    judged: &Judged,
    lines: &[Vec<usize>],
) -> Vec<PastSupport> {
    let model = ledger.model;
    let mut ends: BTreeMap<usize, Date> = BTreeMap::new();
    for row in &judged.rows {
        if let Some((asset, day)) = model.asset(&row.asset).zip(row.ended_on) {
            ends.entry(asset).and_modify(|known| *known = (*known).min(day)).or_insert(day);
        }
    }
    let rolling = dated.iter().filter(|dated| {
        let record = &model.contracts[dated.contract].record;
        record.renewal == Some(Renewal::Automatic) && crate::joint::has_decision(ledger, dated)
    });
    rolling.filter_map(|dated| one(ledger, dated.contract, &ends, &lines[dated.contract])).collect()
}

fn one(ledger: &Ledger<'_>, contract: usize, ends: &BTreeMap<usize, Date>, lines: &[usize]) -> Option<PastSupport> {
    let (model, day) = (ledger.model, ledger.model.period.as_of);
    let record = &model.contracts[contract].record;
    let next = renewals::term_on(record, day)?.to?.tomorrow().ok()?;
    let next_ends = renewals::term_on(record, next)?.to?;
    let live = ledger.contracts[contract].cover.iter().filter(|row| row.days.from <= day && day <= row.days.to);
    let covered: BTreeSet<usize> = live.filter_map(|row| row.asset).collect();
    let past: BTreeMap<usize, Date> = covered
        .into_iter()
        .filter(|asset| !model.retired_on_audit_date(*asset))
        .filter_map(|asset| ends.get(&asset).filter(|ends| **ends < next_ends).map(|ends| (asset, *ends)))
        .collect();
    let landed = lines.iter().map(|line| &ledger.lines[*line]);
    let pence =
        landed.filter(|line| line.asset.is_some_and(|asset| past.contains_key(&asset))).map(|line| line.pence).sum();
    let mut ending: Vec<(Date, usize)> =
        past.iter().filter(|(_, ends)| **ends >= day).map(|(asset, ends)| (*ends, *asset)).collect();
    ending.sort_unstable();
    (!past.is_empty()).then_some(PastSupport { contract, next_ends, ending, pence })
}
