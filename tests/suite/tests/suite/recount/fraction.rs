//! Whole numbers over whole numbers.

use std::ops::{Add, Mul};

/// An exact fraction of pence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fraction {
    over: i128,
    under: i128,
}

impl Fraction {
    /// Nothing.
    pub(super) const ZERO: Fraction = Fraction { over: 0, under: 1 };

    /// `over / under`, in lowest terms.
    pub(super) fn new(over: i128, under: i128) -> Fraction {
        let (mut a, mut b) = (over.abs().max(1), under.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let a = if over == 0 { under.abs() } else { a };
        Fraction { over: over / a * under.signum(), under: under.abs() / a }
    }

    /// A whole number.
    pub(super) fn whole(number: i64) -> Fraction {
        Fraction { over: i128::from(number), under: 1 }
    }

    /// Reads `12`, `0.75`, `-3.5`.
    pub(super) fn parse(text: &str) -> Option<Fraction> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits: i128 = format!("{whole}{part}").parse().ok()?;
        Some(Fraction::new(digits, 10_i128.pow(u32::try_from(part.len()).ok()?)))
    }

    /// One over it.
    pub(super) fn inverse(self) -> Fraction {
        Fraction::new(self.under, self.over)
    }

    /// Times `days / of`.
    pub(super) fn share(self, days: i64, of: i64) -> Fraction {
        self * Fraction::new(i128::from(days), i128::from(of))
    }

    /// Whole pence, half away from zero.
    pub(super) fn pence(self) -> i64 {
        let size = (self.over.abs() * 2 + self.under) / (self.under * 2);
        i64::try_from(size * self.over.signum()).unwrap()
    }
}

impl Add for Fraction {
    type Output = Fraction;
    fn add(self, other: Fraction) -> Fraction {
        Fraction::new(self.over * other.under + other.over * self.under, self.under * other.under)
    }
}

impl Mul for Fraction {
    type Output = Fraction;
    fn mul(self, other: Fraction) -> Fraction {
        Fraction::new(self.over * other.over, self.under * other.under)
    }
}

#[test]
fn halves_go_away_from_zero_and_thirds_add_up() {
    assert_eq!(Fraction::new(1, 2).pence(), 1);
    assert_eq!(Fraction::new(-1, 2).pence(), -1);
    assert_eq!(Fraction::new(0, 7), Fraction::ZERO);
    let third = Fraction::new(1, 3);
    assert_eq!(third + third + third, Fraction::whole(1));
    assert_eq!(Fraction::parse("1.25").unwrap().inverse(), Fraction::new(4, 5));
}
