//! Findings that no other estate here shows: each names its subject in a small folder, and accuses nothing beside it that is one day, one
//! rate or one word away. And: no code is without a test.

use crate::binary::{oldiron, ran, read_pack};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A folder, what the code names in it, and what it must not name. Every folder is judged at the last day of 2025-26.
struct Case {
    code: &'static str,
    /// The year that is asked for; the year at the rate of the day, where none.
    year: Option<&'static str>,
    files: &'static [(&'static str, &'static str)],
    named: &'static [&'static str],
    silent: &'static [&'static str],
}

const AS_OF: &str = "2026-03-31";
const YEAR: Option<&str> = Some("2025-26");
const BODY: (&str, &str) = ("organisations.csv", "id,name\nTC,Town Council\n");
/// Money of the period that is beside the point, so that there is always some.
const CONTRACT: (&str, &str) = (
    "contracts.csv",
    "id,source,organisation,supplier,scope,kind,starts_on,ends_on,renewal,price_amount,price_currency,price_per\n\
     C-1,register,TC,Acme,ict,support,2025-04-01,2027-03-31,none,1200,GBP,year\n",
);

const CASES: &[Case] = &[
    Case {
        // One day of the year without a price; one contract whose rows meet, and one whose own price holds on that day.
        code: "incomplete-prices",
        year: YEAR,
        files: &[
            BODY,
            (
                "contracts.csv",
                "id,organisation,supplier,scope,kind,starts_on,ends_on,renewal,price_amount,price_currency,price_per\n\
                 C-HOLE,TC,Acme,ict,hosting,2025-04-01,2026-03-31,none,,GBP,month\n\
                 C-WHOLE,TC,Acme,ict,hosting,2025-04-01,2026-03-31,none,,GBP,month\n\
                 C-OWN,TC,Acme,ict,hosting,2025-04-01,2026-03-31,none,300,GBP,month\n",
            ),
            (
                "prices.csv",
                "contract,from,to,amount,currency,per\n\
                 C-HOLE,2025-04-01,2025-04-20,300,GBP,month\n\
                 C-HOLE,2025-04-22,2026-03-31,300,GBP,month\n\
                 C-WHOLE,2025-04-01,2025-04-20,300,GBP,month\n\
                 C-WHOLE,2025-04-21,2026-03-31,300,GBP,month\n\
                 C-OWN,2025-04-01,2025-04-20,300,GBP,month\n\
                 C-OWN,2025-04-22,2026-03-31,300,GBP,month\n",
            ),
        ],
        named: &["C-HOLE"],
        silent: &["C-WHOLE", "C-OWN"],
    },
    Case {
        // At the rate of a day it is that day which needs a price.
        code: "incomplete-prices",
        year: None,
        files: &[
            BODY,
            (
                "contracts.csv",
                "id,organisation,supplier,scope,kind,starts_on,ends_on,renewal,price_currency,price_per\n\
                 C-SHORT,TC,Acme,ict,hosting,2025-04-01,2027-03-31,none,GBP,month\n\
                 C-LONG,TC,Acme,ict,hosting,2025-04-01,2027-03-31,none,GBP,month\n",
            ),
            (
                "prices.csv",
                "contract,from,to,amount,currency,per\n\
                 C-SHORT,2025-04-01,2026-03-30,300,GBP,month\n\
                 C-LONG,2025-04-01,2026-03-31,300,GBP,month\n",
            ),
        ],
        named: &["C-SHORT"],
        silent: &["C-LONG"],
    },
    Case {
        // The dollar has a rate from 1 September on; franc and krona have none.
        code: "no-exchange-rate",
        year: YEAR,
        files: &[
            BODY,
            (
                "assets.csv",
                "id,organisation,kind,name,own_cost,own_cost_per,currency\n\
                 A-KRONA,TC,server,srv-1,100,year,SEK\n\
                 A-DOLLAR,TC,server,srv-2,100,year,USD\n",
            ),
            (
                "contracts.csv",
                "id,organisation,supplier,scope,kind,starts_on,ends_on,renewal,price_amount,price_currency,price_per\n\
                 C-FRANC,TC,Acme,ict,support,2025-04-01,2027-03-31,none,1200,CHF,year\n\
                 C-DOLLAR,TC,Acme,ict,support,2025-04-01,2027-03-31,none,1200,USD,year\n",
            ),
            (
                "payments.csv",
                "id,organisation,supplier,paid_on,amount,currency,scope\n\
                 P-BEFORE,TC,Bolt,2025-08-31,100,USD,ict\n\
                 P-ON,TC,Bolt,2025-09-01,100,USD,ict\n",
            ),
            ("rates.csv", "from,to,on,rate\nUSD,GBP,2025-09-01,0.75\n"),
        ],
        named: &["A-KRONA", "C-FRANC", "P-BEFORE"],
        silent: &["A-DOLLAR", "C-DOLLAR", "P-ON"],
    },
    Case {
        // 1 differs in the amount, 2 in nothing, 3 is two machines by one digit, 4 has a cost in one source alone, 5 differs in the time it is for.
        code: "own-costs-disagree",
        year: None,
        files: &[
            BODY,
            ("sources.csv", "source,role,order\ncmdb,counts,1\ninventory,counts,2\n"),
            (
                "assets.csv",
                "id,source,source_key,organisation,kind,name,serial,own_cost,own_cost_per,currency\n\
                 cmdb:1,cmdb,1,TC,server,Case server,QX71-0001,900,year,GBP\n\
                 cmdb:2,cmdb,2,TC,server,Map server,QX71-0002,900,year,GBP\n\
                 cmdb:3,cmdb,3,TC,server,Mail server,QX71-0003,900,year,GBP\n\
                 cmdb:4,cmdb,4,TC,server,Print server,QX71-0004,,,\n\
                 cmdb:5,cmdb,5,TC,server,File server,QX71-0005,900,year,GBP\n\
                 inventory:1,inventory,1,TC,server,tc-srv-001,QX71-0001,901,year,GBP\n\
                 inventory:2,inventory,2,TC,server,tc-srv-002,QX71-0002,900,year,GBP\n\
                 inventory:3,inventory,3,TC,server,tc-srv-003,QX71-0033,901,year,GBP\n\
                 inventory:4,inventory,4,TC,server,tc-srv-004,QX71-0004,900,year,GBP\n\
                 inventory:5,inventory,5,TC,server,tc-srv-005,QX71-0005,900,month,GBP\n",
            ),
        ],
        named: &["cmdb:1", "cmdb:5"],
        silent: &["cmdb:2", "cmdb:3", "inventory:3", "cmdb:4"],
    },
    Case {
        // Paid on the last day of the year before and on the first of this one; a word that sets the row aside and one that does not.
        code: "source-without-money",
        year: YEAR,
        files: &[
            BODY,
            CONTRACT,
            (
                "payments.csv",
                "id,source,organisation,supplier,paid_on,amount,currency,scope,flow\n\
                 P1,closed,TC,Bolt,2025-03-30,100,GBP,ict,run\n\
                 P2,closed,TC,Bolt,2025-03-31,100,GBP,ict,run\n\
                 P3,open,TC,Bolt,2025-03-30,100,GBP,ict,run\n\
                 P4,open,TC,Bolt,2025-04-01,100,GBP,ict,run\n\
                 P5,misread,TC,Bolt,2025-06-01,100,GBP,ict,upkeep\n\
                 P6,read,TC,Bolt,2025-06-01,100,GBP,ict,run\n",
            ),
        ],
        named: &["closed/payments", "misread/payments"],
        silent: &["open/payments", "read/payments", "register/contracts"],
    },
    Case {
        // One word beside one that is known, however that is written.
        code: "unknown-relation",
        year: None,
        files: &[
            BODY,
            CONTRACT,
            ("assets.csv", "id,organisation,kind,name\nA1,TC,server,srv-1\nA2,TC,application,Forms\n"),
            ("relations.csv", "from,to,kind\nA2,A1,connected-to\nA2,A1,connects-to\nA2,A1,Depends On\nA2,A1,runs-on\n"),
        ],
        named: &["connected-to"],
        silent: &["connects-to", "Depends On", "runs-on"],
    },
    Case {
        // Each kind of record that can name another, once with an id that is there and once with one that is not.
        code: "dangling-reference",
        year: YEAR,
        files: &[
            BODY,
            (
                "assets.csv",
                "id,organisation,kind,name\n\
                 A-1,TC,server,srv-1\n\
                 A-COVERED-BY-NONE,TC,server,srv-2\n\
                 A-ON-NONE,TC,application,Forms\n\
                 A-ON-ONE,TC,application,Cases\n",
            ),
            (
                "contracts.csv",
                "id,organisation,supplier,scope,kind,starts_on,ends_on,renewal,price_amount,price_currency,price_per\n\
                 C-1,TC,Acme,ict,support,2025-04-01,2027-03-31,none,1200,GBP,year\n\
                 C-OVER-NONE,TC,Acme,ict,support,2025-04-01,2027-03-31,none,1200,GBP,year\n",
            ),
            ("cover.csv", "contract,asset\nC-1,A-1\nC-OVER-NONE,A-9\nC-9,A-COVERED-BY-NONE\n"),
            ("relations.csv", "from,to,kind\nA-ON-ONE,A-1,runs-on\nA-ON-NONE,A-9,runs-on\n"),
            (
                "payments.csv",
                "id,organisation,supplier,paid_on,amount,currency,scope,contract\n\
                 P-OF-ONE,TC,Acme,2025-06-01,100,GBP,ict,C-1\n\
                 P-OF-NONE,TC,Acme,2025-06-01,100,GBP,ict,C-9\n",
            ),
            (
                "tickets.csv",
                "id,organisation,kind,opened_on,closed_on,asset,group\n\
                 T-ON-ONE,TC,incident,2025-06-01,2025-06-01,A-1,desk\n\
                 T-ON-NONE,TC,incident,2025-06-01,2025-06-01,A-9,desk\n",
            ),
        ],
        named: &["A-COVERED-BY-NONE", "A-ON-NONE", "C-OVER-NONE", "P-OF-NONE", "T-ON-NONE"],
        silent: &["A-1", "A-ON-ONE", "C-1", "P-OF-ONE", "T-ON-ONE"],
    },
];

