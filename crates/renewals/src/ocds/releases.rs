//! Contracts of public notices: releases of the Open Contracting Data Standard 1.1 as rows of our tables.
//!
//! Read are `contracts[]` with their `period`, `value`, `status`, `hasRenewal` and `renewal`, the award that each names, the buyer
//! and the parties. A renewal is extra time, an option an extra quantity, so options are left alone. Of several releases about one
//! contract the later one's words count, field by field: a tag that says `update` proves nothing.

use super::merged::{Notice, notices, text};
use super::{Extensions, latest_end, london_day};
use crate::days::days_in;
use estate::tables::{Contract, Organisation, Supplier};
use estate::{Date, Length, Table};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A row for one of our tables, not yet past the door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    /// The table.
    pub table: Table,
    /// One cell a column of the table, in order.
    pub cells: Vec<String>,
    /// Which contract of the file it comes from, from 1.
    pub number: u64,
}

/// The rows of a file of releases: contracts, then the bodies and suppliers that they name, each once.
///
/// Taken are a release package, a record package (its compiled release, else its releases), one release, a list of releases, and
/// one release or package a line. `None` if the text is no such thing.
///
/// A contract's id is its own where no other contract of the file has it, else `ocid:id`. Without a supplier that its award names it
/// has the supplier `not stated`.
pub fn releases(document: &str) -> Option<Vec<NoticeRow>> {
    let notices = notices(document)?;
    let mut ids: BTreeMap<&str, u32> = BTreeMap::new();
    for notice in &notices {
        *ids.entry(&notice.id).or_default() += 1;
    }
    let mut rows = Vec::new();
    let (mut bodies, mut suppliers) = (BTreeSet::new(), BTreeSet::new());
    for (number, notice) in (1..).zip(&notices) {
        let id = if ids.get(notice.id.as_str()) == Some(&1) {
            notice.id.clone()
        } else {
            format!("{}:{}", notice.ocid, notice.id)
        };
        rows.push(notice.contract(id, number));
        if let Some(body) = notice.buyer().filter(|body| bodies.insert(body.id.clone())) {
            let cells = [(Organisation::id, body.id), (Organisation::name, body.name)];
            rows.push(NoticeRow { table: Table::Organisations, cells: row(Table::Organisations, &cells), number });
        }
        let supplier = notice.supplier();
        if suppliers.insert(supplier.id.clone()) {
            let company = notice.company(&supplier.id);
            let cells = [
                (Supplier::id, supplier.id),
                (Supplier::name, supplier.name),
                (Supplier::company_number, company.unwrap_or_default()),
            ];
            rows.push(NoticeRow { table: Table::Suppliers, cells: row(Table::Suppliers, &cells), number });
        }
    }
    rows.sort_by_key(|row| (row.table, row.number));
    Some(rows)
}

/// Somebody who is named.
struct Named {
    id: String,
    name: String,
}

impl Named {
    fn read(value: &Value) -> Option<Named> {
        let (id, name) = (text(&value["id"]), text(&value["name"]));
        let id = if id.is_empty() { name.clone() } else { id };
        (!id.is_empty()).then_some(Named { id, name })
    }
}

impl Notice {
    fn at(&self, path: &str) -> &Value {
        let mut parts = path.split('.');
        let first = parts.next().unwrap_or_default();
        let start = self.release.get(first).unwrap_or(&Value::Null);
        parts.fold(start, |value, part| &value[part])
    }

    fn award(&self) -> Option<&Value> {
        let id = self.contract.get("awardID").map(text)?;
        self.at("awards").as_array()?.iter().find(|award| text(&award["id"]) == id)
    }

    fn party(&self, fits: impl Fn(&Value) -> bool) -> Option<&Value> {
        self.at("parties").as_array()?.iter().find(|party| fits(party))
    }

    fn with_role(&self, role: &str) -> Option<Named> {
        let plays = |party: &Value| {
            party["roles"].as_array().is_some_and(|roles| roles.iter().any(|each| each.as_str() == Some(role)))
        };
        self.party(plays).and_then(Named::read)
    }

    fn buyer(&self) -> Option<Named> {
        Named::read(self.at("buyer"))
            .or_else(|| self.with_role("buyer"))
            .or_else(|| Named::read(self.at("tender.procuringEntity")))
            .map(|named| self.with_name(named))
    }

    fn supplier(&self) -> Named {
        let of_award = self.award().and_then(|award| award["suppliers"].as_array()?.iter().find_map(Named::read));
        let named = of_award.or_else(|| self.with_role("supplier")).map(|named| self.with_name(named));
        named.unwrap_or(Named { id: NOT_STATED.to_owned(), name: NOT_STATED.to_owned() })
    }

