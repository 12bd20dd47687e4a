//! The pages of one walk, one after the other.

use super::fault;
use crate::Error;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{BufReader, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;

/// One finished page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// Where the walk stood.
    pub(crate) at: String,
    /// Rows that were asked for.
    #[serde(default)]
    pub(crate) limit: u32,
    /// The status.
    #[serde(default)]
    pub(crate) status: u16,
    /// The headers that say something about the rows.
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, String>,
    /// The body, as it came but for what is not kept.
    #[serde(default)]
    pub(crate) body: String,
    /// Why the walk ended here; then there is no page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) gave_up: Option<String>,
}

/// A file of pages that is read from its beginning and, once it is at its end, written on.
pub(crate) struct Tape {
    path: PathBuf,
    file: Option<File>,
    /// Where the next page begins.
    at: u64,
    /// Is there anything left to read?
    more: bool,
    replayed: bool,
}

/// The checksum in each frame tells a page that breaks off from one that is whole.
const LEVEL: i32 = 1;

impl Tape {
    pub(crate) fn nowhere() -> Tape {
        Tape { path: PathBuf::new(), file: None, at: 0, more: false, replayed: false }
    }

    pub(crate) fn kept(path: PathBuf) -> Result<Tape, Error> {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let file = file.map_err(|error| fault(&path, error.to_string()))?;
        Ok(Tape { path, file: Some(file), at: 0, more: true, replayed: false })
    }

    /// A walk of which no page was kept has no file.
    pub(crate) fn replayed(path: PathBuf) -> Result<Tape, Error> {
        let file = match File::open(&path) {
            Ok(file) => Some(file),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(fault(&path, error.to_string())),
        };
        Ok(Tape { path, more: file.is_some(), file, at: 0, replayed: true })
    }

    /// The page that was kept for this place; none where it has to be asked for.
    pub(crate) fn next(&mut self, at: &str) -> Result<Option<Kept>, Error> {
        let found = if self.more { self.read()? } else { None };
        match found {
            Some((kept, end)) if kept.at == at && (self.replayed || kept.gave_up.is_none()) => {
                self.at = end;
                return Ok(Some(kept));
            }
            // A page of another place: a later version asks differently. What follows is of no use either.
            _ => self.more = false,
        }
        if self.replayed {
            let walk = self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            return Err(Error::NotKept { what: format!("{walk}: {at}") });
        }
        if let Some(file) = &self.file {
            // Cuts away a page that breaks off, and whatever is not gone on from.
            file.set_len(self.at).map_err(|error| fault(&self.path, error.to_string()))?;
        }
        Ok(None)
    }

    /// The next frame and where it ends; none at the end of the file, or where a frame breaks off.
    fn read(&mut self) -> Result<Option<(Kept, u64)>, Error> {
        let path = &self.path;
        let Some(file) = &mut self.file else { return Ok(None) };
        let length = file.metadata().map_err(|error| fault(path, error.to_string()))?.len();
        if self.at >= length {
            return Ok(None);
        }
        file.seek(SeekFrom::Start(self.at)).map_err(|error| fault(path, error.to_string()))?;
        let mut reader = BufReader::new(&mut *file);
        let text = {
            let Ok(decoder) = zstd::stream::read::Decoder::with_buffer(&mut reader) else { return self.broken() };
            let mut text = String::new();
            if decoder.single_frame().read_to_string(&mut text).is_err() {
                return self.broken();
            }
            text
        };
        let end = reader.stream_position().map_err(|error| fault(path, error.to_string()))?;
        match serde_json::from_str::<Kept>(&text) {
            Ok(kept) => Ok(Some((kept, end))),
            Err(_) => self.broken(),
        }
    }

    /// A frame that breaks off ends a run's pages; in a replay it is damage.
    fn broken(&self) -> Result<Option<(Kept, u64)>, Error> {
        if !self.replayed {
            return Ok(None);
        }
        let problem = format!("the page at byte {} breaks off or was changed", self.at);
        let hint = "take the folder from where it was kept again".to_owned();
        Err(Error::Pages { path: self.path.clone(), problem, hint })
    }

