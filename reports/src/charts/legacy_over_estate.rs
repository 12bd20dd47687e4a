//! How much of each kind of spending is legacy? Each row is as tall as its pounds, so that the area of a colour is the money it stands
//! for.

use super::bars::{AMOUNTS, Amount, Scale, bar_of, key};
use super::frame::{Frame, Look, Words};
use super::parts::{self, List};
use super::saying::{self, ROUNDED};
use super::{Chart, Size};
use crate::paint::colour::{INK, LEGACY, MUTED, PAPER, RULE};
use crate::paint::fonts::Weight;
use crate::paint::line::{Line, Type};
use crate::paint::sheet::{Anchor, Area, Fill};
use crate::words;
use audit::{Audit, ByClass, Part, Sum, total};

const LIST: List = List {
    name: "legacy-over-estate",
    one: "kind of spending",
    many: "kinds of spending",
    nowhere: "Of no kind",
    nowhere_says: "is of no kind",
    does: "carries",
    several_do: "carry",
    to_do: "carry",
    all_of_it: "is",
};

/// A row of the picture.
struct Row {
    label: String,
    sum: Sum,
    height: f64,
}

/// Rows of all run cost. None if there are no two kinds of spending with cost, or if a credit leaves no whole to share out.
pub(crate) fn chart(audit: &Audit, size: Size) -> Option<Chart> {
    let classes: Vec<ByClass> = audit
        .by_class
        .iter()
        .filter(|row| row.pence != 0)
        .map(|row| ByClass { name: row.class.as_deref().map(words::class), ..row.clone() })
        .collect();
    let credit = |sum: &Sum| sum.legacy_pence < 0 || sum.unknown_pence < 0 || sum.other_pence() < 0;
    if classes.len() < 2 || classes.iter().any(|row| credit(&row.sum())) {
        return None;
    }
    let all = total(&classes);
    let words = Words {
        name: LIST.name,
        title: parts::title(audit, &classes, LIST),
        subtitle: "Run cost by kind of spending: a row is as tall as its cost, and divided by what of it is legacy"
            .to_owned(),
        notes: vec![ROUNDED.to_owned(), saying::judged(audit)],
    };
    let mut frame = Frame::start(size, words);
    let head = frame.look.label.size * 1.9;
    let height = frame.body(210.0) - head;
    let rows = rows(&classes, &all, height, frame.look.label.size * 1.5);
    let columns = Columns::measured(&frame, &rows, &audit.currency);
    columns.heads(&mut frame);
    frame.y += head;
    for row in &rows {
        columns.row(&mut frame, row, &audit.currency);
        frame.y += row.height;
    }
    let said: Vec<String> = rows.iter().map(|row| said(row, &audit.currency)).collect();
    Some(frame.finish(&format!(
        "Chart of run cost by kind of spending, each divided into legacy, unknown and not legacy. {}",
        said.join(" ")
    )))
}

/// The dearest as rows of their own while they are tall enough for a line of text; the rest as one, which must be so too.
fn rows(classes: &[ByClass], all: &Sum, height: f64, least: f64) -> Vec<Row> {
    let tall = |pence: i128| height * audit::share(pence, all.pence).unwrap_or(0.0);
    let mut sorted: Vec<&ByClass> = classes.iter().collect();
    sorted.sort_by(|a, b| b.pence.cmp(&a.pence).then_with(|| a.class.cmp(&b.class)));
    let mut alone = sorted.iter().take_while(|row| tall(row.pence.into()) >= least).count();
    let rest = |alone: usize| total(sorted[alone..].iter().copied());
    while alone > 0 && alone < sorted.len() && tall(rest(alone).pence) < least {
        alone -= 1;
    }
    let mut rows: Vec<Row> = sorted[..alone]
        .iter()
        .map(|row| Row {
            label: row.name().unwrap_or_default().to_owned(),
            sum: row.sum(),
            height: tall(row.pence.into()),
        })
        .collect();
    let left = rest(alone);
    if left.rows > 0 {
        let label = words::counted(left.rows, "other kind", "other kinds");
        rows.push(Row { label, sum: left, height: tall(left.pence) });
    }
    rows
}

