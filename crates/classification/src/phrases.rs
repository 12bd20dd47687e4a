//! Finding phrases in a text, word by word.

use std::collections::HashMap;

/// The words of a text: runs of letters and digits in lower case. An apostrophe joins (`women's` is `womens`), everything else parts.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = vec![];
    let mut word = String::new();
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            word.extend(letter.to_lowercase());
        } else if !matches!(letter, '\'' | '’') && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Where a phrase stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The phrase, as numbered by the caller.
    pub(crate) phrase: usize,
    /// Its first word.
    pub(crate) start: usize,
    /// The word after its last.
    pub(crate) end: usize,
}

/// Phrases, by their first word.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    by_first: HashMap<String, Vec<(usize, Vec<String>)>>,
}

impl Phrases {
    /// Adds a phrase under a number of the caller's. One without words is never found.
    pub(crate) fn add(&mut self, number: usize, phrase: &str) {
        let phrase = words(phrase);
        if let Some(first) = phrase.first() {
            self.by_first.entry(first.clone()).or_default().push((number, phrase));
        }
    }

    /// Every phrase that stands in the text as whole words and inside no longer one. A word of a phrase also stands for its plural in
    /// `s`, and not the other way round: `licence` finds `licences`, `windows` does not find `window`.
    pub(crate) fn find(&self, text: &[String]) -> Vec<Hit> {
        let mut hits = vec![];
        for (start, word) in text.iter().enumerate() {
            for first in [Some(word.as_str()), singular(word)].into_iter().flatten() {
                for (phrase, wanted) in self.by_first.get(first).into_iter().flatten() {
                    let end = start + wanted.len();
                    let found = text.get(start..end).is_some_and(|found| found.iter().zip(wanted).all(same));
                    if found {
                        hits.push(Hit { phrase: *phrase, start, end });
                    }
                }
            }
        }
        let inside = |small: &Hit, large: &Hit| {
            large.start <= small.start && small.end <= large.end && large.end - large.start > small.end - small.start
        };
        hits.iter().filter(|hit| !hits.iter().any(|other| inside(hit, other))).copied().collect()
    }
}

fn same((found, wanted): (&String, &String)) -> bool {
    found == wanted || singular(found) == Some(wanted)
}

/// Short words have no plural here: `is` is not the plural of `i`.
fn singular(word: &str) -> Option<&str> {
    word.strip_suffix('s').filter(|rest| rest.len() >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Vec<String> {
        let mut index = Phrases::default();
        phrases.iter().enumerate().for_each(|(number, phrase)| index.add(number, phrase));
        index.find(&words(text)).iter().map(|hit| phrases[hit.phrase].to_owned()).collect()
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        assert_eq!(words("Women's WI-FI (24/7)"), ["womens", "wi", "fi", "24", "7"]);
    }

    #[test]
    fn a_phrase_is_found_as_whole_words_and_in_the_plural() {
        assert_eq!(found(&["software licence"], "Software licences 2026"), ["software licence"]);
        assert_eq!(found(&["app"], "application"), Vec::<String>::new());
        assert_eq!(found(&["windows"], "a window"), Vec::<String>::new());
        assert_eq!(found(&["windows", "window"], "windows"), ["windows", "window"]);
    }

    #[test]
    fn a_longer_phrase_hides_the_shorter_one_inside_it() {
        assert_eq!(found(&["network", "network of carers"], "A network of carers"), ["network of carers"]);
        // Beside it, the short one still counts.
        assert_eq!(found(&["network", "network of carers"], "network for a network of carers").len(), 2);
    }
}
