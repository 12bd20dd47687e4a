//! What of run cost buys nothing, and of what kind is it?

use super::bars::Scale;
use super::frame::{Frame, Look, Words};
use super::saying::{self, ROUNDED};
use super::{Chart, Size};
use crate::paint::colour::{INK, LEGACY, MUTED, OTHER};
use crate::paint::line::Line;
use crate::paint::sheet::{Anchor, Area, Fill};
use crate::words;
use audit::{Audit, ByWaste};

/// Rows of kinds. None without waste.
pub(crate) fn chart(audit: &Audit, size: Size) -> Option<Chart> {
    let mut rows: Vec<&ByWaste> = audit.by_waste.iter().filter(|row| row.pence != 0).collect();
    if rows.is_empty() {
        return None;
    }
    rows.sort_by(|a, b| b.pence.cmp(&a.pence).then_with(|| a.waste.cmp(&b.waste)));
    let words = Words {
        name: "waste-by-kind",
        title: title(&rows, audit),
        subtitle: "Run cost that buys nothing, by kind; the part that is legacy too is dark".to_owned(),
        notes: vec![ROUNDED.to_owned(), saying::judged(audit)],
    };
    let mut frame = Frame::start(size, words);
    draw(&mut frame, &rows, &audit.currency);
    let money = |pence: i64| words::money(pence, &audit.currency);
    let said: Vec<String> = rows
        .iter()
        .map(|row| {
            format!(
                "{}: {}, of which legacy {}.",
                words::sentence(&words::waste(&row.waste)),
                money(row.pence),
                money(row.legacy_pence)
            )
        })
        .collect();
    Some(frame.finish(&format!("Bar chart of run cost that buys nothing. {}", said.join(" "))))
}

/// The finding: how much, and on what most of it is.
fn title(rows: &[&ByWaste], audit: &Audit) -> String {
    let all: i128 = rows.iter().map(|row| i128::from(row.pence)).sum();
    let run = audit::total(&audit.by_verdict).pence;
    let money = |pence: i128| words::money(pence, &audit.currency);
    let share = saying::bracketed_share(all, run);
    let start = format!("{} of {} run cost{share} buys nothing", money(all), money(run));
    let first = i128::from(rows[0].pence);
    let on = words::waste(&rows[0].waste);
    let tie = rows.iter().filter(|row| row.pence == rows[0].pence).count() > 1;
    match rows {
        [_] => format!("{start}: it is spent on {on}"),
        _ if rows.iter().any(|row| row.pence < 0) || tie => start,
        _ if first * 2 > all => format!("{start}; most of it, {}, is spent on {on}", money(first)),
        _ => format!("{start}; the largest part, {}, is spent on {on}", money(first)),
    }
}

fn draw(frame: &mut Frame, rows: &[&ByWaste], currency: &str) {
    let look = frame.look;
    let set = look.label;
    let money = |pence: i64| Line::of(&words::money(pence, currency));
    let label = |row: &ByWaste| Line::of(&words::sentence(&words::waste(&row.waste)));
    let widest = |column: &dyn Fn(&ByWaste) -> f64| rows.iter().map(|row| column(row)).fold(0.0, f64::max);
    let names = widest(&|row| label(row).width(set)).min((frame.right() - frame.left()) * 0.4);
    let legacy = widest(&|row| money(row.legacy_pence).width(set));
    let all = widest(&|row| money(row.pence).width(look.strong));
    let (edges, x1) = frame.heads(["Buys nothing", "Legacy"], [all, legacy]);
    let x = frame.left() + names + set.size;
    let bar = Area { x, y: 0.0, width: (x1 - x).max(20.0), height: 0.0 };
    let reach = |sign: i64| rows.iter().map(|row| i128::from(row.pence) * i128::from(sign)).max().unwrap_or(0).max(0);
    let scale = Scale::between(reach(-1), reach(1), bar);
    let pitch = frame.pitch(rows.len(), 0.0, 1.15);
    let top = frame.y;
    for row in rows {
        let length = scale.length(i128::from(row.pence).abs()).max(0.6);
        let start = if row.pence < 0 { scale.zero - length } else { scale.zero };
        let area = Area { x: start, y: frame.y + pitch * 0.18, width: length, height: pitch * 0.64 };
        frame.sheet.fill(area, Fill::Plain(OTHER));
        if row.legacy_pence > 0 && row.legacy_pence <= row.pence {
            frame.sheet.fill(Area { width: scale.length(row.legacy_pence.into()), ..area }, Fill::Plain(LEGACY));
        }
        let baseline = frame.y + pitch / 2.0 + Look::drop(set);
        frame.sheet.text((frame.left(), baseline), Anchor::Start, set, INK, &label(row).fit(names, set));
        frame.sheet.text((edges[0], baseline), Anchor::End, look.strong, INK, &money(row.pence));
        let colour = if row.legacy_pence == 0 { MUTED } else { INK };
        frame.sheet.text((edges[1], baseline), Anchor::End, set, colour, &money(row.legacy_pence));
        frame.y += pitch;
    }
    frame.sheet.rule((scale.zero, top), (scale.zero, frame.y), 0.75, INK);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn waste(kind: &str, pounds: i64) -> ByWaste {
        ByWaste { waste: kind.to_owned(), pence: pounds * 100, legacy_pence: 0, lines: 1 }
    }

    #[test]
    fn the_title_is_true_of_the_kinds() {
        let audit = sample::one_asset();
        for (rows, says) in [
            (
                vec![waste("duplicate-cover", 12_000)],
                "£12k of £120k run cost (10%) buys nothing: it is spent on cover bought twice",
            ),
            (
                vec![waste("duplicate-cover", 9_000), waste("lapsed-still-paid", 3_000)],
                "£12k of £120k run cost (10%) buys nothing; most of it, £9,000, is spent on cover bought twice",
            ),
            (
                vec![
                    waste("duplicate-cover", 5_000),
                    waste("lapsed-still-paid", 4_000),
                    waste("idle-or-unused", 3_000),
                ],
                "£12k of £120k run cost (10%) buys nothing; the largest part, £5,000, is spent on cover bought twice",
            ),
            (
                vec![waste("duplicate-cover", 6_000), waste("lapsed-still-paid", 6_000)],
                "£12k of £120k run cost (10%) buys nothing",
            ),
        ] {
            assert_eq!(title(&rows.iter().collect::<Vec<_>>(), &audit), says);
        }
    }
}
