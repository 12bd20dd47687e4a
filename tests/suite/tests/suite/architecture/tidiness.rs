//! Files stay small enough to read, nothing is left half done, and every crate says what it is.

use super::rooms::{Room, rooms, root};
use super::rust_text::{RustText, rust_files};
use super::{none_of, room};
use std::fs;

/// Past so many lines a file says why in its first line.
const LONG: usize = 600;

/// Rust files of the whole workspace, tests included.
fn all_texts() -> Vec<(String, String)> {
    let root = root();
    let folders = rooms().iter().map(|room| root.join(&room.folder));
    let files = folders.flat_map(|folder| rust_files(&folder));
    files
        .map(|file| {
            let path = file.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            (path, fs::read_to_string(&file).unwrap())
        })
        .collect()
}

fn too_long(path: &str, text: &str) -> Option<String> {
    let text = RustText::new(path, text);
    let says_why = text.first_line.starts_with("//") && text.first_line.contains("lines because ");
    (text.lines > LONG && !says_why).then(|| format!("{path} has {} lines", text.lines))
}

fn half_done(path: &str, text: &str) -> Vec<String> {
    // In this file the words stand in strings, which are emptied.
    let whole = RustText::new(path, &text.replace("#[cfg(test)]", "#[cfg(any())]"));
    let marks = ["todo!", "unimplemented!", "#[ignore", "thread::sleep"];
    let found = marks.iter().flat_map(|mark| whole.lines_with(mark).into_iter().map(move |line| (line, mark)));
    found.map(|(line, mark)| format!("{path}:{line} has {mark}")).collect()
}

fn says_what_it_is(room: &Room) -> Vec<String> {
    let mut faults = Vec::new();
    if room.description.as_deref().is_none_or(|description| description.trim().is_empty()) {
        faults.push(format!("{} has no description", room.name));
    }
    let manifest: toml::Table = room.manifest.parse().unwrap();
    let workspace = manifest.get("lints").and_then(|lints| lints.get("workspace"));
    if workspace.and_then(toml::Value::as_bool) != Some(true) {
        faults.push(format!("{} does not say [lints] workspace = true", room.name));
    }
    faults
}

/// A package, its folder and its name in settings are the same word.
fn named_after_its_folder(room: &Room) -> Option<String> {
    let folder = room.folder.rsplit('/').next().unwrap_or_default();
    (folder != room.name).then(|| format!("{} stands in {}", room.name, room.folder))
}

#[test]
fn a_long_file_says_why() {
    let faults: Vec<_> = all_texts().iter().filter_map(|(path, text)| too_long(path, text)).collect();
    none_of(
        &faults,
        "Past 600 lines the first line says why: `//! … lines because …`. Better: split by meaning at 400.",
    );
    assert!(too_long("a.rs", &"\n".repeat(601)).is_some());
    assert!(too_long("a.rs", &format!("//! 601 lines because it is one table.{}", "\n".repeat(601))).is_none());
}

#[test]
fn nothing_is_left_half_done_ignored_or_sleeping() {
    let faults: Vec<_> = all_texts().iter().flat_map(|(path, text)| half_done(path, text)).collect();
    none_of(&faults, "Finish it, or leave it out: no half-done code, no ignored test, no test that sleeps.");
    for text in [
        "fn a() { todo!() }",
        "#[ignore]\nfn a() {}",
        "#[ignore = \"slow\"]",
        "#[cfg(test)]\nmod tests { std::thread::sleep(x) }",
    ] {
        assert_eq!(half_done("a.rs", text).len(), 1, "{text}");
    }
    assert_eq!(half_done("a.rs", "// todo!\nlet a = \"#[ignore]\";"), Vec::<String>::new());
}

#[test]
fn every_crate_says_what_it_is_and_obeys_the_lints() {
    none_of(
        &rooms().iter().flat_map(says_what_it_is).collect::<Vec<_>>(),
        "Each Cargo.toml describes its crate and takes the workspace's lints.",
    );
    let silent =
        Room { description: None, manifest: "[lints]\nworkspace = false".to_owned(), ..room("a", "crates/a", &[]) };
    assert_eq!(says_what_it_is(&silent).len(), 2);
}

#[test]
fn a_crate_is_named_after_its_folder() {
    none_of(
        &rooms().iter().filter_map(named_after_its_folder).collect::<Vec<_>>(),
        "Folder and package are the same word.",
    );
    assert!(named_after_its_folder(&room("itop", "connectors/i-top", &[])).is_some());
}
