//! Writing a snapshot.

use crate::error::Error;
use crate::hashed_file::{HashedFile, write_whole};
use crate::manifest::{
    About, FORMAT, MANIFEST, Manifest, SET_ASIDE, SUMS, SetAsideFile, TableFile, disagreements, is_plain,
    overall_digest,
};
use crate::part::Part;
use crate::set_aside::SetAsideWriter;
use crate::snapshot::Snapshot;
use crate::sums::spell_sums;
use crate::table_file::TableWriter;
use estate::{Receipt, SetAside, Table, Value};
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A snapshot that is being written. Dropped unfinished, it leaves nothing behind; killed, it leaves a hidden folder that the
/// next [`Writer::create`] of the same name clears away.
pub struct Writer {
    // Fields are dropped in order: files are closed before the folder is removed.
    tables: BTreeMap<Table, TableWriter>,
    set_aside: SetAsideWriter,
    receipts: BTreeMap<(String, String), Receipt>,
    parent: PathBuf,
    /// None where the name follows from what is read.
    name: Option<String>,
    cleared: Vec<PathBuf>,
    part: Part,
}

impl Writer {
    /// Begins the snapshot `parent/name`. `parent` is made if it is not there; `name` is one plain folder.
    pub fn create(parent: &Path, name: &str) -> Result<Writer, Error> {
        let place = place(parent, name)?;
        if place.symlink_metadata().is_ok() {
            return Err(Error::Exists { path: place });
        }
        Writer::claim(parent, Some(name))
    }

    /// Begins a snapshot in `parent` whose name follows from what is read: [`Writer::finish_as`] gives it.
    pub fn begin(parent: &Path) -> Result<Writer, Error> {
        Writer::claim(parent, None)
    }

    fn claim(parent: &Path, name: Option<&str>) -> Result<Writer, Error> {
        let (part, cleared) = Part::claim(parent, name)?;
        let set_aside = SetAsideWriter::new(HashedFile::create_new(&part.path().join(SET_ASIDE))?)?;
        Ok(Writer {
            tables: BTreeMap::new(),
            set_aside,
            receipts: BTreeMap::new(),
            parent: parent.to_owned(),
            name: name.map(str::to_owned),
            cleared,
            part,
        })
    }

    /// Unfinished folders of killed runs that were cleared away on the way, for the operator to be told.
    pub fn cleared(&self) -> &[PathBuf] {
        &self.cleared
    }

    /// Keeps a row: one cell a column of [`Table::columns`], in order. A row that does not fit is refused whole.
    pub fn keep(&mut self, table: Table, values: impl AsRef<[Value]>) -> Result<(), Error> {
        if let Some(writer) = self.tables.get_mut(&table) {
            return writer.push(values.as_ref());
        }
        let file = HashedFile::create_new(&self.part.path().join(file_name(table)))?;
        let mut writer = TableWriter::new(table, file)?;
        let pushed = writer.push(values.as_ref());
        self.tables.insert(table, writer);
        pushed
    }

    /// Lists a row, or a cell of a kept row, that could not be used.
    pub fn set_aside(&mut self, row: impl Borrow<SetAside>) -> Result<(), Error> {
        self.set_aside.push(row.borrow())
    }

    /// Adds a receipt. Receipts of the same source and table add up; the declared total is known only if each declares one.
    pub fn receipt(&mut self, receipt: Receipt) {
        let key = (receipt.source.clone(), receipt.table.clone());
        match self.receipts.get_mut(&key) {
            None => {
                self.receipts.insert(key, receipt);
            }
            Some(sum) => {
                sum.declared = sum.declared.zip(receipt.declared).map(|(a, b)| a.saturating_add(b));
                sum.received = sum.received.saturating_add(receipt.received);
                sum.kept = sum.kept.saturating_add(receipt.kept);
                sum.set_aside = sum.set_aside.saturating_add(receipt.set_aside);
                sum.incomplete = sum.incomplete.take().or(receipt.incomplete);
            }
        }
    }

    /// Finishes the snapshot: writes everything through to the disk, makes the files read-only and renames the folder whole.
    ///
    /// Refuses, and leaves nothing behind, if the receipts do not add up to the rows kept and set aside, or if something has
    /// come to stand in the snapshot's place. One that was begun without a name is named by its digest.
    pub fn finish(self, about: About) -> Result<Snapshot, Error> {
        let name = self.name.clone();
        self.finish_as(about, |manifest| name.unwrap_or_else(|| manifest.digest.to_string()))
    }

