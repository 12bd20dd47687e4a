//! Which font is it, which characters does it have, and how wide is a text in it?

use resvg::usvg::fontdb;
use rustybuzz::{Direction, Face, Script, ShapePlan, UnicodeBuffer, script};
use std::ops::RangeInclusive;
use std::sync::{Arc, LazyLock};

/// The one family that everything is set in.
pub(crate) const FAMILY: &str = "Inter";

/// Its faces: regular, medium, semi-bold, bold.
pub(crate) const FACES: [&[u8]; 4] = [
    include_bytes!("../../fonts/Inter-Regular.otf"),
    include_bytes!("../../fonts/Inter-Medium.otf"),
    include_bytes!("../../fonts/Inter-SemiBold.otf"),
    include_bytes!("../../fonts/Inter-Bold.otf"),
];

/// The weights that charts use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    Regular,
    SemiBold,
}

impl Weight {
    /// Its number in CSS.
    pub(crate) fn number(self) -> u16 {
        match self {
            Weight::Regular => 400,
            Weight::SemiBold => 600,
        }
    }

    fn shaper(self) -> &'static Shaper {
        match self {
            Weight::Regular => &REGULAR,
            Weight::SemiBold => &SEMI_BOLD,
        }
    }
}

/// A face and what it does with letters, worked out once: that takes far longer than shaping a label with it.
struct Shaper {
    face: Face<'static>,
    latin: ShapePlan,
    /// For text without letters, such as amounts.
    signs: ShapePlan,
}

static REGULAR: LazyLock<Shaper> = LazyLock::new(|| shaper(FACES[0]));
static SEMI_BOLD: LazyLock<Shaper> = LazyLock::new(|| shaper(FACES[2]));

#[allow(
    clippy::expect_used,
    reason = "the face is compiled in, and tests read it: it cannot fail on a reader's machine"
)]
fn shaper(bytes: &'static [u8]) -> Shaper {
    let face = Face::from_slice(bytes, 0).expect("a face that is compiled in");
    let plan = |script: Option<Script>| ShapePlan::new(&face, Direction::LeftToRight, script, None, &[]);
    let (latin, signs) = (plan(Some(script::LATIN)), plan(None));
    Shaper { face, latin, signs }
}

/// The faces as the renderer looks them up.
pub(crate) static DATABASE: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    for face in FACES {
        database.load_font_source(fontdb::Source::Binary(Arc::new(face)));
    }
    Arc::new(database)
});

/// The characters that travel inside an exported SVG (see `fonts/README.md`).
const DRAWN: [RangeInclusive<char>; 23] = [
    '\u{20}'..='\u{7e}',
    '\u{a0}'..='\u{24f}',
    '\u{259}'..='\u{259}',
    '\u{2bb}'..='\u{2bc}',
    '\u{2c6}'..='\u{2dd}',
    '\u{300}'..='\u{304}',
    '\u{306}'..='\u{30c}',
    '\u{323}'..='\u{323}',
    '\u{327}'..='\u{328}',
    '\u{370}'..='\u{3ff}',
    '\u{400}'..='\u{4ff}',
    '\u{1e00}'..='\u{1eff}',
    '\u{2010}'..='\u{2027}',
    '\u{2030}'..='\u{203a}',
    '\u{2044}'..='\u{2044}',
    '\u{20a0}'..='\u{20bf}',
    '\u{2116}'..='\u{2116}',
    '\u{2122}'..='\u{2122}',
    '\u{2190}'..='\u{2193}',
    '\u{2212}'..='\u{2212}',
    '\u{2260}'..='\u{2265}',
    '\u{25a0}'..='\u{25a1}',
    '\u{25cf}'..='\u{25cf}',
];

/// Can a chart draw this character, in a picture and in an exported SVG alike?
pub(crate) fn has(character: char) -> bool {
    DRAWN.iter().any(|range| range.contains(&character)) && REGULAR.face.glyph_index(character).is_some()
}

/// How wide the text is at this size, kerning included. In the unit of the size.
pub(crate) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let Shaper { face, latin, signs } = weight.shaper();
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.set_direction(Direction::LeftToRight);
    buffer.guess_segment_properties();
    let shaped = match buffer.script() {
        script::LATIN => rustybuzz::shape_with_plan(face, latin, buffer),
        script::UNKNOWN => rustybuzz::shape_with_plan(face, signs, buffer),
        _ => rustybuzz::shape(face, &[], buffer),
    };
    let units: i32 = shaped.glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
    f64::from(units) * size / f64::from(face.units_per_em())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_is_of_the_one_family() {
        let families: Vec<_> = DATABASE.faces().map(|face| (face.families[0].0.clone(), face.weight.0)).collect();
        assert_eq!(families, [400, 500, 600, 700].map(|weight| (FAMILY.to_owned(), weight)));
    }

    #[test]
    fn letters_of_europe_and_the_signs_of_charts_can_be_drawn() {
        for character in "Aé ŵ Ŷ Ωж ẞ £€−–—…’“”□≤".chars() {
            assert!(has(character), "{character}");
        }
        for character in ['\u{fffd}', 'م', 'ש', '中', '😀', '\u{202e}', '\n', '\0', '\u{10ffff}'] {
            assert!(!has(character), "{character:?}");
        }
    }

    #[test]
    fn kerning_counts() {
        let apart = width("T", 10.0, Weight::Regular) + width("o", 10.0, Weight::Regular);
        assert!(width("To", 10.0, Weight::Regular) < apart);
        assert!(width("To", 10.0, Weight::SemiBold) > width("To", 10.0, Weight::Regular));
    }
}
