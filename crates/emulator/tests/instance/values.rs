//! How a value looks on the wire.

use crate::plain::{get, instance, start};
use emulator::servicenow::{Instance, key};
use serde_json::{Value, json};

fn one() -> Instance {
    let mut instance = instance();
    instance.put("core_company", "v1", &[("name", "Alder Works")]);
    instance.put(
        "cmdb_ci_server",
        "s1",
        &[
            ("name", "payroll-db-01"),
            ("manufacturer", "v1"),
            ("install_status", "1"),
            ("virtual", "false"),
            ("ram", "-1"),
            ("install_date", "2019-07-12 08:00:00"),
            ("cost", "1450.5"),
            ("cost_cc", "USD"),
            ("life_cycle_stage", "Operational"),
        ],
    );
    instance
}

fn row(instance: Instance, rest: &str) -> Value {
    let server = start(instance);
    let mut row =
        get(&server, &format!("/api/now/v2/table/cmdb_ci_server?sysparm_query=sys_id=s1&{rest}")).rows()[0].clone();
    let text = row.to_string().replace(&server.address(), "https://it");
    row = serde_json::from_str(&text).unwrap();
    row
}

#[test]
fn everything_is_text_and_a_reference_is_an_object_or_empty_text() {
    let fields =
        "sysparm_fields=sys_id,sys_class_name,name,manufacturer,vendor,virtual,ram,purchase_date,cost,life_cycle_stage";
    assert_eq!(
        row(one(), fields),
        json!({"sys_id": "s1", "sys_class_name": "cmdb_ci_server", "name": "payroll-db-01",
            "manufacturer": {"link": "https://it/api/now/table/core_company/v1", "value": "v1"},
            "vendor": "", "virtual": "false", "ram": "-1", "purchase_date": "", "cost": "1450.5",
            "life_cycle_stage": {"link": "https://it/api/now/table/life_cycle_stage/Operational", "value": "Operational"}})
    );
    let plain = row(one(), "sysparm_fields=manufacturer,vendor&sysparm_exclude_reference_link=true");
    assert_eq!(plain, json!({"manufacturer": "v1", "vendor": ""}));
}

#[test]
fn shown_values_hide_ids_and_all_values_show_both() {
    let shown = row(one(), "sysparm_fields=manufacturer,install_status,operational_status&sysparm_display_value=true");
    assert_eq!(
        shown,
        json!({"manufacturer": {"display_value": "Alder Works", "link": "https://it/api/now/table/core_company/v1"},
            "install_status": "Installed", "operational_status": null})
    );
    let all = row(
        one(),
        "sysparm_fields=manufacturer,install_status,operational_status&sysparm_display_value=all&sysparm_exclude_reference_link=true",
    );
    assert_eq!(
        all,
        json!({"manufacturer": {"display_value": "Alder Works", "value": "v1"},
            "install_status": {"display_value": "Installed", "value": "1"},
            "operational_status": {"display_value": null, "value": ""}})
    );
}

#[test]
fn a_field_that_is_absent_is_no_column_or_not_allowed_and_an_empty_one_is_empty() {
    let mut instance = one();
    instance.access.hidden_columns.insert(("cmdb_ci".to_owned(), "cost".to_owned()));
    let row = row(instance, "sysparm_fields=name,cost,cost_cc,no_such,serial_number");
    assert_eq!(row, json!({"name": "payroll-db-01", "cost_cc": "USD", "serial_number": ""}));
}

#[test]
fn a_path_of_references_is_a_flat_name() {
    let row = row(one(), "sysparm_fields=manufacturer.name,vendor.name,manufacturer.no_such");
    assert_eq!(row, json!({"manufacturer.name": "Alder Works", "vendor.name": ""}));
}

#[test]
fn a_read_of_a_parent_gives_all_classes_with_the_parents_columns() {
    let server = start(one());
    let ids = |table: &str| get(&server, &format!("/api/now/v2/table/{table}?sysparm_fields=sys_id")).column("sys_id");
    assert!(ids("cmdb_ci").contains(&"s1".to_owned()) && !ids("cmdb_ci_win_server").contains(&"s1".to_owned()));
    let parent = get(&server, "/api/now/v2/table/cmdb_ci?sysparm_query=sys_id=s1&sysparm_fields=name,ram").rows();
    assert_eq!(parent[0], json!({"name": "payroll-db-01"}));
}

#[test]
fn a_single_record_is_an_object_and_a_hidden_one_is_not_found() {
    let mut instance = one();
    let other = instance.ids("cmdb_ci")[0].clone();
    instance.access.hidden_rows.insert(other.clone());
    let server = start(instance);
    assert_eq!(
        get(&server, "/api/now/v2/table/cmdb_ci/s1?sysparm_fields=name").json(),
        json!({"result": {"name": "payroll-db-01"}})
    );
    assert_eq!(get(&server, &format!("/api/now/v2/table/cmdb_ci/{other}")).status, 404);
}

#[test]
fn a_ci_is_shown_with_its_relations_and_a_class_with_its_place() {
    let mut instance = one();
    instance.put("cmdb_rel_ci", "r1", &[("parent", "s1"), ("child", &key("cmdb:CI0000001")), ("type", "t1")]);
    instance.put("cmdb_rel_type", "t1", &[("name", "Depends on::Used by")]);
    let server = start(instance);
    let ci = get(&server, "/api/now/cmdb/instance/cmdb_ci_server/s1").json()["result"].clone();
    assert_eq!(ci["attributes"]["ram"], "-1");
    assert_eq!(ci["outbound_relations"][0]["type"]["display_value"], "Depends on::Used by");
    assert_eq!(ci["outbound_relations"][0]["target"]["value"], key("cmdb:CI0000001"));
    assert_eq!(ci["inbound_relations"], json!([]));
    let list = get(&server, "/api/now/cmdb/instance/cmdb_ci_server").rows();
    assert!(list.iter().all(|row| row.as_object().unwrap().len() == 2));
    let class = get(&server, "/api/now/cmdb/meta/cmdb_ci_server").json()["result"].clone();
    assert_eq!(class["parent"], "cmdb_ci_computer");
    assert!(class["children"].as_array().unwrap().contains(&json!("cmdb_ci_win_server")));
}

#[test]
fn the_class_tree_can_be_walked_and_columns_found() {
    let server = start(one());
    let tables = get(
        &server,
        "/api/now/v2/table/sys_db_object?sysparm_query=name=cmdb_ci_win_server&sysparm_fields=name,super_class.name",
    );
    assert_eq!(tables.rows(), [json!({"name": "cmdb_ci_win_server", "super_class.name": "cmdb_ci_server"})]);
    let columns = get(
        &server,
        "/api/now/v2/table/sys_dictionary?sysparm_query=name=ast_contract^element=vendor&sysparm_fields=internal_type,reference,column_label",
    );
    assert_eq!(
        columns.rows(),
        [json!({"internal_type": "reference", "reference": "core_company", "column_label": "Vendor"})]
    );
}
