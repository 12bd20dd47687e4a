//! Decisions due in the next 12 months: by when, on what, and what is locked in if nobody acts.

use super::Picture;
use super::names::Names;
use super::renewal;
use super::table::{self, Cell, Table};
use crate::words;
use audit::{Audit, Decisions, Renewal, Standing};
use serde::Serialize;
use std::collections::BTreeMap;

/// What the pages show. What is empty is left out.
#[derive(Debug, Serialize)]
pub(crate) struct DecisionPages {
    headline: String,
    lead: String,
    chart: Option<Picture>,
    late: Option<Table>,
    due: Option<Table>,
    undated: Option<Table>,
    procurement: Option<Table>,
    /// How the contracts that no table shows stand.
    rest: Option<String>,
}

const MOST_DUE: usize = 40;
const MOST_LATE: usize = 20;
const MOST_UNDATED: usize = 20;

/// Builds the pages; none if no contract is on record.
pub(crate) fn page(audit: &Audit, chart: Option<Picture>) -> Option<DecisionPages> {
    if audit.renewals.is_empty() {
        return None;
    }
    let all = audit.decisions();
    let lead =
        "The day to act is the last working day on which notice can still be given, less the time it takes to decide. \
                What is locked in is the price of the next term if nobody acts."
            .to_owned();
    Some(DecisionPages {
        headline: says(audit, &all),
        lead,
        chart,
        late: late(audit, &all),
        due: due(audit, &all),
        undated: undated(audit, &all),
        procurement: procurement(audit),
        rest: rest(&all),
    })
}

fn says(audit: &Audit, all: &Decisions<'_>) -> String {
    let until = audit.next_12_months_end().map_or_else(String::new, |day| format!(" by {}", words::day(&day)));
    let mut parts = Vec::new();
    match all.due.first() {
        Some((first, standing)) => {
            let day = standing.day().map_or_else(String::new, words::day);
            let others = all.due.iter().filter(|(_, other)| other.day() == standing.day()).count() - 1;
            let and =
                if others == 0 { String::new() } else { format!(" and {}", words::counted(others, "other", "others")) };
            parts.push(format!("The next decision is due on {day}, on {}{and}", renewal::title(first, 48)));
        }
        None => parts.push(format!("No contract is known to fall due{until}")),
    }
    if !all.late.is_empty() {
        parts.push(words::counted(all.late.len(), "contract is late", "contracts are late"));
    }
    if !all.missed.is_empty() {
        parts.push(format!("notice was missed on {}", words::number(all.missed.len())));
    }
    if !all.undated.is_empty() {
        parts.push(words::counted(all.undated.len(), "has no day to act", "have no day to act"));
    }
    parts.join("; ")
}

/// What is said of every contract in a table: its name, parties, owner and what findings say about it.
fn subject(contract: &Renewal, names: &Names<'_>, flags: &BTreeMap<&str, std::collections::BTreeSet<&str>>) -> Cell {
    let mut note = renewal::parties(contract, names);
    if let Some(owner) = contract.owner.as_deref().filter(|owner| !owner.is_empty()) {
        note = format!("{note} · {}", table::name([owner], 40));
    }
    if let Some(codes) = flags.get(contract.contract.as_str()) {
        let codes: Vec<String> = codes.iter().take(3).map(|code| table::text(&code.replace('-', " "), 40)).collect();
        note = format!("{note} · {}", words::list(&codes));
    }
    Cell::noted(renewal::title(contract, 90), note)
}

fn due(audit: &Audit, all: &Decisions<'_>) -> Option<Table> {
    if all.due.is_empty() {
        return None;
    }
    let (names, flags) = (Names::of(audit), renewal::flags(&audit.findings));
    let mut table = Table::new(&["Act by", "Contract", "If nobody acts", "Locked in"]);
    for (contract, standing) in all.due.iter().take(MOST_DUE) {
        table.row([
            renewal::day(standing).into(),
            subject(contract, &names, &flags),
            words::sentence(&renewal::otherwise(contract)).into(),
            renewal::locked_in(contract, &audit.currency).into(),
        ]);
    }
    table.left_out(all.due.len().saturating_sub(MOST_DUE), ["contract", "contracts"], "Renewals");
    Some(table)
}

fn late(audit: &Audit, all: &Decisions<'_>) -> Option<Table> {
    if all.late.is_empty() && all.missed.is_empty() {
        return None;
    }
    let (names, flags) = (Names::of(audit), renewal::flags(&audit.findings));
    let mut table = Table::new(&["Was due", "Contract", "What can still be done", "Locked in"]);
    let rows: Vec<_> = all.late.iter().chain(&all.missed).collect();
    for (contract, standing) in rows.iter().take(MOST_LATE) {
        let still = match standing {
            Standing::Late { until, .. } => format!("Give notice or renew by {}", words::day_short(until)),
            _ => contract.next_exit.as_ref().or(contract.committed_to.as_ref()).map_or_else(
                || "Nothing before the next term is known".to_owned(),
                |exit| format!("The next end that can be reached is {}", words::day_short(exit)),
            ),
        };
        table.row([
            renewal::day(standing).into(),
            subject(contract, &names, &flags),
            still.into(),
            renewal::locked_in(contract, &audit.currency).into(),
        ]);
    }
    table.left_out(rows.len().saturating_sub(MOST_LATE), ["contract", "contracts"], "Renewals");
    Some(table)
}

