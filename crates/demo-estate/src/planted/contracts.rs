//! Planted contracts. A name in pairs: the truth, then its near miss.

use crate::Plan;
use crate::bodies::Body;
use crate::contracts::agreement::{Agreement, Every, Quotes};
use crate::contracts::terms::{automatic, computed_end, ends_on, first_term, rolled_term, stated_by_length};
use crate::days::{months_to, plus_days};
use crate::row;
use crate::suppliers::{ALIKE, BESIDE, JOINT, Key};
use estate::{ContractKind, PricePer, Renewal, Vat, When, add_months, parse_when};

pub(crate) const LEGACY_RENEWS: u64 = 10;
pub(crate) const SUPPORTED_RENEWS: u64 = 11;
pub(crate) const LEGACY_DATABASE_RENEWS: u64 = 12;
pub(crate) const LEGACY_DATABASE_ENDS: u64 = 13;
pub(crate) const RETIRED_RENEWS: u64 = 14;
pub(crate) const RETIRED_RELEASED: u64 = 15;
pub(crate) const RETIRED_ENDS: u64 = 16;
pub(crate) const TWICE_MAINTENANCE: u64 = 17;
pub(crate) const TWICE_SUPPORT: u64 = 18;
pub(crate) const BEFORE_HANDOVER: u64 = 19;
pub(crate) const AFTER_HANDOVER: u64 = 20;
pub(crate) const ONE_CLASS: u64 = 21;
pub(crate) const ANOTHER_CLASS: u64 = 22;
pub(crate) const COVER_IN_PART: u64 = 23;
pub(crate) const PAID_PAST_END: u64 = 24;
pub(crate) const PAID_IN_ARREARS: u64 = 25;
pub(crate) const JOINT_COUNCIL: u64 = 26;
pub(crate) const JOINT_FIRE: u64 = 27;
pub(crate) const JOINT_HOSPITALS: u64 = 28;
pub(crate) const ALIKE_COUNCIL: u64 = 29;
pub(crate) const ALIKE_HOSPITALS: u64 = 30;
pub(crate) const MISSED: u64 = 31;
pub(crate) const LAST_DAY: u64 = 32;
pub(crate) const MISSED_COMPUTED: u64 = 33;
pub(crate) const LAST_DAY_COMPUTED: u64 = 34;
pub(crate) const DUE: u64 = 35;
pub(crate) const DUE_LATER: u64 = 36;
pub(crate) const ROLLS: u64 = 37;
pub(crate) const ENDS: u64 = 38;
pub(crate) const NO_END: u64 = 39;
pub(crate) const END_IN_WORDS: u64 = 40;
pub(crate) const NO_NOTICE: u64 = 41;
pub(crate) const RENEWAL_UNKNOWN: u64 = 42;
pub(crate) const NO_RENEWAL_TERM: u64 = 43;
pub(crate) const OPEN_ENDED: u64 = 44;
pub(crate) const END_BY_TERM: u64 = 45;
pub(crate) const NOTICE_OF_NOTHING: u64 = 46;
pub(crate) const RENEWAL_UNKNOWN_AGREES: u64 = 47;
pub(crate) const RENEWAL_TERM: u64 = 48;
pub(crate) const BESIDE_ONE: u64 = 49;
pub(crate) const BESIDE_OTHER: u64 = 50;
pub(crate) const ALONE: u64 = 51;
pub(crate) const DEARER: u64 = 52;
pub(crate) const NEARLY: u64 = 53;
pub(crate) const TAX_UNSAID: u64 = 54;
pub(crate) const TAX_SAID: u64 = 55;
pub(crate) const PENNIES: u64 = 56;
pub(crate) const ENDS_BEFORE_START: u64 = 57;
pub(crate) const UNKNOWN_CODE: u64 = 58;
pub(crate) const ONE_DAY: u64 = 59;
pub(crate) const CODE_IN_CAPITALS: u64 = 60;

/// Days from a contract's last day to the last on which a payment may still be one in arrears (rule L4).
pub(crate) const ARREARS: i64 = 92;

/// Its supplier, where that is not its own.
pub(crate) fn supplier(index: u64) -> Option<Key> {
    match index {
        JOINT_COUNCIL => Some(JOINT[0]),
        JOINT_FIRE => Some(JOINT[1]),
        JOINT_HOSPITALS => Some(JOINT[2]),
        ALIKE_COUNCIL => Some(ALIKE[0]),
        ALIKE_HOSPITALS => Some(ALIKE[1]),
        BESIDE_ONE | BESIDE_OTHER => Some(BESIDE),
        _ => None,
    }
}