/// Subjects under a code, in order, of the audit of a folder.
fn subjects(case: &Case) -> Vec<String> {
    let place = TempDir::new().unwrap();
    let path = |name: &str| place.path().join(name);
    fs::create_dir(path("files")).unwrap();
    for (name, text) in case.files {
        fs::write(path("files").join(name), text).unwrap();
    }
    let mut audit = oldiron(place.path());
    audit.args(["audit", "--from", "files", "--data-dir", "data", "--out", "pack", "--no-pages", "--as-of", AS_OF]);
    if let Some(year) = case.year {
        audit.args(["--financial-year", year]);
    }
    ran(&mut audit).done();
    let pack = read_pack(&path("pack")).unwrap();
    let found = pack.audit.findings.into_iter().filter(|finding| finding.code == case.code);
    let mut subjects: Vec<String> = found.map(|finding| finding.subject).collect();
    subjects.sort();
    subjects
}

/// Is a subject one that the folder could be accused of? A source's is `source/table`.
fn stands_in(case: &Case, subject: &str) -> bool {
    let (cell, table) = subject.split_once('/').unwrap_or((subject, ""));
    let mut files = case.files.iter().filter(|(name, _)| name.starts_with(table));
    files.any(|(_, text)| text.split([',', '\n']).any(|found| found == cell))
}

