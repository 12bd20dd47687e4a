//! The reads that a connector may make. A request is made of one of them and of nothing else.

use std::fmt::Write;

/// How a read is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// A plain read.
    Get,
    /// A read of the headers alone.
    Head,
    /// A `POST` that only reads: a query in the body. It is never sent twice.
    PostThatReads,
}

impl Method {
    /// The word on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Head => "HEAD",
            Method::PostThatReads => "POST",
        }
    }
}

/// One read of a system: a row of a connector's `endpoints.rs`.
#[derive(Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// How.
    pub method: Method,
    /// Where, from the address: `/api/now/v2/table/{}`, with `{}` for each part that differs.
    pub path: &'static str,
    /// What it is for.
    pub what: &'static str,
    /// The least permission that would do.
    pub needs: &'static str,
}

/// One request, made of a listed read.
#[derive(Debug, Clone)]
pub struct Read {
    pub(crate) endpoint: &'static Endpoint,
    pub(crate) path: String,
    pub(crate) query: Vec<(&'static str, String)>,
    pub(crate) body: Option<String>,
}

impl Read {
    /// Asks an endpoint, with the parts of its path, each of which becomes exactly one segment.
    pub fn of(endpoint: &'static Endpoint, parts: &[&str]) -> Read {
        let mut parts = parts.iter();
        let mut path = String::new();
        for (number, fixed) in endpoint.path.split("{}").enumerate() {
            if number > 0 {
                path.push_str(&escaped(parts.next().copied().unwrap_or_default()));
            }
            path.push_str(fixed);
        }
        Read { endpoint, path, query: vec![], body: None }
    }

    /// Adds a parameter.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Read {
        self.query.push((name, value.into()));
        self
    }

    /// Gives a body of JSON, for a `POST` that only reads.
    #[must_use]
    pub fn asking(mut self, body: impl Into<String>) -> Read {
        self.body = Some(body.into());
        self
    }

    /// Path and parameters as they are sent.
    pub fn spelled(&self) -> String {
        let mut spelled = self.path.clone();
        for (number, (name, value)) in self.query.iter().enumerate() {
            let mark = if number == 0 { '?' } else { '&' };
            let _ = write!(spelled, "{mark}{name}={}", escaped(value));
        }
        spelled
    }
}

/// Percent-encoded, all but what stands for itself in every part of an address (RFC 3986, unreserved).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    // A segment of dots alone would lead elsewhere.
    if escaped == "." || escaped == ".." { escaped.replace('.', "%2E") } else { escaped }
}

#[cfg(test)]
mod tests {
    use super::*;

    static TABLE: Endpoint = Endpoint { method: Method::Get, path: "/api/table/{}", what: "rows", needs: "read" };

    #[test]
    fn a_part_of_a_path_stays_one_segment() {
        for (part, path) in [
            ("cmdb_ci", "/api/table/cmdb_ci"),
            ("../stats", "/api/table/..%2Fstats"),
            ("..", "/api/table/%2E%2E"),
            ("a?b#c", "/api/table/a%3Fb%23c"),
        ] {
            assert_eq!(Read::of(&TABLE, &[part]).spelled(), path);
        }
    }

    #[test]
    fn parameters_are_escaped() {
        let read = Read::of(&TABLE, &["t"]).with("q", "a=b^c>d é").with("n", "1");
        assert_eq!(read.spelled(), "/api/table/t?q=a%3Db%5Ec%3Ed%20%C3%A9&n=1");
    }
}
