//! Ordinary contracts: what they are for goes by their place, ten to a round; every form of renewal comes round.

use crate::Plan;
use crate::bodies::Body;
use crate::contracts::agreement::{Agreement, Every, Quotes};
use crate::contracts::terms::{automatic, first_term, first_term_in_step, rolled_days, rolled_term, stated_by_length};
use crate::contracts::{ordinary_at, ordinary_count, supplier};
use crate::days::plus_days;
use crate::draw::{Draw, Topic};
use crate::suppliers::Key;
use estate::tables::Contract;
use estate::{ContractKind, Date, PricePer, Renewal, When, add_months, parse_when};

/// What an ordinary contract is for. All but the last five keep things in repair: between them they cover everything
/// that is live.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Machines,
    Databases,
    Networks,
    Applications,
    Workplaces,
    DatabaseRights,
    SoftwareRights,
    Hosting,
    Lines,
    Lease,
}

const ROLES: [Role; 10] = [
    Role::Machines,
    Role::Databases,
    Role::Workplaces,
    Role::Applications,
    Role::Networks,
    Role::DatabaseRights,
    Role::SoftwareRights,
    Role::Hosting,
    Role::Lines,
    Role::Lease,
];

impl Role {
    /// Kind, title, and the range of a month's price in pounds.
    fn terms_of_trade(self) -> (ContractKind, &'static str, (i64, i64)) {
        match self {
            Role::Machines => (ContractKind::Maintenance, "Server and midrange maintenance", (4_000, 30_000)),
            Role::Databases => (ContractKind::Support, "Database support", (4_000, 38_000)),
            Role::Networks => (ContractKind::Maintenance, "Network and storage maintenance", (800, 6_000)),
            Role::Applications => (ContractKind::Support, "Application support", (4_000, 30_000)),
            Role::Workplaces => {
                (ContractKind::Maintenance, "Virtual machines and desktops: maintenance", (3_000, 24_000))
            }
            Role::DatabaseRights => (ContractKind::Licence, "Database licences", (4_000, 46_000)),
            Role::SoftwareRights => (ContractKind::Subscription, "Software subscriptions", (3_000, 28_000)),
            Role::Hosting => (ContractKind::Hosting, "Hosting", (2_000, 18_000)),
            Role::Lines => (ContractKind::Telecoms, "Data lines and calls", (500, 3_500)),
            Role::Lease => (ContractKind::Lease, "Lease of desktops and laptops", (1_500, 12_000)),
        }
    }

    /// Its place in a round.
    fn place(self) -> u64 {
        ROLES.iter().position(|role| *role == self).and_then(|place| u64::try_from(place).ok()).unwrap_or(0)
    }
}

fn role(place: u64) -> Role {
    ROLES[usize::try_from(place % 10).unwrap_or(0)]
}

/// Whose the contract at this place is. Turns shift by one a round, so that every body gets contracts of every role.
pub(crate) fn body(place: u64) -> Body {
    Body::of_turn(place % 10 + place / 10)
}

/// The contract of this role that a thing of `body` falls to, if there is one; `lot` says which of several. A body
/// without one shares another's.
pub(crate) fn contract_for(plan: &Plan, role: Role, body: Body, lot: u64) -> Option<u64> {
    let rounds = rounds_with(plan, role);
    let of_body = |round: u64| body.turns().contains(&((role.place() + round) % 10));
    let turns = u64::try_from(body.turns().len()).ok()?;
    // Ten rounds hold `turns` contracts of the body.
    let rest = u64::try_from((rounds - rounds % 10..rounds).filter(|round| of_body(*round)).count()).ok()?;
    let own = rounds / 10 * turns + rest;
    let round = if own > 0 {
        let which = lot % own;
        let within = usize::try_from(which % turns).ok()?;
        which / turns * 10 + (0..10).filter(|round| of_body(*round)).nth(within)?
    } else if rounds > 0 {
        lot % rounds
    } else {
        return None;
    };
    Some(ordinary_at(round * 10 + role.place()))
}

