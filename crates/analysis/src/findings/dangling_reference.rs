//! A record that names one which no table holds: what it would have carried stays where it is.

use super::{Context, Found, Kind};
use crate::ledger::Dangling;
use estate::Table;
use std::collections::BTreeSet;

pub(super) const KIND: Kind =
    Kind { code: "dangling-reference", reader: "it", amount_means: "no amount: what it would carry stays where it is" };

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let all: BTreeSet<&Dangling> = context.ledger.dangling.iter().chain(&context.graph.dangling).collect();
    let found = all.into_iter().map(|dangling| {
        let what = match dangling.table {
            Table::Payments => "Payment",
            Table::Tickets => "Ticket",
            Table::Contracts => "Contract",
            Table::Cover => "A row of cover for",
            _ => "Asset",
        };
        Found {
            subject: dangling.id.clone(),
            organisation: Some(dangling.organisation.clone()).filter(|id| !id.is_empty()),
            message: format!("{what} {} names {}, which no table holds.", dangling.id, dangling.names),
            evidence: vec![format!("{}:{}", dangling.table, dangling.id)],
            ..Found::default()
        }
    });
    found.collect()
}
