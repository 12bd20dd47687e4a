//! The JSON Schema of an audit, made from the types.

use crate::Audit;

/// The JSON Schema (2020-12) of `audit.json`. The committed copy is held current by a test.
pub fn json_schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Audit);
    schema.insert("$id".to_owned(), crate::SCHEMA.into());
    schema.insert("title".to_owned(), "oldiron audit".into());
    schema.to_value()
}
