//! What does a reader call the body, supplier or contract behind an id?

use super::table;
use audit::Audit;
use std::collections::BTreeMap;

/// Names by id, as far as the audit gives them.
pub(crate) struct Names<'a> {
    bodies: BTreeMap<&'a str, &'a str>,
    suppliers: BTreeMap<&'a str, &'a str>,
    several: bool,
}

impl<'a> Names<'a> {
    /// From the lists of an audit.
    pub(crate) fn of(audit: &'a Audit) -> Names<'a> {
        let bodies =
            audit.by_organisation.iter().filter_map(|row| Some((row.organisation.as_deref()?, row.name.as_deref()?)));
        let paid = audit.by_supplier.iter().filter_map(|row| Some((row.supplier.as_deref()?, row.name.as_deref()?)));
        // A supplier of a contract that costs nothing in the period stands in no list.
        let agreed =
            audit.renewals.iter().filter_map(|row| Some((row.supplier.as_str(), row.supplier_name.as_deref()?)));
        let suppliers = agreed.chain(paid);
        let several = audit.by_organisation.iter().filter(|row| row.organisation.is_some()).count() > 1;
        Names { bodies: bodies.collect(), suppliers: suppliers.collect(), several }
    }

    /// Are several bodies audited? If not, it need not be said whose a thing is.
    pub(crate) fn several_bodies(&self) -> bool {
        self.several
    }

    /// A body, by its id.
    pub(crate) fn body(&self, id: &str) -> String {
        short(self.bodies.get(id).copied(), id)
    }

    /// A body's whole name, or its id.
    pub(crate) fn whole_body<'b>(&'b self, id: &'b str) -> &'b str {
        self.bodies.get(id).copied().unwrap_or(id)
    }

    /// A supplier's whole name, or its id.
    pub(crate) fn whole_supplier<'b>(&'b self, id: &'b str) -> &'b str {
        self.suppliers.get(id).copied().unwrap_or(id)
    }

    /// A supplier, by its id.
    pub(crate) fn supplier(&self, id: &str) -> String {
        short(self.suppliers.get(id).copied(), id)
    }
}

fn short(name: Option<&str>, id: &str) -> String {
    table::name(name.into_iter().chain([id]), 60)
}

/// The bodies that are audited, for a title or the foot of a page: those with run cost, dearest first, as many as there is room for.
pub(crate) fn bodies(audit: &Audit, most: usize) -> String {
    let listed = audit.by_organisation.iter().filter(|row| row.organisation.is_some()).count();
    let shown = if listed > most { most.saturating_sub(1).max(1) } else { most };
    let mut rows: Vec<_> = audit.by_organisation.iter().filter(|row| row.organisation.is_some()).collect();
    rows.sort_by(|a, b| b.pence.cmp(&a.pence).then_with(|| a.organisation.cmp(&b.organisation)));
    let mut names: Vec<String> = rows
        .iter()
        .take(shown)
        .map(|row| short(row.name.as_deref(), row.organisation.as_deref().unwrap_or_default()))
        .collect();
    if listed > names.len() {
        names.push(crate::words::counted(listed - names.len(), "other body", "other bodies"));
    }
    crate::words::list(&names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn bodies_are_named_dearest_first_and_the_rest_counted() {
        let county = sample::county();
        assert_eq!(
            bodies(&county, 3),
            "Wexmoor County Council, Wexmoor Vale Hospitals Trust and Wexmoor Fire and Rescue"
        );
        assert_eq!(bodies(&county, 2), "Wexmoor County Council and 2 other bodies");
        assert_eq!(bodies(&sample::empty(), 3), "");
    }
}
