//! From a source to a snapshot, and from a snapshot to what an audit judges.

use crate::failure::Failure;
use crate::notices;
use crate::talk::Progress;
use analysis::Frames;
use estate::{Date, Receipt, SetAside, Table, Value};
use register::{Keep, Mapping, Warning};
use snapshot::{About, Digest, Manifest, Snapshot, Writer};
use std::path::Path;

/// Where rows of a reader go: into the snapshot that is being written.
struct IntoSnapshot<'a> {
    writer: &'a mut Writer,
    set_aside: u64,
}

impl Keep for IntoSnapshot<'_> {
    fn keep(&mut self, table: Table, values: Vec<Value>) -> Result<(), String> {
        self.writer.keep(table, values).map_err(|error| error.to_string())
    }

    fn set_aside(&mut self, row: SetAside) -> Result<(), String> {
        self.set_aside += 1;
        self.writer.set_aside(row).map_err(|error| error.to_string())
    }

    fn receipt(&mut self, receipt: Receipt) -> Result<(), String> {
        self.writer.receipt(receipt);
        Ok(())
    }
}

/// A folder of flat tables, with public notices beside them.
pub(crate) fn folder(dir: &Path, data_dir: &Path, on: Date, progress: &Progress) -> Result<Snapshot, Failure> {
    progress.step(&format!("reading {}", dir.display()));
    let found = notices::of_folder(dir)?;
    pull(data_dir, on, progress, |keep| {
        let mut warnings = match register::read_folder(dir, keep) {
            // Notices alone are an estate, too.
            Err(register::Error::NoTables { .. }) if !found.is_empty() => Vec::new(),
            read => read.map_err(Failure::usage)?,
        };
        warnings.retain(|warning| found.iter().all(|notices| notices.file != warning.file));
        notices::keep(&found, keep)?;
        Ok(warnings)
    })
}

/// Files with mappings; paths are relative to `base`.
pub(crate) fn mapped(
    mappings: &[Mapping],
    base: &Path,
    data_dir: &Path,
    on: Date,
    progress: &Progress,
) -> Result<Snapshot, Failure> {
    pull(data_dir, on, progress, |keep| register::read_all(mappings, base, keep).map_err(Failure::usage))
}

fn pull(
    data_dir: &Path,
    on: Date,
    progress: &Progress,
    read: impl FnOnce(&mut dyn Keep) -> Result<Vec<Warning>, Failure>,
) -> Result<Snapshot, Failure> {
    let parent = data_dir.join("snapshots");
    let mut writer = Writer::begin(&parent)?;
    for part in writer.cleared() {
        progress.note(&format!("removed what a run that was stopped left in {}", part.display()));
    }
    let mut keep = IntoSnapshot { writer: &mut writer, set_aside: 0 };
    let warnings = read(&mut keep)?;
    let set_aside = keep.set_aside;
    warnings.iter().for_each(|warning| progress.note(&format!("warning: {warning}")));
    let about = About { tool: format!("oldiron {}", env!("CARGO_PKG_VERSION")), pulled_on: on, note: None };
    let snapshot = match writer.finish_as(about, name) {
        Ok(snapshot) => snapshot,
        // The same bytes were read before: that snapshot stands, this one adds nothing.
        Err(snapshot::Error::Exists { path }) => Snapshot::open(&path)?,
        Err(error) => return Err(error.into()),
    };
    let place = snapshot.dir().to_owned();
    let kept: u64 = snapshot.manifest().tables.iter().map(|table| table.rows).sum();
    progress.note(&format!("kept {kept} rows in {}", place.display()));
    if set_aside > 0 {
        let s = if set_aside == 1 { "" } else { "s" };
        progress
            .note(&format!("set aside {set_aside} row{s} or cell{s}: see {}", place.join("set-aside.csv").display()));
    }
    Ok(snapshot)
}

/// A name made from everything that was read, so that the same files make the same snapshot.
fn name(manifest: &Manifest) -> String {
    let mut all = manifest.set_aside.sha256.to_string();
    for table in &manifest.tables {
        all.push_str(&table.table);
        all.push_str(&table.sha256.to_string());
    }
    let short = |digest: String| digest.chars().take(12).collect::<String>();
    format!("{}-{}", short(manifest.digest.to_string()), short(Digest::of(all.as_bytes()).to_string()))
}

/// What an audit judges, read from a snapshot.
pub(crate) struct Judged {
    pub(crate) frames: Frames,
    pub(crate) set_aside: Vec<SetAside>,
    pub(crate) receipts: Vec<Receipt>,
    pub(crate) digest: String,
}

impl Judged {
    pub(crate) fn read(snapshot: &Snapshot) -> Result<Judged, Failure> {
        let mut frames = Frames::new();
        for table in Table::RECEIVED {
            if snapshot.manifest().table(*table).is_some() {
                frames.insert(*table, snapshot.frame(*table)?);
            }
        }
        let manifest = snapshot.manifest();
        Ok(Judged {
            frames,
            set_aside: snapshot.set_asides()?,
            receipts: manifest.receipts.clone(),
            digest: manifest.digest.to_string(),
        })
    }

    pub(crate) fn input(&self) -> analysis::Input<'_> {
        analysis::Input {
            frames: &self.frames,
            set_aside: &self.set_aside,
            receipts: &self.receipts,
            digest: self.digest.clone(),
        }
    }
}
