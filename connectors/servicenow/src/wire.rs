//! Shapes as the vendor documents them: everything is a text, a reference is a text or an object, empty is `""`, and a key that is
//! not there means that there is no such column or that this account may not read it.

use connector_kit::{Page, Row, Rows, Trouble};
use serde_json::Value;

/// The words of a column: of a plain value, or of the value inside `{ value, display_value, link }`. Empty where nothing is there.
pub(crate) fn text(row: &Row, column: &str) -> String {
    row.get(column).map(words).unwrap_or_default()
}

fn words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::Object(object) => match (object.get("value"), object.get("link")) {
            (Some(value), _) => words(value),
            // Asked for as people see it, a reference has its key only at the end of its link.
            (None, Some(Value::String(link))) => link.rsplit('/').next().unwrap_or_default().to_owned(),
            (None, _) => object.get("display_value").map(words).unwrap_or_default(),
        },
        // Lists are comma-separated texts; a list in JSON is not documented.
        Value::Array(list) => list.iter().map(words).collect::<Vec<_>>().join(","),
    }
}

/// A day: of a date, or of a moment, which is always UTC on the wire. Other words stay as they are.
pub(crate) fn day(row: &Row, column: &str) -> String {
    day_of(&text(row, column))
}

pub(crate) fn day_of(words: &str) -> String {
    // `0001-01-01` is how some spell no date at all.
    if words.starts_with("0001-01-01") || words == "UNKNOWN" {
        return String::new();
    }
    let has_time = words.len() > 10 && matches!(words.as_bytes()[10], b' ' | b'T') && words.is_char_boundary(10);
    match words.get(..10) {
        Some(day) if has_time && estate::parse_day(day).is_ok() => day.to_owned(),
        _ => words.to_owned(),
    }
}

/// `true` and `false` as texts. Nothing for anything else.
pub(crate) fn flag(row: &Row, column: &str) -> Option<bool> {
    match text(row, column).as_str() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// The longest duration that is believed: some stand on another base than 1970 and read as thousands of days.
const LONGEST_SECONDS: i64 = 5 * 366 * 86_400;

/// Seconds of a duration, which is a moment counted from 1970-01-01: `1970-01-02 04:23:17`. Nothing for nothing; an error for what
/// cannot be believed.
pub(crate) fn seconds(words: &str) -> Result<Option<i64>, String> {
    if words.is_empty() {
        return Ok(None);
    }
    let refuse = || format!("`{words}` is no duration that can be believed");
    if let Ok(seconds) = words.parse::<i64>() {
        return if (0..=LONGEST_SECONDS).contains(&seconds) { Ok(Some(seconds)) } else { Err(refuse()) };
    }
    let (day, time) = words.split_once(' ').ok_or_else(refuse)?;
    let day = estate::parse_day(day).map_err(|_| refuse())?;
    let start = estate::day_since_1970(0).ok_or_else(refuse)?;
    let mut parts = time.split(':').map(|part| part.parse::<i64>().ok());
    let mut part = || parts.next().flatten().filter(|part| (0..60).contains(part));
    let (Some(hours), Some(minutes), Some(seconds)) = (part(), part(), part()) else { return Err(refuse()) };
    let seconds = estate::days_between(start, day) * 86_400 + hours * 3_600 + minutes * 60 + seconds;
    if (0..=LONGEST_SECONDS).contains(&seconds) { Ok(Some(seconds)) } else { Err(refuse()) }
}

/// An amount in plain digits, and its currency where the instance says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Money {
    /// The digits; empty where there is no amount. `0` is an amount.
    pub(crate) amount: String,
    /// The code; empty where none came with it.
    pub(crate) code: String,
}

