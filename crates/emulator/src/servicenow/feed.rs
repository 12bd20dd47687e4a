//! The demo estate as an instance holds it. What the product has a column for stands there, in the product's codes; beside it, in
//! columns of the customer's own, stand the estate's words, because that is where such things live: notice, renewal, breaks.

mod assets;
mod contracts;
mod fixed;
mod work;

use super::instance::Instance;
use super::schema::Schema;
use super::store::Store;
use demo_estate::Estate;
use estate::Table;
use std::collections::{BTreeSet, HashSet};

/// What of an estate an instance holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fed {
    /// Are payments there too, as expense lines? An organisation whose ledger is elsewhere has none.
    pub expenses: bool,
}

/// A row of the estate by the names of its columns.
pub(crate) struct Cells<'r> {
    table: Table,
    row: &'r [String],
}

impl Cells<'_> {
    pub(crate) fn get(&self, name: &str) -> &str {
        let at = self.table.columns().iter().position(|column| column.name == name);
        at.and_then(|at| self.row.get(at)).map_or("", String::as_str)
    }
}

/// What is being filled.
pub(crate) struct Feed {
    pub(crate) store: Store,
    /// Rows that many others name and that must be there once.
    made: BTreeSet<(&'static str, String)>,
    /// Ids of assets that stand beside a CI.
    assets: HashSet<String>,
}

impl Instance {
    /// An instance that holds an estate, payments included.
    pub fn of_estate(estate: &Estate) -> Instance {
        Instance::holding(estate, Fed { expenses: true })
    }

    /// An instance that holds what is asked for of an estate.
    pub fn holding(estate: &Estate, fed: Fed) -> Instance {
        let mut feed = Feed { store: Store::new(Schema::read()), made: BTreeSet::new(), assets: HashSet::new() };
        fixed::rows(&mut feed);
        estate.rows(&mut |table, row| {
            let cells = Cells { table, row };
            match table {
                Table::Organisations | Table::Suppliers => assets::company(&mut feed, &cells),
                Table::Assets => assets::asset(&mut feed, &cells),
                Table::Relations => assets::relation(&mut feed, &cells),
                Table::Contracts => contracts::contract(&mut feed, &cells),
                Table::Prices => contracts::price(&mut feed, &cells),
                Table::Cover => contracts::cover(&mut feed, &cells),
                Table::Payments if fed.expenses => contracts::expense(&mut feed, &cells),
                Table::Tickets => work::ticket(&mut feed, &cells),
                // Budgets, team costs, rates and measures live in other systems.
                _ => {}
            }
        });
        feed.store.settle();
        Instance::new(feed.store)
    }
}

impl Feed {
    /// Puts a row in that changed at some time of the last two years, several in the same second.
    pub(crate) fn put(&mut self, table: &str, id: &str, cells: &[(&str, &str)]) {
        let age = i64::try_from(hash(id, 3) % 100_000).unwrap_or(0) * 600;
        let changed = crate::civil::text(LATEST_CHANGE - age);
        let made = crate::civil::text(LATEST_CHANGE - age - 86_400);
        let stamps = [("sys_created_on", made), ("sys_updated_on", changed)];
        let cells = cells.iter().map(|(name, cell)| (*name, (*cell).to_owned()));
        self.store.put(table, id, cells.chain(stamps));
    }

    /// The id of a row that is known by its name alone; made where it is not there yet. Nothing for no name.
    pub(crate) fn named(&mut self, table: &'static str, name: &str, more: &[(&str, &str)]) -> String {
        if name.is_empty() {
            return String::new();
        }
        let id = key(&format!("{table} {name}"));
        if self.made.insert((table, name.to_owned())) {
            let mut cells = vec![("name", name)];
            cells.extend_from_slice(more);
            self.put(table, &id, &cells);
        }
        id
    }
}

/// 2026-03-31 22:00:00, in seconds since 1970.
const LATEST_CHANGE: i64 = 1_774_994_400;

/// The instance's own id for a row of the estate: mostly 32 hexadecimal digits; a few links came from elsewhere and kept a name.
/// Rows of one kind keep their order, so that where a penny cannot be split, it falls to the same row as in the estate's files.
pub fn key(id: &str) -> String {
    if id.is_empty() {
        return String::new();
    }
    let kind = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &id[kind.len()..];
    let is_plain = kind.contains(':') && !kind.contains(' ') && (1..=24).contains(&number.len());
    if is_plain {
        return format!("{:08x}{number:0>24}", hash(kind, 1) >> 32);
    }
    if id.starts_with("cmdb:") && hash(id, 0).is_multiple_of(97) {
        return format!("zz_imported_{:08x}", hash(id, 1) >> 32);
    }
    format!("{:016x}{:016x}", hash(id, 1), hash(id, 2))
}

/// Fowler, Noll and Vo's hash, 64 bits, variant 1a, then mixed as in `SplitMix64`.
fn hash(text: &str, salt: u64) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325 ^ salt.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut mixed = text.bytes().fold(start, |mark, byte| (mark ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// The text if it is a plain day, else nothing: a date column holds nothing else.
pub(crate) fn day(text: &str) -> &str {
    let shape = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    if shape && crate::civil::seconds(text).is_some() { text } else { "" }
}

/// A day as a moment of that day, in UTC.
pub(crate) fn moment(text: &str, time: &str) -> String {
    match day(text) {
        "" => String::new(),
        day => format!("{day} {time}"),
    }
}
