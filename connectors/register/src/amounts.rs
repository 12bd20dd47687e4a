//! Amounts as files of the field spell them, to one plain spelling: a minus, digits, a full stop, digits. What stands before the
//! pennies is decided for a column as a whole, from all of its values, and refused where they do not tell.

mod decide;
mod plain;
mod words;

pub(crate) use decide::Seen;
pub(crate) use plain::shortest;
pub(crate) use words::{currency_of, is_empty_word, is_spreadsheet_error, sign_of};

use crate::mapping::MappedFile;
use plain::{scientific, shifted};
use words::{MULTIPLES, NEUTRAL, VAT_WORDS};

/// How the amounts of one column are spelled.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spelling {
    /// What stands before the pennies.
    pub(crate) decimal: char,
    /// What may stand between groups of three digits.
    pub(crate) thousands: Marks,
    /// What may stand beside an amount.
    pub(crate) signs: Signs,
    /// Is `(12.50)` a credit?
    pub(crate) brackets: bool,
    /// What the mapping says of tax, so that words beside an amount can be seen to agree.
    pub(crate) vat: Option<String>,
}

/// Marks between groups of three digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marks {
    /// None.
    None,
    /// One; a space stands for any kind of space.
    Only(char),
    /// Any that is not what stands before the pennies.
    Any,
}

/// Signs and codes of currencies beside an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Signs {
    /// As the mapping says.
    Only(String),
    /// Of this currency.
    Of(String),
    /// Of any.
    Any,
}

impl Spelling {
    /// What a mapping declares, as far as it does: `decimal` and `thousands`.
    pub(crate) fn declared(file: &MappedFile) -> Option<Spelling> {
        if file.decimal.is_none() && file.thousands.is_none() {
            return None;
        }
        let decimal = file.decimal.unwrap_or('.');
        Some(Spelling { decimal, thousands: file.thousands.map_or(Marks::None, Marks::Only), ..Spelling::of(file) })
    }

    /// All but its marks.
    pub(crate) fn of(file: &MappedFile) -> Spelling {
        let fixed =
            |ending: &str| file.fixed.iter().find(|(name, _)| name.ends_with(ending)).map(|(_, word)| word.clone());
        let signs = match (&file.currency_sign, fixed("currency")) {
            (Some(sign), _) => Signs::Only(sign.clone()),
            (None, Some(currency)) => Signs::Of(currency.trim().to_uppercase()),
            (None, None) => Signs::Any,
        };
        let brackets = file.brackets_are_negative.unwrap_or(true);
        Spelling { decimal: '.', thousands: Marks::Any, signs, brackets, vat: fixed("vat") }
    }

    /// Reads an amount and spells it plainly. The error says what does not fit.
    pub(crate) fn read(&self, text: &str) -> Result<String, String> {
        if is_spreadsheet_error(text) {
            return Err("is an error of a spreadsheet, and no amount".to_owned());
        }
        if self.is_plain(text.trim()) {
            return Ok(text.trim().replace(self.decimal, "."));
        }
        let taken = self.take_apart(text)?;
        let plain = self.digits(taken.digits).ok_or_else(|| self.refusal())?;
        let plain =
            if taken.shift == 0 { plain } else { shifted(&plain, taken.shift).ok_or_else(|| self.refusal())? };
        Ok(if taken.negative { format!("-{plain}") } else { plain })
    }

    /// Is it spelled plainly already, but for what stands before the pennies? Most amounts are.
    fn is_plain(&self, text: &str) -> bool {
        let size = text.strip_prefix('-').unwrap_or(text);
        let (whole, part) = size.split_once(self.decimal).unwrap_or((size, "0"));
        let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        are_digits(whole) && are_digits(part)
    }

    fn refusal(&self) -> String {
        let thousands = match self.thousands {
            Marks::Only(mark) => format!(", `{mark}` between thousands"),
            _ => String::new(),
        };
        let sign = match &self.signs {
            Signs::Only(sign) => format!(", `{sign}` beside it"),
            _ => String::new(),
        };
        format!("is not an amount with `{}` before the pennies{thousands}{sign}", self.decimal)
    }

