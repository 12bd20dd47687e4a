//! The emulated system in a process of its own.

use anyhow::{Context, Result};
use demo_estate::{Estate, Size};
use emulator::servicenow::{Instance, key};
use emulator::{Latency, Server};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};

/// The tables that rows are put into, each with its share.
pub(crate) const TABLES: [&str; 4] = ["cmdb_rel_ci", "contract_rel_ci", "fm_expense_line", "incident"];

/// An estate without rows: the instance's own tables are there.
pub(crate) fn empty() -> Result<Instance> {
    let day = estate::parse_day("2026-04-01").map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(Instance::of_estate(&Estate::new(1, Size { assets: 0, contracts: 0, payments: 0, tickets: 0 }, day)))
}

/// An instance with so many rows over the four tables.
pub(crate) fn with_rows(rows: u64) -> Result<Instance> {
    let mut instance = empty()?;
    let (asset, contract) = (key("asset"), key("contract"));
    let ends: Vec<String> = (0..1_000).map(|end| key(&format!("ci {end}"))).collect();
    let share = rows / 4;
    for table in TABLES {
        let made: Vec<(String, Vec<(&str, String)>)> = (0..share)
            .map(|number| {
                let end = |step: u64| ends[usize::try_from((number * step) % 1_000).unwrap_or(0)].clone();
                let cells = match table {
                    "cmdb_rel_ci" => vec![("parent", end(1)), ("child", end(7)), ("type", asset.clone())],
                    "contract_rel_ci" => vec![("contract", contract.clone()), ("ci_item", end(3))],
                    "fm_expense_line" => vec![
                        ("number", format!("EXP{number:07}")),
                        ("date", "2025-11-03".to_owned()),
                        ("amount", format!("GBP;{}.{:02}", number % 9_000 + 10, number % 100)),
                        ("state", "processed".to_owned()),
                        ("summary_type", "run_business".to_owned()),
                        ("contract", contract.clone()),
                        ("inherited", "false".to_owned()),
                        ("short_description", "Monthly charge for support and maintenance".to_owned()),
                    ],
                    _ => vec![
                        ("number", format!("INC{number:07}")),
                        ("opened_at", "2025-10-02 09:12:00".to_owned()),
                        ("closed_at", "2025-10-04 16:40:00".to_owned()),
                        ("priority", "3".to_owned()),
                        ("category", "software".to_owned()),
                        ("cmdb_ci", end(11)),
                    ],
                };
                (key(&format!("{table} {number}")), cells)
            })
            .collect();
        instance.load(table, made);
    }
    Ok(instance)
}

/// Serves until the parent closes its end, and says then what it was asked.
pub(crate) fn serve(rows: u64, latency: u64, out: &mut impl Write) -> Result<()> {
    let server = Server::start(with_rows(rows)?, Latency::Waited(latency))?;
    writeln!(out, "{}", server.address())?;
    out.flush()?;
    for line in std::io::stdin().lock().lines() {
        line?;
        let seen = server.seen();
        let at_once = seen.iter().map(|seen| seen.under_way).max().unwrap_or(0);
        writeln!(out, "{} {at_once}", seen.len())?;
        out.flush()?;
        server.forget();
    }
    Ok(())
}

/// The child, seen from the parent.
pub(crate) struct Emulated {
    child: Child,
    said: BufReader<std::process::ChildStdout>,
    pub(crate) address: String,
}

impl Emulated {
    pub(crate) fn start(rows: u64, latency: u64) -> Result<Emulated> {
        let this = std::env::current_exe().context("cannot find this program's own file")?;
        let mut command = Command::new(this);
        command.args(["emulate", &rows.to_string(), &latency.to_string()]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut said = BufReader::new(child.stdout.take().context("no output")?);
        let mut address = String::new();
        said.read_line(&mut address)?;
        Ok(Emulated { child, said, address: address.trim().to_owned() })
    }

    /// Requests since the last time, and how many were under way at once at most.
    pub(crate) fn asked(&mut self) -> Result<(u64, u64)> {
        let input = self.child.stdin.as_mut().context("no input")?;
        writeln!(input)?;
        input.flush()?;
        let mut line = String::new();
        self.said.read_line(&mut line)?;
        let (requests, at_once) = line.trim().split_once(' ').context("the system says nothing")?;
        Ok((requests.parse()?, at_once.parse()?))
    }
}

impl Drop for Emulated {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let mut rest = String::new();
        let _ = self.said.read_to_string(&mut rest);
        let _ = self.child.wait();
    }
}
