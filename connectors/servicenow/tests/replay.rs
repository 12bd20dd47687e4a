//! Traps of the field, each put into an instance and pulled: what comes out is neither more nor less than what is there.

use connector_kit::{
    Access, Clock, Connector, Error, Findable, Pages, Pulled, Record, Run, Secret, Since, Want, pull_all, wait_for,
};
use demo_estate::{Estate, Size};
use emulator::servicenow::Instance;
use emulator::{Arm, Fault, Latency, Server};
use estate::tables::{Asset, Contract, Cover, Entitlement, Measure, Payment, Price, Relation, Ticket};
use estate::{SetAside, Table, Value};
use servicenow::{ServiceNow, Settings};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A small instance, and what a test puts into it.
fn instance(rows: &[(&str, &str, &[(&str, &str)])]) -> Instance {
    let size = Size { assets: 60, contracts: 8, payments: 30, tickets: 20 };
    let mut instance = Instance::of_estate(&Estate::new(5, size, estate::parse_day("2026-04-01").unwrap()));
    for (table, id, cells) in rows {
        instance.put(table, id, cells);
    }
    instance
}

fn serve(instance: Instance) -> Server {
    Server::start(instance, Latency::Counted(0)).unwrap()
}

fn connector(server: &Server, more: &serde_json::Value) -> ServiceNow {
    let mut settings = serde_json::json!({
        "address": server.address(),
        "sign_in": {"kind": "basic", "user": "oldiron.reader", "password": {"env": "open-sesame-7f3"}},
        "organisation": "tarrowshire",
        "page_rows": 20,
    });
    settings.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let settings: Settings = serde_json::from_value(settings).unwrap();
    let fetch = |from: &connector_kit::SecretFrom| match from {
        connector_kit::SecretFrom::Env(value) => Ok(Secret::new(value.as_str())),
        _ => Err(Error::NotKept { what: "a secret".to_owned() }),
    };
    ServiceNow::new("now", settings, &fetch, Clock::made(1_775_001_600)).unwrap()
}

/// What a pull gave.
struct Got {
    table: Table,
    pulled: Pulled,
    rows: Vec<Vec<Value>>,
    asides: Vec<SetAside>,
}

impl Got {
    fn cell(&self, row: &[Value], column: &str) -> String {
        row[self.table.columns().iter().position(|known| known.name == column).unwrap()].spell()
    }

    /// Cells of the one record with this id, or of the one whose `by` is this.
    fn of(&self, by: &str, id: &str, columns: &[&str]) -> Vec<String> {
        let mut found = self.rows.iter().filter(|row| self.cell(row, by) == id);
        let row = found.next().unwrap_or_else(|| panic!("{id} is not among the {}", self.table));
        assert!(found.next().is_none(), "{id} is there twice");
        columns.iter().map(|column| self.cell(row, column)).collect()
    }

    fn told(&self, id: &str) -> Vec<(&str, bool)> {
        let of_id = self.asides.iter().filter(|aside| aside.id.as_deref() == Some(id));
        of_id.map(|aside| (aside.column.as_deref().unwrap_or_default(), aside.whole_row)).collect()
    }
}

fn pull_with(connector: &ServiceNow, table: Table, since: Option<&Since>, pages: &Pages) -> Got {
    let mut got = Got { table, pulled: Pulled::new(estate::Receipt::new("now", table)), rows: vec![], asides: vec![] };
    let (rows, asides) = (&mut got.rows, &mut got.asides);
    let mut keep = |record| {
        match record {
            Record::Row { values, .. } => rows.push(values),
            Record::SetAside(aside) => asides.push(aside),
        }
        Ok(())
    };
    let pulled = wait_for(connector.pull(Want { table, since, pages }, &mut keep)).unwrap().unwrap();
    assert!(pulled.receipt.adds_up(), "{:?}", pulled.receipt);
    got.pulled = pulled;
    got
}

fn pull(connector: &ServiceNow, table: Table) -> Got {
    pull_with(connector, table, None, &Pages::none())
}

