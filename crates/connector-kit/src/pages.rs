//! Raw pages: kept as they arrive, so that a pull that was stopped goes on and one that went wrong can be replayed.
//!
//! One folder a source. Each walk has a file, `<walk>.jsonl.zst`: a Zstandard frame a page, each of which is a line of JSON, so that
//! `zstdcat` reads it. A frame is written in one go when its page is finished; a run that is killed leaves at most one frame that
//! breaks off, which its checksum shows and the next run cuts away. `run.json` says what was asked, of whom and when.

mod shared;
mod tape;

use shared::Shared;
pub(crate) use tape::{Kept, Tape};

use crate::{Clock, Error};
use serde::{Deserialize, Serialize};
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The name and version of the shape of kept pages.
pub const PAGES_FORMAT: &str = "oldiron/pages/1";

const RUN: &str = "run.json";
const LOCK: &str = "lock";

/// What was asked, of whom and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Always [`PAGES_FORMAT`].
    #[serde(default = "format")]
    pub format: String,
    /// The source's name.
    pub source: String,
    /// The connector that read it.
    pub connector: String,
    /// Where it asked.
    pub address: String,
    /// Everything besides that decides what is asked for, in any spelling: pages of other questions are not mixed.
    pub asked: String,
    /// Seconds since 1970.
    #[serde(default)]
    pub begun: u64,
}

fn format() -> String {
    PAGES_FORMAT.to_owned()
}

/// Where raw pages are kept, and come from: one a run. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Pages(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    kind: Kind,
    shared: Shared,
}

#[derive(Debug)]
enum Kind {
    Nowhere,
    Kept { dir: PathBuf, run: Run, resumed: bool, _lock: File, open: Mutex<Vec<String>> },
    Replayed { dir: PathBuf, run: Run },
}

impl Pages {
    fn of(kind: Kind) -> Pages {
        Pages(Arc::new(Inner { kind, shared: Shared::default() }))
    }

    /// Keeps nothing: what is stopped begins again.
    pub fn none() -> Pages {
        Pages::of(Kind::Nowhere)
    }

    /// Keeps pages in `dir`, and goes on from those that an earlier run left there: if it asked the same, and began no longer than
    /// `valid` ago. Otherwise what is there is cleared away.
    pub fn kept(dir: &Path, run: &Run, valid: Duration, clock: &Clock) -> Result<Pages, Error> {
        let fault = |problem: String| fault(dir, problem);
        fs::create_dir_all(dir).map_err(|error| fault(error.to_string()))?;
        let lock = File::create(dir.join(LOCK)).map_err(|error| fault(error.to_string()))?;
        // Where the file system knows no locks, two runs at once are for the operator to avoid.
        if let Err(TryLockError::WouldBlock) = lock.try_lock() {
            let problem = "another run reads this source into it".to_owned();
            return Err(Error::Pages { path: dir.to_owned(), problem, hint: "wait until it has ended".to_owned() });
        }
        let now = clock.now();
        let found = read_run(dir).filter(|found| {
            let same = Run { begun: found.begun, format: format(), ..run.clone() };
            *found == same && now.saturating_sub(Duration::from_secs(found.begun)) <= valid
        });
        let resumed = found.is_some();
        let run = if let Some(run) = found {
            run
        } else {
            clear(dir).map_err(|error| fault(error.to_string()))?;
            let run = Run { begun: now.as_secs(), format: format(), ..run.clone() };
            write_run(dir, &run).map_err(|error| fault(error.to_string()))?;
            run
        };
        let open = Mutex::default();
        Ok(Pages::of(Kind::Kept { dir: dir.to_owned(), run, resumed, _lock: lock, open }))
    }

    /// Gives the pages of `dir` and nothing else: no request is made.
    pub fn replayed(dir: &Path) -> Result<Pages, Error> {
        let Some(run) = read_run(dir) else {
            let problem = format!("it holds no {RUN} of {PAGES_FORMAT}");
            let hint = "name the folder of one source, as an earlier `oldiron pull` kept it".to_owned();
            return Err(Error::Pages { path: dir.to_owned(), problem, hint });
        };
        Ok(Pages::of(Kind::Replayed { dir: dir.to_owned(), run }))
    }

    /// What was asked, where pages are kept or replayed.
    pub fn run(&self) -> Option<&Run> {
        match &self.0.kind {
            Kind::Nowhere => None,
            Kind::Kept { run, .. } | Kind::Replayed { run, .. } => Some(run),
        }
    }

    /// Does it go on from an earlier run?
    pub fn is_resumed(&self) -> bool {
        matches!(&self.0.kind, Kind::Kept { resumed: true, .. })
    }

