//! What is hidden, closed, dropped or broken off is told.

use crate::pulled::{connector, everything, instance, pull, pull_with, run_of, serve};
use connector_kit::{Access, Clock, Connector, Findable, Pages, Since, wait_for};
use emulator::{Arm, Fault};
use estate::Table;
use estate::tables::Contract;
use std::path::Path;
use std::time::Duration;

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

#[test]
fn a_pull_that_is_stopped_goes_on_and_its_pages_give_the_same_without_a_network() {
    let folder = tempfile::tempdir().unwrap();
    let (clock, day) = (Clock::made(0), Duration::from_hours(24));
    let server = serve(instance(&[]));
    let plain = || connector(&server, &serde_json::json!({}));
    let (undisturbed, whole) = everything(plain(), &Pages::none());
    assert!(whole);
    let kept = |dir: &Path| Pages::kept(dir, &run_of(&server, &plain()), day, &clock).unwrap();
    server.arm(Arm::always(Fault::CancelledInside200).table("cmdb_rel_ci"));
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
