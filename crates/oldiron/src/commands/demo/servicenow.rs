//! The demo through a connector: an emulated instance of `ServiceNow` holds what such a system would, files hold the rest.

use super::write_some;
use crate::failure::{Failure, on};
use crate::pull;
use crate::rules;
use crate::systems::Read;
use crate::talk::Progress;
use demo_estate::Estate;
use emulator::servicenow::{Fed, Instance, key};
use emulator::{Latency, Server};
use estate::{Date, Table};
use snapshot::Snapshot;
use std::fs;
use std::path::Path;

/// What is mapped: where the instance keeps what the product has no column for.
const SETTINGS: &str = include_str!("servicenow.toml");

/// The source's name in those settings: what ids of its records begin with.
const SOURCE: &str = "cmdb";

/// The tables that other systems hold.
const IN_FILES: [Table; 5] = [Table::Payments, Table::TeamCosts, Table::Measures, Table::Budgets, Table::Rates];

/// Starts the instance, writes the files and the settings, and pulls by the same path as an organisation's own sources.
pub(super) fn pulled(
    estate: &Estate,
    on_day: Date,
    folder: &Path,
    data_dir: &Path,
    progress: &Progress,
) -> Result<Snapshot, Failure> {
    let instance = Instance::holding(estate, Fed { expenses: false });
    let secret = folder.join("password");
    fs::write(&secret, &instance.account.password).map_err(on(&secret))?;
    let server = Server::start(instance, Latency::Counted(0)).map_err(|error| {
        Failure::usage(format!("no emulated instance can listen on 127.0.0.1: {error}. hint: allow it, or run the demo without --from-servicenow"))
    })?;
    progress.note(&format!("an emulated instance listens at {} while the demo runs", server.address()));
    write_some(estate, folder, &mut |table, row| {
        IN_FILES.contains(&table).then(|| row.iter().map(|cell| renamed(cell)).collect())
    })?;
    let file = folder.join("oldiron.toml");
    fs::write(&file, settings(&server.address())).map_err(on(&file))?;
    let settings = rules::settings(Some(&file), progress)?;
    pull::configured(&settings, Read::Afresh, data_dir, on_day, progress)
}

/// The settings, with the address and the files' columns put in.
fn settings(address: &str) -> String {
    let mut text = SETTINGS.replace("{address}", address);
    for table in IN_FILES {
        let columns = table.columns().iter().map(|column| format!("{0} = \"{0}\"", column.name));
        let columns: Vec<String> = columns.collect();
        text.push_str(&format!(
            "\n[[source.file]]\npath = \"{table}.csv\"\ntable = \"{table}\"\ncolumns = {{ {} }}\n",
            columns.join(", ")
        ));
    }
    text
}

/// A cell of a file that names a record of the instance names it by the id that the connector gives it.
fn renamed(cell: &str) -> String {
    let prefixes = ["cmdb:", "contracts:", "suppliers:"];
    if prefixes.iter().any(|prefix| cell.starts_with(prefix)) {
        format!("{SOURCE}:{}", key(cell))
    } else {
        cell.to_owned()
    }
}
