//! Control totals of one file: rows received, kept and set aside, what its amounts add up to, and whether its own totals agree.

use crate::keep::Warning;
use std::collections::BTreeSet;

/// Amounts are added up to so many places, so that no rounding of single rows hides. Whole amounts of 64 bits still fit.
const PLACES: usize = 20;
const UNIT: i128 = 100_000_000_000_000_000_000;
const PENNY: i128 = UNIT / 100;

/// An exact amount.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Exact(i128);

impl Exact {
    /// Of a plain decimal. Digits past the twentieth place are cut.
    pub(crate) fn of(plain: &str) -> Option<Exact> {
        let (minus, plain) = plain.strip_prefix('-').map_or((false, plain), |rest| (true, rest));
        let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
        let (mut digits, mut unit) = (0_i128, UNIT);
        for byte in part.bytes().take(PLACES) {
            digits = digits * 10 + i128::from(char::from(byte).to_digit(10)?);
            unit /= 10;
        }
        let size = i128::from(whole.parse::<u64>().ok()?).checked_mul(UNIT)?.checked_add(digits * unit)?;
        Some(Exact(if minus { -size } else { size }))
    }

    /// Whole pence downwards, and what is above them: from nothing to less than a penny.
    pub(crate) fn floor(self) -> (i128, Exact) {
        (self.0.div_euclid(PENNY), Exact(self.0.rem_euclid(PENNY)))
    }

    /// Whole pence, half away from zero.
    pub(crate) fn pence(self) -> i128 {
        self.in_pence().0 / PENNY
    }

    pub(crate) fn of_pence(pence: i128) -> Exact {
        Exact(pence.saturating_mul(PENNY))
    }

    pub(crate) fn plus(self, other: Exact) -> Exact {
        Exact(self.0.saturating_add(other.0))
    }

    /// Half a penny more or less is the same: a total has been rounded.
    fn is_near(self, other: Exact) -> bool {
        self.0.saturating_sub(other.0).unsigned_abs() <= PENNY.unsigned_abs() / 2
    }

    /// Rounded to the penny as single amounts are: half away from zero.
    fn in_pence(self) -> Exact {
        let half = if self.0 < 0 { -PENNY / 2 } else { PENNY / 2 };
        Exact(self.0.saturating_add(half) / PENNY * PENNY)
    }

    fn shown(self) -> String {
        let size = self.0.unsigned_abs();
        let unit = UNIT.unsigned_abs();
        let part = format!("{:0PLACES$}", size % unit);
        let part = part.trim_end_matches('0');
        format!("{}{}.{part:0<2}", if self.0 < 0 { "-" } else { "" }, size / unit)
    }
}

/// A column of amounts.
#[derive(Debug, Clone, Default)]
struct Sum {
    values: u64,
    negative: u64,
    all: Exact,
    /// The same with each amount rounded to the penny, as it is kept.
    pence: Exact,
}

/// What one file gave.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    pub(crate) received: u64,
    pub(crate) kept: u64,
    pub(crate) set_aside: u64,
    pub(crate) blank: u64,
    sums: Vec<(String, Sum)>,
    /// The first and the last day, by column.
    days: Vec<(String, String, String)>,
    /// Of the column that the table is about: since the last total, and in all.
    since: Exact,
    all: Exact,
    agreed: u64,
    disagreed: Vec<String>,
    /// Columns of the table that some row fills.
    filled: BTreeSet<usize>,
    /// Of a file whose rows are added up.
    made: Option<Made>,
}

/// What rows made that were added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) rows: u64,
    pub(crate) records: u64,
    /// The most rows that one record is made of.
    pub(crate) most: u64,
    /// What each column of amounts adds up to in the records: exactly, and in whole pence.
    pub(crate) kept: Vec<(&'static str, Exact, Exact)>,
}

impl Tally {
    /// An amount of a column, as a plain decimal, of a row that stands for money.
    pub(crate) fn amount(&mut self, column: &str, plain: &str, is_main: bool) {
        let Some(amount) = Exact::of(plain) else { return };
        let place = self.sums.iter().position(|(name, _)| name == column).unwrap_or_else(|| {
            self.sums.push((column.to_owned(), Sum::default()));
            self.sums.len() - 1
        });
        let sum = &mut self.sums[place].1;
        sum.values += 1;
        sum.negative += u64::from(amount < Exact(0));
        sum.all = sum.all.plus(amount);
        sum.pence = sum.pence.plus(amount.in_pence());
        if is_main {
            self.since = self.since.plus(amount);
            self.all = self.all.plus(amount);
        }
    }

