//! The framework's formula, in exact fractions: (mean + highest) / 2 for likelihood and impact, multiplied.

use audit::Ratio;
use estate::{Exact, round_half_away};

/// From this on a system is red-rated.
const RED: i64 = 16;

/// From this likelihood on a system is legacy.
const LEGACY: i64 = 3;

/// Where a system stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// A score is missing.
    Unscored,
    /// 16 or more.
    Red,
    /// A likelihood of 3 or more.
    Legacy,
    /// Neither.
    NotLegacy,
}

impl Status {
    pub(super) fn word(self) -> &'static str {
        match self {
            Status::Unscored => "unscored",
            Status::Red => "red-rated",
            Status::Legacy => "legacy",
            Status::NotLegacy => "not-legacy",
        }
    }
}

/// What the formula says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Judged {
    pub(super) likelihood: Option<Ratio>,
    pub(super) impact: Option<Ratio>,
    pub(super) overall: Option<Ratio>,
    pub(super) status: Status,
    pub(super) is_legacy: Option<bool>,
}

/// Judges scores. A missing one is never averaged away.
pub(super) fn judge(likelihoods: &[Option<i64>], impacts: &[Option<i64>]) -> Judged {
    let (likelihood, impact) = (category(likelihoods), category(impacts));
    let overall = likelihood.as_ref().zip(impact.as_ref()).map(|(likelihood, impact)| likelihood * impact);
    let high = likelihoods.iter().flatten().any(|score| *score >= LEGACY);
    let is_legacy = if high || likelihoods.iter().all(Option::is_some) { Some(high) } else { None };
    let status = match &overall {
        None => Status::Unscored,
        Some(overall) if *overall >= Exact::from_integer(RED.into()) => Status::Red,
        Some(_) if high => Status::Legacy,
        Some(_) => Status::NotLegacy,
    };
    Judged {
        likelihood: likelihood.as_ref().map(ratio),
        impact: impact.as_ref().map(ratio),
        overall: overall.as_ref().map(ratio),
        status,
        is_legacy,
    }
}

/// (mean + highest) / 2; none while a score is missing.
fn category(scores: &[Option<i64>]) -> Option<Exact> {
    let scores: Vec<i64> = scores.iter().copied().collect::<Option<_>>()?;
    let highest = *scores.iter().max()?;
    let count = i64::try_from(scores.len()).ok()?;
    let sum: i64 = scores.iter().sum();
    Some(Exact::new((sum + count * highest).into(), (2 * count).into()))
}

fn ratio(value: &Exact) -> Ratio {
    let hundredths = round_half_away(&(value * Exact::from_integer(100.into()))).unwrap_or(0);
    Ratio { exact: value.to_string(), printed: format!("{}.{:02}", hundredths / 100, hundredths % 100) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(likelihoods: [i64; 7], impacts: [i64; 6]) -> (Status, String, String, Option<bool>) {
        let judged = judge(&likelihoods.map(Some), &impacts.map(Some));
        let overall = judged.overall.unwrap();
        (judged.status, overall.exact, overall.printed, judged.is_legacy)
    }

    /// The worked example of the framework, and the places where rounding first or averaging over fewer goes wrong.
    #[test]
    fn the_formula_is_exact_and_nothing_missing_is_averaged_away() {
        let of =
            |status, exact: &str, printed: &str, legacy| (status, exact.to_owned(), printed.to_owned(), Some(legacy));
        assert_eq!(judged([5, 5, 5, 5, 6, 6, 6], [5, 5, 2, 5, 5, 4]), of(Status::Red, "80/3", "26.67", true));
        assert_eq!(judged([1, 1, 1, 1, 3, 6, 6], [1, 1, 1, 1, 5, 5]), of(Status::Legacy, "671/42", "15.98", true));
        assert_eq!(judged([1, 1, 1, 1, 1, 3, 5], [1, 5, 5, 5, 5, 5]), of(Status::Red, "16", "16.00", true));
        assert_eq!(judged([2; 7], [5; 6]), of(Status::NotLegacy, "10", "10.00", false));
        let mut one_missing = [5, 5, 5, 5, 6, 6, 6].map(Some);
        one_missing[2] = None;
        let unscored = judge(&one_missing, &[5, 5, 2, 5, 5, 4].map(Some));
        assert_eq!((unscored.status, unscored.likelihood, unscored.overall), (Status::Unscored, None, None));
        assert_eq!(unscored.impact.unwrap().exact, "14/3");
        assert_eq!(unscored.is_legacy, Some(true));
        assert_eq!(judge(&[Some(2), None], &[Some(1)]).is_legacy, None);
    }
}
