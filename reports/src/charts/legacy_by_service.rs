//! Which services carry the legacy cost?

use super::parts::{self, List};
use super::{Chart, Size};
use audit::Audit;

const LIST: List = List {
    name: "legacy-by-service",
    one: "service",
    many: "services",
    nowhere: "Reaches no service",
    nowhere_says: "reaches no service",
    does: "carries",
    several_do: "carry",
    to_do: "carry",
    all_of_it: "sits in",
};

/// Run cost of each service by its legacy, unknown and other part.
pub(crate) fn chart(audit: &Audit, size: Size) -> Option<Chart> {
    parts::chart(audit, &audit.by_service, LIST, size)
}
