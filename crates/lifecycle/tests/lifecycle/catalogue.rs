//! The catalogue that ships: it reads, its examples hold, each of its dates has a source, and what is read of a string is the
//! string's alone.

use crate::shipped::{catalogue, files};
use lifecycle::{Catalogue, Category, Error, Found, Outcome};

#[test]
fn every_example_of_every_product_is_read_as_it_says() {
    let failed: Vec<String> = catalogue().failed_examples().iter().map(ToString::to_string).collect();
    assert!(failed.is_empty(), "{} failed:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn an_example_that_is_not_read_as_it_says_is_reported() {
    let mut files = files();
    let rhel = files.iter_mut().find(|(name, _)| name == "rhel.toml").unwrap();
    rhel.1 = rhel.1.replace("text = \"rhel7\", cycle = \"7\"", "text = \"rhel7\", cycle = \"8\"");
    let failed = read(&files).unwrap().failed_examples();
    assert_eq!(failed.len(), 1);
    assert_eq!(
        failed[0].to_string(),
        "rhel.toml, example 4: `rhel7` is read as matched: rhel 7, not as matched: rhel 8. hint: mend the words or the example"
    );
}

#[test]
fn every_product_has_examples_and_every_date_a_source() {
    let catalogue = catalogue();
    assert!(catalogue.products().len() >= 200, "{}", catalogue.products().len());
    for product in catalogue.products() {
        assert!(product.examples() > 1, "{} has no examples", product.id);
        for release in &product.releases {
            for (key, milestone) in release.milestones() {
                let at = format!("{} {} {key}", product.id, release.cycle);
                assert!(milestone.source.len() > 10, "{at}: `{}`", milestone.source);
                assert!(milestone.read_on.year() >= 2026, "{at}: {}", milestone.read_on);
            }
        }
        assert_eq!(product.category == Category::Hardware, product.life.is_some(), "{}", product.id);
    }
}

#[test]
fn names_that_merely_mention_a_product_match_nothing() {
    let catalogue = catalogue();
    for text in [
        "Oracle Street depot",
        "12 Oracle Street, first floor",
        "Windows cleaning contract",
        "Windows and doors 2008",
        "Replacement windows, Town Hall",
        "Domino effect review",
        "Solaris Care Home",
        "Catalyst for change",
        "Server room air conditioning",
        "Access control system",
        "Postgres user group subscription",
        "Payroll on Windows Server 2008",
        "Finance system (SQL Server 2008 R2)",
        "Sage 200 for SQL Server 2012",
        "Compatible with Windows 7",
        "Replaces RHEL 5",
        "Migrated from Oracle 10g",
        "Runs under AIX 5.3",
        "PHP developer",
        "IBM i2 Analyst's Notebook 8",
        "Red Hat Linux 9",
        "7",
        "2008",
        "SP3",
        "",
        "   ",
    ] {
        let matched = catalogue.match_found(&Found::text(text));
        assert_eq!((matched.outcome, matched.product), (Outcome::NotFound, None), "{text}");
    }
}

#[test]
fn parts_and_patches_are_denied_and_name_their_parent() {
    let catalogue = catalogue();
    for (text, parent) in [
        ("Microsoft SQL Server 2008 R2 Native Client", "mssqlserver"),
        ("SQL Server 2012 Management Studio", "mssqlserver"),
        ("ODBC Driver 17 for SQL Server", "mssqlserver"),
        ("Service Pack 2 for SQL Server 2008 R2", "mssqlserver"),
        ("SQL Server 2012 CAL", "mssqlserver"),
        ("VMware Tools", "esxi"),
        ("VMware Tools 11.3.5", "esxi"),
        ("vSphere Client 5.5", "esxi"),
        ("Oracle Client 11.2", "oracle-database"),
        ("Oracle 11g R2 Client", "oracle-database"),
        ("MySQL Workbench 8.0", "mysql"),
        ("Windows Defender", "windows"),
        ("SAP GUI 7.60", "sap-ecc"),
        ("Security Update for Windows Server 2012 R2 (KB4012213)", "windows-server"),
        ("Backup agent for Windows Server 2012", "windows-server"),
        ("RHEL 7 training", "rhel"),
    ] {
        let matched = catalogue.match_found(&Found::text(text));
        assert_eq!((matched.outcome, &matched.product, &matched.cycle), (Outcome::Denied, &None, &None), "{text}");
        assert!(matched.rule.starts_with(&format!("{parent}.deny.")), "{text}: {}", matched.rule);
        assert_eq!(matched.evidence.last().unwrap().proves, format!("part of {parent}"), "{text}");
    }
}

#[test]
fn a_match_is_one_json_object_with_all_seven_keys_and_its_proof_in_bytes() {
    let catalogue = catalogue();
    for (text, json) in [
        (
            "MS SQL Svr 2008 R2 SP2 Std",
            r#"{"raw":"MS SQL Svr 2008 R2 SP2 Std","outcome":"matched","product":"mssqlserver","cycle":"10.50-sp2","grade":"B","rule":"mssqlserver.year-sp","evidence":[{"field":"raw","span":[0,10],"text":"MS SQL Svr","proves":"product"},{"field":"raw","span":[11,22],"text":"2008 R2 SP2","proves":"cycle"}]}"#,
        ),
        (
            "SQL Server 2008 R2 Native Client",
            r#"{"raw":"SQL Server 2008 R2 Native Client","outcome":"denied","product":null,"cycle":null,"grade":"B","rule":"mssqlserver.deny.native-client","evidence":[{"field":"raw","span":[19,32],"text":"Native Client","proves":"part of mssqlserver"}]}"#,
        ),
        (
            "nothing known",
            r#"{"raw":"nothing known","outcome":"not-found","product":null,"cycle":null,"grade":null,"rule":"not-found","evidence":[]}"#,
        ),
        (
            "Größe 5, Windows Server 2008",
            r#"{"raw":"Größe 5, Windows Server 2008","outcome":"not-found","product":null,"cycle":null,"grade":null,"rule":"mention","evidence":[{"field":"raw","span":[11,25],"text":"Windows Server","proves":"mentions windows-server"}]}"#,
        ),
    ] {
        assert_eq!(serde_json::to_string(&catalogue.match_found(&Found::text(text))).unwrap(), json);
    }
    let unreadable = serde_json::to_string(&lifecycle::Match::unreadable("\u{fffd}")).unwrap();
    assert!(unreadable.contains(r#""outcome":"not-found""#) && unreadable.contains(r#""rule":"input.unreadable""#));
}

#[test]
fn fields_that_agree_are_sure_and_fields_that_differ_are_not() {
    let catalogue = catalogue();
    let read = |found: Found<'_>| {
        let matched = catalogue.match_found(&found);
        let grade = matched.grade.map(|grade| grade.to_string()).unwrap_or_default();
        format!("{} {} {grade}", matched.outcome, matched.cycle.unwrap_or_default())
    };
    let product = |product, version| Found { product: Some(product), version: Some(version), ..Found::default() };
    assert_eq!(read(product("RHEL 6", "6.9")), "matched 6 A");
    assert_eq!(read(product("RHEL 7", "6.9")), "matched 6 C");
    assert_eq!(read(product("PostgreSQL 14", "1.2")), "product-only  C");
    assert_eq!(read(Found { os: Some("CentOS 6"), ..product("RHEL 6", "6.9") }), "ambiguous  C");
    assert_eq!(read(Found { os: Some("RHEL 6.9"), ..product("Payroll", "3") }), "not-found  ");
    assert_eq!(read(Found { os: Some("RHEL 6.9"), ..Found::default() }), "matched 6 B");
    assert_eq!(read(Found { vendor: Some("Dell"), ..product("RHEL", "6.9") }), "matched 6 C");
    assert_eq!(read(Found { vendor: Some("Oracle"), product: Some("  "), ..Found::default() }), "vendor-only  B");
    let seen = estate::parse_day("2009-06-30").ok();
    let old = Found { last_seen: seen, product: Some("RHEL"), ..Found::default() };
    assert_eq!(catalogue.match_found(&old).candidates[0].cycles, ["2.1", "3", "4", "5"]);
}

#[test]
fn the_order_of_files_changes_nothing() {
    let forward = files();
    let mut backward = forward.clone();
    backward.reverse();
    let (one, other) = (read(&forward).unwrap(), read(&backward).unwrap());
    assert_eq!(one.digest_input(), other.digest_input());
    for text in ["Windows 6.1.7601", "Oracle 10g or 11g", "RHEL 6 / SQL Server 2008", "Enterprise Linux 6"] {
        assert_eq!(one.match_found(&Found::text(text)), other.match_found(&Found::text(text)), "{text}");
    }
    let mut changed = forward;
    changed[0].1.push('\n');
    assert_ne!(read(&changed).unwrap().digest_input(), one.digest_input());
}

#[test]
fn no_string_stops_the_reader() {
    let catalogue = catalogue();
    // Pieces of real strings put together by a generator with a fixed seed, and some that no record should hold.
    let pieces = [
        "Windows",
        "Server",
        "2008",
        "R2",
        "SP",
        "(",
        ")",
        "/",
        "11g",
        "12.4(24)T",
        "v",
        "7",
        "or later",
        ">=",
        "\u{0}",
        "é",
        "6100-09-12",
        "x64",
        "for",
        "Oracle",
        "IOS",
        "99999999999999999999",
        ".",
        "-",
        "\u{1F4BB}",
        "AIX",
        "TL",
        "V7R3M0",
        "+",
    ];
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(below).unwrap()).unwrap()
    };
    for _ in 0..20_000 {
        let text: Vec<&str> = (0..=next(8)).map(|_| pieces[next(pieces.len())]).collect();
        let text = text.join(if next(2) == 0 { " " } else { "" });
        let as_fields =
            Found { raw: &text, product: Some(&text), version: Some(&text), cpe: Some(&text), ..Found::default() };
        for found in [Found::text(&text), as_fields] {
            let matched = catalogue.match_found(&found);
            assert_eq!(matched.cycle.is_some(), matched.outcome == Outcome::Matched, "{text}");
            for proof in &matched.evidence {
                assert_eq!(text.get(proof.span[0]..proof.span[1]), Some(proof.text.as_str()), "{text}: {proof:?}");
            }
        }
    }
    for long in [
        "Windows Server 2008 R2 ".repeat(40_000),
        format!("RHEL 6 depot {}", "windows ios domino ".repeat(50_000)),
        "sql ".repeat(250_000),
        "RHEL 6 x, ".repeat(100_000),
        "1.".repeat(500_000),
        "(".repeat(1_000_000),
        "7/".repeat(500_000),
    ] {
        let _ = catalogue.match_found(&Found::text(&long));
    }
}

