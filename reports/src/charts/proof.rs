//! Pictures are measured as they are drawn: no text over another, none outside, none through a mark. What is measured is the tree
//! that becomes the picture and its pixels, not the numbers that placed its parts.

use super::{Chart, Size, charts};
use crate::paint::colour::contrast;
use crate::paint::fonts::FAMILY;
use crate::paint::pixels;
use crate::sample;
use audit::Audit;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{FontFamily, Node, Paint, Rect, Text, TextChunk, Tree};

/// A line of text, where it is, and its colour.
struct Words {
    text: String,
    /// The line, from left to right and from above its capitals to below its letters.
    place: Rect,
    /// What of it is inked.
    ink: Rect,
    colour: [f64; 3],
}

/// How many pixels of the measured picture are one of the renderer's units.
const SCALE: f32 = 2.0;

/// What is wrong with a picture; nothing if it can be printed. Words are measured in the tree of the rendered picture; what lies
/// below them is read from the pixels of the same picture without its words.
fn faults(svg: &str) -> Vec<String> {
    let tree = pixels::tree(svg).unwrap();
    let (mut words, mut marks) = (Vec::new(), Vec::new());
    collect(tree.root().children(), &mut words, &mut marks);
    // The first mark is the paper.
    marks.remove(0);
    let ground = ground(svg);
    let mut faults = Vec::new();
    for (index, one) in words.iter().enumerate() {
        if !inside(one.place, &tree) {
            faults.push(format!("`{}` leaves the paper", one.text));
        }
        for other in &words[index + 1..] {
            if meet(one.place, other.place) {
                faults.push(format!("`{}` and `{}` overlap", one.text, other.text));
            }
        }
        match below(&ground, one.ink) {
            Some(colour) if contrast(one.colour, colour) < 4.5 => {
                faults.push(format!("`{}` cannot be read on its ground", one.text));
            }
            Some(_) => {}
            None => faults.push(format!("a mark runs through `{}`", one.text)),
        }
    }
    faults.extend(
        marks.iter().filter(|mark| !inside(**mark, &tree)).map(|mark| format!("a mark leaves the paper: {mark:?}")),
    );
    faults
}

/// The picture without its words.
fn ground(svg: &str) -> Pixmap {
    let marks: Vec<&str> = svg.lines().filter(|line| !line.starts_with("<text")).collect();
    let tree = pixels::tree(&marks.join("\n")).unwrap();
    let size = tree.size().to_int_size().scale_by(SCALE).unwrap();
    let mut pixels = Pixmap::new(size.width(), size.height()).unwrap();
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels
}

/// The one colour that lies below a place; none where an edge runs through it, or where it leaves the picture.
fn below(ground: &Pixmap, place: Rect) -> Option<[f64; 3]> {
    let place = Rect::from_ltrb(place.left(), place.top(), place.right(), place.bottom())?
        .transform(Transform::from_scale(SCALE, SCALE))?;
    let place = place.round()?;
    let (left, top) = (u32::try_from(place.left()).ok()?, u32::try_from(place.top()).ok()?);
    let (right, bottom) = (left + place.width(), top + place.height());
    let mut least = [u8::MAX; 3];
    let mut most = [0; 3];
    for y in top..bottom.min(ground.height()) {
        for x in left..right.min(ground.width()) {
            let pixel = ground.pixel(x, y)?;
            for (index, channel) in [pixel.red(), pixel.green(), pixel.blue()].into_iter().enumerate() {
                least[index] = channel.min(least[index]);
                most[index] = channel.max(most[index]);
            }
        }
    }
    let even = least.iter().zip(most).all(|(least, most)| most.saturating_sub(*least) < 12);
    even.then(|| most.map(f64::from))
}

fn collect(nodes: &[Node], words: &mut Vec<Words>, marks: &mut Vec<Rect>) {
    for node in nodes {
        match node {
            Node::Group(group) => collect(group.children(), words, marks),
            Node::Text(text) => {
                // What is inked is inside the line, or a stack of accents has left it.
                let (ink, place) = (text.abs_stroke_bounding_box(), text.abs_bounding_box());
                assert!(
                    ink.top() > place.top() - 1.0 && ink.bottom() < place.bottom() + 1.0,
                    "{} leaves its line",
                    said(text)
                );
                words.push(Words { text: said(text), place, ink, colour: colour(text) });
            }
            Node::Path(path) => marks.push(path.abs_stroke_bounding_box()),
            Node::Image(_) => panic!("a chart holds no image"),
        }
    }
}

fn colour(text: &Text) -> [f64; 3] {
    let fill = text.chunks()[0].spans()[0].fill().unwrap().paint().clone();
    let Paint::Color(colour) = fill else { panic!("text is of one colour") };
    [colour.red, colour.green, colour.blue].map(f64::from)
}

