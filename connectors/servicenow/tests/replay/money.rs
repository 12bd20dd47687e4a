//! Agreements and amounts: each pound once, for the time it is for, in the currency it is in.

use crate::pulled::{connector, instance, pull, serve, texts};
use connector_kit::{Connector, wait_for};
use estate::Table;
use estate::tables::{Contract, Cover, Entitlement, Measure, Payment, Price};

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
        texts(&["lease", "3000.00", "term", "", "automatic", ""])
    );
    assert_eq!(
        got.of(Contract::id, "now:fffd0001", &[Contract::renewal_term, Contract::reference]),
        texts(&["12 months", "L-1"])
    );
    assert_eq!(
        got.of(Contract::id, "now:fffd0002", &columns),
        texts(&["", "1000.00", "year", "", "none", "open-ended"])
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
