//! Public notices in, and the register out as public notices.

use super::{Place, THREE};
use crate::binary::{oldiron, ran};
use serde_json::{Value, json};

/// What the release schema of OCDS 1.1 asks of every release and of its parts.
fn well_formed(package: &Value) {
    let text = |value: &Value, field: &str| {
        assert!(value[field].as_str().is_some_and(|text| !text.is_empty()), "{field} of {value}");
    };
    for field in ["uri", "version", "publishedDate"] {
        text(package, field);
    }
    text(&package["publisher"], "name");
    let releases = package["releases"].as_array().unwrap();
    assert!(!releases.is_empty());
    for release in releases {
        for field in ["ocid", "id", "date", "initiationType"] {
            text(release, field);
        }
        assert_eq!((&release["tag"], &release["initiationType"]), (&json!(["contract"]), &json!("tender")));
        let parties: Vec<&str> =
            release["parties"].as_array().unwrap().iter().map(|party| party["id"].as_str().unwrap()).collect();
        assert!(parties.contains(&release["buyer"]["id"].as_str().unwrap()));
        let award = &release["awards"][0];
        assert!(parties.contains(&award["suppliers"][0]["id"].as_str().unwrap()));
        let contract = &release["contracts"][0];
        text(contract, "id");
        assert_eq!(contract["awardID"], award["id"]);
        assert!(["pending", "active", "cancelled", "terminated"].contains(&contract["status"].as_str().unwrap()));
        for day in contract["period"].as_object().into_iter().flatten().map(|(_, day)| day) {
            assert!(day.as_str().is_some_and(|day| day.len() == 20 && day.ends_with("T00:00:00Z")), "{contract}");
        }
    }
}

#[test]
fn the_register_goes_out_as_releases_and_comes_back_with_the_same_days() {
    let place = Place::with(&THREE);
    let package = place.renewals("2026-04-01", &["--format", "ocds"]).done();
    well_formed(&package.json());
    std::fs::create_dir(place.path("back")).unwrap();
    place.write("back/releases.json", &package.data);
    let inside = place.path("");
    let back =
        ran(oldiron(&inside).args(["renewals", "-q", "--from", "back", "--as-of", "2026-04-01", "--format", "json"]));
    let (back, there) = (back.done().json(), place.renewals("2026-04-01", &["--format", "json"]).done().json());
    for (back, there) in back["renewals"].as_array().unwrap().iter().zip(there["renewals"].as_array().unwrap()) {
        for field in ["contract", "organisation", "supplier", "title", "state", "current_end", "renewal"] {
            assert_eq!(back[field], there[field], "{field} of {there}");
        }
    }
}

#[test]
fn releases_are_read_and_contradictions_set_aside() {
    let place = Place::with(&[]);
    std::fs::create_dir(place.path("notices")).unwrap();
    let contract = |ocid: &str, period: &str| {
        format!(
            "{{\"ocid\":\"{ocid}\",\"id\":\"1\",\"date\":\"2020-01-01T00:00:00Z\",\"tag\":[\"contract\"],\
             \"buyer\":{{\"id\":\"B\",\"name\":\"Lowmere Council\"}},\"tender\":{{\"title\":\"Software support\"}},\
             \"awards\":[{{\"id\":\"a\",\"suppliers\":[{{\"id\":\"S\",\"name\":\"Orrin Ltd\"}}]}}],\
             \"contracts\":[{{\"id\":\"{ocid}-c\",\"awardID\":\"a\",\"status\":\"active\",\"hasRenewal\":true,\
             \"renewal\":{{\"maximumRenewals\":2,\"period\":{{\"durationInDays\":365}}}},\"period\":{{{period}}}}}]}}"
        )
    };
    // G12 d and e; and the beginning of a summer day in London, which is the day before in UTC.
    let releases = [
        contract("o1", "\"startDate\":\"2019-12-11\",\"endDate\":\"2021-12-10T00:00:00Z\""),
        contract("o2", "\"startDate\":\"2019-12-11\",\"endDate\":\"2022-01-01\",\"maxExtentDate\":\"2021-12-31\""),
        contract("o3", "\"startDate\":\"2019-12-11\",\"endDate\":\"2021-06-29T23:00:00Z\""),
    ];
    place.write("notices/2020.json", &format!("{{\"releases\":[{}]}}", releases.join(",")));
    let inside = place.path("");
    let mut command = oldiron(&inside);
    let read =
        ran(command.args(["renewals", "--all", "--from", "notices", "--as-of", "2020-06-01", "--format", "json"]))
            .done();
    let rows = read.json()["renewals"].clone();
    let shown: Vec<_> =
        rows.as_array().unwrap().iter().map(|row| (row["contract"].clone(), row["current_end"].clone())).collect();
    assert_eq!(shown, [(json!("o1-c"), json!("2021-12-10")), (json!("o3-c"), json!("2021-06-30"))]);
    assert_eq!(rows[0]["supplier_name"], json!("Orrin Ltd"));
    assert!(read.said.contains("set aside 1 row"), "{}", read.said);
}
