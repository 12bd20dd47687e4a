//! Answers as the product words them.

use crate::spoil::error;
use crate::talk::Answer;

/// Seconds after which a request is cut.
pub(crate) const QUOTA_SECONDS: u64 = 60;

pub(crate) fn not_signed_in() -> Answer {
    let body = error("User Not Authenticated", "Required to provide Auth information");
    Answer::json(401, body).with("www-authenticate", "Basic realm=\"Service-now\"")
}

pub(crate) fn refused() -> Answer {
    Answer::json(403, error("User Not Authorized", "Failed API level ACL Validation"))
}

pub(crate) fn unknown_table(table: &str) -> Answer {
    Answer::json(400, error(&format!("Invalid table {table}"), ""))
}

pub(crate) fn no_record() -> Answer {
    Answer::json(404, error("No Record found", "Record doesn't exist or ACL restricts the record retrieval"))
}

pub(crate) fn bad_limit() -> Answer {
    Answer::json(400, error("Invalid value given for sysparm_limit", "sysparm_limit value must be a positive integer"))
}

pub(crate) fn bad_accept(accept: Option<&str>) -> Answer {
    match accept {
        None => Answer::json(400, error("Invalid headers", "Accept header is required")),
        Some(_) => Answer::json(406, error("Not acceptable", "Requested format is not supported")),
    }
}

pub(crate) fn cancelled(status: u16) -> Answer {
    let detail = "Transaction cancelled: maximum execution time exceeded. Check logs for error trace or enable glide.rest.debug property to verify REST request processing";
    Answer::json(status, error("Transaction cancelled: maximum execution time exceeded", detail))
}

pub(crate) fn cancelled_as_text() -> Answer {
    Answer::json(200, r#"{"result":"Transaction cancelled: maximum execution time exceeded"}"#)
}

pub(crate) fn too_many(per_hour: u64, seconds: u64) -> Answer {
    let detail = format!("Rate limit of {per_hour} requests per hour for Table API exceeded");
    Answer::json(429, error("Rate limit exceeded", &detail))
        .with("retry-after", seconds.to_string())
        .with("x-ratelimit-limit", per_hour.to_string())
        .with("x-ratelimit-rule", "9f2c1a5b87d23010a1b2c3d4e5f60718")
}
