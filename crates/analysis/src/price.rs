//! What a contract costs: at today's rate, or day by day (rules L9, L10, L12–L14).

use crate::exchange::{Converted, Exchange};
use crate::model::HeldContract;
use crate::period::{Days, Period, Wanted};
use estate::tables::{Contract, Organisation, Price};
use estate::{Amount, Currency, Date, Decimal, Exact, Length, PricePer, Renewal, Term, When, add_months, days_between};
use renewals::LastDay;

/// Exact pence spread evenly over a run of days.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) days: Days,
    pub(crate) pence: Exact,
}

/// What one contract comes to in the period.
#[derive(Debug, Clone, Default)]
pub(crate) struct Valued {
    /// The period's value, before rounding, by days. At today's rate it is one run on the audit date.
    pub(crate) runs: Vec<Run>,
    /// At today's rate: not in force on the audit date, or a one-off of another year.
    pub(crate) other_period: bool,
    /// Days in force without a known price, as first and last.
    pub(crate) incomplete: Vec<Days>,
    /// The stated amount in the record's currency, where it was converted.
    pub(crate) original: Option<(Amount, Currency, Decimal)>,
}

impl Valued {
    pub(crate) fn pence(&self) -> Exact {
        self.runs.iter().map(|run| &run.pence).sum()
    }
}

/// Why a contract has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoValue {
    /// The price is unknown, or what it is for (rule L9).
    PriceUnknown,
    /// No exchange rate is known (rule L18).
    NoRate,
}

/// First and last day in force. An end that is not known is open (rule L1).
pub(crate) struct Force {
    pub(crate) from: Date,
    pub(crate) to: Date,
    /// Draft or cancelled.
    pub(crate) never: bool,
    /// Has it a last day?
    pub(crate) ends: bool,
}

impl Force {
    pub(crate) fn of(contract: &Contract) -> Force {
        let force = renewals::in_force(contract);
        let (to, never, ends) = match force.to {
            LastDay::On(day) => (day, false, true),
            LastDay::Open | LastDay::Unknown => (Date::MAX, false, false),
            LastDay::Never => (Date::MIN, true, true),
        };
        Force { from: force.from.unwrap_or(Date::MIN), to, never, ends }
    }

    pub(crate) fn on(&self, day: Date) -> bool {
        !self.never && self.from <= day && day <= self.to
    }
}

/// A price on a day, in exact pence, with what it is for.
struct At {
    pence: Exact,
    per: PricePer,
    original: Option<(Amount, Currency, Decimal)>,
}

/// Everything needed to price one contract.
pub(crate) struct Pricing<'a> {
    pub(crate) period: Period,
    pub(crate) exchange: &'a Exchange,
    pub(crate) body: Option<&'a Organisation>,
    pub(crate) contract: &'a Contract,
    /// Its price rows.
    pub(crate) prices: &'a [Price],
}

