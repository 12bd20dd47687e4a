//! How few suppliers is most of it paid to? The dearest as steps of a stair that ends at all of it.

use super::frame::{Frame, HEAD, Look, Words};
use super::saying::{self, ROUNDED};
use super::{Chart, Size};
use crate::paint::colour::{INK, LEGACY, MUTED, OTHER, RULE};
use crate::paint::line::Line;
use crate::paint::sheet::{Anchor, Area, Fill};
use crate::words;
use audit::{Audit, BySupplier, Part, total};

/// A step: a supplier, or all the others.
struct Step {
    label: String,
    pence: i128,
    legacy: i128,
    /// What it and all before it add up to.
    upto: i128,
    rest: bool,
}

/// Steps of a stair. None if fewer than three suppliers are paid above zero.
pub(crate) fn chart(audit: &Audit, size: Size) -> Option<Chart> {
    let mut rows: Vec<&BySupplier> =
        audit.by_supplier.iter().filter(|row| row.supplier.is_some() && row.pence > 0).collect();
    if rows.len() < 3 {
        return None;
    }
    rows.sort_by(|a, b| b.pence.cmp(&a.pence).then_with(|| a.supplier.cmp(&b.supplier)));
    let all = total(rows.iter().copied()).pence;
    let mut notes = Vec::new();
    let outside = total(&audit.by_supplier).pence - all;
    if outside != 0 {
        notes.push(format!(
            "Not in the picture: {} that is paid to no supplier, such as own staff, or is a credit.",
            words::money(outside, &audit.currency)
        ));
    }
    notes.extend([ROUNDED.to_owned(), saying::judged(audit)]);
    let words = Words {
        name: "supplier-concentration",
        title: title(&rows, all, &audit.currency),
        subtitle: "Run cost paid to suppliers, dearest first, each beginning where the one before ends; the legacy part is dark".to_owned(),
        notes,
    };
    let mut frame = Frame::start(size, words);
    let head = frame.look.label.size * HEAD;
    let most = frame.rows(head, 1.0).saturating_sub(1).max(1);
    let steps = steps(&rows, most);
    draw(&mut frame, &steps, all, &audit.currency);
    let said: Vec<String> = steps
        .iter()
        .map(|step| {
            let share = saying::share(step.upto, all).unwrap_or_default();
            format!("{}: {}, up to {share}.", step.label, words::money(step.pence, &audit.currency))
        })
        .collect();
    Some(frame.finish(&format!(
        "Stair of run cost paid to {} suppliers. {}",
        words::number(rows.len()),
        said.join(" ")
    )))
}

/// How many of the dearest are paid half of it.
fn half(rows: &[&BySupplier], all: i128) -> usize {
    let mut sum = 0;
    let enough = |row: &&BySupplier| {
        sum += i128::from(row.pence);
        sum * 2 >= all
    };
    rows.iter().position(enough).map_or(rows.len(), |last| last + 1)
}

fn title(rows: &[&BySupplier], all: i128, currency: &str) -> String {
    let (first, last) = (rows[0].pence, rows[rows.len() - 1].pence);
    let whole = words::money(all, currency);
    if first == last {
        return format!(
            "All {} suppliers are paid the same, {} each",
            words::number(rows.len()),
            words::money(first, currency)
        );
    }
    match half(rows, all) {
        1 => {
            let name = saying::name(rows[0].name().into_iter().chain(rows[0].key()));
            let share = saying::bracketed_share(first.into(), all);
            format!(
                "{name} is paid at least half of the {whole} that goes to {} suppliers{share}",
                words::number(rows.len())
            )
        }
        few => format!("{} of {} suppliers are paid half of {whole}", words::number(few), words::number(rows.len())),
    }
}

