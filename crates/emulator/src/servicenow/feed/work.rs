//! Tickets, and the time worked on them.

use super::{Cells, Feed, day, key, moment};
use estate::tables::Ticket;

/// A ticket, in the class of its kind.
pub(super) fn ticket(feed: &mut Feed, cells: &Cells<'_>) {
    let get = |name: &str| cells.get(name);
    let id = get(Ticket::id);
    let (class, prefix) = match get(Ticket::kind) {
        "incident" => ("incident", "INC"),
        "problem" => ("problem", "PRB"),
        "change" => ("change_request", "CHG"),
        "request" => ("sc_req_item", "RITM"),
        _ => ("task", "TASK"),
    };
    let number = format!("{prefix}{}", id.trim_start_matches(|c: char| !c.is_ascii_digit()));
    let group = feed.named("sys_user_group", get(Ticket::group), &[("active", "true")]);
    let (opened, closed) = (moment(get(Ticket::opened_on), "09:12:00"), moment(get(Ticket::closed_on), "16:40:00"));
    let seconds = get(Ticket::effort_seconds);
    let worked = seconds.parse::<i64>().map_or_else(|_| String::new(), crate::civil::text);
    let priority =
        if matches!(get(Ticket::priority), "1" | "2" | "3" | "4" | "5") { get(Ticket::priority) } else { "" };
    let (asset, service, company) =
        (key(get(Ticket::asset)), key(get(Ticket::service)), key(get(Ticket::organisation)));
    feed.put(
        class,
        &key(id),
        &[
            ("number", &number),
            ("short_description", "Demonstration ticket"),
            ("state", if closed.is_empty() { "2" } else { "7" }),
            ("priority", priority),
            ("opened_at", &opened),
            ("closed_at", &closed),
            ("assignment_group", &group),
            ("cmdb_ci", &asset),
            ("business_service", &service),
            ("company", &company),
            ("category", get(Ticket::category)),
            ("time_worked", &worked),
            ("u_key", id),
            ("u_body", get(Ticket::organisation)),
            ("u_opened", if day(get(Ticket::opened_on)).is_empty() { get(Ticket::opened_on) } else { "" }),
            ("u_priority", get(Ticket::priority)),
            ("u_effort_from", get(Ticket::effort_from)),
            ("u_flow", get(Ticket::flow)),
        ],
    );
    if !seconds.is_empty() {
        let row = [("task", key(id)), ("time_in_seconds", seconds.to_owned()), ("time_worked", worked)];
        let row: Vec<(&str, &str)> = row.iter().map(|(name, cell)| (*name, cell.as_str())).collect();
        feed.put("task_time_worked", &key(&format!("time {id}")), &row);
    }
}
