//! From a source to a snapshot, and from a snapshot to what an audit judges.

use crate::failure::Failure;
use crate::notices;
use crate::sources::{Credentials, Sources};
use crate::systems::{self, Read};
use crate::talk::Progress;
use analysis::Frames;
use estate::{Date, Receipt, SetAside, Table, Value};
use register::{Keep, Warning};
use settings::Settings;
use snapshot::{About, Digest, Manifest, Snapshot, Writer};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Where rows of readers go: into the snapshot that is being written.
pub(crate) struct IntoSnapshot {
    writer: Writer,
    set_aside: u64,
    /// What readers that run side by side have set aside, until it has an order.
    later: Vec<SetAside>,
}

impl IntoSnapshot {
    /// A row that passed the door.
    pub(crate) fn row(&mut self, table: Table, values: Vec<Value>) -> Result<(), String> {
        self.writer.keep(table, values).map_err(|error| error.to_string())
    }

    /// Lists a row or cell that could not be used, once it is known where it stands among the others.
    pub(crate) fn aside_later(&mut self, row: SetAside) {
        self.later.push(row);
    }

    /// Lists what was left for later, in an order that no race decides.
    pub(crate) fn settle(&mut self) -> Result<(), Failure> {
        let mut later = std::mem::take(&mut self.later);
        later.sort();
        for row in later {
            self.set_aside += 1;
            self.writer.set_aside(row)?;
        }
        Ok(())
    }

    /// A control total.
    pub(crate) fn counted(&mut self, receipt: Receipt) {
        self.writer.receipt(receipt);
    }
}

impl Keep for IntoSnapshot {
    fn keep(&mut self, table: Table, values: Vec<Value>) -> Result<(), String> {
        self.row(table, values)
    }

    fn set_aside(&mut self, row: SetAside) -> Result<(), String> {
        self.set_aside += 1;
        self.writer.set_aside(row).map_err(|error| error.to_string())
    }

    fn receipt(&mut self, receipt: Receipt) -> Result<(), String> {
        self.counted(receipt);
        Ok(())
    }
}

/// A folder of flat tables, with public notices beside them.
pub(crate) fn folder(dir: &Path, data_dir: &Path, on: Date, progress: &Progress) -> Result<Snapshot, Failure> {
    progress.step(&format!("reading {}", dir.display()));
    let found = notices::of_folder(dir)?;
    pull(data_dir, on, progress, |into| {
        let mut into = into.lock().unwrap_or_else(PoisonError::into_inner);
        let mut warnings = match register::read_folder(dir, &mut *into) {
            // Notices alone are an estate, too.
            Err(register::Error::NoTables { .. }) if !found.is_empty() => Vec::new(),
            read => read.map_err(Failure::usage)?,
        };
        warnings.retain(|warning| found.iter().all(|notices| notices.file != warning.file));
        notices::keep(&found, &mut *into)?;
        Ok(warnings)
    })
}

/// Every source of the settings: files first, then systems of record. Raw pages of systems are put beside the snapshot.
pub(crate) fn configured(
    settings: &Settings,
    read: Read<'_>,
    data_dir: &Path,
    on: Date,
    progress: &Progress,
) -> Result<Snapshot, Failure> {
    let replayed = matches!(read, Read::Replayed(_));
    let sources = Sources::of(settings, if replayed { Credentials::NotNeeded } else { Credentials::Fetched })?;
    let mut whole = Vec::new();
    let snapshot = pull(data_dir, on, progress, |into| {
        let mut warnings = vec![];
        if !sources.files.is_empty() {
            let mut into = into.lock().unwrap_or_else(PoisonError::into_inner);
            warnings = register::read_all(&sources.files, &settings.base, &mut *into).map_err(Failure::usage)?;
        }
        for system in &sources.systems {
            let pulled = systems::pull(system, read, data_dir, into, progress)?;
            whole.push(pulled.iter().all(connector_kit::Pulled::is_whole));
        }
        Ok(warnings)
    })?;
    if !replayed {
        let name = snapshot.dir().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        for (system, whole) in sources.systems.iter().zip(whole) {
            if let Some(raw) = systems::put_away(system, whole, &name, data_dir)? {
                progress.note(&format!("raw pages of {} are in {}", system.name, raw.display()));
            }
        }
    }
    Ok(snapshot)
}

fn pull(
    data_dir: &Path,
    on: Date,
    progress: &Progress,
    read: impl FnOnce(&Arc<Mutex<IntoSnapshot>>) -> Result<Vec<Warning>, Failure>,
) -> Result<Snapshot, Failure> {
    let parent = data_dir.join("snapshots");
    let writer = Writer::begin(&parent)?;
    for part in writer.cleared() {
        progress.note(&format!("removed what a run that was stopped left in {}", part.display()));
    }
    let into = Arc::new(Mutex::new(IntoSnapshot { writer, set_aside: 0, later: vec![] }));
    let warnings = read(&into)?;
    let Some(into) = Arc::into_inner(into) else {
        return Err(Failure::bug("a reader did not let go of the snapshot"));
    };
    let IntoSnapshot { writer, set_aside, .. } = into.into_inner().unwrap_or_else(PoisonError::into_inner);
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
    // The same rows of which a source said that there are more are another snapshot.
    for receipt in manifest.receipts.iter().filter(|receipt| !receipt.is_whole()) {
        all.push_str(&format!("{} {} {:?} {:?}", receipt.source, receipt.table, receipt.declared, receipt.incomplete));
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
