//! The smallest connector that keeps every rule: one table, read with the kit's own walk. A defect changes it in one place.

use crate::by_hand;
use crate::defect::Defect;
use crate::raw;
use connector_kit::{
    Access, Address, Answer, Client, Connector, Endpoint, Error, Findable, FoundColumn, FoundTable, Keep, Listing,
    Method, Options, Page, PageSizes, Pages, Paging, Place, Pulled, Read, Record, Row, Rows, SignIn, TableAccess,
    Trouble, Walked, Want, as_it_is, walk,
};
use estate::tables::Relation;
use estate::{Receipt, SetAside, Table};
use serde_json::Value;
use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) const TABLE: &str = "cmdb_rel_ci";
pub(crate) const FILTER_ON: &str = "port";
const COLUMNS: [&str; 5] = ["sys_id", "parent", "child", "type", FILTER_ON];
pub(crate) const PAGE: u32 = 10;

static ENDPOINTS: [Endpoint; 2] = [
    Endpoint { method: Method::Get, path: "/api/now/v2/table/{}", what: "rows", needs: "read on the table" },
    Endpoint { method: Method::Get, path: "/api/now/stats/{}", what: "a count", needs: "read on the table" },
];

pub(crate) struct Plain {
    pub(crate) client: Client,
    pub(crate) address: String,
    secret: String,
    pub(crate) defect: Option<Defect>,
}

impl Plain {
    pub(crate) fn new(address: Address, sign_in: SignIn, options: Options, defect: Option<Defect>) -> Plain {
        let shown = address.to_string();
        // What a careless author has at hand: the secret in plain text.
        let secret = "api-key-44e1".to_owned();
        let client = Client::new(address, sign_in, &ENDPOINTS, options).unwrap();
        Plain { client, address: shown, secret, defect }
    }

    pub(crate) fn is(&self, defect: Defect) -> bool {
        self.defect == Some(defect)
    }

    pub(crate) fn key_header(&self) -> String {
        format!("x-sn-apikey: {}\r\n", self.secret)
    }
}

/// What a careless order depends on: anything but the rows.
static MOOD: AtomicU64 = AtomicU64::new(0);

/// The table, as it is paged.
pub(crate) struct Relations {
    columns: Vec<String>,
    pub(crate) defect: Option<Defect>,
}

impl Relations {
    pub(crate) fn new(defect: Option<Defect>) -> Relations {
        Relations { columns: COLUMNS.map(str::to_owned).to_vec(), defect }
    }

    fn query(after: &str) -> String {
        let mut parts = vec![format!("{FILTER_ON}ISEMPTY")];
        if !after.is_empty() {
            parts.push(format!("sys_id>{after}"));
        }
        parts.push("ORDERBYsys_id".to_owned());
        parts.join("^")
    }
}

impl Listing for Relations {
    fn table(&self) -> &'static str {
        TABLE
    }

    fn paging(&self) -> Paging {
        Paging::Keyset
    }

    fn page_sizes(&self) -> PageSizes {
        PageSizes { least: 5, first: PAGE, most: PAGE }
    }

    fn count(&self) -> Option<Read> {
        let read = Read::of(&ENDPOINTS[1], &[TABLE]).with("sysparm_count", "true");
        Some(read.with("sysparm_query", format!("{FILTER_ON}ISEMPTY")))
    }

    fn counted(&self, page: &Page) -> Result<Option<u64>, Trouble> {
        let body: Value = serde_json::from_str(&page.body).unwrap_or_default();
        Ok(body["result"]["stats"]["count"].as_str().and_then(|count| count.parse().ok()))
    }

    fn page(&self, place: &Place, limit: u32) -> Result<Read, Error> {
        let (after, offset) = match place {
            Place::After { key, skip } => (key.as_str(), *skip),
            Place::From(from) => ("", *from),
            _ => ("", 0),
        };
        let read = Read::of(&ENDPOINTS[0], &[TABLE]).with("sysparm_query", Relations::query(after));
        let read = read.with("sysparm_limit", limit.to_string()).with("sysparm_offset", offset.to_string());
        Ok(read.with("sysparm_fields", COLUMNS.join(",")).with("sysparm_exclude_reference_link", "true"))
    }

    fn rows(&self, page: &Page) -> Result<Rows, Trouble> {
        let trouble = |problem: &str| Trouble::TooMuch { problem: problem.to_owned() };
        let parsed: Result<Value, _> = serde_json::from_str(&page.body);
        let list = parsed.ok().filter(|_| page.status == 200).and_then(|body| body["result"].as_array().cloned());
        let Some(list) = list else {
            if self.defect == Some(Defect::ErrorIsAnEmptyPage) {
                return Ok(Rows { total: Some(0), ..Rows::default() });
            }
            return Err(trouble("no rows in the answer"));
        };
        let rows: Option<Vec<Row>> = list.into_iter().map(|row| row.as_object().cloned()).collect();
        let total = page.header("x-total-count").and_then(|total| total.parse().ok());
        Ok(Rows { rows: rows.ok_or_else(|| trouble("a row that is no object"))?, total, ..Rows::default() })
    }

    fn key(&self, row: &Row) -> Option<String> {
        cell(row, "sys_id").filter(|id| !id.is_empty())
    }

    fn answers(&self, row: &Row) -> bool {
        cell(row, FILTER_ON).is_none_or(|cell| cell.is_empty()) || self.defect == Some(Defect::TrustsTheFilter)
    }

    fn columns(&self) -> &[String] {
        &self.columns
    }
}

