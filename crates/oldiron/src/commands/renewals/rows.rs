//! The contracts of a run, with what was decided on them.

use analysis::Registered;
use audit::Standing;
use estate::{Date, days_between, parse_day};
use renewals::{Decision, Decisions, Turn, Watched};

/// The contracts of a run, by id.
pub(super) struct Rows {
    pub(super) as_of: Date,
    pub(super) currency: String,
    pub(super) registered: Vec<Registered>,
    pub(super) decisions: Decisions,
}

impl Rows {
    /// Where the decision on a contract stands.
    pub(super) fn standing(&self, of: &Registered) -> Standing {
        of.renewal.standing(&self.as_of.to_string())
    }

    /// What was decided on it.
    pub(super) fn decision(&self, of: &Registered) -> Option<&Decision> {
        self.decisions.of(&of.renewal.contract)
    }

    /// The contract of an id; they are in order of their ids.
    pub(super) fn find(&self, contract: &str) -> Option<&Registered> {
        let place = self.registered.binary_search_by(|of| of.renewal.contract.as_str().cmp(contract)).ok()?;
        self.registered.get(place)
    }

    /// What policies and alerts look at: contracts that somebody decides on.
    pub(super) fn watched(&self) -> Vec<Watched> {
        self.registered.iter().filter(|of| of.decided_on).map(|of| self.watch(of)).collect()
    }

    fn watch(&self, of: &Registered) -> Watched {
        let renewal = &of.renewal;
        let read = |day: &str| parse_day(day).ok();
        let on = |day: &str, turn: fn(Date) -> Turn| read(day).map_or(Turn::Undated, turn);
        let turn = match self.standing(of) {
            Standing::Due { on: day, .. } | Standing::Later { on: day } => on(&day, Turn::Due),
            Standing::Late { since, .. } => on(&since, Turn::Late),
            Standing::Missed { on: day } => on(&day, Turn::Missed),
            Standing::Undated => Turn::Undated,
            Standing::Open | Standing::Over => Turn::Nothing,
        };
        let day = |day: &Option<String>| day.as_deref().and_then(read);
        let last = day(&renewal.notice_on).or(day(&renewal.current_end));
        Watched {
            contract: renewal.contract.clone(),
            kind: of.contract.kind,
            renewal: of.contract.renewal.unwrap_or(estate::Renewal::Unknown),
            turn,
            locked_in_pence: renewal.locked_in_pence,
            annual_pence: renewal.annual_pence,
            lead_days: day(&renewal.decide_by).zip(last).map(|(decide, last)| days_between(decide, last)),
            findings: Vec::new(),
        }
    }
}
