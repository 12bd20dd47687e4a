//! What owners say their assets cost. What else landed on an asset is read from the pack's lines: where money lands is for the stories
//! to judge; here it is only whether the part above it is what counts.

use super::Counted;
use super::calendar::{Window, day, length_around};
use super::flat::{Flat, hundredths, source, word};
use super::fraction::Fraction;
use crate::binary::Row;
use std::collections::BTreeMap;

/// Puts every own cost into the receipt.
pub(super) fn count(flat: &Flat, lines: &[Row], window: &Window, counted: &mut Counted) {
    let mut on: BTreeMap<&str, i64> = BTreeMap::new();
    for line in lines
        .iter()
        .filter(|line| line["origin_table"] != "assets" && line["flow"] == "run" && line["money"] == "resource")
    {
        *on.entry(&line["asset"]).or_default() += line["amount_pence"].parse::<i64>().unwrap();
    }
    let order = flat.order("assets");
    let rank = |row: &Row| order.iter().position(|name| *name == source(row));
    let assets = flat.table("assets");
    for row in assets.iter().filter(|row| hundredths(word(row, "own_cost")).is_some()) {
        let whose = source(row);
        // One machine in two systems, by its serial number: the most trusted system that knows a fact gives it.
        let same = |other: &&Row| {
            let serial = word(row, "serial");
            let again = !serial.is_empty() && word(other, "serial") == serial && source(other) != whose;
            again || word(other, "id") == word(row, "id")
        };
        let mut records: Vec<&Row> = assets.iter().filter(same).collect();
        records.sort_by_key(|record| rank(record));
        let gives = records.iter().find(|record| !word(record, "own_cost").is_empty()).map(|record| word(record, "id"));
        let gives = gives == Some(word(row, "id"));
        // A record that another one's cost goes before has its own dates.
        let dates = if gives { records.clone() } else { vec![row] };
        let Some(value) = value(flat, row, &dates, window).map(Fraction::pence) else {
            let stated = hundredths(word(row, "own_cost")).unwrap();
            counted.book(&whose, "assets", "set_aside", stated);
            continue;
        };
        let wins = gives && !is_gone(&records, window);
        let beside = on.get(word(records[0], "id")).copied().unwrap_or(0).max(0);
        let above = if wins { (value - beside).max(0) } else { 0 };
        counted.book(&whose, "assets", "counted", above);
        counted.book(&whose, "assets", "cross_check", value - above);
    }
}

/// A fact, from the first record that knows it.
fn fact<'row>(records: &[&'row Row], column: &str) -> &'row str {
    records.iter().map(|record| word(record, column)).find(|word| !word.is_empty()).unwrap_or("")
}

/// What the period costs by the owner's figure. Nothing, if the time it is for is no month, quarter or year.
fn value(flat: &Flat, row: &Row, records: &[&Row], window: &Window) -> Option<Fraction> {
    let amount = hundredths(word(row, "own_cost"))?;
    let amount = flat.pence(amount, word(row, "currency"), window.as_of.min(window.last), "", "")?;
    let (times, months) = match word(row, "own_cost_per") {
        "year" => (1, 0),
        "quarter" => (4, 3),
        "month" => (12, 1),
        _ => return None,
    };
    if window.rate {
        return Some(amount.share(times, 1));
    }
    let begins = day(fact(records, "installed_on")).or_else(|| day(fact(records, "purchased_on"))).unwrap_or(i64::MIN);
    let ends = day(fact(records, "retired_on")).unwrap_or(i64::MAX);
    let mut sum = Fraction::ZERO;
    for on in window.first.max(begins)..=window.last.min(window.as_of).min(ends) {
        sum = sum + amount.share(1, if months == 0 { window.length() } else { length_around(on, months) });
    }
    Some(sum)
}

/// Out of use: by its date on the audit date, which a financial year has already left out by days; without one by its status.
fn is_gone(records: &[&Row], window: &Window) -> bool {
    match day(fact(records, "retired_on")) {
        Some(retired) => window.rate && window.as_of > retired,
        None => ["retired", "missing"].contains(&fact(records, "status")),
    }
}
