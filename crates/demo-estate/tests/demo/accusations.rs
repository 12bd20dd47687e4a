//! What is planted is there, and nothing else is: each code is judged here in plain loops over the rows, and its
//! subjects must be those that the estate lists.

use crate::tables::matching::{Matcher, year};
use crate::tables::terms::{self, Ends};
use crate::tables::{AS_OF, Tables, tables};
use demo_estate::{EXACT, Estate, Size, Truth};
use estate::tables::{Contract, Payment};
use estate::{AssetStatus, Class, ContractKind, Currency, Date, Renewal, Vat, add_months, days_between};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

type Subjects = BTreeSet<String>;

/// An estate's rows and what it lists as planted.
struct Trial {
    estate: Estate,
    as_of: Date,
    tables: Tables,
    truths: Vec<Truth>,
}

/// Sizes, seeds and dates under which every claim is tried; made once for all tests.
static TRIALS: LazyLock<Vec<Trial>> = LazyLock::new(|| {
    let dates = [AS_OF, Date::constant(2026, 3, 31), Date::constant(2026, 8, 30), Date::constant(2027, 2, 28)];
    let trials = [
        (1, Size::default(), dates[0]),
        (99, Size::default(), dates[1]),
        (7, Size::default(), dates[2]),
        (8, Size::default(), dates[3]),
        (1, Size::of(10, 5, 10), dates[0]),
        (2, Size::of(60, 3, 40), dates[1]),
        (3, Size::of(500, 2, 30), dates[2]),
        (4, Size::of(1_300, 1, 9), dates[3]),
    ];
    let trial = |(seed, size, as_of)| {
        let estate = Estate::new(seed, size, as_of);
        Trial { estate, as_of, tables: tables(&estate), truths: estate.truths() }
    };
    trials.into_iter().map(trial).collect()
});

/// Holds a judge to the list: the subjects it finds are those planted, and no twin among them.
fn exactly(code: &str, judge: impl Fn(&Tables, Date) -> Subjects) {
    assert!(EXACT.contains(&code), "{code}");
    let mut found_any = false;
    for Trial { estate, as_of, tables, truths } in TRIALS.iter() {
        let truths: Vec<&Truth> = truths.iter().filter(|truth| truth.code == code).collect();
        let planted: Subjects = truths.iter().map(|truth| truth.subject.clone()).collect();
        let found = judge(tables, *as_of);
        assert_eq!(found, planted, "{code} at {as_of} in {estate:?}");
        for twin in truths.iter().filter_map(|truth| truth.twin.as_ref()) {
            assert!(!found.contains(twin), "{code}: the twin {twin}");
        }
        found_any |= !found.is_empty();
    }
    assert!(found_any, "{code} is nowhere");
}

fn by_id(tables: &Tables) -> BTreeMap<&str, &Contract> {
    tables.contracts.iter().map(|contract| (contract.id.as_str(), contract)).collect()
}

/// Contracts in force that cover each asset on this day.
fn covers(tables: &Tables, as_of: Date) -> BTreeMap<&str, Vec<&Contract>> {
    let contracts = by_id(tables);
    let mut covers: BTreeMap<&str, Vec<&Contract>> = BTreeMap::new();
    for row in &tables.cover {
        let Some(contract) = contracts.get(row.contract.as_str()) else { continue };
        let live = row.from.is_none_or(|from| from <= as_of) && row.to.is_none_or(|to| as_of <= to);
        if live && terms::in_force(contract, as_of) {
            covers.entry(row.asset.as_str()).or_default().push(contract);
        }
    }
    covers
}

fn retired(tables: &Tables) -> BTreeSet<&str> {
    let gone = |status: Option<AssetStatus>| matches!(status, Some(AssetStatus::Retired | AssetStatus::Missing));
    tables.assets.iter().filter(|asset| gone(asset.status)).map(|asset| asset.id.as_str()).collect()
}

