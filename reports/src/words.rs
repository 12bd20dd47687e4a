//! How are money, shares, days and codes said to a reader? One rule of rounding for every page, chart and sheet: to the nearest,
//! halves away from zero.

/// Money short enough for a sentence or a label: `£12.9m`, `£340k`, `£9,500`, `£3.20`, `−£1.2bn`. What is not nothing is never
/// printed as nothing. From £10,000 it has two or three digits, so printed parts may not add up to a printed whole.
pub(crate) fn money(pence: impl Into<i128>, currency: &str) -> String {
    let pence = pence.into();
    let size = pence.unsigned_abs();
    let words = if size < 1_000 && !size.is_multiple_of(100) {
        return money_exact(pence, currency);
    } else if size < 999_950 {
        number(nearest(size, 100))
    } else if nearest(size, 100_000) < 1_000 {
        format!("{}k", nearest(size, 100_000))
    } else if nearest(size, 100_000_000) < 1_000 {
        in_units(size, 100_000_000, "m")
    } else {
        in_units(size, 100_000_000_000, "bn")
    };
    signed(pence, currency, &words)
}

/// Two amounts as a range, the lower one first: `£10.9m–£13.7m`; one amount where both read the same.
pub(crate) fn money_range(one: impl Into<i128>, other: impl Into<i128>, currency: &str) -> String {
    let (one, other) = (one.into(), other.into());
    let (from, to) = (money(one.min(other), currency), money(one.max(other), currency));
    match from == to {
        true => from,
        false if from.starts_with('−') => format!("{from} to {to}"),
        false => format!("{from}–{to}"),
    }
}

/// Money in whole units, halves away from zero: `£1,234,567`. Less than half a unit is printed to the penny.
pub(crate) fn money_whole(pence: impl Into<i128>, currency: &str) -> String {
    let pence = pence.into();
    let size = pence.unsigned_abs();
    if size != 0 && size < 50 {
        return money_exact(pence, currency);
    }
    signed(pence, currency, &number(nearest(size, 100)))
}

/// Money to the penny: `£1,234,567.89`.
pub(crate) fn money_exact(pence: impl Into<i128>, currency: &str) -> String {
    let pence = pence.into();
    let size = pence.unsigned_abs();
    signed(pence, currency, &format!("{}.{:02}", number(size / 100), size % 100))
}

/// An amount for a column whose heading names the currency, in whole units: `1,234,567`.
pub(crate) fn amount(pence: impl Into<i128>) -> String {
    money_whole(pence, "")
}

/// The same to the penny: `1,234,567.89`.
pub(crate) fn amount_exact(pence: impl Into<i128>) -> String {
    money_exact(pence, "")
}

/// A share of a whole: `31%`. Neither a trace nor a near miss is rounded away: `<1%`, `>99%`.
pub(crate) fn share(ratio: f64) -> String {
    let percent = percent(ratio);
    if ratio > 0.0 && percent == "0" {
        "<1%".to_owned()
    } else if ratio < 1.0 && percent == "100" {
        ">99%".to_owned()
    } else {
        format!("{percent}%")
    }
}

/// A part of a whole as a ratio to print. The audit's six decimals would round a penny in a billion to nothing, and all but a penny
/// to all; here neither is.
pub(crate) fn ratio(part: impl Into<i128>, whole: impl Into<i128>) -> Option<f64> {
    let (part, whole) = (part.into(), whole.into());
    let ratio = audit::share(part, whole)?;
    Some(if 0 < part && part < whole { ratio.clamp(0.000_001, 0.999_999) } else { ratio })
}

/// A part of a whole as a share: `31%`; None where the whole is not above zero.
pub(crate) fn share_of(part: impl Into<i128>, whole: impl Into<i128>) -> Option<String> {
    ratio(part, whole).map(share)
}

/// A share to a tenth of a percent: `31.4%`.
pub(crate) fn share_exact(ratio: f64) -> String {
    let text = format!("{:.1}", ((ratio * 1_000.0).round() / 10.0).abs());
    format!("{}{text}%", if ratio < 0.0 && text != "0.0" { "−" } else { "" })
}

