//! The stages, in order, each with its time, its peak memory and its rows.

use crate::report::Stage;
use crate::{Arguments, audit, process};
use anyhow::{Context, Result};
use demo_estate::{Estate, Size};
use estate::{Date, Receipt, SetAside, Table};
use snapshot::{About, Snapshot, Writer};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

/// Where the rows of a fictional estate come from, in receipts.
const SOURCE: &str = "demo";

/// One size to be measured.
pub(crate) struct Task {
    estate: Estate,
    as_of: Date,
    /// A folder of its own, removed at the end.
    folder: PathBuf,
}

impl Task {
    pub(crate) fn new(arguments: &Arguments, assets: u32) -> Result<Task> {
        let size = Size::of(assets.into(), arguments.tickets.into(), arguments.payments.into());
        let parent = arguments.folder.clone().unwrap_or_else(std::env::temp_dir);
        let folder = parent.join(format!("oldiron-bench-{}-{assets}", std::process::id()));
        fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
        Ok(Task { estate: Estate::new(arguments.seed, size, arguments.as_of), as_of: arguments.as_of, folder })
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        // Left behind it does no harm: it stands among temporary files.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Runs every stage, handing over each as it ends.
pub(crate) fn run(task: &Task, done: &mut dyn FnMut(&Stage) -> Result<()>) -> Result<()> {
    let ((), stage) = measured("generate", || Ok(((), generate(task))))?;
    done(&stage)?;
    // Rows are made again on their way into the snapshot, so this holds the time of the stage before.
    let (snapshot, stage) = measured("snapshot", || write(task))?;
    done(&stage)?;
    let (frames, stage) = measured("read", || audit::frames(&snapshot))?;
    done(&stage)?;
    let ((), stage) = measured("audit", || audit::judge(&snapshot, &frames, task.as_of))?;
    done(&stage)
}

/// Times a stage that gives a result and the rows that went through it.
#[allow(clippy::disallowed_methods, reason = "measuring time is what a bench is for")]
fn measured<T>(name: &str, stage: impl FnOnce() -> Result<(T, u64)>) -> Result<(T, Stage)> {
    process::begin_anew();
    let spent_before = process::processor_seconds();
    let began = Instant::now();
    let (result, rows) = stage().with_context(|| format!("the stage `{name}` failed"))?;
    let seconds = began.elapsed().as_secs_f64();
    let processor = process::processor_seconds().zip(spent_before).map(|(after, before)| after - before);
    Ok((result, Stage { name: name.to_owned(), seconds, processor, peak: process::peak(), rows }))
}

fn generate(task: &Task) -> u64 {
    let mut rows = 0;
    task.estate.rows(&mut |_, _| rows += 1);
    rows
}

fn write(task: &Task) -> Result<(Snapshot, u64)> {
    let mut writer = Writer::create(&task.folder, "snapshot")?;
    let mut receipts: BTreeMap<Table, Receipt> = BTreeMap::new();
    let mut outcome = Ok(());
    task.estate.rows(&mut |table, cells| {
        if outcome.is_ok() {
            let receipt = receipts.entry(table).or_insert_with(|| Receipt::new(SOURCE, table));
            outcome = keep(&mut writer, receipt, table, cells);
        }
    });
    outcome?;
    let rows = receipts.values().map(|receipt| receipt.received).sum();
    receipts.into_values().for_each(|receipt| writer.receipt(receipt));
    let about = About { tool: "bench".to_owned(), pulled_on: task.as_of, note: None };
    Ok((writer.finish(about)?, rows))
}

fn keep(writer: &mut Writer, receipt: &mut Receipt, table: Table, cells: &[String]) -> Result<()> {
    receipt.received += 1;
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    match estate::admit(table, &cells) {
        Ok(admitted) => {
            receipt.kept += 1;
            writer.keep(table, admitted.values)?;
        }
        Err(refused) => {
            receipt.set_aside += 1;
            let (amount_minor, currency) = estate::stated_money(table, &cells);
            writer.set_aside(SetAside {
                source: SOURCE.to_owned(),
                table: table.name().to_owned(),
                id: cells.first().map(|id| (*id).to_owned()),
                file: SOURCE.to_owned(),
                line: receipt.received + 1,
                column: Some(refused.column.to_owned()),
                value: None,
                reason: refused.problem,
                whole_row: true,
                amount_minor,
                currency,
            })?;
        }
    }
    Ok(())
}
