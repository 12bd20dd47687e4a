//! What leads where: a value that names a record, under one id for all its tables.

use super::markup::clean;
use super::table::Value;
use crate::pages::names::Names;
use audit::{Audit, Part};
use std::collections::BTreeMap;

/// Names and ids of records.
pub(super) struct Links<'a> {
    names: Names<'a>,
    /// A supplier has several ids; the first stands for all.
    suppliers: BTreeMap<&'a str, &'a str>,
    systems: BTreeMap<&'a str, &'a str>,
    contracts: BTreeMap<&'a str, &'a str>,
}

/// Names by id, for the headings of records: `kind → id → name`.
pub(super) type Titles = BTreeMap<&'static str, BTreeMap<String, String>>;

impl<'a> Links<'a> {
    pub(super) fn of(audit: &'a Audit) -> Links<'a> {
        let suppliers = audit
            .suppliers
            .iter()
            .flat_map(|sheet| sheet.ids.iter().map(|id| (id.as_str(), sheet.supplier.as_str())))
            .collect();
        let ends = audit.by_service.iter().filter_map(|row| Some((row.key()?, row.name()?)));
        let seen = audit.systems.iter().map(|row| (row.system.as_str(), row.name.as_str()));
        let titled = |row: &'a audit::Renewal| Some((row.contract.as_str(), row.title.as_deref()?));
        Links {
            names: Names::of(audit),
            suppliers,
            systems: ends.chain(seen).filter(|(_, name)| !name.is_empty()).collect(),
            contracts: audit.renewals.iter().filter_map(titled).collect(),
        }
    }

    pub(super) fn body(&self, id: &str) -> Value {
        Value::keyed(self.names.whole_body(id), id)
    }

    pub(super) fn supplier(&self, id: &str) -> Value {
        let first = self.suppliers.get(id).copied().unwrap_or(id);
        Value::keyed(self.names.whole_supplier(id), first)
    }

    pub(super) fn system(&self, id: &str) -> Value {
        Value::keyed(self.systems.get(id).copied().unwrap_or(id), id)
    }

    /// A contract, or an asset, by its id.
    pub(super) fn record(id: &str) -> Value {
        Value::keyed(id, id)
    }

    /// Whatever an id may be of, by the kind of record that it is known as.
    pub(super) fn kind_of(&self, id: &str) -> &'static str {
        if self.contracts.contains_key(id) {
            "contract"
        } else if self.systems.contains_key(id) {
            "system"
        } else if self.suppliers.contains_key(id) {
            "supplier"
        } else {
            "asset"
        }
    }

    /// What contracts are called beside their ids; the tables have the other names.
    pub(super) fn titles(&self) -> Titles {
        let titled = self.contracts.iter().map(|(id, title)| (clean(id), clean(title)));
        BTreeMap::from([("contract", titled.collect())])
    }
}
