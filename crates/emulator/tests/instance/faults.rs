//! Every fault, as a client sees it.

use crate::plain::{KEY, get, instance, send, start, walk};
use emulator::{Arm, Fault, Server};
use std::collections::BTreeSet;

const PATH: &str = "/api/now/v2/table/cmdb_ci?sysparm_limit=10&sysparm_query=ORDERBYsys_id&sysparm_fields=sys_id,name,virtual,manufacturer";

fn struck(fault: Fault) -> (u16, String, String) {
    let server = start(instance());
    server.arm(Arm::once(fault));
    let got = get(&server, PATH);
    assert_eq!(server.seen()[0].fault, Some(fault));
    assert_eq!(get(&server, PATH).rows().len(), 10, "{} strikes once", fault.name());
    (got.status, got.headers.get("content-type").cloned().unwrap_or_default(), got.body)
}

#[test]
fn faults_of_status_and_body_look_as_they_say() {
    for (fault, status, kind, body) in [
        (Fault::CancelledInside200, 200, "json", "{\"error\""),
        (Fault::CancelledAs202, 202, "json", "{\"error\""),
        (Fault::CancelledAsText, 200, "json", "{\"result\":\"Transaction cancelled"),
        (Fault::AsleepHtml, 200, "html", "<html"),
        (Fault::SignInHtml, 200, "html", "<html"),
        (Fault::HtmlAsJson, 200, "json", "<html"),
        (Fault::EmptyBody, 200, "json", ""),
        (Fault::NoContentType, 200, "", "{\"result\":[{"),
        (Fault::ResultNull, 200, "json", "{\"result\":null}"),
        (Fault::ResultObject, 200, "json", "{\"result\":{"),
        (Fault::ResultMissing, 200, "json", "{}"),
        (Fault::TooMany, 429, "json", "{\"error\""),
        (Fault::TooManyUntil, 429, "json", "{\"error\""),
        (Fault::TooManyNoHint, 429, "json", "{\"error\""),
        (Fault::Broken, 500, "json", "{\"error\""),
        (Fault::BadGateway, 502, "html", "<html"),
        (Fault::Unavailable, 503, "html", "<html"),
        (Fault::GatewayTimeout, 504, "html", "<html"),
        (Fault::Unauthorised, 401, "json", "{\"error\""),
        (Fault::Forbidden, 403, "json", "{\"error\""),
        (Fault::NotFound, 404, "json", "{\"error\""),
        (Fault::BadRequest, 400, "json", "{\"error\""),
        (Fault::RowIsText, 200, "json", "{\"result\":[\"row is"),
        (Fault::RedirectElsewhere, 302, "html", ""),
        (Fault::RedirectToSignIn, 302, "html", ""),
        (Fault::RedirectLoop, 302, "html", ""),
    ] {
        let (got, kind_got, body_got) = struck(fault);
        assert_eq!(got, status, "{}", fault.name());
        assert!(kind_got.contains(kind) && kind.is_empty() == kind_got.is_empty(), "{}: {kind_got}", fault.name());
        assert!(body_got.starts_with(body) && body.is_empty() == body_got.is_empty(), "{}: {body_got}", fault.name());
    }
}

#[test]
fn broken_bodies_are_broken() {
    let whole = get(&start(instance()), PATH).body;
    let (_, _, truncated) = struck(Fault::TruncatedJson);
    assert!(whole.len() > truncated.len() * 2 - 2 && serde_json::from_str::<serde_json::Value>(&truncated).is_err());
    let (_, _, spoiled) = struck(Fault::NotUtf8);
    assert!(spoiled.contains('\u{FFFD}'));
    let (_, _, trickled) = struck(Fault::Trickle);
    assert_eq!(trickled.len(), whole.len());
    let server = start(instance());
    server.arm(Arm::once(Fault::CutShort));
    let cut = get(&server, PATH);
    let length: usize = cut.headers["content-length"].parse().unwrap();
    assert!(cut.body.len() < length, "{} of {length}", cut.body.len());
}

#[test]
fn a_connection_may_close_without_an_answer() {
    let server = start(instance());
    server.arm(Arm::once(Fault::Closed));
    let request = format!("GET {PATH} HTTP/1.1\r\nHost: it\r\nConnection: close\r\n{KEY}\r\nAccept: */*\r\n\r\n");
    assert!(send(&server, &request).is_none());
    assert_eq!(server.seen()[0].status, None);
}

#[test]
fn silence_ends_with_the_server() {
    let server = start(instance());
    server.arm(Arm::once(Fault::Silence));
    let port = server.port();
    let asking = std::thread::spawn(move || {
        use std::io::{Read, Write};
        let mut stream = std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream
            .write_all(format!("GET {PATH} HTTP/1.1\r\nHost: it\r\n{KEY}\r\nAccept: */*\r\n\r\n").as_bytes())
            .unwrap();
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        bytes.len()
    });
    while server.seen().is_empty() {
        std::thread::yield_now();
    }
    drop(server);
    assert_eq!(asking.join().unwrap(), 0);
}

fn ids(server: &Server) -> Vec<String> {
    get(server, PATH).column("sys_id")
}

