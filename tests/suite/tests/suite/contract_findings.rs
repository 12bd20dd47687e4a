//! Findings about contracts, each beside its near miss: one day, one pound or one per cent away, and silent.

use crate::binary::{oldiron, ran, read_pack};
use audit::Audit;
use std::fs;
use tempfile::TempDir;

/// A folder with settings, what a code names in it, and what it must not name. Every folder is judged on one day.
struct Case {
    code: &'static str,
    settings: &'static str,
    files: &'static [(&'static str, &'static str)],
    named: &'static [&'static str],
    silent: &'static [&'static str],
}

const AS_OF: &str = "2026-03-31";
const BODIES: (&str, &str) = (
    "organisations.csv",
    "id,name,kind\nTC,Town Council,council\nFRS,Fire and Rescue,fire-and-rescue\nDEP,Department of Works,department\n",
);

const CASES: &[Case] = &[
    Case {
        // Nine months before the end is the day before the audit date, and that day itself.
        code: "too-late-to-tender",
        settings: "lead_times = \"lead-times.toml\"\n",
        files: &[
            BODIES,
            (
                "lead-times.toml",
                "source = \"a test\"\ndefault = \"0 days\"\n[routes.open]\ntime_to_procure = \"9 months\"\n",
            ),
            (
                "contracts.csv",
                "id,organisation,supplier,scope,kind,route,starts_on,ends_on,renewal,renewal_term,notice,price_amount,price_currency,price_per\n\
                 C-LATE,TC,Acme,ict,support,open,2024-01-01,2026-12-30,none,,,1200,GBP,year\n\
                 C-TODAY,TC,Acme,ict,support,open,2024-01-01,2026-12-31,none,,,1200,GBP,year\n\
                 C-MISSED,TC,Acme,ict,support,open,2024-01-01,2026-05-01,automatic,12 months,3 months,1200,GBP,year\n\
                 C-NO-ROUTE,TC,Acme,ict,support,,2024-01-01,2026-12-30,none,,,1200,GBP,year\n",
            ),
        ],
        named: &["C-LATE"],
        silent: &["C-TODAY", "C-MISSED", "C-NO-ROUTE"],
    },
    Case {
        // A break on the audit date can still be used to look again; one on the day before cannot.
        code: "evergreen-without-review",
        settings: "",
        files: &[
            BODIES,
            (
                "contracts.csv",
                "id,organisation,supplier,scope,kind,starts_on,ends_on,initial_term,renewal,break_dates,price_amount,price_currency,price_per\n\
                 C-BARE,TC,Acme,ict,support,2020-01-01,,open-ended,none,,1200,GBP,year\n\
                 C-PAST,TC,Acme,ict,support,2020-01-01,,open-ended,none,2026-03-30 notice 1 month,1200,GBP,year\n\
                 C-BREAK,TC,Acme,ict,support,2020-01-01,,open-ended,none,2026-03-31 notice 1 month,1200,GBP,year\n\
                 C-ENDS,TC,Acme,ict,support,2020-01-01,2027-01-01,,none,,1200,GBP,year\n",
            ),
        ],
        named: &["C-BARE", "C-PAST"],
        silent: &["C-BREAK", "C-ENDS"],
    },
    Case {
        // 48 months from 1 April 2023 end with 31 March 2027.
        code: "extension-beyond-term-cap",
        settings: "",
        files: &[
            BODIES,
            (
                "contracts.csv",
                "id,organisation,supplier,scope,kind,route,starts_on,ends_on,max_extent_on,renewal,renewal_term,price_amount,price_currency,price_per\n\
                 C-OVER,TC,Acme,ict,support,call-off: G-Cloud 13,2023-04-01,2026-12-31,2027-04-01,express,3 months,1200,GBP,year\n\
                 C-AT,TC,Acme,ict,support,call-off: G-Cloud 13,2023-04-01,2026-12-31,2027-03-31,express,3 months,1200,GBP,year\n\
                 C-ROLLS,TC,Acme,ict,support,RM1557.13 lot 2,2023-04-01,2026-12-31,,automatic,12 months,1200,GBP,year\n\
                 C-CAPPED,TC,Acme,ict,support,RM1557.13 lot 2,2023-04-01,2026-12-31,2027-03-31,automatic,12 months,1200,GBP,year\n\
                 C-OTHER,TC,Acme,ict,support,call-off: G-Cloud 130,2023-04-01,2026-12-31,2027-04-01,express,3 months,1200,GBP,year\n",
            ),
        ],
        named: &["C-OVER", "C-ROLLS"],
        silent: &["C-AT", "C-CAPPED", "C-OTHER"],
    },
    Case {
        // G12(a): of a term of 48 months 4 more are no substantial modification, 5 more are one. Of a price, a tenth is none.
        code: "modification-over-10-percent",
        settings: "",
        files: &[
            BODIES,
            (
                "contracts.csv",
                "id,organisation,supplier,scope,kind,regime,starts_on,ends_on,max_extent_on,initial_term,renewal,price_amount,price_currency,price_per,indexation\n\
                 C-5,TC,Acme,ict,support,PA 2023,2025-04-01,2029-08-31,,48 months,none,1200,GBP,year,\n\
                 C-4,TC,Acme,ict,support,PA 2023,2025-04-01,2029-07-31,,48 months,none,1200,GBP,year,\n\
                 C-SHORTER,TC,Acme,ict,support,Procurement Act 2023,2025-04-01,2028-10-31,,48 months,none,1200,GBP,year,\n\
                 C-TENTH,TC,Acme,ict,support,PA 2023,2025-04-01,2028-11-30,,40 months,none,1200,GBP,year,\n\
                 C-PCR,TC,Acme,ict,support,PCR 2015,2025-04-01,2029-08-31,,48 months,none,1200,GBP,year,\n\
                 C-OPTION,TC,Acme,ict,support,PA 2023,2025-04-01,2029-08-31,2029-08-31,48 months,none,1200,GBP,year,\n\
                 C-DEARER,TC,Acme,ict,support,PA 2023,2025-04-01,2027-03-31,,24 months,none,,GBP,year,none\n\
                 C-BARELY,TC,Acme,ict,support,PA 2023,2025-04-01,2027-03-31,,24 months,none,,GBP,year,none\n\
                 C-INDEXED,TC,Acme,ict,support,PA 2023,2025-04-01,2027-03-31,,24 months,none,,GBP,year,CPI\n",
            ),
            (
                "prices.csv",
                "contract,from,to,amount,currency,per\n\
                 C-DEARER,2025-04-01,2025-12-31,1000,GBP,year\nC-DEARER,2026-01-01,,1100.01,GBP,year\n\
                 C-BARELY,2025-04-01,2025-12-31,1000,GBP,year\nC-BARELY,2026-01-01,,1100,GBP,year\n\
                 C-INDEXED,2025-04-01,2025-12-31,1000,GBP,year\nC-INDEXED,2026-01-01,,1200,GBP,year\n",
            ),
        ],
        named: &["C-5", "C-DEARER", "C-SHORTER"],
        silent: &["C-4", "C-BARELY", "C-INDEXED", "C-OPTION", "C-PCR", "C-TENTH"],
    },
    Case {
        // G12(b), A to F, with G entered on the day before, H's other contract on the last day that does not count, and I at another body.
        code: "consent-needed",
        settings: "[[direction]]\norganisation = \"TC\"\nfrom = \"2026-01-01\"\npast = \"2027-04-01\"\n",
        files: &[
            BODIES,
            (
                "contracts.csv",
                "id,organisation,supplier,scope,kind,starts_on,ends_on,max_extent_on,renewal,renewal_term,price_amount,price_currency,price_per,indexation,capital\n\
                 A,TC,Aldous,ict,support,2026-02-01,2027-03-31,2028-03-31,express,12 months,240000,GBP,term,,no\n\
                 B,TC,Bolt,ict,support,2026-02-01,2026-12-31,,none,,40000,GBP,term,,no\n\
                 B0,TC,Bolt,ict,support,2020-01-01,2026-12-31,,none,,70000,GBP,term,,no\n\
                 C,TC,Cole,ict,support,2026-02-01,2027-06-30,,none,,60000,GBP,term,,no\n\
                 C0,TC,Cole,ict,support,2020-01-01,2026-12-31,,none,,50000,GBP,term,,no\n\
                 D,TC,Dart,ict,support,2026-02-01,2027-12-31,,none,,900000,GBP,term,,yes\n\
                 E,TC,Esk,ict,support,2026-02-01,2026-12-31,,none,,50000,GBP,term,CPI,yes\n\
                 F,TC,Fern,ict,support,2026-02-01,2027-12-31,,none,,100000,GBP,term,,no\n\
                 F1,TC,Fenn,ict,support,2026-02-01,2027-12-31,,none,,100000.01,GBP,term,,no\n\
                 G,TC,Gale,ict,support,2025-12-31,2027-12-31,,none,,240000,GBP,term,,no\n\
                 H,TC,Hulme,ict,support,2026-02-01,2027-12-31,,none,,60000,GBP,term,,no\n\
                 H0,TC,Hulme,ict,support,2006-12-31,2026-12-31,,none,,50000,GBP,term,,no\n\
                 I,FRS,Irk,ict,support,2026-02-01,2027-12-31,,none,,240000,GBP,term,,no\n\
                 Y,TC,Yare,ict,support,2026-02-01,2028-01-31,,none,,50000,GBP,year,,no\n\
                 Y1,TC,Yarn,ict,support,2026-02-01,2028-02-29,,none,,50000,GBP,year,,no\n",
            ),
        ],
        named: &["A", "C", "E", "F1", "Y1"],
        silent: &["B", "D", "F", "G", "H", "I", "Y"],
    },
    Case {
        // A tenth may stand unused: 10 of 100 do, 11 do. Machines are counted; stock is not deployed, and a word apart is another product.
        code: "over-entitled",
        settings: "",
        files: &[
            BODIES,
            RIGHTS,
            RIGHTS_CONTRACTS,
            (
                "assets.csv",
                "id,organisation,kind,name,vendor,product,status\n\
                 A-CASE,TC,application,Cases,Ostrand,Case Desk,live\nA-MAIL,TC,application,Mail,Ostrand,Mail Desk,live\n\
                 A-1,TC,device,pc-1,Ostrand,Draw,live\nA-2,TC,device,pc-2,Ostrand,Draw,live\nA-3,TC,device,pc-3,Ostrand,Draw,stock\n\
                 A-4,TC,device,pc-4,Ostrand,Plan,live\nA-5,TC,device,pc-5,Ostrand,Plan,live\nA-6,TC,device,pc-6,Ostrand,Plan,\n",
            ),
            (
                "measures.csv",
                "asset,name,value,period\nA-CASE,users,89,2026\nA-CASE,users,100,2025\nA-MAIL,users,90,2026\n",
            ),
        ],
        named: &["C-CASE", "C-DRAW"],
        silent: &["C-MAIL", "C-PLAN", "C-NOWHERE"],
    },
    Case {
        // One more than was bought, and as many as were bought.
        code: "under-entitled",
        settings: "",
        files: &[
            BODIES,
            RIGHTS,
            RIGHTS_CONTRACTS,
            (
                "assets.csv",
                "id,organisation,kind,name,vendor,product,status\n\
                 A-CASE,TC,application,Cases,Ostrand,Case Desk,live\nA-MAIL,TC,application,Mail,Ostrand,Mail Desk,live\n\
                 A-1,TC,device,pc-1,Ostrand,Draw,live\nA-2,TC,device,pc-2,Ostrand,Draw,live\nA-3,TC,device,pc-3,Ostrand,Draw,live\nA-4,TC,device,pc-4,Ostrand,Draw,live\n\
                 A-5,TC,device,pc-5,Ostrand,Plan,live\nA-6,TC,device,pc-6,Ostrand,Plan,live\nA-7,TC,device,pc-7,Ostrand,Plan,live\nA-8,TC,device,pc-8,Ostrand,Plan,\n",
            ),
            ("measures.csv", "asset,name,value,period\nA-CASE,users,101,2026\nA-MAIL,users,100,2026\n"),
        ],
        named: &["C-CASE", "C-DRAW"],
        silent: &["C-MAIL", "C-PLAN", "C-NOWHERE"],
    },
    Case {
        // £1.10 beside a median of £1.00 is a tenth above; £1.11 is more. One peer is no yardstick, nor is a price with tax.
        code: "price-above-peers",
        settings: "",
        files: &[
            BODIES,
            (
                "contracts.csv",
                "id,organisation,supplier,scope,kind,starts_on,ends_on,renewal,price_amount,price_currency,price_per,price_vat\n\
                 C-1,TC,Acme,ict,licence,2025-01-01,2026-12-31,none,100,GBP,year,net\n\
                 C-2,FRS,Bolt,ict,licence,2025-01-01,2026-12-31,none,200,GBP,year,net\n\
                 C-DEAR,DEP,Cole,ict,licence,2025-01-01,2026-12-31,none,111,GBP,year,net\n\
                 C-TAXED,DEP,Cole,ict,licence,2025-01-01,2026-12-31,none,120,GBP,year,gross\n\
                 D-1,TC,Acme,ict,licence,2025-01-01,2026-12-31,none,100,GBP,year,net\n\
                 D-2,FRS,Bolt,ict,licence,2025-01-01,2026-12-31,none,200,GBP,year,net\n\
                 D-TENTH,DEP,Cole,ict,licence,2025-01-01,2026-12-31,none,110,GBP,year,net\n\
                 E-1,TC,Acme,ict,licence,2025-01-01,2026-12-31,none,100,GBP,year,net\n\
                 E-ALONE,FRS,Bolt,ict,licence,2025-01-01,2026-12-31,none,900,GBP,year,net\n",
            ),
            (
                "entitlements.csv",
                "contract,product,metric,quantity\n\
                 C-1,Case Desk,users,100\nC-2,case desk,Users,200\nC-DEAR,Case-Desk,users,100\nC-TAXED,Case Desk,users,100\n\
                 D-1,Mail Desk,users,100\nD-2,Mail Desk,users,200\nD-TENTH,Mail Desk,users,100\n\
                 E-1,Draw,users,100\nE-ALONE,Draw,users,100\n",
            ),
        ],
        named: &["C-DEAR"],
        silent: &["C-TAXED", "D-TENTH", "E-ALONE"],
    },
    Case {
        // Two bodies under contracts that go on; one body twice; two bodies of which one left on the day before.
        code: "same-supplier-many-bodies",
        settings: "",
        files: &[
            BODIES,
            ("suppliers.csv", "id,name\nACME,Acme Systems Ltd\nBOLT,Bolt Hosting Ltd\nCOLE,Cole Telecoms Ltd\n"),
            (
                "contracts.csv",
                "id,organisation,supplier,scope,kind,starts_on,ends_on,renewal,price_amount,price_currency,price_per\n\
                 A-1,TC,ACME,ict,support,2025-01-01,2026-12-31,none,1200,GBP,year\n\
                 A-2,FRS,ACME,ict,support,2025-01-01,2027-06-30,none,800,GBP,year\n\
                 B-1,TC,BOLT,ict,support,2025-01-01,2026-12-31,none,1200,GBP,year\n\
                 B-2,TC,BOLT,ict,support,2025-01-01,2027-06-30,none,800,GBP,year\n\
                 C-1,TC,COLE,ict,support,2025-01-01,2026-12-31,none,1200,GBP,year\n\
                 C-2,FRS,COLE,ict,support,2025-01-01,2026-03-30,none,800,GBP,year\n",
            ),
        ],
        named: &["ACME"],
        silent: &["BOLT", "COLE"],
    },
    Case {
        // A file without a page, and nobody who checked it; what is due a day later than the 12 months is left for later.
        code: "clause-unverified",
        settings: "",
        files: &[
            BODIES,
            (
                "contracts.csv",
                "id,organisation,supplier,scope,kind,starts_on,ends_on,renewal,price_amount,price_currency,price_per,document,checked_by\n\
                 C-BARE,TC,Acme,ict,support,2025-01-01,2027-03-30,none,1200,GBP,year,,\n\
                 C-LATER,TC,Acme,ict,support,2025-01-01,2027-03-31,none,1200,GBP,year,,\n\
                 C-FILE,TC,Acme,ict,support,2025-01-01,2026-12-31,none,1200,GBP,year,scan 2024.pdf,Legal\n\
                 C-NOBODY,TC,Acme,ict,support,2025-01-01,2026-12-31,none,1200,GBP,year,\"c.pdf, page 3\",\n\
                 C-CHECKED,TC,Acme,ict,support,2025-01-01,2026-12-31,none,1200,GBP,year,\"c.pdf, page 3\",Legal\n",
            ),
        ],
        named: &["C-BARE", "C-FILE", "C-NOBODY"],
        silent: &["C-CHECKED", "C-LATER"],
    },
    Case {
        // What must be signed to go on does not; what is committed already is told as missed.
        code: "auto-renews",
        settings: "",
        files: &[BODIES, ROLLING],
        named: &["C-TODAY"],
        silent: &["C-EXPRESS", "C-YESTERDAY"],
    },
    Case {
        // Notice on the audit date is in time where the end is stated; on the day before it was not given.
        code: "notice-missed",
        settings: "",
        files: &[BODIES, ROLLING],
        named: &["C-YESTERDAY"],
        silent: &["C-EXPRESS", "C-TODAY"],
    },
    Case {
        // The last day of the 12 months and the day after.
        code: "decision-due",
        settings: "",
        files: &[
            BODIES,
            (
                "contracts.csv",
                "id,organisation,supplier,scope,kind,starts_on,ends_on,renewal,price_amount,price_currency,price_per\n\
                 C-IN,TC,Acme,ict,support,2025-01-01,2027-03-30,none,1200,GBP,year\n\
                 C-OUT,TC,Acme,ict,support,2025-01-01,2027-03-31,none,1200,GBP,year\n",
            ),
        ],
        named: &["C-IN"],
        silent: &["C-OUT"],
    },
    Case {
        // One verdict apart, one kind of renewal apart, and cover that ended on the day before.
        code: "renews-on-legacy",
        settings: "",
        files: &[
            BODIES,
            (
                "assets.csv",
                "id,organisation,kind,name,status\nOLD,TC,server,srv-1,live\nNEW,TC,server,srv-2,live\nSOON,TC,server,srv-3,live\nAFTER,TC,server,srv-4,live\n",
            ),
            (
                "verdicts.csv",
                "asset,verdict,ended_on\nOLD,unsupported,2020-01-14\nNEW,ending,2027-02-01\nSOON,supported,2027-12-30\nAFTER,supported,2027-12-31\n",
            ),
            (
                "contracts.csv",
                "id,organisation,supplier,scope,kind,starts_on,ends_on,renewal,renewal_term,notice,price_amount,price_currency,price_per\n\
                 C-OLD,TC,Acme,ict,support,2025-01-01,2026-12-31,automatic,12 months,3 months,1200,GBP,year\n\
                 C-NEW,TC,Acme,ict,support,2025-01-01,2026-12-31,automatic,12 months,3 months,1200,GBP,year\n\
                 C-SIGNED,TC,Acme,ict,support,2025-01-01,2026-12-31,express,12 months,3 months,1200,GBP,year\n\
                 C-WAS,TC,Acme,ict,support,2025-01-01,2026-12-31,automatic,12 months,3 months,1200,GBP,year\n",
            ),
            (
                "cover.csv",
                "contract,asset,from,to\nC-OLD,OLD,,\nC-OLD,SOON,,\nC-OLD,AFTER,,\nC-NEW,NEW,,\nC-SIGNED,OLD,,\nC-WAS,OLD,,2026-03-30\n",
            ),
        ],
        named: &["C-OLD"],
        silent: &["C-NEW", "C-SIGNED", "C-WAS"],
    },
];

