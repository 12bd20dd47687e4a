//! Encoded queries.

use crate::plain::{get, instance, start};
use emulator::servicenow::Instance;

fn small() -> Instance {
    let mut instance = instance();
    let rows: [(&str, &[(&str, &str)]); 4] = [
        (
            "q1",
            &[
                ("number", "1"),
                ("state", "active"),
                ("starts", "2024-01-01"),
                ("vendor", "v1"),
                ("total_cost", "USD;1000.00"),
            ],
        ),
        (
            "q2",
            &[
                ("number", "2"),
                ("state", "draft"),
                ("starts", "2025-01-01"),
                ("vendor", "v2"),
                ("total_cost", "GBP;900.00"),
            ],
        ),
        ("q3", &[("number", "10"), ("state", "active"), ("starts", ""), ("total_cost", "GBP;700.00")]),
        ("q4", &[("number", "4"), ("state", "expired"), ("starts", "2026-01-01"), ("vendor", "v1")]),
    ];
    instance.put_all("ast_warranty", rows);
    instance.put("core_company", "v1", &[("name", "Alder Works")]);
    instance.put("core_company", "v2", &[("name", "Birch Works")]);
    instance
}

#[test]
fn a_query_selects_as_documented() {
    let server = start(small());
    for (query, ids) in [
        ("state=active", "q1 q3"),
        ("state!=active", "q2 q4"),
        ("state=active^startsISNOTEMPTY", "q1"),
        ("startsISEMPTY", "q3"),
        ("state=draft^ORstate=expired", "q2 q4"),
        ("state=active^vendor=v1^NQstate=draft", "q1 q2"),
        ("stateINdraft,expired", "q2 q4"),
        ("starts>2024-01-01", "q2 q4"),
        ("starts>=2024-01-01^starts<2026-01-01", "q1 q2"),
        ("startsBETWEEN2024-06-01@2025-06-01", "q2"),
        ("stateSTARTSWITHex", "q4"),
        ("stateENDSWITHve", "q1 q3"),
        ("stateLIKEraf", "q2"),
        ("vendor.name=Alder Works", "q1 q4"),
        ("vendor.name=alder works", ""),
        // 1,000 dollars are less than 900 pounds: filters see the reference currency.
        ("total_cost>800", "q2"),
        // A dropped part leaves the others standing.
        ("no_such_column=7^state=draft", "q2"),
        ("vendor.no_such=7^state=draft", "q2"),
        ("state~active^state=draft", "q2"),
        ("sys_id>q2", "q3 q4"),
    ] {
        let page = get(
            &server,
            &format!("/api/now/v2/table/ast_warranty?sysparm_fields=sys_id&sysparm_query={query}^ORDERBYsys_id"),
        );
        assert_eq!(page.column("sys_id").join(" "), ids, "{query}");
        assert_eq!(page.total(), page.rows().len(), "{query}");
    }
}

#[test]
fn an_invalid_part_leads_to_no_rows_where_the_instance_is_set_so() {
    let mut instance = small();
    instance.strict_queries = true;
    let server = start(instance);
    let page = get(&server, "/api/now/v2/table/ast_warranty?sysparm_query=no_such_column=7^state=draft");
    assert_eq!((page.rows().len(), page.total()), (0, 0));
}

#[test]
fn rows_are_ordered_as_asked() {
    let server = start(small());
    for (order, ids) in [
        ("ORDERBYstate^ORDERBYDESCsys_id", "q3 q1 q2 q4"),
        ("ORDERBYDESCstarts", "q4 q2 q1 q3"),
        ("ORDERBYno_such_column", "q1 q2 q3 q4"),
    ] {
        let page = get(&server, &format!("/api/now/v2/table/ast_warranty?sysparm_query={order}"));
        assert_eq!(page.column("sys_id").join(" "), ids, "{order}");
    }
}

#[test]
fn moments_are_asked_for_on_the_users_clock() {
    let mut instance = small();
    instance.account.utc_offset = 60;
    instance.put("incident", "t1", &[("opened_at", "2026-03-31 23:30:00")]);
    let server = start(instance);
    let count = |query: &str| {
        let page = get(&server, &format!("/api/now/v2/table/incident?sysparm_query=sys_id=t1^{query}"));
        page.rows().len()
    };
    assert_eq!(count("opened_at>=2026-04-01 00:00:00"), 1, "half past eleven in UTC is past midnight here");
    assert_eq!(count("opened_at>=2026-04-01 00:30:01"), 0);
    let page = get(
        &server,
        "/api/now/v2/table/incident?sysparm_query=sys_id=t1&sysparm_display_value=all&sysparm_fields=opened_at",
    );
    assert_eq!(page.rows()[0]["opened_at"]["value"], "2026-03-31 23:30:00");
    assert_eq!(page.rows()[0]["opened_at"]["display_value"], "2026-04-01 00:30:00");
}

#[test]
fn counts_come_alone_as_an_object_and_in_groups_as_a_list() {
    let server = start(small());
    let stats = |rest: &str| get(&server, &format!("/api/now/stats/ast_warranty?{rest}")).json()["result"].clone();
    let alone = stats("sysparm_count=true&sysparm_sum_fields=total_cost&sysparm_min_fields=starts");
    assert_eq!(alone["stats"]["count"], "4");
    assert_eq!(alone["stats"]["sum"]["total_cost"], "2390");
    assert_eq!(alone["stats"]["min"]["starts"], "2024-01-01");
    let groups = stats("sysparm_count=true&sysparm_group_by=state");
    let groups: Vec<String> = groups
        .as_array()
        .unwrap()
        .iter()
        .map(|group| {
            format!(
                "{} {}",
                group["groupby_fields"][0]["value"].as_str().unwrap(),
                group["stats"]["count"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(groups, ["active 2", "draft 1", "expired 1"]);
}
