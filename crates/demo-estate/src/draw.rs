//! Draws from a seed. Every row asks with its own topic and index, so that no row needs an earlier one.
//!
//! The generator is `SplitMix64` (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014):
//! whole numbers only, so that every machine draws the same.

/// What is drawn for. Two topics never share a stream.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Topic {
    /// Product, status and age of an asset.
    Asset,
    /// The cells of an asset's row that nothing else depends on.
    AssetDetail,
    /// Links that leave an asset's own block.
    Link,
    /// Terms and price of a contract.
    Contract,
    /// Which contract covers an asset.
    Cover,
    /// A ledger line under a contract.
    Line,
    /// A ledger line without a contract.
    Spending,
    /// A ticket.
    Ticket,
    /// A supplier's number and other names.
    Supplier,
}

impl Topic {
    fn salt(self) -> u64 {
        match self {
            Topic::Asset => 0x41,
            Topic::AssetDetail => 0x42,
            Topic::Link => 0x43,
            Topic::Contract => 0x44,
            Topic::Cover => 0x45,
            Topic::Line => 0x46,
            Topic::Spending => 0x47,
            Topic::Ticket => 0x48,
            Topic::Supplier => 0x49,
        }
    }
}

/// A stream of draws.
#[derive(Debug, Clone)]
pub(crate) struct Draw(u64);

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

impl Draw {
    pub(crate) fn new(seed: u64, topic: Topic, index: u64) -> Draw {
        Draw(mix(mix(seed.wrapping_add(STEP)) ^ topic.salt().wrapping_mul(STEP)).wrapping_add(mix(index ^ STEP)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mix(self.0)
    }

    /// A whole number from 0 to `count` - 1; 0 if `count` is 0.
    pub(crate) fn below(&mut self, count: u64) -> u64 {
        let wide = (u128::from(self.next()) * u128::from(count)) >> 64;
        u64::try_from(wide).unwrap_or(0)
    }

    /// A whole number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low + 1).unwrap_or(0);
        low + i64::try_from(self.below(span)).unwrap_or(0)
    }

    /// True in `percent` of a hundred draws.
    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of the items, all alike.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.place(items.len())]
    }

    /// One of the words, all alike; an empty one is none.
    pub(crate) fn word(&mut self, words: &[&str]) -> Option<String> {
        let word = words[self.place(words.len())];
        (!word.is_empty()).then(|| word.to_owned())
    }

    /// A place in a list of `length`.
    fn place(&mut self, length: usize) -> usize {
        let place = self.below(u64::try_from(length).unwrap_or(1));
        usize::try_from(place).unwrap_or(0)
    }

    /// A place in the list, each as likely as its weight.
    pub(crate) fn weighted(&mut self, weights: &[u64]) -> usize {
        let mut rest = self.below(weights.iter().sum());
        for (place, weight) in weights.iter().enumerate() {
            if rest < *weight {
                return place;
            }
            rest -= weight;
        }
        0
    }

    /// A whole number from `low` to `high` whose mean lies a third of the way: many small ones, few large ones, as
    /// bills are.
    pub(crate) fn skewed(&mut self, low: i64, high: i64) -> i64 {
        let share = self.between(0, 1000);
        low + (high - low) * share * share / 1_000_000
    }
}

fn mix(number: u64) -> u64 {
    let mut mixed = number;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_question_draws_the_same_and_another_topic_or_index_does_not() {
        let first = |seed, topic, index| Draw::new(seed, topic, index).next();
        assert_eq!(first(1, Topic::Asset, 7), first(1, Topic::Asset, 7));
        assert_ne!(first(1, Topic::Asset, 7), first(2, Topic::Asset, 7));
        assert_ne!(first(1, Topic::Asset, 7), first(1, Topic::Cover, 7));
        assert_ne!(first(1, Topic::Asset, 7), first(1, Topic::Asset, 8));
    }

    #[test]
    fn draws_stay_in_their_bounds_and_reach_them() {
        let mut draw = Draw::new(3, Topic::Ticket, 0);
        let drawn: Vec<i64> = (0..1000).map(|_| draw.between(-2, 2)).collect();
        assert_eq!((drawn.iter().min(), drawn.iter().max()), (Some(&-2), Some(&2)));
        let places: Vec<usize> = (0..1000).map(|_| draw.weighted(&[0, 3, 1])).collect();
        let ones = places.iter().filter(|place| **place == 1).count();
        assert!((680..820).contains(&ones) && !places.contains(&0), "{ones}");
    }
}
