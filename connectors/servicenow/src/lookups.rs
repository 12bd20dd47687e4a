//! What other rows refer to, read once a run: names, companies, owned things, amounts of contracts, time worked, classes.

use crate::endpoints::{COMPANIES, CONTRACT_MONEY, NAMES, OWNED, TIME, TableFacts};
use crate::listing::Question;
use crate::wire::{self, Money};
use crate::{ServiceNow, convert};
use connector_kit::{Error, Pages, Row, Walked, walk};
use estate::Table;
use std::collections::HashMap;
use std::sync::Arc;

/// Rows by their key, and the walk that read them.
#[derive(Debug)]
pub(crate) struct Lookup<T> {
    pub(crate) rows: HashMap<String, T>,
    pub(crate) walked: Walked,
}

impl<T> Default for Lookup<T> {
    fn default() -> Lookup<T> {
        Lookup { rows: HashMap::new(), walked: Walked::default() }
    }
}

impl<T> Lookup<T> {
    pub(crate) fn get(&self, key: &str) -> Option<&T> {
        self.rows.get(key).filter(|_| !key.is_empty())
    }
}

/// Names of models, cost centres, places, groups and kinds of link; the makers of models; the classes above each class.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) models: Lookup<Model>,
    pub(crate) cost_centres: Lookup<String>,
    pub(crate) locations: Lookup<String>,
    pub(crate) groups: Lookup<String>,
    pub(crate) link_types: Lookup<String>,
    /// The class right above, by name.
    pub(crate) above: HashMap<String, String>,
    /// Tables of names that could not be read: keys stand in their place.
    pub(crate) unread: Vec<String>,
}

/// A product model.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) name: String,
    pub(crate) maker: String,
}

/// A company.
#[derive(Debug)]
pub(crate) struct Company {
    pub(crate) name: String,
    /// A supplier, by its flags: whoever is not only a body of ours.
    pub(crate) sells: bool,
    /// A body of ours.
    pub(crate) is_body: bool,
    /// The whole row, for mappings.
    pub(crate) row: Row,
}

/// A thing that is owned and is a configuration item too: what the owner's record says of it.
#[derive(Debug)]
pub(crate) struct Bought {
    pub(crate) cost: Money,
    pub(crate) purchased_on: String,
    pub(crate) warranty_ends: String,
    pub(crate) retired_on: String,
    pub(crate) cost_centre: String,
}

/// Owned things.
#[derive(Debug, Default)]
pub(crate) struct Owned {
    /// By configuration item.
    pub(crate) by_item: HashMap<String, Bought>,
    /// The configuration item of an owned thing.
    pub(crate) item_of: HashMap<String, String>,
    pub(crate) walked: Walked,
}

impl Owned {
    /// The id of an owned thing among our assets: its configuration item's, where it has one.
    pub(crate) fn asset(&self, source: &str, owned: &str) -> String {
        convert::id(source, self.item_of.get(owned).map_or(owned, String::as_str))
    }
}

/// What a contract's own row says of money, and who stands behind it.
#[derive(Debug)]
pub(crate) struct Terms {
    pub(crate) vendor: String,
    pub(crate) customer: String,
    pub(crate) total: Money,
    pub(crate) sub_total: Money,
    pub(crate) monthly: Money,
    pub(crate) yearly: Money,
}

impl ServiceNow {
    /// Reads a table into a map. What cannot be read leaves it as far as it came, and says so in its walk.
    async fn lookup<T: Send>(
        &self,
        pages: &Pages,
        question: Question,
        make: impl Fn(&Row) -> T + Send + Sync,
    ) -> Result<Lookup<T>, Error> {
        let mut rows = HashMap::new();
        let mut each = |row: Row| {
            rows.insert(wire::text(&row, "sys_id"), make(&row));
            Ok(())
        };
        let walked = walk(&self.client, pages, &question, &mut each).await?;
        Ok(Lookup { rows, walked })
    }

    fn question(&self, facts: &'static TableFacts, what: &str) -> Question {
        Question::of(facts, &format!("{what}.{}", facts.name), self.settings.page_sizes())
    }

    pub(crate) async fn companies(&self, pages: &Pages) -> Result<Arc<Lookup<Company>>, Error> {
        let mapped = [Table::Suppliers, Table::Organisations].map(|table| self.settings.mapped_columns(table)).concat();
        let question = self.question(&COMPANIES, "names").with_columns(mapped).narrowed(self.filter(COMPANIES.name)?);
        pages.once("companies", self.lookup(pages, question, company)).await
    }

    pub(crate) async fn names(&self, pages: &Pages) -> Result<Arc<Names>, Error> {
        pages.once("names", self.read_names(pages)).await
    }

