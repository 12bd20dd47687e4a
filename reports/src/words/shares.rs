//! How is a part of a whole said?

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

fn percent(ratio: f64) -> String {
    let text = format!("{:.0}", (ratio * 100.0).round().abs());
    if ratio < 0.0 && text != "0" { format!("−{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