fn said(text: &Text) -> String {
    text.chunks().iter().map(TextChunk::text).collect()
}

fn meet(one: Rect, other: Rect) -> bool {
    one.left() < other.right() && other.left() < one.right() && one.top() < other.bottom() && other.top() < one.bottom()
}

/// A hair of a rule at the edge may stick out.
fn inside(place: Rect, tree: &Tree) -> bool {
    place.left() > -0.5
        && place.top() > -0.5
        && place.right() < tree.size().width() + 0.5
        && place.bottom() < tree.size().height() + 0.5
}

/// Amounts at both ends of what can be counted, and credits.
fn extreme() -> Audit {
    let mut audit = sample::county();
    for (index, row) in audit.by_supplier.iter_mut().enumerate() {
        (row.pence, row.legacy_pence, row.unknown_pence) = match index % 3 {
            0 => (i64::MAX, i64::MIN, i64::MAX),
            1 => (i64::MIN, i64::MIN, 0),
            _ => (1, 0, -1),
        };
    }
    for (row, pence) in audit.by_verdict.iter_mut().zip([i64::MAX, -5, i64::MIN, 0, 7, i64::MAX]) {
        (row.pence, row.assets) = (pence, u64::MAX);
    }
    for renewal in &mut audit.renewals {
        renewal.locked_in_pence = Some(i64::MAX);
    }
    audit.money_receipt[0].received_pence = i64::MIN;
    audit.completeness.judged_pence = i64::MIN;
    audit.currency = "XXX".to_owned();
    audit
}

/// Every way to be late, early, partly known or unknown.
fn every_renewal() -> Audit {
    let mut audit = sample::county();
    for (renewal, kind) in
        audit.renewals.iter_mut().zip(["automatic", "express", "none", "unknown", "other"].iter().cycle())
    {
        (*kind).clone_into(&mut renewal.renewal);
        renewal.title = Some("Extended support of the integrated records platform, ".repeat(12));
    }
    audit
}

fn audits() -> Vec<(&'static str, Audit)> {
    vec![
        ("county", sample::county()),
        ("empty", sample::empty()),
        ("without cost", sample::without_cost()),
        ("only unknown", sample::only_unknown()),
        ("one asset", sample::one_asset()),
        ("ten", sample::large(10)),
        ("ten thousand", sample::large(10_000)),
        ("hostile", sample::hostile()),
        ("extreme", extreme()),
        ("every renewal", every_renewal()),
    ]
}

fn drawn(audit: &Audit) -> Vec<(Size, Chart)> {
    let of = |size| charts(audit, size).unwrap().into_iter().map(move |chart| (size, chart));
    of(Size::A4).chain(of(Size::Slide)).collect()
}

#[test]
fn no_picture_has_text_that_overlaps_is_cut_or_is_struck_through() {
    for (name, audit) in audits() {
        for (size, chart) in drawn(&audit) {
            assert_eq!(faults(&chart.svg), Vec::<String>::new(), "{name} {size:?} {}", chart.name);
        }
    }
}

#[test]
fn a_seeded_overlap_is_found() {
    let chart = charts(&sample::county(), Size::A4).unwrap().remove(0);
    let words: Vec<&str> = chart.svg.lines().filter(|line| line.starts_with("<text")).collect();
    let again = |change: fn(&str) -> String| chart.svg.replace("</svg>", &format!("{}\n</svg>", change(words[4])));
    let over = faults(&again(|line| line.replace("<text x=\"", "<text dx=\"3\" dy=\"2\" x=\"")));
    assert!(over.iter().any(|fault| fault.contains("overlap")), "{over:?}");
    let outside = faults(&again(|line| line.replace("<text x=\"", "<text dx=\"480\" dy=\"4\" x=\"")));
    assert!(outside.iter().any(|fault| fault.contains("leaves the paper")), "{outside:?}");
    let struck = faults(&again(|_| "<path d=\"M0 33L480 33\" stroke=\"#000\"/>".to_owned()));
    assert!(struck.iter().any(|fault| fault.contains("a mark runs through")), "{struck:?}");
    let faint = faults(&chart.svg.replace("fill=\"#1f2a33\"", "fill=\"#c6ced4\""));
    assert!(faint.iter().any(|fault| fault.contains("cannot be read")), "{faint:?}");
}

