//! What a connector says about one table that is to be walked: facts, no loops.

use crate::page_size::PageSizes;
use crate::paging::{Paging, Place};
use crate::{Bounds, Error, Page, Read, Trouble};
use serde_json::{Map, Value};

/// A row as the system gives it.
pub type Row = Map<String, Value>;

/// The rows of one page, and what the page says about the others.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rows {
    /// The rows.
    pub rows: Vec<Row>,
    /// Rows that match the page's question, by the system's word.
    pub total: Option<u64>,
    /// Is there more, by the system's word?
    pub more: Option<bool>,
    /// The mark or address of the next page, by the system's word.
    pub next: Option<String>,
}

/// One table of a system, as it is paged.
pub trait Listing: Send + Sync {
    /// The system's own name of the table.
    fn table(&self) -> &str;

    /// The name of this walk in kept pages: once a run. The table's, where it is walked once.
    fn walk_name(&self) -> String {
        self.table().to_owned()
    }

    /// How it is paged.
    fn paging(&self) -> Paging;

    /// How many rows to ask for.
    fn page_sizes(&self) -> PageSizes;

    /// The question for the number of rows, where there is one.
    fn count(&self) -> Option<Read>;

    /// The number in the answer to it.
    fn counted(&self, page: &Page) -> Result<Option<u64>, Trouble>;

    /// The question for a page.
    fn page(&self, place: &Place, limit: u32) -> Result<Read, Error>;

    /// Keys at which a large table can be cut into parts that are walked side by side, in order: no cuts, one part.
    fn cuts(&self) -> &'static [&'static str] {
        &[]
    }

    /// The question for a page of one part: as [`Listing::page`], and only for keys within the bounds.
    fn page_within(&self, place: &Place, limit: u32, bounds: Bounds) -> Result<Read, Error> {
        let _ = bounds;
        self.page(place, limit)
    }

    /// The rows of an answer. An error inside a success, a text where a list should be, JSON that breaks off: trouble.
    fn rows(&self, page: &Page) -> Result<Rows, Trouble>;

    /// The key that tells a row from others.
    fn key(&self, row: &Row) -> Option<String>;

    /// Does a row answer to what was asked? A row that does not shows that the server dropped a part of the question.
    fn answers(&self, row: &Row) -> bool;

    /// The columns that were asked for. What a server gives besides is not kept; nothing said, nothing dropped.
    fn columns(&self) -> &[String] {
        &[]
    }

    /// When the row last changed, in the system's own spelling, where it sorts as text.
    fn changed<'r>(&self, row: &'r Row) -> Option<&'r str> {
        let _ = row;
        None
    }
}
