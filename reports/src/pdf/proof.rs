//! Measures the pages as they are set: where each run of text stands, not where a template meant it to.

use super::{board_pack, set, today};
use crate::paint::line::Line;
use crate::sample;
use crate::{Logo, Size, Theme, charts};
use audit::Audit;
use std::sync::LazyLock;
use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst_layout::PagedDocument;

/// A run of text on a page, in points from its top left corner.
#[derive(Debug, Clone)]
struct Run {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    text: String,
}

fn pages(audit: &Audit) -> PagedDocument {
    set(audit, &charts(audit, Size::A4).unwrap(), &Theme::default(), today(audit).unwrap()).unwrap()
}

fn runs(frame: &Frame) -> Vec<Run> {
    let mut all = Vec::new();
    collect(frame, Transform::identity(), &mut all);
    all
}

fn collect(frame: &Frame, at: Transform, all: &mut Vec<Run>) {
    for (place, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                let inside = at.pre_concat(Transform::translate(place.x, place.y)).pre_concat(group.transform);
                collect(&group.frame, inside, all);
            }
            FrameItem::Text(text) => {
                let start = Point::new(place.x, place.y).transform(at);
                // A space at the end of a line prints nothing.
                let space = text
                    .glyphs
                    .last()
                    .filter(|_| text.text.ends_with(' '))
                    .map_or(0.0, |space| space.x_advance.at(text.size).to_pt());
                // A page may set a block smaller, so both ends are taken where they come to lie.
                let width = text.width().to_pt() - space;
                let end = Point::new(place.x + Abs::pt(width), place.y).transform(at);
                let (x, y) = (start.x.to_pt(), start.y.to_pt());
                let size = text.size.to_pt() * at.sy.get();
                all.push(Run {
                    left: x,
                    right: end.x.to_pt(),
                    // Inter's capitals are 0.727 of its size high.
                    top: y - size * 0.727,
                    bottom: y,
                    text: text.text.to_string(),
                });
            }
            _ => {}
        }
    }
}

/// Pairs that print over each other by more than a hair.
fn overlaps(runs: &[Run]) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for (index, one) in runs.iter().enumerate() {
        for other in &runs[index + 1..] {
            let across = one.right.min(other.right) - one.left.max(other.left);
            let down = one.bottom.min(other.bottom) - one.top.max(other.top);
            if across > 0.5 && down > 0.5 {
                found.push((one.text.as_str(), other.text.as_str()));
            }
        }
    }
    found
}

/// Runs that leave the room between the margins (20 mm at the sides).
fn outside(runs: &[Run], width: f64, height: f64) -> Vec<&Run> {
    const MARGIN: f64 = 20.0 * 72.0 / 25.4;
    runs.iter()
        .filter(|run| {
            run.left < MARGIN - 0.5 || run.right > width - MARGIN + 0.5 || run.top < 40.0 || run.bottom > height - 20.0
        })
        .collect()
}

/// A county whose every word takes as much room as a page gives it.
fn wordy() -> Audit {
    let mut audit = sample::county();
    let long = "Organisational responsibilities and interdependencies ".repeat(12);
    for figure in &mut audit.figures {
        figure.label.clone_from(&long);
        figure.definition.clone_from(&long);
        figure.note = Some(long.clone());
    }
    for row in &mut audit.by_organisation {
        row.name = row.organisation.as_ref().map(|_| long.clone());
    }
    for contract in &mut audit.renewals {
        contract.title = Some(long.clone());
        contract.supplier.clone_from(&long);
        contract.owner = Some(long.clone());
        contract.renewal = "unknown".to_owned();
    }
    audit.completeness.ledger_days.insert(long, 3);
    audit
}

