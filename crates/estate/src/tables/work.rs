//! Work done, and what the people who did it cost.

use crate::table::record;
use crate::{Amount, Currency, Date, Flow};

record! {
    /// Work done: incident, request, problem, change.
    Ticket in Tickets {
        /// Its id, `source:key`.
        id: String,
        /// The source that gave it.
        source: Option<String>,
        /// The body it was done for.
        organisation: String,
        /// incident, request, problem, change.
        kind: Option<String>,
        /// Day it was opened.
        opened_on: Option<Date>,
        /// Day it was closed.
        closed_on: Option<Date>,
        /// The asset it was about.
        asset: Option<String>,
        /// The service it was about.
        service: Option<String>,
        /// The desk's own category.
        category: Option<String>,
        /// The team that did it.
        group: Option<String>,
        /// How urgent it was.
        priority: Option<String>,
        /// Time spent on it, in seconds.
        effort_seconds: Option<i64>,
        /// Where that time comes from.
        effort_from: Option<String>,
        /// Run or change; run, where empty.
        flow: Option<Flow>,
    }
}

record! {
    /// What a team cost over a period.
    TeamCost in TeamCosts {
        /// The body.
        organisation: String,
        /// The team, as in the tickets' `group`.
        team: String,
        /// First day.
        period_from: Date,
        /// Last day.
        period_to: Date,
        /// How much.
        amount: Amount,
        /// Its currency; the audit's, where empty.
        currency: Option<Currency>,
        /// The source that gave it.
        source: Option<String>,
    }
}

impl TeamCost {
    /// Its key: body, team and first day.
    pub fn key(&self) -> String {
        format!("{}/{}/{}", self.organisation, self.team, self.period_from)
    }
}
