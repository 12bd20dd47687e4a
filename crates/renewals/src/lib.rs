//! When does this contract end, and when must one act? The term engine.
//!
//! Plain values in, decisions with their reasons out. It knows no file, clock or frame: today is an argument, holidays and lead
//! times are text that the caller read. The rules are numbered R1 to R34, and each is a test named after what it claims. Where
//! they are silent, the doc comment of the function that decides says what was decided and why.
//!
//! Two kinds of end run through everything. A *stated* end is the last day in force, and the contract rolls or expires the day
//! after. A *computed* end (start and length) is the first day not in the term, and the contract rolls or expires on it.

mod alerts;
mod breaks;
mod calendar;
mod co_termination;
mod columns;
mod days;
mod decisions;
mod ends;
mod error;
mod facts;
mod in_force;
mod lead_times;
mod notice;
mod ocds;
mod policy;
mod price;
mod reading;
mod readings;
mod timeline;
mod watched;
mod why;

#[cfg(test)]
mod rules;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod simulator;

pub use alerts::{Alert, Alerted, Ladders, Said, alerts, rings};
pub use breaks::{Break, breaks};
pub use calendar::Calendar;
pub use co_termination::{Alignment, Exit, Leaving, co_terminate, exits};
pub use decisions::{COLUMNS as DECISION_COLUMNS, Decision, Decisions, Fault, Word};
pub use error::Error;
pub use in_force::{InForce, LastDay, TermDays, in_force, initial_length, term_on};
pub use lead_times::{Band, LeadTimes, Route};
pub use ocds::{AUTOMATIC_RENEWAL, Extensions, LatestEnd, NoticeRow, latest_end, london_day, releases};
pub use policy::{Breach, Policy};
pub use price::Uplift;
pub use timeline::{Context, State, Timeline, timeline};
pub use watched::{Turn, Watched};
