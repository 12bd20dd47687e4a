//! Amounts as the instance keeps them, `GBP;1234.50`, and as its API shows them: in the currency of the user's locale, at the
//! latest rate.

use std::collections::BTreeMap;

/// What one unit of each currency is worth in the reference currency, in millionths, and how that moves.
#[derive(Debug, Clone)]
pub(crate) struct Rates {
    /// The reference currency of the instance.
    pub(crate) reference: String,
    pub(crate) millionths: BTreeMap<String, i64>,
    /// By how many millionths of itself each rate rises a day.
    pub(crate) drift: i64,
}

/// An amount in ten-thousandths of a currency's unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Money {
    pub(crate) currency: String,
    pub(crate) parts: i64,
}

const PARTS: i64 = 10_000;

impl Money {
    /// Reads `GBP;1234.50`; the code may be missing.
    pub(crate) fn read(cell: &str) -> Option<Money> {
        let (currency, amount) = cell.split_once(';').unwrap_or(("", cell));
        Some(Money { currency: currency.to_owned(), parts: parts(amount)? })
    }

    /// The amount as the API writes it: no more digits than it needs, at least two where there are any.
    pub(crate) fn amount(&self) -> String {
        let size = self.parts.unsigned_abs();
        let sign = if self.parts < 0 { "-" } else { "" };
        let (whole, rest) = (size / PARTS.unsigned_abs(), size % PARTS.unsigned_abs());
        let digits = format!("{rest:04}");
        let digits = digits.trim_end_matches('0');
        match digits.len() {
            0 => format!("{sign}{whole}"),
            1 => format!("{sign}{whole}.{digits}0"),
            _ => format!("{sign}{whole}.{digits}"),
        }
    }

    /// The amount as a person sees it.
    pub(crate) fn shown(&self) -> String {
        let mark = match self.currency.as_str() {
            "GBP" => "£",
            "USD" => "$",
            "EUR" => "€",
            other => other,
        };
        let hundredths = (self.parts.unsigned_abs() + 50) / 100;
        let whole = (hundredths / 100).to_string();
        let mut grouped = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        format!("{}{mark}{grouped}.{:02}", if self.parts < 0 { "-" } else { "" }, hundredths % 100)
    }
}

impl Rates {
    /// The amount in another currency, on a day. A currency without a rate stays what it is.
    pub(crate) fn exchanged(&self, money: &Money, currency: &str, day: i64) -> Money {
        let rate = |code: &str| {
            let rate = *self.millionths.get(code)?;
            // Rates are in the reference currency, which is always worth itself.
            Some(if code == self.reference { rate } else { rate + rate * self.drift * day / 1_000_000 })
        };
        if money.currency == currency || money.currency.is_empty() {
            return Money { currency: currency.to_owned(), parts: money.parts };
        }
        match (rate(&money.currency), rate(currency)) {
            (Some(from), Some(to)) if to > 0 => {
                let wide = i128::from(money.parts) * i128::from(from) / i128::from(to);
                Money { currency: currency.to_owned(), parts: i64::try_from(wide).unwrap_or(i64::MAX) }
            }
            _ => money.clone(),
        }
    }
}

/// Ten-thousandths of a plain decimal.
pub(crate) fn parts(amount: &str) -> Option<i64> {
    let (negative, digits) = match amount.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, amount),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || !whole.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part: String = part.chars().chain("0000".chars()).take(4).collect();
    let size = whole.parse::<i64>().ok()?.checked_mul(PARTS)?.checked_add(part.parse().ok()?)?;
    Some(if negative { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_shown_in_the_users_currency_at_the_latest_rate() {
        let millionths = [("GBP", 1_000_000), ("USD", 800_000)].map(|(code, rate)| (code.to_owned(), rate));
        let rates = Rates { reference: "GBP".to_owned(), millionths: millionths.into(), drift: 1_000 };
        let dollars = Money::read("USD;1234.50").unwrap();
        let first = rates.exchanged(&dollars, "GBP", 0);
        assert_eq!((first.amount().as_str(), first.shown().as_str()), ("987.60", "£987.60"));
        assert_ne!(rates.exchanged(&dollars, "GBP", 1), first, "the same row another day");
        assert_eq!(rates.exchanged(&Money::read("GBP;-0.5").unwrap(), "GBP", 9).amount(), "-0.50");
        assert_eq!(Money::read("GBP;45557.5").unwrap().shown(), "£45,557.50");
        assert_eq!(Money::read("XAU;7").map(|gold| rates.exchanged(&gold, "GBP", 0).currency), Some("XAU".to_owned()));
        assert_eq!(Money::read("GBP;12.5.1"), None);
    }
}
