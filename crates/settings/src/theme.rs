//! What an organisation puts on its pages: the file that the setting `theme` names.

use crate::Error;
use crate::document::Section;
use serde::Deserialize;
use std::fs;
use std::path::Path;

/// A brand, as its file says it. Whether pages can be set in it, whoever sets them checks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Theme {
    /// Words at the head and foot of every page.
    pub marking: Option<String>,
    /// Colour of rules and names of sections.
    pub accent: Option<String>,
    /// The logo, PNG or SVG.
    pub logo: Option<Vec<u8>>,
    /// What the logo shows, for a reader who does not see it.
    pub logo_says: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    marking: Option<String>,
    accent: Option<String>,
    logo: Option<String>,
    logo_says: Option<String>,
}

impl Theme {
    /// Reads a file; the path of the logo in it starts at this folder.
    pub(crate) fn read(shown: &str, text: &str, base: &Path) -> Result<Theme, Error> {
        let section = Section::of_file(shown, text);
        let Words { marking, accent, logo, logo_says } = section.read()?;
        if logo.is_some() && logo_says.is_none() {
            return Err(section
                .fault("logo", "has no words. hint: say what it shows in logo_says, for readers who do not see it"));
        }
        let picture = |path: &String| {
            fs::read(base.join(path)).map_err(|error| {
                section.fault("logo", format!("`{path}` cannot be read: {error}. hint: check the path"))
            })
        };
        let logo = logo.as_ref().map(picture).transpose()?;
        Ok(Theme { marking, accent, logo, logo_says })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brand_is_read_and_a_logo_without_words_is_refused() {
        let theme = |text: &str| Theme::read("theme.toml", text, Path::new("."));
        let read = theme("marking = \"OFFICIAL-SENSITIVE\"\naccent = \"#1d70b8\"").unwrap();
        assert_eq!(read.marking.as_deref(), Some("OFFICIAL-SENSITIVE"));
        for (text, says) in [
            ("logo = \"x.svg\"", "logo_says"),
            ("logo = \"nowhere.svg\"\nlogo_says = \"Arms\"", "nowhere.svg"),
            ("colour = \"#1d70b8\"", "colour"),
        ] {
            let refused = theme(text).unwrap_err().to_string();
            assert!(refused.contains(says), "{refused}");
        }
    }
}
