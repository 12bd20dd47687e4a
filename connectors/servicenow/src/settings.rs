//! What an organisation sets about its instance.

use crate::endpoints;
use crate::filter::Filter;
use crate::wire;
use connector_kit::{Draft, Error, NetworkWords, PageSizes, Row, SignInWords};
use estate::Table;
use estate::tables::{Asset, Contract, Cover, Entitlement, Measure, Payment, Price, Relation, Supplier, Ticket};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The keys of a source with `connector = "servicenow"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// `https://example.service-now.com`.
    pub address: String,
    /// How the account signs in.
    pub sign_in: SignInWords,
    /// What lies between here and there.
    #[serde(default)]
    pub network: NetworkWords,
    /// The id of the body that records belong to which name none.
    pub organisation: Option<String>,
    /// Its name.
    pub organisation_name: Option<String>,
    /// Do records belong to the body whose company they name? Left out, they do where no `organisation` is set.
    pub by_company: Option<bool>,
    /// The currency that the account sees amounts in: that of its locale.
    #[serde(default = "sterling")]
    pub currency: String,
    /// Encoded queries that narrow a table: `incident = "opened_at>=2024-01-01"`.
    #[serde(default)]
    pub filter: BTreeMap<String, String>,
    /// Tables of the instance that are not read.
    #[serde(default)]
    pub leave_out: Vec<String>,
    /// Ours = theirs, by our table: `columns.contracts.notice = "u_notice_period"`. Of several the first that is filled. An empty text
    /// leaves ours empty.
    #[serde(default)]
    pub columns: Mapped<OneOrMany>,
    /// Their words = ours, by our table and column.
    #[serde(default)]
    pub codes: Mapped<BTreeMap<String, String>>,
    /// What stands in ours where theirs is empty.
    #[serde(default)]
    pub otherwise: Mapped<String>,
    /// Tables of the organisation's own.
    #[serde(default)]
    pub table: Vec<OwnTable>,
    /// Rows a page to begin with; 1000, where it is left out.
    pub page_rows: Option<u32>,
    /// Rows a page at most; 5000, where it is left out.
    pub page_rows_most: Option<u32>,
    /// Are raw pages kept beside the snapshot? They are, where it is left out.
    pub keep_pages: Option<bool>,
    /// For how many hours a pull that was stopped is gone on from; 24, where it is left out.
    pub resume_hours: Option<u64>,
}

/// Something by our table and column.
pub type Mapped<T> = BTreeMap<String, BTreeMap<String, T>>;

/// A table of the organisation's own that fills one of ours.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnTable {
    /// Its name in the instance.
    pub from: String,
    /// Ours.
    pub table: String,
    /// An encoded query that narrows it.
    pub filter: Option<String>,
    /// Ours = theirs.
    pub columns: BTreeMap<String, OneOrMany>,
    /// Their words = ours, by our column.
    #[serde(default)]
    pub codes: BTreeMap<String, BTreeMap<String, String>>,
    /// What stands in ours where theirs is empty.
    #[serde(default)]
    pub otherwise: BTreeMap<String, String>,
}

/// One column, or several of which the first that is filled counts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl OneOrMany {
    /// The columns, without empty names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let names = match self {
            OneOrMany::One(name) => std::slice::from_ref(name),
            OneOrMany::Many(names) => names,
        };
        names.iter().map(String::as_str).filter(|name| !name.is_empty())
    }
}

fn sterling() -> String {
    "GBP".to_owned()
}

