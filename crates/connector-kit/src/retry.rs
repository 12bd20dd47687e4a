//! When to ask again, and how long to wait before it.

use crate::client::Page;
use crate::trouble::Trouble;
use crate::{Clock, Error};
use std::time::{Duration, UNIX_EPOCH};

/// Whoever is asked to wait longer gives up: an operator is better told than kept.
pub(crate) const LONGEST_WAIT: Duration = Duration::from_mins(65);
/// The first pause, where the system names none.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// Pauses double up to this.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// How long to wait before the next try, where the system does not say: doubling, with a ceiling, and a little apart for different
/// requests so that they do not return together. The spread is made from the request, so that the same run waits the same.
pub(crate) fn pause(tries: u32, what: &str) -> Duration {
    let doubled = FIRST_PAUSE.saturating_mul(2_u32.saturating_pow(tries.saturating_sub(1).min(10))).min(LONGEST_PAUSE);
    let mark = what.bytes().fold(u64::from(tries), |mark, byte| mark.wrapping_mul(31).wrapping_add(u64::from(byte)));
    doubled + Duration::from_millis(mark % 500)
}

/// `Retry-After` in seconds or as a date; else the moment at which a limit is reset.
pub(crate) fn retry_after(page: &Page, clock: &Clock) -> Option<Duration> {
    let now = clock.now();
    if let Some(said) = page.header("retry-after").map(str::trim) {
        if let Ok(seconds) = said.parse() {
            return Some(Duration::from_secs(seconds));
        }
        if let Ok(moment) = httpdate::parse_http_date(said) {
            return Some(moment.duration_since(UNIX_EPOCH).unwrap_or_default().saturating_sub(now));
        }
    }
    let reset: u64 = page.header("x-ratelimit-reset")?.trim().parse().ok()?;
    // Some give the moment, some the seconds until then.
    let reset = Duration::from_secs(reset);
    Some(if reset > Duration::from_secs(1_000_000_000) { reset.saturating_sub(now) } else { reset })
}

/// What a status that is no success means.
pub(crate) fn refused(page: &Page, what: &str, address: &str, clock: &Clock) -> Trouble {
    let problem = said(page);
    match page.status {
        429 => Trouble::Wait { length: retry_after(page, clock), problem: format!("too many requests: {problem}") },
        408 | 504 => Trouble::TooMuch { problem: format!("{}: {problem}", page.status) },
        500 | 502 | 503 => {
            Trouble::Wait { length: retry_after(page, clock), problem: format!("{}: {problem}", page.status) }
        }
        401 => Trouble::Final(Error::SignIn { address: address.to_owned(), status: 401, problem }),
        status => {
            let hint = match status {
                403 => "the account needs to read this; see the connector's README for the least permission",
                404 => "it is not there, or this account may not see it",
                400 | 406 | 422 => {
                    "the system does not take the question: a table or a filter of the settings may not exist"
                }
                414 => "the question is too long: shorten the filter",
                _ => "look into the system's own log",
            };
            let (what, hint) = (what.to_owned(), hint.to_owned());
            Trouble::Final(Error::Refused { what, status, problem, hint })
        }
    }
}

/// What the system says about its refusal, short and on one line.
pub(crate) fn said(page: &Page) -> String {
    let parsed: Option<serde_json::Value> = serde_json::from_str(&page.body).ok();
    let error = parsed.as_ref().and_then(|body| body.get("error"));
    let part = |name: &str| error.and_then(|error| error.get(name)).and_then(|part| part.as_str());
    let words = match (part("message"), part("detail").filter(|detail| !detail.is_empty())) {
        (Some(message), Some(detail)) => format!("{message} ({detail})"),
        (Some(message), None) => message.to_owned(),
        _ if page.header("content-type").is_some_and(|kind| kind.contains("html")) => "a page of HTML".to_owned(),
        _ if page.body.trim().is_empty() => "no words".to_owned(),
        _ => page.body.clone(),
    };
    words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(status: u16, headers: &[(&str, &str)], body: &str) -> Page {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Page { status, headers, body: body.to_owned() }
    }

    #[test]
    fn the_system_says_how_long_to_wait_in_three_ways() {
        let clock = Clock::made(1_700_000_000);
        for (name, value, seconds) in [
            ("retry-after", "7", Some(7)),
            ("retry-after", "Tue, 14 Nov 2023 22:13:30 GMT", Some(10)),
            ("retry-after", "Tue, 14 Nov 2023 22:00:00 GMT", Some(0)),
            ("x-ratelimit-reset", "1700000042", Some(42)),
            ("x-ratelimit-reset", "30", Some(30)),
            ("retry-after", "soon", None),
            ("other", "1", None),
        ] {
            let found = retry_after(&page(429, &[(name, value)], ""), &clock);
            assert_eq!(found, seconds.map(Duration::from_secs), "{name}: {value}");
        }
    }

    #[test]
    fn pauses_double_up_to_a_ceiling_and_do_not_return_together() {
        let lengths: Vec<u64> = (1..=9).map(|tries| pause(tries, "a").as_secs()).collect();
        assert_eq!(lengths, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
        assert_ne!(pause(1, "a"), pause(1, "b"));
        assert_eq!(pause(3, "a"), pause(3, "a"));
    }

    #[test]
    fn a_status_says_whether_to_wait_to_ask_for_less_or_to_stop() {
        let clock = Clock::made(0);
        let kind = |status| match refused(&page(status, &[], ""), "x", "https://h", &clock) {
            Trouble::Wait { .. } => "wait",
            Trouble::TooMuch { .. } => "less",
            Trouble::Final(Error::SignIn { .. }) => "sign-in",
            Trouble::Final(_) => "stop",
        };
        for (status, what) in [
            (429, "wait"),
            (502, "wait"),
            (503, "wait"),
            (504, "less"),
            (408, "less"),
            (400, "stop"),
            (401, "sign-in"),
            (403, "stop"),
            (404, "stop"),
            (418, "stop"),
        ] {
            assert_eq!(kind(status), what, "{status}");
        }
    }

    #[test]
    fn words_of_a_refusal_are_short_and_on_one_line() {
        for (body, words) in [
            (
                r#"{"error":{"message":"Rate limit exceeded","detail":"100 per hour"}}"#,
                "Rate limit exceeded (100 per hour)",
            ),
            (r#"{"error":{"message":"No"}}"#, "No"),
            ("a\n  b", "a b"),
            ("", "no words"),
        ] {
            assert_eq!(said(&page(429, &[], body)), words);
        }
        assert_eq!(said(&page(503, &[("content-type", "text/html")], "<html>…")), "a page of HTML");
        assert_eq!(said(&page(500, &[], &"x".repeat(999))).len(), 200);
    }
}
