//! The instance: its account, what that account may read, its limits, and who answers which request.

use super::money::Rates;
use super::sign_in::{self, Tokens};
use super::store::Store;
use super::wire::Eyes;
use super::{answers, cmdb, stats, table_api};
use crate::faults::Fault;
use crate::journal::Signed;
use crate::talk::{Answer, Asked, Place, System, What};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// The one account that the instance knows.
#[derive(Debug, Clone)]
pub struct Account {
    /// Its name.
    pub user: String,
    /// Its password.
    pub password: String,
    /// Client and secret for tokens.
    pub client: Option<(String, String)>,
    /// Its API key.
    pub api_key: Option<String>,
    /// What every token begins with, so that a test can look for it.
    pub token_mark: String,
    /// The currency of its locale.
    pub currency: String,
    /// By how many minutes its clock is ahead of UTC.
    pub utc_offset: i64,
}

/// What the account may not read.
#[derive(Debug, Clone, Default)]
pub struct Access {
    /// Tables that answer 403.
    pub closed_tables: BTreeSet<String>,
    /// Columns that are missing from rows, by table and name. A column hidden in a table is hidden in its classes.
    pub hidden_columns: BTreeSet<(String, String)>,
    /// Rows that are left out of pages after the limit was applied, by id.
    pub hidden_rows: BTreeSet<String>,
}

impl Access {
    pub(crate) fn hides_column(&self, store: &Store, table: &str, column: &str) -> bool {
        let hidden = |table: &str| self.hidden_columns.contains(&(table.to_owned(), column.to_owned()));
        !self.hidden_columns.is_empty() && store.schema.line_of(table).iter().any(|table| hidden(&table.name))
    }
}

/// So many requests an hour.
#[derive(Debug, Clone, Copy)]
pub struct RateRule {
    /// Requests an hour.
    pub per_hour: u64,
}

/// An emulated instance.
#[derive(Debug)]
pub struct Instance {
    /// Who may read it.
    pub account: Account,
    /// What the account may not read.
    pub access: Access,
    /// How often the account may ask; as often as it likes, where there is no rule.
    pub rate: Option<RateRule>,
    /// Milliseconds of the instance's own time that a row costs: with many, large pages are cut after a minute.
    pub row_costs: u64,
    /// Does an invalid part of a query lead to no rows, instead of being dropped?
    pub strict_queries: bool,
    pub(crate) rates: Rates,
    store: RwLock<Store>,
    state: Mutex<Changing>,
}

#[derive(Debug, Default)]
struct Changing {
    tokens: Tokens,
    /// When the hour of the rate rule ends, and requests in it.
    hour: (u64, u64),
    /// What clients were told to wait, and are believed to have waited.
    waited: u64,
}

impl Instance {
    pub(crate) fn new(store: Store) -> Instance {
        let millionths = [("GBP", 1_000_000), ("USD", 790_000), ("EUR", 860_000)];
        Instance {
            account: Account {
                user: "oldiron.reader".to_owned(),
                password: "open-sesame-7f3".to_owned(),
                client: Some(("client-51c0".to_owned(), "client-secret-9d2".to_owned())),
                api_key: Some("api-key-44e1".to_owned()),
                token_mark: "token-b8a6".to_owned(),
                currency: "GBP".to_owned(),
                utc_offset: 0,
            },
            access: Access::default(),
            rate: None,
            row_costs: 0,
            strict_queries: false,
            rates: Rates {
                reference: "GBP".to_owned(),
                millionths: millionths.map(|(code, rate)| (code.to_owned(), rate)).into(),
                drift: 40,
            },
            store: RwLock::new(store),
            state: Mutex::new(Changing::default()),
        }
    }

    /// How many rows a table has, its classes included.
    pub fn count(&self, table: &str) -> usize {
        self.store().len(table)
    }

    /// Ids of a table's rows, in order.
    pub fn ids(&self, table: &str) -> Vec<String> {
        self.store().rows_from(table, 0).map(|row| row.id.to_string()).collect()
    }

    /// Tables that have rows of their own class, with how many.
    pub fn tables(&self) -> BTreeMap<String, usize> {
        let store = self.store();
        let counts = store.schema.tables().map(|table| (table.name.clone(), store.len(&table.name)));
        counts.filter(|(_, count)| *count > 0).collect()
    }

    /// Puts a row in, or puts it in the place of the one with its id. Cells are as the instance keeps them: amounts as `GBP;12.50`,
    /// moments in UTC, references by id.
    pub fn put(&mut self, table: &str, id: &str, cells: &[(&str, &str)]) {
        self.put_all(table, [(id, cells)]);
    }

