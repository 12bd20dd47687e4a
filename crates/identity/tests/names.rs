//! Names of fictional suppliers: which are one, by which rule, and which stay apart.

use identity::{Clusters, Evidence, Ruling};

/// One supplier.
const SAME: &[(&str, &str, &str)] = &[
    ("Brackenfell Systems Ltd", "BRACKENFELL SYSTEMS LTD.", "supplier.spelling"),
    ("Société Brackenfell", "SociÃ©tÃ© Brackenfell", "supplier.spelling"),
    ("Tarnside & Quorle", "Tarnside &amp; Quorle", "supplier.spelling"),
    ("I.D.V. Quorle", "IDV QUORLE", "supplier.spelling"),
    ("Quorle Ltd", "Quorle Limited", "supplier.legal-form"),
    ("Quorle GmbH & Co. KG", "QUORLE", "supplier.legal-form"),
    ("Quorle Sp. z o.o.", "Quorle", "supplier.legal-form"),
    ("The Quorle Company, Inc", "Quorle S.A.R.L.", "supplier.legal-form"),
    ("Quorle Pty Ltd", "V0012345 Quorle", "supplier.legal-form"),
    ("Quorle & Tarnside", "Quorle and Tarnside", "supplier.spelling"),
    ("Quorle Intl Svcs", "Quorle International Services", "supplier.abbreviation"),
    ("Quorle Mfg", "Quorle Manufacturing", "supplier.abbreviation"),
    ("Groupe Quorle", "Quorle Group", "supplier.order"),
    ("1st Quorle Scouts", "First Quorle Scouts", "supplier.abbreviation"),
    ("St Quorle Hospice", "Saint Quorle Hospice", "supplier.abbreviation"),
    ("Quorleton, John & Co", "John Quorleton", "supplier.order"),
    ("Quorle Works Supplies", "Quorleworks Supplies", "supplier.joined"),
    ("Ashgrove Quorle t/a Tarnsidely Cafe", "Tarnsidely Cafe", "supplier.also-named"),
    ("Tarnsidely Ltd (formerly Quorlebank Ltd)", "Quorlebank", "supplier.also-named"),
    ("Quorle Building (1234-5678 Quebec Inc)", "1234-5678 Quebec Inc.", "supplier.also-named"),
    ("Quorlebank Environmental Managem", "Quorlebank Environmental Management Ltd", "supplier.cut-off"),
    ("Quorlebank Excavation", "Quorlebank Exacavation", "supplier.slip"),
    ("Quorlebank Tarnsidely", "Quorlebnak Tarnsidely", "supplier.slip"),
    ("Quorlebankton", "Quorlebanktn", "supplier.slip"),
    ("Quorlebank", "Quorlebank Group Services", "supplier.business-words"),
    ("Quorlebank Ltd", "Quorlebank (UK) Ltd", "supplier.branch"),
    ("Quorlebank", "Quorlebank - Leeds Branch", "supplier.branch"),
    ("Quorlebank c/o Ashgrove Ltd", "Quorlebank", "supplier.spelling"),
];

/// Two suppliers, or not known to be one.
const APART: &[(&str, &str)] = &[
    ("Quorlebank", "Quorlebank Construction"),
    ("Quorlebank Energy Ltd", "Quorlebank Construction Ltd"),
    ("Quorlebank Texas Inc", "Quorlebank Ohio Inc"),
    ("Quorle Primary School", "Quorle Ltd"),
    ("Quorle Town Council", "Quorle District Council"),
    ("Quorle 1 Ltd", "Quorle 2 Ltd"),
    ("Quorle North Ltd", "Quorle South Ltd"),
    ("1st Quorle Scouts", "2nd Quorle Scouts"),
    ("Phoenix Services Ltd", "Phoenix Consulting Ltd"),
    ("Medallion Ltd", "Medallion Resources Ltd"),
    ("Smith Plumbing", "Smith Roofing"),
    ("John Smith", "Jane Smith"),
    ("Peter Johnson", "Peter Johnston"),
    ("Environmental Services Ltd", "Environmental Solutions Ltd"),
    ("University of Kent", "Kent University"),
    ("1234567 Ontario Inc", "1234568 Ontario Inc"),
    ("Quorle Foods (an Ashgrovely company)", "Ashgrovely"),
    ("Tarnside", "Tornside"),
    ("ABQ Ltd", "ABQ Services Ltd"),
    ("Quorlebank Fund II", "Quorlebank Fund III"),
    ("Quorle Income Fund", "Quorle Strategic Income Fund"),
    ("Brackenfell", "Quorle"),
    ("Ltd", "plc"),
];

