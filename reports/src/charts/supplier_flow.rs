//! From which suppliers does the money flow to which verdict? Ribbons as tall as their pounds.

use super::bars::{VERDICTS, colour_of, fill_of};
use super::frame::{Frame, Words, number};
use super::saying::{self, ROUNDED};
use super::{Chart, Size};
use crate::paint::colour::{INK, MUTED};
use crate::paint::line::Line;
use crate::paint::sheet::{Anchor, Area, Fill};
use crate::words;
use audit::{Audit, Part};
use std::collections::BTreeMap;

/// Suppliers that have a place of their own: as many as leave room for ribbons beside their names.
fn most(size: Size) -> usize {
    match size {
        Size::A4 => 9,
        Size::Slide => 5,
    }
}

/// A place at one side: what it is called, and its pounds.
struct Place {
    label: String,
    pence: i128,
    rest: bool,
}

/// What flows from where to where.
struct Flows {
    from: Vec<Place>,
    to: Vec<(&'static str, Place)>,
    /// Pence from each place on the left to each on the right.
    pence: Vec<Vec<i128>>,
}

/// Ribbons. None if fewer than two suppliers and two verdicts have cost, or if a credit flows the other way.
pub(crate) fn chart(audit: &Audit, size: Size) -> Option<Chart> {
    let flows = flows(audit, most(size))?;
    let words = Words {
        name: "supplier-flow",
        title: title(audit, &flows)?,
        subtitle: "Run cost from who is paid to the support of what it is paid for".to_owned(),
        notes: vec![ROUNDED.to_owned(), saying::judged(audit)],
    };
    let mut frame = Frame::start(size, words);
    draw(&mut frame, &flows, &audit.currency);
    let said: Vec<String> = flows
        .from
        .iter()
        .zip(&flows.pence)
        .map(|(place, row)| {
            let parts = flows.to.iter().zip(row).filter(|(_, pence)| **pence != 0);
            let parts: Vec<String> = parts
                .map(|((_, to), pence)| {
                    format!("{} {}", words::money(*pence, &audit.currency), to.label.to_lowercase())
                })
                .collect();
            format!("{}: {}.", Line::of(&place.label).shorten(60).text(), parts.join(", "))
        })
        .collect();
    Some(frame.finish(&format!("Flow of run cost from suppliers to support verdicts. {}", said.join(" "))))
}

fn flows(audit: &Audit, most: usize) -> Option<Flows> {
    let mut inside: BTreeMap<Option<&str>, BTreeMap<&str, i128>> = BTreeMap::new();
    for split in audit.splits.iter().filter(|split| split.of == "supplier") {
        if split.pence < 0 {
            return None;
        }
        *inside.entry(split.key.as_deref()).or_default().entry(split.verdict.as_str()).or_default() +=
            i128::from(split.pence);
    }
    let cut = audit::largest(&audit.by_supplier, most, |sum| sum.pence);
    let verdicts: Vec<&'static str> = VERDICTS
        .into_iter()
        .filter(|verdict| inside.values().any(|row| row.get(verdict).is_some_and(|pence| *pence > 0)))
        .collect();
    if verdicts.len() < 2 || cut.shown.iter().filter(|row| row.pence > 0).count() < 2 {
        return None;
    }
    let row = |key: Option<&str>| -> Vec<i128> {
        verdicts.iter().map(|verdict| inside.get(&key).and_then(|row| row.get(verdict)).copied().unwrap_or(0)).collect()
    };
    let (mut from, mut pence) = (Vec::new(), Vec::new());
    let mut add = |label: String, rest: bool, row: Vec<i128>| {
        if row.iter().sum::<i128>() > 0 {
            from.push(Place { label, pence: row.iter().sum(), rest });
            pence.push(row);
        }
    };
    for supplier in &cut.shown {
        let label = Line::first_legible(supplier.name().into_iter().chain(supplier.key())).text().to_owned();
        add(if label.is_empty() { "(no name)".to_owned() } else { label }, false, row(supplier.key()));
    }
    let shown: Vec<Option<&str>> = cut.shown.iter().map(|row| row.key()).collect();
    let others = inside.keys().filter(|key| key.is_some() && !shown.contains(key)).map(|key| row(*key));
    let others =
        others.fold(vec![0; verdicts.len()], |sum, row| sum.iter().zip(row).map(|(sum, pence)| sum + pence).collect());
    add(words::counted(cut.others.rows, "other supplier", "other suppliers"), true, others);
    add("Own staff, or no supplier".to_owned(), true, row(None));
    let to = |(column, verdict): (usize, &&'static str)| {
        let sum = pence.iter().map(|row: &Vec<i128>| row[column]).sum();
        (*verdict, Place { label: words::verdict(verdict).to_owned(), pence: sum, rest: false })
    };
    let to = verdicts.iter().enumerate().map(to).collect();
    Some(Flows { from, to, pence })
}

/// The finding: to whom the most goes that is paid for what is out of support.
fn title(audit: &Audit, flows: &Flows) -> Option<String> {
    let money = |pence: i128| words::money(pence, &audit.currency);
    let whole = money(flows.from.iter().map(|place| place.pence).sum());
    let Some(column) = flows.to.iter().position(|(verdict, _)| *verdict == "unsupported") else {
        let (_, most) = flows.to.iter().max_by_key(|(_, place)| place.pence)?;
        return Some(format!(
            "Nothing is paid for what is out of support; the largest part of {whole}, {}, is “{}”",
            money(most.pence),
            most.label.to_lowercase()
        ));
    };
    let all = flows.to[column].1.pence;
    let named = || {
        flows.from.iter().zip(&flows.pence).filter(|(place, _)| !place.rest).map(|(place, row)| (place, row[column]))
    };
    let most = named().map(|(_, pence)| pence).max().filter(|pence| *pence > 0);
    let Some(most) = most else {
        return Some(format!(
            "{} of {whole} is paid for what is out of support, none of it to the dearest suppliers",
            money(all)
        ));
    };
    let top: Vec<&Place> = named().filter(|(_, pence)| *pence == most).map(|(place, _)| place).collect();
    let paid = format!("{} of {whole} is paid for what is out of support", money(all));
    Some(match top.as_slice() {
        [one] => format!(
            "{paid}; of the dearest suppliers {} is paid the most of it, {}",
            saying::name([one.label.as_str()]),
            money(most)
        ),
        some => {
            format!("{paid}; {} suppliers are paid the most of it, {} each", words::number(some.len()), money(most))
        }
    })
}

fn draw(frame: &mut Frame, flows: &Flows, currency: &str) {
    let (look, left, right) = (frame.look, frame.left(), frame.right());
    let set = look.label;
    let height = frame.body(290.0);
    let all: i128 = flows.from.iter().map(|place| place.pence).sum();
    let amount = |place: &Place| Line::of(&words::money(place.pence, currency));
    let widest = |places: &mut dyn Iterator<Item = &Place>| {
        places.map(|place| amount(place).width(look.strong)).fold(0.0, f64::max)
    };
    let paid = widest(&mut flows.from.iter());
    let third = (right - left) * 0.3;
    let names = flows.from.iter().map(|place| Line::of(&place.label).width(set)).fold(0.0, f64::max).min(third - paid);
    // On paper an amount stands below its verdict; a slide is too low for that, and wide enough for both in a line.
    let two_lines = look.height.is_none();
    let gap = set.size * 0.8;
    let arriving = widest(&mut flows.to.iter().map(|(_, place)| place));
    let labels = flows.to.iter().map(|(_, place)| Line::of(&place.label).width(set)).fold(0.0, f64::max);
    let verdict_width = if two_lines { labels.max(arriving).min(third) } else { labels.min(third) };
    let beside = if two_lines { 0.0 } else { gap + arriving };
    let bar = set.size * 0.8;
    let (x0, x1) = (left + names + paid + set.size * 1.6, right - beside - verdict_width - set.size * 0.7 - bar);
    // Every place has room for its words.
    let from = places(
        &flows.from.iter().map(|place| place.pence).collect::<Vec<_>>(),
        all,
        (frame.y, height),
        set.size * 1.35,
    );
    let to = places(
        &flows.to.iter().map(|(_, place)| place.pence).collect::<Vec<_>>(),
        all,
        (frame.y, height),
        set.size * if two_lines { 2.7 } else { 1.35 },
    );
    let thick = from.thick.min(to.thick);
    let mut arrived: Vec<f64> = to
        .middles
        .iter()
        .zip(&flows.to)
        .map(|(middle, (_, place))| middle - thick * share(place.pence, all) / 2.0)
        .collect();
    for ((place, middle), row) in flows.from.iter().zip(&from.middles).zip(&flows.pence) {
        let mut leaves = middle - thick * share(place.pence, all) / 2.0;
        for (column, pence) in row.iter().enumerate().filter(|(_, pence)| **pence > 0) {
            let tall = thick * share(*pence, all);
            frame.sheet.ribbon((x0 + bar, leaves), (x1, arrived[column]), tall.max(0.2), colour_of(flows.to[column].0));
            leaves += tall;
            arrived[column] += tall;
        }
    }
    for (place, middle) in flows.from.iter().zip(&from.middles) {
        let tall = (thick * share(place.pence, all)).max(0.5);
        frame.sheet.fill(Area { x: x0, y: middle - tall / 2.0, width: bar, height: tall }, Fill::Plain(INK));
        let baseline = middle + super::frame::Look::drop(set);
        let colour = if place.rest { MUTED } else { INK };
        frame.sheet.text((left, baseline), Anchor::Start, set, colour, &Line::of(&place.label).fit(names, set));
        frame.sheet.text((x0 - set.size * 0.6, baseline), Anchor::End, look.strong, INK, &amount(place));
    }
    for ((verdict, place), middle) in flows.to.iter().zip(&to.middles) {
        let tall = (thick * share(place.pence, all)).max(0.5);
        frame.sheet.fill(Area { x: x1, y: middle - tall / 2.0, width: bar, height: tall }, fill_of(verdict));
        let x = x1 + bar + set.size * 0.7;
        let label = Line::of(&place.label).fit(verdict_width, set);
        let level = middle + super::frame::Look::drop(set);
        let (name, sum) = if two_lines {
            ((x, middle - set.size * 0.1), (x, middle + set.size * 1.15))
        } else {
            ((x, level), (x + verdict_width + gap, level))
        };
        frame.sheet.text(name, Anchor::Start, set, INK, &label);
        frame.sheet.text(sum, Anchor::Start, look.strong, INK, &amount(place));
    }
    frame.y += height;
}

fn share(part: i128, whole: i128) -> f64 {
    audit::share(part, whole).unwrap_or(0.0)
}

/// Where places of these amounts have their middles, and how tall the whole of the pounds is.
struct Spread {
    middles: Vec<f64>,
    thick: f64,
}

/// Stacks places in a height: each as tall as its pounds, and at least as tall as its words. What that takes is found by halving.
fn places(pence: &[i128], all: i128, (top, height): (f64, f64), least: f64) -> Spread {
    let gap = least * 0.25;
    let tall = |thick: f64, pence: &i128| (thick * share(*pence, all)).max(least) + gap;
    let (mut low, mut high) = (0.0, height);
    for _ in 0..30 {
        let middle = f64::midpoint(low, high);
        let sum: f64 = pence.iter().map(|pence| tall(middle, pence)).sum();
        if sum <= height { low = middle } else { high = middle }
    }
    let sum: f64 = pence.iter().map(|pence| tall(low, pence)).sum();
    let spare = ((height - sum) / number(pence.len().max(1))).max(0.0);
    let mut y = top + spare / 2.0;
    let middles = pence
        .iter()
        .map(|pence| {
            let tall = tall(low, pence);
            let middle = y + tall / 2.0;
            y += tall + spare;
            middle
        })
        .collect();
    Spread { middles, thick: low }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn what_leaves_the_left_arrives_at_the_right_and_is_all_run_cost() {
        let audit = sample::county();
        let flows = flows(&audit, 4).unwrap();
        let left: i128 = flows.from.iter().map(|place| place.pence).sum();
        let right: i128 = flows.to.iter().map(|(_, place)| place.pence).sum();
        assert_eq!((left, right), (right, i128::from(audit.pence("run_cost").unwrap())));
    }

    #[test]
    fn places_keep_room_for_their_words_and_stay_inside() {
        let spread = places(&[1, 1, 998], 1_000, (100.0, 200.0), 12.0);
        assert!(spread.middles.windows(2).all(|pair| pair[1] - pair[0] >= 12.0), "{:?}", spread.middles);
        assert!(spread.middles[0] >= 106.0 && spread.middles[2] + spread.thick * 0.998 / 2.0 <= 300.1);
    }

    #[test]
    fn a_credit_has_no_ribbon() {
        let mut audit = sample::county();
        audit.splits.iter_mut().find(|split| split.of == "supplier").unwrap().pence = -1;
        assert!(chart(&audit, Size::A4).is_none());
    }
}
