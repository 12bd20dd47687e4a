//! `oldiron check`: settings, headers and codes of files; address, sign-in, permissions and counts of systems. Keeps nothing.

use crate::arguments::From;
use crate::failure::{DONE, Failure};
use crate::rules;
use crate::show::{Cell, table};
use crate::sources::{Credentials, Sources, System};
use crate::talk::{self, Progress};
use connector_kit::{Access, TableAccess, wait_for};
use register::{Problem, Weight};
use std::process::ExitCode;

pub(super) fn run(from: &From, progress: &Progress) -> Result<ExitCode, Failure> {
    if let Some(dir) = &from.snapshot {
        return super::snapshot::verify(dir, progress);
    }
    let settings = rules::settings(from.config.as_deref(), progress)?;
    // Rules and catalogue are read as an audit reads them, so that a fault in them is found here.
    rules::with(&settings, |_| Ok(()))?;
    let sources = match &from.from {
        Some(_) => Sources { files: vec![], systems: vec![] },
        None => Sources::of(&settings, Credentials::Fetched)?,
    };
    if from.from.is_some() || !sources.files.is_empty() {
        progress.step("checking headers and codes");
    }
    let problems = match &from.from {
        Some(dir) => register::check_folder(dir),
        None => sources.files.iter().flat_map(|mapping| register::check_mapped(mapping, &settings.base)).collect(),
    };
    problems.iter().for_each(|problem| talk::data(&format!("{problem}\n")));
    let mut closed = vec![];
    for system in &sources.systems {
        progress.step(&format!("checking {} at {}", system.name, system.run.address));
        match wait_for(system.connector.check()).map_err(Failure::usage)? {
            Ok(access) => closed.extend(told(system, &access)),
            Err(error) => closed.push(format!("{}: {error}", system.name)),
        }
    }
    let lose = |problem: &&Problem| matches!(problem.weight, Weight::Stops | Weight::SetsRowAside);
    let serious: Vec<&Problem> = problems.iter().filter(lose).collect();
    if !serious.is_empty() {
        let s = if serious.len() == 1 { "" } else { "s" };
        return Err(Failure::usage(format!(
            "{} problem{s}; an audit would stop or lose rows. hint: put right what the list says",
            serious.len()
        )));
    }
    if !closed.is_empty() {
        return Err(Failure::source(closed.join("\n")));
    }
    if from.from.is_some() || !sources.files.is_empty() {
        progress.note("every header and code can be read");
    }
    if !sources.systems.is_empty() {
        progress.note("every table that an audit needs can be read");
    }
    Ok(DONE)
}

const HEADER: [&str; 6] = ["table", "rows", "readable", "feeds", "columns not seen", "least permission"];

/// A table that a system's owner can act on. Gives what an audit cannot do without.
fn told(system: &System, access: &Access) -> Vec<String> {
    talk::data(&format!("{} at {}\n", system.name, access.address));
    let facts = access.facts.iter().map(|(name, value)| vec![Cell::Left(name.clone()), Cell::Left(value.clone())]);
    talk::data(&table(&["fact", "value"], facts));
    talk::data(&format!("\n{}\n", table(&HEADER, access.tables.iter().map(row))));
    access.problems.iter().for_each(|problem| talk::data(&format!("{problem}\n")));
    let needed = access.tables.iter().filter(|table| !table.optional);
    let closed = needed.filter_map(|table| Some((table, table.readable.as_ref().err()?)));
    closed
        .map(|(table, why)| format!("{}, {}: {why}. hint: give the account {}", system.name, table.table, table.needs))
        .collect()
}

fn row(access: &TableAccess) -> Vec<Cell> {
    let feeds: Vec<&str> = access.feeds.iter().map(|table| table.name()).collect();
    let readable = match (&access.readable, access.optional) {
        (Ok(()), _) => "yes",
        (Err(_), true) => "no, optional",
        (Err(_), false) => "NO",
    };
    vec![
        Cell::Left(access.table.clone()),
        Cell::Right(access.rows.map_or("not said".to_owned(), |rows| rows.to_string())),
        Cell::Left(readable.to_owned()),
        Cell::Left(feeds.join(", ")),
        Cell::Left(access.absent.join(", ")),
        Cell::Left(access.needs.clone()),
    ]
}
