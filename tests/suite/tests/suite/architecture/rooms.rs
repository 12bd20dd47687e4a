//! The crates of the workspace, by `cargo metadata`.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// One crate of the workspace.
pub(super) struct Room {
    pub(super) name: String,
    /// Its folder, from the root: `crates/estate`.
    pub(super) folder: String,
    pub(super) description: Option<String>,
    /// The text of its Cargo.toml.
    pub(super) manifest: String,
    /// What it names under `[dependencies]` and `[build-dependencies]`, by the package's own name.
    pub(super) uses: Vec<String>,
    /// What it names under `[dev-dependencies]`.
    pub(super) tests_use: Vec<String>,
}

/// The root of the checkout.
pub(super) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap().to_owned()
}

/// Every crate of the workspace.
pub(super) fn rooms() -> &'static [Room] {
    static ROOMS: LazyLock<Vec<Room>> = LazyLock::new(read);
    &ROOMS
}

fn read() -> Vec<Room> {
    let root = root();
    // Read as plain JSON: a crate that does it asks more of `semver` than typst does, and everything below typst would be built twice.
    // Without dependencies nothing is resolved, so no registry is asked.
    let said = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline", "--manifest-path"])
        .arg(root.join("Cargo.toml"))
        .output()
        .unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let metadata: Value = serde_json::from_slice(&said.stdout).unwrap();
    let rooms = metadata["packages"].as_array().unwrap().iter().map(|package| {
        let manifest = Path::new(text(&package["manifest_path"]));
        let uses = |tests: bool| {
            let dependencies = package["dependencies"].as_array().unwrap().iter();
            let chosen = dependencies.filter(|used| (used["kind"] == "dev") == tests);
            chosen.map(|used| text(&used["name"]).to_owned()).collect()
        };
        Room {
            name: text(&package["name"]).to_owned(),
            folder: manifest.parent().unwrap().strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/"),
            description: package["description"].as_str().map(str::to_owned),
            manifest: fs::read_to_string(manifest).unwrap(),
            uses: uses(false),
            tests_use: uses(true),
        }
    });
    rooms.collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

#[test]
fn the_rooms_of_the_workspace_are_seen() {
    let names: Vec<&str> = rooms().iter().map(|room| room.name.as_str()).collect();
    for name in ["estate", "snapshot", "analysis", "oldiron", "register", "reports", "suite", "bench"] {
        assert!(names.contains(&name), "{name} is not among {names:?}");
    }
    let snapshot = rooms().iter().find(|room| room.name == "snapshot").unwrap();
    assert_eq!(snapshot.folder, "crates/snapshot");
    assert!(snapshot.uses.contains(&"polars-io".to_owned()) && !snapshot.uses.contains(&"tempfile".to_owned()));
}
