//! Payments and what teams cost: which part is of the period, and whether a contract counts instead.

use super::Counted;
use super::calendar::{Day, Window, day};
use super::contracts::{Agreement, Kind};
use super::flat::{Flat, hundredths, source, word};
use super::fraction::Fraction;
use crate::binary::Row;

/// Days after the end, and before the start, that a payment may still be of the contract.
const ARREARS: i64 = 92;

/// Puts one payment into the receipt.
pub(super) fn count(flat: &Flat, agreements: &[Agreement<'_>], row: &Row, window: &Window, counted: &mut Counted) {
    let (whose, paid_on) = (source(row), day(word(row, "paid_on")).unwrap());
    let amount = hundredths(word(row, "amount")).unwrap();
    let body = word(row, "organisation");
    // Without a rate it is listed in its own currency, outside every sum.
    let Some(exact) = flat.pence(amount, word(row, "currency"), paid_on, word(row, "vat"), body) else { return };
    let whole = exact.pence();
    if super::contracts::yes(word(row, "roll_up")) {
        return counted.book(&whose, "payments", "roll_up", whole);
    }
    if flat.is_a_body(word(row, "supplier")) {
        return counted.book(&whose, "payments", "recharge", whole);
    }
    let here = match (day(word(row, "period_from")), day(word(row, "period_to"))) {
        (Some(from), Some(to)) => exact.share(window.overlap(from, to), to - from + 1).pence(),
        _ if (window.first..=window.last.min(window.as_of)).contains(&paid_on) => whole,
        _ => 0,
    };
    counted.book(&whose, "payments", "other_period", whole - here);
    let contract = matched(flat, agreements, row, window);
    let bucket = if flat.only_checks(&whose) {
        "cross_check"
    } else if let Some(contract) = contract {
        under(contract, row, window)
    } else {
        alone(flat, row).bucket()
    };
    counted.book(&whose, "payments", bucket, here);
}

/// What a payment is that no contract stands behind: by its own words, else by the rules.
fn alone(flat: &Flat, row: &Row) -> Kind {
    let judged = flat.judge(word(row, "category"), word(row, "description"), word(row, "supplier"));
    let flow = judged.flow.map_or("", estate::Flow::word);
    let or = |column: &str, other: &str| {
        let stated = word(row, column);
        if stated.is_empty() { other.to_owned() } else { stated.to_owned() }
    };
    Kind::new(&or("scope", judged.scope.word()), word(row, "class"), &or("flow", flow), word(row, "capital"))
}

/// The day of a payment: its service's first, else when it was paid.
fn day_of(row: &Row) -> Day {
    day(word(row, "period_from")).or_else(|| day(word(row, "paid_on"))).unwrap()
}

/// The one contract that a payment is of: by id, by reference in its text, by payer and supplier.
fn matched<'a, 'flat>(
    flat: &Flat,
    agreements: &'a [Agreement<'flat>],
    row: &Row,
    window: &Window,
) -> Option<&'a Agreement<'flat>> {
    let id = word(row, "contract");
    if let Some(named) = agreements.iter().find(|contract| !id.is_empty() && contract.is(id)) {
        return Some(named);
    }
    let text = word(row, "description");
    let referred: Vec<_> = agreements.iter().filter(|contract| has_word(text, contract.word("reference"))).collect();
    if let [first, others @ ..] = referred.as_slice() {
        return others.is_empty().then_some(*first);
    }
    let who = flat.who(word(row, "supplier"));
    let on = if window.rate { window.as_of } else { day_of(row) };
    let beside: Vec<_> = agreements
        .iter()
        .filter(|contract| !who.is_empty() && contract.word("organisation") == word(row, "organisation"))
        .filter(|contract| contract.who == who && contract.kind.scope == "ict")
        .filter(|contract| !contract.is_framework() && !contract.is_parent && contract.in_force(on))
        .filter(|contract| contract.price_on(on, window).is_some_and(|(_, per)| per != "one-off"))
        .collect();
    if let [only] = beside.as_slice() { Some(*only) } else { None }
}