    /// The name that the list of parties has, where there is none beside the id.
    fn with_name(&self, named: Named) -> Named {
        if !named.name.is_empty() {
            return named;
        }
        let name = self.party(|party| text(&party["id"]) == named.id).map(|party| text(&party["name"]));
        Named { name: name.filter(|name| !name.is_empty()).unwrap_or_else(|| named.id.clone()), ..named }
    }

    /// The number at Companies House (`GB-COH`).
    fn company(&self, id: &str) -> Option<String> {
        if let Some(number) = id.strip_prefix("GB-COH-") {
            return Some(number.to_owned());
        }
        let party = self.party(|party| text(&party["id"]) == id)?;
        let identifier = &party["identifier"];
        (text(&identifier["scheme"]) == "GB-COH").then(|| text(&identifier["id"]))
    }

    fn contract(&self, id: String, number: u64) -> NoticeRow {
        let field = |name: &str| self.contract.get(name).unwrap_or(&Value::Null);
        let period = field("period");
        let (starts, ends) = (day(&period["startDate"]), day(&period["endDate"]));
        let renewal = Renewal::read(&self.contract);
        let furthest = day(&period["maxExtentDate"]);
        let furthest = if furthest.is_empty() { renewal.furthest(&ends) } else { furthest };
        let lasts = period["durationInDays"].as_u64().filter(|days| *days > 0 && ends.is_empty());
        let award = self.award().unwrap_or(&Value::Null);
        let first = |texts: [String; 3]| texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
        let title = first([text(field("title")), text(&award["title"]), text(self.at("tender.title"))]);
        let value = if field("value").is_null() { &award["value"] } else { field("value") };
        let (amount, vat) = amount(value);
        let (route, details) =
            (text(self.at("tender.procurementMethod")), text(self.at("tender.procurementMethodDetails")));
        // `maximumValue` is what all call-offs together may come to: a ceiling.
        let is_framework = field("maximumValue").is_object();
        let regime = if is_framework { "framework".to_owned() } else { text(self.at("tender.legalBasis.id")) };
        let price = |cell: &str| if amount.is_empty() { String::new() } else { cell.to_owned() };
        let cells = [
            (Contract::id, id),
            (Contract::source_key, format!("{}/{}", self.ocid, self.id)),
            (Contract::organisation, self.buyer().map(|buyer| buyer.id).unwrap_or_default()),
            (Contract::supplier, self.supplier().id),
            (Contract::reference, self.ocid.clone()),
            (Contract::title, title),
            (Contract::state, text(field("status"))),
            (Contract::regime, regime),
            (Contract::route, if details.is_empty() { route } else { details }),
            (Contract::starts_on, starts),
            (Contract::ends_on, ends),
            (Contract::max_extent_on, furthest),
            (Contract::initial_term, lasts.map(|days| format!("{days} days")).unwrap_or_default()),
            (Contract::renewal, renewal.word.to_owned()),
            (Contract::renewal_term, renewal.term.map(|term| term.to_string()).unwrap_or_default()),
            (Contract::price_currency, price(&text(&value["currency"]))),
            (Contract::price_per, price("term")),
            (Contract::price_vat, price(vat)),
            (Contract::price_amount, amount),
        ];
        NoticeRow { table: Table::Contracts, cells: row(Table::Contracts, &cells), number }
    }
}

/// The supplier of a contract whose award names none.
const NOT_STATED: &str = "not stated";

/// Where `renewal` says that a contract renews by itself. The standard has no word for it; this one is ours.
pub const AUTOMATIC_RENEWAL: &str = "automatic";

/// What a notice says of further terms. A public body's renewal is a right that it must use, so it
/// rolls by itself only where the notice says so in our own word.
struct Renewal {
    word: &'static str,
    term: Option<Length>,
    extensions: Extensions,
}

impl Renewal {
    fn read(contract: &Map<String, Value>) -> Renewal {
        let renewal = contract.get("renewal").unwrap_or(&Value::Null);
        let by_itself = renewal[AUTOMATIC_RENEWAL] == Value::Bool(true);
        let word = match contract.get("hasRenewal").and_then(Value::as_bool) {
            Some(true) if by_itself => "automatic",
            Some(true) => "express",
            Some(false) => "none",
            None if renewal.is_object() => "express",
            None => "unknown",
        };
        let term = length(&renewal["period"]);
        let maximum = &renewal["maximumRenewals"];
        let extensions = match (maximum.as_u64(), maximum.as_f64(), term) {
            (Some(times), _, Some(length)) => {
                u32::try_from(times).map_or(Extensions::Endless, |times| Extensions::UpTo { times, length })
            }
            // 1e9999 is how the standard writes infinity; a reader of numbers makes it a very large one, or words.
            (None, Some(many), _) if many > f64::from(u32::MAX) => Extensions::Endless,
            _ => Extensions::Unstated,
        };
        Renewal { word, term, extensions }
    }

