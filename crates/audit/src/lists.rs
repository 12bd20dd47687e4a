//! Run cost shared out. Each list but the systems adds up to `run_cost`, `legacy_cost` and `unknown_cost`, to the penny, with one
//! row whose key is null for what has none.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Run cost of one verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ByVerdict {
    /// supported, ending, extended-paid, unsupported, aged or unknown.
    pub verdict: String,
    /// Run cost.
    pub pence: i64,
    /// Its part that counts as legacy: all or nothing.
    pub legacy_pence: i64,
    /// Its part whose verdict is unknown: all or nothing.
    pub unknown_pence: i64,
    /// Its part that buys nothing.
    pub waste_pence: i64,
    /// Assets with this verdict.
    pub assets: u64,
    /// Cost lines.
    pub lines: u64,
}

macro_rules! by_list {
    ($(#[$doc:meta])* $name:ident { $(#[$key_doc:meta])* $key:ident }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        pub struct $name {
            $(#[$key_doc])*
            pub $key: Option<String>,
            /// Its name, where the records give one; its id otherwise.
            pub name: Option<String>,
            /// Run cost.
            pub pence: i64,
            /// Its part that counts as legacy.
            pub legacy_pence: i64,
            /// Its part whose verdict is unknown.
            pub unknown_pence: i64,
            /// Its part that buys nothing.
            pub waste_pence: i64,
            /// Cost lines.
            pub lines: u64,
        }
    };
}

by_list! {
    /// Run cost of one body that pays.
    ByOrganisation {
        /// Its id; null for what names none.
        organisation
    }
}

by_list! {
    /// Run cost that ends in one service, or in the application at the top where no service is known.
    ByService {
        /// Its asset id; null for what reaches none.
        service
    }
}

by_list! {
    /// Run cost paid to one supplier.
    BySupplier {
        /// Its id; null for what is paid to none, such as own staff.
        supplier
    }
}

by_list! {
    /// Run cost of one class of spending: maintenance, licence, hosting, labour, ownership, energy, other.
    ByClass {
        /// The class; no row is without one.
        class
    }
}

by_list! {
    /// Run cost by how long ago the asset that it landed on was put to use, in whole years at the audit date.
    ByAge {
        /// under-3, 3-to-5, 6-to-9, 10-to-14 or 15-or-more; null where no asset, or no such date, is known.
        age
    }
}

/// Run cost that buys nothing, of one kind. A pound is of one kind alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ByWaste {
    /// on-retired-or-missing, duplicate-cover, lapsed-still-paid, idle-or-unused or unneeded-extended-support.
    pub waste: String,
    /// Run cost.
    pub pence: i64,
    /// Its part that counts as legacy.
    pub legacy_pence: i64,
    /// Cost lines.
    pub lines: u64,
}

/// Run cost of one verdict inside a row of another list. Those of one list add up to run cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Split {
    /// Which list: organisation, supplier or class.
    pub of: String,
    /// The row's key in that list; null for what has none.
    pub key: Option<String>,
    /// The verdict.
    pub verdict: String,
    /// Run cost.
    pub pence: i64,
    /// Cost lines.
    pub lines: u64,
}

/// One system, seen whole: what it carries and what it rests on. Systems share what they rest on, so these overlap and are never
/// added up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SystemView {
    /// The service, or the application at the top.
    pub system: String,
    /// Its name.
    pub name: String,
    /// Who runs it.
    pub organisation: String,
    /// Run cost that ends in it.
    pub pence: i64,
    /// Its part that counts as legacy.
    pub legacy_pence: i64,
    /// Its part whose verdict is unknown.
    pub unknown_pence: i64,
    /// Run cost that would stop if this system alone were retired, with what only it uses.
    #[serde(default)]
    pub avoidable_pence: i64,
    /// The worst known verdict of anything it rests on; unknown if none is known.
    pub weakest: String,
    /// The asset with that verdict.
    pub weakest_asset: Option<String>,
    /// Assets it rests on, itself included.
    pub assets: u64,
    /// Those of them whose verdict is unknown.
    pub unknown_assets: u64,
}
