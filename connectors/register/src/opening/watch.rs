//! Watches the bytes of a CSV file go by: on which line each record begins, and whether a quote stays open. The CSV reader itself
//! counts lines wrongly where they end in CR LF, says nothing about an open quote, and would hold a record of any size in memory.

use super::Form;
use std::collections::VecDeque;
use std::io::{self, Read};

/// A record holds at most so many bytes, and so many cells, which is as many columns as a sheet has.
const MOST_BYTES: usize = 16 << 20;
const MOST_CELLS: usize = 16_384;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    RecordStart,
    CellStart,
    Plain,
    Quoted,
    QuoteInQuoted,
}

/// A reader that passes bytes on and watches them.
#[derive(Debug)]
pub(crate) struct Watch<R> {
    inner: R,
    delimiter: u8,
    quote: Option<u8>,
    backslash: bool,
    after_backslash: bool,
    at: At,
    line: u64,
    after_return: bool,
    quote_opened_on: u64,
    begun: VecDeque<u64>,
    /// Bytes and cells of the record so far.
    bytes: usize,
    cells: usize,
}

impl<R> Watch<R> {
    pub(crate) fn new(inner: R, form: Form) -> Watch<R> {
        Watch {
            inner,
            delimiter: form.delimiter,
            quote: form.quote,
            backslash: form.backslash,
            after_backslash: false,
            at: At::RecordStart,
            line: 1,
            after_return: false,
            quote_opened_on: 0,
            begun: VecDeque::new(),
            bytes: 0,
            cells: 0,
        }
    }

    /// The line on which a record begins that is larger than any of a table, and in what.
    pub(crate) fn too_large(&self) -> Option<(u64, String)> {
        let line = self.begun.back().copied().unwrap_or(self.line);
        if self.bytes > MOST_BYTES {
            return Some((line, format!("a row is longer than {} MiB", MOST_BYTES >> 20)));
        }
        (self.cells > MOST_CELLS).then(|| (line, format!("a row has more than {MOST_CELLS} cells")))
    }

    /// The line that the next record begins on, each given once and in order. Line ends are LF, CR LF and CR.
    pub(crate) fn next_record_line(&mut self) -> u64 {
        self.begun.pop_front().unwrap_or(self.line)
    }

    /// The line of a quote that opened and has not closed.
    pub(crate) fn open_quote(&self) -> Option<u64> {
        (self.at == At::Quoted).then_some(self.quote_opened_on)
    }

    /// So many of these bytes go by inside a cell and change nothing.
    fn plain(&self, bytes: &[u8]) -> usize {
        let changes = |byte: u8| match self.at {
            At::Plain => byte == self.delimiter || matches!(byte, b'\n' | b'\r'),
            At::Quoted => self.quote == Some(byte) || matches!(byte, b'\n' | b'\r' | b'\\'),
            _ => true,
        };
        // What follows a line end or a backslash may belong to it.
        if self.after_return || self.after_backslash {
            return 0;
        }
        bytes.iter().position(|byte| changes(*byte)).unwrap_or(bytes.len())
    }

    fn see(&mut self, byte: u8) {
        let ends_line = byte == b'\n' || byte == b'\r';
        if self.at == At::RecordStart && !ends_line {
            self.begun.push_back(self.line);
            self.at = At::CellStart;
            (self.bytes, self.cells) = (0, 1);
        }
        self.bytes += usize::from(self.at != At::RecordStart);
        let escaped = self.after_backslash;
        self.after_backslash = self.backslash && !escaped && self.at == At::Quoted && byte == b'\\';
        let quote = self.quote == Some(byte);
        self.at = match self.at {
            At::Quoted if quote && !escaped => At::QuoteInQuoted,
            At::Quoted => At::Quoted,
            At::QuoteInQuoted if quote && !self.backslash => At::Quoted,
            At::CellStart if quote => {
                self.quote_opened_on = self.line;
                At::Quoted
            }
            _ if ends_line => At::RecordStart,
            _ if byte == self.delimiter => {
                self.cells += 1;
                At::CellStart
            }
            _ => At::Plain,
        };
        if ends_line && !(byte == b'\n' && self.after_return) {
            self.line += 1;
        }
        self.after_return = byte == b'\r';
    }
}

impl<R: Read> Read for Watch<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        let mut rest = &buffer[..length];
        while let [byte, behind @ ..] = rest {
            self.see(*byte);
            let plain = self.plain(behind);
            self.bytes += plain;
            rest = &behind[plain..];
            if self.bytes > MOST_BYTES || self.cells > MOST_CELLS {
                return Err(io::Error::other("a row is too large"));
            }
        }
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watched(text: &str) -> (Vec<u64>, Option<u64>) {
        let mut watch = Watch::new(text.as_bytes(), Form::FLAT);
        io::copy(&mut watch, &mut io::sink()).unwrap();
        (watch.begun.iter().copied().collect(), watch.open_quote())
    }

    #[test]
    fn a_record_begins_on_its_line_whatever_ends_lines() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "1,\"x", "y\"", "", "5\",6", "\"7\"\"\",8"].join(end);
            assert_eq!(watched(&text), (vec![1, 2, 5, 6], None), "{end:?}");
        }
    }

    #[test]
    fn an_open_quote_is_found_where_it_opened() {
        assert_eq!(watched("a,b\n1,\"2\n3,4\n").1, Some(2));
        assert_eq!(watched("a,b\n1,5\" disk\n3,4\n").1, None);
    }

    #[test]
    fn a_row_past_all_bounds_is_refused_and_not_held() {
        for (text, words) in [
            (format!("a\n\"{}", "x".repeat(MOST_BYTES + 1)), "longer than 16 MiB"),
            (format!("a\n{}", ",".repeat(MOST_CELLS + 1)), "more than 16384 cells"),
        ] {
            let mut watch = Watch::new(text.as_bytes(), Form::FLAT);
            assert!(io::copy(&mut watch, &mut io::sink()).is_err());
            let (line, problem) = watch.too_large().unwrap();
            assert!(line == 2 && problem.contains(words), "{line} {problem}");
        }
    }
}
