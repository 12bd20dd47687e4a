//! Limits of the instance's own: the hourly rate, and the minute after which a request is cut.

use crate::plain::{get, instance, start};
use emulator::servicenow::RateRule;

const PATH: &str = "/api/now/v2/table/cmdb_ci?sysparm_limit=10";

#[test]
fn who_asks_too_often_is_told_how_long_to_wait_and_believed_to_have_waited() {
    let mut instance = instance();
    instance.rate = Some(RateRule { per_hour: 3 });
    let server = start(instance);
    let statuses: Vec<u16> = (0..5).map(|_| get(&server, PATH).status).collect();
    assert_eq!(statuses, [200, 200, 200, 429, 200]);
    (0..2).for_each(|_| assert_eq!(get(&server, PATH).status, 200));
    let limited = get(&server, PATH);
    assert_eq!(limited.status, 429);
    assert_eq!(limited.headers["x-ratelimit-limit"], "3");
    let seconds: u64 = limited.headers["retry-after"].parse().unwrap();
    assert!((3_500..=3_600).contains(&seconds), "{seconds}");
    assert!(limited.body.contains("Rate limit of 3 requests per hour"));
}

#[test]
fn a_page_that_takes_longer_than_a_minute_is_cut_inside_a_200() {
    let mut instance = instance();
    instance.row_costs = 1_000;
    let server = start(instance);
    let large = get(&server, "/api/now/v2/table/cmdb_ci?sysparm_limit=61");
    assert_eq!(large.status, 200);
    assert!(large.json()["error"]["message"].as_str().unwrap().starts_with("Transaction cancelled"));
    assert!(large.json().get("result").is_none());
    assert_eq!(get(&server, "/api/now/v2/table/cmdb_ci?sysparm_limit=60").rows().len(), 60);
}

#[test]
fn latency_is_counted_and_not_waited_for() {
    let server = start(instance());
    (0..20).for_each(|_| drop(get(&server, PATH)));
    assert_eq!(server.clock(), 20 * 50);
    let seen = server.seen();
    assert_eq!(seen.iter().map(|seen| seen.at).collect::<Vec<_>>()[..3], [0, 50, 100]);
    assert!(seen.iter().all(|seen| seen.under_way == 1 && seen.rows == 10 && seen.status == Some(200)));
    assert_eq!(seen.last().unwrap().page, 20);
}
