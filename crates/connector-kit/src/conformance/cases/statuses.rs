//! Statuses: what is asked again, after what wait, and what is not.

use super::case;
use crate::conformance::expect::{at_most_more, told, whole};
use crate::conformance::ground::Ground;
use crate::conformance::report::{Case, Failed};
use crate::conformance::{Mishap, Strikes};
use std::time::Duration;

/// What emulated systems ask to wait.
const ASKED: Duration = Duration::from_secs(7);

pub(super) const CASES: &[Case] = &[
    case("too-many-seconds", "429 with seconds: waited for as long as asked, then asked again.", |ground| {
        waited(ground, Mishap::TooManySeconds, ASKED)
    }),
    case("too-many-date", "429 with a date: waited for until then, then asked again.", |ground| {
        waited(ground, Mishap::TooManyDate, ASKED.saturating_sub(Duration::from_secs(1)))
    }),
    case("too-many-no-hint", "429 without a hint: waited for all the same, then asked again.", |ground| {
        waited(ground, Mishap::TooManyNoHint, Duration::from_millis(200))
    }),
    case("unavailable", "503 with seconds: waited for as long as asked, then asked again.", |ground| {
        waited(ground, Mishap::Unavailable, ASKED)
    }),
    case("broken", "500 is asked again, after a wait.", |ground| {
        waited(ground, Mishap::Broken, Duration::from_millis(200))
    }),
    case("bad-gateway", "502 is asked again, after a wait.", |ground| {
        waited(ground, Mishap::BadGateway, Duration::from_millis(200))
    }),
    case("gateway-timeout", "504 is asked again.", |ground| {
        Ok(whole(ground, &ground.with(Mishap::GatewayTimeout, Strikes::once(2))?)?)
    }),
    case("waits-grow", "Waits grow from one try to the next.", |ground| {
        let outcome = ground.with(Mishap::Broken, Strikes { page: Some(2), times: 3 })?;
        whole(ground, &outcome)?;
        match outcome.waits.as_slice() {
            [first, .., last] if last > first => Ok(()),
            waits => Err(Failed::Broke(format!("waits were {waits:?}"))),
        }
    }),
    case("too-many-for-ever", "429 for ever is given up after a bounded number of tries, told.", |ground| {
        let outcome = ground.with(Mishap::TooManySeconds, Strikes::from(3))?;
        told(ground, &outcome)?;
        Ok(at_most_more(ground, &outcome, 20)?)
    }),
    case("bad-request", "400 is told and not asked again.", |ground| not_again(ground, Mishap::BadRequest)),
    case("forbidden", "403 is told and not asked again.", |ground| not_again(ground, Mishap::Forbidden)),
    case("not-found", "404 is told and not asked again.", |ground| not_again(ground, Mishap::NotFound)),
    case("unauthorised", "401 that stays is told, and asked again at most once with a fresh sign-in.", |ground| {
        let outcome = ground.with(Mishap::Unauthorised, Strikes::from(2))?;
        told(ground, &outcome)?;
        struck_at_most(&outcome, 2)
    }),
];

fn waited(ground: &Ground<'_>, mishap: Mishap, least: Duration) -> Result<(), Failed> {
    let outcome = ground.with(mishap, Strikes::once(2))?;
    whole(ground, &outcome)?;
    let waited: Duration = outcome.waits.iter().sum();
    if waited < least {
        return Err(Failed::Broke(format!("waited {waited:?} in place of {least:?}")));
    }
    Ok(())
}

fn not_again(ground: &Ground<'_>, mishap: Mishap) -> Result<(), Failed> {
    let outcome = ground.with(mishap, Strikes::from(2))?;
    told(ground, &outcome)?;
    struck_at_most(&outcome, 1)
}

fn struck_at_most(outcome: &crate::conformance::ground::Outcome, most: usize) -> Result<(), Failed> {
    let questions: Vec<&str> =
        outcome.asked.iter().filter(|asked| asked.struck).map(|asked| asked.spelled.as_str()).collect();
    let most_often =
        questions.iter().map(|one| questions.iter().filter(|other| *other == one).count()).max().unwrap_or(0);
    if most_often > most {
        return Err(Failed::Broke(format!("the same question was asked {most_often} times")));
    }
    Ok(())
}
