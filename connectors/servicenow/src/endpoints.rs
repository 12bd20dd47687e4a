//! Every read of an instance, and the tables that are read: facts, and the only file with a path.
//!
//! Source: the vendor's product documentation, release Australia (REST API reference: Table API, Aggregate API; table schemas of
//! `@servicenow/sdk-core` 4.9.0). Columns marked there as not confirmed are asked for all the same: one that is not there is told as
//! absent.

use connector_kit::{Endpoint, Method, Vendor};
use estate::Table;
use estate::tables::Asset;

/// What may be asked for, and nothing else.
pub(crate) static READS: [Endpoint; 2] = [
    Endpoint {
        method: Method::Get,
        path: "/api/now/v2/table/{}",
        what: "rows of a table",
        needs: "read on the table, and access to it through web services",
    },
    Endpoint {
        method: Method::Get,
        path: "/api/now/stats/{}",
        what: "the number of rows of a table",
        needs: "read on the table",
    },
];

/// Rows of a table. Version 2: version 1 answers 404 where no row matches.
pub(crate) const ROWS: usize = 0;
/// The number of rows.
pub(crate) const COUNT: usize = 1;

/// How accounts sign in besides user and password.
pub(crate) const VENDOR: Vendor =
    Vendor { reads: &READS, key_header: Some("x-sn-apikey"), token_path: Some("/oauth_token.do") };

/// A table of the instance.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TableFacts {
    /// Its name.
    pub(crate) name: &'static str,
    /// The canonical tables that it feeds.
    pub(crate) feeds: &'static [Table],
    /// The columns that are asked for, besides the key and the day of the last change.
    pub(crate) columns: &'static [&'static str],
    /// Does the instance convert its amounts? Then they are asked for with their currency.
    pub(crate) money: bool,
    /// The role that is enough, by the vendor's documentation; a role of one's own with read on the table is less.
    pub(crate) needs: &'static str,
    /// Can an audit do without it?
    pub(crate) optional: bool,
    /// It is read only where this table, which holds its rows as well, is not there.
    pub(crate) instead_of: Option<&'static str>,
}

/// The key, and what every row has.
pub(crate) const ALWAYS: &[&str] = &["sys_id", "sys_updated_on"];

/// The class of a row, in tables of a hierarchy.
pub(crate) const CLASS: &str = "sys_class_name";

const fn table(
    name: &'static str,
    feeds: &'static [Table],
    columns: &'static [&'static str],
    needs: &'static str,
) -> TableFacts {
    TableFacts { name, feeds, columns, money: false, needs, optional: false, instead_of: None }
}

const fn money(facts: TableFacts) -> TableFacts {
    TableFacts { money: true, ..facts }
}

const fn optional(facts: TableFacts) -> TableFacts {
    TableFacts { optional: true, ..facts }
}

const fn instead(of: &'static str, facts: TableFacts) -> TableFacts {
    TableFacts { instead_of: Some(of), ..optional(facts) }
}

/// Base columns of every configuration item.
macro_rules! ci {
    ($($more:literal),*) => {
        &[
            "sys_class_name", "name", "asset", Asset::asset_tag, "serial_number", "model_id", "manufacturer", "company",
            "cost_center", "location", "support_group", "managed_by_group", "install_status", "operational_status",
            "life_cycle_stage", "life_cycle_stage_status", "environment", "install_date", "purchase_date",
            "warranty_expiration", "last_discovered", "cost", "cost_cc", $($more),*
        ]
    };
}

/// Columns of every piece of work.
macro_rules! task {
    ($($more:literal),*) => {
        &[
            "sys_class_name", "number", "priority", "opened_at", "closed_at", "assignment_group", "cmdb_ci",
            "business_service", "service_offering", "company", "time_worked", $($more),*
        ]
    };
}

const ASSETS: &[Table] = &[Table::Assets];

/// Configuration items of every class, with the columns that all of them have.
pub(crate) static ALL_ITEMS: TableFacts = table("cmdb_ci", ASSETS, ci!(), "itil");

