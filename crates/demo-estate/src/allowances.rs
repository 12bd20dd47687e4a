//! Budgets, and what foreign currencies were worth. The rates are invented.

use crate::Plan;
use crate::bodies::Body;
use crate::days::month_start;
use crate::work::in_proportion;
use estate::tables::{Budget, Rate};
use estate::{Amount, Currency, Decimal, FinancialYear, MoneyKind, add_months};

/// Every budget: of the year of the audit date and the two before.
pub(crate) fn budgets(plan: &Plan, keep: &mut dyn FnMut(&Budget)) {
    for years_back in (0..3).rev() {
        let year = FinancialYear::of(add_months(plan.as_of, -12 * years_back));
        for body in Body::ALL {
            for (cost_centre, money, pounds, ringfenced) in lines(body) {
                let pence = in_proportion(plan, pounds * 100) * (100 - 2 * years_back) / 100;
                keep(&Budget {
                    organisation: body.id().to_owned(),
                    cost_centre: Some(format!("{}-{cost_centre}", body.id())),
                    financial_year: year.to_string(),
                    money: Some(*money),
                    amount: Amount(pence),
                    currency: Some(Currency::GBP),
                    ringfenced: Some(*ringfenced),
                    source: Some("finance".to_owned()),
                });
            }
        }
    }
}

/// Cost centre, money, pounds a year in an estate of the default size, and whether it is protected from cuts.
fn lines(body: Body) -> &'static [(&'static str, MoneyKind, i64, bool)] {
    use MoneyKind::{Capital, Resource};
    match body {
        Body::Council => &[
            ("4100", Resource, 15_500_000, false),
            ("4180", Resource, 1_900_000, true),
            ("8100", Capital, 3_200_000, false),
        ],
        Body::Hospitals => &[
            ("4100", Resource, 11_800_000, false),
            ("4190", Resource, 1_200_000, true),
            ("8100", Capital, 2_400_000, false),
        ],
        Body::Fire => &[
            ("4100", Resource, 1_500_000, false),
            ("4150", Resource, 600_000, true),
            ("8100", Capital, 300_000, false),
        ],
    }
}

/// Every rate: on the first of each month for five years, within a hundredth of its middle.
pub(crate) fn rates(plan: &Plan, keep: &mut dyn FnMut(&Rate)) {
    for (letters, middle) in [("EUR", 8_560), ("USD", 7_820)] {
        let Some(from) = Currency::parse(letters) else { continue };
        for back in (0..60).rev() {
            let swing = (back * 7 + middle) % 15 * 10 - 70;
            let Some(rate) = Decimal::parse(&format!("0.{:04}", middle + swing)) else { continue };
            keep(&Rate {
                from,
                to: Currency::GBP,
                on: month_start(plan.as_of, -back),
                rate,
                origin: Some("County treasury, month opening rate".to_owned()),
                source: Some("finance".to_owned()),
            });
        }
    }
}
