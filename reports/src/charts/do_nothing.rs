//! What do the next years cost if nothing is done? A column a year, up to the least, and hatched up to the most.

use super::axis::{Pounds, amount_above};
use super::frame::{Frame, Words, number};
use super::saying::ROUNDED;
use super::{Chart, Size};
use crate::paint::colour::{INK, MUTED, OTHER, RULE};
use crate::paint::line::Line;
use crate::paint::sheet::{Anchor, Area, Fill};
use crate::words;
use audit::{Audit, Range};

/// Columns of years. None where no path could be worked out, or where one falls below zero.
pub(crate) fn chart(audit: &Audit, size: Size) -> Option<Chart> {
    let paths = &audit.do_nothing;
    let credit = |range: &Range| range.low < 0 || range.high < range.low;
    if paths.whole.is_empty() || paths.whole.iter().all(|range| range.high == 0) || paths.whole.iter().any(credit) {
        return None;
    }
    let words = Words {
        name: "do-nothing",
        title: title(&paths.whole, &audit.currency),
        subtitle: "Run cost of the years ahead if nothing is done: plain at least, hatched up to the most".to_owned(),
        notes: vec![
            "At least: what ends is not bought again. At most: it is, at its price, and what no record limits follows the high index."
                .to_owned(),
            ROUNDED.to_owned(),
        ],
    };
    let mut frame = Frame::start(size, words);
    draw(&mut frame, audit);
    let said: Vec<String> = paths
        .whole
        .iter()
        .zip(1..)
        .map(|(range, year)| format!("Year {year}: {}.", between(range, &audit.currency)))
        .collect();
    Some(
        frame.finish(&format!("Column chart of run cost of the years ahead, at least and at most. {}", said.join(" "))),
    )
}

fn between(range: &Range, currency: &str) -> String {
    let money = |pence: i64| words::money(pence, currency);
    if money(range.low) == money(range.high) {
        return money(range.low);
    }
    format!("{} to {}", money(range.low), money(range.high))
}

/// The finding: the sum, and whether the last year is above the first.
fn title(years: &[Range], currency: &str) -> String {
    let sum = |of: fn(&Range) -> i64| years.iter().map(|range| i128::from(of(range))).sum::<i128>();
    let money = |pence: i128| words::money(pence, currency);
    let (low, high) = (sum(|range| range.low), sum(|range| range.high));
    let all = if money(low) == money(high) { money(low) } else { format!("{} to {}", money(low), money(high)) };
    let start = format!("Doing nothing costs {all} over {} years", words::number(years.len()));
    match (years.first(), years.last()) {
        (Some(first), Some(last)) if last.low > first.high => format!("{start}, and each costs more than the first"),
        (Some(first), Some(last)) if last.high > first.high => {
            format!(
                "{start}; the last may cost {} where the first costs at most {}",
                money(last.high.into()),
                money(first.high.into())
            )
        }
        _ => start,
    }
}

fn draw(frame: &mut Frame, audit: &Audit) {
    let paths = &audit.do_nothing;
    let (look, left, right) = (frame.look, frame.left(), frame.right());
    let (set, small) = (look.label, look.small);
    let below = set.size * 4.4;
    let (top, bottom) = (frame.y + set.size * 2.2, frame.y + frame.body(185.0) - below);
    let most = paths.whole.iter().map(|range| i128::from(range.high)).max().unwrap_or(1).max(1);
    let y = |pence: i128| bottom - (bottom - top) * audit::share(pence, most).unwrap_or(0.0);
    let money = |pence: i128| Line::of(&words::money(pence, &audit.currency));
    let pounds = Pounds::new(most, 4, &audit.currency, left, small);
    let start = pounds.start();
    pounds.draw(&mut frame.sheet, right, RULE, y);
    let pitch = (right - start) / number(paths.whole.len());
    for (index, (range, year)) in paths.whole.iter().zip(&paths.years).enumerate() {
        let x = start + pitch * number(index) + pitch * 0.16;
        let (width, middle) = (pitch * 0.68, start + pitch * (number(index) + 0.5));
        let (low, high) = (y(range.low.into()), y(range.high.into()));
        frame.sheet.fill(Area { x, y: low, width, height: bottom - low }, Fill::Plain(OTHER));
        frame.sheet.fill(Area { x, y: high, width, height: low - high - 0.9 }, Fill::Hatched);
        let amount = money(range.high.into()).fit(pitch - 2.0, look.strong);
        amount_above(&mut frame.sheet, (middle, high - set.size * 0.45), 1.5, look.strong, &amount);
        let baseline = bottom + set.size * 1.5;
        let captions = [
            (format!("Year {}", index + 1), 0.0, set, INK),
            (format!("from {}", words::day_short(&year.from)), 1.3, small, MUTED),
            (format!("at least {}", words::money(range.low, &audit.currency)), 2.5, small, MUTED),
        ];
        for (text, below, set_in, colour) in captions {
            let line = Line::of(&text).fit(pitch - 2.0, set_in);
            frame.sheet.text((middle, baseline + set.size * below), Anchor::Middle, set_in, colour, &line);
        }
    }
    frame.sheet.rule((start, bottom), (right, bottom), 0.75, INK);
    frame.y = bottom + below;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_title_is_true_of_the_years() {
        let range = |low: i64, high: i64| Range { low: low * 100_000, high: high * 100_000 };
        for (years, says) in [
            (
                vec![range(10, 10), range(11, 12)],
                "Doing nothing costs £21k to £22k over 2 years, and each costs more than the first",
            ),
            (
                vec![range(10, 12), range(10, 14)],
                "Doing nothing costs £20k to £26k over 2 years; the last may cost £14k where the first costs at most £12k",
            ),
            (vec![range(10, 10), range(10, 10)], "Doing nothing costs £20k over 2 years"),
            (vec![range(10, 12), range(0, 12)], "Doing nothing costs £10k to £24k over 2 years"),
        ] {
            assert_eq!(title(&years, "GBP"), says);
        }
    }

    #[test]
    fn there_is_no_picture_of_no_path() {
        assert!(chart(&sample::empty(), Size::A4).is_none());
        assert!(chart(&sample::county(), Size::A4).is_some());
    }
}
