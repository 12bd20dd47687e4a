//! CIs with the hardware assets beside them, companies, and relations.

use super::{Cells, Feed, day, key, moment};
use estate::tables::{Asset, Organisation, Relation, Supplier};

/// A body or a supplier: both are companies here.
pub(super) fn company(feed: &mut Feed, cells: &Cells<'_>) {
    let id = cells.get(Supplier::id);
    let supplier = cells.table == estate::Table::Suppliers;
    let (number, others) =
        if supplier { (cells.get(Supplier::company_number), cells.get(Supplier::also_known_as)) } else { ("", "") };
    let flag = |flag: bool| if flag { "true" } else { "false" };
    feed.put(
        "core_company",
        &key(id),
        &[
            ("name", cells.get(Organisation::name)),
            ("vendor", flag(supplier)),
            ("primary", flag(!supplier)),
            ("customer", "false"),
            ("manufacturer", "false"),
            ("u_company_number", number),
            ("u_also_known_as", others),
            ("u_kind", cells.get(Organisation::kind)),
            ("u_vat_recovered", cells.get(Organisation::vat_recovered)),
            ("u_key", id),
        ],
    );
}

/// A thing that is run: a CI, and an asset beside it where it can be touched.
pub(super) fn asset(feed: &mut Feed, cells: &Cells<'_>) {
    let get = |name: &str| cells.get(name);
    let (id, kind, product, version) = (get(Asset::id), get(Asset::kind), get(Asset::product), get(Asset::version));
    let class = class(kind, product);
    let body = key(get(Asset::organisation));
    let maker = feed.named(
        "core_company",
        get(Asset::vendor),
        &[("manufacturer", "true"), ("vendor", "false"), ("primary", "false")],
    );
    let place = feed.named("cmn_location", get(Asset::location), &[]);
    let centre = feed.named("cmn_cost_center", get(Asset::cost_centre), &[("code", get(Asset::cost_centre))]);
    let model = model(feed, kind, &maker, get(Asset::model), product, version);
    let touchable = !get(Asset::asset_tag).is_empty();
    let beside = if touchable { key(&format!("asset {id}")) } else { String::new() };
    let (installed, seen) = (moment(get(Asset::installed_on), "08:00:00"), moment(get(Asset::last_seen), "02:15:00"));
    let on_machine = matches!(class_line(class), Line::Machine);
    let (os, os_version) = if on_machine { (product, version) } else { ("", "") };
    let status = status(get(Asset::status));
    let mut row = vec![
        ("name", get(Asset::name)),
        ("asset", beside.as_str()),
        (Asset::asset_tag, get(Asset::asset_tag)),
        ("serial_number", get(Asset::serial)),
        ("model_id", &model),
        ("manufacturer", &maker),
        ("company", &body),
        ("location", &place),
        ("cost_center", &centre),
        ("install_status", status),
        ("operational_status", if status == "1" { "1" } else { "" }),
        ("environment", get(Asset::environment)),
        ("used_for", get(Asset::environment)),
        ("busines_criticality", get(Asset::criticality)),
        ("business_criticality", get(Asset::criticality)),
        ("install_date", &installed),
        ("purchase_date", day(get(Asset::purchased_on))),
        ("warranty_expiration", day(get(Asset::warranty_ends))),
        ("last_discovered", &seen),
        ("cost_cc", "USD"),
        ("os", os),
        ("os_version", os_version),
        ("ram", if on_machine { "-1" } else { "" }),
        ("virtual", if on_machine { "false" } else { "" }),
        ("version", version),
    ];
    row.extend([
        ("u_key", id),
        ("u_body", get(Asset::organisation)),
        ("u_kind", kind),
        ("u_status", get(Asset::status)),
        ("u_product", product),
        ("u_version", version),
        ("u_vendor", get(Asset::vendor)),
        ("u_model", get(Asset::model)),
        ("u_retired", get(Asset::retired_on)),
        ("u_purchased", get(Asset::purchased_on)),
        ("u_installed", get(Asset::installed_on)),
        ("u_own_cost", get(Asset::own_cost)),
        ("u_own_cost_per", get(Asset::own_cost_per)),
        ("u_useful_life", get(Asset::useful_life)),
        ("u_criticality", get(Asset::criticality)),
        ("u_owner", get(Asset::owner)),
    ]);
    feed.put(class, &key(id), &row);
    if touchable {
        feed.assets.insert(beside.clone());
        hardware(feed, cells, &beside, &model, &body, &place, &centre);
    }
}

