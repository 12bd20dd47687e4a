//! A file that is hashed as it is written, so that what was meant is what is compared later.

use crate::digest::Digest;
use crate::error::Error;
use sha2::{Digest as _, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What was written to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) sha256: Digest,
    pub(crate) bytes: u64,
}

/// A handle to the file. Clones write to the same file: the Parquet writer keeps one and never gives it back.
#[derive(Clone)]
pub(crate) struct HashedFile {
    path: PathBuf,
    state: Arc<Mutex<State>>,
}

struct State {
    file: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
}

impl HashedFile {
    /// Makes a file that is not there yet.
    pub(crate) fn create_new(path: &Path) -> Result<HashedFile, Error> {
        HashedFile::open(path, OpenOptions::new().write(true).create_new(true))
    }

    /// Makes a file, in place of the one that is there.
    pub(crate) fn create(path: &Path) -> Result<HashedFile, Error> {
        HashedFile::open(path, OpenOptions::new().write(true).create(true).truncate(true))
    }

    fn open(path: &Path, options: &OpenOptions) -> Result<HashedFile, Error> {
        let file = options.open(path).map_err(Error::io("create", path))?;
        let state = State { file: BufWriter::new(file), hash: Sha256::new(), bytes: 0 };
        Ok(HashedFile { path: path.to_owned(), state: Arc::new(Mutex::new(state)) })
    }

    /// Writes what is buffered through to the disk.
    pub(crate) fn sync(&self) -> Result<Written, Error> {
        let mut state = self.state();
        state.file.flush().map_err(Error::io("write", &self.path))?;
        state.file.get_ref().sync_all().map_err(Error::io("write", &self.path))?;
        Ok(Written { sha256: Digest::finish(&state.hash), bytes: state.bytes })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere cannot leave the state half changed in a way that a hash would not show.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Write for HashedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut state = self.state();
        let written = state.file.write(bytes)?;
        state.hash.update(&bytes[..written]);
        state.bytes += u64::try_from(written).map_err(io::Error::other)?;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.state().file.flush()
    }
}

/// Writes a small file whole.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<Written, Error> {
    let mut file = HashedFile::create_new(path)?;
    file.write_all(bytes).map_err(Error::io("write", path))?;
    file.sync()
}

/// Hashes a file as it lies on the disk.
pub(crate) fn hash_file(path: &Path) -> Result<Written, Error> {
    let mut file = File::open(path).map_err(Error::io("read", path))?;
    let mut hash = Sha256::new();
    let mut bytes = 0;
    let mut buffer = vec![0; 256 * 1024];
    loop {
        let read = file.read(&mut buffer).map_err(Error::io("read", path))?;
        if read == 0 {
            return Ok(Written { sha256: Digest::finish(&hash), bytes });
        }
        hash.update(&buffer[..read]);
        bytes += u64::try_from(read).map_err(io::Error::other).map_err(Error::io("read", path))?;
    }
}
