//! Renewals as a workbook.

use super::rows::Rows;
use crate::failure::Failure;
use analysis::Registered;
use audit::Standing;
use estate::tables::Contract;
use renewals::{Decision, Word};
use reports::{Decided, FACTS, RenewalRow, renewals_workbook};

/// The bytes of the workbook. Contracts come by the day they turn on; those with nothing to decide last.
pub(super) fn workbook(rows: &Rows) -> Result<Vec<u8>, Failure> {
    let mut shown: Vec<RenewalRow<'_>> = rows.registered.iter().map(|of| row(rows, of)).collect();
    let key = |row: &RenewalRow<'_>| {
        let day = row.standing.as_ref().and_then(Standing::day).map(str::to_owned);
        (row.standing.is_none(), day.is_none(), day, row.renewal.state.clone(), row.renewal.contract.clone())
    };
    shown.sort_by_cached_key(key);
    let choices: Vec<&str> = Word::ALL.iter().map(|word| word.word()).collect();
    Ok(renewals_workbook(&rows.as_of.to_string(), &rows.currency, &choices, &shown)?)
}

fn row<'a>(rows: &'a Rows, of: &'a Registered) -> RenewalRow<'a> {
    RenewalRow {
        renewal: &of.renewal,
        standing: of.decided_on.then(|| rows.standing(of)),
        organisation: of.organisation_name.as_deref().unwrap_or(&of.renewal.organisation),
        facts: facts(&of.contract),
        to_exit_pence: of.to_exit_pence,
        decided: rows.decision(of).map(|decision| decided(decision, rows)),
    }
}

fn decided(decision: &Decision, rows: &Rows) -> Decided {
    Decided {
        decision: decision.word.word().to_owned(),
        who: decision.who.clone().unwrap_or_default(),
        until: decision.until.map(|day| day.to_string()).unwrap_or_default(),
        note: decision.note.clone().unwrap_or_default(),
        expired: decision.expired(rows.as_of),
    }
}

/// What the register says, in its own words, in the order of the headings.
fn facts(contract: &Contract) -> [String; FACTS.len()] {
    let words = |cell: &Option<String>| cell.clone().unwrap_or_default();
    [
        words(&contract.renewal_term),
        words(&contract.notice),
        price(contract),
        words(&contract.indexation),
        words(&contract.break_dates),
        words(&contract.reference),
        contract.kind.map(|kind| kind.word().to_owned()).unwrap_or_default(),
        words(&contract.document),
        words(&contract.checked_by),
    ]
}

/// The stated price with its currency and its time.
fn price(contract: &Contract) -> String {
    let currency = contract.price_currency.map(|currency| currency.to_string());
    let per = contract.price_per.map(|per| format!("a {}", per.word()));
    let amount = contract.price_amount.known().map(|amount| amount.to_string());
    [currency.filter(|_| amount.is_some()), amount.clone(), per.filter(|_| amount.is_some())]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}