fn steps(rows: &[&BySupplier], most: usize) -> Vec<Step> {
    let alone = if rows.len() > most + 1 { most } else { rows.len() };
    let mut upto = 0;
    let mut steps: Vec<Step> = rows[..alone]
        .iter()
        .map(|row| {
            upto += i128::from(row.pence);
            let label = Line::first_legible(row.name().into_iter().chain(row.key())).text().to_owned();
            let label = if label.is_empty() { "(no name)".to_owned() } else { label };
            Step { label, pence: row.pence.into(), legacy: row.legacy_pence.into(), upto, rest: false }
        })
        .collect();
    let others = total(rows[alone..].iter().copied());
    if others.rows > 0 {
        let label = words::counted(others.rows, "other supplier", "other suppliers");
        steps.push(Step {
            label,
            pence: others.pence,
            legacy: others.legacy_pence,
            upto: upto + others.pence,
            rest: true,
        });
    }
    steps
}

fn draw(frame: &mut Frame, steps: &[Step], all: i128, currency: &str) {
    let look = frame.look;
    let set = look.label;
    let (left, right) = (frame.left(), frame.right());
    let cells = |step: &Step| {
        [Line::of(&words::money(step.pence, currency)), Line::of(&saying::share(step.upto, all).unwrap_or_default())]
    };
    let heads = ["Run cost", "Up to"];
    let widest = |column: usize| steps.iter().map(|step| cells(step)[column].width(look.strong)).fold(0.0, f64::max);
    let (edges, x1) = frame.heads(heads, [widest(0), widest(1)]);
    let names =
        steps.iter().map(|step| Line::of(&step.label).width(set)).fold(0.0, f64::max).min((right - left) * 0.31);
    let x0 = left + names + set.size;
    let x = |pence: i128| x0 + (x1 - x0) * audit::share(pence, all).unwrap_or(0.0);
    let pitch = frame.pitch(steps.len(), 0.0, 1.0);
    let bottom = frame.y + pitch * super::frame::number(steps.len());
    for part in [0, 1, 2] {
        let at = x(all * part / 2);
        frame.sheet.rule((at, frame.y), (at, bottom), 0.5, RULE);
    }
    for step in steps {
        let (from, to) = (x(step.upto - step.pence), x(step.upto));
        let bar = Area { x: from, y: frame.y + pitch * 0.17, width: (to - from).max(0.6), height: pitch * 0.66 };
        frame.sheet.fill(bar, Fill::Plain(OTHER));
        if step.legacy > 0 && step.legacy <= step.pence {
            let width = x(step.upto - step.pence + step.legacy) - from;
            frame.sheet.fill(Area { width, ..bar }, Fill::Plain(LEGACY));
        }
        let baseline = frame.y + pitch / 2.0 + Look::drop(set);
        let colour = if step.rest { MUTED } else { INK };
        frame.sheet.text((left, baseline), Anchor::Start, set, colour, &Line::of(&step.label).fit(names, set));
        for (column, (cell, edge)) in cells(step).iter().zip(edges).enumerate() {
            let set = if column == 0 { look.strong } else { set };
            frame.sheet.text((edge, baseline), Anchor::End, set, INK, cell);
        }
        frame.y += pitch;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn supplier(key: &str, pounds: i64) -> BySupplier {
        BySupplier {
            supplier: Some(key.to_owned()),
            name: None,
            pence: pounds * 100,
            legacy_pence: 0,
            unknown_pence: 0,
            waste_pence: 0,
            lines: 1,
        }
    }

    #[test]
    fn the_title_is_true_and_the_steps_end_at_all_of_it() {
        for (pounds, says) in [
            (vec![50, 30, 20], "s0 is paid at least half of the £100 that goes to 3 suppliers (50%)"),
            (vec![40, 30, 20, 10], "2 of 4 suppliers are paid half of £100"),
            (vec![5, 5, 5], "All 3 suppliers are paid the same, £5 each"),
        ] {
            let rows: Vec<BySupplier> =
                pounds.iter().enumerate().map(|(place, pounds)| supplier(&format!("s{place}"), *pounds)).collect();
            let rows: Vec<&BySupplier> = rows.iter().collect();
            let all = total(rows.iter().copied()).pence;
            assert_eq!(title(&rows, all, "GBP"), says);
            let steps = steps(&rows, 1);
            assert_eq!((steps.len(), steps[1].upto), (2, all));
        }
    }
}