impl Pricing<'_> {
    /// What the contract comes to in the period.
    pub(crate) fn value(&self) -> Result<Valued, NoValue> {
        if self.stated_per() == Some(PricePer::OneOff) {
            return self.one_off();
        }
        match self.period.wanted {
            Wanted::Rate => self.at_rate(),
            Wanted::Year(_) => {
                if self.prices.is_empty() {
                    self.usable(self.own()?)?;
                }
                let mut valued = Valued::default();
                if let Some(days) = self.counted_days() {
                    self.by_day(days, &mut valued)?;
                }
                Ok(valued)
            }
        }
    }

    /// What `days` cost, by day, whatever the period; for comparison with what was paid. A year is taken as 365 days.
    pub(crate) fn over(&self, days: Days) -> Option<Exact> {
        let mut valued = Valued::default();
        self.by_day(days, &mut valued).ok()?;
        valued.incomplete.is_empty().then(|| valued.pence())
    }

    /// The amount that the record states, in exact pence, whatever it is for.
    pub(crate) fn stated(&self) -> Option<Result<Converted, NoValue>> {
        let amount = self.contract.price_amount.known()?;
        Some(self.converted(amount, self.contract.price_currency).ok_or(NoValue::NoRate))
    }

    /// A year of it at the rate of the audit date, whether or not it is in force.
    fn at_rate(&self) -> Result<Valued, NoValue> {
        let day = self.period.as_of;
        let Some(price) = self.price_on(day)? else {
            return if self.prices.is_empty() {
                Err(NoValue::PriceUnknown)
            } else {
                let incomplete = Days::new(day, day).into_iter().collect();
                Ok(Valued { incomplete, ..Valued::default() })
            };
        };
        let original = price.original;
        let annual = self.usable(price)?;
        let pence = annual * self.part_of_a_year();
        let runs = Days::new(day, day).map(|days| Run { days, pence }).into_iter().collect();
        let other_period = !Force::of(self.contract).on(day);
        Ok(Valued { runs, other_period, incomplete: Vec::new(), original })
    }

    /// Whole, in the period that holds its first day, even after the audit date (rule L10).
    fn one_off(&self) -> Result<Valued, NoValue> {
        let price = self.own()?.ok_or(NoValue::PriceUnknown)?;
        let When::Day(starts) = self.contract.starts_on else { return Err(NoValue::PriceUnknown) };
        let never = Force::of(self.contract).never;
        let other_period = never || starts < self.period.from || starts > self.period.to;
        let day = if self.period.wanted == Wanted::Rate { self.period.as_of } else { starts };
        let runs = Days::new(day, day).map(|days| Run { days, pence: price.pence }).into_iter().collect();
        Ok(Valued { runs, other_period, incomplete: Vec::new(), original: price.original })
    }

    /// Days of the year in force; those after the audit date only if they are locked in (rule L13).
    fn counted_days(&self) -> Option<Days> {
        let force = Force::of(self.contract);
        if force.never {
            return None;
        }
        let year = Days::new(self.period.from, self.period.to)?;
        let last = force.to.min(self.locked_in_to(&force)).max(self.period.as_of.min(force.to));
        Days::new(force.from, last)?.within(year)
    }

    /// The last day of the term that holds the audit date, or of a signed term that starts later; an open end stops at the audit date.
    fn locked_in_to(&self, force: &Force) -> Date {
        let as_of = self.period.as_of;
        let day = as_of.max(force.from);
        renewals::term_on(self.contract, day).and_then(|term| term.to).unwrap_or(as_of)
    }

    /// Adds what `days` cost to `valued`, in runs within which the price of a day does not change.
    fn by_day(&self, days: Days, valued: &mut Valued) -> Result<(), NoValue> {
        let year_days = self.period.year().map_or(365, |_| self.period.days());
        let mut from = days.from;
        while from <= days.to {
            let price = match self.price_on(from) {
                // Rows in a known currency count, whatever the contract's own price is in; its days are then without a price.
                Err(NoValue::NoRate) if !self.prices.is_empty() => None,
                price => price?,
            };
            let unit_ends = price.as_ref().map_or(days.to, |price| match price.per {
                PricePer::Month => from.last_of_month(),
                PricePer::Quarter => last_of_quarter(from),
                _ => days.to,
            });
            let to = days.to.min(unit_ends).min(self.price_changes_after(from));
            let Some(run) = Days::new(from, to) else { break };
            match price {
                None => valued.incomplete.push(run),
                Some(price) => {
                    valued.original = valued.original.or(price.original);
                    let unit = self.days_of_unit(price.per, from, year_days).ok_or(NoValue::PriceUnknown)?;
                    let pence = self.times_units(price)? * Exact::new(run.count().into(), unit.into());
                    valued.runs.push(Run { days: run, pence });
                }
            }
            let Ok(next) = to.tomorrow() else { break };
            from = next;
        }
        Ok(())
    }

    /// Over how many days a price for this unit of time is spread.
    fn days_of_unit(&self, per: PricePer, day: Date, year_days: i64) -> Option<i64> {
        match per {
            PricePer::Year | PricePer::UnitYear => Some(year_days),
            PricePer::Month => Some(i64::from(day.days_in_month())),
            PricePer::Quarter => Some(days_between(first_of_quarter(day), last_of_quarter(day)) + 1),
            PricePer::Term => self.term_days(),
            PricePer::OneOff | PricePer::Unknown => None,
        }
    }

    /// A year of this price.
    fn usable(&self, price: impl Into<Option<At>>) -> Result<Exact, NoValue> {
        let price = price.into().ok_or(NoValue::PriceUnknown)?;
        let per = price.per;
        let times = |n: i64| Exact::from_integer(n.into());
        let year = match per {
            PricePer::Year | PricePer::UnitYear => times(1),
            PricePer::Month => times(12),
            PricePer::Quarter => times(4),
            PricePer::Term => match self.length().ok_or(NoValue::PriceUnknown)? {
                Length::Months(months) => Exact::new(12.into(), months.into()),
                Length::Days(_) | Length::WorkingDays(_) => {
                    Exact::new(365.into(), self.term_days().ok_or(NoValue::PriceUnknown)?.into())
                }
            },
            PricePer::OneOff | PricePer::Unknown => return Err(NoValue::PriceUnknown),
        };
        Ok(self.times_units(price)? * year)
    }

    fn times_units(&self, price: At) -> Result<Exact, NoValue> {
        match price.per {
            PricePer::UnitYear => Ok(price.pence * self.contract.units.ok_or(NoValue::PriceUnknown)?.exact()),
            _ => Ok(price.pence),
        }
    }

    /// A contract that does not renew automatically and lasts under 365 days is not annualised up (rule L12).
    fn part_of_a_year(&self) -> Exact {
        let whole = Exact::from_integer(1.into());
        if self.contract.renewal == Some(Renewal::Automatic) || self.term_days().is_none_or(|days| days >= 365) {
            return whole;
        }
        match self.length() {
            Some(Length::Months(months)) => Exact::new(months.into(), 12.into()),
            Some(Length::Days(_) | Length::WorkingDays(_)) => {
                Exact::new(self.term_days().unwrap_or(365).into(), 365.into())
            }
            None => whole,
        }
    }

    /// The first term: whole months if it is, else days counting both ends.
    fn length(&self) -> Option<Length> {
        let When::Day(starts) = self.contract.starts_on else { return None };
        if let When::Day(ends) = self.contract.ends_on {
            if ends.year() == 9999 {
                return None;
            }
            let after = ends.tomorrow().ok()?;
            let months =
                i64::from(after.year() - starts.year()) * 12 + i64::from(after.month()) - i64::from(starts.month());
            if months > 0 && add_months(starts, months) == after {
                return Some(Length::Months(u32::try_from(months).ok()?));
            }
            return Some(Length::Days(u32::try_from(days_between(starts, ends) + 1).ok()?));
        }
        match Term::parse(self.contract.initial_term.as_deref()?)? {
            Term::Of(length) => Some(length),
            Term::OpenEnded => None,
        }
    }

    /// Days of the first term.
    fn term_days(&self) -> Option<i64> {
        let When::Day(starts) = self.contract.starts_on else { return None };
        match self.length()? {
            Length::Months(months) => Some(days_between(starts, add_months(starts, i64::from(months)))),
            Length::Days(days) | Length::WorkingDays(days) => Some(i64::from(days)),
        }
    }

    fn stated_per(&self) -> Option<PricePer> {
        self.contract.price_per
    }

    /// The contract's own price.
    fn own(&self) -> Result<Option<At>, NoValue> {
        let (Some(amount), Some(per)) = (self.contract.price_amount.known(), self.stated_per()) else {
            return Ok(None);
        };
        self.at(amount, self.contract.price_currency, per).map(Some)
    }

    /// The price on a day: the price row with the latest start that holds it, else the contract's own (rule L14).
    fn price_on(&self, day: Date) -> Result<Option<At>, NoValue> {
        let holds = |price: &&Price| price.from.is_none_or(|from| from <= day) && price.to.is_none_or(|to| day <= to);
        let row = self.prices.iter().filter(holds).max_by_key(|price| (price.from, price.amount, price.to));
        match row {
            Some(row) => match row.per.or(self.stated_per()) {
                Some(per) => self.at(row.amount, row.currency.or(self.contract.price_currency), per).map(Some),
                None => Err(NoValue::PriceUnknown),
            },
            None => self.own(),
        }
    }

    /// The last day on which the price rows that hold on `day` are the same.
    fn price_changes_after(&self, day: Date) -> Date {
        let starts = self.prices.iter().filter_map(|price| price.from).filter(|from| *from > day);
        let starts = starts.filter_map(|from| from.yesterday().ok());
        let ends = self.prices.iter().filter_map(|price| price.to).filter(|to| *to >= day);
        starts.chain(ends).min().unwrap_or(Date::MAX)
    }

    fn at(&self, amount: Amount, currency: Option<Currency>, per: PricePer) -> Result<At, NoValue> {
        let converted = self.converted(amount, currency).ok_or(NoValue::NoRate)?;
        Ok(At { pence: converted.pence, per, original: converted.original })
    }

    fn converted(&self, amount: Amount, currency: Option<Currency>) -> Option<Converted> {
        let day = self.period.exchange_day();
        let converted = self.exchange.convert(amount, currency, day)?;
        let pence = self.exchange.net(converted.pence, self.contract.price_vat, self.body, day);
        Some(Converted { pence, original: converted.original })
    }
}

/// Is this a ceiling that others call off from? (Rule L8.)
pub(crate) fn is_framework(contract: &HeldContract) -> bool {
    contract.record.regime.as_deref().is_some_and(|regime| regime.trim().eq_ignore_ascii_case("framework"))
}

pub(crate) fn first_of_quarter(day: Date) -> Date {
    let month = (day.month() - 1) / 3 * 3 + 1;
    Date::new(day.year(), month, 1).unwrap_or(day)
}

pub(crate) fn last_of_quarter(day: Date) -> Date {
    add_months(first_of_quarter(day), 2).last_of_month()
}
