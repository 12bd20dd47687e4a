//! What was decided on contracts, as people keep it: a row a decision, with who took it and until when it holds.

use estate::{Date, parse_day};
use std::collections::BTreeMap;
use std::fmt;

/// What a row says about a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Word {
    /// Let it go on, knowingly.
    Renew,
    /// Go on at other terms.
    Renegotiate,
    /// Buy something else in its place.
    Replace,
    /// Give notice and let it end.
    Leave,
    /// Somebody has seen the alert. Nothing is decided.
    Acknowledge,
    /// Ask again after a day. Nothing is decided.
    Snooze,
}

impl Word {
    /// Every word.
    pub const ALL: &'static [Word] =
        &[Word::Renew, Word::Renegotiate, Word::Replace, Word::Leave, Word::Acknowledge, Word::Snooze];

    /// As files spell it.
    pub const fn word(self) -> &'static str {
        match self {
            Word::Renew => "renew",
            Word::Renegotiate => "renegotiate",
            Word::Replace => "replace",
            Word::Leave => "leave",
            Word::Acknowledge => "acknowledge",
            Word::Snooze => "snooze",
        }
    }

    /// Reads a word in any case.
    pub fn parse(text: &str) -> Option<Word> {
        Word::ALL.iter().copied().find(|word| word.word().eq_ignore_ascii_case(text.trim()))
    }

    /// Is it a decision? To have seen an alert is none.
    pub const fn decides(self) -> bool {
        !matches!(self, Word::Acknowledge | Word::Snooze)
    }
}

impl fmt::Display for Word {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.word())
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The contract, by the id its source gave it.
    pub contract: String,
    /// What it says.
    pub word: Word,
    /// Who says so.
    pub who: Option<String>,
    /// The last day on which it holds; without one, until the row is taken away.
    pub until: Option<Date>,
    /// Anything else.
    pub note: Option<String>,
    /// The file it stands in.
    pub file: String,
    /// The row in that file, as a spreadsheet counts them.
    pub row: u64,
}

impl Decision {
    /// Has its last day passed?
    pub fn expired(&self, as_of: Date) -> bool {
        self.until.is_some_and(|until| until < as_of)
    }
}

/// A row that cannot be read. Whoever keeps the file can put it right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, row {row}, column {column}: {problem}. hint: {hint}")]
pub struct Fault {
    /// The file.
    pub file: String,
    /// The row, as a spreadsheet counts them: the header is row 1 of a flat file.
    pub row: u64,
    /// The column, by its heading.
    pub column: String,
    /// What is wrong.
    pub problem: String,
    /// What would put it right.
    pub hint: String,
}

/// The columns of a file of decisions, in the order in which [`Decisions::read`] takes their cells. Only the first two must be
/// filled, and the last day of a snooze.
pub const COLUMNS: [&str; 5] = ["contract", "decision", "who", "until", "note"];

/// Decisions by contract.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    by_contract: BTreeMap<String, Vec<Decision>>,
}

