//! Which release a run of pieces names: every parser of the product is asked, and what they say is brought together.

use super::phrases::{AliasKind, Hit, Mark, Phrases, Scan};
use super::{build, names, number, train};
use crate::Product;
use crate::product::Parser;
use std::ops::Range;

/// What was read of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cycles {
    /// Nothing.
    None,
    /// One of these, by their numbers in the product. Never empty.
    Of(Vec<usize>),
    /// Older than what is listed of its line; ended no later than this release, where one bounds it.
    Older(Option<usize>),
    /// Newer than everything listed.
    Newer,
}

/// What one parser read, and where.
#[derive(Debug, Clone)]
pub(crate) struct Read {
    pub(crate) parser: Parser,
    pub(crate) cycles: Cycles,
    pub(crate) pieces: Range<usize>,
    /// Was only a line read, of which not every release is listed?
    pub(crate) line: bool,
}

/// What all of them together read.
#[derive(Debug, Clone)]
pub(crate) struct Settled {
    pub(crate) cycles: Cycles,
    /// The parser that said most, and where.
    pub(crate) by: Option<(Parser, Range<usize>)>,
    /// Was a release read by its name?
    pub(crate) named: bool,
    /// Do they contradict each other, or name a line of which not every release is listed?
    pub(crate) unsure: bool,
    /// The service packs stated, whether or not a release was read beside them.
    pub(crate) service_packs: Vec<u32>,
}

/// The part of a text in which a release may be named.
#[derive(Debug, Clone)]
pub(crate) struct Window<'a> {
    pub(crate) scan: &'a Scan,
    pub(crate) phrases: &'a Phrases,
    /// The pieces to read.
    pub(crate) pieces: Range<usize>,
    /// Those of them that are the product's name and hold no version.
    pub(crate) skip: Range<usize>,
}

impl Window<'_> {
    /// May this piece be a version's number? Not if it belongs to the name, to a filler like `64 bit`, or counts something else.
    pub(crate) fn number(&self, piece: usize) -> bool {
        let text = &self.scan.text;
        let counts = |word: &str| {
            matches!(
                word,
                "sp" | "update" | "u" | "cu" | "build" | "fp" | "patch" | "hf" | "ru" | "tl" | "level" | "pack"
            )
        };
        self.pieces.contains(&piece)
            && text.pieces[piece].number
            && !self.skip.contains(&piece)
            && !self
                .scan
                .hit(piece)
                .is_some_and(|hit| self.phrases.roles(hit).is(Mark::Filler) || self.is_in_a_name(hit))
            && !(piece > 0 && counts(text.word(piece - 1)))
    }

    /// Is it a maker's name that holds digits, `F5`, or a product's, such as `log4j`, said once more?
    fn is_in_a_name(&self, hit: &Hit) -> bool {
        if hit.pieces.len() > 1 && !self.phrases.roles(hit).vendors.is_empty() {
            return true;
        }
        hit.pieces.len() > 1
            && self.phrases.roles(hit).aliases.iter().any(|(_, kind)| *kind == AliasKind::Plain)
            && !self.skip.contains(&hit.pieces.start)
    }

    pub(crate) fn word(&self, piece: usize) -> &str {
        if self.pieces.contains(&piece) { self.scan.text.word(piece) } else { "" }
    }

    /// Is the next thing after this piece one more of a list: `2005/2008`, `10g or 11g`? Says where it begins.
    pub(crate) fn listed_after(&self, mut piece: usize) -> Option<usize> {
        let text = &self.scan.text;
        if matches!(self.word(piece), "g" | "c" | "i" | "x") {
            piece += 1;
        }
        if !self.pieces.contains(&piece) {
            return None;
        }
        if matches!(text.word(piece), "or" | "and") {
            return Some(piece + 1).filter(|next| self.pieces.contains(next));
        }
        (text.pieces[piece].gap == super::text::Gap::Slash).then_some(piece)
    }
}

impl Window<'_> {
    /// Is the next thing the end of a range: `2008 R2 - 2012`? Says where it begins.
    pub(crate) fn ranged_after(&self, piece: usize) -> Option<usize> {
        (self.pieces.contains(&piece) && self.scan.text.pieces[piece].gap == super::text::Gap::Dash).then_some(piece)
    }
}

/// Asks every parser. `editions` are stated elsewhere and count beside those in the window.
pub(crate) fn settle(product: &Product, window: &Window<'_>, editions: &[&str]) -> Settled {
    let mut reads: Vec<Read> = Vec::new();
    for parser in &product.parsers {
        let read = match parser {
            Parser::YearSp | Parser::Codename | Parser::Model => names::read(product, window, *parser),
            Parser::Dotted | Parser::Major | Parser::Tl | Parser::Vrm => number::read(product, window, *parser),
            Parser::InternalBuild => build::read(product, window),
            Parser::Train => train::read(product, window),
        };
        reads.extend(read);
    }
    refine(product, window, &mut reads);
    // Of two readings of the same words the longer counts: `8.4-2L1` is not 8.4.
    let found = |read: &Read| matches!(read.cycles, Cycles::Of(_));
    let longer = |a: &Read, b: &Read| {
        a.pieces.start <= b.pieces.start
            && b.pieces.end <= a.pieces.end
            && a.pieces != b.pieces
            && (found(a) || !found(b))
    };
    let outdone: Vec<bool> = reads.iter().map(|read| reads.iter().any(|other| longer(other, read))).collect();
    let mut outdone = outdone.into_iter();
    reads.retain(|_| !outdone.next().unwrap_or_default());
    let mut settled = together(&reads);
    settled.service_packs = names::service_packs(window).0;
    if let Cycles::Of(cycles) = &mut settled.cycles {
        let mut stated: Vec<&str> = editions.to_vec();
        stated.extend(stated_editions(product, window.scan, window.pieces.clone()).filter_map(|(_, code)| code));
        let fits = |release: usize| match &product.releases[release].editions {
            Some(own) => stated.iter().all(|code| own.iter().any(|own| own == code)),
            None => true,
        };
        let left: Vec<usize> = cycles.iter().copied().filter(|release| fits(*release)).collect();
        if !left.is_empty() {
            *cycles = left;
        }
    }
    settled
}

