//! Whom to tell what: each step once, again if the day moves (V16).

use super::{Place, THREE};
use serde_json::{Value, json};

fn told(place: &Place, as_of: &str) -> Value {
    place.renewals(as_of, &["--alerts", "state.json", "--format", "json"]).done().json()
}

fn steps(told: &Value) -> Vec<String> {
    let messages = told["messages"].as_array().unwrap().iter();
    let alerts = messages.flat_map(|message| message["alerts"].as_array().unwrap());
    alerts.map(|alert| format!("{} {}", alert["contract"].as_str().unwrap(), alert["step"].as_str().unwrap())).collect()
}

#[test]
fn v16_a_step_is_told_once_and_again_when_the_day_has_moved() {
    let place = Place::with(&THREE[..2]);
    assert_eq!(steps(&told(&place, "2026-04-29")), ["C1 30 days"]);
    assert_eq!(steps(&told(&place, "2026-04-29")), [""; 0]);
    assert_eq!(steps(&told(&place, "2026-05-15")), ["C1 14 days"]);
    // The end moves by a month: 30 June is the last day for notice, so 30 days before it is 31 May.
    place.contracts(&[&THREE[0].replace("2026-06-30", "2026-07-31"), THREE[1]]);
    assert_eq!(steps(&told(&place, "2026-05-30")), ["C1 60 days"]);
    let moved = told(&place, "2026-05-31");
    assert_eq!(steps(&moved), ["C1 30 days"]);
    assert_eq!(moved["messages"][0]["alerts"][0]["act_by"], json!("2026-06-30"));
}

#[test]
fn every_message_names_the_contracts_without_a_day() {
    let place = Place::with(&THREE);
    let found = told(&place, "2026-05-29");
    let message = &found["messages"][0];
    assert_eq!((&message["organisation"], &message["owner"]), (&json!("TC"), &json!("head@tc.example")));
    assert_eq!(message["undated"][0]["contract"], json!("C3"));
    assert_eq!(message["undated"][0]["missing"], json!(["notice", "indexation"]));
    assert!(
        message["alerts"][0]["says"]
            .as_str()
            .unwrap()
            .starts_with("Act today, 2026-05-29; locked in if missed: £60,000.00")
    );
    let silent = place.renewals("2026-05-29", &["--alerts", "state.json"]).done();
    assert!(
        silent.data.contains("Nothing to tell on 2026-05-29.") && silent.data.contains("C3 (it@tc.example): notice")
    );
}

#[test]
fn what_is_snoozed_comes_later_and_the_state_may_go_elsewhere() {
    let place = Place::with(&THREE[..2]);
    place.write("files/decisions.csv", "contract,decision,until\nC1,snooze,2026-05-10\n");
    let quiet = told(&place, "2026-04-29");
    assert_eq!((steps(&quiet), &quiet["quiet"]), (vec![], &json!([{ "contract": "C1", "until": "2026-05-10" }])));
    place.renewals("2026-05-11", &["--alerts", "state.json", "--alerts-out", "next.json"]).done();
    assert_eq!(steps(&told(&place, "2026-05-11")), ["C1 30 days"], "the state of before was left as it was");
    assert_eq!(place.read("next.json"), place.read("state.json"));
    place.write("state.json", "[]");
    place.renewals("2026-05-11", &["--alerts", "state.json"]).refused(2, &["state.json"]);
}
