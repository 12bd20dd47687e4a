//! A source of money that gave none for this period (rule L30).

use super::{Context, Found, Kind};

pub(super) const KIND: Kind = Kind {
    code: "source-without-money",
    reader: "it",
    amount_means: "what it gave for other periods or was set aside",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let rows = context.ledger.book.rows().unwrap_or_default();
    let empty = rows.into_iter().filter(|row| {
        let elsewhere = row.other_period_pence + row.set_aside_pence;
        row.received_pence == elsewhere && elsewhere != 0
    });
    empty
        .map(|row| Found {
            subject: format!("{}/{}", row.source, row.table),
            pence: Some(row.received_pence),
            message: format!("{} of {} hold no money of this period.", row.table, row.source),
            evidence: Vec::new(),
            ..Found::default()
        })
        .collect()
}
