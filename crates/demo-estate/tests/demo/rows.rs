//! What the rows are as rows: the same everywhere, readable, each named once, each name leading somewhere.

use crate::tables::{AS_OF, Tables, default_estate, tables};
use demo_estate::{Estate, Size};
use estate::{Date, Renewal, Table};
use std::collections::{BTreeMap, BTreeSet};

/// FNV-1a over every cell, each ended by a byte that no text holds.
fn digest(estate: &Estate) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    estate.rows(&mut |table, cells| {
        for cell in [table.name()].into_iter().chain(cells.iter().map(String::as_str)) {
            for byte in cell.bytes().chain([0xff]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
    });
    hash
}

#[test]
fn the_same_seed_size_and_date_give_the_same_bytes_on_every_machine() {
    let estate = |seed| Estate::new(seed, Size::default(), AS_OF);
    assert_eq!(
        digest(&estate(1)),
        14_906_418_807_637_153_008,
        "the demo changed: say so in the change log, and put the new digest here"
    );
    assert_ne!(digest(&estate(1)), digest(&estate(2)));
}

#[test]
fn an_estate_holds_its_plan_and_no_rows_so_that_a_larger_one_begins_like_a_smaller() {
    assert!(size_of::<Estate>() <= 64, "{}", size_of::<Estate>());
    let assets = |assets| {
        let mut rows = Vec::new();
        Estate::new(1, Size { assets, ..Size::default() }, AS_OF).rows(&mut |table, cells| {
            if table == Table::Assets {
                rows.push(cells.to_vec());
            }
        });
        rows
    };
    let (small, large) = (assets(60), assets(600));
    assert_eq!((small.len(), large.len()), (60, 600));
    assert_eq!(small, large[..60]);
}

#[test]
fn tables_come_one_after_another_and_hold_as_many_rows_as_asked_for() {
    let tables = default_estate();
    let mut order = tables.order.clone();
    order.dedup();
    let names: Vec<&str> = order.iter().map(|table| table.name()).collect();
    assert_eq!(
        names,
        [
            "organisations",
            "suppliers",
            "assets",
            "relations",
            "contracts",
            "prices",
            "cover",
            "payments",
            "tickets",
            "team_costs",
            "measures",
            "budgets",
            "rates"
        ]
    );
    let count = |table| tables.order.iter().filter(|other| **other == table).count();
    assert_eq!(count(Table::Assets), 1_500);
    assert_eq!(count(Table::Contracts), 220);
    assert_eq!(count(Table::Payments), 12_000);
    assert_eq!(count(Table::Tickets), 9_000);
    assert_eq!(count(Table::Organisations), 3);
    assert_eq!(count(Table::TeamCosts), 11 * 8);
}

#[test]
fn every_row_is_read_but_those_planted_to_be_set_aside() {
    for size in [Size::default(), Size::of(1, 5, 10), Size::of(40, 5, 10), Size::of(3_000, 1, 2)] {
        let estate = Estate::new(7, size, AS_OF);
        let tables = tables(&estate);
        assert_eq!(sorted(tables.refused), planted(&estate, "set-aside"), "{size:?}");
        assert_eq!(sorted(tables.unread), planted(&estate, "unreadable-cell"), "{size:?}");
    }
}

fn sorted(mut ids: Vec<String>) -> Vec<String> {
    ids.sort();
    ids
}

fn planted(estate: &Estate, code: &str) -> Vec<String> {
    let subjects = estate.truths().into_iter().filter(|truth| truth.code == code).map(|truth| truth.subject);
    subjects.collect::<BTreeSet<_>>().into_iter().collect()
}

#[test]
fn no_id_is_given_twice() {
    let tables = tables(&Estate::new(1, Size::of(6_000, 2, 8), AS_OF));
    for (name, ids) in [
        ("suppliers", tables.suppliers.iter().map(|row| &row.id).collect::<Vec<_>>()),
        ("assets", tables.assets.iter().map(|row| &row.id).collect()),
        ("contracts", tables.contracts.iter().map(|row| &row.id).collect()),
        ("payments", tables.payments.iter().map(|row| &row.id).collect()),
        ("tickets", tables.tickets.iter().map(|row| &row.id).collect()),
    ] {
        let once: BTreeSet<&String> = ids.iter().copied().collect();
        assert_eq!(once.len(), ids.len(), "{name}");
    }
    let named: BTreeSet<_> = tables.assets.iter().map(|row| (&row.organisation, &row.kind, &row.name)).collect();
    assert_eq!(named.len(), tables.assets.len(), "an asset's name is its own");
}

/// Names of other rows that lead nowhere: which row holds which.
fn dangling(tables: &Tables) -> BTreeSet<(String, String)> {
    let assets: BTreeSet<&str> = tables.assets.iter().map(|row| row.id.as_str()).collect();
    let contracts: BTreeSet<&str> = tables.contracts.iter().map(|row| row.id.as_str()).collect();
    let bodies: BTreeSet<&str> = tables.organisations.iter().map(|row| row.id.as_str()).collect();
    let mut suppliers: BTreeSet<String> = tables.suppliers.iter().map(|row| row.id.clone()).collect();
    suppliers.extend(tables.suppliers.iter().map(|row| row.name.to_uppercase()));
    suppliers.extend(bodies.iter().map(|id| (*id).to_owned()));
    let teams: BTreeSet<(&str, &str)> =
        tables.team_costs.iter().map(|row| (row.organisation.as_str(), row.team.as_str())).collect();
    let mut nowhere = BTreeSet::new();
    let mut look = |holder: &str, name: Option<&str>, known: &BTreeSet<&str>| {
        if let Some(name) = name.filter(|name| !known.contains(name)) {
            nowhere.insert((holder.to_owned(), name.to_owned()));
        }
    };
    for row in &tables.relations {
        look(&row.from, Some(&row.from), &assets);
        look(&row.from, Some(&row.to), &assets);
    }
    for row in &tables.cover {
        look(&row.contract, Some(&row.contract), &contracts);
        look(&row.contract, Some(&row.asset), &assets);
    }
    let suppliers: BTreeSet<&str> = suppliers.iter().map(String::as_str).collect();
    for row in &tables.contracts {
        look(&row.id, row.parent.as_deref(), &contracts);
        look(&row.id, Some(&row.supplier), &suppliers);
        look(&row.id, Some(&row.organisation), &bodies);
    }
    for row in &tables.payments {
        look(&row.id, row.contract.as_deref(), &contracts);
        look(&row.id, row.asset.as_deref(), &assets);
        look(&row.id, row.supplier.as_deref(), &suppliers);
    }
    for row in &tables.tickets {
        look(&row.id, row.asset.as_deref(), &assets);
        look(&row.id, row.service.as_deref(), &assets);
        assert!(teams.contains(&(row.organisation.as_str(), row.group.as_deref().unwrap())), "{}", row.id);
    }
    for row in &tables.measures {
        look(&row.asset, Some(&row.asset), &assets);
        look(&row.asset, row.consumer.as_deref(), &assets);
    }
    for row in &tables.prices {
        look(&row.contract, Some(&row.contract), &contracts);
    }
    nowhere
}

#[test]
fn every_name_leads_somewhere_but_the_planted_ones() {
    for size in [Size::default(), Size::of(10, 5, 10), Size::of(55, 5, 40), Size::of(600, 3, 9)] {
        let estate = Estate::new(3, size, AS_OF);
        let holders: BTreeSet<String> = dangling(&tables(&estate)).into_iter().map(|(holder, _)| holder).collect();
        assert_eq!(holders.into_iter().collect::<Vec<_>>(), planted(&estate, "dangling-reference"), "{size:?}");
    }
}

#[test]
fn the_smallest_estates_make_sense() {
    for assets in [0, 1, 10] {
        let tables = tables(&Estate::new(1, Size::of(assets, 5, 10), AS_OF));
        assert_eq!(u64::try_from(tables.assets.len()).unwrap(), assets);
        if let Some(first) = tables.assets.first() {
            assert_eq!(first.kind, "service");
        }
    }
    let tables = tables(&Estate::new(1, Size::of(10, 5, 10), AS_OF));
    assert!(tables.relations.len() >= 9, "{}", tables.relations.len());
    assert!(tables.cover.len() >= 9, "all but the service are covered: {}", tables.cover.len());
}

#[test]
fn any_date_gives_an_estate() {
    for as_of in
        [Date::MIN, Date::constant(2015, 11, 25), Date::constant(2024, 2, 29), Date::constant(2031, 12, 31), Date::MAX]
    {
        let estate = Estate::new(1, Size::of(90, 2, 60), as_of);
        let mut rows = 0;
        estate.rows(&mut |_, _| rows += 1);
        assert!(rows > 5_000, "{as_of}: {rows}");
    }
}

#[test]
fn contracts_renew_end_and_are_priced_in_every_form() {
    let tables = default_estate();
    let count =
        |claim: &dyn Fn(&estate::tables::Contract) -> bool| tables.contracts.iter().filter(|row| claim(row)).count();
    let mut least: BTreeMap<&str, usize> = BTreeMap::new();
    least.insert("automatic", count(&|row| row.renewal == Some(Renewal::Automatic)));
    least.insert("express", count(&|row| row.renewal == Some(Renewal::Express)));
    least.insert("none", count(&|row| row.renewal == Some(Renewal::None)));
    least.insert("unknown", count(&|row| row.renewal == Some(Renewal::Unknown)));
    least.insert("unsaid", count(&|row| row.renewal.is_none()));
    least.insert("open-ended", count(&|row| row.initial_term.as_deref() == Some("open-ended")));
    least.insert("no end", count(&|row| row.ends_on.to_string() == "9999-12-31"));
    least.insert("terms in days", count(&|row| row.renewal_term.as_deref() == Some("365 days")));
    least.insert("working days", count(&|row| row.notice.as_deref() == Some("20 working days")));
    least.insert("lead time", count(&|row| row.lead_time.is_some()));
    least.insert("furthest day", count(&|row| row.max_extent_on.day().is_some()));
    least.insert("break", count(&|row| row.break_dates.is_some()));
    least.insert("computed end", count(&|row| row.ends_on.day().is_none() && row.initial_term.is_some()));
    least.insert("indexation", count(&|row| row.indexation.is_some()));
    least.insert("parent", count(&|row| row.parent.is_some()));
    least.insert("framework", count(&|row| row.regime.as_deref() == Some("framework")));
    least.insert("foreign currency", count(&|row| row.price_currency.is_some_and(|c| c != estate::Currency::GBP)));
    for per in estate::PricePer::ALL {
        least.insert(per.word(), count(&|row| row.price_per == Some(*per)));
    }
    for (form, count) in &least {
        assert!(*count > 0, "no contract: {form}");
    }
    assert!(least["automatic"] > 80, "{least:?}");
    assert!(!tables.prices.is_empty());
}
