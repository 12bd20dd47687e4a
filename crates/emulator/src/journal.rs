//! What a server saw: the only witness that a client waited, repeated itself, or asked for what it should not.

use crate::faults::Fault;
use crate::talk::What;

/// How a request was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// Not at all.
    Nobody,
    /// With a secret that is not, or no longer, right.
    Wrong,
    /// By user and password.
    Password,
    /// By a token.
    Token,
    /// By an API key in its header.
    Key,
}

/// One request as it was seen. Secrets are checked and not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its method.
    pub method: String,
    /// Its path, decoded.
    pub path: String,
    /// Names and values behind the question mark, decoded.
    pub query: Vec<(String, String)>,
    /// How it was signed.
    pub signed: Signed,
    /// What it was for.
    pub what: What,
    /// The table it was about.
    pub table: Option<String>,
    /// Which page of that table it asked for: one more than the pages that were served before.
    pub page: u64,
    /// The fault that struck.
    pub fault: Option<Fault>,
    /// The status it was answered with; none where the connection was closed instead.
    pub status: Option<u16>,
    /// Rows in the answer.
    pub rows: u64,
    /// The system's own clock when it arrived, in milliseconds.
    pub at: u64,
    /// Requests that were under way when it arrived, itself included.
    pub under_way: u64,
}

impl Seen {
    /// The value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}
