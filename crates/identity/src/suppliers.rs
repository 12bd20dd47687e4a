//! Who is paid, whatever the spelling.

use crate::names::Clusters;
use estate::tables::{Organisation, Supplier};
use std::collections::BTreeMap;

/// Every supplier of an estate: listed ones by id, others by their spelling.
#[derive(Debug, Default)]
pub struct Suppliers {
    /// Every name, put together where it is spelled otherwise. Words beside a name (grade C) put no money together.
    names: Clusters,
    /// id → name, for listed suppliers.
    listed: BTreeMap<String, String>,
    /// Name key → ids of the suppliers that carry it, in a name or another spelling.
    by_name: BTreeMap<String, Vec<String>>,
    /// Name key → the smallest unlisted spelling.
    unlisted: BTreeMap<String, String>,
    /// Name keys and ids of the bodies themselves.
    bodies: BTreeMap<String, String>,
}

impl Suppliers {
    /// `spellings` are all texts in supplier columns, in any order.
    pub fn new<'a>(
        suppliers: &[Supplier],
        organisations: &[Organisation],
        spellings: impl IntoIterator<Item = &'a str>,
    ) -> Suppliers {
        let spellings: Vec<&str> = spellings.into_iter().collect();
        let known = suppliers.iter().flat_map(names).chain(organisations.iter().map(|body| body.name.as_str()));
        let mut found = Suppliers {
            names: Clusters::ruled(known.chain(spellings.iter().copied()), &[], 'B'),
            ..Suppliers::default()
        };
        for supplier in suppliers {
            found.listed.insert(supplier.id.clone(), supplier.name.clone());
            for name in names(supplier) {
                let ids = found.by_name.entry(found.names.key(name)).or_default();
                if !ids.contains(&supplier.id) {
                    ids.push(supplier.id.clone());
                }
            }
        }
        found.by_name.values_mut().for_each(|ids| ids.sort());
        for organisation in organisations {
            found.bodies.insert(organisation.id.clone(), organisation.id.clone());
            found.bodies.insert(found.names.key(&organisation.name), organisation.id.clone());
        }
        for spelling in spellings {
            if found.listed.contains_key(spelling) {
                continue;
            }
            let smallest = found.unlisted.entry(found.names.key(spelling)).or_insert_with(|| spelling.to_owned());
            if spelling < smallest.as_str() {
                spelling.clone_into(smallest);
            }
        }
        found
    }

    /// The id under which lists show it: the listed supplier's, else the smallest spelling of the same name.
    pub fn id<'a>(&'a self, spelling: &'a str) -> &'a str {
        if self.listed.contains_key(spelling) {
            return spelling;
        }
        let key = self.names.key(spelling);
        match self.by_name.get(&key).map(Vec::as_slice) {
            Some([one]) => one,
            _ => self.unlisted.get(&key).map_or(spelling, String::as_str),
        }
    }

    /// What two spellings of one supplier have in common; two listed suppliers of one name are one to the matcher of payments.
    pub fn identity(&self, spelling: &str) -> String {
        let name = self.listed.get(spelling).map_or(spelling, String::as_str);
        let key = self.names.key(name);
        // A name that is another spelling of one listed supplier is that supplier's.
        match self.by_name.get(&key).map(Vec::as_slice) {
            Some([first, ..]) => self.listed.get(first).map_or(key, |name| self.names.key(name)),
            _ => key,
        }
    }

    /// Its name, where it is listed.
    pub fn name(&self, id: &str) -> Option<&str> {
        self.listed.get(id).map(String::as_str)
    }

    /// The body of the estate that this supplier is, if it is one (rule L11: by id, name or other spelling).
    pub fn body(&self, spelling: &str, suppliers: &BTreeMap<&str, &Supplier>) -> Option<&str> {
        let of =
            |text: &str| self.bodies.get(text).or_else(|| self.bodies.get(&self.names.key(text))).map(String::as_str);
        let id = self.id(spelling);
        of(spelling).or_else(|| of(id)).or_else(|| names(suppliers.get(id)?).find_map(of))
    }
}

/// A supplier's name and other spellings.
fn names(supplier: &Supplier) -> impl Iterator<Item = &str> {
    let others = supplier.also_known_as.as_deref().unwrap_or_default();
    std::iter::once(supplier.name.as_str()).chain(others.split(';').map(str::trim).filter(|name| !name.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn supplier(id: &str, name: &str, also: Option<&str>) -> Supplier {
        let also_known_as = also.map(str::to_owned);
        Supplier { id: id.into(), name: name.into(), company_number: None, also_known_as, parent: None }
    }

    #[test]
    fn legal_forms_case_and_punctuation_do_not_make_another_supplier() {
        let listed = [
            supplier("S1", "Brackenfell Systems Ltd", Some("BFS; Brackenfell")),
            supplier("S2", "Brackenfell Energy", None),
        ];
        let suppliers = Suppliers::new(&listed, &[], ["BRACKENFELL SYSTEMS LIMITED", "Tarn & Co.", "TARN AND CO"]);
        for (spelling, id) in [
            ("S1", "S1"),
            ("BRACKENFELL SYSTEMS LIMITED", "S1"),
            ("bfs", "S1"),
            ("Brackenfell Energy plc", "S2"),
            ("Tarn & Co.", "TARN AND CO"),
            ("TARN AND CO", "TARN AND CO"),
        ] {
            assert_eq!(suppliers.id(spelling), id, "{spelling}");
        }
        assert_eq!(suppliers.identity("bfs"), suppliers.identity("S1"));
        assert_ne!(suppliers.identity("S2"), suppliers.identity("S1"));
    }

    #[test]
    fn a_supplier_that_is_a_body_of_the_estate_is_known_by_id_name_or_alias() {
        let listed = [supplier("S9", "County Shared Services", Some("Wexmoor Council"))];
        let body = Organisation {
            id: "O1".into(),
            name: "Wexmoor Council".into(),
            kind: None,
            parent: None,
            vat_recovered: None,
        };
        let suppliers = Suppliers::new(&listed, &[body], []);
        let rows: BTreeMap<&str, &Supplier> = listed.iter().map(|row| (row.id.as_str(), row)).collect();
        for spelling in ["O1", "WEXMOOR COUNCIL", "S9"] {
            assert_eq!(suppliers.body(spelling, &rows), Some("O1"), "{spelling}");
        }
        assert_eq!(suppliers.body("Wexmoor Council Pension Fund", &rows), None);
    }
}
