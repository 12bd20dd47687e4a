//! What kind of file it is, by its first bytes, and which tables are in it: the sheets of a workbook, the members of an archive.

use super::{SourceFile, bytes, sheets};
use crate::Error;
use std::io::{self, Read};
use std::path::Path;

/// What a table is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Lines of cells.
    Text,
    /// A sheet of a workbook.
    Sheet(String),
    /// A JSON document.
    Json,
    /// JSON documents, one after another.
    JsonLines,
    /// An XML document.
    Xml,
}

/// The kind of a file that is no archive; none, where it is a workbook.
fn of_bytes(start: &[u8]) -> Option<Kind> {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    if start.starts_with(b"PK\x03\x04") || start.starts_with(b"\xd0\xcf\x11\xe0") {
        return None;
    }
    let text: Vec<u8> = start.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).take(2).collect();
    Some(match text.as_slice() {
        b"{\"" | b"{}" if is_lines(start) => Kind::JsonLines,
        b"[{" | b"[]" | b"{\"" | b"{}" => Kind::Json,
        [b'<', b'?' | b'!'] => Kind::Xml,
        [b'<', letter] if letter.is_ascii_alphabetic() => Kind::Xml,
        _ => Kind::Text,
    })
}

/// Is the first line a document by itself, and is there another?
fn is_lines(start: &[u8]) -> bool {
    let mut lines = start.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let whole = |line: &[u8]| serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok();
    lines.next().is_some_and(whole) && lines.next().is_some_and(|line| line.trim_ascii_start().starts_with(b"{"))
}

/// So many bytes show the kind.
const HEAD: u64 = 1 << 20;

/// The tables in a file, each with the name it is shown by.
pub(crate) fn tables(path: &Path, shown: &str) -> Result<Vec<SourceFile>, Error> {
    let whole = SourceFile::new(path, shown.to_owned());
    let unreadable = |problem: io::Error| whole.unreadable(problem);
    let Some(members) = bytes::members(path).map_err(unreadable)? else {
        return parts(whole);
    };
    if members.iter().any(|name| matches!(name.as_str(), "[Content_Types].xml" | "content.xml" | "xl/workbook.bin")) {
        return sheets_of(&whole);
    }
    let mut found = vec![];
    for member in members.into_iter().filter(|name| has_tables(name)) {
        let shown = format!("{shown}/{member}");
        found.extend(parts(SourceFile { shown, member: Some(member), ..whole.clone() })?);
    }
    if found.is_empty() {
        return Err(Error::ZeroRows { file: shown.to_owned(), found: "no file of tables is in it" });
    }
    Ok(found)
}

fn parts(file: SourceFile) -> Result<Vec<SourceFile>, Error> {
    let mut start = vec![];
    bytes::open(&file)?.take(HEAD).read_to_end(&mut start).map_err(|problem| file.unreadable(problem))?;
    match of_bytes(&start) {
        Some(kind) => Ok(vec![SourceFile { kind, ..file }]),
        None => sheets_of(&file),
    }
}

fn sheets_of(file: &SourceFile) -> Result<Vec<SourceFile>, Error> {
    let sheet = |name: String| {
        let shown = format!("{} [{name}]", file.shown);
        SourceFile { shown, kind: Kind::Sheet(name), ..file.clone() }
    };
    Ok(sheets::names(file)?.into_iter().map(sheet).collect())
}

/// Endings of files that hold tables.
const ENDINGS: &[&str] = &[
    "csv", "tsv", "tab", "txt", "psv", "xlsx", "xlsm", "xls", "xlsb", "ods", "json", "jsonl", "ndjson", "xml", "gz",
    "zip",
];

/// May a file of this name hold a table?
pub(crate) fn has_tables(name: &str) -> bool {
    let file = name.rsplit_once('/').map_or(name, |(_, file)| file);
    let is_hidden = file.starts_with('.') || file.starts_with("~$") || name.starts_with("__MACOSX/");
    !is_hidden
        && file
            .rsplit_once('.')
            .is_some_and(|(_, ending)| ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_tell_the_kind() {
        for (start, kind) in [
            (&b"a,b"[..], Some(Kind::Text)),
            (b"[1],2", Some(Kind::Text)),
            (b"\xef\xbb\xbf [ {\"a\": 1}]", Some(Kind::Json)),
            (b"{\"a\": 1}", Some(Kind::Json)),
            (b"{\"a\": 1}\n{\"a\": 2}\n", Some(Kind::JsonLines)),
            (b"{\n\"a\": 1}", Some(Kind::Json)),
            (b"<?xml version", Some(Kind::Xml)),
            (b"<5 years", Some(Kind::Text)),
            (b"PK\x03\x04", None),
        ] {
            assert_eq!(of_bytes(start), kind, "{start:?}");
        }
        assert!(
            has_tables("a/b.CSV")
                && !has_tables("__MACOSX/b.csv")
                && !has_tables("readme.md")
                && !has_tables("~$a.xlsx")
        );
    }
}
