//! In which of the next 36 months must how many pounds be decided on?

use super::frame::{Frame, Words, number};
use super::saying::{self, ROUNDED};
use super::{Chart, Size};
use crate::paint::colour::{INK, LEVELS, MUTED, RULE};
use crate::paint::line::Line;
use crate::paint::sheet::{Anchor, Area, Fill};
use crate::words;
use audit::{Ahead, Audit, Month};

/// Months in a row of the grid.
const ACROSS: usize = 12;

/// A grid of three years by twelve months, each cell as dark as its pounds are many. None if nothing is to be decided on.
pub(crate) fn chart(audit: &Audit, size: Size) -> Option<Chart> {
    let ahead = audit.ahead()?;
    if ahead.decisions.is_empty() {
        return None;
    }
    let title = title(&ahead, &audit.currency);
    let subtitle =
        "A year's price of the contracts to decide on in each month, and how many they are; darker is more".to_owned();
    let words = Words { name: "decision-months", title, subtitle, notes: notes(audit, &ahead) };
    let mut frame = Frame::start(size, words);
    let grid = Grid::measured(&frame, &ahead);
    grid.heads(&mut frame, &ahead);
    let most = ahead.months.iter().map(|month| month.annual_pence).max().unwrap_or(0);
    for year in ahead.months.chunks(ACROSS) {
        grid.year(&mut frame, year, &audit.currency, most);
        frame.y += grid.pitch;
    }
    Some(frame.finish(&alt(&ahead, &audit.currency)))
}

/// The finding: the month with the most pounds, or with the most contracts where no price is known.
fn title(ahead: &Ahead<'_>, currency: &str) -> String {
    let contracts = |count: u64| words::counted(count, "contract", "contracts");
    let whole = words::money(ahead.annual_pence, currency);
    let last = saying::day(&ahead.last);
    let open = u64::try_from(ahead.decisions.len()).unwrap_or(u64::MAX);
    let needs = if open == 1 { "needs" } else { "need" };
    if ahead.annual_pence <= 0 {
        return format!("{} {needs} a decision by {last}, at prices that are not known", contracts(open));
    }
    let most = ahead.months.iter().map(|month| month.annual_pence).max().unwrap_or(0);
    let mut top = ahead.months.iter().filter(|month| month.annual_pence == most);
    let (Some(month), None) = (top.next(), top.next()) else {
        return format!("{whole} a year on {} {needs} a decision by {last}", contracts(open));
    };
    let name = words::day(&month.first).trim_start_matches("1 ").replace(' ', "\u{a0}");
    if most == ahead.annual_pence {
        return format!(
            "All {whole} a year that {} a decision by {last} does so in {name}",
            if open == 1 { "needs" } else { "need" }
        );
    }
    format!(
        "{name} is the heaviest month: {} of the {whole} a year to decide on by {last}, on {}",
        words::money(most, currency),
        contracts(month.contracts)
    )
}

fn notes(audit: &Audit, ahead: &Ahead<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    if ahead.annual_unknown > 0 {
        let contracts = words::counted(ahead.annual_unknown, "contract has", "contracts have");
        notes.push(format!("{contracts} no known price: their months have a +, or no amount where they stand alone."));
    }
    let outside = [
        (ahead.passed, "is past its day", "are past their day"),
        (ahead.undated, "has no day that can be worked out", "have no day that can be worked out"),
        (ahead.after, "is to be decided on later", "are to be decided on later"),
    ];
    let outside: Vec<String> = outside
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| words::counted(count, one, many))
        .collect();
    if !outside.is_empty() {
        notes.push(format!("Not in the grid: {}.", words::list(&outside)));
    }
    notes.push(ROUNDED.to_owned());
    notes.push(saying::judged(audit));
    notes
}

/// Where the cells stand.
struct Grid {
    /// Right edge of the names of the rows.
    names: f64,
    /// Width of what is said of a whole row.
    total: f64,
    cell: f64,
    /// From row to row.
    pitch: f64,
    head: f64,
    swatch: f64,
}

