//! Which contracts must be decided on over the next 36 months, and how long is it from the decision to the end?

use super::frame::{Frame, Look, Words, number};
use super::saying;
use super::window::Window;
use super::{Chart, Size};
use crate::paint::colour::{INK, MUTED, OTHER, RULE};
use crate::paint::line::Line;
use crate::paint::sheet::Anchor;
use crate::words;
use audit::{Ahead, Audit, Renewal, Standing};

/// A contract with its place by day.
type Decision<'a> = (usize, &'a Renewal, Standing);

/// A line a contract: from the day to start buying to the day to act, on to the end of its term. None if nothing is to be decided on.
pub(crate) fn chart(audit: &Audit, size: Size) -> Option<Chart> {
    let ahead = audit.ahead()?;
    if ahead.decisions.is_empty() {
        return None;
    }
    let title = title(&ahead, &audit.currency);
    let open: Vec<Decision<'_>> = ahead
        .decisions
        .iter()
        .enumerate()
        .map(|(place, (renewal, standing))| (place, *renewal, standing.clone()))
        .collect();
    let all = open.len();
    let mut frame = Frame::start(size, heading(audit, title.clone(), all, None));
    let head = frame.look.label.size * 3.4;
    let mut drawn = open;
    let fits = |frame: &Frame| frame.rows(head, LEAST_TALL).min(MOST);
    if all > fits(&frame) {
        let with_note = Frame::start(size, heading(audit, title.clone(), all, Some(all)));
        drawn.sort_by(|(at, a, _), (on, b, _)| b.annual_pence.cmp(&a.annual_pence).then_with(|| at.cmp(on)));
        drawn.truncate(fits(&with_note));
        drawn.sort_by_key(|(place, ..)| *place);
        frame = Frame::start(size, heading(audit, title, all, Some(drawn.len())));
    }
    let pitch = frame.pitch(drawn.len(), head, TALL);
    let columns = Columns::measured(audit, &frame, &drawn, &ahead.last)?;
    let (top, bottom) = (frame.y + head, frame.y + head + pitch * number(drawn.len()));
    columns.grid(audit, &mut frame, (top, bottom));
    frame.y = top;
    for decision in &drawn {
        let middle = frame.y + pitch / 2.0;
        columns.row(audit, &mut frame, decision, middle);
        frame.y += pitch;
    }
    Some(frame.finish(&alt(audit, &drawn)))
}

/// Contracts that are drawn at most: as many as leave room on a page for the months above them.
const MOST: usize = 9;
/// A row has two lines.
const TALL: f64 = 1.5;
/// The same where room is short.
const LEAST_TALL: f64 = 1.38;

fn heading(audit: &Audit, title: String, all: usize, drawn: Option<usize>) -> Words {
    let mut notes = Vec::new();
    if let Some(drawn) = drawn {
        notes.push(format!(
            "Drawn: the {} that cost the most of {}. Sheet Renewals of the workbook lists them all.",
            words::number(drawn),
            words::number(all)
        ));
    }
    let marks = "A full diamond renews by itself if nobody acts, a ring ends, an empty diamond is not known. The line after it runs to the end of the term";
    let buys = audit.renewals.iter().any(|renewal| renewal.start_procuring_by.is_some());
    notes.push(format!(
        "{marks}{}.",
        if buys { ", the light one before it is the time to buy a replacement" } else { "" }
    ));
    notes.push(saying::judged(audit));
    let subtitle = "The last day to act on each contract, the end of its term, and a year's price".to_owned();
    Words { name: "decision-timeline", title, subtitle, notes }
}

/// The finding: how much is to be decided on, and by when half of it.
fn title(ahead: &Ahead<'_>, currency: &str) -> String {
    let open = ahead.decisions.len();
    let contracts = words::counted(open, "contract", "contracts");
    let last = saying::day(&ahead.last);
    let needs = if open == 1 { "needs" } else { "need" };
    if ahead.annual_pence <= 0 {
        return format!("{contracts} {needs} a decision by {last}");
    }
    let least = if ahead.annual_unknown > 0 { "At least " } else { "" };
    let whole = words::money(ahead.annual_pence, currency);
    match &ahead.half_by {
        Some(day) if open > 1 => {
            format!(
                "{least}{whole} a year on {contracts} {needs} a decision by {last}, half of it by {}",
                saying::day(day)
            )
        }
        _ => format!("{least}{whole} a year on {contracts} {needs} a decision by {last}"),
    }
}

