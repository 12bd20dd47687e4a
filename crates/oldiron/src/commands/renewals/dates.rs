//! Renewals as a calendar: the days to act, to give notice, to start procuring, and on which a price may rise.

use super::print::pounds;
use super::rows::Rows;
use analysis::Registered;
use audit::Standing;
use estate::{Date, Renewal, parse_day};
use renewals::{Calendar, Ladders, Watched, rings};
use reports::{Event, uid_part};

/// What stands after the `@` of every UID: it only has to be ours.
const OURS: &str = "renewals.oldiron";

/// Days before a notice on which a calendar rings: its decision has rung long before.
const BEFORE_NOTICE: [i64; 3] = [14, 7, 1];

/// Days before a price may rise: time to ask for it not to.
const BEFORE_A_RISE: [i64; 2] = [60, 14];

/// The text of the calendar, after what the last file held. Contracts on which something is decided have no alarms left: their days
/// stay, as a record.
pub(super) fn calendar(
    rows: &Rows,
    watched: &[Watched],
    ladders: &Ladders,
    calendar: &Calendar,
    last: Option<&str>,
) -> String {
    let mut events = Vec::new();
    for watch in watched {
        let Some(of) = rows.find(&watch.contract) else { continue };
        events.extend(of_contract(rows, of, &rings(ladders, watch, calendar)));
    }
    events.extend(without_a_day(rows));
    reports::calendar("Contract renewals", &rows.as_of.to_string(), &events, last)
}

fn of_contract(rows: &Rows, of: &Registered, ladder: &[i64]) -> Vec<Event> {
    let renewal = &of.renewal;
    let standing = rows.standing(of);
    if matches!(standing, Standing::Over | Standing::Open | Standing::Undated) {
        return Vec::new();
    }
    let settled = rows.decisions.settled(&renewal.contract, rows.as_of);
    let supplier = renewal.supplier_name.as_deref().unwrap_or(&renewal.supplier);
    let name = renewal.title.as_deref().unwrap_or(&renewal.contract);
    let event = |kind: &str, on: &str, words: &str, category: &'static str, rings: &[i64]| Event {
        uid: format!("{kind}.{}@{OURS}", uid_part(&renewal.contract)),
        on: on.to_owned(),
        summary: format!("{words}: {name}, {supplier}"),
        description: description(rows, of),
        category,
        rings: if settled { Vec::new() } else { rings.to_vec() },
    };
    let mut events = Vec::new();
    if let Standing::Due { on, .. } | Standing::Later { on } | Standing::Late { since: on, .. } = &standing {
        events.push(event("decide", on, "Decide", "Decision", ladder));
    }
    if renewal.committed_to.is_none() {
        let notice =
            renewal.notice_on.iter().map(|on| event("notice", on, "Last day for notice", "Notice", &BEFORE_NOTICE));
        events.extend(notice);
    }
    let procure = renewal.start_procuring_by.iter();
    events.extend(procure.map(|on| event("procure", on, "Start procuring", "Procurement", &[30, 7])));
    events.extend(
        rise(of, rows.as_of).map(|on| event("price", &on.to_string(), "Price review", "Price review", &BEFORE_A_RISE)),
    );
    events
}

/// The day on which the price may rise next: the first day of a row of prices to come, else the first day of the next term of what
/// rolls with an indexation.
fn rise(of: &Registered, as_of: Date) -> Option<Date> {
    let stated = of.prices.iter().filter_map(|price| price.from).filter(|day| *day > as_of).min();
    if stated.is_some() {
        return stated;
    }
    let indexed = of.contract.indexation.as_deref().is_some_and(|words| {
        let words = words.trim();
        !words.is_empty() && !words.eq_ignore_ascii_case("none")
    });
    let rolls = of.contract.renewal == Some(Renewal::Automatic) && of.renewal.locked_in_pence != Some(0);
    if !indexed || !rolls {
        return None;
    }
    let end = parse_day(of.renewal.current_end.as_deref()?).ok()?;
    // A stated end is the last day in force; a computed one is the first day of the next term (rule R4).
    if of.contract.ends_on.day().is_some() { end.tomorrow().ok() } else { Some(end) }
}

fn description(rows: &Rows, of: &Registered) -> String {
    let renewal = &of.renewal;
    let mut lines = vec![format!(
        "Contract {} of {}",
        renewal.contract,
        of.organisation_name.as_deref().unwrap_or(&renewal.organisation)
    )];
    lines.extend(renewal.owner.as_ref().map(|owner| format!("Owner: {owner}")));
    let renews = if renewal.renewal == "automatic" { "Locked in if missed" } else { "The next term" };
    lines.push(format!("{renews}: {}", pounds(rows, renewal.locked_in_pence)));
    if let Some(decision) = rows.decision(of) {
        let expired = if decision.expired(rows.as_of) { ", expired" } else { "" };
        lines.push(format!("Decided: {}{expired}", decision.word));
    }
    lines.extend(renewal.why.iter().cloned());
    lines.join("\n")
}

/// One event for all contracts without a day, so that none is silent. It stands on the audit date and moves with it.
fn without_a_day(rows: &Rows) -> Option<Event> {
    let undated = rows.registered.iter().filter(|of| of.decided_on && rows.standing(of) == Standing::Undated);
    let lines: Vec<String> = undated
        .map(|of| {
            let owner = of.renewal.owner.as_deref().unwrap_or("no owner");
            format!("{} ({owner}): {}", of.renewal.contract, of.renewal.unknown.join(", "))
        })
        .collect();
    let s = if lines.len() == 1 { "contract has" } else { "contracts have" };
    (!lines.is_empty()).then(|| Event {
        uid: format!("undated@{OURS}"),
        on: rows.as_of.to_string(),
        summary: format!("{} {s} no day to decide that can be worked out", lines.len()),
        description: lines.join("\n"),
        category: "No day",
        rings: Vec::new(),
    })
}