/// The asset beside a CI: where its money is.
fn hardware(feed: &mut Feed, cells: &Cells<'_>, id: &str, model: &str, body: &str, place: &str, centre: &str) {
    let get = |name: &str| cells.get(name);
    let cost = sterling(get(Asset::purchase_price));
    let ci = key(get(Asset::id));
    feed.put(
        "alm_hardware",
        id,
        &[
            ("display_name", get(Asset::name)),
            ("ci", &ci),
            ("model", model),
            ("model_category", "Computer"),
            ("quantity", "1"),
            (Asset::asset_tag, get(Asset::asset_tag)),
            ("serial_number", get(Asset::serial)),
            ("install_status", status(get(Asset::status))),
            ("cost", &cost),
            ("company", body),
            ("location", place),
            ("cost_center", centre),
            ("purchase_date", day(get(Asset::purchased_on))),
            ("warranty_expiration", day(get(Asset::warranty_ends))),
            ("retired", day(get(Asset::retired_on))),
            ("u_body", get(Asset::organisation)),
        ],
    );
}

/// A link. The parent is the one that needs the other.
pub(super) fn relation(feed: &mut Feed, cells: &Cells<'_>) {
    let get = |name: &str| cells.get(name);
    let (parent, child) = match get(Relation::kind) {
        "runs-on" => ("Runs on", "Runs"),
        "part-of" => ("Member of", "Members"),
        "backs-up" => ("Backs up", "Backed up by"),
        "connects-to" => ("Connects to", "Connected by"),
        _ => ("Depends on", "Used by"),
    };
    let name = format!("{parent}::{child}");
    let kind = feed.named("cmdb_rel_type", &name, &[("parent_descriptor", parent), ("child_descriptor", child)]);
    let (from, to) = (get(Relation::from), get(Relation::to));
    feed.put(
        "cmdb_rel_ci",
        &key(&format!("{from} {} {to}", get(Relation::kind))),
        &[
            ("parent", &key(from)),
            ("child", &key(to)),
            ("type", &kind),
            ("u_weight", get(Relation::weight)),
            ("u_weight_from", get(Relation::weight_from)),
        ],
    );
}

/// An amount in sterling as the instance keeps it.
fn sterling(amount: &str) -> String {
    if amount.is_empty() { String::new() } else { format!("GBP;{amount}") }
}

fn class(kind: &str, product: &str) -> &'static str {
    let product = product.to_ascii_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| product.contains(word));
    match kind {
        "service" => "cmdb_ci_service",
        "application" => "cmdb_ci_business_app",
        "database" => "cmdb_ci_db_instance",
        "server" if any(&["win"]) => "cmdb_ci_win_server",
        "server" if any(&["red hat", "rhel", "linux", "centos", "ubuntu", "suse", "debian"]) => "cmdb_ci_linux_server",
        "server" => "cmdb_ci_server",
        "virtual-machine" => "cmdb_ci_vm_instance",
        "network" => "cmdb_ci_netgear",
        "storage" => "cmdb_ci_storage_device",
        "midrange" if any(&["aix"]) => "cmdb_ci_aix_server",
        "midrange" => "cmdb_ci_unix_server",
        "mainframe" => "cmdb_ci_mainframe_hardware",
        _ => "cmdb_ci_pc_hardware",
    }
}

enum Line {
    Machine,
    Other,
}

/// Does a class have an operating system?
fn class_line(class: &str) -> Line {
    match class {
        "cmdb_ci_service"
        | "cmdb_ci_business_app"
        | "cmdb_ci_db_instance"
        | "cmdb_ci_netgear"
        | "cmdb_ci_storage_device" => Line::Other,
        _ => Line::Machine,
    }
}

/// What a thing is a copy of: software by its product, hardware by its model.
fn model(feed: &mut Feed, kind: &str, maker: &str, model: &str, product: &str, version: &str) -> String {
    match kind {
        "application" | "database" => {
            let full = [product, version].iter().filter(|word| !word.is_empty()).copied().collect::<Vec<_>>().join(" ");
            let more = [("display_name", full.as_str()), ("manufacturer", maker), ("version", version)];
            // One row a product and version: the name alone would make one row of several versions.
            if product.is_empty() {
                String::new()
            } else {
                feed.model("cmdb_software_product_model", product, &full, &more)
            }
        }
        "service" | "virtual-machine" => String::new(),
        _ => feed.model("cmdb_hardware_product_model", model, model, &[("display_name", model)]),
    }
}

impl Feed {
    fn model(&mut self, table: &'static str, name: &str, full: &str, more: &[(&str, &str)]) -> String {
        if name.is_empty() {
            return String::new();
        }
        let id = key(&format!("{table} {full}"));
        if self.made.insert((table, full.to_owned())) {
            let mut cells = vec![("name", name), ("status", "In Production")];
            cells.extend_from_slice(more);
            self.put(table, &id, &cells);
        }
        id
    }
}

/// The code of a status; a word that the product has no code for gets one that no list of choices holds.
fn status(word: &str) -> &'static str {
    match word.to_ascii_lowercase().as_str() {
        "live" => "1",
        "stock" => "6",
        "retired" => "7",
        "missing" => "100",
        "" | "unknown" => "",
        _ => "2100",
    }
}