impl Grid {
    fn measured(frame: &Frame, ahead: &Ahead<'_>) -> Grid {
        let look = frame.look;
        let name = |year: &[Month]| {
            let ends = [year.first(), year.last()].map(|month| Line::of(&month.map(month_name).unwrap_or_default()));
            ends.iter().map(|line| line.width(look.small)).fold(0.0, f64::max) + look.small.size * 1.6
        };
        let names = ahead.months.chunks(ACROSS).map(name).fold(Line::of(A_YEAR).width(look.small), f64::max);
        let total =
            ahead.months.chunks(ACROSS).map(|year| total_width(frame, year)).fold(look.strong.size * 4.0, f64::max);
        let total = total.min(look.strong.size * 9.0);
        let cell = (frame.right() - frame.left() - names - look.label.size - total) / number(ACROSS);
        let head = look.small.size * 2.2;
        let tallest = look.small.size * 6.4;
        let pitch = ((frame.room() - head) / number(ahead.months.len().div_ceil(ACROSS))).min(tallest);
        Grid { names, total, cell, pitch, head, swatch: pitch - look.small.size * 3.6 }
    }

    fn left(&self, frame: &Frame, column: usize) -> f64 {
        frame.left() + self.names + frame.look.label.size + self.cell * number(column)
    }

    /// The names of the months, which are those of every row.
    fn heads(&self, frame: &mut Frame, ahead: &Ahead<'_>) {
        let set = frame.look.small;
        let baseline = frame.y + set.size;
        for (column, month) in ahead.months.iter().take(ACROSS).enumerate() {
            let name = month_name(month);
            let name = Line::of(name.get(..3).unwrap_or_default());
            frame.sheet.text((self.left(frame, column), baseline), Anchor::Start, set, MUTED, &name);
        }
        frame.sheet.text((frame.right(), baseline), Anchor::End, set, MUTED, &Line::of(A_YEAR));
        let y = baseline + set.size * 0.55;
        frame.sheet.rule((frame.left(), y), (frame.right(), y), 0.5, RULE);
        frame.y += self.head;
    }

    fn year(&self, frame: &mut Frame, year: &[Month], currency: &str, most: i128) {
        let look = frame.look;
        let set = look.small;
        let (upper, lower) = (frame.y + self.swatch * 0.5, frame.y + self.swatch * 0.5 + set.size * 1.3);
        let ends = [year.first(), year.last()].map(|month| month.map(month_name).unwrap_or_default());
        frame.sheet.text((frame.left(), upper), Anchor::Start, set, INK, &Line::of(&format!("{} to", ends[0])));
        frame.sheet.text((frame.left(), lower), Anchor::Start, set, INK, &Line::of(&ends[1]));
        let amount_at = frame.y + self.swatch + set.size * 1.35;
        for (column, month) in year.iter().enumerate() {
            let x = self.left(frame, column);
            let area = Area { x, y: frame.y + 2.0, width: self.cell - 3.0, height: self.swatch - 2.0 };
            let room = self.cell - 3.0;
            if month.contracts == 0 {
                let y = area.y + area.height;
                frame.sheet.rule((x, y), (x + area.width, y), 0.5, RULE);
                continue;
            }
            let priced = month.annual_unknown < month.contracts;
            frame.sheet.fill(area, if priced { Fill::Plain(level(month.annual_pence, most)) } else { Fill::Hatched });
            let plus = if priced && month.annual_unknown > 0 { "+" } else { "" };
            let amount = if priced {
                format!("{}{plus}", words::money(month.annual_pence, currency))
            } else {
                "no price".to_owned()
            };
            let amount = Line::of(&amount).fit(room, set);
            frame.sheet.text((x, amount_at), Anchor::Start, set, INK, &amount);
            let count = Line::of(&words::number(month.contracts)).fit(room, set);
            frame.sheet.text((x, amount_at + set.size * 1.25), Anchor::Start, set, MUTED, &count);
        }
        let (contracts, sum) = audit::months_total(year);
        let room = self.total;
        let sum = Line::of(&words::money(sum, currency)).fit(room, look.strong);
        frame.sheet.text((frame.right(), upper), Anchor::End, look.strong, INK, &sum);
        let contracts = Line::of(&words::counted(contracts, "contract", "contracts")).fit(room, set);
        frame.sheet.text((frame.right(), lower), Anchor::End, set, MUTED, &contracts);
    }
}

