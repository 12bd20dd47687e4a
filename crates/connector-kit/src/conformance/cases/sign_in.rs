//! Signing in.

use super::case;
use crate::Pages;
use crate::conformance::expect::{told, whole};
use crate::conformance::report::{Case, Failed};
use crate::conformance::{By, Mishap, Strikes, What, Wish};

pub(super) const CASES: &[Case] = &[
    case("by-token", "A pull by token brings the same rows.", |ground| {
        let outcome = ground.pull(&ground.stand.raise(&by_token()), &Pages::none());
        Ok(whole(ground, &outcome)?)
    }),
    case(
        "token-expires",
        "A token that expires in the middle is renewed, and the same page is asked for again.",
        |ground| {
            let outcome = ground.wishing(&by_token(), Mishap::TokenExpired, Strikes::once(3))?;
            whole(ground, &outcome)?;
            match sign_ins(&outcome.asked) {
                2 => Ok(()),
                other => Err(Failed::Broke(format!("{other} sign-ins in place of 2"))),
            }
        },
    ),
    case("stillborn-token", "Tokens that are no good when they are given are not asked for without end.", |ground| {
        let outcome = ground.wishing(&by_token(), Mishap::StillbornToken, Strikes::ALWAYS)?;
        told(ground, &outcome)?;
        match sign_ins(&outcome.asked) {
            0..=30 => Ok(()),
            many => Err(Failed::Broke(format!("{many} sign-ins"))),
        }
    }),
    case(
        "token-refused",
        "A token that is refused is told; the POST that asked for it is not sent again and again.",
        |ground| {
            let outcome = ground.wishing(&by_token(), Mishap::TokenRefused, Strikes::ALWAYS)?;
            told(ground, &outcome)?;
            if !outcome.rows.is_empty() {
                return Err(Failed::Broke("rows without a sign-in".to_owned()));
            }
            match sign_ins(&outcome.asked) {
                0..=12 => Ok(()),
                many => Err(Failed::Broke(format!("{many} sign-ins"))),
            }
        },
    ),
    case("token-html", "HTML in place of a token is told.", |ground| {
        let outcome = ground.wishing(&by_token(), Mishap::TokenHtml, Strikes::ALWAYS)?;
        Ok(told(ground, &outcome)?)
    }),
    case(
        "wrong-secret",
        "A wrong secret is told and not tried again and again: accounts are locked that way.",
        |ground| {
            let wish = Wish { wrong_secret: true, ..Wish::default() };
            let outcome = ground.pull(&ground.stand.raise(&wish), &Pages::none());
            told(ground, &outcome)?;
            match outcome.of_large(What::Rows) + outcome.of_large(What::Count) {
                0..=4 => Ok(()),
                many => Err(Failed::Broke(format!("{many} requests about the table with a wrong secret"))),
            }
        },
    ),
];

fn by_token() -> Wish {
    Wish { sign_in: By::Token, ..Wish::default() }
}

fn sign_ins(asked: &[crate::conformance::Asked]) -> usize {
    asked.iter().filter(|asked| asked.what == What::SignIn).count()
}
