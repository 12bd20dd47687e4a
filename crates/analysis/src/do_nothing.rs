//! What the next five years cost if nothing is done: a path a system, as a range, each step with its rule.
//!
//! A path starts from the run cost of the period. What carries on is priced on; what ends without renewing itself costs at least nothing
//! after its end, and at most what it would cost if it were bought again. No pound is made from age.

use crate::Rules;
use crate::leaves::Origin;
use crate::ledger::Ledger;
use crate::price::Force;
use crate::shares::End;
use crate::timelines::{self, Dated};
use crate::verdicts::Judged;
use audit::{DoNothing, Range, StepAhead, SystemPath, YEARS_AHEAD, YearAhead};
use estate::{Amount, Currency, Date, Exact, Renewal, Table, Verdict, add_months, days_between, round_half_away};
use num_traits::{One, Zero};
use renewals::Uplift;
use std::collections::BTreeMap;

/// How prices may move, and what vendors ask for support past its end.
#[derive(Debug, Clone, Default)]
pub struct SupportPrices {
    /// The least that a price without a known rise goes up by: a factor a year.
    pub index_low: Option<Exact>,
    /// The most.
    pub index_high: Option<Exact>,
    /// List prices of support past its end; empty unless they are switched on.
    pub extended: Vec<ExtendedPrice>,
}

/// What support past its end costs a device, by years.
#[derive(Debug, Clone)]
pub struct ExtendedPrice {
    /// The product.
    pub product: String,
    /// How its releases begin.
    pub releases: Vec<String>,
    /// Of the prices.
    pub currency: Currency,
    /// The last day of each year and its price, in order.
    pub years: Vec<(Date, Amount)>,
}

impl ExtendedPrice {
    fn is_for(&self, release: &str) -> bool {
        let of_product = release.strip_prefix(&self.product).and_then(|rest| rest.strip_prefix(' '));
        of_product.is_some_and(|rest| self.releases.iter().any(|begins| rest.starts_with(begins)))
    }
}

type Years = [(Exact, Exact); YEARS_AHEAD];
/// By system, then by rule: what it starts from, and the exact pence of each year.
type Paths = BTreeMap<Option<usize>, BTreeMap<String, (i64, Years)>>;

/// The paths of all systems, and how many assets have a price of support past its end that cannot be converted. No paths at all where
/// amounts grow beyond what pence can hold: what may come stops no audit of what is.
pub(crate) fn do_nothing(
    ledger: &Ledger<'_>,
    dated: &[Dated],
    judged: &Judged,
    rules: &Rules<'_>,
) -> (Option<DoNothing>, u64) {
    let years = years(ledger.model.period.as_of);
    let ahead: Vec<(String, Years)> =
        ledger.origins.iter().map(|origin| of_origin(ledger, dated, origin, &years, rules)).collect();
    let mut paths: Paths = BTreeMap::new();
    for line in ledger.lines.iter().filter(|line| ledger.origins[line.origin].is_run_cost()) {
        let system = match line.end {
            End::System(system) => Some(system),
            End::Nowhere(_) => None,
        };
        let (rule, factors) = &ahead[line.origin];
        let pence = Exact::from_integer(line.pence.into());
        let added = factors.clone().map(|(low, high)| (low * &pence, high * &pence));
        add(&mut paths, system, rule, line.pence, added);
    }
    let without_rate = extended_support(ledger, judged, rules, &years, &mut paths);
    (told(ledger, &years, paths), without_rate)
}

fn add(paths: &mut Paths, system: Option<usize>, rule: &str, base: i64, years: Years) {
    let steps = paths.entry(system).or_default();
    let (pence, sum) = steps.entry(rule.to_owned()).or_insert_with(|| (0, nothing()));
    *pence += base;
    for ((low, high), (more_low, more_high)) in sum.iter_mut().zip(years) {
        *low += more_low;
        *high += more_high;
    }
}

fn nothing() -> Years {
    std::array::from_fn(|_| (Exact::zero(), Exact::zero()))
}

/// First and last days of the years ahead.
fn years(as_of: Date) -> [(Date, Date); YEARS_AHEAD] {
    let first = as_of.tomorrow().unwrap_or(as_of);
    std::array::from_fn(|year| {
        let months = i64::try_from(year).unwrap_or(0) * 12;
        let (from, next) = (add_months(first, months), add_months(first, months + 12));
        (from, next.yesterday().unwrap_or(next))
    })
}

/// What becomes of a pound of an origin, year by year, and by which rule.
fn of_origin(
    ledger: &Ledger<'_>,
    dated: &[Dated],
    origin: &Origin,
    years: &[(Date, Date); YEARS_AHEAD],
    rules: &Rules<'_>,
) -> (String, Years) {
    let contract = origin.contract.as_ref().filter(|_| origin.table == Table::Contracts);
    let held = contract.and_then(|id| ledger.model.contract(id)).map(|at| (at, &ledger.model.contracts[at].record));
    let (index_low, index_high) = index(rules);
    let Some((place, record)) = held else {
        return ("no price is agreed: as now, or with the index".to_owned(), grown(&Exact::one(), &index_high));
    };
    let (rises, low, high) = match Uplift::of(record.indexation.as_deref()) {
        Uplift::By(factor) => ("rises as agreed", factor.clone(), factor),
        Uplift::Unknown => ("follows an index", index_low, index_high),
        Uplift::None if record.indexation.is_some() => ("stays as it is", Exact::one(), Exact::one()),
        Uplift::None => ("no rise is stated", Exact::one(), index_high),
    };
    let force = Force::of(record);
    if record.renewal == Some(Renewal::Automatic) || !force.ends {
        let renews = if record.renewal == Some(Renewal::Automatic) { "renews itself" } else { "has no end" };
        return (format!("{renews}: {rises}"), grown(&low, &high));
    }
    let end = timelines::of(dated, place).and_then(|timeline| timeline.current_end).unwrap_or(force.to);
    let mut path = grown(&low, &high);
    for ((low, _), (from, to)) in path.iter_mut().zip(years) {
        let days = (days_between(*from, end.min(*to)) + 1).max(0);
        *low *= Exact::new(days.into(), (days_between(*from, *to) + 1).into());
    }
    (format!("ends: not bought again, or at its price ({rises})"), path)
}

