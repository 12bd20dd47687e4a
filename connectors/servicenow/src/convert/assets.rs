//! Bodies, suppliers, things that are run, and how they hang together.

use super::{Context, first, kinds};
use crate::lookups::{Bought, Company, Lookup, Names};
use crate::wire::{self, day, text};
use connector_kit::{Draft, Row};
use estate::Table;
use estate::tables::{Asset, Measure, Organisation, Relation, Supplier};

/// A body of ours.
pub(crate) fn body(context: Context<'_>, key: &str, company: &Company) -> Draft {
    let mut draft = Draft::new(Table::Organisations);
    draft.set(Organisation::id, context.id(key)).set(Organisation::name, company.name.as_str());
    draft.set(Organisation::parent, context.id(&text(&company.row, "parent")));
    context.mapped(&company.row, draft)
}

/// Somebody who is paid.
pub(crate) fn supplier(context: Context<'_>, key: &str, company: &Company) -> Draft {
    let mut draft = Draft::new(Table::Suppliers);
    draft.set(Supplier::id, context.id(key)).set(Supplier::name, company.name.as_str());
    draft.set(Supplier::parent, context.id(&text(&company.row, "parent")));
    context.mapped(&company.row, draft)
}

/// A name by its key; the key itself, where the name cannot be read.
fn named(lookup: &Lookup<String>, key: &str) -> String {
    lookup.get(key).filter(|name| !name.is_empty()).cloned().unwrap_or_else(|| key.to_owned())
}

/// Maker and model in one, as people write it: the maker is named once.
fn model_name(maker: &str, model: &str) -> String {
    if maker.is_empty() || model.is_empty() || model.to_lowercase().starts_with(&maker.to_lowercase()) {
        return model.to_owned();
    }
    format!("{maker} {model}")
}

/// A configuration item of any class, and what the owner's record says of it.
pub(crate) fn item(
    context: Context<'_>,
    row: &Row,
    names: &Names,
    companies: &Lookup<Company>,
    bought: Option<&Bought>,
) -> Draft {
    let key = text(row, "sys_id");
    let class = text(row, "sys_class_name");
    let kind = kinds::kind(&class, &names.above);
    let model = names.models.get(&text(row, "model_id"));
    let company = |key: &str| companies.get(key).map_or_else(|| key.to_owned(), |company| company.name.clone());
    let maker =
        company(&first([text(row, "manufacturer"), model.map_or_else(String::new, |model| model.maker.clone())]));
    let model = model.map_or("", |model| model.name.as_str());
    let os = text(row, "os");

    let mut draft = Draft::new(Table::Assets);
    draft.set(Asset::id, context.id(&key)).set(Asset::source, context.source).set(Asset::source_key, key.as_str());
    draft.set(Asset::organisation, context.organisation(&text(row, "company")));
    draft.set(Asset::name, first([text(row, "name"), text(row, "number"), text(row, Asset::asset_tag)]));
    let is_software = matches!(kind.as_str(), "application" | "database" | "middleware" | "software" | "service");
    if is_software {
        let product = first([model.to_owned(), kinds::product(&class).to_owned()]);
        draft.set(Asset::product, product).set(Asset::vendor, maker);
        draft.set(Asset::version, text(row, "version"));
    } else {
        // What runs on it is judged by its words; whoever made the machine did not make that.
        draft.set(Asset::model, model_name(&maker, model));
        if os.is_empty() {
            draft.set(Asset::vendor, maker).set(Asset::version, text(row, "firmware_version"));
        } else {
            let pack = text(row, "os_service_pack");
            let named = !pack.is_empty() && os.to_lowercase().contains(&pack.to_lowercase());
            let product = if pack.is_empty() || named { os } else { format!("{os} {pack}") };
            draft.set(Asset::product, product).set(Asset::version, text(row, "os_version"));
        }
    }
    draft.set(Asset::kind, kind);
    draft.set(Asset::serial, text(row, "serial_number")).set(Asset::asset_tag, text(row, Asset::asset_tag));
    let status =
        kinds::status(&text(row, "install_status"), &text(row, "operational_status"), &text(row, "life_cycle_stage"));
    draft.set(Asset::status, status);
    draft.set(Asset::environment, first([text(row, "environment"), text(row, "used_for")]));
    draft.set(Asset::criticality, first([text(row, "business_criticality"), text(row, "busines_criticality")]));
    let of_bought = |field: fn(&Bought) -> &String| bought.map_or_else(String::new, |bought| field(bought).clone());
    draft.set(Asset::purchased_on, first([day(row, "purchase_date"), of_bought(|bought| &bought.purchased_on)]));
    draft.set(Asset::installed_on, day(row, "install_date"));
    draft
        .set(Asset::warranty_ends, first([day(row, "warranty_expiration"), of_bought(|bought| &bought.warranty_ends)]));
    draft.set(Asset::retired_on, of_bought(|bought| &bought.retired_on));
    draft.set(Asset::last_seen, day(row, "last_discovered"));
    // The owner's record is where money is kept; the item's own figure stands in where that has none. Never both.
    if let Some(bought) = bought.filter(|bought| !bought.cost.amount.is_empty()) {
        context.pay(&mut draft, Asset::purchase_price, Asset::currency, &bought.cost);
    } else {
        let (cost, code) = (text(row, "cost"), text(row, "cost_cc"));
        context.stated_cost(&mut draft, Asset::purchase_price, Asset::currency, &cost, &code);
    }
    let cost_centre = first([text(row, "cost_center"), of_bought(|bought| &bought.cost_centre)]);
    draft.set(Asset::cost_centre, named(&names.cost_centres, &cost_centre));
    draft.set(Asset::location, named(&names.locations, &text(row, "location")));
    let group = first([text(row, "managed_by_group"), text(row, "support_group")]);
    draft.set(Asset::owner, named(&names.groups, &group));
    context.mapped(row, draft)
}

