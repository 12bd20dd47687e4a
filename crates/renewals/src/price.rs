//! What the next term costs, and what a year of the contract costs (rules R14 to R22, L12, L14).
//!
//! Every figure is an exact fraction and rounded once, at the end, in the one place where the program rounds. That place rounds
//! a half away from zero, so a credit mirrors the charge it takes back; for a charge this is half up (rule R19).

use crate::columns::Columns;
use crate::facts::{Cell, Facts};
use crate::{Context, initial_length};
use estate::tables::{Contract, Price};
use estate::{Currency, Date, Decimal, Exact, Length, PricePer, Renewal, Term, days_between, round_half_away};

/// A figure, or the columns that it waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Priced {
    pub(crate) pence: Option<i64>,
    /// What a null needs, and `indexation` beside a figure that leaves out an uplift nobody can know.
    pub(crate) unknown: Columns,
}

impl Priced {
    pub(crate) const NOTHING: Priced = Priced { pence: Some(0), unknown: Columns::NONE };
}

/// The one term after the printed end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NextTerm {
    /// From this day on.
    Known {
        first_day: Date,
        /// The whole term. A term that only a furthest day ends has no length but its days.
        length: Option<Length>,
        /// Days of the whole term.
        whole_days: i64,
        /// Days of it up to the furthest day (rule R18).
        days: i64,
        /// Days of the first term, where its start is known.
        first_term_days: Option<i64>,
    },
    /// It has no end, so it has no price; nothing is unknown.
    Endless,
    /// How long it is, is not known, nor perhaps where it begins.
    Unknown { first_day: Option<Date> },
}

impl NextTerm {
    fn first_day(self) -> Option<Date> {
        match self {
            NextTerm::Known { first_day, .. } => Some(first_day),
            NextTerm::Endless => None,
            NextTerm::Unknown { first_day } => first_day,
        }
    }
}

/// What is locked in by letting it roll: the price of that term (rule R14).
pub(crate) fn next_term(facts: &Facts<'_>, context: &Context<'_>, next: NextTerm) -> Priced {
    let price = PriceOn::on(facts.contract, context.prices, next.first_day());
    if price.per == Some(PricePer::OneOff) {
        return Priced::NOTHING;
    }
    let (rate, mut unknown) = price.rate(facts.contract, context);
    let share = match next {
        NextTerm::Endless => return Priced { pence: None, unknown: Columns::NONE },
        NextTerm::Unknown { .. } => {
            unknown.add_if(facts.renewal_term.known().is_none(), Columns::RENEWAL_TERM);
            None
        }
        NextTerm::Known { length, whole_days, days, first_term_days, .. } => {
            let part = price.share(facts, length, whole_days, first_term_days);
            if part.is_none() {
                unknown.add(Columns::STARTS_ON);
                unknown.add_if(facts.initial_term.known().is_none(), Columns::INITIAL_TERM);
            }
            part.map(|(numer, denom)| (numer * i128::from(days), denom * i128::from(whole_days)))
        }
    };
    let (Some(rate), Some((numer, denom)), Some(amount)) = (rate, share, price.amount) else {
        return Priced { pence: None, unknown };
    };
    let mut pence = rate.times(i128::from(amount) * numer, denom);
    if !price.from_row {
        match Uplift::of(facts.contract.indexation.as_deref()) {
            Uplift::None => {}
            Uplift::By(factor) => pence *= factor,
            Uplift::Unknown => unknown.add(Columns::INDEXATION),
        }
    }
    Priced { pence: round_half_away(&pence), unknown }
}

