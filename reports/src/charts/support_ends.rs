//! When did support end, or when does it, for how many pounds? Years in a row, each a column of the run cost on what ends in it.

use super::axis::{Pounds, amount_above};
use super::frame::{Frame, Words, number};
use super::saying::{self, ROUNDED};
use super::{Chart, Size};
use crate::paint::colour::{INK, LEGACY, MUTED, OTHER, RULE};
use crate::paint::line::Line;
use crate::paint::sheet::{Anchor, Area, Fill};
use crate::words;
use audit::{Audit, Release};

/// Years before and after the audit date's own that have a column each; what lies beyond stands in the outermost ones.
const BACK: i32 = 10;
const ON: i32 = 8;

/// Run cost whose support ends in one year.
#[derive(Debug, Clone, Default, PartialEq)]
struct Year {
    number: i32,
    /// Before the audit date, and from it on.
    over: i128,
    ahead: i128,
    assets: u64,
}

/// What is drawn, and what has no place in it.
#[derive(Debug, Default, PartialEq)]
struct Ends {
    years: Vec<Year>,
    over: i128,
    ahead: i128,
    undated: i128,
    /// Does the first column hold earlier years too, and the last one later years?
    earlier: bool,
    later: bool,
}

/// Columns of years. None if no day of an end of support has cost.
pub(crate) fn chart(audit: &Audit, size: Size) -> Option<Chart> {
    let ends = ends(&audit.releases, &audit.as_of)?;
    if ends.years.iter().all(|year| year.over + year.ahead == 0)
        || ends.years.iter().any(|year| year.over < 0 || year.ahead < 0)
    {
        return None;
    }
    let mut notes = Vec::new();
    if ends.undated != 0 {
        notes.push(format!(
            "Not in the picture: {} on assets whose day of end is not known.",
            words::money(ends.undated, &audit.currency)
        ));
    }
    let edges = [(ends.earlier, ends.years.first(), "before"), (ends.later, ends.years.last(), "after")];
    for (holds, year, word) in edges {
        if let Some(year) = year.filter(|_| holds) {
            notes.push(format!("The column of {0} holds the years {word} {0} too.", year.number));
        }
    }
    notes.extend([ROUNDED.to_owned(), saying::judged(audit)]);
    let words = Words {
        name: "support-ends",
        title: title(&ends, audit),
        subtitle: "Run cost that landed on assets, by the year in which their support ended or ends".to_owned(),
        notes,
    };
    let mut frame = Frame::start(size, words);
    draw(&mut frame, &ends, audit);
    let said: Vec<String> = ends
        .years
        .iter()
        .filter(|year| year.assets > 0)
        .map(|year| {
            let assets = words::counted(year.assets, "asset", "assets");
            format!("{}: {} on {assets}.", year.number, words::money(year.over + year.ahead, &audit.currency))
        })
        .collect();
    Some(frame.finish(&format!("Column chart of run cost by the year in which support ends. {}", said.join(" "))))
}

fn ends(releases: &[Release], as_of: &str) -> Option<Ends> {
    let now: i32 = as_of.get(..4)?.parse().ok()?;
    let mut ends = Ends::default();
    let mut dated: Vec<(i32, &Release)> = Vec::new();
    for release in releases {
        match release.ends_on.as_deref().and_then(|day| day.get(..4)?.parse().ok()) {
            Some(year) => dated.push((year, release)),
            None => ends.undated += i128::from(release.pence),
        }
    }
    let first = dated.iter().map(|(year, _)| *year).min()?.clamp(now - BACK, now);
    let last = dated.iter().map(|(year, _)| *year).max()?.clamp(now, now + ON);
    ends.years = (first..=last).map(|year| Year { number: year, ..Year::default() }).collect();
    ends.earlier = dated.iter().any(|(year, _)| *year < first);
    ends.later = dated.iter().any(|(year, _)| *year > last);
    for (year, release) in dated {
        let pence = i128::from(release.pence);
        let is_over = release.ends_on.as_deref().is_some_and(|day| day < as_of);
        if let Some(column) = ends.years.iter_mut().find(|column| column.number == year.clamp(first, last)) {
            *(if is_over { &mut column.over } else { &mut column.ahead }) += pence;
            column.assets += release.assets;
        }
        *(if is_over { &mut ends.over } else { &mut ends.ahead }) += pence;
    }
    Some(ends)
}

/// The finding: for how much it is over, and the year in which it ends for the most of the rest.
fn title(ends: &Ends, audit: &Audit) -> String {
    let money = |pence: i128| words::money(pence, &audit.currency);
    let most = ends.years.iter().map(|year| year.ahead).max().unwrap_or(0);
    let heaviest: Vec<&Year> = ends.years.iter().filter(|year| year.ahead == most && most > 0).collect();
    let last = ends.years.last().map(|year| year.number);
    let ahead = match heaviest.as_slice() {
        [one] if Some(one.number) != last => format!("{} is the next heavy year: {}", one.number, money(one.ahead)),
        // Most means more than half.
        [one] if most * 2 > ends.ahead && ends.years.len() > 1 => {
            format!("it ends in {} or later for most of the other {}", one.number, money(ends.ahead))
        }
        _ => format!("for {} it is still to end", money(ends.ahead)),
    };
    match (ends.over, ends.ahead) {
        (0, ahead) => format!("On every dated asset support is still to end: {} of run cost", money(ahead)),
        (over, 0) => format!("On every dated asset support is over: {} of run cost", money(over)),
        (over, _) => format!("Support is over for {} of run cost; {ahead}", money(over)),
    }
}

