//! Two spellings of one word.

use super::super::population::slip;
use super::super::reading::Word;
use super::super::words::Kind;
use super::node::{Node, Words};

/// Whether the words of one core that the other lacks are spellings of words that the first lacks.
pub(super) fn alike(one: &Node, other: &Node, words: &Words) -> bool {
    let lacks = |one: &Node, other: &Node| -> Vec<usize> {
        one.core.iter().filter(|word| !other.core.contains(word)).copied().collect()
    };
    let (ours, mut theirs) = (lacks(one, other), lacks(other, one));
    if ours.len() > 2 || ours.len() >= one.core.len() {
        return false;
    }
    ours.iter().all(|word| {
        let found = theirs.iter().position(|other| spellings(&words.all[*word], &words.all[*other]));
        found.map(|place| theirs.remove(place)).is_some()
    })
}

/// Whether two words beside the same rare name are two spellings of one: a slip, two in a long word, a plural, or cut short.
fn spellings(one: &Word, other: &Word) -> bool {
    let named = |word: &Word| matches!(word.kind, Kind::Name | Kind::Shared);
    if !named(one) || !named(other) {
        return false;
    }
    let (short, long) =
        if one.text.len() <= other.text.len() { (&one.text, &other.text) } else { (&other.text, &one.text) };
    let plural = long.strip_prefix(short.as_str()).is_some_and(|ending| matches!(ending, "s" | "es" | "x" | "e" | "n"));
    let both_known = one.kind == Kind::Shared && other.kind == Kind::Shared;
    if short.len() < 4 || both_known {
        return plural && short.len() >= 4;
    }
    let cut = short.len() >= 4 && long.starts_with(short.as_str());
    plural || cut || short.len() >= 5 && slip(short, long) || short.len() >= 9 && two_slips(short, long)
}

fn two_slips(short: &str, long: &str) -> bool {
    let (short, long): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
    if long.len() - short.len() > 2 || short[..2] != long[..2] {
        return false;
    }
    let mut row: Vec<usize> = (0..=short.len()).collect();
    for (at, letter) in long.iter().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for (place, other) in short.iter().enumerate() {
            let cost = before + usize::from(letter != other);
            before = row[place + 1];
            row[place + 1] = cost.min(row[place] + 1).min(before + 1);
        }
    }
    row[short.len()] <= 2
}

/// The word of a longer text that a shorter one breaks off in. A word of two letters or a numeral is no beginning.
pub(super) fn completed<'t>(short: &str, long: &'t str) -> Option<&'t str> {
    let broken = short.rsplit(' ').next()?;
    let word = long.split(' ').nth(short.split(' ').count() - 1)?;
    let counts = |word: &str| matches!(super::super::words::kind(word), Kind::Side | Kind::Number);
    (word != broken && !counts(broken) && !counts(word)).then_some(word)
}
