//! How long do timelines take? Random contracts, half on each of two threads; only the engine's own time counts.

use estate::tables::{Contract, Price};
use estate::{Currency, Date, Exact, Record, admit};
use renewals::{Calendar, Context, LeadTimes, timeline};
use std::time::{Duration, Instant};

/// What was measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measured {
    contracts: u32,
    /// Time on the clock of the slower of the two threads.
    slower: Duration,
    /// Time on the clock of both together.
    both: Duration,
    /// A sum over all results, so that none can be left out.
    sum: i64,
}

impl Measured {
    /// The result as a line.
    pub(crate) fn line(&self) -> String {
        format!(
            "{} timelines: {:.2} s on two threads ({:.2} s on both together); checksum {}",
            self.contracts,
            self.slower.as_secs_f64(),
            self.both.as_secs_f64(),
            self.sum
        )
    }
}

/// Contracts that are made, timed and thrown away at a time.
const BATCH: u32 = 10_000;

/// Works out `count` timelines on two threads.
pub(crate) fn measure(count: u32, as_of: Date, calendar: &Calendar) -> Measured {
    let half = count / 2;
    let (one, other) = std::thread::scope(|scope| {
        let other = scope.spawn(|| some(half..count, as_of, calendar));
        (some(0..half, as_of, calendar), other.join())
    });
    let (other_time, other_sum, other_worked) = other.unwrap_or_default();
    Measured {
        contracts: one.2 + other_worked,
        slower: one.0.max(other_time),
        both: one.0 + other_time,
        sum: one.1.wrapping_add(other_sum),
    }
}

#[allow(clippy::disallowed_methods, reason = "measuring time is what a bench is for")]
fn some(numbers: std::ops::Range<u32>, as_of: Date, calendar: &Calendar) -> (Duration, i64, u32) {
    let lead_times = LeadTimes::default();
    let rates = |_: Currency, _: Date| -> Option<Exact> { None };
    let (mut time, mut sum, mut worked) = (Duration::ZERO, 0_i64, 0);
    let mut from = numbers.start;
    while from < numbers.end {
        let to = (from + BATCH).min(numbers.end);
        let contracts: Vec<(Contract, Vec<Price>)> = (from..to).filter_map(contract).collect();
        worked += u32::try_from(contracts.len()).unwrap_or(0);
        let began = Instant::now();
        for (contract, prices) in &contracts {
            let prices: Vec<&Price> = prices.iter().collect();
            let context = Context {
                as_of,
                calendar,
                lead_times: &lead_times,
                prices: &prices,
                currency: Currency::GBP,
                rates: &rates,
            };
            let found = timeline(contract, &context);
            sum = sum.wrapping_add(found.locked_in_pence.unwrap_or(1));
            sum = sum.wrapping_add(found.current_end.map_or(0, |end| i64::from(end.day())));
        }
        time += began.elapsed();
        from = to;
    }
    (time, sum, worked)
}

/// A contract by its number, as a flat file would bring it: about what a register holds, one in thirty with a date known only in
/// part, one in seven with a row of prices. `None` if its dates contradict each other.
fn contract(number: u32) -> Option<(Contract, Vec<Price>)> {
    let mut dice = number.wrapping_mul(2_654_435_761) ^ 0x9E37_79B9;
    let mut roll = |sides: u32| {
        dice ^= dice << 13;
        dice ^= dice >> 17;
        dice ^= dice << 5;
        dice % sides
    };
    let mut one_of = |list: &[&str]| {
        let sides = u32::try_from(list.len()).unwrap_or(1);
        list.get(usize::try_from(roll(sides)).unwrap_or(0)).copied().unwrap_or_default().to_owned()
    };
    let amount = format!("{}.{}", one_of(&["900", "12000", "48500", "250000"]), one_of(&["00", "50", "99"]));
    let starts =
        format!("{}-{}", one_of(&["2019", "2020", "2021", "2022"]), one_of(&["01-31", "04-01", "08-31", "11-15"]));
    let ends =
        format!("{}-{}", one_of(&["2024", "2025", "2026", "2027"]), one_of(&["02-28", "03-31", "06-30", "12-31"]));
    let part = format!("{}-Q{}", one_of(&["2024", "2025", "2026"]), one_of(&["1", "2", "3", "4"]));
    let kind = number % 30;
    let cells = [
        (Contract::id, format!("C{number}")),
        (Contract::organisation, "O1".to_owned()),
        (Contract::supplier, "S1".to_owned()),
        (Contract::starts_on, starts),
        (Contract::ends_on, if kind == 0 { part } else { one_of(&[&ends, &ends, ""]) }),
        (Contract::max_extent_on, one_of(&["", "", "", "2029-03-31"])),
        (Contract::initial_term, one_of(&["12 months", "36 months", "90 days", "5 years"])),
        (Contract::renewal, one_of(&["automatic", "automatic", "express", "none"])),
        (Contract::renewal_term, one_of(&["12 months", "1 month", "30 days", "24 months"])),
        (Contract::notice, one_of(&["3 months", "90 days", "10 working days", ""])),
        (Contract::lead_time, one_of(&["2 weeks", "", ""])),
        (Contract::price_amount, amount),
        (Contract::price_currency, "GBP".to_owned()),
        (Contract::price_per, one_of(&["year", "month", "quarter", "term"])),
        (Contract::indexation, one_of(&["", "", "3%", "CPI"])),
    ];
    let prices = [
        (Price::contract, format!("C{number}")),
        (Price::from, one_of(&["2024-04-01", "2026-01-01", "2027-04-01"])),
        (Price::amount, "1000.00".to_owned()),
    ];
    let contract = record::<Contract>(&cells)?;
    let rows = if number.is_multiple_of(7) { record::<Price>(&prices).into_iter().collect() } else { Vec::new() };
    Some((contract, rows))
}

/// A record through the door that all rows pass.
fn record<R: Record>(cells: &[(&str, String)]) -> Option<R> {
    let of = |name: &str| cells.iter().find(|(column, _)| *column == name).map_or("", |(_, cell)| cell);
    let row: Vec<&str> = R::COLUMNS.iter().map(|column| of(column.name)).collect();
    R::from_values(admit(R::TABLE, &row).ok()?.values).ok()
}
