//! What a pull costs, and what it loses: a large one against the floor that latency sets, every fault one by one, and kills.
//!
//! A command run by hand (`cargo run --release -p bench-pull -- speed`), never a timed test. The emulated system runs in a process of
//! its own, so that memory and processor time are the client's alone. Beside the connector runs a plain offset client, written as
//! public ones are, to show what that loses.

mod careful;
mod careless;
mod emulated;
mod faults;
mod kills;
mod process;
mod speed;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::io::{self, Write};
use std::path::PathBuf;

#[derive(Debug, Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Rows over the emulated system at a latency: seconds, the floor, memory.
    Speed {
        /// Rows, over four tables.
        #[arg(long, value_delimiter = ',', default_value = "100000,1000000")]
        rows: Vec<u64>,
        /// Milliseconds that each answer takes.
        #[arg(long, default_value_t = 50)]
        latency: u64,
        /// Rows a page; the connector's own growing size, where it is 0.
        #[arg(long, value_delimiter = ',', default_value = "1000,0")]
        page: Vec<u32>,
        /// Is the plain client left out?
        #[arg(long)]
        connector_only: bool,
    },
    /// Every fault, one by one: rows lost in silence and rows doubled, by the connector and by the plain client.
    Faults,
    /// Kills `oldiron pull` at random moments, lets it go on, and compares what comes of it with an undisturbed run.
    Kills {
        /// The binary.
        #[arg(long)]
        oldiron: PathBuf,
        /// How many pulls are killed.
        #[arg(long, default_value_t = 200)]
        times: u32,
        /// Seed of the moments.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// The emulated system, for the parent.
    #[command(hide = true)]
    Emulate {
        /// Rows over four tables.
        rows: u64,
        /// Milliseconds that each answer takes.
        latency: u64,
    },
    /// One pull by the connector, for the parent.
    #[command(hide = true)]
    Careful {
        /// Where the system is.
        address: String,
        /// Rows a page; 0 for the connector's own.
        page: u32,
    },
    /// One pull by the plain client, for the parent.
    #[command(hide = true)]
    Careless {
        /// Where the system is.
        address: String,
        /// Rows a page.
        page: u32,
    },
}

fn main() -> Result<()> {
    let mut out = io::stdout().lock();
    match Arguments::parse().command {
        Command::Speed { rows, latency, page, connector_only } => {
            speed::run(&rows, latency, &page, connector_only, &mut out)
        }
        Command::Faults => faults::run(&mut out),
        Command::Kills { oldiron, times, seed } => kills::run(&oldiron, times, seed, &mut out),
        Command::Emulate { rows, latency } => emulated::serve(rows, latency, &mut out),
        Command::Careful { address, page } => Ok(writeln!(out, "{}", careful::measured(&address, page)?)?),
        Command::Careless { address, page } => Ok(writeln!(out, "{}", careless::measured(&address, page)?)?),
    }
}