fn same(one: &str, other: &str) -> Option<Evidence> {
    Clusters::of([one, other]).same(one, other)
}

#[test]
fn one_supplier_under_two_spellings_is_known_and_the_rule_is_named() {
    for (one, other, rule) in SAME {
        let found = same(one, other);
        assert_eq!(found.map(|evidence| evidence.rule), Some(*rule), "{one} / {other}");
        assert_eq!(found, same(other, one), "{one} / {other}: the order of names matters");
    }
}

#[test]
fn what_only_looks_alike_stays_apart() {
    for (one, other) in APART {
        assert_eq!(same(one, other), None, "{one} / {other}");
    }
}

#[test]
fn a_name_between_two_companies_of_a_group_does_not_make_them_one() {
    let names = ["Quorlebank", "Quorlebank Energy", "Quorlebank Construction", "QUORLEBANK ENERGY LTD"];
    let clusters = Clusters::of(names);
    assert_eq!(clusters.same("Quorlebank Energy", "Quorlebank Construction"), None);
    assert_eq!(clusters.same("Quorlebank", "Quorlebank Energy"), None, "it may be either");
    assert!(clusters.same("Quorlebank Energy", "QUORLEBANK ENERGY LTD").is_some());
}

#[test]
fn a_slip_between_two_known_names_is_none() {
    // Both are written so often that each is meant.
    let names = ["Hansonly Ltd", "Hansonly plc", "HANSONLY", "Hansenly Ltd", "Hansenly plc", "HANSENLY"];
    assert_eq!(Clusters::of(names).same("Hansonly Ltd", "Hansenly Ltd"), None);
}

#[test]
fn a_ruling_beats_every_rule() {
    let ruling = |one: &str, other: &str, same| Ruling { one: one.into(), other: other.into(), same };
    let rulings = [
        ruling("Quorle Ltd", "Tarnside Ltd", true),
        ruling("Quorlebank Ltd", "Quorlebank Group", false),
        ruling("Ashgrove", "Ashgrove Ltd", false),
    ];
    let names = ["QUORLE LIMITED", "Tarnside", "Quorlebank", "Quorlebank Group", "ASHGROVE", "ASHGROVE LTD"];
    let clusters = Clusters::ruled(names, &rulings, 'C');
    assert_eq!(clusters.same("QUORLE LIMITED", "Tarnside").map(|evidence| evidence.rule), Some("supplier.ruling"));
    assert_eq!(clusters.same("Quorlebank", "Quorlebank Group"), None);
    assert_eq!(clusters.same("ASHGROVE", "ASHGROVE LTD"), None);
    assert!(clusters.same("ASHGROVE", "Ashgrove").is_some() && clusters.same("Ashgrove Ltd", "ASHGROVE LTD").is_some());
}

#[test]
fn the_shortest_name_stands_for_all_and_order_and_repeats_do_not_matter() {
    let mut names = vec!["Quorlebank Group Services", "QUORLEBANK LTD", "Quorlebank", "Tarnside", "Quorlebank UK"];
    let told = |names: &[&str]| {
        let clusters = Clusters::of(names.iter().copied());
        let place = clusters
            .place("Quorlebank UK")
            .map(|place| (place.supplier.to_owned(), place.key.to_owned(), place.evidence));
        (place, clusters.place("Tarnside").map(|place| place.evidence.rule), clusters.place("not given").is_none())
    };
    let first = told(&names);
    assert_eq!(
        first.0.as_ref().map(|(supplier, key, _)| (supplier.as_str(), key.as_str())),
        Some(("QUORLEBANK LTD", "quorlebank"))
    );
    assert_eq!((first.1, first.2), (Some("supplier.itself"), true));
    names.reverse();
    names.push("Quorlebank");
    assert_eq!(told(&names), first);
}

#[test]
fn evidence_weaker_than_asked_for_ties_nothing() {
    let names = ["Quorlebank", "Quorlebank Group", "Quorlebank Ltd"];
    let clusters = Clusters::ruled(names, &[], 'B');
    assert_eq!(clusters.same("Quorlebank", "Quorlebank Group"), None);
    assert!(clusters.same("Quorlebank", "Quorlebank Ltd").is_some());
}
