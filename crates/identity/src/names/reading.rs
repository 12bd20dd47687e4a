//! One text of a supplier column taken apart: the name, what else it is called there, and what is left when forms of company are gone.

use super::spelling::{fold, words};
use super::words::{Kind, kind, plain};

/// A word of a name, and what it says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) kind: Kind,
}

/// A text, read.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    /// All words of the name as written, in lower case and without accents.
    pub(super) written: Vec<String>,
    /// The same without forms of company and fillers.
    pub(super) bare: Vec<String>,
    /// The same in plain spelling.
    pub(super) plain: Vec<Word>,
    /// The same as other names would have it: joined where others join, slips put right.
    pub(super) words: Vec<Word>,
    /// Whether a form of company is in it: then a place beside the name makes another company, and no branch.
    pub(super) formed: bool,
    /// What else the text calls it (`trading as`, `formerly`, in brackets), read the same way.
    pub(super) also: Vec<Vec<Word>>,
}

/// Words that part a name from another name of the same supplier.
const ALSO: &[&[&str]] = &[
    &["trading", "as"],
    &["t/a"],
    &["t/as"],
    &["ta/"],
    &["dba"],
    &["d/b/a"],
    &["d.b.a"],
    &["d.b.a."],
    &["doing", "business", "as"],
    &["o/a"],
    &["operating", "as"],
    &["aka"],
    &["a/k/a"],
    &["a.k.a."],
    &["also", "known", "as"],
    &["known", "as"],
    &["fka"],
    &["f/k/a"],
    &["formerly", "known", "as"],
    &["formerly"],
    &["previously", "known", "as"],
    &["previously"],
    &["now", "known", "as"],
    &["faisant", "affaire", "sous"],
];

/// Words after which somebody else is named: who does not get the money, or whom the supplier belongs to.
const OTHERS: &[&[&str]] = &[
    &["a", "division", "of"],
    &["division", "of"],
    &["div", "of"],
    &["subsidiary", "of"],
    &["part", "of"],
    &["c/o"],
    &["care", "of"],
    &["attn"],
    &["attn:"],
    &["attention"],
    &["fao"],
    &["on", "behalf", "of"],
];

