//! What of an answer is not kept: columns that nobody asked for. A server that ignores the list of columns may send people's names,
//! notes and addresses; they reach neither the disk nor the records.

use crate::Row;
use serde_json::Value;

/// Takes away from rows what was not asked for. Was there anything? No column named, nothing taken.
pub(crate) fn strip(rows: &mut [Row], columns: &[String]) -> bool {
    let mut stripped = false;
    if !columns.is_empty() {
        for row in rows {
            let before = row.len();
            row.retain(|name, _| columns.iter().any(|column| column == name));
            stripped |= row.len() != before;
        }
    }
    stripped
}

/// The body with only the named columns in its rows, wherever a list of objects stands. A body that is no JSON: as it is.
pub(crate) fn only(body: &str, columns: &[String]) -> String {
    let Ok(mut parsed) = serde_json::from_str::<Value>(body) else { return body.to_owned() };
    strip_lists(&mut parsed, columns);
    parsed.to_string()
}

fn strip_lists(value: &mut Value, columns: &[String]) {
    match value {
        Value::Array(rows) => {
            for row in rows.iter_mut().filter_map(Value::as_object_mut) {
                row.retain(|name, _| columns.iter().any(|column| column == name));
            }
        }
        Value::Object(object) => object.values_mut().for_each(|inner| strip_lists(inner, columns)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_asked_for_is_kept() {
        let columns = ["id".to_owned(), "ref".to_owned()];
        for (body, kept) in [
            (
                r#"{"result":[{"id":"1","name":"A Person","ref":{"link":"l","value":"v"}}]}"#,
                r#"{"result":[{"id":"1","ref":{"link":"l","value":"v"}}]}"#,
            ),
            (r#"{"result":[{"id":"1"}]}"#, r#"{"result":[{"id":"1"}]}"#),
            ("not JSON", "not JSON"),
            (r#"{"result":[]}"#, r#"{"result":[]}"#),
        ] {
            assert_eq!(only(body, &columns), kept);
        }
        let row = |text: &str| serde_json::from_str::<Row>(text).unwrap();
        let mut rows = [row(r#"{"id":"1","name":"A Person"}"#), row(r#"{"id":"2"}"#)];
        assert!(!strip(&mut rows, &[]));
        assert!(strip(&mut rows, &columns) && !strip(&mut rows, &columns));
        assert_eq!(rows[0], row(r#"{"id":"1"}"#));
    }
}
