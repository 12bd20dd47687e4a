//! Days on which a contract may be left early, the notice each needs and what it costs (rule R27). They move no other date.

use crate::Calendar;
use crate::notice::before;
use estate::tables::Contract;
use estate::{Amount, Date, Length, parse_day};

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
    /// What leaving on that day costs, in hundredths of the contract's currency. `None` if the record states none.
    pub fee: Option<i64>,
}

/// The breaks of `break_dates`, in its order: `2026-12-31 notice 6 months; 2027-12-31 notice 90 days fee 5000.00`.
pub fn breaks(contract: &Contract, calendar: &Calendar) -> Vec<Break> {
    let cell = contract.break_dates.as_deref().unwrap_or_default();
    let read = |words: &str| {
        let (day, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        let (rest, fee) = rest.split_once("fee").map_or((rest, None), |(rest, fee)| (rest, Some(fee)));
        let on = parse_day(day).ok();
        let notice = rest.trim().strip_prefix("notice").and_then(Length::parse);
        let notice_on = on.zip(notice).and_then(|(on, notice)| before(on, notice, calendar));
        let fee = fee.and_then(|fee| Amount::parse(fee.trim())).map(|fee| fee.0);
        Break { words: words.to_owned(), on, notice_on, fee }
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

    #[test]
    fn a_break_may_have_a_price() {
        let contract =
            contract("break_dates=2026-12-31 notice 6 months fee 5000.50|2027-12-31 fee 0|2028-12-31 fee some");
        let fees: Vec<_> = breaks(&contract, calendar()).iter().map(|each| (each.notice_on, each.fee)).collect();
        assert_eq!(fees, [(Some(day("2026-06-30")), Some(500_050)), (None, Some(0)), (None, None)]);
    }
}