impl Decisions {
    /// Reads the rows of a file, each with its number and one cell a column of [`COLUMNS`], and adds them. A contract may have one
    /// decision, one acknowledgement and one snooze a file; of several files the later one is right. A row without a decision says
    /// nothing. `headings` are what the file calls those columns.
    ///
    /// # Errors
    /// Every row that cannot be read, or is about a contract that `known` does not know.
    pub fn read<'a>(
        &mut self,
        file: &str,
        headings: &[&str; 5],
        rows: impl IntoIterator<Item = (u64, [&'a str; 5])>,
        known: &dyn Fn(&str) -> bool,
    ) -> Result<(), Vec<Fault>> {
        let mut faults = Vec::new();
        let mut read: Vec<Decision> = Vec::new();
        for (row, cells) in rows {
            let [contract, decision, who, until, note] = cells.map(str::trim);
            if decision.is_empty() && [who, until, note].iter().all(|cell| cell.is_empty()) {
                continue;
            }
            let mut fault = |column: usize, problem: String, hint: &str| {
                let (file, column) = (file.to_owned(), headings[column].to_owned());
                faults.push(Fault { file, row, column, problem, hint: hint.to_owned() });
            };
            let words = || Word::ALL.iter().map(|word| word.word()).collect::<Vec<_>>().join(", ");
            let Some(word) = Word::parse(decision) else {
                fault(1, format!("`{decision}` is no decision"), &format!("write one of {}", words()));
                continue;
            };
            let day = (!until.is_empty()).then(|| parse_day(until));
            if !known(contract) {
                fault(
                    0,
                    format!("`{contract}` is no contract of this register"),
                    "write the id as the register has it, or take the row away; `--all` shows contracts that are not ICT",
                );
            } else if let Some(Err(_)) = &day {
                fault(3, format!("`{until}` is not a day"), "write 2026-03-31, or leave it empty");
            } else if word == Word::Snooze && day.is_none() {
                fault(3, "is empty, and a snooze needs its last day".to_owned(), "write 2026-03-31");
            } else if let Some(other) =
                read.iter().find(|other| other.contract == contract && same_kind(other.word, word))
            {
                let problem = format!("row {} says `{}` of the same contract", other.row, other.word);
                fault(1, problem, "keep one of the two rows");
            } else {
                let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
                read.push(Decision {
                    contract: contract.to_owned(),
                    word,
                    who: some(who),
                    until: day.and_then(Result::ok),
                    note: some(note),
                    file: file.to_owned(),
                    row,
                });
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        for decision in read {
            let of_contract = self.by_contract.entry(decision.contract.clone()).or_default();
            of_contract.retain(|other| !same_kind(other.word, decision.word));
            of_contract.push(decision);
            of_contract.sort_by_key(|decision| decision.word);
        }
        Ok(())
    }

    /// The decision on a contract, expired or not; where there is none, its acknowledgement or snooze.
    pub fn of(&self, contract: &str) -> Option<&Decision> {
        self.by_contract.get(contract)?.first()
    }

    /// Is something decided on the contract that still holds?
    pub fn settled(&self, contract: &str, as_of: Date) -> bool {
        self.said(contract, as_of).any(|decision| decision.word.decides())
    }

    /// Has somebody said that they have seen its alert, and does that still hold?
    pub fn acknowledged(&self, contract: &str, as_of: Date) -> bool {
        self.said(contract, as_of).any(|decision| decision.word == Word::Acknowledge)
    }

    /// Up to which day nobody is to be told of it, itself included.
    pub fn snoozed(&self, contract: &str, as_of: Date) -> Option<Date> {
        self.said(contract, as_of).find(|decision| decision.word == Word::Snooze).and_then(|decision| decision.until)
    }

    /// What still holds.
    fn said<'a>(&'a self, contract: &str, as_of: Date) -> impl Iterator<Item = &'a Decision> {
        let of_contract = self.by_contract.get(contract).into_iter().flatten();
        of_contract.filter(move |decision| !decision.expired(as_of))
    }

    /// Every decision, by contract.
    pub fn all(&self) -> impl Iterator<Item = &Decision> {
        self.by_contract.values().flatten()
    }
}

/// Do two words answer the same question about a contract?
fn same_kind(one: Word, other: Word) -> bool {
    one == other || one.decides() && other.decides()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::day;

    fn read(decisions: &mut Decisions, file: &str, rows: &[[&str; 5]]) -> Result<(), Vec<Fault>> {
        let rows = (2..).zip(rows.iter().copied());
        decisions.read(file, &COLUMNS, rows, &|contract| contract.starts_with('C'))
    }

    #[test]
    fn a_decision_holds_up_to_its_last_day_and_is_shown_after_it() {
        let mut decisions = Decisions::default();
        read(&mut decisions, "d.csv", &[["C1", "Renew", "Board", "2026-06-30", ""], ["C2", "leave", "", "", "x"]])
            .unwrap();
        assert!(decisions.settled("C1", day("2026-06-30")) && decisions.settled("C2", day("2099-01-01")));
        assert!(!decisions.settled("C1", day("2026-07-01")) && !decisions.settled("C3", day("2026-01-01")));
        let expired = decisions.of("C1").unwrap();
        assert!(expired.expired(day("2026-07-01")) && expired.word == Word::Renew && expired.row == 2);
    }

    #[test]
    fn to_have_seen_an_alert_is_no_decision() {
        let mut decisions = Decisions::default();
        let rows = [["C1", "acknowledge", "", "", ""], ["C1", "snooze", "", "2026-05-01", ""]];
        read(&mut decisions, "d.csv", &rows).unwrap();
        let on = day("2026-04-01");
        assert!(!decisions.settled("C1", on) && decisions.acknowledged("C1", on));
        assert_eq!(decisions.snoozed("C1", on), Some(day("2026-05-01")));
        assert_eq!(decisions.snoozed("C1", day("2026-05-02")), None);
    }

    #[test]
    fn of_two_files_the_later_is_right() {
        let mut decisions = Decisions::default();
        read(&mut decisions, "a.xlsx", &[["C1", "renew", "", "", ""], ["C2", "replace", "", "", ""]]).unwrap();
        read(&mut decisions, "b.csv", &[["C1", "leave", "", "", ""], ["C1", "acknowledge", "", "", ""]]).unwrap();
        assert_eq!((decisions.of("C1").unwrap().word, decisions.of("C2").unwrap().word), (Word::Leave, Word::Replace));
        assert_eq!(decisions.all().count(), 3);
    }

    #[test]
    fn every_faulty_row_is_named_with_file_row_column_and_hint_and_nothing_is_taken() {
        let mut decisions = Decisions::default();
        let rows = [
            ["C1", "renew", "", "", ""],
            ["D1", "renew", "", "", ""],
            ["C2", "perhaps", "", "", ""],
            ["C3", "leave", "", "31/03/2026", ""],
            ["C4", "snooze", "", "", ""],
            ["C1", "leave", "", "", ""],
            ["C5", "", "", "", ""],
            ["C6", "", "Board", "", ""],
        ];
        let faults = read(&mut decisions, "d.csv", &rows).unwrap_err();
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        for (fault, words) in said.iter().zip([
            "d.csv, row 3, column contract: `D1` is no contract of this register. hint: ",
            "d.csv, row 4, column decision: `perhaps` is no decision. hint: write one of renew, ",
            "d.csv, row 5, column until: `31/03/2026` is not a day. hint: ",
            "d.csv, row 6, column until: is empty, and a snooze needs its last day. hint: ",
            "d.csv, row 7, column decision: row 2 says `renew` of the same contract. hint: ",
            "d.csv, row 9, column decision: `` is no decision. hint: ",
        ]) {
            assert!(fault.starts_with(words), "{fault}");
        }
        assert_eq!(said.len(), 6, "{said:?}");
        assert_eq!(decisions.all().count(), 0);
    }
}