/// A thing that is owned and is no configuration item.
pub(crate) fn owned_thing(context: Context<'_>, row: &Row, names: &Names, companies: &Lookup<Company>) -> Draft {
    let key = text(row, "sys_id");
    let model = names.models.get(&text(row, "model"));
    let maker = model.and_then(|model| companies.get(&model.maker)).map_or("", |maker| maker.name.as_str());
    let model = model.map_or("", |model| model.name.as_str());
    let class = text(row, "sys_class_name");

    let mut draft = Draft::new(Table::Assets);
    draft.set(Asset::id, context.id(&key)).set(Asset::source, context.source).set(Asset::source_key, key.as_str());
    draft.set(Asset::organisation, context.organisation(&text(row, "company")));
    draft.set(Asset::name, first([text(row, "display_name"), text(row, Asset::asset_tag), text(row, "serial_number")]));
    let kind = match class.as_str() {
        "alm_hardware" => "device",
        "alm_license" | "alm_entitlement" => "software-licence",
        "alm_consumable" => "consumable",
        "alm_facility" => "facility",
        _ => "asset",
    };
    draft.set(Asset::kind, kind);
    if kind == "software-licence" {
        draft.set(Asset::product, model).set(Asset::vendor, maker);
    } else {
        draft.set(Asset::model, model_name(maker, model));
    }
    draft.set(Asset::serial, text(row, "serial_number")).set(Asset::asset_tag, text(row, Asset::asset_tag));
    draft.set(Asset::status, kinds::status(&text(row, "install_status"), "", &text(row, "life_cycle_stage")));
    draft.set(Asset::purchased_on, day(row, "purchase_date")).set(Asset::installed_on, day(row, "install_date"));
    draft.set(Asset::warranty_ends, day(row, "warranty_expiration")).set(Asset::retired_on, day(row, "retired"));
    // The cost is the record's, however many things it stands for: it is never multiplied.
    context.pay(&mut draft, Asset::purchase_price, Asset::currency, &wire::money(row, "cost"));
    draft.set(Asset::cost_centre, named(&names.cost_centres, &text(row, "cost_center")));
    draft.set(Asset::location, named(&names.locations, &text(row, "location")));
    context.mapped(row, draft)
}

/// A link, told from its parent: `Runs on::Runs` is the parent's word first.
pub(crate) fn link(context: Context<'_>, row: &Row, names: &Names) -> Draft {
    let mut draft = Draft::new(Table::Relations);
    draft.key(text(row, "sys_id")).set(Relation::source, context.source);
    draft.set(Relation::from, context.id(&text(row, "parent"))).set(Relation::to, context.id(&text(row, "child")));
    draft.set(Relation::kind, named(&names.link_types, &text(row, "type")));
    context.mapped(row, draft)
}

/// What belongs to a mapped service: the service needs it.
pub(crate) fn service_item(context: Context<'_>, row: &Row) -> Draft {
    let mut draft = Draft::new(Table::Relations);
    draft.key(text(row, "sys_id")).set(Relation::source, context.source).set(Relation::kind, "depends-on");
    draft.set(Relation::from, context.id(&text(row, "service_id"))).set(Relation::to, context.id(&text(row, "ci_id")));
    context.mapped(row, draft)
}