pub(super) fn read(text: &str) -> Reading {
    let parts = parts(&fold(text));
    let mut reading = Reading::default();
    let mut main: Vec<String> = vec![];
    for part in parts {
        let found = words(&part.text);
        if found.is_empty() {
            continue;
        }
        if main.is_empty() {
            main = found;
            continue;
        }
        let belongs = matches!(found[0].as_str(), "a" | "an" | "member" | "part");
        let other = names_somebody(&found) && (part.apart == Apart::Said || names_somebody(&main));
        let own_name = match part.apart {
            Apart::Said => other || numbered(&found),
            Apart::Bracket => {
                numbered(&found)
                    || initials(&main, &found)
                    || other && !belongs && found.iter().any(|word| kind(word) == Kind::Form)
            }
            Apart::Slash => other && names_somebody(&main),
            Apart::Dash => (other || numbered(&found)) && found.iter().any(|word| kind(word) == Kind::Form),
            Apart::Start => false,
        };
        if own_name {
            reading.also.push(telling(&found).1);
        } else if part.apart == Apart::Bracket && other && names_alone(&main) {
            // Somebody else, or a parent: whose name is outside the bracket is paid.
        } else if part.apart == Apart::Bracket {
            main.extend(found.into_iter().filter(|word| !is_id(word)));
        } else {
            main.extend(found);
        }
    }
    let main = without_ids(main);
    (reading.bare, reading.plain) = telling(&main);
    reading.words.clone_from(&reading.plain);
    reading.formed = main.iter().any(|word| kind(word) == Kind::Form)
        || main.last().is_some_and(|word| kind(word) == Kind::FormAtEnd);
    reading.also.retain(|also| !also.is_empty() && *also != reading.words);
    reading.written = main;
    reading
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Apart {
    Start,
    Said,
    Bracket,
    Slash,
    Dash,
}

struct Part {
    apart: Apart,
    text: String,
}

/// The pieces between brackets, dashes and slashes with room around them, and words of [`ALSO`]; what follows [`OTHERS`] is left out.
fn parts(folded: &str) -> Vec<Part> {
    let mut pieces = vec![Part { apart: Apart::Start, text: String::new() }];
    let begin = |apart: Apart, pieces: &mut Vec<Part>| pieces.push(Part { apart, text: String::new() });
    let tokens: Vec<&str> = folded.split_whitespace().collect();
    let starts = |at: usize, phrases: &[&[&str]]| {
        let said = |phrase: &&&[&str]| {
            tokens.get(at..at + phrase.len()).is_some_and(|found| {
                found
                    .iter()
                    .zip(**phrase)
                    .all(|(found, wanted)| found.trim_matches(['(', ',', ')', ':', '[']) == *wanted)
            })
        };
        phrases.iter().filter(said).map(|phrase| phrase.len()).max()
    };
    let mut at = 0;
    while at < tokens.len() {
        if at > 0 && starts(at, OTHERS).is_some() {
            break;
        }
        if at > 0
            && let Some(length) = starts(at, ALSO)
        {
            begin(Apart::Said, &mut pieces);
            at += length;
            continue;
        }
        let token = tokens[at];
        at += 1;
        if token == "-" || token == "/" || token == "|" || token == "\\" {
            begin(if token == "-" { Apart::Dash } else { Apart::Slash }, &mut pieces);
            continue;
        }
        for letter in token.chars() {
            match letter {
                '(' | '[' | '{' => begin(Apart::Bracket, &mut pieces),
                ')' | ']' | '}' => {
                    // What follows a bracket goes on with the name.
                    if pieces.last().is_some_and(|part| part.apart == Apart::Bracket) {
                        begin(Apart::Start, &mut pieces);
                    }
                }
                letter => {
                    if let Some(part) = pieces.last_mut() {
                        part.text.push(letter);
                    }
                }
            }
        }
        if let Some(part) = pieces.last_mut() {
            part.text.push(' ');
        }
    }
    pieces
}

fn names_somebody(words: &[String]) -> bool {
    words.iter().any(|word| matches!(kind(plain(word)), Kind::Name | Kind::Shared) && word.len() > 1)
}

/// Whether a word outside the lists and the dictionary names the supplier.
fn names_alone(words: &[String]) -> bool {
    words.iter().any(|word| kind(plain(word)) == Kind::Name && word.len() > 3)
}

/// Whether one word is the first letters of the others.
fn initials(words: &[String], short: &[String]) -> bool {
    let [short] = short else { return false };
    let first = |fillers: bool| -> String {
        let telling = words.iter().filter(|word| fillers || !matches!(kind(word), Kind::Filler | Kind::Form));
        telling.filter_map(|word| word.chars().next()).collect()
    };
    short.len() >= 3 && (first(true) == *short || first(false) == *short)
}

/// `9200-2088 Québec Inc`: a company that has a number for a name.
fn numbered(words: &[String]) -> bool {
    let digits =
        words.iter().filter(|word| word.bytes().all(|byte| byte.is_ascii_digit())).map(String::len).sum::<usize>();
    digits >= 6 && words.iter().any(|word| matches!(kind(plain(word)), Kind::Country | Kind::Place | Kind::Form))
}

/// A number of the ledger's own, no part of a name.
fn is_id(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    digits >= 4 && digits + 2 >= word.len() && word.is_ascii()
}

/// Without a vendor's number before or after the name. Where no name is left, the number is it.
fn without_ids(mut words: Vec<String>) -> Vec<String> {
    if !names_somebody(&words) {
        return words;
    }
    while words.len() > 1 && words.last().is_some_and(|word| is_id(word) && word.len() >= 5) {
        words.pop();
    }
    while words.len() > 1 && words.first().is_some_and(|word| is_id(word) && word.len() >= 5) {
        words.remove(0);
    }
    words
}

/// The words that are no form of company, as written and in plain spelling. A name of nothing but forms keeps them.
fn telling(words: &[String]) -> (Vec<String>, Vec<Word>) {
    let mut end = words.len();
    while end > 1 && matches!(kind(&words[end - 1]), Kind::Form | Kind::FormAtEnd | Kind::Filler) {
        end -= 1;
    }
    let kept: Vec<&String> =
        words[..end].iter().filter(|word| !matches!(kind(word), Kind::Form | Kind::Filler)).collect();
    let kept = if kept.is_empty() { words.iter().collect() } else { kept };
    let plain_word = |(place, word): (usize, &&String)| {
        // `St` opens the name of a saint.
        let text = if place == 0 && word.as_str() == "st" && kept.len() > 1 { "saint" } else { plain(word) };
        let kind = match kind(text) {
            Kind::Form | Kind::FormAtEnd | Kind::Filler => Kind::Name,
            kind => kind,
        };
        Word { text: text.to_owned(), kind }
    };
    let read = kept.iter().enumerate().map(plain_word).collect();
    (kept.into_iter().cloned().collect(), read)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (String, Vec<String>) {
        let join = |words: &[Word]| words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        let reading = read(text);
        (join(&reading.words), reading.also.iter().map(|also| join(also)).collect())
    }

    #[test]
    fn a_name_is_parted_from_forms_numbers_and_other_names() {
        for (text, name, also) in [
            ("Brackenfell Systems Ltd", "brackenfell system", vec![]),
            ("THE BRACKENFELL CO., LTD (UK)", "brackenfell uk", vec![]),
            ("Ashgrove Holdings t/a Tarnside Cafe", "ashgrove holding", vec!["tarnside cafe"]),
            ("Tarnside (formerly Ashgrove Svcs)", "tarnside", vec!["ashgrove service"]),
            ("Tarnside Ltd (V0012345)", "tarnside", vec![]),
            ("0012345 Tarnside Ltd", "tarnside", vec![]),
            ("Quarrybank Construction (1234-5678 Québec Inc)", "quarrybank construction", vec!["1234 5678 quebec"]),
            ("1234567 Ontario Inc", "1234567 ontario", vec![]),
            ("Tarnside c/o Ashgrove Ltd", "tarnside", vec![]),
            ("Tarnside Foods (an Ashgrove company)", "tarnside food", vec![]),
            ("Brackenfell Oat Growers Union (BOGU)", "brackenfell oat growers union", vec!["bogu"]),
            ("Tarnside - Accounts Payable", "tarnside account payable", vec![]),
            ("Ltd", "ltd", vec![]),
        ] {
            let also: Vec<String> = also.into_iter().map(str::to_owned).collect();
            assert_eq!(told(text), (name.to_owned(), also), "{text}");
        }
    }
}