/// How wide the number of contracts of a row is.
fn total_width(frame: &Frame, year: &[Month]) -> f64 {
    let (contracts, _) = audit::months_total(year);
    Line::of(&words::counted(contracts, "contract", "contracts")).width(frame.look.small)
}

const A_YEAR: &str = "12 months";

/// How dark a cell is: by fifths of the most.
fn level(pence: i128, most: i128) -> crate::paint::colour::Colour {
    let fifth = if most <= 0 || pence <= 0 { 0 } else { (pence.saturating_mul(5).saturating_sub(1)) / most };
    LEVELS[usize::try_from(fifth).unwrap_or(0).min(LEVELS.len() - 1)]
}

/// `Apr 2026`.
fn month_name(month: &Month) -> String {
    let said = words::day_short(&month.first);
    said.split_once(' ').map_or(said.clone(), |(_, month)| month.to_owned())
}

fn alt(ahead: &Ahead<'_>, currency: &str) -> String {
    let said: Vec<String> = ahead
        .months
        .iter()
        .filter(|month| month.contracts > 0)
        .map(|month| {
            let contracts = words::counted(month.contracts, "contract", "contracts");
            format!("{}: {} on {contracts}.", month_name(month), words::money(month.annual_pence, currency))
        })
        .collect();
    format!("Grid of 36 months with what must be decided on in each, at a year's price. {}", said.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{self, acted_on_by as contract};

    #[test]
    fn the_title_is_true_of_the_months() {
        let (a, b) = (contract("a", "2026-08-03", Some(20)), contract("b", "2028-01-31", Some(30)));
        let even = contract("c", "2027-01-31", Some(30));
        for (renewals, said) in [
            (vec![a.clone()], "All £20k a year that needs a decision by 31 March 2029 does so in August 2026"),
            (
                vec![a.clone(), b.clone()],
                "January 2028 is the heaviest month: £30k of the £50k a year to decide on by 31 March 2029, on 1 contract",
            ),
            (vec![b.clone(), even], "£60k a year on 2 contracts need a decision by 31 March 2029"),
            (
                vec![contract("d", "2026-08-03", None)],
                "1 contract needs a decision by 31 March 2029, at prices that are not known",
            ),
        ] {
            assert_eq!(chart(&sample::with(&[], renewals, Vec::new()), Size::A4).unwrap().title, said);
        }
        let later = contract("later", "2029-04-01", Some(1));
        assert!(chart(&sample::with(&[], vec![later], Vec::new()), Size::A4).is_none());
    }

    #[test]
    fn a_month_says_its_pounds_and_what_has_no_price_is_marked() {
        let renewals = vec![
            contract("a", "2026-08-03", Some(20)),
            contract("b", "2026-08-31", None),
            contract("c", "2027-09-01", None),
        ];
        let chart = chart(&sample::with(&[], renewals, Vec::new()), Size::A4).unwrap();
        assert!(chart.svg.contains(">£20k+<") && chart.svg.contains(">no price<"), "{}", chart.svg);
        assert!(chart.svg.contains("2 contracts have no known price"));
    }

    #[test]
    fn darkness_goes_by_fifths_of_the_most() {
        for (pence, place) in [(0, 0), (20, 0), (21, 1), (40, 1), (100, 4), (-5, 0)] {
            assert_eq!(level(pence, 100), LEVELS[place], "{pence}");
        }
    }
}
