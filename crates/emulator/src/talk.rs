//! A request and an answer as plain values, so that an emulated system is a plain function from the one to the other.

use crate::faults::Fault;
use crate::journal::Signed;

/// A request.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// `GET`, `HEAD`, `POST` …
    pub method: String,
    /// The path, decoded.
    pub path: String,
    /// Names and values behind the question mark, decoded, in order.
    pub query: Vec<(String, String)>,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// The system's own clock when it arrived, in milliseconds since the server started.
    pub at: u64,
    /// The address under which the server is reached, for links.
    pub origin: String,
}

impl Asked {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// An answer.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// Rows that it holds, for the journal.
    pub rows: u64,
}

impl Answer {
    /// An answer in JSON.
    pub fn json(status: u16, body: impl Into<Vec<u8>>) -> Answer {
        let kind = ("content-type".to_owned(), "application/json;charset=UTF-8".to_owned());
        Answer { status, headers: vec![kind], body: body.into(), rows: 0 }
    }

    /// The answer with one more header.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Answer {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The answer with a header's value changed, or the header added.
    #[must_use]
    pub fn instead(mut self, name: &str, value: impl Into<String>) -> Answer {
        self.headers.retain(|(known, _)| known != name);
        self.with(name, value)
    }
}

/// What a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A page of rows.
    Rows,
    /// A count, or another sum over rows.
    Count,
    /// Signing in.
    SignIn,
    /// Anything else.
    Other,
}

/// What a request is for, and of which table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What it is for.
    pub what: What,
    /// The table, where it is about one.
    pub table: Option<String>,
}

/// An emulated system of record.
pub trait System: Send + Sync + 'static {
    /// What a request is for.
    fn place(&self, asked: &Asked) -> Place;
    /// Who signed it. The journal keeps that and never a secret.
    fn signed(&self, asked: &Asked) -> Signed;
    /// The answer. A fault that needs to know the system is done here; the others are done to the answer.
    fn answer(&self, asked: &Asked, fault: Option<Fault>) -> Answer;
    /// Somebody was told to wait so many milliseconds before asking again.
    fn told_to_wait(&self, milliseconds: u64);
}
