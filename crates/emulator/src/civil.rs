//! Days and seconds of the calendar, without a clock. Days are counted as in Howard Hinnant's "chrono-compatible low-level date
//! algorithms" (2013).

const SECONDS_A_DAY: i64 = 86_400;

/// Seconds since 1970 of `YYYY-MM-DD HH:MM:SS` or `YYYY-MM-DD`; none for anything else.
pub(crate) fn seconds(text: &str) -> Option<i64> {
    let (day, time) = text.split_once(' ').unwrap_or((text, "00:00:00"));
    let [year, month, date] = three(day, '-')?;
    let [hour, minute, second] = three(time, ':')?;
    let real = (1..=12).contains(&month) && (1..=31).contains(&date) && hour < 24 && minute < 60 && second < 60;
    real.then(|| days(year, month, date) * SECONDS_A_DAY + hour * 3600 + minute * 60 + second)
}

/// `YYYY-MM-DD HH:MM:SS` of so many seconds since 1970.
pub(crate) fn text(seconds: i64) -> String {
    let (days, rest) = (seconds.div_euclid(SECONDS_A_DAY), seconds.rem_euclid(SECONDS_A_DAY));
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let of_era = z.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let date = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{date:02} {:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60)
}

/// The same moment on a clock that is so many minutes ahead; words that are no moment stay as they are.
pub(crate) fn shifted(moment: &str, minutes: i64) -> String {
    match seconds(moment) {
        Some(seconds) if minutes != 0 && moment.contains(' ') => text(seconds + minutes * 60),
        _ => moment.to_owned(),
    }
}

fn three(text: &str, between: char) -> Option<[i64; 3]> {
    let mut parts = text.split(between).map(|part| part.parse::<i64>().ok());
    let three = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(three)
}

fn days(year: i64, month: i64, date: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + date - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_goes_there_and_back() {
        for (moment, since) in [
            ("1970-01-01 00:00:00", 0),
            ("1969-12-31 23:59:59", -1),
            ("2000-02-29 12:00:00", 951_825_600),
            ("2026-04-01 00:00:00", 1_775_001_600),
        ] {
            assert_eq!(seconds(moment), Some(since), "{moment}");
            assert_eq!(text(since), moment);
        }
        assert_eq!(seconds("2026-13-01"), None);
        assert_eq!(seconds("circa 2023"), None);
    }

    #[test]
    fn another_clock_shows_another_day() {
        assert_eq!(shifted("2026-03-31 23:30:00", 60), "2026-04-01 00:30:00");
        assert_eq!(shifted("2026-03-31", 60), "2026-03-31", "a plain day has no zone");
        assert_eq!(shifted("", 60), "");
    }
}
