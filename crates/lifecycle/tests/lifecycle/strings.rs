//! Strings as inventories hold them: what is one spelling, what is a version, what names somebody or something else.

use crate::shipped::catalogue;
use lifecycle::{Catalogue, Found, Match, Outcome};

fn reads(catalogue: &Catalogue, text: &str) -> (Outcome, Option<String>, Option<String>) {
    let matched = catalogue.match_found(&Found::text(text));
    (matched.outcome, matched.product, matched.cycle)
}

/// Each string is this product and release.
fn all_are(catalogue: &Catalogue, product: &str, cycle: &str, texts: &[&str]) {
    for text in texts {
        let expected = (Outcome::Matched, Some(product.to_owned()), Some(cycle.to_owned()));
        assert_eq!(reads(catalogue, text), expected, "{text}");
    }
}

#[test]
fn one_product_has_one_reading_however_it_is_spelled() {
    let catalogue = catalogue();
    all_are(
        &catalogue,
        "mssqlserver",
        "10.50-sp2",
        &[
            "MS SQL Svr 2008 R2 SP2 Std",
            "microsoft sql server 2008r2 service pack ii",
            "Microsoft® SQL Server® 2008 R2 – SP2",
            "Ｍicrosoft\u{a0}SQL\u{200b} Server 2008 R2 SP 2",
            "SQL Server (R) 2008 R2 [SP2] (64-bit)",
            "SQL_Server_2008_R2_SP2",
        ],
    );
    all_are(&catalogue, "postgresql", "9.6", &["PostgreSQL v9.6", "PostgreSQL ver. 9.6", "PostgreSQL version 9.6.24"]);
    all_are(&catalogue, "windows", "10-1803-w", &["Windows 10 Home 1803", "Microsoft Windows 10 Famille 10.0.17134"]);
}

#[test]
fn a_proof_stands_in_the_words_as_given() {
    let catalogue = catalogue();
    let raw = "„ＳＱＬ Ｓｅｒｖｅｒ“ 2008 R2 SP2";
    let matched = catalogue.match_found(&Found::text(raw));
    assert_eq!(matched.cycle.as_deref(), Some("10.50-sp2"));
    for proof in &matched.evidence {
        assert_eq!(raw.get(proof.span[0]..proof.span[1]), Some(proof.text.as_str()), "{proof:?}");
    }
}

#[test]
fn what_packers_put_around_a_version_is_none() {
    let catalogue = catalogue();
    all_are(&catalogue, "redis", "6.0", &["redis-server 5:6.0.16-1+deb11u2"]);
    all_are(&catalogue, "mariadb", "5.5", &["5.5.68-MariaDB"]);
    all_are(&catalogue, "mariadb", "10.5", &["10.5.21-MariaDB-0+deb11u1"]);
    all_are(&catalogue, "php", "7.0", &["PHP 7.0.33-0ubuntu0.16.04.16", "php70-php-cli-7.0.33-1.el7.remi.x86_64"]);
    all_are(&catalogue, "apache-http-server", "2.2", &["httpd-2.2.15-69.el6.centos.x86_64"]);
    all_are(&catalogue, "postgresql", "9.6", &["postgresql96-server-9.6.24-1PGDG.rhel7.x86_64"]);
    let purl = Found { purl: Some("pkg:deb/debian/mariadb-server@1%3A10.3.39-0%2Bdeb10u1"), ..Found::default() };
    assert_eq!(catalogue.match_found(&purl).cycle.as_deref(), Some("10.3"));
}

#[test]
fn a_banner_is_its_server_and_uname_is_its_system() {
    let catalogue = catalogue();
    all_are(&catalogue, "apache-http-server", "2.4", &["Apache/2.4.6 (CentOS) OpenSSL/1.0.2k-fips PHP/5.4.16"]);
    all_are(&catalogue, "oracle-solaris", "10", &["SunOS web-01.example.org 5.10 Generic_147440-01 sun4v sparc"]);
    all_are(&catalogue, "hp-ux", "11.31", &["HP-UX app3 B.11.31 U 9000/820 2006447661"]);
    all_are(
        &catalogue,
        "cisco-ios-xe",
        "16.12",
        &[
            "Cisco IOS Software [Gibraltar], Catalyst L3 Switch Software (CAT9K_IOSXE), Version 16.12.4, RELEASE SOFTWARE (fc5)",
        ],
    );
    all_are(
        &catalogue,
        "ibm-aix",
        "5.3",
        &[
            "IBM PowerPC CHRP Computer\nMachine Type: 0x0800004c\nBase Operating System Runtime AIX version: 05.03.0012.0001\nTCP/IP Client Support version: 05.03.0012.0005",
        ],
    );
    assert_eq!(reads(&catalogue, "Solaris Urbino 12.5 electric bus lease").1, None);
}

