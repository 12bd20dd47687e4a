//! The pack: one folder, written beside and renamed whole.

mod lists;
mod place;

pub(crate) use lists::worklist;

use crate::failure::{Failure, on};
use crate::pull::Judged;
use crate::tables::{self, Flat, spelled, words};
use crate::talk::Progress;
use analysis::Outcome;
use estate::{Record, SetAside, Table};
use place::Part;
use reports::{Chart, Logo, Size, Theme};
use snapshot::Snapshot;
use std::fs;
use std::path::Path;

/// Print resolution of charts, in dots an inch.
const DPI: u32 = 300;

/// Writes the pack into `out`. A pack that stands there is replaced; anything else is left alone.
pub(crate) fn write(
    out: &Path,
    snapshot: &Snapshot,
    judged: &Judged,
    outcome: Outcome,
    pages: Option<&Theme>,
    progress: &Progress,
) -> Result<(), Failure> {
    place::may_replace(out)?;
    let part = Part::beside(out)?;
    fill(part.path(), snapshot, judged, outcome, pages, progress)?;
    part.put(out)
}

fn fill(
    dir: &Path,
    snapshot: &Snapshot,
    judged: &Judged,
    outcome: Outcome,
    pages: Option<&Theme>,
    progress: &Progress,
) -> Result<(), Failure> {
    let save = |name: &str, bytes: &[u8]| {
        let path = dir.join(name);
        fs::write(&path, bytes).map_err(on(&path))
    };
    progress.step("writing audit.json and tables");
    let mut json = serde_json::to_vec_pretty(&outcome.audit).map_err(Failure::bug)?;
    json.push(b'\n');
    save("audit.json", &json)?;
    if let Some(theme) = pages {
        progress.step("drawing charts");
        let charts = reports::charts(&outcome.audit, Size::A4)?;
        fs::create_dir(dir.join("charts")).map_err(on(dir))?;
        draw(&dir.join("charts"), &charts)?;
        progress.step("setting the board pack");
        save("board-pack.pdf", &reports::board_pack(&outcome.audit, &charts, theme)?)?;
        progress.step("writing the report and the workbook");
        save("report.html", &crate::workbook::report(&outcome, &charts, theme)?)?;
        save("workbook.xlsx", &crate::workbook::workbook(&outcome)?)?;
    }
    let tables = dir.join("tables");
    fs::create_dir(&tables).map_err(on(&tables))?;
    received(&tables, snapshot)?;
    set_aside(&tables, &judged.set_aside)?;
    lists::write(&tables, &outcome.audit)?;
    let Outcome { cost_lines, cross_checks, spending, findings, verdicts, .. } = outcome;
    made(&tables, cost_lines)?;
    made(&tables, cross_checks)?;
    made(&tables, findings)?;
    made(&tables, spending)?;
    made(&tables, verdicts)
}

/// The brand that settings give, checked before anything is judged.
pub(crate) fn theme(words: &settings::Theme) -> Result<Theme, Failure> {
    let says = words.logo_says.clone().unwrap_or_default();
    let logo = words.logo.clone().map(|picture| Logo { picture, says });
    Ok(Theme::new(words.marking.as_deref(), words.accent.as_deref(), logo)?)
}

/// Charts do not wait for each other.
fn draw(dir: &Path, charts: &[Chart]) -> Result<(), Failure> {
    let one = |chart: &Chart| {
        let (svg, png) = (dir.join(format!("{}.svg", chart.name)), dir.join(format!("{}.png", chart.name)));
        fs::write(&svg, &chart.svg).map_err(on(&svg))?;
        fs::write(&png, chart.png(DPI)?).map_err(on(&png))
    };
    std::thread::scope(|scope| {
        let running: Vec<_> = charts.iter().map(|chart| scope.spawn(move || one(chart))).collect();
        running
            .into_iter()
            .try_for_each(|thread| thread.join().unwrap_or_else(|_| Err(Failure::bug("a chart could not be drawn"))))
    })
}

/// A table that the audit made, flat and as Parquet.
fn made<T: Record>(dir: &Path, rows: Vec<T>) -> Result<(), Failure> {
    let path = dir.join(format!("{}.parquet", T::TABLE));
    snapshot::write_table(&path, T::TABLE, rows.iter().map(Record::to_values))?;
    tables::write(dir, rows)
}

/// The tables that were read, in order of their rows, so that the order in a file tells nothing.
fn received(dir: &Path, snapshot: &Snapshot) -> Result<(), Failure> {
    for table in Table::RECEIVED {
        // Verdicts are written as they were judged.
        if snapshot.manifest().table(*table).is_none() || *table == Table::Verdicts {
            continue;
        }
        let mut rows: Vec<Vec<String>> = Vec::new();
        snapshot.rows(*table, |values| {
            rows.push(table.columns().iter().zip(&values).map(|(column, value)| spelled(column, value)).collect());
            Ok::<(), snapshot::Error>(())
        })?;
        rows.sort();
        let mut flat = Flat::create(dir, *table)?;
        rows.into_iter().try_for_each(|row| flat.row(row))?;
        flat.finish()?;
    }
    Ok(())
}

/// What could not be used, for the owners of the data.
fn set_aside(dir: &Path, rows: &[SetAside]) -> Result<(), Failure> {
    let path = dir.join("set-aside.csv");
    let failed = |error: csv::Error| Failure::usage(format!("{}: {error}", path.display()));
    let mut writer = csv::Writer::from_path(&path).map_err(failed)?;
    let header = ["source", "table", "file", "line", "id", "column", "value", "set_aside", "reason"];
    writer.write_record(header).map_err(failed)?;
    let mut rows: Vec<&SetAside> = rows.iter().collect();
    rows.sort();
    for row in rows {
        let text = |text: &Option<String>| words(text.as_deref().unwrap_or_default());
        let what = if row.whole_row { "row" } else { "cell" };
        let cells = [
            words(&row.source),
            row.table.clone(),
            words(&row.file),
            row.line.to_string(),
            text(&row.id),
            text(&row.column),
            text(&row.value),
            what.to_owned(),
            words(&row.reason),
        ];
        writer.write_record(cells).map_err(failed)?;
    }
    writer.flush().map_err(on(&path))
}
