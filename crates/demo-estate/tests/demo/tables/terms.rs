//! Terms of contracts read naively, day by day where need be: enough to judge the demo's contracts, and no more.

use estate::tables::Contract;
use estate::{Date, Length, Renewal, Term, add_months};

/// An end, and whether the record states it as the last day in force rather than letting it be counted.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct End {
    pub(crate) day: Date,
    pub(crate) stated: bool,
}

/// What one can say of a contract's next end.
#[derive(PartialEq, Debug)]
pub(crate) enum Ends {
    On(End),
    /// By its own words.
    Never,
    /// A fact is missing.
    Unknown,
    /// Stopped: nothing is to be decided.
    Stopped,
}

fn stopped(contract: &Contract) -> bool {
    matches!(contract.state.as_deref().map(str::to_lowercase).as_deref(), Some("terminated" | "cancelled"))
}

fn step(day: Date, length: Length, times: i64) -> Date {
    match length {
        Length::Months(months) => add_months(day, i64::from(months) * times),
        Length::Days(days) | Length::WorkingDays(days) => {
            (0..i64::from(days) * times).fold(day, |day, _| day.tomorrow().unwrap())
        }
    }
}

fn first_end(contract: &Contract) -> Ends {
    if let Some(day) = contract.ends_on.day() {
        return if day.year() == 9999 { Ends::Never } else { Ends::On(End { day, stated: true }) };
    }
    match contract.initial_term.as_deref().and_then(Term::parse) {
        Some(Term::OpenEnded) => Ends::Never,
        Some(Term::Of(length)) => match contract.starts_on.day() {
            Some(starts) => Ends::On(End { day: step(starts, length, 1), stated: false }),
            None => Ends::Unknown,
        },
        None => Ends::Unknown,
    }
}

/// Is the term over on this day?
fn over(end: End, day: Date) -> bool {
    if end.stated { end.day < day } else { end.day <= day }
}

/// The end of the term in force, or of the last one.
pub(crate) fn present_end(contract: &Contract, as_of: Date) -> Ends {
    if stopped(contract) {
        return Ends::Stopped;
    }
    let Ends::On(first) = first_end(contract) else { return first_end(contract) };
    if !over(first, as_of) || contract.renewal != Some(Renewal::Automatic) {
        return Ends::On(first);
    }
    match contract.renewal_term.as_deref().and_then(Term::parse) {
        None => Ends::Unknown,
        Some(Term::OpenEnded) => Ends::Never,
        Some(Term::Of(length)) => {
            let ends = (0..200).map(|times| End { day: step(first.day, length, times), stated: first.stated });
            Ends::On(ends.into_iter().find(|end| !over(*end, as_of)).unwrap())
        }
    }
}

/// First day of the term in force.
pub(crate) fn present_start(contract: &Contract, as_of: Date) -> Option<Date> {
    let (Ends::On(first), Ends::On(present)) = (first_end(contract), present_end(contract, as_of)) else {
        return contract.starts_on.day();
    };
    if first == present {
        return contract.starts_on.day();
    }
    let Some(Term::Of(length)) = contract.renewal_term.as_deref().and_then(Term::parse) else {
        panic!("{}", contract.id)
    };
    let previous =
        (0..200).map(|times| step(first.day, length, times)).take_while(|day| *day < present.day).last().unwrap();
    Some(if first.stated { previous.tomorrow().unwrap() } else { previous })
}

/// Last day on which notice can still be given.
pub(crate) fn last_day_for_notice(contract: &Contract, end: End) -> Option<Date> {
    let notice_on = match Length::parse(contract.notice.as_deref()?)? {
        Length::Months(months) => add_months(end.day, -i64::from(months)),
        Length::Days(days) => (0..days).fold(end.day, |day, _| day.yesterday().unwrap()),
        // Without holidays: a few days too late, which the demo's margins allow for.
        Length::WorkingDays(days) => {
            let weekday = |day: &Date| day.weekday().to_monday_one_offset() <= 5;
            let back = std::iter::successors(end.day.yesterday().ok(), |day| day.yesterday().ok());
            back.filter(weekday).nth(usize::try_from(days).unwrap() - 1).unwrap()
        }
    };
    Some(if end.stated { notice_on } else { notice_on.yesterday().unwrap() })
}

/// Can anybody say when it ends and by when to decide, or that it does not end?
pub(crate) fn computable(contract: &Contract, as_of: Date) -> bool {
    match present_end(contract, as_of) {
        Ends::Never | Ends::Stopped => true,
        Ends::Unknown => false,
        Ends::On(_) => matches!(contract.renewal, Some(Renewal::Express | Renewal::None)) || contract.notice.is_some(),
    }
}

/// Is it in force on this day?
pub(crate) fn in_force(contract: &Contract, day: Date) -> bool {
    let state = contract.state.as_deref().map(str::to_lowercase);
    if matches!(state.as_deref(), Some("draft" | "cancelled")) {
        return false;
    }
    let begun = contract.starts_on.span().is_none_or(|span| span.latest <= day);
    let carries_on = contract.renewal == Some(Renewal::Automatic) && state.as_deref() != Some("terminated");
    let ended = match first_end(contract) {
        Ends::On(end) => over(end, day) && !carries_on,
        _ => false,
    };
    begun && !ended
}

/// Its last day, if it does not renew itself.
pub(crate) fn last_day(contract: &Contract) -> Option<Date> {
    match first_end(contract) {
        Ends::On(end) if contract.renewal != Some(Renewal::Automatic) => {
            Some(if end.stated { end.day } else { end.day.yesterday().unwrap() })
        }
        _ => None,
    }
}