#[test]
fn ranges_and_lists_leave_every_release_they_name() {
    let catalogue = catalogue();
    let possible = |text: &str| -> Vec<String> {
        let matched: Match = catalogue.match_found(&Found::text(text));
        assert_eq!(matched.outcome, Outcome::ProductOnly, "{text}: {}", matched.rule);
        matched.candidates.into_iter().flat_map(|candidate| candidate.cycles).collect()
    };
    for (text, cycles) in [
        ("Microsoft Windows XP SP2 or SP3", vec!["5-sp2", "5-sp3"]),
        ("Windows Server 2008 R2 - 2012 R2", vec!["2008-r2-sp1", "2012", "2012-r2"]),
        ("Windows Server 2012/2012 R2", vec!["2012", "2012-r2"]),
        ("Oracle 11g R1/R2", vec!["11.1", "11.2"]),
    ] {
        let found = possible(text);
        assert!(cycles.iter().all(|cycle| found.iter().any(|found| found == cycle)), "{text}: {found:?}");
    }
}

#[test]
fn fields_are_read_together() {
    let catalogue = catalogue();
    for (found, product, cycle) in [
        (
            Found {
                vendor: Some("IBM"),
                product: Some("AIX"),
                version: Some("7.2"),
                edition: Some("TL4 SP2"),
                ..Found::default()
            },
            "ibm-aix",
            "7.2.4",
        ),
        (
            Found {
                os: Some("Microsoft Windows Server 2003 R2"),
                version: Some("5.2.3790 Service Pack 2"),
                ..Found::default()
            },
            "windows-server",
            "2003-sp2",
        ),
        (
            Found { os: Some("SUSE Linux Enterprise Server"), version: Some("11 SP4"), ..Found::default() },
            "sles",
            "11.4",
        ),
        (
            Found {
                product: Some("Windows Server 2008 R2"),
                version: Some("6.1 (7601)"),
                edition: Some("SP1"),
                ..Found::default()
            },
            "windows-server",
            "2008-r2-sp1",
        ),
        (
            Found {
                product: Some("Internet Explorer"),
                version: Some("11.0.9600"),
                os: Some("Windows Server 2012 R2"),
                ..Found::default()
            },
            "internet-explorer",
            "11-server",
        ),
    ] {
        let matched = catalogue.match_found(&found);
        let got = (matched.product.as_deref(), matched.cycle.as_deref());
        assert_eq!(got, (Some(product), Some(cycle)), "{found:?}: {}", matched.rule);
    }
}

#[test]
fn a_version_is_of_the_product_where_there_is_one_and_never_of_the_system_beside_it() {
    let found =
        Found { product: Some("Payroll"), os: Some("Windows Server"), version: Some("2012"), ..Found::default() };
    let matched = catalogue().match_found(&found);
    assert_eq!(matched.cycle, None, "{}", matched.rule);
}

#[test]
fn names_of_companies_people_and_machines_are_no_products() {
    let catalogue = catalogue();
    for text in [
        "Debian Ltd",
        "Exchange 2016 Ltd",
        "Jenkins, solicitors",
        "ubuntu01",
        "Linux ubuntu01 5.4.0-150-generic #167-Ubuntu SMP",
        "Firebird 3 guitar",
        "Cluster node 2",
        "Oracle 12 months support",
        "iPhone 7 case",
        "Catalyst 2960 stacking cable",
        "Office 2010 refurbishment",
        "Dell monitor P2317H",
    ] {
        assert_eq!(reads(&catalogue, text).1, None, "{text}");
    }
}

#[test]
fn a_maker_alone_is_a_maker_and_its_client_is_denied() {
    let catalogue = catalogue();
    for text in ["Oracle", "Sybase", "Apache", "Micro Focus International plc", "Oracle Corporation UK Ltd", "Red Hat"]
    {
        assert_eq!(reads(&catalogue, text).0, Outcome::VendorOnly, "{text}");
    }
    let matched = catalogue.match_found(&Found::text("Cisco Systems VPN Client 5.0.07.0440"));
    assert_eq!((matched.outcome, matched.rule.as_str()), (Outcome::Denied, "vendor.cisco.deny.client"));
}

#[test]
fn a_patch_is_denied_by_its_number_and_a_patched_product_is_not() {
    let catalogue = catalogue();
    for text in [
        "Windows 7 Service Pack 1 (KB976932)",
        "Atualizacao de Seguranca para Windows XP (KB890046)",
        "Sicherheitsupdate für Microsoft Windows (KB4012212)",
        "Mise à jour de sécurité pour Windows XP (KB2510531)",
    ] {
        assert_eq!(reads(&catalogue, text).0, Outcome::Denied, "{text}");
    }
    all_are(
        &catalogue,
        "mssqlserver",
        "10.50-sp3",
        &["Microsoft SQL Server 2008 R2 (SP3-GDR) (KB4583465) - 10.50.6560.0 (X64)"],
    );
}

#[test]
fn what_a_registry_of_a_language_calls_by_a_products_name_may_be_its_driver() {
    let catalogue = catalogue();
    let purl = |purl| catalogue.match_found(&Found { purl: Some(purl), ..Found::default() });
    assert_eq!(purl("pkg:maven/org.postgresql/postgresql@42.2.5").product, None);
    assert_eq!(purl("pkg:deb/debian/postgresql-9.6@9.6.24").cycle.as_deref(), Some("9.6"));
    assert_eq!(purl("pkg:npm/jquery@1.12.4").cycle.as_deref(), Some("1"));
}
