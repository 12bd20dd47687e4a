//! oldiron: what an organisation spends on keeping archaic systems alive, where that money sits, and by when it can be stopped.

mod arguments;
mod commands;
mod failure;
mod notices;
mod pack;
mod pull;
mod rules;
mod show;
mod sources;
mod systems;
mod tables;
mod talk;
mod workbook;

use clap::Parser;
use failure::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    // A fault says where it was met; what the operator can do about it is said once, at the end.
    std::panic::set_hook(Box::new(|fault| {
        let place = fault.location().map_or_else(String::new, |place| format!("{place}: "));
        talk::say(&format!("fault: {place}{}", fault.payload_as_str().unwrap_or("no words")));
    }));
    let ended = std::panic::catch_unwind(|| commands::run(arguments));
    match ended.unwrap_or_else(|_| Err(Failure::bug("oldiron met a fault and stopped"))) {
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}
