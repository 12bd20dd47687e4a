//! Public notices beside the flat tables of a folder: files of releases of the Open Contracting Data Standard.

use crate::failure::{Failure, on};
use estate::{Receipt, SetAside, Table, Unreadable, admit, stated_money};
use register::Keep;
use renewals::{NoticeRow, releases};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The source of rows from notices.
const SOURCE: &str = "notices";

/// A file of notices.
pub(crate) struct Notices {
    /// Its name.
    pub(crate) file: String,
    rows: Vec<NoticeRow>,
}

/// The files of a folder that hold releases, in order of their names. Another JSON file is none of ours.
pub(crate) fn of_folder(dir: &Path) -> Result<Vec<Notices>, Failure> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(dir) else { return Ok(found) };
    for entry in entries.flatten() {
        let path = entry.path();
        let is_json =
            path.extension().is_some_and(|ending| ["json", "jsonl"].iter().any(|of| ending.eq_ignore_ascii_case(of)));
        if !is_json || !path.is_file() {
            continue;
        }
        let bytes = fs::read(&path).map_err(on(&path))?;
        let text = String::from_utf8_lossy(&bytes);
        if let Some(rows) = releases(text.trim_start_matches('\u{feff}')) {
            found.push(Notices { file: entry.file_name().to_string_lossy().into_owned(), rows });
        }
    }
    found.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(found)
}

/// Hands the rows on, through the door that all rows pass. Bodies and suppliers that several files name are kept once.
pub(crate) fn keep(notices: &[Notices], keep: &mut dyn Keep) -> Result<(), Failure> {
    let mut receipts: BTreeMap<Table, Receipt> = BTreeMap::new();
    let mut named: BTreeSet<(Table, String)> = BTreeSet::new();
    for file in notices {
        for row in &file.rows {
            let key = (row.table, row.cells.first().cloned().unwrap_or_default());
            let again = !named.insert(key);
            if again && row.table != Table::Contracts {
                continue;
            }
            let receipt = receipts.entry(row.table).or_insert_with(|| Receipt::new(SOURCE, row.table));
            receipt.received += 1;
            let kept = if again { repeated(&file.file, row, keep)? } else { one(&file.file, row, keep)? };
            if kept {
                receipt.kept += 1;
            } else {
                receipt.set_aside += 1;
            }
        }
    }
    receipts.into_values().try_for_each(|receipt| keep.receipt(receipt)).map_err(Failure::bug)
}

/// A contract that another file of notices has: the first is kept.
fn repeated(file: &str, row: &NoticeRow, keep: &mut dyn Keep) -> Result<bool, Failure> {
    let reason =
        "another file of notices has a contract of this id, and its row is kept. hint: give all releases in one file";
    keep.set_aside(aside(file, row, None, None, reason.to_owned(), true)).map_err(Failure::bug)?;
    Ok(false)
}

/// Is the row kept?
fn one(file: &str, row: &NoticeRow, keep: &mut dyn Keep) -> Result<bool, Failure> {
    let cells: Vec<&str> = row.cells.iter().map(String::as_str).collect();
    match admit(row.table, &cells) {
        Ok(admitted) => {
            for Unreadable { column, words } in admitted.unreadable {
                let reason = "the cell cannot be read and counts as empty. hint: put it right in the notice".to_owned();
                keep.set_aside(aside(file, row, Some(column), Some(words), reason, false)).map_err(Failure::bug)?;
            }
            keep.keep(row.table, admitted.values).map_err(Failure::bug)?;
            Ok(true)
        }
        Err(refused) => {
            let reason = format!("{}. hint: put it right in the notice", refused.problem);
            keep.set_aside(aside(file, row, Some(refused.column), None, reason, true)).map_err(Failure::bug)?;
            Ok(false)
        }
    }
}

fn aside(
    file: &str,
    row: &NoticeRow,
    column: Option<&str>,
    value: Option<String>,
    reason: String,
    whole_row: bool,
) -> SetAside {
    let cells: Vec<&str> = row.cells.iter().map(String::as_str).collect();
    let (amount_minor, currency) = if whole_row { stated_money(row.table, &cells) } else { (None, None) };
    SetAside {
        source: SOURCE.to_owned(),
        table: row.table.name().to_owned(),
        id: row.cells.first().filter(|id| !id.is_empty()).cloned(),
        file: file.to_owned(),
        line: row.number,
        column: column.map(str::to_owned),
        value,
        reason,
        whole_row,
        amount_minor,
        currency,
    }
}
