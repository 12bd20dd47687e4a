//! Settings from the environment: `OLDIRON_CURRENCY=EUR` stands above `currency` in the file.

use crate::Error;
use config::{Config, Environment, Map};

/// What the names of our variables begin with.
pub(crate) const PREFIX: &str = "OLDIRON";

/// The variables of the process, or those given, without the prefix and in lower case. Empty ones count as unset.
pub(crate) fn told(variables: Option<Map<String, String>>) -> Result<Map<String, String>, Error> {
    let source = Environment::with_prefix(PREFIX).ignore_empty(true).source(variables);
    let read = Config::builder().add_source(source).build().and_then(Config::try_deserialize);
    read.map_err(|error| Error::Environment { variable: format!("{PREFIX}_*"), problem: error.to_string() })
}

/// A variable of the process that settings name, such as the one that holds a secret. Nothing, where it is not set or no text.
#[allow(clippy::disallowed_methods, reason = "this is the one room that reads the environment")]
pub fn variable_named(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The name of the variable behind a key.
pub(crate) fn variable(key: &str) -> String {
    format!("{PREFIX}_{}", key.to_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_variables_are_told_and_empty_ones_are_not() {
        let pairs = [
            ("OLDIRON_CURRENCY", "eur"),
            ("oldiron_data_dir", "/d"),
            ("OLDIRON_HOLIDAYS", ""),
            ("HOME", "/h"),
            ("OLDIRONS", "x"),
        ];
        let map: Map<String, String> =
            pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        let mut found: Vec<(String, String)> = told(Some(map)).unwrap().into_iter().collect();
        found.sort();
        assert_eq!(found, [("currency".to_owned(), "eur".to_owned()), ("data_dir".to_owned(), "/d".to_owned())]);
        assert_eq!(variable("data_dir"), "OLDIRON_DATA_DIR");
    }
}
