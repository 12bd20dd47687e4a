//! Exact decimals for weights, units, measures and exchange rates.

use crate::Exact;
use num_bigint::BigInt;
use std::fmt;

/// A decimal number, `mantissa × 10^-scale`, of at most 15 significant digits, so that it survives a trip through a
/// floating-point column unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    mantissa: i64,
    scale: u32,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Decimal = Decimal { mantissa: 0, scale: 0 };

    /// A whole number.
    pub fn whole(number: i32) -> Decimal {
        Decimal { mantissa: i64::from(number), scale: 0 }
    }

    /// Reads `12`, `0.75`, `-3.5`, of at most 15 significant digits and 18 decimals. Trailing zeros are dropped.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(part) || (digits.contains('.') && part.is_empty()) {
            return None;
        }
        let part = part.trim_end_matches('0');
        let all = format!("{whole}{part}");
        let significant = all.trim_start_matches('0');
        if significant.len() > 15 || part.len() > 18 {
            return None;
        }
        let size: i64 = if significant.is_empty() { 0 } else { significant.parse().ok()? };
        Some(Decimal { mantissa: if negative { -size } else { size }, scale: u32::try_from(part.len()).ok()? })
    }

    /// From a floating-point column, by its shortest decimal spelling.
    pub fn from_f64(number: f64) -> Option<Decimal> {
        Decimal::parse(&format!("{number}"))
    }

    /// To a floating-point column.
    pub fn to_f64(self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// As an exact fraction.
    pub fn exact(self) -> Exact {
        Exact::new(BigInt::from(self.mantissa), BigInt::from(10).pow(self.scale))
    }

    /// Below zero?
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// Zero?
    pub fn is_zero(self) -> bool {
        self.mantissa == 0
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let scale = usize::try_from(self.scale).unwrap_or(0);
        let digits = format!("{:0>width$}", self.mantissa.unsigned_abs(), width = scale + 1);
        let (whole, part) = digits.split_at(digits.len() - scale);
        if part.is_empty() { write!(out, "{sign}{whole}") } else { write!(out, "{sign}{whole}.{part}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_survives_a_floating_point_column() {
        for text in ["0", "1", "0.1", "-0.75", "123456789012345", "0.000000000000001", "1.17382", "999999999.999999"] {
            let decimal = Decimal::parse(text).unwrap();
            assert_eq!(decimal.to_string(), text);
            assert_eq!(Decimal::from_f64(decimal.to_f64()), Some(decimal), "{text}");
        }
        for text in ["1234567890123456", "1e3", "", ".", "nan", "1,5"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }
}
