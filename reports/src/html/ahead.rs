//! What the next years cost if nothing is done, what retiring a stated set would stop, and what legacy costs above the rest.

use super::links::Links;
use super::table::{Column, Table, Value};
use crate::words;
use audit::{Audit, Range};

/// What the audit holds of these.
pub(super) fn tables(audit: &Audit, links: &Links<'_>) -> Vec<Table> {
    [path(audit), steps(audit), systems(audit, links), avoidable(audit), premiums(audit, links)]
        .into_iter()
        .flatten()
        .collect()
}

/// Sentences above the tables: what a reader must know before quoting one of them.
pub(super) fn says(audit: &Audit) -> Vec<String> {
    let mut says = Vec::new();
    if let Some(set) = &audit.avoidable {
        says.push(format!(
            "Retiring {} would stop {} of run cost a year; {} of what they carry is shared with others and still to be paid. {} \
             more would go with them.",
            words::counted(set.retired.len(), "asset", "assets"),
            words::money_exact(set.pence, &audit.currency),
            words::money_exact(set.stranded_pence, &audit.currency),
            words::counted(set.goes_with_them.len(), "asset", "assets"),
        ));
    }
    let silent = ["do_nothing_low", "avoidable_cost", "legacy_premium"];
    let notes = silent.into_iter().filter_map(|id| audit.figure(id)).filter(|figure| figure.pence.is_none());
    says.extend(notes.filter_map(|figure| Some(format!("{}: {}.", figure.label, figure.note.as_deref()?))));
    says
}

fn path(audit: &Audit) -> Option<Table> {
    let money = |heading: &str| Column::amount(heading, &audit.currency);
    let columns = vec![Column::new("Year from"), Column::new("To"), money("At least"), money("At most")];
    let years = audit.do_nothing.years.iter().zip(&audit.do_nothing.whole);
    let rows = years.map(|(year, range)| {
        vec![
            Value::day(Some(&year.from)),
            Value::day(Some(&year.to)),
            Value::pence(range.low),
            Value::pence(range.high),
        ]
    });
    Table::new("do-nothing", "What the next years cost if nothing is done", columns).filled(rows)
}

/// Columns of years, each a range.
fn years(audit: &Audit) -> impl Iterator<Item = Column> + '_ {
    audit.do_nothing.years.iter().map(|year| {
        let heading = format!("From {}", words::day_short(&year.from));
        Column::amount(&heading, &audit.currency)
    })
}

/// A range in whole units, sorted by its upper end.
fn range(range: &Range) -> Value {
    let (low, high) = (words::amount(range.low), words::amount(range.high));
    let shown = if low == high { low } else { format!("{low} to {high}") };
    Value::number(shown, range.high)
}

fn steps(audit: &Audit) -> Option<Table> {
    let columns = [Column::new("Why"), Column::amount("Run cost now", &audit.currency)];
    let rows = audit.do_nothing.steps.iter().map(|step| {
        let mut cells = vec![words::sentence(&step.rule).into(), Value::pence(step.base_pence)];
        cells.extend(step.years.iter().map(range));
        cells
    });
    let columns = columns.into_iter().chain(years(audit)).collect();
    Table::new("do-nothing-steps", "What that is made of, by rule", columns).filled(rows)
}

fn systems(audit: &Audit, links: &Links<'_>) -> Option<Table> {
    let columns = [Column::of("System", "system")].into_iter().chain(years(audit)).collect();
    let rows = audit.do_nothing.systems.iter().map(|path| {
        let system = path.system.as_deref();
        let mut cells = vec![system.map_or_else(|| "Reaches no system".into(), |id| links.system(id))];
        cells.extend(path.years.iter().map(range));
        cells
    });
    Table::new("do-nothing-systems", "The same by system", columns)
        .noted("Here each pound is on the path of one system, or of none: they add up to the whole.")
        .filled(rows)
}

fn avoidable(audit: &Audit) -> Option<Table> {
    let set = audit.avoidable.as_ref()?;
    let columns = vec![Column::new("From"), Column::amount("Stops, a year", &audit.currency)];
    let falls = set.falls.iter().map(|fall| {
        let on = fall.on.as_deref();
        vec![on.map_or_else(|| "At once".into(), |day| Value::day(Some(day))), Value::pence(fall.pence)]
    });
    let undated = (set.undated_pence != 0)
        .then(|| vec![Value::unknown("On a day that is not known"), Value::pence(set.undated_pence)]);
    Table::new("avoidable", "When the cost of the stated set stops", columns).filled(falls.chain(undated))
}

fn premiums(audit: &Audit, links: &Links<'_>) -> Option<Table> {
    let money = |heading: &str| Column::amount(heading, &audit.currency);
    let columns = vec![
        Column::of("System", "system"),
        Column::new("Tower").choice(),
        Column::new("Units"),
        money("A unit"),
        money("Median of its peers"),
        Column::number("Peers"),
        money("Premium"),
        money("At least"),
        money("At most"),
    ];
    let exact = |pence: i64| Value::number(words::amount_exact(pence), pence);
    let rows = audit.premiums.iter().map(|row| {
        vec![
            links.system(&row.system),
            words::code(&row.tower).into(),
            format!("{} {}", row.units, row.unit).into(),
            exact(row.unit_pence),
            exact(row.median_pence),
            Value::count(row.peers),
            Value::pence(row.pence),
            Value::pence(row.low_pence),
            Value::pence(row.high_pence),
        ]
    });
    Table::new("premiums", "What legacy costs above supported systems of its kind", columns).filled(rows)
}
