//! Who is paid for legacy?

use super::parts::{self, List};
use super::{Chart, Size};
use audit::Audit;

const LIST: List = List {
    name: "legacy-by-supplier",
    one: "supplier",
    many: "suppliers",
    nowhere: "Paid to no supplier",
    nowhere_says: "is paid to no supplier",
    does: "is paid",
    several_do: "are paid",
    to_do: "be paid",
    all_of_it: "goes to",
};

/// Run cost of each supplier by its legacy, unknown and other part.
pub(crate) fn chart(audit: &Audit, size: Size) -> Option<Chart> {
    parts::chart(audit, &audit.by_supplier, LIST, size)
}