/// What a contract is called: its title, else its id.
fn name(renewal: &Renewal) -> Line {
    let line = Line::first_legible(renewal.title.as_deref().into_iter().chain([renewal.contract.as_str()]));
    if line.text().is_empty() { Line::of("(no name)") } else { line }
}

/// Who is paid, by name where the records know one.
fn supplier(renewal: &Renewal) -> Line {
    Line::first_legible(renewal.supplier_name.as_deref().into_iter().chain([renewal.supplier.as_str()]))
}

fn a_year(renewal: &Renewal, currency: &str) -> Line {
    Line::of(&renewal.annual_pence.map_or_else(|| "not known".to_owned(), |pence| words::money(pence, currency)))
}

fn act_by(standing: &Standing) -> Line {
    Line::of(&standing.day().map_or_else(String::new, words::day_short))
}

/// Where the columns of the picture stand.
struct Columns {
    name_width: f64,
    day: f64,
    window: Window,
    time: (f64, f64),
}

impl Columns {
    fn measured(audit: &Audit, frame: &Frame, drawn: &[Decision<'_>], last: &str) -> Option<Columns> {
        let look = frame.look;
        let inside = frame.right() - frame.left();
        let gap = look.label.size * 1.3;
        let widest = |of: &dyn Fn(&Decision<'_>) -> f64| drawn.iter().map(of).fold(0.0, f64::max);
        let names = widest(&|(_, renewal, _)| name(renewal).width(look.label).max(supplier(renewal).width(look.small)));
        let name_width = names.clamp(inside * 0.18, inside * 0.3);
        let day = frame.left() + name_width + gap;
        let days =
            widest(&|(_, _, standing)| act_by(standing).width(look.strong)).max(Line::of(ACT_BY).width(look.label));
        let amount = widest(&|(_, renewal, _)| a_year(renewal, &audit.currency).width(look.label));
        let amount = amount.max(Line::of(A_YEAR).width(look.label));
        let time = (day + days + gap, frame.right() - amount - gap);
        let window = Window::new(&audit.as_of, last, time.0, time.1)?;
        Some(Columns { name_width, day, window, time })
    }

    /// The heads, and a line at the start of every quarter, each year named at its first.
    fn grid(&self, audit: &Audit, frame: &mut Frame, (top, bottom): (f64, f64)) {
        let look = frame.look;
        let lower = top - look.small.size * 0.55;
        frame.sheet.text((self.day, lower), Anchor::Start, look.label, MUTED, &Line::of(ACT_BY));
        frame.sheet.text((frame.right(), lower), Anchor::End, look.label, MUTED, &Line::of(A_YEAR));
        let quarters = ["Jan", "Apr", "Jul", "Oct"];
        let months = self.window.months(&audit.as_of);
        let starts: Vec<_> = months.iter().filter(|month| quarters.contains(&month.name.as_str())).collect();
        let set = look.small;
        let (mut ends, mut year_ends, mut said) = (f64::NEG_INFINITY, f64::NEG_INFINITY, "");
        for month in starts {
            frame.sheet.rule((month.x, top), (month.x, bottom), 0.5, RULE);
            let name = Line::of(&month.name);
            let year = Line::of(&month.year);
            let fits = |line: &Line, ends: f64| month.x > ends && month.x + line.width(set) < self.time.1 + set.size;
            if month.year != said && fits(&year, year_ends) {
                frame.sheet.text((month.x, lower - set.size * 1.3), Anchor::Start, set, INK, &year);
                (said, year_ends) = (&month.year, month.x + year.width(set) + set.size * 0.5);
            }
            if fits(&name, ends) {
                frame.sheet.text((month.x, lower), Anchor::Start, set, MUTED, &name);
                ends = month.x + name.width(set) + set.size * 0.5;
            }
        }
        frame.sheet.rule((frame.left(), top), (frame.right(), top), 0.5, RULE);
    }

    fn row(&self, audit: &Audit, frame: &mut Frame, (_, renewal, standing): &Decision<'_>, middle: f64) {
        let look = frame.look;
        let upper = middle - look.label.size * 0.2;
        let name = name(renewal).fit(self.name_width, look.label);
        frame.sheet.text((frame.left(), upper), Anchor::Start, look.label, INK, &name);
        let supplier = supplier(renewal).fit(self.name_width, look.small);
        let lower = upper + look.label.size * 1.08;
        frame.sheet.text((frame.left(), lower), Anchor::Start, look.small, MUTED, &supplier);
        let baseline = middle + Look::drop(look.label);
        frame.sheet.text((self.day, baseline), Anchor::Start, look.strong, INK, &act_by(standing));
        let colour = if renewal.annual_pence.is_some() { INK } else { MUTED };
        let amount = a_year(renewal, &audit.currency);
        frame.sheet.text((frame.right(), baseline), Anchor::End, look.label, colour, &amount);
        self.time(frame, renewal, standing, middle);
    }

    fn time(&self, frame: &mut Frame, renewal: &Renewal, standing: &Standing, middle: f64) {
        let x = |day: &str| self.window.x(day);
        let Some(at) = standing.day().and_then(x) else { return };
        if let Some(start) = renewal.start_procuring_by.as_deref().and_then(x).filter(|start| *start < at) {
            frame.sheet.rule((start, middle), (at, middle), 3.0, RULE);
        }
        let latest = if let Standing::Due { latest, .. } = standing { latest.as_deref().and_then(x) } else { None };
        if let Some(latest) = latest {
            frame.sheet.rule((at, middle), (latest, middle), 1.0, OTHER);
        }
        if let Some(end) = renewal.current_end.as_deref().and_then(x).filter(|end| *end > at) {
            frame.sheet.rule((at, middle), (end, middle), 1.4, INK);
            let tall = frame.look.label.size * 0.45;
            // An end past the picture has no mark of its own.
            if end < self.time.1 - 0.01 {
                frame.sheet.rule((end, middle - tall), (end, middle + tall), 1.4, INK);
            }
        }
        super::decisions_due::mark(frame, &renewal.renewal, (at, middle), frame.look.label.size * 0.46, INK);
    }
}

const ACT_BY: &str = "Act by";
const A_YEAR: &str = "A year";

fn alt(audit: &Audit, drawn: &[Decision<'_>]) -> String {
    let said: Vec<String> = drawn
        .iter()
        .map(|(_, renewal, standing)| {
            let end = renewal
                .current_end
                .as_deref()
                .map_or_else(|| "on a day not known".to_owned(), |day| format!("on {}", words::day_short(day)));
            format!(
                "{}: act by {}, its term ends {end}, {} a year.",
                name(renewal).shorten(60).text(),
                act_by(standing).text(),
                a_year(renewal, &audit.currency).text()
            )
        })
        .collect();
    format!("Timeline of decisions on contracts over the next 36 months. {}", said.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{self, acted_on_by as contract};

    #[test]
    fn the_title_says_by_when_half_is_decided() {
        let (a, b) = (contract("a", "2026-08-03", Some(20)), contract("b", "2028-01-31", Some(30)));
        for (renewals, said) in [
            (vec![a.clone()], "£20k a year on 1 contract needs a decision by 31 March 2029"),
            (
                vec![a.clone(), b],
                "£50k a year on 2 contracts need a decision by 31 March 2029, half of it by 31 January 2028",
            ),
            (
                vec![a, contract("c", "2026-09-01", None)],
                "At least £20k a year on 2 contracts need a decision by 31 March 2029, half of it by 3 August 2026",
            ),
            (vec![contract("d", "2026-08-03", None)], "1 contract needs a decision by 31 March 2029"),
        ] {
            assert_eq!(chart(&sample::with(&[], renewals, Vec::new()), Size::A4).unwrap().title, said);
        }
    }

    #[test]
    fn the_dearest_are_drawn_by_day_and_the_rest_are_counted() {
        let renewals: Vec<_> =
            (1..=28).map(|day| contract(&format!("C{day:02}"), &format!("2027-05-{day:02}"), Some(day))).collect();
        let chart = chart(&sample::with(&[], renewals, Vec::new()), Size::A4).unwrap();
        let place = |id: &str| chart.svg.find(&format!(">{id}<"));
        assert!(place("C20") < place("C28") && place("C20").is_some(), "by day");
        assert!(place("C19").is_none());
        assert!(chart.svg.contains("Drawn: the 9 that cost the most of 28."));
    }
}
