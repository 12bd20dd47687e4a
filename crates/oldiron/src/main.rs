//! oldiron: what an organisation spends on keeping archaic systems alive, where that money sits, and by when it can be stopped.

mod arguments;
mod commands;
mod failure;
mod pack;
mod pull;
mod rules;
mod show;
mod tables;
mod talk;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    match commands::run(arguments) {
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}
