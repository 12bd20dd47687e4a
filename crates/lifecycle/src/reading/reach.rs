//! How far a product's name reaches: the numbers, names of releases, editions and fillers that can be read together with it.

use super::names::{feature_at, name_at};
use super::phrases::{Mark, Phrases, Scan};
use super::text::{Gap, Text};
use crate::Product;
use std::ops::Range;

/// The piece at which the version begins to be read: after the name, which ends where `pieces` begins, and after what a banner or
/// a machine's own name puts between the two.
pub(super) fn lead(product: &Product, host_named: bool, scan: &Scan, pieces: Range<usize>) -> usize {
    let (text, start, head) = (&scan.text, pieces.start, pieces.end);
    if start >= head || (text.pieces[start].number && !(product.banner && text.pieces[start].gap == Gap::Stop)) {
        return start;
    }
    if product.banner {
        let version = |at: &usize| text.word(*at) == "v" && text.pieces[at + 1].number;
        return (start..head.saturating_sub(1)).find(version).unwrap_or(start);
    }
    let marks =
        text.word(start).len() == 1 || matches!(text.pieces.get(start + 1), Some(next) if next.gap > Gap::Hyphen);
    let says = name_at(product, scan, start, head).is_some() || (marks && marks_a_version(text, start, head));
    if !host_named || says || text.pieces[start].gap > Gap::Space {
        return start;
    }
    // `SunOS web-01.example.org 5.10`: one run without a space, and a version after it.
    let Some(version) = (start + 1..head).find(|at| text.pieces[*at].gap >= Gap::Space) else { return start };
    let number = if text.pieces[version].number { version } else { version + 1 };
    let reads = text.pieces[version].gap == Gap::Space
        && number < head
        && text.word(number).contains('.')
        && (number == version || marks_a_version(text, version, head));
    if reads { version } else { start }
}

/// The piece after the last one that can be read together with the name of `product`, which ends where `pieces` begins.
pub(super) fn reach(product: &Product, number: usize, phrases: &Phrases, scan: &Scan, pieces: Range<usize>) -> usize {
    let (text, head) = (&scan.text, pieces.end);
    let mut piece = pieces.start;
    while piece < head {
        let edition = || product.editions.at(text, piece, head).map(|(count, ..)| count);
        let read = name_at(product, scan, piece, head)
            .map(|(count, _)| count)
            .or_else(|| feature_at(product, scan, piece, head))
            .or_else(edition);
        if let Some(count) = read {
            piece += count;
        } else if sits_between_numbers(text, piece, head) || is_subversion(text, piece, head) {
            piece += 1;
        } else if let Some(hit) = scan.hit(piece) {
            let roles = phrases.roles(hit);
            // A cut before the end of the head is none: `with SP3`.
            let quiet = roles.aliases.iter().any(|(other, _)| *other == number)
                || (text.pieces[piece].number
                    && text.pieces[piece].gap == Gap::Space
                    && hit.pieces.len() == 1
                    && roles.needs_a_maker()
                    && roles.deny.is_empty())
                || !roles.vendors.is_empty()
                || [Mark::Filler, Mark::Cut, Mark::ServicePack].into_iter().any(|mark| roles.is(mark));
            if roles.is(Mark::Part) || !quiet {
                break;
            }
            piece = hit.pieces.end;
        } else if counts_things(text, scan, piece, head) {
            break;
        } else if text.pieces[piece].number || marks_a_version(text, piece, head) {
            piece += 1;
        } else {
            break;
        }
    }
    piece
}

/// A bare number after a bracket or a comma and then a word that nobody knows: `(11 departmental databases)`, `, 4 cores`.
fn counts_things(text: &Text, scan: &Scan, piece: usize, head: usize) -> bool {
    let (number, next) = (&text.pieces[piece], piece + 1);
    number.number
        && number.gap >= Gap::Open
        && !text.word(piece).contains('.')
        && next < head
        && text.pieces[next].gap == Gap::Space
        && !text.pieces[next].number
        && scan.hit(next).is_none()
        && !marks_a_version(text, next, head)
}

/// How Perl states the last part of its version: `version 36, subversion 0`.
fn is_subversion(text: &Text, piece: usize, head: usize) -> bool {
    let number = |at: usize| at < head && text.pieces[at].number && !text.word(at).contains('.');
    text.word(piece) == "subversion" && piece > 0 && number(piece - 1) && number(piece + 1)
}

/// A letter inside a version, whatever it may stand for elsewhere: the `i` of `7.0(3)I7(8)`.
fn sits_between_numbers(text: &Text, piece: usize, head: usize) -> bool {
    let number = |at: usize| at < head && text.pieces[at].number;
    text.word(piece).len() <= 2
        && piece > 0
        && number(piece - 1)
        && number(piece + 1)
        && matches!(text.pieces[piece].gap, Gap::Glued | Gap::Close)
        && text.pieces[piece + 1].gap == Gap::Glued
}

/// Letters that belong to a number: the `g` of `11g`, the `v` of `v9`, `or later`.
pub(super) fn marks_a_version(text: &Text, piece: usize, head: usize) -> bool {
    let word = text.word(piece);
    let number = |at: usize| at < head && text.pieces[at].number;
    let after = piece > 0 && number(piece - 1);
    let glued_before = after && text.pieces[piece].gap == Gap::Glued;
    let glued_after = number(piece + 1) && text.pieces[piece + 1].gap <= Gap::Dot;
    // In brackets a patch's number says how far the product is patched; elsewhere the thing is the patch.
    let patch = word == "kb" && !text.pieces[piece].bracketed;
    let short = word.len() <= 3 && (glued_after || glued_before) && !patch;
    let spoken =
        matches!(word, "v" | "r" | "u" | "build" | "update" | "+" | "tl" | "ml" | "cu" | "fp" | "mr" | "patch")
            && number(piece + 1);
    let after_bracket = word.len() <= 4 && after && text.pieces[piece].gap == Gap::Close;
    let open = matches!(
        word,
        "+" | "or" | "and" | "later" | "above" | "higher" | "newer" | "onwards" | "technology" | "level"
    );
    short || spoken || after_bracket || open
}