    /// The furthest day, where the end and all renewals say it.
    fn furthest(&self, ends: &str) -> String {
        let Ok(end) = estate::parse_day(ends) else { return String::new() };
        let latest = latest_end(None, end, self.extensions);
        latest.on.filter(|_| !latest.extension_unknown).map(|day| day.to_string()).unwrap_or_default()
    }
}

/// A period's length: as stated, else both its days counted.
fn length(period: &Value) -> Option<Length> {
    if let Some(days) = period["durationInDays"].as_u64().filter(|days| *days > 0) {
        return u32::try_from(days).ok().map(Length::Days);
    }
    let read = |key: &str| -> Option<Date> { london_day(period[key].as_str()?) };
    let days = days_in(read("startDate")?, read("endDate")?);
    u32::try_from(days).ok().filter(|days| *days > 0).map(Length::Days)
}

/// The day of a date-time in London; words that are none stay, so that the door can name them.
fn day(value: &Value) -> String {
    let words = text(value);
    london_day(&words).map_or(words, |day| day.to_string())
}

/// The amount as a plain decimal, and what it says of tax.
fn amount(value: &Value) -> (String, &'static str) {
    for (key, vat) in [("amount", "unknown"), ("amountNet", "net"), ("amountGross", "gross")] {
        let amount = text(&value[key]);
        if !amount.is_empty() {
            return (amount, vat);
        }
    }
    (String::new(), "")
}

