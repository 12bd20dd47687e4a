//! The Aggregate API: counts and sums, every number a string. Access rules do not lower a count, and money is summed in the
//! reference currency before it is converted.

use super::answers;
use super::instance::Instance;
use super::money::{Money, parts};
use super::query::{Query, resolve, walk};
use super::schema::Kind;
use super::store::Row;
use crate::faults::Fault;
use crate::talk::{Answer, Asked};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// `GET /api/now/stats/{table}`
pub(crate) fn answer(instance: &Instance, asked: &Asked, table: &str, fault: Option<Fault>) -> Answer {
    if fault == Some(Fault::CountRefused) {
        return answers::refused();
    }
    let eyes = instance.eyes(asked.at);
    let store = instance.store();
    let query = Query::read(&store, table, asked.parameter("sysparm_query").unwrap_or_default(), &eyes);
    let rows: Vec<&Row> = if query.dropped && instance.strict_queries {
        Vec::new()
    } else {
        let (from, to, _) = query.places(&store, table);
        store.rows_from(table, from).take(to - from).filter(|row| query.holds(&store, row, &eyes)).collect()
    };
    let by = asked.parameter("sysparm_group_by").filter(|by| store.column(table, by).is_some());
    let by = if fault == Some(Fault::CountGrouped) { by.or(Some("sys_id")) } else { by };
    let result = match by {
        None => json!({ "stats": stats(instance, asked, table, &rows, fault) }),
        Some(field) => {
            let mut groups: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
            rows.iter().for_each(|row| groups.entry(store.cell(row, field)).or_default().push(row));
            let groups = groups.into_iter().map(|(value, rows)| {
                json!({ "stats": stats(instance, asked, table, &rows, None), "groupby_fields": [{ "field": field, "value": value }] })
            });
            groups.collect()
        }
    };
    Answer::json(200, json!({ "result": result }).to_string())
}

fn stats(instance: &Instance, asked: &Asked, table: &str, rows: &[&Row], fault: Option<Fault>) -> Value {
    let mut stats = Map::new();
    if asked.parameter("sysparm_count") == Some("true") {
        let more = if fault == Some(Fault::CountTooLarge) { 9 } else { 0 };
        stats.insert("count".to_owned(), (rows.len() + more).to_string().into());
    }
    for (parameter, name) in [
        ("sysparm_sum_fields", "sum"),
        ("sysparm_avg_fields", "avg"),
        ("sysparm_min_fields", "min"),
        ("sysparm_max_fields", "max"),
    ] {
        let fields = asked.parameter(parameter).unwrap_or_default().split(',').filter(|field| !field.is_empty());
        let found: Map<String, Value> = fields
            .filter_map(|field| Some((field.to_owned(), of_field(instance, asked, table, rows, field, name)?.into())))
            .collect();
        if !found.is_empty() {
            stats.insert(name.to_owned(), found.into());
        }
    }
    stats.into()
}

fn of_field(instance: &Instance, asked: &Asked, table: &str, rows: &[&Row], field: &str, name: &str) -> Option<String> {
    let store = instance.store();
    let path = [field.to_owned()];
    let column = resolve(&store, table, &path)?;
    let eyes = instance.eyes(asked.at);
    let money = matches!(column.kind, Kind::Currency | Kind::Price);
    let cells = rows.iter().map(|row| walk(&store, row, &path)).filter(|cell| !cell.is_empty());
    let cells: Vec<String> = cells.map(|cell| if money { eyes.reference(&cell) } else { cell }).collect();
    match name {
        "min" | "max" if column.kind != Kind::Number && !money => {
            let mut cells = cells;
            cells.sort();
            Some(if name == "min" { cells.first() } else { cells.last() }?.clone())
        }
        _ => {
            let numbers: Vec<i64> = cells.iter().filter_map(|cell| parts(cell)).collect();
            let number = match name {
                "sum" => numbers.iter().sum(),
                "avg" => numbers.iter().sum::<i64>() / i64::try_from(numbers.len()).ok().filter(|count| *count > 0)?,
                "min" => *numbers.iter().min()?,
                _ => *numbers.iter().max()?,
            };
            let reference = Money { currency: instance.rates.reference.clone(), parts: number };
            let shown = if money { eyes.rates.exchanged(&reference, eyes.currency, eyes.day) } else { reference };
            Some(shown.amount())
        }
    }
}
