//! A string as pieces: runs of letters and runs of digits, each spelled in one way and each with its place in the original.
//!
//! `Win2008R2` and `win 2008 r2` are the same four pieces. A digit run keeps the dots between its digits, and the hyphens of the
//! form in which AIX states its level, so that `11.2.0.4` and `6100-09-12` stay whole. Every piece is spelled with a space before and after it, so that a search for spelled
//! words can only find whole pieces, and neighbours never share a space.

use super::plain::Plain;
use std::collections::HashMap;
use std::ops::Range;

/// Words that are spelled like others: `svr` like `server`.
pub(crate) type Same = HashMap<String, String>;

/// What stood between a piece and the one before it; the strongest of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Nothing: `r` and `2` in `r2`.
    Glued,
    /// A dot that is not between digits: `B.11`.
    Dot,
    /// A hyphen or an underscore.
    Hyphen,
    /// A space or the like.
    Space,
    /// `/` or `&`: a list.
    Slash,
    /// A closing bracket.
    Close,
    /// An opening bracket.
    Open,
    /// A hyphen between spaces.
    Dash,
    /// A colon or a semicolon.
    Colon,
    /// A comma, a new line, or the beginning.
    Stop,
}

#[derive(Debug, Clone)]
pub(crate) struct Piece {
    /// Its place in the spelled text, without its spaces.
    spelled: Range<usize>,
    /// Its place in the original, in bytes.
    pub(crate) raw: Range<usize>,
    pub(crate) gap: Gap,
    /// A run of digits?
    pub(crate) number: bool,
    /// Inside brackets?
    pub(crate) bracketed: bool,
}

/// A string, cut up.
#[derive(Debug, Clone, Default)]
pub(crate) struct Text {
    pub(crate) spelled: String,
    pub(crate) pieces: Vec<Piece>,
}

impl Text {
    pub(crate) fn read(raw: &str, same: &Same) -> Text {
        let plain = Plain::of(raw);
        let text = Text {
            spelled: String::with_capacity(plain.text.len() * 3 / 2 + 16),
            pieces: Vec::with_capacity(plain.text.len() / 4 + 4),
        };
        let word = String::with_capacity(24);
        Reader { plain: &plain, bytes: plain.text.as_bytes(), same, text, gap: Gap::Stop, depth: 0, word }.read()
    }

    pub(crate) fn word(&self, piece: usize) -> &str {
        &self.spelled[self.pieces[piece].spelled.clone()]
    }

    pub(crate) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// The piece that begins at this place of the spelled text, its leading space included.
    pub(crate) fn piece_at(&self, place: usize) -> usize {
        self.pieces.partition_point(|piece| piece.spelled.start <= place)
    }

    /// Do these spelled words stand here, before `end`? Says how many pieces they are.
    pub(crate) fn has(&self, words: &str, piece: usize, end: usize) -> Option<usize> {
        if !self.begins(words, piece) {
            return None;
        }
        let count = words.matches(' ').count() / 2;
        (count > 0 && piece + count <= end).then_some(count)
    }

    /// Some pieces as they are spelled; empty for none.
    pub(crate) fn spelling(&self, pieces: Range<usize>) -> &str {
        match (self.pieces.get(pieces.start), pieces.end.checked_sub(1).and_then(|last| self.pieces.get(last))) {
            (Some(first), Some(last)) if pieces.start < pieces.end => {
                self.spelled.get(first.spelled.start - 1..=last.spelled.end).unwrap_or_default()
            }
            _ => "",
        }
    }

    /// Do these spelled words stand here?
    pub(crate) fn begins(&self, words: &str, piece: usize) -> bool {
        let start = self.pieces.get(piece).map(|piece| piece.spelled.start - 1);
        start.and_then(|start| self.spelled.get(start..)).is_some_and(|rest| rest.starts_with(words))
    }

