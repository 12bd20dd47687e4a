//! Made-up audits to draw. Nobody in them exists. Their lists are added up from lines of money, as real ones are.

mod added_up;
mod ahead;
mod bought;
mod county;
mod hostile;
mod placed;

pub(crate) use added_up::with;
pub(crate) use county::county;
pub(crate) use hostile::{HOSTILE, hostile};

use audit::{Audit, Completeness, Finding, Renewal};
use std::collections::BTreeMap;

/// The day all samples are judged at.
pub(crate) const AS_OF: &str = "2026-04-01";

/// A line of run cost.
#[derive(Debug, Clone, Default)]
pub(crate) struct Money {
    /// Who pays.
    pub(crate) organisation: Option<String>,
    /// What it ends in.
    pub(crate) service: Option<String>,
    /// Who is paid.
    pub(crate) supplier: Option<String>,
    /// The verdict.
    pub(crate) verdict: &'static str,
    /// Why it is unknown.
    pub(crate) reason: Option<&'static str>,
    /// Does it buy nothing?
    pub(crate) waste: bool,
    /// How much.
    pub(crate) pence: i64,
}

impl Money {
    fn legacy(&self) -> i64 {
        if matches!(self.verdict, "unsupported" | "extended-paid" | "aged") { self.pence } else { 0 }
    }

    fn unknown(&self) -> i64 {
        if self.verdict == "unknown" { self.pence } else { 0 }
    }

    fn wasted(&self) -> i64 {
        if self.waste { self.pence } else { 0 }
    }
}

/// A line between a body, a service and a supplier; `unknown:no-asset` gives a reason.
pub(crate) fn money(organisation: &str, service: &str, supplier: &str, verdict: &'static str, pounds: i64) -> Money {
    let named = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let (verdict, reason) =
        verdict.split_once(':').map_or((verdict, None), |(verdict, reason)| (verdict, Some(reason)));
    Money {
        organisation: named(organisation),
        service: named(service),
        supplier: named(supplier),
        verdict,
        reason,
        waste: false,
        pence: pounds * 100,
    }
}

/// Nothing at all.
pub(crate) fn empty() -> Audit {
    let mut nothing = with(&[], Vec::new(), Vec::new());
    nothing.by_verdict.iter_mut().for_each(|row| row.assets = 0);
    nothing.snapshot.rows.clear();
    Audit {
        receipts: Vec::new(),
        money_receipt: Vec::new(),
        set_aside: Vec::new(),
        completeness: Completeness {
            assets: 0,
            assets_judged: 0,
            contracts: 0,
            contracts_without_date: 0,
            contracts_without_price: 0,
            ledger_days: BTreeMap::new(),
            ..nothing.completeness
        },
        ..nothing
    }
}

/// Assets, and not one pound.
pub(crate) fn without_cost() -> Audit {
    let nothing = with(&[], Vec::new(), Vec::new());
    let mut audit = Audit {
        money_receipt: Vec::new(),
        completeness: Completeness {
            assets: 74,
            assets_judged: 31,
            contracts: 0,
            contracts_without_date: 0,
            contracts_without_price: 0,
            ledger_days: BTreeMap::new(),
            ..nothing.completeness
        },
        ..nothing
    };
    for (row, assets) in audit.by_verdict.iter_mut().zip([20, 4, 0, 7, 0, 43]) {
        row.assets = assets;
    }
    audit
}

/// Every pound unknown.
pub(crate) fn only_unknown() -> Audit {
    let body = "Wexmoor County Council";
    let lines = [
        money(body, "Payroll", "Ostrand Data", "unknown:no-product", 300_000),
        money(body, "", "Tamsel & Pyke", "unknown:no-asset", 700_000),
    ];
    with(&lines, Vec::new(), Vec::new())
}

/// One asset, one contract, all of it legacy.
pub(crate) fn one_asset() -> Audit {
    let body = "Wexmoor Fire and Rescue";
    let lines = [money(body, "Control room", "Kestrel Voice", "unsupported", 120_000)];
    let contract = renewal("FIR-1", body, "Kestrel Voice", "Control room support", "2026-09-30", 120_000);
    let mut audit = with(&lines, vec![contract], Vec::new());
    audit.by_verdict.iter_mut().for_each(|row| row.assets = row.lines);
    audit.completeness = Completeness {
        assets: 1,
        assets_judged: 1,
        contracts: 1,
        contracts_without_date: 0,
        contracts_without_price: 0,
        ledger_days: BTreeMap::new(),
        ..audit.completeness
    };
    audit
}

