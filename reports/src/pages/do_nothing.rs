//! What the next years cost if nothing is done: the range, the rules it comes of, and the systems it falls on.

use super::Picture;
use super::names::Names;
use super::table::{self, Cell, Table};
use crate::words;
use audit::{Audit, Range};
use serde::Serialize;

/// What the page shows.
#[derive(Debug, Serialize)]
pub(crate) struct DoNothingPages {
    headline: String,
    lead: String,
    chart: Option<Picture>,
    rules: Table,
    systems: Option<Table>,
}

const MOST_SYSTEMS: usize = 7;

/// Builds the page; none where no path was worked out.
pub(crate) fn page(audit: &Audit, chart: Option<Picture>) -> Option<DoNothingPages> {
    let paths = &audit.do_nothing;
    let (first, last) = (paths.whole.first()?, paths.whole.last()?);
    if paths.whole.iter().all(|range| range.low == 0 && range.high == 0) {
        return None;
    }
    let sum = |of: fn(&Range) -> i64| paths.whole.iter().map(|range| i128::from(of(range))).sum::<i128>();
    let money = |pence: i128| words::money(pence, &audit.currency);
    let (low, high) = (sum(|range| range.low), sum(|range| range.high));
    Some(DoNothingPages {
        headline: format!(
            "Leaving everything as it is costs {} to {} over {} years",
            money(low),
            money(high),
            paths.whole.len()
        ),
        lead: format!(
            "The first year costs {}, the last {}. A range is not a forecast: at least, what ends is not bought again and prices rise only as agreed; at most, it is bought again and prices without a limit follow the high index. No pound is made from age.",
            between(first, &audit.currency),
            between(last, &audit.currency)
        ),
        chart,
        rules: rules(audit),
        systems: systems(audit),
    })
}

fn between(range: &Range, currency: &str) -> String {
    words::money_range(range.low, range.high, currency)
}

fn rules(audit: &Audit) -> Table {
    let symbol = words::symbol(&audit.currency);
    let mut table = Table::new(&["What happens", &format!("Now ({symbol})"), "First year", "Last year"]);
    for step in &audit.do_nothing.steps {
        table.row([
            table::text(&words::sentence(&step.rule), 160).into(),
            words::amount(step.base_pence).into(),
            years(step.years.first(), &audit.currency),
            years(step.years.last(), &audit.currency),
        ]);
    }
    table
}

fn systems(audit: &Audit) -> Option<Table> {
    let named: Vec<_> = audit.do_nothing.systems.iter().filter(|path| path.system.is_some()).collect();
    if named.is_empty() {
        return None;
    }
    let names = Names::of(audit);
    let mut table = Table::new(&["System", "First year", "Last year"]);
    for path in named.iter().take(MOST_SYSTEMS) {
        let id = path.system.as_deref().unwrap_or_default();
        let view = audit.systems.iter().find(|view| view.system == id);
        let name = table::name(view.map(|view| view.name.as_str()).into_iter().chain([id]), 60);
        let body = view.map(|view| names.body(&view.organisation)).unwrap_or_default();
        table.row([
            Cell::noted(name, table::text(&body, 80)),
            years(path.years.first(), &audit.currency),
            years(path.years.last(), &audit.currency),
        ]);
    }
    if named.len() > MOST_SYSTEMS {
        let left = words::number(named.len() - MOST_SYSTEMS);
        table.notes.push(format!("The paths of {left} more systems are in audit.json, with the rules of each."));
    }
    Some(table)
}

fn years(range: Option<&Range>, currency: &str) -> Cell {
    range.map_or_else(|| "not known".to_owned(), |range| between(range, currency)).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn there_is_a_page_only_where_there_is_a_path() {
        let county = page(&sample::county(), None).unwrap();
        assert!(county.headline.starts_with("Leaving everything as it is costs £"), "{}", county.headline);
        assert!(!county.rules.rows.is_empty());
        assert!(page(&sample::empty(), None).is_none());
    }
}
