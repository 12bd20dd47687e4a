//! Which tables of the instance fill which of ours.

use crate::endpoints::{
    ALL_ITEMS, CLASS, CLASSES, COMPANIES, CONTRACT_HISTORY, CONTRACTS, COVERED, COVERED_ITEMS, EXPENSES, LICENCES,
    LINKS, OFFERINGS, OWNED, RATE_CARDS, SERVICE_ITEMS, TableFacts, WORK,
};
use crate::filter::Filter;
use crate::listing::Question;
use crate::lookups::{Company, Lookup, Names};
use crate::settings::{Overlay, OwnTable};
use crate::wire::{self, text};
use crate::{ServiceNow, convert};
use connector_kit::{Draft, Error, Keep, Listing, Pages, Pulled, Row, Since, Tally, Walked, Want, walk};
use estate::Table;
use estate::tables::{Asset, Contract, Payment, Price};
use std::collections::{BTreeSet, HashMap};

/// A query of conditions on classes is no longer than this; past it, rows that were read already come again and are passed over.
const LONGEST_QUERY: usize = 3_000;

impl ServiceNow {
    /// Reads one of our tables.
    pub(crate) async fn pull_table(&self, want: Want<'_>, keep: &mut Keep<'_>) -> Result<Pulled, Error> {
        let mut desk = Desk { servicenow: self, want, tally: Tally::new(&self.source, want.table, keep) };
        match want.table {
            Table::Organisations => desk.organisations().await?,
            Table::Suppliers => desk.suppliers().await?,
            Table::Assets => desk.assets().await?,
            Table::Relations => desk.relations().await?,
            Table::Contracts => desk.contracts().await?,
            Table::Prices => desk.prices().await?,
            Table::Cover => desk.cover().await?,
            Table::Payments => desk.payments().await?,
            Table::Tickets => desk.tickets().await?,
            Table::Measures => desk.measures().await?,
            Table::Entitlements => desk.entitlements().await?,
            _ => {}
        }
        for (number, own) in self.settings.table.iter().enumerate() {
            if Table::named(&own.table) == Some(want.table) {
                desk.own_table(number, own).await?;
            }
        }
        Ok(desk.tally.finish())
    }
}

/// One pull under way.
struct Desk<'d, 't, 'k> {
    servicenow: &'d ServiceNow,
    want: Want<'d>,
    tally: Tally<'t, 'k>,
}

