//! A contract's record, together with how it is paid.

use crate::Plan;
use crate::bodies::Body;
use crate::contracts::{id, reference, supplier};
use crate::days::{months_apart, months_to, plus_days};
use crate::draw::{Draw, Topic};
use crate::suppliers::Key;
use estate::tables::Contract;
use estate::{Amount, ContractKind, Currency, Date, Decimal, PricePer, Scope, Stated, Vat, When, add_months};

/// A contract and its payments.
pub(crate) struct Agreement {
    pub(crate) index: u64,
    pub(crate) body: Body,
    pub(crate) contract: Contract,
    /// How it is paid; nothing where it is not.
    pub(crate) paying: Option<Paying>,
    /// The first day of a dearer term, where its price changes over time.
    pub(crate) dearer_from: Option<Date>,
}

/// How a contract is paid: in lines of one amount, latest first.
pub(crate) struct Paying {
    /// Hundredths of the contract's currency a line.
    pub(crate) line: i64,
    pub(crate) every: Every,
    pub(crate) quotes: Quotes,
    pub(crate) vat: Vat,
    /// A last small line dated after the contract's end, in place of the latest one.
    pub(crate) late: Option<Date>,
}

/// When a line falls due. There are always twelve in the twelve months up to the audit date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Every {
    /// A line a month, so many days before the day number of the audit date. No service period is stated.
    Month(i64),
    /// A line for each month of service, the latest of which ends on the audit date; its days are stated.
    MonthAhead,
    /// Three lines for each quarter of service, stated likewise.
    QuarterAhead,
    /// Twelve lines for each year of service, stated likewise.
    YearAhead,
}

/// What a line says of its contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quotes {
    /// Its id.
    Id,
    /// Its reference, in the description.
    Reference,
    /// Nothing but the supplier.
    SupplierAlone,
}

/// When a line was paid, for what time, and how much.
pub(crate) struct Due {
    pub(crate) paid_on: Date,
    pub(crate) service: Option<(Date, Date)>,
    /// Hundredths of the contract's currency.
    pub(crate) amount: i64,
}

/// Lines kept for each contract: three years of them.
pub(crate) const LINES: u64 = 36;

impl Agreement {
    /// A contract that states who, what and whom to ask, and nothing yet of terms and price.
    pub(crate) fn new(plan: &Plan, index: u64, body: Body, kind: ContractKind, title: &str) -> Agreement {
        let mut draw = Draw::new(plan.seed, Topic::Contract, index);
        let checked = draw.chance(60);
        let contract = Contract {
            id: id(index),
            source: Some("contracts".to_owned()),
            source_key: Some(format!("C{index:06}")),
            parent: None,
            organisation: body.id().to_owned(),
            supplier: supplier(index).map_or_else(|| Body::Council.id().to_owned(), Key::id),
            reference: Some(reference(index, body)),
            title: Some(title.to_owned()),
            kind: Some(kind),
            scope: Some(Scope::Ict),
            state: draw.word(&["active", "Active", "live", ""]),
            regime: draw.word(&["pcr-2015", "procurement-act-2023", "below-threshold"]),
            route: draw.word(&["open", "call-off", "direct-award", "mini-competition"]),
            starts_on: When::Unknown,
            ends_on: When::Unknown,
            max_extent_on: When::Unknown,
            initial_term: None,
            renewal: None,
            renewal_term: None,
            notice: None,
            lead_time: None,
            break_dates: None,
            price_amount: Stated::Missing,
            price_currency: Some(Currency::GBP),
            price_per: None,
            price_vat: Vat::Unknown,
            units: None,
            indexation: None,
            class: None,
            flow: None,
            capital: None,
            cost_centre: Some(format!("{}-{}", body.id(), 4100 + draw.below(12) * 10)),
            owner: (!draw.chance(12)).then(|| (*draw.pick(body.owners())).to_owned()),
            document: checked.then(|| format!("C{index:06}.pdf, page {}", draw.between(3, 40))),
            checked_by: checked.then(|| "Contracts team".to_owned()),
        };
        Agreement { index, body, contract, paying: None, dearer_from: None }
    }

    /// States the price that twelve lines of `line` hundredths a year make, in the words of `per`, and pays it.
    pub(crate) fn priced(&mut self, line: i64, per: PricePer, every: Every, quotes: Quotes) {
        let contract = &mut self.contract;
        let units = 20;
        let amount = match per {
            PricePer::Month => line,
            PricePer::Quarter => line * 3,
            PricePer::UnitYear => line * 12 / units,
            PricePer::Term => line * months_of_first_term(contract).unwrap_or(12),
            PricePer::Year | PricePer::OneOff | PricePer::Unknown => line * 12,
        };
        contract.units =
            (per == PricePer::UnitYear).then(|| i32::try_from(units).map_or(Decimal::ZERO, Decimal::whole));
        contract.price_amount = Stated::Known(Amount(amount));
        contract.price_per = Some(per);
        contract.price_vat = if self.body == Body::Hospitals { Vat::Gross(None) } else { Vat::Net };
        self.paying = Some(Paying { line, every, quotes, vat: contract.price_vat, late: None });
    }

    /// Pays so many hundredths of what is due.
    pub(crate) fn paid_at(&mut self, hundredths: i64) {
        if let Some(paying) = &mut self.paying {
            paying.line = paying.line * hundredths / 100;
        }
    }

    /// The line at this place, latest first, if the contract was in force when it fell due.
    pub(crate) fn due(&self, plan: &Plan, place: u64) -> Option<Due> {
        let paying = self.paying.as_ref()?;
        if let (0, Some(late)) = (place, paying.late) {
            return Some(Due { paid_on: late, service: None, amount: paying.line / 20 });
        }
        let place = i64::try_from(place).ok()?;
        let starts = self.contract.starts_on.day();
        let due = match paying.every {
            Every::Month(before) => {
                let paid_on = plus_days(add_months(plan.as_of, -place), -before);
                Due { paid_on, service: None, amount: paying.line }
            }
            Every::MonthAhead => ahead(plan, 1, place, paying.line),
            Every::QuarterAhead => ahead(plan, 3, place / 3, paying.line),
            Every::YearAhead => ahead(plan, 12, place / 12, paying.line),
        };
        let first = due.service.map_or(due.paid_on, |(from, _)| from);
        let begun = starts.is_none_or(|starts| starts <= first);
        let still = self.expired_on(plan).is_none_or(|last| due.paid_on <= last);
        (begun && still).then_some(due)
    }

    /// Its last day, if it has ended and does not renew itself.
    fn expired_on(&self, plan: &Plan) -> Option<Date> {
        let renews = self.contract.renewal == Some(estate::Renewal::Automatic);
        self.contract.ends_on.day().filter(|last| !renews && *last < plan.as_of)
    }
}

/// Service of `months`, the `back`-th last that ends by the audit date, paid eleven days before it begins.
fn ahead(plan: &Plan, months: i64, back: i64, amount: i64) -> Due {
    let (from, after) = (months_to(plan.as_of, months * (back + 1)), months_to(plan.as_of, months * back));
    Due { paid_on: plus_days(from, -11), service: Some((from, plus_days(after, -1))), amount }
}

/// Whole months of the first term, where they are stated.
fn months_of_first_term(contract: &Contract) -> Option<i64> {
    let starts = contract.starts_on.day()?;
    match contract.ends_on.day() {
        Some(last) => Some(months_apart(starts, plus_days(last, 1))),
        None => contract.initial_term.as_deref()?.strip_suffix(" months")?.parse().ok(),
    }
}
