//! How few systems hold most of the cost? Systems from dear to cheap, and what they add up to.

use super::axis::Pounds;
use super::frame::{Frame, Words, number};
use super::saying::{self, ROUNDED};
use super::{Chart, Size};
use crate::paint::colour::{INK, LEGACY, MUTED, OTHER, PAPER, RULE};
use crate::paint::line::Line;
use crate::paint::sheet::{Anchor, Area, Fill};
use crate::words;
use audit::{Audit, ByService, Part, Sum, total};

/// Columns that a picture draws; the cheapest of a longer list are drawn as an area of the same shape.
const MOST_COLUMNS: usize = 400;

/// Columns and a curve. None if fewer than three systems hold cost above zero.
pub(crate) fn chart(audit: &Audit, size: Size) -> Option<Chart> {
    let mut rows: Vec<&ByService> =
        audit.by_service.iter().filter(|row| row.service.is_some() && row.pence > 0).collect();
    if rows.len() < 3 {
        return None;
    }
    rows.sort_by(|a, b| b.pence.cmp(&a.pence).then_with(|| a.service.cmp(&b.service)));
    let all = total(rows.iter().copied());
    let hold = hold(&rows, all.pence);
    let mut notes = Vec::new();
    let outside = total(&audit.by_service).pence - all.pence;
    if outside != 0 {
        notes.push(format!(
            "Not in the picture: {} that reaches no system, or is a credit.",
            words::money(outside, &audit.currency)
        ));
    }
    notes.extend([ROUNDED.to_owned(), saying::judged(audit)]);
    let words = Words {
        name: "cost-pareto",
        title: title(&rows, &all, hold, &audit.currency),
        subtitle: "Run cost of each system, dearest first, its legacy part dark; above, what they add up to".to_owned(),
        notes,
    };
    let mut frame = Frame::start(size, words);
    draw(&mut frame, &rows, &all, hold, &audit.currency);
    Some(frame.finish(&alt(&rows, &all, hold, &audit.currency)))
}

/// How many of the dearest hold four fifths.
fn hold(rows: &[&ByService], all: i128) -> usize {
    let mut sum = 0;
    let enough = |row: &&ByService| {
        sum += i128::from(row.pence);
        sum * 5 >= all * 4
    };
    rows.iter().position(enough).map_or(rows.len(), |last| last + 1)
}

fn title(rows: &[&ByService], all: &Sum, hold: usize, currency: &str) -> String {
    let whole = words::money(all.pence, currency);
    let (first, last) = (rows.first().map_or(0, |row| row.pence), rows.last().map_or(0, |row| row.pence));
    if first == last {
        return format!(
            "All {} systems cost the same, {} each",
            words::number(rows.len()),
            words::money(first, currency)
        );
    }
    let systems = words::counted(hold, "system holds", "systems hold");
    format!("{systems} four fifths of the {whole} that reaches {} systems", words::number(rows.len()))
}

fn alt(rows: &[&ByService], all: &Sum, hold: usize, currency: &str) -> String {
    let named: Vec<String> = rows
        .iter()
        .take(5)
        .map(|row| {
            format!("{} {}", saying::name(row.name().into_iter().chain(row.key())), words::money(row.pence, currency))
        })
        .collect();
    format!(
        "Columns of run cost of {} systems, dearest first, with a curve of what they add up to: {} of them reach four fifths of {}. The dearest: {}.",
        words::number(rows.len()),
        words::number(hold),
        words::money(all.pence, currency),
        named.join(", ")
    )
}

