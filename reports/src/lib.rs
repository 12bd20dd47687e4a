//! The pack: draws an Audit, computes no figure.

mod charts;
mod error;
mod pages;
mod paint;
mod pdf;
#[cfg(test)]
mod sample;
mod words;
mod workbook;

pub use charts::{Chart, Size, charts};
pub use error::Error;
pub use pdf::board_pack;
pub use workbook::{Cell, Sheet, workbook};
