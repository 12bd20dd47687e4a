//! Rows and cells that are not as documented.

use super::case;
use crate::conformance::expect::{accounted_for, accounts, never_silent};
use crate::conformance::report::{Case, Failed};
use crate::conformance::{Mishap, Strikes};

pub(super) const CASES: &[Case] = &[
    case("row-without-id", "A row without an id is set aside or told; it does not take others with it.", |ground| {
        Ok(accounted_for(ground, &ground.with(Mishap::RowWithoutId, Strikes::once(2))?)?)
    }),
    case("row-is-text", "A row that is no object is set aside or told.", |ground| {
        Ok(accounted_for(ground, &ground.with(Mishap::RowIsText, Strikes::once(2))?)?)
    }),
    case("references-otherwise", "References as objects and as plain text mean the same.", |ground| {
        Ok(never_silent(ground, &ground.with(Mishap::ReferencesOtherwise, Strikes::once(2))?)?)
    }),
    case(
        "typed-values",
        "Numbers, booleans and nulls in JSON's own types mean what their text means, or are accounted for.",
        |ground| {
            let outcome = ground.with(Mishap::TypedValues, Strikes::once(2))?;
            accounted_for(ground, &outcome)?;
            Ok(never_silent(ground, &outcome)?)
        },
    ),
    case(
        "field-missing",
        "A field that was asked for and never comes is named: it may be hidden, and is not empty.",
        |ground| {
            let outcome = ground.with(Mishap::FieldMissing, Strikes::ALWAYS)?;
            accounts(&outcome)?;
            let before = ground.undisturbed.pulled.as_ref().map_or(0, |pulled| pulled.absent.len());
            match &outcome.pulled {
                Ok(pulled) if pulled.absent.len() <= before && pulled.is_whole() => {
                    Err(Failed::Broke("a missing field is not named".to_owned()))
                }
                _ => Ok(()),
            }
        },
    ),
];
