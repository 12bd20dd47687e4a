//! Releases by the vendor's internal build: `6.1.7601`, `10.50.4000.0`, `build 19045`.

use super::release::{Cycles, Read, Window};
use crate::Product;
use crate::product::{Build, Parser};

pub(super) fn read(product: &Product, window: &Window<'_>) -> Option<Read> {
    window.pieces.clone().find_map(|piece| {
        let text = &window.scan.text;
        if !window.pieces.contains(&piece) || !text.pieces[piece].number || window.skip.contains(&piece) {
            return None;
        }
        let mut end = piece + 1;
        let mut numbers = text.numbers(piece);
        if piece > 0 && text.word(piece - 1) == "build" {
            // The build alone: the line it belongs to is the one that lists it.
            let build = *numbers.first()?;
            let row = product.builds.iter().find(|row| row.exact && row.numbers.get(2) == Some(&build))?;
            numbers.splice(0..0, row.numbers[..2].iter().copied());
        } else if numbers.len() <= 2
            && numbers.first().is_some_and(|build| *build >= 9000)
            && let Some(row) = product.builds.iter().find(|row| row.exact && row.numbers.get(2) == numbers.first())
        {
            // `Windows 10 Pro 19045.3803`: the same without the word.
            numbers.splice(0..0, row.numbers[..2].iter().copied());
        } else if numbers.len() == 2 {
            let at = if window.word(end) == "build" { end + 1 } else { end };
            if window.pieces.contains(&at) && text.pieces[at].number && text.word(at).len() > 2 {
                numbers.extend(text.numbers(at));
                end = at + 1;
            }
        }
        let cycles = resolve(product, &numbers);
        (cycles != Cycles::None).then_some(Read {
            parser: Parser::InternalBuild,
            cycles,
            pieces: piece..end,
            line: false,
        })
    })
}

fn resolve(product: &Product, numbers: &[u32]) -> Cycles {
    let [major, minor, rest @ ..] = numbers else { return Cycles::None };
    let in_line = |row: &&Build| row.numbers.starts_with(&[*major, *minor]);
    let releases = |rows: &mut dyn Iterator<Item = &Build>| {
        let mut releases: Vec<usize> = rows.map(|row| row.release).collect();
        releases.sort_unstable();
        releases.dedup();
        releases
    };
    let longest = product
        .builds
        .iter()
        .filter(|row| row.exact && numbers.starts_with(&row.numbers))
        .map(|row| row.numbers.len())
        .max();
    if let Some(longest) = longest {
        let own = |row: &&Build| row.exact && row.numbers.len() == longest && numbers.starts_with(&row.numbers);
        return Cycles::Of(releases(&mut product.builds.iter().filter(own)));
    }
    let line = releases(&mut product.builds.iter().filter(in_line));
    if line.is_empty() {
        let newest = product.builds.iter().map(|row| row.numbers.as_slice()).max();
        return if newest.is_some_and(|newest| numbers > newest) { Cycles::Newer } else { Cycles::None };
    }
    if rest.is_empty() {
        return Cycles::Of(line);
    }
    let reached = product.builds.iter().filter(in_line).filter(|row| !row.exact && row.numbers.as_slice() <= numbers);
    let reached: Vec<&Build> = reached.collect();
    if let Some(floor) = reached.iter().map(|row| &row.numbers).max() {
        return Cycles::Of(releases(&mut reached.iter().copied().filter(|row| row.numbers == *floor)));
    }
    let above = product.builds.iter().filter(in_line).all(|row| numbers < row.numbers.as_slice());
    if above {
        // A build below the first one known of its line is not that release.
        let oldest = product.builds.iter().filter(in_line).min_by_key(|row| &row.numbers);
        let bound = oldest.and_then(|row| {
            let release = &product.releases[row.release];
            let bound = product.bound_above(&release.version, None)?;
            product.releases.iter().position(|release| release.cycle == bound.cycle)
        });
        return Cycles::Older(bound);
    }
    Cycles::None
}
