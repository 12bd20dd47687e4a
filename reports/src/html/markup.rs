//! How does text from data stand in a page? As text alone: spelled so that no reader of HTML or of scripts takes it for markup.

use crate::paint::sheet::escaped;
use serde::Serialize;
use std::fmt::Write;

/// Text as HTML spells it, inside an element or between double quotes.
pub(super) fn text(text: &str) -> String {
    escaped(&clean(text))
}

/// Text without characters that HTML refuses, which would stop nothing but be read differently by every reader.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(visible).collect()
}

/// A character, or one that says that there was another. The end of a line is a space: no cell has two lines of its own.
fn visible(character: char) -> char {
    let last_bits = u32::from(character) & 0xffff;
    match character {
        '\t' | '\n' | '\r' => ' ',
        '\u{fdd0}'..='\u{fdef}' => '\u{fffd}',
        _ if character.is_control() || last_bits >= 0xfffe => '\u{fffd}',
        other => other,
    }
}

/// Data as JSON that can stand in a script element: nothing in it ends the element, and nothing in it ends a line of a script.
///
/// # Errors
/// If the data are no JSON, such as a map whose keys are no text.
pub(super) fn json(data: &impl Serialize) -> Result<String, serde_json::Error> {
    let plain = serde_json::to_string(data)?;
    let mut out = String::with_capacity(plain.len());
    for character in plain.chars() {
        match character {
            // Outside its texts, JSON has none of these; inside them this spelling means the same.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(character));
            }
            other => out.push(other),
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_markup() {
        assert_eq!(text("<b a=\"1\" c='2'>&"), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;");
        assert_eq!(text("a\0b\u{1}c\nd\u{fffe}"), "a\u{fffd}b\u{fffd}c d\u{fffd}");
        assert_eq!(clean("a\0b<"), "a\u{fffd}b<");
    }

    #[test]
    fn data_never_end_their_script() {
        let hostile = "</script><!-- & \u{2028}\u{2029} \"quoted\" \\ end";
        let coded = json(&hostile).unwrap();
        assert!(!coded.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{coded}");
        assert_eq!(serde_json::from_str::<String>(&coded).unwrap(), hostile);
    }
}
