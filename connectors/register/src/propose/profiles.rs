//! Shapes of files that are known, one file each in `profiles/`: by which headers they are recognised, and how they become a table.

use crate::opening::header::{Place, place};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A known shape. Names of columns are parted by `|`, the best first.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Profile {
    /// What it is, for a comment.
    pub(super) about: String,
    /// Columns that all have to be there.
    recognised_by: Vec<String>,
    pub(super) table: String,
    pub(super) records: Option<String>,
    /// Are its rows fractions of a penny?
    #[serde(default)]
    pub(super) add_up: bool,
    #[serde(default)]
    pub(super) empty_words: Vec<String>,
    /// What to think of, for comments.
    #[serde(default)]
    pub(super) say: Vec<String>,
    /// Canonical column = the file's.
    pub(super) columns: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) fixed: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) otherwise: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) codes: BTreeMap<String, BTreeMap<String, String>>,
}

/// The narrow ones before those that would take their files as well.
const PROFILES: &[&str] = &[
    include_str!("../../profiles/focus.toml"),
    include_str!("../../profiles/ocds.toml"),
    include_str!("../../profiles/glpi-inventory.toml"),
    include_str!("../../profiles/servicenow-ci.toml"),
    include_str!("../../profiles/snipe-it.toml"),
    include_str!("../../profiles/netbox.toml"),
    include_str!("../../profiles/glpi-list.toml"),
    include_str!("../../profiles/uk-spend.toml"),
];

/// The known shape of a header, if it has one.
pub(super) fn of(header: &[String]) -> Option<Profile> {
    let there = |names: &String| first(header, names).is_some();
    let mut known = PROFILES.iter().filter_map(|text| toml::from_str::<Profile>(text).ok());
    known.find(|profile| profile.recognised_by.iter().all(there))
}

/// The column of a header that is the first of these names to be there, once.
pub(super) fn first(header: &[String], names: &str) -> Option<usize> {
    names.split('|').find_map(|name| match place(header, name) {
        Place::One(place) => Some(place),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use estate::Table;

    #[test]
    fn every_profile_fits_its_table() {
        for text in PROFILES {
            let profile: Profile = toml::from_str(text).unwrap();
            let table = Table::named(&profile.table).unwrap();
            let named = profile.columns.keys().chain(profile.fixed.keys()).chain(profile.codes.keys());
            for name in named.chain(profile.otherwise.keys()) {
                assert!(table.column(name).is_some(), "{} has no {name}", profile.about);
            }
            for (name, words) in &profile.codes {
                assert!(words.values().all(|word| table.column(name).unwrap().read(word).is_ok()), "{}", profile.about);
            }
        }
    }

    #[test]
    fn a_header_is_recognised_however_it_drifts() {
        let of =
            |names: &str| of(&names.split(',').map(str::to_owned).collect::<Vec<_>>()).map(|profile| profile.about);
        let spend = "payments that a public body of the United Kingdom publishes";
        assert_eq!(of("Body Name,Date,Supplier Name,NET AMOUNT,Expense type").as_deref(), Some(spend));
        assert_eq!(
            of("Department family,Entity,Date,Expense Type,Expense area,Supplier,Transaction number,Amount").as_deref(),
            Some(spend)
        );
        assert_eq!(of("Name,Status,Device role,Device type,Site,Tenant").as_deref(), Some("devices from NetBox"));
        assert_eq!(of("Name,Status"), None);
    }
}
