//! How near the next milestone of a release is, as ServiceNow's technology portfolio management scores it: a base by days times a
//! factor by kind. Source: ServiceNow documentation, technology lifecycle risk score, read at commit cb48b5c3e0. What has passed
//! altogether and what is not known are kept apart, although both score 100 there.

use crate::{Catalogue, Match, Milestone, Product, Release};
use estate::{Date, days_between};

/// The next milestone of a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Regular support ends, and cover beyond it can be had.
    EndOfSupport,
    /// Cover beyond regular support ends.
    EndOfExtendedSupport,
    /// Support ends, and there is none beyond it.
    EndOfLife,
}

/// How near it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nearness {
    /// In so many days comes this.
    In(i64, Next),
    /// Every milestone has passed.
    AllPassed,
    /// No milestone is known.
    NoData,
}

/// The score of what has passed or is not known.
pub const WORST: u32 = 100;

impl Nearness {
    /// Its score: 0 to 80, or [`WORST`].
    pub fn score(self) -> u32 {
        let Nearness::In(days, next) = self else { return WORST };
        let base = match days {
            ..=30 => 20,
            31..=90 => 10,
            91..=180 => 6,
            181..=360 => 4,
            361..=540 => 2,
            _ => 0,
        };
        let factor = match next {
            Next::EndOfSupport => 2,
            Next::EndOfExtendedSupport => 3,
            Next::EndOfLife => 4,
        };
        base * factor
    }
}

impl Catalogue {
    /// How near the next milestone of what was read is. Regular support first, then cover beyond it, then nothing.
    pub fn nearness(&self, matched: &Match, as_of: Date) -> Nearness {
        let product = matched.product.as_deref().and_then(|id| self.product(id));
        let release = product.zip(matched.cycle.as_deref()).and_then(|(product, cycle)| product.release(cycle));
        match product.zip(release) {
            Some((product, release)) => of_release(product, release, as_of),
            None => Nearness::NoData,
        }
    }
}

fn of_release(product: &Product, release: &Release, as_of: Date) -> Nearness {
    let day = |milestone: Option<&Milestone>| milestone.and_then(Milestone::latest);
    let (regular, cover) = (day(release.regular_end(product.extended)), day(release.cover_end(product.extended)));
    let next = if cover.is_some() { Next::EndOfSupport } else { Next::EndOfLife };
    match (regular, cover) {
        (None, None) => Nearness::NoData,
        (Some(day), _) if day >= as_of => Nearness::In(days_between(as_of, day), next),
        (_, Some(day)) if day >= as_of => Nearness::In(days_between(as_of, day), Next::EndOfExtendedSupport),
        _ => Nearness::AllPassed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_score_is_a_base_by_days_times_a_factor_by_kind() {
        for (days, next, score) in [
            (60, Next::EndOfLife, 40),
            (30, Next::EndOfLife, 80),
            (31, Next::EndOfLife, 40),
            (91, Next::EndOfExtendedSupport, 18),
            (540, Next::EndOfSupport, 4),
            (541, Next::EndOfLife, 0),
            (0, Next::EndOfSupport, 40),
            (360, Next::EndOfLife, 16),
            (361, Next::EndOfLife, 8),
        ] {
            assert_eq!(Nearness::In(days, next).score(), score, "{days} {next:?}");
        }
        assert_eq!((Nearness::AllPassed.score(), Nearness::NoData.score()), (100, 100));
        assert_ne!(Nearness::AllPassed, Nearness::NoData);
    }
}
