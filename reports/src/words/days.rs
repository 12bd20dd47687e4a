//! How is a day said?

/// A day in full, `1 April 2026`; anything that is no day stays as it is.
pub(crate) fn day(text: &str) -> String {
    parts(text).map_or_else(|| text.to_owned(), |(year, month, day)| format!("{day} {month} {year}"))
}

/// A day for a narrow place, `1 Apr 2026`; anything that is no day stays as it is.
pub(crate) fn day_short(text: &str) -> String {
    parts(text).map_or_else(|| text.to_owned(), |(year, month, day)| format!("{day} {} {year}", &month[..3]))
}

/// A text whose days, `2026-04-01`, are written for a reader: `1 Apr 2026`.
pub(crate) fn with_days(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let before = out.chars().next_back().is_some_and(|last| last.is_alphanumeric() || last == '-');
        let after =
            rest.get(10..).is_some_and(|tail| tail.starts_with(|next: char| next.is_alphanumeric() || next == '-'));
        if let Some(day) = rest.get(..10).filter(|day| !before && !after && parts(day).is_some()) {
            out.push_str(&day_short(day));
            rest = &rest[10..];
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

fn parts(day: &str) -> Option<(&str, &'static str, u8)> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = day.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |text: &str, how_many| text.len() == how_many && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return None;
    }
    let index = month.parse::<usize>().ok()?.checked_sub(1)?;
    Some((year, MONTHS.get(index)?, day.parse().ok().filter(|day| (1..=31).contains(day))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_out_and_anything_else_stays() {
        assert_eq!(day("2026-04-01"), "1 April 2026");
        assert_eq!(day_short("2026-09-30"), "30 Sep 2026");
        for other in ["2026-13-01", "2026-Q3", "2026-04", "", "soon", "2026-04-1", "2026-04-00", "é026-04-01"] {
            assert_eq!(day(other), other);
        }
    }

    #[test]
    fn days_inside_a_text_are_written_for_a_reader_and_keys_are_left() {
        for (text, says) in [
            ("It ends on 2026-09-30; decide by 2026-06-01.", "It ends on 30 Sep 2026; decide by 1 Jun 2026."),
            ("PO-2026-09-30 and 2026-09-301 and 2026-13-01", "PO-2026-09-30 and 2026-09-301 and 2026-13-01"),
            ("né 2026-09-30", "né 30 Sep 2026"),
            ("2026-09-3é", "2026-09-3é"),
        ] {
            assert_eq!(with_days(text), says);
        }
    }
}
