//! The crates of the workspace, by `cargo metadata`.

use cargo_metadata::{DependencyKind, MetadataCommand};
use std::fs;
use std::path::{Path, PathBuf};
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
    // Without dependencies nothing is resolved, so no registry is asked.
    let metadata = MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .no_deps()
        .other_options(["--offline".to_owned()])
        .exec()
        .unwrap();
    let rooms = metadata.packages.iter().map(|package| {
        let folder = package.manifest_path.parent().unwrap().as_std_path();
        let uses = |tests: bool| {
            let dependencies = package.dependencies.iter();
            let chosen = dependencies.filter(|used| (used.kind == DependencyKind::Development) == tests);
            chosen.map(|used| used.name.clone()).collect()
        };
        Room {
            name: package.name.to_string(),
            folder: folder.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/"),
            description: package.description.clone(),
            manifest: fs::read_to_string(&package.manifest_path).unwrap(),
            uses: uses(false),
            tests_use: uses(true),
        }
    });
    rooms.collect()
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
