//! What can be wrong with an answer, by what is to be done about it.

use crate::Error;
use std::time::Duration;

/// Why an answer is no good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Ask again later: too many requests, a fault of the moment, an instance asleep.
    Wait {
        /// How long the system asks to wait; unknown, where it does not say.
        length: Option<Duration>,
        /// What happened.
        problem: String,
    },
    /// Ask for less: it took too long, or broke off on the way.
    TooMuch {
        /// What happened.
        problem: String,
    },
    /// Asking again changes nothing.
    Final(Error),
}

impl Trouble {
    /// What happened, in words.
    pub fn problem(&self) -> String {
        match self {
            Trouble::Wait { problem, .. } | Trouble::TooMuch { problem } => problem.clone(),
            Trouble::Final(error) => error.to_string(),
        }
    }
}
