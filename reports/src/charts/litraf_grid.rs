//! What is known of the risk of the dearest systems? A grid of the thirteen questions of the Legacy IT Risk Assessment Framework, beside
//! the pounds.

use super::frame::{Frame, Look, Words, number};
use super::saying::{self, ROUNDED};
use super::{Chart, Size};
use crate::paint::colour::{Colour, INK, LEVELS, MUTED, PAPER, RULE};
use crate::paint::line::Line;
use crate::paint::sheet::{Anchor, Area, Fill};
use crate::words;
use audit::{Audit, Criterion, RiskScore, SystemView};
use std::cmp::Reverse;

/// A system, its scores and its pounds.
type Row<'a> = (&'a RiskScore, &'a SystemView);

/// A grid. None if no system has a score.
pub(crate) fn chart(audit: &Audit, size: Size) -> Option<Chart> {
    let mut rows: Vec<Row<'_>> = audit.risk.iter().zip(&audit.systems).collect();
    let scored = |risk: &RiskScore| risk.scores.iter().any(|score| score.score.is_some());
    if !rows.iter().any(|(risk, _)| scored(risk)) {
        return None;
    }
    rows.sort_by_key(|(_, view)| (Reverse(view.pence), view.system.clone()));
    let (title, all) = (title(&rows), rows.len());
    let words = |shown: usize| {
        Words {
        name: "litraf-grid",
        title: title.clone(),
        subtitle: "Scores from 1 (least) to 6 for likelihood (L1 to L7) and to 5 for impact (C1 to C6): bold where a person answered, plain where records propose it, a dot where nobody knows".to_owned(),
        notes: notes(audit, rows.first().map(|(risk, _)| risk.scores.as_slice()).unwrap_or_default(), shown, all),
    }
    };
    let mut frame = Frame::start(size, words(all));
    let head = frame.look.label.size * 1.9;
    let mut fit = all;
    // The note that says how many there are takes room itself.
    while frame.rows(head, 1.0) < fit {
        fit = frame.rows(head, 1.0);
        frame = Frame::start(size, words(fit));
    }
    let shown = &rows[..fit];
    draw(&mut frame, shown, head, &audit.currency);
    let said: Vec<String> = shown.iter().map(|(risk, view)| said(risk, view, &audit.currency)).collect();
    Some(frame.finish(&format!(
        "Grid of risk scores of the dearest {}. {}",
        words::counted(shown.len(), "system", "systems"),
        said.join(" ")
    )))
}

