//! What the names themselves say about words: how many carry a word, which spellings of it are slips, and which two words are one.

use super::reading::{Reading, Word};
use super::words::{Kind, listed};
use std::collections::{HashMap, HashSet};

/// Slips are looked for in words of so many letters or more: shorter ones differ by one letter and mean something else.
const LONG: usize = 5;

/// Joins words that other names write as one (`data works`, `dataworks`), and reads slips in well-known words as those
/// (`exacavation` → `excavation`) where something else still names the supplier.
pub(super) fn settle(readings: &mut [Reading]) {
    let mut carried: HashMap<String, usize> = HashMap::new();
    for word in readings.iter().flat_map(|reading| &reading.words) {
        if word.kind == Kind::Name {
            *carried.entry(word.text.clone()).or_default() += 1;
        }
    }
    let slips = slips_of_listed(&carried);
    for reading in readings {
        let joined = join(&reading.words, &carried);
        reading.words = joined;
        for also in &mut reading.also {
            *also = join(also, &carried);
        }
        correct(&mut reading.words, &slips);
    }
}

fn join(words: &[Word], carried: &HashMap<String, usize>) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        if let Some(next) = words.get(at + 1) {
            let both = format!("{}{}", words[at].text, next.text);
            let letters = both.len() >= 6 && !both.bytes().any(|byte| byte.is_ascii_digit());
            if letters && carried.contains_key(&both) {
                joined.push(Word { text: both, kind: Kind::Name });
                at += 2;
                continue;
            }
        }
        joined.push(words[at].clone());
        at += 1;
    }
    joined
}

fn correct(words: &mut [Word], slips: &HashMap<String, &'static str>) {
    for at in 0..words.len() {
        let named = words
            .iter()
            .enumerate()
            .any(|(place, word)| place != at && word.kind == Kind::Name && !slips.contains_key(&word.text));
        if named
            && words[at].kind == Kind::Name
            && let Some(meant) = slips.get(&words[at].text)
        {
            words[at] = Word { text: (*meant).to_owned(), kind: super::words::kind(meant) };
        }
    }
}

/// Rare words one slip away from a listed one of seven letters or more.
fn slips_of_listed(carried: &HashMap<String, usize>) -> HashMap<String, &'static str> {
    let mut by_rest: HashMap<String, Vec<&'static str>> = HashMap::new();
    for word in listed().filter(|word| word.len() >= 7) {
        for rest in rests(word) {
            by_rest.entry(rest).or_default().push(word);
        }
    }
    let rare = carried.iter().filter(|(word, count)| word.len() >= 6 && **count <= 3);
    let meant = rare.filter_map(|(word, _)| {
        let near = rests(word).flat_map(|rest| by_rest.get(&rest).into_iter().flatten().copied().collect::<Vec<_>>());
        let found: HashSet<&'static str> = near.filter(|listed| slip(word, listed)).collect();
        let mut found = found.into_iter();
        let one = found.next()?;
        found.next().is_none().then(|| (word.clone(), super::words::plain(one)))
    });
    meant.collect()
}

/// Pairs of words that differ by one slip, by place in the list. Both orders are given.
pub(super) fn slips(words: &[(&str, Kind)]) -> HashMap<usize, Vec<usize>> {
    let mut by_rest: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, (word, kind)) in words.iter().enumerate() {
        if *kind == Kind::Name && word.len() >= LONG {
            for rest in rests(word) {
                by_rest.entry(rest).or_default().push(place);
            }
        }
    }
    let mut found: HashMap<usize, Vec<usize>> = HashMap::new();
    for places in by_rest.into_values().filter(|places| (2..=40).contains(&places.len())) {
        for (at, one) in places.iter().enumerate() {
            for other in &places[at + 1..] {
                if slip(words[*one].0, words[*other].0) {
                    found.entry(*one).or_default().push(*other);
                    found.entry(*other).or_default().push(*one);
                }
            }
        }
    }
    for others in found.values_mut() {
        others.sort_unstable();
        others.dedup();
    }
    found
}

/// The word, and the word without each of its letters.
fn rests(word: &str) -> impl Iterator<Item = String> {
    let cuts = word.char_indices().map(|(at, letter)| format!("{}{}", &word[..at], &word[at + letter.len_utf8()..]));
    std::iter::once(word.to_owned()).chain(cuts)
}

/// One letter more, less or other, or two neighbours swapped; the first letter stays, unless it is the one swapped.
pub(super) fn slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    if long.len() - short.len() > 1 || short == long {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(one, other)| one == other).count();
    if short.len() < long.len() {
        return same > 0 && short[same..] == long[same + 1..];
    }
    let replaced = short[same + 1..] == long[same + 1..];
    let swapped = same + 1 < short.len()
        && short[same] == long[same + 1]
        && short[same + 1] == long[same]
        && short[same + 2..] == long[same + 2..];
    (replaced && same > 0) || swapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_letter() {
        for (one, other, is) in [
            ("brackenfell", "brackenfel", true),
            ("brackenfell", "brackenfoll", true),
            ("brackenfell", "brakcenfell", true),
            ("brackenfell", "rbackenfell", true),
            ("brackenfell", "crackenfell", false),
            ("brackenfell", "brackenfell", false),
            ("brackenfell", "brackenfellow", false),
        ] {
            assert_eq!(slip(one, other), is, "{one} {other}");
        }
    }
}
