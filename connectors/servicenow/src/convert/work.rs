//! Tickets. Who raised or worked one is not asked for.

use super::{Context, first};
use crate::lookups::{Lookup, Names};
use crate::wire::{self, day, text};
use connector_kit::{Draft, Row};
use estate::Table;
use estate::tables::Ticket;

/// Work done, of the table it stands in.
pub(crate) fn ticket(context: Context<'_>, row: &Row, table: &str, names: &Names, time: &Lookup<i64>) -> Draft {
    let key = text(row, "sys_id");
    let mut draft = Draft::new(Table::Tickets);
    draft.set(Ticket::id, context.id(&key)).set(Ticket::source, context.source);
    draft.set(Ticket::organisation, context.organisation(&text(row, "company")));
    let kind = match table {
        "incident" => "incident",
        "problem" => "problem",
        "change_request" => "change",
        _ => "request",
    };
    draft.set(Ticket::kind, kind);
    draft.set(Ticket::opened_on, day(row, "opened_at")).set(Ticket::closed_on, day(row, "closed_at"));
    draft.set(Ticket::asset, context.id(&text(row, "cmdb_ci")));
    let service = first([text(row, "business_service"), text(row, "service_offering")]);
    draft.set(Ticket::service, context.id(&service));
    draft.set(Ticket::category, first([text(row, "category"), text(row, "type")]));
    let group = text(row, "assignment_group");
    draft.set(Ticket::group, names.groups.get(&group).cloned().unwrap_or(group));
    draft.set(Ticket::priority, text(row, "priority"));
    // Rows of the timer are what was worked; editing them leaves the ticket's own figure behind, so that comes second.
    match time.get(&key) {
        Some(seconds) => {
            draft.set(Ticket::effort_seconds, seconds.to_string()).set(Ticket::effort_from, "task_time_worked");
        }
        None => match wire::seconds(&text(row, "time_worked")) {
            // A timer that never ran says nothing about the work.
            Ok(None | Some(0)) => {}
            Ok(Some(seconds)) => {
                draft.set(Ticket::effort_seconds, seconds.to_string()).set(Ticket::effort_from, "time_worked");
            }
            Err(problem) => {
                draft.tell(
                    "time_worked",
                    text(row, "time_worked"),
                    format!("{problem}, and counts as none. hint: correct it in the source"),
                );
            }
        },
    }
    context.mapped(row, draft)
}
