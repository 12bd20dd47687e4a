//! Answers that are not what they say.

use super::case;
use crate::conformance::expect::{at_most_more, never_silent, told, whole};
use crate::conformance::ground::Ground;
use crate::conformance::report::{Case, Failed};
use crate::conformance::{Mishap, Strikes};

/// Once in the middle of a walk: asked for again, and nothing is lost.
macro_rules! healed {
    ($name:literal, $rule:literal, $mishap:expr) => {
        case($name, $rule, |ground| healed(ground, $mishap))
    };
}

pub(super) const CASES: &[Case] = &[
    healed!(
        "error-inside-success",
        "An error inside a 200 is no empty page: asked for again.",
        Mishap::ErrorInsideSuccess
    ),
    healed!("text-for-rows", "A sentence where rows should be is no empty page: asked for again.", Mishap::TextForRows),
    healed!("accepted-later", "Status 202 brings no rows: asked for again.", Mishap::AcceptedLater),
    healed!(
        "truncated-json",
        "JSON that breaks off is asked for again, and what was in it is not taken.",
        Mishap::TruncatedJson
    ),
    healed!("cut-short", "A body that is shorter than it says is asked for again.", Mishap::CutShort),
    healed!("closed", "A connection that closes without an answer is asked again.", Mishap::Closed),
    healed!("trickle", "An answer in many small pieces is one answer.", Mishap::Trickle),
    healed!("asleep", "A page that says the system is asleep is not the end of the table.", Mishap::Asleep),
    healed!("sign-in-page", "A sign-in page with status 200 is not the end of the table.", Mishap::SignInPage),
    healed!("html-as-json", "HTML that says it is JSON is not the end of the table.", Mishap::HtmlAsJson),
    healed!("empty-body", "An empty body is no empty page: asked for again.", Mishap::EmptyBody),
    healed!("rows-null", "Null is no empty page: asked for again.", Mishap::RowsNull),
    healed!("rows-object", "An object where a list should be is no empty page: asked for again.", Mishap::RowsObject),
    healed!(
        "rows-missing",
        "An answer without rows and without error is no empty page: asked for again.",
        Mishap::RowsMissing
    ),
    case("not-utf8", "Bytes that are no text are not put right in silence: asked for again, or told.", |ground| {
        let outcome = ground.with(Mishap::NotUtf8, Strikes::once(2))?;
        Ok(never_silent(ground, &outcome)?)
    }),
    case("no-content-type", "Rows without a content type are read or told.", |ground| {
        Ok(never_silent(ground, &ground.with(Mishap::NoContentType, Strikes::once(2))?)?)
    }),
    case("first-page-broken", "A first page that breaks off is asked for again.", |ground| {
        Ok(whole(ground, &ground.with(Mishap::TruncatedJson, Strikes::once(1))?)?)
    }),
    case(
        "error-for-ever",
        "An error that stays ends the walk after a bounded number of tries, told, with what was read kept.",
        |ground| for_ever(ground, Mishap::ErrorInsideSuccess),
    ),
    case("asleep-for-ever", "A system that stays asleep is given up, told, with what was read kept.", |ground| {
        for_ever(ground, Mishap::Asleep)
    }),
    case("closed-for-ever", "A system that closes every connection is given up, told.", |ground| {
        for_ever(ground, Mishap::Closed)
    }),
    case("broken-from-the-start", "A table that cannot be read at all is not one without rows.", |ground| {
        let outcome = ground.with(Mishap::TextForRows, Strikes::from(1))?;
        Ok(told(ground, &outcome)?)
    }),
];

fn healed(ground: &Ground<'_>, mishap: Mishap) -> Result<(), Failed> {
    let outcome = ground.with(mishap, Strikes::once(2))?;
    Ok(whole(ground, &outcome)?)
}

fn for_ever(ground: &Ground<'_>, mishap: Mishap) -> Result<(), Failed> {
    let outcome = ground.with(mishap, Strikes::from(3))?;
    told(ground, &outcome)?;
    if outcome.pulled.is_ok() && outcome.rows.is_empty() {
        return Err(Failed::Broke("the two pages that were read are not kept".to_owned()));
    }
    Ok(at_most_more(ground, &outcome, 20)?)
}
