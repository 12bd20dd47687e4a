//! The pack: draws an Audit, computes no figure.

mod error;
#[cfg(test)]
mod sample;
mod words;

pub use error::Error;
