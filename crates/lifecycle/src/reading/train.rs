//! Cisco trains: `12.4(24)T8` is of train 12.4T.

use super::number::resolve;
use super::release::{Cycles, Read, Window};
use super::text::Gap;
use crate::Product;
use crate::product::Parser;

pub(super) fn read(product: &Product, window: &Window<'_>) -> Option<Read> {
    let text = &window.scan.text;
    let piece = window.pieces.clone().find(|piece| window.number(*piece) && text.numbers(*piece).len() == 2)?;
    let mut end = piece + 1;
    let bracket = |at: usize| window.pieces.contains(&at) && text.pieces[at].gap == Gap::Open && text.pieces[at].number;
    if bracket(end) {
        end += 1;
        // A letter inside the brackets names a rebuild, not the train: 12.2(55a)SE.
        if window.pieces.contains(&end) && text.pieces[end].bracketed {
            end += 1;
        }
    }
    // The letters stand right after the number, or after its one bracket.
    let beside = |at: usize| {
        let bracket = usize::from(end > piece + 1);
        window.pieces.contains(&at)
            && !text.pieces[at].number
            && text.pieces[at].raw.start == text.pieces[at - 1].raw.end + bracket
    };
    let numbers = text.word(piece);
    let letters = if beside(end) { text.word(end) } else { "" };
    let stated = end > piece + 1 || !letters.is_empty();
    if !letters.is_empty() {
        end += 1;
    }
    let version = text.numbers(piece);
    let cycle = |id: &str| product.releases.iter().position(|release| release.cycle == id);
    let line = resolve(product, &version, Parser::Train);
    let cycles = match cycle(&format!("{numbers}{letters}")) {
        Some(exact) if stated => Cycles::Of(vec![exact]),
        // A train that is not listed is the line itself only where the line has no trains.
        _ if letters.is_empty()
            || matches!(&line, Cycles::Of(of) if of.len() == 1 && Some(of[0]) == cycle(numbers)) =>
        {
            line
        }
        _ => Cycles::None,
    };
    (cycles != Cycles::None).then_some(Read { parser: Parser::Train, cycles, pieces: piece..end, line: false })
}
