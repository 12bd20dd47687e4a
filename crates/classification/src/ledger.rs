//! What a whole ledger says of its ICT, and what it does not.

use crate::{Decision, Nature};
use estate::Scope;
use std::collections::{BTreeMap, BTreeSet};

/// A line of a ledger with what was decided about it.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// The ledger's own category.
    pub category: Option<&'a str>,
    /// What it is for.
    pub text: Option<&'a str>,
    /// Its amount in whole pence; credits are negative.
    pub pence: i64,
    /// What the rules say.
    pub decision: &'a Decision,
}

/// How far a ledger can be split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Split {
    /// It has neither categories nor texts: what of it is ICT is unknown, not zero.
    Unknown,
    /// No line is known to be ICT, though some say what they are.
    NoIct,
    /// All its ICT stands under this one category, and nothing says what kind it is.
    OneBucket(String),
    /// Kinds of ICT are told apart, as far as the figures say.
    ByNature,
}

/// The pence of a ledger by what is known of them. They add up to all that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    /// How far it can be split.
    pub split: Split,
    /// ICT by nature; under nothing what is ICT and of no known kind.
    pub ict: BTreeMap<Option<Nature>, i128>,
    /// Not ICT.
    pub not_ict: i128,
    /// Where the rules do not say, or contradict each other.
    pub unclear: i128,
}

/// Adds a ledger up.
pub fn sums<'a>(lines: impl IntoIterator<Item = Judged<'a>>) -> Sums {
    let mut sums = Sums { split: Split::Unknown, ict: BTreeMap::new(), not_ict: 0, unclear: 0 };
    let mut buckets: BTreeSet<Option<&str>> = BTreeSet::new();
    let mut said = false;
    for line in lines {
        let pence = i128::from(line.pence);
        said |= [line.category, line.text].into_iter().flatten().any(|text| !text.trim().is_empty());
        match line.decision.scope {
            Scope::Ict => {
                buckets.insert(line.category.map(str::trim));
                *sums.ict.entry(line.decision.nature).or_default() += pence;
            }
            Scope::NotIct => sums.not_ict += pence,
            Scope::Unclear => sums.unclear += pence,
        }
    }
    let kinds = sums.ict.keys().flatten().count();
    sums.split = match buckets.first() {
        None if said => Split::NoIct,
        None => Split::Unknown,
        Some(Some(only)) if buckets.len() == 1 && kinds == 0 => Split::OneBucket((*only).to_owned()),
        Some(_) => Split::ByNature,
    };
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Line, Rules};

    const FILE: &str = r#"
        source = "this test"
        [[rule]]
        id = "ict"
        scope = "ict"
        category = ["ict", "software"]
        [[rule]]
        id = "food"
        scope = "not-ict"
        says = ["food"]
        [[rule]]
        id = "maintained"
        nature = "maintenance"
        says = ["maintenance"]
    "#;

    fn of(lines: &[(Option<&str>, Option<&str>, i64)]) -> Sums {
        let rules = Rules::from_toml(&[("t.toml", FILE)]).unwrap();
        let decide = |category, text| rules.decide(&Line { category, text, supplier: Some("Tarnside") });
        let decisions: Vec<Decision> = lines.iter().map(|(category, text, _)| decide(*category, *text)).collect();
        let judged = lines.iter().zip(&decisions);
        sums(judged.map(|((category, text, pence), decision)| Judged {
            category: *category,
            text: *text,
            pence: *pence,
            decision,
        }))
    }

    #[test]
    fn a_ledger_with_one_bucket_says_so_with_its_pounds() {
        let found =
            of(&[(Some("ICT"), None, 700), (Some("ICT"), None, -100), (Some("Food"), None, 50), (None, None, 3)]);
        assert_eq!(found.split, Split::OneBucket("ICT".to_owned()));
        assert_eq!((found.ict, found.not_ict, found.unclear), (BTreeMap::from([(None, 600)]), 50, 3));
    }

    #[test]
    fn kinds_that_are_told_apart_are_added_up_apart() {
        let lines = [(Some("Software"), Some("Maintenance"), 700), (Some("Software"), None, 40)];
        let found = of(&lines);
        assert_eq!(found.split, Split::ByNature);
        assert_eq!(found.ict, BTreeMap::from([(None, 40), (Some(Nature::Maintenance), 700)]));
    }

    #[test]
    fn without_categories_and_texts_ict_is_unknown_and_not_zero() {
        assert_eq!(of(&[(None, None, 5), (Some(" "), None, 6)]).split, Split::Unknown);
        assert_eq!(of(&[(Some("Food"), None, 5)]).split, Split::NoIct);
    }
}