fn texts(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

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
fn a_contract_s_price_is_of_its_term_else_of_a_year_and_never_what_was_paid() {
    let money = [
        ("yearly_cost", "GBP;1000.00"),
        ("monthly_cost", "GBP;83.33"),
        ("payment_amount", "GBP;7.00"),
        ("lifetime_cost", "GBP;9.00"),
    ];
    let with = |more: &[(&'static str, &'static str)]| [&money[..], more].concat();
    let (term, open, net, none) = (
        with(&[
            ("starts", "2024-04-01"),
            ("ends", "2027-03-31"),
            ("total_cost", "GBP;3000.00"),
            ("renewable", "true"),
            ("renewal_date", "2027-04-01"),
            ("renewal_end_date", "2028-03-31"),
        ]),
        with(&[("starts", "2024-04-01"), ("ends", ""), ("total_cost", "GBP;3000.00"), ("renewable", "false")]),
        with(&[
            ("starts", "2024-04-01"),
            ("ends", "2027-03-31"),
            ("total_cost", "GBP;3600.00"),
            ("sub_total_cost", "GBP;3000.00"),
            ("tax_cost", "GBP;600.00"),
        ]),
        vec![("starts", "2024-04-01"), ("ends", "2023-04-01")],
    );
    let server = serve(instance(&[
        ("ast_lease", "fffd0001", &[&term[..], &[("vendor", "v1"), ("vendor_contract", "L-1")]].concat()),
        ("ast_contract", "fffd0002", &[&open[..], &[("vendor", "v1")]].concat()),
        ("ast_maintenance", "fffd0003", &[&net[..], &[("vendor", "v1"), ("state", "draft")]].concat()),
        ("ast_contract", "fffd0004", &[&none[..], &[("vendor", "v1")]].concat()),
        ("ast_contract", "fffd0005", &[("starts", "2024-04-01"), ("vendor", "")]),
    ]));
    let got = pull(&connector(&server, &serde_json::json!({})), Table::Contracts);
    assert!(got.pulled.is_whole(), "{:?}", got.pulled.walks);
    let columns = [
        Contract::kind,
        Contract::price_amount,
        Contract::price_per,
        Contract::price_vat,
        Contract::renewal,
        Contract::initial_term,
    ];
    assert_eq!(
        got.of(Contract::id, "now:fffd0001", &columns),
        texts(&["lease", "3000.00", "term", "unknown", "automatic", ""])
    );
    assert_eq!(
        got.of(Contract::id, "now:fffd0001", &[Contract::renewal_term, Contract::reference]),
        texts(&["12 months", "L-1"])
    );
    assert_eq!(
        got.of(Contract::id, "now:fffd0002", &columns),
        texts(&["", "1000.00", "year", "unknown", "none", "open-ended"])
    );
    assert_eq!(got.of(Contract::id, "now:fffd0003", &columns)[..4], texts(&["maintenance", "3000.00", "term", "net"]));
    assert_eq!(got.told("now:fffd0004"), [(Contract::ends_on, true)], "it ends before it starts");
    assert_eq!(got.told("now:fffd0005"), [("supplier", true)]);
    assert!(got.pulled.notes.iter().any(|note| note.contains("notice")), "{:?}", got.pulled.notes);
}

#[test]
fn terms_that_the_product_has_no_column_for_come_by_mapping() {
    let server = serve(instance(&[(
        "ast_contract",
        "fffc0001",
        &[
            ("vendor", "v1"),
            ("u_notice_period", "90 days"),
            ("u_auto_renew", "Rolls"),
            ("u_price", "12.00"),
            ("total_cost", "GBP;99.00"),
            ("yearly_cost", "GBP;99.00"),
        ],
    )]));
    let mapping = serde_json::json!({
        "columns": {"contracts": {"notice": "u_notice_period", "renewal": "u_auto_renew", "price_amount": "u_price", "title": "u_misspelt"}},
        "codes": {"contracts": {"renewal": {"Rolls": "automatic"}}},
        "otherwise": {"contracts": {"price_per": "month"}},
    });
    let got = pull(&connector(&server, &mapping), Table::Contracts);
    let columns =
        [Contract::notice, Contract::renewal, Contract::price_amount, Contract::price_per, Contract::price_currency];
    assert_eq!(got.of(Contract::id, "now:fffc0001", &columns), texts(&["90 days", "automatic", "12.00", "month", ""]));
    // A column that is not there is no empty column.
    assert!(got.pulled.absent.contains(&"ast_contract.u_misspelt".to_owned()), "{:?}", got.pulled.absent);
}

#[test]
fn an_expense_is_one_amount_whatever_it_names_and_what_was_worked_out_from_it_is_no_other() {
    let server = serve(instance(&[
        ("alm_hardware", "fffb0001", &[("display_name", "x"), ("ci", "fffb0002")]),
        ("cmdb_ci_server", "fffb0002", &[("name", "x")]),
        ("ast_contract", "fffb0003", &[("vendor", "v9"), ("starts", "2024-04-01")]),
        (
            "fm_expense_line",
            "fffb0011",
            &[
                ("date", "2026-01-31"),
                ("amount", "GBP;12.50"),
                ("asset", "fffb0001"),
                ("ci", "fffb0002"),
                ("contract", "fffb0003"),
                ("summary_type", "run_business"),
                ("inherited", "false"),
            ],
        ),
        (
            "fm_expense_line",
            "fffb0012",
            &[("date", "2026-01-31"), ("amount", "GBP;12.50"), ("ci", "zz"), ("inherited", "true")],
        ),
        (
            "fm_expense_line",
            "fffb0013",
            &[
                ("date", "2026-02-28"),
                ("amount", "GBP;-5.00"),
                ("asset", "fffb0001"),
                ("summary_type", "grow_business"),
            ],
        ),
        (
            "fm_expense_line",
            "fffb0014",
            &[
                ("date", "2026-02-28"),
                ("amount", "GBP;900.00"),
                ("asset", "fffb0001"),
                ("source_table", "alm_hardware"),
            ],
        ),
        ("fm_expense_line", "fffb0015", &[("date", "2026-02-28"), ("amount", "")]),
    ]));
    let got = pull(&connector(&server, &serde_json::json!({})), Table::Payments);
    let columns = [
        Payment::amount,
        Payment::asset,
        Payment::contract,
        Payment::supplier,
        Payment::flow,
        Payment::roll_up,
        Payment::capital,
    ];
    assert_eq!(
        got.of(Payment::id, "now:fffb0011", &columns),
        texts(&["12.50", "now:fffb0002", "now:fffb0003", "now:v9", "run", "", ""])
    );
    assert_eq!(got.of(Payment::id, "now:fffb0012", &columns)[5], "yes");
    assert_eq!(got.of(Payment::id, "now:fffb0013", &columns)[..5], texts(&["-5.00", "now:fffb0002", "", "", "change"]));
    assert_eq!(got.of(Payment::id, "now:fffb0014", &columns)[6], "yes");
    assert_eq!(got.told("now:fffb0015"), [("amount", true)]);
    assert!(got.pulled.is_whole());
}

#[test]
fn amounts_in_the_currency_of_the_account_s_locale_are_seen_for_what_they_are() {
    let mut abroad = instance(&[("fm_expense_line", "fffa0001", &[("date", "2026-01-31"), ("amount", "GBP;79.00")])]);
    abroad.account.currency = "USD".to_owned();
    let server = serve(abroad);
    let connector = connector(&server, &serde_json::json!({}));
    let got = pull(&connector, Table::Payments);
    assert_eq!(got.of(Payment::id, "now:fffa0001", &[Payment::currency]), texts(&["USD"]));
    assert!(got.pulled.currencies.keys().all(|code| code == "USD"), "{:?}", got.pulled.currencies);
    assert!(got.pulled.notes.iter().any(|note| note.contains("amounts in USD")), "{:?}", got.pulled.notes);
    let access = wait_for(connector.check()).unwrap().unwrap();
    assert!(access.problems.iter().any(|problem| problem.contains("amounts come in USD")), "{:?}", access.problems);
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

#[test]
fn cover_rights_prices_and_counts_of_people_find_what_they_belong_to() {
    let server = serve(instance(&[
        ("ast_contract", "fff80001", &[("vendor", "v1"), ("starts", "2024-04-01")]),
        (
            "alm_license",
            "fff80002",
            &[("display_name", "Office, perpetual"), ("rights", "250"), ("start_date", "2024-04-01")],
        ),
        ("alm_license", "fff80003", &[("display_name", "of no contract"), ("rights", "5")]),
        ("alm_hardware", "fff80004", &[("display_name", "x"), ("ci", "fff80005")]),
        ("cmdb_ci_server", "fff80005", &[("name", "x")]),
        ("clm_m2m_contract_asset", "fff80006", &[("contract", "fff80001"), ("asset", "fff80002")]),
        (
            "clm_m2m_contract_asset",
            "fff80007",
            &[("contract", "fff80001"), ("asset", "fff80004"), ("added", "2024-04-01")],
        ),
        ("contract_rel_ci", "fff80008", &[("contract", "fff80001"), ("ci_item", "ci9")]),
        ("service_offering", "fff80009", &[("name", "Offer"), ("contract", "fff80001")]),
        (
            "fm_contract_rate_card",
            "fff8000a",
            &[("contract", "fff80001"), ("start_date", "2025-04-01"), ("cost", "GBP;10.00"), ("u_price_per", "month")],
        ),
        (
            "clm_contract_history",
            "fff8000b",
            &[
                ("contract", "fff80001"),
                ("starts", "2021-04-01"),
                ("ends", "2024-03-31"),
                ("yearly_cost", "GBP;90.00"),
                ("total_cost", "GBP;270.00"),
            ],
        ),
        ("cmdb_ci_business_app", "fff8000c", &[("name", "App"), ("active_user_count", "120")]),
    ]));
    let plain = connector(&server, &serde_json::json!({}));
    let cover = pull(&plain, Table::Cover);
    for asset in ["now:fff80002", "now:fff80005", "now:ci9", "now:fff80009"] {
        assert_eq!(cover.of(Cover::asset, asset, &[Cover::contract]), texts(&["now:fff80001"]));
    }
    let rights = pull(&plain, Table::Entitlements);
    assert_eq!(
        rights.of(Entitlement::product, "Office, perpetual", &[Entitlement::contract, Entitlement::quantity]),
        texts(&["now:fff80001", "250"])
    );
    assert_eq!(rights.told("fff80003"), [("contract", true)]);
    let users = pull(&plain, Table::Measures);
    assert_eq!(users.of(Measure::asset, "now:fff8000c", &[Measure::name, Measure::value]), texts(&["users", "120"]));
    // What a price is for is never assumed.
    assert_eq!(pull(&plain, Table::Prices).told("fff8000a"), [("per", true)]);
    let mapped =
        pull(&connector(&server, &serde_json::json!({"columns": {"prices": {"per": "u_price_per"}}})), Table::Prices);
    let columns = [Price::amount, Price::per, Price::contract];
    assert_eq!(mapped.of(Price::from, "2025-04-01", &columns), texts(&["10.00", "month", "now:fff80001"]));
    assert_eq!(
        mapped.of(Price::from, "2021-04-01", &columns),
        texts(&["90.00", "year", "now:fff80001"]),
        "the price before it was renewed"
    );
}

#[test]
fn a_filter_that_the_instance_drops_is_an_error_and_not_a_wider_answer() {
    let server = serve(instance(&[]));
    let good = pull(
        &connector(&server, &serde_json::json!({"filter": {"cmdb_rel_ci": "parentISNOTEMPTY"}})),
        Table::Relations,
    );
    assert!(good.pulled.is_whole() && !good.rows.is_empty());
    let settings = serde_json::json!({"filter": {"cmdb_rel_ci": "u_no_such_column=1"}});
    let wide = connector(&server, &settings);
    let got = pull(&wide, Table::Relations);
    let told = got.pulled.receipt.incomplete.clone().unwrap();
    assert!(told.contains("filter") && !got.pulled.is_whole(), "{told}");
    let access = wait_for(wide.check()).unwrap().unwrap();
    assert!(access.problems.iter().any(|problem| problem.contains("u_no_such_column")), "{:?}", access.problems);
}

#[test]
fn tables_that_are_not_there_are_passed_over_and_tables_that_are_closed_are_not() {
    let mut shut = instance(&[]);
    shut.access.closed_tables.insert("fm_expense_line".to_owned());
    shut.access.closed_tables.insert("cmn_location".to_owned());
    shut.access.hidden_columns.insert(("ast_contract".to_owned(), "ends".to_owned()));
    let server = serve(shut);
    let reader = connector(&server, &serde_json::json!({}));
    let got = pull(&reader, Table::Payments);
    assert!(
        got.pulled.receipt.incomplete.as_deref().is_some_and(|why| why.contains("403")),
        "{:?}",
        got.pulled.receipt
    );
    let assets = pull(&reader, Table::Assets);
    assert!(
        assets.pulled.is_whole() && assets.pulled.notes.iter().any(|note| note.contains("cmn_location")),
        "{:?}",
        assets.pulled.notes
    );
    // Hidden is not empty: without the column nobody says that a contract has no end.
    let contracts = pull(&reader, Table::Contracts);
    assert!(contracts.pulled.absent.contains(&"ast_contract.ends".to_owned()));
    assert!(contracts.rows.iter().all(|row| contracts.cell(row, Contract::initial_term).is_empty()));
    let Access { tables, problems, .. } = wait_for(reader.check()).unwrap().unwrap();
    let table = |name: &str| tables.iter().find(|table| table.table == name).unwrap();
    assert!(table("fm_expense_line").readable.is_err() && table("ast_contract").absent == ["ends"]);
    assert!(problems.iter().any(|problem| problem.contains("financial_mgmt_user")), "{problems:?}");
    let left_out = connector(&server, &serde_json::json!({"leave_out": ["fm_expense_line"]}));
    assert!(pull(&left_out, Table::Payments).pulled.is_whole());
}

#[test]
fn an_account_with_a_clock_of_its_own_is_told() {
    let mut early = instance(&[]);
    early.account.utc_offset = 60;
    let access = wait_for(connector(&serve(early), &serde_json::json!({})).check()).unwrap().unwrap();
    assert!(access.problems.iter().any(|problem| problem.contains("+01:00")), "{:?}", access.problems);
}

#[test]
fn what_differs_everywhere_is_found_by_its_name_and_by_what_stands_in_it() {
    let server = serve(instance(&[]));
    let Findable { tables, proposal } =
        wait_for(connector(&server, &serde_json::json!({})).discover()).unwrap().unwrap();
    assert!(tables.iter().any(|table| table.table == "ast_contract" && table.sampled > 0));
    for line in ["notice = \"u_notice_period\"", "renewal = \"u_auto_renew\"", "renewal_term = \"u_renewal_period\""] {
        assert!(proposal.contains(line), "{line} is not in\n{proposal}");
    }
    assert!(
        !tables.iter().flat_map(|table| &table.columns).any(|column| column.column == "contract_administrator"),
        "people are not looked at"
    );
}

#[test]
fn rows_changed_since_a_moment_include_those_of_that_moment() {
    let server = serve(instance(&[]));
    let reader = connector(&server, &serde_json::json!({}));
    let all = pull(&reader, Table::Contracts);
    let latest = all.pulled.walks.iter().find_map(|walked| walked.latest_change.clone()).unwrap();
    let again = pull_with(&reader, Table::Contracts, Some(&Since(latest)), &Pages::none());
    assert!(!again.rows.is_empty() && again.rows.len() < all.rows.len());
}

fn run_of(server: &Server, reader: &ServiceNow) -> Run {
    Run {
        format: String::new(),
        source: "now".to_owned(),
        connector: servicenow::NAME.to_owned(),
        address: server.address(),
        asked: reader.settings().asked(),
        begun: 0,
    }
}

/// Everything of every table, as text, in order.
fn everything(reader: ServiceNow, pages: &Pages) -> (Vec<String>, bool) {
    let rows = Arc::new(Mutex::new(vec![]));
    let into = Arc::clone(&rows);
    let connector: Arc<dyn Connector> = Arc::new(reader);
    let keep = Box::new(move |record: Record| {
        into.lock().unwrap().push(format!("{record:?}"));
        Ok(())
    });
    let came = wait_for(pull_all(&connector, connector.tables(), None, pages, keep)).unwrap();
    let whole = came.iter().all(|(_, answer)| answer.as_ref().is_ok_and(Pulled::is_whole));
    let mut rows = std::mem::take(&mut *rows.lock().unwrap());
    rows.sort();
    (rows, whole)
}

#[test]
fn a_pull_that_is_stopped_goes_on_and_its_pages_give_the_same_without_a_network() {
    let folder = tempfile::tempdir().unwrap();
    let (clock, day) = (Clock::made(0), Duration::from_hours(24));
    let server = serve(instance(&[]));
    let plain = || connector(&server, &serde_json::json!({}));
    let (undisturbed, whole) = everything(plain(), &Pages::none());
    assert!(whole);
    let kept = |dir: &Path| Pages::kept(dir, &run_of(&server, &plain()), day, &clock).unwrap();
    server.arm(Arm::always(Fault::CancelledInside200).table("cmdb_rel_ci").page(2));
    assert!(!everything(plain(), &kept(folder.path())).1);
    server.disarm();
    server.forget();
    assert_eq!(everything(plain(), &kept(folder.path())), (undisturbed.clone(), true));
    let asked: Vec<String> = server.seen().iter().map(|seen| seen.path.clone()).collect();
    assert!(
        !asked.is_empty() && asked.iter().all(|path| path.ends_with("/cmdb_rel_ci")),
        "finished pages are not read again: {asked:?}"
    );
    server.forget();
    assert_eq!(everything(plain(), &Pages::replayed(folder.path()).unwrap()), (undisturbed, true));
    assert!(server.seen().is_empty());
}
