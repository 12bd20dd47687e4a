//! The hidden folder that a snapshot is written in until it is whole.
//!
//! It stands beside the final place as `.<name>.part-<n>` (`.part-<n>` where the name follows from what is read), so that the last
//! step is one rename inside one file system. While a run writes, it holds a lock on a file inside; the system lets go of the lock however the run ends, and so tells a killed run from a
//! living one without clocks or process ids. A stale folder is renamed before it is removed: should its run be alive after
//! all, that run's own rename fails whole, and no half snapshot can come about.

use crate::error::Error;
use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// Held locked by the run that writes.
const LOCK: &str = "lock";

/// This run's unfinished folder. Removed when dropped unfinished.
pub(crate) struct Part {
    path: PathBuf,
    parent: PathBuf,
    lock: Option<File>,
    finished: bool,
}

impl Part {
    /// Makes the folder for a snapshot in `parent`, and clears away those of killed runs. Returns what was cleared. Another living
    /// run that writes the same name is an error; runs whose snapshots have no name yet do not mind each other.
    pub(crate) fn claim(parent: &Path, name: Option<&str>) -> Result<(Part, Vec<PathBuf>), Error> {
        fs::create_dir_all(parent).map_err(Error::io("create", parent))?;
        let names = Names::of(name);
        let cleared = clear(parent, &names)?;
        for number in 1_u32.. {
            let path = parent.join(format!("{}{number}", names.part));
            match fs::create_dir(&path) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                Err(error) => return Err(Error::io("create", &path)(error)),
            }
            match File::create_new(path.join(LOCK)) {
                Ok(lock) => {
                    // Where the file system knows no locks, the rename still decides; only stale folders stay for a person.
                    let _ = lock.try_lock();
                    let part = Part { path, parent: parent.to_owned(), lock: Some(lock), finished: false };
                    return Ok((part, cleared));
                }
                // Another run cleared the empty folder away in between.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(Error::io("create", &path.join(LOCK))(error)),
            }
        }
        Err(Error::Exists { path: parent.join(format!("{}1", names.part)) })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Makes the folder the final one, at once and whole, unless something is there.
    pub(crate) fn finish(mut self, place: &Path) -> Result<(), Error> {
        drop(self.lock.take());
        let lock = self.path.join(LOCK);
        fs::remove_file(&lock).map_err(Error::io("remove", &lock))?;
        sync_folder(&self.path)?;
        // A rename never replaces a folder that holds anything, so the check only makes the message better.
        if place.symlink_metadata().is_ok() {
            return Err(Error::Exists { path: place.to_owned() });
        }
        fs::rename(&self.path, place).map_err(Error::io("put the finished snapshot at", place))?;
        self.finished = true;
        sync_folder(&self.parent)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.finished {
            // Whatever stays is hidden, and the next run clears it away.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// What the names of unfinished folders begin with.
struct Names {
    part: String,
    stale: String,
    /// May several runs write at once?
    shared: bool,
}

impl Names {
    fn of(name: Option<&str>) -> Names {
        // A name begins with a letter or digit, so that `.part-` begins no folder of a named snapshot.
        let name = name.map(|name| format!(".{name}")).unwrap_or_default();
        Names { part: format!("{name}.part-"), stale: format!("{name}.stale-"), shared: name.is_empty() }
    }
}

/// Clears away the unfinished folders of killed runs.
fn clear(parent: &Path, names: &Names) -> Result<Vec<PathBuf>, Error> {
    let begins = |file: &OsStr, with: &str| file.as_encoded_bytes().starts_with(with.as_bytes());
    let mut cleared = Vec::new();
    for entry in fs::read_dir(parent).map_err(Error::io("read", parent))? {
        let entry = entry.map_err(Error::io("read", parent))?;
        let path = entry.path();
        if !entry.file_type().map_err(Error::io("read", &path))?.is_dir() {
            continue;
        }
        if begins(&entry.file_name(), &names.stale) {
            fs::remove_dir_all(&path).map_err(Error::io("remove", &path))?;
            cleared.push(path);
        } else if begins(&entry.file_name(), &names.part) && clear_part(&path, parent, names)? {
            cleared.push(path);
        }
    }
    cleared.sort();
    Ok(cleared)
}

/// Removes one unfinished folder, unless its run is alive. Is it gone by our hand?
fn clear_part(path: &Path, parent: &Path, names: &Names) -> Result<bool, Error> {
    match File::open(path.join(LOCK)) {
        Ok(lock) => match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock | TryLockError::Error(_)) if names.shared => return Ok(false),
            Err(TryLockError::WouldBlock | TryLockError::Error(_)) => {
                return Err(Error::Busy { path: path.to_owned() });
            }
        },
        // A run is just beginning, or was killed as it began: only an empty folder goes this way.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if fs::remove_dir(path).is_ok() {
                return Ok(true);
            }
        }
        Err(error) => return Err(Error::io("read", &path.join(LOCK))(error)),
    }
    for number in 1_u32.. {
        let aside = parent.join(format!("{}{number}", names.stale));
        if aside.symlink_metadata().is_ok() {
            continue;
        }
        return match fs::rename(path, &aside) {
            Ok(()) => fs::remove_dir_all(&aside).map_err(Error::io("remove", &aside)).map(|()| true),
            // Its run finished, or another run cleared it.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(Error::io("remove", path)(error)),
        };
    }
    Ok(false)
}

