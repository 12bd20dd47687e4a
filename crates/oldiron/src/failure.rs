//! Errors on their way to the operator, and the exit codes: 0 done, 1 done but a policy was breached, 2 wrong use or settings, 3 a
//! source could not be read in full, 4 a bug.

use crate::talk;
use std::fmt::Display;
use std::process::ExitCode;

/// Why a command could not do what was asked.
#[derive(Debug)]
pub(crate) struct Failure {
    code: u8,
    message: String,
}

/// Done, and every check held.
pub(crate) const DONE: ExitCode = ExitCode::SUCCESS;

impl Failure {
    /// Wrong use, wrong settings, or files that cannot be what they should be.
    pub(crate) fn usage(message: impl Display) -> Failure {
        Failure { code: 2, message: message.to_string() }
    }

    /// A source could not be read in full.
    pub(crate) fn source(message: impl Display) -> Failure {
        Failure { code: 3, message: message.to_string() }
    }

    /// Something that should not be possible.
    pub(crate) fn bug(message: impl Display) -> Failure {
        Failure {
            code: 4,
            message: format!("{message}\nhint: this is a fault of oldiron; please report it with the command you ran"),
        }
    }

    pub(crate) fn report(self) -> ExitCode {
        talk::error(&self.message);
        ExitCode::from(self.code)
    }
}

impl From<analysis::Error> for Failure {
    fn from(error: analysis::Error) -> Failure {
        Failure::usage(error)
    }
}

impl From<snapshot::Error> for Failure {
    fn from(error: snapshot::Error) -> Failure {
        use snapshot::Error::{Damaged, DoesNotAddUp, Row, UnknownColumn};
        let code = match error {
            Damaged { .. } => 3,
            Row { .. } | DoesNotAddUp { .. } | UnknownColumn { .. } => 4,
            _ => 2,
        };
        Failure { code, message: error.to_string() }
    }
}

impl From<reports::Error> for Failure {
    fn from(error: reports::Error) -> Failure {
        match error {
            reports::Error::Theme { .. } => Failure::usage(error.to_string()),
            _ => Failure::bug(error),
        }
    }
}

/// Names the path in an input or output error.
pub(crate) fn on(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Failure + '_ {
    move |error| {
        let hint = match error.kind() {
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                "hint: choose a folder you may write to, with --out or --data-dir"
            }
            std::io::ErrorKind::NotFound => "hint: check the path",
            std::io::ErrorKind::AlreadyExists => "hint: choose another folder with --out, or remove this one",
            _ => "hint: check the disk and the path",
        };
        Failure::usage(format!("{}: {error}. {hint}", path.display()))
    }
}