#[test]
fn nothing_live_is_without_cover_but_what_is_planted() {
    exactly("uncovered-live-asset", |tables, as_of| {
        let covers = covers(tables, as_of);
        let kept = |asset: &str| {
            let classes =
                covers.get(asset).into_iter().flatten().filter_map(|contract| contract.kind.map(ContractKind::class));
            classes.into_iter().any(|class| class == Class::Maintenance)
        };
        let in_use = tables.assets.iter().filter(|asset| {
            // Whatever the kind of thing, and even where nobody says that it is live.
            let may_be_live = matches!(asset.status, None | Some(AssetStatus::Live | AssetStatus::Unknown));
            asset.kind != "service" && may_be_live && asset.warranty_ends.day().is_none_or(|last| last < as_of)
        });
        in_use.filter(|asset| !kept(&asset.id)).map(|asset| asset.id.clone()).collect()
    });
}

#[test]
fn nothing_is_covered_twice_in_one_class_but_what_is_planted() {
    exactly("duplicate-cover", |tables, as_of| {
        let mut days = vec![as_of];
        days.extend((1..12).map(|months| add_months(as_of, -months)));
        let mut twice = Subjects::new();
        for day in days {
            for mut contracts in covers(tables, day).into_values() {
                contracts.sort_by_key(|contract| (contract.starts_on.day(), &contract.id));
                let mut classes = BTreeSet::new();
                for contract in contracts {
                    if !classes.insert(contract.kind.map(ContractKind::class)) {
                        twice.insert(contract.id.clone());
                    }
                }
            }
        }
        twice
    });
}

#[test]
fn no_money_lands_on_what_is_gone_but_where_planted() {
    exactly("paid-for-retired", |tables, as_of| {
        let gone = retired(tables);
        let covers = covers(tables, as_of);
        let covered = covers.keys().copied();
        let paid = tables.payments.iter().filter_map(|row| row.asset.as_deref());
        let worked = tables.tickets.iter().filter_map(|row| row.asset.as_deref());
        let owned = tables.assets.iter().filter(|row| row.own_cost.known().is_some()).map(|row| row.id.as_str());
        let landed = covered.chain(paid).chain(worked).chain(owned);
        landed.filter(|asset| gone.contains(asset)).map(str::to_owned).collect()
    });
}

#[test]
fn no_contract_renews_on_what_is_gone_but_the_planted_one() {
    exactly("renews-on-retired", |tables, as_of| {
        let gone = retired(tables);
        let covers = covers(tables, as_of);
        let contracts = covers.iter().filter(|(asset, _)| gone.contains(*asset)).flat_map(|(_, contracts)| contracts);
        let renewing = contracts.filter(|contract| contract.renewal == Some(Renewal::Automatic));
        renewing.map(|contract| contract.id.clone()).collect()
    });
}

#[test]
fn no_payment_stands_beside_two_contracts_but_the_planted_one() {
    exactly("unmatched-beside-contract", |tables, as_of| {
        let matcher = Matcher::new(tables, as_of);
        let beside = |payment: &&Payment| matches!(matcher.of(payment), Err(2..));
        tables.payments.iter().filter(beside).filter_map(|payment| payment.supplier.clone()).collect()
    });
}

#[test]
fn no_contract_is_paid_past_its_arrears_but_the_planted_one() {
    exactly("expired-still-paid", |tables, as_of| {
        let matcher = Matcher::new(tables, as_of);
        let mut late = Subjects::new();
        for payment in &tables.payments {
            let Ok(contract) = matcher.of(payment) else { continue };
            if terms::last_day(contract).is_some_and(|last| days_between(last, payment.paid_on) > 92) {
                late.insert(contract.id.clone());
            }
        }
        late
    });
}

/// Pounds in pence at the rate of the day.
fn sterling(tables: &Tables, amount: i64, currency: Option<Currency>, on: Date) -> f64 {
    let amount: f64 = amount.to_string().parse().unwrap();
    let Some(currency) = currency.filter(|currency| *currency != Currency::GBP) else { return amount };
    let rates = tables.rates.iter().filter(|rate| rate.from == currency && rate.on <= on);
    amount * rates.max_by_key(|rate| rate.on).unwrap().rate.to_f64()
}

