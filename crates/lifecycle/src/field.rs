//! A field of a record while it is read, and its words as proof.

use crate::Proof;
use crate::reading::Scan;
use std::ops::Range;

/// A field of a record as it is read: its words, and their place in the record.
pub(crate) struct Field<'a> {
    pub(crate) name: &'static str,
    /// As it stands in the record.
    pub(crate) words: &'a str,
    pub(crate) scan: Scan,
    /// Does the scan's text stand in the record as it is? Not for a CPE or a package URL.
    pub(crate) verbatim: bool,
}

impl Field<'_> {
    /// These pieces of it, as proof.
    pub(crate) fn proof(&self, pieces: &Range<usize>, proves: impl Into<String>) -> Proof {
        let span = if self.verbatim { self.scan.text.span(pieces.clone()) } else { 0..self.words.len() };
        let text = self.words.get(span.clone()).unwrap_or_default().to_owned();
        Proof { field: self.name.to_owned(), span: [span.start, span.end], text, proves: proves.into() }
    }
}