/// Our columns that name a record of ours.
fn is_reference(table: Table, column: &str) -> bool {
    match table {
        Table::Suppliers => column == Supplier::parent,
        Table::Assets => column == Asset::organisation,
        Table::Relations => [Relation::from, Relation::to].contains(&column),
        Table::Contracts => [Contract::parent, Contract::organisation, Contract::supplier].contains(&column),
        Table::Prices => column == Price::contract,
        Table::Cover => [Cover::contract, Cover::asset].contains(&column),
        Table::Payments => {
            [Payment::organisation, Payment::supplier, Payment::asset, Payment::contract].contains(&column)
        }
        Table::Tickets => [Ticket::organisation, Ticket::asset, Ticket::service].contains(&column),
        Table::Measures => [Measure::asset, Measure::consumer].contains(&column),
        Table::Entitlements => column == Entitlement::contract,
        _ => false,
    }
}

/// Mappings of one table, as they are used on a row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Overlay<'s> {
    pub(crate) columns: Option<&'s BTreeMap<String, OneOrMany>>,
    pub(crate) codes: Option<&'s BTreeMap<String, BTreeMap<String, String>>>,
    pub(crate) otherwise: Option<&'s BTreeMap<String, String>>,
}

impl Overlay<'_> {
    /// Is one of our columns mapped, to something or to nothing?
    pub(crate) fn maps(&self, column: &str) -> bool {
        self.columns.is_some_and(|columns| columns.contains_key(column))
    }

    /// Puts what the mapping says over a draft. A column that the row does not have changes nothing.
    pub(crate) fn apply(&self, source: &str, row: &Row, draft: &mut Draft) {
        let table = draft.table();
        for (ours, theirs) in self.columns.into_iter().flatten() {
            let mut names = theirs.names().filter(|name| row.contains_key(*name)).peekable();
            if names.peek().is_none() && theirs.names().next().is_some() {
                continue;
            }
            let words = names.map(|name| wire::text(row, name)).find(|words| !words.is_empty()).unwrap_or_default();
            let words = self.codes.and_then(|codes| codes.get(ours)?.get(&words)).cloned().unwrap_or(words);
            let is_key = words.len() == 32 && words.bytes().all(|byte| byte.is_ascii_hexdigit());
            let words = if is_key && is_reference(table, ours) { format!("{source}:{words}") } else { words };
            let is_day =
                table.column(ours).is_some_and(|column| matches!(column.kind, estate::Kind::Day | estate::Kind::When));
            draft.set(ours, if is_day { wire::day_of(&words) } else { words });
        }
        for (ours, words) in self.otherwise.into_iter().flatten() {
            if draft.get(ours).is_empty() {
                draft.set(ours, words.as_str());
            }
        }
    }
}

impl Settings {
    /// Are they of use? Says so before anything is asked.
    pub fn check(&self) -> Result<(), Error> {
        let fault = |key: String, problem: String| Err(Error::Setting { key, problem });
        if estate::Currency::parse(&self.currency).is_none() {
            return fault(
                "currency".to_owned(),
                format!("`{}` is no currency. hint: write its code, such as GBP", self.currency),
            );
        }
        if self.organisation.is_none() && self.by_company == Some(false) {
            let problem = "no record would belong to a body. hint: set `organisation`, or leave `by_company` out";
            return fault("by_company".to_owned(), problem.to_owned());
        }
        for (group, tables) in [
            (
                "columns",
                self.columns.iter().map(|(table, of)| (table, of.keys().collect::<Vec<_>>())).collect::<Vec<_>>(),
            ),
            ("codes", self.codes.iter().map(|(table, of)| (table, of.keys().collect())).collect()),
            ("otherwise", self.otherwise.iter().map(|(table, of)| (table, of.keys().collect())).collect()),
        ] {
            for (table, columns) in tables {
                check_columns(&format!("{group}.{table}"), table, columns)?;
            }
        }
        for (number, own) in self.table.iter().enumerate() {
            check_columns(&format!("table[{number}].columns"), &own.table, own.columns.keys().collect())?;
            check_columns(&format!("table[{number}].otherwise"), &own.table, own.otherwise.keys().collect())?;
            if let Some(filter) = &own.filter
                && let Err(problem) = Filter::parse(filter)
            {
                return fault(format!("table[{number}].filter"), problem);
            }
        }
        for (table, filter) in &self.filter {
            let key = format!("filter.{table}");
            if !endpoints::all().any(|facts| facts.name == table) {
                let known: Vec<&str> = endpoints::all().map(|facts| facts.name).collect();
                return fault(key, format!("no table of this name is read. hint: those are {}", known.join(", ")));
            }
            if let Err(problem) = Filter::parse(filter) {
                return fault(key, problem);
            }
        }
        Ok(())
    }

