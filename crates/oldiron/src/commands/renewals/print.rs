//! Renewals as a table, as JSON (rule R34) and as CSV.

use super::rows::Rows;
use crate::failure::Failure;
use crate::show::{Cell, money, table};
use crate::tables::{csv_text, words};
use analysis::Registered;
use audit::Standing;
use estate::tables::Contract;
use renewals::{Breach, Decision};
use serde::Serialize;

#[derive(Serialize)]
struct All<'a> {
    as_of: String,
    renewals: Vec<Shown<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    breaches: Option<Vec<ShownBreach<'a>>>,
}

/// A contract as JSON shows it: the fields of rule R34, then what else is known.
#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    renewal: &'a audit::Renewal,
    to_exit_pence: Option<i64>,
    breaks: Vec<ShownBreak<'a>>,
    decision: Option<ShownDecision<'a>>,
}

#[derive(Serialize)]
struct ShownBreak<'a> {
    words: &'a str,
    on: Option<String>,
    notice_on: Option<String>,
    fee: Option<String>,
}

#[derive(Serialize)]
struct ShownDecision<'a> {
    decision: &'static str,
    who: Option<&'a str>,
    until: Option<String>,
    note: Option<&'a str>,
    expired: bool,
}

#[derive(Serialize)]
struct ShownBreach<'a> {
    rule: &'a str,
    contract: &'a str,
    value_pence: Option<i64>,
    value_unknown: bool,
}

pub(super) fn json(rows: &Rows, breaches: Option<&[Breach]>) -> Result<String, Failure> {
    let shown = |of| shown(rows, of);
    let all = All {
        as_of: rows.as_of.to_string(),
        renewals: rows.registered.iter().map(shown).collect(),
        breaches: breaches.map(|breaches| breaches.iter().map(shown_breach).collect()),
    };
    Ok(serde_json::to_string_pretty(&all).map_err(Failure::bug)? + "\n")
}

fn shown_breach(breach: &Breach) -> ShownBreach<'_> {
    let Breach { rule, contract, value_pence, value_unknown } = breach;
    ShownBreach { rule, contract, value_pence: *value_pence, value_unknown: *value_unknown }
}

fn shown<'a>(rows: &'a Rows, of: &'a Registered) -> Shown<'a> {
    let breaks = of.breaks.iter().map(|each| ShownBreak {
        words: &each.words,
        on: each.on.map(|day| day.to_string()),
        notice_on: each.notice_on.map(|day| day.to_string()),
        fee: each.fee.map(|fee| estate::Amount(fee).to_string()),
    });
    let decision = rows.decision(of).map(|decision| ShownDecision {
        decision: decision.word.word(),
        who: decision.who.as_deref(),
        until: decision.until.map(|day| day.to_string()),
        note: decision.note.as_deref(),
        expired: decision.expired(rows.as_of),
    });
    Shown { renewal: &of.renewal, to_exit_pence: of.to_exit_pence, breaks: breaks.collect(), decision }
}

/// The columns of the CSV, which are the fields of the JSON.
const HEADER: [&str; 27] = [
    "contract",
    "organisation",
    "supplier",
    "supplier_name",
    Contract::title,
    Contract::owner,
    "state",
    "renewal",
    "current_end",
    "notice_on",
    "decide_by",
    "act_on",
    "start_procuring_by",
    "rolls",
    "committed_to",
    "next_exit",
    "locked_in_pence",
    "annual_pence",
    "to_exit_pence",
    "unknown",
    "between",
    "decision",
    "decision_who",
    "decision_until",
    "decision_note",
    "decision_expired",
    "why",
];

pub(super) fn csv(rows: &Rows) -> Result<String, Failure> {
    csv_text(&HEADER, rows.registered.iter().map(|of| cells(of, rows.decision(of), rows)))
}

fn cells(of: &Registered, decision: Option<&Decision>, rows: &Rows) -> [String; HEADER.len()] {
    let row = &of.renewal;
    let maybe = |text: Option<&str>| words(text.unwrap_or_default());
    let plain = |text: &Option<String>| text.clone().unwrap_or_default();
    let number = |number: Option<i64>| number.map_or(String::new(), |number| number.to_string());
    let between = row.between.iter().map(|(field, (from, to))| format!("{field} {from} {to}"));
    [
        words(&row.contract),
        words(&row.organisation),
        words(&row.supplier),
        maybe(row.supplier_name.as_deref()),
        maybe(row.title.as_deref()),
        maybe(row.owner.as_deref()),
        row.state.clone(),
        row.renewal.clone(),
        plain(&row.current_end),
        plain(&row.notice_on),
        plain(&row.decide_by),
        plain(&row.act_on),
        plain(&row.start_procuring_by),
        row.rolls.map_or(String::new(), |rolls| rolls.to_string()),
        plain(&row.committed_to),
        plain(&row.next_exit),
        number(row.locked_in_pence),
        number(row.annual_pence),
        number(of.to_exit_pence),
        row.unknown.join(" "),
        between.collect::<Vec<_>>().join("; "),
        decision.map_or("", |decision| decision.word.word()).to_owned(),
        maybe(decision.and_then(|decision| decision.who.as_deref())),
        decision.and_then(|decision| decision.until).map_or(String::new(), |day| day.to_string()),
        maybe(decision.and_then(|decision| decision.note.as_deref())),
        decision.map_or("", |decision| if decision.expired(rows.as_of) { "yes" } else { "no" }).to_owned(),
        words(&row.why.join(" ")),
    ]
}

