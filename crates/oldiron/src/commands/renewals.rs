//! `oldiron renewals`: the last day on which each contract can still be stopped.

use crate::arguments::{Format, Renewals};
use crate::commands::audit::snapshot;
use crate::failure::{DONE, Failure};
use crate::pull::Judged;
use crate::rules;
use crate::show::{Cell, money, table};
use crate::tables::harmless;
use crate::talk::{self, Progress};
use ::audit::Renewal;
use std::process::ExitCode;

pub(super) fn run(renewals: &Renewals, progress: &Progress) -> Result<ExitCode, Failure> {
    let as_of = renewals.as_of.unwrap_or_else(rules::today);
    let (snapshot, settings) = snapshot(&renewals.from, renewals.data_dir.as_deref(), progress)?;
    let judged = Judged::read(&snapshot)?;
    let rows = rules::with(&settings, |rules| Ok(analysis::renewals(&judged.input(), rules, as_of, renewals.all)?))?;
    match renewals.format {
        Format::Json => {
            let all = serde_json::json!({ "as_of": as_of.to_string(), "renewals": rows });
            talk::data(&format!("{}\n", serde_json::to_string_pretty(&all).map_err(Failure::bug)?));
        }
        Format::Csv => talk::data(&csv(&rows)?),
        Format::Table => talk::data(&for_the_eye(rows, &settings.currency.to_string())),
    }
    Ok(DONE)
}

fn csv(rows: &[Renewal]) -> Result<String, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = [
        "contract",
        "organisation",
        "supplier",
        "title",
        "owner",
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
        "unknown",
    ];
    writer.write_record(header).map_err(Failure::bug)?;
    for row in rows {
        let text = |text: &str| harmless(text).into_owned();
        let maybe = |text: &Option<String>| text.as_deref().map_or(String::new(), |text| harmless(text).into_owned());
        let number = |number: Option<i64>| number.map_or(String::new(), |number| number.to_string());
        let cells = [
            text(&row.contract),
            text(&row.organisation),
            text(&row.supplier),
            maybe(&row.title),
            maybe(&row.owner),
            row.state.clone(),
            row.renewal.clone(),
            maybe(&row.current_end),
            maybe(&row.notice_on),
            maybe(&row.decide_by),
            maybe(&row.act_on),
            maybe(&row.start_procuring_by),
            row.rolls.map_or(String::new(), |rolls| rolls.to_string()),
            maybe(&row.committed_to),
            maybe(&row.next_exit),
            number(row.locked_in_pence),
            number(row.annual_pence),
            row.unknown.join(" "),
        ];
        writer.write_record(cells).map_err(Failure::bug)?;
    }
    let bytes = writer.into_inner().map_err(Failure::bug)?;
    String::from_utf8(bytes).map_err(Failure::bug)
}

/// By the day on which to act; those without a day last, with what is missing.
fn for_the_eye(mut rows: Vec<Renewal>, currency: &str) -> String {
    rows.sort_by(|a, b| {
        // What is over comes last.
        let over = |row: &Renewal| matches!(row.state.as_str(), "expired" | "stopped");
        let day = |row: &Renewal| row.act_on.clone().or(row.decide_by.clone()).unwrap_or_else(|| "~".to_owned());
        (over(a), day(a), &a.contract).cmp(&(over(b), day(b), &b.contract))
    });
    let header =
        ["act on", "decide by", "notice on", "ends", "state", "renews", "locked in", "contract", "supplier", "missing"];
    let body = rows.into_iter().map(|row| {
        let day = |day: Option<String>| Cell::Left(day.unwrap_or_else(|| "–".to_owned()));
        vec![
            day(row.act_on),
            day(row.decide_by),
            day(row.notice_on),
            day(row.current_end),
            Cell::Left(row.state),
            Cell::Left(row.renewal),
            Cell::Right(row.locked_in_pence.map_or("unknown".to_owned(), |pence| money(currency, pence))),
            Cell::Left(row.contract),
            Cell::Left(cut(row.supplier_name.as_deref().unwrap_or(&row.supplier))),
            Cell::Left(row.unknown.join(", ")),
        ]
    });
    table(&header, body)
}

/// The first 40 characters of a name.
fn cut(name: &str) -> String {
    if name.chars().count() <= 40 { name.to_owned() } else { name.chars().take(39).chain(['…']).collect() }
}
