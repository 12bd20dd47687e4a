//! Rust files as text: their code without comments and strings, and their strings.

use super::rooms::{Room, root};
use std::fs;
use std::path::{Path, PathBuf};

/// One Rust file of a room, without its tests.
pub(super) struct RustText {
    /// From the root: `crates/estate/src/lib.rs`.
    pub(super) path: String,
    /// The first line, as it stands.
    pub(super) first_line: String,
    /// Lines in all, tests included.
    pub(super) lines: usize,
    /// The code, with every comment and every string emptied. Line breaks stay, so a line is where it was.
    pub(super) code: String,
    /// The strings, each with the number of the line it begins on.
    pub(super) strings: Vec<(usize, String)>,
}

impl RustText {
    /// Reads a text; what follows `#[cfg(test)]` and `mod` is left out, because tests stand at the bottom of a file.
    pub(super) fn new(path: &str, text: &str) -> RustText {
        let (mut code, mut strings) = strip(text);
        if let Some(at) = code.match_indices("#[cfg(test)]").map(|(at, _)| at).find(|at| opens_tests(&code[*at..])) {
            let last_line = code[..at].matches('\n').count() + 1;
            code.truncate(at);
            strings.retain(|(line, _)| *line <= last_line);
        }
        RustText {
            path: path.to_owned(),
            first_line: text.lines().next().unwrap_or_default().to_owned(),
            lines: text.lines().count(),
            code,
            strings,
        }
    }

    /// The line of a place in the code.
    pub(super) fn line(&self, at: usize) -> usize {
        self.code[..at].matches('\n').count() + 1
    }

    /// The lines on which a word stands in the code as a word of its own.
    pub(super) fn lines_with(&self, word: &str) -> Vec<usize> {
        let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
        let found = self.code.match_indices(word).filter(|(at, _)| {
            let before = self.code[..*at].chars().next_back().is_some_and(part_of_word);
            let after = self.code[at + word.len()..].chars().next().is_some_and(part_of_word);
            let (begins, ends) = (word.starts_with(part_of_word), word.ends_with(part_of_word));
            !(before && begins || after && ends)
        });
        found.map(|(at, _)| self.line(at)).collect()
    }
}

/// `#[cfg(test)]` before a module with a body, not before `mod sample;`.
fn opens_tests(code: &str) -> bool {
    let rest = code.trim_start_matches("#[cfg(test)]").trim_start();
    rest.starts_with("mod ") && rest.find('{') < rest.find(';')
}

/// The Rust files of a room that are part of what it ships: those under `src`, without the modules that only tests have.
pub(super) fn rust_texts(room: &Room) -> Vec<RustText> {
    let root = root();
    let files = rust_files(&root.join(&room.folder).join("src"));
    let tests_only: Vec<PathBuf> = files.iter().flat_map(|file| tests_only_modules(file)).collect();
    let shipped = files.iter().filter(|file| !tests_only.iter().any(|test| file.starts_with(test)));
    shipped
        .map(|file| {
            let path = file.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            RustText::new(&path, &fs::read_to_string(file).unwrap())
        })
        .collect()
}

/// Every Rust file below a folder, sorted.
pub(super) fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The files and folders of modules declared as `#[cfg(test)] mod name;`.
fn tests_only_modules(file: &Path) -> Vec<PathBuf> {
    let text = fs::read_to_string(file).unwrap();
    let (code, _) = strip(&text);
    let stem = file.file_stem().unwrap().to_str().unwrap();
    let parent = file.parent().unwrap();
    let folder = if matches!(stem, "lib" | "main" | "mod") { parent.to_owned() } else { parent.join(stem) };
    let declared = code.split("#[cfg(test)]").skip(1).filter_map(|rest| {
        let rest = rest.trim_start();
        let rest = rest.strip_prefix("pub(crate) ").unwrap_or(rest).strip_prefix("mod ")?;
        let end = rest.find([';', '{'])?;
        rest[end..].starts_with(';').then(|| rest[..end].trim().to_owned())
    });
    declared.flat_map(|name| [folder.join(format!("{name}.rs")), folder.join(name)]).collect()
}

