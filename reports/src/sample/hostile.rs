//! An audit whose names try to break out of every format they are written in.

use super::{finding, money, renewal, with};
use audit::{Assumption, Audit, Finding, MoneyReceipt, SetAsideCount, TableReceipt};

/// Names that try to break out of every format they are written in.
pub(crate) const HOSTILE: [&str; 12] = [
    "#panic(\"x\") *bold* $ x $ @ref <label> `raw` [content] \\",
    "<script>alert(1)</script>&amp;<svg/onload=x>",
    "=1+1",
    "+HYPERLINK(\"http://example.invalid\",\"pay\")",
    "@SUM(A1:A9)",
    "https://example.invalid/../../etc/passwd",
    "نظام إدارة المرضى",
    "מערכת שכר \u{202e}txt.exe\u{202c} v2",
    "Ward 👩🏽\u{200d}⚕️ tablets 🚑",
    "Zo\u{308}e\u{301}\u{323}\u{302}\u{300} 医院 system",
    "a\0b\u{1}c\u{b}d\u{fffe}\te\r\nf",
    "",
];

/// A hostile or very long name wherever a name may stand.
pub(crate) fn hostile() -> Audit {
    let long = format!("Start {} end", "Integrated records and document management platform ".repeat(10));
    let unbroken = format!("{}Z", "W".repeat(499));
    let names: Vec<&str> = HOSTILE.into_iter().chain([long.as_str(), unbroken.as_str()]).collect();
    let (mut lines, mut renewals, mut findings) = (Vec::new(), Vec::new(), Vec::new());
    let verdicts = ["unsupported", "supported", "unknown:no-product", "ending"];
    for (index, name) in names.iter().enumerate() {
        let pounds = 900_000 - 61_000 * i64::try_from(index).unwrap();
        lines.push(money(name, name, name, verdicts[index % 4], pounds));
        let mut contract = renewal(name, name, name, name, "2026-09-30", pounds);
        contract.owner = Some((*name).to_owned());
        contract.unknown = vec![(*name).to_owned()];
        if index % 3 == 0 {
            (contract.act_on, contract.decide_by, contract.notice_on) = (None, None, None);
        }
        renewals.push(contract);
        findings.push(Finding {
            owner: Some((*name).to_owned()),
            organisation: Some((*name).to_owned()),
            ..finding(name, "it", name, Some(pounds * 100), Some("2026-09-30"), name)
        });
    }
    let mut audit = with(&lines, renewals, findings);
    for name in names {
        audit.assumptions.push(Assumption {
            id: name.to_owned(),
            value: name.to_owned(),
            meaning: name.to_owned(),
            source: Some(name.to_owned()),
        });
        audit.set_aside.push(SetAsideCount {
            source: name.to_owned(),
            table: "contracts".to_owned(),
            column: Some(name.to_owned()),
            reason: name.to_owned(),
            rows: 1,
            cells: 0,
        });
        audit.receipts.push(TableReceipt {
            source: name.to_owned(),
            table: "contracts".to_owned(),
            declared: Some(2),
            received: 2,
            kept: 1,
            set_aside: 1,
        });
        audit.money_receipt.push(MoneyReceipt {
            source: name.to_owned(),
            table: "contracts".to_owned(),
            received_pence: 100,
            counted_pence: 100,
            ..MoneyReceipt::default()
        });
        audit.completeness.ledger_days.insert(name.to_owned(), 30);
    }
    audit
}