/// A cell as text: plain, typed, or a reference as an object.
pub(crate) fn cell(row: &Row, name: &str) -> Option<String> {
    match row.get(name)? {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Object(reference) => Some(reference.get("value")?.as_str()?.to_owned()),
        other => Some(other.to_string()),
    }
}

/// What a pull has come to so far.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) kept: u64,
    pub(crate) aside: u64,
    columns_seen: [bool; COLUMNS.len()],
}

impl Plain {
    /// One row on its way to whoever keeps it.
    pub(crate) fn hand(&self, row: &Row, tally: &mut Tally, keep: &mut Keep<'_>) -> Result<(), Error> {
        for (seen, name) in tally.columns_seen.iter_mut().zip(COLUMNS) {
            *seen |= row.contains_key(name);
        }
        let id = cell(row, "sys_id").unwrap_or_default();
        let (from, to) = (cell(row, "parent").unwrap_or_default(), cell(row, "child").unwrap_or_default());
        if id.is_empty() || from.is_empty() || to.is_empty() {
            if self.is(Defect::DropsWhatItCannotUse) {
                return Ok(());
            }
            tally.aside += 1;
            return keep(Record::SetAside(aside(&id))).map_err(Error::Keep);
        }
        let kind = cell(row, "type").unwrap_or_default();
        let cells: Vec<&str> = Table::Relations
            .columns()
            .iter()
            .map(|column| match column.name {
                name if name == Relation::from => from.as_str(),
                name if name == Relation::to => to.as_str(),
                name if name == Relation::kind => kind.as_str(),
                _ => "",
            })
            .collect();
        let Ok(admitted) = estate::admit(Table::Relations, &cells) else {
            tally.aside += 1;
            return keep(Record::SetAside(aside(&id))).map_err(Error::Keep);
        };
        tally.kept += 1;
        keep(Record::Row { table: Table::Relations, values: admitted.values }).map_err(Error::Keep)
    }

    async fn read(&self, pages: &Pages, keep: &mut Keep<'_>) -> Result<Pulled, Error> {
        let relations = Relations::new(self.defect);
        let mut tally = Tally::default();
        let mut held = Vec::new();
        let mut each = |row: Row| {
            if self.is(Defect::MixesTheOrder) && held.len() < 2 {
                held.push(row);
                return Ok(());
            }
            self.hand(&row, &mut tally, keep)
        };
        let none = Pages::none();
        let pages = if self.is(Defect::ForgetsPages) || (self.is(Defect::ReplaysOverTheNetwork) && pages.is_replayed())
        {
            &none
        } else {
            pages
        };
        let mut walked = match self.defect {
            Some(defect) if by_hand::walks(defect) => by_hand::walk(self, &relations, &mut each).await?,
            _ => walk(&self.client, pages, &relations, &mut each).await?,
        };
        if !held.is_empty() && MOOD.fetch_add(1, Ordering::SeqCst).is_multiple_of(2) {
            held.reverse();
        }
        for row in held {
            self.hand(&row, &mut tally, keep)?;
        }
        if self.is(Defect::DeclaresWhatArrived) {
            walked.declared = Some(walked.received);
        }
        let lost = u64::from(self.is(Defect::MiscountsKept));
        let receipt = Receipt {
            declared: walked.declared,
            received: walked.received,
            kept: tally.kept - lost,
            set_aside: tally.aside,
            ..Receipt::new("plain", Table::Relations)
        };
        let mut pulled = Pulled::new(receipt);
        if walked.received > 0 && !self.is(Defect::ForgetsAbsentColumns) {
            let absent = COLUMNS.iter().zip(tally.columns_seen).filter(|(_, seen)| !seen);
            pulled.absent = absent.map(|(name, _)| format!("{TABLE}.{name}")).collect();
        }
        pulled.walks.push(walked);
        Ok(pulled)
    }

