//! Bars of money: how long a pound is, and a bar of legacy, unknown and what is not legacy.

use crate::paint::colour::{INK, LEGACY, OTHER, PAPER};
use crate::paint::sheet::{Area, Fill, Sheet};
use audit::Sum;

/// The amounts beside a bar: heading, key, and which part of a sum.
pub(crate) const AMOUNTS: [(&str, Option<Fill>, fn(&Sum) -> i128); 4] = [
    ("Legacy", Some(Fill::Plain(LEGACY)), |sum| sum.legacy_pence),
    ("Unknown", Some(Fill::Hatched), |sum| sum.unknown_pence),
    ("Not legacy", Some(Fill::Plain(OTHER)), Sum::other_pence),
    ("Total", None, |sum| sum.pence),
];

/// How long a pound is, and where zero stands.
pub(crate) struct Scale {
    pub(crate) zero: f64,
    /// Pence over the whole width of the bars.
    span: i128,
    width: f64,
    /// The most pence to the right and to the left of zero that fit.
    right: i128,
    left: i128,
}

impl Scale {
    /// Fits the things that are compared. What is left over may be far larger than each of them and would make them all
    /// invisible; if it is, it is drawn cut.
    pub(crate) fn of(things: &[Sum], rest: &[Sum], bar: Area) -> Scale {
        let furthest = |sums: &[Sum]| {
            let reaches = sums.iter().map(reach);
            reaches.fold((0, 0), |(left, right), (l, r)| (left.max(l), right.max(r)))
        };
        let (mut left, mut right) = furthest(things);
        let (rest_left, rest_right) = furthest(rest);
        if left + right == 0 || (rest_left <= left * 3 / 2 && rest_right <= right * 3 / 2) {
            (left, right) = (left.max(rest_left), right.max(rest_right));
        }
        Scale::between(left, right, bar)
    }

    /// So many pence to the left of zero and to the right of it over the width of this area.
    pub(crate) fn between(left: i128, right: i128, bar: Area) -> Scale {
        let span = (left + right).max(1);
        let zero = bar.x + bar.width * audit::share(left, span).unwrap_or(0.0);
        Scale { zero, span, width: bar.width, right, left }
    }

    /// Is the bar of this sum too long to be drawn whole?
    pub(crate) fn cuts(&self, sum: &Sum) -> bool {
        let (below, above) = reach(sum);
        below > self.left || above > self.right
    }

    /// How long so many pence are.
    pub(crate) fn length(&self, pence: i128) -> f64 {
        self.width * audit::share(pence, self.span).unwrap_or(0.0)
    }
}

/// How far a bar goes to the left and to the right of zero.
fn reach(sum: &Sum) -> (i128, i128) {
    let parts = [sum.legacy_pence, sum.unknown_pence, sum.other_pence()];
    let below: i128 = parts.iter().filter(|part| **part < 0).sum();
    let above: i128 = parts.iter().filter(|part| **part > 0).sum();
    (-below, above)
}

/// A bar of parts: amounts above zero to the right, amounts below it to the left, white between neighbours. One that does not fit
/// is drawn as long as there is room, with a gap through it.
pub(crate) fn bar_of(sheet: &mut Sheet, sum: &Sum, scale: &Scale, area: Area) {
    let (below, above) = reach(sum);
    let squeezed = |pence: i128, reach: i128, room: i128| if reach > room { pence * room / reach } else { pence };
    let (mut left, mut right) = (scale.zero, scale.zero);
    for (_, fill, part) in AMOUNTS {
        let (Some(fill), pence) = (fill, part(sum)) else { continue };
        let white = 0.9;
        if pence > 0 {
            let length = scale.length(squeezed(pence, above, scale.right));
            sheet.fill(Area { x: right, width: (length - white).max(0.4), ..area }, fill);
            right += length;
        } else if pence < 0 {
            let length = scale.length(squeezed(-pence, below, scale.left));
            left -= length;
            sheet.fill(Area { x: left, width: (length - white).max(0.4), ..area }, fill);
        }
    }
    if above > scale.right {
        gap(sheet, Area { x: scale.zero + (right - scale.zero) * 0.9, ..area });
    }
    if below > scale.left {
        gap(sheet, Area { x: scale.zero - (scale.zero - left) * 0.9, ..area });
    }
}

/// Two slanting cuts: this bar is longer than it is drawn.
fn gap(sheet: &mut Sheet, at: Area) {
    let (top, bottom, slant) = (at.y - 1.0, at.y + at.height + 1.0, at.height * 0.35);
    let white = [(at.x + slant, top), (at.x + slant + 3.0, top), (at.x + 3.0, bottom), (at.x, bottom)];
    sheet.shape(&white, PAPER, PAPER, 0.0);
    sheet.rule(white[0], white[3], 0.75, INK);
    sheet.rule(white[1], white[2], 0.75, INK);
}
