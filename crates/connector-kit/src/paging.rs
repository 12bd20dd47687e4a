//! How one page leads to the next. Each kind is a plain function from where we are and what we saw to where to go.
//!
//! A short page ends nothing unless the system's own documentation says so: limits are often applied before access rules. What ends
//! a walk is the documented signal; the total is for reconciling, and for stepping over pages that hold nothing we may see.

/// The kinds of paging met in the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paging {
    /// Rows from the n-th on. Ends at the total, or at an empty page where there is none.
    Offset,
    /// The n-th page, counted from `first`. Ends like `Offset`.
    PageNumber {
        /// The number of the first page: 0 or 1.
        first: u64,
    },
    /// The system gives the next address in a `Link` header. Ends where it gives none.
    Link,
    /// The system gives a mark for the next page. Ends where it gives none.
    Cursor,
    /// Rows in the order of a unique key, after the last one seen. Ends when a page holds all that its own total counts.
    Keyset,
    /// Rows from the n-th on, with a status that says whether there is more: 206 and 200.
    Seek,
}

/// Where a walk stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// From the n-th row.
    From(u64),
    /// The n-th page.
    Page(u64),
    /// At the mark or address that the system gave; the beginning, where empty.
    At(String),
    /// After a key, and so many rows further.
    After {
        /// The last key seen; the beginning, where empty.
        key: String,
        /// Rows to step over.
        skip: u64,
    },
}

/// What one page showed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// Rows on it.
    pub rows: u64,
    /// Rows it was asked for.
    pub limit: u64,
    /// The key of its last row.
    pub last_key: Option<String>,
    /// Rows that match the page's question, by the system's word.
    pub total: Option<u64>,
    /// Is there more, by the system's word?
    pub more: Option<bool>,
    /// The mark or address of the next page, by the system's word.
    pub next: Option<String>,
    /// Empty pages before this one, in a row.
    pub empty_before: u32,
    /// Rows of the whole walk that have not arrived yet, where a number was declared.
    pub missing: Option<u64>,
}

/// Where to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// There.
    To(Place),
    /// Nowhere: the end has been reached.
    Done,
    /// Nowhere, and the end has not been reached.
    Lost(&'static str),
}

/// So many empty pages in a row are stepped over where no total says how many there may be.
const EMPTY_PAGES: u32 = 3;

impl Paging {
    /// Where a walk begins.
    pub fn start(self) -> Place {
        match self {
            Paging::Offset | Paging::Seek => Place::From(0),
            Paging::PageNumber { first } => Place::Page(first),
            Paging::Link | Paging::Cursor => Place::At(String::new()),
            Paging::Keyset => Place::After { key: String::new(), skip: 0 },
        }
    }

    /// Where it goes on.
    pub fn next(self, place: &Place, seen: &Seen) -> Step {
        match (self, place) {
            (Paging::Offset, Place::From(from)) => beyond(Place::From(from + seen.limit), from + seen.limit, seen),
            (Paging::PageNumber { first }, Place::Page(page)) => {
                beyond(Place::Page(page + 1), (page + 1 - first) * seen.limit, seen)
            }
            (Paging::Seek, Place::From(from)) => match seen.more {
                Some(true) if seen.rows == 0 => Step::Lost("the system says that there is more and gives nothing"),
                Some(true) => Step::To(Place::From(from + seen.rows)),
                Some(false) => Step::Done,
                None => Step::Lost("the system does not say whether there is more"),
            },
            (Paging::Link | Paging::Cursor, Place::At(at)) => match &seen.next {
                None => Step::Done,
                Some(next) if next == at => Step::Lost("the system gives the same page again and again"),
                Some(next) => Step::To(Place::At(next.clone())),
            },
            (Paging::Keyset, Place::After { key, skip }) => keyset(key, *skip, seen),
            _ => Step::Lost("a page was asked for in another way than the table is paged"),
        }
    }
}

/// After a page of rows by number: `reached` rows have been asked for so far.
fn beyond(next: Place, reached: u64, seen: &Seen) -> Step {
    match (seen.total, seen.rows) {
        (Some(total), _) if reached >= total => Step::Done,
        (None, 0) => Step::Done,
        (Some(_) | None, _) => Step::To(next),
    }
}