/// How many ordinary contracts have this role.
fn rounds_with(plan: &Plan, role: Role) -> u64 {
    let count = ordinary_count(plan);
    count / 10 + u64::from(count % 10 > role.place())
}

/// Forms of renewal and price.
pub(crate) const FORMS: u64 = 20;

/// The contract at this place among the ordinary ones. It is in force on the audit date, its dates can be worked out
/// from its record, and if it renews itself there are days left to give notice.
pub(crate) fn agreement(plan: &Plan, index: u64, place: u64) -> Agreement {
    let (role, body) = (role(place), body(place));
    let (kind, title, (low, high)) = role.terms_of_trade();
    let mut draw = Draw::new(plan.seed, Topic::Contract, index);
    let mut agreement = Agreement::new(plan, index, body, kind, &format!("{title}, lot {}", place / 10 + 1));
    let smaller = if body == Body::Fire { 2 } else { 1 };
    // Whole tens of pounds, so that a price divides by month, quarter and unit.
    let line = draw.skewed(low, high) / 10 * 1000 / smaller;
    let (per, every) = match form(place) {
        rolled @ 14.. => {
            rolled_form(&mut agreement, plan, rolled, &mut draw);
            (price_word(&mut draw, false), Every::Month(draw.between(0, 24)))
        }
        first => {
            let in_step = draw.chance(50);
            let months = first_form(&mut agreement, plan, first, in_step, &mut draw);
            let every = if in_step { ahead(months) } else { Every::Month(draw.between(0, 24)) };
            let ends = !matches!(first, OPEN_ENDED | NO_END_AT_ALL);
            (price_word(&mut draw, ends), every)
        }
    };
    let alone = matches!(supplier(index), Some(Key::Sole(_))) && draw.chance(40);
    let quotes = if alone { Quotes::SupplierAlone } else { *draw.pick(&[Quotes::Id, Quotes::Reference]) };
    agreement.priced(line, per, every, quotes);
    agreement
}

fn form(place: u64) -> u64 {
    (place + place / 10 * 7) % FORMS
}

/// What the price is stated for; a price for the term only where the term has an end.
fn price_word(draw: &mut Draw, by_term: bool) -> PricePer {
    const WORDS: [PricePer; 5] =
        [PricePer::Year, PricePer::Month, PricePer::Quarter, PricePer::UnitYear, PricePer::Term];
    WORDS[draw.weighted(&[46, 16, 10, 10, if by_term { 18 } else { 0 }])]
}

/// Years or quarters ahead where a whole number of them has passed since the start, else months.
fn ahead(months_passed: i64) -> Every {
    match (months_passed % 12, months_passed % 3) {
        (0, _) => Every::YearAhead,
        (_, 0) => Every::QuarterAhead,
        _ => Every::MonthAhead,
    }
}

const OPEN_ENDED: u64 = 12;
const NO_END_AT_ALL: u64 = 13;

/// A contract in its first term, which began more than twelve months ago. Returns the months since.
fn first_form(agreement: &mut Agreement, plan: &Plan, form: u64, in_step: bool, draw: &mut Draw) -> i64 {
    let months = *draw.pick(&[36, 36, 48, 60]);
    // Months left: enough for the longest notice and lead time of the form.
    let left = draw.between(if matches!(form, 2 | 5) { 9 } else { 6 }, 21);
    let contract = &mut agreement.contract;
    let lay = if in_step { first_term_in_step } else { first_term };
    let after = lay(contract, plan, months, left);
    match form {
        0..=5 => {
            automatic_form(contract, form, months, after);
            agreement.dearer_from = (form == 1).then_some(after);
        }
        6..=8 => express_form(contract, form),
        9 => contract.renewal = Some(Renewal::None),
        10 | 11 => {
            automatic(contract, "12 months", "60 days");
            // Whether it renews is said to be unknown, or is not said; either way its dates are the same.
            contract.renewal = (form == 10).then_some(Renewal::Unknown);
        }
        OPEN_ENDED => {
            contract.ends_on = When::Unknown;
            contract.initial_term = Some("open-ended".to_owned());
            contract.renewal = Some(Renewal::None);
        }
        _ => {
            contract.ends_on = parse_when("9999-12-31");
            contract.renewal = Some(Renewal::None);
        }
    }
    months - left
}

