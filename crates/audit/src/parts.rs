//! What do the rows of a list add up to, and what is left when only the largest are shown?
//!
//! A page has room for some rows; the others become one row, so that what is printed still adds up. Sums and shares are worked out
//! here, once, so that every page, chart and workbook prints the same.

use crate::{ByAge, ByClass, ByOrganisation, ByService, BySupplier, ByVerdict};

/// A row of a list that shares run cost out.
pub trait Part {
    /// What it is of; null for what has none.
    fn key(&self) -> Option<&str>;
    /// What a reader calls it: its name, else its id.
    fn name(&self) -> Option<&str>;
    /// Its amounts.
    fn sum(&self) -> Sum;
}

/// Rows of a list added up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many rows.
    pub rows: u64,
    /// Run cost in pence.
    pub pence: i128,
    /// Its part that counts as legacy.
    pub legacy_pence: i128,
    /// Its part whose verdict is unknown.
    pub unknown_pence: i128,
    /// Its part that buys nothing.
    pub waste_pence: i128,
    /// Cost lines.
    pub lines: u64,
}

impl Sum {
    /// Its part that is neither legacy nor unknown.
    pub fn other_pence(&self) -> i128 {
        self.pence - self.legacy_pence - self.unknown_pence
    }

    fn and(self, more: Sum) -> Sum {
        Sum {
            rows: self.rows + more.rows,
            pence: self.pence + more.pence,
            legacy_pence: self.legacy_pence + more.legacy_pence,
            unknown_pence: self.unknown_pence + more.unknown_pence,
            waste_pence: self.waste_pence + more.waste_pence,
            lines: self.lines + more.lines,
        }
    }
}

/// A list cut to its largest rows. `shown`, `nowhere` and `others` together are the whole list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Largest<'a, T> {
    /// The largest rows that have a key, largest first; equal ones by key.
    pub shown: Vec<&'a T>,
    /// The row of what has no key.
    pub nowhere: Option<&'a T>,
    /// All other rows added up.
    pub others: Sum,
}

/// All rows of a list added up.
pub fn total<'a, T: Part + 'a>(rows: impl IntoIterator<Item = &'a T>) -> Sum {
    rows.into_iter().map(Part::sum).fold(Sum::default(), Sum::and)
}

/// The `most` rows that are largest by `size`, the row without a key, and the rest added up. One row left over is shown, since
/// "1 other" takes as much room as its name.
pub fn largest<T: Part, Size: Ord>(list: &[T], most: usize, size: impl Fn(&Sum) -> Size) -> Largest<'_, T> {
    let nowhere = list.iter().find(|row| row.key().is_none());
    let mut shown: Vec<&T> = list.iter().filter(|row| row.key().is_some()).collect();
    shown.sort_by(|a, b| size(&b.sum()).cmp(&size(&a.sum())).then_with(|| a.key().cmp(&b.key())));
    let others = if shown.len() > most.saturating_add(1) { shown.split_off(most) } else { Vec::new() };
    Largest { shown, nowhere, others: total(others) }
}

/// A part of a whole as every page prints it: six decimals, halves away from zero. Null where the whole is not above zero, since
/// a share of nothing, or of a credit, says nothing.
pub fn share(part: impl Into<i128>, whole: impl Into<i128>) -> Option<f64> {
    const PLACES: i128 = 1_000_000;
    let (part, whole) = (part.into(), whole.into());
    if whole <= 0 {
        return None;
    }
    let twice = part.checked_mul(2 * PLACES)?;
    let rounded = (twice.abs() + whole) / (2 * whole);
    let rounded = i32::try_from(if twice < 0 { -rounded } else { rounded }).ok()?;
    Some(f64::from(rounded) / 1_000_000.0)
}

macro_rules! part {
    ($($row:ident by $key:ident),+) => {$(
        impl Part for $row {
            fn key(&self) -> Option<&str> {
                self.$key.as_deref()
            }

            fn name(&self) -> Option<&str> {
                self.name.as_deref().or(self.$key.as_deref())
            }

            fn sum(&self) -> Sum {
                Sum {
                    rows: 1,
                    pence: self.pence.into(),
                    legacy_pence: self.legacy_pence.into(),
                    unknown_pence: self.unknown_pence.into(),
                    waste_pence: self.waste_pence.into(),
                    lines: self.lines,
                }
            }
        }
    )+};
}

part!(ByAge by age, ByClass by class, ByOrganisation by organisation, ByService by service, BySupplier by supplier);

impl Part for ByVerdict {
    fn key(&self) -> Option<&str> {
        Some(&self.verdict)
    }

    fn name(&self) -> Option<&str> {
        Some(&self.verdict)
    }

    fn sum(&self) -> Sum {
        Sum {
            rows: 1,
            pence: self.pence.into(),
            legacy_pence: self.legacy_pence.into(),
            unknown_pence: self.unknown_pence.into(),
            waste_pence: self.waste_pence.into(),
            lines: self.lines,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn supplier(key: Option<&str>, pence: i64) -> BySupplier {
        BySupplier {
            supplier: key.map(str::to_owned),
            name: None,
            pence,
            legacy_pence: pence / 2,
            unknown_pence: 1,
            waste_pence: 0,
            lines: 2,
        }
    }

    #[test]
    fn shown_nowhere_and_others_are_the_whole_list() {
        let list: Vec<_> =
            [(None, 500), (Some("b"), 30), (Some("a"), 30), (Some("c"), 90), (Some("d"), -5), (Some("e"), 1)]
                .map(|(key, pence)| supplier(key, pence))
                .to_vec();
        let cut = largest(&list, 2, |sum| sum.pence);
        let keys: Vec<_> = cut.shown.iter().map(|row| row.key()).collect();
        assert_eq!(keys, [Some("c"), Some("a")], "equal amounts go by key");
        assert_eq!(
            cut.others,
            Sum { rows: 3, pence: 26, legacy_pence: 13, unknown_pence: 3, waste_pence: 0, lines: 6 }
        );
        let again = total(cut.shown.iter().copied().chain(cut.nowhere)).and(cut.others);
        assert_eq!(again, total(&list));
    }

    #[test]
    fn one_row_left_over_is_shown() {
        let list = [supplier(Some("a"), 3), supplier(Some("b"), 2), supplier(Some("c"), 1)];
        assert_eq!(largest(&list, 2, |sum| sum.pence).shown.len(), 3);
        assert_eq!(largest(&list, 1, |sum| sum.pence).others.rows, 2);
    }

    #[test]
    fn a_share_has_six_decimals_and_needs_a_whole() {
        assert_eq!(share(1, 3), Some(0.333_333));
        assert_eq!(share(2, 3), Some(0.666_667));
        assert_eq!(share(-1, 3), Some(-0.333_333));
        assert_eq!(share(5, 10_000_000), Some(0.000_001), "half is rounded away from zero");
        assert_eq!(share(1, 0), None);
        assert_eq!(share(1, -3), None);
        assert_eq!(share(i64::MAX, i64::MAX), Some(1.0));
    }
}
