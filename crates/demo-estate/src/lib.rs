//! A fictional estate of any size from a seed, with the truths planted in it.
//!
//! # The demo
//!
//! Three bodies share the county of Tarrowshire, which is on no map: the county council, its fire and rescue service,
//! and the hospital trust. By default they run 1,500 things: services, the applications under them, databases,
//! servers, virtual machines, network kit, what is left of midrange and mainframe, and desktops. 220 contracts, in
//! every form of renewal that a register may hold, keep them going; 12,000 ledger lines, 9,000 tickets, the cost of
//! eleven teams and three years of budgets (with a ringfence for each body) say what that costs: some tens of
//! millions of pounds a year. Products are written as people write them: `MS SQL Svr 2008 R2 SP2 Std`, `RHEL 6.9
//! Santiago`, or not at all. Every supplier is invented, every company number begins with ZZ, and owners are posts,
//! not people.
//!
//! The same seed, size and date give the same bytes on every machine. Dates lie around the date asked for, so that
//! the demo does not age; only what is said of products is meant for audits from 2026-04-01 to 2027-03-31.
//!
//! # What is planted
//!
//! Hidden among the ordinary rows are truths that an audit must find: [`Estate::truths`] lists them, with the row
//! that each is about. Beside each stands a near miss, its twin, of which the audit must say nothing: a day later, a
//! pound less, in support. Planted rows have fixed places, whatever the size, and a truth is planted only where all
//! its rows fit.
//!
//! | code | subject | what triggers it | nothing else does |
//! |---|---|---|---|
//! | `renews-on-legacy` | contract | it renews itself and covers something out of support | no: many do |
//! | `renews-on-retired` | contract | it renews itself and covers, today, something retired | exactly |
//! | `paid-for-retired` | asset | it is retired, and money lands on it: a contract in force covers it today | exactly |
//! | `duplicate-cover` | contract | an earlier one of its class covers what it covers, both in force | exactly |
//! | `uncovered-live-asset` | asset | live, out of warranty, and no contract in force covers it today | exactly, if there is a contract |
//! | `expired-still-paid` | contract | it ended, and a payment is dated more than 92 days later | exactly |
//! | `price-differs` | contract | price and payments of the last 12 months in its present term: more than £1 and 5 % apart | exactly |
//! | `unmatched-beside-contract` | supplier | a payment that names no contract may belong to two or more | exactly |
//! | `joint-supplier` | supplier | it sells to more than one body; the first of its ids | exactly |
//! | `notice-missed` | contract | it renews itself, and the last day for notice has passed | exactly |
//! | `decision-due` | contract | the day to decide lies in the next 12 months, both ends included | no: many do |
//! | `auto-renews` | contract | it renews itself | no: many do |
//! | `no-computable-date` | contract | no end, or no day to decide, because a fact is missing; `open-ended` misses none | exactly |
//! | `unknown-product` | words | vendor, product and version that no catalogue knows | no: many are |
//! | `relation-cycle` | asset | links that carry cost make a circle; the first of its ids | exactly |
//! | `set-aside` | row | it cannot be used | exactly |
//! | `unreadable-cell` | row | it is kept without one of its cells | exactly |
//! | `dangling-reference` | row | it names one that no table holds | exactly |
//!
//! "Exactly" is meant at the rate of the audit date, by the letter of the rules: over a past financial year other
//! payments are compared.
//!
//! Working days are asked for in notices that end within a year of the audit date; where the holiday table does not
//! reach so far, those contracts have no computable date either.
//!
//! # How it is made
//!
//! Every row follows from the seed, its table and its index alone, by hashing. Nothing is kept from one row to the
//! next, so a million assets need no more memory than ten. Rows come as flat text, so that there can be ones that
//! must be set aside.

mod allowances;
mod assets;
mod blocks;
mod bodies;
mod contracts;
mod cover;
mod days;
mod draw;
mod names;
mod payments;
mod planted;
mod products;
mod relations;
mod row;
mod spending;
mod suppliers;
mod work;

use bodies::Body;
use estate::{Date, Record, Table};

/// How many months ahead a decision counts as due.
pub const DECISION_WINDOW_MONTHS: i64 = 12;

/// Codes of which [`Estate::truths`] names every subject: an audit that names another is wrong.
pub const EXACT: &[&str] = &[
    "renews-on-retired",
    "paid-for-retired",
    "duplicate-cover",
    "uncovered-live-asset",
    "expired-still-paid",
    "price-differs",
    "unmatched-beside-contract",
    "joint-supplier",
    "notice-missed",
    "no-computable-date",
    "relation-cycle",
    "set-aside",
    "unreadable-cell",
    "dangling-reference",
];

