//! Where does the decision on a contract stand at the audit date?

use crate::{Audit, Renewal};
use estate::{Date, add_months, parse_day};

/// How the decision on a contract stands at the audit date. Every contract is exactly one of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// To decide on a day within the next 12 months. Where the day is only known to lie in an interval, its earliest day counts,
    /// since acting early is safe.
    Due {
        /// The day to act, or the earliest day it may be.
        on: String,
        /// The latest day it may be, where it is not known exactly.
        latest: Option<String>,
    },
    /// The day to act has passed, yet notice can still be given, or the end has not come.
    Late {
        /// The day that has passed.
        since: String,
        /// The last day on which something can still be done.
        until: String,
    },
    /// Notice is too late: the next term is locked in.
    Missed {
        /// The day by which notice had to be given, or the day to act where that is all that is known.
        on: String,
    },
    /// To decide later than the next 12 months.
    Later {
        /// The day to act, or the earliest day it may be.
        on: String,
    },
    /// It ends, or may roll, on a day that the records do not let us work out.
    Undated,
    /// It has no end, so no day forces a decision.
    Open,
    /// Stopped or expired: nothing is left to decide.
    Over,
}

impl Standing {
    /// The day that it turns on, where there is one.
    pub fn day(&self) -> Option<&str> {
        match self {
            Standing::Due { on, .. } | Standing::Missed { on } | Standing::Later { on } => Some(on),
            Standing::Late { since, .. } => Some(since),
            Standing::Undated | Standing::Open | Standing::Over => None,
        }
    }
}

impl Renewal {
    /// Where the decision stands on the audit date, a day such as `2026-04-01`. `act_on` counts; where it is null, `decide_by`,
    /// then `notice_on`.
    pub fn standing(&self, as_of: &str) -> Standing {
        match self.state.as_str() {
            "stopped" | "expired" => return Standing::Over,
            "open-ended" => return Standing::Open,
            _ => {}
        }
        let exact = [&self.act_on, &self.decide_by, &self.notice_on].into_iter().find_map(Option::as_ref);
        let between = ["act_on", "decide_by", "notice_on"].into_iter().find_map(|field| self.between.get(field));
        let (on, latest) = match (exact, between) {
            (Some(on), _) => (on.clone(), None),
            (None, Some((earliest, latest))) => (earliest.clone(), Some(latest.clone())),
            (None, None) => return Standing::Undated,
        };
        // On the last day itself notice may be too late already; then the day to act is no use.
        if self.committed_to.is_some() {
            return Standing::Missed { on: self.notice_on.clone().unwrap_or(on) };
        }
        // Dates written year first sort as text.
        if on.as_str() >= as_of {
            return match year_on(as_of) {
                Some(end) if on >= end.to_string() => Standing::Later { on },
                _ => Standing::Due { on, latest },
            };
        }
        let latest_chance = self.notice_on.as_ref().or(latest.as_ref()).or(self.current_end.as_ref());
        match latest_chance {
            Some(until) if until.as_str() >= as_of => Standing::Late { since: on, until: until.clone() },
            _ => Standing::Missed { on: self.notice_on.clone().unwrap_or(on) },
        }
    }
}

