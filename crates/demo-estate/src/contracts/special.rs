//! Contracts with something special about them that is nobody's fault: ceilings, parts, recharges, foreign money,
//! unknown prices, states. None of them covers an asset but the one for extended support.

use crate::Plan;
use crate::bodies::Body;
use crate::contracts::agreement::{Agreement, Every, Quotes};
use crate::contracts::id;
use crate::contracts::terms::{automatic, first_term};
use crate::days::{months_to, plus_days};
use estate::{Amount, Class, ContractKind, Currency, Flow, PricePer, Renewal, Scope, Stated, Vat, When, add_months};

pub(crate) const FRAMEWORK: u64 = 61;
pub(crate) const CALL_OFF_ONE: u64 = 62;
pub(crate) const CALL_OFF_TWO: u64 = 63;
pub(crate) const MASTER: u64 = 64;
pub(crate) const PART_ONE: u64 = 65;
pub(crate) const PART_TWO: u64 = 66;
pub(crate) const RECHARGE: u64 = 67;
pub(crate) const EXTENDED_SUPPORT: u64 = 68;
const EUROS: u64 = 69;
const DOLLARS: u64 = 70;
const GROUNDS: u64 = 71;
const WINDOW_CLEANING: u64 = 72;
const DRAFT: u64 = 73;
const CANCELLED: u64 = 74;
const TERMINATED: u64 = 75;
const PROJECT: u64 = 76;
const EQUIPMENT: u64 = 77;
const NOT_YET_BEGUN: u64 = 78;
const LONG_GONE: u64 = 79;
const NO_PRICE: u64 = 80;
const PRICE_FOR_UNKNOWN_TIME: u64 = 81;
const NO_UNITS: u64 = 82;
// 83 is dearer each term.
const BEGAN_LATELY: u64 = 84;
pub(crate) const PRICE_IN_WORDS: u64 = 85;
/// The last of them.
pub(crate) const LAST: u64 = PRICE_IN_WORDS;

/// The special contract of this index.
pub(crate) fn agreement(plan: &Plan, index: u64) -> Agreement {
    match index {
        FRAMEWORK..=PART_TWO => part_of_another(plan, index),
        EUROS | DOLLARS => foreign(plan, index),
        GROUNDS | WINDOW_CLEANING => not_ict(plan, index),
        DRAFT | CANCELLED | TERMINATED | NOT_YET_BEGUN | LONG_GONE | BEGAN_LATELY => not_simply_in_force(plan, index),
        PROJECT | EQUIPMENT => one_off(plan, index),
        NO_PRICE | PRICE_FOR_UNKNOWN_TIME | NO_UNITS | PRICE_IN_WORDS => price_unknown(plan, index),
        RECHARGE => {
            let mut agreement = for_years(plan, index, Body::Fire, ContractKind::Hosting, "Hosting at County Hall");
            priced(&mut agreement, 9_000);
            agreement.paying = None;
            agreement
        }
        EXTENDED_SUPPORT => {
            let title = "Extended Security Updates (ESU) for Windows Server 2012 R2";
            let mut agreement = for_years(plan, index, Body::Council, ContractKind::Subscription, title);
            priced(&mut agreement, 3_000);
            agreement
        }
        _ => dearer_each_term(plan, index),
    }
}

/// A contract for three years, ten months of them left, that goes on only if both sides sign.
fn for_years(plan: &Plan, index: u64, body: Body, kind: ContractKind, title: &str) -> Agreement {
    let mut agreement = Agreement::new(plan, index, body, kind, title);
    first_term(&mut agreement.contract, plan, 36, 10);
    agreement.contract.renewal = Some(Renewal::Express);
    agreement.contract.notice = Some("3 months".to_owned());
    agreement
}

/// So many pounds a month, stated by the year.
fn priced(agreement: &mut Agreement, pounds_a_month: i64) {
    let quotes = if agreement.index.is_multiple_of(2) { Quotes::Id } else { Quotes::Reference };
    agreement.priced(pounds_a_month * 100, PricePer::Year, Every::Month(6), quotes);
}

/// A ceiling and what is called off under it; a total and its parts. The total and the ceiling are paid through the
/// others.
fn part_of_another(plan: &Plan, index: u64) -> Agreement {
    let title = match index {
        FRAMEWORK => "Infrastructure framework",
        CALL_OFF_ONE => "Call-off: backup service",
        CALL_OFF_TWO => "Call-off: monitoring service",
        MASTER => "Managed print and post",
        PART_ONE => "Managed print and post: printers",
        _ => "Managed print and post: franking",
    };
    let mut agreement = for_years(plan, index, Body::Council, ContractKind::ManagedService, title);
    let months_price = match index {
        FRAMEWORK => 110_000,
        CALL_OFF_ONE => 3_200,
        CALL_OFF_TWO => 1_400,
        MASTER => 2_500,
        PART_ONE => 1_700,
        _ => 800,
    };
    priced(&mut agreement, months_price);
    match index {
        FRAMEWORK => agreement.contract.regime = Some("framework".to_owned()),
        CALL_OFF_ONE | CALL_OFF_TWO => agreement.contract.parent = Some(id(FRAMEWORK)),
        PART_ONE | PART_TWO => agreement.contract.parent = Some(id(MASTER)),
        _ => {}
    }
    if matches!(index, FRAMEWORK | MASTER) {
        agreement.paying = None;
    }
    agreement
}

