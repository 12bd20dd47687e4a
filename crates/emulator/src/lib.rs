//! Systems of record on loopback, for whoever has no such system at hand: tests, benchmarks, and a newcomer who wants to see a pull.
//!
//! An emulated system behaves as the vendor documents and as clients in the wild found it, including what goes wrong: every
//! [`Fault`] can be armed for a table and a page. It shares no type with the connector that reads it, so that a mistake of the
//! one is not the mistake of the other. It holds its own idea of time: latency is counted rather than waited for, unless a
//! benchmark asks for the real thing.
//!
//! ```
//! use emulator::{Arm, Fault, Latency, Server, servicenow::Instance};
//! let estate = demo_estate::Estate::new(1, demo_estate::Size::of(50, 1, 1), estate::parse_day("2026-04-01").unwrap());
//! let server = Server::start(Instance::of_estate(&estate), Latency::Counted(50)).unwrap();
//! server.arm(Arm::once(Fault::CancelledInside200).table("ast_contract").page(2));
//! assert!(server.address().starts_with("http://127.0.0.1:"));
//! ```

mod civil;
mod door;
mod faults;
mod journal;
mod server;
pub mod servicenow;
mod spoil;
mod talk;

pub use faults::{Arm, Fault, On};
pub use journal::{Seen, Signed};
pub use server::{Latency, Server};
pub use talk::{Answer, Asked, Place, System, What};
