//! What may come of a pull.

use super::ground::{Ground, Outcome};
use std::collections::BTreeMap;

/// Every row is accounted for: received = kept + set aside, and that many were handed over.
pub(crate) fn accounts(outcome: &Outcome) -> Result<(), String> {
    let Ok(pulled) = &outcome.pulled else { return Ok(()) };
    let receipt = &pulled.receipt;
    if !receipt.adds_up() {
        return Err(format!("the receipt does not add up: {receipt:?}"));
    }
    let rows = u64::try_from(outcome.rows.len()).unwrap_or(u64::MAX);
    if receipt.kept != rows || receipt.set_aside != outcome.aside {
        return Err(format!(
            "the receipt says {} kept and {} set aside; handed over were {rows} and {}",
            receipt.kept, receipt.set_aside, outcome.aside
        ));
    }
    Ok(())
}

/// Every row arrived, once, and the receipt says that all is well.
pub(crate) fn whole(ground: &Ground<'_>, outcome: &Outcome) -> Result<(), String> {
    accounts(outcome)?;
    match &outcome.pulled {
        Err(error) => return Err(format!("the pull failed: {error}")),
        Ok(pulled) if !pulled.is_whole() => return Err(format!("told as incomplete: {:?}", pulled.walks)),
        Ok(_) => {}
    }
    same_rows(ground, outcome)
}

/// Every row arrived, once, whatever is told besides.
pub(crate) fn same_rows(ground: &Ground<'_>, outcome: &Outcome) -> Result<(), String> {
    let (lost, extra) = differences(ground, outcome);
    if lost + extra > 0 {
        return Err(format!("{lost} rows are lost and {extra} are too many or changed"));
    }
    if outcome.aside != ground.undisturbed.aside {
        return Err(format!("{} rows are set aside in place of {}", outcome.aside, ground.undisturbed.aside));
    }
    Ok(())
}

/// What is missing is told, and what came is right: nothing twice, nothing changed.
pub(crate) fn told(ground: &Ground<'_>, outcome: &Outcome) -> Result<(), String> {
    accounts(outcome)?;
    if outcome.pulled.as_ref().is_ok_and(crate::Pulled::is_whole) {
        return Err("told as whole".to_owned());
    }
    no_extra(ground, outcome)
}

/// Whole, or told.
pub(crate) fn never_silent(ground: &Ground<'_>, outcome: &Outcome) -> Result<(), String> {
    accounts(outcome)?;
    if outcome.pulled.as_ref().is_ok_and(crate::Pulled::is_whole) {
        same_rows(ground, outcome)
    } else {
        no_extra(ground, outcome)
    }
}

fn no_extra(ground: &Ground<'_>, outcome: &Outcome) -> Result<(), String> {
    match differences(ground, outcome) {
        (_, 0) => Ok(()),
        (_, extra) => Err(format!("{extra} rows are too many or changed")),
    }
}

/// What could not be read is set aside or told; nothing comes twice.
pub(crate) fn accounted_for(ground: &Ground<'_>, outcome: &Outcome) -> Result<(), String> {
    accounts(outcome)?;
    let rows = outcome.rows.len() + usize::try_from(outcome.aside).unwrap_or(usize::MAX);
    let all = ground.undisturbed.rows.len() + usize::try_from(ground.undisturbed.aside).unwrap_or(usize::MAX);
    let whole = outcome.pulled.as_ref().is_ok_and(crate::Pulled::is_whole);
    if whole && rows < all {
        return Err(format!("{} rows are neither kept nor set aside, and the pull is told as whole", all - rows));
    }
    if rows > all {
        return Err(format!("{} rows too many", rows - all));
    }
    Ok(())
}

/// So many requests for rows of the large table at most, compared with an undisturbed pull.
pub(crate) fn at_most_more(ground: &Ground<'_>, outcome: &Outcome, more: usize) -> Result<(), String> {
    let (usual, now) = (ground.undisturbed.of_large(super::What::Rows), outcome.of_large(super::What::Rows));
    if now > usual + more {
        return Err(format!("{now} requests for rows, where {usual} are usual and {more} more would do"));
    }
    Ok(())
}

/// How many rows of an undisturbed pull are missing, and how many are there that are not of it.
pub(crate) fn differences(ground: &Ground<'_>, outcome: &Outcome) -> (usize, usize) {
    let mut balance: BTreeMap<&str, i64> = BTreeMap::new();
    ground.undisturbed.rows.iter().for_each(|row| *balance.entry(row).or_insert(0) -= 1);
    outcome.rows.iter().for_each(|row| *balance.entry(row).or_insert(0) += 1);
    let count = |negative: bool| {
        let sums = balance.values().filter(|sum| (**sum < 0) == negative).map(|sum| sum.unsigned_abs());
        usize::try_from(sums.sum::<u64>()).unwrap_or(usize::MAX)
    };
    (count(true), count(false))
}
