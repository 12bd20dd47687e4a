//! `oldiron renewals`: the last day on which each contract can still be stopped.

mod alerting;
mod book;
mod dates;
mod decided;
mod gate;
mod notices;
mod print;
mod rows;

use crate::arguments::{Format, Renewals};
use crate::commands::audit::snapshot;
use crate::failure::{DONE, Failure, on};
use crate::pull::Judged;
use crate::rules;
use crate::talk::{self, Progress};
use rows::Rows;
use settings::Settings;
use std::fs;
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
// The readers' room has the name of this command.
use ::renewals as renewals_of;

/// What was done, and a policy was breached.
const BREACHED: u8 = 1;

pub(super) fn run(renewals: &Renewals, progress: &Progress) -> Result<ExitCode, Failure> {
    let as_of = renewals.as_of.unwrap_or_else(rules::today);
    let format = format(renewals)?;
    let (snapshot, settings) = snapshot(&renewals.from, renewals.data_dir.as_deref(), progress)?;
    let policy = renewals.fail_on.as_deref().map(gate::policy).transpose()?;
    let ladders = alerting::ladders(renewals.ladders.as_deref())?;
    let judged = Judged::read(&snapshot)?;
    let registered =
        rules::with(&settings, |rules| Ok(analysis::register(&judged.input(), rules, as_of, renewals.all)?))?;
    let decisions = decided::read(renewals, format, &registered, progress)?;
    let mut rows = Rows { as_of, currency: settings.currency.to_string(), registered, decisions };
    let mut watched = rows.watched();
    if policy.as_ref().is_some_and(renewals_of::Policy::asks_for_findings) {
        gate::add_findings(&mut watched, &judged, &settings, as_of)?;
    }
    let breaches = policy.map(|policy| policy.breaches(&watched, &rows.decisions, as_of));
    if let Some(state) = &renewals.alerts {
        let text = alerting::run(&rows, &watched, &ladders, &settings.calendar, state, renewals, format)?;
        put(renewals.out.as_deref(), text.as_bytes())?;
    } else {
        let made = made(format, &mut rows, &watched, &ladders, breaches.as_deref(), renewals, &settings)?;
        put(renewals.out.as_deref(), &made)?;
    }
    match breaches {
        Some(breaches) if !breaches.is_empty() => {
            // The one thing that is said even to those who want to hear nothing but errors.
            talk::say(&gate::told(&breaches, &rows));
            Ok(ExitCode::from(BREACHED))
        }
        _ => Ok(DONE),
    }
}

fn made(
    format: Format,
    rows: &mut Rows,
    watched: &[renewals_of::Watched],
    ladders: &renewals_of::Ladders,
    breaches: Option<&[renewals_of::Breach]>,
    renewals: &Renewals,
    settings: &Settings,
) -> Result<Vec<u8>, Failure> {
    Ok(match format {
        Format::Table => print::for_the_eye(rows).into_bytes(),
        Format::Json => print::json(rows, breaches)?.into_bytes(),
        Format::Csv => print::csv(rows)?.into_bytes(),
        Format::Xlsx => book::workbook(rows)?,
        Format::Ocds => notices::package(rows)?.into_bytes(),
        Format::Ics => {
            let last = match &renewals.out {
                Some(out) if out.is_file() => Some(fs::read_to_string(out).map_err(on(out))?),
                _ => None,
            };
            dates::calendar(rows, watched, ladders, &settings.calendar, last.as_deref()).into_bytes()
        }
    })
}

/// The format asked for, else the one that the file's ending says, else a table.
fn format(renewals: &Renewals) -> Result<Format, Failure> {
    let of_ending = |out: &Path| {
        let ending = out.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
        match ending.as_str() {
            "xlsx" => Ok(Format::Xlsx),
            "ics" => Ok(Format::Ics),
            "csv" => Ok(Format::Csv),
            "json" => Ok(Format::Json),
            "txt" => Ok(Format::Table),
            _ => Err(Failure::usage(format!(
                "{}: its ending says no format. hint: let it end in .xlsx, .ics, .csv, .json or .txt, or give --format",
                out.display()
            ))),
        }
    };
    let format = match (renewals.format, &renewals.out) {
        (Some(format), _) => format,
        (None, Some(out)) => of_ending(out)?,
        (None, None) => Format::Table,
    };
    if format == Format::Xlsx && renewals.out.is_none() && std::io::stdout().is_terminal() {
        return Err(Failure::usage("a workbook is no text for a terminal. hint: give a file, --out renewals.xlsx"));
    }
    if renewals.alerts.is_some() && !matches!(format, Format::Table | Format::Json) {
        return Err(Failure::usage(
            "alerts are printed as a table or as JSON. hint: leave --format out, or write json",
        ));
    }
    Ok(format)
}

/// Writes to the file, whole or not at all, or to standard output.
fn put(out: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    let Some(out) = out else {
        talk::bytes(bytes);
        return Ok(());
    };
    write(out, bytes)
}

/// Replaces a file whole: a run that is stopped leaves the old one.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = Path::new(&beside);
    fs::write(beside, bytes).map_err(on(beside))?;
    fs::rename(beside, path).map_err(on(path))
}
