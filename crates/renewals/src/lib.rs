//! When does this contract end, and when must one act? The term engine.
//!
//! Plain values in, decisions with their reasons out. It knows no file, clock or frame: today is an argument, holidays and lead
//! times are text that the caller read. The rules are numbered R1 to R34, and each is a test named after what it claims. Where
//! they are silent, the doc comment of the function that decides says what was decided and why.
//!
//! Two kinds of end run through everything. A *stated* end is the last day in force, and the contract rolls or expires the day
//! after. A *computed* end (start and length) is the first day not in the term, and the contract rolls or expires on it.

mod breaks;
mod calendar;
mod columns;
mod days;
mod ends;
mod error;
mod facts;
mod in_force;
mod lead_times;
mod notice;
mod ocds;
mod price;
mod reading;
mod readings;
mod timeline;
mod why;

#[cfg(test)]
mod rules;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod simulator;

pub use breaks::{Break, breaks};
pub use calendar::Calendar;
pub use error::Error;
pub use in_force::{InForce, LastDay, TermDays, in_force, initial_length, term_on};
pub use lead_times::{Band, LeadTimes, Route};
pub use ocds::{Extensions, LatestEnd, latest_end, london_day};
pub use timeline::{Context, State, Timeline, timeline};
