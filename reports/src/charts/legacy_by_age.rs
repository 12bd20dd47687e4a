//! How old is what the money keeps alive? Columns from new to old, each of its legacy, unknown and other part.

use super::axis::{Pounds, amount_above};
use super::bars::{AMOUNTS, Amount, key};
use super::frame::{Frame, Words, number};
use super::parts::{self, List};
use super::saying::{self, ROUNDED};
use super::{Chart, Size};
use crate::paint::colour::{INK, LEGACY, RULE};
use crate::paint::line::Line;
use crate::paint::sheet::{Anchor, Area};
use crate::words;
use audit::{Audit, ByAge, Part, Sum};

const LIST: List = List {
    name: "legacy-by-age",
    one: "age",
    many: "ages",
    nowhere: "Age not known",
    nowhere_says: "is on what has no known age",
    does: "carries",
    several_do: "carry",
    to_do: "carry",
    all_of_it: "is on",
};

/// A column a band of age. None if fewer than two hold cost, or if one holds a credit.
pub(crate) fn chart(audit: &Audit, size: Size) -> Option<Chart> {
    let named = |row: &ByAge| ByAge {
        name: row.age.as_deref().map(|age| format!("what is {} old", words::age(age))),
        ..row.clone()
    };
    let rows: Vec<ByAge> = audit.by_age.iter().filter(|row| row.age.is_some() || row.pence != 0).map(named).collect();
    let credit = |sum: &Sum| sum.legacy_pence < 0 || sum.unknown_pence < 0 || sum.other_pence() < 0;
    let filled = rows.iter().filter(|row| row.age.is_some() && row.pence != 0).count();
    if filled < 2 || rows.iter().any(|row| credit(&row.sum())) {
        return None;
    }
    let words = Words {
        name: LIST.name,
        title: words::sentence(&parts::title(audit, &rows, LIST)),
        subtitle: "Run cost by how long ago the asset that it landed on was put to use".to_owned(),
        notes: vec![ROUNDED.to_owned(), saying::judged(audit)],
    };
    let mut frame = Frame::start(size, words);
    draw(&mut frame, &rows, &audit.currency);
    let said: Vec<String> = rows.iter().map(|row| said(row, &audit.currency)).collect();
    Some(frame.finish(&format!(
        "Column chart of run cost by age, divided into legacy, unknown and not legacy. {}",
        said.join(" ")
    )))
}

fn label(row: &ByAge) -> String {
    row.age.as_deref().map_or_else(|| LIST.nowhere.to_owned(), |age| words::sentence(&words::age(age)))
}

fn said(row: &ByAge, currency: &str) -> String {
    let sum = row.sum();
    let money = |pence: i128| words::money(pence, currency);
    format!(
        "{}: {}, of which legacy {} and unknown {}.",
        label(row),
        money(sum.pence),
        money(sum.legacy_pence),
        money(sum.unknown_pence)
    )
}

fn draw(frame: &mut Frame, rows: &[ByAge], currency: &str) {
    let (look, left, right) = (frame.look, frame.left(), frame.right());
    let set = look.label;
    let key_at = frame.y + set.size;
    key(&mut frame.sheet, (left, key_at), set);
    frame.y += set.size * 2.0;
    let below = set.size * 3.6;
    let (top, bottom) = (frame.y + set.size * 1.8, frame.y + frame.body(185.0) - set.size * 2.0 - below);
    let most = rows.iter().map(|row| i128::from(row.pence)).max().unwrap_or(1).max(1);
    let y = |pence: i128| bottom - (bottom - top) * audit::share(pence, most).unwrap_or(0.0);
    let pounds = Pounds::new(most, 4, currency, left, look.small);
    let start = pounds.start();
    pounds.draw(&mut frame.sheet, right, RULE, y);
    let pitch = (right - start) / number(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let x = start + pitch * number(index) + pitch * 0.12;
        let (width, sum) = (pitch * 0.76, row.sum());
        let mut upto = 0;
        for Amount { fill, of, .. } in AMOUNTS {
            let (Some(fill), pence) = (fill, of(&sum)) else { continue };
            let (from, to) = (y(upto), y(upto + pence));
            frame.sheet.fill(Area { x, y: to + 0.45, width, height: from - to - 0.9 }, fill);
            upto += pence;
        }
        let middle = x + width / 2.0;
        let amount = Line::of(&words::money(sum.pence, currency)).fit(pitch - 2.0, look.strong);
        amount_above(&mut frame.sheet, (middle, y(sum.pence) - set.size * 0.45), 1.5, look.strong, &amount);
        let baseline = bottom + set.size * 1.5;
        frame.sheet.text((middle, baseline), Anchor::Middle, set, INK, &Line::of(&label(row)).fit(pitch - 2.0, set));
        if sum.legacy_pence != 0 {
            let share = format!("{} legacy", saying::share(sum.legacy_pence, sum.pence).unwrap_or_default());
            let share = Line::of(&share).fit(pitch - 2.0, look.small);
            frame.sheet.text((middle, baseline + set.size * 1.35), Anchor::Middle, look.small, LEGACY, &share);
        }
    }
    frame.sheet.rule((start, bottom), (right, bottom), 0.75, INK);
    frame.y = bottom + below;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_title_names_the_age_with_the_most_legacy() {
        let county = sample::county();
        let most = county.by_age.iter().max_by_key(|row| row.legacy_pence).unwrap();
        let says = format!("What is {} old", words::age(most.age.as_deref().unwrap()));
        let title = chart(&county, Size::A4).unwrap().title;
        assert!(title.starts_with(&says), "{title}");
    }

    #[test]
    fn one_band_alone_is_no_comparison() {
        assert!(chart(&sample::one_asset(), Size::A4).is_none());
        assert!(chart(&sample::empty(), Size::A4).is_none());
    }
}
