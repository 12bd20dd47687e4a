//! What would settle what cannot be judged, owner by owner, dearest first.

use super::names::Names;
use super::table::{self, Cell, Table};
use crate::words;
use audit::{Audit, WorklistRow, rows_that_settle};
use serde::Serialize;
use std::collections::BTreeMap;

/// What the page shows.
#[derive(Debug, Serialize)]
pub(crate) struct WorklistPages {
    headline: String,
    lead: String,
    owners: Vec<Owner>,
    rest: Option<String>,
}

/// The rows of one owner.
#[derive(Debug, Serialize)]
struct Owner {
    heading: String,
    table: Table,
}

const MOST_OWNERS: usize = 8;
const MOST_ROWS: usize = 4;

/// Builds the page; none if every asset has a verdict.
pub(crate) fn page(audit: &Audit) -> Option<WorklistPages> {
    if audit.worklist.is_empty() {
        return None;
    }
    let names = Names::of(audit);
    let mut groups: BTreeMap<(Option<&str>, &str), Vec<&WorklistRow>> = BTreeMap::new();
    for row in &audit.worklist {
        let owner = row.owner.as_deref().filter(|owner| !owner.is_empty());
        groups.entry((owner, &row.organisation)).or_default().push(row);
    }
    let pence = |rows: &[&WorklistRow]| rows.iter().map(|row| i128::from(row.pence)).sum::<i128>();
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by(|(a, these), (b, those)| pence(those).cmp(&pence(these)).then_with(|| a.cmp(b)));
    let left = groups.len().saturating_sub(MOST_OWNERS);
    Some(WorklistPages {
        headline: says(audit, groups.len()),
        lead: "Each row is one thing to put right in one record system, with the run cost that waits for it. Nothing here moves a pound until it is done."
            .to_owned(),
        owners: groups.iter().take(MOST_OWNERS).map(|((owner, body), rows)| one(audit, &names, *owner, body, rows)).collect(),
        rest: (left > 0).then(|| format!("{} and all rows are in worklist.csv.", words::counted(left, "more owner", "more owners"))),
    })
}

fn says(audit: &Audit, owners: usize) -> String {
    let waits: i128 = audit.worklist.iter().map(|row| i128::from(row.pence)).sum();
    let rows = audit.worklist.len();
    let owners = words::counted(owners, "owner", "owners");
    let assets = audit.worklist.iter().map(|row| row.assets).sum::<u64>();
    let assets = words::counted(assets, "asset has", "assets have");
    match rows_that_settle(&audit.worklist, 80) {
        Some(few) if few < rows => format!(
            "{} of {} corrections by {owners} would settle four fifths of {}",
            words::number(few),
            words::number(rows),
            words::money(waits, &audit.currency)
        ),
        _ => format!(
            "{assets} no verdict, which {} by {owners} would settle",
            words::counted(rows, "correction", "corrections")
        ),
    }
}

fn one(audit: &Audit, names: &Names<'_>, owner: Option<&str>, body: &str, rows: &[&WorklistRow]) -> Owner {
    let who = owner.map_or_else(|| "No owner on record".to_owned(), |owner| table::name([owner], 50));
    let who = if names.several_bodies() { format!("{who}, {}", names.body(body)) } else { who };
    let waits: i128 = rows.iter().map(|row| i128::from(row.pence)).sum();
    let amount = format!("Waits ({})", words::symbol(&audit.currency));
    let mut table = Table::new(&["What the records say", "What would settle it", "Assets", &amount]);
    for row in rows.iter().take(MOST_ROWS) {
        let said = if row.words.is_empty() {
            "no product and no model".to_owned()
        } else {
            table::name([row.words.as_str()], 60)
        };
        let example = format!("such as {}", table::name([row.example.as_str()], 40));
        table.row([
            Cell::noted(said, example),
            table::text(&row.fix, 160).into(),
            words::number(row.assets).into(),
            words::amount(row.pence).into(),
        ]);
    }
    let left = rows.len().saturating_sub(MOST_ROWS);
    if left > 0 {
        table.notes.push(format!("{} in worklist.csv.", words::counted(left, "more is", "more are")));
    }
    Owner { heading: format!("{who}: {}", words::money(waits, &audit.currency)), table }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn row(owner: Option<&str>, pence: i64) -> WorklistRow {
        WorklistRow {
            words: "Thin client gen 2".to_owned(),
            versions: Vec::new(),
            organisation: "o".to_owned(),
            owner: owner.map(str::to_owned),
            reason: "no-product".to_owned(),
            product: None,
            assets: 2,
            example: "a1".to_owned(),
            pence,
            fix: "Name the product.".to_owned(),
            toml: None,
        }
    }

    #[test]
    fn owners_stand_by_what_waits_for_them() {
        let mut audit = sample::one_asset();
        assert!(page(&audit).is_none());
        audit.worklist = vec![row(Some("a"), 500), row(None, 700), row(Some("a"), 400)];
        let page = page(&audit).unwrap();
        let headings: Vec<&str> = page.owners.iter().map(|owner| owner.heading.as_str()).collect();
        assert_eq!(headings, ["a: £9", "No owner on record: £7"]);
        assert_eq!(page.headline, "6 assets have no verdict, which 3 corrections by 2 owners would settle");
    }
}