    /// Takes off all that stands around the digits.
    fn take_apart<'t>(&self, text: &'t str) -> Result<Taken<'t>, String> {
        let mut rest = text.trim().trim_start_matches('\'');
        let (mut minuses, mut shift, mut sign) = (0, 0, None);
        loop {
            let before = rest;
            if let Some(inner) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
                if !self.brackets {
                    return Err(self.refusal());
                }
                (minuses, rest) = (minuses + 1, inner.trim());
            }
            if let Some(inner) = rest.strip_prefix(MINUS).or_else(|| rest.strip_suffix(MINUS)) {
                (minuses, rest) = (minuses + 1, inner.trim());
            }
            if let Some((inner, credit)) = credit_or_debit(rest) {
                (minuses, rest) = (minuses + i32::from(credit), inner);
            }
            if let Some((found, inner)) = self.sign(rest)? {
                if sign.is_some_and(|known| known != found) {
                    return Err(self.refusal());
                }
                (sign, rest) = (Some(found), inner);
            }
            if let Some((inner, places)) = multiple(rest).filter(|_| shift == 0) {
                (shift, rest) = (places, inner);
            }
            if let Some(inner) = self.without_words(rest)? {
                rest = inner;
            }
            if rest == before {
                break;
            }
        }
        if let Some(inner) = rest.strip_prefix('+') {
            rest = inner;
        }
        if minuses > 1 {
            return Err(self.refusal());
        }
        Ok(Taken { digits: rest, negative: minuses == 1, shift })
    }

    /// A currency's sign or code at either end.
    fn sign<'t>(&self, text: &'t str) -> Result<Option<(&'static str, &'t str)>, String> {
        if let Signs::Only(sign) = &self.signs {
            let inner = text.strip_prefix(sign.as_str()).or_else(|| text.strip_suffix(sign.as_str()));
            return Ok(inner.map(|inner| ("", inner.trim())));
        }
        let Some((found, inner)) = words::currency(text) else { return Ok(None) };
        match &self.signs {
            Signs::Of(currency) if !words::may_be(found, currency) => {
                Err(format!("is in {found}, and the mapping says {currency}"))
            }
            _ => Ok(Some((found, inner))),
        }
    }

    /// Words behind an amount that leave it as it is. Words about tax have to agree with the mapping.
    fn without_words<'t>(&self, text: &'t str) -> Result<Option<&'t str>, String> {
        let Some((inner, behind)) = words_behind(text) else { return Ok(None) };
        if NEUTRAL.contains(&behind.as_str()) {
            return Ok(Some(inner));
        }
        match VAT_WORDS.iter().find(|(words, _)| *words == behind) {
            Some((_, means)) if self.vat.as_deref() == Some(*means) => Ok(Some(inner)),
            Some((words, means)) => {
                Err(format!("says `{words}`, and the mapping does not say that amounts are {means}"))
            }
            None => Ok(None),
        }
    }

    fn digits(&self, text: &str) -> Option<String> {
        if let Some((mantissa, exponent)) = text.split_once(['e', 'E']) {
            return scientific(&self.digits(mantissa)?, exponent);
        }
        let (whole, part) = match text.split_once(self.decimal) {
            Some((whole, part)) => (whole, Some(part)),
            None => (text, None),
        };
        let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let whole = if whole.is_empty() && part.is_some() { "0".to_owned() } else { self.grouped(whole)? };
        if !are_digits(&whole) || part.is_some_and(|part| !are_digits(part)) {
            return None;
        }
        Some(part.map_or_else(|| whole.clone(), |part| format!("{whole}.{part}")))
    }

    /// The digits before the pennies without the marks between groups of three. `None` if a mark stands anywhere else.
    fn grouped(&self, whole: &str) -> Option<String> {
        let mark = match self.thousands {
            Marks::None => return Some(whole.to_owned()),
            Marks::Only(mark) => mark,
            Marks::Any => match whole.chars().find(|letter| !letter.is_ascii_digit()) {
                Some(mark) if mark != self.decimal && is_mark(mark) => {
                    if mark.is_whitespace() {
                        ' '
                    } else {
                        mark
                    }
                }
                Some(_) => return None,
                None => return Some(whole.to_owned()),
            },
        };
        let mut groups = whole.split(|letter: char| letter == mark || (mark == ' ' && letter.is_whitespace()));
        let first = groups.next()?;
        let mut digits = first.to_owned();
        for (number, group) in groups.enumerate() {
            if group.len() != 3 || (number == 0 && (first.is_empty() || first.len() > 3)) {
                return None;
            }
            digits.push_str(group);
        }
        Some(digits)
    }
}

struct Taken<'t> {
    digits: &'t str,
    negative: bool,
    /// Places that a word such as `m` moves the full stop.
    shift: usize,
}

const MINUS: [char; 4] = ['-', '\u{2212}', '\u{2013}', '\u{2010}'];

/// What people write between groups of three digits.
fn is_mark(letter: char) -> bool {
    matches!(letter, ',' | '.' | '\'' | '\u{2019}') || letter.is_whitespace()
}

/// `12.50 CR` is a credit, `12.50 DR` is none.
fn credit_or_debit(text: &str) -> Option<(&str, bool)> {
    let ends = |word: &str| {
        let at = text.len().checked_sub(word.len())?;
        let (inner, end) = (text.get(..at)?, text.get(at..)?);
        (end.eq_ignore_ascii_case(word) && inner.ends_with(|last: char| !last.is_alphabetic()))
            .then(|| inner.trim_end())
    };
    ends("CR").map(|inner| (inner, true)).or_else(|| ends("DR").map(|inner| (inner, false)))
}

/// `1.2m` is 1.2 with its full stop six places on.
fn multiple(text: &str) -> Option<(&str, usize)> {
    let (inner, behind) = words_behind(text)?;
    MULTIPLES.iter().find(|(word, _)| *word == behind).map(|(_, places)| (inner, *places))
}

