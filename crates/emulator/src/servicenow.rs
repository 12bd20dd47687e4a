//! An emulated `ServiceNow` instance: the Table, Aggregate and CMDB APIs, the token endpoint, and how they are known to behave.

mod answers;
mod cmdb;
mod feed;
mod instance;
mod money;
mod query;
mod schema;
mod sign_in;
mod stats;
mod store;
mod table_api;
mod wire;

pub use feed::{Fed, key};
pub use instance::{Access, Account, Instance, RateRule};
