//! Paging: totals, links, limits, and rows that access rules hide.

use crate::plain::{get, instance, start, walk};

#[test]
fn a_walk_by_key_meets_every_row_once_in_order() {
    let instance = instance();
    let links = instance.ids("cmdb_rel_ci");
    let ids = instance.ids("cmdb_ci");
    assert_eq!(ids.len(), 150);
    assert!(links.last().unwrap().starts_with("zz_imported_"), "an id that is no hexadecimal number comes last");
    let server = start(instance);
    assert_eq!(walk(&server, "cmdb_ci", 40), ids);
    assert_eq!(server.seen().len(), 4);
    assert_eq!(walk(&server, "cmdb_rel_ci", 40), links);
}

#[test]
fn the_total_counts_what_matches_before_access_rules_and_the_limit_comes_before_them_too() {
    let mut instance = instance();
    let ids = instance.ids("cmdb_ci");
    // A whole page, and half of the next.
    instance.access.hidden_rows.extend(ids[20..45].iter().cloned());
    let server = start(instance);
    let second =
        get(&server, "/api/now/v2/table/cmdb_ci?sysparm_limit=20&sysparm_offset=20&sysparm_query=ORDERBYsys_id");
    assert_eq!((second.rows().len(), second.total()), (0, 150));
    let third =
        get(&server, "/api/now/v2/table/cmdb_ci?sysparm_limit=20&sysparm_offset=40&sysparm_query=ORDERBYsys_id");
    assert_eq!((third.rows().len(), third.total()), (15, 150));
    let seen = walk(&server, "cmdb_ci", 20);
    assert_eq!(seen.len(), 125);
    assert_eq!(get(&server, "/api/now/stats/cmdb_ci?sysparm_count=true").json()["result"]["stats"]["count"], "150");
}

#[test]
fn links_name_first_previous_next_and_last_and_one_page_has_none() {
    let server = start(instance());
    let page = |offset: usize, limit: usize| {
        get(&server, &format!("/api/now/v2/table/cmdb_ci?sysparm_limit={limit}&sysparm_offset={offset}"))
    };
    assert!(!page(0, 150).headers.contains_key("link"));
    let relations = |link: &str| {
        let parts = link.split(",<").map(|part| part.split("rel=").nth(1).unwrap().trim_matches('"').to_owned());
        parts.collect::<Vec<_>>()
    };
    assert_eq!(relations(&page(0, 50).headers["link"]), ["first", "next", "last"]);
    assert_eq!(relations(&page(50, 50).headers["link"]), ["first", "prev", "next", "last"]);
    assert_eq!(relations(&page(100, 50).headers["link"]), ["first", "prev", "last"]);
    let next = page(0, 50).headers["link"].split(',').nth(1).unwrap().to_owned();
    let path = next.trim_start_matches('<').split(">;").next().unwrap().split_once("/api").unwrap().1.to_owned();
    assert_eq!(get(&server, &format!("/api{path}")).column("sys_id"), page(50, 50).column("sys_id"));
}

#[test]
fn a_limit_must_be_a_positive_number_and_without_one_ten_thousand_rows_come() {
    let server = start(instance());
    for limit in ["0", "-1", "many"] {
        let page = get(&server, &format!("/api/now/v2/table/cmdb_ci?sysparm_limit={limit}"));
        assert_eq!(page.status, 400, "{limit}");
    }
    assert_eq!(get(&server, "/api/now/v2/table/cmdb_ci").rows().len(), 150);
    let quiet = get(
        &server,
        "/api/now/v2/table/cmdb_ci?sysparm_limit=5&sysparm_no_count=true&sysparm_suppress_pagination_header=true",
    );
    assert!(!quiet.headers.contains_key("x-total-count") && !quiet.headers.contains_key("link"));
}

#[test]
fn no_rows_are_a_404_in_the_first_version_and_an_empty_list_in_the_second() {
    let server = start(instance());
    assert_eq!(get(&server, "/api/now/table/cmdb_ci?sysparm_query=name=nobody").status, 404);
    let second = get(&server, "/api/now/v2/table/cmdb_ci?sysparm_query=name=nobody");
    assert_eq!((second.status, second.body.as_str()), (200, "{\"result\":[]}"));
}

#[test]
fn a_table_may_be_unknown_or_closed() {
    let mut instance = instance();
    instance.access.closed_tables.insert("alm_asset".to_owned());
    let server = start(instance);
    assert_eq!(get(&server, "/api/now/v2/table/no_such_table").status, 400);
    assert_eq!(get(&server, "/api/now/v2/table/alm_asset").status, 403);
    assert_eq!(get(&server, "/api/now/stats/alm_asset?sysparm_count=true").status, 403);
}
