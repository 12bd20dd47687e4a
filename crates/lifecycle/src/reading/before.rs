//! What may stand before a product's name without making it a mention: its release, an edition, its maker, the machine it comes on.

use super::names::{feature_at, name_at};
use super::phrases::{Mark, Phrases, Scan};
use super::text::{Gap, Text};
use crate::Product;
use crate::product::Category;
use std::ops::Range;

/// Pieces that are looked at; a name so far behind is told of, whatever stands before it.
const FAR: usize = 24;

/// The piece from which everything up to the name can be read with it, counts of things left out: `2012 R2 Windows Server`,
/// `2 x R720 PowerEdge`, `XP Pro SP3 (Windows)`, `PA-3020 PAN-OS`. Nothing where a word stands there that nobody knows.
pub(super) fn before(
    products: &[Product],
    number: usize,
    phrases: &Phrases,
    scan: &Scan,
    name: &Range<usize>,
) -> Option<usize> {
    let (text, product, end) = (&scan.text, &products[number], name.start);
    if end == 0 || end > FAR {
        return None;
    }
    let counted = end > 2 && text.pieces[0].number && text.word(1) == "x";
    let start = if counted { 2 } else { 0 };
    let is_number = |at: usize| at < end && text.pieces[at].number;
    let mut piece = start;
    while piece < end {
        let own = name_at(product, scan, piece, end)
            .map(|(count, _)| count)
            .or_else(|| feature_at(product, scan, piece, end))
            .or_else(|| product.editions.at(text, piece, end).map(|(count, ..)| count));
        if let Some(count) = own {
            piece += count;
        } else if let Some(hit) = scan.hit(piece).filter(|_| !text.pieces[piece].number) {
            let roles = phrases.roles(hit);
            let goes_with = |(other, _): &(usize, _)| {
                *other == number
                    || products[*other].category == Category::Hardware && phrases.same_maker(*other, number)
            };
            let quiet = roles.is(Mark::Filler)
                || roles.is(Mark::ServicePack)
                || !roles.vendors.is_empty()
                || roles.aliases.iter().any(goes_with);
            if !quiet || roles.is(Mark::Part) || roles.is(Mark::Cut) || !roles.not_this.is_empty() {
                return None;
            }
            piece = hit.pieces.end;
        } else if text.pieces[piece].number || text.word(piece).len() == 1 && beside_a_number(text, piece, end) {
            piece += 1;
        } else if is_number(piece + 1) && (designates(product, text, piece) || stands_for(text, piece, name)) {
            piece += 2;
        } else {
            return None;
        }
    }
    Some(start)
}

fn beside_a_number(text: &Text, piece: usize, end: usize) -> bool {
    let number = |at: usize| at < end && text.pieces[at].number;
    (piece > 0 && number(piece - 1)) || number(piece + 1)
}

/// `PA-3020`, `XP1000`: the box that a system of its own comes on. A machine's own name looks the same, so that systems for any
/// machine are left out.
fn designates(product: &Product, text: &Text, piece: usize) -> bool {
    let digits = text.word(piece + 1);
    product.category == Category::OperatingSystem
        && product.kinds.is_empty()
        && text.word(piece).len() <= 4
        && text.pieces[piece + 1].gap <= Gap::Hyphen
        && digits.len() > 1
        && !digits.starts_with('0')
        && !digits.contains('.')
}

/// `SRM 6.1 (Site Recovery Manager)`: the first letters of the name that follows in brackets.
fn stands_for(text: &Text, piece: usize, name: &Range<usize>) -> bool {
    // The maker's own initial may be left out.
    let initials: String = name.clone().filter_map(|at| text.word(at).chars().next()).collect();
    name.len() > 1
        && text.pieces[name.start].bracketed
        && text.word(piece).len() > 1
        && initials.ends_with(text.word(piece))
}
