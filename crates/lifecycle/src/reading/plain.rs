//! The plain form of a string: one spelling for each character, and the way back to the original's bytes.
//!
//! Compatibility forms become plain ones (NFKC: full-width letters, ligatures, superscripts); curly quotes, dashes and odd spaces
//! become those of ASCII; trade marks, zero-width and control characters become nothing.

use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::char::{compose, decompose_compatible};

/// A string in its plain form.
pub(super) struct Plain<'a> {
    pub(super) text: Cow<'a, str>,
    /// For each character of the text its place there and its bytes in the original. Empty where both are the same.
    origins: Vec<Origin>,
}

struct Origin {
    at: usize,
    raw: Range<usize>,
}

impl Plain<'_> {
    pub(super) fn of(raw: &str) -> Plain<'_> {
        let is_plain =
            |byte: u8| byte.is_ascii() && (!byte.is_ascii_control() || matches!(byte, b'\n' | b'\r' | b'\t'));
        if raw.bytes().all(is_plain) {
            return Plain { text: Cow::Borrowed(raw), origins: Vec::new() };
        }
        let mut text = String::with_capacity(raw.len());
        let mut origins: Vec<Origin> = Vec::with_capacity(raw.len());
        for (start, c) in raw.char_indices() {
            let Some(c) = plain(c) else { continue };
            let raw = start..start + c.1;
            if c.0.is_ascii() {
                origins.push(Origin { at: text.len(), raw });
                text.push(c.0);
                continue;
            }
            decompose_compatible(c.0, |part| {
                // A mark joins the letter before it.
                if let Some(last) = text.chars().next_back()
                    && let Some(both) = compose(last, part)
                    && let Some(origin) = origins.last_mut()
                {
                    text.pop();
                    text.push(both);
                    origin.raw.end = raw.end;
                    return;
                }
                origins.push(Origin { at: text.len(), raw: raw.clone() });
                text.push(part);
            });
        }
        Plain { text: Cow::Owned(text), origins }
    }

    /// The bytes of the original that these of the plain text come from.
    pub(super) fn raw(&self, plain: Range<usize>) -> Range<usize> {
        if self.origins.is_empty() || plain.is_empty() {
            return plain;
        }
        let of = |at: usize| self.origins.partition_point(|origin| origin.at <= at).checked_sub(1);
        match (of(plain.start), of(plain.end - 1)) {
            (Some(first), Some(last)) => self.origins[first].raw.start..self.origins[last].raw.end,
            _ => 0..0,
        }
    }
}

/// A character in its plain form, and how many bytes it takes in the original. Nothing where it says nothing.
fn plain(c: char) -> Option<(char, usize)> {
    let form = match c {
        '®' | '™' | '©' | '\u{2120}' => return None,
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\n' | '\r' => c,
        c if c.is_whitespace() => ' ',
        c if c.is_control() || is_invisible(c) => return None,
        c => c,
    };
    Some((form, c.len_utf8()))
}

/// Soft hyphens, zero-width characters and marks of direction.
fn is_invisible(c: char) -> bool {
    let ranges = ['\u{200b}'..='\u{200f}', '\u{202a}'..='\u{202e}', '\u{2060}'..='\u{2064}', '\u{2066}'..='\u{2069}'];
    matches!(c, '\u{ad}' | '\u{feff}') || ranges.iter().any(|range| range.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compatibility_forms_become_plain_and_every_byte_knows_where_it_was() {
        for (raw, text) in [
            ("Windows\u{a0}7", "Windows 7"),
            ("ＳＱＬ　２００８", "SQL 2008"),
            ("e\u{301}dition", "édition"),
            ("SP\u{2161}", "SPII"),
            ("o\u{fb03}ce", "office"),
            ("Windows® 8™", "Windows 8"),
            ("Win\u{200b}dows\u{feff} 7", "Windows 7"),
            ("a\u{0}b", "ab"),
            ("a\u{2013}b", "a-b"),
            ("don\u{2019}t", "don't"),
        ] {
            let plain = Plain::of(raw);
            assert_eq!(plain.text, text, "{raw:?}");
            assert_eq!(plain.raw(0..plain.text.len()).start, 0);
            for (at, c) in plain.text.char_indices() {
                let place = plain.raw(at..at + c.len_utf8());
                assert!(raw.get(place.clone()).is_some_and(|bytes| !bytes.is_empty()), "{raw:?} {place:?}");
            }
        }
        let plain = Plain::of("Größe ＳＱＬ");
        let at = plain.text.find("SQL").unwrap();
        assert_eq!(&"Größe ＳＱＬ"[plain.raw(at..at + 3)], "ＳＱＬ");
    }
}
