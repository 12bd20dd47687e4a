//! `oldiron discover`: what a system of record holds, and the mapping that suggests.

use crate::arguments::{Discover, Listing};
use crate::failure::{DONE, Failure};
use crate::rules;
use crate::show::{Cell, shown, table};
use crate::sources::{Credentials, Sources};
use crate::talk::{self, Progress};
use connector_kit::{Findable, FoundTable, wait_for};
use std::process::ExitCode;

pub(super) fn run(discover: &Discover, progress: &Progress) -> Result<ExitCode, Failure> {
    let settings = rules::settings(discover.config.as_deref(), progress)?;
    let sources = Sources::of(&settings, Credentials::Fetched)?;
    let system = sources.system(&discover.source)?;
    progress.step(&format!("looking at {}", system.run.address));
    let found = wait_for(system.connector.discover()).map_err(Failure::usage)?.map_err(Failure::source)?;
    match discover.format {
        Listing::Json => {
            talk::data(&format!("{}\n", serde_json::to_string_pretty(&json(&found)).map_err(Failure::bug)?));
        }
        Listing::Table | Listing::Csv => talk::data(&for_the_eye(&found)),
    }
    Ok(DONE)
}

const HEADER: [&str; 5] = ["column", "label", "holds", "filled", "feeds"];

/// Tables as comments above the proposal, so that the whole can be kept as a settings file.
fn for_the_eye(found: &Findable) -> String {
    let mut text = String::new();
    for one in &found.tables {
        let rows = one.rows.map_or("rows not said".to_owned(), |rows| format!("{rows} rows"));
        text.push_str(&format!("# {}: {rows}, looked at {}\n", shown(&one.table), one.sampled));
        let body = table(&HEADER, rows_of(one));
        body.lines().for_each(|line| text.push_str(&format!("#   {line}\n")));
        text.push_str("#\n");
    }
    text.push('\n');
    // Labels come from the system; line ends in them were taken out with other control characters.
    found.proposal.lines().for_each(|line| text.push_str(&format!("{}\n", shown(line))));
    text
}

fn rows_of(found: &FoundTable) -> impl Iterator<Item = Vec<Cell>> {
    let sampled = found.sampled;
    found.columns.iter().map(move |column| {
        vec![
            Cell::Left(column.column.clone()),
            Cell::Left(column.label.clone().unwrap_or_default()),
            Cell::Left(column.kind.clone().unwrap_or_default()),
            Cell::Right(format!("{} of {sampled}", column.filled)),
            Cell::Left(column.feeds.clone().unwrap_or_default()),
        ]
    })
}

fn json(found: &Findable) -> serde_json::Value {
    let column = |column: &connector_kit::FoundColumn| {
        serde_json::json!({
            "column": column.column, "label": column.label, "holds": column.kind, "filled": column.filled, "feeds": column.feeds
        })
    };
    let tables = found.tables.iter().map(|one| {
        let columns: Vec<serde_json::Value> = one.columns.iter().map(column).collect();
        serde_json::json!({ "table": one.table, "rows": one.rows, "sampled": one.sampled, "columns": columns })
    });
    serde_json::json!({ "tables": tables.collect::<Vec<_>>(), "proposal": found.proposal })
}