#[test]
fn a_file_that_cannot_be_used_names_itself_and_the_key() {
    let good = "id = \"thing\"\nname = \"Thing\"\ncategory = \"product\"\nvendor = \"maker\"\naliases = [\"thing\"]\n\
                parsers = [\"dotted\"]\nsource = \"https://example.org/thing\"\nproof = \"vendor\"\nread_on = \"2026-11-24\"\n";
    let words = "[[vendor]]\nid = \"maker\"\nnames = [\"maker\"]\n";
    let release = |row: &str| format!("{good}release = [ {{ cycle = \"1\", {row} }} ]\n");
    let try_it = |text: &str| Catalogue::from_toml(&[("thing.toml", text), ("words.toml", words)]).map(|_| ());
    assert_eq!(try_it(good), Ok(()));
    for (text, says) in [
        (format!("colour = \"red\"\n{good}"), "thing.toml, line 1: unknown field `colour`"),
        (release("eofl = \"2020-01-01\""), "unknown field `eofl`"),
        (release("eol = \"soon\""), "thing.toml, key `release 1: eol`: `soon` is no date"),
        (release("eol = { on = \"2020-01-01\", who = \"me\" }"), "unknown field `who`"),
        (release("released = \"2020-06-01\", eol = \"2020-01-06\""), "is before the release itself"),
        (release("eol = \"2020-01-01\", source = \" \""), "the date names no source"),
        (release("read_on = \"yesterday\", eol = true"), "key `release 1: eol, read_on`"),
        (format!("life_years = 7\n{good}"), "key `life_years`: a life is for hardware and needs its source"),
        (good.replace("\"maker\"", "\"nobody\""), "key `vendor`: `nobody` is no vendor of words.toml"),
        (
            format!("build = [ {{ is = \"1.0\", cycle = \"9\" }} ]\n{good}"),
            "key `build.cycle`: `9` is no release of this file",
        ),
        (good.replace("\"thing\"\nname", "\"Thing!\"\nname"), "key `id`: `Thing!` is no id"),
        (good.replace("name = \"Thing\"\n", ""), "nothing says the name and category of `thing`"),
        (
            format!(
                "monotone = \"product\"\n{good}release = [ {{ cycle = \"1\", eol = \"2022-01-01\" }}, {{ cycle = \"2\", eol = \"2021-01-01\" }} ]\n"
            ),
            "1 ends after 2, so ends fall as versions rise",
        ),
    ] {
        let error = try_it(&text).unwrap_err().to_string();
        assert!(
            error.contains(says) && error.contains("thing.toml") && error.contains("hint: "),
            "{error}\nshould say {says}"
        );
    }
    let twin = good.replace("\"thing\"\nname", "\"twin\"\nname");
    let twins = Catalogue::from_toml(&[("a.toml", good), ("b.toml", &twin), ("words.toml", words)]).unwrap_err();
    assert!(matches!(&twins, Error::Twice { what, .. } if what == "the name `thing`"), "{twins}");
    let same = Catalogue::from_toml(&[("a.toml", good), ("b.toml", good), ("words.toml", words)]).unwrap_err();
    assert!(matches!(&same, Error::Twice { what, .. } if what == "the id `thing`"), "{same}");
}

fn read(files: &[(String, String)]) -> Result<Catalogue, Error> {
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Catalogue::from_toml(&files)
}
