//! The register of contracts with their timelines: decision dates alone, without the money and the findings of an audit.

use crate::ledger::Ledger;
use crate::outcome::{Input, ground};
use crate::period::{Period, Wanted};
use crate::rules::Rules;
use crate::timelines::{timelines, to_audit};
use crate::{Error, read};
use audit::Renewal;
use estate::tables::{Contract, Organisation, Price};
use estate::{Date, Table};
use renewals::Break;

/// A contract, when it ends and when one must act.
#[derive(Debug, Clone)]
pub struct Registered {
    /// Its dates, as a report carries them.
    pub renewal: Renewal,
    /// Does somebody decide on it? Nobody does on a ceiling that others call off from, on the total of other contracts and on a
    /// purchase made once. That it is not clearly ICT is no reason to keep quiet.
    pub decided_on: bool,
    /// Its record; where several sources know it, what the most trusted of them says.
    pub contract: Contract,
    /// The name of the body that pays, where the records list it.
    pub organisation_name: Option<String>,
    /// Rows of its price, by their first day.
    pub prices: Vec<Price>,
    /// Days on which it may be left early.
    pub breaks: Vec<Break>,
    /// What is still to be paid up to its next exit.
    pub to_exit_pence: Option<i64>,
}

/// Every contract, `not-ict` ones only if `all`, by id.
///
/// # Errors
/// As [`audit()`](crate::audit()), except that a period without money is none.
pub fn register(input: &Input<'_>, rules: &Rules<'_>, as_of: Date, all: bool) -> Result<Vec<Registered>, Error> {
    let ground = ground(input, rules, Period::new(Wanted::Rate, as_of))?;
    let model = &ground.model;
    let mut ledger = Ledger::new(model, rules, &ground.exchange, &ground.shares, &[]);
    ledger.add_contracts(&read::all(input.frames.get(&Table::Cover))?)?;
    let name = |body: &Organisation| body.name.clone();
    let registered = |dated: &crate::timelines::Dated| {
        let (held, facts) = (&model.contracts[dated.contract], &ledger.contracts[dated.contract]);
        let mut prices = model.prices.get(&held.priced_by).cloned().unwrap_or_default();
        prices.sort_by_key(|price| (price.from, price.to, price.amount, price.per));
        Registered {
            renewal: to_audit(&ledger, dated),
            decided_on: !facts.framework && !facts.one_off && !held.is_parent,
            organisation_name: model.organisations.get(&held.record.organisation).map(name),
            prices,
            breaks: renewals::breaks(&held.record, rules.calendar),
            to_exit_pence: dated.timeline.to_exit_pence,
            contract: held.record.clone(),
        }
    };
    Ok(timelines(&ledger, all).iter().map(registered).collect())
}
