//! `oldiron pull`: every source into a snapshot, and a receipt for every row.

use crate::arguments::{Listing, Pull};
use crate::failure::{DONE, Failure};
use crate::pull;
use crate::rules;
use crate::show::{Cell, table};
use crate::systems::Read;
use crate::tables::{csv_text, words};
use crate::talk::{self, Progress};
use estate::Receipt;
use std::process::ExitCode;

pub(super) fn run(pull: &Pull, progress: &Progress) -> Result<ExitCode, Failure> {
    let settings = rules::settings(pull.config.as_deref(), progress)?;
    let data_dir = pull.data_dir.clone().unwrap_or_else(|| settings.data_dir.clone());
    let read = match &pull.replay {
        Some(dir) => Read::Replayed(dir),
        None if pull.fresh => Read::Afresh,
        None => Read::GoingOn,
    };
    let snapshot = match &pull.from {
        Some(dir) => pull::folder(dir, &data_dir, rules::today(), progress)?,
        None => pull::configured(&settings, read, &data_dir, rules::today(), progress)?,
    };
    let receipts = &snapshot.manifest().receipts;
    match pull.format {
        Listing::Json => {
            let all = serde_json::json!({ "snapshot": snapshot.dir(), "receipts": receipts });
            talk::data(&format!("{}\n", serde_json::to_string_pretty(&all).map_err(Failure::bug)?));
        }
        Listing::Csv => talk::data(&csv(receipts)?),
        Listing::Table => talk::data(&for_the_eye(receipts)),
    }
    if receipts.iter().all(Receipt::is_whole) {
        return Ok(DONE);
    }
    let short = receipts.iter().filter(|receipt| !receipt.is_whole());
    let tables: Vec<String> = short.map(|receipt| format!("{} of {}", receipt.table, receipt.source)).collect();
    Err(Failure::source(format!(
        "not read in full: {}. hint: the receipts say what is missing; run `oldiron pull` again, or `oldiron check` for permissions",
        tables.join(", ")
    )))
}

const HEADER: [&str; 7] = ["source", "table", "declared", "received", "kept", "set aside", "missing"];

/// What a receipt says is missing: rows, and why.
fn missing(receipt: &Receipt) -> String {
    match (&receipt.incomplete, receipt.declared) {
        (Some(why), _) => why.clone(),
        (None, Some(declared)) if declared > receipt.received => format!("{} rows", declared - receipt.received),
        (None, Some(declared)) if declared < receipt.received => "more came than were declared".to_owned(),
        _ => String::new(),
    }
}

fn for_the_eye(receipts: &[Receipt]) -> String {
    let rows = receipts.iter().map(|receipt| {
        let declared = receipt.declared.map_or("not said".to_owned(), |declared| declared.to_string());
        vec![
            Cell::Left(receipt.source.clone()),
            Cell::Left(receipt.table.clone()),
            Cell::Right(declared),
            Cell::Right(receipt.received.to_string()),
            Cell::Right(receipt.kept.to_string()),
            Cell::Right(receipt.set_aside.to_string()),
            Cell::Left(missing(receipt)),
        ]
    });
    table(&HEADER, rows)
}

fn csv(receipts: &[Receipt]) -> Result<String, Failure> {
    let cells = receipts.iter().map(|receipt| {
        [
            words(&receipt.source),
            words(&receipt.table),
            receipt.declared.map_or(String::new(), |declared| declared.to_string()),
            receipt.received.to_string(),
            receipt.kept.to_string(),
            receipt.set_aside.to_string(),
            words(&missing(receipt)),
        ]
    });
    csv_text(&HEADER, cells)
}
