//! The loop: counts, reads page after page, steps over what is hidden, and accounts for every row.
//!
//! | what a server does | what comes of it |
//! |---|---|
//! | 429, 502, 503, HTML or a maintenance page in place of JSON | waited for as it asks, then asked again; given up after so many tries |
//! | no answer in time, an answer that breaks off, an error inside a 200, a text where rows should be | asked again for half as much |
//! | a short page, a page hidden whole | gone on behind it |
//! | a total larger than what arrives | read to the end; declared ≠ received |
//! | the same page again, rows that do not answer the question | the walk ends: the server ignores what is asked |
//! | a token that expires | renewed once, and the same page asked for again |
//! | a redirect, a refusal | the walk ends, with what was read kept |
//!
//! A walk that ends before its end is no error of the program: [`Walked::broken`] says why, and what was read stays.

use crate::client::{Client, Page};
use crate::connector::{Answer, Walked};
use crate::listing::{Listing, Row, Rows};
use crate::page_size::PageSize;
use crate::pages::{Kept, Pages, Tape};
use crate::paging::{Paging, Place, Seen, Step};
use crate::trouble::Trouble;
use crate::{Error, Read, redaction};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Walks a table. `each` gets every different row once, in the order of arrival; its refusal ends everything.
///
/// Errors: only where going on makes no sense for other tables either — pages cannot be kept, or the receiver refuses.
pub fn walk<'a>(
    client: &'a Client,
    pages: &'a Pages,
    listing: &'a dyn Listing,
    each: &'a mut (dyn FnMut(Row) -> Result<(), Error> + Send),
) -> Answer<'a, Walked> {
    Box::pin(async move {
        let tape = pages.tape(&listing.walk_name())?;
        let walked = Walked { table: listing.table().to_owned(), ..Walked::default() };
        let mut walker = Walker { client, listing, tape, walked, replayed: pages.is_replayed() };
        match walker.run(each).await {
            Ok(()) => {}
            Err(Ended::Here(why)) => walker.walked.broken = Some(why),
            Err(Ended::Everything(error)) => return Err(error),
        }
        Ok(walker.walked)
    })
}

/// How a walk ends before its end.
enum Ended {
    /// This one does.
    Here(String),
    /// Everything does.
    Everything(Error),
}

impl From<Error> for Ended {
    fn from(error: Error) -> Ended {
        match error {
            Error::Keep(_) | Error::Pages { .. } | Error::NotARead { .. } => Ended::Everything(error),
            error => Ended::Here(error.to_string()),
        }
    }
}

struct Walker<'w> {
    client: &'w Client,
    listing: &'w dyn Listing,
    tape: Tape,
    walked: Walked,
    replayed: bool,
}

