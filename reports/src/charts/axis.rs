//! An axis of pounds at the left of a picture: marked at round amounts, few enough to be read; and the amounts above its columns.

use crate::paint::colour::{Colour, INK, MUTED, PAPER};
use crate::paint::line::{Line, Type};
use crate::paint::sheet::{Anchor, Area, Fill, Sheet};
use crate::words;

/// An axis of pounds whose amounts stand at the left edge.
pub(crate) struct Pounds {
    ticks: Vec<(i128, Line)>,
    set: Type,
    /// Right edge of the amounts.
    edge: f64,
}

impl Pounds {
    /// Marks up to `most`, at most so many, with their amounts from `left` on.
    pub(crate) fn new(most: i128, how_many: usize, currency: &str, left: f64, set: Type) -> Pounds {
        let line = |tick: i128| (tick, Line::of(&words::money(tick, currency)));
        let ticks: Vec<(i128, Line)> = ticks(most, how_many).into_iter().map(line).collect();
        let edge = left + ticks.iter().map(|(_, line)| line.width(set)).fold(0.0, f64::max);
        Pounds { ticks, set, edge }
    }

    /// Where the picture begins.
    pub(crate) fn start(&self) -> f64 {
        self.edge + self.set.size
    }

    /// Draws the marks from there to `to`, with their amounts.
    pub(crate) fn draw(&self, sheet: &mut Sheet, to: f64, colour: Colour, y: impl Fn(i128) -> f64) {
        for (tick, line) in &self.ticks {
            let at = y(*tick);
            sheet.rule((self.start(), at), (to, at), 0.5, colour);
            sheet.text((self.edge, at + self.set.size * 0.36), Anchor::End, self.set, MUTED, line);
        }
    }
}

/// An amount above its column, on white with this margin: a mark of the axis ends where an amount stands on it.
pub(crate) fn amount_above(sheet: &mut Sheet, at: (f64, f64), margin: f64, set: Type, amount: &Line) {
    let width = amount.width(set);
    if width <= 0.0 {
        return;
    }
    let blank = Area {
        x: at.0 - width / 2.0 - margin,
        y: at.1 - set.size,
        width: width + 2.0 * margin,
        height: set.size * 1.3,
    };
    sheet.fill(blank, Fill::Plain(PAPER));
    sheet.text(at, Anchor::Middle, set, INK, amount);
}

/// Round amounts (1, 2 or 5 times a power of ten) from the first above 0 up to `most`, at most so many. None where `most` is not above zero.
fn ticks(most: i128, how_many: usize) -> Vec<i128> {
    let how_many = i128::try_from(how_many.max(1)).unwrap_or(1);
    // 1, 2, 5, 10, 20, 50: a step is followed by one twice as long, but a 2 by a 5.
    let (mut step, mut place): (i128, u32) = (1, 0);
    while most > 0 && most / step > how_many {
        step = if place % 3 == 1 { step / 2 * 5 } else { step * 2 };
        place += 1;
    }
    (1..=how_many).map(|times| times * step).take_while(|tick| *tick <= most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_few_and_inside() {
        for (most, how_many, marks) in [
            (83_855_865, 5, vec![20_000_000, 40_000_000, 60_000_000, 80_000_000]),
            (100, 5, vec![20, 40, 60, 80, 100]),
            (99, 4, vec![20, 40, 60, 80]),
            (7, 10, vec![1, 2, 3, 4, 5, 6, 7]),
            (0, 5, vec![]),
            (-5, 5, vec![]),
        ] {
            assert_eq!(ticks(most, how_many), marks, "{most}");
        }
        assert!(ticks(i128::from(i64::MAX) * 10_000, 5).len() <= 5);
    }
}
