//! `catalogue show`, `refresh`, `completeness`, and layers on the command line.

use crate::binary::{oldiron, ran};
use serde_json::Value;
use std::fs;
use tempfile::TempDir;

/// An answer of the open catalogue, made up but for its shape.
fn list(made: &str, releases: &str) -> String {
    format!(
        r#"{{"schema_version":"1.2.0","generated_at":"{made}T08:00:00+00:00","total":1,"result":[{{"name":"quillmarker","label":"Quill Marker","category":"app","releases":[{releases}]}}]}}"#
    )
}

const THREE: &str = r#"{"name":"3","isEol":true,"eolFrom":"2023-01-01"}"#;
const FOUR: &str = r#"{"name":"4","isEol":false,"eolFrom":null}"#;

#[test]
fn a_product_is_shown_with_its_releases_dates_sources_and_layers() {
    let inside = TempDir::new().unwrap();
    let shown = ran(oldiron(inside.path()).args(["catalogue", "show", "windows-server"])).done();
    let line =
        shown.data.lines().find(|line| line.starts_with("2012-r2 ") && line.contains("extended support")).unwrap();
    for word in ["2013-11-25", "2026-10-13", "import", "built-in", "https://endoflife.date/windows-server"] {
        assert!(line.contains(word), "{line} should say {word}");
    }
    // Words find it too; words that name nothing are refused with what is near.
    let json = ran(oldiron(inside.path()).args(["catalogue", "show", "RHEL 7", "--format", "json"])).done().json();
    assert_eq!(json["id"], "rhel");
    ran(oldiron(inside.path()).args(["catalogue", "show", "windows-serving"]))
        .refused(2, &["windows-serving", "did you mean", "windows-server"]);
    let all = ran(oldiron(inside.path()).args(["catalogue", "show", "--format", "csv"])).done();
    assert!(all.data.lines().count() > 200, "{}", all.data.lines().count());
}

#[test]
fn a_layer_on_the_command_line_is_read_for_this_run_alone() {
    let inside = TempDir::new().unwrap();
    fs::write(inside.path().join("open.json"), list("2026-10-01", THREE)).unwrap();
    let matched = |arguments: &[&str]| -> Value {
        let mut command = oldiron(inside.path());
        command.args(["catalogue", "match"]).args(arguments).write_stdin("Quill Marker 3.2\n");
        ran(&mut command).done().json()
    };
    assert_eq!(matched(&[])["outcome"], "not-found");
    let found = matched(&["--catalogue", "open.json"]);
    assert_eq!([&found["product"], &found["cycle"]], ["quillmarker", "3"]);
    let mut missing = oldiron(inside.path());
    missing.args(["catalogue", "match", "--catalogue", "none.json"]).write_stdin("");
    ran(&mut missing).refused(2, &["none.json", "cannot be read", "hint"]);
}

#[test]
fn a_refreshed_list_is_kept_and_what_it_drops_stays_known_until_accepted() {
    let inside = TempDir::new().unwrap();
    let put = |name: &str, text: &str| fs::write(inside.path().join(name), text).unwrap();
    put("first.json", &list("2026-09-01", &format!("{THREE},{FOUR}")));
    put("second.json", &list("2026-10-01", FOUR));
    let refresh = |arguments: &[&str]| {
        let mut command = oldiron(inside.path());
        command.args(["catalogue", "refresh", "--as-of", "2026-11-23", "--from"]).args(arguments);
        ran(&mut command)
    };
    let dates =
        || ran(oldiron(inside.path()).args(["catalogue", "show", "quillmarker", "--format", "csv"])).done().data;
    let kept = refresh(&["first.json"]).done();
    assert!(kept.said.contains("first.json was made on 2026-09-01, 83 days before 2026-11-23"), "{}", kept.said);
    assert!(dates().contains("2023-01-01"));
    // A dry run keeps nothing.
    let dry = refresh(&["second.json", "--dry-run"]).done();
    assert!(dry.said.contains("1 dates of the list before are no longer in it"), "{}", dry.said);
    assert!(dry.said.contains("quillmarker 3 eol: 2023-01-01"), "{}", dry.said);
    refresh(&["second.json"]).done();
    assert!(dates().contains("2023-01-01"), "what was dropped stays known");
    refresh(&["second.json", "--accept-dropped"]).done();
    assert!(!dates().contains("2023-01-01"), "until it is accepted");
}

