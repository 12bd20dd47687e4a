//! Where cases are played: raises systems, pulls, and keeps what a pull leaves behind for searching.

use super::report::Failed;
use super::{Asked, Mishap, Raised, Stand, Strikes, What, Wish};
use crate::{Error, Pages, Pulled, Record, Run, Want};
use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::runtime::Runtime;

/// What one pull came to.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) pulled: Result<Pulled, Error>,
    /// Rows that were kept, in the order of arrival, each in one spelling.
    pub(crate) rows: Vec<String>,
    /// Rows that were set aside whole.
    pub(crate) aside: u64,
    /// What was waited for.
    pub(crate) waits: Vec<Duration>,
    /// What the system was asked.
    pub(crate) asked: Vec<Asked>,
    /// Requests that reached another host.
    pub(crate) elsewhere: u64,
}

/// So many records for each row of the large table are taken before a pull is taken for endless.
const ENDLESS: u64 = 30;

/// Pages are good for so long.
pub(crate) const VALID: Duration = Duration::from_hours(24);

pub(crate) struct Ground<'s> {
    pub(crate) stand: &'s dyn Stand,
    runtime: Runtime,
    /// A pull with nothing wrong.
    pub(crate) undisturbed: Outcome,
    /// Everything that was left behind since the last search.
    left: Mutex<String>,
}

impl<'s> Ground<'s> {
    pub(crate) fn new(stand: &'s dyn Stand) -> Result<Ground<'s>, String> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| format!("no runtime: {error}"))?;
        let left = Mutex::default();
        let nothing = Outcome {
            pulled: Err(Error::Keep(String::new())),
            rows: vec![],
            aside: 0,
            waits: vec![],
            asked: vec![],
            elsewhere: 0,
        };
        let mut ground = Ground { stand, runtime, undisturbed: nothing, left };
        let undisturbed = ground.pull(&stand.raise(&Wish::default()), &Pages::none());
        super::expect::accounts(&undisturbed)?;
        match &undisturbed.pulled {
            Ok(pulled) if pulled.is_whole() => {}
            other => return Err(format!("an undisturbed pull is not whole: {other:?}")),
        }
        let rows = u64::try_from(undisturbed.rows.len()).unwrap_or(u64::MAX) + undisturbed.aside;
        let large = stand.large();
        if rows < large.rows {
            return Err(format!("an undisturbed pull brings {rows} of {} rows", large.rows));
        }
        let mut once = undisturbed.rows.clone();
        once.sort();
        once.dedup();
        if once.len() != undisturbed.rows.len() {
            return Err("an undisturbed pull brings a row twice".to_owned());
        }
        ground.undisturbed = undisturbed;
        Ok(ground)
    }

    /// Raises a system with one thing wrong, and pulls.
    pub(crate) fn with(&self, mishap: Mishap, strikes: Strikes) -> Result<Outcome, Failed> {
        self.wishing(&Wish::default(), mishap, strikes)
    }

    /// The same, of a system that is as wished.
    pub(crate) fn wishing(&self, wish: &Wish, mishap: Mishap, strikes: Strikes) -> Result<Outcome, Failed> {
        let raised = self.stand.raise(wish);
        if !raised.system.arm(mishap, strikes) {
            return Err(Failed::CannotBe);
        }
        let outcome = self.pull(&raised, &Pages::none());
        // A case that did not happen proves nothing.
        if !outcome.asked.iter().any(|asked| asked.struck) {
            return Err(Failed::Broke(format!("{mishap:?} did not strike: the connector does not ask for that page")));
        }
        Ok(outcome)
    }

    /// Pulls the large table's canonical one.
    pub(crate) fn pull(&self, raised: &Raised, pages: &Pages) -> Outcome {
        self.pull_until(raised, pages, u64::MAX)
    }

    /// Pulls until so many rows were kept, and then refuses, as a full disk does.
    pub(crate) fn pull_until(&self, raised: &Raised, pages: &Pages, most: u64) -> Outcome {
        let large = self.stand.large();
        let most = most.min(large.rows.saturating_mul(ENDLESS));
        let (mut rows, mut aside, mut left) = (Vec::new(), 0, String::new());
        let waited = raised.clock.waits().len();
        let asked = raised.system.asked().len();
        let mut keep = |record: Record| {
            if u64::try_from(rows.len()).unwrap_or(u64::MAX) >= most {
                return Err("the suite takes no more rows".to_owned());
            }
            match record {
                Record::Row { table, values } => rows.push(format!("{table} {values:?}")),
                Record::SetAside(row) => {
                    aside += u64::from(row.whole_row);
                    left.push_str(&format!("{row:?}\n"));
                }
            }
            Ok(())
        };
        let want = Want { table: large.table, since: None, pages };
        let pulled = self.runtime.block_on(raised.connector.pull(want, &mut keep));
        left.push_str(&format!("{pulled:?}\n"));
        match &pulled {
            Ok(pulled) => crate::gaps(pulled).iter().for_each(|gap| left.push_str(gap)),
            Err(error) => left.push_str(&error.to_string()),
        }
        rows.iter().for_each(|row| left.push_str(row));
        self.leave(&left);
        Outcome {
            pulled,
            rows,
            aside,
            waits: raised.clock.waits().split_off(waited),
            asked: raised.system.asked().split_off(asked),
            elsewhere: raised.system.visited_elsewhere(),
        }
    }

    /// Runs something else that a connector does.
    pub(crate) fn wait<T: std::fmt::Debug>(&self, what: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        let answer = self.runtime.block_on(what);
        self.leave(&format!("{answer:?}"));
        if let Err(error) = &answer {
            self.leave(&error.to_string());
        }
        answer
    }

    /// Takes note of every file of a folder, unpacked.
    pub(crate) fn leave_folder(&self, folder: &Path) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                self.leave_folder(&path);
            } else if let Ok(bytes) = fs::read(&path) {
                let packed = path.extension().is_some_and(|ending| ending == "zst");
                let bytes = if packed { zstd::decode_all(bytes.as_slice()).unwrap_or(bytes) } else { bytes };
                self.leave(&String::from_utf8_lossy(&bytes));
            }
        }
    }

    fn leave(&self, text: &str) {
        self.left.lock().unwrap_or_else(PoisonError::into_inner).push_str(text);
    }

    /// Searches what was left behind since the last search.
    pub(crate) fn nothing_private(&self) -> Result<(), String> {
        let left = std::mem::take(&mut *self.left.lock().unwrap_or_else(PoisonError::into_inner));
        match self.stand.private().iter().position(|word| left.contains(word.as_str())) {
            // The word itself is not repeated, not even here.
            Some(at) => Err(format!("the {}. private word stands in what was left behind", at + 1)),
            None => Ok(()),
        }
    }
}

/// Pages kept in a folder, gone on from where they are there.
pub(crate) fn pages(folder: &Path, raised: &Raised) -> Result<Pages, Failed> {
    let connector = raised.connector.name().to_owned();
    let asked = "conformance".to_owned();
    // The address differs from one emulated system to the next, and the rows do not.
    let run = Run {
        format: crate::PAGES_FORMAT.to_owned(),
        source: connector.clone(),
        connector,
        address: "http://127.0.0.1".to_owned(),
        asked,
        begun: 0,
    };
    Pages::kept(folder, &run, VALID, &raised.clock).map_err(|error| Failed::Broke(error.to_string()))
}

impl Outcome {
    /// Requests of one kind about the large table.
    pub(crate) fn of_large(&self, what: What) -> usize {
        self.asked.iter().filter(|asked| asked.large && asked.what == what).count()
    }
}
