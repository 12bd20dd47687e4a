//! Faults that need no knowledge of the system: they are done to an answer.

use crate::faults::Fault;
use crate::talk::{Answer, Asked};

/// What a client gets to see.
#[derive(Debug)]
pub(crate) enum Sent {
    /// An answer.
    Whole(Answer),
    /// An answer whose connection closes after so many bytes, the header's included.
    Cut(Answer, i64),
    /// An answer in pieces.
    Trickled(Answer),
    /// Nothing: the connection closes.
    Closed,
    /// Nothing, for ever.
    Silent,
}

/// What some answers hold besides.
#[derive(Debug)]
pub(crate) struct Hints {
    /// Where a redirect to another host leads.
    pub(crate) elsewhere: Option<String>,
    /// The date to wait for.
    pub(crate) until: String,
}

/// How long a client is told to wait, in seconds.
const WAIT: u64 = 7;

/// A host that is not this server's, for redirects. The name is reserved for documentation (RFC 2606).
const ELSEWHERE: &str = "http://elsewhere.example/collect";

/// Milliseconds that a client who gets this answer is told to wait, where it is told.
pub(crate) fn wait(answer: &Answer) -> Option<u64> {
    let (_, value) = answer.headers.iter().find(|(name, _)| name == "retry-after")?;
    // A date is as good as the usual number of seconds: it was made from that.
    Some(value.parse().unwrap_or(WAIT) * 1000)
}

/// Does the fault to the answer; faults that the system does itself pass.
pub(crate) fn spoil(fault: Option<Fault>, answer: Answer, asked: &Asked, hints: &Hints) -> Sent {
    let Some(fault) = fault else { return Sent::Whole(answer) };
    let html = |status, body: &str| {
        let kind = ("content-type".to_owned(), "text/html;charset=UTF-8".to_owned());
        Answer { status, headers: vec![kind], body: body.as_bytes().to_vec(), rows: 0 }
    };
    let half = answer.body.len() / 2;
    let refused = |status, message: &str| Answer::json(status, error(message, ""));
    Sent::Whole(match fault {
        Fault::TruncatedJson => Answer { body: answer.body[..half].to_vec(), rows: 0, ..answer },
        Fault::CutShort => {
            let enough = i64::try_from(half).unwrap_or(0) + 200;
            return Sent::Cut(Answer { rows: 0, ..answer }, enough);
        }
        Fault::Closed => return Sent::Closed,
        Fault::Silence => return Sent::Silent,
        Fault::Trickle => return Sent::Trickled(answer),
        Fault::AsleepHtml => {
            html(200, "<html><title>Instance Hibernating</title><body>Your instance is asleep.</body></html>")
        }
        Fault::SignInHtml => html(200, "<html><form action=\"/login.do\"><input name=\"user_password\"></form></html>"),
        Fault::HtmlAsJson => Answer::json(200, "<html><body>Please wait</body></html>"),
        Fault::EmptyBody => Answer::json(200, ""),
        Fault::NotUtf8 => {
            let mut body = answer.body.clone();
            // Over a letter of a value, so that all but the letter is still JSON.
            if let Some(at) = body[half..].iter().position(u8::is_ascii_alphanumeric) {
                body[half + at] = 0xFF;
            }
            Answer { body, rows: 0, ..answer }
        }
        Fault::NoContentType => Answer { headers: without(answer.headers, "content-type"), ..answer },
        Fault::TooMany => refused(429, "Rate limit exceeded").with("retry-after", WAIT.to_string()),
        Fault::TooManyUntil => refused(429, "Rate limit exceeded").with("retry-after", hints.until.as_str()),
        Fault::TooManyNoHint => refused(429, "Rate limit exceeded"),
        Fault::Broken => refused(500, "Unexpected error"),
        Fault::BadGateway => html(502, "<html><title>502 Bad Gateway</title></html>"),
        Fault::Unavailable => html(503, "<html><title>503</title></html>").with("retry-after", WAIT.to_string()),
        Fault::GatewayTimeout => html(504, "<html><title>504 Gateway Time-out</title></html>"),
        Fault::TokenExpired | Fault::Unauthorised => {
            refused(401, "User Not Authenticated").with("www-authenticate", "Basic realm=\"Service-now\"")
        }
        Fault::Forbidden => refused(403, "User Not Authorized"),
        Fault::NotFound => refused(404, "No Record found"),
        Fault::BadRequest => refused(400, "Invalid table"),
        Fault::RedirectElsewhere => html(302, "").with("location", hints.elsewhere.as_deref().unwrap_or(ELSEWHERE)),
        Fault::RedirectToSignIn => html(302, "").with("location", format!("{}/login.do", asked.origin)),
        Fault::RedirectLoop => html(302, "").with("location", format!("{}{}", asked.origin, asked.path)),
        Fault::EchoesSecrets => {
            let secrets: Vec<&str> =
                ["authorization", "x-sn-apikey", "cookie"].iter().filter_map(|name| asked.header(name)).collect();
            Answer::json(400, error("Bad request", &format!("{} {}", secrets.join(" "), asked.body)))
        }
        _ => answer,
    })
}

/// An error as the system words it.
pub(crate) fn error(message: &str, detail: &str) -> String {
    serde_json::json!({ "error": { "message": message, "detail": detail }, "status": "failure" }).to_string()
}

fn without(mut headers: Vec<(String, String)>, name: &str) -> Vec<(String, String)> {
    headers.retain(|(known, _)| known != name);
    headers
}