fn about(index: u64) -> (Body, ContractKind, &'static str) {
    use ContractKind::{Licence, Maintenance, Other, Subscription, Support};
    let body = match index {
        JOINT_FIRE => Body::Fire,
        JOINT_HOSPITALS | ALIKE_HOSPITALS => Body::Hospitals,
        _ => Body::Council,
    };
    let (kind, title) = match index {
        LEGACY_RENEWS | SUPPORTED_RENEWS => (Maintenance, "Server maintenance, Registrars"),
        LEGACY_DATABASE_RENEWS | LEGACY_DATABASE_ENDS => (Support, "Database support, Registrars"),
        RETIRED_RENEWS | RETIRED_RELEASED | RETIRED_ENDS => (Maintenance, "Server maintenance, old data hall"),
        TWICE_MAINTENANCE | BEFORE_HANDOVER | AFTER_HANDOVER | ONE_CLASS => (Maintenance, "Hardware maintenance"),
        TWICE_SUPPORT => (Support, "Server support, round the clock"),
        ANOTHER_CLASS => (Licence, "Server licence"),
        COVER_IN_PART => (Maintenance, "Maintenance, outlying sites"),
        JOINT_COUNCIL..=ALIKE_HOSPITALS => (Subscription, "Casework forms subscription"),
        NO_END..=RENEWAL_TERM => (Other, "Small system, terms as typed"),
        PENNIES => (Subscription, "Domain name"),
        _ => (Subscription, "Departmental software"),
    };
    (body, kind, title)
}

/// The planted contract of this index.
pub(crate) fn agreement(plan: &Plan, index: u64) -> Agreement {
    let (body, kind, title) = about(index);
    let mut agreement = Agreement::new(plan, index, body, kind, title);
    let contract = &mut agreement.contract;
    // Unless its truth says otherwise: three years, eight months of them left, notice five months away.
    first_term(contract, plan, 36, 8);
    automatic(contract, "12 months", "3 months");
    match index {
        LEGACY_DATABASE_ENDS | RETIRED_ENDS => contract.renewal = Some(Renewal::None),
        // The later of the two.
        TWICE_SUPPORT | ANOTHER_CLASS => drop(first_term(contract, plan, 24, 8)),
        BEFORE_HANDOVER..=AFTER_HANDOVER => handover(&mut agreement, plan),
        PAID_PAST_END..=PAID_IN_ARREARS => {
            // Its part of the last twelve months is eight whole ones.
            let end = add_months(plan.as_of, -4);
            ends_on(contract, end);
            contract.renewal = Some(Renewal::None);
        }
        MISSED..=LAST_DAY_COMPUTED => notice_about_today(&mut agreement, plan),
        DUE..=DUE_LATER => {
            // The audit date is the first day of the window.
            let last_in_window = plus_days(add_months(plan.as_of, crate::DECISION_WINDOW_MONTHS), -1);
            ends_on(contract, if index == DUE { last_in_window } else { plus_days(last_in_window, 1) });
            contract.renewal = Some(Renewal::Express);
            contract.renewal_term = None;
            contract.notice = None;
            contract.lead_time = Some("0 days".to_owned());
        }
        ENDS | JOINT_COUNCIL..=ALIKE_HOSPITALS => contract.renewal = Some(Renewal::Express),
        NO_END..=RENEWAL_TERM => facts_missing(&mut agreement, plan),
        ENDS_BEFORE_START => contract.ends_on = When::Day(plus_days(plan.as_of, -2000)),
        ONE_DAY => {
            let day = plus_days(plan.as_of, -400);
            contract.starts_on = When::Day(day);
            contract.ends_on = When::Day(day);
            contract.renewal = Some(Renewal::None);
        }
        _ => {}
    }
    pay(&mut agreement);
    agreement
}

/// One contract ends, and the next begins the day after.
fn handover(agreement: &mut Agreement, plan: &Plan) {
    let begins = months_to(plan.as_of, 4);
    let contract = &mut agreement.contract;
    if agreement.index == BEFORE_HANDOVER {
        ends_on(contract, plus_days(begins, -1));
        contract.renewal = Some(Renewal::None);
    } else {
        contract.starts_on = When::Day(begins);
        contract.ends_on = When::Day(plus_days(add_months(begins, 36), -1));
    }
}

