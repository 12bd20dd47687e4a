//! Planted ledger lines: the first of all.

use crate::Plan;
use crate::bodies::Body;
use crate::days::{months_to, plus_days};
use crate::payments::id;
use crate::planted::contracts::BESIDE_OTHER;
use crate::spending;
use crate::suppliers::{BESIDE, Key};
use estate::tables::Payment;
use estate::{Amount, Flow, Scope, Vat};

/// How many there are; lines under contracts come after them.
pub(crate) const COUNT: u64 = 24;

pub(crate) const BESIDE_CONTRACTS: u64 = 0;
pub(crate) const BAD_DATE: u64 = 1;
pub(crate) const NO_AMOUNT: u64 = 2;
pub(crate) const NOTHING_PAID: u64 = 3;
pub(crate) const LAST_DAY_OF_MONTH: u64 = 4;
pub(crate) const NO_SUCH_CONTRACT: u64 = 5;
pub(crate) const UNKNOWN_CODE: u64 = 6;

/// A contract that no table holds. One payment names it.
pub(crate) const NO_CONTRACT: &str = "contracts:C-WITHDRAWN";

/// Its id.
pub(crate) fn planted_id(index: u64) -> String {
    id(Body::Council, index)
}

/// The planted line of this index, if it is one. Rows that must be set aside are still whole here.
pub(crate) fn payment(plan: &Plan, index: u64) -> Option<Payment> {
    if index > UNKNOWN_CODE {
        return None;
    }
    let paid_on = match index {
        LAST_DAY_OF_MONTH => plus_days(plan.as_of.first_of_month(), -1),
        BAD_DATE => months_to(plan.as_of, 2),
        _ => plus_days(plan.as_of, -60 - i64::try_from(index).unwrap_or(0)),
    };
    let amount = Amount(if index == NOTHING_PAID { 0 } else { 43_117 + i64::try_from(index).unwrap_or(0) * 1_000 });
    let mut payment = spending::bare(index, Body::Council, paid_on, amount);
    let beside = index == BESIDE_CONTRACTS && plan.size.contracts > BESIDE_OTHER;
    payment.supplier = Some(if beside { BESIDE.id() } else { Key::Direct(0).id() });
    payment.vat = Vat::Net;
    payment.category = Some("ICT maintenance and support".to_owned());
    payment.description = Some("Support, as agreed by telephone".to_owned());
    payment.scope = Some(Scope::Ict);
    payment.flow = (index == UNKNOWN_CODE).then_some(Flow::Change);
    payment.contract = (index == NO_SUCH_CONTRACT).then(|| NO_CONTRACT.to_owned());
    Some(payment)
}

/// Breaks the cells of lines that must be set aside.
pub(crate) fn spoil(plan: &Plan, index: u64, cells: &mut [String]) {
    let Some(payment) = payment(plan, index) else { return };
    match index {
        BAD_DATE => crate::row::replace(cells, &payment.paid_on.to_string(), "31/11/2025"),
        NO_AMOUNT => crate::row::replace(cells, &payment.amount.to_string(), ""),
        UNKNOWN_CODE => crate::row::replace(cells, Flow::Change.word(), "upkeep"),
        _ => {}
    }
}
