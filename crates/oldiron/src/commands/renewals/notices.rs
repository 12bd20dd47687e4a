//! The register as releases of the Open Contracting Data Standard 1.1: one release a contract, in a release package.
//!
//! A process is named after the contract, unless the contract's reference is the `ocid` it came with. Days are written as the
//! beginning of the day in UTC, which is the same day in London all year. A value is written where the record states one for the
//! whole term; a price of another kind has no place in the standard and stands in `pricing`, which is ours.

use super::rows::Rows;
use crate::failure::Failure;
use analysis::Registered;
use estate::{Amount, Length, PricePer, Renewal, Term};
use renewals::AUTOMATIC_RENEWAL as AUTOMATIC;
use reports::uid_part;
use serde_json::{Map, Number, Value, json};

/// Adds `hasRenewal` and `renewal` to contracts.
const RENEWAL_EXTENSION: &str =
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_options_extension/master/extension.json";

pub(super) fn package(rows: &Rows) -> Result<String, Failure> {
    let published = format!("{}T00:00:00Z", rows.as_of);
    let package = json!({
        "uri": format!("urn:oldiron:renewals:{}", rows.as_of),
        "version": "1.1",
        "extensions": [RENEWAL_EXTENSION],
        "publishedDate": published,
        "publisher": { "name": "oldiron" },
        "releases": rows.registered.iter().map(|of| release(rows, of, &published)).collect::<Vec<_>>(),
    });
    Ok(serde_json::to_string_pretty(&package).map_err(Failure::bug)? + "\n")
}

fn release(rows: &Rows, of: &Registered, published: &str) -> Value {
    let (renewal, contract) = (&of.renewal, &of.contract);
    let id = renewal.contract.as_str();
    let stated = contract.reference.as_deref().filter(|reference| reference.starts_with("ocds-"));
    let ocid = stated.map_or_else(|| format!("oldiron-{}", uid_part(id)), str::to_owned);
    let buyer = of.organisation_name.as_deref().unwrap_or(&renewal.organisation);
    let supplier = renewal.supplier_name.as_deref().unwrap_or(&renewal.supplier);
    let award = format!("{id}-award");
    let reference = |id: &str, name: &str| json!({ "id": id, "name": name });
    let party = |id: &str, name: &str, role: &str| json!({ "id": id, "name": name, "roles": [role] });
    let mut parties = vec![party(&renewal.organisation, buyer, "buyer")];
    if renewal.supplier == renewal.organisation {
        parties[0]["roles"] = json!(["buyer", "supplier"]);
    } else {
        parties.push(party(&renewal.supplier, supplier, "supplier"));
    }
    let mut awarded = Map::new();
    awarded.insert("id".to_owned(), json!(award));
    awarded.insert("status".to_owned(), json!("active"));
    awarded.insert("suppliers".to_owned(), json!([reference(&renewal.supplier, supplier)]));
    json!({
        "ocid": ocid,
        "id": format!("{ocid}-{}", rows.as_of),
        "date": published,
        "tag": ["contract"],
        "initiationType": "tender",
        "language": "en",
        "parties": parties,
        "buyer": reference(&renewal.organisation, buyer),
        "awards": [awarded],
        "contracts": [of_contract(of, &award)],
    })
}

fn of_contract(of: &Registered, award: &str) -> Value {
    let (renewal, contract) = (&of.renewal, &of.contract);
    let mut out = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            out.insert(key.to_owned(), value);
        }
    };
    put("id", Some(json!(renewal.contract)));
    put("awardID", Some(json!(award)));
    put("title", renewal.title.as_ref().map(|title| json!(title)));
    put("status", Some(json!(status(of))));
    put("period", period(of));
    put("value", value(of));
    put("pricing", pricing(of));
    match contract.renewal {
        Some(Renewal::Automatic | Renewal::Express) => {
            put("hasRenewal", Some(json!(true)));
            put("renewal", Some(further(of)));
        }
        Some(Renewal::None) => put("hasRenewal", Some(json!(false))),
        Some(Renewal::Unknown) | None => {}
    }
    Value::Object(out)
}

/// The standard knows four.
fn status(of: &Registered) -> &'static str {
    match of.renewal.state.as_str() {
        "not-yet-started" => "pending",
        "stopped" if of.contract.state.as_deref().is_some_and(|word| word.trim().eq_ignore_ascii_case("cancelled")) => {
            "cancelled"
        }
        "stopped" | "expired" => "terminated",
        _ => "active",
    }
}

/// The first term, and the furthest day. A computed end is the first day after the term, and the standard's end the last day in it.
fn period(of: &Registered) -> Option<Value> {
    let contract = &of.contract;
    let mut out = Map::new();
    for (key, when) in
        [("startDate", &contract.starts_on), ("endDate", &contract.ends_on), ("maxExtentDate", &contract.max_extent_on)]
    {
        // 9999-12-31 is how a register says that there is no end.
        if let Some(day) = when.day().filter(|day| day.year() < 9999) {
            out.insert(key.to_owned(), json!(format!("{day}T00:00:00Z")));
        }
    }
    let first_term = contract.starts_on.day().and_then(|starts| renewals::term_on(contract, starts));
    if let Some(last) = first_term.and_then(|term| term.to).filter(|_| contract.ends_on.day().is_none()) {
        out.insert("endDate".to_owned(), json!(format!("{last}T00:00:00Z")));
    }
    (!out.is_empty()).then_some(Value::Object(out))
}

/// What is paid for the whole term, where that is what the record states.
fn value(of: &Registered) -> Option<Value> {
    let contract = &of.contract;
    let whole = matches!(contract.price_per, Some(PricePer::Term | PricePer::OneOff));
    let amount = contract.price_amount.known().filter(|_| whole)?;
    let currency = contract.price_currency?;
    Some(json!({ "amount": number(amount), "currency": currency.to_string() }))
}

/// The price as the record states it.
fn pricing(of: &Registered) -> Option<Value> {
    let contract = &of.contract;
    let (amount, per) = (contract.price_amount.known()?, contract.price_per?);
    let currency = contract.price_currency.map(|currency| currency.to_string());
    Some(json!({ "amount": number(amount), "currency": currency, "per": per.word() }))
}

fn further(of: &Registered) -> Value {
    let contract = &of.contract;
    let how = match contract.renewal {
        Some(Renewal::Automatic) => "It renews by itself",
        _ => "It renews if both sides sign",
    };
    let term = contract.renewal_term.as_deref().map(|term| format!(", for {term}")).unwrap_or_default();
    let notice =
        contract.notice.as_deref().map(|notice| format!("; notice {notice} before the end")).unwrap_or_default();
    let mut out = Map::new();
    out.insert("description".to_owned(), json!(format!("{how}{term}{notice}.")));
    if contract.renewal == Some(Renewal::Automatic) {
        out.insert(AUTOMATIC.to_owned(), json!(true));
    }
    if let Some(Term::Of(Length::Days(days))) = contract.renewal_term.as_deref().and_then(Term::parse) {
        out.insert("period".to_owned(), json!({ "durationInDays": days }));
    }
    Value::Object(out)
}

/// Hundredths as a JSON number in major units, spelled as a plain decimal.
fn number(amount: Amount) -> Value {
    let decimal = amount.to_string();
    decimal.parse::<f64>().ok().and_then(Number::from_f64).map_or(Value::Null, Value::Number)
}
