//! Terms of contracts, laid around the audit date so that their dates and those of the payments agree.
//!
//! A contract's payments are compared with its price over the part of the last twelve months that lies in its present
//! term. So a present term either began before those months, or began whole months before the day after the audit
//! date.

use crate::Plan;
use crate::days::{month_start, months_to, plus_days};
use estate::tables::Contract;
use estate::{Date, Renewal, When, add_months};

/// A first term of `months` of which `left` are left, from the first of a month on. Returns the first day after it.
pub(crate) fn first_term(contract: &mut Contract, plan: &Plan, months: i64, left: i64) -> Date {
    term_from(contract, month_start(plan.as_of, left - months), months)
}

/// The same from such a day on that whole months of it end on the audit date. What is paid ahead by such months is
/// never paid in part.
pub(crate) fn first_term_in_step(contract: &mut Contract, plan: &Plan, months: i64, left: i64) -> Date {
    term_from(contract, months_to(plan.as_of, months - left), months)
}

fn term_from(contract: &mut Contract, starts: Date, months: i64) -> Date {
    let after = add_months(starts, months);
    contract.starts_on = When::Day(starts);
    contract.ends_on = When::Day(plus_days(after, -1));
    after
}

/// States the length of the first term in place of its end.
pub(crate) fn stated_by_length(contract: &mut Contract, months: i64) {
    contract.ends_on = When::Unknown;
    contract.initial_term = Some(format!("{months} months"));
}

/// A first term of three years that has ended, and terms of `months` since; the present one, the `rolls`-th, began
/// `ago` months before the day after the audit date. The record still states the first end.
pub(crate) fn rolled_term(contract: &mut Contract, plan: &Plan, months: i64, rolls: i64, ago: i64) {
    let present_from = months_to(plan.as_of, ago);
    let last_of_previous = plus_days(present_from, -1);
    let first_end = add_months(last_of_previous, -months * (rolls - 1));
    // Where a short month would have moved the day, it rolled once.
    let first_end =
        if add_months(first_end, months * (rolls - 1)) == last_of_previous { first_end } else { last_of_previous };
    ended_first_term(contract, first_end);
    contract.renewal_term = Some(format!("{months} months"));
}

/// The same in terms of days.
pub(crate) fn rolled_days(contract: &mut Contract, plan: &Plan, days: i64, rolls: i64, ago: i64) {
    let last_of_previous = plus_days(months_to(plan.as_of, ago), -1);
    ended_first_term(contract, plus_days(last_of_previous, -days * (rolls - 1)));
    contract.renewal_term = Some(format!("{days} days"));
}

fn ended_first_term(contract: &mut Contract, end: Date) {
    contract.renewal = Some(Renewal::Automatic);
    contract.starts_on = When::Day(add_months(plus_days(end, 1), -36));
    contract.ends_on = When::Day(end);
}

/// A first term of 1,095 days that ends on this day, as stated.
pub(crate) fn ends_on(contract: &mut Contract, end: Date) {
    contract.starts_on = When::Day(plus_days(end, -1094));
    contract.ends_on = When::Day(end);
}

/// A first term of 1,095 days whose end is computed: the first day after it is this day.
pub(crate) fn computed_end(contract: &mut Contract, end: Date) {
    contract.starts_on = When::Day(plus_days(end, -1095));
    contract.initial_term = Some("1095 days".to_owned());
}

/// Renews itself for `renewal_term` unless `notice` is given.
pub(crate) fn automatic(contract: &mut Contract, renewal_term: &str, notice: &str) {
    contract.renewal = Some(Renewal::Automatic);
    contract.renewal_term = Some(renewal_term.to_owned());
    contract.notice = Some(notice.to_owned());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bodies::Body;
    use crate::contracts::agreement::Agreement;
    use estate::{ContractKind, parse_day};

    #[test]
    fn the_present_term_of_a_rolled_contract_began_whole_months_before_tomorrow() {
        for as_of in ["2026-04-01", "2026-03-31", "2026-01-31", "2025-02-28", "2026-11-23"] {
            let plan = Plan { as_of: parse_day(as_of).unwrap(), ..Plan::default() };
            for (months, rolls, ago) in [(12, 1, 5), (12, 3, 7), (6, 1, 3)] {
                let mut contract = Agreement::new(&plan, 1, Body::Council, ContractKind::Support, "x").contract;
                rolled_term(&mut contract, &plan, months, rolls, ago);
                let first_end = contract.ends_on.day().unwrap();
                let presents =
                    (0..6).map(|k| plus_days(add_months(first_end, months * k), 1)).filter(|from| *from <= plan.as_of);
                assert_eq!(presents.max(), Some(months_to(plan.as_of, ago)), "{as_of} {months} {rolls}");
            }
        }
    }
}
