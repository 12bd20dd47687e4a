//! A contract that a council to be dissolved may not enter without consent: a direction under section 24 of the Local Government and
//! Public Involvement in Health Act 2007 is in force, and by section 27 other contracts with the same supplier count towards its limits.
//! Directions come from the settings, limits from `config/procurement.toml`.
//!
//! A contract counts as entered on its first day, since records give no day of signature. What is payable is what its first term costs;
//! extensions that may never be taken are not added. Section 27 also counts contracts on a similar matter, which records do not tell.

use super::{Context, Found, Kind};
use crate::model::HeldContract;
use crate::period::Days;
use crate::procurement::{Consent, Direction};
use estate::{Date, Exact, PricePer, add_months, round_half_away};

pub(super) const KIND: Kind = Kind {
    code: "consent-needed",
    reader: "procurement",
    amount_means: "what is payable under the contract over its first term",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (limits, direction, contract) in asked(context) {
        let held = &context.model.contracts[contract];
        let (Some(starts), Some(own)) = (held.record.starts_on.day(), consideration(context, contract)) else {
            continue;
        };
        let others = with_supplier(context, limits, contract, starts);
        let Some(why) = reason(context, limits, direction, contract, own, &others) else { continue };
        let mut about = Found::about(held);
        about.evidence.extend(others.iter().map(|(id, _)| format!("contracts:{id}")));
        about.pence = Some(own);
        about.due = Some(starts).filter(|day| *day >= context.model.period.as_of);
        about.message = format!(
            "{} began or begins on {starts}, under the direction of {}: {why}, so it needs consent (2007 Act, section 24).",
            context.named(held),
            direction.from
        );
        found.push(about);
    }
    found
}

/// Contracts entered by a body under a direction, from the day it took effect.
fn asked<'a>(context: &'a Context<'_>) -> Vec<(&'a Consent, &'a Direction, usize)> {
    let Some(limits) = &context.rules.procurement.consent else { return Vec::new() };
    let mut asked = Vec::new();
    for direction in &context.rules.procurement.directions {
        let of_body = context.deciding_or_once().filter(|(held, _)| held.record.organisation == direction.organisation);
        let entered = of_body.filter(|(held, _)| held.record.starts_on.day().is_none_or(|day| day >= direction.from));
        asked.extend(entered.map(|(_, dated)| (limits, direction, dated.contract)));
    }
    asked
}

/// Why consent is needed, as part of a sentence.
fn reason(
    context: &Context<'_>,
    limits: &Consent,
    direction: &Direction,
    contract: usize,
    own: i64,
    others: &[(String, i64)],
) -> Option<String> {
    let held = &context.model.contracts[contract];
    let all = others.iter().fold(i128::from(own), |sum, (_, pence)| sum + i128::from(*pence));
    let all_pence = i64::try_from(all).unwrap_or(i64::MAX);
    let sum = if others.is_empty() {
        context.money(own)
    } else {
        format!("{} with others of this supplier", context.money(all_pence))
    };
    if held.record.capital == Some(true) {
        if varies(held) {
            return Some("it is a capital contract whose price can vary".to_owned());
        }
        let above = all > i128::from(limits.capital_above);
        return above.then(|| format!("it is a capital contract of {sum}"));
    }
    let reach = reach(context, contract)?;
    let above = all > i128::from(limits.other_above) && reach > direction.past;
    above.then(|| format!("{sum} is payable, and it can run past {}", direction.past))
}

fn varies(held: &HeldContract) -> bool {
    let words = held.record.indexation.as_deref().unwrap_or_default().trim().to_lowercase();
    !matches!(words.as_str(), "" | "none" | "fixed" | "0%")
}

/// The furthest day that the contract may run to; [`Date::MAX`] where nothing ends it, none where its end is not known.
fn reach(context: &Context<'_>, contract: usize) -> Option<Date> {
    let record = &context.model.contracts[contract].record;
    let last = match renewals::in_force(record).to {
        renewals::LastDay::On(day) => day,
        renewals::LastDay::Open => Date::MAX,
        renewals::LastDay::Unknown | renewals::LastDay::Never => return None,
    };
    Some(record.max_extent_on.day().map_or(last, |furthest| furthest.max(last)))
}

/// What is payable over the first term, in pence.
fn consideration(context: &Context<'_>, contract: usize) -> Option<i64> {
    let held = &context.model.contracts[contract];
    let pricing = context.ledger.pricing(held);
    let per = held.record.price_per;
    let stated = || pricing.stated().and_then(Result::ok).and_then(|stated| round_half_away(&stated.pence));
    if matches!(per, Some(PricePer::OneOff | PricePer::Term)) && !context.model.prices.contains_key(&held.priced_by) {
        return stated();
    }
    let starts = held.record.starts_on.day()?;
    let ends = renewals::term_on(&held.record, starts)?.to?;
    let months = whole_months(starts, ends.tomorrow().ok()?);
    let annual = crate::timelines::of(context.dated, contract).and_then(|timeline| timeline.annual_pence);
    match (months, annual) {
        (Some(months), Some(annual)) if !context.model.prices.contains_key(&held.priced_by) => {
            round_half_away(&(Exact::from_integer(annual.into()) * Exact::new(months.into(), 12.into())))
        }
        _ => round_half_away(&pricing.over(Days::new(starts, ends)?)?),
    }
}

fn whole_months(from: Date, to: Date) -> Option<i64> {
    let months = i64::from(to.year() - from.year()) * 12 + i64::from(to.month() - from.month());
    (add_months(from, months) == to).then_some(months)
}

/// Other contracts of the same body and supplier that were entered after the day from which they count, and not after this one.
fn with_supplier(context: &Context<'_>, limits: &Consent, contract: usize, starts: Date) -> Vec<(String, i64)> {
    let held = &context.model.contracts[contract];
    let mut others = Vec::new();
    for (place, other) in context.model.contracts.iter().enumerate() {
        let same = other.identity == held.identity && other.record.organisation == held.record.organisation;
        let facts = &context.ledger.contracts[place];
        if place == contract || !same || facts.framework || other.is_parent || facts.force.never {
            continue;
        }
        let entered = other.record.starts_on.day().is_some_and(|day| day > limits.with_those_after && day <= starts);
        if let Some(pence) = consideration(context, place).filter(|_| entered) {
            others.push((other.record.id.clone(), pence));
        }
    }
    others
}

/// Contracts of bodies under a direction that do not say when they began, what they cost or how far they may run.
pub(super) fn lacking(context: &Context<'_>) -> Vec<&'static str> {
    let lacks = |(_, _, contract): (&Consent, &Direction, usize)| {
        let held = &context.model.contracts[contract];
        if held.record.starts_on.day().is_none() {
            Some("the day it began")
        } else if consideration(context, contract).is_none() {
            Some("a price")
        } else if held.record.capital != Some(true) && reach(context, contract).is_none() {
            Some("an end")
        } else {
            None
        }
    };
    asked(context).into_iter().filter_map(lacks).collect()
}
