//! A sheet to draw on: shapes and lines of text in points (1/72 inch), from the top left corner, written as SVG.

use super::colour::{Colour, PAPER, UNKNOWN};
use super::fonts::{FAMILY, Weight};
use super::line::{Line, Type};
use super::web_fonts;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Millimetres in a point.
pub(crate) const MM: f64 = 25.4 / 72.0;

/// A rectangle: left, top, width, height.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Area {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// Which point of a line of text stands at the place given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// What a shape is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fill {
    Plain(Colour),
    /// Slanting lines in a frame: what is unknown.
    Hatched,
}

/// The words that stand for a picture where it is not seen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spoken<'a> {
    /// Names the picture's parts, so that two pictures can stand in one page.
    pub(crate) name: &'a str,
    pub(crate) title: &'a str,
    pub(crate) description: &'a str,
}

/// A drawing in the making.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    body: String,
    weights: BTreeSet<Weight>,
}

impl Sheet {
    /// A filled rectangle. One without width or height is not drawn.
    pub(crate) fn fill(&mut self, area: Area, fill: Fill) {
        if area.width <= 0.0 || area.height <= 0.0 {
            return;
        }
        match fill {
            Fill::Plain(colour) => self.write(&rectangle(area, &format!("fill=\"{}\"", colour.0))),
            Fill::Hatched => self.hatch(area),
        }
    }

    /// Slanting lines, cut at the edges by arithmetic rather than by a pattern or a clip, which programs draw differently.
    fn hatch(&mut self, area: Area) {
        const GAP: f64 = 3.2;
        const THIN: f64 = 0.7;
        let inside = Area {
            x: area.x + THIN / 2.0,
            y: area.y + THIN / 2.0,
            width: (area.width - THIN).max(0.1),
            height: (area.height - THIN).max(0.1),
        };
        let mut path = String::new();
        let mut start = GAP / 2.0;
        while start < inside.width + inside.height {
            // From the top edge (or the right one) down to the left edge (or the bottom one).
            let (top, left) = (start.min(inside.width), start.min(inside.height));
            let _ = write!(
                path,
                "M{} {}L{} {}",
                Short(inside.x + top),
                Short(inside.y + start - top),
                Short(inside.x + start - left),
                Short(inside.y + left)
            );
            start += GAP;
        }
        let stroke = format!("fill=\"{}\" stroke=\"{}\" stroke-width=\"{THIN}\"", PAPER.0, UNKNOWN.0);
        self.write(&rectangle(inside, &stroke));
        self.write(&format!("<path d=\"{path}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{THIN}\"/>", UNKNOWN.0));
    }

    /// A straight line.
    pub(crate) fn rule(&mut self, from: (f64, f64), to: (f64, f64), thickness: f64, colour: Colour) {
        self.write(&format!(
            "<path d=\"M{} {}L{} {}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{thickness}\"/>",
            Short(from.0),
            Short(from.1),
            Short(to.0),
            Short(to.1),
            colour.0
        ));
    }

    /// A closed shape through these points, filled, with an edge.
    pub(crate) fn shape(&mut self, points: &[(f64, f64)], fill: Colour, edge: Colour, thickness: f64) {
        let mut path = String::new();
        for (index, (x, y)) in points.iter().enumerate() {
            let _ = write!(path, "{}{} {}", if index == 0 { 'M' } else { 'L' }, Short(*x), Short(*y));
        }
        self.write(&format!(
            "<path d=\"{path}Z\" fill=\"{}\" stroke=\"{}\" stroke-width=\"{thickness}\"/>",
            fill.0, edge.0
        ));
    }

    /// A line through these points, not filled.
    pub(crate) fn line(&mut self, points: &[(f64, f64)], thickness: f64, colour: Colour) {
        let mut path = String::new();
        for (index, (x, y)) in points.iter().enumerate() {
            let _ = write!(path, "{}{} {}", if index == 0 { 'M' } else { 'L' }, Short(*x), Short(*y));
        }
        self.write(&format!(
            "<path d=\"{path}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{thickness}\" stroke-linejoin=\"round\"/>",
            colour.0
        ));
    }

    /// A ribbon as tall as `height` from the right edge `from` to the left edge `to`, given by their upper ends. It lets through what
    /// lies below it.
    pub(crate) fn ribbon(&mut self, from: (f64, f64), to: (f64, f64), height: f64, colour: Colour) {
        let middle = f64::midpoint(from.0, to.0);
        self.write(&format!(
            "<path d=\"M{0} {1}C{4} {1} {4} {3} {2} {3}L{2} {6}C{4} {6} {4} {5} {0} {5}Z\" fill=\"{7}\" fill-opacity=\"0.5\"/>",
            Short(from.0),
            Short(from.1),
            Short(to.0),
            Short(to.1),
            Short(middle),
            Short(from.1 + height),
            Short(to.1 + height),
            colour.0
        ));
    }