#[test]
fn an_old_list_is_refused_unless_it_is_asked_for_and_a_stale_one_is_warned_of() {
    let inside = TempDir::new().unwrap();
    fs::write(inside.path().join("open.json"), list("2025-10-01", THREE)).unwrap();
    let refresh = |day: &str, more: &[&str]| {
        let mut command = oldiron(inside.path());
        command.args(["catalogue", "refresh", "--from", "open.json", "--as-of", day]).args(more);
        ran(&mut command)
    };
    refresh("2026-10-02", &[]).refused(2, &["open.json", "2025-10-01", "366 days", "--accept-old"]);
    assert!(refresh("2026-10-01", &[]).done().said.contains("warning: "));
    assert!(!refresh("2025-12-30", &[]).done().said.contains("warning: "));
    assert!(refresh("2026-10-02", &["--accept-old"]).done().said.contains("warning: "));
    fs::write(inside.path().join("open.json"), "{\"result\": 7}").unwrap();
    refresh("2026-10-01", &[]).refused(2, &["open.json", "line 1", "hint"]);
}

#[test]
fn completeness_says_what_share_has_a_verdict_and_what_would_settle_the_rest() {
    let inside = TempDir::new().unwrap();
    let files = inside.path().join("files");
    fs::create_dir(&files).unwrap();
    fs::write(files.join("organisations.csv"), "id,name\nTC,Town Council\n").unwrap();
    fs::write(
        files.join("assets.csv"),
        "id,organisation,kind,name,product,version,owner,own_cost,own_cost_per,currency\n\
         A-1,TC,server,srv,Windows Server 2022,,ops,100,year,GBP\n\
         A-2,TC,application,odd,Quillmarker,3.2,ledgers,800,year,GBP\n\
         A-3,TC,application,odder,Inkwell Suite,1,ledgers,100,year,GBP\n",
    )
    .unwrap();
    let asked = |more: &[&str]| {
        let mut command = oldiron(inside.path());
        command.args(["catalogue", "completeness", "--from", "files", "--as-of", "2026-11-23"]).args(more);
        ran(&mut command).done()
    };
    let told = asked(&[]).data;
    for words in [
        "1 of 3 assets have a verdict (33.3 %).",
        "£100.00 of £1,000.00 run cost (10.0 %) has one",
        "Settling the first row settles 80 % of the £900.00",
        "id = \"quillmarker\"",
    ] {
        assert!(told.contains(words), "{told}\nshould say {words}");
    }
    let json = asked(&["--format", "json"]).json();
    assert_eq!(json["rows_that_settle_80_per_cent"], 1);
    assert_eq!(json["worklist"].as_array().unwrap().len(), 2);
    assert_eq!(asked(&["--format", "csv"]).data.lines().next().unwrap().split(',').next(), Some("pence"));
    assert_eq!(asked(&["--owner", "ops", "--format", "json"]).json()["worklist"].as_array().unwrap().len(), 0);
}

#[test]
fn a_list_is_fetched_from_an_address_over_https_or_from_this_machine() {
    use std::io::{Read, Write};
    let inside = TempDir::new().unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let body = list("2026-10-01", THREE);
    let served = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut asked = vec![0; 4096];
        let count = stream.read(&mut asked).unwrap();
        write!(stream, "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len()).unwrap();
        String::from_utf8_lossy(&asked[..count]).lines().next().unwrap_or_default().to_owned()
    });
    let address = format!("http://127.0.0.1:{port}/api/v1/products/full");
    let mut command = oldiron(inside.path());
    command.args(["catalogue", "refresh", "--as-of", "2026-11-23", "--from", &address]);
    ran(&mut command).done();
    assert_eq!(served.join().unwrap(), "GET /api/v1/products/full HTTP/1.1");
    let shown = ran(oldiron(inside.path()).args(["catalogue", "show", "quillmarker"])).done();
    assert!(shown.data.contains("2023-01-01") && shown.data.contains("refreshed"), "{}", shown.data);
    // Nobody reads on the way to another machine.
    let mut plain = oldiron(inside.path());
    plain.args(["catalogue", "refresh", "--from", "http://example.org/list"]);
    ran(&mut plain).refused(2, &["http://example.org/list", "plain http"]);
}