/// Writes a folder's list of files through to the disk, where the system can.
fn sync_folder(path: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        let folder = File::open(path).map_err(Error::io("read", path))?;
        folder.sync_all().map_err(Error::io("write", path))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{self, about, names, payment};
    use crate::{Snapshot, Writer, verify};
    use estate::Table;
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};

    #[test]
    fn a_dropped_writer_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::create(folder.path(), "pull").unwrap();
        writer.keep(Table::Payments, payment("P1", 1)).unwrap();
        assert_eq!(names(folder.path()), [".pull.part-1"]);
        drop(writer);
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn a_write_that_fails_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::create(folder.path(), "pull").unwrap();
        writer.keep(Table::Payments, payment("P1", 1)).unwrap();
        // A table's file that is already there cannot be made.
        fs::create_dir(folder.path().join(".pull.part-1/contracts.parquet")).unwrap();
        let message = writer.keep(Table::Contracts, sample::contract()).unwrap_err().to_string();
        assert!(message.starts_with("cannot create") && message.contains("hint: "), "{message}");
        drop(writer);
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn two_runs_do_not_write_the_same_snapshot_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let living = Writer::create(folder.path(), "pull").unwrap();
        assert!(matches!(Writer::create(folder.path(), "pull"), Err(Error::Busy { .. })));
        assert!(Writer::create(folder.path(), "other").is_ok());
        assert!(living.finish(about()).is_ok());
    }

    #[test]
    fn what_killed_runs_left_is_cleared_and_reported_and_nothing_else_is() {
        let folder = tempfile::tempdir().unwrap();
        for (left, files) in [
            (".pull.part-1", vec!["lock", "x"]),
            (".pull.part-2", vec![]),
            (".pull.part-3", vec!["x"]),
            (".pull.stale-1", vec!["x"]),
        ] {
            fs::create_dir(folder.path().join(left)).unwrap();
            for file in files {
                fs::write(folder.path().join(left).join(file), "").unwrap();
            }
        }
        for other in [".pull2.part-1", "pull.part-1", "elsewhere"] {
            fs::create_dir(folder.path().join(other)).unwrap();
        }
        let writer = Writer::create(folder.path(), "pull").unwrap();
        let cleared: Vec<_> = writer.cleared().iter().map(|path| path.file_name().unwrap()).collect();
        assert_eq!(cleared, [".pull.part-1", ".pull.part-2", ".pull.part-3", ".pull.stale-1"]);
        drop(writer);
        assert_eq!(names(folder.path()), [".pull2.part-1", "elsewhere", "pull.part-1"]);
    }

    #[test]
    fn runs_without_a_name_yet_write_side_by_side_and_clear_only_what_is_stale() {
        let folder = tempfile::tempdir().unwrap();
        for left in [".part-9", ".pull.part-1"] {
            fs::create_dir(folder.path().join(left)).unwrap();
            fs::write(folder.path().join(left).join(LOCK), "").unwrap();
        }
        let mut first = Writer::begin(folder.path()).unwrap();
        assert_eq!(first.cleared(), [folder.path().join(".part-9")]);
        let second = Writer::begin(folder.path()).unwrap();
        assert_eq!(names(folder.path()), [".part-1", ".part-2", ".pull.part-1"]);

        first.keep(Table::Payments, payment("P1", 1)).unwrap();
        first.receipt(estate::Receipt { received: 1, kept: 1, ..estate::Receipt::new("a", Table::Payments) });
        let by_digest = |manifest: &crate::Manifest| manifest.digest.to_string();
        let written = first.finish_as(about(), by_digest).unwrap();
        assert!(written.dir().ends_with(written.manifest().digest.to_string()));
        assert!(matches!(second.finish_as(about(), |_| "../up".to_owned()), Err(Error::Name { .. })));
        assert_eq!(names(folder.path()).len(), 2, "what could not be finished is gone");
    }

    /// What [`a_killed_run_leaves_no_half_snapshot`] starts in a process of its own; does nothing otherwise.
    #[test]
    fn written_until_killed() {
        let Some(parent) = std::env::var_os("OLDIRON_TEST_WRITE_UNTIL_KILLED") else { return };
        let mut writer = Writer::create(Path::new(&parent), "pull").unwrap();
        for number in 0_u32.. {
            writer.keep(Table::Payments, payment(&format!("P{number}"), 1)).unwrap();
            if number == 70_000 {
                println!("writing");
            }
        }
    }

    #[test]
    fn a_killed_run_leaves_no_half_snapshot() {
        let folder = tempfile::tempdir().unwrap();
        let mut run = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "part::tests::written_until_killed", "--nocapture"])
            .env("OLDIRON_TEST_WRITE_UNTIL_KILLED", folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(run.stdout.take().unwrap()).lines();
        assert!(lines.map_while(Result::ok).any(|line| line.contains("writing")), "the run never began");
        assert!(matches!(Writer::create(folder.path(), "pull"), Err(Error::Busy { .. })), "it is alive");
        run.kill().unwrap();
        run.wait().unwrap();

        assert_eq!(names(folder.path()), [".pull.part-1"]);
        assert!(matches!(Snapshot::open(&folder.path().join("pull")), Err(Error::NotASnapshot { .. })));
        let again = sample::written(folder.path(), "pull");
        assert_eq!(names(folder.path()), ["pull"]);
        assert_eq!(verify(again.dir()).unwrap(), []);
    }
}
