//! Releases by number: `11.2.0.4`, `V7R3M0`, `6.1 TL9`.

use super::release::{Cycles, Read, Window};
use super::text::Gap;
use crate::Product;
use crate::product::{Category, Parser};
use std::ops::Range;

pub(super) fn read(product: &Product, window: &Window<'_>, parser: Parser) -> Option<Read> {
    if parser == Parser::Major
        && product.category == Category::OperatingSystem
        && let Some(read) = packed_for(product, window)
    {
        return Some(read);
    }
    let (mut version, mut pieces) = window.pieces.clone().find_map(|piece| version_at(window, piece, parser))?;
    // Of two numbers the one beside the name counts, in its longest form: "11g Release 11.2.0.4".
    for piece in pieces.end..window.pieces.end {
        if let Some((longer, at)) = version_at(window, piece, parser)
            && longer.len() > version.len()
            && longer.starts_with(&version)
        {
            version = longer;
            pieces.end = at.end;
        }
    }
    let glued = window.scan.text.pieces[pieces.start].gap == Gap::Glued;
    if version.len() == 1
        && glued
        && let Some(whole) = spelled_out(product, version[0], parser)
    {
        version = whole;
    }
    if version.len() == 1 && glued && (10..1000).contains(&version[0]) {
        // Packages write the version into the name: `postgresql96-9.6.24`, `php56`.
        let glued = window.word(pieces.start);
        let again = |(longer, at): &(Vec<u32>, Range<usize>)| {
            let whole = || window.word(at.start).replace('.', "").starts_with(glued);
            longer.len() > 1 && (joined(longer) == Some(version[0]) || whole())
        };
        let said_again =
            (pieces.end..window.pieces.end).filter_map(|piece| version_at(window, piece, parser)).find(again);
        if let Some((longer, at)) = said_again {
            version = longer;
            pieces = at;
        } else if !matches!(resolve(product, &version, parser), Cycles::Of(_)) {
            let power = if version[0] < 100 { 10 } else { 100 };
            let split = vec![version[0] / power, version[0] % power];
            if matches!(resolve(product, &split, parser), Cycles::Of(_)) {
                version = split;
            }
        }
    }
    if open_ended(window, &pieces) {
        let newer = |release: usize| product.releases[release].version >= version;
        let cycles: Vec<usize> = (0..product.releases.len()).filter(|release| newer(*release)).collect();
        let cycles = if cycles.is_empty() { Cycles::Newer } else { Cycles::Of(cycles) };
        return Some(Read { parser, cycles, pieces, line: false });
    }
    let mut cycles = resolve(product, &version, parser);
    while let Some(next) = window.listed_after(pieces.end) {
        let Some((other, at)) = version_at(window, next, parser) else { break };
        // A list leaves a choice; where a member of it is not listed in the catalogue, only what is listed can be judged.
        if let (Cycles::Of(known), Cycles::Of(more)) = (&mut cycles, resolve(product, &other, parser)) {
            known.extend(more);
            if known.len() > 4 * product.releases.len() {
                known.sort_unstable();
                known.dedup();
            }
        }
        pieces.end = at.end;
    }
    if let Cycles::Of(set) = &mut cycles {
        set.sort_unstable();
        set.dedup();
    }
    // Levels are listed in part: what is listed of a line is not all that it may be.
    let line = parser == Parser::Tl
        && matches!(&cycles, Cycles::Of(set) if set.iter().all(|release| product.releases[*release].version.len() > version.len()));
    Some(Read { parser, cycles, pieces, line })
}

/// A version of two digits and more of one each, glued to the name without its dots: `ora11204`, `ora112`.
fn spelled_out(product: &Product, digits: u32, parser: Parser) -> Option<Vec<u32>> {
    let written = digits.to_string();
    if parser != Parser::Dotted || !(3..=5).contains(&written.len()) {
        return None;
    }
    let major = written[..2].parse().ok()?;
    let rest = written[2..].chars().filter_map(|digit| digit.to_digit(10));
    let version: Vec<u32> = std::iter::once(major).chain(rest).collect();
    let read = |version: &[u32]| matches!(resolve(product, version, parser), Cycles::Of(_));
    // A number that is a release as it stands, such as a year, is not taken apart.
    (!read(&[digits]) && read(&version[..2])).then_some(version)
}

/// A kernel's or a package's number says which release it was made for: `2.6.18-398.el5`.
fn packed_for(product: &Product, window: &Window<'_>) -> Option<Read> {
    let text = &window.scan.text;
    let at = window
        .pieces
        .clone()
        .skip(1)
        .find(|at| window.word(*at) == "el" && text.pieces[at - 1].number && text.pieces[*at].gap <= Gap::Dot)?;
    let release =
        (at + 1 < window.pieces.end && text.pieces[at + 1].gap == Gap::Glued).then(|| text.numbers(at + 1))?;
    let cycles = resolve(product, release.get(..1)?, Parser::Major);
    Some(Read { parser: Parser::Major, cycles, pieces: at..at + 2, line: false })
}

