//! Run cost by class, by age and by what is wasted, and the verdicts inside the rows of other lists. Each adds up to run cost, or to
//! waste cost, to the penny.

use crate::leaves::Line;
use crate::ledger::Ledger;
use crate::model::Model;
use crate::verdicts::{Judged, rank};
use audit::{ByAge, ByClass, ByWaste, Split};
use estate::{Class, Date, Verdict, Waste};
use std::collections::BTreeMap;

/// The four lists.
#[derive(Debug, Default)]
pub(crate) struct Splits {
    pub(crate) classes: Vec<ByClass>,
    pub(crate) ages: Vec<ByAge>,
    pub(crate) waste: Vec<ByWaste>,
    pub(crate) inside: Vec<Split>,
}

/// One row in the making.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    pence: i64,
    legacy: i64,
    unknown: i64,
    waste: i64,
    lines: u64,
}

impl Sum {
    fn add(&mut self, line: &Line, verdict: Verdict, legacy: &[Verdict]) {
        self.pence += line.pence;
        self.lines += 1;
        self.legacy += if legacy.contains(&verdict) { line.pence } else { 0 };
        self.unknown += if verdict == Verdict::Unknown { line.pence } else { 0 };
        self.waste += if line.waste.is_some() { line.pence } else { 0 };
    }
}

/// Bands of age: the first whole year that is no longer in it, and its word.
const AGES: [(u32, &str); 5] =
    [(3, "under-3"), (6, "3-to-5"), (10, "6-to-9"), (15, "10-to-14"), (u32::MAX, "15-or-more")];

/// Sums run cost up.
pub(crate) fn splits(ledger: &Ledger<'_>, judged: &Judged, legacy: &[Verdict]) -> Splits {
    let mut classes: BTreeMap<Class, Sum> = BTreeMap::new();
    let mut ages: BTreeMap<Option<usize>, Sum> = BTreeMap::from([(None, Sum::default())]);
    let mut waste: BTreeMap<Waste, Sum> = BTreeMap::new();
    let mut splits: BTreeMap<(&str, Option<&str>, u8, &str), Sum> = BTreeMap::new();
    for line in &ledger.lines {
        let origin = &ledger.origins[line.origin];
        if !origin.is_run_cost() {
            continue;
        }
        let verdict = judged.of_line(line).0;
        classes.entry(origin.class).or_default().add(line, verdict, legacy);
        let months = line.asset.and_then(|asset| age_months(ledger.model, asset));
        ages.entry(months.map(|months| band(months / 12))).or_default().add(line, verdict, legacy);
        if let Some(kind) = line.waste {
            waste.entry(kind).or_default().add(line, verdict, legacy);
        }
        for (of, key) in [
            ("class", Some(origin.class.word())),
            ("organisation", Some(origin.organisation.as_str())),
            ("supplier", origin.supplier.as_deref()),
        ] {
            splits.entry((of, key, rank(verdict), verdict.word())).or_default().add(line, verdict, legacy);
        }
    }
    let age = |band: Option<usize>| band.map(|band| AGES[band].1.to_owned());
    let mut classes: Vec<ByClass> = classes.into_iter().map(|(class, sum)| by_class(class.word(), &sum)).collect();
    classes.sort_by(|a, b| b.pence.cmp(&a.pence).then_with(|| a.class.cmp(&b.class)));
    let mut ages: Vec<ByAge> = ages.into_iter().map(|(band, sum)| by_age(age(band), &sum)).collect();
    // What has no age stands last.
    ages.rotate_left(1);
    let mut waste: Vec<ByWaste> = waste.into_iter().map(|(kind, sum)| by_waste(kind.word(), &sum)).collect();
    waste.sort_by(|a, b| b.pence.cmp(&a.pence).then_with(|| a.waste.cmp(&b.waste)));
    let split = |((of, key, _, verdict), sum): ((&str, Option<&str>, u8, &str), Sum)| Split {
        of: of.to_owned(),
        key: key.map(str::to_owned),
        verdict: verdict.to_owned(),
        pence: sum.pence,
        lines: sum.lines,
    };
    Splits { classes, ages, waste, inside: splits.into_iter().map(split).collect() }
}

fn by_class(class: &str, sum: &Sum) -> ByClass {
    ByClass {
        class: Some(class.to_owned()),
        name: None,
        pence: sum.pence,
        legacy_pence: sum.legacy,
        unknown_pence: sum.unknown,
        waste_pence: sum.waste,
        lines: sum.lines,
    }
}

fn by_age(age: Option<String>, sum: &Sum) -> ByAge {
    ByAge {
        age,
        name: None,
        pence: sum.pence,
        legacy_pence: sum.legacy,
        unknown_pence: sum.unknown,
        waste_pence: sum.waste,
        lines: sum.lines,
    }
}

fn by_waste(kind: &str, sum: &Sum) -> ByWaste {
    ByWaste { waste: kind.to_owned(), pence: sum.pence, legacy_pence: sum.legacy, lines: sum.lines }
}

fn band(years: u32) -> usize {
    AGES.iter().position(|(below, _)| years < *below).unwrap_or(AGES.len() - 1)
}

/// Whole months at the audit date since an asset was put to use, else since it was bought. A day known in part counts on its latest,
/// so that nothing is called older than it is known to be; a day to come is no age.
pub(crate) fn age_months(model: &Model, asset: usize) -> Option<u32> {
    let record = &model.assets[asset].record;
    let since = record.installed_on.span().or_else(|| record.purchased_on.span())?.latest;
    months_between(since, model.period.as_of)
}

fn months_between(from: Date, to: Date) -> Option<u32> {
    let count = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    let whole = count(to) - count(from) - i32::from(to.day() < from.day());
    u32::try_from(whole).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_begin_on_whole_years() {
        for (years, word) in [
            (0, "under-3"),
            (2, "under-3"),
            (3, "3-to-5"),
            (9, "6-to-9"),
            (10, "10-to-14"),
            (15, "15-or-more"),
            (90, "15-or-more"),
        ] {
            assert_eq!(AGES[band(years)].1, word, "{years}");
        }
    }

    #[test]
    fn a_month_counts_once_it_is_over() {
        let day = |text: &str| estate::parse_day(text).unwrap();
        for (from, to, months) in [
            ("2023-04-01", "2026-04-01", Some(36)),
            ("2023-04-02", "2026-04-01", Some(35)),
            ("2026-04-01", "2026-04-01", Some(0)),
            ("2026-04-02", "2026-04-01", None),
        ] {
            assert_eq!(months_between(day(from), day(to)), months, "{from}");
        }
    }
}
