//! A drawing as a PNG picture.

use super::fonts::{DATABASE, FAMILY};
use resvg::{tiny_skia, usvg};

/// Reads a drawing back. The error is the reader's own words.
pub(crate) fn tree(svg: &str) -> Result<usvg::Tree, String> {
    let options =
        usvg::Options { font_family: FAMILY.to_owned(), fontdb: DATABASE.clone(), ..usvg::Options::default() };
    usvg::Tree::from_str(svg, &options).map_err(|error| error.to_string())
}

/// Is the drawing well-formed XML? Far quicker than reading it back. The error is the reader's own words.
pub(crate) fn well_formed(svg: &str) -> Result<(), String> {
    usvg::roxmltree::Document::parse(svg).map(|_| ()).map_err(|error| error.to_string())
}

/// The edges of every shape in a drawing but its paper, strokes included, in points: left, top, right, bottom.
#[cfg(test)]
pub(crate) fn marks(svg: &str) -> Vec<[f64; 4]> {
    fn collect(nodes: &[usvg::Node], marks: &mut Vec<[f64; 4]>) {
        for node in nodes {
            match node {
                usvg::Node::Group(group) => collect(group.children(), marks),
                usvg::Node::Path(path) => {
                    let edges = path.abs_stroke_bounding_box();
                    let points = |pixels: f32| f64::from(pixels) * 72.0 / 96.0;
                    marks.push([edges.left(), edges.top(), edges.right(), edges.bottom()].map(points));
                }
                usvg::Node::Text(_) | usvg::Node::Image(_) => {}
            }
        }
    }
    let mut marks = Vec::new();
    collect(tree(svg).unwrap().root().children(), &mut marks);
    marks.split_off(1)
}

/// The drawing at so many dots per inch; nothing if that is no pixel, or more than can be held.
pub(crate) fn png(tree: &usvg::Tree, dpi: u32) -> Option<Vec<u8>> {
    // The renderer's unit is the CSS pixel, 96 of which are an inch.
    let scale = f32::from(u16::try_from(dpi).ok()?) / 96.0;
    if !(0.1..=50.0).contains(&scale) {
        return None;
    }
    let size = tree.size().to_int_size().scale_by(scale)?;
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height())?;
    // The paper may end within a pixel; the rest of that pixel is white too.
    pixels.fill(tiny_skia::Color::WHITE);
    resvg::render(tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    with_density(&pixels.encode_png().ok()?, dpi)
}

/// Says in the picture how large it is on paper (PNG chunk `pHYs`), so that programs place it at its size. It stands right after the
/// header, whose length is fixed.
fn with_density(png: &[u8], dpi: u32) -> Option<Vec<u8>> {
    const HEADER: usize = 8 + 25;
    let per_metre = u32::try_from(u64::from(dpi) * 10_000 / 254).ok()?;
    let mut chunk = b"pHYs".to_vec();
    chunk.extend(per_metre.to_be_bytes());
    chunk.extend(per_metre.to_be_bytes());
    chunk.push(1);
    let mut out = png.get(..HEADER)?.to_vec();
    out.extend(9_u32.to_be_bytes());
    out.extend(&chunk);
    out.extend(crc(&chunk).to_be_bytes());
    out.extend(png.get(HEADER..)?);
    Some(out)
}

/// The checksum of a PNG chunk (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_one_of_png() {
        assert_eq!(crc(b"IEND"), 0xae42_6082);
    }

    #[test]
    fn a_picture_has_the_dots_and_the_size_it_says() {
        let svg =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"25.4mm\" height=\"12.7mm\" viewBox=\"0 0 72 36\"/>";
        let tree = tree(svg).unwrap();
        let picture = png(&tree, 300).unwrap();
        assert_eq!(picture[16..20], 300_u32.to_be_bytes());
        assert_eq!(picture[20..24], 150_u32.to_be_bytes());
        assert_eq!(picture[41..45], 11_811_u32.to_be_bytes());
        assert_eq!(png(&tree, 0), None);
        assert_eq!(png(&tree, 100_000), None);
    }
}
