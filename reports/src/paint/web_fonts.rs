//! The faces that travel inside an exported SVG, as a style sheet.

use super::fonts::{FAMILY, Weight};
use base64::prelude::{BASE64_STANDARD, Engine};
use std::fmt::Write;

const REGULAR: &[u8] = include_bytes!("../../fonts/web/Inter-Regular.woff2");
const SEMI_BOLD: &[u8] = include_bytes!("../../fonts/web/Inter-SemiBold.woff2");

/// One `@font-face` rule a weight, with the face inside.
pub(crate) fn style_sheet(weights: impl IntoIterator<Item = Weight>) -> String {
    let mut rules = String::new();
    for weight in weights {
        let face = match weight {
            Weight::Regular => REGULAR,
            Weight::SemiBold => SEMI_BOLD,
        };
        let number = weight.number();
        // Writing to a string cannot fail.
        let _ = write!(
            rules,
            "@font-face{{font-family:{FAMILY};font-weight:{number};src:url(data:font/woff2;base64,{}) format(\"woff2\")}}",
            base64(face)
        );
    }
    rules
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_gives_the_examples_of_its_standard() {
        for (text, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), coded);
        }
    }

    #[test]
    fn only_the_weights_used_travel() {
        assert!(style_sheet([Weight::Regular]).contains("font-weight:400"));
        assert!(!style_sheet([Weight::Regular]).contains("font-weight:600"));
    }
}
