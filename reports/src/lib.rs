//! The pack: draws an Audit, computes no figure.

mod error;
mod words;

pub use error::Error;
