//! How much of the run cost is legacy, how much cannot be judged, and on which verdicts does it sit?

use super::bars::{AMOUNTS, Amount, Scale, bar_of};
use super::frame::{Frame, Look, Words};
use super::saying::{self, ROUNDED};
use super::{Chart, Size};
use crate::paint::colour::{INK, LEGACY, MUTED, RULE};
use crate::paint::line::Line;
use crate::paint::sheet::{Anchor, Area, Fill};
use crate::words;
use audit::{Audit, ByVerdict, Part, Sum};

/// Worst first: the order in which a reader asks.
const ORDER: [&str; 6] = ["unsupported", "extended-paid", "aged", "unknown", "ending", "supported"];

/// Run cost of the six verdicts, and of legacy, unknown and other. None if there is no run cost.
pub(crate) fn chart(audit: &Audit, size: Size) -> Option<Chart> {
    let all = audit::total(&audit.by_verdict);
    if audit.by_verdict.iter().all(|row| row.pence == 0) {
        return None;
    }
    let money = |pence: i128| words::money(pence, &audit.currency);
    let words = Words {
        name: "legacy-by-verdict",
        title: title(&all, &audit.currency),
        subtitle: "Run cost by support verdict".to_owned(),
        notes: vec![ROUNDED.to_owned(), saying::judged(audit)],
    };
    let mut frame = Frame::start(size, words);
    whole(&mut frame, &all, &audit.currency);
    let rows = ordered(&audit.by_verdict);
    let head = frame.look.label.size * 1.9;
    let pitch = frame.pitch(rows.len(), head, 0.9);
    let columns = Columns::measured(&frame, &rows, &all, &audit.currency);
    columns.heads(&mut frame);
    frame.y += head;
    let longest =
        |least: bool| rows.iter().map(|row| if least { -i128::from(row.pence) } else { row.pence.into() }).max();
    let scale = Scale::between(longest(true)?.max(0), longest(false)?.max(0), columns.bar);
    let top = frame.y;
    for row in &rows {
        let middle = frame.y + pitch / 2.0;
        columns.row(&mut frame, row, &all, middle, &audit.currency);
        bar_of(
            &mut frame.sheet,
            &row.sum(),
            &scale,
            Area { y: middle - pitch * 0.3, height: pitch * 0.6, ..columns.bar },
        );
        frame.y += pitch;
    }
    frame.sheet.rule((scale.zero, top), (scale.zero, frame.y), 0.75, INK);
    let said: Vec<String> = rows
        .iter()
        .map(|row| {
            format!(
                "{}: {}{}.",
                words::verdict(&row.verdict),
                money(row.pence.into()),
                saying::bracketed_share(row.pence.into(), all.pence)
            )
        })
        .collect();
    Some(frame.finish(&format!(
        "Bar chart of run cost by support verdict. Legacy {}, unknown {}, not legacy {}, total {}. {}",
        money(all.legacy_pence),
        money(all.unknown_pence),
        money(all.other_pence()),
        money(all.pence),
        said.join(" ")
    )))
}

/// The finding: how much is legacy, and how much more may be.
fn title(all: &Sum, currency: &str) -> String {
    let money = |pence: i128| words::money(pence, currency);
    let (legacy, unknown, run) = (all.legacy_pence, all.unknown_pence, all.pence);
    let whole = money(run);
    let within = |part: i128| part >= 0 && part <= run;
    if !within(legacy) || !within(unknown) || run == 0 {
        return format!("Legacy cost is {} and {} is unknown, in {whole} run cost", money(legacy), money(unknown));
    }
    let share = |part: i128| saying::bracketed_share(part, run);
    match (legacy, unknown) {
        (0, 0) => format!("None of the {whole} run cost is legacy"),
        (legacy, 0) if legacy == run => format!("All {whole} run cost is legacy"),
        (legacy, 0) => format!("{} of {whole} run cost{} is legacy", money(legacy), share(legacy)),
        (0, unknown) if unknown == run => format!("None of the {whole} run cost can be judged: all of it is unknown"),
        (0, unknown) => format!(
            "No run cost is known to be legacy, but {} of {whole}{} cannot be judged",
            money(unknown),
            share(unknown)
        ),
        (legacy, unknown) if unknown * 2 > run => {
            let (low, high) = (words::ratio(legacy, run), words::ratio(legacy + unknown, run));
            let range = low.zip(high).map_or_else(String::new, |(low, high)| {
                format!(", so {} of run cost is legacy", words::share_range(low, high))
            });
            format!("{} of {whole} run cost{} cannot be judged{range}", money(unknown), share(unknown))
        }
        (legacy, unknown) if legacy + unknown == run => {
            format!("{} of {whole} run cost{} is legacy; all the rest is unknown", money(legacy), share(legacy))
        }
        (legacy, unknown) => {
            format!(
                "{} of {whole} run cost{} is legacy; another {}{} is unknown",
                money(legacy),
                share(legacy),
                money(unknown),
                share(unknown)
            )
        }
    }
}