fn undated(audit: &Audit, all: &Decisions<'_>) -> Option<Table> {
    if all.undated.is_empty() {
        return None;
    }
    let (names, flags) = (Names::of(audit), renewal::flags(&audit.findings));
    let year = format!("A year of it ({})", words::symbol(&audit.currency));
    let mut table = Table::new(&["Contract", "What the records lack", &year]);
    for (contract, _) in all.undated.iter().take(MOST_UNDATED) {
        let lacking: Vec<String> =
            contract.unknown.iter().take(6).map(|column| table::text(&column.replace('_', " "), 40)).collect();
        table.row([
            subject(contract, &names, &flags),
            if lacking.is_empty() { "not stated".to_owned() } else { words::sentence(&words::list(&lacking)) }.into(),
            contract.annual_pence.map_or_else(|| "not known".to_owned(), words::amount).into(),
        ]);
    }
    table.left_out(all.undated.len().saturating_sub(MOST_UNDATED), ["contract", "contracts"], "Renewals");
    Some(table)
}

/// What findings tell procurement, a row a code.
fn procurement(audit: &Audit) -> Option<Table> {
    let mut codes: BTreeMap<&str, Vec<&audit::Finding>> = BTreeMap::new();
    for finding in audit.findings.iter().filter(|finding| finding.reader == "procurement") {
        codes.entry(&finding.code).or_default().push(finding);
    }
    if codes.is_empty() {
        return None;
    }
    let unit = words::symbol(&audit.currency);
    let largest = format!("Largest ({unit})");
    let mut table = Table::new(&["Finding", "How many", "First due", &largest]);
    for (code, findings) in codes {
        // What is overdue stays overdue on the audit's page; here is the first day that is still to come.
        let first = findings
            .iter()
            .filter_map(|finding| finding.due_on.as_deref())
            .filter(|day| *day >= audit.as_of.as_str())
            .min();
        let most = findings.iter().filter_map(|finding| finding.amount_pence).max();
        table.row([
            table::text(&words::code(code), 60).into(),
            words::number(findings.len()).into(),
            first.map_or_else(|| "–".to_owned(), words::day_short).into(),
            most.map_or_else(|| "not known".to_owned(), words::amount).into(),
        ]);
    }
    table.notes.push(
        "Amounts of findings overlap and are not added up. Each finding is in the section that follows.".to_owned(),
    );
    Some(table)
}

fn rest(all: &Decisions<'_>) -> Option<String> {
    let parts: Vec<String> = [
        (all.later.len(), "is due after that", "are due after that"),
        (all.open.len(), "has no end", "have no end"),
        (all.over.len(), "has stopped or expired", "have stopped or expired"),
    ]
    .into_iter()
    .filter(|(how_many, ..)| *how_many > 0)
    .map(|(how_many, one, many)| words::counted(how_many, one, many))
    .collect();
    (!parts.is_empty()).then(|| format!("Of the other contracts, {}.", words::list(&parts)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_sentence_counts_what_is_late_missed_and_undated() {
        assert_eq!(
            page(&sample::county(), None).unwrap().headline,
            "The next decision is due on 28 April 2026, on Patient administration, extended support; 1 contract is late; \
             notice was missed on 1; 1 has no day to act"
        );
    }

    #[test]
    fn one_or_no_decision_reads_well() {
        let mut one = sample::one_asset();
        assert_eq!(
            page(&one, None).unwrap().headline,
            "The next decision is due on 28 May 2026, on Control room support"
        );
        one.renewals.push(sample::renewal("FIR-2", "f", "k", "Station radios", "2026-09-30", 1));
        assert_eq!(
            page(&one, None).unwrap().headline,
            "The next decision is due on 28 May 2026, on Control room support and 1 other"
        );
        one.renewals.truncate(1);
        one.renewals[0].state = "open-ended".to_owned();
        let open = page(&one, None).unwrap();
        assert_eq!(open.headline, "No contract is known to fall due by 31 March 2027");
        assert_eq!(open.rest.as_deref(), Some("Of the other contracts, 1 has no end."));
        assert!(page(&sample::empty(), None).is_none());
    }

    #[test]
    fn a_table_cut_short_says_how_much_it_leaves_out() {
        let all = sample::large(400);
        let due = page(&all, None).unwrap().due.unwrap();
        assert_eq!(due.rows.len(), MOST_DUE);
        let left = all.decisions().due.len() - MOST_DUE;
        assert_eq!(due.notes, [format!("{left} more contracts are in the workbook, sheet Renewals.")]);
    }
}
