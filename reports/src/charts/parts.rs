//! Rows of run cost, each a bar of its legacy, unknown and other part, with the amounts beside it. The words above the amounts are
//! the key to the bar.

use super::bars::{AMOUNTS, Amount, Scale, bar_of};
use super::frame::{Frame, Look, Words};
use super::saying::{self, ROUNDED};
use super::{Chart, Size};
use crate::paint::colour::{INK, MUTED, RULE};
use crate::paint::line::Line;
use crate::paint::sheet::{Anchor, Area};
use crate::words;
use audit::{Audit, Part, Sum};

/// What a list is of, in words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct List {
    pub(crate) name: &'static str,
    /// `service`, `services`.
    pub(crate) one: &'static str,
    pub(crate) many: &'static str,
    /// Label of the row without a key: `Reaches no service`.
    pub(crate) nowhere: &'static str,
    /// The same inside a sentence, after its amount: `reaches no service`.
    pub(crate) nowhere_says: &'static str,
    /// What one of them does with cost, what several do, and what none is known to do: `carries`, `carry`, `carry`.
    pub(crate) does: &'static str,
    pub(crate) several_do: &'static str,
    pub(crate) to_do: &'static str,
    /// Where all of it is, before the name: `sits in`.
    pub(crate) all_of_it: &'static str,
}

/// A row as it is drawn.
#[derive(Debug)]
struct Row {
    label: Line,
    /// Not one thing but what is left: it does not set the scale.
    rest: bool,
    sum: Sum,
}

/// Draws a list. None if it has no two rows to compare: what one row says, the verdicts say.
pub(crate) fn chart<T: Part>(audit: &Audit, rows: &[T], list: List, size: Size) -> Option<Chart> {
    let worth = rows.iter().filter(|row| !is_empty(&row.sum())).count();
    if worth < 2 {
        return None;
    }
    let words = |cut: bool| Words {
        name: list.name,
        title: title(audit, rows, list),
        subtitle: format!("Run cost by {}, most legacy first", list.one),
        notes: vec![format!("{ROUNDED}{}", if cut { CUT } else { "" }), saying::judged(audit)],
    };
    let mut frame = Frame::start(size, words(false));
    let head = frame.look.label.size * 1.9;
    // Room for the rest and for what has no key, too.
    let rows = shown(rows, list, frame.rows(head, 1.0).saturating_sub(2).max(1));
    let sums = |rest: bool| -> Vec<Sum> { rows.iter().filter(|row| row.rest == rest).map(|row| row.sum).collect() };
    let scale = |bar: Area| Scale::of(&sums(false), &sums(true), bar);
    if rows.iter().any(|row| scale(Area::default()).cuts(&row.sum)) {
        frame = Frame::start(size, words(true));
    }
    let pitch = frame.pitch(rows.len(), head, 1.0);
    let columns = Columns::measured(&frame, &rows, &audit.currency);
    columns.heads(&mut frame);
    frame.y += head;
    let scale = scale(columns.bar);
    let top = frame.y;
    for row in &rows {
        let middle = frame.y + pitch / 2.0;
        columns.row(&mut frame, row, middle, &audit.currency);
        let bar = Area { y: middle - pitch * 0.31, height: pitch * 0.62, ..columns.bar };
        bar_of(&mut frame.sheet, &row.sum, &scale, bar);
        frame.y += pitch;
    }
    frame.sheet.rule((scale.zero, top), (scale.zero, frame.y), 0.75, INK);
    Some(frame.finish(&alt(list, &rows, &audit.currency)))
}

const CUT: &str = " A bar with a cut is longer than it is drawn.";

fn is_empty(sum: &Sum) -> bool {
    sum.pence == 0 && sum.legacy_pence == 0 && sum.unknown_pence == 0
}