    /// The bytes of the original from one piece to another, the last excluded.
    pub(crate) fn span(&self, pieces: Range<usize>) -> Range<usize> {
        match (self.pieces.get(pieces.start), pieces.end.checked_sub(1).and_then(|last| self.pieces.get(last))) {
            (Some(first), Some(last)) if first.raw.start <= last.raw.end => first.raw.start..last.raw.end,
            _ => 0..0,
        }
    }

    /// The numbers of a digit run: `11.2.0.4`, `6100-09`. Empty if one is too large to be a version.
    pub(crate) fn numbers(&self, piece: usize) -> Vec<u32> {
        let parts: Option<Vec<u32>> = self.word(piece).split(['.', '-']).map(|part| part.parse().ok()).collect();
        parts.unwrap_or_default()
    }
}

/// Words as a text spells them.
pub(crate) fn spell(words: &str, same: &Same) -> String {
    Text::read(words, same).spelled
}

struct Reader<'a> {
    plain: &'a Plain<'a>,
    bytes: &'a [u8],
    same: &'a Same,
    text: Text,
    gap: Gap,
    depth: u32,
    word: String,
}

impl Reader<'_> {
    fn read(mut self) -> Text {
        let mut at = 0;
        while let Some(byte) = self.byte(at) {
            if byte.is_ascii_digit() {
                at = self.number(at);
            } else if byte.is_ascii_alphabetic() {
                at = self.letters(at);
            } else if byte.is_ascii() {
                at += trade_mark(self.bytes, at).unwrap_or_else(|| {
                    self.between(byte, at);
                    1
                });
            } else {
                let Some(c) = self.plain.text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                if c.is_alphanumeric() {
                    at = self.letters(at);
                } else {
                    if c == '\u{2265}' {
                        self.or_later(at..at + c.len_utf8());
                    }
                    self.gap = self.gap.max(Gap::Space);
                    at += c.len_utf8();
                }
            }
        }
        self.text
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    fn is_digit(&self, at: usize) -> bool {
        self.byte(at).is_some_and(|byte| byte.is_ascii_digit())
    }

    /// A run of digits with the dots between them.
    fn number(&mut self, start: usize) -> usize {
        let mut at = start;
        while let Some(byte) = self.byte(at) {
            match byte {
                digit if digit.is_ascii_digit() => {}
                b'.' if self.is_digit(at + 1) => {}
                b'-' if self.gap != Gap::Glued && is_level(&self.bytes[start..at], self.digits_from(at + 1)) => {}
                _ => break,
            }
            at += 1;
        }
        if self.is_epoch(start..at) || self.is_protocol_mark(start..at) {
            return at + 1;
        }
        let model = self.gap == Gap::Glued && at - start == 4;
        self.word.push_str(&self.plain.text[start..at]);
        self.push(start..at, true);
        // `C2960+24TC` is another box than `C2960-24TC`.
        if model && self.byte(at) == Some(b'+') && self.is_digit(at + 1) {
            self.or_later(at..at + 1);
            return at + 1;
        }
        // `7+` is open; the `+` of `1.10.3+dfsg` begins a mark of whoever packed it.
        if self.byte(at) == Some(b'+') && !self.byte(at + 1).is_some_and(|next| next.is_ascii_alphanumeric()) {
            self.or_later(at..at + 1);
            at += 1;
        }
        at
    }

    fn or_later(&mut self, plain: Range<usize>) {
        self.word.push('+');
        self.push(plain, false);
    }

    /// The `1:` of `1:10.3.39` counts how often a packer has changed the way of counting.
    fn is_epoch(&self, digits: Range<usize>) -> bool {
        let after = digits.end + 1;
        let begins =
            digits.start == 0 || matches!(self.bytes[digits.start - 1], b' ' | b'@' | b'=' | b'"' | b'(' | b'\t');
        begins && digits.len() <= 2 && self.byte(digits.end) == Some(b':') && self.is_digit(after) && {
            let dot = after + self.digits_from(after);
            self.byte(dot) == Some(b'.') && self.is_digit(dot + 1)
        }
    }

    /// The `5.5.5-` of `5.5.5-10.1.23-MariaDB` is what `MariaDB` says to clients that know `MySQL` alone.
    fn is_protocol_mark(&self, digits: Range<usize>) -> bool {
        let after = digits.end + 1;
        let major = self.digits_from(after);
        self.bytes.get(digits.clone()) == Some(b"5.5.5")
            && self.byte(digits.end) == Some(b'-')
            && major == 2
            && self.byte(after + major) == Some(b'.')
            && self.is_digit(after + major + 1)
    }

    /// How many digits stand here, five at most.
    fn digits_from(&self, at: usize) -> usize {
        (at..at + 5).take_while(|at| self.is_digit(*at)).count()
    }

    /// A run of letters. An apostrophe inside it is dropped and does not end it.
    fn letters(&mut self, start: usize) -> usize {
        let (mut at, mut last) = (start, start);
        while let Some(byte) = self.byte(at) {
            if byte.is_ascii_alphabetic() {
                self.word.push(char::from(byte.to_ascii_lowercase()));
                at += 1;
                last = at;
            } else if byte == b'\'' {
                at += 1;
            } else if byte.is_ascii() {
                break;
            } else {
                let Some(c) = self.plain.text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                if !c.is_alphanumeric() {
                    break;
                }
                self.word.extend(c.to_lowercase());
                at += c.len_utf8();
                last = at;
            }
        }
        if let Some(number) = self.roman() {
            self.word.clear();
            self.word.push(number);
            self.push(start..last, true);
        } else {
            self.push(start..last, false);
        }
        last
    }

    /// `SP II` is `SP 2`, `Release III` is `Release 3`.
    fn roman(&self) -> Option<char> {
        let number = match self.word.as_str() {
            "i" => '1',
            "ii" => '2',
            "iii" => '3',
            "iv" => '4',
            "v" => '5',
            "vi" => '6',
            _ => return None,
        };
        let before = self.text.len().checked_sub(1).map(|last| self.text.word(last))?;
        let spaced = self.gap == Gap::Space;
        match before {
            "sp" | "pack" | "servicepack" => Some(number),
            // One letter after `release` may be anything.
            "r" | "release" if spaced && self.word.len() > 1 => Some(number),
            _ => None,
        }
    }

    fn between(&mut self, byte: u8, at: usize) {
        let gap = match byte {
            b'(' | b'[' | b'{' => {
                self.depth += 1;
                Gap::Open
            }
            b')' | b']' | b'}' => {
                self.depth = self.depth.saturating_sub(1);
                Gap::Close
            }
            b'/' | b'&' => Gap::Slash,
            b'.' => Gap::Dot,
            b':' | b';' => Gap::Colon,
            b',' | b'|' | b'\n' | b'\r' => Gap::Stop,
            // Two years with a hyphen between them are a list.
            b'-' if self.gap == Gap::Glued && self.digits_from(at + 1) == 4 && self.ends_in_a_year() => Gap::Slash,
            b'-' if self.gap == Gap::Space && self.byte(at + 1).is_some_and(|next| next.is_ascii_whitespace()) => {
                Gap::Dash
            }
            b'-' | b'_' => Gap::Hyphen,
            b'>' => {
                self.or_later(at..at + 1);
                Gap::Space
            }
            _ => Gap::Space,
        };
        self.gap = self.gap.max(gap);
    }

    fn ends_in_a_year(&self) -> bool {
        self.text.pieces.last().is_some_and(|piece| piece.number && piece.spelled.len() == 4)
    }

    fn push(&mut self, plain: Range<usize>, number: bool) {
        let word = if number { None } else { self.same.get(&self.word) };
        let word = word.map_or(self.word.as_str(), String::as_str);
        let text = &mut self.text;
        text.spelled.push(' ');
        let start = text.spelled.len();
        text.spelled.push_str(word);
        let spelled = start..text.spelled.len();
        text.spelled.push(' ');
        let raw = self.plain.raw(plain);
        text.pieces.push(Piece { spelled, raw, gap: self.gap, number, bracketed: self.depth > 0 });
        self.gap = Gap::Glued;
        self.word.clear();
    }
}

