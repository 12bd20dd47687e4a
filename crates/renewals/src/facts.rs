//! What a contract's cells say, read once.

use crate::columns::Columns;
use crate::ends::Next;
use estate::tables::Contract;
use estate::{Length, Renewal, Term, When};

/// A cell of words. Words that cannot be read count as empty, and their column is named where the cell is looked at (rule R1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cell<T> {
    Empty,
    Known(T),
    Unreadable,
}

impl<T: Copy> Cell<T> {
    pub(crate) fn read(words: Option<&str>, parse: impl Fn(&str) -> Option<T>) -> Cell<T> {
        match words.map(str::trim).filter(|words| !words.is_empty()) {
            None => Cell::Empty,
            Some(words) => parse(words).map_or(Cell::Unreadable, Cell::Known),
        }
    }

    pub(crate) fn known(self) -> Option<T> {
        match self {
            Cell::Known(value) => Some(value),
            Cell::Empty | Cell::Unreadable => None,
        }
    }

    pub(crate) fn is_unreadable(self) -> bool {
        matches!(self, Cell::Unreadable)
    }
}

/// What stops the clock (rule R26) or the money (rule L1). No other word in `state` does either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    Draft,
    Cancelled,
    Terminated,
    Other,
}

impl Word {
    pub(crate) fn of(contract: &Contract) -> Word {
        let Some(state) = contract.state.as_deref().map(str::trim) else { return Word::Other };
        let words = [("draft", Word::Draft), ("cancelled", Word::Cancelled), ("terminated", Word::Terminated)];
        words.into_iter().find(|(word, _)| word.eq_ignore_ascii_case(state)).map_or(Word::Other, |(_, word)| word)
    }
}

/// A contract with its lengths read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts<'a> {
    pub(crate) contract: &'a Contract,
    pub(crate) initial_term: Cell<Term>,
    pub(crate) renewal_term: Cell<Term>,
    pub(crate) notice: Cell<Length>,
    pub(crate) lead_time: Cell<Length>,
}

impl<'a> Facts<'a> {
    pub(crate) fn of(contract: &'a Contract) -> Facts<'a> {
        Facts {
            contract,
            initial_term: Cell::read(contract.initial_term.as_deref(), Term::parse),
            renewal_term: Cell::read(contract.renewal_term.as_deref(), Term::parse),
            notice: Cell::read(contract.notice.as_deref(), Length::parse),
            lead_time: Cell::read(contract.lead_time.as_deref(), Length::parse),
        }
    }

    /// Is it unknown whether the contract renews?
    pub(crate) fn renewal_unknown(&self) -> bool {
        matches!(self.contract.renewal, None | Some(Renewal::Unknown))
    }

    /// What follows the first term if the contract renews by itself.
    pub(crate) fn next(&self) -> Next {
        match self.renewal_term {
            Cell::Known(Term::Of(length)) => Next::Every(length),
            Cell::Known(Term::OpenEnded) => Next::Endless,
            Cell::Empty | Cell::Unreadable => Next::Unstated,
        }
    }

    /// Cells with words that cannot be read, among those that say where the first term ends.
    pub(crate) fn unreadable_ends(&self) -> Columns {
        let unreadable = |when: &When| matches!(when, When::Unreadable(_));
        let mut columns = Columns::NONE;
        columns.add_if(unreadable(&self.contract.starts_on), Columns::STARTS_ON);
        columns.add_if(unreadable(&self.contract.ends_on), Columns::ENDS_ON);
        let ends_known = self.contract.ends_on.span().is_some();
        columns.add_if(!ends_known && self.initial_term.is_unreadable(), Columns::INITIAL_TERM);
        columns
    }

    /// Is the furthest day words that cannot be read?
    pub(crate) fn furthest_unreadable(&self) -> bool {
        matches!(self.contract.max_extent_on, When::Unreadable(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::contract;

    #[test]
    fn a_cell_of_blanks_is_empty_and_words_without_meaning_are_unreadable() {
        assert_eq!(Cell::read(None, Length::parse), Cell::Empty);
        assert_eq!(Cell::read(Some("  "), Length::parse), Cell::Empty);
        assert_eq!(Cell::read(Some("three months"), Length::parse), Cell::Unreadable);
        assert_eq!(Cell::read(Some(" 3 months "), Length::parse), Cell::Known(Length::Months(3)));
    }

    #[test]
    fn only_three_words_of_state_mean_something() {
        for (state, word) in [
            ("Terminated", Word::Terminated),
            (" cancelled ", Word::Cancelled),
            ("DRAFT", Word::Draft),
            ("expired", Word::Other),
            ("active", Word::Other),
        ] {
            assert_eq!(Word::of(&contract(&format!("state={state}"))), word, "{state}");
        }
    }
}