/// The rows with the most legacy, then the rest as one, then what has no key. Rows of nothing say nothing.
fn shown<T: Part>(rows: &[T], list: List, most: usize) -> Vec<Row> {
    let cut = audit::largest(rows, most, |sum| (sum.legacy_pence, sum.unknown_pence, sum.pence));
    let mut out: Vec<Row> = cut
        .shown
        .iter()
        .map(|row| Row { label: label(row.name().into_iter().chain(row.key())), rest: false, sum: row.sum() })
        .filter(|row| !is_empty(&row.sum))
        .collect();
    if cut.others.rows > 0 && !is_empty(&cut.others) {
        let label = Line::of(&format!("{} other {}", words::number(cut.others.rows), list.many));
        out.push(Row { label, rest: true, sum: cut.others });
    }
    if let Some(row) = cut.nowhere.filter(|row| !is_empty(&row.sum())) {
        out.push(Row { label: Line::of(list.nowhere), rest: true, sum: row.sum() });
    }
    out
}

fn label<'a>(names: impl Iterator<Item = &'a str>) -> Line {
    let line = Line::first_legible(names);
    if line.text().is_empty() { Line::of("(no name)") } else { line }
}

/// The finding: where the most legacy sits.
pub(crate) fn title<T: Part>(audit: &Audit, rows: &[T], list: List) -> String {
    let all = audit::total(rows);
    let money = |pence: i128| words::money(pence, &audit.currency);
    let whole = money(all.pence);
    let most = rows.iter().map(|row| row.sum().legacy_pence).max().unwrap_or(0);
    if most <= 0 && all.legacy_pence == 0 && all.unknown_pence == all.pence && all.pence != 0 {
        return format!(
            "No {} is known to {} legacy cost: none of the {whole} run cost can be judged",
            list.one, list.to_do
        );
    }
    if most <= 0 && all.legacy_pence == 0 && all.unknown_pence != 0 {
        let unknown = money(all.unknown_pence);
        return format!(
            "No {} is known to {} legacy cost; {unknown} of {whole} run cost cannot be judged",
            list.one, list.to_do
        );
    }
    if most <= 0 && all.legacy_pence != 0 {
        return format!("Legacy cost is credits alone: {} in {whole} run cost", money(all.legacy_pence));
    }
    if most <= 0 {
        return format!("No {} {} legacy cost: none of the {whole} run cost is legacy or unknown", list.one, list.does);
    }
    let (amount, legacy) = (money(most), money(all.legacy_pence));
    let known = if all.unknown_pence == 0 { "legacy" } else { "known legacy" };
    let top: Vec<&T> = rows.iter().filter(|row| row.sum().legacy_pence == most).collect();
    let says = |row: &T| saying::name(row.name().into_iter().chain(row.key()));
    match top.as_slice() {
        [one] if most == all.legacy_pence && rows.iter().all(|row| row.sum().legacy_pence >= 0) => match one.key() {
            Some(_) => format!("All {known} cost, {amount}, {} {}", list.all_of_it, says(one)),
            None => format!("All {known} cost, {amount}, {}", list.nowhere_says),
        },
        [one] if one.key().is_none() => {
            format!("The largest part of {known} cost, {amount} of {legacy}, {}", list.nowhere_says)
        }
        [one] => format!("{} {} the most {known} cost: {amount} of {legacy}", says(one), list.does),
        [one, other] if one.key().is_some() && other.key().is_some() => {
            format!(
                "{} and {} {} the most {known} cost, {amount} each of {legacy}",
                says(one),
                says(other),
                list.several_do
            )
        }
        _ => format!("The most {known} cost is shared: {amount} each in {} places, of {legacy}", top.len()),
    }
}

fn alt(list: List, rows: &[Row], currency: &str) -> String {
    let money = |pence: i128| words::money(pence, currency);
    let said: Vec<String> = rows
        .iter()
        .map(|row| {
            let sum = &row.sum;
            format!(
                "{}: legacy {}, unknown {}, not legacy {}, total {}.",
                row.label.clone().shorten(60).text(),
                money(sum.legacy_pence),
                money(sum.unknown_pence),
                money(sum.other_pence()),
                money(sum.pence)
            )
        })
        .collect();
    format!("Bar chart of run cost by {}, split into legacy, unknown and not legacy. {}", list.one, said.join(" "))
}

