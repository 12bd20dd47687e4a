//! One file a canonical table.

mod assets;
mod contracts;
mod made;
mod money;
mod organisations;
mod risk;
mod work;

pub use assets::{Asset, AssetVerdict, Measure, Relation};
pub use contracts::{Contract, Cover, Entitlement, Price};
pub use made::{CostLine, CrossCheck, FindingRow, SpendingRow};
pub use money::{Budget, Payment, Rate};
pub use organisations::{Organisation, Source, Supplier};
pub use risk::{Litraf, Waiver};
pub use work::{TeamCost, Ticket};
