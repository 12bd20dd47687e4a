//! `SHA256SUMS`: a hash a file, spelled as `sha256sum` does.

use crate::digest::Digest;
use crate::manifest::is_plain;
use std::collections::BTreeMap;

pub(crate) fn spell_sums<'f>(hashes: impl Iterator<Item = (Digest, &'f str)>) -> String {
    let mut sums = String::new();
    for (hash, file) in hashes {
        sums.extend([hash.to_string().as_str(), "  ", file, "\n"]);
    }
    sums
}

/// Reads exactly what [`spell_sums`] spells, so that no byte can change unseen.
pub(crate) fn parse_sums(text: &str) -> Result<BTreeMap<String, Digest>, String> {
    let mut sums = BTreeMap::new();
    let lines = text.strip_suffix('\n').ok_or("it does not end with a line end")?.split('\n');
    for (index, line) in lines.enumerate() {
        let pair = line.split_once("  ").filter(|(hash, file)| is_plain(file) && !hash.contains(char::is_uppercase));
        let (hash, file) = pair.and_then(|(hash, file)| Some((Digest::parse(hash)?, file))).ok_or_else(|| {
            format!("line {} is not a hash in small letters, two spaces and the name of a file", index + 1)
        })?;
        if sums.insert(file.to_owned(), hash).is_some() {
            return Err(format!("line {} names {file} again", index + 1));
        }
    }
    Ok(sums)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_spelled_is_read() {
        let hash = Digest::of(b"");
        let good = spell_sums([(hash, "a.parquet"), (hash, "manifest.json")].into_iter());
        assert_eq!(parse_sums(&good).unwrap().len(), 2);
        for bad in [
            String::new(),
            good.trim_end().to_owned(),
            good.replace("  ", " "),
            good.to_uppercase(),
            good.replace("a.parquet", "../a"),
            good.replace("a.parquet", "manifest.json"),
            good.replace('\n', "\r\n"),
        ] {
            assert!(parse_sums(&bad).is_err(), "{bad}");
        }
    }
}
