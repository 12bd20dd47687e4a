//! The client against a server that says what the test wants.

use super::*;
use crate::scripted::{Said, Scripted};
use crate::sign_in::Grant;

static READS: [Endpoint; 3] = [
    Endpoint { method: Method::Get, path: "/rows", what: "rows", needs: "read" },
    Endpoint { method: Method::PostThatReads, path: "/query", what: "rows", needs: "read" },
    Endpoint { method: Method::Head, path: "/rows", what: "a count", needs: "read" },
];
static OTHER: Endpoint = Endpoint { method: Method::Get, path: "/other", what: "not listed", needs: "read" };

fn basic() -> SignIn {
    SignIn::Basic { user: "reader".to_owned(), password: Secret::new("hunter22") }
}

fn client(server: &Scripted, sign_in: SignIn, clock: &Clock) -> Client {
    let options = Options { clock: clock.clone(), timeout: Duration::from_millis(800), ..Options::default() };
    Client::new(Address::parse(&server.address).unwrap(), sign_in, &READS, options).unwrap()
}

fn rows() -> Read {
    Read::of(&READS[0], &[])
}

#[tokio::test]
async fn a_request_that_is_no_listed_read_is_not_sent() {
    let server = Scripted::new(vec![Said::json(200, &[], "{}")]);
    let client = client(&server, basic(), &Clock::made(0));
    let told = client.read(&Read::of(&OTHER, &[]), &as_it_is).await.unwrap_err();
    assert!(matches!(told, Error::NotARead { .. }), "{told}");
    assert!(server.asked().is_empty());
    assert!(client.read(&rows(), &as_it_is).await.is_ok());
    let request = &server.asked()[0];
    assert_eq!(request.line, "GET /rows HTTP/1.1");
    assert!(request.headers.iter().any(|line| line.eq_ignore_ascii_case("accept: application/json")), "{request:?}");
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_no_credential_goes_there() {
    let elsewhere = Scripted::new(vec![Said::json(200, &[], "{}")]);
    let to = format!("{}/rows", elsewhere.address);
    for status in [301, 302, 303, 307, 308] {
        let server = Scripted::new(vec![Said::json(status, &[("location", &to)], "")]);
        let told = client(&server, basic(), &Clock::made(0)).read(&rows(), &as_it_is).await.unwrap_err();
        assert!(matches!(&told, Error::Redirected { to, .. } if *to == elsewhere.address), "{told}");
        assert_eq!(server.asked().len(), 1);
    }
    assert!(elsewhere.asked().is_empty());
}

#[tokio::test]
async fn the_system_is_waited_for_as_it_asks() {
    let clock = Clock::made(1_700_000_000);
    let busy = |headers: &[(&str, &str)]| Said::json(429, headers, r#"{"error":{"message":"Rate limit exceeded"}}"#);
    let server = Scripted::new(vec![busy(&[("retry-after", "7")]), busy(&[]), Said::json(200, &[], "{}")]);
    client(&server, basic(), &clock).read(&rows(), &as_it_is).await.unwrap();
    assert_eq!(server.asked().len(), 3);
    let waits = clock.waits();
    assert_eq!(waits[0], Duration::from_secs(7));
    assert_eq!(waits[1].as_secs(), 2, "the second pause of our own");
}

#[tokio::test]
async fn what_does_not_get_better_is_asked_once_and_what_might_is_given_up_after_so_many_tries() {
    for (status, times) in [(400, 1), (401, 1), (403, 1), (404, 1), (503, 6), (504, 6), (429, 6)] {
        let server = Scripted::new(vec![Said::json(status, &[], r#"{"error":{"message":"No"}}"#)]);
        let told = client(&server, basic(), &Clock::made(0)).read(&rows(), &as_it_is).await.unwrap_err().to_string();
        assert_eq!(server.asked().len(), times, "{status}: {told}");
        assert!(told.contains("No") && told.contains("hint: "), "{told}");
    }
}

#[tokio::test]
async fn whoever_asks_to_wait_for_a_day_is_given_up() {
    let server = Scripted::new(vec![Said::json(429, &[("retry-after", "86400")], "")]);
    let clock = Clock::made(0);
    let told = client(&server, basic(), &clock).read(&rows(), &as_it_is).await.unwrap_err().to_string();
    assert!(told.contains("86400") && clock.waits().is_empty(), "{told}");
}

#[tokio::test]
async fn html_in_place_of_json_is_a_system_asleep() {
    let asleep = Said::of(200, &[("content-type", "text/html;charset=UTF-8")], "<html>hibernating</html>");
    let server = Scripted::new(vec![asleep, Said::json(200, &[], "{}")]);
    client(&server, basic(), &Clock::made(0)).read(&rows(), &as_it_is).await.unwrap();
    assert_eq!(server.asked().len(), 2);
}

#[tokio::test]
async fn a_body_that_breaks_off_and_silence_ask_for_less() {
    let server = Scripted::new(vec![Said::json(200, &[], &"x".repeat(5_000)).cut(2_000)]);
    let client = client(&server, basic(), &Clock::made(0));
    let trouble = client.attempt(&rows()).await.unwrap_err();
    assert!(matches!(trouble, Trouble::TooMuch { .. }), "{trouble:?}");
}

#[tokio::test]
async fn a_post_that_reads_is_sent_once_whatever_happens() {
    let server = Scripted::new(vec![Said::json(503, &[], ""), Said::json(200, &[], "{}")]);
    let read = Read::of(&READS[1], &[]).asking("{\"query\":1}");
    assert!(client(&server, basic(), &Clock::made(0)).read(&read, &as_it_is).await.is_err());
    assert_eq!(server.asked().len(), 1);
    assert_eq!(server.asked()[0].body, "{\"query\":1}");
}

#[tokio::test]
async fn each_sign_in_has_its_header() {
    for (sign_in, header) in [
        (basic(), "authorization: Basic cmVhZGVyOmh1bnRlcjIy"),
        (SignIn::Bearer { token: Secret::new("tok") }, "authorization: Bearer tok"),
        (SignIn::Key { header: "x-sn-apikey", key: Secret::new("key1") }, "x-sn-apikey: key1"),
    ] {
        let server = Scripted::new(vec![Said::json(200, &[], "{}")]);
        client(&server, sign_in, &Clock::made(0)).read(&rows(), &as_it_is).await.unwrap();
        assert!(server.asked()[0].headers.iter().any(|line| line == header), "{:?}", server.asked());
    }
    let server = Scripted::new(vec![Said::json(200, &[], "{}")]);
    client(&server, SignIn::Nobody, &Clock::made(0)).read(&rows(), &as_it_is).await.unwrap();
    assert!(!server.asked()[0].headers.iter().any(|line| line.starts_with("authorization")));
}

fn oauth(grant: Grant) -> SignIn {
    SignIn::OAuth { path: "/token", client_id: "c".to_owned(), client_secret: Secret::new("c-secret"), grant }
}

/// A server whose tokens are called 1, 2 … and of which only the newest is good.
fn tokens(seconds: u64, refresh: bool) -> Scripted {
    let given = std::sync::atomic::AtomicU64::new(0);
    Scripted::with(move |_, asked| {
        use std::sync::atomic::Ordering::SeqCst;
        if asked.line.starts_with("POST /token") {
            let number = given.fetch_add(1, SeqCst) + 1;
            let refresh = if refresh { format!(",\"refresh_token\":\"refresh-{number}\"") } else { String::new() };
            return Said::json(
                200,
                &[],
                &format!("{{\"access_token\":\"token-{number}\",\"expires_in\":{seconds}{refresh}}}"),
            );
        }
        let good = format!("authorization: Bearer token-{}", given.load(SeqCst));
        let is_good = asked.headers.contains(&good) && !asked.line.contains("expired");
        if is_good { Said::json(200, &[], "{}") } else { Said::json(401, &[], "{}") }
    })
}

#[tokio::test]
async fn a_token_is_asked_for_once_and_renewed_before_it_ends() {
    for (grant, refresh, forms) in [
        (Grant::Client, false, ["grant_type=client_credentials", "grant_type=client_credentials"]),
        (
            Grant::Password { user: "u".to_owned(), password: Secret::new("p w&d") },
            true,
            ["grant_type=password&username=u&password=p+w%26d", "grant_type=refresh_token&refresh_token=refresh-1"],
        ),
        (
            Grant::Refresh { token: Secret::new("old") },
            false,
            ["grant_type=refresh_token&refresh_token=old", "grant_type=refresh_token&refresh_token=old"],
        ),
    ] {
        let clock = Clock::made(1_000);
        let server = tokens(1_799, refresh);
        let client = client(&server, oauth(grant), &clock);
        for _ in 0..3 {
            client.read(&rows(), &as_it_is).await.unwrap();
        }
        clock.advance(Duration::from_secs(1_750));
        client.read(&rows(), &as_it_is).await.unwrap();
        let asked: Vec<String> =
            server.asked().into_iter().filter(|asked| asked.line.starts_with("POST")).map(|asked| asked.body).collect();
        let with_client = |form: &str| format!("{form}&client_id=c&client_secret=c-secret");
        assert_eq!(asked, forms.map(with_client));
    }
}

#[tokio::test]
async fn a_token_that_is_refused_early_is_renewed_once_and_the_same_question_asked_again() {
    let server = tokens(1_799, false);
    let client = client(&server, oauth(Grant::Client), &Clock::made(0));
    client.read(&rows(), &as_it_is).await.unwrap();
    // Somebody took the token back: the server knows only the next one.
    let told = client.read(&rows().with("q", "expired"), &as_it_is).await.unwrap_err();
    assert!(matches!(told, Error::SignIn { status: 401, .. }), "{told}");
    let lines = server.lines();
    assert_eq!(lines[2..], ["/rows?q=expired", "/token", "/rows?q=expired"], "one renewal, one repetition, no more");
}

#[tokio::test]
async fn a_refused_sign_in_tells_no_secret() {
    let body = r#"{"error":"invalid_client","error_description":"c-secret is wrong"}"#;
    let server = Scripted::new(vec![Said::json(401, &[], body)]);
    let client = client(&server, oauth(Grant::Client), &Clock::made(0));
    let told = client.read(&rows(), &as_it_is).await.unwrap_err();
    assert!(told.to_string().contains("invalid_client"), "{told}");
    assert!(!format!("{told} {told:?}").contains("c-secret"), "{told}");
}

#[tokio::test]
async fn cookies_are_kept_for_the_session_and_not_told() {
    let server = Scripted::new(vec![Said::json(200, &[("set-cookie", "JSESSIONID=abc123; Path=/")], "{}")]);
    let client = client(&server, basic(), &Clock::made(0));
    let page = client.read(&rows(), &as_it_is).await.unwrap();
    assert!(!format!("{page:?}").contains("abc123"), "{page:?}");
    client.read(&rows(), &as_it_is).await.unwrap();
    assert!(server.asked()[1].headers.iter().any(|line| line == "cookie: JSESSIONID=abc123"), "{:?}", server.asked());
}

#[tokio::test]
async fn nobody_at_the_address_is_said_so() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let address = Address::parse(&format!("http://{free}")).unwrap();
    let options = Options { clock: Clock::made(0), tries: 2, ..Options::default() };
    let client = Client::new(address, basic(), &READS, options).unwrap();
    let told = client.read(&rows(), &as_it_is).await.unwrap_err().to_string();
    assert!(told.contains("does not answer") && told.contains("refused"), "{told}");
    let waits = client.clock().waits().len();
    assert!(client.read(&rows(), &as_it_is).await.is_err());
    assert_eq!(client.clock().waits().len(), waits, "nobody waits for it a second time");
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_not_trusted_and_not_tried_again() {
    // Plain words where TLS was expected: the handshake fails.
    let server = Scripted::new(vec![Said::json(200, &[], "{}")]);
    let address = Address::parse(&server.address.replace("http://", "https://")).unwrap();
    let options = Options { clock: Clock::made(0), tries: 2, ..Options::default() };
    let client = Client::new(address, basic(), &READS, options).unwrap();
    assert!(client.read(&rows(), &as_it_is).await.is_err());
    assert!(server.asked().iter().all(|asked| !asked.headers.join("").contains("Basic")), "no credential without TLS");
}

#[test]
fn a_file_of_authorities_has_to_hold_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ca.pem");
    for text in [None, Some(""), Some("no certificate")] {
        if let Some(text) = text {
            std::fs::write(&path, text).unwrap();
        }
        let options = Options { ca_file: Some(path.clone()), ..Options::default() };
        let told = Client::new(Address::parse("https://example.org").unwrap(), basic(), &READS, options);
        let told = told.err().unwrap().to_string();
        assert!(told.starts_with("ca_file: ") && told.contains("hint: "), "{told}");
    }
}

#[tokio::test]
async fn a_sign_in_that_was_refused_is_not_tried_again_and_locks_no_account() {
    let server = Scripted::new(vec![Said::json(401, &[], "{}")]);
    let client = client(&server, basic(), &Clock::made(0));
    for _ in 0..5 {
        assert!(matches!(client.read(&rows(), &as_it_is).await, Err(Error::SignIn { .. })));
    }
    assert_eq!(server.asked().len(), 1);
}