    /// As [`Writer::finish`], under the name that follows from the manifest.
    pub fn finish_as(self, about: About, name: impl FnOnce(&Manifest) -> String) -> Result<Snapshot, Error> {
        let Writer { tables, mut set_aside, receipts, parent, part, .. } = self;
        let mut files = Vec::new();
        for (table, writer) in tables {
            let written = writer.finish()?;
            let file = file_name(table);
            if written.rows == 0 {
                // Its only row was refused.
                let path = part.path().join(&file);
                fs::remove_file(&path).map_err(Error::io("remove", &path))?;
                continue;
            }
            files.push(TableFile {
                table: table.name().to_owned(),
                file,
                rows: written.rows,
                bytes: written.file.bytes,
                sha256: written.file.sha256,
                rows_digest: written.rows_digest,
            });
        }
        files.sort_by(|a, b| a.table.cmp(&b.table));
        let receipts = whole_receipts(receipts, &set_aside);
        let problems = disagreements(&files, &receipts, &|source, table| set_aside.rows_of(source, table));
        if !problems.is_empty() {
            return Err(Error::DoesNotAddUp { problems });
        }
        let list = set_aside.finish()?;
        let manifest = Manifest {
            format: FORMAT.to_owned(),
            tool: about.tool,
            pulled_on: about.pulled_on,
            note: about.note,
            digest: overall_digest(&files),
            tables: files,
            set_aside: SetAsideFile {
                file: SET_ASIDE.to_owned(),
                rows: set_aside.rows(),
                cells: set_aside.cells(),
                bytes: list.bytes,
                sha256: list.sha256,
            },
            receipts,
        };
        drop(set_aside);
        let place = place(&parent, &name(&manifest))?;
        write_manifest(part.path(), &manifest)?;
        make_read_only(part.path(), &manifest)?;
        part.finish(&place)?;
        Ok(Snapshot::of(place, manifest))
    }
}

/// Where the snapshot `name` stands.
fn place(parent: &Path, name: &str) -> Result<PathBuf, Error> {
    if is_plain(name) { Ok(parent.join(name)) } else { Err(Error::Name { name: name.to_owned() }) }
}

pub(crate) fn file_name(table: Table) -> String {
    format!("{table}.parquet")
}

/// The receipts in order, and an empty one for every source and table that set rows aside and gave none, so that the check
/// names it.
fn whole_receipts(mut receipts: BTreeMap<(String, String), Receipt>, set_aside: &SetAsideWriter) -> Vec<Receipt> {
    for (source, table) in set_aside.set_aside_of() {
        receipts.entry((source.clone(), table.clone())).or_insert_with(|| Receipt {
            source: source.clone(),
            table: table.clone(),
            declared: None,
            received: 0,
            kept: 0,
            set_aside: 0,
            incomplete: None,
        });
    }
    receipts.into_values().collect()
}

/// Writes the manifest and the list of hashes, which holds the manifest's too.
fn write_manifest(dir: &Path, manifest: &Manifest) -> Result<(), Error> {
    let path = dir.join(MANIFEST);
    let text = manifest.spell().map_err(Error::unwritable(&path))?;
    let written = write_whole(&path, &text)?;
    let hashes = manifest.tables.iter().map(|file| (file.sha256, file.file.as_str()));
    let hashes = hashes.chain([(manifest.set_aside.sha256, SET_ASIDE), (written.sha256, MANIFEST)]);
    write_whole(&dir.join(SUMS), spell_sums(hashes).as_bytes()).map(|_| ())
}

