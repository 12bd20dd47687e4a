//! A node: the names that have the same telling words.

use super::super::reading::Word;
use super::super::words::Kind;
use std::collections::{BTreeSet, HashMap};

/// Names with the same telling words.
#[derive(Debug, Default, Clone)]
pub(super) struct Node {
    pub(super) names: Vec<usize>,
    pub(super) key: String,
    /// Words that name, sorted.
    pub(super) core: Vec<usize>,
    pub(super) trades: BTreeSet<usize>,
    pub(super) places: BTreeSet<usize>,
    pub(super) countries: BTreeSet<usize>,
    pub(super) business: BTreeSet<usize>,
    /// All words run together, as written.
    pub(super) run: String,
    /// Whether a form of company stands in one of the names.
    pub(super) formed: bool,
}

#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) number: HashMap<Word, usize>,
    pub(super) all: Vec<Word>,
}

impl Words {
    pub(super) fn of(&mut self, word: &Word) -> usize {
        if let Some(number) = self.number.get(word) {
            return *number;
        }
        self.all.push(word.clone());
        self.number.insert(word.clone(), self.all.len() - 1);
        self.all.len() - 1
    }
}

pub(super) fn differ(one: &BTreeSet<usize>, other: &BTreeSet<usize>) -> bool {
    !one.is_subset(other) && !other.is_subset(one)
}

/// The same for all orders of the words, where some word names; else the words as they stand.
pub(super) fn key(words: &[Word]) -> String {
    let mut texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    if words.iter().any(|word| matches!(word.kind, Kind::Name | Kind::Shared)) {
        texts.sort_unstable();
    }
    texts.join(" ")
}

impl Node {
    pub(super) fn of(words: &[Word], key: String, numbers: &mut Words) -> Node {
        let mut node = Node { key, ..Node::default() };
        let named = words.iter().any(|word| matches!(word.kind, Kind::Name | Kind::Shared));
        for word in words {
            node.run.push_str(&word.text);
            let number = numbers.of(word);
            match word.kind {
                Kind::Trade => node.trades.insert(number),
                Kind::Place => node.places.insert(number),
                Kind::Country => node.countries.insert(number),
                Kind::Business => node.business.insert(number),
                _ if named => {
                    node.core.push(number);
                    true
                }
                _ => false,
            };
        }
        node.core.sort_unstable();
        node.core.dedup();
        node
    }

    pub(super) fn words(&self) -> usize {
        self.core.len() + self.trades.len() + self.places.len() + self.countries.len() + self.business.len()
    }

    pub(super) fn extras(&self, other: &Node) -> usize {
        self.trades.symmetric_difference(&other.trades).count() * 4
            + self.places.symmetric_difference(&other.places).count() * 3
            + self.countries.symmetric_difference(&other.countries).count()
            + self.business.symmetric_difference(&other.business).count()
    }

    /// Two names of one group that are two companies of it.
    pub(super) fn clashes(&self, other: &Node) -> bool {
        self.core == other.core && !self.core.is_empty() && self.companies(other)
    }

    /// Different trades, or different places where both are companies: branches have no form of company of their own.
    pub(super) fn companies(&self, other: &Node) -> bool {
        let elsewhere = differ(&self.places, &other.places) || differ(&self.countries, &other.countries);
        differ(&self.trades, &other.trades) || elsewhere && self.formed && other.formed
    }
}
