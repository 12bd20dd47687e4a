//! The loop against a small table with every fault that has a defined outcome.

use super::*;
use crate::page_size::PageSizes;
use crate::scripted::{Asked, Said, Scripted};
use crate::{Address, Clock, Endpoint, Method, Options, Page, Place, Read, Secret, SignIn, Trouble};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

static READS: [Endpoint; 2] = [
    Endpoint { method: Method::Get, path: "/rows", what: "rows", needs: "read" },
    Endpoint { method: Method::Get, path: "/count", what: "their number", needs: "read" },
];

struct Things {
    paging: Paging,
    columns: Vec<String>,
}

impl Listing for Things {
    fn table(&self) -> &'static str {
        "things"
    }
    fn paging(&self) -> Paging {
        self.paging
    }
    fn page_sizes(&self) -> PageSizes {
        PageSizes { least: 1, first: 4, most: 4 }
    }
    fn count(&self) -> Option<Read> {
        Some(Read::of(&READS[1], &[]))
    }
    fn counted(&self, page: &Page) -> Result<Option<u64>, Trouble> {
        Ok(page.body.trim().parse().ok())
    }
    fn page(&self, place: &Place, limit: u32) -> Result<Read, Error> {
        let read = Read::of(&READS[0], &[]).with("limit", limit.to_string());
        Ok(match place {
            Place::After { key, skip } => read.with("after", key.as_str()).with("skip", skip.to_string()),
            Place::From(from) => read.with("from", from.to_string()),
            Place::Page(number) => read.with("page", number.to_string()),
            Place::At(mark) => read.with("at", mark.as_str()),
        })
    }
    fn rows(&self, page: &Page) -> Result<Rows, Trouble> {
        let too_much = |problem: &str| Trouble::TooMuch { problem: problem.to_owned() };
        let body: Value = serde_json::from_str(&page.body).map_err(|_| too_much("JSON breaks off"))?;
        let rows = body.get("result").and_then(Value::as_array).ok_or_else(|| too_much("no rows in it"))?;
        Ok(Rows {
            rows: rows.iter().filter_map(|row| row.as_object().cloned()).collect(),
            total: page.header("x-total-count").and_then(|total| total.parse().ok()),
            more: Some(page.status == 206),
            next: body.get("next").and_then(Value::as_str).map(str::to_owned),
        })
    }
    fn key(&self, row: &Row) -> Option<String> {
        row.get("id").and_then(Value::as_str).map(str::to_owned)
    }
    fn answers(&self, row: &Row) -> bool {
        row.get("other").is_none()
    }
    fn columns(&self) -> &[String] {
        &self.columns
    }
    fn changed<'r>(&self, row: &'r Row) -> Option<&'r str> {
        row.get("changed")?.as_str()
    }
}

/// A parameter of a request.
fn of<'a>(asked: &'a Asked, name: &str) -> &'a str {
    let query = asked.line.split(' ').nth(1).unwrap().split_once('?').map_or("", |(_, query)| query);
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).unwrap_or("")
}

/// A table of `a00`, `a01` … of which some rows may not be seen; `spoil` may put another answer in place of the right one.
fn table(
    rows: usize,
    hidden: &'static [usize],
    declared: usize,
    spoil: impl Fn(usize, &Asked) -> Option<Said> + Send + 'static,
) -> Scripted {
    Scripted::with(move |number, asked| {
        if let Some(said) = spoil(number, asked) {
            return said;
        }
        if asked.line.contains("/count") {
            return Said::json(200, &[], &declared.to_string());
        }
        let limit: usize = of(asked, "limit").parse().unwrap();
        let after = of(asked, "after");
        let matching: Vec<usize> = (0..rows).filter(|row| format!("a{row:02}").as_str() > after).collect();
        let from: usize = of(asked, "skip").parse().or_else(|_| of(asked, "from").parse()).unwrap_or(0);
        let shown = matching.iter().skip(from).take(limit).filter(|row| !hidden.contains(row));
        let shown: Vec<Value> = shown
            .map(|row| json!({"id": format!("a{row:02}"), "changed": format!("2026-01-{:02}", row + 1)}))
            .collect();
        let total = matching.len().to_string();
        let status = if from + limit < rows { 206 } else { 200 };
        Said::json(status, &[("x-total-count", &total)], &json!({ "result": shown }).to_string())
    })
}

