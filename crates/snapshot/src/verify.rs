//! Is a snapshot as it was written?

use crate::digest::{Digest, RowsDigest};
use crate::error::Error;
use crate::hashed_file::hash_file;
use crate::manifest::{MANIFEST, Manifest, SET_ASIDE, SUMS, TableFile, disagreements, overall_digest};
use crate::snapshot::Snapshot;
use crate::sums::parse_sums;
use estate::{SetAside, Table};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::Path;

/// Something about a snapshot that is not as it was written. The cure is always the same: pull again, and keep the folder from
/// being changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The manifest cannot be read, or contradicts itself.
    BadManifest {
        /// What is wrong with it.
        problem: String,
    },
    /// The list of hashes cannot be read, or is not that of these files.
    BadSums {
        /// What is wrong with it.
        problem: String,
    },
    /// A file is not there.
    MissingFile {
        /// Its name.
        file: String,
    },
    /// A file is there that the snapshot was not written with.
    ExtraFile {
        /// Its name.
        file: String,
    },
    /// A file's bytes are not those that were written.
    ChangedFile {
        /// Its name.
        file: String,
        /// The hash that was written.
        written: Digest,
        /// The hash it has.
        found: Digest,
    },
    /// A file cannot be read as what it is.
    Unreadable {
        /// Its name.
        file: String,
        /// Why not.
        problem: String,
    },
    /// A table's rows are not those that the manifest counts.
    OtherRows {
        /// The table's name.
        table: String,
        /// Rows by the manifest.
        written: u64,
        /// Rows in the file.
        found: u64,
    },
    /// Receipts, rows and what was set aside do not add up.
    DoesNotAddUp {
        /// Source, table and numbers.
        problem: String,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::BadManifest { problem } => write!(out, "{MANIFEST}: {problem}"),
            Fault::BadSums { problem } => write!(out, "{SUMS}: {problem}"),
            Fault::MissingFile { file } => write!(out, "{file} is missing"),
            Fault::ExtraFile { file } => write!(out, "{file} does not belong to the snapshot"),
            Fault::ChangedFile { file, written, found } if file == MANIFEST => {
                // Only the list of hashes speaks of the manifest, so either may be what was changed.
                write!(out, "{file}, or its line in {SUMS}, was changed: its SHA-256 was {written} and is {found}")
            }
            Fault::ChangedFile { file, written, found } => {
                write!(out, "{file} was changed: its SHA-256 was {written} and is {found}")
            }
            Fault::Unreadable { file, problem } => write!(out, "{file} cannot be read: {problem}"),
            Fault::OtherRows { table, written, found } if written == found => {
                write!(out, "{table}: the rows are not those that were written, though there are as many")
            }
            Fault::OtherRows { table, written, found } => {
                write!(out, "{table}: {written} rows were written, and {found} are there")
            }
            Fault::DoesNotAddUp { problem } => write!(out, "the receipts do not add up: {problem}"),
        }
    }
}

/// Reads every byte of the snapshot in `dir` and names whatever is not as it was written; nothing, if all is. Fails only if
/// the folder itself cannot be read.
pub fn verify(dir: &Path) -> Result<Vec<Fault>, Error> {
    let present = file_names(dir)?;
    let mut faults = Vec::new();
    let manifest = match Manifest::read(dir) {
        Ok(manifest) => Some(manifest),
        Err(Error::NotASnapshot { problem, .. }) if present.contains(MANIFEST) => {
            faults.push(Fault::BadManifest { problem });
            None
        }
        Err(Error::OtherFormat { format, .. }) => {
            faults.push(Fault::BadManifest { problem: format!("the format is `{format}`") });
            None
        }
        Err(_) => None,
    };
    let hashes = expected_hashes(dir, manifest.as_ref(), &mut faults);
    let mut sound = BTreeSet::new();
    for (file, written) in &hashes {
        if !present.contains(file) {
            faults.push(Fault::MissingFile { file: file.clone() });
            continue;
        }
        match hash_file(&dir.join(file)) {
            Ok(found) if found.sha256 == *written => {
                sound.insert(file.clone());
            }
            Ok(found) => {
                faults.push(Fault::ChangedFile { file: file.clone(), written: *written, found: found.sha256 });
            }
            Err(error) => faults.push(unreadable(file, &error)),
        }
    }
    for file in [MANIFEST, SUMS].into_iter().filter(|file| !present.contains(*file) && !hashes.contains_key(*file)) {
        faults.push(Fault::MissingFile { file: file.to_owned() });
    }
    for file in present.iter().filter(|file| !hashes.contains_key(*file) && ![MANIFEST, SUMS].contains(&file.as_str()))
    {
        faults.push(Fault::ExtraFile { file: file.clone() });
    }
    if let Some(manifest) = manifest {
        check_content(&Snapshot::of(dir.to_owned(), manifest), &sound, &mut faults);
    }
    Ok(faults)
}

