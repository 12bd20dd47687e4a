//! The socket that connectors plug into.
//!
//! Loops live here, facts in the vendors' files: a connector says which reads there are ([`Endpoint`]), how rows look and what they
//! mean; asking, signing in, paging, retrying, waiting, counting and keeping raw pages is done once, here.
//!
//! Three promises are properties of types, not of habits. A [`Client`] holds a list of reads and refuses every other request. A
//! [`Secret`] does not print. A [`Pulled`] accounts for every row: received = kept + set aside, and what the system declared and did
//! not give is named.

mod address;
mod client;
mod clock;
mod completeness;
pub mod conformance;
mod connection;
mod connector;
mod draft;
mod endpoint;
mod error;
mod listing;
mod page_size;
mod pages;
mod paging;
mod pull;
mod redaction;
mod retry;
#[cfg(test)]
mod scripted;
mod secret;
mod sign_in;
mod tally;
mod throttle;
mod trouble;
mod wait;
mod walk;

pub use address::Address;
pub use client::{Client, Options, Page, as_it_is};
pub use clock::Clock;
pub use completeness::{gap, gaps};
pub use connection::{Fetch, NetworkWords, SecretFrom, SignInWords, Vendor, connect};
pub use connector::{
    Access, Answer, Connector, Findable, FoundColumn, FoundTable, Keep, Pulled, Record, Since, TableAccess, Walked,
    Want,
};
pub use draft::{Draft, Origin};
pub use endpoint::{Endpoint, Method, Read};
pub use error::Error;
pub use listing::{Listing, Row, Rows};
pub use page_size::PageSizes;
pub use pages::{PAGES_FORMAT, Pages, Run};
pub use paging::{Paging, Place, Seen, Step};
pub use pull::pull_all;
pub use secret::Secret;
pub use sign_in::{Grant, SignIn};
pub use tally::Tally;
pub use throttle::Pace;
pub use trouble::Trouble;
pub use wait::wait_for;
pub use walk::{Bounds, walk};