/// Empties comments and strings.
fn strip(text: &str) -> (String, Vec<(usize, String)>) {
    let mut code = String::with_capacity(text.len());
    let mut strings = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let (length, kept) = if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), None)
        } else if rest.starts_with("/*") {
            (block_comment(rest), None)
        } else if first == '"' {
            let inside = plain_string(&rest[1..]);
            (inside + 2, Some(&rest[1..=inside]))
        } else if let Some((open, close)) = raw_string(rest, code.chars().next_back()) {
            let inside = rest[open..].find(&close).unwrap_or(rest.len() - open);
            (open + inside + close.len(), Some(&rest[open..open + inside]))
        } else if first == '\'' {
            (character(rest), None)
        } else {
            code.push(first);
            line += usize::from(first == '\n');
            rest = &rest[first.len_utf8()..];
            continue;
        };
        let (passed, after) = rest.split_at(length.min(rest.len()));
        if let Some(kept) = kept {
            strings.push((line, kept.to_owned()));
            code.push_str("\"\"");
        }
        let breaks = passed.matches('\n').count();
        code.extend(std::iter::repeat_n('\n', breaks));
        line += breaks;
        rest = after;
    }
    (code, strings)
}

fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// Bytes before the closing quote.
fn plain_string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at,
            _ => {}
        }
    }
    text.len()
}

/// Bytes before what is inside a raw string, and what closes it.
fn raw_string(text: &str, before: Option<char>) -> Option<(usize, String)> {
    if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let after = text.strip_prefix('r').or_else(|| text.strip_prefix("br"))?;
    let signs = after.len() - after.trim_start_matches('#').len();
    after[signs..].starts_with('"').then(|| (text.len() - after.len() + signs + 1, format!("\"{}", "#".repeat(signs))))
}

/// A character and its quotes, or the quote of a lifetime alone.
fn character(text: &str) -> usize {
    let mut inside = text.char_indices().skip(1);
    match inside.next() {
        Some((_, '\\')) => text[2..].char_indices().skip(1).find(|(_, c)| *c == '\'').map_or(1, |(at, _)| at + 3),
        Some((at, c)) if text[at + c.len_utf8()..].starts_with('\'') => at + c.len_utf8() + 1,
        _ => 1,
    }
}

#[test]
fn comments_strings_and_tests_are_told_from_code() {
    let text = r##"//! std::fs in a comment
use std::net; /* std::env /* nested */ still */ let a = "std::fs \" one"; // "no"
let b = r#"price "amount" "#; let c = '"'; let d = '\''; let e: &'static str = "ends_on";
let f = br"bytes"; let bar = 1; let g = "two
lines"; SystemTime
#[cfg(test)]
mod sample;
fn shipped() {}
#[cfg(test)]
mod tests { use std::fs; const A: &str = "tested"; }
"##;
    let text = RustText::new("a.rs", text);
    let strings: Vec<_> = text.strings.iter().map(|(line, string)| (*line, string.as_str())).collect();
    assert_eq!(
        strings,
        [(2, "std::fs \\\" one"), (3, "price \"amount\" "), (3, "ends_on"), (4, "bytes"), (4, "two\nlines")]
    );
    assert_eq!(text.lines_with("std::net"), [2]);
    assert_eq!(text.lines_with("std::fs"), Vec::<usize>::new());
    assert_eq!(text.lines_with("std::env"), Vec::<usize>::new());
    assert_eq!(text.lines_with("SystemTime"), [5]);
    assert_eq!(text.lines_with("Time"), Vec::<usize>::new());
    assert_eq!(text.lines_with("shipped"), [8]);
    assert_eq!(text.lines, 10);
}