/// The amount of a column of money: `GBP;1234.00` where it was asked for with its currency, else the bare value.
pub(crate) fn money(row: &Row, column: &str) -> Money {
    let with_code = row.get(column).and_then(|value| value.get("currency_display_value")).and_then(Value::as_str);
    if let Some((code, amount)) = with_code.and_then(|text| text.split_once(';')) {
        let code = code.trim().to_ascii_uppercase();
        let code = if estate::Currency::parse(&code).is_some() { code } else { String::new() };
        return Money { amount: amount.trim().to_owned(), code };
    }
    // An FX column spells code and amount in its plain value as well.
    let plain = text(row, column);
    match plain.split_once(';') {
        Some((code, amount)) if estate::Currency::parse(code).is_some() => {
            Money { amount: amount.trim().to_owned(), code: code.to_ascii_uppercase() }
        }
        _ => Money { amount: plain, code: String::new() },
    }
}

/// The rows of an answer of the Table API. An error inside a 200, a text in place of the list, JSON that breaks off: the instance
/// cancels a request that takes too long in all these ways, so each asks for less.
pub(crate) fn rows(page: &Page) -> Result<Rows, Trouble> {
    let result = result(page)?;
    let Value::Array(list) = result else { return Err(too_much("`result` is no list of rows")) };
    let mut rows = Vec::with_capacity(list.len());
    for row in list {
        let Value::Object(row) = row else { return Err(too_much("`result` holds something else than rows")) };
        rows.push(row);
    }
    let total = page.header("x-total-count").and_then(|total| total.trim().parse().ok());
    Ok(Rows { rows, total, more: None, next: None })
}

/// The number in an answer of the Aggregate API; numbers are texts. Grouped answers are lists, and are added up.
pub(crate) fn count(page: &Page) -> Result<Option<u64>, Trouble> {
    if page.status == 0 || !(200..300).contains(&page.status) {
        // The account may not count; it may read all the same.
        return Ok(None);
    }
    let one = |part: &Value| {
        let count = part.get("stats")?.get("count")?;
        count.as_str().and_then(|text| text.trim().parse::<u64>().ok()).or_else(|| count.as_u64())
    };
    match result(page)? {
        Value::Array(parts) => Ok(parts.iter().map(one).sum()),
        part => Ok(one(&part)),
    }
}

fn result(page: &Page) -> Result<Value, Trouble> {
    let mut body: Value = serde_json::from_str(&page.body).map_err(|_| too_much("the JSON breaks off"))?;
    if let Some(error) = body.get("error") {
        let said = error.get("message").map_or_else(|| words(error), words);
        return Err(too_much(&format!("the instance says: {}", said.chars().take(200).collect::<String>())));
    }
    match body.get_mut("result") {
        Some(result) => Ok(result.take()),
        None => Err(too_much("there is no `result` in it")),
    }
}

