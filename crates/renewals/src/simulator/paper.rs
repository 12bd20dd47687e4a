//! A contract as it lies on the table, and what all its readings say together.

use super::almanac::{Almanac, Day, Length};
use super::walk;
use std::collections::{BTreeMap, BTreeSet};

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell<T> {
    Empty,
    Garbled,
    Says(T),
}

impl<T: Copy> Cell<T> {
    pub(super) fn said(self) -> Option<T> {
        if let Cell::Says(value) = self { Some(value) } else { None }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Term {
    Of(Length),
    Endless,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Per {
    Year,
    Month,
    Quarter,
    UnitYear,
    Term,
    OneOff,
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Uplift {
    None,
    Percent(i128),
    Index,
}

/// A price of the `prices` table: first day, last day, amount in pence. Its currency and its time are the contract's.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) from: Option<Day>,
    pub(super) to: Option<Day>,
    pub(super) pence: i128,
}

/// A contract as it lies on the table. A date is all the days that it may be.
#[derive(Debug, Clone)]
pub(super) struct Paper {
    pub(super) as_of: Day,
    pub(super) stopped: bool,
    pub(super) starts: Cell<(Day, Day)>,
    pub(super) ends: Cell<(Day, Day)>,
    /// `ends_on` is the end that never comes.
    pub(super) never: bool,
    pub(super) furthest: Cell<(Day, Day)>,
    pub(super) initial: Cell<Term>,
    /// Automatic or not; `None` where nobody knows.
    pub(super) renews: Option<bool>,
    pub(super) renewal_term: Cell<Term>,
    pub(super) notice: Cell<Length>,
    pub(super) lead: Cell<Length>,
    pub(super) pence: Cell<i128>,
    /// Pounds, or a currency without a rate.
    pub(super) pounds: Option<bool>,
    pub(super) per: Option<Per>,
    pub(super) units: Option<i128>,
    pub(super) uplift: Uplift,
    pub(super) rows: Vec<Row>,
}

const DATES: [&str; 7] =
    ["current_end", "notice_on", "decide_by", "act_on", "start_procuring_by", "committed_to", "next_exit"];

const COLUMNS: [&str; 13] = [
    "starts_on",
    "ends_on",
    "max_extent_on",
    "initial_term",
    "renewal",
    "renewal_term",
    "notice",
    "lead_time",
    "price_amount",
    "price_currency",
    "price_per",
    "units",
    "indexation",
];

/// One reading's result.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Result {
    pub(super) state: &'static str,
    pub(super) dates: BTreeMap<&'static str, Day>,
    pub(super) end_between: Option<(Day, Day)>,
    pub(super) rolls: Option<u32>,
    pub(super) locked_in: Option<i128>,
    pub(super) endless: bool,
    pub(super) unknown: BTreeSet<&'static str>,
}

/// One choice for everything that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Choice {
    pub(super) starts: Option<Day>,
    pub(super) ends: Option<Day>,
    pub(super) furthest: Option<Day>,
    pub(super) automatic: bool,
}

impl Paper {
    /// Nothing but empty cells.
    pub(super) fn blank() -> Paper {
        Paper {
            as_of: 0,
            stopped: false,
            starts: Cell::Empty,
            ends: Cell::Empty,
            never: false,
            furthest: Cell::Empty,
            initial: Cell::Empty,
            renews: None,
            renewal_term: Cell::Empty,
            notice: Cell::Empty,
            lead: Cell::Empty,
            pence: Cell::Empty,
            pounds: None,
            per: None,
            units: None,
            uplift: Uplift::None,
            rows: Vec::new(),
        }
    }

