//! Pulling systems of record into a snapshot, and where their raw pages are.
//!
//! While a pull runs, raw pages stand in `raw/pulling/SOURCE` under the data folder, where a run that was stopped finds them. When
//! the snapshot is there they stand in `raw/SNAPSHOT/SOURCE` beside it, for `oldiron pull --replay`.

use crate::failure::{Failure, on};
use crate::pull::IntoSnapshot;
use crate::sources::System;
use crate::talk::Progress;
use connector_kit::{Clock, Connector, Error, Keep, Pages, Pulled, Record, gaps, pull_all, wait_for};
use estate::Table;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Where the rows come from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Read<'r> {
    /// The systems, going on from a run that was stopped.
    GoingOn,
    /// The systems, from the beginning.
    Afresh,
    /// Pages that an earlier run kept: of one source, or of several in folders of their names.
    Replayed(&'r Path),
}

/// Reads one system into the snapshot that is being written.
pub(crate) fn pull(
    system: &System,
    read: Read<'_>,
    data_dir: &Path,
    into: &Arc<Mutex<IntoSnapshot>>,
    progress: &Progress,
) -> Result<Vec<Pulled>, Failure> {
    let pages = pages(system, read, data_dir, progress)?;
    let tables = system.connector.tables();
    progress.step(&format!("reading {} at {}", system.name, system.run.address));
    let keep: Box<Keep<'static>> = {
        let into = Arc::clone(into);
        Box::new(move |record| {
            let mut into = into.lock().unwrap_or_else(PoisonError::into_inner);
            match record {
                Record::Row { table, values } => into.row(table, values),
                Record::SetAside(row) => {
                    into.aside_later(row);
                    Ok(())
                }
            }
        })
    };
    let connector: &Arc<dyn Connector> = &system.connector;
    let came = wait_for(pull_all(connector, tables, None, &pages, keep)).map_err(Failure::usage)?;
    let mut pulled = Vec::new();
    for (table, answer) in came {
        pulled.push(answer.map_err(|error| failed(&system.name, table, &error))?);
    }
    told(system, &pulled, progress)?;
    let mut into = into.lock().unwrap_or_else(PoisonError::into_inner);
    // Tables are read side by side: what they set aside is put into one order.
    into.settle()?;
    pulled.iter().filter(|pulled| !pulled.walks.is_empty()).for_each(|pulled| into.counted(pulled.receipt.clone()));
    Ok(pulled)
}

/// Says what an operator should know. A source of which nothing at all could be read is no source.
fn told(system: &System, pulled: &[Pulled], progress: &Progress) -> Result<(), Failure> {
    let reasons: Vec<String> = pulled.iter().flat_map(gaps).collect();
    let received: u64 = pulled.iter().flat_map(|pulled| &pulled.walks).map(|walked| walked.received).sum();
    if let Some(first) = reasons.first().filter(|_| received <= 1) {
        return Err(Failure::source(format!("nothing could be read of {}: {first}", system.name)));
    }
    let mut notes: Vec<&String> = pulled.iter().flat_map(|pulled| &pulled.notes).collect();
    notes.sort();
    notes.dedup();
    notes.into_iter().for_each(|note| progress.note(&format!("{}: {note}", system.name)));
    let mut absent: Vec<&str> = pulled.iter().flat_map(|pulled| &pulled.absent).map(String::as_str).collect();
    absent.sort_unstable();
    absent.dedup();
    if !absent.is_empty() {
        progress.note(&format!("{}: no such column, or not for this account: {}", system.name, absent.join(", ")));
    }
    let mut reasons = reasons;
    reasons.sort();
    reasons.dedup();
    reasons.iter().for_each(|reason| progress.note(&format!("{}: {reason}", system.name)));
    Ok(())
}

fn failed(source: &str, table: Table, error: &Error) -> Failure {
    match error {
        Error::Setting { .. } => Failure::usage(format!("{source}, {table}: {error}")),
        Error::NotARead { .. } => Failure::bug(format!("{source}, {table}: {error}")),
        _ => Failure::source(format!("{source}, {table}: {error}")),
    }
}

fn pages(system: &System, read: Read<'_>, data_dir: &Path, progress: &Progress) -> Result<Pages, Failure> {
    let dir = pulling(data_dir, &system.name);
    match read {
        Read::Replayed(from) => {
            let of_source = from.join(folder(&system.name));
            let pages = Pages::replayed(if of_source.is_dir() { &of_source } else { from }).map_err(Failure::usage)?;
            if let Some(run) = pages.run() {
                if run.source != system.name {
                    let problem =
                        format!("the pages are those of `{}`, and the settings name `{}`", run.source, system.name);
                    return Err(Failure::usage(format!(
                        "{problem}. hint: replay with the settings that they were read with"
                    )));
                }
                if run.asked != system.run.asked {
                    progress.note(&format!(
                        "{}: the settings ask for something else than the pages were read with",
                        system.name
                    ));
                }
            }
            Ok(pages)
        }
        Read::GoingOn | Read::Afresh => {
            if matches!(read, Read::Afresh) && dir.exists() {
                fs::remove_dir_all(&dir).map_err(on(&dir))?;
            }
            let pages = Pages::kept(&dir, &system.run, system.resume_within, &Clock::real()).map_err(Failure::usage)?;
            if pages.is_resumed() {
                progress.note(&format!("{}: going on from a run that was stopped; --fresh begins again", system.name));
            }
            Ok(pages)
        }
    }
}

/// Puts the raw pages of a finished pull beside its snapshot, or away. Those of a pull with gaps stay where the next run finds them,
/// too.
pub(crate) fn put_away(
    system: &System,
    whole: bool,
    snapshot: &str,
    data_dir: &Path,
) -> Result<Option<PathBuf>, Failure> {
    let from = pulling(data_dir, &system.name);
    let to = data_dir.join("raw").join(snapshot).join(folder(&system.name));
    if system.keep_pages {
        if to.exists() {
            fs::remove_dir_all(&to).map_err(on(&to))?;
        }
        fs::create_dir_all(&to).map_err(on(&to))?;
        for entry in fs::read_dir(&from).map_err(on(&from))? {
            let entry = entry.map_err(on(&from))?;
            let name = entry.file_name();
            if name != "lock" {
                let place = to.join(&name);
                // A second name for the same bytes, where the file system knows that; else a copy.
                if !whole || fs::rename(entry.path(), &place).is_err() {
                    fs::copy(entry.path(), &place).map_err(on(&place))?;
                }
            }
        }
    }
    if whole {
        fs::remove_dir_all(&from).map_err(on(&from))?;
    }
    Ok(system.keep_pages.then_some(to))
}

fn pulling(data_dir: &Path, source: &str) -> PathBuf {
    data_dir.join("raw").join("pulling").join(folder(source))
}

/// The name of a source as the name of a folder.
fn folder(source: &str) -> String {
    let name: String =
        source.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' }).collect();
    if name == source {
        name
    } else {
        format!(
            "{name}-{:04x}",
            source.bytes().fold(7_u16, |mark, byte| mark.wrapping_mul(31).wrapping_add(u16::from(byte)))
        )
    }
}
