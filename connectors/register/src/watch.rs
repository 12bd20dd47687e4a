//! Watches the bytes of a CSV file go by: on which line each record begins, and whether a quote stays open. The CSV reader itself
//! counts lines wrongly where they end in CR LF, and says nothing about an open quote.

use std::collections::VecDeque;
use std::io::{self, Read};

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
    at: At,
    line: u64,
    after_return: bool,
    quote_opened_on: u64,
    begun: VecDeque<u64>,
}

impl<R> Watch<R> {
    pub(crate) fn new(inner: R, delimiter: u8) -> Watch<R> {
        Watch {
            inner,
            delimiter,
            at: At::RecordStart,
            line: 1,
            after_return: false,
            quote_opened_on: 0,
            begun: VecDeque::new(),
        }
    }

    /// The line that the next record begins on, each given once and in order. Line ends are LF, CR LF and CR.
    pub(crate) fn next_record_line(&mut self) -> u64 {
        self.begun.pop_front().unwrap_or(self.line)
    }

    /// The line of a quote that opened and has not closed.
    pub(crate) fn open_quote(&self) -> Option<u64> {
        (self.at == At::Quoted).then_some(self.quote_opened_on)
    }

    fn see(&mut self, byte: u8) {
        let ends_line = byte == b'\n' || byte == b'\r';
        if self.at == At::RecordStart && !ends_line {
            self.begun.push_back(self.line);
            self.at = At::CellStart;
        }
        self.at = match self.at {
            At::Quoted if byte == b'"' => At::QuoteInQuoted,
            At::Quoted => At::Quoted,
            At::QuoteInQuoted if byte == b'"' => At::Quoted,
            At::CellStart if byte == b'"' => {
                self.quote_opened_on = self.line;
                At::Quoted
            }
            _ if ends_line => At::RecordStart,
            _ if byte == self.delimiter => At::CellStart,
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
        buffer[..length].iter().for_each(|byte| self.see(*byte));
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watched(text: &str) -> (Vec<u64>, Option<u64>) {
        let mut watch = Watch::new(text.as_bytes(), b',');
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
}
