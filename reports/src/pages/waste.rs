//! Spending that buys nothing: how much of which kind, and the records where it was found.

use super::Picture;
use super::names::Names;
use super::table::{self, Cell, Table};
use crate::words;
use audit::{Audit, total};
use serde::Serialize;

/// What the page shows.
#[derive(Debug, Serialize)]
pub(crate) struct WastePages {
    headline: String,
    lead: String,
    chart: Option<Picture>,
    found: Option<Table>,
}

/// Findings that name spending which buys nothing.
const FOUND: [&str; 6] = [
    "paid-for-retired",
    "duplicate-cover",
    "expired-still-paid",
    "over-entitled",
    "renews-on-retired",
    "extended-support-unneeded",
];
const MOST_FOUND: usize = 12;

/// Builds the page; none without waste.
pub(crate) fn page(audit: &Audit, chart: Option<Picture>) -> Option<WastePages> {
    let all: i128 = audit.by_waste.iter().map(|row| i128::from(row.pence)).sum();
    if audit.by_waste.iter().all(|row| row.pence == 0) {
        return None;
    }
    let run = total(&audit.by_verdict).pence;
    let share = words::share_of(all, run).map_or_else(String::new, |share| format!(" ({share})"));
    Some(WastePages {
        headline: format!("{}{share} of run cost could stop without anybody missing it", words::money(all, &audit.currency)),
        lead: "A pound counts as one kind of waste alone. What stops it is a change to a contract, a return of rights or the end of a payment; \
               until a contract's own end it may stay locked in."
            .to_owned(),
        chart,
        found: found(audit),
    })
}

fn found(audit: &Audit) -> Option<Table> {
    let mut rows: Vec<_> = audit.findings.iter().filter(|finding| FOUND.contains(&finding.code.as_str())).collect();
    if rows.is_empty() {
        return None;
    }
    rows.sort_by(|a, b| {
        b.amount_pence.cmp(&a.amount_pence).then_with(|| a.code.cmp(&b.code)).then_with(|| a.subject.cmp(&b.subject))
    });
    let names = Names::of(audit);
    let amount = format!("Amount ({})", words::symbol(&audit.currency));
    let mut table = Table::new(&["Finding", "Owner", &amount]);
    for finding in rows.iter().take(MOST_FOUND) {
        let body = finding.organisation.as_deref().map(|body| names.body(body));
        let note: Vec<String> =
            [Some(words::code(&finding.code)), Some(table::name([finding.subject.as_str()], 50)), body]
                .into_iter()
                .flatten()
                .collect();
        table.row([
            Cell::noted(table::text(&words::with_days(&finding.message), 240), table::text(&note.join(" · "), 120)),
            finding.owner.as_deref().map_or_else(|| "none named".to_owned(), |owner| table::name([owner], 40)).into(),
            finding.amount_pence.map_or_else(|| "not known".to_owned(), words::amount).into(),
        ]);
    }
    table.left_out(rows.len().saturating_sub(MOST_FOUND), ["finding", "findings"], "Findings");
    table.notes.push("Amounts of findings overlap and are never added up.".to_owned());
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn there_is_a_page_only_where_there_is_waste() {
        let county = page(&sample::county(), None).unwrap();
        assert_eq!(county.headline, "£410k (2%) of run cost could stop without anybody missing it");
        assert_eq!(county.found.unwrap().rows.len(), 1);
        assert!(page(&sample::one_asset(), None).is_none());
    }
}
