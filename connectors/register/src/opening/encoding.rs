//! Which encoding a file is in, and how its bytes become text.

use super::bytes::{self, Bytes};
use super::scan::Scan;
use super::{SourceFile, declared};
use crate::Error;
use crate::detected::{Detected, Sure};
use encoding_rs::{Decoder, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;
use std::io::{self, Read};

/// How bytes become text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Every cell is UTF-8, or its row is set aside.
    Utf8,
    /// A cell that is not UTF-8 is windows-1252. Delimiters, quotes and line ends are the same byte in both.
    Utf8OrWindows1252,
    /// The whole stream becomes UTF-8 first.
    Other(&'static encoding_rs::Encoding),
}

impl Encoding {
    /// The bytes of a file as UTF-8, or nearly so, behind a byte order mark.
    pub(crate) fn stream(self, bytes: Bytes) -> Bytes {
        match self {
            Encoding::Utf8 | Encoding::Utf8OrWindows1252 => bytes,
            Encoding::Other(encoding) => Box::new(Decoded::new(bytes, encoding.new_decoder_with_bom_removal())),
        }
    }

    /// A cell as text; `None`, where it is not in this encoding.
    pub(crate) fn cell(self, cell: &[u8]) -> Option<Cow<'_, str>> {
        match std::str::from_utf8(cell) {
            Ok(text) => Some(Cow::Borrowed(text)),
            Err(_) if self == Encoding::Utf8OrWindows1252 => Some(WINDOWS_1252.decode_without_bom_handling(cell).0),
            Err(_) => None,
        }
    }
}

/// The encoding of that name, as the web calls it.
pub(crate) fn named(name: &str) -> Option<Encoding> {
    let encoding = encoding_rs::Encoding::for_label(name.trim().as_bytes())?;
    Some(if encoding == UTF_8 { Encoding::Utf8 } else { Encoding::Other(encoding) })
}

/// So many bytes show whether a file is UTF-16.
const HEAD: u64 = 4096;

/// Finds the encoding, and tells it and the line ends.
pub(super) fn of(file: &SourceFile, name: Option<&str>, told: &mut Vec<Detected>) -> Result<Encoding, Error> {
    let unreadable = |problem| file.unreadable(problem);
    let mut head = vec![];
    bytes::open(file)?.take(HEAD).read_to_end(&mut head).map_err(unreadable)?;
    let wide = if name.is_none() { wide(&head) } else { None };
    let (encoding, scan) = match (name.and_then(named), wide) {
        (Some(encoding), _) => {
            let scan = Scan::of(encoding.stream(bytes::open(file)?)).map_err(unreadable)?;
            told.push(declared("encoding", name.unwrap_or_default().to_owned()));
            (encoding, scan)
        }
        (None, Some((encoding, sure, why))) => {
            let form = Encoding::Other(encoding);
            told.push(Detected { what: "encoding", found: encoding.name().to_owned(), sure, why: why.to_owned() });
            (form, Scan::of(form.stream(bytes::open(file)?)).map_err(unreadable)?)
        }
        (None, None) => {
            let scan = Scan::of(bytes::open(file)?).map_err(unreadable)?;
            let (encoding, detected) = narrow(&scan, head.starts_with(b"\xef\xbb\xbf"));
            told.push(detected);
            (encoding, scan)
        }
    };
    told.push(line_ends(&scan));
    Ok(encoding)
}

/// UTF-16, which has a mark or a byte of 0 in every second place.
fn wide(head: &[u8]) -> Option<(&'static encoding_rs::Encoding, Sure, &'static str)> {
    if head.starts_with(b"\xff\xfe") {
        return Some((UTF_16LE, Sure::Certain, "it begins with its mark"));
    }
    if head.starts_with(b"\xfe\xff") {
        return Some((UTF_16BE, Sure::Certain, "it begins with its mark"));
    }
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Text of the field is mostly ASCII, so most high bytes are 0 and no low byte is.
    let mostly = |these: usize, others: usize| these > head.len() / 4 && others * 16 < these;
    if mostly(odd, even) {
        return Some((UTF_16LE, Sure::Likely, "every second byte is 0"));
    }
    mostly(even, odd).then_some((UTF_16BE, Sure::Likely, "every second byte is 0"))
}

/// UTF-8, windows-1252, or both.
fn narrow(scan: &Scan, mark: bool) -> (Encoding, Detected) {
    let told = |encoding, found: &str, sure, why: String| {
        let why = match scan.lost {
            0 => why,
            lost => format!("{why}; {lost} characters were lost by a program before"),
        };
        (encoding, Detected { what: "encoding", found: found.to_owned(), sure, why })
    };
    match (scan.foreign, scan.multibyte) {
        (0, _) if mark => told(Encoding::Utf8, "UTF-8", Sure::Certain, "it begins with its mark".to_owned()),
        (0, 0) => told(Encoding::Utf8, "ASCII", Sure::Certain, "the same in every encoding".to_owned()),
        (0, many) => told(Encoding::Utf8, "UTF-8", Sure::Certain, format!("all of {many} characters beyond ASCII")),
        (foreign, 0) => {
            let (sure, why) = match scan.undefined {
                0 => (Sure::Likely, format!("{foreign} places are not UTF-8, and nothing is")),
                undefined => (Sure::Unsure, format!("{undefined} bytes mean nothing in it; say `encoding`")),
            };
            told(Encoding::Utf8OrWindows1252, "windows-1252", sure, why)
        }
        (foreign, many) => {
            let why = format!("{many} characters are UTF-8 and {foreign} places are not: files were put together");
            told(Encoding::Utf8OrWindows1252, "UTF-8 and windows-1252", Sure::Likely, why)
        }
    }
}

