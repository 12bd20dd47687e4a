//! Which bodies carry the legacy cost?

use super::parts::{self, List};
use super::{Chart, Size};
use audit::Audit;

const LIST: List = List {
    name: "legacy-by-organisation",
    one: "body",
    many: "bodies",
    nowhere: "Names no body",
    nowhere_says: "names no body",
    does: "pays",
    several_do: "pay",
    to_do: "pay",
    all_of_it: "is paid by",
};

/// Run cost of each body by its legacy, unknown and other part.
pub(crate) fn chart(audit: &Audit, size: Size) -> Option<Chart> {
    parts::chart(audit, &audit.by_organisation, LIST, size)
}
