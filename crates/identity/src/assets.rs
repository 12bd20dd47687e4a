//! One asset in two sources (rule L28).

use std::collections::{BTreeMap, BTreeSet};

/// Words that stand where a serial number should and identify nothing.
const JUNK_SERIALS: &[&str] = &[
    "0",
    "none",
    "n/a",
    "na",
    "unknown",
    "not available",
    "not specified",
    "to be filled by o.e.m.",
    "default string",
    "system serial number",
    "serial",
    "123456789",
    "1234567890",
    "0123456789",
    "xxxxxxxx",
    "00000000",
    "tbc",
    "tbd",
    "-",
];

/// What of a record may identify its asset.
#[derive(Debug, Clone)]
pub struct AssetRecord<'a> {
    /// The record's id, which breaks ties.
    pub id: &'a str,
    /// Its source's place in the order of trust; records of one source have one place.
    pub source: usize,
    /// The body that runs it.
    pub organisation: &'a str,
    /// What it is.
    pub kind: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The maker's serial number.
    pub serial: Option<&'a str>,
    /// The owner's label.
    pub asset_tag: Option<&'a str>,
}

/// Records that are one asset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameAs {
    /// Their places in the list given, most trusted source first.
    pub records: Vec<usize>,
    /// The rule that joined them: `same-as.serial`, `same-as.tag`, `same-as.name`.
    pub rule: &'static str,
    /// How sure: A for serials, B for tags, C for names.
    pub grade: char,
}

/// Groups of records that are one asset: by serial, then by tag and body, then by name, body and kind. At most one record a source in a
/// group; a key that two records of one source carry identifies nothing; two different good serials never join.
pub fn same_assets(records: &[AssetRecord<'_>]) -> Vec<SameAs> {
    let sources: BTreeSet<usize> = records.iter().map(|record| record.source).collect();
    if sources.len() < 2 {
        return Vec::new();
    }
    let mut groups = Groups::new(records);
    groups.join('A', "same-as.serial", |record| good_serial(record).map(|serial| vec![serial]));
    groups.join('B', "same-as.tag", |record| {
        let tag = record.asset_tag.map(key).filter(|tag| !tag.is_empty())?;
        Some(vec![tag, record.organisation.to_owned()])
    });
    groups.join('C', "same-as.name", |record| {
        Some(vec![key(record.name), record.organisation.to_owned(), key(record.kind)])
    });
    groups.found()
}

fn key(text: &str) -> String {
    text.trim().to_lowercase()
}

fn good_serial(record: &AssetRecord<'_>) -> Option<String> {
    let serial = key(record.serial?);
    let one_character = serial.chars().all(|c| serial.starts_with(c));
    (serial.len() >= 4 && !one_character && !JUNK_SERIALS.contains(&serial.as_str())).then_some(serial)
}

struct Groups<'a, 'r> {
    records: &'a [AssetRecord<'r>],
    /// Record → its group; groups are named after one of their records.
    group: Vec<usize>,
    members: BTreeMap<usize, Vec<usize>>,
    rule: BTreeMap<usize, (char, &'static str)>,
}

impl<'a, 'r> Groups<'a, 'r> {
    fn new(records: &'a [AssetRecord<'r>]) -> Self {
        let members = (0..records.len()).map(|record| (record, vec![record])).collect();
        Groups { records, group: (0..records.len()).collect(), members, rule: BTreeMap::new() }
    }

    fn join(&mut self, grade: char, rule: &'static str, key: impl Fn(&AssetRecord<'_>) -> Option<Vec<String>>) {
        let mut carriers: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
        for (place, record) in self.records.iter().enumerate() {
            if let Some(key) = key(record) {
                carriers.entry(key).or_default().push(place);
            }
        }
        for mut carriers in carriers.into_values() {
            let sources: BTreeSet<usize> = carriers.iter().map(|place| self.records[*place].source).collect();
            if sources.len() < 2 || sources.len() < carriers.len() {
                continue;
            }
            carriers.sort_by_key(|place| (self.records[*place].source, self.records[*place].id));
            for other in &carriers[1..] {
                self.unite(carriers[0], *other, grade, rule);
            }
        }
    }

    fn unite(&mut self, one: usize, other: usize, grade: char, rule: &'static str) {
        let (one, other) = (self.group[one], self.group[other]);
        if one == other {
            return;
        }
        let (Some(ours), Some(theirs)) = (self.members.get(&one), self.members.get(&other)) else { return };
        let mut both: Vec<usize> = ours.iter().chain(theirs).copied().collect();
        let sources: BTreeSet<usize> = both.iter().map(|place| self.records[*place].source).collect();
        let serials: BTreeSet<String> = both.iter().filter_map(|place| good_serial(&self.records[*place])).collect();
        if sources.len() < both.len() || serials.len() > 1 {
            return;
        }
        both.sort_by_key(|place| (self.records[*place].source, self.records[*place].id));
        both.iter().for_each(|place| self.group[*place] = one);
        self.members.remove(&other);
        self.members.insert(one, both);
        let weakest = self.rule.remove(&other).max(self.rule.get(&one).copied()).max(Some((grade, rule)));
        self.rule.extend(weakest.map(|weakest| (one, weakest)));
    }

    fn found(self) -> Vec<SameAs> {
        let Groups { members, rule, .. } = self;
        let several = members.into_iter().filter(|(_, records)| records.len() > 1);
        several
            .map(|(group, records)| {
                let (grade, rule) = rule.get(&group).copied().unwrap_or(('C', "same-as.name"));
                SameAs { records, rule, grade }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record<'a>(
        id: &'a str,
        source: usize,
        name: &'a str,
        serial: Option<&'a str>,
        tag: Option<&'a str>,
    ) -> AssetRecord<'a> {
        AssetRecord { id, source, organisation: "O1", kind: "server", name, serial, asset_tag: tag }
    }

    fn groups(records: &[AssetRecord<'_>]) -> Vec<Vec<usize>> {
        same_assets(records).into_iter().map(|same| same.records).collect()
    }

    #[test]
    fn a_serial_joins_whatever_the_name_and_junk_joins_nothing() {
        let records = [
            record("a1", 0, "web01", Some("CZJ5310ABC"), None),
            record("b1", 1, "WEB-01", Some("czj5310abc"), None),
            record("a2", 0, "db01", Some("To be filled by O.E.M."), None),
            record("b2", 1, "db02", Some("To be filled by O.E.M."), None),
        ];
        assert_eq!(groups(&records), [vec![0, 1]]);
    }

    #[test]
    fn a_key_carried_twice_in_one_source_identifies_nothing() {
        let records = [
            record("a1", 0, "web01", None, Some("T1")),
            record("a2", 0, "web02", None, Some("T1")),
            record("b1", 1, "web99", None, Some("T1")),
        ];
        assert_eq!(groups(&records), Vec::<Vec<usize>>::new());
    }

    #[test]
    fn two_good_serials_never_join_even_under_one_name() {
        let records =
            [record("a1", 0, "web01", Some("SER-0001"), None), record("b1", 1, "WEB01", Some("SER-0002"), None)];
        assert_eq!(groups(&records), Vec::<Vec<usize>>::new());
        let named = [record("a1", 0, "web01", Some("SER-0001"), None), record("b1", 1, "WEB01", None, None)];
        assert_eq!(same_assets(&named)[0].rule, "same-as.name");
    }
}
