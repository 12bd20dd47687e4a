//! `oldiron init`: propose settings and a mapping for the files in a folder.

use crate::arguments::Init;
use crate::failure::{DONE, Failure, on};
use crate::talk;
use std::fs::OpenOptions;
use std::io::Write;
use std::process::ExitCode;

pub(super) fn run(init: &Init) -> Result<ExitCode, Failure> {
    let proposal = register::propose(&init.dir).map_err(Failure::usage)?;
    let Some(to) = &init.to else {
        talk::data(&proposal);
        return Ok(DONE);
    };
    // Never over a file that stands there: it may hold somebody's decisions.
    let mut file = OpenOptions::new().write(true).create_new(true).open(to).map_err(on(to))?;
    file.write_all(proposal.as_bytes()).map_err(on(to))?;
    talk::say(&format!(
        "{}: read it, answer what it asks, then: oldiron check --config {}",
        to.display(),
        to.display()
    ));
    Ok(DONE)
}
