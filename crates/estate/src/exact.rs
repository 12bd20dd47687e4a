//! Exact fractions, the one place where a fraction of a penny is rounded, and the one place where pennies are split.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

/// An exact fraction. Shares and amounts before rounding are these, so that no order of work changes a penny.
pub type Exact = BigRational;

/// Whole pence, half away from zero (rule L24). `None` if it does not fit.
pub fn round_half_away(amount: &Exact) -> Option<i64> {
    let two = BigInt::from(2);
    let size = amount.abs();
    let rounded = (size.numer() * &two + size.denom()) / (size.denom() * &two);
    let rounded = rounded.to_i64()?;
    Some(if amount.is_negative() { -rounded } else { rounded })
}

/// Splits `total` whole pence in proportion to `weights` by largest remainder: the parts add up to `total` exactly. Equal
/// remainders are served in the order given, so the caller sorts by stable id. A negative total splits its size.
///
/// Returns one part a weight. `None` if the weights are empty, negative or all zero.
pub fn split(total: i64, weights: &[Exact]) -> Option<Vec<i64>> {
    let sum: Exact = weights.iter().sum();
    if !sum.is_positive() || weights.iter().any(Signed::is_negative) {
        return None;
    }
    let size = BigInt::from(total.unsigned_abs());
    let mut parts = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    let mut given = BigInt::zero();
    for weight in weights {
        let share = weight * &size / &sum;
        let floor = share.floor();
        remainders.push(&share - &floor);
        given += floor.numer();
        parts.push(floor.numer().to_i128()?);
    }
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|a, b| remainders[*b].cmp(&remainders[*a]));
    let left = (size - given).to_usize()?;
    for index in order.into_iter().take(left) {
        parts[index] += 1;
    }
    let sign = if total < 0 { -1 } else { 1 };
    parts.into_iter().map(|part| i64::try_from(part * sign).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fraction(numer: i64, denom: i64) -> Exact {
        Exact::new(numer.into(), denom.into())
    }

    #[test]
    fn halves_go_away_from_zero() {
        for (numer, denom, pence) in [(1, 2, 1), (-1, 2, -1), (3, 2, 2), (1, 3, 0), (-2, 3, -1), (5, 1, 5)] {
            assert_eq!(round_half_away(&fraction(numer, denom)), Some(pence), "{numer}/{denom}");
        }
    }

    #[test]
    fn a_hundred_pounds_over_three_readds() {
        let even = vec![fraction(1, 1); 3];
        assert_eq!(split(10_000, &even), Some(vec![3334, 3333, 3333]));
        assert_eq!(split(-10_000, &even), Some(vec![-3334, -3333, -3333]));
        assert_eq!(split(i64::MIN, &[fraction(1, 1)]), Some(vec![i64::MIN]));
    }

    #[test]
    fn the_largest_remainder_is_served_first_and_weights_are_relative() {
        assert_eq!(split(10, &[fraction(1, 6), fraction(1, 3), fraction(1, 6)]), Some(vec![3, 5, 2]));
        assert_eq!(split(1, &[fraction(0, 1), fraction(7, 1)]), Some(vec![0, 1]));
        assert_eq!(split(1, &[fraction(0, 1)]), None);
        assert_eq!(split(1, &[]), None);
    }
}