fn make_read_only(dir: &Path, manifest: &Manifest) -> Result<(), Error> {
    let files = manifest.tables.iter().map(|file| file.file.as_str()).chain([SET_ASIDE, MANIFEST, SUMS]);
    for file in files {
        let path = dir.join(file);
        let mut permissions = fs::metadata(&path).map_err(Error::io("read", &path))?.permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).map_err(Error::io("protect", &path))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{self, about, names, payment};
    use crate::table_file::GROUP_ROWS;
    use crate::write_table;

    #[test]
    fn what_was_kept_is_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let snapshot = sample::written(folder.path(), "2026-04-01");
        let snapshot = Snapshot::open(snapshot.dir()).unwrap();
        assert_eq!(names(folder.path()), ["2026-04-01"]);
        assert_eq!(names(snapshot.dir()), [SUMS, "contracts.parquet", MANIFEST, "payments.parquet", SET_ASIDE]);

        let mut back = Vec::new();
        snapshot
            .rows(Table::Payments, |values| {
                back.push(values);
                Ok::<(), Error>(())
            })
            .unwrap();
        assert_eq!(back, [payment("finance:P1", 1250), payment("finance:P2", -1)]);

        let frame = snapshot.frame(Table::Contracts).unwrap();
        assert_eq!(**frame.schema(), crate::schema(Table::Contracts));
        let words = frame.column("ends_on_words").unwrap().str().unwrap().get(0);
        assert_eq!(words, Some("2026-Q3"));
        assert_eq!(snapshot.frame(Table::Tickets).unwrap().height(), 0);
        assert_eq!(**snapshot.frame(Table::Tickets).unwrap().schema(), crate::schema(Table::Tickets));

        let frame = snapshot.columns(Table::Contracts, &["price_amount", "id"]).unwrap();
        assert_eq!(frame.get_column_names(), ["id", "price_amount_minor", "price_amount_words"]);
        assert!(matches!(snapshot.columns(Table::Contracts, &["price"]), Err(Error::UnknownColumn { .. })));

        assert_eq!(snapshot.set_asides().unwrap(), sample::set_asides());
        let manifest = snapshot.manifest();
        assert_eq!(manifest.table(Table::Payments).unwrap().rows, 2);
        assert_eq!((manifest.set_aside.rows, manifest.set_aside.cells), (1, 1));
    }

    #[test]
    fn a_table_that_was_changed_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let snapshot = sample::written(folder.path(), "pull");
        let path = snapshot.dir().join("payments.parquet");
        sample::make_writable(&path);
        let mut bytes = fs::read(&path).unwrap();
        bytes[10] ^= 1;
        fs::write(&path, bytes).unwrap();
        let message = snapshot.frame(Table::Payments).unwrap_err().to_string();
        assert!(message.contains("payments.parquet cannot be read: it was changed"), "{message}");
        assert!(snapshot.frame(Table::Contracts).is_ok());
    }

    #[test]
    fn rows_in_another_order_and_another_day_have_the_same_digest() {
        let folder = tempfile::tempdir().unwrap();
        let digest = |name: &str, rows: &[Vec<Value>], tool: &str| {
            let mut writer = Writer::create(folder.path(), name).unwrap();
            for row in rows {
                writer.keep(Table::Payments, row.clone()).unwrap();
            }
            let kept = u64::try_from(rows.len()).unwrap();
            writer.receipt(Receipt { received: kept, kept, ..Receipt::new("finance", Table::Payments) });
            let about = About { tool: tool.to_owned(), ..about() };
            writer.finish(about).unwrap().manifest().digest
        };
        let rows = [payment("P1", 1), payment("P2", 2), payment("P3", 3)];
        let turned = [payment("P3", 3), payment("P1", 1), payment("P2", 2)];
        assert_eq!(digest("a", &rows, "oldiron 1"), digest("b", &turned, "oldiron 2"));
        let other = [payment("P1", 1), payment("P2", 2), payment("P3", 4)];
        assert_ne!(digest("c", &rows, "oldiron 1"), digest("d", &other, "oldiron 1"));
    }

    #[test]
    fn more_rows_than_a_group_holds_are_all_there() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::create(folder.path(), "big").unwrap();
        let rows = 2 * GROUP_ROWS + 3;
        for number in 0..rows {
            let cells = [format!("O{number}"), "Wold".to_owned()].map(Value::Text);
            let missing = Table::Organisations.columns().len() - cells.len();
            let values: Vec<_> = cells.into_iter().chain(std::iter::repeat_n(Value::Missing, missing)).collect();
            writer.keep(Table::Organisations, values).unwrap();
        }
        let kept = u64::try_from(rows).unwrap();
        writer.receipt(Receipt { received: kept, kept, ..Receipt::new("flat", Table::Organisations) });
        let snapshot = writer.finish(about()).unwrap();
        let mut next = 0;
        snapshot
            .rows(Table::Organisations, |values| {
                assert_eq!(values[0], Value::Text(format!("O{next}")));
                next += 1;
                Ok::<(), Error>(())
            })
            .unwrap();
        assert_eq!(next, rows);
        assert_eq!(snapshot.frame(Table::Organisations).unwrap().height(), rows);
        assert_eq!(snapshot.verify().unwrap(), []);
    }

    #[test]
    fn receipts_of_the_same_source_and_table_add_up() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::create(folder.path(), "pull").unwrap();
        let receipt = |table, declared, kept| Receipt { declared, received: kept, kept, ..Receipt::new("a", table) };
        for (id, declared) in [("P1", Some(1)), ("P2", Some(4))] {
            writer.keep(Table::Payments, payment(id, 1)).unwrap();
            writer.receipt(receipt(Table::Payments, declared, 1));
        }
        for declared in [Some(0), None] {
            writer.receipt(receipt(Table::Assets, declared, 0));
        }
        let snapshot = writer.finish(about()).unwrap();
        let receipts = &snapshot.manifest().receipts;
        assert_eq!(receipts, &[receipt(Table::Assets, None, 0), receipt(Table::Payments, Some(5), 2)]);
    }

    #[test]
    fn receipts_that_do_not_add_up_keep_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::create(folder.path(), "pull").unwrap();
        writer.keep(Table::Payments, payment("P1", 1)).unwrap();
        writer.receipt(Receipt { received: 2, kept: 2, ..Receipt::new("finance", Table::Payments) });
        writer.set_aside(SetAside { table: "assets".into(), ..sample::set_asides()[1].clone() }).unwrap();
        let message = writer.finish(about()).unwrap_err().to_string();
        for said in
            ["payments: 2 rows kept by the receipts, and 1 in the table", "finance assets: 0 rows set aside, and 1"]
        {
            assert!(message.contains(said), "{message}");
        }
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn a_finished_snapshot_is_never_overwritten_and_its_files_are_read_only() {
        let folder = tempfile::tempdir().unwrap();
        let first = sample::written(folder.path(), "pull");
        assert!(matches!(Writer::create(folder.path(), "pull"), Err(Error::Exists { .. })));
        for file in names(first.dir()) {
            assert!(fs::metadata(first.dir().join(&file)).unwrap().permissions().readonly(), "{file}");
        }
        // Something that comes to stand there while a run writes.
        let writer = Writer::create(folder.path(), "late").unwrap();
        fs::create_dir(folder.path().join("late")).unwrap();
        fs::write(folder.path().join("late/mine.txt"), "mine").unwrap();
        assert!(matches!(writer.finish(about()), Err(Error::Exists { .. })));
        assert_eq!(names(folder.path()), ["late", "pull"]);
        assert_eq!(names(&folder.path().join("late")), ["mine.txt"]);
    }

    #[test]
    fn a_name_that_is_a_path_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["", ".", "..", "a/b", ".hidden", "a b"] {
            assert!(matches!(Writer::create(folder.path(), name), Err(Error::Name { .. })), "{name}");
        }
    }

    #[test]
    fn a_row_that_does_not_fit_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::create(folder.path(), "pull").unwrap();
        let refused = writer.keep(Table::Payments, vec![Value::Missing]).unwrap_err();
        assert!(refused.to_string().contains("a row for payments does not fit: it has 1 cells"), "{refused}");
        let snapshot = writer.finish(about()).unwrap();
        assert_eq!(snapshot.manifest().tables, []);
        assert_eq!(snapshot.verify().unwrap(), []);
    }

    #[test]
    fn a_table_written_alone_is_counted_and_a_failed_one_is_not_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("payments.parquet");
        let rows = [payment("P1", 1), payment("P2", 2)];
        assert_eq!(write_table(&path, Table::Payments, rows.clone().into_iter()).unwrap(), 2);
        assert_eq!(write_table(&path, Table::Payments, std::iter::empty()).unwrap(), 0);
        assert!(path.exists());
        let bad = rows.into_iter().chain([vec![]]);
        assert!(write_table(&path, Table::Payments, bad).is_err());
        assert!(!path.exists());
    }

    #[test]
    fn a_writer_may_move_to_another_thread() {
        fn moves<T: Send>() {}
        moves::<Writer>();
    }
}
