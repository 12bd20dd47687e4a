//! Secrets are checked, and only reading is allowed.

use crate::plain::{KEY, get, get_with, instance, post, send, start};
use emulator::{Arm, Fault, Latency, Server, Signed};

const JSON: &str = "Accept: application/json";
const PATH: &str = "/api/now/v2/table/cmdb_ci?sysparm_limit=1";
const PASSWORD_GRANT: &str = "grant_type=password&client_id=client-51c0&client_secret=client-secret-9d2&username=oldiron.reader&password=open-sesame-7f3";

#[test]
fn a_request_is_signed_by_password_key_or_token_and_by_nothing_else() {
    let server = start(instance());
    // "oldiron.reader:open-sesame-7f3"
    let right = "Authorization: Basic b2xkaXJvbi5yZWFkZXI6b3Blbi1zZXNhbWUtN2Yz";
    for (headers, status, signed) in [
        (vec![JSON, right], 200, Signed::Password),
        (vec![JSON, "Authorization: Basic b2xkaXJvbi5yZWFkZXI6d3Jvbmc="], 401, Signed::Wrong),
        (vec![JSON, KEY], 200, Signed::Key),
        (vec![JSON, "x-sn-apikey: guess"], 401, Signed::Wrong),
        (vec![JSON, "Authorization: Bearer made-up"], 401, Signed::Wrong),
        (vec![JSON], 401, Signed::Nobody),
    ] {
        let got = get_with(&server, PATH, &headers);
        assert_eq!(got.status, status, "{headers:?}");
        assert_eq!(server.seen().last().unwrap().signed, signed, "{headers:?}");
        assert_eq!(got.headers.contains_key("www-authenticate"), status == 401);
    }
    let kept = format!("{:?}", server.seen());
    assert!(!kept.contains("sesame") && !kept.contains("api-key"), "the journal keeps no secret");
}

#[test]
fn a_token_ends_after_its_time_and_can_be_renewed() {
    let server = start(instance());
    let grant = post(&server, "/oauth_token.do", PASSWORD_GRANT).json();
    let with = |token: &str| get_with(&server, PATH, &[JSON, &format!("Authorization: Bearer {token}")]).status;
    let token = grant["access_token"].as_str().unwrap().to_owned();
    assert_eq!((with(&token), grant["expires_in"].as_u64()), (200, Some(1799)));
    server.pass(1_800_000);
    assert_eq!(with(&token), 401);
    let refresh = grant["refresh_token"].as_str().unwrap();
    let body = format!(
        "grant_type=refresh_token&client_id=client-51c0&client_secret=client-secret-9d2&refresh_token={refresh}"
    );
    let renewed = post(&server, "/oauth_token.do", &body).json();
    assert_eq!(with(renewed["access_token"].as_str().unwrap()), 200);
}

#[test]
fn a_token_is_given_to_whoever_knows_the_secrets() {
    let server = start(instance());
    let client = "grant_type=client_credentials&client_id=client-51c0&client_secret=client-secret-9d2";
    let grant = post(&server, "/oauth_token.do", client);
    assert_eq!((grant.status, grant.json().get("refresh_token").is_none()), (200, true));
    for body in [
        PASSWORD_GRANT.replace("open-sesame-7f3", "guess"),
        PASSWORD_GRANT.replace("client-secret-9d2", "guess"),
        client.replace("client_credentials", "implicit"),
    ] {
        assert_eq!(post(&server, "/oauth_token.do", &body).status, 401, "{body}");
    }
    server.arm(Arm::once(Fault::TokenRefused));
    assert_eq!(post(&server, "/oauth_token.do", client).status, 401);
    server.arm(Arm::once(Fault::TokenHtml));
    assert!(post(&server, "/oauth_token.do", client).body.starts_with("<html"));
}

#[test]
fn json_has_to_be_asked_for() {
    let server = start(instance());
    assert_eq!(get_with(&server, PATH, &[KEY]).status, 400);
    assert_eq!(get_with(&server, PATH, &[KEY, "Accept: text/html"]).status, 406);
}

#[test]
fn whoever_tries_to_write_is_refused_and_seen() {
    let server = start(instance());
    for method in ["POST", "PUT", "PATCH", "DELETE"] {
        let request = format!(
            "{method} /api/now/v2/table/incident HTTP/1.1\r\nHost: it\r\nConnection: close\r\n{KEY}\r\n{JSON}\r\nContent-Length: 2\r\n\r\n{{}}"
        );
        assert_eq!(send(&server, &request).unwrap().status, 403, "{method}");
        assert_eq!(server.seen().last().unwrap().method, method);
    }
}

#[test]
fn a_head_has_the_total_and_no_body() {
    let server = Server::start(instance(), Latency::Counted(0)).unwrap();
    let request = format!("HEAD {PATH} HTTP/1.1\r\nHost: it\r\nConnection: close\r\n{KEY}\r\n{JSON}\r\n\r\n");
    let got = send(&server, &request).unwrap();
    assert_eq!((got.status, got.total(), got.body.as_str()), (200, get(&server, PATH).total(), ""));
}
