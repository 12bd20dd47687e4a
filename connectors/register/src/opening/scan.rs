//! What the bytes of a whole file say about its encoding and its line ends.

use std::io::{self, Read};

/// Counts over a whole file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Scan {
    /// Characters of more than one byte that are UTF-8. They hardly ever arise by chance.
    pub(crate) multibyte: u64,
    /// Places that are not UTF-8.
    pub(crate) foreign: u64,
    /// Bytes among those that windows-1252 leaves undefined.
    pub(crate) undefined: u64,
    /// Characters that some program could not read before this file was written.
    pub(crate) lost: u64,
    pub(crate) lf: u64,
    pub(crate) cr_lf: u64,
    pub(crate) cr: u64,
}

const CHUNK: usize = 1 << 16;

impl Scan {
    /// Reads to the end.
    pub(crate) fn of(mut bytes: impl Read) -> io::Result<Scan> {
        let mut scan = Scan::default();
        let mut chunk = vec![0; CHUNK];
        // What a chunk ends with that its next may complete: at most three bytes of a character.
        let mut kept = 0;
        let mut after_return = false;
        loop {
            let read = bytes.read(&mut chunk[kept..])?;
            if read == 0 {
                scan.foreign += u64::from(kept > 0);
                return Ok(scan);
            }
            chunk[kept..kept + read].iter().for_each(|byte| scan.line_end(*byte, &mut after_return));
            let length = kept + read;
            let rest = scan.characters(&chunk[..length]);
            chunk.copy_within(rest..length, 0);
            kept = length - rest;
        }
    }

    fn line_end(&mut self, byte: u8, after_return: &mut bool) {
        match (byte, *after_return) {
            (b'\n', true) => {
                self.cr -= 1;
                self.cr_lf += 1;
            }
            (b'\n', false) => self.lf += 1,
            (b'\r', _) => self.cr += 1,
            _ => {}
        }
        *after_return = byte == b'\r';
    }

    /// Counts the characters, and says where an unfinished one begins.
    fn characters(&mut self, bytes: &[u8]) -> usize {
        let mut from = 0;
        loop {
            match std::str::from_utf8(&bytes[from..]) {
                Ok(text) => {
                    self.text(text);
                    return bytes.len();
                }
                Err(error) => {
                    let good = from + error.valid_up_to();
                    self.text(std::str::from_utf8(&bytes[from..good]).unwrap_or_default());
                    let Some(length) = error.error_len() else { return good };
                    self.foreign += 1;
                    let undefined = |byte: &&u8| matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d);
                    self.undefined += count(bytes[good..good + length].iter().filter(undefined).count());
                    from = good + length;
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if !text.is_ascii() {
            self.multibyte += count(text.chars().filter(|letter| !letter.is_ascii()).count());
            self.lost += count(text.matches('\u{fffd}').count());
        }
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_and_line_ends_are_counted() {
        let scan = Scan::of("£a\r\n\u{fffd}\n\r\r\n".as_bytes()).unwrap();
        let counted = Scan { multibyte: 2, lost: 1, lf: 1, cr_lf: 2, cr: 1, ..Scan::default() };
        assert_eq!(scan, counted);
        let scan = Scan::of(&b"caf\xe9 \x81 \xc2\xa3 \xe2\x82"[..]).unwrap();
        assert_eq!((scan.multibyte, scan.foreign, scan.undefined), (1, 3, 1));
    }

    #[test]
    fn a_character_across_two_chunks_is_one() {
        for before in CHUNK - 4..CHUNK + 2 {
            let text = format!("{}€\r\n", "a".repeat(before));
            let scan = Scan::of(text.as_bytes()).unwrap();
            assert_eq!((scan.multibyte, scan.foreign, scan.cr_lf), (1, 0, 1), "{before}");
        }
    }
}
