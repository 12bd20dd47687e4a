//! Rows of a file that are one record: they agree in all but their amounts, which are added up exactly. The records of a file are
//! rounded together, by largest remainder, so that they add up to what the file does.

use crate::tally::{Exact, Made};
use estate::{Amount, SetAside, Value};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// The records of one file, by all that their rows agree in. Memory is that of the records, whatever number of rows makes them.
#[derive(Debug, Default)]
pub(crate) struct Added {
    records: BTreeMap<Vec<String>, Record>,
    /// The columns of the table that are added up.
    amounts: Vec<usize>,
    /// The columns that say the currency: amounts in two of them are never rounded together.
    currencies: Vec<usize>,
}

/// A record, as its first row gave it.
#[derive(Debug)]
pub(crate) struct Record {
    pub(crate) values: Vec<Value>,
    /// Cells of its rows that cannot be read.
    pub(crate) told: Vec<SetAside>,
    pub(crate) source: String,
    /// The line of its first row, and how many rows it is made of.
    pub(crate) line: u64,
    pub(crate) rows: u64,
    /// What each column of amounts adds up to; nothing, where no row says any.
    sums: Vec<Option<Exact>>,
}

/// A record behind what its rows agree in.
type Keyed = (Vec<String>, Record);

impl Added {
    pub(crate) fn new(amounts: Vec<usize>, currencies: Vec<usize>) -> Added {
        Added { records: BTreeMap::new(), amounts, currencies }
    }

    /// Takes a row. Gives the line of the record's first row, where this is not it.
    pub(crate) fn take(
        &mut self,
        cells: &[&str],
        (source, line): (&str, u64),
        values: Vec<Value>,
        told: Vec<SetAside>,
    ) -> Option<u64> {
        let sums = self.amounts.iter().map(|column| Exact::of(cells[*column].trim()));
        let key = cells.iter().enumerate();
        let key = key.map(|(column, cell)| if self.amounts.contains(&column) { "" } else { cell.trim() });
        match self.records.entry(key.chain([source]).map(str::to_owned).collect()) {
            Entry::Vacant(place) => {
                let source = source.to_owned();
                place.insert(Record { values, told, source, line, rows: 1, sums: sums.collect() });
                None
            }
            Entry::Occupied(mut place) => {
                let record = place.get_mut();
                record.rows += 1;
                record.told.extend(told);
                for (sum, more) in record.sums.iter_mut().zip(sums).filter(|(_, more)| more.is_some()) {
                    *sum = Some(sum.unwrap_or_default().plus(more.unwrap_or_default()));
                }
                Some(record.line)
            }
        }
    }

    /// The records with their amounts in whole pence, in order of what their rows agree in, which stands beside them; and what they
    /// come to. `None`, where an amount is larger than any can be.
    pub(crate) fn settled(self, name: impl Fn(usize) -> &'static str) -> Option<(Vec<Keyed>, Made)> {
        let mut records: Vec<Keyed> = self.records.into_iter().collect();
        let mut told = Made { rows: 0, records: 0, most: 0, kept: vec![] };
        for (place, column) in self.amounts.iter().enumerate() {
            let mut by_currency: BTreeMap<Vec<&str>, Vec<(usize, Exact)>> = BTreeMap::new();
            for (number, (key, record)) in records.iter().enumerate() {
                let currency = self.currencies.iter().map(|column| key[*column].as_str()).collect();
                by_currency.entry(currency).or_default().extend(record.sums[place].map(|sum| (number, sum)));
            }
            let rounded: Vec<(usize, i128)> = by_currency.values().flat_map(|sums| rounded(sums)).collect();
            let exactly = by_currency.values().flatten().fold(Exact::default(), |all, (_, sum)| all.plus(*sum));
            let pence = rounded.iter().map(|(_, pence)| pence).sum();
            told.kept.push((name(*column), exactly, Exact::of_pence(pence)));
            for (number, pence) in rounded {
                records[number].1.values[*column] = Value::Amount(Amount(i64::try_from(pence).ok()?));
            }
        }
        for (_, record) in &records {
            told.rows += record.rows;
            told.records += 1;
            told.most = told.most.max(record.rows);
        }
        Some((records, told))
    }
}

/// Whole pence of each, such that they add up to the sum of all, rounded once: the largest remainders are rounded up, and of equal
/// ones the first.
fn rounded(sums: &[(usize, Exact)]) -> Vec<(usize, i128)> {
    let all = sums.iter().fold(Exact::default(), |all, (_, sum)| all.plus(*sum)).pence();
    let mut parts: Vec<(usize, i128, Exact)> = vec![];
    for (number, sum) in sums {
        let (pence, remainder) = sum.floor();
        parts.push((*number, pence, remainder));
    }
    let left = all - parts.iter().map(|(_, pence, _)| pence).sum::<i128>();
    parts.sort_by(|(a, _, more), (b, _, less)| less.cmp(more).then(a.cmp(b)));
    let up = |place: usize| i128::from(i128::try_from(place).is_ok_and(|place| place < left));
    parts.into_iter().enumerate().map(|(place, (number, pence, _))| (number, pence + up(place))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_pence(amounts: &[&str]) -> Vec<i128> {
        let sums: Vec<(usize, Exact)> =
            amounts.iter().enumerate().map(|(number, plain)| (number, Exact::of(plain).unwrap())).collect();
        let mut parts = rounded(&sums);
        parts.sort_unstable();
        parts.into_iter().map(|(_, pence)| pence).collect()
    }

    #[test]
    fn records_are_rounded_to_what_they_add_up_to() {
        for (amounts, pence) in [
            (&["0.004", "0.004", "0.004"][..], &[1, 0, 0][..]),
            (&["0.006", "0.006", "0.006"], &[1, 1, 0]),
            (&["1.00", "0.004"], &[100, 0]),
            (&["-0.004", "-0.003", "-0.008"], &[-1, 0, -1]),
            (&["-0.006", "0.006"], &[-1, 1]),
            (&["-0.006", "0.007"], &[-1, 1]),
            (&["0.00000000000000000001", "0.005"], &[0, 1]),
            (&["2.5"], &[250]),
            (&[], &[]),
        ] {
            assert_eq!(in_pence(amounts), pence, "{amounts:?}");
        }
    }
}
