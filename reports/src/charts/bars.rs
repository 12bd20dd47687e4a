//! Bars of money: how long a pound is, and a bar of legacy, unknown and what is not legacy.

use crate::paint::colour::{AGED, Colour, ENDING, EXTENDED, INK, LEGACY, MUTED, OTHER, PAPER, UNKNOWN};
use crate::paint::line::{Line, Type};
use crate::paint::sheet::{Anchor, Area, Fill, Sheet};
use audit::Sum;

/// A part of a sum that is drawn or printed.
pub(crate) struct Amount {
    pub(crate) name: &'static str,
    /// How it is drawn; the total is not.
    pub(crate) fill: Option<Fill>,
    pub(crate) of: fn(&Sum) -> i128,
}

/// What is printed of a sum, in order. All but the last are what its bar is made of.
pub(crate) const AMOUNTS: [Amount; 4] = [
    Amount { name: "Legacy", fill: Some(Fill::Plain(LEGACY)), of: |sum| sum.legacy_pence },
    Amount { name: "Unknown", fill: Some(Fill::Hatched), of: |sum| sum.unknown_pence },
    Amount { name: "Not legacy", fill: Some(Fill::Plain(OTHER)), of: Sum::other_pence },
    Amount { name: "Total", fill: None, of: |sum| sum.pence },
];

/// The names of the parts of a bar beside their fills, from a place to the right.
pub(crate) fn key(sheet: &mut Sheet, (mut x, baseline): (f64, f64), set: Type) {
    for Amount { name, fill, .. } in AMOUNTS {
        let Some(fill) = fill else { continue };
        let side = set.size * 0.8;
        sheet.fill(Area { x, y: baseline - side + 0.3, width: side, height: side }, fill);
        let name = Line::of(name);
        sheet.text((x + side + set.size * 0.4, baseline), Anchor::Start, set, MUTED, &name);
        x += side + name.width(set) + set.size * 1.8;
    }
}

/// Verdicts, worst first: the order in which a reader asks.
pub(crate) const VERDICTS: [&str; 6] = ["unsupported", "extended-paid", "aged", "unknown", "ending", "supported"];

/// The colour of a verdict where it stands beside others.
pub(crate) fn colour_of(verdict: &str) -> Colour {
    match verdict {
        "unsupported" => LEGACY,
        "extended-paid" => EXTENDED,
        "aged" => AGED,
        "ending" => ENDING,
        "supported" => OTHER,
        _ => UNKNOWN,
    }
}

/// How a verdict is filled: what is unknown is hatched.
pub(crate) fn fill_of(verdict: &str) -> Fill {
    if verdict == "unknown" { Fill::Hatched } else { Fill::Plain(colour_of(verdict)) }
}

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
    /// invisible; if it is more than three times as long as the longest, it is drawn cut.
    pub(crate) fn of(things: &[Sum], rest: &[Sum], bar: Area) -> Scale {
        let furthest = |sums: &[Sum]| {
            let reaches = sums.iter().map(reach);
            reaches.fold((0, 0), |(left, right), (l, r)| (left.max(l), right.max(r)))
        };
        let (mut left, mut right) = furthest(things);
        let (rest_left, rest_right) = furthest(rest);
        if left + right == 0 || (rest_left <= left * 3 && rest_right <= right * 3) {
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
    for Amount { fill, of, .. } in AMOUNTS {
        let (Some(fill), pence) = (fill, of(sum)) else { continue };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paint::sheet::Spoken;

    const BAR: Area = Area { x: 100.0, y: 10.0, width: 200.0, height: 10.0 };

    fn sum(legacy: i128, unknown: i128, other: i128) -> Sum {
        Sum { rows: 1, pence: legacy + unknown + other, legacy_pence: legacy, unknown_pence: unknown, ..Sum::default() }
    }

    /// The left and right edge of every mark of a bar, in points.
    fn edges(sum: &Sum, scale: &Scale) -> Vec<(f64, f64)> {
        let mut sheet = Sheet::default();
        bar_of(&mut sheet, sum, scale, BAR);
        let svg = sheet.finish(400.0, 30.0, Spoken { name: "n", title: "t", description: "d" });
        crate::paint::pixels::marks(&svg).into_iter().map(|[left, _, right, _]| (left, right)).collect()
    }

    #[test]
    fn parts_lie_end_to_end_with_white_between() {
        let whole = sum(50, 0, 150);
        let marks = edges(&whole, &Scale::of(&[whole], &[], BAR));
        assert_eq!(marks.len(), 2);
        assert!((marks[0].0 - 100.0).abs() < 0.1 && (marks[0].1 - 149.1).abs() < 0.1, "{marks:?}");
        assert!((marks[1].0 - 150.0).abs() < 0.1 && (marks[1].1 - 299.1).abs() < 0.1, "{marks:?}");
    }

    #[test]
    fn credits_lie_left_of_zero() {
        let mixed = sum(100, 0, -100);
        let scale = Scale::of(&[mixed], &[], BAR);
        let marks = edges(&mixed, &scale);
        assert!((scale.zero - 200.0).abs() < 0.01);
        assert!(marks[0].0 > 199.9 && marks[1].1 < 200.1 && marks[1].0 > 99.9, "{marks:?}");
    }

    #[test]
    fn what_is_left_over_does_not_shrink_what_is_compared() {
        let (thing, rest) = (sum(10, 0, 0), sum(0, 0, 9_000));
        let scale = Scale::of(&[thing], &[rest], BAR);
        assert!((scale.length(10) - 200.0).abs() < 0.01);
        assert!(scale.cuts(&rest) && !scale.cuts(&thing));
        assert!(edges(&rest, &scale)[0].1 < 300.1, "a cut bar stays inside");
        for (pounds, cut) in [(30, false), (31, true)] {
            let rest = sum(0, 0, pounds);
            assert_eq!(Scale::of(&[thing], &[rest], BAR).cuts(&rest), cut, "{pounds}");
        }
        assert!(!Scale::of(&[], &[rest], BAR).cuts(&rest), "alone it sets the scale");
    }

    #[test]
    fn a_trace_is_still_seen() {
        let scale = Scale::of(&[sum(1_000_000_000, 0, 0)], &[], BAR);
        assert!(edges(&sum(1, 0, 0), &scale)[0].1 > 100.3);
    }
}