    /// A circle, filled, with an edge.
    pub(crate) fn circle(&mut self, centre: (f64, f64), radius: f64, fill: Colour, edge: Colour, thickness: f64) {
        self.write(&format!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"{thickness}\"/>",
            Short(centre.0),
            Short(centre.1),
            Short(radius),
            fill.0,
            edge.0
        ));
    }

    /// A line of text whose letters stand on `at.1`.
    pub(crate) fn text(&mut self, at: (f64, f64), anchor: Anchor, set: Type, colour: Colour, line: &Line) {
        if line.text().is_empty() {
            return;
        }
        self.weights.insert(set.weight);
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        self.write(&format!(
            "<text x=\"{}\" y=\"{}\"{anchor} font-size=\"{}\" font-weight=\"{}\" fill=\"{}\">{}</text>",
            Short(at.0),
            Short(at.1),
            Short(set.size),
            set.weight.number(),
            colour.0,
            escaped(line.text())
        ));
    }

    fn write(&mut self, element: &str) {
        self.body.push_str(element);
        self.body.push('\n');
    }

    /// The finished drawing: white paper of this size in points, self-contained, with its words for those who do not see it.
    pub(crate) fn finish(self, width: f64, height: f64, spoken: Spoken<'_>) -> String {
        let name = escaped(spoken.name);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}mm\" height=\"{}mm\" viewBox=\"0 0 {} {}\" role=\"img\" \
             aria-labelledby=\"{name}-title {name}-description\" font-family=\"{FAMILY}, sans-serif\">\n\
             <title id=\"{name}-title\">{}</title>\n<desc id=\"{name}-description\">{}</desc>\n<style>{}</style>\n\
             <rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n{}</svg>\n",
            Short(width * MM),
            Short(height * MM),
            Short(width),
            Short(height),
            escaped(spoken.title),
            escaped(spoken.description),
            web_fonts::style_sheet(self.weights),
            PAPER.0,
            self.body
        )
    }
}

fn rectangle(area: Area, paint: &str) -> String {
    format!(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {paint}/>",
        Short(area.x),
        Short(area.y),
        Short(area.width),
        Short(area.height)
    )
}

/// A coordinate with at most two decimals: a hundredth of a point is finer than any printer.
struct Short(f64);

impl std::fmt::Display for Short {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = format!("{:.2}", self.0);
        let text = text.trim_end_matches('0').trim_end_matches('.');
        out.write_str(if text == "-0" { "0" } else { text })
    }
}

/// Text as XML and HTML spell it, inside an element or between quotes. A [`Line`] holds no sign that XML refuses; other words are made into one first.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paint::pixels;

    #[test]
    fn coordinates_are_short() {
        for (number, text) in [(1.0, "1"), (-0.001, "0"), (1.236, "1.24"), (100.0, "100"), (0.5, "0.5")] {
            assert_eq!(Short(number).to_string(), text);
        }
    }

    #[test]
    fn no_text_becomes_markup() {
        let mut sheet = Sheet::default();
        let set = Type { size: 9.0, weight: Weight::Regular };
        let line = Line::of("</text><script>x</script> & \"q\" 'a'");
        sheet.text((0.0, 9.0), Anchor::Start, set, PAPER, &line);
        let svg = sheet.finish(100.0, 20.0, Spoken { name: "n", title: "<t>", description: "d & e" });
        assert!(!svg.contains("<script>") && svg.contains("&lt;script&gt;"));
        let tree = resvg::usvg::roxmltree::Document::parse(&svg).unwrap();
        let text = tree.descendants().find(|node| node.has_tag_name("text")).unwrap();
        assert_eq!(text.text(), Some(line.text()));
    }

    #[test]
    fn hatching_stays_inside_its_area() {
        let mut sheet = Sheet::default();
        sheet.fill(Area { x: 10.0, y: 10.0, width: 37.0, height: 9.0 }, Fill::Hatched);
        let svg = sheet.finish(100.0, 30.0, Spoken { name: "n", title: "t", description: "d" });
        let marks = pixels::marks(&svg);
        assert_eq!(marks.len(), 2, "a frame and its lines");
        for [left, top, right, bottom] in marks {
            assert!(left > 9.2 && right < 47.8 && top > 9.2 && bottom < 19.8, "{left} {top} {right} {bottom}");
        }
    }
}
