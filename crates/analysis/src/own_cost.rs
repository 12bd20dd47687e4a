//! What assets' own figures add: only the part above the other run lines that land on the asset itself (rule L17).

use crate::Error;
use crate::leaves::Origin;
use crate::ledger::{Ledger, Lost, NoRate, too_large};
use crate::model::FLAT;
use crate::period::{Days, Period, Wanted};
use crate::price::{first_of_quarter, last_of_quarter};
use crate::receipt::Bucket;
use estate::tables::Asset;
use estate::{AssetStatus, Date, Exact, Table, When, days_between, round_half_away};

/// The time that an own figure may be for.
#[derive(Debug, Clone, Copy)]
enum Per {
    Year,
    Quarter,
    Month,
}

impl Per {
    fn parse(words: Option<&str>) -> Option<Per> {
        match words?.trim().to_ascii_lowercase().as_str() {
            "year" => Some(Per::Year),
            "quarter" => Some(Per::Quarter),
            "month" => Some(Per::Month),
            _ => None,
        }
    }
}

impl Ledger<'_> {
    /// All own figures, in order of asset id. Must come after every other run line has landed.
    pub(crate) fn add_own_costs(&mut self) -> Result<(), Error> {
        let mut landed: Vec<i128> = vec![0; self.model.assets.len()];
        for line in &self.lines {
            if let Some(asset) = line.asset.filter(|_| self.origins[line.origin].is_run_cost()) {
                landed[asset] += i128::from(line.pence);
            }
        }
        for (place, landed) in landed.into_iter().enumerate() {
            let held = &self.model.assets[place];
            // The figure is the record's that gave it, also where records of two sources are one asset.
            let (id, source) = (held.own_by.clone(), Some(held.own_source.clone()));
            self.add_own_cost(place, &Asset { id, source, ..held.record.clone() }, landed)?;
            for other in &held.others {
                if let Some(pence) = self.own_pence(other)? {
                    self.lose(other, pence, &held.record.id, "L28.same-asset-in-two-sources");
                }
            }
        }
        Ok(())
    }

    fn add_own_cost(&mut self, place: usize, record: &Asset, landed: i128) -> Result<(), Error> {
        let Some(own) = self.own_pence(record)? else { return Ok(()) };
        if retired_throughout(record, &self.model.period) {
            self.lose(record, own, &record.id, "L17.retired");
            return Ok(());
        }
        let extra = (i128::from(own) - landed.max(0)).clamp(0, i128::from(own.max(0)));
        let extra = i64::try_from(extra).map_err(|_| too_large(&record.id))?;
        if own != extra {
            self.lose(record, own - extra, &record.id, "L17.other-lines-on-the-asset");
        }
        let source = record.source.clone().unwrap_or_else(|| FLAT.to_owned());
        self.book.add(&source, Table::Assets, Bucket::Counted, extra);
        if extra == 0 {
            return Ok(());
        }
        self.count(Origin {
            nature: "own figure".to_owned(),
            rule: format!("L17.per-{}", record.own_cost_per.as_deref().unwrap_or_default().trim().to_lowercase()),
            ..Origin::of_asset(place, record, &source, extra)
        });
        Ok(())
    }

    fn lose(&mut self, record: &Asset, pence: i64, instead_of: &str, rule: &str) {
        let source = record.source.as_deref().unwrap_or(FLAT);
        let lost = Lost { table: Table::Assets, id: &record.id, source, pence, why: rule };
        self.cross_check(&lost, &record.organisation, Some(format!("assets:{instead_of}")));
    }

    /// The figure's value in the period, in whole pence. A figure for any other time than a year, quarter or month is set aside here.
    fn own_pence(&mut self, record: &Asset) -> Result<Option<i64>, Error> {
        let Some(amount) = record.own_cost.known() else { return Ok(None) };
        let source = record.source.clone().unwrap_or_else(|| FLAT.to_owned());
        let Some(converted) = self.exchange.convert(amount, record.currency, self.model.period.exchange_day()) else {
            let (id, organisation) = (&record.id, &record.organisation);
            self.no_rate.push(NoRate::of(Table::Assets, id, organisation, amount, record.currency));
            return Ok(None);
        };
        let Some(per) = Per::parse(record.own_cost_per.as_deref()) else {
            let pence = round_half_away(&converted.pence).ok_or_else(|| too_large(&record.id))?;
            self.book.add(&source, Table::Assets, Bucket::SetAside, pence);
            return Ok(None);
        };
        let value = match self.model.period.wanted {
            Wanted::Rate => converted.pence * Exact::from_integer(times_a_year(per).into()),
            Wanted::Year(_) => converted.pence * units_in_year(record, per, &self.model.period),
        };
        Ok(Some(round_half_away(&value).ok_or_else(|| too_large(&record.id))?))
    }
}

fn times_a_year(per: Per) -> i64 {
    match per {
        Per::Year => 1,
        Per::Quarter => 4,
        Per::Month => 12,
    }
}

/// How many years, quarters or months of the financial year the asset was in use, by days, up to the audit date.
fn units_in_year(record: &Asset, per: Per, period: &Period) -> Exact {
    let installed = record.installed_on.day().or(record.purchased_on.day()).unwrap_or(Date::MIN);
    let retired = record.retired_on.day().unwrap_or(Date::MAX);
    let mut units = Exact::from_integer(0.into());
    let year = Days::new(period.from, period.to.min(period.as_of));
    let Some(days) = Days::new(installed, retired).and_then(|days| days.within(year?)) else { return units };
    let mut from = days.from;
    while from <= days.to {
        let (first, last) = match per {
            Per::Year => (period.from, period.to),
            Per::Quarter => (first_of_quarter(from), last_of_quarter(from)),
            Per::Month => (from.first_of_month(), from.last_of_month()),
        };
        let to = last.min(days.to);
        units += Exact::new((days_between(from, to) + 1).into(), (days_between(first, last) + 1).into());
        let Ok(next) = to.tomorrow() else { break };
        from = next;
    }
    units
}

/// Retired at today's rate; in a financial year only where no day says when.
fn retired_throughout(record: &Asset, period: &Period) -> bool {
    let by_status = matches!(record.status, Some(AssetStatus::Retired | AssetStatus::Missing));
    match (&record.retired_on, period.wanted) {
        (When::Day(last), Wanted::Rate) => period.as_of > *last,
        (When::Day(_), Wanted::Year(_)) => false,
        _ => by_status,
    }
}