/// The beginning of an AIX level: version, release and 00, and what has been read after them; two more digits follow it, in the end
/// four.
fn is_level(word: &[u8], digits: usize) -> bool {
    let begins = matches!(word, [b'4'..=b'7', b'0'..=b'9', b'0', b'0', ..]);
    begins && (digits == 2 || digits == 4 && word.contains(&b'-'))
}

/// `(R)`, `(TM)` and `(C)` right after a word say nothing. How many bytes they take.
fn trade_mark(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..).filter(|rest| rest.first() == Some(&b'('))?;
    [&b"(r)"[..], b"(tm)", b"(c)"]
        .iter()
        .find(|mark| rest.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark)))
        .map(|mark| mark.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(raw: &str) -> Vec<String> {
        let same = Same::from([("svr".to_owned(), "server".to_owned())]);
        let text = Text::read(raw, &same);
        (0..text.len()).map(|piece| text.word(piece).to_owned()).collect()
    }

    #[test]
    fn digits_and_letters_part_and_dots_between_digits_hold() {
        for (raw, pieces) in [
            ("Win2008R2", "win 2008 r 2"),
            ("Windows® Svr  2008 R2", "windows server 2008 r 2"),
            ("Windows(R) 7", "windows 7"),
            ("11gR2 (11.2.0.4.0)", "11 gr 2 11.2.0.4.0"),
            ("6100-09-12-1845", "6100-09-12-1845"),
            ("WS-C2960-24TT-L", "ws c 2960 24 tt l"),
            ("C4500-24", "c 4500 24"),
            ("VAX 6000-410", "vax 6000 410"),
            ("12.4(24)T8", "12.4 24 t 8"),
            ("PHP/5.3.3", "php 5.3.3"),
            ("HP-UX B.11.31", "hp ux b 11.31"),
            ("x86_64", "x 86 64"),
            ("Domino\u{2019}s", "dominos"),
            ("7+", "7 +"),
            ("≥ 9", "+ 9"),
            (">= 9", "+ 9"),
            ("1.10.3+dfsg", "1.10.3 dfsg"),
            ("redis 5:6.0.16-1+deb11u2", "redis 6.0.16 1 deb 11 u 2"),
            ("1:10.3.39", "10.3.39"),
            ("5.5.5-10.1.23-MariaDB", "10.1.23 mariadb"),
            ("mysql-5.5.5-10", "mysql 5.5.5 10"),
            ("19:37:56", "19 37 56"),
            ("at 12:30", "at 12 30"),
            ("SP II, Service Pack III", "sp 2 service pack 3"),
            ("Release II", "release 2"),
            ("Class I", "class i"),
            ("ＳＱＬ２００８", "sql 2008"),
            ("9.6.", "9.6"),
            ("\u{1F4BB} Café", "café"),
            ("", ""),
        ] {
            assert_eq!(words(raw).join(" "), pieces, "{raw}");
        }
    }

    #[test]
    fn a_piece_knows_its_place_in_the_original() {
        let raw = "Größe: SQL\u{a0}Server (2008 R2)";
        let text = Text::read(raw, &Same::new());
        let span = text.span(1..3);
        assert_eq!(&raw[span], "SQL\u{a0}Server");
        assert_eq!(text.pieces[1].gap, Gap::Colon);
        assert!(text.pieces[3].bracketed);
        assert_eq!(text.has(&spell("2008 r2", &Same::new()), 3, text.len()), Some(3));
        assert_eq!(text.has(&spell("2008 r2", &Same::new()), 3, 5), None);
    }

    #[test]
    fn a_megabyte_is_read_in_one_pass() {
        let raw = "a1(".repeat(350_000);
        assert_eq!(Text::read(&raw, &Same::new()).len(), 700_000);
    }
}
