//! Codes of the product in our words. Organisations renumber some: `codes` in the settings stand above these.

use std::collections::HashMap;

/// Our word for a class of configuration items, and for all below it.
const KINDS: &[(&str, &str)] = &[
    ("cmdb_ci_business_app", "application"),
    ("cmdb_ci_service", "service"),
    ("service_offering", "service"),
    ("cmdb_ci_db_instance", "database"),
    ("cmdb_ci_database", "database"),
    ("cmdb_ci_app_server", "middleware"),
    ("cmdb_ci_web_server", "middleware"),
    ("cmdb_ci_appl", "software"),
    ("cmdb_ci_spkg", "software"),
    ("cmdb_ci_mainframe_hardware", "mainframe"),
    ("cmdb_ci_mainframe", "mainframe"),
    ("cmdb_ci_server", "server"),
    ("cmdb_ci_vm_instance", "virtual-machine"),
    ("cmdb_ci_vm", "virtual-machine"),
    ("cmdb_ci_netgear", "network"),
    ("cmdb_ci_storage_device", "storage"),
    ("cmdb_ci_computer", "device"),
    ("cmdb_ci_hardware", "device"),
];

/// Products that a class is named after, where no model says it.
const PRODUCTS: &[(&str, &str)] = &[
    ("cmdb_ci_db_mssql_instance", "Microsoft SQL Server"),
    ("cmdb_ci_db_ora_instance", "Oracle Database"),
    ("cmdb_ci_db_mysql_instance", "MySQL"),
    ("cmdb_ci_db_postgresql_instance", "PostgreSQL"),
    ("cmdb_ci_db_db2_instance", "IBM Db2"),
    ("cmdb_ci_app_server_tomcat", "Apache Tomcat"),
    ("cmdb_ci_app_server_jboss", "JBoss"),
    ("cmdb_ci_app_server_weblogic", "Oracle WebLogic Server"),
    ("cmdb_ci_app_server_websphere", "IBM WebSphere"),
    ("cmdb_ci_microsoft_iis_web_server", "Microsoft Internet Information Services"),
    ("cmdb_ci_apache_web_server", "Apache HTTP Server"),
];

/// Our word for a class: its own, else that of the nearest class above it, else the class's own name. Where the list of classes
/// cannot be read, a name that holds a known one says enough: `cmdb_ci_aix_server` is a server.
pub(super) fn kind(class: &str, above: &HashMap<String, String>) -> String {
    let known = |class: &str| KINDS.iter().find(|(name, _)| *name == class).map(|(_, kind)| (*kind).to_owned());
    let mut at = class;
    // A hierarchy has no circles; a damaged one shall not hang.
    for _ in 0..30 {
        if let Some(kind) = known(at) {
            return kind;
        }
        match above.get(at) {
            Some(next) => at = next,
            None => break,
        }
    }
    let bare = class.strip_prefix("cmdb_ci_").unwrap_or(class);
    let by_name = [
        ("service", bare.starts_with("service")),
        ("database", bare.starts_with("db_") || bare.contains("database")),
        ("middleware", bare.starts_with("app_server") || bare.ends_with("web_server")),
        ("mainframe", bare.contains("mainframe")),
        ("server", bare.ends_with("server")),
        ("virtual-machine", bare.starts_with("vm_") || bare.ends_with("_vm")),
        ("device", bare.ends_with("hardware") || bare.ends_with("computer")),
    ];
    match by_name.iter().find(|(_, holds)| *holds) {
        Some((kind, _)) => (*kind).to_owned(),
        None if bare == "cmdb_ci" || bare.is_empty() => "configuration-item".to_owned(),
        None => bare.replace('_', "-"),
    }
}

/// The product that a class is named after.
pub(super) fn product(class: &str) -> &'static str {
    PRODUCTS.iter().find(|(name, _)| *name == class).map_or("", |(_, product)| product)
}

/// `install_status` of configuration items and owned things, then the stage of life where that says more. An unknown code is unknown.
pub(super) fn status(install: &str, operational: &str, stage: &str) -> &'static str {
    let ended = matches!(stage, "End of Life" | "End of Operation");
    match install {
        "7" => "retired",
        "8" | "100" => "missing",
        "2" | "4" | "6" | "9" => "stock",
        "1" | "3" | "5" | "10" | "11" if !ended && operational != "6" => "live",
        "1" | "3" | "5" | "10" | "11" | "" if ended || operational == "6" => "retired",
        "" if operational == "1" => "live",
        "" => "",
        _ => "unknown",
    }
}

/// What a contract is for, by its class, else by its type of agreement in words.
pub(super) fn contract_kind(class: &str, agreement: &str) -> &'static str {
    match class {
        "ast_maintenance" | "ast_warranty" => return "maintenance",
        "ast_service" => return "support",
        "ast_lease" => return "lease",
        "ast_license" => return "licence",
        "ast_insurance" => return "other",
        _ => {}
    }
    let agreement = agreement.to_lowercase();
    let words = [
        ("subscription", "subscription"),
        ("saas", "subscription"),
        ("maintenance", "maintenance"),
        ("support", "support"),
        ("licen", "licence"),
        ("hosting", "hosting"),
        ("managed", "managed-service"),
        ("telecom", "telecoms"),
        ("lease", "lease"),
    ];
    words.iter().find(|(word, _)| agreement.contains(word)).map_or("", |(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_what_the_nearest_known_class_above_it_is() {
        let pairs = [
            ("cmdb_ci_aix_server", "cmdb_ci_unix_server"),
            ("cmdb_ci_unix_server", "cmdb_ci_server"),
            ("cmdb_ci_ibm_zos_server", "cmdb_ci_mainframe_hardware"),
            ("u_cmdb_ci_thing", "cmdb_ci_appl"),
            ("cmdb_ci_turn", "cmdb_ci_turn"),
        ];
        let above: HashMap<String, String> = pairs.map(|(a, b)| (a.to_owned(), b.to_owned())).into_iter().collect();
        for (class, word) in [
            ("cmdb_ci_server", "server"),
            ("cmdb_ci_aix_server", "server"),
            ("cmdb_ci_ibm_zos_server", "mainframe"),
            ("u_cmdb_ci_thing", "software"),
            ("cmdb_ci_ups", "ups"),
            ("cmdb_ci", "configuration-item"),
            ("cmdb_ci_turn", "turn"),
        ] {
            assert_eq!(kind(class, &above), word, "{class}");
        }
        // Without the list of classes.
        for (class, word) in [
            ("cmdb_ci_aix_server", "server"),
            ("cmdb_ci_db_mssql_instance", "database"),
            ("cmdb_ci_service_auto", "service"),
        ] {
            assert_eq!(kind(class, &HashMap::new()), word, "{class}");
        }
    }

    #[test]
    fn a_status_that_nobody_listed_is_unknown_and_none_is_none() {
        for (install, operational, stage, word) in [
            ("1", "1", "", "live"),
            ("1", "6", "", "retired"),
            ("1", "1", "End of Life", "retired"),
            ("7", "1", "", "retired"),
            ("6", "", "", "stock"),
            ("8", "", "", "missing"),
            ("100", "", "", "missing"),
            ("", "1", "", "live"),
            ("", "", "", ""),
            ("", "6", "", "retired"),
            ("2100", "1", "", "unknown"),
            ("3", "", "Operational", "live"),
        ] {
            assert_eq!(status(install, operational, stage), word, "{install} {operational} {stage}");
        }
    }
}