    /// Every field as words, as the comparison spells them.
    pub(super) fn timeline(&self, almanac: &Almanac) -> BTreeMap<&'static str, String> {
        let mut fields: BTreeMap<&'static str, String> = DATES.map(|name| (name, "-".to_owned())).into();
        fields.extend([("rolls", "-".to_owned()), ("locked_in", "-".to_owned()), ("unknown", "-".to_owned())]);
        if self.stopped {
            fields.extend([("state", "stopped".to_owned()), ("locked_in", "0".to_owned())]);
            return fields;
        }
        let results: Vec<(Choice, Result)> = self
            .choices()
            .into_iter()
            .filter_map(|choice| Some((choice, walk::read(self, almanac, choice)?)))
            .collect();
        fields.insert("state", "unknown".to_owned());
        let Some((_, first)) = results.first() else { return fields };
        let all = |same: &dyn Fn(&Result) -> bool| results.iter().all(|(_, result)| same(result));
        if all(&|result| result.state == first.state) {
            fields.insert("state", first.state.to_owned());
        }
        if let Some(rolls) = first.rolls.filter(|_| all(&|result| result.rolls == first.rolls)) {
            fields.insert("rolls", rolls.to_string());
        }
        if let Some(pence) = first.locked_in.filter(|_| all(&|result| result.locked_in == first.locked_in)) {
            fields.insert("locked_in", pence.to_string());
        }
        for name in DATES {
            let bounds: Option<Vec<(Day, Day)>> = results
                .iter()
                .map(|(_, result)| match result.dates.get(name) {
                    Some(day) => Some((*day, *day)),
                    None if name == "current_end" => result.end_between,
                    None => None,
                })
                .collect();
            let same = all(&|result| result.dates.get(name) == first.dates.get(name));
            let words = match (first.dates.get(name), bounds) {
                (Some(day), _) if same => almanac.spell(*day),
                (_, Some(bounds)) => {
                    let earliest = bounds.iter().map(|bound| bound.0).min().unwrap();
                    let latest = bounds.iter().map(|bound| bound.1).max().unwrap();
                    format!("{}..{}", almanac.spell(earliest), almanac.spell(latest))
                }
                _ => continue,
            };
            fields.insert(name, words);
        }
        let mut unknown: BTreeSet<&str> = results.iter().flat_map(|(_, result)| result.unknown.clone()).collect();
        if self.renews.is_none() && !all(&|result| result.endless) {
            unknown.insert("renewal");
        }
        unknown.extend(partial_columns(&results));
        let named: Vec<_> = COLUMNS.into_iter().filter(|column| unknown.contains(column)).collect();
        if !named.is_empty() {
            fields.insert("unknown", named.join("+"));
        }
        fields
    }

    fn choices(&self) -> Vec<Choice> {
        let days = |cell: Cell<(Day, Day)>| match cell.said() {
            None => vec![None],
            Some((first, last)) => (first..=last).map(Some).collect(),
        };
        let renewals = self.renews.map_or(vec![false, true], |renews| vec![renews]);
        let mut choices = Vec::new();
        for starts in days(self.starts) {
            for ends in days(self.ends) {
                for furthest in days(self.furthest) {
                    choices.extend(renewals.iter().map(|automatic| Choice {
                        starts,
                        ends,
                        furthest,
                        automatic: *automatic,
                    }));
                }
            }
        }
        choices
    }
}

/// Columns known in part on which alone some result hangs.
fn partial_columns(results: &[(Choice, Result)]) -> BTreeSet<&'static str> {
    let mut columns = BTreeSet::new();
    for column in ["starts_on", "ends_on", "max_extent_on"] {
        let blank = |choice: Choice| match column {
            "starts_on" => Choice { starts: None, ..choice },
            "ends_on" => Choice { ends: None, ..choice },
            _ => Choice { furthest: None, ..choice },
        };
        let mut by_others: BTreeMap<Choice, Result> = BTreeMap::new();
        for (choice, result) in results {
            let result = Result { unknown: BTreeSet::new(), ..result.clone() };
            let before = by_others.entry(blank(*choice)).or_insert_with(|| result.clone());
            if *before != result {
                columns.insert(column);
            }
        }
    }
    columns
}