/// By the day on which to act; those without a day last, with what is missing. What is over comes after all others.
pub(super) fn for_the_eye(rows: &Rows) -> String {
    let mut sorted: Vec<&Registered> = rows.registered.iter().collect();
    let key = |of: &Registered| {
        let row = &of.renewal;
        let over = matches!(row.state.as_str(), "expired" | "stopped");
        let day = row.act_on.clone().or(row.decide_by.clone()).unwrap_or_else(|| "~".to_owned());
        (over, day, row.contract.clone())
    };
    sorted.sort_by_cached_key(|of| key(of));
    let mut header = vec![
        "act on",
        "decide by",
        "notice on",
        "ends",
        "state",
        "renews",
        "locked in",
        "contract",
        "supplier",
        "missing",
    ];
    let with_decisions = rows.decisions.all().next().is_some();
    if with_decisions {
        header.push("decided");
    }
    let body = sorted.iter().map(|of| {
        let row = &of.renewal;
        let day = |day: &Option<String>| Cell::Left(day.clone().unwrap_or_else(|| "–".to_owned()));
        let mut cells = vec![
            day(&row.act_on),
            day(&row.decide_by),
            day(&row.notice_on),
            day(&row.current_end),
            Cell::Left(row.state.clone()),
            Cell::Left(row.renewal.clone()),
            Cell::Right(pounds(rows, row.locked_in_pence)),
            Cell::Left(row.contract.clone()),
            Cell::Left(cut(row.supplier_name.as_deref().unwrap_or(&row.supplier))),
            Cell::Left(missing(row)),
        ];
        if with_decisions {
            cells.push(Cell::Left(rows.decision(of).map_or_else(String::new, |decision| said(decision, rows))));
        }
        cells
    });
    format!("{}\n{}\n", table(&header, body), at_stake(rows))
}

/// What is missing, and who can say it.
fn missing(row: &audit::Renewal) -> String {
    match &row.owner {
        Some(owner) if !row.unknown.is_empty() => format!("{} (ask {owner})", row.unknown.join(", ")),
        _ => row.unknown.join(", "),
    }
}

/// An amount, or that it is not known.
pub(super) fn pounds(rows: &Rows, pence: Option<i64>) -> String {
    pence.map_or("unknown".to_owned(), |pence| money(&rows.currency, pence))
}

/// A decision in a few words.
fn said(decision: &Decision, rows: &Rows) -> String {
    let until = decision.until.map(|until| {
        let word = if decision.expired(rows.as_of) { "expired" } else { "until" };
        format!(" ({word} {until})")
    });
    format!("{}{}", decision.word, until.unwrap_or_default())
}

/// What is at stake in the next 12 months: the next terms of contracts whose decision is due or late, without those decided on.
fn at_stake(rows: &Rows) -> String {
    let (mut contracts, mut pence, mut unknown, mut undated, mut decided) = (0_u64, 0_i128, 0_u64, 0_u64, 0_u64);
    for of in rows.registered.iter().filter(|of| of.decided_on) {
        match rows.standing(of) {
            Standing::Due { .. } | Standing::Late { .. } => {
                if rows.decisions.settled(&of.renewal.contract, rows.as_of) {
                    decided += 1;
                    continue;
                }
                contracts += 1;
                match of.renewal.locked_in_pence {
                    Some(locked_in) => pence += i128::from(locked_in),
                    None => unknown += 1,
                }
            }
            Standing::Undated => undated += 1,
            _ => {}
        }
    }
    let total =
        i64::try_from(pence).map_or_else(|_| "too much to print".to_owned(), |pence| money(&rows.currency, pence));
    let mut line = format!("{contracts} to decide in the next 12 months, {total} at stake");
    for (count, what) in [
        (unknown, "without a known price"),
        (decided, "decided already"),
        (undated, "without a day to decide that can be worked out"),
    ] {
        if count > 0 {
            line.push_str(&format!("; {count} {what}"));
        }
    }
    line
}

/// The first 40 characters of a name.
fn cut(name: &str) -> String {
    if name.chars().count() <= 40 { name.to_owned() } else { name.chars().take(39).chain(['…']).collect() }
}