/// The digits, and the words behind them in small letters.
fn words_behind(text: &str) -> Option<(&str, String)> {
    let last = text.rfind(|letter: char| letter.is_ascii_digit())?;
    // A bracket that opened before the digits closes right behind them.
    let closes = text[..last].contains('(') && text[last + 1..].starts_with(')');
    let (inner, behind) = text.split_at(last + 1 + usize::from(closes));
    if behind.trim().is_empty() {
        return None;
    }
    let behind = behind.trim().trim_matches(|letter: char| matches!(letter, '(' | ')' | '.' | ',' | '*')).trim();
    let behind = behind.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let is_whole = inner.matches('(').count() == inner.matches(')').count();
    is_whole.then_some((inner, behind))
}

/// Could a cell be an amount in any spelling?
pub(crate) fn looks_like(cell: &str) -> bool {
    [('.', Marks::Any), (',', Marks::Any)].into_iter().any(|(decimal, thousands)| {
        Spelling { decimal, thousands, signs: Signs::Any, brackets: true, vat: None }.read(cell).is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(settings: &str) -> MappedFile {
        toml::from_str(&format!("path = \"p.csv\"\ntable = \"payments\"\n{settings}")).unwrap()
    }

    #[test]
    fn what_is_declared_is_read_in_no_other_spelling() {
        let british = "thousands = \",\"\ncurrency_sign = \"£\"\nbrackets_are_negative = true";
        let continental = "decimal = \",\"\nthousands = \".\"\ncurrency_sign = \"EUR\"";
        let spaced = "decimal = \",\"\nthousands = \" \"";
        let bare = "decimal = \".\"\nbrackets_are_negative = false";
        for (settings, text, read) in [
            (bare, "12000.50", Some("12000.50")),
            (bare, "-3", Some("-3")),
            (bare, "1,000", None),
            (bare, "(5)", None),
            (bare, "", None),
            (british, "£1,234,567.89", Some("1234567.89")),
            (british, "-£1,234.50", Some("-1234.50")),
            (british, "£ -7", Some("-7")),
            (british, "(£1,234.50)", Some("-1234.50")),
            (british, "(-5)", None),
            (british, "12,34", None),
            (british, "1234,567", None),
            (british, ",567", None),
            (british, "1,234.", None),
            (british, "€5", None),
            (continental, "1.234,50 EUR", Some("1234.50")),
            (continental, "1.234.567", Some("1234567")),
            // The trap: without its declared pennies this is a thousand times another amount, and is never guessed.
            (continental, "1234.50", None),
            (spaced, "1\u{a0}234,5", Some("1234.5")),
            (spaced, "1 234 567", Some("1234567")),
        ] {
            let spelling = Spelling::declared(&file(settings)).unwrap();
            assert_eq!(spelling.read(text).ok().as_deref(), read, "{settings} {text}");
        }
    }

    #[test]
    fn spellings_of_the_field_are_read() {
        let spelling = Spelling::of(&file("fixed = { currency = \"GBP\", vat = \"net\" }"));
        for (text, read) in [
            ("1,234.50-", Some("-1234.50")),
            ("1,234.50 CR", Some("-1234.50")),
            ("1,234.50cr", Some("-1234.50")),
            ("1,234.50 DR", Some("1234.50")),
            ("GBP 1 234.50", Some("1234.50")),
            ("1234.5 GBP", Some("1234.5")),
            ("(£12.50)", Some("-12.50")),
            ("£(12.50)", Some("-12.50")),
            ("−£12.50", Some("-12.50")),
            ("Â£12.50", Some("12.50")),
            ("\u{fffd}12.50", Some("12.50")),
            ("£1.2m", Some("1200000")),
            ("£450k", Some("450000")),
            ("2.5 million", Some("2500000")),
            ("12,000.00 pounds", Some("12000.00")),
            ("12,000.00 (exc VAT)", Some("12000.00")),
            ("12,000.00 inc VAT", None),
            ("12,000.00 per month", None),
            (".50", Some("0.50")),
            ("+7", Some("7")),
            ("'7", Some("7")),
            ("1'234'567.89", Some("1234567.89")),
            ("1\u{202f}234.5", Some("1234.5")),
            ("1,234 567", None),
            ("€5", None),
            ("1.5e-05", Some("0.000015")),
            ("1.25E+02", Some("125")),
            ("1.2E+09", None),
            ("#REF!", None),
            ("(-5)", None),
            ("£", None),
            ("-", None),
            ("5 CR CR", None),
        ] {
            assert_eq!(spelling.read(text).ok().as_deref(), read, "{text}");
        }
    }

    #[test]
    fn an_amount_in_another_currency_is_not_read() {
        let pounds = Spelling::of(&file("fixed = { currency = \"GBP\" }"));
        assert_eq!(pounds.read("$5").unwrap_err(), "is in $, and the mapping says GBP");
        assert!(Spelling::of(&file("fixed = { currency = \"AUD\" }")).read("$5").is_ok());
        assert!(Spelling::of(&file("")).read("CHF 5").is_ok());
    }

    #[test]
    fn what_looks_like_an_amount_and_what_does_not() {
        for (cell, is_one) in
            [("1.234,56", true), ("£1,000", true), ("A1", false), ("", false), ("Amount", false), ("-", false)]
        {
            assert_eq!(looks_like(cell), is_one, "{cell}");
        }
    }
}
