//! One line of text that the fonts can draw, and how it is made to fit.

use super::fonts::{self, Weight};

/// Stands for a run of characters that the fonts lack. What it hides is whole in the tables.
const MISSING: char = '□';
const ELLIPSIS: char = '…';
/// A space at which no line ends.
const UNBROKEN: char = '\u{a0}';
const SPACES: [char; 2] = [' ', UNBROKEN];

/// How a line is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Type {
    /// Height of the letters, in points.
    pub(crate) size: f64,
    /// How heavy.
    pub(crate) weight: Weight,
}

/// A line of text without anything that the fonts cannot draw.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Line(String);

impl Line {
    /// Makes any text one line: white space becomes one space (one that does not break stays so), invisible signs of direction and joining go, and each run of
    /// characters that the fonts lack becomes one □, so that a reader sees that something stands there. A third accent on one
    /// letter counts as lacking, since accents without end would run into the lines above.
    pub(crate) fn of(text: &str) -> Line {
        let mut line = String::with_capacity(text.len());
        let mut accents = 0;
        for character in text.chars() {
            if character.is_whitespace() {
                accents = 0;
                if !line.is_empty() && !line.ends_with(SPACES) {
                    line.push(if character == UNBROKEN { UNBROKEN } else { ' ' });
                }
                continue;
            }
            if invisible(character) {
                continue;
            }
            accents = if accent(character) { accents + 1 } else { 0 };
            let floats = accents > 0 && (accents > 2 || line.is_empty() || line.ends_with([' ', UNBROKEN, MISSING]));
            if fonts::has(character) && !floats {
                line.push(character);
            } else if !line.ends_with(MISSING) {
                line.push(MISSING);
            }
        }
        line.truncate(line.trim_end().len());
        Line(line)
    }

    /// The first of these texts that the fonts can draw at least one letter or digit of: a name in a script they lack gives way to
    /// its id.
    pub(crate) fn first_legible<'a>(texts: impl IntoIterator<Item = &'a str>) -> Line {
        let mut lines = texts.into_iter().map(Line::of).filter(|line| !line.0.is_empty());
        let first = lines.next().unwrap_or_default();
        let legible = |line: &Line| line.0.contains(char::is_alphanumeric);
        if legible(&first) { first } else { lines.find(legible).unwrap_or(first) }
    }

    /// Its text.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// How wide it is, in points.
    pub(crate) fn width(&self, set: Type) -> f64 {
        fonts::width(&self.0, set.size, set.weight)
    }

    /// Itself, or its start and end with an ellipsis between, no wider than `most`. The end is kept because names of one family
    /// often differ there.
    pub(crate) fn fit(self, most: f64, set: Type) -> Line {
        let fits = |line: &Line| line.width(set) <= most;
        self.cut(fits)
    }

    /// Itself, or its start and end with an ellipsis between, of at most so many characters.
    pub(crate) fn shorten(self, most: usize) -> Line {
        let fits = |line: &Line| line.0.chars().count() <= most;
        self.cut(fits)
    }

    fn cut(self, fits: impl Fn(&Line) -> bool) -> Line {
        if fits(&self) {
            return self;
        }
        let characters: Vec<char> = self.0.chars().collect();
        let (mut kept, mut too_many) = (0, characters.len());
        while kept + 1 < too_many {
            let middle = kept.midpoint(too_many);
            if fits(&ends(&characters, middle)) { kept = middle } else { too_many = middle }
        }
        ends(&characters, kept)
    }

    /// Breaks it into lines no wider than `most`, about equally long so that no last word stands alone. A word that is too wide
    /// by itself is cut.
    pub(crate) fn wrap(&self, most: f64, set: Type) -> Vec<Line> {
        let words: Vec<(Line, f64)> = self
            .0
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(|word| {
                let word = Line(word.to_owned()).fit(most, set);
                let width = word.width(set);
                (word, width)
            })
            .collect();
        let space = Line(" ".to_owned()).width(set);
        let lines = broken(&words, space, most);
        let (mut narrow, mut wide) = (most / 2.0, most);
        for _ in 0..8 {
            let middle = f64::midpoint(narrow, wide);
            let fits = words.iter().all(|(_, width)| *width <= middle);
            if fits && broken(&words, space, middle).len() <= lines.len() { wide = middle } else { narrow = middle }
        }
        if lines.len() < 2 { lines } else { broken(&words, space, wide) }
    }
}

