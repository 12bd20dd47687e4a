//! Signs, codes and words that stand beside amounts.

/// Signs of currencies, and codes they may stand for. One that ends another stands behind it, so that `A$` is no A and a dollar.
const SIGNS: &[(&str, &[&str])] = &[
    // What a program makes of a pound sign that it reads in another encoding. A lost character may have been any sign.
    ("Â£", &["GBP"]),
    ("£", &["GBP"]),
    ("\u{fffd}", &[]),
    ("€", &["EUR"]),
    ("AU$", &["AUD"]),
    ("A$", &["AUD"]),
    ("CA$", &["CAD"]),
    ("C$", &["CAD"]),
    ("NZ$", &["NZD"]),
    ("US$", &["USD"]),
    ("$", &["USD", "AUD", "CAD", "NZD", "SGD", "HKD"]),
    ("¥", &["JPY", "CNY"]),
    ("₹", &["INR"]),
    ("zł", &["PLN"]),
    ("kr.", &["SEK", "NOK", "DKK", "ISK"]),
    ("kr", &["SEK", "NOK", "DKK", "ISK"]),
    ("Fr.", &["CHF"]),
    ("Kč", &["CZK"]),
];

/// Codes of ISO 4217 that stand beside amounts. Not every three letters are one: `TBC`.
const CODES: &[&str] = &[
    "AED", "AUD", "BGN", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "IDR", "ILS", "INR",
    "ISK", "JPY", "KRW", "MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "RON", "SAR", "SEK", "SGD", "THB", "TRY", "USD",
    "ZAR",
];

/// Words behind an amount that leave it as it is.
pub(super) const NEUTRAL: &[&str] =
    &["pound", "pounds", "pounds sterling", "sterling", "euro", "euros", "dollars", "total", "only", "in total", "/-"];

/// Words behind an amount that say whether it holds value added tax.
pub(super) const VAT_WORDS: &[(&str, &str)] = &[
    ("net", "net"),
    ("ex vat", "net"),
    ("exc vat", "net"),
    ("excl vat", "net"),
    ("excl. vat", "net"),
    ("exc. vat", "net"),
    ("excluding vat", "net"),
    ("+ vat", "net"),
    ("plus vat", "net"),
    ("net of vat", "net"),
    ("gross", "gross"),
    ("inc vat", "gross"),
    ("inc. vat", "gross"),
    ("incl vat", "gross"),
    ("incl. vat", "gross"),
    ("including vat", "gross"),
];

/// Words that multiply, and by how many places.
pub(super) const MULTIPLES: &[(&str, usize)] =
    &[("k", 3), ("thousand", 3), ("m", 6), ("mn", 6), ("million", 6), ("bn", 9), ("billion", 9)];

/// Words in a column of amounts or dates that mean an empty cell.
const EMPTY: &[&str] = &[
    "-",
    "–",
    "—",
    "--",
    "- -",
    "n/a",
    "na",
    "n.a.",
    "#n/a",
    "not applicable",
    "not available",
    "null",
    "none",
    "(null)",
    "tbc",
    "tba",
    "tbd",
    "to be confirmed",
    "unknown",
    "not known",
    "not stated",
    "nk",
    "?",
    ".",
    "*",
    "blank",
    "(blank)",
];

/// What spreadsheets show instead of a value.
const ERRORS: &[&str] =
    &["#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA", "#ERROR!"];

/// Does a cell of amounts or dates say that it is empty?
pub(crate) fn is_empty_word(cell: &str) -> bool {
    let cell = cell.trim();
    let begins_with_digit = cell.as_bytes().first().is_some_and(u8::is_ascii_digit);
    !begins_with_digit && cell.len() <= 20 && EMPTY.iter().any(|word| word.eq_ignore_ascii_case(cell))
}

/// Is it what a spreadsheet shows instead of a value? `#N/A` says that there is none, and is an empty cell.
pub(crate) fn is_spreadsheet_error(cell: &str) -> bool {
    let cell = cell.trim();
    cell.starts_with('#')
        && (ERRORS.iter().any(|error| error.eq_ignore_ascii_case(cell))
            || cell.bytes().skip(2).all(|byte| byte == b'#') && cell.len() > 2)
}

/// The sign or code at either end of an amount, and the rest.
pub(super) fn currency(text: &str) -> Option<(&'static str, &str)> {
    // Most amounts have nothing beside them.
    let is_digit = |letter: char| letter.is_ascii_digit();
    if text.starts_with(is_digit) && text.ends_with(is_digit) {
        return None;
    }
    for (sign, _) in SIGNS {
        if let Some(rest) = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign)) {
            return Some((sign, rest.trim()));
        }
    }
    if !text.is_ascii() || !text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    for code in CODES {
        let begins = text.get(..3).filter(|start| start.eq_ignore_ascii_case(code)).and_then(|_| text.get(3..));
        let ends = || {
            let at = text.len().checked_sub(3)?;
            text.get(at..).filter(|end| end.eq_ignore_ascii_case(code)).and_then(|_| text.get(..at))
        };
        if let Some(rest) = begins.or_else(ends) {
            return Some((code, rest.trim()));
        }
    }
    None
}

/// May a sign or code stand for a currency?
pub(super) fn may_be(sign: &str, currency: &str) -> bool {
    sign == currency
        || SIGNS.iter().any(|(known, codes)| *known == sign && (codes.is_empty() || codes.contains(&currency)))
}

/// The one currency that a sign or code stands for, if it is one.
pub(crate) fn currency_of(sign: &str) -> Option<&'static str> {
    let of_sign = SIGNS.iter().find(|(known, _)| *known == sign);
    match of_sign {
        Some((_, [one])) => Some(one),
        Some(_) => None,
        None => CODES.iter().find(|code| **code == sign).copied(),
    }
}

/// The sign or code beside an amount, where it says anything.
pub(crate) fn sign_of(text: &str) -> Option<&'static str> {
    let text = text.trim().trim_matches(|letter: char| matches!(letter, '(' | ')' | '-' | '\u{2212}')).trim();
    let (sign, _) = currency(text).filter(|(_, rest)| rest.chars().any(|letter| letter.is_ascii_digit()))?;
    match sign {
        "\u{fffd}" => None,
        "Â£" => Some("£"),
        sign => Some(sign),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_stands_at_either_end() {
        for (text, sign) in [
            ("£5", Some("£")),
            ("(AUD 5)", Some("AUD")),
            ("5 kr", Some("kr")),
            ("-A$5", Some("A$")),
            ("5 TBC", None),
            ("GBP", None),
        ] {
            assert_eq!(sign_of(text), sign, "{text}");
        }
        assert!(may_be("$", "AUD") && !may_be("$", "GBP") && may_be("\u{fffd}", "GBP"));
    }

    #[test]
    fn errors_and_empty_words_are_told_apart() {
        assert!(is_empty_word(" N/A ") && is_empty_word("#N/A") && !is_empty_word("nil") && !is_empty_word("0"));
        assert!(is_spreadsheet_error("#ref!") && is_spreadsheet_error("######") && !is_spreadsheet_error("#5"));
    }
}