fn line_ends(scan: &Scan) -> Detected {
    let kinds = [("LF", scan.lf), ("CR LF", scan.cr_lf), ("CR", scan.cr)];
    let mut there: Vec<(&str, u64)> = kinds.into_iter().filter(|(_, times)| *times > 0).collect();
    there.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    let (found, why) = match there.as_slice() {
        [] => ("none".to_owned(), String::new()),
        [(kind, _)] => ((*kind).to_owned(), String::new()),
        several => {
            let counts: Vec<String> = several.iter().map(|(kind, times)| format!("{times} {kind}")).collect();
            (format!("mixed, mostly {}", several[0].0), counts.join(", "))
        }
    };
    Detected { what: "line end", found, sure: Sure::Certain, why }
}

/// Bytes of one encoding as UTF-8. What is malformed becomes U+FFFD.
struct Decoded {
    bytes: Bytes,
    decoder: Decoder,
    /// Read and not decoded yet, from `raw_from` to `raw_to`.
    raw: Vec<u8>,
    raw_from: usize,
    raw_to: usize,
    ended: bool,
    /// Decoded and not given yet.
    ready: Vec<u8>,
    ready_from: usize,
    done: bool,
}

const BUFFER: usize = 1 << 15;

impl Decoded {
    fn new(bytes: Bytes, decoder: Decoder) -> Decoded {
        let raw = vec![0; BUFFER];
        Decoded { bytes, decoder, raw, raw_from: 0, raw_to: 0, ended: false, ready: vec![], ready_from: 0, done: false }
    }

    fn decode(&mut self) -> io::Result<()> {
        if self.raw_from == self.raw_to && !self.ended {
            self.raw_from = 0;
            self.raw_to = self.bytes.read(&mut self.raw)?;
            self.ended = self.raw_to == 0;
        }
        self.ready.resize(BUFFER * 3 + 16, 0);
        let (result, read, written, _) =
            self.decoder.decode_to_utf8(&self.raw[self.raw_from..self.raw_to], &mut self.ready, self.ended);
        self.raw_from += read;
        self.ready.truncate(written);
        self.ready_from = 0;
        self.done = self.ended && result == encoding_rs::CoderResult::InputEmpty;
        Ok(())
    }
}

impl Read for Decoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.ready_from == self.ready.len() && !self.done {
            self.decode()?;
        }
        let length = buffer.len().min(self.ready.len() - self.ready_from);
        buffer[..length].copy_from_slice(&self.ready[self.ready_from..self.ready_from + length]);
        self.ready_from += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_is_decoded_whatever_its_chunks() {
        let text = format!("\u{feff}{}😀£\r\n", "ab€".repeat(40_000));
        for (encoding, big) in [(UTF_16LE, false), (UTF_16BE, true)] {
            let units = text.encode_utf16();
            let bytes: Vec<u8> =
                units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
            assert_eq!(wide(&bytes).map(|(found, sure, _)| (found, sure)), Some((encoding, Sure::Certain)));
            let mut read = String::new();
            Encoding::Other(encoding).stream(Box::new(io::Cursor::new(bytes))).read_to_string(&mut read).unwrap();
            assert_eq!(read, text.trim_start_matches('\u{feff}'));
        }
    }

    #[test]
    fn bytes_tell_utf8_from_windows_1252() {
        for (bytes, found, sure) in [
            (&b"a,b"[..], "ASCII", Sure::Certain),
            ("£".as_bytes(), "UTF-8", Sure::Certain),
            (b"\xa3", "windows-1252", Sure::Likely),
            (b"\xa3\x81", "windows-1252", Sure::Unsure),
            (b"\xa3 \xc2\xa3", "UTF-8 and windows-1252", Sure::Likely),
        ] {
            let (encoding, told) = narrow(&Scan::of(bytes).unwrap(), false);
            assert_eq!((told.found.as_str(), told.sure), (found, sure));
            assert!(encoding.cell(bytes).is_some());
        }
        assert_eq!(Encoding::Utf8OrWindows1252.cell(b"\x80 caf\xe9").as_deref(), Some("€ café"));
        assert_eq!(Encoding::Utf8.cell(b"\xe9"), None);
        assert_eq!(named("latin1"), Some(Encoding::Other(WINDOWS_1252)));
        assert_eq!(named("utf-5"), None);
    }
}
