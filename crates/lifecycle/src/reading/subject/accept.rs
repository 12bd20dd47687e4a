//! May a name stand for its product here? Everyday words, makers, versions beside it, and what runs on after it.

use super::{Reader, Subject};
use crate::product::WordsFrom;
use crate::reading::names::name_at;
use crate::reading::phrases::{AliasKind, Hit, Mark};
use crate::reading::release::{Cycles, Window, settle};
use crate::reading::text::Gap;
use std::ops::Range;

impl Reader<'_> {
    /// May this name stand for its product here?
    pub(super) fn accepts(&self, subject: &Subject, kind: AliasKind, head: usize) -> bool {
        let listed = matches!(subject.settled.cycles, Cycles::Of(_) | Cycles::Older(_));
        let read = listed || self.version_reads(subject.product);
        let newer = subject.settled.cycles == Cycles::Newer;
        if self.is_somebody(subject, head) {
            return false;
        }
        let runs_on = subject.reach < head && {
            let next = &self.scan.text.pieces[subject.reach];
            let stops = next.gap >= Gap::Open && !self.lists_other_things(subject, head);
            !stops && self.scan.hit(subject.reach).is_none_or(|hit| !self.ends_a_name(hit))
        };
        match kind {
            AliasKind::Plain | AliasKind::WithVersion => read || newer || !runs_on,
            AliasKind::WithVendor => self.vendor_beside(subject, head) && (read || !runs_on),
            // The maker's own name is the maker.
            AliasKind::Everyday if self.is_a_maker(subject) => read && !(runs_on && self.counts(subject)),
            AliasKind::Everyday if self.vendor_beside(subject, head) => read || !runs_on,
            // The same word of another maker: only a release's own name tells it apart, a number does not.
            AliasKind::Everyday => {
                read && (subject.settled.named || !self.other_maker(subject))
                    && !(runs_on && self.counts(subject))
                    && !self.numbers_one(subject)
            }
            AliasKind::Model => self.vendor_beside(subject, head),
            AliasKind::Banner => true,
        }
    }

    /// A machine called after the product, `ubuntu01`, or a company, `Exchange 2016 Ltd`.
    pub(super) fn is_somebody(&self, subject: &Subject, head: usize) -> bool {
        let text = &self.scan.text;
        let counted = text.pieces.get(subject.alias.end).is_some_and(|next| next.number && next.gap == Gap::Glued) && {
            let digits = text.word(subject.alias.end);
            digits.starts_with('0')
                && digits.len() > 1
                && !digits.contains('.')
                && !self.names_a_release(subject)
                && !self.says_again(subject, digits)
        };
        let company = self.scan.hit(subject.reach).is_some_and(|hit| {
            hit.pieces.end <= head && self.roles(hit).is(Mark::Company) && text.pieces[subject.reach].gap < Gap::Open
        });
        counted || company
    }

    /// `08R2` behind a name is a release's name; `01` is not.
    pub(super) fn names_a_release(&self, subject: &Subject) -> bool {
        let text = &self.scan.text;
        let named = name_at(&self.products[subject.product], self.scan, subject.alias.end, text.len());
        named.is_some_and(|(count, _)| count > 1)
    }

    /// Does the version stand behind the digits that are glued to the name: `openssl098e-0.9.8e`?
    pub(super) fn says_again(&self, subject: &Subject, digits: &str) -> bool {
        let text = &self.scan.text;
        (subject.alias.end + 1..subject.reach).any(|piece| {
            let word = text.word(piece);
            text.pieces[piece].number && word.contains('.') && word.replace('.', "").starts_with(digits)
        })
    }

    pub(super) fn is_a_maker(&self, subject: &Subject) -> bool {
        self.scan.hit(subject.alias.start).is_some_and(|hit| !self.roles(hit).vendors.is_empty())
    }

    /// A word for things that there are many of, and a bare number: `node 2`.
    pub(super) fn numbers_one(&self, subject: &Subject) -> bool {
        self.counts(subject) && self.scan.hit(subject.alias.start).is_some_and(|hit| !self.roles(hit).marks.is_empty())
    }

    /// A bare number and then a word that nobody knows: `Firebird 3 guitar`.
    pub(super) fn counts(&self, subject: &Subject) -> bool {
        let text = &self.scan.text;
        let bare = |pieces: &Range<usize>| pieces.len() == 1 && !text.word(pieces.start).contains('.');
        !subject.settled.named && subject.settled.by.as_ref().is_some_and(|(_, pieces)| bare(pieces))
    }

    /// `Jenkins, solicitors`: one word, a comma and a word that nobody knows are a name of somebody.
    pub(super) fn lists_other_things(&self, subject: &Subject, head: usize) -> bool {
        let next = &self.scan.text.pieces[subject.reach];
        subject.alias.len() == 1
            && subject.reach == subject.alias.end
            && next.gap == Gap::Stop
            && !next.number
            && self.scan.hit(subject.reach).is_none()
            && !self.vendor_beside(subject, head)
    }

    /// A part after a name is judged as such; it does not make the name a mention.
    pub(super) fn ends_a_name(&self, hit: &Hit) -> bool {
        let roles = self.roles(hit);
        roles.is(Mark::Part) || !roles.deny.is_empty() || !roles.aliases.is_empty()
    }

    pub(super) fn version_reads(&self, product: usize) -> bool {
        let Some(scan) = self.context.version else { return false };
        let window = Window { scan, phrases: self.phrases, pieces: 0..scan.text.len(), skip: 0..0 };
        matches!(settle(&self.products[product], &window, &[]).cycles, Cycles::Of(_))
    }

    pub(super) fn vendor_beside(&self, subject: &Subject, head: usize) -> bool {
        let sells = |vendor: &usize| self.phrases.sells(*vendor, subject.product);
        let in_text = |hit: &Hit| {
            hit.pieces.end <= head
                && hit.pieces.start != subject.alias.start
                && self.roles(hit).vendors.iter().any(sells)
        };
        self.context.vendors.iter().any(sells) || self.scan.hits.iter().any(in_text)
    }

    /// Is a maker named, in its field or right before the name?
    pub(super) fn other_maker(&self, subject: &Subject) -> bool {
        let before = |hit: &Hit| hit.pieces.end <= subject.alias.start && !self.roles(hit).vendors.is_empty();
        // Of a product that only a fetched list knows no maker is known, so that an unknown one says nothing.
        let given = self.context.vendor_given
            && !(self.products[subject.product].words == WordsFrom::List && self.context.vendors.is_empty());
        given || self.scan.hits.iter().any(before)
    }
}