    async fn read_names(&self, pages: &Pages) -> Result<Names, Error> {
        let [models, cost_centres, locations, groups, link_types, classes] = &NAMES;
        let first = |columns: &'static [&'static str]| {
            move |row: &Row| {
                let words = columns.iter().map(|column| wire::text(row, column));
                words.into_iter().find(|words| !words.is_empty()).unwrap_or_default()
            }
        };
        let mut names = Names::default();
        if self.settings.reads(models.name) {
            let model = |row: &Row| Model {
                name: first(&["display_name", "name"])(row),
                maker: wire::text(row, "manufacturer"),
            };
            names.models = self.lookup(pages, self.question(models, "names"), model).await?;
            names.note(&names.models.walked.clone());
        }
        for (facts, columns) in [
            (cost_centres, &["code", "name"][..]),
            (locations, &["name"]),
            (groups, &["name"]),
            (link_types, &["name"]),
        ] {
            if !self.settings.reads(facts.name) {
                continue;
            }
            let found = self.lookup(pages, self.question(facts, "names"), first(columns)).await?;
            names.note(&found.walked.clone());
            match facts.name {
                name if name == cost_centres.name => names.cost_centres = found,
                name if name == locations.name => names.locations = found,
                name if name == groups.name => names.groups = found,
                _ => names.link_types = found,
            }
        }
        if self.settings.reads(classes.name) {
            let class = |row: &Row| (wire::text(row, "name"), wire::text(row, "super_class"));
            // The list of tables holds every table of the instance; only those of configuration items matter here.
            let question = self.question(classes, "names").matching("nameSTARTSWITHcmdb_ci^ORname=service_offering");
            let found = self.lookup(pages, question, class).await?;
            names.note(&found.walked.clone());
            let above = found.rows.values().filter_map(|(name, above)| {
                Some((name.clone(), found.rows.get(above).map(|(above, _)| above.clone())?))
            });
            names.above = above.collect();
        }
        Ok(names)
    }

    /// Owned things. Each row is also given to `each`, once a run, for whoever comes first.
    pub(crate) async fn owned(&self, pages: &Pages) -> Result<Arc<Owned>, Error> {
        pages.once("owned", self.read_owned(pages)).await
    }

    async fn read_owned(&self, pages: &Pages) -> Result<Owned, Error> {
        let mut owned = Owned::default();
        if !self.settings.reads(OWNED.name) {
            return Ok(owned);
        }
        let question = self.question(&OWNED, "names").matching("ciISNOTEMPTY").narrowed(self.filter(OWNED.name)?);
        let (by_item, item_of) = (&mut owned.by_item, &mut owned.item_of);
        let mut each = |row: Row| {
            let item = wire::text(&row, "ci");
            if item.is_empty() {
                return Ok(());
            }
            item_of.insert(wire::text(&row, "sys_id"), item.clone());
            let bought = Bought {
                cost: wire::money(&row, "cost"),
                purchased_on: wire::day(&row, "purchase_date"),
                warranty_ends: wire::day(&row, "warranty_expiration"),
                retired_on: wire::day(&row, "retired"),
                cost_centre: wire::text(&row, "cost_center"),
            };
            by_item.insert(item, bought);
            Ok(())
        };
        owned.walked = walk(&self.client, pages, &question, &mut each).await?;
        Ok(owned)
    }

    pub(crate) async fn terms(&self, pages: &Pages) -> Result<Arc<Lookup<Terms>>, Error> {
        let question = self.question(&CONTRACT_MONEY, "money").narrowed(self.filter(CONTRACT_MONEY.name)?);
        let terms = |row: &Row| Terms {
            vendor: wire::text(row, "vendor"),
            customer: wire::text(row, "customer"),
            total: wire::money(row, "total_cost"),
            sub_total: wire::money(row, "sub_total_cost"),
            monthly: wire::money(row, "monthly_cost"),
            yearly: wire::money(row, "yearly_cost"),
        };
        pages.once("terms", self.lookup(pages, question, terms)).await
    }

    /// Seconds worked, by ticket. A row is written whenever somebody saves, so they are added up.
    pub(crate) async fn time(&self, pages: &Pages) -> Result<Arc<Lookup<i64>>, Error> {
        pages.once("time", self.read_time(pages)).await
    }

    async fn read_time(&self, pages: &Pages) -> Result<Lookup<i64>, Error> {
        let mut time = Lookup::default();
        if !self.settings.reads(TIME.name) {
            return Ok(time);
        }
        let rows: &mut HashMap<String, i64> = &mut time.rows;
        let question = self.question(&TIME, "names").narrowed(self.filter(TIME.name)?);
        let mut each = |row: Row| {
            if let Ok(Some(seconds)) = wire::seconds(&wire::text(&row, "time_in_seconds")) {
                *rows.entry(wire::text(&row, "task")).or_default() += seconds;
            }
            Ok(())
        };
        time.walked = walk(&self.client, pages, &question, &mut each).await?;
        Ok(time)
    }
}

impl Names {
    fn note(&mut self, walked: &Walked) {
        if !walked.is_whole() {
            self.unread.push(walked.table.clone());
        }
    }
}

fn company(row: &Row) -> Company {
    let is = |column: &str| wire::flag(row, column) == Some(true);
    let is_body = is("customer") || is("primary");
    Company {
        name: wire::text(row, "name"),
        sells: is("vendor") || is("manufacturer") || !is_body,
        is_body,
        row: row.clone(),
    }
}
