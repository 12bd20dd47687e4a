//! Amounts of money as whole hundredths of a currency's unit. A floating-point number is never an amount.

use std::fmt;

/// Hundredths of the unit of a currency: pence where that is sterling. Which currency stands beside it in the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(pub i64);

impl Amount {
    /// Reads a plain decimal in major units: `12000.50`, `-3`, `1e9` is refused. A third decimal and further ones are rounded
    /// half away from zero, once, here.
    pub fn parse(text: &str) -> Option<Amount> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(part) || (digits.contains('.') && part.is_empty()) {
            return None;
        }
        let hundredths = |n: usize| part.as_bytes().get(n).map_or(0, |b| i64::from(b - b'0'));
        let round_up = i64::from(hundredths(2) >= 5);
        let size =
            whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(hundredths(0) * 10 + hundredths(1) + round_up)?;
        Some(Amount(if negative { -size } else { size }))
    }
}

impl fmt::Display for Amount {
    /// Plain decimal in major units, always two decimals: `12000.50`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.0.unsigned_abs();
        write!(out, "{}{}.{:02}", if self.0 < 0 { "-" } else { "" }, size / 100, size % 100)
    }
}

/// An ISO 4217 code: three capital letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Pound sterling.
    pub const GBP: Currency = Currency(*b"GBP");

    /// Reads `GBP`, in any case.
    pub fn parse(text: &str) -> Option<Currency> {
        let letters: [u8; 3] = text.as_bytes().try_into().ok()?;
        letters.iter().all(u8::is_ascii_alphabetic).then(|| Currency(letters.map(|b| b.to_ascii_uppercase())))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|b| write!(out, "{}", char::from(*b)))
    }
}

/// A cell that may be empty, known, or hold words that cannot be read. Words that cannot be read count as empty and are kept, so
/// that whoever needs the cell can say what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Stated<T> {
    /// The cell was empty.
    #[default]
    Missing,
    /// Read.
    Known(T),
    /// The source's own words.
    Unreadable(String),
}

impl<T: Copy> Stated<T> {
    /// The value, where it is known.
    pub fn known(&self) -> Option<T> {
        match self {
            Stated::Known(value) => Some(*value),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_decimal_is_an_amount_and_nothing_else_is() {
        for (text, pence) in [
            ("12000.50", Some(1_200_050)),
            ("-3", Some(-300)),
            ("0", Some(0)),
            ("0.005", Some(1)),
            ("-0.005", Some(-1)),
            ("0.0049", Some(0)),
            ("92233720368547758.07", Some(i64::MAX)),
            ("92233720368547758.08", None),
            ("1e3", None),
            ("1,000", None),
            ("£5", None),
            ("", None),
            ("-", None),
            ("1.", None),
            (".5", None),
            ("+1", None),
        ] {
            assert_eq!(Amount::parse(text), pence.map(Amount), "{text}");
        }
    }

    #[test]
    fn an_amount_is_spelled_as_it_is_read() {
        for pence in [0, 1, -1, 99, 100, -12_345, i64::MAX, i64::MIN + 1] {
            assert_eq!(Amount::parse(&Amount(pence).to_string()), Some(Amount(pence)));
        }
    }
}
