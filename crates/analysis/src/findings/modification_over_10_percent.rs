//! A contract under the Procurement Act 2023 whose term or price has changed by more than a tenth of what was awarded (section 74: a
//! substantial modification, or none below the threshold), unless the contract itself provides for it. Limits are data:
//! `config/procurement.toml`.
//!
//! What the records show of it: a stated end further from the start than the initial term, with neither a furthest day nor a renewal
//! that would allow it; or rows of `prices` that move although the record says that the price does not rise.

use super::{Context, Found, Kind};
use crate::model::HeldContract;
use crate::procurement::Modification;
use estate::tables::Price;
use estate::{Date, Exact, Length, Renewal, Term, add_months, days_between, round_half_away};

pub(super) const KIND: Kind = Kind {
    code: "modification-over-10-percent",
    reader: "procurement",
    amount_means: "price of the days added or taken away, or the change of a year's price",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let Some(rule) = &context.rules.procurement.modification else { return Vec::new() };
    let mut found = Vec::new();
    for (held, dated) in context.deciding().filter(|(held, _)| is_under(rule, held)) {
        let change = of_term(rule, held).map(|(days, said)| {
            let part = Exact::new(days.into(), 365.into());
            let pence = dated.timeline.annual_pence.map(|annual| Exact::from_integer(annual.into()) * part);
            (pence.and_then(|pence| round_half_away(&pence)), said)
        });
        let Some((pence, said)) = change.or_else(|| of_price(context, rule, held)) else { continue };
        found.push(Found {
            pence,
            message: format!(
                "{}: {said}; beyond that a change needs a ground of its own in the Procurement Act 2023, section 74.",
                context.named(held)
            ),
            ..Found::about(held)
        });
    }
    found
}

fn is_under(rule: &Modification, held: &HeldContract) -> bool {
    let regime = held.record.regime.as_deref().unwrap_or_default().trim().to_lowercase();
    rule.regimes.contains(&regime)
}

/// Days that the stated end was moved by, later or earlier, if that is more than the limit.
fn of_term(rule: &Modification, held: &HeldContract) -> Option<(i64, String)> {
    let record = &held.record;
    if record.renewal != Some(Renewal::None) || record.max_extent_on.span().is_some() {
        return None;
    }
    let (starts, ends) = (record.starts_on.day()?, record.ends_on.day()?);
    let Some(Term::Of(Length::Months(awarded))) = Term::parse(record.initial_term.as_deref()?) else { return None };
    let after = ends.tomorrow().ok()?;
    let award_ends = add_months(starts, awarded.into());
    let limit = i64::from(rule.term_per_cent);
    // Whole months against whole months, so that exactly a tenth is one; days against days elsewhere.
    let over = match whole_months(starts, after) {
        Some(months) => (months - i64::from(awarded)).abs() * 100 > limit * i64::from(awarded),
        None => days_between(award_ends, after).abs() * 100 > limit * days_between(starts, award_ends),
    };
    let moved = days_between(award_ends, after);
    let longer = if moved > 0 { "longer" } else { "shorter" };
    over.then(|| {
        let said = format!("it was let for {awarded} months and ends on {ends}, more than {limit} % {longer}");
        (moved.abs(), said)
    })
}

/// Months from one day to another, where they are whole.
fn whole_months(from: Date, to: Date) -> Option<i64> {
    let months = i64::from(to.year() - from.year()) * 12 + i64::from(to.month() - from.month());
    (add_months(from, months) == to).then_some(months)
}

/// The change of a price that is said not to rise, from its first row to the one in force, if that is more than the limit.
fn of_price(context: &Context<'_>, rule: &Modification, held: &HeldContract) -> Option<(Option<i64>, String)> {
    if !is_fixed(held) {
        return None;
    }
    let as_of = context.model.period.as_of;
    let mut rows: Vec<&Price> = context.model.prices.get(&held.priced_by)?.iter().collect();
    rows.sort_by_key(|row| row.from);
    let first = *rows.first()?;
    let holds = |row: &&&Price| row.from.is_none_or(|from| from <= as_of) && row.to.is_none_or(|to| to >= as_of);
    let now = *rows.iter().rev().find(holds)?;
    let alike = first.per == now.per && first.currency == now.currency;
    let change = i128::from(now.amount.0) - i128::from(first.amount.0);
    let limit = i128::from(rule.value_per_cent);
    if !alike || change.abs() * 100 <= limit * i128::from(first.amount.0).abs() {
        return None;
    }
    let said = format!(
        "its price was awarded at {} and is {}, more than {limit} % apart, though it states no indexation",
        first.amount, now.amount
    );
    Some((i64::try_from(change).ok(), said))
}

/// Does the record say that the price does not rise?
fn is_fixed(held: &HeldContract) -> bool {
    held.record.indexation.as_deref().is_some_and(|words| words.trim().eq_ignore_ascii_case("none"))
}

/// Contracts that may be under the Act, or are, and do not say what was awarded.
pub(super) fn lacking(context: &Context<'_>) -> Vec<&'static str> {
    let Some(rule) = &context.rules.procurement.modification else { return Vec::new() };
    let lacks = |held: &HeldContract| {
        let record = &held.record;
        if record.regime.is_none() {
            Some("the regime it was bought under")
        } else if is_under(rule, held) && record.initial_term.is_none() {
            Some("the term that was awarded")
        } else {
            None
        }
    };
    context.deciding().filter_map(|(held, _)| lacks(held)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn months_are_whole_or_none() {
        assert_eq!(whole_months(date(2025, 4, 1), date(2029, 9, 1)), Some(53));
        assert_eq!(whole_months(date(2025, 4, 1), date(2029, 9, 2)), None);
        assert_eq!(whole_months(date(2025, 8, 31), date(2026, 2, 28)), Some(6));
    }
}