impl Desk<'_, '_, '_> {
    fn pages(&self) -> &Pages {
        self.want.pages
    }

    /// The question for a table of ours: its own columns, those that the mapping names, and the filter set for it.
    fn question(&self, facts: &'static TableFacts) -> Result<Question, Error> {
        let settings = &self.servicenow.settings;
        let walk = format!("{}.{}", self.want.table, facts.name);
        let question = Question::of(facts, &walk, settings.page_sizes());
        let question = question.with_columns(settings.mapped_columns(self.want.table));
        Ok(question.narrowed(self.servicenow.filter(facts.name)?))
    }

    fn is_read(&self, facts: &TableFacts) -> bool {
        self.servicenow.settings.reads(facts.name)
    }

    /// Walks a table, and makes of each row what `make` says; nothing, where the row belongs to another record or table.
    async fn each(
        &mut self,
        question: Question,
        optional: bool,
        mut make: impl FnMut(&Row) -> Vec<Draft> + Send,
    ) -> Result<Walked, Error> {
        let question = if let Some(since) = self.want.since { changed_since(question, since) } else { question };
        let table = question.table().to_owned();
        self.tally.begin(&table, question.asked_columns());
        let home = self.servicenow.settings.currency.clone();
        let (mut elsewhere, mut more) = (0, 0);
        let tally = &mut self.tally;
        let mut each = |row: Row| {
            tally.row(&row);
            let drafts = make(&row);
            match u64::try_from(drafts.len()).unwrap_or(u64::MAX) {
                0 => elsewhere += 1,
                drafts => more += drafts - 1,
            }
            for draft in drafts {
                if let Some(code) = currency_of(&draft) {
                    tally.currency(code);
                    if code != home {
                        let note = format!("{table}: amounts in {code}, where the account's currency is {home}");
                        tally.note(note);
                    }
                }
                tally.take(draft)?;
            }
            Ok(())
        };
        let mut walked = walk(&self.servicenow.client, self.want.pages, &question, &mut each).await?;
        let is_missing = matches!(walked.refused, Some(400 | 404)) && walked.received == 0;
        if optional && is_missing {
            self.tally.note(format!("{table} is not there, and was passed over"));
            return Ok(walked);
        }
        let whole = walked.clone();
        // A row that makes several records was declared once for each.
        walked.declared = walked.declared.map(|declared| declared + more);
        walked.received += more;
        self.tally.walked(walked, elsewhere);
        Ok(whole)
    }

    async fn names(&mut self) -> Result<std::sync::Arc<Names>, Error> {
        let names = self.servicenow.names(self.pages()).await?;
        for table in &names.unread {
            self.tally.note(format!("{table} could not be read in full: keys stand where names would"));
        }
        Ok(names)
    }

    async fn organisations(&mut self) -> Result<(), Error> {
        let settings = &self.servicenow.settings;
        if let Some(id) = &settings.organisation {
            let mut draft = Draft::new(Table::Organisations);
            let name = settings.organisation_name.as_ref().unwrap_or(id);
            draft.set(estate::tables::Organisation::id, id).set(estate::tables::Organisation::name, name);
            self.tally.begin("settings", &[]);
            self.tally.take(draft)?;
            self.tally.walked(
                Walked { table: "settings".to_owned(), declared: Some(1), received: 1, ..Walked::default() },
                0,
            );
        }
        if settings.by_company() || settings.overlay(Table::Organisations).columns.is_some() {
            self.companies(|company| company.is_body, convert::body).await?;
        }
        Ok(())
    }

    async fn suppliers(&mut self) -> Result<(), Error> {
        self.companies(|company| company.sells, convert::supplier).await
    }

    /// Companies are read once and told by their flags.
    async fn companies(
        &mut self,
        wanted: fn(&Company) -> bool,
        make: fn(convert::Context<'_>, &str, &Company) -> Draft,
    ) -> Result<(), Error> {
        let companies = self.servicenow.companies(self.pages()).await?;
        let columns: Vec<String> = COMPANIES.columns.iter().map(|column| (*column).to_owned()).collect();
        self.tally.begin(COMPANIES.name, &columns);
        let mut keys: Vec<&String> = companies.rows.keys().collect();
        keys.sort();
        let mut elsewhere = 0;
        for key in keys {
            let company = &companies.rows[key];
            self.tally.row(&company.row);
            if wanted(company) {
                self.tally.take(make(self.servicenow.context(), key, company))?;
            } else {
                elsewhere += 1;
            }
        }
        self.tally.walked(companies.walked.clone(), elsewhere);
        Ok(())
    }

    /// Configuration items: classes with columns of their own first, each with all below it; then everything of other classes; then
    /// what is owned and is no configuration item. A parent table holds the rows of its children under the same key, so each class is
    /// taken from one table only.
    async fn assets(&mut self) -> Result<(), Error> {
        let names = self.names().await?;
        let companies: std::sync::Arc<Lookup<Company>> = self.servicenow.companies(self.pages()).await?;
        let owned = self.servicenow.owned(self.pages()).await?;
        let context = self.servicenow.context();
        let item = |row: &Row| {
            let bought = owned.by_item.get(&text(row, "sys_id"));
            convert::item(context, row, &names, &companies, bought)
        };
        let mut read: BTreeSet<String> = BTreeSet::new();
        let mut missing: Vec<&str> = vec![];
        for facts in &CLASSES {
            let is_held = facts.instead_of.is_some_and(|other| !missing.contains(&other));
            if !self.is_read(facts) || is_held {
                continue;
            }
            let mut classes = BTreeSet::new();
            let question = self.question(facts)?;
            let before = read.clone();
            let walked = self
                .each(question, facts.optional, |row| {
                    let class = text(row, CLASS);
                    // Two of the classes could lie below each other in an instance of another shape.
                    if before.contains(&class) {
                        return vec![];
                    }
                    classes.insert(class);
                    vec![item(row)]
                })
                .await?;
            if matches!(walked.refused, Some(400 | 404)) {
                missing.push(facts.name);
            }
            read.extend(classes);
        }
        if self.is_read(&ALL_ITEMS) {
            let others: String = read.iter().map(|class| format!("{CLASS}!={class}")).collect::<Vec<_>>().join("^");
            let question = self.question(&ALL_ITEMS)?;
            let question = if others.len() <= LONGEST_QUERY { question.matching(others) } else { question };
            self.each(question, false, |row| if read.contains(&text(row, CLASS)) { vec![] } else { vec![item(row)] })
                .await?;
        }
        if self.is_read(&OWNED) {
            self.tally.leaned_on(owned.walked.clone());
            let question = self.question(&OWNED)?.matching("ciISEMPTY");
            self.each(question, false, |row| {
                if text(row, "ci").is_empty() {
                    vec![convert::owned_thing(context, row, &names, &companies)]
                } else {
                    vec![]
                }
            })
            .await?;
        }
        Ok(())
    }

    async fn relations(&mut self) -> Result<(), Error> {
        let names = self.names().await?;
        let context = self.servicenow.context();
        if self.is_read(&LINKS) {
            let question = self.question(&LINKS)?;
            self.each(question, false, |row| vec![convert::link(context, row, &names)]).await?;
        }
        if self.is_read(&SERVICE_ITEMS) {
            let question = self.question(&SERVICE_ITEMS)?;
            self.each(question, true, |row| vec![convert::service_item(context, row)]).await?;
        }
        Ok(())
    }

    async fn contracts(&mut self) -> Result<(), Error> {
        if !self.is_read(&CONTRACTS) {
            return Ok(());
        }
        let names = self.names().await?;
        let terms = self.servicenow.terms(self.pages()).await?;
        self.tally.leaned_on(terms.walked.clone());
        let context = self.servicenow.context();
        let question = self.question(&CONTRACTS)?;
        let (mut ticked, mut all) = (0_u64, 0_u64);
        self.each(question, false, |row| {
            all += 1;
            ticked += u64::from(wire::flag(row, "renewable") == Some(true));
            vec![convert::contract(context, row, terms.get(&text(row, "sys_id")), &names)]
        })
        .await?;
        if all > 1 && ticked == all && !context.maps(Table::Contracts, Contract::renewal) {
            self.tally.note(
                "every contract is ticked as renewing itself, which the product does unless somebody unticks it. hint: map the column that says what was agreed to `contracts.renewal`",
            );
        }
        if !context.maps(Table::Contracts, Contract::notice) {
            self.tally.note(
                "the product has no column for the notice period. hint: `oldiron discover` looks for yours; map it to `contracts.notice`",
            );
        }
        Ok(())
    }

    async fn prices(&mut self) -> Result<(), Error> {
        let context = self.servicenow.context();
        if self.is_read(&RATE_CARDS) {
            let question = self.question(&RATE_CARDS)?;
            self.each(question, true, |row| vec![convert::rate_card(context, row)]).await?;
        }
        if self.is_read(&CONTRACT_HISTORY) {
            let question = self.question(&CONTRACT_HISTORY)?;
            self.each(question, true, |row| vec![convert::history(context, row)]).await?;
        }
        Ok(())
    }

    async fn cover(&mut self) -> Result<(), Error> {
        let context = self.servicenow.context();
        let owned = self.servicenow.owned(self.pages()).await?;
        self.tally.leaned_on(owned.walked.clone());
        if self.is_read(&COVERED) {
            let question = self.question(&COVERED)?;
            self.each(question, false, |row| {
                let thing = text(row, "asset");
                let asset = if thing.is_empty() { String::new() } else { owned.asset(context.source, &thing) };
                vec![convert::covered(context, row, &text(row, "contract"), &asset)]
            })
            .await?;
        }
        if self.is_read(&COVERED_ITEMS) {
            let question = self.question(&COVERED_ITEMS)?;
            self.each(question, true, |row| {
                vec![convert::covered(context, row, &text(row, "contract"), &context.id(&text(row, "ci_item")))]
            })
            .await?;
        }
        if self.is_read(&OFFERINGS) {
            let question = self.question(&OFFERINGS)?.matching("contractISNOTEMPTY");
            self.each(question, true, |row| {
                let contract = text(row, "contract");
                if contract.is_empty() {
                    return vec![];
                }
                vec![convert::covered(context, row, &contract, &context.id(&text(row, "sys_id")))]
            })
            .await?;
        }
        Ok(())
    }

    async fn payments(&mut self) -> Result<(), Error> {
        if !self.is_read(&EXPENSES) {
            return Ok(());
        }
        let names = self.names().await?;
        let owned = self.servicenow.owned(self.pages()).await?;
        let terms = self.servicenow.terms(self.pages()).await?;
        self.tally.leaned_on(owned.walked.clone());
        self.tally.leaned_on(terms.walked.clone());
        let context = self.servicenow.context();
        let question = self.question(&EXPENSES)?;
        self.each(question, false, |row| vec![convert::expense(context, row, &owned, &terms, &names)]).await?;
        Ok(())
    }

    async fn tickets(&mut self) -> Result<(), Error> {
        let names = self.names().await?;
        let time = self.servicenow.time(self.pages()).await?;
        let is_missing = matches!(time.walked.refused, Some(400 | 404));
        if !is_missing {
            self.tally.leaned_on(time.walked.clone());
        }
        let context = self.servicenow.context();
        let (mut all, mut timed) = (0_u64, 0_u64);
        for facts in WORK.iter().filter(|facts| self.servicenow.settings.reads(facts.name)) {
            let question = self.question(facts)?;
            self.each(question, facts.optional, |row| {
                let draft = convert::ticket(context, row, facts.name, &names, &time);
                all += 1;
                timed += u64::from(!draft.get(estate::tables::Ticket::effort_seconds).is_empty());
                vec![draft]
            })
            .await?;
        }
        if all > 0 {
            self.tally.note(format!("{timed} of {all} tickets say how long they took"));
        }
        Ok(())
    }

    async fn measures(&mut self) -> Result<(), Error> {
        let Some(facts) = CLASSES.iter().find(|facts| facts.feeds.contains(&Table::Measures)) else { return Ok(()) };
        if !self.is_read(facts) {
            return Ok(());
        }
        let context = self.servicenow.context();
        let question = self.question(facts)?.matching("active_user_countISNOTEMPTY");
        self.each(question, true, |row| {
            if text(row, "active_user_count").is_empty() { vec![] } else { vec![convert::user_count(context, row)] }
        })
        .await?;
        Ok(())
    }

    /// Rights belong to contracts by way of the assets that contracts cover: a licence is one of them.
    async fn entitlements(&mut self) -> Result<(), Error> {
        if !self.is_read(&LICENCES) || !self.is_read(&COVERED) {
            return Ok(());
        }
        let names = self.names().await?;
        let question = Question::of(&COVERED, "entitlements.covered", self.servicenow.settings.page_sizes());
        let mut contracts: HashMap<String, Vec<String>> = HashMap::new();
        let mut each = |row: Row| {
            contracts.entry(text(&row, "asset")).or_default().push(text(&row, "contract"));
            Ok(())
        };
        let walked = walk(&self.servicenow.client, self.want.pages, &question, &mut each).await?;
        self.tally.leaned_on(walked);
        let context = self.servicenow.context();
        let question = self.question(&LICENCES)?;
        self.each(question, true, |row| match contracts.get(&text(row, "sys_id")) {
            Some(contracts) => {
                contracts.iter().map(|contract| convert::entitlement(context, row, contract, &names)).collect()
            }
            // A right that no contract covers: the door says what is missing.
            None => vec![convert::entitlement(context, row, "", &names)],
        })
        .await?;
        Ok(())
    }

    /// A table of the organisation's own.
    async fn own_table(&mut self, number: usize, own: &OwnTable) -> Result<(), Error> {
        let walk = format!("own-{number}.{}", own.from);
        let columns = own.columns.values().flat_map(crate::settings::OneOrMany::names).map(str::to_owned);
        let filter = own.filter.as_deref().map(Filter::parse).transpose();
        let filter = filter.map_err(|problem| Error::Setting { key: format!("table[{number}].filter"), problem })?;
        let question = Question::of_own(&own.from, &walk, self.servicenow.settings.page_sizes());
        let question = question.with_columns(columns).narrowed(filter);
        let overlay = Overlay { columns: Some(&own.columns), codes: Some(&own.codes), otherwise: Some(&own.otherwise) };
        let (table, context) = (self.want.table, self.servicenow.context());
        self.each(question, false, |row| {
            let mut draft = Draft::new(table);
            let key = text(row, "sys_id");
            let fallback = context.settings.organisation.clone().unwrap_or_default();
            draft.set(Asset::id, context.id(&key)).key(key).set(Asset::source, context.source);
            draft.set(Asset::organisation, fallback);
            overlay.apply(context.source, row, &mut draft);
            vec![draft]
        })
        .await?;
        Ok(())
    }
}

/// Only rows that changed since. Those of the same second are asked for again: a strict comparison would lose them.
fn changed_since(question: Question, since: &Since) -> Question {
    question.also(&format!("sys_updated_on>={}", since.0))
}

/// The currency that a record came out in, where it states an amount.
fn currency_of(draft: &Draft) -> Option<&str> {
    let (amount, currency) = match draft.table() {
        Table::Assets => (Asset::purchase_price, Asset::currency),
        Table::Contracts => (Contract::price_amount, Contract::price_currency),
        Table::Prices => (Price::amount, Price::currency),
        Table::Payments => (Payment::amount, Payment::currency),
        _ => return None,
    };
    (!draft.get(amount).is_empty()).then(|| draft.get(currency))
}
