//! Where things are read from and written to.

use super::{BODY, CONTRACT, Place, SERVER};
use crate::binary::{binary, oldiron, ran};
use std::fs;

#[test]
fn an_audit_needs_no_home_and_no_environment() {
    let place = Place::new(&[BODY, CONTRACT]);
    let audit = ["audit", "--from", "files", "--as-of", "2026-04-01", "--no-pages", "--out", "pack"];
    let audit = ran(oldiron(place.0.path()).env_clear().args(audit));
    assert_eq!(place.pack(audit).audit.pence("run_cost"), Some(120_000));
}

#[test]
fn what_cannot_be_a_folder_is_named_and_left_as_it_is() {
    let place = Place::new(&[BODY]);
    fs::write(place.path("blocker"), "mine").unwrap();
    let below = |option: &str, dir: &str| {
        place.run(["audit", "--from", "files", "--as-of", "2026-04-01", "--no-pages", option, dir])
    };
    below("--out", "blocker/pack").refused(2, &["blocker/pack"]);
    below("--out", "blocker").refused(2, &["blocker: is a file"]);
    below("--data-dir", "blocker/data").refused(2, &["blocker/data"]);
    place.run(["demo", "--files", "blocker/files"]).refused(2, &["blocker/files"]);
    assert_eq!(fs::read_to_string(place.path("blocker")).unwrap(), "mine");
    assert_eq!(place.names(), ["blocker", "files", "oldiron-data"]);
}

#[test]
fn a_folder_that_is_not_a_pack_is_left_as_it_is() {
    for (name, text, said) in [
        ("letters.txt", "Dear Sir", "is not a pack"),
        ("audit.json", "{\"vulnerabilities\": []}", "is not a pack"),
        ("audit.json", "not JSON", "is not a pack"),
    ] {
        let place = Place::new(&[BODY]);
        fs::create_dir(place.path("pack")).unwrap();
        fs::write(place.path("pack").join(name), text).unwrap();
        place.audit().refused(2, &["pack: ", said, "--out"]);
        assert_eq!(fs::read_to_string(place.path("pack").join(name)).unwrap(), text);
        assert_eq!(fs::read_dir(place.path("pack")).unwrap().count(), 1);
    }
}

#[test]
fn an_empty_folder_takes_a_pack_and_a_second_pack_takes_the_place_of_the_first() {
    let place = Place::new(&[BODY, CONTRACT]);
    fs::create_dir(place.path("pack")).unwrap();
    assert_eq!(place.pack(place.audit()).audit.as_of, "2026-04-01");
    let again = place.pack(place.audit_as_of("2026-05-01", &[]));
    assert_eq!(again.audit.as_of, "2026-05-01");
    assert_eq!(place.names(), ["files", "oldiron-data", "pack"]);
    // Somebody's own file in a pack is not lost with it.
    fs::write(place.path("pack/notes.txt"), "ask Acme").unwrap();
    place.audit().refused(2, &["pack: holds notes.txt"]);
    assert_eq!(fs::read_to_string(place.path("pack/notes.txt")).unwrap(), "ask Acme");
}

/// A disk that is full, or a run that is killed, while the pack is being written: files may grow to 512 bytes and no further.
#[cfg(unix)]
#[test]
fn a_run_that_is_stopped_leaves_no_half_pack() {
    let place = Place::new(&[BODY, CONTRACT]);
    let before = place.pack(place.audit());
    let snapshot = place.snapshot();
    for (ends, killed) in [("trap '' XFSZ", false), ("ulimit -c 0", true)] {
        for (out, survives) in [("new", false), ("pack", true)] {
            let script = format!("{ends}; ulimit -f 1; exec \"$0\" \"$@\"");
            let mut command = assert_cmd::Command::new("sh");
            command.current_dir(place.0.path()).arg("-c").arg(script).arg(binary()).arg("audit");
            command.args(["--as-of", "2026-05-01", "--no-pages", "--out", out, "--snapshot"]).arg(&snapshot);
            let stopped = ran(&mut command);
            if killed {
                assert_eq!(stopped.code, -1, "{}", stopped.said);
            } else {
                stopped.refused(2, &["File too large", "audit.json"]);
                assert!(!place.names().iter().any(|name| name.contains(".part")), "{:?}", place.names());
            }
            assert_eq!(place.path(out).exists(), survives);
        }
    }
    assert_eq!(crate::binary::read_pack(&place.path("pack")).unwrap().words, before.words);
    // The next run clears away what a killed one left.
    let parts = || place.names().into_iter().filter(|name| name.contains(".part-")).count();
    assert_eq!(parts(), 2);
    place.run(["audit", "--from", "files", "--as-of", "2026-05-01", "--no-pages", "--out", "new"]).done();
    assert_eq!(parts(), 1);
    place.pack(place.audit_as_of("2026-05-01", &[]));
}