fn ordered(rows: &[ByVerdict]) -> Vec<&ByVerdict> {
    let mut rows: Vec<&ByVerdict> = rows.iter().collect();
    rows.sort_by_key(|row| ORDER.iter().position(|verdict| *verdict == row.verdict).unwrap_or(ORDER.len()));
    rows
}

/// The whole run cost as one bar, each part named above it.
fn whole(frame: &mut Frame, all: &Sum, currency: &str) {
    let (look, left, right) = (frame.look, frame.left(), frame.right());
    let parts: Vec<(i128, Amount)> = AMOUNTS
        .into_iter()
        .filter(|part| part.fill.is_some())
        .map(|part| ((part.of)(all), part))
        .filter(|(pence, _)| *pence != 0)
        .collect();
    // With a credit among the parts there is no whole to share out.
    if parts.iter().any(|(pence, ..)| *pence < 0) {
        return;
    }
    let baseline = frame.y + look.strong.size;
    let area =
        Area { x: left, y: baseline + look.label.size * 0.5, width: right - left, height: look.label.size * 1.9 };
    let scale = Scale::between(0, all.pence, area);
    bar_of(&mut frame.sheet, all, &scale, area);
    let gap = look.label.size * 1.6;
    let labels = labels(&parts, all, currency, |labels| {
        labels.iter().map(|label| label.width(look.strong) + gap).sum::<f64>() - gap <= right - left
    });
    let widths: Vec<f64> = labels.iter().map(|label| label.width(look.strong)).collect();
    let mut starts = Vec::new();
    let mut x = left;
    for (pence, ..) in &parts {
        starts.push(x);
        x += scale.length(*pence);
    }
    let places = apart(&starts, &widths, gap, (left, right));
    for (x, (label, (_, part))) in places.into_iter().zip(labels.iter().zip(&parts)) {
        let colour = if part.fill == Some(Fill::Plain(LEGACY)) { LEGACY } else { INK };
        frame.sheet.text((x, baseline), Anchor::Start, look.strong, colour, label);
    }
    frame.y = area.y + area.height + look.label.size * 1.6;
}

/// A label a part: the longest words that fit beside each other, since amounts are printed in the rows below, too.
fn labels(parts: &[(i128, Amount)], all: &Sum, currency: &str, fit: impl Fn(&[Line]) -> bool) -> Vec<Line> {
    let say = |saying: &dyn Fn(i128, &str) -> String| -> Vec<Line> {
        parts.iter().map(|(pence, part)| Line::of(&saying(*pence, part.name))).collect()
    };
    let amount = |pence: i128, name: &str| format!("{name} {}", words::money(pence, currency));
    let share = |pence: i128| saying::share(pence, all.pence).unwrap_or_default();
    let long = say(&|pence, name| format!("{} · {}", amount(pence, name), share(pence)));
    if fit(&long) {
        return long;
    }
    let short = say(&amount);
    if fit(&short) { short } else { say(&|_, name| name.to_owned()) }
}

/// Where labels stand that want to start at these places: in order, apart, and between the edges, which they must fit.
fn apart(starts: &[f64], widths: &[f64], gap: f64, (left, right): (f64, f64)) -> Vec<f64> {
    let mut places = starts.to_vec();
    let mut limit = right;
    for (place, width) in places.iter_mut().zip(widths).rev() {
        *place = place.min(limit - width);
        limit = *place - gap;
    }
    let mut least = left;
    for (place, width) in places.iter_mut().zip(widths) {
        *place = place.max(least);
        least = *place + width + gap;
    }
    places
}

/// Where the columns stand.
struct Columns {
    bar: Area,
    /// Right edges of money, share and assets.
    edges: [f64; 3],
}

const HEADS: [&str; 3] = ["Run cost", "Share", "Assets"];

fn cells(row: &ByVerdict, all: &Sum, currency: &str) -> [String; 3] {
    [
        words::money(row.pence, currency),
        saying::share(row.pence.into(), all.pence).unwrap_or_else(|| "–".to_owned()),
        words::number(row.assets),
    ]
}