const ROLLING: (&str, &str) = (
    "contracts.csv",
    "id,organisation,supplier,scope,kind,starts_on,ends_on,renewal,renewal_term,notice,price_amount,price_currency,price_per\n\
     C-TODAY,TC,Acme,ict,support,2025-01-01,2026-06-30,automatic,12 months,91 days,1200,GBP,year\n\
     C-YESTERDAY,TC,Acme,ict,support,2025-01-01,2026-06-30,automatic,12 months,92 days,1200,GBP,year\n\
     C-EXPRESS,TC,Acme,ict,support,2025-01-01,2026-06-30,express,12 months,92 days,1200,GBP,year\n",
);

const RIGHTS: (&str, &str) = (
    "entitlements.csv",
    "contract,product,metric,quantity\n\
     C-CASE,Case Desk,users,100\nC-MAIL,Ostrand Mail-Desk,Users,100\nC-DRAW,Draw,devices,3\nC-PLAN,Plan,devices,3\nC-NOWHERE,Draw Pro,devices,50\n",
);

const RIGHTS_CONTRACTS: (&str, &str) = (
    "contracts.csv",
    "id,organisation,supplier,scope,kind,starts_on,ends_on,renewal,price_amount,price_currency,price_per\n\
     C-CASE,TC,Ostrand,ict,licence,2025-01-01,2026-12-31,none,1000,GBP,year\n\
     C-MAIL,TC,Ostrand,ict,licence,2025-01-01,2026-12-31,none,1000,GBP,year\n\
     C-DRAW,TC,Ostrand,ict,licence,2025-01-01,2026-12-31,none,300,GBP,year\n\
     C-PLAN,TC,Ostrand,ict,licence,2025-01-01,2026-12-31,none,300,GBP,year\n\
     C-NOWHERE,TC,Ostrand,ict,licence,2025-01-01,2026-12-31,none,300,GBP,year\n",
);

