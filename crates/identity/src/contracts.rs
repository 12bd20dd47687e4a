//! One contract in two sources (rule L7).

use std::collections::{BTreeMap, BTreeSet};

/// What identifies a contract across sources.
#[derive(Debug, Clone)]
pub struct ContractRecord<'a> {
    /// Its source's place in the order of trust.
    pub source: usize,
    /// Who pays.
    pub organisation: &'a str,
    /// Who is paid, by identity.
    pub supplier: &'a str,
    /// The number both sides quote; empty identifies nothing.
    pub reference: Option<&'a str>,
}

/// Groups of records with the same payer, supplier and reference, one a source, most trusted source first. A key that two records of
/// one source carry joins nothing.
pub fn same_contracts(records: &[ContractRecord<'_>]) -> Vec<Vec<usize>> {
    let mut carriers: BTreeMap<(&str, &str, String), Vec<usize>> = BTreeMap::new();
    for (place, record) in records.iter().enumerate() {
        let reference = record.reference.unwrap_or_default().trim().to_lowercase();
        if !reference.is_empty() {
            carriers.entry((record.organisation, record.supplier, reference)).or_default().push(place);
        }
    }
    let one_a_source = |places: &Vec<usize>| {
        let sources: BTreeSet<usize> = places.iter().map(|place| records[*place].source).collect();
        places.len() > 1 && sources.len() == places.len()
    };
    let mut groups: Vec<Vec<usize>> = carriers.into_values().filter(one_a_source).collect();
    groups.iter_mut().for_each(|places| places.sort_by_key(|place| records[*place].source));
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payer_supplier_and_reference_make_one_contract_of_two_sources() {
        let record = |source, reference| ContractRecord { source, organisation: "O1", supplier: "s", reference };
        let records = [record(1, Some("C-7")), record(0, Some("c-7 ")), record(0, None), record(1, None)];
        assert_eq!(same_contracts(&records), [vec![1, 0]]);
        let twice = [record(0, Some("C-7")), record(0, Some("C-7")), record(1, Some("C-7"))];
        assert!(same_contracts(&twice).is_empty());
    }
}