impl Columns {
    fn measured(frame: &Frame, rows: &[&ByVerdict], all: &Sum, currency: &str) -> Columns {
        let look = frame.look;
        let mut edge = frame.right();
        let mut edges = [0.0; 3];
        for index in (0..3).rev() {
            edges[index] = edge;
            let cell = |row: &&ByVerdict| Line::of(&cells(row, all, currency)[index]).width(look.strong);
            edge -=
                rows.iter().map(cell).fold(Line::of(HEADS[index]).width(look.label), f64::max) + look.label.size * 1.5;
        }
        let name = |row: &&ByVerdict| Line::of(words::verdict(&row.verdict)).width(look.label);
        let x =
            frame.left() + rows.iter().map(name).fold(0.0, f64::max).min((edge - frame.left()) * 0.6) + look.label.size;
        Columns { bar: Area { x, y: 0.0, width: (edge - x).max(20.0), height: 0.0 }, edges }
    }

    fn heads(&self, frame: &mut Frame) {
        let set = frame.look.label;
        let baseline = frame.y + set.size;
        for (heading, edge) in HEADS.iter().zip(self.edges) {
            frame.sheet.text((edge, baseline), Anchor::End, set, MUTED, &Line::of(heading));
        }
        let y = baseline + set.size * 0.55;
        frame.sheet.rule((frame.left(), y), (frame.right(), y), 0.5, RULE);
    }

    fn row(&self, frame: &mut Frame, row: &ByVerdict, all: &Sum, middle: f64, currency: &str) {
        let look = frame.look;
        let baseline = middle + Look::drop(look.label);
        let name = Line::of(words::verdict(&row.verdict)).fit(self.bar.x - frame.left() - look.label.size, look.label);
        frame.sheet.text((frame.left(), baseline), Anchor::Start, look.label, INK, &name);
        for (index, (cell, edge)) in cells(row, all, currency).iter().zip(self.edges).enumerate() {
            let set = if index == 0 && row.pence != 0 { look.strong } else { look.label };
            let colour = if row.pence == 0 && index < 2 { MUTED } else { INK };
            frame.sheet.text((edge, baseline), Anchor::End, set, colour, &Line::of(cell));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_title_is_true_of_the_amounts() {
        for (legacy, unknown, run, said) in [
            (430, 110, 1_000, "£430k of £1.0m run cost (43%) is legacy; another £110k (11%) is unknown"),
            (430, 0, 1_000, "£430k of £1.0m run cost (43%) is legacy"),
            (1_000, 0, 1_000, "All £1.0m run cost is legacy"),
            (0, 0, 1_000, "None of the £1.0m run cost is legacy"),
            (0, 300, 1_000, "No run cost is known to be legacy, but £300k of £1.0m (30%) cannot be judged"),
            (0, 1_000, 1_000, "None of the £1.0m run cost can be judged: all of it is unknown"),
            (120, 520, 1_000, "£520k of £1.0m run cost (52%) cannot be judged, so 12–64% of run cost is legacy"),
            (500, 500, 1_000, "£500k of £1.0m run cost (50%) is legacy; all the rest is unknown"),
            (999, 1, 1_000, "£999k of £1.0m run cost (>99%) is legacy; all the rest is unknown"),
            (1, 0, 1_000, "£1,000 of £1.0m run cost (<1%) is legacy"),
            (-50, 10, 1_000, "Legacy cost is −£50k and £10k is unknown, in £1.0m run cost"),
            (60, 0, -40, "Legacy cost is £60k and £0 is unknown, in −£40k run cost"),
        ] {
            let thousands = |pounds: i128| pounds * 100_000;
            let all = Sum {
                pence: thousands(run),
                legacy_pence: thousands(legacy),
                unknown_pence: thousands(unknown),
                ..Sum::default()
            };
            assert_eq!(title(&all, "GBP"), said);
        }
    }

    #[test]
    fn all_six_verdicts_are_named_even_without_a_pound() {
        let chart = chart(&sample::one_asset(), Size::A4).unwrap();
        for verdict in ORDER {
            assert!(chart.svg.contains(words::verdict(verdict)), "{verdict}");
        }
        assert!(super::chart(&sample::without_cost(), Size::A4).is_none());
    }

    #[test]
    fn labels_keep_apart_in_order_and_inside() {
        for starts in [[0.0, 10.0, 20.0], [0.0, 300.0, 395.0], [0.0, 200.0, 210.0], [390.0, 395.0, 399.0]] {
            let places = apart(&starts, &[50.0, 60.0, 70.0], 8.0, (0.0, 400.0));
            assert!(places[0] >= 0.0 && places[2] + 70.0 <= 400.0, "{places:?}");
            assert!(places[1] - places[0] >= 58.0 && places[2] - places[1] >= 68.0, "{places:?}");
        }
    }
}