/// Where the columns of a picture stand.
struct Columns {
    name_width: f64,
    bar: Area,
    /// Right edge of each column of amounts.
    edges: [f64; 4],
}

impl Columns {
    /// Gives the amounts what they need, the names up to a third, the bars the rest.
    fn measured(frame: &Frame, rows: &[Row], currency: &str) -> Columns {
        let look = frame.look;
        let gap = look.label.size * 1.3;
        let mut edges = [0.0; 4];
        let mut edge = frame.right();
        for (index, Amount { name, fill, of }) in AMOUNTS.iter().enumerate().rev() {
            edges[index] = edge;
            let key_width = fill.map_or(0.0, |_| look.label.size * 1.15);
            let heading = Line::of(name).width(look.label) + key_width;
            let cell = |row: &Row| Line::of(&words::money(of(&row.sum), currency)).width(look.strong);
            edge -= rows.iter().map(cell).fold(heading, f64::max) + gap;
        }
        let name = |row: &Row| row.label.width(look.label);
        let third = (frame.right() - frame.left()) * 0.31;
        let name_width =
            rows.iter().map(name).fold(0.0, f64::max).min(third).min((edge - frame.left()) * 0.6).max(20.0);
        let x = frame.left() + name_width + look.label.size * 0.9;
        let bar = Area { x, y: 0.0, width: (edge - x).max(20.0), height: 0.0 };
        Columns { name_width, bar, edges }
    }

    fn heads(&self, frame: &mut Frame) {
        let set = frame.look.label;
        let baseline = frame.y + set.size;
        for (Amount { name, fill, .. }, edge) in AMOUNTS.iter().zip(self.edges) {
            let line = Line::of(name);
            frame.sheet.text((edge, baseline), Anchor::End, set, MUTED, &line);
            if let Some(fill) = fill {
                let side = set.size * 0.8;
                let x = edge - line.width(set) - side - set.size * 0.35;
                frame.sheet.fill(Area { x, y: baseline - side + 0.3, width: side, height: side }, *fill);
            }
        }
        let y = baseline + set.size * 0.55;
        frame.sheet.rule((frame.left(), y), (frame.right(), y), 0.5, RULE);
    }