/// Three parts of the start and two of the end.
fn ends(characters: &[char], kept: usize) -> Line {
    let start = (kept * 3).div_ceil(5);
    let end = characters.len() - (kept - start);
    let start: String = characters[..start].iter().collect();
    let end: String = characters[end..].iter().skip_while(|character| accent(**character)).collect();
    Line(format!("{}{ELLIPSIS}{}", start.trim_end(), end.trim_start()))
}

fn broken(words: &[(Line, f64)], space: f64, most: f64) -> Vec<Line> {
    let mut lines: Vec<(Line, f64)> = Vec::new();
    for (word, width) in words {
        match lines.last_mut() {
            Some((line, so_far)) if *so_far + space + width <= most => {
                line.0.push(' ');
                line.0.push_str(&word.0);
                *so_far += space + width;
            }
            _ => lines.push((word.clone(), *width)),
        }
    }
    lines.into_iter().map(|(line, _)| line).collect()
}

/// Signs that draw nothing: joiners, marks and overrides of direction, variation selectors, the soft hyphen.
fn invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Signs that sit on the letter before them.
fn accent(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const SET: Type = Type { size: 10.0, weight: Weight::Regular };

    #[test]
    fn what_the_fonts_lack_is_seen_to_stand_there() {
        for (text, line) in [
            ("  Pay \t roll\n", "Pay roll"),
            ("مستشفى", "□"),
            ("Ward مستشفى 3", "Ward □ 3"),
            ("HR 👩🏽\u{200d}💻 portal", "HR □ portal"),
            ("pay\u{202e}lor\u{202c}l", "paylorl"),
            ("Z\u{301}\u{300}\u{302}\u{303}a", "Z\u{301}\u{300}□a"),
            ("\u{301}a \u{301}b", "□a □b"),
            ("a\0b", "a□b"),
            ("31\u{a0}March  \u{a0}x\u{a0}", "31\u{a0}March x"),
            ("", ""),
        ] {
            assert_eq!(Line::of(text).text(), line, "{text:?}");
        }
    }

    #[test]
    fn a_name_that_cannot_be_read_gives_way_to_its_id() {
        assert_eq!(Line::first_legible(["中文", "svc-7"]).text(), "svc-7");
        assert_eq!(Line::first_legible(["Payroll", "svc-7"]).text(), "Payroll");
        assert_eq!(Line::first_legible(["中文"]).text(), "□");
        assert_eq!(Line::first_legible(["", "svc-7"]).text(), "svc-7");
        assert_eq!(Line::first_legible([]).text(), "");
    }

    #[test]
    fn a_name_too_long_keeps_its_start_and_its_end() {
        let long = Line::of("Electronic document and records management (northern region)");
        let cut = long.clone().fit(150.0, SET);
        assert!(cut.width(SET) <= 150.0 && cut.width(SET) > 130.0, "{cut:?}");
        assert!(cut.text().starts_with("Electronic") && cut.text().ends_with("region)"), "{cut:?}");
        assert_eq!(long.clone().fit(1000.0, SET), long);
        assert_eq!(Line::of("abcdefgh").shorten(5).text(), "abc…h");
        assert_eq!(Line::of("abc").fit(0.0, SET).text(), "…");
    }

    #[test]
    fn lines_are_about_equally_long_and_lose_no_word() {
        let text =
            "Half of what is spent on running systems keeps technology alive that nobody supports any more today";
        let lines = Line::of(text).wrap(250.0, SET);
        assert_eq!(lines.iter().map(Line::text).collect::<Vec<_>>().join(" "), text);
        let widths: Vec<f64> = lines.iter().map(|line| line.width(SET)).collect();
        assert!(widths.iter().all(|width| *width <= 250.0));
        assert!(widths.iter().all(|width| *width > 120.0), "{widths:?}");
        for line in Line::of("by 31\u{a0}March\u{a0}2027 at the latest").wrap(75.0, SET) {
            assert!(line.text().contains("31\u{a0}March\u{a0}2027") || !line.text().contains("2027"), "{line:?}");
        }
        assert!(Line::of(&"x".repeat(500)).wrap(100.0, SET)[0].width(SET) <= 100.0);
    }
}