/// Classes with columns of their own, each read with all below it. None of them lies below another.
pub(crate) static CLASSES: [TableFacts; 8] = [
    optional(table(
        "cmdb_ci_computer",
        ASSETS,
        ci!("os", "os_version", "os_service_pack", "used_for", "virtual"),
        "itil",
    )),
    instead(
        "cmdb_ci_computer",
        table("cmdb_ci_server", ASSETS, ci!("os", "os_version", "os_service_pack", "used_for"), "itil"),
    ),
    optional(table("cmdb_ci_vm_instance", ASSETS, ci!("os", "os_version"), "itil")),
    optional(table("cmdb_ci_netgear", ASSETS, ci!("firmware_version"), "itil")),
    optional(table("cmdb_ci_appl", ASSETS, ci!("version", "edition", "used_for"), "itil")),
    instead("cmdb_ci_appl", table("cmdb_ci_db_instance", ASSETS, ci!("version", "edition"), "itil")),
    optional(table(
        "cmdb_ci_business_app",
        &[Table::Assets, Table::Measures],
        ci!("number", "version", "application_type", "install_type", "business_criticality", "active_user_count"),
        "itil, or a reader of the application portfolio",
    )),
    optional(table("cmdb_ci_service", ASSETS, ci!("busines_criticality", "used_for", "version"), "itil")),
];

/// Things that are owned; most of them are configuration items too.
pub(crate) static OWNED: TableFacts = money(table(
    "alm_asset",
    &[Table::Assets, Table::Cover, Table::Payments],
    &[
        "sys_class_name",
        "display_name",
        "ci",
        "model",
        "quantity",
        Asset::asset_tag,
        "serial_number",
        "install_status",
        "cost",
        "cost_center",
        "vendor",
        "company",
        "location",
        "purchase_date",
        "install_date",
        "warranty_expiration",
        "retired",
        "life_cycle_stage",
    ],
    "asset",
));

/// Names of companies, and who of them is a supplier or a body.
pub(crate) static COMPANIES: TableFacts = table(
    "core_company",
    &[Table::Suppliers, Table::Organisations],
    &["name", "vendor", "manufacturer", "customer", "primary", "parent"],
    "any role that reads companies, such as itil",
);

/// Links between configuration items, and what a link is called.
pub(crate) static LINKS: TableFacts = table("cmdb_rel_ci", &[Table::Relations], &["parent", "child", "type"], "itil");
/// What belongs to a mapped service.
pub(crate) static SERVICE_ITEMS: TableFacts =
    optional(table("svc_ci_assoc", &[Table::Relations], &["service_id", "ci_id"], "itil"));

/// Agreements of every kind: leases, warranties and service contracts stand in it under the same key.
pub(crate) static CONTRACTS: TableFacts = table(
    "ast_contract",
    &[Table::Contracts],
    &[
        "sys_class_name",
        "number",
        "vendor_contract",
        "short_description",
        "vendor",
        "customer",
        "license_type",
        "state",
        "substate",
        "active",
        "starts",
        "ends",
        "renewable",
        "renewal_date",
        "renewal_end_date",
        "parent_contract",
        "cost_center",
        "payment_schedule",
        "ratecard",
        "license_quantity_entitled",
    ],
    "contract_manager",
);
/// Their amounts, asked for with their currency in a question of their own.
pub(crate) static CONTRACT_MONEY: TableFacts = money(table(
    "ast_contract",
    &[Table::Contracts, Table::Payments],
    &["vendor", "customer", "total_cost", "sub_total_cost", "monthly_cost", "yearly_cost"],
    "contract_manager",
));
/// What a contract costs over a period.
pub(crate) static RATE_CARDS: TableFacts = money(optional(table(
    "fm_contract_rate_card",
    &[Table::Prices],
    &["contract", "start_date", "end_date", "cost"],
    "financial_mgmt_user",
)));
/// What a contract was before it was renewed: renewing writes over the contract itself.
pub(crate) static CONTRACT_HISTORY: TableFacts = money(optional(table(
    "clm_contract_history",
    &[Table::Prices],
    &["contract", "starts", "ends", "total_cost", "yearly_cost"],
    "contract_manager",
)));
/// Which contract covers which owned thing.
pub(crate) static COVERED: TableFacts = table(
    "clm_m2m_contract_asset",
    &[Table::Cover, Table::Entitlements],
    &["contract", "asset", "added", "removed"],
    "contract_manager",
);
/// Which contract covers which configuration item.
pub(crate) static COVERED_ITEMS: TableFacts = optional(table(
    "contract_rel_ci",
    &[Table::Cover],
    &["contract", "ci_item", "added", "removed"],
    "contract_manager",
));
/// Which contract stands behind an offering.
pub(crate) static OFFERINGS: TableFacts = optional(table("service_offering", &[Table::Cover], &["contract"], "itil"));
/// Rights that were bought.
pub(crate) static LICENCES: TableFacts = optional(table(
    "alm_license",
    &[Table::Entitlements],
    &["display_name", "model", "software_model", "rights", "purchased_rights", "quantity", "start_date", "end_date"],
    "sam_user",
));
/// Lines of expense.
pub(crate) static EXPENSES: TableFacts = money(table(
    "fm_expense_line",
    &[Table::Payments],
    &[
        "number",
        "date",
        "amount",
        "summary_type",
        "source_table",
        "asset",
        "ci",
        "contract",
        "cost_center",
        "inherited",
        "short_description",
    ],
    "financial_mgmt_user",
));

