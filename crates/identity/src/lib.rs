//! Are these two the same? Suppliers under several spellings, one asset in two sources, one contract in two sources.
//!
//! A wrong join moves money; a missed one is seen as two. So every rule here needs agreement on something that identifies, and a key
//! that one source carries twice identifies nothing.

mod assets;
mod contracts;
mod names;
mod suppliers;

pub use assets::{AssetRecord, SameAs, same_assets};
pub use contracts::{ContractRecord, same_contracts};
pub use names::{Clusters, Evidence, Place, Ruling, name_key};
pub use suppliers::Suppliers;
