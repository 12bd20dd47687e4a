//! What to act on, kind by kind, those with the most money behind them first.

use super::names::Names;
use super::renewal;
use super::table::{self, Cell, Table};
use crate::words;
use audit::{Audit, Finding};
use serde::Serialize;
use std::collections::BTreeMap;

/// What the pages show.
#[derive(Debug, Serialize)]
pub(crate) struct FindingPages {
    headline: String,
    lead: String,
    kinds: Vec<Kind>,
}

/// All findings of one code.
#[derive(Debug, Serialize)]
struct Kind {
    heading: String,
    table: Table,
}

/// Findings of one code that a page has room for.
const MOST_ROWS: usize = 5;
/// Codes that have a table of their own.
const MOST_KINDS: usize = 40;

/// Builds the pages; none if there is no finding.
pub(crate) fn page(audit: &Audit) -> Option<FindingPages> {
    let mut kinds: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in &audit.findings {
        kinds.entry(&finding.code).or_default().push(finding);
    }
    let most = audit.findings.iter().filter_map(|finding| finding.amount_pence).max();
    let headline = match (audit.findings.len(), kinds.len(), most) {
        (0, ..) => return None,
        (1, _, None) => "There is 1 thing to act on".to_owned(),
        (1, _, Some(most)) => format!("There is 1 thing to act on, worth {}", words::money(most, &audit.currency)),
        (many, codes, most) => format!(
            "There are {} things to act on, of {}{}",
            words::number(many),
            words::counted(codes, "kind", "kinds"),
            most.map_or_else(String::new, |most| format!(
                "; the largest is worth {}",
                words::money(most, &audit.currency)
            ))
        ),
    };
    let names = Names::of(audit);
    let mut kinds: Vec<(&str, Vec<&Finding>)> = kinds.into_iter().collect();
    // Kinds that the pages on decisions have told already come last.
    kinds.sort_by_key(|(code, findings)| {
        let most = findings.iter().filter_map(|finding| finding.amount_pence).max();
        (renewal::SAID.contains(code), std::cmp::Reverse(most), *code)
    });
    kinds.truncate(MOST_KINDS);
    Some(FindingPages {
        headline,
        lead: "Amounts say what each finding is about. They overlap, so they are never added up.".to_owned(),
        kinds: kinds.into_iter().map(|(code, findings)| kind(audit, &names, code, findings)).collect(),
    })
}

fn kind(audit: &Audit, names: &Names<'_>, code: &str, mut findings: Vec<&Finding>) -> Kind {
    findings.sort_by(|a, b| {
        b.amount_pence
            .cmp(&a.amount_pence)
            .then_with(|| a.due_on.cmp(&b.due_on))
            .then_with(|| a.subject.cmp(&b.subject))
    });
    let amount = format!("Amount ({})", words::symbol(&audit.currency));
    let mut table = Table::new(&["Finding", "Act by", &amount]);
    for finding in findings.iter().take(MOST_ROWS) {
        let mut note = vec![table::name([finding.subject.as_str()], 50)];
        note.extend(finding.organisation.as_deref().map(|body| names.body(body)));
        note.extend(finding.owner.as_deref().filter(|owner| !owner.is_empty()).map(|owner| table::name([owner], 40)));
        table.row([
            Cell::noted(table::text(&words::with_days(&finding.message), 260), note.join(" · ")),
            finding.due_on.as_deref().map_or_else(|| "–".to_owned(), words::day_short).into(),
            finding.amount_pence.map_or_else(|| "not known".to_owned(), words::amount).into(),
        ]);
    }
    table.left_out(
        findings.len().saturating_sub(MOST_ROWS),
        ["finding of this kind", "findings of this kind"],
        "Findings",
    );
    // One code has one meaning of its amount.
    let known = findings.iter().any(|finding| finding.amount_pence.is_some());
    if let Some(means) =
        findings.first().map(|finding| finding.amount_means.as_str()).filter(|means| known && !means.is_empty())
    {
        table.notes.push(table::text(&format!("The amount is {means}."), 240));
    }
    let reader = findings.first().map_or("", |finding| finding.reader.as_str());
    let reader = match reader {
        "cio" => "for the CIO",
        "it" => "for the IT team",
        "procurement" => "for procurement",
        _ => "",
    };
    let heading = table::name([words::code(code).as_str()], 70);
    let heading = format!("{heading}: {} {reader}", words::number(findings.len()));
    Kind { heading: heading.trim_end().to_owned(), table }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn kinds_come_by_their_largest_amount_those_told_already_last_and_none_is_added_up() {
        let page = page(&sample::county()).unwrap();
        assert_eq!(page.headline, "There are 8 things to act on, of 6 kinds; the largest is worth £2.9m");
        let headings: Vec<_> = page.kinds.iter().map(|kind| kind.heading.as_str()).collect();
        assert_eq!(headings[0], "Renews on legacy: 2 for procurement");
        assert_eq!(headings[3], "Uncovered live asset: 1 for the IT team");
        assert_eq!(headings[4..], ["Notice missed: 1 for procurement", "No computable date: 1 for procurement"]);
        assert!(page.kinds.iter().all(|kind| kind.table.total.is_none()));
    }

    #[test]
    fn a_kind_with_many_findings_says_where_the_rest_is() {
        let page = page(&sample::large(40)).unwrap();
        assert_eq!(page.kinds[0].table.rows.len(), MOST_ROWS);
        assert!(page.kinds[0].table.notes[0].starts_with("35 more findings of this kind are in the workbook"));
        assert!(super::page(&sample::empty()).is_none());
    }
}
