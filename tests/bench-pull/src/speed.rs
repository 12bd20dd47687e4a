//! Seconds against the floor that latency sets: requests x latency / requests at once.

use crate::emulated::Emulated;
use anyhow::{Context, Result};
use std::io::Write;
use std::process::{Command, Stdio};

/// Requests that the connector may have under way at once.
const AT_ONCE: f64 = 4.0;

pub(crate) fn run(
    sizes: &[u64],
    latency: u64,
    pages: &[u32],
    connector_only: bool,
    out: &mut impl Write,
) -> Result<()> {
    let head = [
        "rows",
        "client",
        "rows a page",
        "requests",
        "at once, at most",
        "floor s",
        "seconds",
        "over the floor",
        "processor s",
        "peak MiB",
        "rows read",
    ];
    writeln!(out, "| {} |\n|{}", head.join(" | "), "---|".repeat(head.len()))?;
    let latency_seconds = f64::from(u32::try_from(latency)?) / 1000.0;
    for size in sizes {
        let mut system = Emulated::start(*size, latency)?;
        let mut clients: Vec<(&str, u32, f64)> = pages.iter().map(|page| ("careful", *page, AT_ONCE)).collect();
        if !connector_only {
            clients.push(("careless", 1_000, 1.0));
        }
        for (client, page, at_once) in clients {
            system.asked()?;
            let this = std::env::current_exe().context("cannot find this program's own file")?;
            let mut command = Command::new(this);
            command.args([client, &system.address, &page.to_string()]).stderr(Stdio::inherit());
            let output = command.output()?;
            anyhow::ensure!(output.status.success(), "the {client} client failed");
            let text = String::from_utf8(output.stdout)?;
            let cells: Vec<&str> = text.split_whitespace().collect();
            let [rows, seconds, processor, peak] = cells.as_slice() else {
                anyhow::bail!("`{text}` is no measurement")
            };
            let (requests, most) = system.asked()?;
            let floor = f64::from(u32::try_from(requests)?) * latency_seconds / at_once;
            let over = seconds.parse::<f64>()? / floor;
            let page = if page == 0 { "growing".to_owned() } else { page.to_string() };
            writeln!(
                out,
                "| {size} | {client} | {page} | {requests} | {most} | {floor:.2} | {seconds} | {over:.3} | {processor} | {peak} | {rows} |"
            )?;
            out.flush()?;
        }
    }
    Ok(())
}