fn too_much(problem: &str) -> Trouble {
    Trouble::TooMuch { problem: problem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str) -> Row {
        serde_json::from_str(text).unwrap()
    }

    fn page(status: u16, body: &str) -> Page {
        let headers = [("x-total-count".to_owned(), "12".to_owned())].into_iter().collect();
        Page { status, headers, body: body.to_owned() }
    }

    #[test]
    fn a_value_is_the_same_in_every_shape_it_comes_in() {
        let row = row(r#"{
            "plain": " a ", "empty": "", "null": null, "number": 5, "flag": true,
            "reference": {"link": "https://h/api/now/table/t/key1", "value": "key1"},
            "seen": {"display_value": "Accounting", "link": "https://h/api/now/table/cmn_department/key2"},
            "both": {"display_value": "In use", "value": "1"},
            "choice": {"display_value": null, "value": ""},
            "odd": {"display_value": "UNKNOWN", "value": ""},
            "named": {"link": "https://h/api/now/table/sys_user/glide.maint", "value": "glide.maint"}
        }"#);
        for (column, words) in [
            ("plain", "a"),
            ("empty", ""),
            ("null", ""),
            ("absent", ""),
            ("number", "5"),
            ("flag", "true"),
            ("reference", "key1"),
            ("seen", "key2"),
            ("both", "1"),
            ("choice", ""),
            ("odd", ""),
            ("named", "glide.maint"),
        ] {
            assert_eq!(text(&row, column), words, "{column}");
        }
    }

    #[test]
    fn a_moment_has_a_day_and_other_words_stay() {
        for (words, day) in [
            ("2018-06-07", "2018-06-07"),
            ("2023-07-12 08:00:00", "2023-07-12"),
            ("2023-07-12T08:00:00Z", "2023-07-12"),
            ("2023-07-12T08:00:00+0000", "2023-07-12"),
            ("", ""),
            ("TBC", "TBC"),
            ("0001-01-01T00:00:00Z", ""),
            ("UNKNOWN", ""),
            ("12/07/2023 08:00", "12/07/2023 08:00"),
            ("à préciser plus tard", "à préciser plus tard"),
        ] {
            assert_eq!(day_of(words), day, "{words}");
        }
    }

    #[test]
    fn a_duration_is_counted_from_1970_and_one_on_another_base_is_not_believed() {
        assert_eq!(seconds("1970-01-02 04:23:17"), Ok(Some(102_197)));
        assert_eq!(seconds("1970-01-01 00:00:00"), Ok(Some(0)));
        assert_eq!(seconds("102197"), Ok(Some(102_197)));
        assert_eq!(seconds(""), Ok(None));
        for odd in ["2016-01-01 00:02:17", "1969-12-31 23:00:00", "1 Day 4 Hours", "-5", "1970-01-01 25:61:00"] {
            assert!(seconds(odd).is_err(), "{odd}");
        }
    }

    #[test]
    fn money_keeps_its_digits_and_its_code() {
        let found = |text: &str| {
            let Money { amount, code } = money(&row(&format!("{{\"cost\":{text}}}")), "cost");
            (amount, code)
        };
        let is = |amount: &str, code: &str| (amount.to_owned(), code.to_owned());
        assert_eq!(
            found(r#"{"display_value":"£1,234.00","currency_display_value":"GBP;1234.00","value":"1234"}"#),
            is("1234.00", "GBP")
        );
        assert_eq!(found(r#"{"currency_display_value":";12.3456","value":"12.3456"}"#), is("12.3456", ""));
        assert_eq!(found(r#"{"display_value":"$499.99","value":"499.99"}"#), is("499.99", ""));
        assert_eq!(found(r#""2839.99""#), is("2839.99", ""));
        assert_eq!(found(r#""USD;-5""#), is("-5", "USD"));
        assert_eq!(found(r#""0""#), is("0", ""), "a cost of 0 is a cost of 0");
        assert_eq!(found(r#""""#), is("", ""), "and no cost is none");
    }

    #[test]
    fn an_answer_that_holds_no_rows_asks_for_less() {
        for body in [
            r#"{"error":{"message":"Transaction cancelled: maximum execution time exceeded","detail":""},"status":"failure"}"#,
            r#"{"result":[],"error":{"message":"x"}}"#,
            r#"{"result":"cancelled"}"#,
            r#"{"result":[{"sys_id":"1"}"#,
            r#"{"result":["1"]}"#,
            "{}",
            "",
        ] {
            assert!(matches!(rows(&page(200, body)), Err(Trouble::TooMuch { .. })), "{body}");
        }
        let found = rows(&page(200, r#"{"result":[{"sys_id":"1"}]}"#)).unwrap();
        assert_eq!((found.rows.len(), found.total), (1, Some(12)));
    }

    #[test]
    fn a_count_is_a_text_alone_or_in_groups() {
        for (status, body, number) in [
            (200, r#"{"result":{"stats":{"count":"40"}}}"#, Some(40)),
            (200, r#"{"result":[{"stats":{"count":"40"},"groupby_fields":[]},{"stats":{"count":"2"}}]}"#, Some(42)),
            (200, r#"{"result":[{"stats":{"avg":{"business_stc":"804162.7143"}}}]}"#, None),
            (403, "no", None),
            (0, "no", None),
        ] {
            assert_eq!(count(&page(status, body)), Ok(number), "{body}");
        }
        assert!(count(&page(200, r#"{"error":{"message":"x"}}"#)).is_err());
    }
}