/// The names of everything in the folder. A name that is no text is spelled with replacement characters: it is extra anyway.
fn file_names(dir: &Path) -> Result<BTreeSet<String>, Error> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(dir).map_err(Error::io("read", dir))? {
        names.insert(entry.map_err(Error::io("read", dir))?.file_name().to_string_lossy().into_owned());
    }
    Ok(names)
}

/// The hash that each file was written with. The manifest and the list of hashes say the same of every file, so that a change to
/// either shows in the other.
fn expected_hashes(dir: &Path, manifest: Option<&Manifest>, faults: &mut Vec<Fault>) -> BTreeMap<String, Digest> {
    let listed = match fs::read_to_string(dir.join(SUMS)) {
        Ok(text) => match parse_sums(&text) {
            Ok(listed) => listed,
            Err(problem) => {
                faults.push(Fault::BadSums { problem });
                BTreeMap::new()
            }
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => BTreeMap::new(),
        Err(error) => {
            faults.push(Fault::BadSums { problem: error.to_string() });
            BTreeMap::new()
        }
    };
    let Some(manifest) = manifest else { return listed };
    let files = manifest.tables.iter().map(|file| (file.file.clone(), file.sha256));
    let mut hashes: BTreeMap<_, _> =
        files.chain([(manifest.set_aside.file.clone(), manifest.set_aside.sha256)]).collect();
    if listed.is_empty() {
        return hashes;
    }
    for (file, hash) in &hashes {
        if listed.get(file) != Some(hash) {
            faults.push(Fault::BadSums { problem: format!("its hash of {file} is not the one in {MANIFEST}") });
        }
    }
    match listed.get(MANIFEST) {
        Some(hash) => {
            hashes.insert(MANIFEST.to_owned(), *hash);
        }
        None => faults.push(Fault::BadSums { problem: format!("it has no hash of {MANIFEST}") }),
    }
    for file in listed.keys().filter(|file| !hashes.contains_key(*file)) {
        faults.push(Fault::BadSums { problem: format!("it names {file}, and {MANIFEST} does not") });
    }
    hashes
}

/// Do the files say what the manifest says of them? Only those with the right hash are read: what a reader makes of changed
/// bytes says nothing more.
fn check_content(snapshot: &Snapshot, sound: &BTreeSet<String>, faults: &mut Vec<Fault>) {
    let manifest = snapshot.manifest();
    let mut seen = BTreeSet::new();
    for file in &manifest.tables {
        if !seen.insert(&file.table) {
            faults.push(Fault::BadManifest { problem: format!("it names the table {} twice", file.table) });
        }
        match Table::named(&file.table) {
            None => faults.push(Fault::BadManifest { problem: format!("`{}` is no table", file.table) }),
            Some(table) if sound.contains(&file.file) => faults.extend(check_rows(snapshot, table, file)),
            Some(_) => {}
        }
    }
    if manifest.digest != overall_digest(&manifest.tables) {
        faults.push(Fault::BadManifest { problem: "its digest is not that of its tables".to_owned() });
    }
    if !sound.contains(&manifest.set_aside.file) {
        return;
    }
    match snapshot.set_asides() {
        Ok(list) => check_receipts(manifest, &list, faults),
        Err(error) => faults.push(unreadable(SET_ASIDE, &error)),
    }
}

fn check_rows(snapshot: &Snapshot, table: Table, file: &TableFile) -> Option<Fault> {
    let mut digest = RowsDigest::new(table);
    let mut found = 0_u64;
    let read = snapshot.rows(table, |values| {
        digest.add(&values);
        found += 1;
        Ok::<(), Error>(())
    });
    match read {
        Err(error) => Some(unreadable(&file.file, &error)),
        Ok(()) if found != file.rows || digest.digest() != file.rows_digest => {
            Some(Fault::OtherRows { table: file.table.clone(), written: file.rows, found })
        }
        Ok(()) => None,
    }
}

fn check_receipts(manifest: &Manifest, list: &[SetAside], faults: &mut Vec<Fault>) {
    let mut rows: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for row in list.iter().filter(|row| row.whole_row) {
        *rows.entry((&row.source, &row.table)).or_default() += 1;
    }
    let listed = |source: &str, table: &str| rows.get(&(source, table)).copied().unwrap_or(0);
    let problems = disagreements(&manifest.tables, &manifest.receipts, &listed);
    faults.extend(problems.into_iter().map(|problem| Fault::DoesNotAddUp { problem }));
    let whole: u64 = rows.values().sum();
    let cells = u64::try_from(list.len()).unwrap_or(u64::MAX).saturating_sub(whole);
    let claimed = &manifest.set_aside;
    if (claimed.rows, claimed.cells) != (whole, cells) {
        faults.push(Fault::DoesNotAddUp {
            problem: format!(
                "{MANIFEST} counts {} rows and {} cells set aside, and {SET_ASIDE} lists {whole} and {cells}",
                claimed.rows, claimed.cells
            ),
        });
    }
}

fn unreadable(file: &str, error: &Error) -> Fault {
    let problem = match error {
        Error::Damaged { problem, .. } => problem.clone(),
        other => other.to_string(),
    };
    Fault::Unreadable { file: file.to_owned(), problem }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;
    use crate::sums::spell_sums;
    use std::path::PathBuf;

    /// A sound snapshot, and whatever `change` does to it.
    fn faults(change: impl FnOnce(&Path)) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let snapshot = sample::written(folder.path(), "pull");
        for file in fs::read_dir(snapshot.dir()).unwrap() {
            sample::make_writable(&file.unwrap().path());
        }
        change(snapshot.dir());
        verify(snapshot.dir()).unwrap().iter().map(ToString::to_string).collect()
    }

    fn edit(path: PathBuf, from: &str, to: &str) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from} is not in {text}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    /// Makes the list of hashes agree again, as somebody would who forges a snapshot.
    fn forge_sums(dir: &Path) {
        let text = fs::read_to_string(dir.join(SUMS)).unwrap();
        let files = text.lines().map(|line| line.split_once("  ").unwrap().1);
        let forged = spell_sums(files.map(|file| (hash_file(&dir.join(file)).unwrap().sha256, file)));
        fs::write(dir.join(SUMS), forged).unwrap();
    }

    #[test]
    fn a_sound_snapshot_has_no_fault() {
        assert_eq!(faults(|_| {}), Vec::<String>::new());
    }

    #[test]
    fn any_changed_byte_of_any_file_is_found_and_its_file_named() {
        let folder = tempfile::tempdir().unwrap();
        let dir = sample::written(folder.path(), "pull").dir().to_owned();
        for file in file_names(&dir).unwrap() {
            let path = dir.join(&file);
            sample::make_writable(&path);
            let sound = fs::read(&path).unwrap();
            // A step that is prime walks over headers, pages, statistics and footers alike.
            for place in (0..sound.len()).step_by(17).chain([sound.len() - 1]) {
                for bit in [1, 0x20] {
                    let mut changed = sound.clone();
                    changed[place] ^= bit;
                    fs::write(&path, changed).unwrap();
                    let faults: Vec<_> = verify(&dir).unwrap().iter().map(ToString::to_string).collect();
                    assert!(faults.iter().any(|fault| fault.contains(&file)), "{file} byte {place}: {faults:?}");
                }
            }
            fs::write(&path, &sound).unwrap();
        }
        assert_eq!(verify(&dir).unwrap(), []);
    }

    #[test]
    fn a_missing_and_an_extra_file_are_named() {
        for file in ["payments.parquet", SET_ASIDE, MANIFEST, SUMS] {
            let found = faults(|dir| fs::remove_file(dir.join(file)).unwrap());
            assert_eq!(found, [format!("{file} is missing")]);
        }
        assert_eq!(
            faults(|dir| fs::write(dir.join("notes.txt"), "x").unwrap()),
            ["notes.txt does not belong to the snapshot"]
        );
        assert_eq!(faults(|dir| fs::create_dir(dir.join("raw")).unwrap()), ["raw does not belong to the snapshot"]);
    }

    #[test]
    fn a_manifest_that_counts_otherwise_is_found_even_where_hashes_were_forged() {
        for (from, to, said) in [
            ("\"kept\": 2", "\"kept\": 3", "finance payments: 3 rows received, and 3 kept and 1 set aside"),
            ("\"rows\": 2,", "\"rows\": 1,", "payments: 1 rows were written, and 2 are there"),
            ("\"cells\": 1", "\"cells\": 2", "counts 1 rows and 2 cells set aside"),
            ("\"set_aside\": 1", "\"set_aside\": 0", "finance payments: 0 rows set aside, and 1 listed"),
            ("\"table\": \"payments\"", "\"table\": \"money\"", "`money` is no table"),
            ("\"digest\": \"", "\"digest\": \"0", "is not 64 hexadecimal digits"),
            ("oldiron/snapshot/1", "oldiron/snapshot/9", "the format is `oldiron/snapshot/9`"),
            ("payments.parquet", "../payments.parquet", "outside the folder"),
        ] {
            let found = faults(|dir| {
                edit(dir.join(MANIFEST), from, to);
                forge_sums(dir);
            });
            assert!(found.iter().any(|fault| fault.contains(said)), "{said}: {found:?}");
        }
    }

    #[test]
    fn rows_that_were_exchanged_are_found_even_where_hashes_were_forged() {
        // Another snapshot's table with as many rows, its hash written into manifest and list.
        let found = faults(|dir| {
            let other = tempfile::tempdir().unwrap();
            let other = sample::written_with(other.path(), "pull", 9_999);
            let new = other.dir().join("payments.parquet");
            let hash = |path: &Path| hash_file(path).unwrap();
            let (old, replaced) = (hash(&dir.join("payments.parquet")), hash(&new));
            fs::copy(&new, dir.join("payments.parquet")).unwrap();
            edit(dir.join(MANIFEST), &old.sha256.to_string(), &replaced.sha256.to_string());
            forge_sums(dir);
        });
        assert_eq!(found, ["payments: the rows are not those that were written, though there are as many"]);
    }
}
