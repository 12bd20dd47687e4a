//! Contracts by index: ordinary ones, planted ones, ones with something special about them.

pub(crate) mod agreement;
pub(crate) mod ordinary;
pub(crate) mod special;
pub(crate) mod terms;

use crate::Plan;
use crate::bodies::Body;
use crate::days::{months_to, plus_days};
use crate::planted;
use crate::suppliers::{FRAMEWORK, IN_PARTS, Key};
use agreement::Agreement;
use estate::tables::Price;
use estate::{Amount, Date};

/// The first contracts are ordinary, then come planted and special ones, then ordinary ones again.
const FIRST_PLANTED: u64 = 10;
/// First contract after the planted and special ones.
const ORDINARY_AGAIN: u64 = special::LAST + 1;

/// Place among the ordinary contracts, for one that is ordinary.
pub(crate) fn place_among_ordinary(index: u64) -> Option<u64> {
    match index {
        0..FIRST_PLANTED => Some(index),
        ORDINARY_AGAIN.. => Some(index - ORDINARY_AGAIN + FIRST_PLANTED),
        _ => None,
    }
}

/// The contract at this place among the ordinary ones.
pub(crate) fn ordinary_at(place: u64) -> u64 {
    if place < FIRST_PLANTED { place } else { place - FIRST_PLANTED + ORDINARY_AGAIN }
}

/// How many ordinary contracts the estate has.
pub(crate) fn ordinary_count(plan: &Plan) -> u64 {
    let all = plan.size.contracts;
    all.min(FIRST_PLANTED) + all.saturating_sub(ORDINARY_AGAIN)
}

/// Its id.
pub(crate) fn id(index: u64) -> String {
    format!("contracts:C{index:06}")
}

/// The number that both sides quote: one word, so that it can be found in any text.
pub(crate) fn reference(index: u64, body: Body) -> String {
    format!("{}{index:06}", body.id())
}

/// Whose supplier it has; `None` where another body is the supplier.
pub(crate) fn supplier(index: u64) -> Option<Key> {
    if let Some(place) = place_among_ordinary(index) {
        let sole = place.is_multiple_of(4);
        return Some(if sole { Key::Sole(index) } else { Key::Shared(place / 8, ordinary::body(place)) });
    }
    match index {
        special::FRAMEWORK | special::CALL_OFF_ONE | special::CALL_OFF_TWO => Some(FRAMEWORK),
        special::MASTER | special::PART_ONE | special::PART_TWO => Some(IN_PARTS),
        special::RECHARGE => None,
        _ => Some(planted::contracts::supplier(index).unwrap_or(Key::Sole(index))),
    }
}

/// Is it the first contract of a group that shares suppliers?
pub(crate) fn opens_group(index: u64) -> bool {
    place_among_ordinary(index).is_some_and(|place| place % 8 == 1)
}

/// Everything about one contract.
pub(crate) fn agreement(plan: &Plan, index: u64) -> Agreement {
    match place_among_ordinary(index) {
        Some(place) => ordinary::agreement(plan, index, place),
        None if index < special::FRAMEWORK => planted::contracts::agreement(plan, index),
        None => special::agreement(plan, index),
    }
}

/// Its price before the last twelve months, in them, and from its next term on. Nothing where its record holds one
/// price only.
pub(crate) fn prices(plan: &Plan, agreement: &Agreement) -> Vec<Price> {
    let Some(next_term) = agreement.dearer_from else { return Vec::new() };
    let Some(now) = agreement.contract.price_amount.known() else { return Vec::new() };
    let row = |from: Option<Date>, to: Option<Date>, hundredth: i64| Price {
        contract: agreement.contract.id.clone(),
        from,
        to,
        amount: Amount(now.0 / 100 * hundredth),
        currency: None,
        per: None,
        source: Some("contracts".to_owned()),
    };
    let recent = months_to(plan.as_of, 12);
    vec![
        row(None, Some(plus_days(recent, -1)), 96),
        row(Some(recent), Some(plus_days(next_term, -1)), 100),
        row(Some(next_term), None, 106),
    ]
}
