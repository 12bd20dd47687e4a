//! Which systems are both old and dear? Each a point: how old what it pays for is, and what it costs.

use super::axis::Pounds;
use super::frame::{Frame, Words};
use super::saying::{self, ROUNDED};
use super::{Chart, Size};
use crate::paint::colour::{INK, LEGACY, MUTED, OTHER, PAPER, RULE};
use crate::paint::line::Line;
use crate::paint::sheet::{Anchor, Area};
use crate::words;
use audit::{Audit, SystemView};

/// Names that a picture tries to find room for: so many of the dearest, and of the oldest.
const MOST_NAMES: usize = 8;
/// Points that a picture draws, the dearest first.
const MOST_POINTS: usize = 1_000;

/// A system.
struct Point<'a> {
    view: &'a SystemView,
    months: u64,
}

/// Points. None if fewer than three systems have both an age and a cost above zero.
pub(crate) fn chart(audit: &Audit, size: Size) -> Option<Chart> {
    let mut points: Vec<Point<'_>> = audit
        .systems
        .iter()
        .zip(&audit.system_sheets)
        .filter(|(view, _)| view.pence > 0)
        .filter_map(|(view, sheet)| Some(Point { view, months: sheet.mean_age_months? }))
        .collect();
    if points.len() < 3 {
        return None;
    }
    points.sort_by(|a, b| b.view.pence.cmp(&a.view.pence).then_with(|| a.view.system.cmp(&b.view.system)));
    let left_out = audit.systems.len() - points.len() + points.len().saturating_sub(MOST_POINTS);
    let title = title(&points, &audit.currency);
    points.truncate(MOST_POINTS);
    let mut notes = Vec::new();
    if left_out > 0 {
        let systems = words::counted(left_out, "system", "systems");
        notes.push(format!("Not in the picture: {systems} without cost or without a date on which anything was put to use, or past the dearest 1,000."));
    }
    notes.extend([ROUNDED.to_owned(), saying::judged(audit)]);
    let words = Words {
        name: "age-and-cost",
        title,
        subtitle: "Each system by its run cost and by the mean age of what that cost landed on; dark where most of it is legacy"
            .to_owned(),
        notes,
    };
    let mut frame = Frame::start(size, words);
    draw(&mut frame, &points, &audit.currency);
    Some(frame.finish(&alt(&points, &audit.currency)))
}