async fn walked_with(server: &Scripted, paging: Paging, pages: &Pages, clock: &Clock) -> (Walked, Vec<String>) {
    let options = Options { clock: clock.clone(), timeout: Duration::from_millis(800), ..Options::default() };
    let sign_in = SignIn::Basic { user: "reader".to_owned(), password: Secret::new("hunter22") };
    let client = Client::new(Address::parse(&server.address).unwrap(), sign_in, &READS, options).unwrap();
    let columns = ["id", "changed", "other"].map(str::to_owned).to_vec();
    let mut ids = vec![];
    let mut each = |row: Row| {
        ids.push(row.get("id").and_then(Value::as_str).unwrap_or("?").to_owned());
        Ok(())
    };
    let walked = walk(&client, pages, &Things { paging, columns }, &mut each).await.unwrap();
    (walked, ids)
}

async fn walked(server: &Scripted) -> (Walked, Vec<String>) {
    walked_with(server, Paging::Keyset, &Pages::none(), &Clock::made(0)).await
}

fn ids(numbers: impl IntoIterator<Item = usize>) -> Vec<String> {
    numbers.into_iter().map(|number| format!("a{number:02}")).collect()
}

fn right(_: usize, _: &Asked) -> Option<Said> {
    None
}

#[tokio::test]
async fn every_row_arrives_once_and_the_numbers_agree() {
    for paging in [Paging::Keyset, Paging::Offset, Paging::Seek] {
        let (walked, rows) = walked_with(&table(10, &[], 10, right), paging, &Pages::none(), &Clock::made(0)).await;
        assert_eq!(rows, ids(0..10), "{paging:?}");
        assert!(walked.is_whole() && walked.pages == 3 && walked.retries == 0, "{paging:?}: {walked:?}");
        assert_eq!(walked.latest_change.as_deref(), Some("2026-01-10"));
    }
}

#[tokio::test]
async fn rows_that_are_hidden_leave_short_and_empty_pages_and_are_counted_as_missing() {
    for hidden in [&[1, 2][..], &[0, 1, 2, 3], &[4, 5, 6, 7, 8, 9], &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]] {
        let (walked, rows) = walked(&table(10, hidden, 10, right)).await;
        assert_eq!(rows, ids((0..10).filter(|row| !hidden.contains(row))), "{hidden:?}");
        assert_eq!(walked.hidden(), u64::try_from(hidden.len()).unwrap());
        assert!(!walked.is_whole() && walked.broken.is_none(), "{walked:?}");
    }
}

#[tokio::test]
async fn a_total_that_lies_is_a_difference_and_not_an_end() {
    let (walked, rows) = walked(&table(10, &[], 12, right)).await;
    assert_eq!((rows.len(), walked.declared, walked.is_whole()), (10, Some(12), false));
}

#[tokio::test]
async fn a_table_that_changed_while_it_was_read_is_told_from_one_that_hides_rows() {
    let counts = AtomicUsize::new(0);
    let server = table(10, &[], 0, move |_, asked| {
        let number = asked.line.contains("/count").then(|| counts.fetch_add(1, Ordering::SeqCst))?;
        Some(Said::json(200, &[], if number == 0 { "9" } else { "10" }))
    });
    assert!(walked(&server).await.0.is_whole());
}