    /// Is no request to be made?
    pub fn is_replayed(&self) -> bool {
        matches!(&self.0.kind, Kind::Replayed { .. })
    }

    /// What several tables of one run need, made once: whoever comes first makes it, the others wait. What fails is made again.
    pub async fn once<T: Send + Sync + 'static>(
        &self,
        what: &str,
        make: impl Future<Output = Result<T, Error>> + Send,
    ) -> Result<Arc<T>, Error> {
        self.0.shared.once(what, make).await
    }

    /// The tape of one walk. A walk is named once a run.
    pub(crate) fn tape(&self, walk: &str) -> Result<Tape, Error> {
        let file = format!("{}.jsonl.zst", file_name(walk));
        match &self.0.kind {
            Kind::Nowhere => Ok(Tape::nowhere()),
            Kind::Kept { dir, open, .. } => {
                let mut open = open.lock().unwrap_or_else(PoisonError::into_inner);
                if open.contains(&file) {
                    let hint = "this is a fault of the connector; please report it".to_owned();
                    return Err(Error::Pages {
                        path: dir.join(file),
                        problem: "two walks keep their pages in it".to_owned(),
                        hint,
                    });
                }
                open.push(file.clone());
                Tape::kept(dir.join(file))
            }
            Kind::Replayed { dir, .. } => Tape::replayed(dir.join(file)),
        }
    }
}

/// The name of a walk as the name of a file.
fn file_name(walk: &str) -> String {
    walk.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.') { c } else { '-' }).collect()
}

fn read_run(dir: &Path) -> Option<Run> {
    let run: Run = serde_json::from_str(&fs::read_to_string(dir.join(RUN)).ok()?).ok()?;
    (run.format == PAGES_FORMAT).then_some(run)
}

/// Written beside its place and renamed, so that it is there whole or not at all.
fn write_run(dir: &Path, run: &Run) -> std::io::Result<()> {
    let text = serde_json::to_string_pretty(run)?;
    let part = dir.join("run.part");
    fs::write(&part, text + "\n")?;
    fs::rename(part, dir.join(RUN))
}

/// Removes what an earlier run left: our own files and nothing else.
fn clear(dir: &Path) -> std::io::Result<()> {
    // The page files go last: without `run.json` they count for nothing.
    let ours = |name: &str| name.ends_with(".jsonl.zst") || name == "run.part";
    match fs::remove_file(dir.join(RUN)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_name().to_str().is_some_and(ours) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

pub(crate) fn fault(path: &Path, problem: String) -> Error {
    let hint = "check the disk, and that this account may write there".to_owned();
    Error::Pages { path: path.to_owned(), problem, hint }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Duration = Duration::from_hours(24);

    fn run() -> Run {
        Run {
            format: format(),
            source: "cmdb".to_owned(),
            connector: "servicenow".to_owned(),
            address: "https://example.org".to_owned(),
            asked: "everything".to_owned(),
            begun: 0,
        }
    }

    fn left_behind(dir: &Path, clock: &Clock) {
        let pages = Pages::kept(dir, &run(), DAY, clock).unwrap();
        let mut tape = pages.tape("a walk").unwrap();
        tape.keep(&Kept { at: "1".to_owned(), ..Kept::default() }).unwrap();
    }

    #[test]
    fn pages_are_gone_on_from_only_for_the_same_question_and_while_they_are_valid() {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::made(1_700_000_000);
        left_behind(folder.path(), &clock);
        let again = |run: &Run| Pages::kept(folder.path(), run, DAY, &clock).unwrap().is_resumed();
        assert!(again(&run()));
        assert!(!again(&Run { asked: "something else".to_owned(), ..run() }));
        assert!(!folder.path().join("a-walk.jsonl.zst").exists(), "pages of another question are cleared away");
        left_behind(folder.path(), &clock);
        clock.advance(DAY + Duration::from_secs(1));
        assert!(!again(&run()), "too old");
    }

    #[test]
    fn two_runs_do_not_share_a_folder_and_two_walks_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::made(0);
        let pages = Pages::kept(folder.path(), &run(), DAY, &clock).unwrap();
        let told = Pages::kept(folder.path(), &run(), DAY, &clock).unwrap_err().to_string();
        assert!(told.contains("another run"), "{told}");
        assert!(pages.tape("a").is_ok() && pages.tape("a").is_err());
        drop(pages);
        assert!(Pages::kept(folder.path(), &run(), DAY, &clock).is_ok());
    }

    #[test]
    fn a_folder_without_pages_is_not_replayed() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Pages::replayed(folder.path()).is_err());
        left_behind(folder.path(), &Clock::made(0));
        assert!(Pages::replayed(folder.path()).unwrap().is_replayed());
    }
}
