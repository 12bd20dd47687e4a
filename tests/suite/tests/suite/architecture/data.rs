//! Every date, price and threshold that ships in `config/` names its source.

use super::none_of;
use super::rooms::root;
use std::fs;
use std::path::{Path, PathBuf};

/// What holds no facts: an example of settings, which its own test parses.
const NO_FACTS: &[&str] = &["oldiron.example.toml"];

/// Every file below a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect();
    files.sort();
    files
}

/// Does a file of facts say where they are from? A source stands at the top of the file, for all it holds, or at each entry of
/// its lists.
fn unsourced(name: &str, text: &str) -> Option<String> {
    let table: toml::Table = match text.parse() {
        Ok(table) => table,
        Err(error) => return Some(format!("{name} is not TOML: {error}")),
    };
    if named(&table) {
        return None;
    }
    let lists = table.values().filter_map(toml::Value::as_array);
    let entries: Vec<&toml::Value> = lists.flatten().filter(|entry| entry.is_table()).collect();
    let bare = entries.iter().filter(|entry| !entry.as_table().is_some_and(named)).count();
    match (entries.len(), bare) {
        (0, _) => Some(format!("{name} names no source")),
        (_, 0) => None,
        (all, bare) => Some(format!("{name}: {bare} of {all} entries name no source, and the file names none for all")),
    }
}

fn named(table: &toml::Table) -> bool {
    let said = |value: &toml::Value| match value {
        toml::Value::String(text) => !text.trim().is_empty(),
        toml::Value::Array(list) => !list.is_empty(),
        toml::Value::Table(sources) => !sources.is_empty(),
        _ => false,
    };
    ["source", "sources"].iter().any(|key| table.get(*key).is_some_and(said))
}

#[test]
fn every_file_of_facts_names_its_source() {
    let root = root().join("config");
    let files = files(&root);
    assert!(files.len() > 5, "config/ was not found");
    let mut faults = Vec::new();
    for file in files {
        let name = file.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
        match file.extension().and_then(|ending| ending.to_str()) {
            Some("toml") if NO_FACTS.contains(&name.as_str()) => {}
            Some("toml") => faults.extend(unsourced(&name, &fs::read_to_string(&file).unwrap())),
            Some("md") => {}
            _ => faults.push(format!("{name} is neither TOML nor a note")),
        }
    }
    none_of(&faults, "Data is reviewed like code: `source = \"…\"` at the top of the file, or at each entry.");
}

#[test]
fn a_fact_without_a_source_is_named() {
    for (text, sound) in [
        ("source = \"https://www.gov.uk/bank-holidays\"\n[holidays]\n\"2026-01-01\" = \"New Year\"", true),
        ("[[release]]\nid = \"a\"\nsource = \"https://example.org\"", true),
        ("[holidays]\n\"2026-01-01\" = \"New Year\"", false),
        ("source = \" \"\nrate = 20", false),
        ("[[release]]\nid = \"a\"\nsource = \"x\"\n[[release]]\nid = \"b\"", false),
        ("rate = ", false),
    ] {
        assert_eq!(unsourced("a.toml", text).is_none(), sound, "{text}");
    }
}
