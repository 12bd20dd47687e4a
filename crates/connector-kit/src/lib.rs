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
mod connector;
mod endpoint;
mod error;
mod pages;
mod retry;
mod secret;
mod sign_in;
mod throttle;
mod trouble;

pub use address::Address;
pub use client::{Client, Options, Page};
pub use clock::Clock;
pub use connector::{
    Access, Answer, Connector, Findable, FoundColumn, FoundTable, Keep, Pulled, Record, Since, TableAccess, Walked,
    Want,
};
pub use endpoint::{Endpoint, Method, Read};
pub use error::Error;
pub use pages::Pages;
pub use secret::Secret;
pub use sign_in::{Grant, SignIn};
pub use throttle::Pace;
pub use trouble::Trouble;
