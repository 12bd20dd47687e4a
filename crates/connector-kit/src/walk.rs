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
//! A large table is walked in parts side by side, where a connector says where its keys can be cut ([`Listing::cuts`]). Pages of the
//! parts are taken in turn, so that rows arrive in the same order in every run, and no more than a page a part is held. While a page's
//! rows are handed on, the next page is already on its way.
//!
//! A walk that ends before its end is no error of the program: [`Walked::broken`] says why, and what was read stays.

mod met;
mod part;

use crate::client::Client;
use crate::connector::{Answer, Walked};
use crate::listing::{Listing, Row};
use crate::pages::Pages;
use crate::paging::{Paging, Seen, Step};
use crate::{Error, Rows};
pub use part::Bounds;
use part::{Count, Part};
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A table of fewer rows is walked in one.
const LARGE: u64 = 10_000;

/// Walks a table. `each` gets every different row once; its refusal ends everything.
///
/// Errors: only where going on makes no sense for other tables either — pages cannot be kept, or the receiver refuses.
pub fn walk<'a>(
    client: &'a Client,
    pages: &'a Pages,
    listing: &'a dyn Listing,
    each: &'a mut (dyn FnMut(Row) -> Result<(), Error> + Send),
) -> Answer<'a, Walked> {
    Box::pin(async move {
        let mut walk = Walk { listing, walked: Walked { table: listing.table().to_owned(), ..Walked::default() } };
        match walk.run(client, pages, each).await {
            Ok(()) => {}
            Err(Ended::Here(why)) => walk.walked.broken = Some(why),
            Err(Ended::Everything(error)) => return Err(error),
        }
        Ok(walk.walked)
    })
}

/// How a walk ends before its end.
pub(crate) enum Ended {
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

/// What a part brings: its next page and the number of rows it was asked for. The part comes back with it.
type Brought<'w> = (Part<'w>, Result<(Rows, u32), Ended>);

/// A part on its way, back with a page, or at its end.
enum Slot<'w> {
    Fetching(Pin<Box<dyn Future<Output = Brought<'w>> + Send + 'w>>),
    Came(Box<Brought<'w>>),
    Over,
}

impl Slot<'_> {
    fn poll(&mut self, context: &mut Context<'_>) {
        if let Slot::Fetching(fetching) = self
            && let Poll::Ready(brought) = fetching.as_mut().poll(context)
        {
            *self = Slot::Came(Box::new(brought));
        }
    }
}

/// Waits for one part, while the others go on.
async fn turn<'w>(slots: &mut [Slot<'w>], number: usize) -> Option<Brought<'w>> {
    poll_fn(|context| {
        slots.iter_mut().for_each(|slot| slot.poll(context));
        match std::mem::replace(&mut slots[number], Slot::Over) {
            Slot::Came(brought) => Poll::Ready(Some(*brought)),
            Slot::Over => Poll::Ready(None),
            fetching @ Slot::Fetching(_) => {
                slots[number] = fetching;
                Poll::Pending
            }
        }
    })
    .await
}

struct Walk<'w> {
    listing: &'w dyn Listing,
    walked: Walked,
}

impl<'w> Walk<'w> {
    async fn run(
        &mut self,
        client: &'w Client,
        pages: &'w Pages,
        each: &mut (dyn FnMut(Row) -> Result<(), Error> + Send),
    ) -> Result<(), Ended> {
        let mut count = Count::open(client, pages, self.listing)?;
        self.walked.declared = count.ask("count", &mut self.walked.refused).await?;
        let mut slots = Vec::new();
        for bounds in self.parts() {
            slots.push(Slot::Fetching(Box::pin(Part::open(client, pages, self.listing, bounds)?.fetch())));
        }
        let mut number = 0;
        while slots.iter().any(|slot| !matches!(slot, Slot::Over)) {
            if let Some((part, answer)) = turn(&mut slots, number).await {
                self.page(part, answer, &mut slots[number], each).await?;
            }
            number = (number + 1) % slots.len();
        }
        // Counts once more where the numbers differ: a table that changed while it was read is told from one that hides rows.
        if self.walked.declared.is_some_and(|declared| declared != self.walked.received) {
            let again = count.ask("count again", &mut self.walked.refused).await?;
            if again == Some(self.walked.received) {
                self.walked.declared = again;
            }
        }
        Ok(())
    }

