//! Things, links and work: what is there once comes out once.

use crate::pulled::{connector, instance, pull, serve, texts};
use estate::Table;
use estate::tables::{Asset, Relation, Ticket};

#[test]
fn a_thing_is_there_once_whichever_of_three_tables_holds_it() {
    let server = serve(instance(&[
        (
            "cmdb_ci_aix_server",
            "ffff0001",
            &[
                ("name", "trap-aix"),
                ("asset", "ffff0002"),
                ("os", "AIX"),
                ("os_version", "5.3"),
                ("install_status", "1"),
                ("cost", "999"),
                ("cost_cc", "USD"),
            ],
        ),
        (
            "alm_hardware",
            "ffff0002",
            &[
                ("display_name", "trap-aix"),
                ("ci", "ffff0001"),
                ("cost", "GBP;1450.50"),
                ("quantity", "10"),
                ("purchase_date", "2009-02-01"),
            ],
        ),
        ("alm_consumable", "ffff0003", &[("display_name", "toner"), ("quantity", "10"), ("cost", "GBP;80.00")]),
        (
            "cmdb_ci_storage_device",
            "ffff0004",
            &[("name", "trap-array"), ("cost", "0"), ("cost_cc", "USD"), ("install_status", "7")],
        ),
        ("cmdb_ci_storage_device", "ffff0005", &[("name", "trap-usd"), ("cost", "1200.5"), ("cost_cc", "USD")]),
        (
            "cmdb_ci_storage_device",
            "ffff0006",
            &[("name", "trap-blank"), ("cost", ""), ("cost_cc", "USD"), ("purchase_date", "")],
        ),
    ]));
    let got = pull(&connector(&server, &serde_json::json!({})), Table::Assets);
    assert!(got.pulled.is_whole(), "{:?}", got.pulled.walks);
    assert_eq!(got.pulled.receipt.declared, Some(got.pulled.receipt.received));
    let columns = [Asset::kind, Asset::product, Asset::version, Asset::purchase_price, Asset::currency, Asset::status];
    // The owner's record has the money, once, and a quantity multiplies nothing.
    assert_eq!(got.of(Asset::id, "now:ffff0001", &columns), texts(&["server", "AIX", "5.3", "1450.50", "GBP", "live"]));
    assert_eq!(got.of(Asset::id, "now:ffff0001", &[Asset::purchased_on]), texts(&["2009-02-01"]));
    assert!(!got.rows.iter().any(|row| got.cell(row, Asset::id) == "now:ffff0002"), "the owned thing is its item");
    assert_eq!(got.of(Asset::id, "now:ffff0003", &columns), texts(&["consumable", "", "", "80.00", "GBP", ""]));
    assert_eq!(got.of(Asset::id, "now:ffff0004", &columns), texts(&["storage", "", "", "0.00", "GBP", "retired"]));
    // A dollar sign that nobody set is told, and no blank cost is a zero.
    assert_eq!(got.of(Asset::id, "now:ffff0005", &columns)[3..5], texts(&["", ""]));
    assert_eq!(got.told("now:ffff0005"), [("cost", false)]);
    assert_eq!(got.of(Asset::id, "now:ffff0006", &columns)[3..5], texts(&["", ""]));
    assert_eq!(got.told("now:ffff0006"), []);
}

#[test]
fn links_with_a_missing_end_are_set_aside_and_circles_are_kept() {
    let server = serve(instance(&[
        ("cmdb_rel_type", "fffe0000", &[("name", "Runs on::Runs")]),
        ("cmdb_rel_ci", "fffe0001", &[("parent", "a1"), ("child", ""), ("type", "fffe0000")]),
        ("cmdb_rel_ci", "fffe0002", &[("parent", "a1"), ("child", "b2"), ("type", "fffe0000")]),
        ("cmdb_rel_ci", "fffe0003", &[("parent", "b2"), ("child", "a1"), ("type", "fffe0000")]),
        ("svc_ci_assoc", "fffe0004", &[("service_id", "s1"), ("ci_id", "c1")]),
    ]));
    let got = pull(&connector(&server, &serde_json::json!({})), Table::Relations);
    assert!(got.pulled.is_whole());
    assert_eq!(got.told("fffe0001"), [("to", true)]);
    assert_eq!(got.of(Relation::from, "now:a1", &[Relation::to, Relation::kind]), texts(&["now:b2", "Runs on::Runs"]));
    assert_eq!(got.of(Relation::from, "now:b2", &[Relation::to]), texts(&["now:a1"]));
    assert_eq!(got.of(Relation::from, "now:s1", &[Relation::to, Relation::kind]), texts(&["now:c1", "depends-on"]));
}

#[test]
fn work_is_timed_by_what_was_written_down_then_by_the_ticket_and_else_not_at_all() {
    let server = serve(instance(&[
        (
            "incident",
            "fff90001",
            &[
                ("number", "INC1"),
                ("opened_at", "2026-01-05 23:30:00"),
                ("time_worked", "1970-01-01 05:00:00"),
                ("category", "hardware"),
            ],
        ),
        ("task_time_worked", "fff90002", &[("task", "fff90001"), ("time_in_seconds", "600")]),
        ("task_time_worked", "fff90003", &[("task", "fff90001"), ("time_in_seconds", "300")]),
        ("change_request", "fff90004", &[("number", "CHG1"), ("time_worked", "1970-01-01 02:00:00")]),
        ("problem", "fff90005", &[("number", "PRB1"), ("time_worked", "2016-01-01 00:02:17")]),
        ("sc_task", "fff90006", &[("number", "SCTASK1"), ("time_worked", "")]),
        ("sc_task", "fff90007", &[("number", "SCTASK2"), ("time_worked", "1970-01-01 00:00:00")]),
    ]));
    let got = pull(&connector(&server, &serde_json::json!({})), Table::Tickets);
    assert!(got.pulled.is_whole(), "{:?}", got.pulled.walks);
    let columns = [Ticket::kind, Ticket::effort_seconds, Ticket::effort_from];
    assert_eq!(got.of(Ticket::id, "now:fff90001", &columns), texts(&["incident", "900", "task_time_worked"]));
    assert_eq!(
        got.of(Ticket::id, "now:fff90001", &[Ticket::opened_on, Ticket::category]),
        texts(&["2026-01-05", "hardware"])
    );
    assert_eq!(got.of(Ticket::id, "now:fff90004", &columns), texts(&["change", "7200", "time_worked"]));
    assert_eq!(got.of(Ticket::id, "now:fff90005", &columns), texts(&["problem", "", ""]));
    assert_eq!(got.told("now:fff90005"), [("time_worked", false)]);
    for id in ["now:fff90006", "now:fff90007"] {
        assert_eq!(got.of(Ticket::id, id, &columns), texts(&["request", "", ""]));
    }
}
