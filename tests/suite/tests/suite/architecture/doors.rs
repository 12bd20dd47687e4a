//! Each outside package enters by its listed door.

use super::rooms::{Room, rooms};
use super::{none_of, room};

/// Outside packages and the rooms that may name them. So a connector compiles without frames, and a chart is tested without
/// frames or a network.
const DOORS: &[(&str, &[&str])] = &[
    ("aho-corasick", &["lifecycle", "analysis"]),
    ("anyhow", &["oldiron", "bench", "bench-pull"]),
    // Emulated systems answer over real HTTP, because what goes wrong goes wrong there.
    ("axum", &["emulator"]),
    ("base64", &["connector-kit", "emulator", "reports"]),
    // Exports are workbooks; and what a buyer wrote into the renewals workbook is read back before the next one is written.
    ("calamine", &["register", "oldiron"]),
    ("clap", &["oldiron", "bench", "bench-pull"]),
    ("config", &["settings"]),
    ("csv", &["register", "snapshot", "oldiron"]),
    // Exports come in the encodings of the programs that wrote them.
    ("encoding_rs", &["register"]),
    // Exports come packed.
    ("flate2", &["register"]),
    // The date in a `Retry-After`.
    ("httpdate", &["connector-kit"]),
    ("indicatif", &["oldiron"]),
    ("jiff", &["estate", "snapshot", "analysis"]),
    ("num-bigint", &["estate", "analysis"]),
    ("num-rational", &["estate", "analysis"]),
    ("num-traits", &["estate", "analysis"]),
    ("polars", &["snapshot", "analysis"]),
    ("polars-io", &["snapshot"]),
    // Inventories are XML, and so are the insides of a workbook that have to be counted before it is opened.
    ("quick-xml", &["register"]),
    // Read as a dictionary: which words of suppliers' names are of the language.
    ("random_word", &["identity"]),
    // One client, so that read-only, TLS and redirects are settled once; others borrow it.
    ("reqwest", &["connector-kit"]),
    ("resvg", &["reports"]),
    ("rust_xlsxwriter", &["reports"]),
    ("rustybuzz", &["reports"]),
    ("schemars", &["audit"]),
    ("sha2", &["reports", "snapshot"]),
    ("tokio", &["connector-kit", "emulator"]),
    ("typst", &["reports"]),
    ("typst-layout", &["reports"]),
    ("typst-pdf", &["reports"]),
    // NFKC of what people paste: full-width letters, ligatures, letters whose accents stand beside them.
    ("unicode-normalization", &["identity", "lifecycle"]),
    ("zip", &["register"]),
    // Raw pages are kept compressed.
    ("zstd", &["connector-kit"]),
    // A pack is put together beside its place before it is there.
    ("tempfile", &["oldiron"]),
];

/// Small packages with no reach of their own: every room may name them.
const EVERYWHERE: &[&str] = &["serde", "serde_json", "thiserror", "toml"];

/// Packages that only tests may name, and any test may. A workbook is a zip file, and looking into it takes one; a hash holds strings out.
const TESTS: &[&str] = &["assert_cmd", "proptest", "sha2", "tempfile", "zip"];

fn wrong_doors(rooms: &[Room]) -> Vec<String> {
    let outside = |package: &&String| rooms.iter().all(|room| room.name != **package);
    let mut faults = Vec::new();
    for room in rooms {
        for package in room.uses.iter().filter(outside) {
            if !EVERYWHERE.contains(&package.as_str()) && !is_door(package, &room.name) {
                faults.push(format!("{package} enters by {}, which is not its door", room.name));
            }
        }
        // The suite is all tests, and tests may read with what the rooms write with.
        for package in room.tests_use.iter().filter(outside) {
            let known = EVERYWHERE.iter().chain(TESTS).any(|name| name == package);
            let suite_reads = room.name == "suite" && DOORS.iter().any(|(name, _)| name == package);
            if !known && !suite_reads && !is_door(package, &room.name) {
                faults.push(format!("{package} enters by the tests of {}, which are not its door", room.name));
            }
        }
    }
    for (package, doors) in DOORS {
        for door in *doors {
            let used = rooms.iter().any(|room| room.name == *door && room.uses.iter().any(|name| name == package));
            if !used && rooms.iter().any(|room| room.name == *door) {
                faults.push(format!("{package} no longer enters by {door}: close the door"));
            }
        }
    }
    faults
}

fn is_door(package: &str, room: &str) -> bool {
    DOORS.iter().any(|(name, doors)| *name == package && doors.contains(&room))
}

#[test]
fn outside_packages_enter_by_their_doors() {
    none_of(
        &wrong_doors(rooms()),
        "Each outside package has a door. To open one is a decision: list it here, with the reason in the commit.",
    );
}

#[test]
fn a_package_that_enters_elsewhere_is_named() {
    for (room, said) in [
        (room("itop", "connectors/itop", &["estate", "polars"]), "polars enters by itop"),
        (room("itop", "connectors/itop", &["left-pad"]), "left-pad enters by itop"),
        (room("settings", "crates/settings", &[]), "config no longer enters by settings"),
    ] {
        let faults = wrong_doors(&[room]);
        assert!(faults.iter().any(|fault| fault.contains(said)), "{said}: {faults:?}");
    }
    let mut tested = room("itop", "connectors/itop", &["serde"]);
    tested.tests_use = vec!["tempfile".to_owned(), "polars".to_owned()];
    assert_eq!(wrong_doors(&[tested]), ["polars enters by the tests of itop, which are not its door"]);
}