    /// Are pages written to it?
    pub(crate) fn keeps(&self) -> bool {
        self.file.is_some() && !self.replayed
    }

    /// Keeps a page. It is there whole, or not at all, for whoever reads the tape.
    pub(crate) fn keep(&mut self, kept: &Kept) -> Result<(), Error> {
        let path = &self.path;
        let Some(file) = self.file.as_mut().filter(|_| !self.replayed) else { return Ok(()) };
        let frame = || -> std::io::Result<Vec<u8>> {
            let mut encoder = zstd::stream::write::Encoder::new(Vec::new(), LEVEL)?;
            encoder.include_checksum(true)?;
            serde_json::to_writer(&mut encoder, kept)?;
            encoder.write_all(b"\n")?;
            encoder.finish()
        };
        let frame = frame().map_err(|error| fault(path, error.to_string()))?;
        file.seek(SeekFrom::Start(self.at)).map_err(|error| fault(path, error.to_string()))?;
        file.write_all(&frame).map_err(|error| fault(path, error.to_string()))?;
        self.at += u64::try_from(frame.len()).unwrap_or(0);
        self.more = false;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(at: &str, body: &str) -> Kept {
        Kept { at: at.to_owned(), limit: 10, status: 200, body: body.to_owned(), ..Kept::default() }
    }

    #[test]
    fn what_was_kept_comes_back_and_the_rest_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w");
        let mut tape = Tape::kept(path.clone()).unwrap();
        for (at, body) in [("a", "1"), ("b", "2"), ("c", "3")] {
            assert_eq!(tape.next(at).unwrap(), None);
            tape.keep(&page(at, body)).unwrap();
        }
        let mut again = Tape::kept(path.clone()).unwrap();
        assert_eq!(again.next("a").unwrap(), Some(page("a", "1")));
        assert_eq!(again.next("b").unwrap(), Some(page("b", "2")));
        // From here on other questions: the third page is of no use.
        assert_eq!(again.next("x").unwrap(), None);
        again.keep(&page("x", "4")).unwrap();
        let mut replay = Tape::replayed(path).unwrap();
        for (at, body) in [("a", "1"), ("b", "2"), ("x", "4")] {
            assert_eq!(replay.next(at).unwrap(), Some(page(at, body)));
        }
        assert!(matches!(replay.next("y"), Err(Error::NotKept { .. })));
    }

    #[test]
    fn a_page_that_breaks_off_at_any_byte_is_asked_for_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w");
        let mut tape = Tape::kept(path.clone()).unwrap();
        tape.keep(&page("a", "first")).unwrap();
        let whole = tape.at;
        tape.keep(&page("b", &"second ".repeat(100))).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        for length in usize::try_from(whole).unwrap()..bytes.len() {
            std::fs::write(&path, &bytes[..length]).unwrap();
            let mut tape = Tape::kept(path.clone()).unwrap();
            assert!(tape.next("a").unwrap().is_some(), "{length}");
            assert_eq!(tape.next("b").unwrap(), None, "{length}");
            assert_eq!(std::fs::metadata(&path).unwrap().len(), whole, "{length}");
        }
    }

    #[test]
    fn a_changed_byte_is_damage_to_a_replay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w");
        Tape::kept(path.clone()).unwrap().keep(&page("a", "first")).unwrap();
        let mut bytes = std::fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&path, bytes).unwrap();
        assert!(matches!(Tape::replayed(path).unwrap().next("a"), Err(Error::Pages { .. })));
    }

    #[test]
    fn a_walk_that_was_given_up_is_tried_again_but_replayed_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w");
        let gave_up = Kept { gave_up: Some("no answer".to_owned()), ..page("a", "") };
        Tape::kept(path.clone()).unwrap().keep(&gave_up).unwrap();
        assert_eq!(Tape::replayed(path.clone()).unwrap().next("a").unwrap(), Some(gave_up));
        assert_eq!(Tape::kept(path).unwrap().next("a").unwrap(), None);
    }
}