/// All contracts by where their decision stands. Each list goes by day, then by contract; those without a day by a year of
/// their price, largest first, then by contract.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions<'a> {
    /// To decide within 12 months.
    pub due: Vec<(&'a Renewal, Standing)>,
    /// The day to act has passed, and something can still be done.
    pub late: Vec<(&'a Renewal, Standing)>,
    /// Notice is too late.
    pub missed: Vec<(&'a Renewal, Standing)>,
    /// To decide after 12 months.
    pub later: Vec<(&'a Renewal, Standing)>,
    /// No day can be worked out.
    pub undated: Vec<(&'a Renewal, Standing)>,
    /// No end, so no day.
    pub open: Vec<(&'a Renewal, Standing)>,
    /// Nothing left to decide.
    pub over: Vec<(&'a Renewal, Standing)>,
    /// What is locked in if nobody acts on what is due or late: the sum of the amounts that are known. Contracts do not overlap,
    /// so these may be added.
    pub locked_in_pence: i128,
    /// Contracts, due or late, whose locked-in amount is not known.
    pub locked_in_unknown: u64,
}

impl Audit {
    /// Where the decision stands on every contract that has one to take.
    pub fn decisions(&self) -> Decisions<'_> {
        let mut all = Decisions::default();
        for renewal in self.renewals.iter().filter(|renewal| renewal.has_decision) {
            let standing = renewal.standing(&self.as_of);
            let list = match standing {
                Standing::Due { .. } => &mut all.due,
                Standing::Late { .. } => &mut all.late,
                Standing::Missed { .. } => &mut all.missed,
                Standing::Later { .. } => &mut all.later,
                Standing::Undated => &mut all.undated,
                Standing::Open => &mut all.open,
                Standing::Over => &mut all.over,
            };
            list.push((renewal, standing));
        }
        for list in [&mut all.due, &mut all.late, &mut all.missed, &mut all.later] {
            list.sort_by(|(a, on), (b, at)| on.day().cmp(&at.day()).then_with(|| a.contract.cmp(&b.contract)));
        }
        for list in [&mut all.undated, &mut all.open, &mut all.over] {
            list.sort_by(|(a, _), (b, _)| {
                b.annual_pence.cmp(&a.annual_pence).then_with(|| a.contract.cmp(&b.contract))
            });
        }
        for (renewal, _) in all.due.iter().chain(&all.late) {
            match renewal.locked_in_pence {
                Some(pence) => all.locked_in_pence += i128::from(pence),
                None => all.locked_in_unknown += 1,
            }
        }
        all
    }

    /// The last of the 12 months after the audit date, which is their first day; null if the audit date is no day.
    pub fn next_12_months_end(&self) -> Option<String> {
        Some(year_on(&self.as_of)?.yesterday().ok()?.to_string())
    }

    /// Legacy cost if everything unknown were legacy too: the pounds of `legacy_share_high`. The figure `legacy_cost_high` where
    /// there is one, else the sum of its parts; null if either is not known.
    pub fn legacy_high_pence(&self) -> Option<i128> {
        if let Some(pence) = self.pence("legacy_cost_high") {
            return Some(pence.into());
        }
        Some(i128::from(self.pence("legacy_cost")?) + i128::from(self.pence("unknown_cost")?))
    }
}

fn year_on(as_of: &str) -> Option<Date> {
    parse_day(as_of).ok().map(|day| add_months(day, 12))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn renewal(notice_on: Option<&str>, act_on: Option<&str>) -> Renewal {
        Renewal {
            contract: "c".to_owned(),
            organisation: "o".to_owned(),
            supplier: "s".to_owned(),
            title: None,
            owner: None,
            state: "in-force".to_owned(),
            renewal: "automatic".to_owned(),
            current_end: Some("2026-12-31".to_owned()),
            notice_on: notice_on.map(str::to_owned),
            decide_by: act_on.map(str::to_owned),
            act_on: act_on.map(str::to_owned),
            supplier_name: None,
            has_decision: true,
            start_procuring_by: None,
            rolls: Some(0),
            committed_to: None,
            next_exit: None,
            locked_in_pence: None,
            annual_pence: None,
            unknown: Vec::new(),
            between: BTreeMap::new(),
            why: Vec::new(),
        }
    }

    const AS_OF: &str = "2026-04-01";

    fn due(on: &str) -> Standing {
        Standing::Due { on: on.to_owned(), latest: None }
    }

    #[test]
    fn the_audit_date_and_the_day_before_its_anniversary_are_due() {
        for day in [AS_OF, "2027-03-31"] {
            assert_eq!(renewal(Some(day), Some(day)).standing(AS_OF), due(day));
        }
        let later = Standing::Later { on: "2027-04-01".to_owned() };
        assert_eq!(renewal(None, Some("2027-04-01")).standing(AS_OF), later);
    }

    #[test]
    fn a_day_to_act_that_has_passed_is_late_until_notice_is() {
        let late = Standing::Late { since: "2026-03-31".to_owned(), until: AS_OF.to_owned() };
        assert_eq!(renewal(Some(AS_OF), Some("2026-03-31")).standing(AS_OF), late);
        let missed = Standing::Missed { on: "2026-03-31".to_owned() };
        assert_eq!(renewal(Some("2026-03-31"), Some("2026-03-01")).standing(AS_OF), missed);
    }

    #[test]
    fn notice_that_had_to_be_given_before_its_day_is_missed_on_it() {
        for act_on in ["2026-03-31", AS_OF] {
            let mut computed = renewal(Some(AS_OF), Some(act_on));
            computed.committed_to = Some("2027-12-31".to_owned());
            assert_eq!(computed.standing(AS_OF), Standing::Missed { on: AS_OF.to_owned() });
        }
    }

    #[test]
    fn without_notice_the_end_is_the_last_chance() {
        let late = Standing::Late { since: "2026-03-01".to_owned(), until: "2026-12-31".to_owned() };
        assert_eq!(renewal(None, Some("2026-03-01")).standing(AS_OF), late);
    }

    #[test]
    fn an_interval_is_due_on_its_earliest_day() {
        let mut partial = renewal(None, None);
        assert_eq!(partial.standing(AS_OF), Standing::Undated);
        partial.between.insert("decide_by".to_owned(), ("2026-07-01".to_owned(), "2026-09-30".to_owned()));
        let between = Standing::Due { on: "2026-07-01".to_owned(), latest: Some("2026-09-30".to_owned()) };
        assert_eq!(partial.standing(AS_OF), between);
    }

    #[test]
    fn what_has_stopped_or_never_ends_forces_no_decision() {
        for (state, standing) in
            [("stopped", Standing::Over), ("expired", Standing::Over), ("open-ended", Standing::Open)]
        {
            let over = Renewal { state: state.to_owned(), ..renewal(None, Some("2026-05-01")) };
            assert_eq!(over.standing(AS_OF), standing);
        }
    }

    #[test]
    fn every_contract_is_in_one_list_by_day_and_only_known_amounts_are_added() {
        let priced = |id: &str, day: &str, pence: Option<i64>| Renewal {
            contract: id.to_owned(),
            locked_in_pence: pence,
            ..renewal(Some("2026-12-30"), Some(day))
        };
        let audit = Audit {
            renewals: vec![
                priced("b", "2026-05-01", Some(700)),
                priced("a", "2026-05-01", None),
                priced("c", "2026-04-20", Some(0)),
                priced("late", "2026-03-01", Some(30)),
                priced("later", "2027-05-01", Some(9_000)),
            ],
            ..nothing()
        };
        let all = audit.decisions();
        let due: Vec<_> = all.due.iter().map(|(renewal, _)| renewal.contract.as_str()).collect();
        assert_eq!(due, ["c", "a", "b"]);
        assert_eq!((all.late.len(), all.later.len()), (1, 1));
        assert_eq!((all.locked_in_pence, all.locked_in_unknown), (730, 1));
    }

    fn nothing() -> Audit {
        let empty = serde_json::json!({
            "schema": crate::SCHEMA, "as_of": AS_OF, "currency": "GBP",
            "period": {"kind": "rate", "label": "", "from": "", "to": ""},
            "snapshot": {"digest": "", "rows": {}, "rules": ""},
            "completeness": {"assets": 0, "assets_judged": 0, "judged_pence": 0, "unknown_pence": {}, "contracts": 0,
                "contracts_without_date": 0, "contracts_without_price": 0, "ledger_days": {}, "period_days": 365},
            "money_receipt": [], "figures": [], "by_verdict": [], "by_organisation": [], "by_service": [],
            "by_supplier": [], "systems": [], "renewals": [], "findings": [], "scenarios": [], "receipts": [],
            "set_aside": [], "assumptions": []
        });
        serde_json::from_value(empty).unwrap()
    }
}
