//! Fetching: one number, and the pages of one part, from disk where they were kept, else asked for until there is a good answer.

use super::Ended;
use super::met::Met;
use crate::client::{Client, Page};
use crate::listing::{Listing, Rows};
use crate::page_size::PageSize;
use crate::pages::{Kept, Pages, Tape};
use crate::paging::Place;
use crate::trouble::Trouble;
use crate::{Error, Read, redaction};

/// A part of the keys: from one on, below another. Empty is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The first key that may be in it.
    pub from: &'static str,
    /// The first key after it.
    pub below: &'static str,
}

impl Bounds {
    /// May a key lie in it? Only for keys of 32 hexadecimal digits the order is certain; others are as the system orders them.
    pub(super) fn may_hold(self, key: &str) -> bool {
        let is_plain = key.len() == 32 && key.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        !is_plain || (key >= self.from && (self.below.is_empty() || key < self.below))
    }
}

/// Asks for a table's number of rows.
pub(super) struct Count<'w> {
    client: &'w Client,
    listing: &'w dyn Listing,
    tape: Tape,
}

impl<'w> Count<'w> {
    pub(super) fn open(client: &'w Client, pages: &Pages, listing: &'w dyn Listing) -> Result<Count<'w>, Error> {
        let tape = pages.tape(&format!("{}.count", listing.walk_name()))?;
        Ok(Count { client, listing, tape })
    }

    /// The number of rows, by the system's word. A system that does not say is walked all the same.
    pub(super) async fn ask(&mut self, at: &str, refused: &mut Option<u16>) -> Result<Option<u64>, Ended> {
        let Some(read) = self.listing.count() else { return Ok(None) };
        if let Some(kept) = self.tape.next(at)? {
            if let Some(why) = kept.gave_up {
                *refused = Some(kept.status).filter(|status| *status > 0);
                return Err(Ended::Here(why));
            }
            return self.listing.counted(&page_of(kept)).or(Ok(None));
        }
        let listing = self.listing;
        let page = match self.client.read(&read, &|page| listing.counted(page).map(|_| ())).await {
            Ok(page) => page,
            // Counting may be forbidden, or missing, where reading is not.
            Err(Error::Refused { status, problem, .. }) => Page { status, body: problem, ..empty_page() },
            Err(error) => return Err(gave_up(self.client, &mut self.tape, at, error, refused)),
        };
        keep(self.client, &mut self.tape, &[], at, 0, &page, false)?;
        Ok(self.listing.counted(&page).unwrap_or(None))
    }
}

/// One part of a walk, between two of its pages.
pub(super) struct Part<'w> {
    client: &'w Client,
    listing: &'w dyn Listing,
    tape: Tape,
    size: PageSize,
    pub(super) bounds: Option<Bounds>,
    pub(super) place: Place,
    pub(super) met: Met,
    pub(super) empty_before: u32,
    pub(super) from_disk: u64,
    pub(super) retries: u64,
    pub(super) refused: Option<u16>,
}