/// One price before the last twelve months, another in them, a third from the next term on.
fn dearer_each_term(plan: &Plan, index: u64) -> Agreement {
    let title = "Print management, prices by year";
    let mut agreement = Agreement::new(plan, index, Body::Council, ContractKind::ManagedService, title);
    let after = first_term(&mut agreement.contract, plan, 36, 8);
    automatic(&mut agreement.contract, "12 months", "3 months");
    priced(&mut agreement, 2_000);
    agreement.dearer_from = Some(after);
    agreement
}

fn foreign(plan: &Plan, index: u64) -> Agreement {
    let (kind, title, letters) = match index {
        EUROS => (ContractKind::Support, "PostgreSQL 14 support, priced in euros", "EUR"),
        _ => (ContractKind::Subscription, "Mapping data, priced in dollars", "USD"),
    };
    let mut agreement = for_years(plan, index, Body::Hospitals, kind, title);
    priced(&mut agreement, 2_400);
    agreement.contract.price_currency = Currency::parse(letters);
    agreement.contract.price_vat = Vat::Exempt;
    if let Some(paying) = &mut agreement.paying {
        paying.vat = Vat::Exempt;
    }
    agreement
}

fn not_ict(plan: &Plan, index: u64) -> Agreement {
    let title = if index == GROUNDS { "Grounds maintenance, libraries" } else { "Windows: cleaning, County Hall" };
    let mut agreement = for_years(plan, index, Body::Council, ContractKind::Other, title);
    agreement.contract.scope = Some(Scope::NotIct);
    priced(&mut agreement, 5_500);
    agreement
}

/// Drafts, contracts that were stopped or have ended, that have yet to begin or began lately.
fn not_simply_in_force(plan: &Plan, index: u64) -> Agreement {
    let mut agreement =
        for_years(plan, index, Body::Hospitals, ContractKind::ManagedService, "Service desk out of hours");
    priced(&mut agreement, 4_000);
    let contract = &mut agreement.contract;
    match index {
        DRAFT => contract.state = Some("draft".to_owned()),
        CANCELLED => contract.state = Some("cancelled".to_owned()),
        TERMINATED => {
            contract.state = Some("Terminated".to_owned());
            contract.ends_on = When::Day(plus_days(plan.as_of, -500));
        }
        NOT_YET_BEGUN => {
            let begins = plus_days(plan.as_of, 60);
            contract.starts_on = When::Day(begins);
            contract.ends_on = When::Day(plus_days(add_months(begins, 36), -1));
        }
        LONG_GONE => {
            contract.starts_on = When::Day(plus_days(plan.as_of, -1600));
            contract.ends_on = When::Day(plus_days(plan.as_of, -500));
            contract.renewal = Some(Renewal::None);
            return agreement;
        }
        _ => {
            let began = months_to(plan.as_of, 5);
            contract.starts_on = When::Day(began);
            contract.ends_on = When::Day(plus_days(add_months(began, 36), -1));
            return agreement;
        }
    }
    agreement.paying = None;
    agreement
}

/// Paid once: work that changes something, and a purchase.
fn one_off(plan: &Plan, index: u64) -> Agreement {
    let title = if index == PROJECT { "Move of the libraries system" } else { "Purchase of switches" };
    let mut agreement = for_years(plan, index, Body::Council, ContractKind::Other, title);
    priced(&mut agreement, 12_000);
    agreement.paying = None;
    let contract = &mut agreement.contract;
    contract.starts_on = When::Day(plus_days(plan.as_of, -150));
    contract.ends_on = When::Day(plus_days(plan.as_of, 210));
    contract.renewal = Some(Renewal::None);
    contract.price_per = Some(PricePer::OneOff);
    if index == EQUIPMENT {
        contract.flow = Some(Flow::Change);
        contract.capital = Some(true);
        contract.class = Some(Class::Ownership);
    }
    agreement
}

/// Contracts whose price cannot be worked out, so that their payments count.
fn price_unknown(plan: &Plan, index: u64) -> Agreement {
    let (kind, title) = match index {
        NO_PRICE => (ContractKind::Support, "Lift telemetry support"),
        PRICE_FOR_UNKNOWN_TIME => (ContractKind::Licence, "Legal research subscription"),
        NO_UNITS => (ContractKind::Subscription, "Signature pads, each"),
        _ => (ContractKind::Support, "Weighbridge software support"),
    };
    let mut agreement = for_years(plan, index, Body::Council, kind, title);
    priced(&mut agreement, 900);
    let contract = &mut agreement.contract;
    match index {
        NO_PRICE => contract.price_amount = Stated::Missing,
        PRICE_FOR_UNKNOWN_TIME => contract.price_per = Some(PricePer::Unknown),
        NO_UNITS => {
            contract.price_per = Some(PricePer::UnitYear);
            contract.price_amount = Stated::Known(Amount(2_500));
            contract.units = None;
        }
        _ => contract.price_amount = Stated::Unreadable("POA".to_owned()),
    }
    agreement
}