    /// Puts several rows in.
    pub fn put_all<'r>(&mut self, table: &str, rows: impl IntoIterator<Item = (&'r str, &'r [(&'r str, &'r str)])>) {
        for (id, cells) in rows {
            self.changed().put(table, id, cells.iter().map(|(name, cell)| (*name, (*cell).to_owned())));
        }
        self.changed().settle();
    }

    /// Puts many rows in at once.
    pub fn load<'c>(&mut self, table: &str, rows: impl IntoIterator<Item = (String, Vec<(&'c str, String)>)>) {
        let mut store = self.changed();
        let stamps = || ["sys_created_on", "sys_updated_on"].map(|name| (name, "2026-01-05 10:00:00".to_owned()));
        for (id, cells) in rows {
            store.put(table, &id, cells.into_iter().chain(stamps()));
        }
        store.settle();
    }

    /// Every secret that the account has, for scanning what a client leaves behind.
    pub fn secrets(&self) -> Vec<String> {
        let account = &self.account;
        let client = account.client.iter().map(|(_, secret)| secret.clone());
        let key = account.api_key.iter().cloned();
        [account.password.clone(), account.token_mark.clone()].into_iter().chain(client).chain(key).collect()
    }

    /// The rows.
    pub(crate) fn store(&self) -> RwLockReadGuard<'_, Store> {
        self.store.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn changed(&self) -> RwLockWriteGuard<'_, Store> {
        self.store.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// The first row of a table goes, or gets a twin before it.
    fn disturb(&self, table: &str, fault: Option<Fault>) {
        let first = self.store().rows_from(table, 0).next().map(|row| row.id.to_string());
        match (fault, first) {
            (Some(Fault::RowGone), Some(id)) => self.changed().take(table, &id),
            (Some(Fault::RowInserted), Some(id)) => self.changed().copy(table, &id, BEFORE_ALL),
            _ => {}
        }
    }

    /// What the account sees, at a time of the instance's clock.
    pub(crate) fn eyes(&self, at: u64) -> Eyes<'_> {
        Eyes {
            currency: &self.account.currency,
            offset: self.account.utc_offset,
            rates: &self.rates,
            day: i64::try_from(at / 86_400_000).unwrap_or(0),
        }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, Changing> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The answer that the rate rule gives, where it gives one.
    fn limited(&self, asked: &Asked) -> Option<Answer> {
        let rule = self.rate?;
        let mut state = self.state();
        let now = asked.at + state.waited;
        if now >= state.hour.0 {
            state.hour = (now + 3_600_000, 0);
        }
        state.hour.1 += 1;
        let left = (state.hour.0 - now).div_ceil(1000);
        (state.hour.1 > rule.per_hour).then(|| answers::too_many(rule.per_hour, left))
    }
}

/// An id that comes before every other.
const BEFORE_ALL: &str = "00000000000000000000000000000000";

/// Parts of a path below `/api/now/`, without the version.
fn parts(path: &str) -> (Option<u8>, Vec<&str>) {
    let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    if parts.len() < 2 || parts[..2] != ["api", "now"] {
        return (None, Vec::new());
    }
    parts.drain(..2);
    let version = parts.first().and_then(|part| part.strip_prefix('v')).and_then(|number| number.parse().ok());
    if version.is_some() {
        parts.remove(0);
    }
    (version, parts)
}

impl System for Instance {
    fn place(&self, asked: &Asked) -> Place {
        let (_, parts) = parts(&asked.path);
        let (what, table) = match parts.as_slice() {
            ["table", table] if asked.method == "GET" => (What::Rows, Some(*table)),
            ["table", table, ..] => (What::Other, Some(*table)),
            ["stats", table] => (What::Count, Some(*table)),
            _ if asked.path == "/oauth_token.do" => (What::SignIn, None),
            _ => (What::Other, None),
        };
        Place { what, table: table.map(str::to_owned) }
    }

    fn signed(&self, asked: &Asked) -> Signed {
        sign_in::signed(&self.account, &self.state().tokens, asked)
    }

    fn answer(&self, asked: &Asked, fault: Option<Fault>) -> Answer {
        if asked.path == "/oauth_token.do" {
            return sign_in::token(&self.account, &mut self.state().tokens, asked, fault);
        }
        if fault == Some(Fault::TokenExpired) {
            self.state().tokens.end();
        }
        if matches!(self.signed(asked), Signed::Nobody | Signed::Wrong) {
            return answers::not_signed_in();
        }
        if let Some(answer) = self.limited(asked) {
            return answer;
        }
        let accept = asked.header("accept");
        if !accept.is_some_and(|accept| accept.contains("json") || accept.contains("*/*")) {
            return answers::bad_accept(accept);
        }
        // The account only reads, whatever roles it has besides.
        if asked.method != "GET" && asked.method != "HEAD" {
            return answers::refused();
        }
        let (version, parts) = parts(&asked.path);
        if let ["table", table] = parts.as_slice() {
            self.disturb(table, fault);
        }
        let answer = match parts.as_slice() {
            ["table" | "stats", table, ..] if self.store().schema.table(table).is_none() => {
                answers::unknown_table(table)
            }
            ["table" | "stats", table, ..] if self.access.closed_tables.contains(*table) => answers::refused(),
            ["table", table] => table_api::list(self, asked, table, version.unwrap_or(1), fault),
            ["table", table, id] => table_api::one(self, asked, table, id),
            ["stats", table] => stats::answer(self, asked, table, fault),
            ["cmdb", "instance", class] => cmdb::list(self, class),
            ["cmdb", "instance", class, id] => cmdb::one(self, asked, class, id),
            ["cmdb", "meta", class] => cmdb::meta(self, class),
            _ => answers::no_record(),
        };
        answer
            .with("x-is-logged-in", "true")
            .with("x-transaction-id", format!("{:012x}", asked.at))
            .with("set-cookie", "JSESSIONID=session-cookie-2c9; Path=/; HttpOnly")
            .with("server", "ServiceNow")
    }

    fn told_to_wait(&self, milliseconds: u64) {
        self.state().waited += milliseconds;
    }
}