    /// The parts that a table is walked in: one, unless it is large and its keys can be cut.
    fn parts(&self) -> Vec<Option<Bounds>> {
        let cuts = self.listing.cuts();
        let is_large = self.walked.declared.is_some_and(|declared| declared >= LARGE);
        if self.listing.paging() != Paging::Keyset || cuts.is_empty() || !is_large {
            return vec![None];
        }
        let starts = std::iter::once("").chain(cuts.iter().copied());
        let ends = cuts.iter().copied().chain(std::iter::once(""));
        starts.zip(ends).map(|(from, below)| Some(Bounds { from, below })).collect()
    }

    /// One page: sends for the next one, then hands on its rows.
    async fn page(
        &mut self,
        mut part: Part<'w>,
        answer: Result<(Rows, u32), Ended>,
        slot: &mut Slot<'w>,
        each: &mut (dyn FnMut(Row) -> Result<(), Error> + Send),
    ) -> Result<(), Ended> {
        self.walked.from_disk += std::mem::take(&mut part.from_disk);
        self.walked.retries += std::mem::take(&mut part.retries);
        if answer.is_err() {
            self.walked.refused = part.refused;
        }
        let (rows, limit) = answer?;
        let arrived = u64::try_from(rows.rows.len()).unwrap_or(u64::MAX);
        let keys: Vec<Option<String>> = rows.rows.iter().map(|row| self.listing.key(row)).collect();
        let again = part.met.page(&keys);
        let paging = self.listing.paging();
        if again.iter().any(|again| *again) && paging == Paging::Keyset {
            return Err(self.ignored("the same rows come again, so the server does not go on from the last key"));
        }
        if arrived > 0 && again.iter().all(|again| *again) {
            return Err(self.ignored("a page brings only rows that were there before, so the server does not go on"));
        }
        if let Some(bounds) = part.bounds
            && keys.iter().flatten().any(|key| !bounds.may_hold(key))
        {
            return Err(self.ignored("rows of another part come, so the server drops a part of the question"));
        }
        if self.walked.pages == 0 && self.walked.declared.is_none() && part.bounds.is_none() {
            // What the first page says of the whole is a declaration too.
            self.walked.declared = rows.total;
        }
        self.walked.pages += 1;
        let new = u64::try_from(again.iter().filter(|again| !**again).count()).unwrap_or(u64::MAX);
        let seen = Seen {
            rows: arrived,
            limit: u64::from(limit),
            last_key: keys.into_iter().rev().flatten().next(),
            total: rows.total,
            more: rows.more,
            next: rows.next,
            empty_before: part.empty_before,
            missing: self.walked.declared.map(|declared| declared.saturating_sub(self.walked.received + new)),
        };
        part.empty_before = if arrived == 0 { part.empty_before + 1 } else { 0 };
        let mut lost = None;
        match paging.next(&part.place, &seen) {
            Step::To(next) => {
                part.place = next;
                *slot = Slot::Fetching(Box::pin(part.fetch()));
                poll_fn(|context| {
                    slot.poll(context);
                    Poll::Ready(())
                })
                .await;
            }
            Step::Done => {}
            Step::Lost(why) => lost = Some(Ended::Here(format!("{}: {why}", self.listing.table()))),
        }
        for (row, again) in rows.rows.into_iter().zip(again) {
            if again {
                self.walked.repeated += 1;
            } else {
                self.row(row, each)?;
            }
        }
        lost.map_or(Ok(()), Err)
    }

    fn row(&mut self, row: Row, each: &mut (dyn FnMut(Row) -> Result<(), Error> + Send)) -> Result<(), Ended> {
        if !self.listing.answers(&row) {
            return Err(self.ignored("a row does not answer to the filter, so the server dropped a part of it"));
        }
        if let Some(changed) = self.listing.changed(&row)
            && self.walked.latest_change.as_deref().is_none_or(|latest| latest < changed)
        {
            self.walked.latest_change = Some(changed.to_owned());
        }
        self.walked.received += 1;
        each(row).map_err(Ended::Everything)
    }

    fn ignored(&self, how: &str) -> Ended {
        let error = Error::Ignored {
            what: self.listing.table().to_owned(),
            problem: how.to_owned(),
            hint: "check the filter's column names; else tell the system's administrator".to_owned(),
        };
        Ended::Here(error.to_string())
    }
}

#[cfg(test)]
mod tests;
