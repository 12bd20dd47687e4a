//! Arrows between rooms only point down; siblings never see each other.

use super::rooms::{Room, rooms};
use super::{none_of, room};

/// Each room and the rooms it may know. A new arrow is a design change: this list, the map in README.md and the reason go into
/// one commit.
const ARROWS: &[(&str, &[&str])] = &[
    ("estate", &[]),
    // Readers: plain values in, decisions with evidence out.
    ("lifecycle", &["estate"]),
    ("classification", &["estate"]),
    ("identity", &["estate"]),
    ("renewals", &["estate"]),
    // The result as plain types, and what reads only that.
    ("audit", &["estate"]),
    ("reports", &["audit"]),
    ("analysis", &["audit", "classification", "estate", "identity", "lifecycle", "renewals"]),
    ("snapshot", &["estate"]),
    ("demo-estate", &["estate"]),
    ("connector-kit", &["estate"]),
    // Feeds itself from the demo's rows. It shares no type with the connectors that read it.
    ("emulator", &["demo-estate", "estate"]),
    // The readers read their own files of config/, so checking settings means asking them.
    ("settings", &["classification", "estate", "lifecycle", "renewals"]),
];

/// Rooms that wire others together: nothing depends on them, and they may depend on everything.
const WIRING: &[&str] = &["oldiron", "suite", "bench", "bench-pull"];

/// What every connector may know, and no connector another.
const CONNECTORS: &[&str] = &["connector-kit", "estate"];

/// What the tests of the kit and of connectors know besides: a system to read, which shares no type with them.
const SYSTEMS_FOR_TESTS: &[&str] = &["emulator", "demo-estate"];

fn wrong_arrows(rooms: &[Room]) -> Vec<String> {
    let ours = |package: &&String| rooms.iter().any(|room| room.name == **package);
    let mut faults = Vec::new();
    for room in rooms {
        let listed = ARROWS.iter().find(|(name, _)| *name == room.name).map(|(_, allowed)| *allowed);
        let allowed = match listed {
            Some(allowed) => Some(allowed),
            None if room.folder.starts_with("connectors/") => Some(CONNECTORS),
            None if WIRING.contains(&room.name.as_str()) => None,
            None => {
                faults.push(format!("{} is a room that the list of arrows does not know", room.name));
                continue;
            }
        };
        let reads_systems = room.name == "connector-kit" || room.folder.starts_with("connectors/");
        let for_tests = |package: &&String| reads_systems && SYSTEMS_FOR_TESTS.contains(&package.as_str());
        let tests_use = room.tests_use.iter().filter(|package| !for_tests(package));
        for package in room.uses.iter().chain(tests_use).filter(ours) {
            if WIRING.contains(&package.as_str()) {
                faults.push(format!("{} -> {package}: nothing depends on what wires", room.name));
            } else if allowed.is_some_and(|allowed| !allowed.contains(&package.as_str())) {
                faults.push(format!("{} -> {package} is no arrow of the map", room.name));
            }
        }
        for package in listed.unwrap_or_default() {
            if rooms.iter().any(|other| other.name == *package) && !room.uses.iter().any(|used| used == package) {
                faults.push(format!("{} -> {package} is on the list, and the room has no use for it", room.name));
            }
        }
    }
    faults
}

#[test]
fn arrows_are_those_of_the_map() {
    none_of(
        &wrong_arrows(rooms()),
        "Rooms know only the rooms below them. Change the map and this list together, or neither.",
    );
}

#[test]
fn an_arrow_that_is_not_on_the_map_is_named() {
    let estate = || room("estate", "crates/estate", &["serde"]);
    let audit = || room("audit", "crates/audit", &["estate"]);
    let made_up = |changed: Room| wrong_arrows(&[estate(), audit(), changed]);
    for (changed, said) in [
        (room("reports", "reports", &["audit", "estate"]), "reports -> estate is no arrow"),
        (room("reports", "reports", &[]), "reports -> audit is on the list"),
        (room("renewals", "crates/renewals", &["estate", "audit"]), "renewals -> audit is no arrow"),
        (room("itop", "connectors/itop", &["estate", "audit"]), "itop -> audit is no arrow"),
        (room("pages", "crates/pages", &[]), "pages is a room that the list"),
    ] {
        let faults = made_up(changed);
        assert!(faults.len() == 1 && faults[0].contains(said), "{said}: {faults:?}");
    }
    let mut reading = room("itop", "connectors/itop", &["estate"]);
    reading.tests_use.push("emulator".to_owned());
    assert_eq!(made_up(reading), Vec::<String>::new(), "tests of a connector have a system to read");
    let mut tested = room("snapshot", "crates/snapshot", &["estate"]);
    tested.tests_use.push("audit".to_owned());
    assert_eq!(
        made_up(tested),
        ["snapshot -> audit is no arrow of the map"],
        "tests of a room know no more than the room"
    );
    assert_eq!(made_up(room("register", "connectors/register", &["estate", "csv"])), Vec::<String>::new());
}