/// The audit of a folder.
fn audit(case: &Case) -> Audit {
    let place = TempDir::new().unwrap();
    let path = |name: &str| place.path().join(name);
    fs::create_dir(path("files")).unwrap();
    for (name, text) in case.files {
        // What is no table lies beside the settings.
        let folder = if name.ends_with(".csv") { path("files") } else { place.path().to_owned() };
        fs::write(folder.join(name), text).unwrap();
    }
    fs::write(path("oldiron.toml"), case.settings).unwrap();
    let mut audit = oldiron(place.path());
    audit.args(["audit", "--from", "files", "--data-dir", "data", "--out", "pack", "--no-pages", "--as-of", AS_OF]);
    ran(&mut audit).done();
    read_pack(&path("pack")).unwrap().audit
}

fn case(code: &str) -> &'static Case {
    CASES.iter().find(|case| case.code == code).unwrap()
}

#[test]
fn a_finding_about_a_contract_names_its_subject_and_nothing_beside_it() {
    for case in CASES {
        for subject in case.named.iter().chain(case.silent) {
            let stands = case.files.iter().any(|(_, text)| text.split([',', '\n']).any(|cell| cell == *subject));
            assert!(stands, "{}: {subject} is nowhere in the folder", case.code);
        }
        let found = audit(case).findings.into_iter().filter(|finding| finding.code == case.code);
        let mut subjects: Vec<String> = found.map(|finding| finding.subject).collect();
        subjects.sort();
        assert_eq!(subjects, case.named, "{}", case.code);
    }
}

