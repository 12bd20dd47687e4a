//! The folders: what a code names in each, and what it must not name.

/// A folder with settings, what a code names in it, and what it must not name. Every folder is judged on one day.
pub(super) struct Case {
    pub(super) code: &'static str,
    pub(super) settings: &'static str,
    pub(super) files: &'static [(&'static str, &'static str)],
    pub(super) named: &'static [&'static str],
    pub(super) silent: &'static [&'static str],
}

pub(super) const BODIES: (&str, &str) = (
    "organisations.csv",
    "id,name,kind\nTC,Town Council,council\nFRS,Fire and Rescue,fire-and-rescue\nDEP,Department of Works,department\n",
);

pub(super) const CASES: &[Case] = &[
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
        // A notice that nobody states, an end known to the quarter, and a twin that states both.
        code: "no-computable-date",
        settings: "",
        files: &[
            BODIES,
            (
                "contracts.csv",
                "id,organisation,supplier,scope,kind,starts_on,ends_on,renewal,renewal_term,notice,price_amount,price_currency,price_per\n\
                 C-NOTICE,TC,Acme,ict,support,2025-01-01,2026-12-31,automatic,12 months,,1200,GBP,year\n\
                 C-QUARTER,TC,Acme,ict,support,2025-01-01,2026-Q4,automatic,12 months,3 months,1200,GBP,year\n\
                 C-BOTH,TC,Acme,ict,support,2025-01-01,2026-12-31,automatic,12 months,3 months,1200,GBP,year\n",
            ),
        ],
        named: &["C-NOTICE", "C-QUARTER"],
        silent: &["C-BOTH"],
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

pub(super) const ROLLING: (&str, &str) = (
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
