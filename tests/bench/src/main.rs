//! How time and memory grow with an estate: generate, snapshot, read back, audit without pages, at several sizes.
//!
//! A command run by hand (`cargo run --release -p bench`), never a timed test. Each size runs in a process of its own, so that
//! its peak memory is its own.

mod audit;
mod matching;
// One binary depends on no other, so the file is shared.
#[path = "../../bench-pull/src/process.rs"]
mod process;
mod report;
mod stages;
mod timelines;

use anyhow::{Context, Result};
use clap::Parser;
use estate::Date;
use report::Run;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Measures generating, snapshotting and auditing fictional estates of growing size.
#[derive(Debug, Parser)]
struct Arguments {
    /// Sizes, in assets, smallest first.
    #[arg(long, value_delimiter = ',', default_value = "10000,100000")]
    assets: Vec<u32>,
    /// Tickets an asset.
    #[arg(long, default_value_t = 5)]
    tickets: u32,
    /// Payments an asset.
    #[arg(long, default_value_t = 10)]
    payments: u32,
    /// Seed of the estates.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The date they are judged at.
    #[arg(long, default_value = "2026-04-01", value_parser = day)]
    as_of: Date,
    /// Where snapshots are written; each is removed afterwards [default: the system's temporary folder].
    #[arg(long)]
    folder: Option<PathBuf>,
    /// Measure nothing but the timelines of so many contracts, on two threads.
    #[arg(long, value_name = "CONTRACTS")]
    timelines: Option<u32>,
    /// Measure nothing but the reading of so many product strings, on one thread.
    #[arg(long, value_name = "STRINGS")]
    strings: Option<u32>,
    /// Measure one size in this process and print lines for the parent.
    #[arg(long, hide = true)]
    one: bool,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let mut out = io::stdout().lock();
    if let Some(contracts) = arguments.timelines {
        let calendar = settings::Settings::from_text("bench", "", Path::new("."), &[])?.calendar;
        let found = timelines::measure(contracts, arguments.as_of, &calendar);
        writeln!(out, "{}", found.line())?;
        return Ok(());
    }
    if let Some(strings) = arguments.strings {
        writeln!(out, "{}", matching::measure(strings)?)?;
        return Ok(());
    }
    if arguments.one {
        for assets in &arguments.assets {
            let task = stages::Task::new(&arguments, *assets)?;
            stages::run(&task, &mut |stage| Ok(writeln!(out, "{}", report::spell(stage))?))?;
        }
        return Ok(());
    }
    let mut runs: Vec<Run> = Vec::new();
    for assets in &arguments.assets {
        let run = in_a_process(&arguments, *assets)?;
        writeln!(out, "{}", report::table(&run))?;
        runs.push(run);
    }
    writeln!(out, "{}", report::growth(&runs))?;
    Ok(())
}

fn in_a_process(arguments: &Arguments, assets: u32) -> Result<Run> {
    let bench = std::env::current_exe().context("cannot find this program's own file")?;
    let mut command = Command::new(bench);
    command.args(["--one", "--assets", &assets.to_string()]);
    command.args(["--tickets", &arguments.tickets.to_string(), "--payments", &arguments.payments.to_string()]);
    command.args(["--seed", &arguments.seed.to_string(), "--as-of", &arguments.as_of.to_string()]);
    if let Some(folder) = &arguments.folder {
        command.arg("--folder").arg(folder);
    }
    let output = command.stderr(Stdio::inherit()).output().context("cannot start a process for one size")?;
    anyhow::ensure!(output.status.success(), "the run of {assets} assets failed");
    let text = String::from_utf8(output.stdout).context("a run printed something that is no text")?;
    let stages = text.lines().map(report::read).collect::<Result<_>>()?;
    Ok(Run { assets, stages })
}

fn day(text: &str) -> Result<Date, String> {
    estate::parse_day(text).map_err(|error| error.to_string())
}