#[cfg(unix)]
#[test]
fn names_need_not_be_utf_8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let odd = OsStr::from_bytes(b"odd \xff name");
    let place = Place::new(&[BODY]);
    fs::write(place.path("files").join(OsStr::from_bytes(b"stray-\xfe.csv")), "a,b\n1,2\n").unwrap();
    fs::rename(place.path("files"), place.path(odd)).unwrap();
    let mut audit = oldiron(place.0.path());
    audit.args(["audit", "--as-of", "2026-04-01", "--no-pages", "--out", "pack", "--from"]).arg(odd);
    let audit = ran(&mut audit);
    assert!(audit.said.contains("its name is no table's"), "{}", audit.said);
    place.pack(audit);
    let mut init = oldiron(place.0.path());
    assert!(ran(init.arg("init").arg(odd)).done().data.contains("connector = \"register\""));
    let mut check = oldiron(place.0.path());
    ran(check.arg("check").arg("--from").arg(odd)).done();
    let mut missing = oldiron(place.0.path());
    missing.args(["audit", "--from"]).arg(OsStr::from_bytes(b"gone-\xff"));
    ran(&mut missing).refused(2, &["gone-"]);
}

#[test]
fn what_is_not_there_or_holds_no_table_is_named() {
    let place = Place::new(&[("readme.txt", "nothing to see")]);
    for command in ["audit", "renewals"] {
        place.run([command, "--from", "gone"]).refused(2, &["gone cannot be read"]);
        place.run([command, "--from", "files"]).refused(2, &["files holds none of", "contracts.csv"]);
        place.run([command, "--config", "gone.toml"]).refused(2, &["gone.toml"]);
        place.run([command, "--snapshot", "files"]).refused(2, &["files is not a readable snapshot"]);
        place.run([command]).refused(2, &["no source is named", "--from"]);
    }
    place.run(["check"]).refused(2, &["no source is named"]);
    place.run(["why", "run_cost"]).refused(2, &["no pack", "--pack"]);
    place.run(["why", "run_cost", "--pack", "files"]).refused(2, &["files/audit.json"]);
    place.run(["snapshot", "verify", "gone"]).refused(2, &["gone"]);
    place.left_no_pack();
}

#[test]
fn a_damaged_snapshot_is_neither_judged_nor_repaired() {
    let place = Place::new(&[BODY, SERVER, CONTRACT]);
    place.audit().done();
    let snapshot = place.snapshot();
    let verify = || place.run(["snapshot".as_ref(), "verify".as_ref(), snapshot.as_os_str()]);
    assert_eq!(verify().done().data, "");
    let file = snapshot.join("contracts.parquet");
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::remove_file(&file).unwrap();
    fs::write(&file, &bytes).unwrap();
    verify().refused(3, &["contracts.parquet was changed", "read the sources again"]);
    for command in ["audit", "renewals"] {
        place
            .run([command.as_ref(), "--snapshot".as_ref(), snapshot.as_os_str()])
            .refused(3, &["contracts.parquet cannot be read", "read the sources again"]);
    }
    fs::remove_file(&file).unwrap();
    verify().refused(3, &["contracts.parquet is missing"]);
    fs::write(snapshot.join("manifest.json"), "{}").unwrap();
    assert_ne!(verify().code, 0);
    assert_eq!(place.names(), ["files", "oldiron-data", "pack"]);
}