    fn row(&self, frame: &mut Frame, row: &Row, middle: f64, currency: &str) {
        let look = frame.look;
        let baseline = middle + Look::drop(look.label);
        let name = row.label.clone().fit(self.name_width, look.label);
        let colour = if row.rest { MUTED } else { INK };
        frame.sheet.text((frame.left(), baseline), Anchor::Start, look.label, colour, &name);
        for (index, (Amount { of, .. }, edge)) in AMOUNTS.iter().zip(self.edges).enumerate() {
            let pence = of(&row.sum);
            let set = if index == 0 && pence != 0 { look.strong } else { look.label };
            let colour = if pence == 0 { MUTED } else { INK };
            let line = Line::of(&words::money(pence, currency));
            frame.sheet.text((edge, baseline), Anchor::End, set, colour, &line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;
    use audit::ByService;

    const LIST: List = List {
        name: "legacy-by-service",
        one: "service",
        many: "services",
        nowhere: "Reaches no service",
        nowhere_says: "reaches no service",
        does: "carries",
        several_do: "carry",
        to_do: "carry",
        all_of_it: "sits in",
    };

    /// A row of so many thousand pounds of legacy, unknown and neither.
    fn row(key: &str, legacy: i64, unknown: i64, other: i64) -> ByService {
        let thousands = |pounds: i64| pounds * 100_000;
        ByService {
            service: (!key.is_empty()).then(|| key.to_owned()),
            name: None,
            pence: thousands(legacy + unknown + other),
            legacy_pence: thousands(legacy),
            unknown_pence: thousands(unknown),
            waste_pence: 0,
            lines: 1,
        }
    }

    #[test]
    fn the_title_is_true_of_the_rows() {
        let none = row("", 0, 0, 0);
        for (rows, said) in [
            (vec![row("a", 90, 0, 10), row("b", 40, 0, 0)], "a carries the most legacy cost: £90k of £130k"),
            (vec![row("a", 90, 5, 10), row("b", 40, 0, 0)], "a carries the most known legacy cost: £90k of £130k"),
            (vec![row("b", 40, 0, 0), row("a", 40, 0, 9)], "b and a carry the most legacy cost, £40k each of £80k"),
            (
                vec![row("a", 40, 0, 0), row("b", 40, 0, 9), row("c", 40, 0, 0)],
                "The most legacy cost is shared: £40k each in 3 places, of £120k",
            ),
            (
                vec![row("a", 40, 0, 0), row("", 40, 0, 9)],
                "The most legacy cost is shared: £40k each in 2 places, of £80k",
            ),
            (vec![row("a", 40, 0, 0), row("b", 0, 0, 9)], "All legacy cost, £40k, sits in a"),
            (vec![row("", 40, 0, 0), row("b", 0, 7, 9)], "All known legacy cost, £40k, reaches no service"),
            (
                vec![row("", 40, 0, 0), row("b", 20, 0, 9)],
                "The largest part of legacy cost, £40k of £60k, reaches no service",
            ),
            (
                vec![row("a", 0, 70, 10), row("b", 0, 20, 0)],
                "No service is known to carry legacy cost; £90k of £100k run cost cannot be judged",
            ),
            (
                vec![row("a", 0, 70, 0), row("b", 0, 20, 0)],
                "No service is known to carry legacy cost: none of the £90k run cost can be judged",
            ),
            (
                vec![row("a", 0, 0, 10), row("b", 0, 0, 20)],
                "No service carries legacy cost: none of the £30k run cost is legacy or unknown",
            ),
            // A credit elsewhere: not all of it sits in one place.
            (vec![row("a", 40, 0, 0), row("b", -10, 0, 9)], "a carries the most legacy cost: £40k of £30k"),
            (vec![row("a", -40, 0, 50), row("b", 0, 0, 9)], "Legacy cost is credits alone: −£40k in £19k run cost"),
        ] {
            let rows: Vec<_> = rows.into_iter().chain([none.clone()]).collect();
            assert_eq!(title(&sample::empty(), &rows, LIST), said);
        }
    }

    #[test]
    fn what_is_drawn_adds_up_to_the_whole_list() {
        let audit = sample::large(1_000);
        for most in [1, 7, 2_000] {
            let rows = shown(&audit.by_service, LIST, most);
            let drawn: i128 = rows.iter().map(|row| row.sum.pence).sum();
            assert_eq!(drawn, audit::total(&audit.by_service).pence, "{most}");
        }
        let labels: Vec<_> = shown(&audit.by_service, LIST, 1).iter().map(|row| row.label.text().to_owned()).collect();
        assert_eq!(labels, ["Service 00000", "999 other services"]);
    }

    #[test]
    fn the_most_legacy_stands_first_and_what_is_left_over_last() {
        let rows = [row("a", 1, 0, 900), row("b", 50, 0, 0), row("", 70, 0, 0), row("c", 1, 30, 0), row("d", 0, 0, 0)];
        let labels: Vec<_> = shown(&rows, LIST, 9).iter().map(|row| row.label.text().to_owned()).collect();
        assert_eq!(labels, ["b", "c", "a", "Reaches no service"], "rows of nothing are not drawn");
    }

    #[test]
    fn one_row_is_no_comparison() {
        let audit = sample::empty();
        assert!(chart(&audit, &[row("a", 9, 9, 9), row("", 0, 0, 0)], LIST, Size::A4).is_none());
        assert!(chart(&audit, &[row("a", 9, 9, 9), row("", 0, 0, 1)], LIST, Size::A4).is_some());
    }
}