/// Amount, day and evidence of one finding.
fn said(audit: &Audit, code: &str, subject: &str) -> (Option<i64>, Option<String>, Vec<String>, String) {
    let found = audit.findings.iter().find(|finding| finding.code == code && finding.subject == subject).unwrap();
    (found.amount_pence, found.due_on.clone(), found.evidence.clone(), found.message.clone())
}

#[test]
fn amounts_are_what_they_are_said_to_mean_and_rest_on_records() {
    let over = audit(case("over-entitled"));
    // 11 users of 100 at £1,000 a year; 1 device of 3 at £300.
    let (pence, due, evidence, message) = said(&over, "over-entitled", "C-CASE");
    assert_eq!((pence, due.as_deref()), (Some(11_000), Some("2026-12-31")));
    assert_eq!(evidence, ["contracts:C-CASE", "assets:A-CASE"]);
    assert_eq!(message, "Town Council: 100 users of Case Desk bought, 89 deployed; 11 stand unused.");
    assert_eq!(said(&over, "over-entitled", "C-DRAW").0, Some(10_000));

    let peers = audit(case("price-above-peers"));
    // £1.11 beside £1.00, for 100 users.
    let (pence, _, evidence, _) = said(&peers, "price-above-peers", "C-DEAR");
    assert_eq!(
        (pence, evidence.as_slice()),
        (Some(1_100), ["C-DEAR", "C-1", "C-2"].map(|id| format!("contracts:{id}")).as_slice())
    );

    let consent = audit(case("consent-needed"));
    let (pence, _, evidence, message) = said(&consent, "consent-needed", "C");
    assert_eq!((pence, evidence), (Some(6_000_000), vec!["contracts:C".to_owned(), "contracts:C0".to_owned()]));
    assert!(message.contains("£110000.00 with others of this supplier"), "{message}");
    // £50,000 a year over 25 months.
    assert_eq!(said(&consent, "consent-needed", "Y1").0, Some(10_416_667));

    let cap = audit(case("extension-beyond-term-cap"));
    // One day past the cap at £1,200 a year.
    let (pence, due, _, message) = said(&cap, "extension-beyond-term-cap", "C-OVER");
    assert_eq!((pence, due.as_deref()), (Some(329), Some("2027-03-31")));
    assert!(message.contains("36 months, and one extension of 12"), "{message}");

    let legacy = audit(case("renews-on-legacy"));
    // A third of £1,200 lands on each; the next term ends on 31 December 2027, the day on which the support of one of them does too.
    let (pence, _, evidence, message) = said(&legacy, "renews-on-legacy", "C-OLD");
    assert_eq!(
        (pence, evidence.as_slice()),
        (Some(40_000), ["contracts:C-OLD", "assets:OLD", "assets:SOON"].map(str::to_owned).as_slice())
    );
    assert!(message.ends_with("Before its next term ends on 2027-12-31, 1 more loses support."), "{message}");
    // OLD and SOON under C-OLD, NEW whole under C-NEW.
    assert_eq!(legacy.pence("renewing_past_support"), Some(80_000 + 120_000));

    let late = audit(case("too-late-to-tender"));
    let (pence, due, _, message) = said(&late, "too-late-to-tender", "C-LATE");
    assert_eq!((pence, due.as_deref()), (Some(120_000), Some("2026-12-30")));
    assert!(message.contains("had to begin by 2026-03-30"), "{message}");
}