fn draw(frame: &mut Frame, rows: &[&ByService], all: &Sum, hold: usize, currency: &str) {
    let (look, left, right) = (frame.look, frame.left(), frame.right());
    let (set, small) = (look.label, look.small);
    let height = frame.body(225.0);
    let percent = Line::of("100%").width(small) + small.size;
    let most = rows[0].pence.into();
    let pounds = Pounds::new(most, 3, currency, left, small);
    let (x0, x1) = (pounds.start(), right - percent);
    // The curve has the upper part, the columns the lower, so that neither runs through the other.
    let (top, half) = (frame.y + small.size, frame.y + height * 0.46);
    let (upper, bottom) = (half + set.size * 2.4, frame.y + height - set.size * 2.2);
    let x = |place: usize| x0 + (x1 - x0) * number(place) / number(rows.len());
    let curve_y = |pence: i128| half - (half - top) * audit::share(pence, all.pence).unwrap_or(0.0);
    let column_y = |pence: i128| bottom - (bottom - upper) * audit::share(pence, most).unwrap_or(0.0);
    for (share, of_five) in [("0%", 0), ("40%", 2), ("80%", 4), ("100%", 5)] {
        let y = curve_y(all.pence * of_five / 5);
        frame.sheet.rule((x0, y), (x1, y), 0.5, RULE);
        let place = (right, y + small.size * 0.36);
        frame.sheet.text(place, Anchor::End, small, MUTED, &Line::of(share));
    }
    pounds.draw(&mut frame.sheet, x1, RULE, column_y);
    columns(frame, rows, &x, &column_y);
    let mut sum = 0;
    let mut curve = vec![(x0, curve_y(0))];
    for (place, row) in rows.iter().enumerate() {
        sum += i128::from(row.pence);
        curve.push((x(place + 1), curve_y(sum)));
    }
    frame.sheet.line(&curve, 1.6, INK);
    frame.sheet.rule((x(hold), curve_y(all.pence * 4 / 5)), (x(hold), half), 0.75, LEGACY);
    frame.sheet.rule((x0, bottom), (x1, bottom), 0.75, INK);
    let says = Line::of(&words::counted(hold, "system", "systems"));
    let under = half + set.size * 1.35;
    let room = says.width(look.strong);
    let at = (x(hold) - room / 2.0).clamp(x0, x1 - room);
    frame.sheet.text((at, under), Anchor::Start, look.strong, LEGACY, &says);
    names(frame, rows, (x0, x1), bottom + set.size * 1.6);
    frame.y = bottom + set.size * 2.2;
}

fn columns(frame: &mut Frame, rows: &[&ByService], x: &impl Fn(usize) -> f64, y: &impl Fn(i128) -> f64) {
    let alone = rows.len().min(MOST_COLUMNS);
    let gap = ((x(1) - x(0)) * 0.12).min(1.2);
    for (place, row) in rows.iter().take(alone).enumerate() {
        let (from, to) = (x(place) + gap / 2.0, x(place + 1) - gap / 2.0);
        let legacy = i128::from(row.legacy_pence).clamp(0, row.pence.into());
        let area = |top: f64, bottom: f64| Area { x: from, y: top, width: to - from, height: bottom - top };
        frame.sheet.fill(area(y(row.pence.into()), y(legacy)), Fill::Plain(OTHER));
        frame.sheet.fill(area(y(legacy), y(0)), Fill::Plain(LEGACY));
    }
    if rows.len() > alone {
        let mut outline = vec![(x(alone), y(0))];
        outline.extend(rows.iter().enumerate().skip(alone).map(|(place, row)| (x(place), y(row.pence.into()))));
        outline.extend([(x(rows.len()), y(rows.last().map_or(0, |row| row.pence.into()))), (x(rows.len()), y(0))]);
        frame.sheet.shape(&outline, OTHER, PAPER, 0.0);
    }
}

/// The dearest by name, and how many there are, below the columns.
fn names(frame: &mut Frame, rows: &[&ByService], (x0, x1): (f64, f64), baseline: f64) {
    let set = frame.look.label;
    let last = Line::of(&words::counted(rows.len(), "system", "systems"));
    let room = x1 - x0 - last.width(set) - set.size * 2.0;
    let first = saying::name(rows[0].name().into_iter().chain(rows[0].key()));
    frame.sheet.text((x0, baseline), Anchor::Start, set, INK, &Line::of(&format!("Dearest: {first}")).fit(room, set));
    frame.sheet.text((x1, baseline), Anchor::End, set, MUTED, &last);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn system(key: &str, pounds: i64) -> ByService {
        ByService {
            service: Some(key.to_owned()),
            name: None,
            pence: pounds * 100,
            legacy_pence: 0,
            unknown_pence: 0,
            waste_pence: 0,
            lines: 1,
        }
    }

    #[test]
    fn four_fifths_are_held_by_as_few_as_reach_them() {
        for (pounds, few, says) in [
            (vec![80, 10, 10], 1, "1 system holds four fifths of the £100 that reaches 3 systems"),
            (vec![79, 11, 10], 2, "2 systems hold four fifths of the £100 that reaches 3 systems"),
            (vec![50, 50, 50], 3, "All 3 systems cost the same, £50 each"),
        ] {
            let rows: Vec<ByService> =
                pounds.iter().enumerate().map(|(place, pounds)| system(&format!("s{place}"), *pounds)).collect();
            let rows: Vec<&ByService> = rows.iter().collect();
            let all = total(rows.iter().copied());
            assert_eq!(hold(&rows, all.pence), few);
            assert_eq!(title(&rows, &all, few, "GBP"), says);
        }
    }
}