fn draw(frame: &mut Frame, ends: &Ends, audit: &Audit) {
    let (look, left, right) = (frame.look, frame.left(), frame.right());
    let (set, small) = (look.label, look.small);
    let (top, bottom) = (frame.y + set.size * 2.9, frame.y + frame.body(185.0) - set.size * 2.0);
    let most = ends.years.iter().map(|year| year.over + year.ahead).max().unwrap_or(1).max(1);
    let y = |pence: i128| bottom - (bottom - top) * audit::share(pence, most).unwrap_or(0.0);
    let pounds = Pounds::new(most, 4, &audit.currency, left, small);
    let x0 = pounds.start();
    pounds.draw(&mut frame.sheet, right, RULE, y);
    let pitch = (right - x0) / number(ends.years.len());
    let key_at = frame.y + set.size;
    key(frame, key_at, ends);
    for (index, year) in ends.years.iter().enumerate() {
        let x = x0 + pitch * number(index);
        let (from, width, sum) = (x + pitch * 0.1, pitch * 0.8, year.over + year.ahead);
        let area =
            |upto: i128, pence: i128| Area { x: from, y: y(upto + pence), width, height: y(upto) - y(upto + pence) };
        frame.sheet.fill(area(0, year.over), Fill::Plain(LEGACY));
        let gap = if year.over > 0 { 0.9 } else { 0.0 };
        let ahead = area(year.over, year.ahead);
        frame.sheet.fill(Area { height: ahead.height - gap, ..ahead }, Fill::Plain(OTHER));
        if sum != 0 {
            let line = Line::of(&words::money(sum, &audit.currency));
            if line.width(small) <= pitch - 1.0 {
                amount_above(&mut frame.sheet, (x + pitch / 2.0, y(sum) - small.size * 0.5), 1.0, small, &line);
            }
        }
        let name = year.number.to_string();
        let name = Line::of(&name).fit(pitch - 1.0, small);
        frame.sheet.text((x + pitch / 2.0, bottom + set.size * 1.4), Anchor::Middle, small, INK, &name);
    }
    frame.sheet.rule((x0, bottom), (right, bottom), 0.75, INK);
    frame.y = bottom + set.size * 2.0;
}

/// The two colours by name.
fn key(frame: &mut Frame, baseline: f64, ends: &Ends) {
    let set = frame.look.label;
    let mut x = frame.left();
    for (name, fill, pence) in [("Support is over", LEGACY, ends.over), ("Still to end", OTHER, ends.ahead)] {
        if pence == 0 {
            continue;
        }
        let side = set.size * 0.8;
        frame.sheet.fill(Area { x, y: baseline - side + 0.3, width: side, height: side }, Fill::Plain(fill));
        let name = Line::of(name);
        frame.sheet.text((x + side + set.size * 0.4, baseline), Anchor::Start, set, MUTED, &name);
        x += side + name.width(set) + set.size * 1.8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn release(ends_on: Option<&str>, pounds: i64) -> Release {
        Release {
            product: None,
            name: "x".to_owned(),
            verdict: "supported".to_owned(),
            ends_on: ends_on.map(str::to_owned),
            assets: 1,
            pence: pounds * 100,
        }
    }

    #[test]
    fn every_pound_is_in_a_year_or_undated_and_the_day_decides_what_is_over() {
        let rows = [
            release(Some("2003-01-01"), 10),
            release(Some("2026-03-31"), 20),
            release(Some("2026-04-01"), 30),
            release(Some("2050-01-01"), 40),
            release(None, 50),
        ];
        let ends = ends(&rows, "2026-04-01").unwrap();
        assert_eq!((ends.over, ends.ahead, ends.undated), (3_000, 7_000, 5_000));
        assert_eq!((ends.years[0].number, ends.years[0].over), (2016, 1_000));
        let last = ends.years.last().unwrap();
        assert_eq!((last.number, last.ahead), (2034, 4_000));
        assert_eq!(ends.years.iter().map(|year| year.over + year.ahead).sum::<i128>(), 10_000);
    }

    #[test]
    fn the_title_is_true_of_the_years() {
        let audit = sample::empty();
        for (rows, says) in [
            (
                vec![release(Some("2020-01-14"), 50), release(Some("2027-05-01"), 90), release(Some("2029-05-01"), 30)],
                "Support is over for £50 of run cost; 2027 is the next heavy year: £90",
            ),
            (
                vec![release(Some("2020-01-14"), 50), release(Some("2027-05-01"), 30), release(Some("2029-05-01"), 90)],
                "Support is over for £50 of run cost; it ends in 2029 or later for most of the other £120",
            ),
            (
                vec![release(Some("2020-01-14"), 50), release(Some("2027-05-01"), 30), release(Some("2029-05-01"), 30)],
                "Support is over for £50 of run cost; for £60 it is still to end",
            ),
            (vec![release(Some("2020-01-14"), 50)], "On every dated asset support is over: £50 of run cost"),
            (vec![release(Some("2029-01-14"), 50)], "On every dated asset support is still to end: £50 of run cost"),
        ] {
            assert_eq!(title(&ends(&rows, "2026-04-01").unwrap(), &audit), says);
        }
    }
}
