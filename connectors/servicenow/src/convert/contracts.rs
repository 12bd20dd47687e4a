//! Agreements, their prices over time, what they cover and entitle to, and lines of expense.

use super::{Context, first, kinds};
use crate::lookups::{Lookup, Names, Owned, Terms};
use crate::wire::{self, Money, day, text};
use connector_kit::{Draft, Row};
use estate::tables::{Contract, Cover, Entitlement, Payment, Price};
use estate::{Table, add_months, days_between, parse_day};

/// An agreement of any class.
pub(crate) fn contract(context: Context<'_>, row: &Row, terms: Option<&Terms>, names: &Names) -> Draft {
    let key = text(row, "sys_id");
    let mut draft = Draft::new(Table::Contracts);
    draft.set(Contract::id, context.id(&key)).set(Contract::source, context.source);
    draft.set(Contract::source_key, key.as_str());
    draft.set(Contract::parent, context.id(&text(row, "parent_contract")));
    draft.set(Contract::organisation, context.organisation(&text(row, "customer")));
    draft.set(Contract::supplier, context.id(&text(row, "vendor")));
    draft.set(Contract::reference, first([text(row, "vendor_contract"), text(row, "number")]));
    draft.set(Contract::title, first([text(row, "short_description"), text(row, "number")]));
    draft.set(Contract::kind, kinds::contract_kind(&text(row, "sys_class_name"), &text(row, "license_type")));
    draft.set(Contract::state, text(row, "state"));
    let (starts, ends) = (day(row, "starts"), day(row, "ends"));
    draft.set(Contract::starts_on, starts.as_str()).set(Contract::ends_on, ends.as_str());
    // By the product an empty end is no end; without a column there is nothing to read.
    if ends.is_empty()
        && !starts.is_empty()
        && row.contains_key("ends")
        && !context.maps(Table::Contracts, Contract::ends_on)
    {
        draft.set(Contract::initial_term, "open-ended");
    }
    match wire::flag(row, "renewable") {
        Some(true) => draft.set(Contract::renewal, "automatic"),
        Some(false) => draft.set(Contract::renewal, "none"),
        None => &mut draft,
    };
    draft.set(Contract::renewal_term, length(&day(row, "renewal_date"), &day(row, "renewal_end_date")));
    if !context.maps(Table::Contracts, Contract::price_amount) {
        price(context, &mut draft, terms, !ends.is_empty() && !starts.is_empty());
    }
    draft.set(
        Contract::cost_centre,
        names.cost_centres.get(&text(row, "cost_center")).cloned().unwrap_or_else(|| text(row, "cost_center")),
    );
    context.mapped(row, draft)
}

/// The price: of the term, without tax where the instance keeps that apart; of a year or month, where there is no end to the term.
/// What was paid so far, the cost a unit and the lifetime cost are no prices.
fn price(context: Context<'_>, draft: &mut Draft, terms: Option<&Terms>, has_term: bool) {
    let Some(terms) = terms else { return };
    let given = |money: &Money| !money.amount.is_empty();
    let is_zero = |money: &Money| money.amount.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    // A subtotal of nothing beside a total of something was never filled in.
    let net = given(&terms.sub_total) && (!is_zero(&terms.sub_total) || is_zero(&terms.total));
    let (whole, vat) = if net { (&terms.sub_total, "net") } else { (&terms.total, "unknown") };
    let (money, per, vat) = if has_term && given(whole) {
        (whole, "term", vat)
    } else if given(&terms.yearly) {
        (&terms.yearly, "year", "unknown")
    } else if given(&terms.monthly) {
        (&terms.monthly, "month", "unknown")
    } else {
        (whole, "unknown", vat)
    };
    if given(money) {
        context.pay(draft, Contract::price_amount, Contract::price_currency, money);
        draft.set(Contract::price_per, per).set(Contract::price_vat, vat);
    }
}

/// A length that two days, both within it, make: in months where it is whole months, else in days.
fn length(from: &str, to: &str) -> String {
    let (Ok(from), Ok(to)) = (parse_day(from), parse_day(to)) else { return String::new() };
    let days = days_between(from, to) + 1;
    if days <= 0 {
        return String::new();
    }
    let after = to.tomorrow().unwrap_or(to);
    match (1..=600)
        .find(|months| add_months(from, *months) >= after)
        .filter(|months| add_months(from, *months) == after)
    {
        Some(months) => format!("{months} months"),
        None => format!("{days} days"),
    }
}

/// A line of a rate card: a price over a period. What it is for is said nowhere, so a mapping has to.
pub(crate) fn rate_card(context: Context<'_>, row: &Row) -> Draft {
    let mut draft = Draft::new(Table::Prices);
    draft.key(text(row, "sys_id")).set(Price::source, context.source);
    draft.set(Price::contract, context.id(&text(row, "contract")));
    draft.set(Price::from, day(row, "start_date")).set(Price::to, day(row, "end_date"));
    context.pay(&mut draft, Price::amount, Price::currency, &wire::money(row, "cost"));
    let mut draft = context.mapped(row, draft);
    // Where the mapping names the column and the row leaves it empty, the price is for what the contract's is.
    if draft.get(Price::per).is_empty() && !context.maps(Table::Prices, Price::per) {
        let reason = "nothing says whether the price is for a month, a year or the term. hint: map a column to `prices.per`, or set `otherwise.prices.per`";
        draft.refuse(Price::per, "", reason);
    }
    draft
}