/// The finding: the riskiest, where systems are scored; how many answers are missing, where none is.
fn title(rows: &[Row<'_>]) -> String {
    let many = |count: usize| words::counted(count, "system", "systems");
    let red = rows.iter().filter(|(risk, _)| risk.status == "red-rated").count();
    let scored = rows.iter().filter(|(risk, _)| risk.status != "unscored").count();
    let legacy = rows.iter().filter(|(risk, _)| risk.is_legacy == Some(true)).count();
    let missing = |(risk, _): &Row<'_>| risk.scores.iter().filter(|score| score.score.is_none()).count();
    let missing: usize = rows.iter().map(missing).sum();
    match (scored, red) {
        (0, _) => format!(
            "No system has a risk score yet: {} by people are missing; records alone make {} of {} legacy",
            words::counted(missing, "answer", "answers"),
            words::number(legacy),
            many(rows.len())
        ),
        (scored, 0) => format!(
            "None of the {} with a risk score {} red-rated",
            many(scored),
            if scored == 1 { "is" } else { "are" }
        ),
        (scored, red) if scored == red => {
            format!("All {} with a risk score {} red-rated", many(red), if red == 1 { "is" } else { "are" })
        }
        (scored, red) => format!(
            "{} of the {} with a risk score {} red-rated",
            words::number(red),
            many(scored),
            if red == 1 { "is" } else { "are" }
        ),
    }
}

fn notes(audit: &Audit, scores: &[Criterion], shown: usize, all: usize) -> Vec<String> {
    let asks: Vec<String> = scores.iter().map(|score| format!("{} {}", score.id, score.asks)).collect();
    let mut notes = Vec::new();
    if shown < all {
        notes.push(format!(
            "The {} dearest of {} systems; all are in the workbook, sheet Risk.",
            words::number(shown),
            words::number(all)
        ));
    }
    if !asks.is_empty() {
        notes.push(format!("{}.", asks.join("; ")));
    }
    notes.extend([ROUNDED.to_owned(), saying::judged(audit)]);
    notes
}

fn name(risk: &RiskScore) -> Line {
    Line::first_legible([risk.name.as_str(), risk.system.as_str()])
}

fn overall(risk: &RiskScore) -> &str {
    risk.overall.as_ref().map_or("–", |overall| &overall.printed)
}

fn said(risk: &RiskScore, view: &SystemView, currency: &str) -> String {
    let scores: Vec<String> =
        risk.scores.iter().filter_map(|score| Some(format!("{} {}", score.id, score.score?))).collect();
    let scores = if scores.is_empty() { "no score".to_owned() } else { scores.join(", ") };
    format!("{}, {}: {scores}.", name(risk).shorten(60).text(), words::money(view.pence, currency))
}

fn draw(frame: &mut Frame, rows: &[Row<'_>], head: f64, currency: &str) {
    let look = frame.look;
    let (set, small) = (look.label, look.small);
    let money = |view: &SystemView| Line::of(&words::money(view.pence, currency));
    let right = frame.right();
    let score =
        rows.iter().map(|(risk, _)| Line::of(overall(risk)).width(set)).fold(Line::of("Overall").width(set), f64::max);
    let cost =
        rows.iter().map(|(_, view)| money(view).width(look.strong)).fold(Line::of("Run cost").width(set), f64::max);
    let edges = [right - score - set.size * 1.2, right];
    let columns = rows.iter().map(|(risk, _)| risk.scores.len()).max().unwrap_or(0);
    let end = edges[0] - cost - set.size * 1.2;
    let names =
        rows.iter().map(|(risk, _)| name(risk).width(set)).fold(0.0, f64::max).min((right - frame.left()) * 0.32);
    let x0 = frame.left() + names + set.size;
    let cell = ((end - x0) / number(columns.max(1))).min(set.size * 2.6);
    let baseline = frame.y + set.size;
    for (heading, edge) in ["Run cost", "Overall"].iter().zip(edges) {
        frame.sheet.text((edge, baseline), Anchor::End, set, MUTED, &Line::of(heading));
    }
    for (column, criterion) in rows[0].0.scores.iter().enumerate() {
        let x = x0 + cell * (number(column) + 0.5);
        frame.sheet.text((x, baseline), Anchor::Middle, small, MUTED, &Line::of(&criterion.id).fit(cell, small));
    }
    let line = frame.y + set.size * 1.55;
    frame.sheet.rule((frame.left(), line), (right, line), 0.5, RULE);
    frame.y += head;
    let pitch = frame.pitch(rows.len(), 0.0, 1.0);
    for (risk, view) in rows {
        let baseline = frame.y + pitch / 2.0 + Look::drop(set);
        frame.sheet.text((frame.left(), baseline), Anchor::Start, set, INK, &name(risk).fit(names, set));
        for (column, criterion) in risk.scores.iter().enumerate() {
            let area =
                Area { x: x0 + cell * number(column) + 0.8, y: frame.y + 0.8, width: cell - 1.6, height: pitch - 1.6 };
            let centre = (area.x + area.width / 2.0, baseline);
            let Some(score) = criterion.score else {
                frame.sheet.text(centre, Anchor::Middle, set, MUTED, &Line::of("·"));
                continue;
            };
            let (ground, ink) = shade(score);
            frame.sheet.fill(area, Fill::Plain(ground));
            let answered = criterion.by == "assessor";
            let line = Line::of(&score.to_string()).fit(area.width, set);
            frame.sheet.text(centre, Anchor::Middle, if answered { look.strong } else { set }, ink, &line);
        }
        frame.sheet.text((edges[0], baseline), Anchor::End, look.strong, INK, &money(view));
        frame.sheet.text((edges[1], baseline), Anchor::End, set, INK, &Line::of(overall(risk)).fit(score, set));
        frame.y += pitch;
    }
}

/// The darker the worse, with figures that can be read on it.
fn shade(score: i64) -> (Colour, Colour) {
    match score {
        ..=1 => (LEVELS[0], INK),
        2 => (LEVELS[1], INK),
        3 => (LEVELS[2], INK),
        4 | 5 => (LEVELS[3], PAPER),
        _ => (LEVELS[4], PAPER),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn rows(audit: &Audit) -> Vec<Row<'_>> {
        audit.risk.iter().zip(&audit.systems).collect()
    }

    #[test]
    fn the_title_is_true_of_the_scores() {
        let mut audit = sample::county();
        audit.risk.truncate(3);
        let status = |audit: &mut Audit, words: [&str; 3]| {
            for (risk, word) in audit.risk.iter_mut().zip(words) {
                risk.status = word.to_owned();
            }
        };
        for (words, says) in [
            (["red-rated", "legacy", "unscored"], "1 of the 2 systems with a risk score is red-rated"),
            (["red-rated", "red-rated", "unscored"], "All 2 systems with a risk score are red-rated"),
            (["not-legacy", "unscored", "unscored"], "None of the 1 system with a risk score is red-rated"),
        ] {
            status(&mut audit, words);
            assert_eq!(title(&rows(&audit)), says);
        }
        status(&mut audit, ["unscored"; 3]);
        assert!(title(&rows(&audit)).starts_with("No system has a risk score yet: "), "{}", title(&rows(&audit)));
    }

    #[test]
    fn as_many_systems_are_drawn_as_the_note_says() {
        let audit = sample::large(200);
        for size in [Size::A4, Size::Slide] {
            let svg = chart(&audit, size).unwrap().svg;
            let drawn = svg.lines().filter(|line| line.starts_with("<text") && line.contains(">Service ")).count();
            assert!(svg.contains(&format!("The {drawn} dearest of 200 systems")), "{size:?}: {drawn}");
        }
    }

    #[test]
    fn without_a_score_there_is_no_grid() {
        let mut audit = sample::county();
        assert!(chart(&audit, Size::A4).is_some());
        for score in audit.risk.iter_mut().flat_map(|risk| &mut risk.scores) {
            score.score = None;
        }
        assert!(chart(&audit, Size::A4).is_none());
    }
}