/// The finding: the dearest, and the oldest, which may be one.
fn title(points: &[Point<'_>], currency: &str) -> String {
    let name = |point: &Point<'_>| saying::name([point.view.name.as_str(), point.view.system.as_str()]);
    let dearest = &points[0];
    let most = points.iter().map(|point| point.months).max().unwrap_or(0);
    let oldest: Vec<&Point<'_>> = points.iter().filter(|point| point.months == most).collect();
    let cost = words::money(dearest.view.pence, currency);
    let tie = points.iter().filter(|point| point.view.pence == dearest.view.pence).count() > 1;
    match oldest.as_slice() {
        _ if tie => format!("What systems pay for is up to {} old; the dearest cost {cost}", years(most)),
        [one] if one.view.system == dearest.view.system => {
            format!(
                "{} costs the most, {cost}, and what it pays for is the oldest: {} on average",
                name(one),
                years(most)
            )
        }
        [one] => format!(
            "{} costs the most, {cost}; {} runs on the oldest, {} on average",
            name(dearest),
            name(one),
            years(most)
        ),
        some => format!(
            "{} costs the most, {cost}; {} systems run on the oldest, {} on average",
            name(dearest),
            words::number(some.len()),
            years(most)
        ),
    }
}

/// Months as years, to a tenth, halves up.
fn years(months: u64) -> String {
    let tenths = (months * 10 + 6) / 12;
    format!("{}.{} years", tenths / 10, tenths % 10)
}

/// A system's name where it stands beside its point.
fn name(view: &SystemView) -> Line {
    Line::first_legible([view.name.as_str(), view.system.as_str()]).shorten(30)
}

fn alt(points: &[Point<'_>], currency: &str) -> String {
    let said: Vec<String> = points
        .iter()
        .take(10)
        .map(|point| {
            let name = saying::name([point.view.name.as_str(), point.view.system.as_str()]);
            format!("{name}: {}, {}.", words::money(point.view.pence, currency), years(point.months))
        })
        .collect();
    format!(
        "Scatter of {} systems by run cost and by the mean age of what it landed on. The dearest: {}",
        words::number(points.len()),
        said.join(" ")
    )
}

fn draw(frame: &mut Frame, points: &[Point<'_>], currency: &str) {
    let (look, left, right) = (frame.look, frame.left(), frame.right());
    let (set, small) = (look.label, look.small);
    let (top, bottom) = (frame.y + set.size * 1.6, frame.y + frame.body(222.0) - set.size * 3.4);
    let most = points.iter().map(|point| i128::from(point.view.pence)).max().unwrap_or(1).max(1);
    let oldest = points.iter().map(|point| point.months).max().unwrap_or(0).div_ceil(12).max(1);
    let pounds = Pounds::new(most, 5, currency, left, small);
    let x0 = pounds.start();
    let y = |pence: i128| bottom - (bottom - top) * audit::share(pence, most).unwrap_or(0.0);
    // Beside the oldest there is room for its name.
    let beside = points.iter().max_by_key(|point| point.months).map_or(0.0, |point| name(point.view).width(small));
    let edge = right - (beside + set.size * 1.2).min((right - left) * 0.25);
    let x = |months: u64| x0 + (edge - x0) * audit::share(i128::from(months), i128::from(oldest * 12)).unwrap_or(0.0);
    frame.sheet.text((left, frame.y + small.size * 0.5), Anchor::Start, small, MUTED, &Line::of("Run cost a year"));
    // Marks at the axis alone, so that no line runs through a name.
    pounds.draw(&mut frame.sheet, x0 + set.size * 0.5, MUTED, y);
    frame.sheet.rule((x0, top - set.size * 0.4), (x0, bottom), 0.5, RULE);
    frame.sheet.rule((x0, bottom), (right, bottom), 0.75, INK);
    let step = oldest.div_ceil(8).max(1);
    for year in (0..=oldest).step_by(usize::try_from(step).unwrap_or(1)) {
        let at = x(year * 12);
        frame.sheet.rule((at, bottom), (at, bottom + set.size * 0.4), 0.5, MUTED);
        let line = Line::of(&words::number(year));
        frame.sheet.text((at, bottom + set.size * 1.6), Anchor::Middle, small, MUTED, &line);
    }
    let says = Line::of("Mean age in years, weighted by cost");
    frame.sheet.text((right, bottom + set.size * 2.9), Anchor::End, small, MUTED, &says);
    let radius = look.label.size * if points.len() > 200 { 0.22 } else { 0.4 };
    let places: Vec<(f64, f64)> = points.iter().map(|point| (x(point.months), y(point.view.pence.into()))).collect();
    // The dearest last, so that nothing cheap lies over it.
    for (point, place) in points.iter().zip(&places).rev() {
        let legacy = i128::from(point.view.legacy_pence) * 2 > i128::from(point.view.pence);
        frame.sheet.circle(*place, radius, if legacy { LEGACY } else { OTHER }, PAPER, 0.6);
    }
    let edges = Area {
        x: x0 + set.size * 0.7,
        y: top - set.size,
        width: right - x0 - set.size * 0.7,
        height: bottom - top + set.size * 0.8,
    };
    names(frame, points, &places, radius, edges);
    frame.y = bottom + set.size * 3.4;
}

/// Writes the names of the dearest and the oldest where there is room beside their points; one for which there is none is left out, since
/// the text for those who do not see the picture, and the workbook, have them all.
fn names(frame: &mut Frame, points: &[Point<'_>], places: &[(f64, f64)], radius: f64, edges: Area) {
    let set = frame.look.small;
    let mut by_age: Vec<usize> = (0..points.len()).collect();
    by_age.sort_by_key(|place| (std::cmp::Reverse(points[*place].months), *place));
    // The dearest and the oldest in turn.
    let wanted = (0..points.len()).zip(by_age).take(MOST_NAMES).flat_map(|(dear, old)| [dear, old]);
    let mut taken: Vec<Area> = places
        .iter()
        .map(|(x, y)| Area {
            x: x - radius - 0.8,
            y: y - radius - 0.8,
            width: radius * 2.0 + 1.6,
            height: radius * 2.0 + 1.6,
        })
        .collect();
    let mut done = Vec::new();
    for place in wanted {
        if done.contains(&place) {
            continue;
        }
        done.push(place);
        let view = points[place].view;
        let name = name(view);
        let (width, height) = (name.width(set), set.size * 1.25);
        let (x, y) = places[place];
        let off = radius + 1.6;
        let (right, left) = (x + off, x - off - width);
        let (over, level, under) = (y - off - height, y - height / 2.0, y + off);
        let spots = [
            (right, level),
            (left, level),
            (x - width / 2.0, over),
            (x - width / 2.0, under),
            (right, over),
            (right, under),
            (left, over),
            (left, under),
        ];
        let free = |area: &Area| within(area, &edges) && !taken.iter().any(|other| meet(area, other));
        let Some(area) = spots.into_iter().map(|(x, y)| Area { x, y, width, height }).find(free) else { continue };
        frame.sheet.text((area.x, area.y + set.size), Anchor::Start, set, INK, &name);
        taken.push(area);
    }
}

fn meet(one: &Area, other: &Area) -> bool {
    one.x < other.x + other.width
        && other.x < one.x + one.width
        && one.y < other.y + other.height
        && other.y < one.y + one.height
}

fn within(one: &Area, edges: &Area) -> bool {
    one.x >= edges.x
        && one.y >= edges.y
        && one.x + one.width <= edges.x + edges.width
        && one.y + one.height <= edges.y + edges.height
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn months_are_said_in_tenths_of_years() {
        for (months, says) in
            [(0, "0.0 years"), (1, "0.1 years"), (6, "0.5 years"), (119, "9.9 years"), (120, "10.0 years")]
        {
            assert_eq!(years(months), says);
        }
    }

    #[test]
    fn the_title_names_the_dearest_and_the_oldest() {
        let audit = sample::county();
        let view = |place: usize| &audit.systems[place];
        let point = |place: usize, months: u64| Point { view: view(place), months };
        let cost = words::money(view(0).pence, "GBP");
        let name = |place: usize| view(place).name.clone();
        for (points, says) in [
            (
                vec![point(0, 12), point(1, 36), point(2, 24)],
                format!("{} costs the most, {cost}; {} runs on the oldest, 3.0 years on average", name(0), name(1)),
            ),
            (
                vec![point(0, 40), point(1, 36), point(2, 24)],
                format!("{} costs the most, {cost}, and what it pays for is the oldest: 3.3 years on average", name(0)),
            ),
            (
                vec![point(0, 12), point(1, 36), point(2, 36)],
                format!("{} costs the most, {cost}; 2 systems run on the oldest, 3.0 years on average", name(0)),
            ),
        ] {
            assert_eq!(title(&points, "GBP"), says);
        }
    }
}
