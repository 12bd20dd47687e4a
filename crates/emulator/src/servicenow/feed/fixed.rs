//! What every instance holds: its own tables and columns, codes with their labels, properties, and a few people whom nobody may read.

use super::{Feed, key};
use crate::servicenow::schema::Kind;

/// Codes with their labels: table, column, code, label.
const CHOICES: &[(&str, &str, &str, &str)] = &[
    ("cmdb_ci", "install_status", "1", "Installed"),
    ("cmdb_ci", "install_status", "2", "On Order"),
    ("cmdb_ci", "install_status", "3", "In Maintenance"),
    ("cmdb_ci", "install_status", "6", "In Stock"),
    ("cmdb_ci", "install_status", "7", "Retired"),
    ("cmdb_ci", "install_status", "8", "Stolen"),
    ("cmdb_ci", "install_status", "100", "Absent"),
    ("cmdb_ci", "operational_status", "1", "Operational"),
    ("cmdb_ci", "operational_status", "2", "Non-Operational"),
    ("ast_contract", "state", "draft", "Draft"),
    ("ast_contract", "state", "active", "Active"),
    ("ast_contract", "state", "expired", "Expired"),
    ("ast_contract", "state", "cancelled", "Cancelled"),
    ("fm_expense_line", "summary_type", "run_business", "Run Business"),
    ("fm_expense_line", "summary_type", "grow_business", "Grow Business"),
    ("fm_expense_line", "summary_type", "transform_business", "Transform Business"),
    ("task", "priority", "1", "1 - Critical"),
    ("task", "priority", "2", "2 - High"),
    ("task", "priority", "3", "3 - Moderate"),
    ("task", "priority", "4", "4 - Low"),
];

const PROPERTIES: &[(&str, &str)] = &[
    ("glide.system.locale", "en.GB"),
    ("glide.i18n.single_currency", "false"),
    ("glide.i18n.single_currency.code", "GBP"),
    ("glide.invalid_query.returns_no_rows", "false"),
    ("glide.buildtag.last", "glide-emulated-12-18-2025__patch1"),
];

/// Invented, so that a test can look for them in whatever a client leaves behind.
const PEOPLE: &[(&str, &str)] = &[
    ("Invented Person One", "one@people.example"),
    ("Invented Person Two", "two@people.example"),
    ("Invented Person Three", "three@people.example"),
];

pub(super) fn rows(feed: &mut Feed) {
    let tables: Vec<_> = feed.store.schema.tables().cloned().collect();
    for table in &tables {
        let parent = table.parent.as_ref().map_or_else(String::new, |parent| key(&format!("sys_db_object {parent}")));
        let id = key(&format!("sys_db_object {}", table.name));
        feed.put("sys_db_object", &id, &[("name", &table.name), ("label", &table.label), ("super_class", &parent)]);
        for column in &table.columns {
            let reference = if let Kind::Reference(to, _) = &column.kind { to.as_str() } else { "" };
            let id = key(&format!("sys_dictionary {} {}", table.name, column.name));
            let row = [
                ("name", table.name.as_str()),
                ("element", &column.name),
                ("internal_type", &column.word),
                ("reference", reference),
                ("column_label", &column.label),
                ("active", "true"),
            ];
            feed.put("sys_dictionary", &id, &row);
        }
    }
    for (table, element, value, label) in CHOICES {
        let id = key(&format!("sys_choice {table} {element} {value}"));
        feed.put("sys_choice", &id, &[("name", table), ("element", element), ("value", value), ("label", label)]);
    }
    for (name, value) in PROPERTIES {
        feed.put("sys_properties", &key(&format!("sys_properties {name}")), &[("name", name), ("value", value)]);
    }
    for (name, email) in PEOPLE {
        feed.put(
            "sys_user",
            &key(&format!("sys_user {name}")),
            &[("name", name), ("email", email), ("active", "true")],
        );
    }
    // Not every id is 32 hexadecimal digits, and a group may have one that is a word.
    feed.put("sys_user_group", "global", &[("name", "Global"), ("active", "true")]);
}
