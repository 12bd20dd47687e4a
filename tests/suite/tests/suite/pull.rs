//! A system of record, read by the real binary over real HTTP: every row accounted for, no secret left anywhere.

use crate::binary::{Ran, oldiron, ran};
use demo_estate::{Estate, Size};
use emulator::servicenow::Instance;
use emulator::{Latency, Server};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// An emulated instance, and settings that read it.
struct Ground {
    folder: TempDir,
    server: Server,
    private: Vec<String>,
}

fn ground(shut: &[&str]) -> Ground {
    let size = Size { assets: 80, contracts: 20, payments: 60, tickets: 40 };
    let mut instance = Instance::of_estate(&Estate::new(5, size, estate::parse_day("2026-04-01").unwrap()));
    instance.access.closed_tables.extend(shut.iter().map(|table| (*table).to_owned()));
    let mut private = instance.secrets();
    private.push("Invented Person".to_owned());
    let password = instance.account.password.clone();
    let folder = TempDir::new().unwrap();
    let server = Server::start(instance, Latency::Counted(0)).unwrap();
    fs::write(folder.path().join("password"), format!("{password}\n")).unwrap();
    let settings = format!(
        "[[source]]\nname = \"cmdb\"\nconnector = \"servicenow\"\naddress = \"{}\"\norganisation = \"tarrowshire\"\n\
         sign_in = {{ kind = \"basic\", user = \"oldiron.reader\", password = {{ file = \"password\" }} }}\n\
         network = {{ tries = 2 }}\n",
        server.address()
    );
    fs::write(folder.path().join("oldiron.toml"), settings).unwrap();
    Ground { folder, server, private }
}

impl Ground {
    fn run(&self, arguments: &[&str]) -> Ran {
        let ran = ran(oldiron(self.folder.path()).args(arguments));
        for word in &self.private {
            assert!(!ran.said.contains(word) && !ran.data.contains(word), "{word} is told: {}{}", ran.said, ran.data);
        }
        ran
    }

    /// Looks for secrets and people in everything that was left behind, but for the password's own file.
    fn holds_no_secret(&self) {
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.file_name().is_some_and(|name| name != "password") {
                    let bytes = fs::read(&path).unwrap();
                    let text = String::from_utf8_lossy(&bytes);
                    for word in &self.private {
                        assert!(!text.contains(word.as_str()), "{word} stands in {}", path.display());
                    }
                }
            }
        }
    }
}

fn only_folder(of: &Path) -> String {
    let names: Vec<String> =
        fs::read_dir(of).unwrap().flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(names.len(), 1, "{names:?}");
    names[0].clone()
}

#[test]
fn a_pull_is_whole_its_pages_replay_to_the_same_snapshot_and_no_secret_is_left() {
    let ground = ground(&[]);
    let receipts = ground.run(&["pull", "--format", "json"]).done().json();
    let place = receipts["snapshot"].as_str().unwrap().to_owned();
    for receipt in receipts["receipts"].as_array().unwrap() {
        assert_eq!(receipt["declared"], receipt["received"], "{receipt}");
        let sum = receipt["kept"].as_u64().unwrap() + receipt["set_aside"].as_u64().unwrap();
        assert_eq!(receipt["received"].as_u64(), Some(sum), "{receipt}");
    }
    ground.run(&["snapshot", "verify", &place]).done();
    let raw = ground.folder.path().join("oldiron-data/raw");
    assert!(!raw.join("pulling/cmdb").exists(), "a finished pull leaves nothing to go on from");
    let kept = raw.join(Path::new(&place).file_name().unwrap());
    // Without a network, and without a password.
    let pages = kept.to_str().unwrap().to_owned();
    fs::remove_file(ground.folder.path().join("password")).unwrap();
    ground.server.forget();
    let again = ground.run(&["pull", "--replay", &pages, "--data-dir", "elsewhere", "--format", "json"]).done().json();
    assert!(ground.server.seen().is_empty());
    let there = only_folder(&ground.folder.path().join("elsewhere/snapshots"));
    assert!(place.ends_with(&there), "{place} and {there}");
    assert_eq!(again["receipts"], receipts["receipts"]);
    ground.holds_no_secret();
}

#[test]
fn a_table_that_is_closed_is_no_smaller_estate_in_silence() {
    let ground = ground(&["fm_expense_line"]);
    let pulled = ground.run(&["pull"]);
    assert_eq!(pulled.code, 3, "{}", pulled.said);
    assert!(pulled.said.contains("payments of cmdb") && pulled.data.contains("403"), "{}{}", pulled.said, pulled.data);
    let snapshots = ground.folder.path().join("oldiron-data/snapshots");
    let snapshot = snapshots.join(only_folder(&snapshots));
    let audited =
        ground.run(&["audit", "--snapshot", snapshot.to_str().unwrap(), "--as-of", "2026-04-01", "--no-pages"]);
    assert_eq!(audited.code, 3, "what was not read in full stays so: {}", audited.said);
    let checked = ground.run(&["check"]);
    assert_eq!(checked.code, 3, "{}", checked.said);
    assert!(
        checked.data.contains("fm_expense_line") && checked.said.contains("financial_mgmt_user"),
        "{}",
        checked.said
    );
    ground.holds_no_secret();
}

#[test]
fn a_system_that_knows_nobody_gives_no_snapshot_and_is_asked_once() {
    let ground = ground(&[]);
    fs::write(ground.folder.path().join("password"), "wrong-guess-0").unwrap();
    let refused = ground.run(&["pull"]);
    refused.refused(3, &["nothing could be read of cmdb", "sign-in"]);
    assert_eq!(ground.server.seen().len(), 1, "asking on would lock the account");
}

#[test]
fn a_check_says_what_may_be_read_and_a_look_what_to_map() {
    let ground = ground(&[]);
    let checked = ground.run(&["check"]).done();
    for words in ["ast_contract", "contract_manager", "time zone", "+00:00", "GBP"] {
        assert!(checked.data.contains(words), "{words} is not in {}", checked.data);
    }
    let found = ground.run(&["discover", "cmdb"]).done();
    assert!(found.data.contains("notice = \"u_notice_period\""), "{}", found.data);
    ground.run(&["discover", "ledger"]).refused(2, &["ledger", "cmdb"]);
}

#[test]
fn settings_of_a_system_are_checked_with_file_and_line() {
    let ground = ground(&[]);
    for (find, put, words) in [
        ("http://127.0.0.1", "http://10.0.0.1", &["line 4", "address", "https"][..]),
        ("organisation = ", "currency = \"pounds\"\norganisation = ", &["line 5", "currency", "pounds"]),
        ("file = \"password\"", "env = \"OLDIRON_TEST_UNSET\"", &["sign_in", "OLDIRON_TEST_UNSET"]),
        ("file = \"password\"", "file = \"nowhere\"", &["sign_in", "nowhere"]),
        ("\"servicenow\"", "\"service-now\"", &["line 3", "service-now", "servicenow"]),
    ] {
        let path = ground.folder.path().join("oldiron.toml");
        let right = fs::read_to_string(&path).unwrap();
        fs::write(&path, right.replace(find, put)).unwrap();
        ground.run(&["pull"]).refused(2, words);
        fs::write(&path, right).unwrap();
    }
}