fn said(row: &Row, currency: &str) -> String {
    let money = |pence: i128| words::money(pence, currency);
    format!(
        "{}: {} of {}{} legacy, {} unknown.",
        row.label,
        money(row.sum.legacy_pence),
        money(row.sum.pence),
        saying::bracketed_share(row.sum.legacy_pence, row.sum.pence),
        money(row.sum.unknown_pence)
    )
}

/// Where the columns stand.
struct Columns {
    bar: Area,
    name_width: f64,
    right: f64,
}

impl Columns {
    fn measured(frame: &Frame, rows: &[Row], currency: &str) -> Columns {
        let look = frame.look;
        let widest =
            |of: &dyn Fn(&Row) -> Line, set: Type| rows.iter().map(|row| of(row).width(set)).fold(0.0, f64::max);
        let money = widest(&|row| Line::of(&words::money(row.sum.pence, currency)), look.strong);
        let money = money.max(Line::of("Run cost").width(look.label));
        let name_width = widest(&|row| Line::of(&row.label), look.label).min((frame.right() - frame.left()) * 0.3);
        let x = frame.left() + name_width + look.label.size;
        let right = frame.right();
        Columns { bar: Area { x, y: 0.0, width: right - money - look.label.size - x, height: 0.0 }, name_width, right }
    }

    /// The key to the colours above the bars, and the heading of the amounts.
    fn heads(&self, frame: &mut Frame) {
        let set = frame.look.label;
        let baseline = frame.y + set.size;
        key(&mut frame.sheet, (self.bar.x, baseline), set);
        frame.sheet.text((self.right, baseline), Anchor::End, set, MUTED, &Line::of("Run cost"));
        let y = baseline + set.size * 0.55;
        frame.sheet.rule((frame.left(), y), (frame.right(), y), 0.5, RULE);
    }

    fn row(&self, frame: &mut Frame, row: &Row, currency: &str) {
        let look = frame.look;
        let area = Area { y: frame.y + 0.6, height: row.height - 1.2, ..self.bar };
        let scale = Scale::between(0, row.sum.pence, area);
        bar_of(&mut frame.sheet, &row.sum, &scale, area);
        let baseline = frame.y + row.height / 2.0 + Look::drop(look.label);
        let name = Line::of(&row.label).fit(self.name_width, look.label);
        frame.sheet.text((frame.left(), baseline), Anchor::Start, look.label, INK, &name);
        let amount = Line::of(&words::money(row.sum.pence, currency));
        frame.sheet.text((self.right, baseline), Anchor::End, look.strong, INK, &amount);
        // The share stands inside its part where it fits; nothing is written over hatching.
        let set = Type { weight: Weight::SemiBold, ..look.label };
        let mut x = area.x;
        for Amount { fill, of, .. } in AMOUNTS {
            let (Some(fill), pence) = (fill, of(&row.sum)) else { continue };
            let length = scale.length(pence);
            let share = Line::of(&saying::share(pence, row.sum.pence).unwrap_or_default());
            if fill != Fill::Hatched && share.width(set) + set.size < length {
                let colour = if fill == Fill::Plain(LEGACY) { PAPER } else { INK };
                frame.sheet.text((x + set.size * 0.5, baseline), Anchor::Start, set, colour, &share);
            }
            x += length;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn class(name: &str, legacy: i64, other: i64) -> ByClass {
        ByClass {
            class: Some(name.to_owned()),
            name: None,
            pence: legacy + other,
            legacy_pence: legacy,
            unknown_pence: 0,
            waste_pence: 0,
            lines: 1,
        }
    }

    #[test]
    fn rows_are_as_tall_as_their_cost_and_small_ones_stand_together() {
        let classes =
            [class("a", 300, 300), class("b", 0, 350), class("c", 30, 0), class("d", 0, 15), class("e", 5, 0)];
        let rows = rows(&classes, &total(&classes), 100.0, 4.0);
        let said: Vec<_> = rows.iter().map(|row| (row.label.as_str(), row.sum.pence)).collect();
        assert_eq!(said, [("a", 600), ("b", 350), ("3 other kinds", 50)]);
        assert!((rows.iter().map(|row| row.height).sum::<f64>() - 100.0).abs() < 0.01);
    }

    #[test]
    fn a_credit_leaves_no_whole_to_share_out() {
        let mut audit = sample::county();
        assert!(chart(&audit, Size::A4).is_some());
        audit.by_class[0].legacy_pence = -1;
        assert!(chart(&audit, Size::A4).is_none());
    }
}
