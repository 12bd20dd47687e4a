//! Days on which a contract may be left early, and the notice each needs (rule R27). They move no other date.

use crate::Calendar;
use crate::notice::before;
use estate::tables::Contract;
use estate::{Date, Length, parse_day};

/// A day on which a contract may be left early.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// The record's own words.
    pub words: String,
    /// The day. `None` if the words do not say one.
    pub on: Option<Date>,
    /// Day by which notice must be given. `None` if the record states no notice for this break: the contract's own notice is for
    /// its end, and is not borrowed.
    pub notice_on: Option<Date>,
}

/// The breaks of `break_dates`, in its order: `2026-12-31 notice 6 months; 2027-12-31`.
pub fn breaks(contract: &Contract, calendar: &Calendar) -> Vec<Break> {
    let cell = contract.break_dates.as_deref().unwrap_or_default();
    let read = |words: &str| {
        let (day, notice) = match words.split_once(char::is_whitespace) {
            Some((day, rest)) => (day, rest.trim().strip_prefix("notice").map(Length::parse)),
            None => (words, None),
        };
        let on = parse_day(day).ok();
        let notice = notice.flatten();
        let notice_on = on.zip(notice).and_then(|(on, notice)| before(on, notice, calendar));
        Break { words: words.to_owned(), on, notice_on }
    };
    cell.split(';').map(str::trim).filter(|words| !words.is_empty()).map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{calendar, contract, day};

    #[test]
    fn a_break_has_its_own_notice_or_none() {
        let contract =
            contract("notice=1 month; break_dates=2026-12-31 notice 6 months|2027-12-31|spring|2027-06-30 notice soon");
        let found = breaks(&contract, calendar());
        let shown: Vec<_> = found.iter().map(|each| (each.on, each.notice_on)).collect();
        assert_eq!(
            shown,
            [
                (Some(day("2026-12-31")), Some(day("2026-06-30"))),
                (Some(day("2027-12-31")), None),
                (None, None),
                (Some(day("2027-06-30")), None),
            ]
        );
        assert_eq!(found[2].words, "spring");
    }
}
