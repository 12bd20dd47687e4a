//! The few colours of a chart. What is legacy is dark and warm, what is not is light and cool, and what is unknown is hatched, so
//! that the three stay apart in grey and for a reader who does not see red.

/// A colour, as SVG spells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Colour(pub(crate) &'static str);

/// Titles, labels and amounts.
pub(crate) const INK: Colour = Colour("#1f2a33");
/// Second lines, notes, and amounts of nothing.
pub(crate) const MUTED: Colour = Colour("#586672");
/// Thin lines.
pub(crate) const RULE: Colour = Colour("#c6ced4");
/// A band behind marks.
pub(crate) const BAND: Colour = Colour("#f1f3f5");
/// Paper.
pub(crate) const PAPER: Colour = Colour("#ffffff");
/// What counts as legacy, and what has gone wrong.
pub(crate) const LEGACY: Colour = Colour("#7d1d3f");
/// What is neither legacy nor unknown.
pub(crate) const OTHER: Colour = Colour("#7595a9");
/// The hatching of what is unknown.
pub(crate) const UNKNOWN: Colour = Colour("#46535e");

/// From little to much, for cells that print their amount beside them: each darker than the one before, so that they stay apart in grey.
pub(crate) const LEVELS: [Colour; 5] =
    [Colour("#dde5ea"), Colour("#b4c4ce"), Colour("#869eae"), Colour("#55707f"), Colour("#27404e")];

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast of two colours (WCAG 2.2, relative luminance): 1 for the same, 21 for black on white.
    fn contrast(one: Colour, other: Colour) -> f64 {
        let luminance = |colour: Colour| {
            let channel = |from: usize| {
                let part = f64::from(u8::from_str_radix(&colour.0[from..from + 2], 16).unwrap()) / 255.0;
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn marks_stand_out_from_the_paper_and_from_each_other() {
        for mark in [LEGACY, OTHER, UNKNOWN] {
            assert!(contrast(mark, PAPER) >= 3.0, "{mark:?}");
        }
        assert!(contrast(LEGACY, OTHER) >= 3.0);
    }

    #[test]
    fn each_level_is_darker_than_the_one_before() {
        for pair in LEVELS.windows(2) {
            assert!(contrast(pair[0], PAPER) * 1.3 < contrast(pair[1], PAPER), "{pair:?}");
        }
    }

    #[test]
    fn words_can_be_read() {
        for (words, ground) in [(INK, PAPER), (MUTED, PAPER), (LEGACY, PAPER), (INK, BAND), (MUTED, BAND)] {
            assert!(contrast(words, ground) >= 4.5, "{words:?} on {ground:?}");
        }
    }
}
