//! Verdicts: the worked examples of the rules, and what must hold for any string on any day.

use estate::{Date, Facet, UnknownReason, Verdict, parse_day};
use lifecycle::{Catalogue, ExtendedCover, Facts, Found, Grade, Judgement, LegacyRules, Remark, worst};

fn day(text: &str) -> Date {
    parse_day(text).unwrap()
}

/// The day of the worked examples.
fn audit() -> Facts {
    Facts::at(day("2026-11-23"))
}

fn judge(catalogue: &Catalogue, text: &str, facts: Facts) -> Judgement {
    catalogue.judge(&catalogue.match_found(&Found::text(text)), &facts)
}

fn product<'a>(product: &'a str, version: &'a str) -> Found<'a> {
    Found { product: Some(product), version: Some(version), ..Found::default() }
}

/// Products that the shipped catalogue does not list and the rules need: free long-term support, a service pack line with cover, a
/// third party's offer, an end that nobody announced. Dates as published on endoflife.date, read 2026-08-22.
fn with_more() -> Catalogue {
    let more = [
        ("debian.toml", "debian", "operating-system", "free", r#"{ cycle = "12", eol = "2026-07-11", eoes = "2028-06-30" }, { cycle = "11", eol = "2024-08-14", eoes = "2026-08-31" }"#),
        ("sles.toml", "sles", "operating-system", "paid", r#"{ cycle = "12.5", names = ["12 sp5"], eol = "2024-10-31", eoes = "2027-10-31" }"#),
        ("jquery.toml", "jquery", "product", "third-party", r#"{ cycle = "1", eol = true, eoes = false }"#),
        ("dotnetfx.toml", "dotnetfx", "product", "paid", r#"{ cycle = "4.8", eol = false }"#),
    ]
    .map(|(file, id, category, extended, releases)| {
        let text = format!(
            "id = \"{id}\"\nname = \"{id}\"\ncategory = \"{category}\"\nvendor = \"microsoft\"\naliases = [\"{id}\"]\nparsers = [\"codename\", \"dotted\"]\n\
             extended = \"{extended}\"\nsource = \"https://endoflife.date/{id}\"\nproof = \"import\"\nread_on = \"2026-08-22\"\nrelease = [ {releases} ]\n"
        );
        (file.to_owned(), text)
    });
    let shipped = crate::shipped::files();
    let more = more.into_iter().filter(|(file, _)| !shipped.iter().any(|(name, _)| name == file));
    let files: Vec<(String, String)> = shipped.iter().cloned().chain(more).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Catalogue::from_toml(&files).unwrap()
}

/// The worked examples: number, name, version, what is bought, outcome, release, grade, verdict, day regular support ends.
const WORKED: &str = "
 1 | Windows 2008 Standard           | 6.0.6002   |                     | matched           | windows-server 2008-sp2 | A | unsupported   | 2020-01-14
 2 | RHEL 6.9 Santiago               |            |                     | matched           | rhel 6                  | B | unsupported   | 2020-11-30
 3 | ORACLE RDBMS 11g EE 11.2.0.4    |            |                     | matched           | oracle-database 11.2    | B | unsupported   | 2015-01-31
 4 | SunOS 5.10                      |            | contract 2026-12-31 | matched           | oracle-solaris 10       | B | extended-paid | 2018-01-01
 4 | SunOS 5.10                      |            |                     | matched           | oracle-solaris 10       | B | unsupported   | 2018-01-01
 5 | AIX 6.1 TL9                     |            |                     | matched           | ibm-aix 6.1.9           | B | unsupported   | 2017-04-30
 6 | MS SQL Svr 2008 R2 SP2 Std      |            |                     | matched           | mssqlserver 10.50-sp2   | B | unsupported   | 2015-10-13
 7 | Cisco IOS 12.4(24)T             |            |                     | matched           | cisco-ios 12.4t         | B | unknown       |
 8 | VMware ESX 4.1.0 build-260247   |            |                     | older-than-oldest |                         | C | unsupported   |
 9 | PowerEdge R710                  |            | bought 2010-03-31   | matched           | dell-poweredge r710     | B | aged          |
10 | Lotus Domino 8.5.3              |            |                     | older-than-oldest |                         | C | unsupported   |
11 | Windows Server 2016 Datacenter  | 10.0.14393 |                     | matched           | windows-server 2016     | A | ending        | 2027-01-12
12 | Windows Server 2012 R2          |            | flag                | matched           | windows-server 2012-r2  | B | unsupported   | 2023-10-10
13 | SLES 12 SP5                     |            | contract            | matched           | sles 12.5               | B | extended-paid | 2024-10-31
14 | Ubuntu 18.04.6 LTS              |            |                     | matched           | ubuntu 18.04            | B | unsupported   | 2023-05-31
15 | Debian 12 (bookworm)            |            |                     | matched           | debian 12               | B | supported     | 2028-06-30
16 | jQuery 1.12.4                   |            |                     | matched           | jquery 1                | B | unsupported   |
16 | dotnetfx 4.8                    |            |                     | matched           | dotnetfx 4.8            | C | supported     |
17 | postgres 14.11                  |            |                     | matched           | postgresql 14           | B | unsupported   | 2026-11-12
17 | postgres 14.11                  |            | on 2026-11-12       | matched           | postgresql 14           | B | ending        | 2026-11-12
18 | Windows 10 Enterprise 10.0.17763|            |                     | product-only      |                         | C | unknown       |
19 | Microsoft SQL Server 2008 R2 Native Client | |                     | denied            |                         | B | unknown       |
20 | SQL Server 2017                 |            |                     | matched           | mssqlserver 14.0        | B | ending        | 2027-10-12";

#[test]
fn the_worked_examples_come_out_as_written() {
    let catalogue = with_more();
    let mut seen = 0;
    for line in WORKED.lines().skip(1) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [number, name, version, bought, expected @ ..] = cells.as_slice() else { panic!("{line}") };
        let found = if version.is_empty() { Found::text(name) } else { product(name, version) };
        let on = |from: usize| bought.get(from..).map(day);
        let facts = match bought.split(' ').next().unwrap() {
            "flag" => Facts { cover: ExtendedCover::Flag, ..audit() },
            "contract" => {
                Facts { cover: ExtendedCover::Contract { until: bought.strip_prefix("contract ").map(day) }, ..audit() }
            }
            "bought" => Facts { age_from: on(7), ..audit() },
            "on" => Facts::at(on(3).unwrap()),
            _ => audit(),
        };
        let got = catalogue.judge(&catalogue.match_found(&found), &facts);
        let words = [
            got.outcome.word().to_owned(),
            got.release.clone().unwrap_or_default(),
            got.grade.map(|grade| grade.to_string()).unwrap_or_default(),
            got.verdict.word().to_owned(),
            got.ended_on.map(|day| day.to_string()).unwrap_or_default(),
        ];
        assert_eq!(words.as_slice(), expected, "example {number}: {got:#?}");
        assert_eq!(got.unknown_reason.is_some(), got.verdict == Verdict::Unknown, "example {number}");
        seen += 1;
    }
    assert_eq!(seen, 23);
}

#[test]
fn the_worked_examples_say_what_else_there_is_to_know() {
    let catalogue = with_more();
    let flag = Facts { cover: ExtendedCover::Flag, ..audit() };
    let until = |until| Facts { cover: ExtendedCover::Contract { until: Some(day(until)) }, ..audit() };
    for (text, facts, remarks) in [
        ("Ubuntu 18.04.6 LTS", audit(), vec![Remark::CoverSoldUntil(day("2028-04-01"))]),
        ("Windows Server 2012 R2", audit(), vec![]),
        ("Windows Server 2012 R2", flag, vec![Remark::CoverPastItsEnd(Some(day("2026-10-13")))]),
        ("SunOS 5.10", until("2026-12-31"), vec![Remark::CoverEnds(day("2026-12-31"))]),
        ("SunOS 5.10", until("2026-11-22"), vec![Remark::CoverSoldUntil(day("2027-01-01"))]),
        ("SunOS 5.10", flag, vec![Remark::CoverEnds(day("2027-01-01"))]),
        ("SLES 12 SP5", flag, vec![Remark::CoverEnds(day("2027-10-31"))]),
        ("SLES 12 SP5", Facts { as_of: day("2026-10-30"), ..flag }, vec![]),
        ("PowerEdge R710", audit(), vec![Remark::DateSetAside]),
    ] {
        assert_eq!(judge(&catalogue, text, facts).remarks, remarks, "{text} {facts:?}");
    }
    assert_eq!(judge(&catalogue, "postgres 14.11", audit()).days_past, Some(11));
    let bounded = |text| judge(&catalogue, text, audit()).ended_by;
    assert_eq!(bounded("VMware ESX 4.1.0 build-260247"), Some(day("2016-08-24")));
    assert_eq!(bounded("Lotus Domino 8.5.3"), Some(day("2024-06-01")));
    assert_eq!(bounded("AIX 7.1 TL3"), Some(day("2023-04-30")));
    let evidence = judge(&catalogue, "RHEL 6.9 Santiago", audit()).evidence;
    assert_eq!(
        evidence,
        "matched `RHEL` `6.9` as rhel 6 (rhel.major): regular support ended 2020-11-30 (https://endoflife.date/rhel, read 2026-08-22)"
    );
}

#[test]
fn a_guess_or_an_unverified_date_accuses_nobody() {
    let catalogue = with_more();
    for (text, reason) in [
        ("HCL Domino 11.0.1", UnknownReason::NoDate),
        ("Cisco IOS 15.8(3)M", UnknownReason::NoDate),
        ("z/OS V2R5", UnknownReason::NoDate),
        ("RHEL 11", UnknownReason::NoDate),
        ("Windows 10 Enterprise 10.0.17763", UnknownReason::ReleaseUncertain),
        ("Microsoft Windows 2000 Professional", UnknownReason::ReleaseUncertain),
        ("RHEL", UnknownReason::ReleaseUncertain),
        ("Oracle", UnknownReason::NoProduct),
        ("VMware Tools", UnknownReason::NotInCatalogue),
        ("Brindlecase Social Care", UnknownReason::NotInCatalogue),
    ] {
        let got = judge(&catalogue, text, audit());
        assert_eq!((got.verdict, got.unknown_reason), (Verdict::Unknown, Some(reason)), "{text}: {got:#?}");
    }
}

#[test]
fn several_possible_releases_share_a_verdict_or_have_none() {
    let catalogue = with_more();
    let at = |text: &str, as_of: &str| {
        let got = judge(&catalogue, text, Facts::at(day(as_of)));
        (got.verdict, got.grade, got.ended_on, got.ended_by)
    };
    let c = Some(Grade::C);
    // Every service pack of 2012 has ended; in 2020 the last had not.
    assert_eq!(at("SQL Server 2012", "2026-11-23"), (Verdict::Unsupported, c, None, Some(day("2022-07-12"))));
    assert_eq!(at("SQL Server 2012", "2020-01-01").0, Verdict::Unknown);
    // Of a product that has ended altogether no version is needed.
    assert_eq!(at("CentOS", "2026-11-23").0, Verdict::Unsupported);
    assert_eq!(at("HP-UX 11i", "2026-11-23"), (Verdict::Unsupported, c, None, Some(day("2025-12-31"))));
    // A list that is not known to be whole says nothing of what it leaves out.
    assert_eq!(at("jQuery", "2026-11-23").0, Verdict::Unknown);
    // A client and a server that share a build, both ended on one day.
    assert_eq!(at("Windows 6.1.7601", "2026-11-23"), (Verdict::Unsupported, c, Some(day("2020-01-14")), None));
    // A bound that has not passed says nothing.
    assert_eq!(at("HP-UX 11.11", "2025-12-31").0, Verdict::Unknown);
    assert_eq!(at("AIX 7.2", "2026-11-23").0, Verdict::Unknown);
}

#[test]
fn a_statement_without_a_day_holds_from_the_day_it_was_read() {
    let catalogue = with_more();
    let at = |text: &str, as_of: &str| judge(&catalogue, text, Facts::at(day(as_of))).verdict;
    assert_eq!(at("jQuery 1.12.4", "2026-08-21"), Verdict::Unknown);
    assert_eq!(at("jQuery 1.12.4", "2026-08-22"), Verdict::Unsupported);
    // 11.1 is known to have ended, nobody says when: no later than 11.3 after it.
    assert_eq!(at("Oracle Solaris 11.1", "2026-04-01"), Verdict::Unsupported);
    assert_eq!(at("Oracle Solaris 11.1", "2019-04-01"), Verdict::Unknown);
    // A month is every day of it.
    assert_eq!(at("z/OS V2R4", "2024-09-30"), Verdict::Ending);
    assert_eq!(at("z/OS V2R4", "2024-10-01"), Verdict::Unsupported);
    // "To 2030 at least" has no end.
    assert_eq!(at("WebSphere Application Server 9.0", "2028-12-31"), Verdict::Supported);
    assert_eq!(at("WebSphere Application Server 9.0", "2029-01-01"), Verdict::Ending);
}

#[test]
fn only_hardware_without_a_date_ages() {
    let catalogue = with_more();
    let bought = |text: &str, on: &str, as_of: &str| {
        let got = judge(&catalogue, text, Facts { age_from: Some(day(on)), ..Facts::at(day(as_of)) });
        (got.verdict, got.facet)
    };
    let hardware = Facet::Hardware;
    assert_eq!(bought("PowerEdge R710", "2010-03-31", "2017-03-31"), (Verdict::Unknown, hardware));
    assert_eq!(bought("PowerEdge R710", "2010-03-31", "2017-04-01"), (Verdict::Aged, hardware));
    assert_eq!(bought("PowerEdge", "2010-03-31", "2026-11-23"), (Verdict::Aged, hardware));
    assert_eq!(bought("Dell PowerEdge R9999", "2010-03-31", "2026-11-23"), (Verdict::Aged, hardware));
    // This model's end of support is known.
    assert_eq!(bought("Cisco ISR 4321", "2010-03-31", "2026-11-23"), (Verdict::Supported, hardware));
    assert_eq!(bought("Cisco IOS 12.4(24)T", "2010-03-31", "2026-11-23"), (Verdict::Unknown, Facet::OperatingSystem));
    assert_eq!(judge(&catalogue, "PowerEdge R710", audit()).verdict, Verdict::Unknown);
}

#[test]
fn a_distribution_goes_on_patching_what_its_makers_have_left() {
    let catalogue = with_more();
    let on = |host| judge(&catalogue, "PHP/5.3.3", Facts { host, ..audit() });
    assert_eq!(on(None).verdict, Verdict::Unsupported);
    assert_eq!(on(Some(Verdict::Unsupported)).verdict, Verdict::Unsupported);
    assert_eq!(on(Some(Verdict::Unknown)).verdict, Verdict::Unsupported);
    let patched = on(Some(Verdict::Supported));
    assert_eq!((patched.verdict, patched.grade), (Verdict::Supported, Some(Grade::C)));
    assert_eq!(patched.remarks, [Remark::DistributionPackage]);
    let elsewhere = judge(&catalogue, "MySQL 5.5", Facts { host: Some(Verdict::Supported), ..audit() });
    assert_eq!(elsewhere.verdict, Verdict::Unsupported);
}

#[test]
fn the_worst_known_facet_is_the_asset_and_unknown_only_if_none_is_known() {
    let catalogue = with_more();
    let facets =
        |texts: &[&str]| -> Vec<Judgement> { texts.iter().map(|text| judge(&catalogue, text, audit())).collect() };
    for (texts, verdict, reason) in [
        (&["RHEL 8.10", "PHP/5.3.3", "Brindlecase"][..], Verdict::Unsupported, None),
        (&["RHEL 8.10", "SQL Server 2017"], Verdict::Ending, None),
        (&["RHEL 8.10", "Brindlecase"], Verdict::Supported, None),
        (&["Brindlecase", "RHEL", "z/OS V2R5"], Verdict::Unknown, Some(UnknownReason::NoDate)),
        (&["Brindlecase", "RHEL"], Verdict::Unknown, Some(UnknownReason::ReleaseUncertain)),
        (&["Oracle", "Brindlecase"], Verdict::Unknown, Some(UnknownReason::NotInCatalogue)),
        (&["Oracle"], Verdict::Unknown, Some(UnknownReason::NoProduct)),
        (&[], Verdict::Unknown, Some(UnknownReason::NoProduct)),
    ] {
        let mut facets = facets(texts);
        for _ in 0..2 {
            let asset = worst(&facets);
            assert_eq!((asset.verdict, asset.unknown_reason), (verdict, reason), "{texts:?}");
            assert_eq!(asset.by.map(|by| by.verdict), (!texts.is_empty()).then_some(verdict));
            facets.reverse();
        }
    }
}

#[test]
fn a_later_day_never_makes_an_asset_younger() {
    let catalogue = with_more();
    let rank = |verdict: Verdict| match verdict {
        Verdict::Unknown => None,
        Verdict::Supported => Some(0),
        Verdict::Ending => Some(1),
        Verdict::Aged => Some(2),
        Verdict::ExtendedPaid => Some(3),
        Verdict::Unsupported => Some(4),
    };
    // One string a listed release, and strings that leave a choice.
    let mut texts: Vec<String> =
        ["CentOS", "AIX 7.1", "AIX 7.2", "SQL Server 2016", "Windows 10 Pro", "HP-UX 11.11", "ESX 4.1", "PowerEdge"]
            .map(str::to_owned)
            .to_vec();
    texts.extend(
        ["RHEL 6 / SQL Server 2008", "Windows 6.1.7601", "Oracle 11g", "Lotus Domino 8.5", "SunOS 5.11"]
            .map(str::to_owned),
    );
    let mut days: Vec<Date> = Vec::new();
    let mut on = day("1999-01-01");
    while on < day("2045-01-01") {
        days.push(on);
        on = estate::add_months(on, 5);
    }
    let covers = [
        ExtendedCover::None,
        ExtendedCover::Flag,
        ExtendedCover::Contract { until: Some(day("2022-06-30")) },
        ExtendedCover::ThirdParty,
    ];
    let mut matches: Vec<lifecycle::Match> =
        texts.iter().map(|text| catalogue.match_found(&Found::text(text))).collect();
    for product in catalogue.products() {
        for release in &product.releases {
            let mut matched = catalogue.match_found(&Found::text("RHEL 6"));
            matched.product = Some(product.id.clone());
            matched.cycle = Some(release.cycle.clone());
            matches.push(matched);
        }
    }
    let mut judged = 0;
    for matched in &matches {
        for cover in covers {
            let mut known = None;
            for as_of in &days {
                let facts = Facts { cover, age_from: Some(day("2012-05-01")), ..Facts::at(*as_of) };
                let got = catalogue.judge(matched, &facts);
                let rank = rank(got.verdict);
                assert!(rank.is_none() || rank >= known, "{matched:?} {cover:?} at {as_of}: {got:#?}");
                known = rank.or(known);
                judged += 1;
            }
        }
    }
    assert!(judged > 150_000, "{judged}");
}

#[test]
fn what_counts_as_legacy_is_data_with_a_source() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config/legacy.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let rules = LegacyRules::from_toml("legacy.toml", &text).unwrap();
    assert_eq!(rules.ending_months, 12);
    let legacy = |rules: &LegacyRules| -> Vec<Verdict> {
        Verdict::ALL.iter().copied().filter(|verdict| rules.is_legacy(*verdict)).collect()
    };
    assert_eq!(legacy(&rules), [Verdict::Unsupported, Verdict::ExtendedPaid, Verdict::Aged]);
    let off = text.replace("= true", "= false");
    assert_eq!(legacy(&LegacyRules::from_toml("legacy.toml", &off).unwrap()), [Verdict::Unsupported]);
    let unsourced = text.replace("rule = \"aged_is_legacy\"", "rule = \"other\"");
    let error = LegacyRules::from_toml("legacy.toml", &unsourced).unwrap_err().to_string();
    assert!(error.contains("key `aged_is_legacy`: it names no source"), "{error}");
    let unknown = LegacyRules::from_toml("legacy.toml", &format!("colour = 1\n{text}")).unwrap_err().to_string();
    assert!(unknown.contains("legacy.toml, line 1: unknown field `colour`"), "{unknown}");
}
