//! One file a command.

mod audit;
mod catalogue;
mod check;
mod demo;
mod discover;
mod init;
mod pull;
mod renewals;
mod snapshot;
mod suppliers;
mod why;

use crate::arguments::{Arguments, Command, Snapshot};
use crate::failure::{DONE, Failure};
use crate::talk::{self, Progress};
use std::process::ExitCode;

/// Runs the command that was asked for.
pub(crate) fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let progress = Progress::new(arguments.quiet);
    match arguments.command {
        Command::Demo(demo) => demo::run(&demo, &progress),
        Command::Init(init) => init::run(&init, &progress),
        Command::Check(from) => check::run(&from, &progress),
        Command::Discover(discover) => discover::run(&discover, &progress),
        Command::Pull(pull) => pull::run(&pull, &progress),
        Command::Audit(audit) => audit::run(&audit, &progress),
        Command::Renewals(renewals) => renewals::run(&renewals, &progress),
        Command::Why(why) => why::run(&why),
        Command::Catalogue(catalogue) => catalogue::run(&catalogue, &progress),
        Command::Suppliers(suppliers) => suppliers::run(&suppliers),
        Command::Snapshot(Snapshot::Verify { dir }) => snapshot::verify(&dir, &progress),
        Command::Schema => {
            let text = serde_json::to_string_pretty(&::audit::json_schema()).map_err(Failure::bug)?;
            talk::data(&format!("{text}\n"));
            Ok(DONE)
        }
    }
}
