//! A policy that fails a run.

use super::{Place, THREE};
use serde_json::json;

#[test]
fn an_automatic_renewal_over_the_limit_within_30_days_and_without_a_decision_ends_with_1() {
    let place = Place::with(&THREE[..2]);
    let gate = |as_of: &str| place.renewals(as_of, &["--fail-on", "renewals", "--format", "json"]);
    // To decide by 29 May: 30 days before it is 29 April.
    assert_eq!(gate("2026-04-28").done().json()["breaches"], json!([]));
    let breached = gate("2026-04-29");
    assert_eq!(breached.code, 1);
    assert_eq!(breached.json()["breaches"][0]["contract"], json!("C1"));
    assert_eq!(breached.json()["breaches"][0]["value_pence"], json!(6_000_000));
    for words in
        ["policy breached: 1 breach", "C1 (Acme, £60,000.00, to decide by 2026-05-29; head@tc.example)", "hint: "]
    {
        assert!(breached.said.contains(words), "{}", breached.said);
    }
    place.write("files/decisions.csv", "contract,decision,until\nC1,renew,2026-04-29\n");
    gate("2026-04-29").done();
    assert_eq!(gate("2026-04-30").code, 1, "the decision has expired");
}

#[test]
fn a_contract_without_a_day_is_a_breach_until_somebody_has_seen_it() {
    let place = Place::with(&THREE);
    assert_eq!(place.renewals("2026-04-01", &["--fail-on", "renewals"]).code, 1);
    place.write("files/decisions.csv", "contract,decision\nC3,acknowledge\n");
    place.renewals("2026-04-01", &["--fail-on", "renewals"]).done();
}

#[test]
fn a_policy_of_ones_own_may_ask_for_findings() {
    let place = Place::with(&THREE[..2]);
    let policy = |finding: &str| {
        let text = format!("source = \"ours\"\n[[rule]]\nname = \"no {finding}\"\nfinding = [\"{finding}\"]\n");
        place.write("own.toml", &text);
        place.renewals("2026-04-01", &["--fail-on", "own.toml"])
    };
    assert_eq!(policy("auto-renews").code, 1);
    policy("renews-on-retired").done();
    place.write("own.toml", "source = \"ours\"\n[[rule]]\nname = \"x\"\nover = -5\n");
    place.renewals("2026-04-01", &["--fail-on", "own.toml"]).refused(2, &["own.toml, line 4", "rule `x`"]);
    place.renewals("2026-04-01", &["--fail-on", "nobody"]).refused(2, &["nobody: no such file"]);
}
