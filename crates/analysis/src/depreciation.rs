//! Under accrual, what assets lose in worth in the period: run cost of class ownership (method: depreciation).
//!
//! Charges are differences of what has been written off by two days, each rounded once, so that the years of a life add up to its price
//! less what it is worth at the end. What has been written off is not free to run: other lines go on.

use crate::Error;
use crate::leaves::Origin;
use crate::ledger::{Ledger, Lost, NoRate, too_large};
use crate::model::FLAT;
use crate::receipt::Bucket;
use estate::tables::Asset;
use estate::{Accounting, Class, Date, Depreciation, Exact, Length, Stated, Table, add_months, round_half_away};
use num_traits::{One, Zero};

/// An asset's worth over time.
#[derive(Debug, Clone)]
struct Worth {
    /// Exact pence, when bought.
    price: Exact,
    /// Exact pence, at the end of its life.
    residual: Exact,
    from: Date,
    months: i64,
}

impl Worth {
    /// Full months of its life up to a day.
    fn months_by(&self, day: Date) -> i64 {
        let calendar = (i64::from(day.year()) - i64::from(self.from.year())) * 12 + i64::from(day.month())
            - i64::from(self.from.month());
        let full = if add_months(self.from, calendar) <= day { calendar } else { calendar - 1 };
        full.clamp(0, self.months)
    }

    /// What has been written off by the end of a day, in exact pence.
    fn written_off_by(&self, day: Date, how: Depreciation) -> Exact {
        let (months, whole) = (self.months_by(day), &self.price - &self.residual);
        if whole <= Exact::zero() || months == self.months {
            return whole.max(Exact::zero());
        }
        match how {
            Depreciation::StraightLine => whole * Exact::new(months.into(), self.months.into()),
            Depreciation::Halving => {
                let halves = (0..months / 12).fold(Exact::one(), |left, _| left / Exact::from_integer(2.into()));
                (&self.price - &self.price * halves).min(whole)
            }
        }
    }
}

