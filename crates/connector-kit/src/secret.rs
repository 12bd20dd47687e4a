//! Values that do not print.

use std::fmt;

/// A password, key or token. It shows as `(secret)` wherever it is printed, and is given out only to the header it belongs in.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes a value, without the line end that a file or command leaves behind it.
    pub fn new(value: impl Into<String>) -> Secret {
        let mut value = value.into();
        value.truncate(value.trim_end_matches(['\n', '\r']).len());
        Secret(value)
    }

    /// Is there nothing in it?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value, for a header or a form and nothing else.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("(secret)")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("(secret)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_does_not_print_and_loses_its_line_end() {
        let secret = Secret::new("pass word\r\n");
        assert_eq!(secret.expose(), "pass word");
        assert_eq!(format!("{secret} {secret:?} {:?}", Some(&secret)), "(secret) (secret) Some((secret))");
    }
}
