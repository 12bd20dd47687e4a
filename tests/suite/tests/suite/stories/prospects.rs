//! What may come, as a story states it: what a retirement would stop, and what doing nothing costs.

use audit::Audit;
use serde_json::Value;

/// What a retirement would stop, field by field; and what retiring each system alone would.
pub(super) fn avoidable(run: &Value, audit: &Audit, found: &mut Vec<String>) {
    let told = serde_json::to_value(&audit.avoidable).unwrap();
    for (field, expected) in run["avoidable"].as_object().into_iter().flatten() {
        if told[field] != *expected {
            found.push(format!("avoidable {field}: {expected} expected, {} found", told[field]));
        }
    }
    for (system, expected) in run["avoidable_by_system"].as_object().into_iter().flatten() {
        let pence = audit.systems.iter().find(|row| row.system == *system).map(|row| row.avoidable_pence);
        if pence != expected.as_i64() {
            found.push(format!("avoidable of {system}: {expected} expected, {pence:?} found"));
        }
    }
}

/// A system's path of doing nothing: at least and at most, a year.
pub(super) fn do_nothing(run: &Value, audit: &Audit, found: &mut Vec<String>) {
    for (system, expected) in run["do_nothing"].as_object().into_iter().flatten() {
        let path = audit.do_nothing.systems.iter().find(|path| path.system.as_deref() == Some(system));
        let years = path.map(|path| path.years.iter().map(|year| [year.low, year.high]).collect::<Vec<_>>());
        if serde_json::to_value(&years).unwrap() != *expected {
            found.push(format!("doing nothing about {system}: {expected} expected, {years:?} found"));
        }
    }
}