/// It will renew itself: with an option of two years, terms of two years, a price that follows an index, a length in
/// place of an end.
fn automatic_form(contract: &mut Contract, form: u64, months: i64, after: Date) {
    match form {
        2 => {
            automatic(contract, "12 months", "6 months");
            stated_by_length(contract, months);
        }
        3 => {
            automatic(contract, "12 months", "3 months");
            contract.max_extent_on = When::Day(plus_days(add_months(after, 24), -1));
            append(&mut contract.title, " (+1+1)");
        }
        4 => {
            automatic(contract, "24 months", "90 days");
            contract.indexation = Some("CPI".to_owned());
        }
        5 => {
            automatic(contract, "1 year", "3 months");
            contract.indexation = Some("8% a year".to_owned());
            contract.lead_time = Some("3 months".to_owned());
        }
        _ => automatic(contract, "12 months", "3 months"),
    }
}

/// It goes on only if both sides sign: with notice, with options and time to decide, with a day on which it may be
/// left early.
fn express_form(contract: &mut Contract, form: u64) {
    contract.renewal = Some(Renewal::Express);
    match form {
        6 => contract.notice = Some("3 months".to_owned()),
        7 => {
            append(&mut contract.title, ", options 1+1");
            contract.lead_time = Some("12 weeks".to_owned());
        }
        _ => {
            contract.notice = Some("3 months".to_owned());
            let break_on = contract.ends_on.day().map(|day| add_months(day, -1));
            contract.break_dates = break_on.map(|day| format!("{day} notice 2 months"));
        }
    }
}

/// A contract that has renewed itself; its present term began within the last twelve months.
fn rolled_form(agreement: &mut Agreement, plan: &Plan, form: u64, draw: &mut Draw) {
    let contract = &mut agreement.contract;
    let (rolls, ago) = (draw.between(1, 3), draw.between(3, 7));
    let notice = match form {
        14 => "90 days",
        15 => "30 days",
        16 => "20 working days",
        17 => "2 weeks",
        18 => "3 months",
        _ => "1 month",
    };
    match form {
        15 => rolled_days(contract, plan, 365, rolls, ago),
        17 => rolled_term(contract, plan, 6, 1, 3),
        _ => rolled_term(contract, plan, 12, rolls, ago),
    }
    contract.notice = Some(notice.to_owned());
    match form {
        16 => contract.lead_time = Some("6 weeks".to_owned()),
        18 => {
            // The first day got lost when the register was typed over; the year is remembered.
            let year = contract.starts_on.day().map(|day| day.year().to_string());
            contract.starts_on = year.map_or(When::Unknown, |year| parse_when(&year));
        }
        19 => contract.indexation = Some("none".to_owned()),
        _ => {}
    }
}

fn append(title: &mut Option<String>, words: &str) {
    if let Some(title) = title {
        title.push_str(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Size;

    #[test]
    fn everything_falls_to_a_contract_of_its_role_and_body_or_a_shared_one() {
        for contracts in [1, 5, 12, 90, 220, 1000] {
            let plan = Plan { size: Size { contracts, ..Size::default() }, ..Plan::default() };
            for role in ROLES {
                for body in Body::ALL {
                    for lot in 0..40 {
                        let Some(contract) = contract_for(&plan, role, body, lot) else {
                            assert!(contracts <= role.place(), "{contracts} {role:?}");
                            continue;
                        };
                        assert!(contract < contracts, "{contracts} {role:?} {body:?} {lot}");
                        let place = crate::contracts::place_among_ordinary(contract).unwrap();
                        assert_eq!(super::role(place), role);
                        if contracts == 1000 {
                            assert_eq!(super::body(place), body, "{role:?} {lot}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn every_form_of_renewal_comes_round_in_the_default_estate() {
        let count = ordinary_count(&Plan::default());
        let forms: std::collections::BTreeSet<u64> = (0..count).map(form).collect();
        assert_eq!(forms.len(), usize::try_from(FORMS).unwrap());
    }
}
