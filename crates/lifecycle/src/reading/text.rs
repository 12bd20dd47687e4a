//! A string as pieces: runs of letters and runs of digits, each spelled in one way and each with its place in the original.
//!
//! `Win2008R2` and `win 2008 r2` are the same four pieces. A digit run keeps the dots between its digits, and the hyphens of the
//! form in which AIX states its level, so that `11.2.0.4` and `6100-09-12` stay whole. Every piece is spelled with a space before and after it, so that a search for spelled
//! words can only find whole pieces, and neighbours never share a space.

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
    /// A space or the like.
    Space,
    /// `/` or `&`: a list.
    Slash,
    /// A closing bracket.
    Close,
    /// An opening bracket.
    Open,
    /// A comma, a semicolon, a colon, a lone hyphen, a new line, or the beginning.
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
        Reader { raw, same, text: Text::default(), gap: Gap::Stop, depth: 0, word: String::new() }.read()
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
        let start = self.pieces.get(piece)?.spelled.start - 1;
        let rest = &self.spelled[start..];
        let count = words.matches(' ').count() / 2;
        (count > 0 && piece + count <= end && rest.starts_with(words)).then_some(count)
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
    raw: &'a str,
    same: &'a Same,
    text: Text,
    gap: Gap,
    depth: u32,
    word: String,
}

impl Reader<'_> {
    fn read(mut self) -> Text {
        let raw = self.raw;
        let mut at = 0;
        while let Some(c) = next(raw, at) {
            let end = at + c.len_utf8();
            let Some(plain) = plain(c) else {
                at = end;
                continue;
            };
            if let Some(mark) = trade_mark(raw, at) {
                at += mark;
            } else if plain.is_ascii_digit() {
                at = self.number(at);
            } else if plain.is_alphanumeric() {
                at = self.letters(at);
            } else {
                self.between(plain, at, end);
                at = end;
            }
        }
        self.text
    }

    /// A run of digits with the dots between them.
    fn number(&mut self, start: usize) -> usize {
        let mut at = start;
        while let Some(c) = next(self.raw, at) {
            let end = at + c.len_utf8();
            match plain(c) {
                Some(digit) if digit.is_ascii_digit() => self.word.push(digit),
                Some('.') if self.digits_from(end) > 0 => self.word.push('.'),
                Some('-') if self.gap != Gap::Glued && self.digits_from(end) >= 2 && is_level(&self.word) => {
                    self.word.push('-');
                }
                _ => break,
            }
            at = end;
        }
        self.push(start..at, true);
        if next(self.raw, at) == Some('+') {
            self.word.push('+');
            self.push(at..at + 1, false);
            at += 1;
        }
        at
    }

    /// How many digits stand here.
    fn digits_from(&self, at: usize) -> usize {
        let rest = self.raw.get(at..).unwrap_or_default();
        rest.chars().take(5).take_while(|c| plain(*c).is_some_and(|c| c.is_ascii_digit())).count()
    }

    /// A run of letters. An apostrophe inside it is dropped and does not end it.
    fn letters(&mut self, start: usize) -> usize {
        let mut at = start;
        let mut last = start;
        while let Some(c) = next(self.raw, at) {
            let end = at + c.len_utf8();
            match plain(c) {
                Some(letter) if letter.is_alphanumeric() && !letter.is_ascii_digit() => {
                    self.word.extend(letter.to_lowercase());
                    last = end;
                }
                Some('\'') | None => {}
                _ => break,
            }
            at = end;
        }
        self.push(start..last, false);
        last
    }

    fn between(&mut self, c: char, at: usize, end: usize) {
        let gap = match c {
            '(' | '[' | '{' => {
                self.depth += 1;
                Gap::Open
            }
            ')' | ']' | '}' => {
                self.depth = self.depth.saturating_sub(1);
                Gap::Close
            }
            '/' | '&' => Gap::Slash,
            '.' => Gap::Dot,
            ',' | ';' | ':' | '|' | '\n' | '\r' => Gap::Stop,
            // Two years with a hyphen between them are a list.
            '-' if self.gap == Gap::Glued && self.digits_from(end) == 4 && self.ends_in_a_year() => Gap::Slash,
            '-' if self.gap == Gap::Space && next(self.raw, end).and_then(plain).is_some_and(char::is_whitespace) => {
                Gap::Stop
            }
            '>' | '\u{2265}' => {
                self.word.push('+');
                self.push(at..end, false);
                Gap::Space
            }
            _ => Gap::Space,
        };
        self.gap = self.gap.max(gap);
    }

    fn ends_in_a_year(&self) -> bool {
        self.text.pieces.last().is_some_and(|piece| piece.number && piece.spelled.len() == 4)
    }

    fn push(&mut self, raw: Range<usize>, number: bool) {
        let word = self.same.get(&self.word).map_or(self.word.as_str(), String::as_str);
        let text = &mut self.text;
        text.spelled.push(' ');
        let start = text.spelled.len();
        text.spelled.push_str(word);
        let spelled = start..text.spelled.len();
        text.spelled.push(' ');
        text.pieces.push(Piece { spelled, raw, gap: self.gap, number, bracketed: self.depth > 0 });
        self.gap = Gap::Glued;
        self.word.clear();
    }
}

/// The beginning of an AIX level: version, release and 00, and what has been read after them.
fn is_level(word: &str) -> bool {
    matches!(word.as_bytes(), [b'4'..=b'7', b'0'..=b'9', b'0', b'0', ..])
}

fn next(raw: &str, at: usize) -> Option<char> {
    raw.get(at..)?.chars().next()
}

/// `(R)`, `(TM)` and `(C)` right after a word say nothing. How many bytes they take.
fn trade_mark(raw: &str, at: usize) -> Option<usize> {
    let rest = raw.as_bytes().get(at..)?;
    ["(r)", "(tm)", "(c)"]
        .iter()
        .find(|mark| rest.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark.as_bytes())))
        .map(|mark| mark.len())
}

/// The plain form of a character: full-width letters, curly quotes, dashes and odd spaces become plain ones; marks, zero-width and
/// control characters become nothing.
fn plain(c: char) -> Option<char> {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        '®' | '™' | '©' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => None,
        '\u{2018}' | '\u{2019}' => Some('\''),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        c if c.is_whitespace() && c != '\n' && c != '\r' => Some(' '),
        c if c.is_control() && c != '\n' && c != '\r' => None,
        c => Some(c),
    }
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
            ("12.4(24)T8", "12.4 24 t 8"),
            ("PHP/5.3.3", "php 5.3.3"),
            ("HP-UX B.11.31", "hp ux b 11.31"),
            ("x86_64", "x 86 64"),
            ("Domino\u{2019}s", "dominos"),
            ("7+", "7 +"),
            ("≥ 9", "+ 9"),
            (">= 9", "+ 9"),
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
        assert_eq!(text.pieces[1].gap, Gap::Stop);
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