impl Ledger<'_> {
    /// Depreciation of every asset, in order of id. Comes after contracts and payments, which win over it inside the class, and before own
    /// figures, over which it wins.
    pub(crate) fn add_depreciation(&mut self) -> Result<(), Error> {
        if self.rules.costing.accounting == Accounting::Cash {
            return Ok(());
        }
        let mut owned = vec![false; self.model.assets.len()];
        for line in &self.lines {
            let origin = &self.origins[line.origin];
            if let Some(asset) = line.asset.filter(|_| origin.is_run_cost() && origin.class == Class::Ownership) {
                owned[asset] = true;
            }
        }
        for (place, owned) in owned.into_iter().enumerate() {
            self.depreciate(place, owned)?;
        }
        Ok(())
    }

    fn depreciate(&mut self, place: usize, owned: bool) -> Result<(), Error> {
        let record = &self.model.assets[place].record;
        if record.purchase_price.known().is_none() {
            return Ok(());
        }
        let Some((worth, original)) = self.worth(record) else { return Ok(()) };
        let period = &self.model.period;
        let how = self.rules.costing.depreciation;
        let last = period.to.min(period.as_of).min(record.retired_on.day().unwrap_or(Date::MAX));
        let Some(before) = period.from.yesterday().ok().filter(|before| *before < last) else { return Ok(()) };
        let by = |day: Date| round_half_away(&worth.written_off_by(day, how));
        let pence =
            by(last).zip(by(before)).map(|(last, before)| last - before).ok_or_else(|| too_large(&record.id))?;
        let source = record.source.clone().unwrap_or_else(|| FLAT.to_owned());
        if pence == 0 {
            return Ok(());
        }
        if owned {
            let why = "accrual.paid-for-ownership";
            let lost = Lost { table: Table::Assets, id: &record.id, source: &source, pence, why };
            self.cross_check(&lost, &record.organisation, Some(format!("assets:{}", record.id)));
            return Ok(());
        }
        self.book.add(&source, Table::Assets, Bucket::Counted, pence);
        self.count(Origin {
            class: Class::Ownership,
            nature: "depreciation".to_owned(),
            original,
            rule: format!("accrual.{how} over {} months", worth.months),
            ..Origin::of_asset(place, record, &source, pence)
        });
        Ok(())
    }

    /// Its worth over time; none, and counted, if the day or the life is not known, or listed if no rate is.
    #[allow(clippy::type_complexity, reason = "what a conversion leaves beside the worth")]
    fn worth(
        &mut self,
        record: &Asset,
    ) -> Option<(Worth, Option<(estate::Amount, estate::Currency, estate::Decimal)>)> {
        let amount = record.purchase_price.known()?;
        let from = record.purchased_on.day().or(record.installed_on.day());
        let stated = match record.useful_life.as_deref().and_then(Length::parse) {
            Some(Length::Months(months)) => Some(i64::from(months)),
            Some(Length::Days(_) | Length::WorkingDays(_)) | None => None,
        };
        let model = record.model.as_deref().unwrap_or_default();
        let by_kind = || self.rules.legacy.life_of(&record.kind, model).map(|years| i64::from(years) * 12);
        let months = stated.or_else(by_kind).filter(|months| *months > 0);
        let (Some(from), Some(months)) = (from, months) else {
            self.undepreciated += 1;
            return None;
        };
        let residual = match record.residual_value {
            Stated::Known(amount) => amount,
            _ => estate::Amount(0),
        };
        let price = self.exchange.convert(amount, record.currency, from);
        let residual = self.exchange.convert(residual, record.currency, from);
        let Some((price, residual)) = price.zip(residual) else {
            let (id, organisation) = (&record.id, &record.organisation);
            self.no_rate.push(NoRate::of(Table::Assets, id, organisation, amount, record.currency));
            return None;
        };
        Some((Worth { price: price.pence, residual: residual.pence, from, months }, price.original))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn worth(price: i64, residual: i64, months: i64) -> Worth {
        let pence = |pence: i64| Exact::from_integer(pence.into());
        Worth { price: pence(price), residual: pence(residual), from: date(2019, 7, 2), months }
    }

    #[test]
    fn a_published_case_of_a_floor_is_met_to_a_tenth_of_a_penny() {
        // Vector V11: 1,804.46 over 60 months down to 120; after 45 full months 1,263.345 has been written off and 541.115 is left.
        let worth = worth(180_446, 12_000, 60);
        assert_eq!(worth.months_by(date(2023, 4, 5)), 45);
        let off = worth.written_off_by(date(2023, 4, 5), Depreciation::StraightLine);
        assert_eq!(off, Exact::new(1_263_345.into(), 10.into()));
        assert_eq!(round_half_away(&off), Some(126_335));
    }

    #[test]
    fn a_month_is_full_on_its_day_and_none_comes_before_the_purchase_or_after_the_life() {
        let worth = worth(60_000, 0, 60);
        let off = |day| round_half_away(&worth.written_off_by(day, Depreciation::StraightLine)).unwrap();
        assert_eq!(off(date(2019, 8, 1)), 0);
        assert_eq!(off(date(2019, 8, 2)), 1_000);
        assert_eq!(off(date(2018, 1, 1)), 0);
        assert_eq!(off(date(2024, 7, 1)), 59_000);
        assert_eq!(off(date(2031, 1, 1)), 60_000);
    }

    #[test]
    fn worth_halves_every_full_year_and_the_rest_goes_at_the_end_of_the_life() {
        let worth = worth(80_000, 5_000, 48);
        let off = |day| round_half_away(&worth.written_off_by(day, Depreciation::Halving)).unwrap();
        assert_eq!([off(date(2020, 7, 1)), off(date(2020, 7, 2)), off(date(2022, 7, 2))], [0, 40_000, 70_000]);
        assert_eq!(off(date(2023, 7, 2)), 75_000);
    }
}