fn keyset(key: &str, skip: u64, seen: &Seen) -> Step {
    if seen.rows > 0 {
        // The total counts what matches this page's question, whatever is stepped over.
        if seen.total.is_some_and(|total| skip + seen.rows >= total) {
            return Step::Done;
        }
        return match &seen.last_key {
            Some(last) => Step::To(Place::After { key: last.clone(), skip: 0 }),
            None => Step::Lost("the rows have no key to go on from"),
        };
    }
    let further = Step::To(Place::After { key: key.to_owned(), skip: skip + seen.limit });
    match (seen.total, seen.missing) {
        (Some(total), _) if skip + seen.limit < total => further,
        (Some(_), _) | (None, Some(0) | None) => Step::Done,
        // Nobody says how many there are behind the empty page.
        (None, Some(_)) if seen.empty_before + 1 >= EMPTY_PAGES => {
            Step::Lost("pages are empty, and the system does not say whether rows follow that this account may not see")
        }
        (None, Some(_)) => further,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(rows: u64, total: Option<u64>) -> Seen {
        Seen { rows, limit: 10, total, last_key: (rows > 0).then(|| "k".to_owned()), ..Seen::default() }
    }

    fn after(key: &str, skip: u64) -> Place {
        Place::After { key: key.to_owned(), skip }
    }

    #[test]
    fn keyset_goes_on_from_the_last_key_whatever_a_short_page_looks_like() {
        for (place, seen, step) in [
            // A full page, a short page in mid-table, and the last page.
            (after("", 0), seen(10, Some(25)), Step::To(after("k", 0))),
            (after("", 0), seen(3, Some(25)), Step::To(after("k", 0))),
            (after("a", 0), seen(5, Some(5)), Step::Done),
            // A page hidden whole is stepped over, and the row behind it is met.
            (after("a", 0), seen(0, Some(25)), Step::To(after("a", 10))),
            (after("a", 10), seen(0, Some(25)), Step::To(after("a", 20))),
            (after("a", 20), seen(2, Some(25)), Step::To(after("k", 0))),
            (after("a", 20), seen(5, Some(25)), Step::Done),
            (after("a", 20), seen(0, Some(25)), Step::Done),
            (after("", 0), seen(0, Some(0)), Step::Done),
            // Without a total there is no end but an empty page.
            (after("", 0), seen(10, None), Step::To(after("k", 0))),
            (after("a", 0), seen(0, None), Step::Done),
            (after("a", 0), Seen { missing: Some(0), ..seen(0, None) }, Step::Done),
            (after("a", 0), Seen { missing: Some(4), ..seen(0, None) }, Step::To(after("a", 10))),
        ] {
            assert_eq!(Paging::Keyset.next(&place, &seen), step, "{place:?} {seen:?}");
        }
        let endless = Seen { missing: Some(4), empty_before: 2, ..seen(0, None) };
        assert!(matches!(Paging::Keyset.next(&after("a", 20), &endless), Step::Lost(_)));
        let keyless = Seen { last_key: None, ..seen(10, Some(25)) };
        assert!(matches!(Paging::Keyset.next(&after("", 0), &keyless), Step::Lost(_)));
    }

    #[test]
    fn rows_by_number_end_at_the_total_and_not_at_a_short_page() {
        for (from, seen, step) in [
            (0, seen(10, Some(25)), Step::To(Place::From(10))),
            (10, seen(0, Some(25)), Step::To(Place::From(20))),
            (20, seen(5, Some(25)), Step::Done),
            (0, seen(4, None), Step::To(Place::From(10))),
            (10, seen(0, None), Step::Done),
        ] {
            assert_eq!(Paging::Offset.next(&Place::From(from), &seen), step);
        }
        let by_page = Paging::PageNumber { first: 1 };
        assert_eq!(by_page.start(), Place::Page(1));
        assert_eq!(by_page.next(&Place::Page(1), &seen(10, Some(11))), Step::To(Place::Page(2)));
        assert_eq!(by_page.next(&Place::Page(2), &seen(1, Some(11))), Step::Done);
        assert_eq!(Paging::PageNumber { first: 0 }.next(&Place::Page(0), &seen(10, Some(10))), Step::Done);
    }

    #[test]
    fn marks_and_links_end_where_none_is_given_and_never_turn_in_a_circle() {
        for paging in [Paging::Cursor, Paging::Link] {
            let at = |mark: &str| Place::At(mark.to_owned());
            let next = |mark: Option<&str>| Seen { next: mark.map(str::to_owned), ..seen(10, None) };
            assert_eq!(paging.next(&paging.start(), &next(Some("b"))), Step::To(at("b")));
            assert_eq!(paging.next(&at("b"), &next(None)), Step::Done);
            assert!(matches!(paging.next(&at("b"), &next(Some("b"))), Step::Lost(_)));
        }
    }

    #[test]
    fn seeking_follows_the_status() {
        let told = |rows, more| Seen { more, ..seen(rows, None) };
        assert_eq!(Paging::Seek.next(&Place::From(0), &told(7, Some(true))), Step::To(Place::From(7)));
        assert_eq!(Paging::Seek.next(&Place::From(7), &told(10, Some(false))), Step::Done);
        assert!(matches!(Paging::Seek.next(&Place::From(7), &told(0, Some(true))), Step::Lost(_)));
        assert!(matches!(Paging::Seek.next(&Place::From(7), &told(5, None)), Step::Lost(_)));
    }
}
