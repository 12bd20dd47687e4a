//! Incidents about assets, gathered while tickets are read.

use crate::model::Model;
use estate::tables::Ticket;
use estate::{Date, add_months};
use std::collections::BTreeMap;

/// What was recorded about one asset.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Recorded {
    /// The most urgent incident that is open, 1 the most urgent.
    pub(crate) open: Option<u8>,
    /// The most urgent one of the months that count.
    pub(crate) recent: Option<u8>,
    /// How many of those months there were.
    pub(crate) count: u64,
    /// How many of them say nothing of their urgency.
    pub(crate) unprioritised: u64,
}

/// Incidents by asset.
#[derive(Debug, Default)]
pub(crate) struct Incidents {
    since: Option<Date>,
    as_of: Option<Date>,
    by_asset: BTreeMap<usize, Recorded>,
    /// Is any incident about any asset recorded at all?
    pub(crate) known: bool,
}

impl Incidents {
    /// Those of so many months before the day.
    pub(crate) fn before(as_of: Date, months: u32) -> Incidents {
        Incidents { since: Some(add_months(as_of, -i64::from(months))), as_of: Some(as_of), ..Incidents::default() }
    }

    /// Takes in one ticket.
    pub(crate) fn add(&mut self, model: &Model, ticket: &Ticket) {
        let incident = ticket.kind.as_deref().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("incident"));
        let about = ticket.asset.as_deref().or(ticket.service.as_deref()).and_then(|id| model.asset(id));
        let (true, Some(asset), Some(since), Some(as_of)) = (incident, about, self.since, self.as_of) else { return };
        self.known = true;
        let open = ticket.closed_on.is_none_or(|closed| closed > as_of);
        let opened = ticket.opened_on;
        // What was opened after the day is not known on it.
        if opened.is_some_and(|opened| opened > as_of) || (!open && opened.is_none_or(|opened| opened <= since)) {
            return;
        }
        let urgency = ticket.priority.as_deref().and_then(first_digit);
        let recorded = self.by_asset.entry(asset).or_default();
        recorded.count += 1;
        recorded.unprioritised += u64::from(urgency.is_none());
        let most = |known: Option<u8>| known.into_iter().chain(urgency).min();
        recorded.recent = most(recorded.recent);
        if open {
            recorded.open = most(recorded.open);
        }
    }

    /// What was recorded about these assets together.
    pub(crate) fn of(&self, assets: &[usize]) -> Recorded {
        let mut all = Recorded::default();
        for one in assets.iter().filter_map(|asset| self.by_asset.get(asset)) {
            all.open = all.open.into_iter().chain(one.open).min();
            all.recent = all.recent.into_iter().chain(one.recent).min();
            all.count += one.count;
            all.unprioritised += one.unprioritised;
        }
        all
    }
}

/// The urgency in `1`, `P2 - High`, `3 - Moderate`.
fn first_digit(priority: &str) -> Option<u8> {
    priority.bytes().find(u8::is_ascii_digit).map(|digit| digit - b'0').filter(|urgency| (1..=5).contains(urgency))
}