/// Notice of 90 days, its last day yesterday or today; and the same for an end that is computed, where one day less
/// is left.
fn notice_about_today(agreement: &mut Agreement, plan: &Plan) {
    let contract = &mut agreement.contract;
    contract.notice = Some("90 days".to_owned());
    match agreement.index {
        MISSED => ends_on(contract, plus_days(plan.as_of, 89)),
        LAST_DAY => ends_on(contract, plus_days(plan.as_of, 90)),
        other => {
            contract.ends_on = When::Unknown;
            computed_end(contract, plus_days(plan.as_of, if other == MISSED_COMPUTED { 90 } else { 91 }));
        }
    }
}

/// Contracts of which something is not known, and ones that only look so.
fn facts_missing(agreement: &mut Agreement, plan: &Plan) {
    let contract = &mut agreement.contract;
    match agreement.index {
        NO_END => contract.ends_on = When::Unknown,
        END_IN_WORDS => contract.ends_on = parse_when("TBC"),
        NO_NOTICE => contract.notice = None,
        RENEWAL_UNKNOWN => {
            contract.renewal = Some(Renewal::Unknown);
            contract.notice = None;
        }
        NO_RENEWAL_TERM | RENEWAL_TERM => {
            rolled_term(contract, plan, 12, 1, 5);
            if agreement.index == NO_RENEWAL_TERM {
                contract.renewal_term = None;
            }
        }
        OPEN_ENDED => {
            contract.ends_on = When::Unknown;
            contract.initial_term = Some("open-ended".to_owned());
            contract.renewal = Some(Renewal::None);
            contract.renewal_term = None;
            contract.notice = None;
        }
        END_BY_TERM => stated_by_length(contract, 36),
        NOTICE_OF_NOTHING => contract.notice = Some("0 days".to_owned()),
        _ => contract.renewal = Some(Renewal::Unknown),
    }
}

/// States the price and how it was paid.
fn pay(agreement: &mut Agreement) {
    let index = agreement.index;
    let pounds_a_month = match index {
        COVER_IN_PART | LEGACY_RENEWS | SUPPORTED_RENEWS => 1_500,
        LEGACY_DATABASE_RENEWS | LEGACY_DATABASE_ENDS => 4_000,
        PENNIES => 1,
        NO_END..=RENEWAL_TERM => 250,
        _ => 600,
    };
    let quotes = match index {
        ALONE => Quotes::SupplierAlone,
        odd if odd % 2 == 1 => Quotes::Reference,
        _ => Quotes::Id,
    };
    agreement.priced(pounds_a_month * 100, PricePer::Year, Every::Month(3), quotes);
    match index {
        DEARER => agreement.paid_at(106),
        NEARLY => agreement.paid_at(104),
        PENNIES => agreement.paid_at(108),
        TAX_UNSAID | TAX_SAID => agreement.paid_at(120),
        _ => {}
    }
    let end = agreement.contract.ends_on.day();
    let Some(paying) = &mut agreement.paying else { return };
    match (index, end) {
        (TAX_UNSAID, _) => paying.vat = Vat::Unknown,
        (TAX_SAID, _) => paying.vat = Vat::Gross(None),
        (PAID_PAST_END, Some(end)) => paying.late = Some(plus_days(end, ARREARS + 1)),
        (PAID_IN_ARREARS, Some(end)) => paying.late = Some(plus_days(end, ARREARS)),
        // Whether these are due at all hangs on what is not known.
        (NO_END..=NO_RENEWAL_TERM | BEFORE_HANDOVER | ENDS_BEFORE_START | UNKNOWN_CODE | ONE_DAY, _) => {
            agreement.paying = None;
        }
        _ => {}
    }
}

/// Breaks the cells of rows that must be set aside, and writes a code as others do.
pub(crate) fn spoil(index: u64, cells: &mut [String]) {
    let automatic = Renewal::Automatic.word();
    match index {
        UNKNOWN_CODE => row::replace(cells, automatic, "perhaps"),
        CODE_IN_CAPITALS => row::replace(cells, automatic, "AUTOMATIC"),
        _ => {}
    }
}