#[tokio::test]
async fn an_answer_that_is_no_answer_is_asked_again_for_half() {
    let error = r#"{"error":{"message":"Transaction cancelled: maximum execution time exceeded"},"status":"failure"}"#;
    for wrong in [
        Said::json(200, &[], error),
        Said::json(200, &[], r#"{"result":"cancelled"}"#),
        Said::json(200, &[], r#"{"result":[{"id":"a0"#),
        Said::json(202, &[], "{}"),
        Said::json(200, &[], r#"{"result":[{"id":"a00"}]}"#).cut(10),
        Said::json(504, &[], ""),
    ] {
        let server = table(10, &[], 10, move |number, _| (number == 1).then(|| wrong.clone()));
        let (walked, rows) = walked(&server).await;
        assert_eq!((rows, walked.retries, walked.is_whole()), (ids(0..10), 1, true));
        assert!(server.lines()[2].starts_with("/rows?limit=2&"), "{:?}", server.lines());
    }
}

#[tokio::test]
async fn a_fault_of_the_moment_is_waited_for_and_the_same_page_asked_again() {
    for wrong in [
        Said::json(429, &[("retry-after", "3")], ""),
        Said::json(503, &[], ""),
        Said::json(502, &[], ""),
        Said::of(200, &[("content-type", "text/html")], "<html/>"),
    ] {
        let server = table(10, &[], 10, move |number, _| (number == 2).then(|| wrong.clone()));
        let (walked, rows) = walked(&server).await;
        assert_eq!((rows, walked.retries, walked.is_whole()), (ids(0..10), 1, true));
        assert_eq!(server.lines()[2], server.lines()[3]);
    }
}

#[tokio::test]
async fn a_walk_that_cannot_go_on_keeps_what_it_read_and_says_why() {
    for (wrong, why) in [
        (Said::json(403, &[], r#"{"error":{"message":"ACL"}}"#), "refused (403): ACL"),
        (Said::json(401, &[], ""), "does not accept the sign-in"),
        (Said::json(302, &[("location", "https://login.example.org/")], ""), "redirect to https://login.example.org"),
        (Said::json(503, &[], ""), "given up after 6 tries"),
        (Said::json(200, &[], r#"{"error":{"message":"x"}}"#), "given up after 6 tries"),
    ] {
        let server = table(10, &[], 10, move |number, _| (number >= 2).then(|| wrong.clone()));
        let (walked, rows) = walked(&server).await;
        assert_eq!((rows, walked.received), (ids(0..4), 4), "{why}");
        assert!(walked.broken.as_deref().is_some_and(|broken| broken.contains(why)), "{why}: {walked:?}");
        assert!(!walked.is_whole());
    }
}

#[tokio::test]
async fn a_server_that_ignores_what_is_asked_ends_the_walk_loudly() {
    // The same first page for ever.
    let server = table(10, &[], 10, |_, asked| {
        let first = json!({"result": [{"id": "a00"}, {"id": "a01"}, {"id": "a02"}, {"id": "a03"}]});
        (!asked.line.contains("/count")).then(|| Said::json(200, &[("x-total-count", "10")], &first.to_string()))
    });
    for paging in [Paging::Keyset, Paging::Offset] {
        let (walked, rows) = walked_with(&server, paging, &Pages::none(), &Clock::made(0)).await;
        assert_eq!(rows, ids(0..4));
        assert!(walked.broken.as_deref().is_some_and(|broken| broken.contains("does not go on")), "{walked:?}");
    }
    // A row that the filter should have kept away.
    let server = table(10, &[], 10, |_, asked| {
        let rows = json!({"result": [{"id": "a00"}, {"id": "a01", "other": "x"}]});
        (!asked.line.contains("/count")).then(|| Said::json(200, &[("x-total-count", "2")], &rows.to_string()))
    });
    let (walked, rows) = walked(&server).await;
    assert_eq!(rows, ids(0..1));
    assert!(walked.broken.as_deref().is_some_and(|broken| broken.contains("filter")), "{walked:?}");
}

#[tokio::test]
async fn rows_that_move_between_pages_are_counted_once() {
    // A row is inserted before the second page, so that the last row of the first comes again.
    let server = table(10, &[], 10, |_, asked| {
        let from: usize = of(asked, "from").parse().ok().filter(|from| *from > 0)?;
        let rows: Vec<Value> = (from - 1..(from + 3).min(10)).map(|row| json!({"id": format!("a{row:02}")})).collect();
        Some(Said::json(200, &[("x-total-count", "11")], &json!({ "result": rows }).to_string()))
    });
    let (walked, rows) = walked_with(&server, Paging::Offset, &Pages::none(), &Clock::made(0)).await;
    assert_eq!((rows, walked.repeated), (ids(0..10), 1));
}

#[tokio::test]
async fn a_server_without_totals_is_read_to_an_empty_page() {
    let server = Scripted::with(|_, asked| {
        if asked.line.contains("/count") {
            return Said::json(404, &[], "");
        }
        let after = of(asked, "after").to_owned();
        let rows: Vec<Value> =
            ids(0..10).into_iter().filter(|id| *id > after).take(4).map(|id| json!({ "id": id })).collect();
        Said::json(200, &[], &json!({ "result": rows }).to_string())
    });
    let (walked, rows) = walked(&server).await;
    assert_eq!((rows, walked.declared, walked.pages), (ids(0..10), None, 4));
    assert!(walked.is_whole());
}

const DAY: Duration = Duration::from_hours(24);

fn run(server: &Scripted) -> crate::Run {
    crate::Run {
        format: String::new(),
        source: "s".to_owned(),
        connector: "c".to_owned(),
        address: server.address.clone(),
        asked: String::new(),
        begun: 0,
    }
}

#[tokio::test]
async fn a_walk_that_was_stopped_goes_on_and_one_that_was_kept_is_replayed_without_a_network() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::made(0);
    // Stops for good at its third page.
    let stopped = Mutex::new(true);
    let stopped = std::sync::Arc::new(stopped);
    let is_stopped = std::sync::Arc::clone(&stopped);
    let server = table(12, &[5], 12, move |_, asked| {
        (*is_stopped.lock().unwrap() && of(asked, "after") == "a07").then(|| Said::json(503, &[], ""))
    });
    let kept = |server: &Scripted| Pages::kept(folder.path(), &run(server), DAY, &clock).unwrap();
    let (first, _) = walked_with(&server, Paging::Keyset, &kept(&server), &clock).await;
    assert!(first.broken.is_some());

    // A replay sees what that run saw, its end included.
    let (replayed, _) = walked_with(&server, Paging::Keyset, &Pages::replayed(folder.path()).unwrap(), &clock).await;
    assert_eq!((replayed.broken, replayed.received), (first.broken.clone(), first.received));

    *stopped.lock().unwrap() = false;
    let before = server.asked().len();
    let (second, rows) = walked_with(&server, Paging::Keyset, &kept(&server), &clock).await;
    assert_eq!(rows, ids((0..12).filter(|row| *row != 5)));
    assert_eq!((second.from_disk, second.pages), (2, 3));
    assert!(
        server.lines()[before..].iter().all(|line| line.contains("after=a07") || line.contains("/count")),
        "finished pages are not read again"
    );

    let before = server.asked().len();
    let (replayed, again) =
        walked_with(&server, Paging::Keyset, &Pages::replayed(folder.path()).unwrap(), &clock).await;
    assert_eq!((again, replayed.declared), (rows, second.declared));
    assert_eq!(server.asked().len(), before, "no request is made");
}

#[tokio::test]
async fn neither_credentials_nor_columns_nobody_asked_for_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::made(0);
    let server = table(1, &[], 1, |_, asked| {
        let row = json!({"result": [{"id": "hunter22", "person": "Ada Lovelace"}]}).to_string();
        let headers =
            [("x-total-count", "1"), ("x-echo", "Basic cmVhZGVyOmh1bnRlcjIy"), ("set-cookie", "sid=cookie-value")];
        (!asked.line.contains("/count")).then(|| Said::json(200, &headers, &row))
    });
    let pages = Pages::kept(folder.path(), &run(&server), DAY, &clock).unwrap();
    walked_with(&server, Paging::Keyset, &pages, &clock).await;
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let text = zstd::decode_all(&bytes[..]).unwrap_or(bytes);
        let text = String::from_utf8_lossy(&text);
        for secret in ["hunter22", "cmVhZGVyOmh1bnRlcjIy", "cookie-value", "Lovelace"] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
    }
}

/// 12,000 rows whose keys are spread over all hexadecimal digits, walked in parts.
struct Spread;

impl Listing for Spread {
    fn table(&self) -> &'static str {
        "spread"
    }
    fn paging(&self) -> Paging {
        Paging::Keyset
    }
    fn page_sizes(&self) -> PageSizes {
        PageSizes::fixed(1_000)
    }
    fn count(&self) -> Option<Read> {
        Some(Read::of(&READS[1], &[]))
    }
    fn counted(&self, page: &Page) -> Result<Option<u64>, Trouble> {
        Ok(page.body.trim().parse().ok())
    }
    fn page(&self, place: &Place, limit: u32) -> Result<Read, Error> {
        self.page_within(place, limit, Bounds { from: "", below: "" })
    }
    fn cuts(&self) -> &'static [&'static str] {
        &["4", "8", "c"]
    }
    fn page_within(&self, place: &Place, limit: u32, bounds: Bounds) -> Result<Read, Error> {
        let Place::After { key, skip } = place else { return Err(Error::NotKept { what: String::new() }) };
        let read = Read::of(&READS[0], &[]).with("limit", limit.to_string()).with("skip", skip.to_string());
        Ok(read.with("after", key.as_str()).with("begin", bounds.from).with("below", bounds.below))
    }
    fn rows(&self, page: &Page) -> Result<Rows, Trouble> {
        Things { paging: Paging::Keyset, columns: vec![] }.rows(page)
    }
    fn key(&self, row: &Row) -> Option<String> {
        row.get("id").and_then(Value::as_str).map(str::to_owned)
    }
    fn answers(&self, _: &Row) -> bool {
        true
    }
}

fn spread_key(number: u32) -> String {
    format!("{:08x}{number:024x}", number.wrapping_mul(0x9E37_79B1))
}

fn spread(heeds_bounds: bool) -> Scripted {
    let mut keys: Vec<String> = (0..12_000).map(spread_key).collect();
    keys.sort();
    Scripted::with(move |_, asked| {
        if asked.line.contains("/count") {
            return Said::json(200, &[], "12000");
        }
        let limit: usize = of(asked, "limit").parse().unwrap();
        let (after, begin, below) = (of(asked, "after"), of(asked, "begin"), of(asked, "below"));
        let holds = |key: &&String| {
            let within = key.as_str() >= begin && (below.is_empty() || key.as_str() < below);
            key.as_str() > after && (within || !heeds_bounds)
        };
        let matching: Vec<&String> = keys.iter().filter(holds).collect();
        let rows: Vec<Value> = matching.iter().take(limit).map(|key| json!({ "id": key })).collect();
        Said::json(200, &[("x-total-count", &matching.len().to_string())], &json!({ "result": rows }).to_string())
    })
}

async fn walked_in_parts(server: &Scripted, pages: &Pages) -> (Walked, Vec<String>) {
    let options = Options { clock: Clock::made(0), ..Options::default() };
    let client = Client::new(Address::parse(&server.address).unwrap(), SignIn::Nobody, &READS, options).unwrap();
    let mut ids = vec![];
    let mut each = |row: Row| {
        ids.push(row.get("id").and_then(Value::as_str).unwrap_or("?").to_owned());
        Ok(())
    };
    let walked = walk(&client, pages, &Spread, &mut each).await.unwrap();
    (walked, ids)
}

#[tokio::test]
async fn a_large_table_is_walked_in_parts_and_its_rows_arrive_in_the_same_order_every_time() {
    let server = spread(true);
    let (walked, first) = walked_in_parts(&server, &Pages::none()).await;
    assert!(walked.is_whole() && walked.received == 12_000, "{walked:?}");
    assert_eq!(first.iter().collect::<HashSet<_>>().len(), 12_000, "none twice");
    assert_eq!(walked_in_parts(&server, &Pages::none()).await.1, first);

    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::made(0);
    let pages = Pages::kept(folder.path(), &run(&server), DAY, &clock).unwrap();
    assert_eq!(walked_in_parts(&server, &pages).await.1, first);
    let asked = server.asked().len();
    assert_eq!(walked_in_parts(&server, &Pages::replayed(folder.path()).unwrap()).await.1, first);
    assert_eq!(server.asked().len(), asked);
}

#[tokio::test]
async fn a_server_that_drops_the_bounds_of_a_part_ends_the_walk_loudly() {
    let (walked, _) = walked_in_parts(&spread(false), &Pages::none()).await;
    assert!(walked.broken.as_deref().is_some_and(|broken| broken.contains("another part")), "{walked:?}");
}
