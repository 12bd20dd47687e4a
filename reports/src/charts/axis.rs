//! Where an axis of pounds is marked: at round amounts, few enough to be read.

/// Round amounts (1, 2 or 5 times a power of ten) from the first above 0 up to `most`, at most so many. None where `most` is not above zero.
pub(crate) fn ticks(most: i128, how_many: usize) -> Vec<i128> {
    let how_many = i128::try_from(how_many.max(1)).unwrap_or(1);
    // 1, 2, 5, 10, 20, 50: a step is followed by one twice as long, but a 2 by a 5.
    let (mut step, mut place): (i128, u32) = (1, 0);
    while most > 0 && most / step > how_many {
        step = if place % 3 == 1 { step / 2 * 5 } else { step * 2 };
        place += 1;
    }
    (1..=how_many).map(|times| times * step).take_while(|tick| *tick <= most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_few_and_inside() {
        for (most, how_many, marks) in [
            (83_855_865, 5, vec![20_000_000, 40_000_000, 60_000_000, 80_000_000]),
            (100, 5, vec![20, 40, 60, 80, 100]),
            (99, 4, vec![20, 40, 60, 80]),
            (7, 10, vec![1, 2, 3, 4, 5, 6, 7]),
            (0, 5, vec![]),
            (-5, 5, vec![]),
        ] {
            assert_eq!(ticks(most, how_many), marks, "{most}");
        }
        assert!(ticks(i128::from(i64::MAX) * 10_000, 5).len() <= 5);
    }
}