impl<'w> Part<'w> {
    pub(super) fn open(
        client: &'w Client,
        pages: &Pages,
        listing: &'w dyn Listing,
        bounds: Option<Bounds>,
    ) -> Result<Part<'w>, Error> {
        let name = match bounds {
            None => listing.walk_name(),
            Some(bounds) => format!("{}.from-{}", listing.walk_name(), bounds.from),
        };
        Ok(Part {
            client,
            listing,
            tape: pages.tape(&name)?,
            size: PageSize::new(listing.page_sizes()),
            bounds,
            place: listing.paging().start(),
            met: Met::new(listing.paging()),
            empty_before: 0,
            from_disk: 0,
            retries: 0,
            refused: None,
        })
    }

    /// The page at its place.
    pub(super) async fn fetch(mut self) -> super::Brought<'w> {
        let answer = self.page().await;
        (self, answer)
    }

    async fn page(&mut self) -> Result<(Rows, u32), Ended> {
        let at = spelled(&self.place);
        if let Some(kept) = self.tape.next(&at)? {
            if let Some(why) = kept.gave_up {
                self.refused = Some(kept.status).filter(|status| *status > 0);
                return Err(Ended::Here(why));
            }
            self.from_disk += 1;
            self.size.was(kept.limit);
            let limit = kept.limit;
            let rows = self.listing.rows(&page_of(kept)).map_err(|trouble| Ended::Here(trouble.problem()))?;
            return Ok((rows, limit));
        }
        let mut tries = 0;
        loop {
            tries += 1;
            let limit = self.size.now();
            let read = match self.bounds {
                None => self.listing.page(&self.place, limit),
                Some(bounds) => self.listing.page_within(&self.place, limit, bounds),
            };
            let read = match read {
                Ok(read) => read,
                Err(error) => return Err(gave_up(self.client, &mut self.tape, &at, error, &mut self.refused)),
            };
            let begun = self.client.clock().now();
            match self.good(&read).await {
                Ok((page, mut rows)) => {
                    self.size.came(self.client.clock().now().saturating_sub(begun));
                    let columns = self.listing.columns();
                    let stripped = redaction::strip(&mut rows.rows, columns);
                    keep(self.client, &mut self.tape, columns, &at, limit, &page, stripped)?;
                    return Ok((rows, limit));
                }
                Err(trouble) => {
                    if matches!(trouble, Trouble::TooMuch { .. }) {
                        self.size.too_much();
                    }
                    if let Err(error) = self.client.wait_after(&read, trouble, tries).await {
                        return Err(gave_up(self.client, &mut self.tape, &at, error, &mut self.refused));
                    }
                    self.retries += 1;
                }
            }
        }
    }

    async fn good(&self, read: &Read) -> Result<(Page, Rows), Trouble> {
        let page = self.client.attempt(read).await?;
        let rows = self.listing.rows(&page)?;
        Ok((page, rows))
    }
}

/// Keeps a page, without what was not asked for and without credentials.
fn keep(
    client: &Client,
    tape: &mut Tape,
    columns: &[String],
    at: &str,
    limit: u32,
    page: &Page,
    stripped: bool,
) -> Result<(), Error> {
    if !tape.keeps() {
        return Ok(());
    }
    let headers = page.headers.iter().map(|(name, value)| (name.clone(), client.redact(value))).collect();
    let body = if stripped { redaction::only(&page.body, columns) } else { page.body.clone() };
    let body = client.redact(&body);
    tape.keep(&Kept { at: at.to_owned(), limit, status: page.status, headers, body, gave_up: None })
}

/// Notes on the tape that the walk ends here, so that a replay ends here too.
fn gave_up(client: &Client, tape: &mut Tape, at: &str, error: Error, refused: &mut Option<u16>) -> Ended {
    *refused = if let Error::Refused { status, .. } = &error { Some(*status) } else { None };
    let ended = Ended::from(error);
    if let Ended::Here(why) = &ended
        && tape.keeps()
    {
        let gave_up = Some(client.redact(why));
        let kept = Kept { at: at.to_owned(), status: refused.unwrap_or(0), gave_up, ..Kept::default() };
        if let Err(error) = tape.keep(&kept) {
            return Ended::Everything(error);
        }
    }
    ended
}

fn page_of(kept: Kept) -> Page {
    Page { status: kept.status, headers: kept.headers, body: kept.body }
}

fn empty_page() -> Page {
    Page { status: 0, headers: std::collections::BTreeMap::new(), body: String::new() }
}

/// A place, as kept pages name it.
fn spelled(place: &Place) -> String {
    match place {
        Place::From(row) => format!("from {row}"),
        Place::Page(page) => format!("page {page}"),
        Place::At(mark) => format!("at {mark}"),
        Place::After { key, skip } => format!("after {key} skip {skip}"),
    }
}