/// As many services, suppliers, contracts and findings as asked for.
pub(crate) fn large(how_many: usize) -> Audit {
    let verdicts = ["unsupported", "supported", "unknown:no-product", "extended-paid", "supported"];
    let (mut lines, mut renewals, mut findings) = (Vec::new(), Vec::new(), Vec::new());
    for index in 0..how_many {
        let pounds = 400_000 / (i64::try_from(index).unwrap() + 3) + 7;
        let (service, supplier) =
            (format!("Service {index:05}"), format!("Supplier {:04}", index % (how_many / 3 + 1)));
        lines.push(money("Wexmoor County Council", &service, &supplier, verdicts[index % 5], pounds));
        let end = format!("2026-{:02}-{:02}", 5 + index % 8, 1 + index % 28);
        let id = format!("C{index:05}");
        renewals.push(renewal(
            &id,
            "Wexmoor County Council",
            &supplier,
            &format!("Support of {service}"),
            &end,
            pounds,
        ));
        findings.push(finding(
            "auto-renews",
            "procurement",
            &id,
            Some(pounds * 100),
            Some(&end),
            "It renews by itself.",
        ));
    }
    with(&lines, renewals, findings)
}

/// One that must be acted on by a day and costs so many thousand pounds a year, if that is known.
pub(crate) fn acted_on_by(id: &str, act_on: &str, thousands: Option<i64>) -> Renewal {
    Renewal {
        act_on: Some(act_on.to_owned()),
        annual_pence: thousands.map(|pounds| pounds * 100_000),
        ..renewal(id, "body", "supplier", id, "2030-12-31", 0)
    }
}

/// An automatic renewal with three months' notice and all dates known; dates are not worked out, only plausible.
pub(crate) fn renewal(id: &str, body: &str, supplier: &str, title: &str, end: &str, pounds: i64) -> Renewal {
    let months_before = |months: u32| {
        let (year, month): (u32, u32) = (end[..4].parse().unwrap(), end[5..7].parse().unwrap());
        let day: u32 = end[8..].parse().unwrap();
        let at = year * 12 + month - 1 - months;
        format!("{}-{:02}-{:02}", at / 12, at % 12 + 1, day.min(28))
    };
    let (notice, decide) = (months_before(3), months_before(4));
    Renewal {
        contract: id.to_owned(),
        organisation: body.to_owned(),
        supplier_name: None,
        has_decision: true,
        supplier: supplier.to_owned(),
        title: Some(title.to_owned()),
        owner: Some("Head of contracts".to_owned()),
        state: "in-force".to_owned(),
        renewal: "automatic".to_owned(),
        current_end: Some(end.to_owned()),
        notice_on: Some(notice.clone()),
        decide_by: Some(decide.clone()),
        act_on: Some(decide.clone()),
        start_procuring_by: Some(months_before(9)),
        rolls: Some(1),
        committed_to: None,
        next_exit: Some(end.to_owned()),
        locked_in_pence: Some(pounds * 100),
        annual_pence: Some(pounds * 100),
        unknown: Vec::new(),
        between: BTreeMap::new(),
        why: vec![
            format!("notice_on: {end} less 3 months is {notice}"),
            format!("decide_by: one month earlier, {decide}"),
        ],
    }
}

/// Something to act on.
pub(crate) fn finding(
    code: &str,
    reader: &str,
    subject: &str,
    amount_pence: Option<i64>,
    due_on: Option<&str>,
    message: &str,
) -> Finding {
    Finding {
        code: code.to_owned(),
        reader: reader.to_owned(),
        subject: subject.to_owned(),
        organisation: None,
        owner: None,
        amount_pence,
        amount_means: "a year of what it is about".to_owned(),
        due_on: due_on.map(str::to_owned),
        message: message.to_owned(),
        evidence: vec![format!("contracts:{subject}")],
        waived: Vec::new(),
    }
}
