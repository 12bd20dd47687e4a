//! Words of one product, looked up at a piece of a text: by their first piece, the longest first.

use super::text::Text;
use std::collections::BTreeMap;

/// Spelled words, each with what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spellings<T> {
    /// By the first piece; of those that share it, the longest first.
    rows: Vec<Row<T>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Row<T> {
    spelled: String,
    /// Bytes of the first piece.
    first: usize,
    pieces: usize,
    value: T,
}

impl<T> Row<T> {
    fn first(&self) -> &[u8] {
        &self.spelled.as_bytes()[1..=self.first]
    }
}

impl<T> Spellings<T> {
    /// Words as a text spells them; empty ones are left out.
    pub(crate) fn new(words: BTreeMap<String, T>) -> Spellings<T> {
        let row = |(spelled, value): (String, T)| {
            let first = spelled.get(1..)?.find(' ')?;
            let pieces = spelled.matches(' ').count() / 2;
            Some(Row { spelled, first, pieces, value })
        };
        let mut rows: Vec<Row<T>> = words.into_iter().filter_map(row).collect();
        rows.sort_by(|a, b| {
            let longest = b.spelled.len().cmp(&a.spelled.len());
            a.first().cmp(b.first()).then(longest).then_with(|| a.spelled.cmp(&b.spelled))
        });
        Spellings { rows }
    }

    /// The longest words that begin at this piece and end before `end`: how many pieces, how they are spelled, what they stand for.
    pub(crate) fn at(&self, text: &Text, piece: usize, end: usize) -> Option<(usize, &str, &T)> {
        if self.rows.is_empty() || piece >= end {
            return None;
        }
        let word = text.word(piece).as_bytes();
        let start = self.rows.partition_point(|row| row.first() < word);
        let same = self.rows[start..].iter().take_while(|row| row.first() == word);
        same.filter(|row| piece + row.pieces <= end)
            .find(|row| text.begins(&row.spelled, piece))
            .map(|row| (row.pieces, row.spelled.as_str(), &row.value))
    }

    /// What all those stand for that begin with these spelled words.
    pub(crate) fn beginning<'a>(&'a self, stem: &'a str) -> impl Iterator<Item = &'a T> {
        self.rows.iter().filter(move |row| !stem.is_empty() && row.spelled.starts_with(stem)).map(|row| &row.value)
    }

    /// Are these spelled words among them?
    pub(crate) fn contains(&self, spelled: &str) -> bool {
        self.rows.iter().any(|row| row.spelled == spelled)
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::{Same, spell};
    use super::*;

    #[test]
    fn the_longest_words_that_fit_are_found_at_their_first_piece() {
        let same = Same::new();
        let words = ["2008", "2008 r2", "2008 r2 sp1", "vista", ""];
        let spellings = Spellings::new(words.iter().map(|word| (spell(word, &same), word.len())).collect());
        let text = Text::read("windows 2008 r2 sp2 vista", &same);
        let found = |piece, end| spellings.at(&text, piece, end).map(|(pieces, _, value)| (pieces, *value));
        assert_eq!(found(1, text.len()), Some((3, 7)));
        assert_eq!(found(1, 3), Some((1, 4)), "no room for R2");
        assert_eq!(found(0, text.len()), None);
        assert_eq!(found(text.len() - 1, text.len()), Some((1, 5)));
        assert_eq!(found(text.len(), text.len()), None);
        assert!(spellings.contains(&spell("Vista", &same)));
    }
}