fn samples() -> [(&'static str, Audit); 8] {
    [
        ("wordy", wordy()),
        ("county", sample::county()),
        ("hostile", sample::hostile()),
        ("large", sample::large(120)),
        ("one asset", sample::one_asset()),
        ("only unknown", sample::only_unknown()),
        ("without cost", sample::without_cost()),
        ("empty", sample::empty()),
    ]
}

/// The samples with their pages, set once for all tests.
static SET: LazyLock<Vec<(&'static str, Audit, PagedDocument)>> = LazyLock::new(|| {
    samples()
        .into_iter()
        .map(|(name, audit)| {
            let document = pages(&audit);
            (name, audit, document)
        })
        .collect()
});

#[test]
fn no_text_overlaps_or_leaves_the_page_and_the_point_is_one_page() {
    for (name, _, document) in SET.iter() {
        for (index, page) in document.pages().iter().enumerate() {
            let runs = runs(&page.frame);
            let (width, height) = (page.frame.width().to_pt(), page.frame.height().to_pt());
            let outside = outside(&runs, width, height);
            assert!(outside.is_empty(), "{name}, page {}: {outside:?}", index + 1);
            let overlaps = overlaps(&runs);
            assert!(overlaps.is_empty(), "{name}, page {}: {overlaps:?}", index + 1);
        }
        let second: String = runs(&document.pages()[1].frame).into_iter().map(|run| run.text).collect();
        assert!(second.starts_with("What is known") || second.starts_with("Method"), "{name}: {second}");
    }
}

/// How far down a page is filled, in points: text above the foot, and charts.
fn filled(frame: &Frame, at: Transform, foot: f64) -> f64 {
    let bottom = |(place, item): &(Point, FrameItem)| match item {
        FrameItem::Group(group) => {
            let inside = at.pre_concat(Transform::translate(place.x, place.y)).pre_concat(group.transform);
            filled(&group.frame, inside, foot)
        }
        FrameItem::Text(_) => place.transform(at).y.to_pt(),
        FrameItem::Image(_, size, _) => Point::new(place.x, place.y + size.y).transform(at).y.to_pt(),
        _ => 0.0,
    };
    frame.items().map(bottom).filter(|bottom| *bottom < foot).fold(0.0, f64::max)
}

#[test]
fn no_page_but_the_last_holds_only_the_tail_of_what_came_before() {
    for (name, _, document) in SET.iter() {
        let (_, pages) = document.pages().split_last().unwrap();
        // The first page stands alone.
        for (index, page) in pages.iter().enumerate().skip(1) {
            let height = page.frame.height().to_pt();
            // Before a system, which begins on a page of its own, there may be less.
            let next: String = runs(&document.pages()[index + 1].frame).into_iter().map(|run| run.text).collect();
            if next.contains("Why it costs that") {
                continue;
            }
            let filled = filled(&page.frame, Transform::identity(), height - 52.0) / height;
            assert!(filled > 0.4, "{name}: page {} of {} is filled to {filled:.2}", index + 1, pages.len() + 1);
        }
    }
}

#[test]
fn a_system_has_one_page() {
    for (name, audit, document) in SET.iter() {
        let all: Vec<String> =
            document.pages().iter().map(|page| runs(&page.frame).into_iter().map(|run| run.text).collect()).collect();
        let holds = |words: &str| all.iter().filter(|text| text.contains(words)).count();
        let whole = all.iter().filter(|text| text.contains("Why it costs that") && text.contains("owner’s comment"));
        let whole = whole.count();
        assert_eq!((holds("Why it costs that"), holds("owner’s comment")), (whole, whole), "{name}");
        let dear = audit.systems.iter().filter(|view| view.pence > 0).count();
        assert!(dear == 0 || whole > 0, "{name}");
    }
}

#[test]
fn a_seeded_overlap_and_a_seeded_overflow_are_seen() {
    let run =
        |left: f64, text: &str| Run { left, right: left + 50.0, top: 100.0, bottom: 108.0, text: text.to_owned() };
    let runs = [run(60.0, "a"), run(105.0, "b"), run(500.0, "c")];
    assert_eq!(overlaps(&runs), [("a", "b")]);
    let outside: Vec<_> = outside(&runs, 595.0, 842.0).iter().map(|run| run.text.as_str()).collect();
    assert_eq!(outside, ["c"]);
}

