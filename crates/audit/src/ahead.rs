//! What must be decided in the next 36 months: contracts and pounds, month by month.

use crate::{Audit, Renewal, Standing};
use estate::{Date, add_months, parse_day};

/// How many months are looked at, the audit date's own the first.
pub const MONTHS_AHEAD: u8 = 36;

/// Contracts to decide on in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: String,
    /// How many contracts.
    pub contracts: u64,
    /// A year of those whose price is known.
    pub annual_pence: i128,
    /// Contracts whose yearly price is not known.
    pub annual_unknown: u64,
}

/// The decisions of the next 36 months.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ahead<'a> {
    /// The last day looked at: that of the 36th month.
    pub last: String,
    /// All 36 months.
    pub months: Vec<Month>,
    /// The contracts, by day, then by id.
    pub decisions: Vec<(&'a Renewal, Standing)>,
    /// A year of those whose price is known. Contracts do not overlap, so these may be added.
    pub annual_pence: i128,
    /// Contracts whose yearly price is not known.
    pub annual_unknown: u64,
    /// The day by which half of the pounds are to be decided on.
    pub half_by: Option<String>,
    /// Contracts to decide on after the last day.
    pub after: u64,
    /// Contracts whose day has passed, and on which notice was missed or can still be given.
    pub passed: u64,
    /// Contracts whose day cannot be worked out.
    pub undated: u64,
}

impl Audit {
    /// What must be decided in the 36 months that begin with the audit date's own. A day known in part counts on its earliest. Null
    /// if the audit date is no day.
    pub fn ahead(&self) -> Option<Ahead<'_>> {
        let first = parse_day(&self.as_of).ok()?.first_of_month();
        let starts: Vec<Date> = (0..MONTHS_AHEAD).map(|month| add_months(first, month.into())).collect();
        let last = add_months(first, MONTHS_AHEAD.into()).yesterday().ok()?.to_string();
        let mut ahead = Ahead { last, ..Ahead::default() };
        ahead.months = starts
            .iter()
            .map(|first| Month { first: first.to_string(), contracts: 0, annual_pence: 0, annual_unknown: 0 })
            .collect();
        let all = self.decisions();
        let count = |list: &[(&Renewal, Standing)]| u64::try_from(list.len()).unwrap_or(u64::MAX);
        (ahead.passed, ahead.undated) = (count(&all.late) + count(&all.missed), count(&all.undated));
        for (renewal, standing) in all.due.into_iter().chain(all.later) {
            let Some(day) = standing.day().map(str::to_owned).filter(|day| *day <= ahead.last) else {
                ahead.after += 1;
                continue;
            };
            if let Some(month) = ahead.months.iter_mut().rev().find(|month| month.first <= day) {
                month.contracts += 1;
                match renewal.annual_pence {
                    Some(pence) => month.annual_pence += i128::from(pence),
                    None => month.annual_unknown += 1,
                }
            }
            ahead.decisions.push((renewal, standing));
        }
        ahead.annual_pence = ahead.months.iter().map(|month| month.annual_pence).sum();
        ahead.annual_unknown = ahead.months.iter().map(|month| month.annual_unknown).sum();
        ahead.half_by = half_by(&ahead);
        Some(ahead)
    }
}

/// Contracts and pounds of some months added up.
pub fn months_total(months: &[Month]) -> (u64, i128) {
    months.iter().fold((0, 0), |(contracts, pence), month| (contracts + month.contracts, pence + month.annual_pence))
}

fn half_by(ahead: &Ahead<'_>) -> Option<String> {
    let mut sum = 0;
    for (renewal, standing) in &ahead.decisions {
        sum += i128::from(renewal.annual_pence.unwrap_or(0));
        if sum > 0 && sum * 2 >= ahead.annual_pence {
            return standing.day().map(str::to_owned);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::Audit;

    fn audit(days: &[(&str, Option<i64>)]) -> Audit {
        let renewals: Vec<_> = days
            .iter()
            .enumerate()
            .map(|(index, (day, pence))| {
                serde_json::json!({"contract": format!("C{index}"), "organisation": "o", "supplier": "s", "supplier_name": null,
                    "title": null, "owner": null, "has_decision": true, "state": "in-force", "renewal": "automatic",
                    "current_end": "2031-12-31", "notice_on": day, "decide_by": day, "act_on": day, "start_procuring_by": null,
                    "rolls": 0, "committed_to": null, "next_exit": null, "locked_in_pence": null, "annual_pence": pence,
                    "unknown": [], "between": {}, "why": []})
            })
            .collect();
        serde_json::from_value(serde_json::json!({
            "schema": crate::SCHEMA, "as_of": "2026-04-15", "currency": "GBP",
            "period": {"kind": "rate", "label": "", "from": "", "to": ""},
            "snapshot": {"digest": "", "rows": {}, "rules": ""},
            "completeness": {"assets": 0, "assets_judged": 0, "judged_pence": 0, "unknown_pence": {}, "contracts": 0,
                "contracts_without_date": 0, "contracts_without_price": 0, "ledger_days": {}, "period_days": 365},
            "money_receipt": [], "figures": [], "by_verdict": [], "by_organisation": [], "by_service": [],
            "by_supplier": [], "systems": [], "renewals": renewals, "findings": [], "scenarios": [], "receipts": [],
            "set_aside": [], "assumptions": []
        }))
        .unwrap()
    }

    #[test]
    fn months_begin_with_the_audit_dates_own_and_every_decision_is_in_one_or_after() {
        let audit = audit(&[
            ("2026-04-15", Some(100)),
            ("2026-04-30", None),
            ("2026-05-01", Some(700)),
            ("2029-03-31", Some(200)),
            ("2029-04-01", Some(9_000)),
            ("2026-04-14", Some(5)),
        ]);
        let ahead = audit.ahead().unwrap();
        assert_eq!((ahead.months.len(), ahead.last.as_str()), (36, "2029-03-31"));
        let said: Vec<_> = ahead.months.iter().filter(|month| month.contracts > 0).collect();
        let said: Vec<_> = said
            .iter()
            .map(|month| (month.first.as_str(), month.contracts, month.annual_pence, month.annual_unknown))
            .collect();
        assert_eq!(said, [("2026-04-01", 2, 100, 1), ("2026-05-01", 1, 700, 0), ("2029-03-01", 1, 200, 0)]);
        assert_eq!((ahead.annual_pence, ahead.annual_unknown, ahead.after, ahead.passed), (1_000, 1, 1, 1));
        assert_eq!(ahead.half_by.as_deref(), Some("2026-05-01"));
    }
}
