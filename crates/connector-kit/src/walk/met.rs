//! Which rows of a page were met before.

use crate::paging::Paging;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Keys met so far: of all pages; where pages come in the order of the key, of the last page and of each page's first row, which is
/// enough to see a page that comes again and stays small however long the table is.
pub(super) struct Met {
    ordered: bool,
    keys: HashSet<(u64, u64)>,
    first: HashSet<(u64, u64)>,
}

impl Met {
    pub(super) fn new(paging: Paging) -> Met {
        Met { ordered: paging == Paging::Keyset, keys: HashSet::new(), first: HashSet::new() }
    }

    /// Which rows of a page were met before? Rows without a key never were.
    pub(super) fn page(&mut self, keys: &[Option<String>]) -> Vec<bool> {
        let marks: Vec<Option<(u64, u64)>> = keys.iter().map(|key| key.as_deref().map(mark)).collect();
        if self.ordered && !marks.is_empty() {
            let before = std::mem::take(&mut self.keys);
            self.keys.extend(marks.iter().flatten());
            let met = |mark: &(u64, u64)| before.contains(mark) || self.first.contains(mark);
            let again = marks.iter().map(|mark| mark.as_ref().is_some_and(met)).collect();
            self.first.extend(marks.iter().flatten().next());
            return again;
        }
        marks.iter().map(|mark| mark.is_some_and(|mark| !self.keys.insert(mark))).collect()
    }
}

/// 128 bits for a key, so that a million keys fit beside each other and none is taken for another.
fn mark(key: &str) -> (u64, u64) {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, key).hash(&mut hasher);
        hasher.finish()
    };
    (half(0), half(1))
}