/// Work done, a table a kind. None of them lies below another.
pub(crate) static WORK: [TableFacts; 5] = [
    table("incident", &[Table::Tickets], task!("category"), "itil"),
    table("problem", &[Table::Tickets], task!("category"), "itil"),
    table("change_request", &[Table::Tickets], task!("category", "type"), "itil"),
    optional(table("sc_req_item", &[Table::Tickets], task!(), "itil")),
    optional(table("sc_task", &[Table::Tickets], task!(), "itil")),
];
/// Time that was written down for work. Who worked is not asked for.
pub(crate) static TIME: TableFacts =
    optional(table("task_time_worked", &[Table::Tickets], &["task", "time_in_seconds"], "itil"));

/// Names that other rows refer to: table and the columns that hold the name, the first that is filled.
pub(crate) static NAMES: [TableFacts; 6] = [
    optional(table("cmdb_model", ASSETS, &["display_name", "name", "manufacturer"], "asset, or model_manager")),
    optional(table("cmn_cost_center", ASSETS, &["code", "name"], "any role that reads cost centres, such as itil")),
    optional(table("cmn_location", ASSETS, &["name"], "any role, such as itil")),
    optional(table("sys_user_group", ASSETS, &["name"], "any role, such as itil")),
    optional(table("cmdb_rel_type", &[Table::Relations], &["name", "parent_descriptor", "child_descriptor"], "itil")),
    optional(table("sys_db_object", ASSETS, &["name", "super_class"], "read on the list of tables, often admin only")),
];

/// Settings of the instance that say how amounts are converted.
pub(crate) static PROPERTIES: TableFacts =
    optional(table("sys_properties", &[], &["name", "value"], "read on the named properties, often admin only"));
/// The columns of every table.
pub(crate) static DICTIONARY: TableFacts = optional(table(
    "sys_dictionary",
    &[],
    &["name", "element", "internal_type", "reference", "column_label"],
    "read on the dictionary",
));

/// Every table that a pull reads, each once, but for those that stand in for another.
pub(crate) fn all() -> impl Iterator<Item = &'static TableFacts> {
    let single = [&ALL_ITEMS, &OWNED, &COMPANIES, &LINKS, &SERVICE_ITEMS, &CONTRACTS, &RATE_CARDS, &CONTRACT_HISTORY];
    let more = [&COVERED, &COVERED_ITEMS, &OFFERINGS, &LICENCES, &EXPENSES, &TIME];
    let classes = CLASSES.iter().filter(|facts| facts.instead_of.is_none());
    single.into_iter().chain(classes).chain(more).chain(&WORK).chain(&NAMES)
}