#[test]
fn a_policy_is_cited_and_is_a_breach_for_the_bodies_it_binds() {
    let rolling = ROLLING
        .1
        .replace("C-EXPRESS,TC", "C-EXPRESS,DEP")
        .replace("express", "automatic")
        .replace("92 days", "91 days");
    let place: &'static str = Box::leak(rolling.into_boxed_str());
    let files: &'static [(&str, &str)] = Box::leak(Box::new([BODIES, ("contracts.csv", place)]));
    let found = audit(&Case { code: "auto-renews", settings: "", files, named: &[], silent: &[] });
    let of_council = said(&found, "auto-renews", "C-TODAY").3;
    assert!(of_council.contains("Cabinet Office red lines, 2014") && !of_council.contains("breach"), "{of_council}");
    assert!(said(&found, "auto-renews", "C-EXPRESS").3.contains("in breach of policy"));
}

#[test]
fn what_could_not_be_judged_is_counted() {
    let late = audit(case("too-late-to-tender"));
    let lacking: Vec<_> = late.completeness.unjudged.iter().filter(|row| row.code == "too-late-to-tender").collect();
    assert_eq!(lacking.len(), 1);
    assert_eq!(
        (lacking[0].subjects, lacking[0].lacks.as_str()),
        (1, "a route, and in the lead times how long it takes")
    );
    let over = audit(case("over-entitled"));
    let uncounted: Vec<_> = over.completeness.unjudged.iter().filter(|row| row.code == "over-entitled").collect();
    assert_eq!(uncounted.iter().map(|row| row.subjects).sum::<u64>(), 1, "no asset has the words of C-NOWHERE");
}

#[test]
fn what_several_bodies_buy_stands_side_by_side() {
    let shared = audit(case("same-supplier-many-bodies"));
    assert_eq!(shared.joint.len(), 1);
    let joint = &shared.joint[0];
    assert_eq!((joint.kind.as_str(), joint.key.as_str(), joint.annual_pence), ("supplier", "ACME", 200_000));
    assert_eq!(joint.bodies, ["FRS", "TC"]);
    // On 2026-12-31 A-2's 181 days at £800 a year would be left; on 2027-06-30 A-1 is bridged for as long at £1,200.
    assert_eq!(joint.end_together_on.as_deref(), Some("2026-12-31"));
    assert_eq!(joint.end_together_pence, Some(39_671));
    let acme = shared.suppliers.iter().find(|sheet| sheet.supplier == "ACME").unwrap();
    assert_eq!((acme.bodies.len(), acme.contracts.len(), acme.run_pence), (2, 2, 200_000));
}
