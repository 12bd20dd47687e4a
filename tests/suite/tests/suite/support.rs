//! What records say of products, and what becomes of it: findings about support with their near misses, bought cover, hosts, risk,
//! waivers, the worklist. One estate, judged on several days.

mod estate;
mod risk;
mod worklist;

use crate::binary::{Row, oldiron, ran, read_pack, rows};
use audit::Audit;
use estate::FILES;
use std::collections::BTreeMap;
use std::fs;
use tempfile::TempDir;

/// What an audit left.
pub(super) struct Judged {
    pub(super) audit: Audit,
    /// `tables/verdicts.csv`.
    pub(super) verdicts: Vec<Row>,
}

/// The estate with more files, judged on a day, beside an `oldiron.toml` if one is given.
pub(super) fn judged(as_of: &str, more: &[(&str, &str)], settings: &[(&str, &str)]) -> Judged {
    let place = TempDir::new().unwrap();
    fs::create_dir(place.path().join("files")).unwrap();
    for (name, text) in FILES.iter().chain(more) {
        fs::write(place.path().join("files").join(name), text).unwrap();
    }
    for (name, text) in settings {
        let path = place.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut audit = oldiron(place.path());
    audit.args(["audit", "--from", "files", "--data-dir", "data", "--out", "pack", "--no-pages", "--as-of", as_of]);
    ran(&mut audit).done();
    let pack = place.path().join("pack");
    Judged { audit: read_pack(&pack).unwrap().audit, verdicts: rows(&pack.join("tables/verdicts.csv")) }
}

/// The day of most tests.
pub(super) const AS_OF: &str = "2026-11-23";

/// The assets that findings of each code about support name, and by what release.
fn named(pack: &Judged) -> BTreeMap<String, Vec<String>> {
    let mut named: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for finding in &pack.audit.findings {
        let assets = finding.evidence.iter().filter_map(|record| record.strip_prefix("assets:"));
        named
            .entry(finding.code.clone())
            .or_default()
            .extend(assets.map(|asset| format!("{asset} {}", finding.subject)));
    }
    named.values_mut().for_each(|assets| assets.sort());
    named
}

fn of(pack: &Judged, code: &str) -> Vec<String> {
    named(pack).remove(code).unwrap_or_default()
}

fn verdict(pack: &Judged, asset: &str) -> String {
    let row = pack.verdicts.iter().find(|row| row["asset"] == asset);
    row.map_or("none".to_owned(), |row| format!("{} {}", row["verdict"], row["release"]))
}

#[test]
fn each_finding_about_support_names_its_assets_and_none_that_is_nearly_so() {
    let pack = judged(AS_OF, &[], &[]);
    // A-STOCK is in a store, A-GONE is retired, A-NEW is supported.
    assert_eq!(
        of(&pack, "unsupported-in-use"),
        [
            "A-BARE ubuntu 18.04",
            "A-LATE windows-server 2012",
            "A-OLD windows-server 2012-r2",
            "A-PHP-OLD php 7.2",
            "A-PHP-WIN php 7.2",
            "A-RHEL5 rhel 5",
            "A-RHEL6 rhel 6",
        ]
    );
    // A-2019 ends two years later.
    assert_eq!(of(&pack, "ending-soon"), ["A-2016 windows-server 2016"]);
    // Cover of A-ELS ends years later; that of A-LATE has ended.
    assert_eq!(of(&pack, "cover-ends"), ["A-LTSS sles 12.5"]);
    assert_eq!(of(&pack, "cover-past-its-end"), ["A-LATE windows-server 2012"]);
    // Cover of A-ESM is bought, for the product and not for the asset.
    assert_eq!(of(&pack, "extended-support-unpaid"), ["A-BARE ubuntu 18.04"]);
    // The same package on a system that has ended, and on one that patches nobody's packages.
    assert_eq!(of(&pack, "distribution-package"), ["A-PHP php 7.2"]);
    assert!(of(&pack, "dates-disagree").is_empty());
}

#[test]
fn cover_counts_where_the_estate_shows_it_and_ordinary_maintenance_is_none() {
    let pack = judged(AS_OF, &[], &[]);
    for (asset, said) in [
        ("A-LTSS", "extended-paid sles 12.5"),
        ("A-ELS", "extended-paid rhel 7"),
        ("A-ESM", "extended-paid ubuntu 18.04"),
        ("A-THIRD", "extended-paid oracle-database 11.2"),
        ("A-BARE", "unsupported ubuntu 18.04"),
        ("A-OLD", "unsupported windows-server 2012-r2"),
        ("A-LATE", "unsupported windows-server 2012"),
    ] {
        assert_eq!(verdict(&pack, asset), said, "{asset}");
    }
}

#[test]
fn a_component_ends_with_its_host_and_a_package_with_its_distribution() {
    let pack = judged(AS_OF, &[], &[]);
    for (asset, said) in [
        ("A-PHP", "supported php 7.2"),
        ("A-PHP-OLD", "unsupported php 7.2"),
        ("A-PHP-WIN", "unsupported php 7.2"),
        ("A-IIS", "supported iis 10.0"),
    ] {
        assert_eq!(verdict(&pack, asset), said, "{asset}");
    }
}

#[test]
fn findings_begin_and_end_to_the_day() {
    // The last day of support, and the day after.
    let last = judged("2027-01-12", &[], &[]);
    assert_eq!(of(&last, "ending-soon").iter().filter(|found| found.contains("A-2016")).count(), 1);
    let after = judged("2027-01-13", &[], &[]);
    assert!(of(&after, "unsupported-in-use").contains(&"A-2016 windows-server 2016".to_owned()));
    assert!(!of(&after, "ending-soon").iter().any(|found| found.contains("A-2016")));
    // Cover that is bought holds on its last day.
    let covered = judged("2026-10-13", &[], &[]);
    assert_eq!(verdict(&covered, "A-LATE"), "extended-paid windows-server 2012");
    assert!(of(&covered, "cover-ends").contains(&"A-LATE windows-server 2012".to_owned()));
    assert!(of(&covered, "cover-past-its-end").is_empty());
}

#[test]
fn sources_that_disagree_are_told_where_the_verdict_depends_on_them() {
    let own = "id = \"rhel\"\nsource = \"letter of the maker\"\nproof = \"vendor\"\nread_on = \"2026-11-01\"\nrelease = [{ cycle = \"6\", eol = \"2027-06-30\" }, { cycle = \"5\", eol = \"2016-12-31\" }]\n";
    let settings = [("oldiron.toml", "catalogue = [\"ours\"]\n"), ("ours/rhel.toml", own)];
    let pack = judged(AS_OF, &[], &settings);
    // RHEL 5 is dated differently too, and has ended by both.
    assert_eq!(of(&pack, "dates-disagree"), ["A-RHEL6 rhel 6"]);
    assert_eq!(verdict(&pack, "A-RHEL6"), "ending rhel 6");
}

#[test]
fn a_catalogue_that_nobody_refreshed_is_told_after_a_quarter() {
    let newest = |pack: &Judged| pack.audit.findings.iter().any(|finding| finding.code == "stale-catalogue");
    // The list that ships was made on 2026-08-22.
    assert!(!newest(&judged("2026-11-20", &[], &[])));
    assert!(newest(&judged("2026-11-21", &[], &[])));
    let stale = judged("2027-06-30", &[], &[]);
    assert!(newest(&stale));
    // A list that was fetched since is fresh, whatever it says.
    let open = r#"{"generated_at":"2027-06-01T00:00:00+00:00","result":[{"name":"quillmarker","releases":[{"name":"1","isEol":false,"eolFrom":null}]}]}"#;
    let settings = [("oldiron.toml", "catalogue = [\"open.json\"]\n"), ("open.json", open)];
    assert!(!newest(&judged("2027-06-30", &[], &settings)));
}

#[test]
fn hardware_that_nobody_dates_is_aged_by_the_life_of_its_kind_and_nothing_else_is() {
    let assets = "id,organisation,kind,name,model,purchased_on,installed_on,own_cost,own_cost_per,currency\n\
                  A-AGED,TC,server,box,Quillbox 3000,2019-11-22,,100,year,GBP\n\
                  A-LAST-DAY,TC,server,box,Quillbox 3000,2019-11-23,,100,year,GBP\n\
                  A-INSTALLED,TC,server,box,Quillbox 3000,,2010-01-01,100,year,GBP\n\
                  A-GUEST,TC,server,guest,VMware Virtual Platform,2010-01-01,,100,year,GBP\n\
                  A-LONG,TC,midrange,frame,Quillframe 9,2017-01-01,,100,year,GBP\n\
                  A-TOOL,TC,application,tool,Quillbox 3000,2010-01-01,,100,year,GBP\n";
    let aged = |settings: &[(&str, &str)]| -> Vec<String> {
        let pack = judged(AS_OF, &[("assets.csv", assets)], settings);
        let rows = pack.verdicts.iter().filter(|row| row["verdict"] == "aged");
        rows.map(|row| format!("{} {}", row["asset"], row["rule"])).collect()
    };
    assert_eq!(aged(&[]), ["A-AGED", "A-INSTALLED"].map(|asset| format!("{asset} verdict.aged-by-kind")));
    // An organisation sets its own life.
    let shorter = aged(&[("oldiron.toml", "lives = { midrange = 9, server = 6 }\n")]);
    assert_eq!(
        shorter,
        ["A-AGED", "A-INSTALLED", "A-LAST-DAY", "A-LONG"].map(|asset| format!("{asset} verdict.aged-by-kind"))
    );
}

#[test]
fn a_date_known_in_part_has_a_best_and_a_worst_and_accuses_only_when_all_of_it_is_past() {
    let own = "id = \"quillmarker\"\nname = \"Quillmarker\"\ncategory = \"product\"\naliases = [\"quillmarker\"]\nparsers = [\"dotted\"]\n\
               source = \"letter of the maker\"\nproof = \"vendor\"\nread_on = \"2026-01-01\"\n\
               release = [{ cycle = \"3\", eol = \"2026-Q4\" }, { cycle = \"4\", eol = \"2026-12\" }]\n";
    let settings = [("oldiron.toml", "catalogue = [\"ours\"]\n"), ("ours/quillmarker.toml", own)];
    let on = |day: &str| {
        let pack = judged(day, &[], &settings);
        let may = pack.audit.pence("may_have_ended_cost").unwrap();
        (verdict(&pack, "A-ODD"), verdict(&pack, "A-ODD-2"), may)
    };
    let said =
        |three: &str, four: &str, may: i64| (format!("{three} quillmarker 3"), format!("{four} quillmarker 4"), may);
    assert_eq!(on("2026-10-01"), said("ending", "ending", 0));
    assert_eq!(on("2026-11-23"), said("ending", "ending", 70_000));
    assert_eq!(on("2026-12-31"), said("ending", "ending", 90_000));
    assert_eq!(on("2027-01-01"), said("unsupported", "unsupported", 0));
}