impl Walker<'_> {
    async fn run(&mut self, each: &mut (dyn FnMut(Row) -> Result<(), Error> + Send)) -> Result<(), Ended> {
        self.walked.declared = self.count("count").await?;
        let paging = self.listing.paging();
        let mut size = PageSize::new(self.listing.page_sizes());
        let mut met = Met::new(paging);
        let mut place = paging.start();
        let mut empty_before = 0;
        loop {
            let (rows, limit) = self.page(&place, &mut size).await?;
            let arrived = u64::try_from(rows.rows.len()).unwrap_or(u64::MAX);
            let keys: Vec<Option<String>> = rows.rows.iter().map(|row| self.listing.key(row)).collect();
            let last_key = keys.iter().rev().find_map(Clone::clone);
            let again = met.page(&keys);
            if again.iter().any(|again| *again) && paging == Paging::Keyset {
                return Err(self.ignored("the same rows come again, so the server does not go on from the last key"));
            }
            if arrived > 0 && again.iter().all(|again| *again) {
                return Err(
                    self.ignored("a page brings only rows that were there before, so the server does not go on")
                );
            }
            if self.walked.pages == 0 && self.walked.declared.is_none() {
                // What the first page says of the whole is a declaration too.
                self.walked.declared = rows.total;
            }
            self.walked.pages += 1;
            for (row, again) in rows.rows.into_iter().zip(again) {
                if again {
                    self.walked.repeated += 1;
                    continue;
                }
                if !self.listing.answers(&row) {
                    return Err(self.ignored("a row does not answer to the filter, so the server dropped a part of it"));
                }
                if let Some(changed) = self.listing.changed(&row)
                    && self.walked.latest_change.as_deref().is_none_or(|latest| latest < changed)
                {
                    self.walked.latest_change = Some(changed.to_owned());
                }
                self.walked.received += 1;
                each(row).map_err(Ended::Everything)?;
            }
            let missing = self.walked.declared.map(|declared| declared.saturating_sub(self.walked.received));
            let limit = u64::from(limit);
            let seen = Seen {
                rows: arrived,
                limit,
                last_key,
                total: rows.total,
                more: rows.more,
                next: rows.next,
                empty_before,
                missing,
            };
            empty_before = if arrived == 0 { empty_before + 1 } else { 0 };
            match paging.next(&place, &seen) {
                Step::To(next) => place = next,
                Step::Done => break,
                Step::Lost(why) => return Err(Ended::Here(format!("{}: {why}", self.listing.table()))),
            }
        }
        self.reconcile().await
    }

    /// Counts once more where the numbers differ: a table that changed while it was read is told from one that hides rows.
    async fn reconcile(&mut self) -> Result<(), Ended> {
        if self.walked.declared.is_some_and(|declared| declared != self.walked.received) {
            let again = self.count("count again").await?;
            if again == Some(self.walked.received) {
                self.walked.declared = again;
            }
        }
        Ok(())
    }

    fn ignored(&self, how: &str) -> Ended {
        let error = Error::Ignored {
            what: self.listing.table().to_owned(),
            problem: how.to_owned(),
            hint: "check the filter's column names; else tell the system's administrator".to_owned(),
        };
        Ended::Here(error.to_string())
    }

    /// The number of rows, by the system's word. A system that does not say is walked all the same.
    async fn count(&mut self, at: &str) -> Result<Option<u64>, Ended> {
        let Some(read) = self.listing.count() else { return Ok(None) };
        if let Some(kept) = self.tape.next(at)? {
            return self.listing.counted(&page_of(kept)).or(Ok(None));
        }
        let listing = self.listing;
        let page = match self.client.read(&read, &|page| listing.counted(page).map(|_| ())).await {
            Ok(page) => page,
            // Counting may be forbidden, or missing, where reading is not.
            Err(Error::Refused { status, problem, .. }) => Page { status, body: problem, ..empty_page() },
            Err(error) => return Err(self.gave_up(at, error)),
        };
        self.keep(at, 0, &page, false)?;
        Ok(self.listing.counted(&page).unwrap_or(None))
    }

    /// One good page: from disk, else asked for until there is one. Gives it with the number of rows it was asked for.
    async fn page(&mut self, place: &Place, size: &mut PageSize) -> Result<(Rows, u32), Ended> {
        let at = spelled(place);
        if let Some(kept) = self.tape.next(&at)? {
            if let Some(why) = kept.gave_up {
                self.walked.refused = Some(kept.status).filter(|status| *status > 0);
                return Err(Ended::Here(why));
            }
            self.walked.from_disk += 1;
            size.was(kept.limit);
            let limit = kept.limit;
            let rows = self.listing.rows(&page_of(kept)).map_err(|trouble| Ended::Here(trouble.problem()))?;
            return Ok((rows, limit));
        }
        let mut tries = 0;
        loop {
            tries += 1;
            let limit = size.now();
            let read = match self.listing.page(place, limit) {
                Ok(read) => read,
                Err(error) => return Err(self.gave_up(&at, error)),
            };
            let begun = self.client.clock().now();
            match self.good(&read).await {
                Ok((page, mut rows)) => {
                    size.came(self.client.clock().now().saturating_sub(begun));
                    let stripped = redaction::strip(&mut rows.rows, self.listing.columns());
                    self.keep(&at, limit, &page, stripped)?;
                    return Ok((rows, limit));
                }
                Err(trouble) => {
                    if matches!(trouble, Trouble::TooMuch { .. }) {
                        size.too_much();
                    }
                    if let Err(error) = self.client.wait_after(&read, trouble, tries).await {
                        return Err(self.gave_up(&at, error));
                    }
                    self.walked.retries += 1;
                }
            }
        }
    }

    async fn good(&self, read: &Read) -> Result<(Page, Rows), Trouble> {
        let page = self.client.attempt(read).await?;
        let rows = self.listing.rows(&page)?;
        Ok((page, rows))
    }

    /// Keeps a page, without what was not asked for and without credentials.
    fn keep(&mut self, at: &str, limit: u32, page: &Page, stripped: bool) -> Result<(), Error> {
        if !self.tape.keeps() {
            return Ok(());
        }
        let headers = page.headers.iter().map(|(name, value)| (name.clone(), self.client.redact(value))).collect();
        let body = if stripped { redaction::only(&page.body, self.listing.columns()) } else { page.body.clone() };
        let body = self.client.redact(&body);
        self.tape.keep(&Kept { at: at.to_owned(), limit, status: page.status, headers, body, gave_up: None })
    }

    /// Notes on the tape that the walk ends here, so that a replay ends here too.
    fn gave_up(&mut self, at: &str, error: Error) -> Ended {
        self.walked.refused = if let Error::Refused { status, .. } = &error { Some(*status) } else { None };
        let status = self.walked.refused.unwrap_or(0);
        let ended = Ended::from(error);
        if let Ended::Here(why) = &ended
            && !self.replayed
        {
            let gave_up = Some(self.client.redact(why));
            let kept = Kept { at: at.to_owned(), status, gave_up, ..Kept::default() };
            if let Err(error) = self.tape.keep(&kept) {
                return Ended::Everything(error);
            }
        }
        ended
    }
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

/// Keys met so far: of all pages; where pages come in the order of the key, of the last page and of each page's first row, which is
/// enough to see a page that comes again and stays small however long the table is.
struct Met {
    ordered: bool,
    keys: HashSet<(u64, u64)>,
    first: HashSet<(u64, u64)>,
}

impl Met {
    fn new(paging: Paging) -> Met {
        Met { ordered: paging == Paging::Keyset, keys: HashSet::new(), first: HashSet::new() }
    }

    /// Which rows of a page were met before? Rows without a key never were.
    fn page(&mut self, keys: &[Option<String>]) -> Vec<bool> {
        let marks: Vec<Option<(u64, u64)>> = keys.iter().map(|key| key.as_deref().map(mark)).collect();
        if self.ordered && !marks.is_empty() {
            let before = std::mem::take(&mut self.keys);
            self.keys.extend(marks.iter().flatten());
            let met = |mark: &(u64, u64)| before.contains(mark) || self.first.contains(mark);
            let again = marks.iter().map(|mark| mark.as_ref().is_some_and(met)).collect();
            self.first.extend(marks.iter().flatten().next());
            return again;
        }
        marks.iter().map(|mark| mark.is_some_and(|mark| !self.keys.insert(mark))).collect()
    }
}

/// 128 bits for a key, so that a million keys fit beside each other and none is taken for another.
fn mark(key: &str) -> (u64, u64) {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, key).hash(&mut hasher);
        hasher.finish()
    };
    (half(0), half(1))
}

#[cfg(test)]
mod tests;
