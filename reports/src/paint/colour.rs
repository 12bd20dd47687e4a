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

/// Verdicts that stand beside each other: those of legacy from dark to less dark, the other two lighter still.
pub(crate) const EXTENDED: Colour = Colour("#9c3a61");
pub(crate) const AGED: Colour = Colour("#b15a79");
pub(crate) const ENDING: Colour = Colour("#b5c8d4");

/// From little to much, for cells that print their amount beside them: each darker than the one before, so that they stay apart in grey.
pub(crate) const LEVELS: [Colour; 5] =
    [Colour("#dde5ea"), Colour("#b4c4ce"), Colour("#869eae"), Colour("#55707f"), Colour("#27404e")];

/// Contrast of two colours (WCAG 2.2, relative luminance): 1 for the same, 21 for black on white. Channels go from 0 to 255.
pub(crate) fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: [f64; 3]) -> f64 {
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn linear(channel: f64) -> f64 {
    let part = channel / 255.0;
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn channels(colour: Colour) -> [f64; 3] {
        [1, 3, 5].map(|from| f64::from(u8::from_str_radix(&colour.0[from..from + 2], 16).unwrap()))
    }

    fn apart(one: Colour, other: Colour) -> f64 {
        contrast(channels(one), channels(other))
    }

    /// How a reader sees a colour who lacks one kind of cone: Machado, Oliveira and Fernandes, A Physiologically-based Model for
    /// Simulation of Color Vision Deficiency, 2009, severity 1.0, on linear channels.
    fn seen(colour: Colour, matrix: [[f64; 3]; 3]) -> [f64; 3] {
        let parts = channels(colour).map(linear);
        matrix.map(|row| {
            let sum: f64 = row.iter().zip(parts).map(|(weight, part)| weight * part).sum();
            let part = sum.clamp(0.0, 1.0);
            255.0 * if part <= 0.003_130_8 { part * 12.92 } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 }
        })
    }

    const PROTAN: [[f64; 3]; 3] =
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]];
    const DEUTAN: [[f64; 3]; 3] =
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]];
    const TRITAN: [[f64; 3]; 3] =
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]];

    #[test]
    fn fills_stay_apart_in_grey_and_for_readers_who_lack_a_cone() {
        let fills = [LEGACY, EXTENDED, AGED, OTHER, ENDING];
        for (index, one) in fills.into_iter().enumerate() {
            for other in &fills[index + 1..] {
                // Contrast is of luminance alone, so this is what is left in grey.
                assert!(apart(one, *other) > 1.3, "{one:?} {other:?} in grey: {}", apart(one, *other));
                for (name, matrix) in [("protan", PROTAN), ("deutan", DEUTAN), ("tritan", TRITAN)] {
                    let contrast = contrast(seen(one, matrix), seen(*other, matrix));
                    assert!(contrast > 1.25, "{one:?} {other:?} for a {name} reader: {contrast}");
                }
            }
        }
    }

    #[test]
    fn marks_stand_out_from_the_paper_and_from_each_other() {
        for mark in [LEGACY, EXTENDED, AGED, OTHER, UNKNOWN] {
            assert!(apart(mark, PAPER) >= 3.0, "{mark:?}");
        }
        assert!(apart(LEGACY, OTHER) >= 3.0);
    }

    #[test]
    fn each_level_is_darker_than_the_one_before() {
        for pair in LEVELS.windows(2) {
            assert!(apart(pair[0], PAPER) * 1.3 < apart(pair[1], PAPER), "{pair:?}");
        }
    }

    #[test]
    fn words_can_be_read() {
        for (words, ground) in [(INK, PAPER), (MUTED, PAPER), (LEGACY, PAPER), (INK, BAND), (MUTED, BAND)] {
            assert!(apart(words, ground) >= 4.5, "{words:?} on {ground:?}");
        }
    }
}