/// How many people use a business application: their number and nothing else.
pub(crate) fn user_count(context: Context<'_>, row: &Row) -> Draft {
    let mut draft = Draft::new(Table::Measures);
    let key = text(row, "sys_id");
    draft.set(Measure::asset, context.id(&key)).key(key).set(Measure::source, context.source);
    draft.set(Measure::name, "users").set(Measure::value, text(row, "active_user_count"));
    context.mapped(row, draft)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lookups::Model;
    use crate::settings::Settings;
    use serde_json::{Value, json};

    fn settings() -> Settings {
        let settings = json!({
            "address": "https://example.service-now.com",
            "sign_in": {"kind": "bearer", "token": {"env": "T"}},
            "organisation": "wexcombe"
        });
        serde_json::from_value(settings).unwrap()
    }

    fn names() -> Names {
        let mut names = Names::default();
        let model = Model { name: "PowerEdge 2950".to_owned(), maker: "maker1".to_owned() };
        names.models.rows.insert("47aa6b3f3763100044e0bfc8bcbe0004".to_owned(), model);
        names.cost_centres.rows.insert("d9d0a971c0a80a641c20b13d99a40002".to_owned(), "4210".to_owned());
        names
    }

    fn companies() -> Lookup<Company> {
        let mut companies = Lookup::default();
        let maker = Company { name: "Dell".to_owned(), sells: true, is_body: false, row: Row::new() };
        companies.rows.insert("maker1".to_owned(), maker);
        companies
    }

    fn cells(row: &Value, columns: &[&str]) -> Vec<String> {
        let settings = settings();
        let context = Context { source: "cmdb", settings: &settings };
        let draft = item(context, row.as_object().unwrap(), &names(), &companies(), None);
        columns.iter().map(|column| draft.get(column).to_owned()).collect()
    }

    /// Every value is a text, references are objects with their address, and what is empty is an empty text.
    #[test]
    fn a_server_as_the_table_api_gives_it() {
        let row = json!({
            "sys_id": "0f3c5c13c61122750194a1e96cfd0001", "sys_class_name": "cmdb_ci_unix_server", "name": "payroll-db-01",
            "os": "Solaris 8", "os_version": "5.8", "ram": "-1", "cost": "0", "cost_cc": "USD", "install_status": "1",
            "operational_status": "1", "install_date": "2001-07-12 08:00:00", "purchase_date": "", "warranty_expiration": "",
            "cost_center": {"link": "https://h/api/now/table/cmn_cost_center/d9d0", "value": "d9d0a971c0a80a641c20b13d99a40002"},
            "model_id": {"link": "https://h/api/now/table/cmdb_model/47aa", "value": "47aa6b3f3763100044e0bfc8bcbe0004"},
            "support_group": "", "company": ""
        });
        assert_eq!(
            cells(
                &row,
                &[
                    Asset::id,
                    Asset::kind,
                    Asset::product,
                    Asset::version,
                    Asset::model,
                    Asset::vendor,
                    Asset::purchase_price
                ]
            ),
            ["cmdb:0f3c5c13c61122750194a1e96cfd0001", "server", "Solaris 8", "5.8", "Dell PowerEdge 2950", "", "0"]
        );
        assert_eq!(
            cells(&row, &[Asset::installed_on, Asset::purchased_on, Asset::cost_centre, Asset::organisation]),
            ["2001-07-12", "", "4210", "wexcombe"]
        );
    }

    #[test]
    fn old_names_of_systems_stay_as_they_were_found() {
        for (os, version, pack, product) in [
            ("Windows 2000 Server", "5.0.2195", "Service Pack 4", "Windows 2000 Server Service Pack 4"),
            ("Windows 2008 Standard SP2", "6.0.6002", "SP2", "Windows 2008 Standard SP2"),
            ("AIX", "5.3", "", "AIX"),
            ("z/OS", "1.9", "", "z/OS"),
            ("i5/OS V5R4", "", "", "i5/OS V5R4"),
        ] {
            let row = json!({"sys_id": "1", "sys_class_name": "cmdb_ci_server", "name": "n", "os": os, "os_version": version, "os_service_pack": pack});
            assert_eq!(cells(&row, &[Asset::product, Asset::version]), [product, version]);
        }
        let row =
            json!({"sys_id": "1", "sys_class_name": "cmdb_ci_db_mssql_instance", "name": "n", "version": "8.00.2039"});
        assert_eq!(
            cells(&row, &[Asset::product, Asset::version, Asset::kind]),
            ["Microsoft SQL Server", "8.00.2039", "database"]
        );
    }

    #[test]
    fn a_maker_is_named_once() {
        assert_eq!(model_name("Dell", "PowerEdge 2950"), "Dell PowerEdge 2950");
        assert_eq!(model_name("Dell", "dell PowerEdge 2950"), "dell PowerEdge 2950");
        assert_eq!(model_name("", "PowerEdge 2950"), "PowerEdge 2950");
        assert_eq!(model_name("Dell", ""), "");
    }
}
