//! What README and its sisters point at is there: links, and paths in backticks.

use std::fs;
use std::path::{Path, PathBuf};

const PAGES: &[&str] =
    &["README.md", "CONTRIBUTING.md", "docs/method.md", "connectors/README.md", "connectors/register/README.md"];

/// Folders that a path in backticks may begin with.
const TOP: &[&str] = &["crates/", "connectors/", "config/", "reports/", "tests/", "docs/", ".ci/"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

/// Where a page's links lead, without addresses on the web and places inside a page.
fn links(text: &str) -> Vec<&str> {
    let ends = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    ends.filter(|link| !link.is_empty() && !link.contains("://")).collect()
}

/// Paths from the root that stand in backticks. A bare `name.rs` lies beside the file, or in the folder, named last on its line. What is
/// to be filled in (`<code>.rs`) is left out.
fn paths(text: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut folder = PathBuf::new();
        for word in line.split('`').skip(1).step_by(2) {
            let path = if TOP.iter().any(|top| word.starts_with(top)) {
                PathBuf::from(word)
            } else if Path::new(word).extension().is_some_and(|end| end == "rs") && folder != Path::new("") {
                folder.join(word)
            } else {
                continue;
            };
            let is_file = path.extension().is_some();
            folder = if is_file { path.parent().unwrap().to_owned() } else { path.clone() };
            if !word.contains(['<', '*', ' ']) {
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn every_link_and_path_leads_somewhere() {
    for page in PAGES {
        let text = fs::read_to_string(root().join(page)).unwrap();
        let beside = root().join(page).parent().unwrap().to_owned();
        let lost_links = links(&text).into_iter().filter(|link| !beside.join(link).exists()).map(PathBuf::from);
        let lost_paths = paths(&text).into_iter().filter(|path| !root().join(path).exists());
        let lost: Vec<PathBuf> = lost_links.chain(lost_paths).collect();
        assert_eq!(lost, Vec::<PathBuf>::new(), "{page} points at what is not there: put the page right");
    }
}

#[test]
fn the_map_has_every_room() {
    let text = fs::read_to_string(root().join("README.md")).unwrap();
    let map = text.split("## The map").nth(1).unwrap().split("\n## ").next().unwrap();
    for parent in ["crates", "connectors"] {
        for room in fs::read_dir(root().join(parent)).unwrap().map(|entry| entry.unwrap()) {
            let name = room.file_name().into_string().unwrap();
            let named = format!("{parent}/{name}");
            assert!(
                !room.path().is_dir() || map.contains(&named),
                "README's map does not say what is wrong in {named}"
            );
        }
    }
}

#[test]
fn a_path_is_seen_with_what_stands_beside_it() {
    let line = "| ends | `crates/renewals/src/ends.rs`, `price.rs`, `<code>.rs`; `tests/bench/` |\n| `price.rs` | [m](docs/m.md#a) |";
    let seen: Vec<_> = paths(line).into_iter().collect();
    let expected = ["crates/renewals/src/ends.rs", "crates/renewals/src/price.rs", "tests/bench/"].map(PathBuf::from);
    assert_eq!(seen, expected);
    assert_eq!(links(line), ["docs/m.md"]);
}
