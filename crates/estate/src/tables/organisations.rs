//! Who runs, who is paid, and which source says so.

use crate::SourceRole;
use crate::table::record;

record! {
    /// A body that runs or pays.
    Organisation in Organisations {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// What it is: council, fire-and-rescue, hospital-trust, department.
        kind: Option<String>,
        /// The organisation it is part of.
        parent: Option<String>,
        /// Does it recover value added tax?
        vat_recovered: Option<bool>,
    }
}

record! {
    /// Somebody who is paid.
    Supplier in Suppliers {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// Its number in the register of companies.
        company_number: Option<String>,
        /// Other spellings, separated by `;`.
        also_known_as: Option<String>,
        /// The supplier it belongs to.
        parent: Option<String>,
    }
}

record! {
    /// A source of records in a flat folder, and how much it is trusted.
    Source in Sources {
        /// Its name, as in the `source` column of other tables.
        source: String,
        /// Does its money count, or does it only check?
        role: Option<SourceRole>,
        /// Its place when two sources disagree: the smallest wins.
        order: Option<i64>,
    }
}
