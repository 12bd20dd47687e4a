//! How is money said? To the nearest unit, halves away from zero.

use super::number;

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

/// What one unit of a currency is called: `pound`.
pub(crate) fn unit(currency: &str) -> &str {
    match currency {
        "GBP" => "pound",
        "EUR" => "euro",
        "USD" | "AUD" | "CAD" | "NZD" => "dollar",
        _ => currency,
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
}
