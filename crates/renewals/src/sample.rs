//! Small made-up contracts for tests.

use crate::{Calendar, Context, LeadTimes, Timeline, timeline};
use estate::tables::{Contract, Price};
use estate::{Currency, Date, Exact, Record, Table, admit};
use std::sync::LazyLock;

pub(crate) fn day(text: &str) -> Date {
    estate::parse_day(text).unwrap()
}

/// England and Wales, as shipped.
static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let text = include_str!("../../../config/holidays/england-and-wales.toml");
    Calendar::from_toml(&[("england-and-wales.toml", text)], "england-and-wales").unwrap()
});

/// England and Wales, as shipped.
pub(crate) fn calendar() -> &'static Calendar {
    &CALENDAR
}

/// Cells as `column=words`, separated by `;`. A `|` in words stands for a `;`.
fn cells(words: &str) -> Vec<(String, String)> {
    let pairs = words.split(';').map(str::trim).filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap())
        .map(|(k, v)| (k.trim().to_owned(), v.trim().replace('|', ";")))
        .collect()
}

fn row(table: Table, given: &[(&str, &str)], words: &str) -> Vec<String> {
    let cells = cells(words);
    for (name, _) in &cells {
        assert!(table.column(name).is_some(), "{name} is no column of {table}");
    }
    let of = |name: &str| {
        let cell = cells.iter().find(|(column, _)| column == name).map(|(_, cell)| cell.clone());
        cell.or_else(|| given.iter().find(|(column, _)| *column == name).map(|(_, cell)| (*cell).to_owned()))
    };
    table.columns().iter().map(|column| of(column.name).unwrap_or_default()).collect()
}

/// A contract as a flat file would bring it, past the door.
pub(crate) fn contract(words: &str) -> Contract {
    let row = row(Table::Contracts, &[("id", "C1"), ("organisation", "O1"), ("supplier", "S1")], words);
    let row: Vec<_> = row.iter().map(String::as_str).collect();
    Contract::from_values(admit(Table::Contracts, &row).unwrap().values).unwrap()
}

/// A contract as it would be if the door let everything through.
pub(crate) fn unchecked(words: &str) -> Contract {
    let row = row(Table::Contracts, &[("id", "C1"), ("organisation", "O1"), ("supplier", "S1")], words);
    let values = Table::Contracts.columns().iter().zip(&row).map(|(column, cell)| column.read(cell).unwrap()).collect();
    Contract::from_values(values).unwrap()
}

pub(crate) fn price(words: &str) -> Price {
    let row = row(Table::Prices, &[("contract", "C1")], words);
    let row: Vec<_> = row.iter().map(String::as_str).collect();
    Price::from_values(admit(Table::Prices, &row).unwrap().values).unwrap()
}

/// One euro is worth 0.86 pounds from 2026 on; nothing else is known.
fn rates(currency: Currency, on: Date) -> Option<Exact> {
    let known = currency == Currency::parse("EUR")? && on >= day("2026-01-01");
    known.then(|| Exact::new(86.into(), 100.into()))
}

/// A timeline in pounds with holidays of England and Wales.
pub(crate) fn work_out(contract: &Contract, prices: &[Price], lead_times: &LeadTimes, as_of: &str) -> Timeline {
    let (calendar, prices) = (calendar(), prices.iter().collect::<Vec<_>>());
    let as_of = day(as_of);
    let context = Context { as_of, calendar, lead_times, prices: &prices, currency: Currency::GBP, rates: &rates };
    timeline(contract, &context)
}

/// A field of a timeline in words; `-` for a null. An interval is `first..last`.
pub(crate) fn field(timeline: &Timeline, name: &str) -> String {
    let date = |date: Option<Date>| date.map(|day| day.to_string());
    let shown = match name {
        "state" => Some(timeline.state.to_string()),
        "current_end" => date(timeline.current_end),
        "notice_on" => date(timeline.notice_on),
        "decide_by" => date(timeline.decide_by),
        "act_on" => date(timeline.act_on),
        "start_procuring_by" => date(timeline.start_procuring_by),
        "committed_to" => date(timeline.committed_to),
        "next_exit" => date(timeline.next_exit),
        "rolls" => timeline.rolls.map(|rolls| rolls.to_string()),
        "locked_in" => timeline.locked_in_pence.map(|pence| pence.to_string()),
        "to_exit" => timeline.to_exit_pence.map(|pence| pence.to_string()),
        "annual" => timeline.annual_pence.map(|pence| pence.to_string()),
        "unknown" => (!timeline.unknown.is_empty()).then(|| timeline.unknown.join("+")),
        _ => panic!("{name} is no field"),
    };
    let between = timeline.between.get(name).map(|(first, last)| format!("{first}..{last}"));
    assert!(shown.is_none() || between.is_none(), "{name} is both {shown:?} and {between:?}");
    shown.or(between).unwrap_or_else(|| "-".to_owned())
}

/// Holds that a contract's timeline has these fields: `current_end=2026-03-31; notice_on=-`.
pub(crate) fn expect_of(contract: &Contract, prices: &[Price], lead_times: &LeadTimes, as_of: &str, expected: &str) {
    let timeline = work_out(contract, prices, lead_times, as_of);
    for (name, words) in cells(expected) {
        assert_eq!(field(&timeline, &name), words, "{name} of {contract:?} on {as_of}\n{timeline:#?}");
    }
}

/// Holds the same of a contract in words.
pub(crate) fn expect(words: &str, as_of: &str, expected: &str) {
    expect_of(&contract(words), &[], &LeadTimes::default(), as_of, expected);
}