#[test]
fn hostile_names_are_printed_as_they_are() {
    let document = pages(&sample::hostile());
    let printed: String = document.pages().iter().flat_map(|page| runs(&page.frame)).map(|run| run.text).collect();
    let squeeze = |text: &str| text.chars().filter(|character| !character.is_whitespace()).collect::<String>();
    let printed = squeeze(&printed);
    for name in sample::HOSTILE {
        let line = squeeze(Line::of(name).text());
        assert!(printed.contains(&line), "{name:?} as {line:?}");
    }
    assert!(printed.contains(&"W".repeat(40)), "a long name keeps its start");
}

#[test]
fn the_pack_is_tagged_titled_and_the_same_every_time() {
    let county = sample::county();
    let drawn = charts(&county, Size::A4).unwrap();
    let pack = board_pack(&county, &drawn, &Theme::default()).unwrap();
    assert_eq!(pack, board_pack(&county, &drawn, &Theme::default()).unwrap());
    let holds = |words: &str| pack.windows(words.len()).any(|some| some == words.as_bytes());
    for part in ["pdfuaid:part", "/StructTreeRoot", "/Outlines", "(en-GB)", "/Alt", "/TH"] {
        assert!(holds(part), "{part}");
    }
    let later = Audit { as_of: "2026-04-02".to_owned(), ..county };
    assert_ne!(pack, board_pack(&later, &drawn, &Theme::default()).unwrap());
}

#[test]
fn every_sample_can_be_exported_for_readers_who_do_not_see_it() {
    // No name, and yet a text that reaches the page.
    let currency = Audit { currency: "人民币".to_owned(), ..sample::one_asset() };
    for (name, audit) in samples().into_iter().chain([("a currency in another script", currency)]) {
        let drawn = charts(&audit, Size::A4).unwrap();
        assert!(
            board_pack(&audit, &drawn, &Theme::default()).is_ok_and(|pack| pack.starts_with(b"%PDF-1.7")),
            "{name}"
        );
    }
}

#[test]
fn a_day_that_is_none_is_refused_by_name() {
    for wrong in ["", "2026-02-30", "soon", "2026-4"] {
        let audit = Audit { as_of: wrong.to_owned(), ..sample::empty() };
        let refused = board_pack(&audit, &[], &Theme::default()).unwrap_err().to_string();
        assert!(refused.starts_with(&format!("audit.json: as_of is `{wrong}`")), "{refused}");
    }
}

#[test]
fn every_chart_has_a_page() {
    let county = sample::county();
    let drawn = charts(&county, Size::A4).unwrap();
    let data = serde_json::to_string(&crate::pages::paper(&county, &drawn, &Theme::default())).unwrap();
    for chart in drawn {
        assert!(data.contains(&crate::pages::chart_file(chart.name)), "{} is drawn and on no page", chart.name);
    }
}

#[test]
fn a_brand_marks_every_page_and_its_logo_is_said() {
    let logo = Logo {
        picture:
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\"/></svg>"
                .to_vec(),
        says: "Arms of Wexmoor".to_owned(),
    };
    let theme = Theme::new(Some("OFFICIAL-SENSITIVE"), Some("#1d70b8"), Some(logo)).unwrap();
    let audit = sample::one_asset();
    let drawn = charts(&audit, Size::A4).unwrap();
    let document = set(&audit, &drawn, &theme, today(&audit).unwrap()).unwrap();
    for page in document.pages() {
        let runs = runs(&page.frame);
        assert_eq!(
            runs.iter().filter(|run| run.text == "OFFICIAL-SENSITIVE").count(),
            2,
            "at the head and at the foot"
        );
        assert!(overlaps(&runs).is_empty(), "{:?}", overlaps(&runs));
    }
    let pack = board_pack(&audit, &drawn, &theme).unwrap();
    assert_ne!(pack, board_pack(&audit, &drawn, &Theme::default()).unwrap());
}