/// A year of the contract at the price in force on the as-of day, as the ledger's rate counts it (rule L12): what does not renew
/// by itself and lasts under a year costs no more than what it costs in all. A one-off price has no year: 0.
pub(crate) fn annual(facts: &Facts<'_>, context: &Context<'_>) -> Priced {
    let contract = facts.contract;
    let price = PriceOn::on(contract, context.prices, Some(context.as_of));
    if price.per == Some(PricePer::OneOff) {
        return Priced::NOTHING;
    }
    let (rate, mut unknown) = price.rate(contract, context);
    let length = initial_length(contract);
    let year = match (price.per, length) {
        (Some(PricePer::Term), Some(Length::Months(months))) => Some((12, i128::from(months))),
        (Some(PricePer::Term), Some(Length::Days(days) | Length::WorkingDays(days))) => Some((365, i128::from(days))),
        (Some(PricePer::Term), None) => {
            unknown.add_if(contract.starts_on.day().is_none(), Columns::STARTS_ON);
            unknown.add_if(contract.ends_on.day().is_none(), Columns::ENDS_ON);
            unknown.add_if(facts.initial_term.known().is_none(), Columns::INITIAL_TERM);
            None
        }
        _ => Some((1, 1)),
    };
    let (Some(rate), Some((numer, denom)), Some(amount)) = (rate, year, price.amount) else {
        return Priced { pence: None, unknown };
    };
    let renews = contract.renewal == Some(Renewal::Automatic);
    let (short, whole) = match length {
        Some(Length::Months(months)) if !renews && months < 12 => (i128::from(months), 12),
        Some(Length::Days(days)) if !renews && days < 365 => (i128::from(days), 365),
        _ => (1, 1),
    };
    let pence = rate.times(i128::from(amount) * numer * short, denom * whole);
    Priced { pence: round_half_away(&pence), unknown }
}

/// What is still to be paid after the as-of day up to and on `last`, at the price in force on the as-of day: by days of a year of
/// 365. What is paid once has been paid.
pub(crate) fn to_pay(facts: &Facts<'_>, context: &Context<'_>, last: Date) -> Option<i64> {
    let contract = facts.contract;
    let price = PriceOn::on(contract, context.prices, Some(context.as_of));
    if price.per == Some(PricePer::OneOff) {
        return Some(0);
    }
    let (rate, _) = price.rate(contract, context);
    let (numer, denom) = match (price.per, initial_length(contract)) {
        (Some(PricePer::Term), Some(Length::Months(months))) => (12, i128::from(months)),
        (Some(PricePer::Term), Some(Length::Days(days) | Length::WorkingDays(days))) => (365, i128::from(days)),
        (Some(PricePer::Term), None) => return None,
        _ => (1, 1),
    };
    let starts = contract.starts_on.day().map_or(context.as_of, |starts| starts.yesterday().unwrap_or(starts));
    let days = days_between(context.as_of.max(starts), last).max(0);
    let pence = rate?.times(i128::from(price.amount?) * numer * i128::from(days), denom * 365);
    round_half_away(&pence)
}

/// The price that holds on a day. A row of `prices` is a price somebody stated for that day, so no indexation is added to it.
struct PriceOn {
    amount: Option<i64>,
    currency: Option<Currency>,
    per: Option<PricePer>,
    /// It is a row of `prices`, not the contract's own.
    from_row: bool,
}

/// What turns an amount into pence of the audit's currency a year: whole periods a year, units, exchange rate.
struct YearRate {
    periods: i128,
    units: Option<Exact>,
    exchange: Option<Exact>,
}

impl YearRate {
    fn times(&self, numer: i128, denom: i128) -> Exact {
        // Not reduced here: the rounding does not need it, and a million timelines do this twice.
        let mut amount = Exact::new_raw((numer * self.periods).into(), denom.into());
        for factor in self.units.iter().chain(&self.exchange) {
            amount *= factor;
        }
        amount
    }
}

impl PriceOn {
    /// The row of `prices` that covers `day`, the latest start first (rule L14), else the contract's own price. Rows that start
    /// together are told apart by their end, then by their amount, so that the order of rows decides nothing.
    fn on(contract: &Contract, prices: &[&Price], day: Option<Date>) -> PriceOn {
        let covers = |row: &&&Price| {
            day.is_some_and(|day| row.from.is_none_or(|from| from <= day) && row.to.is_none_or(|to| day <= to))
        };
        let sooner_end = |row: &Price| std::cmp::Reverse(row.to.unwrap_or(Date::MAX));
        let row = prices
            .iter()
            .filter(covers)
            .max_by_key(|row| (row.from, sooner_end(row), row.amount, row.per, row.currency));
        match row {
            Some(row) => PriceOn {
                amount: Some(row.amount.0),
                currency: row.currency.or(contract.price_currency),
                per: row.per.or(contract.price_per),
                from_row: true,
            },
            None => PriceOn {
                amount: contract.price_amount.known().map(|amount| amount.0),
                currency: contract.price_currency,
                per: contract.price_per,
                from_row: false,
            },
        }
    }