/// Net of tax, where the row holds it and the payer recovers it.
fn net(payment: &Payment, pence: f64) -> f64 {
    if payment.vat == Vat::Gross(None) && payment.organisation != "TVH" { pence / 1.2 } else { pence }
}

/// Contracts whose price and payments differ over the part of the last twelve months in the present term. A payment
/// belongs to it with all its pounds by the first day of service (else the day it was paid), or, `by_days`, with
/// those of its days of service.
fn differing(tables: &Tables, as_of: Date, by_days: bool) -> Subjects {
    let matcher = Matcher::new(tables, as_of);
    let recent = add_months(as_of.tomorrow().unwrap(), -12);
    let mut paid: BTreeMap<&str, Vec<&Payment>> = BTreeMap::new();
    for payment in &tables.payments {
        if let Ok(contract) = matcher.of(payment) {
            paid.entry(contract.id.as_str()).or_default().push(payment);
        }
    }
    let mut found = Subjects::new();
    for (id, payments) in paid {
        let contract = matcher.ids[id];
        let Some(price) = year(contract) else { continue };
        let from = terms::present_start(contract, as_of).unwrap_or(recent).max(recent);
        let to = match terms::present_end(contract, as_of) {
            Ends::On(end) => end.day.min(as_of),
            _ => as_of,
        };
        let days = days_between(from, to) + 1;
        if days <= 0 {
            continue;
        }
        let whole_year = f64::from(i32::try_from(days_between(recent, as_of) + 1).unwrap());
        let share = |part: i64, of: f64| f64::from(i32::try_from(part).unwrap()) / of;
        let due = sterling(tables, price, contract.price_currency, as_of) * share(days, whole_year);
        let mut sum = 0.0;
        for payment in payments {
            let pence = net(payment, sterling(tables, payment.amount.0, payment.currency, payment.paid_on));
            let service = payment.period_from.zip(payment.period_to);
            sum += match service {
                Some((first, last)) if by_days => {
                    let common = (days_between(first.max(from), last.min(to)) + 1).max(0);
                    let length = f64::from(i32::try_from(days_between(first, last) + 1).unwrap());
                    pence * share(common, length)
                }
                _ => {
                    let day = service.map_or(payment.paid_on, |(first, _)| first);
                    if from <= day && day <= to { pence } else { 0.0 }
                }
            };
        }
        let difference = (sum - due).abs();
        if difference > 100.0 && difference > due * 0.05 {
            found.insert(id.to_owned());
        }
    }
    found
}

#[test]
fn no_price_differs_from_what_is_paid_but_where_planted() {
    exactly("price-differs", |tables, as_of| differing(tables, as_of, false));
    exactly("price-differs", |tables, as_of| differing(tables, as_of, true));
}

#[test]
fn no_supplier_sells_to_two_bodies_but_the_planted_one() {
    exactly("joint-supplier", |tables, _| {
        let key = |name: &str| {
            let words = name.to_lowercase();
            let telling = words
                .split_whitespace()
                .filter(|word| !["ltd", "limited", "the", "company", "plc", "llp"].contains(word));
            telling.collect::<Vec<_>>().join(" ")
        };
        let names: BTreeMap<&str, String> =
            tables.suppliers.iter().map(|row| (row.id.as_str(), key(&row.name))).collect();
        let mut ids: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        names.iter().for_each(|(id, name)| ids.entry(name.clone()).or_default().push(id));
        let mut bodies: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        let contracts = tables.contracts.iter().map(|row| (row.supplier.as_str(), row.organisation.as_str()));
        let payments =
            tables.payments.iter().filter_map(|row| Some((row.supplier.as_deref()?, row.organisation.as_str())));
        for (supplier, body) in contracts.chain(payments) {
            let name = names.get(supplier).cloned().unwrap_or_else(|| key(supplier));
            bodies.entry(name).or_default().insert(body);
        }
        let joint = bodies.into_iter().filter(|(_, bodies)| bodies.len() > 1);
        joint.map(|(name, _)| (*ids[&name].iter().min().unwrap()).to_owned()).collect()
    });
}

