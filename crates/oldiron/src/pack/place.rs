//! May a pack stand there, and how does it come to its place whole?

use crate::failure::{Failure, on};
use serde_json::Value;
use std::ffi::{OsStr, OsString};
use std::fs::{self, DirEntry, File};
use std::path::{Path, PathBuf};

/// What stands in the folder of a pack.
const PARTS: &[&str] = &["audit.json", "board-pack.pdf", "charts", "report.html", "tables", "workbook.xlsx"];
/// Held by the run that writes a part, as long as it lives.
const LOCK: &str = ".lock";

/// Is the place free, or does a pack stand there and nothing else with it?
pub(super) fn may_replace(out: &Path) -> Result<(), Failure> {
    let refuse = |problem: &str| {
        Err(Failure::usage(format!("{}: {problem}. hint: choose another folder with --out", out.display())))
    };
    if !out.exists() {
        return Ok(());
    }
    if !out.is_dir() {
        return refuse("is a file, and a pack is a folder");
    }
    let names = fs::read_dir(out).and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(on(out))?;
    if names.is_empty() {
        return Ok(());
    }
    let audit = fs::read(out.join("audit.json")).ok().and_then(|text| serde_json::from_slice::<Value>(&text).ok());
    if !audit.is_some_and(|audit| audit["schema"].as_str().is_some_and(|schema| schema.starts_with("oldiron/audit/"))) {
        return refuse("stands there already and is not a pack");
    }
    match names.iter().map(DirEntry::file_name).find(|name| !PARTS.iter().any(|part| name == part)) {
        Some(name) => refuse(&format!("holds {}, which is no part of a pack", name.display())),
        None => Ok(()),
    }
}

/// A pack that is being written, in a hidden folder beside its place. What was begun goes, however the work ends.
pub(super) struct Part {
    path: PathBuf,
    /// Given back by the system even if the run is killed.
    lock: File,
}

impl Part {
    /// Begins a pack beside its place, and clears away what killed runs left there.
    pub(super) fn beside(out: &Path) -> Result<Part, Failure> {
        let name = out.file_name().ok_or_else(|| {
            Failure::usage(format!("{} is not a folder to write to. hint: give a name with --out", out.display()))
        })?;
        let mut begins = OsString::from(".");
        begins.push(name);
        begins.push(".part-");
        clear(out, &begins);
        let mut hidden = begins;
        hidden.push(std::process::id().to_string());
        let path = out.with_file_name(hidden);
        fs::create_dir_all(&path).map_err(on(out))?;
        let lock = File::create(path.join(LOCK)).map_err(on(out))?;
        // Where the file system knows no locks, a second run into the same place at the same time is on its own.
        let _ = lock.try_lock();
        Ok(Part { path, lock })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Puts the finished pack in its place.
    pub(super) fn put(self, out: &Path) -> Result<(), Failure> {
        fs::remove_file(self.path.join(LOCK)).map_err(on(out))?;
        if out.exists() {
            fs::remove_dir_all(out).map_err(on(out))?;
        }
        fs::rename(&self.path, out).map_err(on(out))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // In its place, it is gone from here already.
        let _ = self.lock.unlock();
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Removes the parts of killed runs. That of a living one is locked.
fn clear(out: &Path, begins: &OsStr) {
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let is_part = entry.file_name().as_encoded_bytes().starts_with(begins.as_encoded_bytes());
        let lives = || File::open(entry.path().join(LOCK)).is_ok_and(|lock| lock.try_lock().is_err());
        if is_part && !lives() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
