//! What a connector is, and what passes between one and whoever drives it.

use crate::{Error, Pages};
use estate::{SetAside, Table, Value};
use std::collections::BTreeMap;
use std::pin::Pin;

/// A boxed future, so that connectors are objects without macros.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// Where records go. A refusal (a full disk, say) ends the pull with its words.
pub type Keep<'k> = dyn FnMut(Record) -> Result<(), String> + Send + 'k;

/// One system of record, read and never written.
pub trait Connector: Send + Sync {
    /// Its name, as in settings, receipts and errors.
    fn name(&self) -> &'static str;
    /// The canonical tables that this system can fill.
    fn tables(&self) -> &'static [Table];
    /// Address, sign-in, and permission and count of each table of the system; reads no records.
    fn check(&self) -> Answer<'_, Access>;
    /// Tables and columns that this account can see, with fill rates, and the mapping they suggest.
    fn discover(&self) -> Answer<'_, Findable>;
    /// Reads one canonical table. What cannot be read in full is no error: the answer says so, and what was read has been kept.
    fn pull<'a>(&'a self, want: Want<'a>, keep: &'a mut Keep<'_>) -> Answer<'a, Pulled>;
}

/// What to pull.
#[derive(Debug, Clone, Copy)]
pub struct Want<'a> {
    /// The canonical table.
    pub table: Table,
    /// Only what changed since; everything, where empty.
    pub since: Option<&'a Since>,
    /// Where raw pages are kept, and come from when a pull is resumed or replayed.
    pub pages: &'a Pages,
}

/// A moment up to which an earlier pull has read, by the system's own clock and in its own spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since(pub String);

/// A row as a connector gives it, in our shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Record {
    /// A row that passed the door: one cell a column of the table, in order.
    Row {
        /// Its table.
        table: Table,
        /// Its cells.
        values: Vec<Value>,
    },
    /// A row that cannot be used, or a cell of a kept row that cannot be read.
    SetAside(SetAside),
}

/// What one pull of one canonical table came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pulled {
    /// Its control total. `declared` is known only where every walk's is.
    pub receipt: estate::Receipt,
    /// The walks it took, in the order in which they were begun.
    pub walks: Vec<Walked>,
    /// Columns that were asked for and that no row had: no such column, or not for this account. `table.column`.
    pub absent: Vec<String>,
    /// Currency codes seen, and how often; an empty code is none at all.
    pub currencies: BTreeMap<String, u64>,
    /// What stopped nothing and an operator should know.
    pub notes: Vec<String>,
}

impl Pulled {
    /// A receipt, and nothing to say about it yet.
    pub fn new(receipt: estate::Receipt) -> Pulled {
        Pulled { receipt, walks: vec![], absent: vec![], currencies: BTreeMap::new(), notes: vec![] }
    }

    /// Was everything read that the system said it has?
    pub fn is_whole(&self) -> bool {
        self.walks.iter().all(Walked::is_whole)
            && self.receipt.declared.is_none_or(|declared| declared == self.receipt.received)
    }
}

/// What one walk through one table of the system came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walked {
    /// The system's own name of the table.
    pub table: String,
    /// Rows that the system said it has, before the walk.
    pub declared: Option<u64>,
    /// Different rows that arrived.
    pub received: u64,
    /// Rows that arrived again and were counted once.
    pub repeated: u64,
    /// Pages read, those from disk included.
    pub pages: u64,
    /// Pages that came from disk.
    pub from_disk: u64,
    /// Requests that had to be made again.
    pub retries: u64,
    /// Why it ended before its end; nothing, where it did not.
    pub broken: Option<String>,
    /// The status of the refusal that ended it, where one did: 403, 404 …
    pub refused: Option<u16>,
    /// The latest change among its rows, in the system's own spelling, for the next [`Since`].
    pub latest_change: Option<String>,
}

impl Walked {
    /// Did it reach its end with the number of rows that was declared?
    pub fn is_whole(&self) -> bool {
        self.broken.is_none() && self.declared.is_none_or(|declared| declared == self.received)
    }

    /// Rows that were declared and did not arrive.
    pub fn hidden(&self) -> u64 {
        self.declared.unwrap_or(0).saturating_sub(self.received)
    }
}

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Access {
    /// Where it asked.
    pub address: String,
    /// Facts about the account and the system: version, time zone, locale, currency. Name and value.
    pub facts: Vec<(String, String)>,
    /// One row a table of the system.
    pub tables: Vec<TableAccess>,
    /// What is wrong or missing, and who can put it right.
    pub problems: Vec<String>,
}

/// What the account may do with one table of the system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableAccess {
    /// The system's own name of the table.
    pub table: String,
    /// The canonical tables that it feeds.
    pub feeds: Vec<Table>,
    /// May it be read? Why not, where it may not.
    pub readable: Result<(), String>,
    /// Rows that the system says it has.
    pub rows: Option<u64>,
    /// Columns wanted that this account does not see.
    pub absent: Vec<String>,
    /// The least that would do.
    pub needs: String,
    /// Can an audit do without it?
    pub optional: bool,
}

/// What there is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findable {
    /// One a table of the system.
    pub tables: Vec<FoundTable>,
    /// Settings that would read it, as TOML with a comment for whatever was guessed.
    pub proposal: String,
}

/// One table that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundTable {
    /// The system's own name.
    pub table: String,
    /// Rows that it says it has.
    pub rows: Option<u64>,
    /// How many of them the fill rates stand on.
    pub sampled: u64,
    /// Its columns.
    pub columns: Vec<FoundColumn>,
}

/// One column that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundColumn {
    /// The system's own name.
    pub column: String,
    /// What people call it.
    pub label: Option<String>,
    /// What the system says it holds.
    pub kind: Option<String>,
    /// In how many of the sampled rows it was filled.
    pub filled: u64,
    /// The canonical column that it feeds or may feed: `contracts.notice`.
    pub feeds: Option<String>,
}
