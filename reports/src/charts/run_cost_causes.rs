//! What is run cost made of? From nothing to the whole, kind of spending by kind of spending, the legacy part of each dark.

use super::frame::{Frame, Look, Words};
use super::saying::{self, ROUNDED};
use super::{Chart, Size};
use crate::paint::colour::{INK, LEGACY, MUTED, OTHER};
use crate::paint::line::Line;
use crate::paint::sheet::{Anchor, Area, Fill};
use crate::words;
use audit::{Audit, ByClass};

/// Steps of a waterfall. None without two kinds of spending.
pub(crate) fn chart(audit: &Audit, size: Size) -> Option<Chart> {
    let mut rows: Vec<&ByClass> = audit.by_class.iter().filter(|row| row.pence != 0).collect();
    if rows.len() < 2 {
        return None;
    }
    rows.sort_by(|a, b| b.pence.cmp(&a.pence).then_with(|| a.class.cmp(&b.class)));
    let all = audit::total(rows.iter().copied()).pence;
    let words = Words {
        name: "run-cost-causes",
        title: title(&rows, all, &audit.currency),
        subtitle: "Run cost by kind of spending, one after the other up to the whole; the legacy part is dark"
            .to_owned(),
        notes: vec![ROUNDED.to_owned(), saying::judged(audit)],
    };
    let mut frame = Frame::start(size, words);
    draw(&mut frame, &rows, all, &audit.currency);
    let said: Vec<String> = rows
        .iter()
        .map(|row| {
            let money = |pence: i64| words::money(pence, &audit.currency);
            format!("{}: {}, of which legacy {}.", name(row), money(row.pence), money(row.legacy_pence))
        })
        .collect();
    let whole = words::money(all, &audit.currency);
    Some(frame.finish(&format!("Waterfall of run cost by kind of spending. {} All run cost: {whole}.", said.join(" "))))
}

fn name(row: &ByClass) -> String {
    row.class.as_deref().map_or_else(|| "Of no kind".to_owned(), words::class)
}

/// The finding: the largest cause, or the two that make more than half of it.
fn title(rows: &[&ByClass], all: i128, currency: &str) -> String {
    let money = |pence: i128| words::money(pence, currency);
    let whole = money(all);
    let (first, second) = (i128::from(rows[0].pence), i128::from(rows[1].pence));
    if rows.iter().any(|row| row.pence < 0) {
        return format!("{} costs the most: {}, in {whole} run cost after credits", name(rows[0]), money(first));
    }
    if first == second {
        let many = rows.iter().filter(|row| i128::from(row.pence) == first).count();
        return format!(
            "{} kinds of spending cost the most, {} each of {whole} run cost",
            words::number(many),
            money(first)
        );
    }
    let share = saying::bracketed_share(first, all);
    if first * 2 > all {
        return format!("More than half of run cost is {}: {} of {whole}{share}", lower(rows[0]), money(first));
    }
    if (first + second) * 2 > all && rows.len() > 2 && rows.get(2).is_none_or(|row| row.pence < rows[1].pence) {
        let share = saying::bracketed_share(first + second, all);
        return format!(
            "{} and {} make up {} of {whole} run cost{share}",
            name(rows[0]),
            lower(rows[1]),
            money(first + second)
        );
    }
    format!("{} costs the most: {} of {whole} run cost{share}", name(rows[0]), money(first))
}

fn lower(row: &ByClass) -> String {
    name(row).to_lowercase()
}

