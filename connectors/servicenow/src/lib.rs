//! Reads an instance of `ServiceNow` through its Table API, in the order of the key, and writes nothing.
//!
//! What is read, with which roles, and the quirks that were met: see the README beside this crate. The rooms are those of every
//! connector: `endpoints` holds every table and path, `wire` the shapes on the wire, `convert` plain functions from rows to records,
//! `settings` what an organisation sets. Paging, retrying, waiting and counting are the kit's.

mod check;
mod convert;
mod discover;
mod endpoints;
mod filter;
mod listing;
mod lookups;
mod pull;
mod settings;
mod wire;

pub use settings::{Mapped, OneOrMany, OwnTable, Settings};

use connector_kit::{Access, Answer, Client, Clock, Connector, Error, Fetch, Findable, Keep, Pulled, Want, connect};
use estate::Table;

/// The name in settings.
pub const NAME: &str = "servicenow";

/// One instance, read by one account.
pub struct ServiceNow {
    source: String,
    settings: Settings,
    client: Client,
}

impl ServiceNow {
    /// Checks the settings and makes a client; nothing is asked yet. `source` is the source's name in receipts and ids.
    pub fn new(source: &str, settings: Settings, fetch: &Fetch<'_>, clock: Clock) -> Result<ServiceNow, Error> {
        settings.check()?;
        let client = connect(&settings.address, &settings.sign_in, &settings.network, endpoints::VENDOR, fetch, clock)?;
        Ok(ServiceNow { source: source.to_owned(), settings, client })
    }

    /// Its settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    fn filter(&self, table: &str) -> Result<Option<filter::Filter>, Error> {
        let parse = |text: &String| {
            filter::Filter::parse(text).map_err(|problem| Error::Setting { key: format!("filter.{table}"), problem })
        };
        self.settings.filter.get(table).map(parse).transpose()
    }

    fn context(&self) -> convert::Context<'_> {
        convert::Context { source: &self.source, settings: &self.settings }
    }
}

/// The canonical tables that an instance can fill; budgets, team costs and rates only from tables of the organisation's own.
const TABLES: &[Table] = &[
    Table::Organisations,
    Table::Suppliers,
    Table::Assets,
    Table::Relations,
    Table::Contracts,
    Table::Prices,
    Table::Cover,
    Table::Payments,
    Table::Tickets,
    Table::TeamCosts,
    Table::Measures,
    Table::Entitlements,
    Table::Budgets,
    Table::Rates,
];

impl Connector for ServiceNow {
    fn name(&self) -> &'static str {
        NAME
    }

    fn tables(&self) -> &'static [Table] {
        TABLES
    }

    fn check(&self) -> Answer<'_, Access> {
        Box::pin(self.check_access())
    }

    fn discover(&self) -> Answer<'_, Findable> {
        Box::pin(self.find())
    }

    fn pull<'a>(&'a self, want: Want<'a>, keep: &'a mut Keep<'_>) -> Answer<'a, Pulled> {
        Box::pin(self.pull_table(want, keep))
    }
}
