//! Nothing is written, no credential goes astray, nothing private is left behind. Every other case is searched too.

use super::case;
use crate::Pages;
use crate::conformance::expect::told;
use crate::conformance::ground::Outcome;
use crate::conformance::report::{Case, Failed};
use crate::conformance::{By, Mishap, Strikes, What, Wish};

pub(super) const CASES: &[Case] = &[
    case("only-reads", "Nothing but reads is sent, and one POST for a token.", |ground| {
        for sign_in in [By::Usual, By::Token] {
            let raised = ground.stand.raise(&Wish { sign_in, ..Wish::default() });
            let outcome = ground.pull(&raised, &Pages::none());
            only_reads(&outcome)?;
            let _ = ground.wait(raised.connector.check());
            let _ = ground.wait(raised.connector.discover());
            only_reads(&Outcome { asked: raised.system.asked(), ..outcome })?;
        }
        Ok(())
    }),
    case("only-reads-in-trouble", "Trouble makes nobody write.", |ground| {
        only_reads(&ground.with(Mishap::Broken, Strikes::once(2))?)?;
        only_reads(&ground.with(Mishap::Forbidden, Strikes::from(2))?)
    }),
    case("redirect-elsewhere", "A redirect to another host is not followed: no credential leaves.", |ground| {
        let outcome = ground.with(Mishap::RedirectElsewhere, Strikes::from(2))?;
        told(ground, &outcome)?;
        stayed(&outcome)
    }),
    case("redirect-elsewhere-once", "Not even once.", |ground| {
        let outcome = ground.with(Mishap::RedirectElsewhere, Strikes::once(2))?;
        stayed(&outcome)
    }),
    case("redirect-to-sign-in", "A redirect to a sign-in page is told, and is not the end of the table.", |ground| {
        Ok(told(ground, &ground.with(Mishap::RedirectToSignIn, Strikes::from(2))?)?)
    }),
    case("redirect-loop", "A redirect to itself is not followed without end.", |ground| {
        let outcome = ground.with(Mishap::RedirectLoop, Strikes::from(2))?;
        told(ground, &outcome)?;
        Ok(crate::conformance::expect::at_most_more(ground, &outcome, 20)?)
    }),
    case(
        "echoed-secrets",
        "A system that repeats the request's secrets in its error does not make us repeat them.",
        |ground| {
            for wish in [Wish::default(), Wish { sign_in: By::Token, ..Wish::default() }] {
                told(ground, &ground.wishing(&wish, Mishap::EchoesSecrets, Strikes::from(2))?)?;
            }
            Ok(())
        },
    ),
    case("wrong-secret-is-not-told", "A wrong secret is a secret too.", |ground| {
        let raised = ground.stand.raise(&Wish { wrong_secret: true, ..Wish::default() });
        let _ = ground.wait(raised.connector.check());
        let _ = ground.wait(raised.connector.discover());
        Ok(())
    }),
];

fn only_reads(outcome: &Outcome) -> Result<(), Failed> {
    let writes = outcome.asked.iter().find(|asked| {
        let reads = matches!(asked.method.as_str(), "GET" | "HEAD");
        let token = asked.method == "POST" && asked.what == What::SignIn;
        !reads && !token
    });
    match writes {
        Some(asked) => Err(Failed::Broke(format!("{} {} was sent", asked.method, asked.spelled))),
        None => Ok(()),
    }
}

fn stayed(outcome: &Outcome) -> Result<(), Failed> {
    match outcome.elsewhere {
        0 => Ok(()),
        many => Err(Failed::Broke(format!("{many} requests reached the other host"))),
    }
}
