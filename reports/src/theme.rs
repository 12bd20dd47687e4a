//! What an organisation puts on its pages: a marking, a colour, a logo. The colours of data stay as they are, since they are checked for
//! readers in grey and for readers who lack a cone.

use crate::Error;
use crate::paint::colour::contrast;
use crate::paint::line::Line;

/// A brand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    marking: Option<String>,
    accent: String,
    logo: Option<Logo>,
}

/// A picture at the head of the first page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// PNG, or SVG.
    pub picture: Vec<u8>,
    /// What it shows, for a reader who does not see it.
    pub says: String,
}

/// The colour of rules and names of sections where no brand gives one.
const ACCENT: &str = "#7d1d3f";

impl Default for Theme {
    fn default() -> Theme {
        Theme { marking: None, accent: ACCENT.to_owned(), logo: None }
    }
}

impl Theme {
    /// A brand: words that stand at the head and foot of every page, such as `OFFICIAL-SENSITIVE`; a colour, `#1d70b8`; a logo.
    ///
    /// # Errors
    /// [`Error::Theme`] if the colour is none or too pale to be read on white (a contrast below 4.5), if the marking cannot be printed
    /// on one line, or if the logo is neither PNG nor SVG or is said in no words.
    pub fn new(marking: Option<&str>, accent: Option<&str>, logo: Option<Logo>) -> Result<Theme, Error> {
        let refused = |problem: String| Error::Theme { problem };
        let accent = accent.unwrap_or(ACCENT);
        let colour = channels(accent).ok_or_else(|| refused(format!("`{accent}` is no colour like #1d70b8")))?;
        if contrast(colour, [255.0; 3]) < 4.5 {
            return Err(refused(format!("{accent} is too pale to be read on white")));
        }
        if let Some(words) = marking
            && (Line::of(words).text() != words || words.is_empty() || words.chars().count() > 60)
        {
            return Err(refused(format!("the marking `{words}` cannot be printed on one line as it is")));
        }
        if let Some(logo) = &logo {
            let is_picture = logo.picture.starts_with(b"\x89PNG\r\n\x1a\n") || is_svg(&logo.picture);
            if !is_picture || Line::of(&logo.says).text().is_empty() {
                return Err(refused(
                    "the logo must be a PNG or SVG picture, with words that say what it shows".to_owned(),
                ));
            }
        }
        Ok(Theme { marking: marking.map(str::to_owned), accent: accent.to_owned(), logo })
    }

    pub(crate) fn marking(&self) -> Option<&str> {
        self.marking.as_deref()
    }

    pub(crate) fn accent(&self) -> &str {
        &self.accent
    }

    /// The logo, and where the pages find it.
    pub(crate) fn logo(&self) -> Option<(&Logo, &'static str)> {
        let logo = self.logo.as_ref()?;
        Some((logo, if is_svg(&logo.picture) { "/logo.svg" } else { "/logo.png" }))
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| crate::paint::pixels::tree(text).is_ok())
}

/// Red, green and blue, 0 to 255.
fn channels(colour: &str) -> Option<[f64; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |from: usize| u8::from_str_radix(&digits[from..from + 2], 16).ok().map(f64::from);
    Some([part(0)?, part(2)?, part(4)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn logo(picture: &[u8], says: &str) -> Logo {
        Logo { picture: picture.to_vec(), says: says.to_owned() }
    }

    #[test]
    fn what_cannot_be_read_or_printed_is_refused() {
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
        assert!(Theme::new(Some("OFFICIAL-SENSITIVE"), Some("#1d70b8"), Some(logo(svg, "Wexmoor"))).is_ok());
        for (marking, accent, logo, says) in [
            (None, Some("red"), None, "`red` is no colour"),
            (None, Some("#12345é"), None, "is no colour"),
            (None, Some("#f0c0c0"), None, "too pale"),
            (Some(""), None, None, "cannot be printed"),
            (Some("سري"), None, None, "cannot be printed"),
            (None, None, Some(logo(b"GIF89a", "Wexmoor")), "PNG or SVG"),
            (None, None, Some(logo(svg, " ")), "PNG or SVG"),
        ] {
            let refused = Theme::new(marking, accent, logo).unwrap_err().to_string();
            assert!(refused.contains(says), "{refused}");
        }
    }
}