/// How many rows the large tables have, those to be set aside included. The others follow from these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Things that are run.
    pub assets: u64,
    /// Agreements.
    pub contracts: u64,
    /// Ledger lines.
    pub payments: u64,
    /// Work done.
    pub tickets: u64,
}

impl Default for Size {
    fn default() -> Self {
        Size { assets: 1_500, contracts: 220, payments: 12_000, tickets: 9_000 }
    }
}

impl Size {
    /// So many assets, one contract for every five of them, and so many tickets and payments an asset.
    pub fn of(assets: u64, tickets_per_asset: u64, payments_per_asset: u64) -> Size {
        Size {
            assets,
            contracts: assets.div_ceil(5),
            payments: assets.saturating_mul(payments_per_asset),
            tickets: assets.saturating_mul(tickets_per_asset),
        }
    }
}

/// Everything that a row follows from.
#[derive(Debug, Clone, Copy)]
struct Plan {
    seed: u64,
    size: Size,
    as_of: Date,
}

#[cfg(test)]
impl Default for Plan {
    fn default() -> Self {
        Plan { seed: 1, size: Size::default(), as_of: Date::constant(2026, 4, 1) }
    }
}

/// A fictional estate. It holds no rows; it knows how to make them.
#[derive(Debug, Clone, Copy)]
pub struct Estate {
    plan: Plan,
}

/// Something planted that an audit must find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Truth {
    /// Code of the finding; or `set-aside`, `unreadable-cell`, `unknown-product`, `dangling-reference`.
    pub code: &'static str,
    /// Id of the row that the audit must name.
    pub subject: String,
    /// Id of the near miss that it must not name under this code.
    pub twin: Option<String>,
    /// What triggers it, and what keeps the twin silent.
    pub why: String,
}

impl Estate {
    /// The estate of this seed and size, its dates laid around `as_of`.
    pub fn new(seed: u64, size: Size, as_of: Date) -> Estate {
        Estate { plan: Plan { seed, size, as_of } }
    }

    /// Hands over every row, table by table and in order, one at a time: one text a column of the table.
    pub fn rows(&self, keep: &mut dyn FnMut(Table, &[String])) {
        let plan = &self.plan;
        Body::ALL.iter().for_each(|body| hand(keep, &body.organisation()));
        suppliers::each(plan, &mut |supplier| hand(keep, supplier));
        for index in 0..plan.size.assets {
            let mut cells = row::cells(&assets::record(plan, index));
            assets::spoil(index, &mut cells);
            keep(Table::Assets, &cells);
        }
        for index in 0..plan.size.assets {
            relations::of(plan, index).iter().for_each(|relation| hand(keep, relation));
        }
        for index in 0..plan.size.contracts {
            let mut cells = row::cells(&contracts::agreement(plan, index).contract);
            planted::contracts::spoil(index, &mut cells);
            keep(Table::Contracts, &cells);
        }
        for index in 0..plan.size.contracts {
            let agreement = contracts::agreement(plan, index);
            contracts::prices(plan, &agreement).iter().for_each(|price| hand(keep, price));
        }
        for index in 0..plan.size.assets {
            cover::of(plan, index, &assets::facts(plan, index)).iter().for_each(|cover| hand(keep, cover));
        }
        payments::each(plan, &mut |payment, index| {
            let mut cells = row::cells(payment);
            planted::payments::spoil(plan, index, &mut cells);
            keep(Table::Payments, &cells);
        });
        for index in 0..plan.size.tickets {
            let ticket = work::ticket(plan, index);
            let mut cells = row::cells(&ticket);
            work::spoil(index, &ticket, &mut cells);
            keep(Table::Tickets, &cells);
        }
        work::team_costs(plan, &mut |cost| hand(keep, cost));
        for index in 0..plan.size.assets {
            relations::measures(plan, index).iter().for_each(|measure| hand(keep, measure));
        }
        allowances::budgets(plan, &mut |budget| hand(keep, budget));
        allowances::rates(plan, &mut |rate| hand(keep, rate));
    }

    /// Everything planted whose rows the estate is large enough to hold.
    pub fn truths(&self) -> Vec<Truth> {
        planted::truths::truths(&self.plan)
    }
}

fn hand<R: Record>(keep: &mut dyn FnMut(Table, &[String]), record: &R) {
    keep(R::TABLE, &row::cells(record));
}
