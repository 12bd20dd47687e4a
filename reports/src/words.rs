//! How are money, shares, days, numbers and codes said to a reader? One way for every page, chart and sheet.

mod days;
mod money;
mod shares;

pub(crate) use days::{day, day_short, with_days};
pub(crate) use money::{amount, amount_exact, money, money_exact, money_range, money_whole, symbol, unit};
pub(crate) use shares::{ratio, share, share_exact, share_of, share_range};

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

/// A class of spending as a label: `Maintenance`.
pub(crate) fn class(code: &str) -> String {
    match code {
        "licence" => "Licensing".to_owned(),
        "other" => "Other spending".to_owned(),
        other => self::code(other),
    }
}

/// A band of age: `10 to 14 years`.
pub(crate) fn age(code: &str) -> String {
    match code {
        "15-or-more" => "15 years or more".to_owned(),
        other => format!("{} years", other.replace('-', " ")),
    }
}

/// A kind of waste, to follow "on": `capacity or rights that nobody uses`.
pub(crate) fn waste(code: &str) -> String {
    match code {
        "on-retired-or-missing" => "assets that are retired or missing".to_owned(),
        "duplicate-cover" => "cover bought twice".to_owned(),
        "lapsed-still-paid" => "contracts that have ended".to_owned(),
        "idle-or-unused" => "capacity or rights that nobody uses".to_owned(),
        "unneeded-extended-support" => "extended support of what is in regular support".to_owned(),
        other => other.replace('-', " "),
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

#[cfg(test)]
mod tests {
    use super::*;

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
