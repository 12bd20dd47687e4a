//! How do the bodies compare? A small picture each, on one scale: which part of its run cost has which verdict.

use super::bars::{VERDICTS, fill_of};
use super::frame::{Frame, Look, Words, number};
use super::saying::{self, ROUNDED};
use super::{Chart, Size};
use crate::paint::colour::{INK, MUTED, RULE};
use crate::paint::line::Line;
use crate::paint::sheet::{Anchor, Area};
use crate::words;
use audit::{Audit, ByOrganisation, Part, share};

/// Bodies in a row.
const ACROSS: usize = 3;

/// Bodies that a picture has room for, the dearest first.
fn most(size: Size) -> usize {
    match size {
        Size::A4 => 2 * ACROSS,
        Size::Slide => ACROSS,
    }
}

/// One body and its six verdicts.
struct Panel<'a> {
    body: &'a ByOrganisation,
    pence: [i128; 6],
}

/// Small multiples. None if fewer than two bodies have run cost, or if one has a credit in a verdict.
pub(crate) fn chart(audit: &Audit, size: Size) -> Option<Chart> {
    let mut bodies: Vec<&ByOrganisation> =
        audit.by_organisation.iter().filter(|row| row.organisation.is_some() && row.pence > 0).collect();
    if bodies.len() < 2 {
        return None;
    }
    bodies.sort_by(|a, b| b.pence.cmp(&a.pence).then_with(|| a.organisation.cmp(&b.organisation)));
    let all = bodies.len();
    let title = title(&bodies);
    bodies.truncate(most(size));
    let panels: Vec<Panel<'_>> = bodies.into_iter().map(|body| panel(audit, body)).collect();
    if panels.iter().any(|panel| panel.pence.iter().any(|pence| *pence < 0)) {
        return None;
    }
    let mut notes = Vec::new();
    if all > panels.len() {
        notes.push(format!("The {} dearest of {} bodies.", words::number(panels.len()), words::number(all)));
    }
    notes.extend([ROUNDED.to_owned(), saying::judged(audit)]);
    let words = Words {
        name: "body-comparison",
        title,
        subtitle: "Parts of each body's run cost by support verdict, all on one scale".to_owned(),
        notes,
    };
    let mut frame = Frame::start(size, words);
    draw(&mut frame, &panels, &audit.currency);
    let said: Vec<String> = panels.iter().map(|panel| said(panel, &audit.currency)).collect();
    Some(frame.finish(&format!("Small bar charts, one a body, of run cost by support verdict. {}", said.join(" "))))
}

fn panel<'a>(audit: &Audit, body: &'a ByOrganisation) -> Panel<'a> {
    let of = |verdict: &str| {
        let inside = audit.splits.iter().filter(|split| {
            split.of == "organisation" && split.verdict == verdict && split.key.as_deref() == body.key()
        });
        inside.map(|split| i128::from(split.pence)).sum()
    };
    Panel { body, pence: VERDICTS.map(of) }
}

fn name(body: &ByOrganisation) -> Line {
    Line::first_legible(body.name().into_iter().chain(body.key()))
}

fn said(panel: &Panel<'_>, currency: &str) -> String {
    let all = i128::from(panel.body.pence);
    let parts: Vec<String> = VERDICTS
        .iter()
        .zip(panel.pence)
        .filter(|(_, pence)| *pence != 0)
        .map(|(verdict, pence)| {
            format!("{} {}", words::verdict(verdict).to_lowercase(), saying::share(pence, all).unwrap_or_default())
        })
        .collect();
    format!("{}, {}: {}.", name(panel.body).shorten(60).text(), words::money(all, currency), parts.join(", "))
}

/// The finding: where known legacy has the largest and the smallest part. Parts are compared exactly, and said rounded.
fn title(bodies: &[&ByOrganisation]) -> String {
    let part = |body: &ByOrganisation| (i128::from(body.legacy_pence), i128::from(body.pence));
    let order = |a: &&&ByOrganisation, b: &&&ByOrganisation| {
        let ((a_part, a_all), (b_part, b_all)) = (part(a), part(b));
        (a_part * b_all).cmp(&(b_part * a_all)).then_with(|| b.organisation.cmp(&a.organisation))
    };
    let (Some(most), Some(least)) = (bodies.iter().max_by(order), bodies.iter().min_by(order)) else {
        return "No body has run cost".to_owned();
    };
    let said = |body: &ByOrganisation| words::share_of(body.legacy_pence, body.pence).unwrap_or_default();
    let known = if bodies.iter().any(|body| body.unknown_pence != 0) { "known legacy" } else { "legacy" };
    let word = |body: &ByOrganisation| saying::name(body.name().into_iter().chain(body.key()));
    if said(most) == said(least) {
        let each = if bodies.len() == 2 {
            "both bodies".to_owned()
        } else {
            format!("all {} bodies", words::number(bodies.len()))
        };
        return format!("The part of {known} cost is the same in {each}: {}", said(most));
    }
    format!(
        "{} has the largest part of {known} cost, {}; {} the smallest, {}",
        word(most),
        said(most),
        word(least),
        said(least)
    )
}

