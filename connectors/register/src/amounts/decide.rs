//! What stands before the pennies in a column, from all of its values.

use super::{Marks, Spelling};
use crate::detected::Sure;
use std::collections::BTreeMap;

/// What the values of one column show.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Seen {
    /// Values whose last mark can only stand before the pennies: full stop, comma.
    full_stop: u64,
    comma: u64,
    /// Values such as `1.234` and `1,234`, in which the mark may be either.
    either_full_stop: u64,
    either_comma: u64,
    /// A value of each kind, for the question.
    examples: [Option<String>; 4],
    /// Signs and codes beside them.
    signs: BTreeMap<&'static str, u64>,
}

/// So many of a thousand values may be spelled otherwise; they are told one by one.
const STRAYS: u64 = 10;

impl Seen {
    /// Takes note of a value.
    pub(crate) fn see(&mut self, text: &str) {
        if let Some(sign) = super::sign_of(text) {
            *self.signs.entry(sign).or_default() += 1;
        }
        let (kind, counter) = match shape(text) {
            Some((false, true)) => (0, &mut self.full_stop),
            Some((true, true)) => (1, &mut self.comma),
            Some((false, false)) => (2, &mut self.either_full_stop),
            Some((true, false)) => (3, &mut self.either_comma),
            None => return,
        };
        *counter += 1;
        let example = &mut self.examples[kind];
        if example.is_none() {
            *example = Some(text.to_owned());
        }
    }

    /// The spelling of the column and how sure it is; else the question and the setting that answers it. `spelling` is what the
    /// mapping says; `own_currency` says whether another column holds the currency of each row.
    pub(crate) fn decide(
        &self,
        spelling: Spelling,
        own_currency: bool,
    ) -> Result<(Spelling, Sure, String), (String, String)> {
        if spelling.signs == super::Signs::Any && !own_currency && self.signs.len() > 1 {
            let signs: Vec<&str> = self.signs.keys().copied().collect();
            let hint = "map the column that holds the currency, or say in `fixed` which it is";
            return Err((format!("{} stand beside its amounts", signs.join(" and ")), hint.to_owned()));
        }
        let (decimal, sure, why) = self.decimal(&spelling)?;
        Ok((Spelling { decimal, thousands: Marks::Any, ..spelling }, sure, why))
    }

    fn decimal(&self, spelling: &Spelling) -> Result<(char, Sure, String), (String, String)> {
        let example = |kind: usize| self.examples[kind].clone().unwrap_or_default();
        let (more, less, mark) = if self.full_stop >= self.comma {
            (self.full_stop, self.comma, '.')
        } else {
            (self.comma, self.full_stop, ',')
        };
        let hint = "say which with `decimal = \".\"` or `decimal = \",\"`".to_owned();
        if less * 1000 > (more + less) * STRAYS {
            let problem = format!("some amounts are spelled as `{}` and some as `{}`", example(0), example(1));
            return Err((problem, hint));
        }
        if more > 0 {
            let sure = if less == 0 { Sure::Certain } else { Sure::Likely };
            return Ok((mark, sure, format!("{more} values such as `{}`", example(usize::from(mark == ',')))));
        }
        match (self.either_full_stop, self.either_comma) {
            (0, 0) => Ok(('.', Sure::Certain, "no value has a mark".to_owned())),
            // In sterling and dollars a comma with three digits behind it stands between thousands.
            (0, commas) if self.is_anglophone(spelling) => {
                Ok(('.', Sure::Likely, format!("{commas} values such as `{}`, and their currency", example(3))))
            }
            (0, _) => {
                Err((format!("the comma in `{}` may stand before the pennies or between thousands", example(3)), hint))
            }
            (_, 0) => Err((
                format!("the full stop in `{}` may stand before the pennies or between thousands", example(2)),
                hint,
            )),
            _ => Err((format!("`{}` and `{}` stand in one column", example(2), example(3)), hint)),
        }
    }

