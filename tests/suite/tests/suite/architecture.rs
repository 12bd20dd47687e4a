//! The map is true: arrows between rooms, doors for outside packages, and what each room must not know.
//!
//! Each rule is a plain function from what was read to what is wrong with it, so that every rule is also shown something wrong.

mod absences;
mod arrows;
mod data;
mod doors;
mod rooms;
mod rust_text;
mod tidiness;

use rooms::Room;

/// Fails with every fault, one a line, under what the rule is for.
fn none_of(faults: &[String], rule: &str) {
    assert!(faults.is_empty(), "{rule}\n  {}\n", faults.join("\n  "));
}

/// A made-up room, for showing a rule something wrong.
fn room(name: &str, folder: &str, uses: &[&str]) -> Room {
    Room {
        name: name.to_owned(),
        folder: folder.to_owned(),
        description: Some("A room".to_owned()),
        manifest: "[lints]\nworkspace = true\n".to_owned(),
        uses: uses.iter().map(|package| (*package).to_owned()).collect(),
        tests_use: Vec::new(),
    }
}