/// `9.6` as one number: 96.
fn joined(version: &[u32]) -> Option<u32> {
    let [first, second, ..] = version else { return None };
    let power = if *second < 10 { 10 } else { 100 };
    first.checked_mul(power)?.checked_add(*second)
}

/// The version that begins at this piece, and the pieces it takes.
fn version_at(window: &Window<'_>, piece: usize, parser: Parser) -> Option<(Vec<u32>, Range<usize>)> {
    if !window.number(piece) {
        return None;
    }
    let text = &window.scan.text;
    let mut version = text.numbers(piece);
    let mut end = piece + 1;
    let number = |at: usize| {
        (window.pieces.contains(&at) && text.pieces[at].number).then(|| text.word(at).parse::<u32>().ok()).flatten()
    };
    match parser {
        Parser::Major => version.truncate(1),
        Parser::Vrm if version.len() == 1 && window.word(end) == "r" => {
            if let Some(release) = number(end + 1) {
                version.push(release);
                end += 2;
                if let Some(modification) = Some(end).filter(|at| window.word(*at) == "m").and_then(|at| number(at + 1))
                {
                    version.push(modification);
                    end += 2;
                }
            }
        }
        Parser::Tl => {
            if let [packed @ 1000..=9999, level, ..] = version[..]
                && text.word(piece).contains('-')
            {
                // The form of `oslevel -s`: 6100-09-12-1845.
                version = vec![packed / 1000, packed / 100 % 10, level];
            } else if version.len() > 3 && version[2] == 0 {
                // The form of `oslevel`: it does not state the level.
                version.truncate(2);
            } else if version.len() == 2 {
                let level = match (window.word(end), window.word(end + 1)) {
                    ("tl", _) => Some(end + 1),
                    ("technology", "level") => Some(end + 2),
                    _ => None,
                };
                if let Some(at) = level
                    && let Some(level) = number(at)
                {
                    version.push(level);
                    end = at + 1;
                }
            }
        }
        _ => {}
    }
    (!version.is_empty()).then_some((version, piece..end))
}

/// `7+`, `7 or later`, `≥ 9`: bounded below alone.
pub(super) fn open_ended(window: &Window<'_>, pieces: &Range<usize>) -> bool {
    let later = |word: &str| matches!(word, "later" | "above" | "higher" | "newer" | "onwards");
    let (next, after) = (window.word(pieces.end), window.word(pieces.end + 1));
    // `3.9.24+ (Build: …)` is a build after the release.
    (next == "+" && after != "build")
        || later(next)
        || (matches!(next, "or" | "and") && later(after))
        || pieces.start.checked_sub(1).is_some_and(|before| window.word(before) == "+")
}

/// The releases that a version may be.
pub(super) fn resolve(product: &Product, version: &[u32], parser: Parser) -> Cycles {
    let listed = || product.releases.iter().enumerate().filter(|(_, release)| !release.version.is_empty());
    let begins = |own: &[u32]| version.starts_with(own);
    let longest =
        listed().filter(|(_, release)| begins(&release.version)).map(|(_, release)| release.version.len()).max();
    if let Some(longest) = longest {
        let own: Vec<usize> = listed()
            .filter(|(_, release)| release.version.len() == longest && begins(&release.version))
            .map(|(index, _)| index)
            .collect();
        let line = &version[..longest];
        let inside: Vec<usize> = listed()
            .filter(|(_, release)| release.version.len() > longest && release.version.starts_with(line))
            .filter(|(_, release)| !release.stated_only)
            .map(|(index, _)| index)
            .collect();
        let rest = &version[longest..];
        if inside.is_empty() || (!rest.is_empty() && rest.iter().all(|part| *part == 0)) {
            return Cycles::Of(own);
        }
        if version.len() == longest {
            return Cycles::Of(own.into_iter().chain(inside).collect());
        }
    }
    let line: Vec<usize> = listed()
        .filter(|(_, release)| release.version.starts_with(version) && !release.stated_only)
        .map(|(index, _)| index)
        .collect();
    if !line.is_empty() {
        return Cycles::Of(line);
    }
    let newest = listed().map(|(_, release)| &release.version).max();
    if newest.is_none_or(|newest| version > newest.as_slice()) {
        return if parser == Parser::Train { Cycles::None } else { Cycles::Newer };
    }
    let bound = product.bound_above(version, None);
    Cycles::Older(bound.and_then(|bound| product.releases.iter().position(|release| release.cycle == bound.cycle)))
}