/// Two shares as a range, the lower one first: `31–44%`; one share where both read the same.
pub(crate) fn share_range(one: f64, other: f64) -> String {
    let (low, high) = if one <= other { (one, other) } else { (other, one) };
    let (from, to) = (share(low), share(high));
    if from == to {
        from
    } else if from.starts_with(['<', '>', '−']) || to.starts_with('>') {
        format!("{from} to {to}")
    } else {
        format!("{}–{to}", percent(low))
    }
}

/// A number of things: `1 contract`, `1,200 contracts`.
pub(crate) fn counted(how_many: impl TryInto<u128>, one: &str, many: &str) -> String {
    let how_many = how_many.try_into().unwrap_or_default();
    format!("{} {}", number(how_many), if how_many == 1 { one } else { many })
}

/// A whole number with its thousands apart: `1,200`.
pub(crate) fn number(number: impl TryInto<u128>) -> String {
    let digits = number.try_into().unwrap_or_default().to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

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

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The first letter large, as at the start of a sentence.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A code as words: `renews-on-legacy` is `Renews on legacy`.
pub(crate) fn code(code: &str) -> String {
    sentence(&code.replace(['-', '_'], " "))
}

/// What one unit of a currency is called: `pound`.
pub(crate) fn unit(currency: &str) -> &str {
    match currency {
        "GBP" => "pound",
        "EUR" => "euro",
        "USD" | "AUD" | "CAD" | "NZD" => "dollar",
        _ => currency,
    }
}

/// A verdict as a label: `Out of support`.
pub(crate) fn verdict(code: &str) -> &str {
    match code {
        "supported" => "Supported",
        "ending" => "Support ends within 12 months",
        "extended-paid" => "On paid extended support",
        "unsupported" => "Out of support",
        "aged" => "Older than its expected life",
        "unknown" => "Support not known",
        other => other,
    }
}

/// Why a verdict is unknown, to follow "because".
pub(crate) fn unknown_reason(code: &str) -> &str {
    match code {
        "no-asset" => "the money names no asset",
        "no-product" => "the asset names no product that could be recognised",
        "not-in-catalogue" => "the product is not in the catalogue",
        "release-uncertain" => "the version of the product is not certain",
        "no-date" => "no support date is known for the product",
        other => other,
    }
}

/// The sign a currency is written with; its code where it has none that everybody knows.
pub(crate) fn symbol(currency: &str) -> &str {
    match currency {
        "GBP" => "£",
        "EUR" => "€",
        "USD" => "$",
        other => other,
    }
}

fn signed(pence: i128, currency: &str, number: &str) -> String {
    let symbol = symbol(currency);
    // A code is parted from its number by a space that does not break.
    let gap = if symbol == currency && !symbol.is_empty() { "\u{a0}" } else { "" };
    format!("{}{symbol}{gap}{number}", if pence < 0 { "−" } else { "" })
}

/// The nearest whole number of units, halves away from zero.
fn nearest(size: u128, unit: u128) -> u128 {
    (size + unit / 2) / unit
}

/// With one decimal below a hundred units, with none from there on.
fn in_units(size: u128, unit: u128, mark: &str) -> String {
    let tenths = nearest(size, unit / 10);
    if tenths < 1_000 {
        format!("{}.{}{mark}", tenths / 10, tenths % 10)
    } else {
        format!("{}{mark}", number(nearest(size, unit)))
    }
}

fn percent(ratio: f64) -> String {
    let text = format!("{:.0}", (ratio * 100.0).round().abs());
    if ratio < 0.0 && text != "0" { format!("−{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_money_never_jumps_a_unit_nor_hides_a_penny() {
        for (pence, words) in [
            (0, "£0"),
            (1, "£0.01"),
            (-49, "−£0.49"),
            (300, "£3"),
            (320, "£3.20"),
            (1_049, "£10"),
            (99_950, "£1,000"),
            (943_049, "£9,430"),
            (999_949, "£9,999"),
            (999_950, "£10k"),
            (34_000_000, "£340k"),
            (99_949_999, "£999k"),
            (99_950_000, "£1.0m"),
            (1_294_999_999, "£12.9m"),
            (-120_000_000, "−£1.2m"),
            (9_994_999_999, "£99.9m"),
            (9_995_000_000, "£100m"),
            (99_949_999_999, "£999m"),
            (99_950_000_000, "£1.0bn"),
            (123_400_000_000_000, "£1,234bn"),
            (i128::from(i64::MIN), "−£92,233,720bn"),
        ] {
            assert_eq!(money(pence, "GBP"), words, "{pence}");
        }
        assert_eq!(money(34_000_000, "AUD"), "AUD\u{a0}340k");
    }

    #[test]
    fn a_range_of_money_starts_at_the_lower_end() {
        assert_eq!(money_range(1_370_000_000, 1_090_000_000, "GBP"), "£10.9m–£13.7m");
        assert_eq!(money_range(1_090_000_000, 1_090_000_001, "GBP"), "£10.9m");
        assert_eq!(money_range(-500, 500, "GBP"), "−£5 to £5");
    }

    #[test]
    fn whole_and_exact_money_round_halves_away_from_zero() {
        assert_eq!(money_whole(123_456_750, "GBP"), "£1,234,568");
        assert_eq!(money_whole(-123_456_750, "GBP"), "−£1,234,568");
        assert_eq!(money_whole(49, "GBP"), "£0.49");
        assert_eq!(money_whole(50, "GBP"), "£1");
        assert_eq!(money_exact(123_456_789, "GBP"), "£1,234,567.89");
        assert_eq!(money_exact(-5, "EUR"), "−€0.05");
        assert_eq!(amount(-123_456_789), "−1,234,568");
        assert_eq!(amount_exact(5), "0.05");
        assert_eq!(money_exact(i64::MIN, "GBP"), "−£92,233,720,368,547,758.08");
    }

    #[test]
    fn a_share_hides_neither_a_trace_nor_a_near_miss() {
        for (ratio, words) in [
            (0.0, "0%"),
            (0.000_001, "<1%"),
            (0.004_9, "<1%"),
            (0.005, "1%"),
            (0.314, "31%"),
            (0.315, "32%"),
            (0.994, "99%"),
            (0.995, ">99%"),
            (0.999_999, ">99%"),
            (1.0, "100%"),
            (1.2, "120%"),
            (-0.03, "−3%"),
            (-0.001, "0%"),
        ] {
            assert_eq!(share(ratio), words, "{ratio}");
        }
    }

    #[test]
    fn a_penny_in_a_billion_is_not_nothing() {
        assert_eq!(share_of(1, 1_000_000_000_000_i64).as_deref(), Some("<1%"));
        assert_eq!(share_of(999_999_999_999_i64, 1_000_000_000_000_i64).as_deref(), Some(">99%"));
        assert_eq!(share_of(0, 5).as_deref(), Some("0%"));
        assert_eq!(share_of(5, 5).as_deref(), Some("100%"));
        assert_eq!(share_of(5, 0), None);
    }

    #[test]
    fn an_exact_share_has_one_decimal() {
        for (ratio, words) in [(0.314_159, "31.4%"), (1.0, "100.0%"), (-0.000_1, "0.0%"), (-0.02, "−2.0%")] {
            assert_eq!(share_exact(ratio), words);
        }
    }

    #[test]
    fn a_range_of_shares_reads_once_where_both_ends_are_alike() {
        for (low, high, words) in [
            (0.314, 0.442, "31–44%"),
            (0.442, 0.314, "31–44%"),
            (0.311, 0.314, "31%"),
            (0.0, 1.0, "0–100%"),
            (0.05, 1.0, "5–100%"),
            (0.001, 0.44, "<1% to 44%"),
            (0.5, 0.999, "50% to >99%"),
            (-0.04, 0.05, "−4% to 5%"),
        ] {
            assert_eq!(share_range(low, high), words, "{low} {high}");
        }
    }

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

    #[test]
    fn counts_lists_and_codes_read_as_english() {
        assert_eq!(counted(1_u64, "contract", "contracts"), "1 contract");
        assert_eq!(counted(1_200_usize, "contract", "contracts"), "1,200 contracts");
        let names = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(list(&names), "a, b and c");
        assert_eq!(list(&names[..1]), "a");
        assert_eq!(code("renews-on-legacy"), "Renews on legacy");
    }
}
