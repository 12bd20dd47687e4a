//! Releases by name: a year with R2 and a service pack, a code name, a hardware model.

use super::number::open_ended;
use super::phrases::{Mark, Scan};
use super::release::{Cycles, Read, Window};
use crate::Product;
use crate::product::Parser;
use std::ops::Range;

/// The name of a release that begins at this piece, the longest first. Says how many pieces it is.
pub(crate) fn name_at<'p>(product: &'p Product, scan: &Scan, piece: usize, end: usize) -> Option<(usize, &'p [usize])> {
    product.names.at(&scan.text, piece, end).map(|(count, _, releases)| (count, releases.as_slice()))
}

/// The mark of a release inside its line that begins at this piece: `1809`, `22h2`.
pub(crate) fn feature_at(product: &Product, scan: &Scan, piece: usize, end: usize) -> Option<usize> {
    product.features.at(&scan.text, piece, end).map(|(count, ..)| count)
}

pub(super) fn read(product: &Product, window: &Window<'_>, parser: Parser) -> Option<Read> {
    let end = window.pieces.end;
    let first = |from: usize| {
        (from..end)
            .filter(|piece| !window.skip.contains(piece))
            .find_map(|piece| name_at(product, window.scan, piece, end).map(|(count, set)| (piece..piece + count, set)))
    };
    let (mut pieces, set) = first(window.pieces.start)?;
    // Of two numbers the one beside the name counts. A code name is no number and may stand after one.
    if parser != Parser::Codename && (window.pieces.start..pieces.start).any(|piece| window.number(piece)) {
        return None;
    }
    let mut cycles: Vec<usize> = set.to_vec();
    let mut listed = 1;
    while let Some(next) = window.listed_after(pieces.end).or_else(|| window.ranged_after(pieces.end)) {
        let Some((count, more)) = name_at(product, window.scan, next, end) else {
            // `11g R1/R2`, `2012/R2`: any release of that name.
            if window.word(next) == "r"
                && window.pieces.contains(&(next + 1))
                && window.scan.text.pieces[next + 1].number
            {
                let stem = pieces.clone().find(|piece| window.word(*piece) == "r").unwrap_or(pieces.end);
                let stem = window.scan.text.spelling(pieces.start..stem);
                cycles.extend(product.names.beginning(stem).flatten());
                pieces.end = next + 2;
                listed += 1;
            }
            break;
        };
        if window.listed_after(pieces.end).is_none() {
            cycles.extend(between(product, &cycles, more));
        }
        cycles.extend(more);
        // A list may be as long as the text; what it names is no more than there is.
        if cycles.len() > 4 * product.releases.len() {
            cycles.sort_unstable();
            cycles.dedup();
        }
        pieces.end = next + count;
        listed += 1;
    }
    if open_ended(window, &pieces) {
        let first = cycles.iter().filter_map(|release| product.releases[*release].released).min();
        let later = |release: usize| {
            product.releases[release].released.is_some_and(|day| first.is_some_and(|first| day >= first))
        };
        cycles.extend((0..product.releases.len()).filter(|release| later(*release)));
        listed += 1;
    }
    cycles.sort_unstable();
    cycles.dedup();
    if parser == Parser::YearSp {
        narrow_by_feature(product, window, &mut cycles, &mut pieces);
        let (stated, at) = service_packs(window);
        return Some(match stated.as_slice() {
            [service_pack] if listed == 1 => {
                pieces.end = pieces.end.max(at.end);
                Read { parser, cycles: with_service_pack(product, &cycles, *service_pack), pieces, line: false }
            }
            [_, _, ..] if listed == 1 => {
                pieces.end = pieces.end.max(at.end);
                let one = |release: &usize| product.releases[*release].sp.is_some_and(|sp| stated.contains(&sp));
                let some: Vec<usize> = cycles.iter().copied().filter(one).collect();
                Read { parser, cycles: Cycles::Of(if some.is_empty() { cycles } else { some }), pieces, line: false }
            }
            _ => Read { parser, cycles: unless_stated(product, cycles), pieces, line: false },
        });
    }
    Some(Read { parser, cycles: unless_stated(product, cycles), pieces, line: false })
}

/// Releases that are meant only where something says so are not meant where nothing does.
fn unless_stated(product: &Product, cycles: Vec<usize>) -> Cycles {
    let plain: Vec<usize> = cycles.iter().copied().filter(|release| !product.releases[*release].stated_only).collect();
    Cycles::Of(if plain.is_empty() { cycles } else { plain })
}

/// Keeps the releases whose mark is stated, if any is.
fn narrow_by_feature(product: &Product, window: &Window<'_>, cycles: &mut Vec<usize>, pieces: &mut Range<usize>) {
    let end = window.pieces.end;
    let marked = |release: usize| {
        product.releases[release].features.iter().find_map(|mark| {
            window.pieces.clone().find_map(|at| window.scan.text.has(mark, at, end).map(|n| at..at + n))
        })
    };
    let stated: Vec<(usize, Range<usize>)> =
        cycles.iter().filter_map(|release| marked(*release).map(|at| (*release, at))).collect();
    if let Some((_, at)) = stated.first() {
        *pieces = pieces.start.min(at.start)..pieces.end.max(at.end);
        *cycles = stated.iter().map(|(release, _)| *release).collect();
    }
}

/// The service packs stated in the window, and where: `SP2`, `SP1 or SP2`.
pub(super) fn service_packs(window: &Window<'_>) -> (Vec<u32>, Range<usize>) {
    let mut stated = Vec::new();
    let mut at = 0..0;
    for hit in &window.scan.hits {
        let number = hit.pieces.end;
        if !window.pieces.contains(&number) || !window.phrases.roles(hit).is(Mark::ServicePack) {
            continue;
        }
        if let Ok(service_pack) = window.word(number).parse() {
            if stated.is_empty() {
                at.start = hit.pieces.start;
            }
            at.end = number + 1;
            if !stated.contains(&service_pack) {
                stated.push(service_pack);
            }
        }
    }
    (stated, at)
}

/// The releases of a range, both of its ends excluded: by the day they came out, where days are known.
fn between(product: &Product, from: &[usize], to: &[usize]) -> Vec<usize> {
    let day = |release: &usize| product.releases[*release].released;
    let (first, last) = (from.iter().filter_map(day).min(), to.iter().filter_map(day).max());
    let inside = |release: &usize| day(release).is_some_and(|day| Some(day) > first && Some(day) < last);
    (0..product.releases.len()).filter(inside).collect()
}

/// The releases of a line with this service pack. A line without service packs has none to tell apart.
fn with_service_pack(product: &Product, cycles: &[usize], stated: u32) -> Cycles {
    let pack = |release: &usize| product.releases[*release].sp;
    let exact: Vec<usize> = cycles.iter().copied().filter(|release| pack(release) == Some(stated)).collect();
    if !exact.is_empty() {
        return Cycles::Of(exact);
    }
    let Some(newest) = cycles.iter().filter_map(pack).max() else { return Cycles::Of(cycles.to_vec()) };
    if stated > newest {
        return Cycles::Newer;
    }
    let next = cycles.iter().copied().filter(|release| pack(release) > Some(stated)).min_by_key(pack);
    let bound = next.and_then(|next| {
        let version = &product.releases[next].version;
        let bound = product.bound_above(version, Some(stated))?;
        product.releases.iter().position(|release| release.cycle == bound.cycle)
    });
    Cycles::Older(bound)
}
