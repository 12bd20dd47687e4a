//! Whom to tell what today.

use super::print::pounds;
use super::rows::Rows;
use super::write;
use crate::arguments::{Format, Renewals};
use crate::failure::{Failure, on};
use audit::Standing;
use renewals::{Alert, Calendar, Ladders, Said, Watched, alerts};
use serde::Serialize;
use settings::embedded_file;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Ladders of a file, else those that ship.
pub(super) fn ladders(file: Option<&Path>) -> Result<Ladders, Failure> {
    let Some(file) = file else {
        let text = embedded_file("alerts.toml").unwrap_or_default();
        return Ladders::from_toml("alerts.toml", text).map_err(Failure::usage);
    };
    let text = fs::read_to_string(file).map_err(on(file))?;
    Ladders::from_toml(&file.display().to_string(), &text).map_err(Failure::usage)
}

/// What is to be said, and to whom: a message for each owner in each body.
#[derive(Serialize)]
struct Told<'a> {
    as_of: String,
    messages: Vec<Message<'a>>,
    /// Contracts that are kept quiet, because somebody has seen the alert or wants to be asked later.
    quiet: Vec<Quiet>,
    /// Every contract without a day to decide that can be worked out.
    undated: Vec<Undated<'a>>,
}

#[derive(Serialize)]
struct Message<'a> {
    organisation: &'a str,
    /// Null where no record names an owner.
    owner: Option<&'a str>,
    alerts: Vec<AlertTold<'a>>,
    /// The body's contracts without a day: every message names them, so that none is forgotten.
    undated: Vec<Undated<'a>>,
}

#[derive(Serialize)]
struct AlertTold<'a> {
    contract: &'a str,
    title: Option<&'a str>,
    supplier: &'a str,
    step: String,
    act_by: String,
    days_left: i64,
    moved_from: Option<String>,
    locked_in_pence: Option<i64>,
    says: String,
}

#[derive(Serialize)]
struct Quiet {
    contract: String,
    until: Option<String>,
}

#[derive(Clone, Serialize)]
struct Undated<'a> {
    contract: &'a str,
    organisation: &'a str,
    owner: Option<&'a str>,
    missing: &'a [String],
}

/// Works out the messages, keeps the state, and gives the text to print.
pub(super) fn run(
    rows: &Rows,
    watched: &[Watched],
    ladders: &Ladders,
    calendar: &Calendar,
    state: &Path,
    renewals: &Renewals,
    format: Format,
) -> Result<String, Failure> {
    let text = if state.is_file() { fs::read_to_string(state).map_err(on(state))? } else { String::new() };
    let said = Said::from_json(&text).map_err(|problem| {
        let hint = "hint: name the state that the last run left, or a new file";
        Failure::usage(format!("{}: {problem}. {hint}", state.display()))
    })?;
    let found = alerts(watched, ladders, &rows.decisions, &said, rows.as_of, calendar);
    let messages = messages(rows, &found.alerts, found.quiet);
    let text = match format {
        Format::Json => serde_json::to_string_pretty(&messages).map_err(Failure::bug)? + "\n",
        _ => for_the_eye(rows, &messages),
    };
    write(renewals.alerts_out.as_deref().unwrap_or(state), found.said.to_json().as_bytes())?;
    Ok(text)
}

fn messages<'a>(rows: &'a Rows, alerts: &[Alert], quiet: Vec<(String, Option<estate::Date>)>) -> Told<'a> {
    let undated: Vec<Undated<'a>> = rows
        .registered
        .iter()
        .filter(|of| of.decided_on && rows.standing(of) == Standing::Undated)
        .map(|of| Undated {
            contract: &of.renewal.contract,
            organisation: &of.renewal.organisation,
            owner: of.renewal.owner.as_deref(),
            missing: &of.renewal.unknown,
        })
        .collect();
    let mut by_owner: BTreeMap<(&str, Option<&str>), Vec<AlertTold<'a>>> = BTreeMap::new();
    for alert in alerts {
        let Some(of) = rows.find(&alert.contract) else { continue };
        let key = (of.renewal.organisation.as_str(), of.renewal.owner.as_deref());
        by_owner.entry(key).or_default().push(AlertTold {
            contract: &of.renewal.contract,
            title: of.renewal.title.as_deref(),
            supplier: of.renewal.supplier_name.as_deref().unwrap_or(&of.renewal.supplier),
            step: alert.step.clone(),
            act_by: alert.act_by.to_string(),
            days_left: alert.days_left,
            moved_from: alert.moved_from.map(|day| day.to_string()),
            locked_in_pence: of.renewal.locked_in_pence,
            says: says(rows, alert, of.renewal.locked_in_pence),
        });
    }
    let message = |((organisation, owner), alerts)| Message {
        organisation,
        owner,
        alerts,
        undated: undated.iter().filter(|none| none.organisation == organisation).cloned().collect(),
    };
    Told {
        as_of: rows.as_of.to_string(),
        messages: by_owner.into_iter().map(message).collect(),
        quiet: quiet
            .into_iter()
            .map(|(contract, until)| Quiet { contract, until: until.map(|day| day.to_string()) })
            .collect(),
        undated,
    }
}

/// An alert in a sentence.
fn says(rows: &Rows, alert: &Alert, locked_in: Option<i64>) -> String {
    let left = alert.days_left.abs();
    let days = if left == 1 { "1 day".to_owned() } else { format!("{left} days") };
    let mut text = match (alert.step.as_str(), alert.days_left) {
        ("missed", _) => format!("Notice was missed on {}: the next term is locked in", alert.act_by),
        ("late", _) => format!("The day to act passed {days} ago ({}); notice can still be given", alert.act_by),
        (_, 0) => format!("Act today, {}", alert.act_by),
        _ => format!("Act by {}, in {days}", alert.act_by),
    };
    text.push_str(&format!("; locked in if missed: {}", pounds(rows, locked_in)));
    if let Some(from) = alert.moved_from {
        text.push_str(&format!("; the day was {from} before"));
    }
    text
}

fn for_the_eye(rows: &Rows, messages: &Told<'_>) -> String {
    let mut lines = Vec::new();
    for message in &messages.messages {
        lines.push(format!("To {} of {}:", message.owner.unwrap_or("nobody who is named"), message.organisation));
        lines.extend(
            message
                .alerts
                .iter()
                .map(|told| format!("  {} ({}): {}", told.contract, told.title.unwrap_or(told.supplier), told.says)),
        );
        lines.extend(without_a_day(&message.undated));
        lines.push(String::new());
    }
    if messages.messages.is_empty() {
        lines.push(format!("Nothing to tell on {}.", rows.as_of));
        lines.extend(without_a_day(&messages.undated));
    }
    crate::show::shown_lines(&lines)
}

fn without_a_day(undated: &[Undated<'_>]) -> Vec<String> {
    if undated.is_empty() {
        return Vec::new();
    }
    let mut lines = vec!["  No day to decide can be worked out for:".to_owned()];
    lines.extend(undated.iter().map(|none| {
        format!("    {} ({}): {} missing", none.contract, none.owner.unwrap_or("no owner"), none.missing.join(", "))
    }));
    lines
}