/// What a contract was before it was renewed: its price of a year over that time.
pub(crate) fn history(context: Context<'_>, row: &Row) -> Draft {
    let mut draft = Draft::new(Table::Prices);
    draft.key(text(row, "sys_id")).set(Price::source, context.source);
    draft.set(Price::contract, context.id(&text(row, "contract")));
    draft.set(Price::from, day(row, "starts")).set(Price::to, day(row, "ends"));
    let yearly = wire::money(row, "yearly_cost");
    if yearly.amount.is_empty() {
        let total = wire::money(row, "total_cost").amount;
        draft.refuse(
            "yearly_cost",
            total,
            "the former terms hold no cost of a year. hint: nothing to do, if the current terms are right",
        );
    }
    context.pay(&mut draft, Price::amount, Price::currency, &yearly);
    draft.set(Price::per, "year");
    draft
}

/// A contract covers a thing.
pub(crate) fn covered(context: Context<'_>, row: &Row, contract: &str, asset: &str) -> Draft {
    let mut draft = Draft::new(Table::Cover);
    draft.key(text(row, "sys_id")).set(Cover::source, context.source);
    draft.set(Cover::contract, context.id(contract)).set(Cover::asset, asset);
    draft.set(Cover::from, day(row, "added")).set(Cover::to, day(row, "removed"));
    context.mapped(row, draft)
}

/// A right that was bought under a contract.
pub(crate) fn entitlement(context: Context<'_>, row: &Row, contract: &str, names: &Names) -> Draft {
    let mut draft = Draft::new(Table::Entitlements);
    draft.key(text(row, "sys_id")).set(Entitlement::source, context.source);
    draft.set(Entitlement::contract, context.id(contract));
    let model = first([text(row, "software_model"), text(row, "model")]);
    let model = names.models.get(&model).map_or_else(String::new, |model| model.name.clone());
    draft.set(Entitlement::product, first([model, text(row, "display_name")]));
    draft
        .set(Entitlement::quantity, first([text(row, "rights"), text(row, "purchased_rights"), text(row, "quantity")]));
    draft.set(Entitlement::from, day(row, "start_date")).set(Entitlement::to, day(row, "end_date"));
    context.mapped(row, draft)
}

/// A line of expense: one amount, attributed once, however many things it names.
pub(crate) fn expense(context: Context<'_>, row: &Row, owned: &Owned, terms: &Lookup<Terms>, names: &Names) -> Draft {
    let mut draft = Draft::new(Table::Payments);
    let (contract, item, thing) = (text(row, "contract"), text(row, "ci"), text(row, "asset"));
    let behind = terms.get(&contract);
    draft.set(Payment::id, context.id(&text(row, "sys_id"))).set(Payment::source, context.source);
    draft.set(Payment::organisation, context.organisation(behind.map_or("", |terms| terms.customer.as_str())));
    draft.set(Payment::paid_on, day(row, "date"));
    draft.set(Payment::supplier, context.id(behind.map_or("", |terms| terms.vendor.as_str())));
    context.pay(&mut draft, Payment::amount, Payment::currency, &wire::money(row, "amount"));
    let origin = text(row, "source_table");
    draft.set(Payment::category, origin.as_str());
    draft.set(Payment::description, text(row, "short_description"));
    draft.set(
        Payment::cost_centre,
        names.cost_centres.get(&text(row, "cost_center")).cloned().unwrap_or_else(|| text(row, "cost_center")),
    );
    match text(row, "summary_type").as_str() {
        "run_business" => draft.set(Payment::flow, "run"),
        "grow_business" | "transform_business" => draft.set(Payment::flow, "change"),
        _ => &mut draft,
    };
    // The price of a new asset is written as an expense by the product itself: it was bought, not run.
    if origin.starts_with("alm_") {
        draft.set(Payment::capital, "yes");
    }
    // A line that was worked out from another is the same money again.
    if wire::flag(row, "inherited") == Some(true) {
        draft.set(Payment::roll_up, "yes");
    }
    let asset = if !item.is_empty() {
        context.id(&item)
    } else if !thing.is_empty() {
        owned.asset(context.source, &thing)
    } else {
        String::new()
    };
    draft.set(Payment::asset, asset).set(Payment::contract, context.id(&contract));
    context.mapped(row, draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_days_make_a_length() {
        for (from, to, words) in [
            ("2026-04-01", "2027-03-31", "12 months"),
            ("2026-04-01", "2029-03-31", "36 months"),
            ("2026-01-31", "2026-02-27", "1 months"),
            ("2026-04-01", "2026-04-10", "10 days"),
            ("2026-04-01", "2026-03-31", ""),
            ("", "2026-03-31", ""),
        ] {
            assert_eq!(length(from, to), words, "{from} {to}");
        }
    }
}
