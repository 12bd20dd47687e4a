//! From a text to plain words: encoding mishaps put right, accents and case gone, initials together.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text in lower case without accents, and with `&` as `and`. Brackets, dashes, slashes and commas stay: they part a name.
pub(super) fn fold(text: &str) -> String {
    let text = repair(text);
    let text =
        if text.contains('&') { text.replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", " ") } else { text };
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        match letter {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            '&' | '+' => folded.push_str(" and "),
            '–' | '—' | '−' => folded.push('-'),
            '\'' | '’' | '‘' | '`' | '´' => {}
            letter => folded.push(letter),
        }
    }
    folded
}

/// Text of UTF-8 that was read as Windows-1252, once or twice, is read as what it was: `Ã©` → `é`.
fn repair(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..2 {
        if !text.contains(['Ã', 'Â', 'â', 'Å', 'Ä']) {
            break;
        }
        let bytes: Option<Vec<u8>> = text.chars().map(byte_of).collect();
        let Some(read) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()) else { break };
        text = read;
    }
    text
}

/// The byte that Windows-1252 shows as this character.
fn byte_of(letter: char) -> Option<u8> {
    /// Bytes 0x80 to 0x9F; unused ones are shown as themselves.
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    if let Ok(byte) = u8::try_from(letter) {
        return Some(byte);
    }
    let place = HIGH.iter().position(|high| *high == letter)?;
    u8::try_from(0x80 + place).ok()
}

/// The words of folded text: runs of letters and digits. A dot or slash after a single letter joins, so that `s.p.a.` is `spa`, and single
/// letters that follow each other are one word: `a b c`, `a and b`.
pub(super) fn words(folded: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![];
    let mut word = String::new();
    let mut letters = folded.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_alphanumeric() {
            word.push(letter);
            continue;
        }
        let joins = matches!(letter, '.' | '/') && word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        let more = letters.peek().is_some_and(|next| next.is_alphabetic());
        if joins && more && initials(letters.clone()) {
            let mut run = std::mem::take(&mut word);
            while let Some(next) = letters.peek().copied() {
                if next.is_alphabetic() {
                    run.push(next);
                } else if !matches!(next, '.' | '/') {
                    break;
                }
                letters.next();
            }
            words.push(run);
            continue;
        }
        if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    together(words)
}

/// Whether single letters follow, each before a dot, a slash or the end of the word.
fn initials(letters: impl Iterator<Item = char>) -> bool {
    let mut run = 0;
    for letter in letters {
        if letter.is_alphanumeric() {
            run += 1;
            if run > 1 {
                return false;
            }
        } else if matches!(letter, '.' | '/') {
            run = 0;
        } else {
            break;
        }
    }
    true
}

fn together(words: Vec<String>) -> Vec<String> {
    let single = |word: &str| word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let mut joined: Vec<String> = Vec::with_capacity(words.len());
    let mut open = false;
    let mut rest = words.into_iter().peekable();
    while let Some(word) = rest.next() {
        let bridge = word == "and" && open && rest.peek().is_some_and(|next| single(next));
        if bridge {
            continue;
        }
        if single(&word) {
            match joined.last_mut().filter(|_| open) {
                Some(last) => last.push_str(&word),
                None => joined.push(word),
            }
            open = true;
        } else {
            joined.push(word);
            open = false;
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spelling_is_its_plain_words() {
        for (text, plain) in [
            ("Société Générale S.A.", "societe generale sa"),
            ("SociÃ©tÃ© GÃ©nÃ©rale", "societe generale"),
            ("QuÃƒÂ©bec", "quebec"),
            ("Müller &amp; Söhne", "muller and sohne"),
            ("O’Brien's", "obriens"),
            ("A & B Plumbing", "ab plumbing"),
            ("I.B.M. / I B M", "ibm ibm"),
            ("Wexmoor A/S", "wexmoor as"),
            ("St.John Co.Ltd.", "st john co ltd"),
            ("Straße Łódź", "strasse lodz"),
        ] {
            assert_eq!(words(&fold(text)).join(" "), plain, "{text}");
        }
    }
}
