//! Drawing: the fonts, one line of text and how wide it is, a sheet to draw on, and its pixels.
//!
//! Pictures are written as SVG by hand rather than through a plotting library: what makes these pictures good or bad is where words
//! go, and that needs the width that the renderer will give them. Text is measured with the same shaper and the same faces that
//! draw it.

pub(crate) mod colour;
pub(crate) mod fonts;
pub(crate) mod line;
pub(crate) mod pixels;
pub(crate) mod sheet;
pub(crate) mod web_fonts;