/// Is the reference a word of its own in the text?
fn has_word(text: &str, reference: &str) -> bool {
    let (text, reference) = (text.to_lowercase(), reference.to_lowercase());
    !reference.is_empty()
        && text.match_indices(&reference).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + reference.len()..].chars().next();
            ![before, after].into_iter().flatten().any(char::is_alphanumeric)
        })
}

/// The bucket of a payment under a contract.
fn under(contract: &Agreement<'_>, row: &Row, window: &Window) -> &'static str {
    let own = &contract.kind;
    let or = |column: &str, of_contract: &str| {
        let stated = word(row, column);
        if stated.is_empty() { of_contract.to_owned() } else { stated.to_owned() }
    };
    let capital = or("capital", if own.capital { "yes" } else { "no" });
    let kind = Kind::new(&or("scope", &own.scope), &or("class", &own.class), &or("flow", &own.flow), &capital);
    let (begins, _, last) = contract.days;
    let dated = day(word(row, "paid_on")).unwrap();
    let late = last.is_some_and(|last| dated > last + ARREARS);
    let early = !window.rate && begins.is_some_and(|begins| dated < begins - ARREARS);
    let ceiling = contract.is_framework() || contract.is_parent;
    let loses = kind == *own && contract.is_priced(window) && !ceiling && !contract.never() && !late && !early;
    if loses { "cross_check" } else { kind.bucket() }
}

/// Puts what a team costs into the receipt: its days of the period, and of them what its tickets say is change. A pool's pennies fall by
/// where they land, so what the lines hold of change is taken, as long as it is as many pounds as its tickets' share, to a penny a line.
pub(super) fn count_team(flat: &Flat, row: &Row, lines: &[Row], window: &Window, counted: &mut Counted) {
    let whose = source(row);
    let (from, to) = (day(word(row, "period_from")).unwrap(), day(word(row, "period_to")).unwrap());
    let amount = hundredths(word(row, "amount")).unwrap();
    let Some(exact) = flat.pence(amount, word(row, "currency"), to, "", "") else { return };
    let days = window.overlap(from, to);
    let here = exact.share(days, to - from + 1).pence();
    counted.book(&whose, "team_costs", "other_period", exact.pence() - here);
    let theirs = |ticket: &&Row| {
        let on = day(word(ticket, "closed_on")).or_else(|| day(word(ticket, "opened_on")));
        let same =
            word(ticket, "organisation") == word(row, "organisation") && word(ticket, "group") == word(row, "team");
        same && on.is_some_and(|on| (from.max(window.first)..=to.min(window.last)).contains(&on))
    };
    let tickets: Vec<&Row> = flat.table("tickets").iter().filter(theirs).collect();
    let effort = |ticket: &&Row| word(ticket, "effort_seconds").parse::<i64>().unwrap_or(0);
    let all: i64 = tickets.iter().map(effort).sum();
    let changes = tickets.iter().filter(|ticket| word(ticket, "flow") == "change");
    let (part, of) = if all > 0 {
        (changes.map(effort).sum(), all)
    } else {
        (i64::try_from(changes.count()).unwrap(), i64::try_from(tickets.len().max(1)).unwrap())
    };
    let share = Fraction::whole(here).share(part, of).pence();
    let key = format!("{}/{}/{}", word(row, "organisation"), word(row, "team"), word(row, "period_from"));
    let pool = lines.iter().filter(|line| line["origin_table"] == "team_costs" && line["origin_id"] == key);
    let (mut landed, mut pennies) = (0, 0);
    for line in pool {
        landed += if line["flow"] == "change" { line["amount_pence"].parse::<i64>().unwrap() } else { 0 };
        pennies += 1;
    }
    let change = if (landed - share).abs() <= pennies { landed } else { share };
    counted.book(&whose, "team_costs", "change", change);
    counted.book(&whose, "team_costs", "counted", here - change);
}
