//! The connector keeps every rule of the conformance suite, whichever table goes wrong.

// `cfg(test)` always holds here; it tells the lints that what tests stand on is a test too.
#[cfg(test)]
mod stand;

use connector_kit::conformance;
use estate::Table;
#[cfg(test)]
use stand::ServiceNowStand;

#[test]
fn relations_keep_every_rule() {
    conformance::run(&ServiceNowStand::new(Table::Relations, "cmdb_rel_ci", "portISEMPTY")).demand_all();
}

#[test]
fn tickets_keep_every_rule() {
    conformance::run(&ServiceNowStand::new(Table::Tickets, "incident", "category!=excluded")).demand_all();
}
