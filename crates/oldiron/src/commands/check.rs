//! `oldiron check`: settings, headers and codes before an audit; keeps nothing.

use crate::arguments::From;
use crate::failure::{DONE, Failure};
use crate::rules;
use crate::talk::{self, Progress};
use register::{Problem, Weight};
use std::process::ExitCode;

pub(super) fn run(from: &From, progress: &Progress) -> Result<ExitCode, Failure> {
    if let Some(dir) = &from.snapshot {
        return super::snapshot::verify(dir, progress);
    }
    let settings = rules::settings(from.config.as_deref(), progress)?;
    // Rules and catalogue are read as an audit reads them, so that a fault in them is found here.
    rules::with(&settings, |_| Ok(()))?;
    progress.step("checking headers and codes");
    let problems = match &from.from {
        Some(dir) => register::check_folder(dir),
        None => rules::mappings(&settings)?
            .iter()
            .flat_map(|mapping| register::check_mapped(mapping, &settings.base))
            .collect(),
    };
    problems.iter().for_each(|problem| talk::data(&format!("{problem}\n")));
    let lose = |problem: &&Problem| matches!(problem.weight, Weight::Stops | Weight::SetsRowAside);
    let serious: Vec<&Problem> = problems.iter().filter(lose).collect();
    if !serious.is_empty() {
        let s = if serious.len() == 1 { "" } else { "s" };
        return Err(Failure::usage(format!(
            "{} problem{s}; an audit would stop or lose rows. hint: put right what the list says",
            serious.len()
        )));
    }
    progress.note("every header and code can be read");
    Ok(DONE)
}