fn draw(frame: &mut Frame, rows: &[&ByClass], all: i128, currency: &str) {
    let look = frame.look;
    let set = look.label;
    let money = |pence: i128| Line::of(&words::money(pence, currency));
    let names =
        rows.iter().map(|row| Line::of(&name(row)).width(set)).fold(Line::of(WHOLE).width(look.strong), f64::max);
    let name_width = names.min((frame.right() - frame.left()) * 0.34);
    let share = |part: i64| Line::of(&saying::share(part.into(), all).unwrap_or_default());
    let heads = ["Run cost", "Share", "Legacy"];
    let cells = |row: &ByClass| [money(row.pence.into()), share(row.pence), money(row.legacy_pence.into())];
    let widest = |column: usize| {
        rows.iter().map(|row| cells(row)[column].width(look.strong)).fold(money(all).width(look.strong), f64::max)
    };
    let (edges, x1) = frame.heads(heads, [widest(0), widest(1), widest(2)]);
    let x0 = frame.left() + name_width + set.size;
    // From the lowest to the highest that the sum reaches on its way.
    let (mut low, mut high, mut sum) = (0_i128, all.max(0), 0_i128);
    for row in rows {
        sum += i128::from(row.pence);
        (low, high) = (low.min(sum), high.max(sum));
    }
    let span = (high - low).max(1);
    let x = |pence: i128| x0 + (x1 - x0) * audit::share(pence - low, span).unwrap_or(0.0);
    let pitch = frame.pitch(rows.len() + 1, 0.0, 1.15);
    let mut upto = 0;
    for row in rows {
        let next = upto + i128::from(row.pence);
        let bar = |from: i128, to: i128, y: f64| {
            let (from, to) = (x(from.min(to)), x(from.max(to)));
            Area { x: from, y: y + pitch * 0.18, width: (to - from).max(0.6), height: pitch * 0.64 }
        };
        frame.sheet.fill(bar(upto, next, frame.y), Fill::Plain(OTHER));
        let legacy = i128::from(row.legacy_pence);
        // Only a part inside its bar can be drawn as one.
        if row.pence > 0 && legacy > 0 && legacy <= i128::from(row.pence) {
            frame.sheet.fill(bar(upto, upto + legacy, frame.y), Fill::Plain(LEGACY));
        }
        let below = frame.y + pitch * 1.18;
        frame.sheet.rule((x(next), frame.y + pitch * 0.82), (x(next), below), 0.75, MUTED);
        let baseline = frame.y + pitch / 2.0 + Look::drop(set);
        frame.sheet.text((frame.left(), baseline), Anchor::Start, set, INK, &Line::of(&name(row)).fit(name_width, set));
        for (column, (cell, edge)) in cells(row).iter().zip(edges).enumerate() {
            let set = if column == 0 { look.strong } else { set };
            frame.sheet.text((edge, baseline), Anchor::End, set, INK, cell);
        }
        upto = next;
        frame.y += pitch;
    }
    let (from, to) = (x(0.min(all)), x(0.max(all)));
    let area = Area { x: from, y: frame.y + pitch * 0.18, width: (to - from).max(0.6), height: pitch * 0.64 };
    frame.sheet.fill(area, Fill::Plain(INK));
    let baseline = frame.y + pitch / 2.0 + Look::drop(set);
    frame.sheet.text((frame.left(), baseline), Anchor::Start, look.strong, INK, &Line::of(WHOLE));
    frame.sheet.text((edges[0], baseline), Anchor::End, look.strong, INK, &money(all));
    frame.y += pitch;
}

const WHOLE: &str = "All run cost";

#[cfg(test)]
mod tests {
    use super::*;

    fn class(name: &str, pounds: i64) -> ByClass {
        ByClass {
            class: Some(name.to_owned()),
            name: None,
            pence: pounds * 100,
            legacy_pence: 0,
            unknown_pence: 0,
            waste_pence: 0,
            lines: 1,
        }
    }

    #[test]
    fn the_title_is_true_of_the_causes() {
        for (rows, says) in [
            (vec![class("labour", 60), class("energy", 40)], "More than half of run cost is labour: £60 of £100 (60%)"),
            (
                vec![class("labour", 40), class("energy", 30), class("hosting", 20), class("licence", 10)],
                "Labour and energy make up £70 of £100 run cost (70%)",
            ),
            (
                vec![class("labour", 26), class("energy", 24), class("hosting", 25), class("licence", 25)],
                "Labour costs the most: £26 of £100 run cost (26%)",
            ),
            (
                vec![class("labour", 50), class("energy", 50)],
                "2 kinds of spending cost the most, £50 each of £100 run cost",
            ),
            (
                vec![class("labour", 50), class("energy", -10)],
                "Labour costs the most: £50, in £40 run cost after credits",
            ),
        ] {
            let all = rows.iter().map(|row| i128::from(row.pence)).sum();
            let rows: Vec<&ByClass> = rows.iter().collect();
            assert_eq!(title(&rows, all, "GBP"), says);
        }
    }
}
