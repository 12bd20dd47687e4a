//! Where a system is. Always over TLS, but for a loopback address.

use crate::Error;
use std::fmt;
use std::net::IpAddr;

/// Scheme, host and port of a system, and the path it lives under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    url: reqwest::Url,
}

impl Address {
    /// Reads `https://host`, `https://host:8443/under`, or `http://127.0.0.1:8080`. Refuses a name or password inside, a query, and
    /// plain http to anything but this machine.
    pub fn parse(text: &str) -> Result<Address, Error> {
        let refuse = |problem: &str| Err(Error::Setting { key: "address".to_owned(), problem: problem.to_owned() });
        let Ok(url) = reqwest::Url::parse(text.trim()) else {
            return refuse("is no address. hint: write https://example.service-now.com");
        };
        if !url.username().is_empty() || url.password().is_some() {
            return refuse("holds a user or password. hint: give them under `sign_in`; an address is printed");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return refuse("holds a query. hint: write scheme, host and path only");
        }
        match url.scheme() {
            "https" if url.has_host() => Ok(Address { url }),
            "http" if is_loopback(&url) => Ok(Address { url }),
            "http" => refuse("is plain http, and credentials would be read on the way. hint: write https://"),
            _ => refuse("is no https address. hint: write https://example.service-now.com"),
        }
    }

    /// The address of a read.
    pub(crate) fn join(&self, spelled: &str) -> Result<reqwest::Url, Error> {
        let base = self.url.as_str().trim_end_matches('/');
        let refuse = |_| Error::NotARead { method: "GET".to_owned(), path: spelled.to_owned() };
        reqwest::Url::parse(&format!("{base}{spelled}")).map_err(refuse)
    }

    /// Is it the same scheme, host and port?
    pub(crate) fn holds(&self, url: &reqwest::Url) -> bool {
        self.url.origin() == url.origin()
    }
}

/// By number or by the one name that means this machine; a name that only resolves to it does not count.
fn is_loopback(url: &reqwest::Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let number = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || number.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.url.as_str().trim_end_matches('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_goes_to_this_machine_only() {
        for good in [
            "https://example.org",
            "https://h:8443/a/",
            "http://127.0.0.1:8080",
            "http://localhost:1",
            "http://[::1]:9",
        ] {
            assert!(Address::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "http://example.org",
            "http://127.0.0.1.example.org",
            "http://10.0.0.1",
            "https://user:pass@example.org",
            "https://example.org?x=1",
            "ftp://example.org",
            "example.org",
            "",
        ] {
            assert!(Address::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_password_in_an_address_is_not_repeated() {
        let told = Address::parse("https://user:hunter2@example.org").unwrap_err().to_string();
        assert!(!told.contains("hunter2"), "{told}");
    }
}