    /// How to read the amount, and the columns that are missing for it (rules R15, R20, R22).
    fn rate(&self, contract: &Contract, context: &Context<'_>) -> (Option<YearRate>, Columns) {
        let mut unknown = Columns::NONE;
        unknown.add_if(self.amount.is_none(), Columns::PRICE_AMOUNT);
        let exchange = match self.currency {
            Some(currency) if currency == context.currency => Some(None),
            Some(currency) => (context.rates)(currency, context.as_of).map(Some),
            None => None,
        };
        unknown.add_if(exchange.is_none(), Columns::PRICE_CURRENCY);
        let periods = match self.per {
            Some(PricePer::Month) => Some(12),
            Some(PricePer::Quarter) => Some(4),
            Some(PricePer::Year | PricePer::Term | PricePer::UnitYear) => Some(1),
            Some(PricePer::OneOff) => Some(0),
            Some(PricePer::Unknown) | None => None,
        };
        unknown.add_if(periods.is_none(), Columns::PRICE_PER);
        let counted = self.per == Some(PricePer::UnitYear);
        unknown.add_if(counted && contract.units.is_none(), Columns::UNITS);
        let units = contract.units.filter(|_| counted).map(Decimal::exact);
        let rate = match (exchange, periods) {
            (Some(exchange), Some(periods)) if unknown == Columns::NONE => Some(YearRate { periods, units, exchange }),
            _ => None,
        };
        (rate, unknown)
    }

    /// The whole next term's share of the yearly price, or of the price of the first term, as a fraction (rules R15, R16).
    /// `None` if the first term's days are needed and its start is not known.
    fn share(
        &self,
        facts: &Facts<'_>,
        length: Option<Length>,
        days: i64,
        first_days: Option<i64>,
    ) -> Option<(i128, i128)> {
        if self.per != Some(PricePer::Term) {
            return Some(match length {
                Some(Length::Months(months)) => (i128::from(months), 12),
                _ => (i128::from(days), 365),
            });
        }
        match (facts.initial_term, length) {
            (Cell::Known(Term::Of(Length::Months(first))), Some(Length::Months(next)))
            | (Cell::Known(Term::Of(Length::Days(first))), Some(Length::Days(next))) => {
                Some((next.into(), first.into()))
            }
            _ => first_days.map(|first| (i128::from(days), i128::from(first))),
        }
    }
}

/// How the price rises at the start of the next term (rule R17).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Uplift {
    /// Not at all, or nothing is said.
    None,
    /// By this factor, once, whatever the term's length.
    By(Exact),
    /// By something that is not known today, such as an index.
    Unknown,
}

impl Uplift {
    /// Reads `8%`, `8% a year` (or per year, per annum, pa, p.a.), `none` or nothing. Everything else is unknown.
    pub fn of(words: Option<&str>) -> Uplift {
        let words = words.unwrap_or_default().trim();
        if words.is_empty() || words.eq_ignore_ascii_case("none") {
            return Uplift::None;
        }
        let Some((number, rest)) = words.split_once('%') else { return Uplift::Unknown };
        let yearly = ["", "a year", "per year", "per annum", "pa", "p.a."];
        match Decimal::parse(number.trim()) {
            Some(percent) if yearly.iter().any(|words| rest.trim().eq_ignore_ascii_case(words)) => {
                let hundred = Exact::from_integer(100.into());
                Uplift::By((percent.exact() + &hundred) / hundred)
            }
            _ => Uplift::Unknown,
        }
    }
}