    /// Do records belong to the body whose company they name?
    pub(crate) fn by_company(&self) -> bool {
        self.by_company.unwrap_or(self.organisation.is_none())
    }

    pub(crate) fn reads(&self, table: &str) -> bool {
        !self.leave_out.iter().any(|left_out| left_out == table)
    }

    pub(crate) fn page_sizes(&self) -> PageSizes {
        let first = self.page_rows.unwrap_or(1_000);
        PageSizes { least: first.min(10), first, most: self.page_rows_most.unwrap_or(5_000) }
    }

    /// The mapping of one of our tables.
    pub(crate) fn overlay(&self, table: Table) -> Overlay<'_> {
        let name = table.name();
        Overlay { columns: self.columns.get(name), codes: self.codes.get(name), otherwise: self.otherwise.get(name) }
    }

    /// Their columns that the mapping of one of our tables asks for.
    pub(crate) fn mapped_columns(&self, table: Table) -> Vec<String> {
        let mapped = self.columns.get(table.name()).into_iter().flat_map(BTreeMap::values);
        mapped.flat_map(OneOrMany::names).map(str::to_owned).collect()
    }

    /// What decides which questions are asked, so that pages of other settings are not gone on from.
    pub fn asked(&self) -> String {
        let Settings {
            address: _,
            sign_in: _,
            network: _,
            keep_pages: _,
            resume_hours: _,
            page_rows: _,
            page_rows_most: _,
            ..
        } = self;
        let columns: Vec<String> = Table::RECEIVED.iter().flat_map(|table| self.mapped_columns(*table)).collect();
        let own: Vec<String> = self.table.iter().map(|own| format!("{own:?}")).collect();
        format!("{:?} {:?} {columns:?} {own:?}", self.filter, self.leave_out)
    }
}

