//! Counts what one pull gives: received = kept + set aside, whatever a connector does.

use crate::completeness::gaps;
use crate::connector::{Keep, Pulled, Record, Walked};
use crate::draft::{Draft, Origin};
use crate::{Error, Row};
use estate::{Receipt, SetAside, Table};
use std::collections::BTreeMap;

/// The desk of one pull.
pub struct Tally<'t, 'k> {
    source: &'t str,
    pulled: Pulled,
    keep: &'t mut Keep<'k>,
    file: String,
    line: u64,
    /// Columns that were asked for, and in how many rows they were there.
    seen: BTreeMap<String, u64>,
    declares: bool,
}

impl<'t, 'k> Tally<'t, 'k> {
    /// A desk for one canonical table.
    pub fn new(source: &'t str, table: Table, keep: &'t mut Keep<'k>) -> Tally<'t, 'k> {
        let pulled = Pulled::new(Receipt { declared: Some(0), ..Receipt::new(source, table) });
        Tally { source, pulled, keep, file: String::new(), line: 0, seen: BTreeMap::new(), declares: true }
    }

    /// The source's name.
    pub fn source(&self) -> &'t str {
        self.source
    }

    /// What follows comes from this table of the system, of which these columns were asked for.
    pub fn begin(&mut self, file: &str, columns: &[String]) {
        self.note_absent();
        file.clone_into(&mut self.file);
        self.line = 0;
        self.seen = columns.iter().map(|column| (column.clone(), 0)).collect();
    }

    /// Takes note of a row of the system, before anything is made of it.
    pub fn row(&mut self, row: &Row) {
        self.line += 1;
        for (column, times) in &mut self.seen {
            *times += u64::from(row.contains_key(column));
        }
    }

    /// A record of the row last noted.
    pub fn take(&mut self, draft: Draft) -> Result<(), Error> {
        let origin = Origin { source: self.source, file: &self.file, line: self.line };
        self.pulled.receipt.received += 1;
        let records = draft.finish(origin);
        for record in records {
            match &record {
                Record::Row { .. } => self.pulled.receipt.kept += 1,
                Record::SetAside(SetAside { whole_row: true, .. }) => self.pulled.receipt.set_aside += 1,
                Record::SetAside(_) => {}
            }
            (self.keep)(record).map_err(Error::Keep)?;
        }
        Ok(())
    }

    /// The walk that gave the rows, and how many of its rows were for another record or table: those are no part of the total.
    pub fn walked(&mut self, walked: Walked, elsewhere: u64) {
        match walked.declared {
            Some(declared) => {
                let sum = self.pulled.receipt.declared.unwrap_or(0) + declared.saturating_sub(elsewhere);
                self.pulled.receipt.declared = Some(sum);
            }
            None => self.declares = false,
        }
        self.pulled.walks.push(walked);
    }

    /// A walk that gave no rows of its own but was needed to understand others.
    pub fn leaned_on(&mut self, walked: Walked) {
        self.pulled.walks.push(walked);
    }

    /// A currency code that an amount came with; empty for none.
    pub fn currency(&mut self, code: &str) {
        *self.pulled.currencies.entry(code.to_owned()).or_default() += 1;
    }

    /// Something that stopped nothing and an operator should know. Said once.
    pub fn note(&mut self, note: impl Into<String>) {
        let note = note.into();
        if !self.pulled.notes.contains(&note) {
            self.pulled.notes.push(note);
        }
    }

    /// The receipt.
    pub fn finish(mut self) -> Pulled {
        self.note_absent();
        // A number of which a part is unknown is unknown; a pull without any walk declares nothing.
        if !self.declares || self.pulled.walks.is_empty() {
            self.pulled.receipt.declared = None;
        }
        let gaps = gaps(&self.pulled);
        if !gaps.is_empty() {
            self.pulled.receipt.incomplete = Some(gaps.join("; "));
        }
        self.pulled
    }

    /// Columns that no row had. Without rows nothing can be said.
    fn note_absent(&mut self) {
        if self.line > 0 {
            let absent = self.seen.iter().filter(|(_, times)| **times == 0);
            let absent: Vec<String> = absent.map(|(column, _)| format!("{}.{column}", self.file)).collect();
            self.pulled.absent.extend(absent);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use estate::tables::Organisation;

    fn organisation(id: &str, name: &str) -> Draft {
        let mut draft = Draft::new(Table::Organisations);
        draft.set(Organisation::id, id).set(Organisation::name, name);
        draft
    }

    #[test]
    fn what_is_received_is_kept_or_set_aside_and_what_no_row_had_is_absent() {
        let mut kept = vec![];
        let mut keep = |record| {
            kept.push(record);
            Ok(())
        };
        let mut tally = Tally::new("cmdb", Table::Organisations, &mut keep);
        tally.begin("core_company", &["name".to_owned(), "kind".to_owned()]);
        for (id, name) in [("1", "A"), ("2", ""), ("3", "C")] {
            tally.row(&serde_json::from_str(r#"{"name":"x"}"#).unwrap());
            tally.take(organisation(id, name)).unwrap();
        }
        tally.walked(Walked { declared: Some(5), received: 5, ..Walked::default() }, 2);
        tally.currency("GBP");
        tally.note("n");
        tally.note("n");
        let pulled = tally.finish();
        assert_eq!((pulled.receipt.declared, pulled.receipt.received), (Some(3), 3));
        assert_eq!((pulled.receipt.kept, pulled.receipt.set_aside), (2, 1));
        assert!(pulled.receipt.adds_up() && pulled.is_whole());
        assert_eq!((pulled.absent, pulled.notes.len()), (vec!["core_company.kind".to_owned()], 1));
        assert_eq!(kept.len(), 3);
    }

    #[test]
    fn a_total_of_which_a_part_is_unknown_is_unknown() {
        let mut keep = |_| Ok(());
        let mut tally = Tally::new("cmdb", Table::Organisations, &mut keep);
        tally.walked(Walked { declared: Some(5), ..Walked::default() }, 0);
        tally.walked(Walked::default(), 0);
        assert_eq!(tally.finish().receipt.declared, None);
    }

    #[test]
    fn a_receiver_that_refuses_ends_the_pull() {
        let mut keep = |_| Err("full".to_owned());
        let mut tally = Tally::new("cmdb", Table::Organisations, &mut keep);
        assert_eq!(tally.take(organisation("1", "A")), Err(Error::Keep("full".to_owned())));
    }
}
