//! Decision dates of every contract, by the term engine.

use crate::ledger::Ledger;
use crate::model::HeldContract;
use estate::tables::Price;
use estate::{Currency, Date, Exact, Scope};
use renewals::{Context, Timeline};
use std::collections::BTreeMap;

/// One contract's timeline.
pub(crate) struct Dated {
    pub(crate) contract: usize,
    pub(crate) timeline: Timeline,
}

/// Timelines of all contracts but those that are not ICT; with all of them if asked.
pub(crate) fn timelines(ledger: &Ledger<'_>, all: bool) -> Vec<Dated> {
    let mut dated = Vec::new();
    for (place, held) in ledger.model.contracts.iter().enumerate() {
        if !all && ledger.contracts[place].scope == Scope::NotIct {
            continue;
        }
        let timeline = context(ledger, held, |context| renewals::timeline(&held.record, context));
        dated.push(Dated { contract: place, timeline });
    }
    dated
}

/// What the term engine judges a contract by.
pub(crate) fn context<T>(ledger: &Ledger<'_>, held: &HeldContract, judge: impl FnOnce(&Context<'_>) -> T) -> T {
    let (model, rules) = (ledger.model, ledger.rules);
    let rates = |currency: Currency, day: Date| -> Option<Exact> {
        if currency == rules.currency {
            return Some(Exact::from_integer(1.into()));
        }
        ledger.exchange.rate(currency, day).map(|(rate, _)| rate)
    };
    let prices: Vec<&Price> = model.prices.get(&held.priced_by).into_iter().flatten().collect();
    judge(&Context {
        as_of: model.period.as_of,
        calendar: rules.calendar,
        lead_times: rules.lead_times,
        prices: &prices,
        currency: rules.currency,
        rates: &rates,
    })
}

/// The timeline of the contract at this place. Timelines come in the order of places.
pub(crate) fn of(dated: &[Dated], contract: usize) -> Option<&Timeline> {
    dated.binary_search_by_key(&contract, |dated| dated.contract).ok().map(|at| &dated[at].timeline)
}

/// As the report carries it (rule R34).
pub(crate) fn to_audit(ledger: &Ledger<'_>, dated: &Dated) -> audit::Renewal {
    let (model, facts) = (ledger.model, &ledger.contracts[dated.contract]);
    let held = &model.contracts[dated.contract];
    let (record, timeline) = (&held.record, &dated.timeline);
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let between =
        timeline.between.iter().map(|(field, (from, to))| ((*field).to_owned(), (from.to_string(), to.to_string())));
    audit::Renewal {
        contract: record.id.clone(),
        organisation: record.organisation.clone(),
        supplier: held.supplier.clone(),
        supplier_name: model.suppliers.name(&held.supplier).map(str::to_owned),
        title: record.title.clone(),
        owner: record.owner.clone(),
        has_decision: facts.scope == Scope::Ict && !facts.framework && !facts.one_off && !held.is_parent,
        state: timeline.state.word().to_owned(),
        renewal: record.renewal.map_or("unknown", estate::Renewal::word).to_owned(),
        current_end: day(timeline.current_end),
        notice_on: day(timeline.notice_on),
        decide_by: day(timeline.decide_by),
        act_on: day(timeline.act_on),
        start_procuring_by: day(timeline.start_procuring_by),
        rolls: timeline.rolls,
        committed_to: day(timeline.committed_to),
        next_exit: day(timeline.next_exit),
        locked_in_pence: timeline.locked_in_pence,
        annual_pence: timeline.annual_pence,
        unknown: timeline.unknown.iter().map(|column| (*column).to_owned()).collect(),
        between: between.collect::<BTreeMap<_, _>>(),
        why: timeline.why.clone(),
    }
}
