//! What stands around every chart: a title that says the finding, what is measured, and notes at the foot.

use super::{Chart, Size};
use crate::paint::colour::{INK, LEGACY, MUTED, RULE};
use crate::paint::fonts::Weight;
use crate::paint::line::{Line, Type};
use crate::paint::sheet::{Anchor, Area, Fill, MM, Sheet, Spoken};

/// Sizes and distances of one kind of picture, in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// Of the whole picture.
    pub(crate) width: f64,
    /// Of the whole picture; none if it grows with its rows.
    pub(crate) height: Option<f64>,
    /// White at the left and right.
    pub(crate) margin: f64,
    pub(crate) title: Type,
    pub(crate) subtitle: Type,
    pub(crate) label: Type,
    pub(crate) strong: Type,
    pub(crate) small: Type,
    /// From row to row, where there is room.
    pub(crate) pitch: f64,
    /// From row to row, at the least.
    pub(crate) least_pitch: f64,
    /// Rows that a picture which grows may have.
    pub(crate) most_rows: usize,
}

impl Look {
    pub(crate) fn of(size: Size) -> Look {
        let regular = |size| Type { size, weight: Weight::Regular };
        let strong = |size| Type { size, weight: Weight::SemiBold };
        match size {
            Size::A4 => Look {
                width: 170.0 / MM,
                height: None,
                margin: 0.5,
                title: strong(12.0),
                subtitle: regular(8.5),
                label: regular(8.5),
                strong: strong(8.5),
                small: regular(7.0),
                pitch: 16.0,
                least_pitch: 16.0,
                most_rows: 12,
            },
            Size::Slide => Look {
                width: 254.0 / MM,
                height: Some(254.0 / MM * 9.0 / 16.0),
                margin: 36.0,
                title: strong(20.0),
                subtitle: regular(12.0),
                label: regular(12.0),
                strong: strong(12.0),
                small: regular(9.5),
                pitch: 26.0,
                least_pitch: 20.0,
                most_rows: 10,
            },
        }
    }

    /// How far below the middle of a row its letters stand.
    pub(crate) fn drop(set: Type) -> f64 {
        // Half the height of Inter's capitals, which is 0.727 of its size.
        set.size * 0.364
    }
}

/// How tall the heads of columns are, in sizes of their letters.
pub(crate) const HEAD: f64 = 1.9;

/// The words around a chart.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) name: &'static str,
    pub(crate) title: String,
    pub(crate) subtitle: String,
    pub(crate) notes: Vec<String>,
}

/// A picture that has its title and waits for its body.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) look: Look,
    pub(crate) sheet: Sheet,
    /// Down to where the picture is filled.
    pub(crate) y: f64,
    words: Words,
    notes: Vec<Line>,
}

impl Frame {
    /// Draws the title and what is measured.
    pub(crate) fn start(size: Size, words: Words) -> Frame {
        let look = Look::of(size);
        let mut sheet = Sheet::default();
        let inside = look.width - 2.0 * look.margin;
        // A slide has white at the top; a picture in a page has the page's.
        let top = look.height.map_or(0.0, |_| look.margin * 0.7);
        let tag = Area { x: look.margin, y: top, width: look.title.size * 2.0, height: look.title.size * 0.22 };
        sheet.fill(tag, Fill::Plain(LEGACY));
        let mut y = top + look.title.size * 0.65;
        for line in Line::of(&words.title).wrap(inside, look.title) {
            y += look.title.size * 1.28;
            sheet.text((look.margin, y), Anchor::Start, look.title, INK, &line);
        }
        y += look.title.size * 0.35;
        for line in Line::of(&words.subtitle).wrap(inside, look.subtitle) {
            y += look.subtitle.size * 1.35;
            sheet.text((look.margin, y), Anchor::Start, look.subtitle, MUTED, &line);
        }
        let notes = words.notes.iter().flat_map(|note| Line::of(note).wrap(inside, look.small)).collect();
        Frame { look, sheet, y: y + look.subtitle.size * 1.1, words, notes }
    }

    /// The left edge of the body.
    pub(crate) fn left(&self) -> f64 {
        self.look.margin
    }

    /// The right edge of the body.
    pub(crate) fn right(&self) -> f64 {
        self.look.width - self.look.margin
    }

    /// Draws the heads of columns of amounts, the last at the right edge, each as wide as its widest cell, and goes below them. Gives the
    /// right edge of each, and where they begin.
    pub(crate) fn heads<const N: usize>(&mut self, heads: [&str; N], widest: [f64; N]) -> ([f64; N], f64) {
        let set = self.look.label;
        let (mut edges, mut edge) = ([0.0; N], self.right());
        for column in (0..N).rev() {
            edges[column] = edge;
            edge -= widest[column].max(Line::of(heads[column]).width(set)) + set.size * 1.3;
        }
        for (heading, edge) in heads.iter().zip(edges) {
            self.sheet.text((edge, self.y + set.size), Anchor::End, set, MUTED, &Line::of(heading));
        }
        let line = self.y + set.size * 1.55;
        self.sheet.rule((self.left(), line), (self.right(), line), 0.5, RULE);
        self.y += HEAD * set.size;
        (edges, edge)
    }

    /// How tall the body may be; without end where the picture grows.
    pub(crate) fn room(&self) -> f64 {
        self.look.height.map_or(f64::INFINITY, |height| height - self.y - self.foot())
    }

    /// How tall a body is that does not consist of rows: so much on paper, and what room there is on a slide.
    pub(crate) fn body(&self, on_paper: f64) -> f64 {
        self.look.height.map_or(on_paper, |_| self.room())
    }

    /// How many rows, each `tall` times as tall as a row of one line, fit below a head of this height.
    pub(crate) fn rows(&self, head: f64, tall: f64) -> usize {
        let room = self.room() - head;
        (1..=self.look.most_rows).rev().find(|rows| number(*rows) * self.look.least_pitch * tall <= room).unwrap_or(1)
    }

    /// The distance from row to row when so many stand below a head of this height.
    pub(crate) fn pitch(&self, rows: usize, head: f64, tall: f64) -> f64 {
        let most = (self.room() - head) / number(rows.max(1));
        most.min(self.look.pitch * tall)
    }

    /// Draws the notes and gives the picture out.
    pub(crate) fn finish(mut self, alt: &str) -> Chart {
        let height = self.look.height.unwrap_or(self.y + self.foot());
        let mut y = height - self.foot() + self.look.small.size * 2.0;
        for line in &self.notes {
            self.sheet.text((self.look.margin, y), Anchor::Start, self.look.small, MUTED, line);
            y += self.look.small.size * 1.35;
        }
        // A space that keeps a date on one line is a matter of the picture alone.
        let title = Line::of(&self.words.title.replace('\u{a0}', " ")).text().to_owned();
        let alt = Line::of(alt).text().to_owned();
        let spoken = Spoken { name: self.words.name, title: &title, description: &alt };
        let svg = self.sheet.finish(self.look.width, height, spoken);
        let (width_mm, height_mm) = (self.look.width * MM, height * MM);
        Chart { name: self.words.name, title, alt, svg, width_mm, height_mm }
    }

    /// How tall the notes are, with the white around them.
    fn foot(&self) -> f64 {
        let white = self.look.height.map_or(0.0, |_| self.look.margin * 0.5);
        number(self.notes.len()) * self.look.small.size * 1.35 + self.look.small.size * 1.0 + white
    }
}

/// A number of rows as a number to draw with.
pub(crate) fn number(rows: usize) -> f64 {
    f64::from(u32::try_from(rows).unwrap_or(u32::MAX))
}
