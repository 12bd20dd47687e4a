//! Plain decimals as text: moved, written out, shortened. No amount is ever a floating-point number.

/// A plain decimal with its full stop so many places on.
pub(super) fn shifted(plain: &str, places: usize) -> Option<String> {
    let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
    let mut digits = format!("{whole}{part}");
    let point = whole.len() + places;
    while digits.len() < point {
        digits.push('0');
    }
    let (whole, part) = digits.split_at_checked(point)?;
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") })
}

/// `1.5e-05`. Where digits would have to be made up, as in `1.2E+09`, a program has rounded the amount, and it is refused.
pub(super) fn scientific(mantissa: &str, exponent: &str) -> Option<String> {
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let (down, places) = match exponent.strip_prefix('-') {
        Some(places) => (true, places),
        None => (false, exponent.strip_prefix('+').unwrap_or(exponent)),
    };
    let places: usize = places.parse().ok().filter(|places| *places < 400)?;
    if !down {
        return if places > part.len() && whole.bytes().chain(part.bytes()).any(|digit| digit != b'0') {
            None
        } else {
            shifted(mantissa, places)
        };
    }
    let digits = format!("{}{whole}{part}", "0".repeat(places));
    let (whole, part) = digits.split_at_checked(whole.len())?;
    let whole = whole.trim_start_matches('0');
    Some(format!("{}.{part}", if whole.is_empty() { "0" } else { whole }))
}

/// A plain decimal without zeros that say nothing, so that the same amount has one spelling: `12.5` for `012.50`.
pub(crate) fn shortest(plain: &str) -> String {
    let (sign, size) = plain.strip_prefix('-').map_or(("", plain), |size| ("-", size));
    let (whole, part) = size.split_once('.').unwrap_or((size, ""));
    let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    match (whole, part) {
        ("0", "") => "0".to_owned(),
        (whole, "") => format!("{sign}{whole}"),
        (whole, part) => format!("{sign}{whole}.{part}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_has_one_shortest_spelling() {
        for (plain, short) in [("012.50", "12.5"), ("-1.00", "-1"), ("-0.00", "0"), ("0.05", "0.05"), ("100", "100")] {
            assert_eq!(shortest(plain), short);
        }
    }
}