/// A row of a table with these cells.
fn row(table: Table, cells: &[(&str, String)]) -> Vec<String> {
    let of = |name: &str| cells.iter().find(|(column, _)| *column == name).map(|(_, cell)| cell.clone());
    table.columns().iter().map(|column| of(column.name).unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use estate::{Record, admit};

    fn release(ocid: &str, id: &str, date: &str, contract: &str) -> String {
        format!(
            "{{\"ocid\":\"{ocid}\",\"id\":\"{id}\",\"date\":\"{date}\",\"tag\":[\"contract\"],\"buyer\":{{\"id\":\"B1\"}},\
             \"parties\":[{{\"id\":\"B1\",\"name\":\"Lowmere Council\",\"roles\":[\"buyer\"]}},\
             {{\"id\":\"GB-COH-01234567\",\"name\":\"Orrin Ltd\",\"roles\":[\"supplier\"]}}],\
             \"awards\":[{{\"id\":\"a\",\"title\":\"Award\",\"suppliers\":[{{\"id\":\"GB-COH-01234567\"}}]}}],\
             \"contracts\":[{{\"id\":\"c1\",\"awardID\":\"a\",{contract}}}]}}"
        )
    }

    fn read(releases_of: &[String]) -> Vec<NoticeRow> {
        releases(&format!("{{\"releases\":[{}]}}", releases_of.join(","))).unwrap()
    }

    /// The contracts past the door, or why they are refused.
    fn contracts(rows: &[NoticeRow]) -> Vec<Result<Contract, String>> {
        let admitted = |row: &NoticeRow| {
            let cells: Vec<&str> = row.cells.iter().map(String::as_str).collect();
            admit(row.table, &cells)
                .map(|admitted| Contract::from_values(admitted.values).unwrap())
                .map_err(|refused| refused.column.to_owned())
        };
        rows.iter().filter(|row| row.table == Table::Contracts).map(admitted).collect()
    }

    #[test]
    fn a_contract_has_its_period_value_renewal_buyer_and_supplier() {
        let rows = read(&[release(
            "ocds-x-1",
            "r1",
            "2026-01-01T00:00:00Z",
            "\"title\":\"Hosting\",\"status\":\"active\",\"period\":{\"startDate\":\"2018-12-11T00:00:00Z\",\"endDate\":\"2021-12-10T23:59:59Z\"},\
             \"value\":{\"amount\":36000.5,\"currency\":\"GBP\"},\"hasRenewal\":true,\
             \"renewal\":{\"maximumRenewals\":2,\"period\":{\"durationInDays\":365}}",
        )]);
        let contract = contracts(&rows)[0].clone().unwrap();
        assert_eq!((contract.id.as_str(), contract.supplier.as_str()), ("c1", "GB-COH-01234567"));
        assert_eq!((contract.organisation.as_str(), contract.title.as_deref()), ("B1", Some("Hosting")));
        // G12 d: 2 renewals of 365 days.
        assert_eq!(contract.ends_on.to_string(), "2021-12-10");
        assert_eq!(contract.max_extent_on.to_string(), "2023-12-10");
        assert_eq!(contract.renewal, Some(estate::Renewal::Express));
        assert_eq!(contract.price_amount.known().map(|amount| amount.0), Some(3_600_050));
        let names: Vec<_> = rows.iter().map(|row| (row.table, row.cells[1].as_str())).collect();
        assert!(names.contains(&(Table::Organisations, "Lowmere Council")), "{names:?}");
        assert!(rows.iter().any(|row| row.table == Table::Suppliers && row.cells.contains(&"01234567".to_owned())));
    }

    #[test]
    fn g12_e_a_furthest_day_before_the_end_is_refused_at_the_door() {
        for (period, refused) in [
            (
                "\"startDate\":\"2020-01-01\",\"endDate\":\"2022-01-01\",\"maxExtentDate\":\"2021-12-31\"",
                "max_extent_on",
            ),
            ("\"startDate\":\"2022-01-02\",\"endDate\":\"2022-01-01\"", "ends_on"),
        ] {
            let rows = read(&[release("o", "1", "2026-01-01", &format!("\"period\":{{{period}}}"))]);
            assert_eq!(contracts(&rows)[0].clone().unwrap_err(), refused);
        }
    }

    #[test]
    fn the_later_release_counts_field_by_field_whatever_their_order() {
        let first = release(
            "o",
            "1",
            "2026-01-01",
            "\"status\":\"active\",\"period\":{\"startDate\":\"2020-01-01\",\"endDate\":\"2026-12-31\"}",
        );
        let second = release("o", "2", "2026-02-01", "\"period\":{\"endDate\":\"2027-06-30\"},\"hasRenewal\":false");
        for order in [[first.clone(), second.clone()], [second, first]] {
            let contract = contracts(&read(&order))[0].clone().unwrap();
            assert_eq!(
                (contract.starts_on.to_string(), contract.ends_on.to_string()),
                ("2020-01-01".into(), "2027-06-30".into())
            );
            assert_eq!((contract.state.as_deref(), contract.renewal), (Some("active"), Some(estate::Renewal::None)));
        }
    }

    #[test]
    fn what_a_later_release_gives_as_null_is_taken_away() {
        let first = release("o", "1", "2026-01-01", "\"status\":\"active\",\"hasRenewal\":true,\"title\":\"A\"");
        let second = release("o", "2", "2026-02-01", "\"hasRenewal\":null,\"status\":null");
        let contract = contracts(&read(&[first, second]))[0].clone().unwrap();
        assert_eq!((contract.renewal, contract.state.as_deref()), (Some(estate::Renewal::Unknown), None));
        assert_eq!(contract.title.as_deref(), Some("A"), "what it leaves out stays");
    }

    #[test]
    fn an_id_that_two_processes_give_is_told_apart_by_them() {
        let rows = read(&[
            release("o1", "1", "2026-01-01", "\"status\":\"active\""),
            release("o2", "1", "2026-01-01", "\"status\":\"active\""),
        ]);
        let ids: Vec<_> = contracts(&rows).into_iter().map(|contract| contract.unwrap().id).collect();
        assert_eq!(ids, ["o1:c1", "o2:c1"]);
    }

    #[test]
    fn money_and_days_that_are_words_are_kept_as_words_and_time_without_an_end_is_a_term() {
        let rows = read(&[release(
            "o",
            "1",
            "2026-01-01",
            "\"period\":{\"startDate\":\"2026-01-01T00:00:00Z\",\"durationInDays\":90},\"value\":{\"amount\":\"12 000 € /an\",\"currency\":\"EUR\"}",
        )]);
        let contract = contracts(&rows)[0].clone().unwrap();
        assert_eq!((contract.initial_term.as_deref(), contract.price_amount.known()), (Some("90 days"), None));
        let unlimited = "\"period\":{\"endDate\":\"2026-12-31\"},\"hasRenewal\":true,\"renewal\":{\"maximumRenewals\":1e308,\"period\":{\"durationInDays\":365}}";
        let contract = contracts(&read(&[release("o", "1", "2026-01-01", unlimited)]))[0].clone().unwrap();
        assert_eq!(contract.max_extent_on.to_string(), "");
    }

    #[test]
    fn packages_records_lists_and_lines_are_taken_and_nothing_else() {
        let one = release("o", "1", "2026-01-01", "\"status\":\"active\"");
        for text in [
            one.clone(),
            format!("[{one}]"),
            format!("{{\"records\":[{{\"ocid\":\"o\",\"compiledRelease\":{one}}}]}}"),
            format!("{{\"records\":[{{\"ocid\":\"o\",\"releases\":[{one}]}}]}}"),
            format!("{one}\n{one}\n"),
        ] {
            assert_eq!(contracts(&releases(&text).unwrap()).len(), 1, "{text}");
        }
        for text in ["{}", "3", "{\"a\":1}", "{\"ocid\"", "[1]"] {
            assert_eq!(releases(text), None, "{text}");
        }
    }
}
