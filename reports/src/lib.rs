//! The pack: draws an Audit, computes no figure.

mod calendar;
mod charts;
mod error;
mod html;
mod pages;
mod paint;
mod pdf;
#[cfg(test)]
mod sample;
mod theme;
mod words;
mod workbook;

pub use calendar::{Event, calendar, uid_part};
pub use charts::{Chart, Size, charts};
pub use error::Error;
pub use html::report;
pub use pdf::board_pack;
pub use theme::{Logo, Theme};
pub use workbook::{
    Cell, DECISION_HEADINGS, Decided, FACTS, RENEWALS_SHEET, RenewalRow, Sheet, renewals_workbook, workbook,
};