#[test]
fn faults_of_paging_do_to_rows_what_they_say() {
    let plain = start(instance());
    let all = walk(&plain, "cmdb_ci", 40);
    for (fault, what) in [
        (Fault::ShortPage, "nothing is lost on one who goes on from the last row"),
        (Fault::RepeatedRow, "one row comes twice"),
        (Fault::HiddenPage, "a page is hidden"),
    ] {
        let server = start(instance());
        server.arm(Arm::once(fault).table("cmdb_ci").page(2));
        let got = walk(&server, "cmdb_ci", 40);
        let different: BTreeSet<_> = got.iter().collect();
        let expected = match fault {
            Fault::ShortPage => (all.len(), all.len()),
            Fault::RepeatedRow => (all.len() + 1, all.len()),
            _ => (all.len() - 40, all.len() - 40),
        };
        assert_eq!((got.len(), different.len()), expected, "{what}");
    }
    let server = start(instance());
    server.arm(Arm::always(Fault::TailLost).table("cmdb_ci").page(3));
    assert_eq!(walk(&server, "cmdb_ci", 40).len(), 80, "the rest never comes");
    server.disarm();
    server.arm(Arm::once(Fault::CursorIgnored));
    let second =
        get(&server, &format!("{}&x=1", PATH.replace("ORDERBYsys_id", &format!("sys_id>{}^ORDERBYsys_id", all[9]))));
    assert_eq!(second.column("sys_id"), ids(&server), "the first page again");
    server.arm(Arm::once(Fault::OrderIgnored));
    assert_ne!(ids(&server), ids(&server));
    server.arm(Arm::once(Fault::FilterIgnored));
    let narrow = PATH.replace("ORDERBYsys_id", "sys_class_name=cmdb_ci_service^ORDERBYsys_id");
    assert!(get(&server, &narrow).total() > get(&server, &narrow).total());
}

#[test]
fn a_table_may_change_while_it_is_read() {
    for (fault, rows) in [(Fault::RowGone, 149), (Fault::RowInserted, 151)] {
        let server = start(instance());
        let first = ids(&server);
        server.arm(Arm::once(fault));
        let again = get(&server, PATH);
        assert_eq!(again.total(), rows);
        let moved =
            if rows < 150 { again.column("sys_id")[0] == first[1] } else { again.column("sys_id")[1] == first[0] };
        assert!(moved, "{}: rows move along", fault.name());
    }
}

#[test]
fn patience_ends() {
    let server = start(instance());
    server.answer_at_most(2);
    assert_eq!((ids(&server).len(), ids(&server).len()), (10, 10));
    let request = format!("GET {PATH} HTTP/1.1\r\nHost: it\r\nConnection: close\r\n{KEY}\r\nAccept: */*\r\n\r\n");
    assert!(send(&server, &request).is_none());
}

#[test]
fn faults_of_totals_and_counts_lie_as_they_say() {
    let server = start(instance());
    let total = |fault: Fault| {
        server.arm(Arm::once(fault));
        get(&server, PATH).headers.get("x-total-count").cloned()
    };
    assert_eq!(total(Fault::TotalMissing), None);
    assert_eq!(total(Fault::TotalTooLarge).as_deref(), Some("157"));
    assert_eq!(total(Fault::TotalTooSmall).as_deref(), Some("75"));
    assert_eq!(total(Fault::TotalNotANumber).as_deref(), Some("many"));
    server.arm(Arm::once(Fault::LinkMissing));
    assert!(!get(&server, PATH).headers.contains_key("link"));
    let count = |fault: Fault| {
        server.arm(Arm::once(fault));
        get(&server, "/api/now/stats/cmdb_ci?sysparm_count=true")
    };
    assert_eq!(count(Fault::CountTooLarge).json()["result"]["stats"]["count"], "159");
    assert_eq!(count(Fault::CountRefused).status, 403);
    assert!(count(Fault::CountGrouped).json()["result"].is_array());
}

#[test]
fn faults_of_values_change_the_first_row() {
    let first = |fault: Fault| {
        let server = start(instance());
        server.arm(Arm::once(fault));
        get(&server, PATH).rows()[0].clone()
    };
    let plain = get(&start(instance()), PATH).rows()[0].clone();
    assert!(plain.get("sys_id").is_some() && first(Fault::RowWithoutId).get("sys_id").is_none());
    assert_eq!(first(Fault::FieldMissing).as_object().unwrap().len(), plain.as_object().unwrap().len() - 1);
    let server = start(instance());
    let typed = |path: &str| get(&server, path).rows()[0]["active"].clone();
    let contract = "/api/now/v2/table/ast_contract?sysparm_limit=1&sysparm_fields=active";
    assert_eq!(typed(contract), "true");
    server.arm(Arm::once(Fault::TypedValues));
    assert_eq!(typed(contract), true);
    let vendor = "/api/now/v2/table/ast_contract?sysparm_limit=1&sysparm_fields=vendor";
    assert!(get(&server, vendor).rows()[0]["vendor"].is_object());
    server.arm(Arm::once(Fault::ReferencesOtherwise));
    assert!(get(&server, vendor).rows()[0]["vendor"].is_string());
}

#[test]
fn a_fault_may_repeat_the_requests_secrets() {
    let (status, _, body) = struck(Fault::EchoesSecrets);
    assert_eq!(status, 400);
    assert!(body.contains("api-key-44e1"));
}
