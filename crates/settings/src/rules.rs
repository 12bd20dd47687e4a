//! The rules that ship in `config/`, read by the rooms that know what they mean.

use crate::{Error, embedded};
use classification::Rules;

/// What is ICT, and what kind of spending it is.
pub fn spending() -> Result<Rules, Error> {
    Rules::from_toml(&embedded("spending")).map_err(|error| Error::Rules(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_can_be_read() {
        spending().unwrap();
    }

    #[test]
    fn every_example_of_a_spending_rule_comes_out_as_written() {
        let failing = spending().unwrap().failing_examples();
        assert!(failing.is_empty(), "{}", failing.join("\n"));
    }
}
