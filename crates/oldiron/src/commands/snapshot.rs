//! `oldiron snapshot verify`: recompute every hash, count and receipt.

use crate::failure::{DONE, Failure};
use crate::talk::Progress;
use std::path::Path;
use std::process::ExitCode;

pub(super) fn verify(dir: &Path, progress: &Progress) -> Result<ExitCode, Failure> {
    let faults = snapshot::verify(dir)?;
    if faults.is_empty() {
        progress.note(&format!("{}: every file, count and receipt is as it was written", dir.display()));
        return Ok(DONE);
    }
    let list: Vec<String> = faults.iter().map(ToString::to_string).collect();
    Err(Failure::source(format!(
        "{}: {}. hint: read the sources again with `oldiron audit`; a snapshot is never repaired",
        dir.display(),
        list.join("; ")
    )))
}
