//! The bytes of a file, in order.

use super::SourceFile;
use crate::Error;
use std::fs::File;
use std::io::Read;

/// Bytes that go by once.
pub(crate) type Bytes = Box<dyn Read>;

/// Opens a file at its first byte.
pub(crate) fn open(file: &SourceFile) -> Result<Bytes, Error> {
    Ok(Box::new(File::open(&file.path).map_err(|problem| file.unreadable(problem))?))
}
