//! The CMDB Instance and Meta APIs, for spot checks: one CI with its relations, one class with its place in the tree.

use super::answers;
use super::instance::Instance;
use super::store::Row;
use super::wire::{Display, Look};
use crate::talk::{Answer, Asked};
use serde_json::{Value, json};
use std::cell::RefCell;

/// `GET /api/now/cmdb/instance/{class}`: ids and names.
pub(crate) fn list(instance: &Instance, class: &str) -> Answer {
    let store = instance.store();
    let seen = store.rows_from(class, 0).filter(|row| !instance.access.hidden_rows.contains(&*row.id)).take(1000);
    let rows: Vec<Value> = seen.map(|row| json!({ "sys_id": &*row.id, "name": store.cell(row, "name") })).collect();
    Answer::json(200, json!({ "result": rows }).to_string())
}

/// `GET /api/now/cmdb/instance/{class}/{sys_id}`: attributes and both ends of its relations.
pub(crate) fn one(instance: &Instance, asked: &Asked, class: &str, id: &str) -> Answer {
    let store = instance.store();
    let Some(row) = store.row(class, id).filter(|row| !instance.access.hidden_rows.contains(&*row.id)) else {
        return answers::no_record();
    };
    let fields = Look::fields(&store, class, None, &instance.access);
    let look =
        Look { fields, display: Display::Values, links: true, origin: asked.origin.clone(), made: RefCell::default() };
    let mut attributes = Vec::new();
    look.write(&store, row, &instance.eyes(asked.at), &mut attributes);
    let attributes: Value = serde_json::from_slice(&attributes).unwrap_or_default();
    let body = json!({ "result": {
        "attributes": attributes,
        "outbound_relations": relations(instance, asked, id, "parent", "child"),
        "inbound_relations": relations(instance, asked, id, "child", "parent"),
    } });
    Answer::json(200, body.to_string())
}

/// `GET /api/now/cmdb/meta/{class}`: its place in the class tree, and its columns.
pub(crate) fn meta(instance: &Instance, class: &str) -> Answer {
    let store = instance.store();
    let schema = &store.schema;
    let Some(table) = schema.table(class) else { return answers::no_record() };
    let own = |name: &str| table.columns.iter().any(|column| column.name == name);
    let attributes: Vec<Value> = schema
        .columns(class)
        .iter()
        .map(|column| {
            json!({ "element": column.name, "label": column.label, "type": column.word, "is_inherited": (!own(&column.name)).to_string(),
                "is_mandatory": "false", "is_read_only": "false", "default_value": null, "max_length": "40" })
        })
        .collect();
    let result = json!({ "name": class, "label": table.label, "parent": table.parent, "children": schema.children(class),
        "attributes": attributes, "is_extendable": true });
    Answer::json(200, json!({ "result": result }).to_string())
}

fn relations(instance: &Instance, asked: &Asked, id: &str, near: &str, far: &str) -> Vec<Value> {
    let store = instance.store();
    let end = |row: &Row, table: &str, column: &str, path: &str| {
        let id = store.cell(row, column).to_owned();
        json!({ "display_value": store.display(table, &id), "link": format!("{}/api/now/{path}/{id}", asked.origin), "value": id })
    };
    let found = store.rows_from("cmdb_rel_ci", 0).filter(|row| store.cell(row, near) == id);
    found
        .map(|row| {
            json!({ "sys_id": &*row.id, "type": end(row, "cmdb_rel_type", "type", "table/cmdb_rel_type"),
                "target": end(row, "cmdb_ci", far, "cmdb/instance/cmdb_ci") })
        })
        .collect()
}