#[test]
fn no_notice_is_missed_but_where_planted() {
    exactly("notice-missed", |tables, as_of| {
        let missed = |contract: &&Contract| {
            // A week's margin for holidays, so that no calendar makes another one late.
            let Ends::On(end) = terms::present_end(contract, as_of) else { return false };
            let last = terms::last_day_for_notice(contract, end);
            let margin = if contract.notice.as_deref().is_some_and(|words| words.contains("working")) { 7 } else { 0 };
            contract.renewal == Some(Renewal::Automatic)
                && terms::in_force(contract, as_of)
                && last.is_some_and(|last| days_between(as_of, last) < margin)
        };
        tables.contracts.iter().filter(missed).map(|contract| contract.id.clone()).collect()
    });
}

#[test]
fn every_contract_has_computable_dates_but_the_planted_ones() {
    exactly("no-computable-date", |tables, as_of| {
        let unknown = tables.contracts.iter().filter(|contract| !terms::computable(contract, as_of));
        unknown.map(|contract| contract.id.clone()).collect()
    });
}

#[test]
fn links_make_no_circle_but_the_planted_one() {
    exactly("relation-cycle", |tables, _| {
        let mut consumers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for row in &tables.relations {
            match row.kind.as_str() {
                "runs-on" | "depends-on" => consumers.entry(row.to.as_str()).or_default().push(&row.from),
                "part-of" => consumers.entry(row.from.as_str()).or_default().push(&row.to),
                _ => {}
            }
        }
        let reaches_itself = |start: &&str| {
            let (mut seen, mut front) = (BTreeSet::new(), vec![*start]);
            while let Some(here) = front.pop() {
                for next in consumers.get(here).into_iter().flatten() {
                    if next == start {
                        return true;
                    }
                    if seen.insert(*next) {
                        front.push(next);
                    }
                }
            }
            false
        };
        let circle: BTreeSet<&str> = consumers.keys().copied().filter(reaches_itself).collect();
        assert!(circle.is_empty() || circle.len() == 3, "{circle:?}");
        circle.first().map(|first| (*first).to_owned()).into_iter().collect()
    });
}

#[test]
fn every_truth_has_a_subject_a_reason_and_mostly_a_twin() {
    let Trial { truths, tables, .. } = &TRIALS[0];
    let codes: BTreeSet<&str> = truths.iter().map(|truth| truth.code).collect();
    for code in EXACT.iter().chain(&["renews-on-legacy", "decision-due", "auto-renews", "unknown-product"]) {
        assert!(codes.contains(code), "{code} is planted nowhere");
    }
    let mut ids: BTreeSet<&str> = tables.assets.iter().map(|row| row.id.as_str()).collect();
    ids.extend(tables.contracts.iter().map(|row| row.id.as_str()));
    ids.extend(tables.payments.iter().map(|row| row.id.as_str()));
    ids.extend(tables.tickets.iter().map(|row| row.id.as_str()));
    ids.extend(tables.suppliers.iter().map(|row| row.id.as_str()));
    for truth in truths {
        assert!(truth.why.ends_with('.') && truth.why.len() > 30, "{truth:?}");
        assert_ne!(Some(&truth.subject), truth.twin.as_ref());
        let words = truth.code == "unknown-product";
        assert!(ids.contains(truth.subject.as_str()) || truth.code == "set-aside" || words, "{truth:?}");
        assert!(truth.twin.as_deref().is_none_or(|twin| ids.contains(twin) || words), "{truth:?}");
        let may_stand_alone = ["set-aside", "unreadable-cell", "dangling-reference"].contains(&truth.code);
        assert!(truth.twin.is_some() || may_stand_alone, "{truth:?}");
    }
    assert!(Estate::new(1, Size::of(1, 0, 0), AS_OF).truths().is_empty());
}