    fn is_anglophone(&self, spelling: &Spelling) -> bool {
        let known = |sign: &str| {
            matches!(sign, "£" | "$" | "A$" | "C$" | "NZ$" | "US$" | "GBP" | "USD" | "AUD" | "CAD" | "NZD")
        };
        match &spelling.signs {
            super::Signs::Of(sign) | super::Signs::Only(sign) => known(sign),
            super::Signs::Any => !self.signs.is_empty() && self.signs.keys().all(|sign| known(sign)),
        }
    }
}

/// Is the last mark of a value a comma, and can it only stand before the pennies? `None`, where no full stop or comma stands in it,
/// or it tells nothing.
fn shape(text: &str) -> Option<(bool, bool)> {
    let from = text.find(|letter: char| letter.is_ascii_digit())?;
    let to = text.rfind(|letter: char| letter.is_ascii_digit())?;
    // A mark right before the first digit belongs to it: `.50`.
    let from = if text[..from].ends_with(['.', ',']) { from - 1 } else { from };
    let number = &text[from..=to];
    let last = number.rfind(['.', ','])?;
    let is_comma = number[last..].starts_with(',');
    let (before, after) = (&number[..last], &number[last + 1..]);
    let after = after.split(['e', 'E']).next().unwrap_or(after);
    if !after.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let other = if is_comma { '.' } else { ',' };
    let same = if is_comma { ',' } else { '.' };
    if before.contains(same) {
        // `1.234.567`: the mark stands between thousands, so pennies would have the other.
        return (!before.contains(other) && after.len() == 3).then_some((!is_comma, true));
    }
    if before.contains(other) || before.contains(|letter: char| letter.is_whitespace() || matches!(letter, '\'' | '’'))
    {
        return Some((is_comma, true));
    }
    let is_grouping = after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
    Some((is_comma, !is_grouping))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::MappedFile;

    fn decided(settings: &str, values: &[&str]) -> Result<char, String> {
        let file: MappedFile = toml::from_str(&format!("path = \"p.csv\"\ntable = \"payments\"\n{settings}")).unwrap();
        let mut seen = Seen::default();
        values.iter().for_each(|value| seen.see(value));
        seen.decide(Spelling::of(&file), false).map(|(spelling, _, _)| spelling.decimal).map_err(|(problem, _)| problem)
    }

    #[test]
    fn a_column_decides_what_stands_before_the_pennies() {
        for (values, decimal) in [
            (&["1,234", "5.50"][..], '.'),
            (&["1.234", "5,50"], ','),
            (&["1.234,00"], ','),
            (&["1.234.567", "1.234"], ','),
            (&["1,234,567"], '.'),
            (&["1 234,567"], ','),
            (&["0.125", "1.234"], '.'),
            (&["1234.567"], '.'),
            (&["12", "7"], '.'),
            (&["£1,234", "£2"], '.'),
            (&["1.5e-05"], '.'),
            (&["-.5"], '.'),
        ] {
            assert_eq!(decided("", values), Ok(decimal), "{values:?}");
        }
        assert_eq!(decided("fixed = { currency = \"GBP\" }", &["1,234"]), Ok('.'));
    }

    #[test]
    fn a_column_that_does_not_tell_is_refused() {
        for (values, words) in [
            (&["1,234", "2,345"][..], "the comma in `1,234`"),
            (&["1.234"], "the full stop in `1.234`"),
            (&["1.234", "1,234"], "stand in one column"),
            (&["1.234,50", "1,234.50"], "some amounts are spelled as"),
            (&["£5", "€5"], "stand beside its amounts"),
            (&["€1,234"], "the comma in"),
        ] {
            assert!(decided("", values).unwrap_err().contains(words), "{values:?}");
        }
        // One stray among hundreds is told by itself.
        let mut values = vec!["1.50"; 500];
        values.push("1,50");
        assert_eq!(decided("", &values), Ok('.'));
    }
}