    /// What no connector does.
    fn misbehave(&self, pulled: &mut Pulled) {
        let table = |table: &str| format!("/api/now/v2/table/{table}");
        match self.defect {
            Some(Defect::LeavesAMark) => {
                raw::send(&self.address, "PATCH", &table(TABLE), &self.key_header(), "{\"u_read\":\"true\"}");
            }
            Some(Defect::TellsThePassword) => pulled.notes.push(format!("signed in with {}", self.secret)),
            Some(Defect::ReadsPeople) => {
                pulled.notes.push(raw::send(&self.address, "GET", &table("sys_user"), &self.key_header(), ""));
            }
            Some(Defect::RepeatsThePost) => (0..20).for_each(|_| {
                raw::send(&self.address, "POST", "/oauth_token.do", "", "grant_type=client_credentials");
            }),
            _ => {}
        }
    }
}

fn aside(id: &str) -> SetAside {
    SetAside {
        source: "plain".to_owned(),
        table: Table::Relations.name().to_owned(),
        id: (!id.is_empty()).then(|| id.to_owned()),
        file: TABLE.to_owned(),
        line: 0,
        column: None,
        value: None,
        reason: "it lacks its id or an end".to_owned(),
        whole_row: true,
        amount_minor: None,
        currency: None,
    }
}

impl Connector for Plain {
    fn name(&self) -> &'static str {
        "plain"
    }

    fn tables(&self) -> &'static [Table] {
        &[Table::Relations]
    }

    fn check(&self) -> Answer<'_, Access> {
        Box::pin(async {
            let relations = Relations::new(self.defect);
            let mut access = Access { address: self.address.clone(), ..Access::default() };
            let (mut readable, mut rows) = (Ok(()), None);
            let count = relations.count().unwrap();
            match self.client.read(&count, &as_it_is).await {
                Ok(page) => rows = relations.counted(&page).unwrap_or(None),
                Err(error) => {
                    access.problems.push(error.to_string());
                    readable = Err(error.to_string());
                }
            }
            if self.is(Defect::CheckReadsEverything) {
                let _ = self.client.read(&relations.page(&Place::From(0), 1_000)?, &as_it_is).await;
            }
            if self.is(Defect::CheckSaysAllIsWell) {
                readable = Ok(());
                access.problems.clear();
            }
            let (table, needs) = (TABLE.to_owned(), ENDPOINTS[0].needs.to_owned());
            let feeds = vec![Table::Relations];
            access.tables.push(TableAccess { table, feeds, readable, rows, absent: vec![], needs, optional: false });
            Ok(access)
        })
    }

    fn discover(&self) -> Answer<'_, Findable> {
        Box::pin(async {
            let relations = Relations::new(self.defect);
            let page = self.client.read(&relations.page(&Place::From(0), PAGE)?, &as_it_is).await?;
            let rows = relations.rows(&page).map(|rows| rows.rows).unwrap_or_default();
            let filled =
                |name: &str| rows.iter().filter(|row| cell(row, name).is_some_and(|cell| !cell.is_empty())).count();
            let columns = COLUMNS.iter().map(|name| FoundColumn {
                column: (*name).to_owned(),
                label: None,
                kind: None,
                filled: u64::try_from(filled(name)).unwrap_or(0),
                feeds: None,
            });
            let sampled = u64::try_from(rows.len()).unwrap_or(0);
            let table = FoundTable { table: TABLE.to_owned(), rows: None, sampled, columns: columns.collect() };
            Ok(Findable { tables: vec![table], proposal: String::new() })
        })
    }

    fn pull<'a>(&'a self, want: Want<'a>, keep: &'a mut Keep<'_>) -> Answer<'a, Pulled> {
        Box::pin(async move {
            let mut pulled = if self.is(Defect::LosesFinishedPages) && want.pages.is_resumed() {
                let mut first = 0;
                let mut fewer = |record: Record| {
                    first += 1;
                    if first <= u64::from(PAGE) { Ok(()) } else { keep(record) }
                };
                self.read(want.pages, &mut fewer).await?
            } else {
                self.read(want.pages, keep).await?
            };
            self.misbehave(&mut pulled);
            Ok(pulled)
        })
    }
}

/// A walk as it stands before anything was read.
pub(crate) fn begun() -> Walked {
    Walked { table: TABLE.to_owned(), ..Walked::default() }
}
