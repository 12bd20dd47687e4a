//! A pull that is killed goes on and ends in the snapshot of an undisturbed one. A handful here; hundreds by hand, with
//! `cargo run --release -p bench-pull -- kills`.

use crate::binary::{binary, oldiron, ran};
use demo_estate::{Estate, Size};
use emulator::servicenow::Instance;
use emulator::{Latency, Server, What};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Kills come when so many requests were seen: not at a time, which differs from one machine to the next.
const KILLED_AFTER: [usize; 4] = [1, 25, 60, 95];

fn started() -> (Server, TempDir) {
    let size = Size { assets: 120, contracts: 30, payments: 80, tickets: 90 };
    let instance = Instance::of_estate(&Estate::new(9, size, estate::parse_day("2026-04-01").unwrap()));
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("password"), &instance.account.password).unwrap();
    // Real waiting, so that there is a moment to be killed in.
    let server = Server::start(instance, Latency::Waited(5)).unwrap();
    let settings = format!(
        "[[source]]\nname = \"cmdb\"\nconnector = \"servicenow\"\naddress = \"{}\"\norganisation = \"TCC\"\n\
         page_rows = 20\npage_rows_most = 20\n\
         sign_in = {{ kind = \"basic\", user = \"oldiron.reader\", password = {{ file = \"password\" }} }}\n",
        server.address()
    );
    fs::write(folder.path().join("oldiron.toml"), settings).unwrap();
    (server, folder)
}

/// The snapshots of a data folder. Their names are made from everything that is in them.
fn snapshots(data: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(data.join("snapshots")) else { return Vec::new() };
    let names = entries.flatten().filter(|entry| entry.path().join("manifest.json").exists());
    names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

fn pages_of_rows(server: &Server) -> usize {
    server.seen().iter().filter(|seen| seen.what == What::Rows).count()
}

#[test]
fn a_pull_that_is_killed_goes_on_to_the_same_snapshot_without_reading_finished_pages_again() {
    let (server, folder) = started();
    ran(oldiron(folder.path()).args(["pull", "--data-dir", "undisturbed"])).done();
    let expected = snapshots(&folder.path().join("undisturbed"));
    let usual = pages_of_rows(&server);
    assert_eq!(expected.len(), 1);
    for after in KILLED_AFTER {
        server.forget();
        let data = format!("killed-after-{after}");
        let mut pull = Command::new(binary());
        pull.current_dir(folder.path()).args(["pull", "--data-dir", &data]).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = pull.spawn().unwrap();
        while server.seen().len() < after && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(snapshots(&folder.path().join(&data)).is_empty(), "killed after {after} requests, and yet done");
        ran(oldiron(folder.path()).args(["pull", "--data-dir", &data])).done();
        assert_eq!(snapshots(&folder.path().join(&data)), expected, "killed after {after} requests");
        // Of each table that was under way one page may have to be asked for again.
        let pages = pages_of_rows(&server);
        assert!(pages <= usual + 20, "{pages} pages in both runs where {usual} are usual");
    }
}
