//! Bad days: odd folders, dates, files and names. Each ends in a sensible pack, or in an error that names the place and the next step,
//! with the right exit code, nothing but data on standard output, and nothing half written.

mod days;
mod files;
mod pages;
mod places;

use crate::binary::{Pack, Ran, oldiron, ran, read_pack};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The one body of these estates.
const BODY: (&str, &str) = ("organisations.csv", "id,name\nTC,Town Council\n");
/// One server, of which nothing is known but its name.
const SERVER: (&str, &str) = ("assets.csv", "id,organisation,kind,name\nA1,TC,server,srv-1\n");
/// A contract that costs £1,200 a year.
const CONTRACT: (&str, &str) = (
    "contracts.csv",
    "id,organisation,supplier,scope,kind,starts_on,ends_on,renewal,price_amount,price_currency,price_per\n\
     C1,TC,Acme,ict,support,2024-01-01,2027-12-31,none,1200,GBP,year\n",
);

/// A folder to work in, with the flat files of an estate in `files/`.
struct Place(TempDir);

impl Place {
    fn new(files: &[(&str, &str)]) -> Place {
        let place = Place(TempDir::new().unwrap());
        fs::create_dir(place.path("files")).unwrap();
        for (name, text) in files {
            fs::write(place.path("files").join(name), text).unwrap();
        }
        place
    }

    fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs a command in this folder.
    fn run<I: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = I>) -> Ran {
        ran(oldiron(self.0.path()).args(arguments))
    }

    /// Audits `files/` as of a day, without pages, into `pack/`.
    fn audit_as_of(&self, day: &str, more: &[&str]) -> Ran {
        let audit = ["audit", "--from", "files", "--out", "pack", "--no-pages", "--as-of", day];
        self.run(audit.iter().chain(more))
    }

    fn audit(&self) -> Ran {
        self.audit_as_of("2026-04-01", &[])
    }

    /// The pack that an audit left, with its place alone on standard output.
    fn pack(&self, audit: Ran) -> Pack {
        assert_eq!(audit.done().data, "pack\n");
        assert!(!self.names().iter().any(|name| name.contains(".part")), "{:?}", self.names());
        read_pack(&self.path("pack")).unwrap()
    }

    /// What stands in the folder.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// No pack, whole or half, stands here.
    fn left_no_pack(&self) {
        let left: Vec<String> = self.names().into_iter().filter(|name| name.contains("pack")).collect();
        assert!(left.is_empty(), "{left:?}");
    }

    /// The one snapshot that runs in this folder have left.
    fn snapshot(&self) -> PathBuf {
        let mut entries = fs::read_dir(self.path("oldiron-data/snapshots")).unwrap();
        entries.next().unwrap().unwrap().path()
    }
}