fn index(rules: &Rules<'_>) -> (Exact, Exact) {
    let prices = &rules.support_prices;
    (prices.index_low.clone().unwrap_or_else(Exact::one), prices.index_high.clone().unwrap_or_else(Exact::one))
}

/// Factors of years that grow: at best from the second year on, at worst from the first.
fn grown(low: &Exact, high: &Exact) -> Years {
    let (mut least, mut most) = (Exact::one(), high.clone());
    std::array::from_fn(|_| {
        let year = (least.clone(), most.clone());
        least *= low;
        most *= high;
        year
    })
}

/// Support past its end at list prices, for unsupported assets in use: nothing if nobody buys it; at most its price, with the years
/// before in the first.
fn extended_support(
    ledger: &Ledger<'_>,
    judged: &Judged,
    rules: &Rules<'_>,
    years: &[(Date, Date); YEARS_AHEAD],
    paths: &mut Paths,
) -> u64 {
    let model = ledger.model;
    let mut without_rate = 0;
    for row in judged.rows.iter().filter(|row| row.verdict == Verdict::Unsupported) {
        let price = |release: &String| rules.support_prices.extended.iter().find(|price| price.is_for(release));
        let (Some(price), Some(asset)) = (row.release.as_ref().and_then(price), model.asset(&row.asset)) else {
            continue;
        };
        if !model.assets[asset].in_use(model.period.as_of) {
            continue;
        }
        let Some(added) = bought(ledger, price, years) else {
            without_rate += 1;
            continue;
        };
        for (end, share) in ledger.shares.of(asset).iter() {
            let system = match end {
                End::System(system) => Some(*system),
                End::Nowhere(_) => None,
            };
            let part = added.clone().map(|pence| (Exact::zero(), pence * share));
            add(paths, system, "support past its end: not bought, or at list price with the years before", 0, part);
        }
    }
    without_rate
}

/// The price of each year ahead that is sold, those gone by in the first.
fn bought(
    ledger: &Ledger<'_>,
    price: &ExtendedPrice,
    years: &[(Date, Date); YEARS_AHEAD],
) -> Option<[Exact; YEARS_AHEAD]> {
    let day = ledger.model.period.as_of;
    let mut sums: [Exact; YEARS_AHEAD] = std::array::from_fn(|_| Exact::zero());
    for (until, amount) in &price.years {
        let pence = ledger.exchange.convert(*amount, Some(price.currency), day)?.pence;
        // A year of the programme is paid when it begins, a year before its last day; one that has begun, at once.
        let begins = add_months(*until, -12).tomorrow().unwrap_or(*until);
        let year = years.iter().position(|(_, to)| begins <= *to);
        let still_sold = price.years.last().is_some_and(|(last, _)| *last >= day);
        if let Some(year) = year.filter(|_| still_sold) {
            sums[year] += pence;
        }
    }
    Some(sums)
}

/// Rounds each step once; years are sums of steps, and the whole is a sum of years. None if a sum does not fit in pence.
fn told(ledger: &Ledger<'_>, years: &[(Date, Date); YEARS_AHEAD], paths: Paths) -> Option<DoNothing> {
    let mut whole = vec![Range::default(); YEARS_AHEAD];
    let mut by_rule: BTreeMap<String, (i64, Vec<Range>)> = BTreeMap::new();
    let mut systems = Vec::new();
    for (system, steps) in paths {
        let mut path = vec![Range::default(); YEARS_AHEAD];
        let mut told = Vec::new();
        for (rule, (base_pence, sums)) in steps {
            let of_step: Vec<Range> = sums.iter().map(rounded).collect::<Option<_>>()?;
            let (base, sum) = by_rule.entry(rule.clone()).or_insert_with(|| (0, vec![Range::default(); YEARS_AHEAD]));
            *base = base.checked_add(base_pence)?;
            for to in [&mut path, sum, &mut whole] {
                for (to, more) in to.iter_mut().zip(&of_step) {
                    *to = Range { low: to.low.checked_add(more.low)?, high: to.high.checked_add(more.high)? };
                }
            }
            told.push(StepAhead { rule, base_pence, years: of_step });
        }
        let system = system.map(|at| ledger.model.assets[at].record.id.clone());
        systems.push(SystemPath { system, years: path, steps: told });
    }
    let last = |path: &SystemPath| path.years.last().map_or(0, |range| range.high);
    systems.sort_by(|a, b| last(b).cmp(&last(a)).then_with(|| a.system.cmp(&b.system)));
    let years = years.iter().map(|(from, to)| YearAhead { from: from.to_string(), to: to.to_string() }).collect();
    let steps = by_rule.into_iter().map(|(rule, (base_pence, years))| StepAhead { rule, base_pence, years }).collect();
    Some(DoNothing { years, whole, systems, steps })
}

/// At least and at most; of a credit, the larger credit is the least.
fn rounded((low, high): &(Exact, Exact)) -> Option<Range> {
    let (low, high) = (round_half_away(low)?, round_half_away(high)?);
    Some(Range { low: low.min(high), high: low.max(high) })
}
