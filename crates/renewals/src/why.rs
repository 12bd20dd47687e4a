//! One plain sentence a date: how it was worked out, or what it waits for.

use crate::facts::Facts;
use crate::timeline::{Context, State, Timeline};
use estate::tables::Contract;
use estate::{Date, Length, Renewal, When};

/// Why a stopped contract has no dates.
pub(crate) fn stopped(contract: &Contract) -> String {
    format!(
        "Its state is {}, so no date runs on and nothing more is locked in.",
        contract.state.as_deref().unwrap_or_default()
    )
}

/// Why a row whose dates contradict each other has none.
pub(crate) fn contradicts(contract: &Contract) -> String {
    let shown = |when: &When| if *when == When::Unknown { "empty".to_owned() } else { when.to_string() };
    format!(
        "Its dates contradict each other (starts_on {}, ends_on {}, max_extent_on {}), so none is worked out.",
        shown(&contract.starts_on),
        shown(&contract.ends_on),
        shown(&contract.max_extent_on)
    )
}

/// The sentences, in the order of the dates.
pub(crate) fn explain(
    facts: &Facts<'_>,
    context: &Context<'_>,
    timeline: &Timeline,
    lead: Option<Length>,
) -> Vec<String> {
    let mut why = Vec::with_capacity(6);
    why.push(current_end(facts, timeline));
    why.extend(notice_on(facts, timeline));
    why.extend(decide_by(facts, timeline, lead));
    why.extend(act_on(context, timeline));
    let route = || facts.contract.route.as_deref().unwrap_or_default();
    why.extend(
        timeline.start_procuring_by.map(|day| {
            format!("start_procuring_by {day}: the time to procure by route {} before current_end.", route())
        }),
    );
    why.extend(
        timeline
            .committed_to
            .map(|day| format!("committed_to {day}: the time for notice has passed, so the next term is bound.")),
    );
    why.extend(next_exit(timeline));
    for (field, (earliest, latest)) in &timeline.between {
        why.push(format!("{field} lies between {earliest} and {latest}: {}.", not_sure(facts, context)));
    }
    why
}

fn current_end(facts: &Facts<'_>, timeline: &Timeline) -> String {
    let contract = facts.contract;
    let Some(day) = timeline.current_end else {
        return match timeline.state {
            State::OpenEnded => "There is no end: the record says that it is open-ended.".to_owned(),
            State::Rolled => "It has rolled, but renewal_term is not known, so neither is the term's end.".to_owned(),
            _ if timeline.between.contains_key("current_end") => "The current end is known only in part.".to_owned(),
            State::NotYetStarted if !timeline.unknown.contains(&Contract::ends_on) => {
                "There will be no end: the record says that it is open-ended.".to_owned()
            }
            _ if timeline.unknown.contains(&Contract::ends_on) => {
                "No end can be worked out: ends_on is not known, nor are both starts_on and initial_term.".to_owned()
            }
            _ => "The record allows more than one current end.".to_owned(),
        };
    };
    let first = match (&contract.ends_on, &contract.initial_term) {
        (When::Day(end), _) => format!("ends_on {end} as stated"),
        (When::Part(_, words), _) => format!("ends_on {words} as stated"),
        (_, Some(term)) => format!("starts_on {} and an initial term of {term}", contract.starts_on),
        _ => "the record".to_owned(),
    };
    let furthest = contract.max_extent_on.day() == Some(day);
    match timeline.rolls {
        Some(0) if furthest && contract.ends_on.day() != Some(day) => {
            format!("current_end {day}: max_extent_on ends a contract without an end of its own.")
        }
        Some(0) => format!("current_end {day}: from {first}."),
        None if furthest => format!("current_end {day}: it rolls until max_extent_on, as often as its terms allow."),
        rolls => {
            let rolls = rolls.map_or("an unknown number of".to_owned(), |rolls| rolls.to_string());
            let times = if rolls == "1" { "time" } else { "times" };
            let term = contract.renewal_term.as_deref().unwrap_or_default();
            let cut = if furthest { ", up to max_extent_on" } else { "" };
            format!("current_end {day}: from {first}, rolled {rolls} {times} by {term}{cut}.")
        }
    }
}

fn notice_on(facts: &Facts<'_>, timeline: &Timeline) -> Option<String> {
    if timeline.current_end.is_none() && timeline.notice_on.is_none() {
        return None;
    }
    let automatic = facts.contract.renewal == Some(Renewal::Automatic);
    Some(match (timeline.notice_on, facts.notice.known()) {
        (Some(day), Some(notice)) => {
            let computed = facts.contract.ends_on.span().is_none();
            let last = if computed && automatic { "; give it before that day" } else { "" };
            format!("notice_on {day}: {notice} before current_end{last}.")
        }
        (_, Some(notice)) => format!("notice_on is not known: {notice} cannot be counted back from current_end."),
        (_, None) if automatic => "notice_on is not known: it renews by itself, and no notice is stated.".to_owned(),
        (_, None) => return None,
    })
}

fn decide_by(facts: &Facts<'_>, timeline: &Timeline, lead: Option<Length>) -> Option<String> {
    let from = if facts.notice.known().is_some() { "notice_on" } else { "current_end, as nothing rolls" };
    match (timeline.decide_by, lead) {
        (Some(day), Some(lead)) => Some(format!("decide_by {day}: a lead time of {lead} before {from}.")),
        (Some(day), None) => Some(format!("decide_by {day}: the lead time of any value band before {from}.")),
        (None, Some(lead)) if timeline.notice_on.is_some() => {
            Some(format!("decide_by is not known: {lead} cannot be counted back from {from}."))
        }
        (None, _) => None,
    }
}

fn act_on(context: &Context<'_>, timeline: &Timeline) -> Option<String> {
    let division = context.calendar.division();
    match (timeline.act_on, timeline.decide_by) {
        (Some(day), _) => Some(format!("act_on {day}: the last working day up to decide_by ({division}).")),
        (None, Some(_)) => {
            let (first, last) = context.calendar.reach();
            let years = format!("{} to {}", first.year(), last.year());
            Some(format!("act_on is not known: the holiday table ({division}) holds {years}."))
        }
        (None, None) => None,
    }
}

fn next_exit(timeline: &Timeline) -> Option<String> {
    let day: Date = timeline.next_exit?;
    Some(format!("next_exit {day}: the first end that can still be reached."))
}

/// What makes a date an interval.
fn not_sure(facts: &Facts<'_>, context: &Context<'_>) -> String {
    let contract = facts.contract;
    let mut reasons = Vec::new();
    for (name, when) in [
        (Contract::starts_on, &contract.starts_on),
        (Contract::ends_on, &contract.ends_on),
        (Contract::max_extent_on, &contract.max_extent_on),
    ] {
        if let When::Part(_, words) = when {
            reasons.push(format!("{name} is known only as {words}"));
        }
    }
    if facts.renewal_unknown() {
        reasons.push("renewal is not known".to_owned());
    } else if facts.renewal_term.known().is_none() && contract.renewal == Some(Renewal::Automatic) {
        reasons.push("renewal_term is not known".to_owned());
    }
    if !context.lead_times.bands.is_empty() {
        reasons.push("the lead time may depend on a value that is not known".to_owned());
    }
    reasons.join(", ")
}