#[test]
fn a_picture_needs_nothing_but_itself() {
    for (_, chart) in drawn(&sample::county()) {
        let document = resvg::usvg::roxmltree::Document::parse(&chart.svg).unwrap();
        for node in document.descendants() {
            assert!(!node.attributes().any(|attribute| attribute.name().contains("href")), "{}", chart.name);
        }
        let style = document.descendants().find(|node| node.has_tag_name("style")).unwrap().text().unwrap();
        for weight in document.descendants().filter_map(|node| node.attribute("font-weight")) {
            assert!(style.contains(&format!("font-family:{FAMILY};font-weight:{weight};src:url(data:font/woff2")));
        }
        let mut nodes = Vec::new();
        flat(pixels::tree(&chart.svg).unwrap().root().children(), &mut nodes);
        assert!(!nodes.is_empty());
        for family in nodes {
            assert_eq!(family, FontFamily::Named(FAMILY.to_owned()));
        }
    }
}

fn flat(nodes: &[Node], families: &mut Vec<FontFamily>) {
    for node in nodes {
        match node {
            Node::Group(group) => flat(group.children(), families),
            Node::Text(text) => {
                let spans = text.chunks().iter().flat_map(TextChunk::spans);
                families.extend(spans.map(|span| span.font().families()[0].clone()));
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

#[test]
fn the_order_of_rows_moves_no_byte() {
    let audit = sample::county();
    let mut turned = audit.clone();
    turned.by_service.reverse();
    turned.by_supplier.reverse();
    turned.by_organisation.reverse();
    turned.by_verdict.reverse();
    turned.renewals.reverse();
    turned.money_receipt.reverse();
    assert_eq!(drawn(&turned), drawn(&audit));
}

#[test]
fn every_question_is_answered_where_there_is_an_answer() {
    let names =
        |audit: &Audit| charts(audit, Size::A4).unwrap().into_iter().map(|chart| chart.name).collect::<Vec<_>>();
    assert_eq!(
        names(&sample::county()),
        [
            "legacy-by-verdict",
            "legacy-by-service",
            "legacy-by-supplier",
            "legacy-by-organisation",
            "body-comparison",
            "legacy-over-estate",
            "run-cost-causes",
            "legacy-by-age",
            "supplier-flow",
            "supplier-concentration",
            "cost-pareto",
            "age-and-cost",
            "support-ends",
            "litraf-grid",
            "waste-by-kind",
            "do-nothing",
            "decisions-due",
            "decision-months",
            "decision-timeline",
            "completeness",
            "money-receipt"
        ]
    );
    // One service, one supplier, one body: nothing to compare.
    assert!(!names(&sample::one_asset()).iter().any(|name| name.starts_with("legacy-by-s")));
    assert!(names(&sample::without_cost()).contains(&"completeness"));
}

#[test]
fn a_picture_is_as_large_as_it_says() {
    for (size, chart) in drawn(&sample::county()) {
        let tree = pixels::tree(&chart.svg).unwrap();
        let to_mm = 25.4 / 96.0;
        assert!((f64::from(tree.size().width()) * to_mm - chart.width_mm).abs() < 0.1, "{}", chart.name);
        assert!((f64::from(tree.size().height()) * to_mm - chart.height_mm).abs() < 0.1, "{}", chart.name);
        match size {
            Size::A4 => assert!((chart.width_mm - 170.0).abs() < 0.01 && chart.height_mm < 240.0),
            Size::Slide => assert!((chart.width_mm / chart.height_mm - 16.0 / 9.0).abs() < 0.001),
        }
    }
}

#[test]
fn a_png_is_one_and_what_cannot_be_made_is_refused() {
    let chart = charts(&sample::one_asset(), Size::A4).unwrap().remove(0);
    assert!(chart.png(96).unwrap().starts_with(b"\x89PNG\r\n\x1a\n"));
    let refused = chart.png(0).unwrap_err().to_string();
    assert!(refused.contains("legacy-by-verdict") && refused.contains("hint:"), "{refused}");
    let broken = Chart { svg: "<svg".to_owned(), ..chart };
    assert!(broken.png(96).unwrap_err().to_string().contains("hint:"));
}

#[test]
fn titles_and_alternative_texts_hold_what_is_drawn_and_nothing_the_fonts_lack() {
    for (name, audit) in audits() {
        for (size, chart) in drawn(&audit) {
            let document = resvg::usvg::roxmltree::Document::parse(&chart.svg).unwrap();
            let lines = document.descendants().filter(|node| node.has_tag_name("text")).filter_map(|node| node.text());
            let drawn = lines.collect::<Vec<_>>().join(" ").replace('\u{a0}', " ");
            assert!(drawn.starts_with(&chart.title), "{name} {size:?}: `{}` is not drawn whole", chart.title);
            assert!(chart.alt.len() > 40 && chart.alt.ends_with('.'), "{name}: {}", chart.alt);
            assert!(
                chart.title.chars().chain(chart.alt.chars()).all(crate::paint::fonts::has),
                "{name}: {}",
                chart.title
            );
        }
    }
}