fn check_columns(key: &str, table: &str, columns: Vec<&String>) -> Result<(), Error> {
    let fault = |key: String, problem: String| Err(Error::Setting { key, problem });
    let Some(known) = Table::named(table).filter(|table| Table::RECEIVED.contains(table)) else {
        let names: Vec<&str> = Table::RECEIVED.iter().map(|table| table.name()).collect();
        return fault(key.to_owned(), format!("no table is called `{table}`. hint: they are {}", names.join(", ")));
    };
    for column in columns {
        let key = format!("{key}.{column}");
        if known.column(column).is_none() {
            let names: Vec<&str> = known.columns().iter().map(|column| column.name).collect();
            return fault(key, format!("{table} has no such column. hint: it has {}", names.join(", ")));
        }
        let ours_alone = [Asset::source, Asset::source_key].contains(&column.as_str());
        let is_id = column == Asset::id && matches!(known, Table::Assets | Table::Contracts | Table::Suppliers);
        if ours_alone || is_id {
            return fault(
                key,
                "other records refer to it by the instance's own key. hint: map another column".to_owned(),
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::Record;
    use serde_json::json;

    fn settings(more: &serde_json::Value) -> Settings {
        let mut all = json!({
            "address": "https://example.service-now.com",
            "sign_in": {"kind": "basic", "user": "u", "password": {"env": "P"}},
            "organisation": "wexcombe"
        });
        let (all_of, more) = (all.as_object_mut().unwrap(), more.as_object().unwrap().clone());
        all_of.extend(more);
        serde_json::from_value(all).unwrap()
    }

    #[test]
    fn a_mapping_that_fits_no_table_is_refused_with_its_key() {
        for (more, key) in [
            (json!({"columns": {"contract": {"notice": "u"}}}), "columns.contract"),
            (json!({"columns": {"contracts": {"notize": "u"}}}), "columns.contracts.notize"),
            (json!({"columns": {"contracts": {"id": "u"}}}), "columns.contracts.id"),
            (json!({"codes": {"contracts": {"renewl": {}}}}), "codes.contracts.renewl"),
            (json!({"otherwise": {"assets": {"x": "y"}}}), "otherwise.assets.x"),
            (json!({"filter": {"cmdb": "a=b"}}), "filter.cmdb"),
            (json!({"filter": {"incident": "a=b^NQc=d"}}), "filter.incident"),
            (json!({"filter": {"incident": "a=b^ORDERBYc"}}), "filter.incident"),
            (
                json!({"table": [{"from": "u_t", "table": "budgets", "columns": {"amont": "u"}}]}),
                "table[0].columns.amont",
            ),
            (json!({"currency": "pounds"}), "currency"),
            (json!({"organisation": null, "by_company": false}), "by_company"),
        ] {
            let told = settings(&more).check().unwrap_err();
            assert!(
                matches!(&told, Error::Setting { key: found, problem } if found == key && problem.contains("hint: ")),
                "{told}"
            );
        }
        let good = json!({
            "columns": {"contracts": {"notice": "u_notice", "renewal": ["u_a", "u_b"], "owner": ""}},
            "filter": {"incident": "opened_at>=2024-01-01"},
            "table": [{"from": "u_t", "table": "budgets", "columns": {"amount": "u_amount"}}]
        });
        assert_eq!(settings(&good).check(), Ok(()));
    }

    #[test]
    fn of_several_columns_the_first_that_is_filled_counts_and_words_are_translated() {
        let settings = settings(&json!({
            "columns": {"contracts": {
                "notice": ["u_a", "u_b"], "renewal": "u_renews", "owner": "", "supplier": "u_supplier", "title": "u_gone",
                "starts_on": "u_start"
            }},
            "codes": {"contracts": {"renewal": {"Y": "automatic"}}},
            "otherwise": {"contracts": {"price_vat": "net", "notice": "never used"}}
        }));
        let row = json!({
            "u_a": "", "u_b": {"value": "90 days"}, "u_renews": "Y", "u_supplier": "0f3c5c13c61122750194a1e96cfd0001",
            "u_start": "2025-04-01 08:00:00"
        });
        let mut draft = Draft::new(Table::Contracts);
        draft.set(Contract::owner, "somebody").set(Contract::title, "as it was");
        settings.overlay(Table::Contracts).apply("cmdb", row.as_object().unwrap(), &mut draft);
        for (column, cell) in [
            (Contract::notice, "90 days"),
            (Contract::renewal, "automatic"),
            (Contract::owner, ""),
            (Contract::supplier, "cmdb:0f3c5c13c61122750194a1e96cfd0001"),
            (Contract::title, "as it was"),
            (Contract::price_vat, "net"),
            (Contract::starts_on, "2025-04-01"),
        ] {
            assert_eq!(draft.get(column), cell, "{column}");
        }
        let origin = connector_kit::Origin { source: "cmdb", file: "ast_contract", line: 1 };
        assert!(matches!(&draft.finish(origin)[0], Record::SetAside(_)), "it has no id");
    }

    #[test]
    fn another_question_is_another_run() {
        let plain = settings(&json!({})).asked();
        assert_eq!(plain, settings(&json!({"page_rows": 5})).asked(), "how it is asked does not matter");
        for more in [
            json!({"filter": {"incident": "active=true"}}),
            json!({"leave_out": ["sc_task"]}),
            json!({"columns": {"contracts": {"notice": "u_n"}}}),
        ] {
            assert_ne!(plain, settings(&more).asked(), "{more}");
        }
    }
}