    /// A cell of a column is not empty.
    pub(crate) fn filled(&mut self, column: usize) {
        self.filled.insert(column);
    }

    /// Does some row fill the column?
    pub(crate) fn is_filled(&self, column: usize) -> bool {
        self.filled.contains(&column)
    }

    /// What the rows of the file made together.
    pub(crate) fn made(&mut self, made: Made) {
        self.made = Some(made);
    }

    /// A day of a column, spelled `2026-03-31`.
    pub(crate) fn day(&mut self, column: &str, day: &str) {
        if day.len() != 10 {
            return;
        }
        match self.days.iter_mut().find(|(name, _, _)| name == column) {
            Some((_, first, _)) if day < first.as_str() => day.clone_into(first),
            Some((_, _, last)) if day > last.as_str() => day.clone_into(last),
            Some(_) => {}
            None => self.days.push((column.to_owned(), day.to_owned(), day.to_owned())),
        }
    }

    /// A total of the file's own. It is the sum of what stands above it, or of what stands between it and the total before.
    pub(crate) fn total(&mut self, line: u64, plain: &str) {
        let Some(total) = Exact::of(plain) else { return };
        if total.is_near(self.all) || total.is_near(self.since) {
            self.agreed += 1;
        } else {
            let (said, since, all) = (total.shown(), self.since.shown(), self.all.shown());
            let rows = if since == all { all } else { format!("{since} since the total before, and {all} in all") };
            self.disagreed.push(format!(
                "the total on line {line} says {said}, and the rows above it add up to {rows}. hint: rows may be missing, or count twice"
            ));
        }
        self.since = Exact::default();
    }

    /// What an operator should know: totals that do not agree.
    pub(crate) fn warnings(&self, file: &str) -> impl Iterator<Item = Warning> {
        self.disagreed.iter().map(move |message| Warning { file: file.to_owned(), message: message.clone() })
    }

    /// The control totals as sentences.
    pub(crate) fn sentences(&self) -> Vec<String> {
        let mut told =
            vec![format!("{} rows received = {} kept + {} set aside", self.received, self.kept, self.set_aside)];
        if self.blank > 0 {
            told[0].push_str(&format!("; {} without a filled cell", self.blank));
        }
        if let Some(Made { rows, records, most, .. }) = &self.made {
            told.push(format!(
                "{rows} rows that agree in all but their amounts make {records} records, of {most} rows at most"
            ));
        }
        for (column, first, last) in &self.days {
            told.push(format!("{column}: {first} to {last}"));
        }
        for (column, sum) in &self.sums {
            let mut text = format!("{column}: {} amounts add up to {}", sum.values, sum.all.shown());
            if sum.negative > 0 {
                text.push_str(&format!(", {} of them negative", sum.negative));
            }
            if let Some(Made { kept, .. }) = &self.made {
                for (_, exactly, pence) in kept.iter().filter(|(name, ..)| name == column) {
                    text.push_str(&format!("; the records hold {} for exactly {}", pence.shown(), exactly.shown()));
                }
            } else if sum.all != sum.pence {
                text.push_str(&format!("; each in whole pence they add up to {}", sum.pence.shown()));
            }
            told.push(text);
        }
        if self.agreed > 0 {
            told.push(format!("{} totals of its own agree with its rows", self.agreed));
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_add_up_exactly() {
        let mut tally = Tally::default();
        for plain in ["0.001", "0.004", "-2.5", "1000"] {
            tally.amount("amount", plain, true);
        }
        assert_eq!(
            tally.sentences()[1],
            "amount: 4 amounts add up to 997.505, 1 of them negative; each in whole pence they add up to 997.50"
        );
        tally.total(6, "997.51");
        tally.total(7, "997.5");
        tally.amount("amount", "3", true);
        tally.total(9, "3.00");
        tally.total(10, "4");
        let said: Vec<String> = tally.warnings("f").map(|warning| warning.message).collect();
        assert_eq!(said.len(), 1);
        assert!(said[0].starts_with("the total on line 10 says 4.00, and the rows above it add up to 0.00 since the total before, and 1000.505 in all"), "{}", said[0]);
    }

    #[test]
    fn days_have_a_first_and_a_last() {
        let mut tally = Tally::default();
        ["2026-03-02", "2026-03-01", "2026-03", "2026-04-01"].iter().for_each(|day| tally.day("paid_on", day));
        assert_eq!(tally.sentences()[1], "paid_on: 2026-03-01 to 2026-04-01");
    }
}
