//! `oldiron init`: propose settings and a mapping for the files in a folder.

use crate::arguments::Init;
use crate::failure::{DONE, Failure, on};
use crate::talk::{self, Progress};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

pub(super) fn run(init: &Init, progress: &Progress) -> Result<ExitCode, Failure> {
    // Paths in a settings file start at its folder.
    let settings_folder = init.to.as_deref().and_then(Path::parent).unwrap_or(&init.dir);
    let proposal = register::propose_from(&init.dir, settings_folder).map_err(Failure::usage)?;
    let Some(to) = &init.to else {
        talk::data(&proposal);
        return Ok(DONE);
    };
    // Never over a file that stands there: it may hold somebody's decisions.
    let mut file = OpenOptions::new().write(true).create_new(true).open(to).map_err(on(to))?;
    file.write_all(proposal.as_bytes()).map_err(on(to))?;
    progress.note(&format!(
        "{}: read it, answer what it asks, then: oldiron check --config {}",
        to.display(),
        to.display()
    ));
    Ok(DONE)
}