fn draw(frame: &mut Frame, panels: &[Panel<'_>], currency: &str) {
    let look = frame.look;
    let (set, small) = (look.label, look.small);
    let (left, right) = (frame.left(), frame.right());
    let across = panels.len().min(ACROSS);
    let rows = panels.len().div_ceil(ACROSS);
    // Names of verdicts stand once a row of panels, at its left.
    let names =
        VERDICTS.iter().map(|verdict| Line::of(words::verdict(verdict)).width(small)).fold(0.0, f64::max) + small.size;
    let gap = set.size * 1.6;
    let width = (right - left - names - gap * number(across - 1)) / number(across);
    let head = set.size * 4.6;
    let block = (frame.room() / number(rows)).min(head + small.size * 1.9 * 6.0 + set.size * 1.6);
    let pitch = (block - head - set.size * 1.0) / 6.0;
    let percent = Line::of("100%").width(small) + small.size * 0.6;
    let most = panels
        .iter()
        .flat_map(|panel| panel.pence.iter().filter_map(|pence| share(*pence, panel.body.pence)))
        .fold(0.01, f64::max);
    for (row, chunk) in panels.chunks(ACROSS).enumerate() {
        let top = frame.y + block * number(row);
        for (line, verdict) in VERDICTS.iter().enumerate() {
            let baseline = top + head + pitch * (number(line) + 0.5) + Look::drop(small);
            frame.sheet.text((left, baseline), Anchor::Start, small, INK, &Line::of(words::verdict(verdict)));
        }
        for (column, panel) in chunk.iter().enumerate() {
            let x = left + names + (width + gap) * number(column);
            let mut lines = name(panel.body).wrap(width, look.strong);
            if lines.len() > 2 {
                lines = vec![name(panel.body).fit(width, look.strong)];
            }
            for (line, words) in lines.iter().rev().enumerate() {
                let baseline = top + set.size * (2.3 - 1.25 * number(line));
                frame.sheet.text((x, baseline), Anchor::Start, look.strong, INK, words);
            }
            let cost = Line::of(&format!("{} run cost", words::money(panel.body.pence, currency))).fit(width, small);
            frame.sheet.text((x, top + set.size * 3.6), Anchor::Start, small, MUTED, &cost);
            frame.sheet.rule((x, top + head), (x, top + head + pitch * 6.0), 0.75, RULE);
            for (line, (verdict, pence)) in VERDICTS.iter().zip(panel.pence).enumerate() {
                let y = top + head + pitch * number(line);
                let part = share(pence, panel.body.pence).unwrap_or(0.0);
                let length = (width - percent) * part / most;
                let bar = Area {
                    x,
                    y: y + pitch * 0.17,
                    width: if pence > 0 { length.max(0.6) } else { 0.0 },
                    height: pitch * 0.66,
                };
                frame.sheet.fill(bar, fill_of(verdict));
                let line = Line::of(&saying::share(pence, panel.body.pence.into()).unwrap_or_else(|| "–".to_owned()));
                let colour = if pence == 0 { MUTED } else { INK };
                let place = (x + length + small.size * 0.5, y + pitch / 2.0 + Look::drop(small));
                frame.sheet.text(place, Anchor::Start, small, colour, &line);
            }
        }
    }
    frame.y += block * number(rows);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(key: &str, legacy: i64, unknown: i64, all: i64) -> ByOrganisation {
        ByOrganisation {
            organisation: Some(key.to_owned()),
            name: None,
            pence: all,
            legacy_pence: legacy,
            unknown_pence: unknown,
            waste_pence: 0,
            lines: 1,
        }
    }

    #[test]
    fn the_title_compares_parts_and_not_pounds() {
        for (bodies, says) in [
            (
                vec![body("a", 300, 0, 1_000), body("b", 40, 0, 100)],
                "b has the largest part of legacy cost, 40%; a the smallest, 30%",
            ),
            (
                vec![body("a", 300, 1, 1_000), body("b", 30, 0, 100)],
                "The part of known legacy cost is the same in both bodies: 30%",
            ),
            (
                vec![body("a", 0, 0, 10), body("b", 0, 0, 10), body("c", 0, 0, 10)],
                "The part of legacy cost is the same in all 3 bodies: 0%",
            ),
            (
                vec![body("a", 10, 0, 10), body("b", 0, 0, 10)],
                "a has the largest part of legacy cost, 100%; b the smallest, 0%",
            ),
        ] {
            assert_eq!(title(&bodies.iter().collect::<Vec<_>>()), says);
        }
    }
}