/// A name and then the number that refines it: `Visual Studio 2019 16.11`. A number that does not fit the name counts something else.
fn refine(product: &Product, window: &Window<'_>, reads: &mut Vec<Read>) {
    let named = |read: &&Read| matches!(read.parser, Parser::YearSp | Parser::Codename);
    let Some(name) = reads.iter().find(named) else { return };
    let Cycles::Of(known) = &name.cycles else { return };
    let number = |read: &Read| matches!(read.parser, Parser::Dotted | Parser::Major | Parser::Vrm);
    let inside = |read: &&Read| number(read) && name.pieces.contains(&read.pieces.start);
    if known.len() < 2 {
        return;
    }
    let Some(parser) = reads.iter().find(inside).map(|read| read.parser) else { return };
    let rest = Window { pieces: name.pieces.end..window.pieces.end, ..window.clone() };
    let Some(read) = number::read(product, &rest, parser) else { return };
    if matches!(&read.cycles, Cycles::Of(set) if set.iter().any(|release| known.contains(release))) {
        reads.push(read);
    }
}

/// The words of editions among some pieces, each with its code.
pub(crate) fn stated_editions<'p>(
    product: &'p Product,
    scan: &Scan,
    pieces: Range<usize>,
) -> impl Iterator<Item = (&'p str, Option<&'p str>)> {
    let mut piece = pieces.start;
    std::iter::from_fn(move || {
        while piece < pieces.end {
            let found = product.editions.at(&scan.text, piece, pieces.end);
            piece += found.map_or(1, |(count, ..)| count);
            if let Some((_, word, code)) = found {
                return Some((word, code.as_deref()));
            }
        }
        None
    })
}

/// Sets are cut with each other; a set beats a bound. Sets that share nothing contradict each other, and all of them stay possible.
fn together(reads: &[Read]) -> Settled {
    let mut cycles: Option<Vec<usize>> = None;
    let mut by: Option<&Read> = None;
    let mut unsure = false;
    let size = |read: &Read| if let Cycles::Of(set) = &read.cycles { set.len() } else { usize::MAX };
    for read in reads {
        let Cycles::Of(set) = &read.cycles else {
            // A build before the first known one is not the release that a name says.
            unsure |= read.parser == Parser::InternalBuild && matches!(read.cycles, Cycles::Older(_));
            continue;
        };
        unsure |= read.line;
        if by.is_none_or(|best| size(read) < size(best)) {
            by = Some(read);
        }
        cycles = Some(match cycles {
            None => set.clone(),
            Some(known) => {
                let both: Vec<usize> = known.iter().copied().filter(|release| set.contains(release)).collect();
                if both.is_empty() {
                    unsure = true;
                    let mut either = known;
                    either.extend(set);
                    either
                } else {
                    both
                }
            }
        });
    }
    let by = by.or_else(|| reads.first());
    let cycles = match cycles {
        Some(mut set) => {
            set.sort_unstable();
            set.dedup();
            Cycles::Of(set)
        }
        None => by.map_or(Cycles::None, |read| read.cycles.clone()),
    };
    unsure &= matches!(cycles, Cycles::Of(_));
    let named = |read: &Read| matches!(read.parser, Parser::YearSp | Parser::Codename | Parser::Model);
    Settled {
        cycles,
        by: by.map(|read| (read.parser, read.pieces.clone())),
        named: reads.iter().any(named),
        unsure,
        service_packs: Vec::new(),
    }
}

/// Asks every parser about a whole text, such as a version field.
pub(crate) fn settle_all(product: &Product, scan: &Scan, phrases: &Phrases, editions: &[&str]) -> Settled {
    settle(product, &Window { scan, phrases, pieces: 0..scan.text.len(), skip: 0..0 }, editions)
}

/// Asks every parser about a whole text but for the pieces that are the product's name.
pub(crate) fn settle_beside(product: &Product, scan: &Scan, phrases: &Phrases, name: Range<usize>) -> Settled {
    settle(product, &Window { scan, phrases, pieces: 0..scan.text.len(), skip: name }, &[])
}

/// The service packs that a whole text states, such as an edition field.
pub(crate) fn service_packs_of(scan: &Scan, phrases: &Phrases) -> Vec<u32> {
    names::service_packs(&Window { scan, phrases, pieces: 0..scan.text.len(), skip: 0..0 }).0
}
