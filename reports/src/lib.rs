//! The pack: draws an Audit, computes no figure.

mod charts;
mod error;
mod pages;
mod paint;
mod pdf;
#[cfg(test)]
mod sample;
mod words;

pub use charts::{Chart, Size, charts};
pub use error::Error;
pub use pdf::board_pack;
