//! The cases, by what they are about.

mod bodies;
mod check;
mod pages;
mod paging;
mod safety;
mod sign_in;
mod statuses;
mod values;

use super::report::{Case, Failed};

/// Every case.
pub(crate) const ALL: &[&[Case]] = &[
    paging::CASES,
    bodies::CASES,
    statuses::CASES,
    sign_in::CASES,
    safety::CASES,
    values::CASES,
    pages::CASES,
    check::CASES,
];

const fn case(
    name: &'static str,
    rule: &'static str,
    run: fn(&super::ground::Ground<'_>) -> Result<(), Failed>,
) -> Case {
    Case { name, rule, run }
}
