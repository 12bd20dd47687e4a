//! `oldiron demo`: the pack of a fictional estate, by the same path as an organisation's own files.

mod servicenow;

use crate::arguments::Demo;
use crate::commands::audit;
use crate::failure::{DONE, Failure, on};
use crate::tables::Flat;
use crate::talk::Progress;
use crate::{pull, rules};
use demo_estate::{Estate, Size};
use estate::Table;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

pub(super) fn run(demo: &Demo, progress: &Progress) -> Result<ExitCode, Failure> {
    let size = demo.assets.map_or_else(Size::default, |assets| Size::of(assets, 6, 8));
    let estate = Estate::new(demo.seed, size, demo.as_of);
    if let Some(dir) = &demo.files {
        let there = Table::RECEIVED.iter().map(|table| dir.join(format!("{table}.csv"))).find(|file| file.exists());
        if let Some(file) = there {
            let problem = "stands there already. hint: choose a folder without tables; yours are not written over";
            return Err(Failure::usage(format!("{} {problem}", file.display())));
        }
        write_files(&estate, dir)?;
        progress.note(&format!(
            "the estate's tables are in {}; audit them with: oldiron audit --from {} --as-of {}",
            dir.display(),
            dir.display(),
            demo.as_of
        ));
        return Ok(DONE);
    }
    progress.step("making a fictional estate");
    let files = tempfile::tempdir().map_err(|error| {
        Failure::usage(format!("no room for temporary files: {error}. hint: set TMPDIR to a folder you may write to"))
    })?;
    let mut settings = rules::settings(None, progress)?;
    let data_dir = demo.to.data_dir.clone().unwrap_or_else(|| settings.data_dir.clone());
    let snapshot = if demo.from_servicenow {
        servicenow::pulled(&estate, demo.as_of, files.path(), &data_dir, progress)?
    } else {
        write_files(&estate, files.path())?;
        pull::folder(files.path(), &data_dir, demo.as_of, progress)?
    };
    // The demo's figures are those of the catalogue that ships, whatever else this machine knows.
    files.path().clone_into(&mut settings.data_dir);
    settings.own_catalogue.clear();
    audit::judge(&snapshot, &settings, demo.as_of, demo.financial_year, &demo.to, progress)
}

fn write_files(estate: &Estate, dir: &Path) -> Result<(), Failure> {
    write_some(estate, dir, &mut |_, row| Some(row.to_vec()))
}

/// Which rows are written, and how.
type Choose<'c> = dyn FnMut(Table, &[String]) -> Option<Vec<String>> + 'c;

/// Writes the rows that `choose` gives back, as it gives them back.
fn write_some(estate: &Estate, dir: &Path, choose: &mut Choose<'_>) -> Result<(), Failure> {
    fs::create_dir_all(dir).map_err(on(dir))?;
    let mut files: BTreeMap<Table, Flat> = BTreeMap::new();
    let mut outcome = Ok(());
    estate.rows(&mut |table, row| {
        if outcome.is_err() {
            return;
        }
        let Some(row) = choose(table, row) else { return };
        let file = match files.entry(table) {
            Entry::Occupied(there) => Ok(there.into_mut()),
            Entry::Vacant(place) => Flat::create(dir, table).map(|flat| place.insert(flat)),
        };
        outcome = file.and_then(|file| file.row(row));
    });
    outcome?;
    files.into_values().try_for_each(Flat::finish)
}