#[test]
fn a_finding_names_its_subject_and_nothing_beside_it() {
    for case in CASES {
        for subject in case.named.iter().chain(case.silent) {
            assert!(stands_in(case, subject), "{}: {subject} is nowhere in the folder", case.code);
        }
        assert_eq!(subjects(case), case.named, "{} ({:?})", case.code, case.year);
    }
}

/// The text of every file below a folder that has one of these endings.
fn texts(folder: &Path, endings: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(texts(&path, endings));
        } else if path.extension().is_some_and(|end| endings.iter().any(|wanted| end == *wanted)) {
            found.push(fs::read_to_string(&path).unwrap());
        }
    }
    found
}

#[test]
fn no_finding_is_without_a_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let analysis = root.join("crates/analysis/src");
    let registry = fs::read_to_string(analysis.join("findings.rs")).unwrap();
    let sources = texts(&analysis.join("findings"), &["rs"]).join("\n");
    let codes: Vec<&str> = sources.split("code: \"").skip(1).map(|rest| rest.split_once('"').unwrap().0).collect();
    assert_eq!(codes.len(), registry.matches("::KIND").count(), "a code in the registry that was not read: {codes:?}");

    let mut tests = texts(&root.join("tests/suite"), &["rs"]);
    tests.extend(texts(&root.join("tests/estates"), &["json"]));
    tests.extend(texts(&root.join("crates/demo-estate/src/planted"), &["rs"]));
    let untested = |code: &&&str| !tests.iter().any(|text| text.contains(&format!("\"{code}\"")));
    let without: Vec<&&str> = codes.iter().filter(untested).collect();
    assert!(
        without.is_empty(),
        "findings without a test: {without:?}. hint: give each a case in tests/suite/tests/suite/findings.rs"
    );
}
